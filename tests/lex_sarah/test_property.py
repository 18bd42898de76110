"""Whatever is done with a case, in whatever order, it has a clock until it has ended."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.lex_sarah import scene
from tests.lex_sarah.scene import do, fresh
from tests.reports.house_of_two import DAY, House

from hjulet.calendar.models import Clock
from hjulet.kernel.free_text import Invalid
from hjulet.lex_sarah import queries, rules
from hjulet.lex_sarah.models import Case, InvestigationRecord, Investigator, ReportRecord
from hjulet.lex_sarah.operations import StaleCase, UnknownReport, WrongStatus
from hjulet.organisation.rules import NotAllowed
from hjulet.reports.models import Report
from hjulet.reports.operations import AlreadyTakenUp

VERBS = (
    "record", "investigate", "save_report", "save_investigation", "send", "send_back",
    "decide none", "decide serious", "notify", "notify early", "inform", "inform person",
    "close", "reopen", "write_off", "assign", "withdraw", "hand_over", "join", "leave",
    "summarise", "change",
)  # fmt: skip
REFUSED = (
    AlreadyTakenUp, Invalid, StaleCase, WrongStatus, UnknownReport, NotAllowed,
    Case.DoesNotExist, Investigator.DoesNotExist,
)  # fmt: skip


def attempt(house: House, case: Case, verb: str, extra: Report) -> None:
    """One verb, with what it asks for; whether it is refused is the rules' business."""
    person, text = house.people["investigator"].pk, {"reason": "Därför."}
    head = house.people["head"].pk
    again = {"reason": "Ändrat."}
    match verb.split():
        case ["record"]:
            do(house, "seal_report", case, fields=scene.REPORT,
               expected=queries.stamp_of(case, ReportRecord), **again)  # fmt: skip
        case ["investigate"]:
            do(house, "seal_investigation", case, fields=scene.INVESTIGATION,
               expected=queries.stamp_of(case, InvestigationRecord), **again)  # fmt: skip
        case ["save_report"]:
            do(house, "save_report", case, fields={},
               expected=queries.stamp_of(case, ReportRecord))  # fmt: skip
        case ["save_investigation"]:
            do(house, "save_investigation", case, fields={},
               expected=queries.stamp_of(case, InvestigationRecord))  # fmt: skip
        case ["send"]:
            do(house, "send", case, decider_id=head)
        case ["decide", degree]:
            scene.decide(house, case, degree)
        case ["notify", *early]:
            scene.notify(house, case, with_investigation=not early)
        case ["inform", *person_too]:
            scene.inform(house, case, "person" if person_too else "reporter")
        case ["join"]:
            do(house, "join", case, report_id=extra.pk)
        case ["leave"]:
            do(house, "leave", case, report_id=extra.pk, **text)
        case [("assign" | "withdraw" | "hand_over") as name]:
            do(house, name, case, account_id=person)
        case ["summarise"]:
            do(house, "summarise", case, summary="Något hände.")
        case ["change"]:
            do(house, "change", case, other_board="Äldrenämnden")
        case [("send_back" | "reopen" | "write_off") as name]:
            do(house, name, case, "head" if name == "send_back" else "sas", **text)
        case [name]:
            do(house, name, case)


# Six in ten are of the straight way, so that the far end is reached as well.
WAY = ("record", "investigate", "send", "decide serious", "notify", "inform", "close")
steps = st.lists(st.one_of(st.sampled_from(WAY), st.sampled_from(VERBS)), max_size=22)
starts = st.integers(min_value=0, max_value=len(WAY))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=starts, verbs=steps)
def test_no_case_is_ever_without_a_clock(house: House, start: int, verbs: list[str]) -> None:
    with transaction.atomic():
        extra = scene.reported(house, who="investigator")
        case = scene.opened(house)
        for verb in (*WAY[:start], *verbs):
            try:
                with transaction.atomic():
                    attempt(house, fresh(case), verb, extra)
            except REFUSED:
                pass
            _holds(fresh(case), extra)
        transaction.set_rollback(True)


def _holds(case: Case, extra: Report) -> None:
    rows: Any = Clock.objects.filter(ended_at__isnull=True)
    kinds = set(
        rows.filter(subject_id=case.pk, kind__in=rules.CLOCKS).values_list("kind", flat=True)
    )
    assert kinds == rules.next_clocks(queries.facts_of(case))
    assert bool(kinds) == (case.status in rules.OPEN)
    for one in rows.filter(subject_id=case.pk, kind__in=rules.CLOCKS).order_by("pk"):
        assert one.responsible_id in (case.responsible_id, case.decider_id)
        assert one.due_on
    own = case.investigators.filter(withdrawn_at__isnull=True)
    assert not queries.reporters_of(case) & set(own.values_list("account_id", flat=True))
    # Nor is a report: an open case has it, or it asks for one itself.
    for report in Report.objects.exclude(status="closed").order_by("pk"):
        own = rows.filter(subject_id=report.pk, kind__startswith="report.").exists()
        held = report.lex_sarah_links.filter(
            left_at__isnull=True, case__status__in=rules.OPEN
        ).exists()
        assert own or held, report.reference


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_tried(house: House, verb: str) -> None:
    """The test above would pass if all it tried were refused for the wrong reason."""
    extra = scene.reported(house)
    before = {
        "record": scene.opened, "save_report": scene.opened, "write_off": scene.opened,
        "join": scene.opened, "investigate": scene.ready, "save_investigation": scene.ready,
        "send": scene.ready, "send_back": scene.sent, "decide none": scene.sent,
        "decide serious": scene.sent, "notify": scene.decided, "close": _told,
        "reopen": scene.closed,
    }  # fmt: skip
    case = before.get(verb, scene.opened)(house)
    if verb == "leave":
        do(house, "join", case, report_id=extra.pk)
    if verb in ("withdraw", "hand_over"):
        do(house, "assign", case, account_id=house.people["investigator"].pk)
    attempt(house, fresh(case), verb, extra)
    assert case.received_on == DAY


def _told(house: House) -> Case:
    case = scene.decided(house)
    scene.inform(house, case)
    return case
