from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "hjulet.figures"
    label = "figures"

    def ready(self) -> None:
        """Puts the figures in the menu, and their nightly check among what comes back."""
        from hjulet.calendar.recurrences import Every
        from hjulet.calendar.recurrences import register as register_recurrence
        from hjulet.figures import upkeep
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
        register_recurrence("figures.verify", Every.NIGHT, upkeep.verify)
