"""Menu items of the room."""

from hjulet.findings import queries
from hjulet.organisation.rules import may
from hjulet.ui.menu import MenuItem, register


def register_all() -> None:
    """Called once when the application starts."""
    register(
        MenuItem(
            label="Fynd",
            url_name="finding_list",
            stage="act",
            order=10,
            visible=lambda actor: may(actor, "finding.read"),
            count=queries.waiting_count,
        )
    )
    register(
        MenuItem(
            label="Orsaker och teman",
            url_name="finding_lists",
            order=45,
            visible=lambda actor: may(actor, "lists.edit"),
            last=True,
        )
    )
