from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "hjulet.notices"
    label = "notices"

    def ready(self) -> None:
        """Registers the menu items, and that owners are told of a changed second factor."""
        from hjulet.notices.operations import tell_of_login_change
        from hjulet.notices.web import menu
        from hjulet.organisation import followers

        menu.register_all()
        followers.register_login(tell_of_login_change)
