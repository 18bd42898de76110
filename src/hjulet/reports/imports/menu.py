"""The import pages in the menu."""

from hjulet.organisation.rules import may
from hjulet.ui.menu import MenuItem, register


def register_all() -> None:
    """Called once when the application starts."""
    register(
        MenuItem(
            label="För in rapporter",
            url_name="import_reports",
            order=50,
            visible=lambda actor: may(actor, "report.import"),
            last=True,
        )
    )
    register(
        MenuItem(
            label="För in organisationen",
            url_name="import_organisation",
            order=51,
            visible=lambda actor: may(actor, "organisation.edit"),
            last=True,
        )
    )
