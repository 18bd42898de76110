from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "hjulet.retention"
    label = "retention"

    def ready(self) -> None:
        """Registers the clock, what the worker does, and the menu item."""
        from hjulet.calendar.recurrences import Every, register
        from hjulet.retention import clocks, operations
        from hjulet.retention.web import menu

        clocks.register_all()
        register("retention.propose", Every.NIGHT, operations.propose_all)
        register("retention.go_on", Every.RUN, operations.go_on)
        menu.register_all()
