from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "hjulet.reports"
    label = "reports"

    def ready(self) -> None:
        """Registers the room's figures, menu items, import page, reports as a source, and what the
        worker does at night."""
        from hjulet.calendar.recurrences import Every
        from hjulet.calendar.recurrences import register as register_recurrence
        from hjulet.reports import (
            clocks,
            disposal,
            figures,
            findings,
            investigation_clocks,
            investigation_findings,
            log_review,
            operations,
        )
        from hjulet.reports.imports import menu as import_menu
        from hjulet.reports.web import findings as shown
        from hjulet.reports.web import investigated, menu

        figures.register_all()
        clocks.register()
        findings.register()
        investigation_clocks.register()
        investigation_findings.register()
        disposal.register()
        log_review.register()
        shown.register()
        investigated.register()
        menu.register_all()
        import_menu.register_all()
        register_recurrence("reports.tidy_drafts", Every.NIGHT, operations.tidy_drafts)
