from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "hjulet.portal"
    label = "portal"

    def ready(self) -> None:
        """Registers the menu items."""
        from hjulet.portal.web import menu

        menu.register_all()
