from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "hjulet.participation"
    label = "participation"

    def ready(self) -> None:
        """Registers the figure and the menu item."""
        from hjulet.participation import figures
        from hjulet.participation.web import menu

        figures.register_all()
        menu.register_all()
