"""Menu item of the room. Called from apps.py."""

from hjulet.calendar.web.views import jobs
from hjulet.organisation.rules import may
from hjulet.ui import slots
from hjulet.ui.menu import MenuItem, register


def register_all() -> None:
    register(
        MenuItem(
            label="Tidsgränser",
            url_name="deadline_list",
            order=45,
            visible=lambda actor: may(actor, "deadlines.edit"),
            last=True,
        )
    )
    slots.register("mail.jobs", jobs)
