"""Menu items of the room."""

from hjulet.organisation.kinds import Role
from hjulet.organisation.rules import may
from hjulet.organisation.types import Actor
from hjulet.reports import queries
from hjulet.reports.queries.investigations import CLOCKS
from hjulet.ui.menu import MenuItem, register


def register_all() -> None:
    """Called once when the application starts."""
    register(
        MenuItem(
            label="Rapporter",
            url_name="report_list",
            stage="do",
            order=10,
            visible=_reads_others,
            count=queries.waiting_count,
        )
    )
    register(
        MenuItem(
            label="Mina rapporter",
            url_name="my_reports",
            stage="do",
            order=20,
            visible=lambda actor: may(actor, "report.read_own"),
        )
    )
    register(
        MenuItem(
            label="Utredningar",
            url_name="investigation_list",
            stage="do",
            order=15,
            visible=_investigates,
            clocks=CLOCKS,
        )
    )
    register(
        MenuItem(
            label="Skalor",
            url_name="scale_list",
            order=45,
            visible=lambda actor: may(actor, "lists.edit"),
            last=True,
        )
    )
    register(
        MenuItem(
            label="Typer och kategorier",
            url_name="report_lists",
            order=40,
            visible=lambda actor: may(actor, "lists.edit"),
            last=True,
        )
    )


def _reads_others(actor: Actor) -> bool:
    """Who reads others' reports by role, or, as investigator, those she has been let into."""
    return Role.INVESTIGATOR in actor.roles or any(
        may(actor, right)
        for right in ("report.read_unit", "report.read_board", "report.read_breach")
    )


def _investigates(actor: Actor) -> bool:
    """Who investigates or reads investigations by role; others come there from the work list."""
    return Role.INVESTIGATOR in actor.roles or any(
        may(actor, right) for right in ("report.investigate", "report.read_board")
    )
