from django.apps import AppConfig


class AnnualReportConfig(AppConfig):
    name = "hjulet.annual_report"
    label = "annual_report"

    def ready(self) -> None:
        """Registers the menu item and the writer's part on the start page."""
        from hjulet.annual_report.web import menu

        menu.register_all()
