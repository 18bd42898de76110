"""Chasing: who is told, how often, and that nothing is lost or doubled over 13 months."""

import random
import re
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests import builders
from tests.clock_town import MONDAY, Town, at

from hjulet.calendar import operations
from hjulet.calendar.kinds import ChaseStep
from hjulet.calendar.models import Chase, Clock
from hjulet.calendar.rules import is_working_day, working_days_after
from hjulet.kernel import clock
from hjulet.notices.kinds import Mode
from hjulet.notices.models import Letter, Notice, Preference
from hjulet.organisation.kinds import Role
from hjulet.organisation.models import Absence

DUE = date(2025, 10, 10)


def told(one: Clock, step: ChaseStep) -> list[str]:
    rows = Chase.objects.filter(clock=one, step=step).order_by("account__name", "pk")
    return [row.account.name.split()[0] for row in rows]


def run(day: date, hour: int = 8) -> None:
    operations.chase(now=at(day, hour))


def test_landing_tells_her_and_those_informed_once(town: Town) -> None:
    one = town.start(due_on=DUE)
    for hour in (9, 10, 11):
        run(MONDAY, hour)
    assert told(one, ChaseStep.LANDED) == ["Eva", "Kim"]
    assert Notice.objects.count() == Letter.objects.count() == 2
    notice = Notice.objects.get(account=town.worker)
    assert notice.words == f"Ny: Sak {one.reference}, senast 10 oktober 2025"
    assert (notice.path, notice.kind) == (one.path, "clock.landed")


def test_late_every_working_day_and_up_a_level_at_a_time(town: Town) -> None:
    one = town.start(due_on=DUE)
    day = MONDAY
    while day < date(2025, 11, 3):
        run(day, 8)
        run(day, 15)
        day += timedelta(days=1)
    late = [row.slot for row in Chase.objects.filter(clock=one, step="late").order_by("slot")]
    # 31 October is a working day, Saturday 1 November All Saints' day.
    assert len(late) == len(set(late)) == 15
    raised = Counter(told(one, ChaseStep.RAISED))
    assert raised == {"Eva": 11, "Alex": 6, "Finn": 1}
    operations.stop(now=at(date(2025, 11, 3), 7), kind=one.kind, subject_id=one.subject_id)
    before = Chase.objects.count()
    run(date(2025, 11, 3))
    assert Chase.objects.count() == before


def test_the_substitute_is_told_while_she_is_away(town: Town) -> None:
    one = town.start(due_on=date(2025, 10, 3))
    Absence.objects.create(
        account=town.worker, first=MONDAY, last=MONDAY, substitute=town.colleague
    )
    run(MONDAY)
    run(MONDAY + timedelta(days=1))
    assert told(one, ChaseStep.LATE) == ["Kim", "Robin"]


@pytest.mark.parametrize("how", ["left", "away"])
def test_her_manager_is_told_when_she_cannot_be(town: Town, how: str) -> None:
    one = town.start(
        due_on=date(2025, 10, 3)
    )  # fmt: skip
    if how == "left":
        town.worker.is_active = False
        town.worker.save()
    else:
        Absence.objects.create(account=town.worker, first=MONDAY, last=MONDAY)
    run(MONDAY)
    assert told(one, ChaseStep.LATE) == ["Eva"]


def test_a_manager_is_never_raised_to_herself(town: Town) -> None:
    one = town.start(responsible_id=town.manager.pk, due_on=date(2025, 9, 26))
    run(MONDAY)
    assert told(one, ChaseStep.LATE) == ["Eva"]
    assert told(one, ChaseStep.RAISED) == ["Alex"]


def test_everybody_with_the_role_in_the_board_and_nobody_elsewhere(town: Town) -> None:
    other = builders.board("Vårdnämnden")
    builders.account(Role.QUALITY_TEAM, other, "Frida Främmande")
    builders.account(Role.QUALITY_TEAM, town.board, "Ola Också")
    one = town.start(role=Role.QUALITY_TEAM)
    run(MONDAY, 10)
    assert told(one, ChaseStep.LANDED) == ["Eva", "Kvalle", "Ola"]


def test_secrecy_is_raised_to_nobody_without_the_role(town: Town) -> None:
    builders.account(Role.SAS, town.board, "Solveig Sas")
    one = town.start(responsible_id=town.sas.pk, confidential=True, due_on=date(2025, 9, 1))
    run(MONDAY)
    assert told(one, ChaseStep.LANDED) == ["Sara"]
    assert told(one, ChaseStep.RAISED) == ["Solveig"]
    Absence.objects.create(
        account=town.sas, first=MONDAY, last=date(2025, 10, 7), substitute=town.colleague
    )
    run(date(2025, 10, 7))
    assert told(one, ChaseStep.LATE) == ["Sara", "Solveig"]


def test_a_letter_about_a_day_waits_for_the_morning(town: Town) -> None:
    town.start(due_on=date(2025, 10, 3))
    run(MONDAY, 1)
    late = Letter.objects.get(account=town.worker, subject__contains="Försenad")
    assert late.try_at == at(MONDAY, 6)
    soon = at(MONDAY, 1) + timedelta(minutes=30)
    one = town.start(due_at=soon, role=Role.SAS)
    operations.chase(now=at(MONDAY, 1))
    letter = Letter.objects.get(account=town.sas, subject__contains="Snart")
    assert letter.try_at == at(MONDAY, 1)
    assert one.reference in letter.subject


def test_only_those_who_want_a_morning_letter_get_one(town: Town) -> None:
    Preference.objects.create(account=town.worker, mode=Mode.MORNING)
    Preference.objects.create(account=town.manager, mode=Mode.NONE)
    late, soon = town.start(due_on=date(2025, 10, 3)), town.start(due_on=date(2025, 10, 8))
    operations.stop(now=at(MONDAY), kind=soon.kind, subject_id=town.start().subject_id)
    run(MONDAY, 10)
    assert not Letter.objects.exists()
    for hour in (7, 8, 9):
        operations.digest(now=at(MONDAY, hour))
    letter = Letter.objects.get()
    assert letter.account == town.worker
    assert letter.subject == "Hjulet: 2 saker på din lista"
    assert letter.body.index(late.reference) < letter.body.index(soon.reference)
    assert f"http://localhost:8000{late.path}" in letter.body


def test_what_is_told_holds_nothing_of_the_case(town: Town) -> None:
    Preference.objects.create(account=town.colleague, mode=Mode.MORNING)
    secret = "Hemlig"
    town.unit.name = secret
    town.unit.save()
    for account in (town.worker, town.colleague):
        for due in (date(2025, 9, 1), date(2025, 10, 7), date(2025, 12, 1)):
            town.start(
                responsible_id=account.pk, due_on=due, subject_id=2 * account.pk + due.day * 1000
            )
    run(MONDAY, 10)
    operations.digest(now=at(MONDAY, 10))
    texts = [*Notice.objects.order_by("pk").values_list("words", flat=True)]
    texts += [f"{one.subject}\n{one.body}" for one in Letter.objects.order_by("pk")]
    assert len(texts) > 10
    allowed = Clock.objects.order_by("pk").values_list("reference", "path")
    for text in texts:
        assert secret not in text
        assert "Saken" not in text  # what `describe` would have shown
        assert "Kim" not in text
        rest = text
        for reference, path in sorted(allowed, key=lambda pair: -len(pair[1])):
            rest = rest.replace(path, "").replace(reference, "")
        words = set(re.findall(r"[^\W\d]+", rest))
        assert words <= KNOWN, words - KNOWN


KNOWN = {
    "Hjulet", "Ny", "Snart", "Försenad", "hos", "någon", "annan", "Sak", "senast", "skulle", "vara",
    "klar", "saker", "på", "din", "lista", "september", "oktober", "december", "http", "localhost",
    "meddelanden", "Mejlet", "säger", "med", "flit", "inget", "mer", "Logga", "in", "i", "för",
    "att", "läsa", "Så", "väljer", "du", "hur", "mejlen", "ska", "komma",
}  # fmt: skip


def moments(seed: int) -> list[datetime]:
    """Runs over 13 months at odd hours, with gaps of up to a month; over New Year and both DST."""
    chance = random.Random(seed)
    found, moment = [], at(date(2025, 9, 1), 6)
    while moment < at(date(2026, 10, 1)):
        found.append(moment)
        gap = chance.choices([5, 12, 24, 31, 24 * 5, 24 * 30], [4, 8, 12, 5, 2, 1])[0]
        moment = clock.hours_later(moment, gap)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_thirteen_months_with_gaps(town: Town, seed: int) -> None:
    runs = moments(seed)
    dues = [date(2025, 9, 10), date(2025, 12, 23), date(2026, 3, 27), date(2026, 6, 18)]
    clocks = [town.start(now=at(date(2025, 9, 1), 5), due_on=due) for due in dues]
    ends = {
        clocks[0].pk: at(date(2026, 1, 9), 9), clocks[1].pk: at(date(2026, 2, 2), 9),
    }  # fmt: skip
    for moment in runs:
        for one in clocks:
            if one.pk in ends and moment >= ends[one.pk]:
                operations.stop(now=moment, kind=one.kind, subject_id=one.subject_id)
        with clock.fixed_at(moment):
            assert operations.run_recurrences(now=moment) == []
            operations.chase(now=moment)
    for one in clocks:
        alive = [m for m in runs if one.pk not in ends or m < ends[one.pk]]
        days = sorted({clock.local_date(m) for m in alive})
        due: Any = one.due_on
        wanted = {day.isoformat() for day in days if day > due and is_working_day(day)}
        mine = Chase.objects.filter(clock=one, account=town.worker)
        late = list(mine.filter(step="late").order_by("pk").values_list("slot", flat=True))
        assert set(late) == wanted
        assert len(late) == len(wanted)
        assert mine.filter(step="landed").count() == 1
        for level, boss in enumerate((town.manager, town.head, town.lead), start=1):
            raised = Chase.objects.filter(clock=one, account=boss, step="raised")
            slots = [
                slot.split("/")[0] for slot in raised.values_list("slot", flat=True).order_by("pk")
            ]
            assert sorted(slots) == [
                day.isoformat()
                for day in days
                if is_working_day(day) and working_days_after(due, day) >= 5 * level
            ]
    # Every telling is one notice, but for those that the year has swept away.
    kept = Chase.objects.filter(at__gte=runs[-1] - timedelta(days=364)).count()
    assert Notice.objects.filter(at__gte=runs[-1] - timedelta(days=364)).count() == kept
    assert not Notice.objects.filter(at__lt=runs[-1] - timedelta(days=400)).exists()
