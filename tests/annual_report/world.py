"""A small board with reports, people in the roles that matter, and short ways to texts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client
from tests import builders

from hjulet.annual_report import operations
from hjulet.annual_report.models import Edition, Section
from hjulet.kernel import clock
from hjulet.organisation.kinds import Role
from hjulet.organisation.models import Account, Unit
from hjulet.organisation.queries import actor_for
from hjulet.organisation.types import Actor

NOW = clock.at(date(2024, 2, 1), 9, 41)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class World:
    board: Unit
    department: Unit
    units: list[Unit]
    other_board: Unit
    lead: Account  # opens, freezes, publishes
    manager: Account  # writes
    staff: Account  # reads what is frozen
    stranger: Account  # the quality team of the other board

    @property
    def actor(self) -> Actor:
        return actor_for(self.lead, clock.today())

    @property
    def writer(self) -> Actor:
        return actor_for(self.manager, clock.today())

    def open(self, period: str = "2023", unit: Unit | None = None) -> Edition:
        return operations.open_edition(
            actor=self.actor,
            now=NOW,
            template="sosfs",
            period_key=period,
            unit_id=(unit or self.board).pk,
        )

    def publish(self, edition: Edition, slug: str = "namnden-2023") -> Edition:
        operations.freeze(actor=self.actor, now=NOW, edition_id=edition.pk)
        operations.decide(
            actor=self.actor,
            now=NOW,
            edition_id=edition.pk,
            dnr="SN 2024/0007",
            paragraph="§ 12",
            on=date(2024, 2, 20),
        )
        return operations.publish(actor=self.actor, now=NOW, edition_id=edition.pk, slug=slug)


def build() -> World:
    """117 reports would hide the point: six are enough, two of them in two cells."""
    board = builders.board("Socialnämnden")
    department = builders.department(board)
    units = [builders.unit(name=f"Enhet {letter}", parent=department) for letter in "AB"]
    other = builders.board("Äldrenämnden")
    types = builders.types()
    deviation, sarah = types["deviation"], types["lex_sarah"]
    for chosen, where in (
        ([deviation], units[:1]),
        ([deviation], units[:1]),
        ([deviation], units),
        ([deviation, sarah], units[1:]),
        ([sarah], units),
        ([types["not_deviation"]], units[:1]),
    ):
        builders.report(board=board, units=where, types=chosen)
    return World(
        board=board,
        department=department,
        units=units,
        other_board=other,
        lead=builders.account(Role.QUALITY_TEAM, board, "Karin Lind"),
        manager=builders.account(Role.UNIT_MANAGER, units[0], "Henrik Alm"),
        staff=builders.account(Role.STAFF, units[0], "Sara Ek"),
        stranger=builders.account(Role.QUALITY_TEAM, other, "Olle Berg"),
    )


def browser(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend=BACKEND)
    return client


def text(*words: str) -> dict[str, Any]:
    """One paragraph for each string."""
    return {
        "type": "doc",
        "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": one}]} for one in words
        ],
    }


def number(key: str, row: str = "total", column: str = "total", **params: str) -> dict[str, Any]:
    attrs = {"key": key, "params": {"row": row, "column": column, **params}, "label": ""}
    inline = {"type": "liveNumber", "attrs": attrs}
    return {"type": "doc", "content": [{"type": "paragraph", "content": [inline]}]}


def figure(key: str, show: str = "table", **params: str) -> dict[str, Any]:
    attrs = {"key": key, "params": params, "show": show}
    return {"type": "doc", "content": [{"type": "liveFigure", "attrs": attrs}]}


def section(edition: Edition, key: str = "summary") -> Section:
    return edition.sections.get(key=key)
