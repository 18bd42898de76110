from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "hjulet.notices"
    label = "notices"

    def ready(self) -> None:
        """Registers the menu items."""
        from hjulet.notices.web import menu

        menu.register_all()
