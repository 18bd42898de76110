"""The menu item of the room."""

from hjulet.organisation.rules import may
from hjulet.ui.menu import MenuItem, register


def register_all() -> None:
    """Called once when the application starts."""
    register(
        MenuItem(
            label="Arbetsplatsträff",
            url_name="apt_list",
            stage="do",
            order=30,
            visible=lambda actor: may(actor, "meeting.read"),
        )
    )
