from django.apps import AppConfig


class LogReviewConfig(AppConfig):
    name = "hjulet.log_review"
    label = "log_review"

    def ready(self) -> None:
        """Registers the clocks, the figure, the menu item and the monthly draw."""
        from hjulet.calendar.recurrences import Every, register
        from hjulet.log_review import clocks, figures, operations
        from hjulet.log_review.web import menu

        clocks.register_all()
        figures.register_all()
        menu.register_all()
        # Each night, so that a month that was missed is made up.
        register("log_review.draw", Every.NIGHT, lambda now: operations.draw(now=now))
