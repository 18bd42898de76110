from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "hjulet.calendar"
    label = "calendar"

    def ready(self) -> None:
        """Registers the menu item and what the worker does again and again, in this order."""
        from hjulet.calendar import operations, queries
        from hjulet.calendar.recurrences import Every, register
        from hjulet.calendar.web import menu
        from hjulet.notices import operations as notices
        from hjulet.ui.menu import count_clocks_with

        menu.register_all()
        count_clocks_with(queries.counts_by_kind)
        register("calendar.chase", Every.RUN, lambda now: operations.chase(now=now))
        register("calendar.digest", Every.WORKING_MORNING, lambda now: operations.digest(now=now))
        register("notices.send", Every.RUN, notices.send_waiting)
        register("notices.tidy", Every.NIGHT, notices.tidy)
