"""Names the settings of the mode before Django is loaded."""

from hjulet.config import env


def configure() -> None:
    """Points Django at `settings.<mode>` unless somebody already has."""
    env.name_settings(f"hjulet.config.settings.{env.mode()}")


def start() -> None:
    """Configures and loads Django; for the command line."""
    configure()
    import django

    django.setup()
