from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "hjulet.figures"
    label = "figures"

    def ready(self) -> None:
        """Puts the figures in the menu."""
        from hjulet.organisation.rules import may
        from hjulet.ui.menu import MenuItem, register

        register(
            MenuItem(
                label="Siffror",
                url_name="figure_list",
                stage="check",
                order=40,
                visible=lambda actor: may(actor, "figures.read"),
            )
        )
