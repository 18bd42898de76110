"""What the room adds to the menu and to other rooms' pages. Called from apps.py."""

from typing import Any

from hjulet.organisation.rules import may
from hjulet.organisation.web.views.absences import own_absences
from hjulet.organisation.web.views.account import own_roles
from hjulet.organisation.web.views.readers import new_readers
from hjulet.ui import slots
from hjulet.ui.menu import MenuItem, register


def _may_read(actor: Any) -> bool:
    return may(actor, "organisation.read")


def _may_people(actor: Any) -> bool:
    return may(actor, "people.edit")


def register_all() -> None:
    register(
        MenuItem(
            label="Organisation",
            url_name="organisation_page",
            stage="plan",
            order=10,
            visible=_may_read,
        )
    )
    register(
        MenuItem(label="Personer", url_name="people_list", order=20, last=True, visible=_may_people)
    )
    slots.register("account.home", own_roles)
    slots.register("account.home", own_absences, order=110)
    slots.register("start.side", new_readers, order=200)
