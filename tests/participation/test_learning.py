"""What is new to a unit: findings, measures and closed cases since it last met."""

from datetime import timedelta

import pytest
from tests import builders
from tests.improvements.town import DAY, NOW, Town
from tests.participation.scene import closed_case, measure, met

from hjulet.findings.models import FindingGroup, FindingUnit
from hjulet.findings.queries.learning import count_released_since, released_since
from hjulet.improvements.queries.learning import changes_since
from hjulet.participation import queries
from hjulet.reports.queries.learning import ClosedCase, closed_with_findings

pytestmark = pytest.mark.django_db
SINCE = DAY - timedelta(days=20)


def agenda(town: Town, who: str = "staff", days: int = 0) -> queries.Agenda:
    today = DAY + timedelta(days=days)
    place = queries.place_of(town.actor(who), town.unit.pk, today)
    assert place is not None
    return queries.agenda(town.actor(who), place, today)


def test_findings_are_those_released_since_in_the_unit_newest_first(town: Town) -> None:
    first = town.finding(title="Först", released_at=NOW - timedelta(days=3))
    last = town.finding(title="Sist")
    town.finding(title="Gammalt", released_at=NOW - timedelta(days=30))
    town.finding(title="Utkast", status="draft", released_at=None)
    other = town.finding(title="Annan enhet")
    FindingUnit.objects.filter(finding=other).update(unit=town.second)
    staff = town.actor("staff")
    found = released_since(staff, [town.unit.pk], SINCE, 10)
    assert [one.title for one in found] == ["Sist", "Först"]
    assert found[0].released_on == DAY
    assert [one.id for one in released_since(staff, [town.unit.pk], SINCE, 1)] == [last.pk]
    assert count_released_since(staff, [town.unit.pk], SINCE) == 2
    assert count_released_since(staff, [town.unit.pk], None) == 3
    assert not released_since(staff, [town.unit.pk], DAY, without=[last.pk])
    # Released after the day it is said to have been talked about: the meeting was noted late.
    late = released_since(staff, [town.unit.pk], SINCE, without=[last.pk, first.pk])
    assert [one.id for one in late] == [last.pk, first.pk]
    assert not released_since(town.actor("other"), [town.unit.pk], SINCE)


def test_it_has_happened_before(town: Town) -> None:
    group = FindingGroup.objects.create(board=town.board, name="Brev", made_at=NOW)
    for days in (400, 200):
        town.finding(
            group=group, found_on=DAY - timedelta(days=days), released_at=NOW - timedelta(days=days)
        )
    town.finding(group=group)
    town.finding()
    found = released_since(town.actor("staff"), [town.unit.pk], SINCE)
    assert [one.before for one in found] == [0, 2]


def test_each_measure_stands_in_one_place(town: Town) -> None:
    answered, done, started = (
        measure(town, "closed"),
        measure(town, "done"),
        measure(town, "started"),
    )
    goes_on = measure(town, "started", started_on=DAY - timedelta(days=90))
    waits = measure(town, "decided")
    measure(town, "proposed")
    measure(town, "closed", closed_on=DAY - timedelta(days=50))
    measure(town, "rejected", closed_on=DAY)
    measure(town, "done", unit=town.second)
    found = changes_since(town.actor("staff"), [town.unit.pk], SINCE)
    assert [one.id for one in found.answered] == [answered.pk]
    assert found.answered[0].comment == "Skillnaden är inte större än slumpen."
    assert [one.id for one in found.done] == [done.pk]
    assert [one.id for one in found.started] == [started.pk]
    assert [one.id for one in found.going_on] == [goes_on.pk, waits.pk]
    assert found.totals == (1, 1, 1, 2)
    assert found.ids == (answered.pk, done.pk, started.pk)
    day = DAY - timedelta(days=10)
    talked = changes_since(town.actor("staff"), [town.unit.pk], day, without=[done.pk])
    assert not talked.done
    assert done.pk in {one.id for one in talked.going_on}


def test_closed_cases_say_only_that_they_were_closed(town: Town) -> None:
    finding = town.finding()
    draft = town.finding(status="draft", released_at=None)
    open_case = closed_case(town, finding)
    restricted = closed_case(town, finding, restricted=True, closed_on=DAY)
    closed_case(town, draft)
    closed_case(town, finding, units=[town.second])
    closed_case(town, finding, closed_on=DAY - timedelta(days=60))
    moved = closed_case(town, finding)
    type(moved).objects.filter(pk=moved.pk).update(board=builders.board("Tredje nämnden"))
    assert closed_with_findings([town.unit.pk], SINCE, board_id=town.board.pk) == [
        ClosedCase("", restricted.closed_on, (finding.pk,)),
        ClosedCase(open_case.reference, open_case.closed_on, (finding.pk,)),
    ]


def test_what_was_talked_about_is_not_new(town: Town) -> None:
    finding, one = town.finding(), measure(town, "done")
    closed_case(town, finding)
    before = agenda(town)
    assert before.number == 1
    assert before.since == DAY - timedelta(days=91)
    assert [case.titles for case in before.cases] == [(finding.title,)]
    met(town, finding_ids=before.finding_ids, measure_ids=before.changes.ids)
    late = town.finding(title="Släppt samma kväll", released_at=NOW + timedelta(hours=9))
    after = agenda(town, days=5)
    assert after.since == DAY
    assert after.finding_ids == (late.pk,)
    assert not after.changes.done
    assert [row.id for row in after.changes.going_on] == [one.pk]
    assert not after.cases


def test_a_department_has_what_its_units_have(town: Town) -> None:
    town.finding()
    place = queries.place_of(town.actor("head"), town.department.pk, DAY)
    assert place is not None
    assert queries.agenda(town.actor("head"), place, DAY).number == 1
