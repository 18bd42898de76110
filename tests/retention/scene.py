"""A house with old reports, two people who may dispose of them, and a rule of the board."""

from datetime import date, datetime, timedelta
from typing import Any

from tests import builders
from tests.reports import house_of_two
from tests.reports.house_of_two import DAY, NOW, House

from hjulet.files.types import Prepared
from hjulet.kernel.clock import at
from hjulet.reports import operations as reports
from hjulet.reports.disposal import KIND
from hjulet.reports.models import Report
from hjulet.retention import operations
from hjulet.retention.models import DisposalList, RetentionRule

# Five years and some days after everything of the scene was closed.
THEN = date(2031, 2, 3)
LATER = at(THEN, 10, 15)
BASIS = "dokumenthanteringsplan 2025 punkt 4.2"
TEXT = "Zebrabrevet gick till fel adress."
SECRETS = ("zebrabrevet", "giraffskälet", "noshörningstillägget", "pandaavslutet", "lamabilagan")


def build() -> House:
    """The house of two boards, with a registrar and a head who work with retention."""
    house = house_of_two.build()
    for name, role in (("registrar", "registrar"), ("lead", "administration_lead")):
        house.people[name] = builders.account(role, house.board, name, house.board)
    house.people["other_registrar"] = builders.account(
        "registrar", house.other, "other_registrar", house.other
    )
    return house


def closed(house: House, **fields: Any) -> Report:
    """A report with text in every place that has one, closed in October 2025."""
    given = {"what_happened": TEXT, "done_at_once": "Zebrabrevet hämtades.", **fields}
    attachment = Prepared("lamabilagan.txt", "text/plain", b"Lamabilagan.")
    report = house.submit(attachments=[attachment], occurred_text="zebrabrevets dag", **given)
    reports.add_note(
        actor=house.actor("staff"), now=NOW, report_id=report.pk, text="Noshörningstillägget."
    )
    house.assess(report, "deviation", reason="Giraffskälet.", comment="Giraffskälet igen.")
    reports.close(
        actor=house.actor("quality"),
        now=NOW + timedelta(hours=3),
        report_id=report.pk,
        reason="Pandaavslutet.",
    )
    return Report.objects.get(pk=report.pk)


def plain(house: House, closed_on: date = DAY, **fields: Any) -> Report:
    """A closed report that costs little to make."""
    return builders.report(
        board=house.board,
        units=[house.unit],
        types=[house.types["deviation"]],
        received_on=min(closed_on, date(2025, 5, 17)),
        closed_on=closed_on,
        **fields,
    )


def rule(house: House, months: int | None = 60, now: datetime = NOW) -> RetentionRule:
    """The board has decided."""
    return operations.set_rule(
        actor=house.actor("registrar"),
        now=now,
        board_id=house.board.pk,
        kind=KIND,
        keep_months=months,
        basis=BASIS,
        valid_from=now.date(),
    )


def proposed(house: House, now: datetime = LATER) -> DisposalList:
    return operations.propose(
        actor=house.actor("registrar", THEN), now=now, board_id=house.board.pk, kind=KIND
    )


def tried(house: House, who: str = "registrar") -> DisposalList:
    made = proposed(house)
    return operations.dry_run(actor=house.actor(who, THEN), now=LATER, list_id=made.pk)


def signed(house: House, who: str = "registrar") -> DisposalList:
    """A list with the first signature."""
    made = tried(house, who)
    return operations.sign_first(actor=house.actor(who, THEN), now=LATER, list_id=made.pk)


def gone(house: House) -> DisposalList:
    """A list that has been carried out."""
    made = signed(house)
    operations.sign_second(actor=house.actor("sas", THEN), now=LATER, list_id=made.pk)
    return operations.carry_out(now=LATER, list_id=made.pk)
