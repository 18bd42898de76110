"""Menu items of the room. Called from apps.py."""

from hjulet.notices import queries
from hjulet.organisation.rules import may
from hjulet.ui.menu import MenuItem, register


def register_all() -> None:
    register(
        MenuItem(label="Meddelanden", url_name="notice_list", order=2, count=queries.unread_count)
    )
    register(
        MenuItem(
            label="E-post",
            url_name="mail_page",
            order=30,
            visible=lambda actor: may(actor, "mail.run"),
            last=True,
        )
    )
