"""Running the jobs that come back, each when its time has come; one that fails stops no other."""

import logging
from datetime import datetime, timedelta

from hjulet.calendar import recurrences
from hjulet.calendar.models import Recurrence

log = logging.getLogger(__name__)
# A nightly job that failed is not tried again every minute.
PAUSE = timedelta(minutes=30)


def run_recurrences(*, now: datetime) -> list[str]:
    """Runs what is to be run at `now`; gives the keys of those that failed.

    What went wrong is kept in the row of the job, without content.
    """
    failed = []
    for job in recurrences.jobs():
        slot = recurrences.slot(job.every, now)
        row, _ = Recurrence.objects.get_or_create(key=job.key)
        if slot is None or (slot and slot == row.last_slot):
            continue
        if slot and row.failure and row.last_at is not None and now - row.last_at < PAUSE:
            continue
        failure = _run(job, now)
        if failure:
            failed.append(job.key)
        row.last_at = now
        row.failure = failure
        row.last_slot = row.last_slot if failure else slot
        row.save(update_fields=["last_at", "failure", "last_slot"])
    return failed


def _run(job: recurrences.Recurring, now: datetime) -> str:
    """What went wrong; "" when nothing did."""
    try:
        job.run(now)
    except recurrences.RecurrenceFailed as told:
        log.warning("recurrence %s failed", job.key)
        return str(told)[:200]
    except Exception as error:
        log.exception("recurrence %s failed", job.key)
        return f"Felet är vårt ({type(error).__name__})."
    return ""
