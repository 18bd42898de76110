from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "hjulet.risks"
    label = "risks"

    def ready(self) -> None:
        """Registers the room's clock, and risks as a source of findings."""
        from hjulet.risks import clocks, sources

        clocks.register_all()
        sources.register_all()
