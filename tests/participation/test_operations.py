"""Noting a meeting: who may, what is refused, and what the journal says."""

import json
from datetime import timedelta

import pytest
from tests.improvements.town import DAY, Town
from tests.participation.scene import measure, met

from hjulet.journal.models import Event
from hjulet.kernel.free_text import Invalid, NumbersInText
from hjulet.organisation.rules import NotAllowed
from hjulet.participation.models import Meeting, MeetingItem

pytestmark = pytest.mark.django_db


def test_a_meeting_is_noted_with_what_was_talked_about(town: Town) -> None:
    finding, one = town.finding(), measure(town)
    draft = town.finding(status="draft", released_at=None)
    elsewhere = town.finding(board=town.people["other"].home_unit)
    meeting = met(
        town, note=" Vi läser adressen högt. ",
        finding_ids=[finding.pk, draft.pk, elsewhere.pk, 98765], measure_ids=[one.pk, one.pk],
    )  # fmt: skip
    assert (meeting.note, meeting.participants) == ("Vi läser adressen högt.", 12)
    items = MeetingItem.objects.order_by("pk").values_list("finding_id", "measure_id")
    assert list(items) == [(finding.pk, None), (None, one.pk)]
    event = Event.objects.order_by("-pk")[0]
    assert event.verb == "participation.note_meeting"
    assert json.loads(event.keys) == {
        "unit": town.unit.pk,
        "participants": 12,
        "findings": 1,
        "measures": 1,
    }


@pytest.mark.parametrize("who", ["staff", "second", "other"])
def test_only_who_leads_the_unit_or_the_quality_work(town: Town, who: str) -> None:
    with pytest.raises(NotAllowed):
        met(town, who)
    assert met(town, "head") and met(town, "quality", held_on=DAY - timedelta(days=1))


def test_the_same_day_twice_is_refused_in_words(town: Town) -> None:
    met(town, note="Först")
    with pytest.raises(Invalid, match="redan noterad") as error:
        met(town, note="Sedan")
    assert error.value.faults[0].field == "held_on"
    assert Meeting.objects.get().note == "Först"
    # Another unit meets on the same day.
    met(town, "second", unit_id=town.second.pk)


def test_what_cannot_be_is_refused(town: Town) -> None:
    for given, field in (
        ({"held_on": DAY + timedelta(days=1)}, "held_on"),
        ({"participants": 0}, "participants"),
        ({"participants": 501}, "participants"),
        ({"note": "x" * 4001}, "note"),
    ):
        with pytest.raises(Invalid) as error:
            met(town, **given)
        assert [fault.field for fault in error.value.faults] == [field]
    with pytest.raises(NumbersInText):
        met(town, note="Om 19121212-1212")
    town.unit.placements.update(valid_from=DAY)
    with pytest.raises(Invalid, match="fanns inte"):
        met(town, held_on=DAY - timedelta(days=1))
    assert not Meeting.objects.exists()
