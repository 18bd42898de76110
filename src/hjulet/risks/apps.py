from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "hjulet.risks"
    label = "risks"

    def ready(self) -> None:
        """Registers the clock, risks as a source of findings, the figure and the menu item."""
        from hjulet.risks import clocks, figures, sources
        from hjulet.risks.web import menu

        clocks.register_all()
        sources.register_all()
        figures.register_all()
        menu.register_all()
