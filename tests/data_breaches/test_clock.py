"""72 real hours at night, on weekends and when the clocks on the wall change; and the chasing."""

import random
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from tests.data_breaches import scene
from tests.data_breaches.scene import FULL
from tests.reports.house_of_two import House

from hjulet.calendar import operations as calendar
from hjulet.calendar.kinds import ChaseStep
from hjulet.calendar.models import Chase, Clock
from hjulet.calendar.queries import waiting_for
from hjulet.data_breaches import clocks
from hjulet.data_breaches.models import Incident
from hjulet.data_breaches.rules import COMPLEMENT, NOTIFY, notify_by
from hjulet.kernel.clock import UTC, at, fixed_at, hours_later, local_date
from hjulet.notices.models import Letter, Notice

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("discovered", "due"),
    [
        # Friday evening runs out on Monday evening.
        (at(date(2025, 11, 28), 18, 7), at(date(2025, 12, 1), 18, 7)),
        # Over New Year.
        (at(date(2025, 12, 30), 23, 50), at(date(2026, 1, 2), 23, 50)),
        # Summer time ends on 26 October 2025: the wall shows an hour less.
        (at(date(2025, 10, 24), 14, 7), at(date(2025, 10, 27), 13, 7)),
        # Summer time begins on 29 March 2026: the wall shows an hour more.
        (at(date(2026, 3, 27), 14, 7), at(date(2026, 3, 30), 15, 7)),
        # Leap day.
        (at(date(2028, 2, 27), 1, 0), at(date(2028, 3, 1), 1, 0)),
    ],
)
def test_seventy_two_real_hours(discovered: datetime, due: datetime) -> None:
    assert notify_by(discovered) == due
    assert notify_by(discovered) - discovered.astimezone(UTC) == timedelta(hours=72)


def test_it_is_told_in_the_night_and_on_sundays_until_it_is_done(house: House) -> None:
    friday = at(date(2025, 11, 28), 18, 7)
    incident = scene.opened(house, discovered_at=friday, now=friday)
    one = Clock.objects.get(kind=NOTIFY)
    moment = friday
    while moment < hours_later(friday, 120):
        calendar.chase(now=moment)
        moment = hours_later(moment, 1)
    told = list(
        Chase.objects.filter(clock=one, account=house.people["dpo"])
        .order_by("at")
        .values_list("step", "slot", "at")
    )
    steps = [(step, slot) for step, slot, _ in told]
    assert steps == [
        (ChaseStep.LANDED, ""),
        (ChaseStep.SOON, "-24"),
        (ChaseStep.SOON, "-6"),
        (ChaseStep.SOON, "-1"),
        (ChaseStep.LATE, "+0"),
        (ChaseStep.LATE, "+12"),
        (ChaseStep.LATE, "+24"),
        (ChaseStep.LATE, "+36"),
    ]
    assert told[1][2] == hours_later(friday, 48)  # a Sunday evening
    raised = Chase.objects.filter(clock=one, step=ChaseStep.RAISED).order_by("pk")
    assert {row.account.name for row in raised} == {"lead"}
    letters = Letter.objects.filter(subject__contains=incident.reference).order_by("pk")
    assert letters
    # Hours that run in the night do not wait for the morning.
    assert all(letter.try_at <= letter.made_at for letter in letters)
    scene.do(house, "save", incident, contents=FULL, now=moment)
    scene.do(house, "decide", incident, notify=False, reason="Oöppnat.", now=moment)
    before = Chase.objects.filter(clock=one).count()
    calendar.chase(now=hours_later(moment, 24))
    assert Chase.objects.filter(clock=one).count() == before


def test_nothing_of_the_case_is_told(house: House) -> None:
    incident = scene.filled(house)
    with fixed_at(scene.LATER):
        calendar.chase(now=scene.LATER)
    due = notify_by(incident.discovered_at)
    words = "Ny: Incident PUI 2025-1, senast 17 oktober 2025 kl. 9.12".replace("kl. ", "kl.\u00a0")
    assert Notice.objects.get(account=house.people["dpo"]).words == words
    assert due.day == 17
    assert not Notice.objects.filter(words__contains="brev").exists()


def test_the_work_list_shows_what_went_wrong_to_who_may_see_it(house: House) -> None:
    incident = scene.filled(house)
    rows = waiting_for(house.actor("dpo"), scene.LATER)
    assert [(row.title, row.meta, row.path) for row in rows] == [
        ("Fel mottagare", "Åkersenheten", "/personuppgiftsincidenter/2025-1/")
    ]
    assert clocks.describe(house.actor("manager"), [incident.pk]) == {}


def runs(seed: int) -> list[datetime]:
    """The worker over 13 months, with gaps of up to a week; over New Year and both DST."""
    chance = random.Random(seed)
    found, moment = [], at(date(2025, 9, 1), 6)
    while moment < at(date(2026, 10, 1)):
        found.append(moment)
        gap = chance.choices([1, 5, 12, 24, 31, 24 * 7], [1, 2, 6, 8, 6, 1])[0]
        moment = hours_later(moment, gap)
    return found


WALL = (  # over both changes of the wall's clocks, and over New Year
    at(date(2025, 10, 24), 14, 7),
    at(date(2025, 12, 30), 23, 50),
    at(date(2026, 3, 27), 14, 7),
)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_thirteen_months_with_gaps(house: House, seed: int) -> None:
    """Incidents at odd hours; each is late exactly when its hours are out, and told so."""
    chance, moments = random.Random(seed + 100), runs(seed)
    waiting = sorted([*(m for m in moments[:-9] if chance.random() < 0.07), *WALL])
    begun: dict[int, datetime] = {}
    ended: dict[int, datetime] = {}
    partly: set[int] = set()
    for moment in moments:
        while waiting and waiting[0] <= moment:
            discovered = waiting.pop(0)
            made = scene.opened(house, discovered_at=discovered, now=moment)
            begun[made.pk] = discovered
        for pk in begun:
            if pk not in ended and chance.random() < 0.2:
                ended[pk] = moment
                whole = chance.random() < 0.6
                _notify(house, pk, moment, whole=whole)
                partly |= set() if whole else {pk}
            elif pk in partly and _open(pk) and chance.random() < 0.05:
                incident = Incident.objects.get(pk=pk)
                scene.do(house, "complement", incident, sent_at=moment, complete=True, now=moment)
                _close(house, pk, moment)
        calendar.chase(now=moment)
    assert len(begun) > 12
    assert partly
    for pk in begun:
        one = Clock.objects.get(kind=NOTIFY, subject_id=pk)
        assert one.due_at == notify_by(begun[pk])
        told = Chase.objects.filter(clock=one, account=house.people["dpo"], step=ChaseStep.LATE)
        alive = [m for m in moments if one.started_at <= m and (pk not in ended or m < ended[pk])]
        late = [m - one.due_at for m in alive if m > one.due_at]
        slots = set(told.order_by("pk").values_list("slot", flat=True))
        assert slots == {f"+{gap // timedelta(hours=12) * 12}" for gap in late}
        assert told.count() == len(slots)
    for pk in partly:
        first = Incident.objects.get(pk=pk).notifications.get(number=1)
        one = Clock.objects.get(kind=COMPLEMENT, subject_id=pk)
        assert one.due_on == local_date(first.sent_at) + timedelta(days=28)
    for incident in Incident.objects.order_by("pk"):
        assert bool(scene.running(incident)) == (incident.status != "closed")


def _open(pk: int) -> bool:
    return Incident.objects.exclude(status="closed").filter(pk=pk).exists()


def _notify(house: House, pk: int, moment: datetime, *, whole: bool) -> None:
    incident = Incident.objects.get(pk=pk)
    known = replace(FULL, occurred_from=None)
    scene.do(house, "save", incident, contents=known, now=moment)
    scene.do(house, "decide", incident, notify=True, reason="Risk.", now=moment)
    scene.do(house, "notify", incident, sent_at=moment, complete=whole, delay_reason="Det dröjde.",
             now=moment)  # fmt: skip
    if whole:
        _close(house, pk, moment)


def _close(house: House, pk: int, moment: datetime) -> None:
    incident = Incident.objects.get(pk=pk)
    answer = {"informed": "no", "ground": "averted", "reason": "Hämtat."}
    scene.do(house, "inform", incident, now=moment, **answer)
    scene.do(house, "close", incident, outcome="Klart.", now=moment)
