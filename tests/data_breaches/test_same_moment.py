"""Two people with one incident at the same moment: one of them wins, and the other is told."""

import pytest
from tests.data_breaches import scene
from tests.data_breaches.scene import LATER
from tests.reports.house_of_two import House
from tests.security.test_same_moment import together

from hjulet.calendar.models import Clock
from hjulet.data_breaches.models import Incident, Notification
from hjulet.journal.queries import verify

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house() -> House:
    return scene.build()


def names(done: list[object]) -> list[str]:
    return sorted(type(one).__name__ for one in done)


def test_of_two_drafts_none_is_lost(house: House) -> None:
    incident = scene.opened(house)
    done = together(
        *(
            lambda who=who, persons=persons: scene.do(
                house, "save", incident, who=who, version=incident.version,
                contents=scene.changed(persons=persons),
            )
            for who, persons in (("dpo", 3), ("lead", 4))
        )
    )  # fmt: skip
    assert names(done) == ["Incident", "StaleIncident"]
    assert scene.fresh(incident).version == incident.version + 1


def test_of_two_notifications_one_is_sealed(house: House) -> None:
    incident = scene.decided(house)
    done = together(
        *(
            lambda who=who: scene.do(
                house, "notify", incident, who=who, version=incident.version, sent_at=LATER,
                complete=True,
            )
            for who in ("dpo", "lead")
        )
    )  # fmt: skip
    assert names(done) in (["Notification", "StaleIncident"], ["Notification", "WrongStatus"])
    assert Notification.objects.count() == 1
    assert verify().broken_at is None


def test_one_report_is_taken_up_once(house: House) -> None:
    report = scene.reported(house)
    done = together(
        lambda: scene.opened(house, report), lambda: scene.opened(house, report, who="lead")
    )
    assert names(done) == ["Incident", "InvalidIncident"]
    incident = Incident.objects.get()
    assert report.cases.get().reference == incident.reference
    running = Clock.objects.filter(ended_at__isnull=True)
    assert [one.kind for one in running.order_by("pk")] == ["data_breach.notify"]
