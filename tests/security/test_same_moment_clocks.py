"""A case is closed at the moment when its clock goes to somebody else: no clock is left running."""

import threading
import time

import pytest
from django.db import connection, transaction
from tests.clock_town import MONDAY, Town, at, kind, town
from tests.security.test_same_moment import together

from hjulet.calendar import operations
from hjulet.calendar.models import Clock

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["kind", "town"]

NOW = at(MONDAY, 10)
# Locks are seen as they are now; pg_stat_activity stands still inside a transaction.
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return bool(cursor.fetchone()[0])


def test_closing_waits_for_the_clock_that_goes_on_and_stops_it(town: Town) -> None:
    one = town.start()
    key = {"kind": one.kind, "subject_id": one.subject_id}
    moved = threading.Event()

    def go_on() -> None:
        with transaction.atomic():
            operations.move(now=NOW, responsible_id=town.sas.pk, **key)
            moved.set()
            for _ in range(1000 if connection.vendor == "postgresql" else 0):
                if somebody_waits():
                    break
                time.sleep(0.01)

    def close() -> None:
        moved.wait()
        operations.stop(now=NOW, **key)

    assert together(go_on, close) == [None, None]
    assert not Clock.objects.filter(ended_at__isnull=True).exists()
    assert Clock.objects.count() == 2
