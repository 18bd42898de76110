"""The menu item of the room."""

from hjulet.organisation.rules import may
from hjulet.retention import queries
from hjulet.ui.menu import MenuItem, register


def register_all() -> None:
    """Called once when the application starts."""
    register(
        MenuItem(
            label="Gallring",
            url_name="retention_home",
            order=60,
            visible=lambda actor: may(actor, "retention.read"),
            count=queries.waiting_count,
            last=True,
        )
    )
