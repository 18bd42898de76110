from django.apps import AppConfig


class DataBreachesConfig(AppConfig):
    name = "hjulet.data_breaches"
    label = "data_breaches"

    def ready(self) -> None:
        """Registers the clocks, incidents as a source of findings, the figures and the menu."""
        from hjulet.data_breaches import clocks, disposal, figures, log_review, reassessed, sources
        from hjulet.data_breaches.web import menu

        clocks.register_all()
        sources.register_all()
        disposal.register()
        log_review.register()
        reassessed.register()
        figures.register_all()
        menu.register_all()
