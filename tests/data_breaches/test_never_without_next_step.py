"""No sequence of allowed verbs leaves an incident without a clock, somebody and a day."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Max
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.data_breaches import scene
from tests.data_breaches.scene import FULL
from tests.reports.house_of_two import House

from hjulet.calendar.models import Clock
from hjulet.data_breaches import operations, rules
from hjulet.data_breaches.models import Incident, IncidentReport
from hjulet.data_breaches.rules import Contents
from hjulet.kernel.clock import hours_later, local_date
from hjulet.kernel.free_text import Invalid
from hjulet.organisation.rules import NotAllowed
from hjulet.reports.models import Report, ReportCase

pytestmark = pytest.mark.django_db

PARTS: dict[str, Any] = {name: getattr(FULL, name) for name in rules.NAMES}
STEPS = st.one_of(
    st.tuples(st.just("save"), st.sampled_from([{}, {"severity": 3}, {"consequences": ""}])),
    st.tuples(
        st.just("decide"), st.fixed_dictionaries({"notify": st.booleans(), "reason": st.just("J")})
    ),
    st.tuples(
        st.sampled_from(["notify", "complement"]),
        st.sampled_from([{"complete": True}, {"complete": False}]),
    ),
    st.tuples(st.just("inform"), st.sampled_from([{"informed": "yes", "how": "Brev."},
              {"informed": "planned"}, {"informed": "no", "ground": "averted", "reason": "J"}])),
    st.tuples(st.just("close"), st.just({"outcome": "Klart."})),
    st.tuples(st.just("reopen"), st.just({"reason": "Mer."})),
    st.tuples(st.just("correct_discovered"), st.just({"reason": "Fel."})),
    st.tuples(st.just("hand_over"), st.sampled_from([{"to": "dpo"}, {"to": "lead"}])),
    st.tuples(st.just("add_report"), st.just({})),
    st.tuples(st.just("remove_report"), st.just({"reason": "Fel."})),
)  # fmt: skip
WHO = st.sampled_from(["dpo", "dpo", "dpo", "lead", "quality"])
TOLD = st.lists(st.tuples(WHO, STEPS, st.integers(0, 60)), max_size=10)


def call(verb: str, given: dict[str, Any], house: House, incident: Incident, now: Any) -> Any:
    """What the verb is called with besides who and when."""
    given = dict(given)
    if verb == "save":
        return {"contents": Contents(**(PARTS | given))}
    if verb == "notify":
        return {**given, "sent_at": now, "delay_reason": "Det dröjde."}
    if verb == "complement":
        return {**given, "sent_at": now}
    if verb == "inform" and given["informed"] != "no":
        return {**given, "on": local_date(now)}
    if verb == "correct_discovered":
        return {**given, "discovered_at": incident.discovered_at + timedelta(hours=1)}
    if verb == "hand_over":
        return {"responsible_id": house.people[given["to"]].pk}
    if verb == "add_report":
        return {"reference": scene.reported(house).reference}
    if verb == "remove_report":
        link = IncidentReport.objects.filter(incident=incident).order_by("pk").first()
        return {**given, "report_id": link.report_id if link else 0}
    return given


def check(incident: Incident, reports_after: int) -> None:
    running = Clock.objects.filter(
        kind__startswith="data_breach.", subject_id=incident.pk, ended_at__isnull=True
    )
    rows = list(running.order_by("pk"))
    assert (incident.status == "closed") == (not rows)
    for one in rows:
        assert one.due_on
        assert one.responsible_id or one.role
        if one.kind == rules.NOTIFY:
            assert one.due_at == hours_later(incident.discovered_at, 72)
    for report in Report.objects.filter(pk__gt=reports_after).order_by("pk"):
        case = ReportCase.objects.filter(report=report).first()
        own = Clock.objects.filter(
            kind__startswith="report.", subject_id=report.pk, ended_at__isnull=True
        )
        # Open: its own clock or that of the incident. Never both, never none.
        taken = case is not None and case.settled_at is None
        assert own.exists() == (report.status != "closed" and not taken)


REFUSED = (
    Invalid,
    NotAllowed,
    Incident.DoesNotExist,
    IncidentReport.DoesNotExist,
    operations.WrongStatus,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TOLD)
def test_never(house: House, told: list[tuple[str, tuple[str, dict[str, Any]], int]]) -> None:
    latest = Report.objects.aggregate(latest=Max("pk"))["latest"] or 0
    incident, now = scene.opened(house, scene.reported(house)), scene.LATER
    for who, (verb, given_), hours in told:
        now = hours_later(now, hours)
        more = call(verb, given_, house, scene.fresh(incident), now)
        with suppress(*REFUSED):
            scene.do(house, verb, incident, who=who, now=now, **more)
        check(scene.fresh(incident), latest)
