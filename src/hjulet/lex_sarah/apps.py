from django.apps import AppConfig


class LexSarahConfig(AppConfig):
    name = "hjulet.lex_sarah"
    label = "lex_sarah"

    def ready(self) -> None:
        """Registers the clocks, cases as a source of findings, menu and slots."""
        from hjulet.lex_sarah import clocks, disposal, figures, log_review, reassessed, sources
        from hjulet.lex_sarah.web import menu

        clocks.register_all()
        figures.register_all()
        sources.register_all()
        disposal.register()
        log_review.register()
        reassessed.register()
        menu.register_all()
