from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "hjulet.reports"
    label = "reports"

    def ready(self) -> None:
        """Registers the room's figures, menu items, import page, and reports as a source."""
        from hjulet.reports import clocks, figures, findings
        from hjulet.reports.imports import menu as import_menu
        from hjulet.reports.web import findings as shown
        from hjulet.reports.web import menu

        figures.register_all()
        clocks.register()
        findings.register()
        shown.register()
        menu.register_all()
        import_menu.register_all()
