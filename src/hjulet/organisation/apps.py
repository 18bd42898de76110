from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "hjulet.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Registers the menu items and the roles on the own-account page."""
        from hjulet.organisation.web import menu

        menu.register_all()
