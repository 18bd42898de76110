from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "hjulet.findings"
    label = "findings"

    def ready(self) -> None:
        """Registers the room's menu items."""
        from hjulet.findings.web import menu

        menu.register_all()
