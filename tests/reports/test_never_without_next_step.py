"""No sequence of allowed verbs leaves a report or an investigation without somebody and a day.

Only what is closed has no clock. Of a report that a case has taken up, the clock of the case runs.
"""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reports.house_of_two import NOW, House
from tests.reports.investigating import cause, content, head

from hjulet.calendar.models import Clock
from hjulet.kernel.free_text import Invalid
from hjulet.organisation.rules import NotAllowed
from hjulet.organisation.types import Actor
from hjulet.reports import fact_check, operations
from hjulet.reports.investigation_rules import CLOCKS, Content
from hjulet.reports.kinds import InvestigationStatus, Status
from hjulet.reports.models import Investigation, InvestigationReport, Report, ReportCase

pytestmark = pytest.mark.django_db

WHO = st.sampled_from(["manager", "second_manager", "head", "quality", "sas"])
WHICH = st.integers(0, 2)
KINDS = st.sampled_from(
    [("deviation",), ("deviation", "data_breach"), ("lex_sarah",), ("feedback",),
     ("lex_sarah", "deviation"), ("not_deviation",)]
)  # fmt: skip
VERBS = st.sampled_from(
    ["assess", "assess", "open", "open", "add", "remove", "save", "finish", "finish", "send_back",
     "accept", "accept", "close", "reopen", "assign", "to_unit", "to_board", "outside",
     "close_report", "reopen_report", "together"]
)  # fmt: skip
STEPS = st.tuples(VERBS, WHO, WHICH, WHICH, KINDS)
REFUSED = (
    Invalid, NotAllowed, operations.WrongStatus, operations.WrongKind, operations.WrongStep,
    operations.AlreadyTakenUp, operations.AlreadyHandedOver, operations.StaleInvestigation,
    Investigation.DoesNotExist, Report.DoesNotExist,
)  # fmt: skip


class Told:
    """Does the steps of one example in a house with three reports."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.actors: dict[str, Actor] = {
            who: house.actor(who) for who in ("manager", "second_manager", "quality", "sas")
        }
        self.actors["head"] = head(house)
        self.reports = [house.submit().pk for _ in range(3)]
        self.at = NOW

    def do(self, verb: str, who: str, which: int, other: int, kinds: tuple[str, ...]) -> None:
        self.at += timedelta(hours=1)
        given = {"actor": self.actors[who], "now": self.at}
        report = Report.objects.get(pk=self.reports[which])
        inside = InvestigationReport.objects.filter(report=report).order_by("-pk").first()
        found = inside.investigation if inside else None
        getattr(self, verb)(given, report, self.reports[other], found, kinds)

    def assess(self, given: Any, report: Report, other: int, found: Any, kinds: Any) -> None:
        latest = report.assessments.order_by("-number").first()
        operations.assess(
            **given, report_id=report.pk, reason="Skäl.",
            type_ids=[self.house.types[kind].pk for kind in kinds],
            unit_ids=[self.house.second.pk if other == 2 else self.house.unit.pk],
            expected_number=latest.number if latest else 0,
        )  # fmt: skip

    def open(self, given: Any, report: Report, other: int, *rest: Any) -> None:
        operations.open_investigation(**given, report_ids=[report.pk])

    def together(self, given: Any, report: Report, other: int, *rest: Any) -> None:
        operations.open_investigation(**given, report_ids={report.pk, other})

    def add(self, given: Any, report: Report, other: int, found: Any, kinds: Any) -> None:
        if found:
            operations.add_report(**given, investigation_id=found.pk, report_id=other)

    def remove(self, given: Any, report: Report, other: int, found: Any, kinds: Any) -> None:
        if found:
            operations.remove_report(
                **given, investigation_id=found.pk, report_id=report.pk, reason="Nej."
            )

    def save(self, given: Any, report: Report, other: int, found: Any, kinds: Any) -> None:
        if found:
            operations.save_investigation(
                **given, investigation_id=found.pk, expected=found.version,
                content=Content(course=f"Text {self.at}"),
            )  # fmt: skip

    def finish(self, given: Any, report: Report, other: int, found: Any, kinds: Any) -> None:
        if found:
            operations.finish_investigation(
                **given, investigation_id=found.pk, expected=found.version, content=content()
            )

    def accept(self, given: Any, report: Report, other: int, found: Any, kinds: Any) -> None:
        if found:
            operations.accept_investigation(**given, investigation_id=found.pk)

    def assign(self, given: Any, report: Report, other: int, found: Any, kinds: Any) -> None:
        if found:
            to = self.house.people["quality" if other else "manager"].pk
            operations.assign_investigation(**given, investigation_id=found.pk, responsible_id=to)

    def _reason(self, verb: str, given: Any, found: Any) -> None:
        if found:
            getattr(operations, verb)(**given, investigation_id=found.pk, reason="Skäl.")

    def close(self, given: Any, report: Report, other: int, found: Any, kinds: Any) -> None:
        self._reason("close_investigation", given, found)

    def reopen(self, given: Any, report: Report, other: int, found: Any, kinds: Any) -> None:
        self._reason("reopen_investigation", given, found)

    def send_back(self, given: Any, report: Report, other: int, found: Any, kinds: Any) -> None:
        self._reason("return_investigation", given, found)

    def close_report(self, given: Any, report: Report, *rest: Any) -> None:
        operations.close(**given, report_id=report.pk, reason="Skäl.")

    def reopen_report(self, given: Any, report: Report, *rest: Any) -> None:
        operations.reopen(**given, report_id=report.pk, reason="Skäl.")

    def _handed(self, report: Report) -> dict[str, Any]:
        links = InvestigationReport.objects.filter(left_at__isnull=True)
        mine = links.filter(report=report).first()
        ids = {report.pk}
        if mine:
            ids = set(
                links.filter(investigation=mine.investigation_id).values_list(
                    "report_id", flat=True
                )
            )
        count = sum(one.handovers.count() for one in Report.objects.filter(pk__in=ids))
        return {"report_ids": ids, "expected": count}

    def to_unit(self, given: Any, report: Report, other: int, *rest: Any) -> None:
        unit = self.house.second if other == self.reports[2] else self.house.unit
        operations.hand_over_to_unit(
            **given, **self._handed(report), to_unit_id=unit.pk, text="Skäl."
        )

    def to_board(self, given: Any, report: Report, *rest: Any) -> None:
        made = operations.hand_over_to_board(
            **given, **self._handed(report), to_unit_id=self.house.other.pk, ground="duty",
            what_happened="Något.",
        )  # fmt: skip
        assert made.status == Status.RECEIVED
        check_report(made)

    def outside(self, given: Any, report: Report, *rest: Any) -> None:
        operations.hand_over_outside(
            **given, **self._handed(report), body_kind="region", body="Regionen", ground="duty",
            text="Något.",
        )  # fmt: skip


def clocks_of(subject: int, begins: str) -> list[Clock]:
    rows = Clock.objects.filter(
        subject_id=subject, kind__startswith=begins, ended_at__isnull=True
    ).order_by("kind")
    found = list(rows)
    for one in found:
        assert one.responsible_id or one.role
        assert one.due_on
    return found


def check_report(report: Report) -> None:
    own = clocks_of(report.pk, "report.")
    if report.status == Status.CLOSED:
        assert own == []
        return
    open_cases = ReportCase.objects.filter(report=report, settled_at__isnull=True)
    link = InvestigationReport.objects.filter(report=report, left_at__isnull=True).first()
    taken_up = open_cases.filter(kind="deviation").exists()
    assert taken_up == (
        link is not None and link.investigation.status != InvestigationStatus.CLOSED
    )
    assert own or taken_up
    if report.restricted:
        assert link is None
        assert all(one.confidential for one in own)


def check_investigation(found: Investigation) -> None:
    running = [(one.kind, bool(one.responsible_id)) for one in clocks_of(found.pk, "investigation")]
    wanted = [CLOCKS[found.status]] if found.status != InvestigationStatus.CLOSED else []
    assert running == wanted
    links = found.report_links.filter(left_at__isnull=True)
    assert links.exists() or found.status == InvestigationStatus.CLOSED
    assert not links.filter(report__restricted=True).exists()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, min_size=5, max_size=25))
def test_never(house: House, steps: list[tuple[str, str, int, int, tuple[str, ...]]]) -> None:
    told = Told(house)
    cause()
    for verb, who, which, other, kinds in steps:
        try:
            told.do(verb, who, which, other, kinds)
        except REFUSED:
            continue
        for report in Report.objects.filter(pk__in=told.reports).order_by("pk"):
            check_report(report)
        for found in Investigation.objects.filter(opened_at__gte=NOW).order_by("pk"):
            check_investigation(found)
    assert not fact_check.verify()


def test_one_whole_life(house: House) -> None:
    """The same steps in an order that gets far, so that the test above is not always refused."""
    told = Told(house)
    life = [
        ("assess", "quality", 0, 0, ("deviation",)), ("assess", "quality", 1, 0, ("deviation",)),
        ("open", "manager", 0, 0, ()), ("add", "manager", 0, 1, ()), ("save", "manager", 0, 0, ()),
        ("outside", "manager", 0, 0, ()), ("to_unit", "quality", 0, 2, ()),
        ("finish", "second_manager", 0, 0, ()), ("send_back", "quality", 0, 0, ()),
        ("finish", "second_manager", 0, 0, ()), ("accept", "quality", 0, 0, ()),
        ("close", "second_manager", 0, 0, ()), ("reopen", "quality", 0, 0, ()),
        ("assess", "sas", 0, 0, ("lex_sarah",)), ("finish", "second_manager", 1, 0, ()),
        ("accept", "quality", 1, 0, ()), ("close", "second_manager", 1, 0, ()),
    ]  # fmt: skip
    for verb, who, which, other, kinds in life:
        told.do(verb, who, which, other, kinds)
        for report in Report.objects.filter(pk__in=told.reports).order_by("pk"):
            check_report(report)
        for found in Investigation.objects.order_by("pk"):
            check_investigation(found)
    statuses = [Report.objects.get(pk=key).status for key in told.reports]
    assert statuses == [Status.ASSESSED, Status.CLOSED, Status.RECEIVED]
