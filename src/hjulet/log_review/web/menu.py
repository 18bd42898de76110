"""The menu item of the room."""

from hjulet.log_review import queries
from hjulet.organisation.rules import may
from hjulet.ui.menu import MenuItem, register


def register_all() -> None:
    """Called once when the application starts."""
    register(
        MenuItem(
            label="Loggkontroll",
            url_name="log_review_list",
            stage="check",
            order=60,
            visible=lambda actor: may(actor, "read_log.review"),
            count=queries.waiting_count,
        )
    )
