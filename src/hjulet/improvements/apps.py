from django.apps import AppConfig


class ImprovementsConfig(AppConfig):
    name = "hjulet.improvements"
    label = "improvements"

    def ready(self) -> None:
        """Registers the clocks, the menu items and what is shown on other rooms' pages."""
        from hjulet.findings import sources
        from hjulet.improvements import clocks, figures, queries
        from hjulet.improvements.web import menu, plan_menu

        clocks.register()
        figures.register_all()
        menu.register_all()
        plan_menu.register_all()
        sources.register_answers(queries.titles_of)
