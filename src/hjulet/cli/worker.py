"""The worker: jobs that wait, and what comes back each minute, night and morning."""

import argparse
import logging
import signal
import time
from contextlib import nullcontext
from datetime import date, datetime
from typing import Any

from hjulet.cli import Refused

JOBS_EVERY = 1  # seconds
RECURRENCES_EVERY = 60  # seconds
# A day without a clock time means its morning, when everything of that day is told.
MORNING = 8

log = logging.getLogger(__name__)


def register(commands: Any) -> None:
    """`hjulet worker`."""
    parser = commands.add_parser(
        "worker",
        help="kör bakgrundsjobb, påminnelser och mejl",
        description="Kör jobb som väntar, till exempel inläsning av filer, och en gång i minuten "
        "det som återkommer: påminnelser, mejl och nattens kontroller.",
    )
    parser.add_argument("--once", action="store_true", help="kör det som väntar och sluta")
    parser.add_argument(
        "--now",
        metavar="DAG",
        help="som om det vore den dagen (2025-10-14 eller 2025-10-14T07:30), bara med --once",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Exit 0; 1 when `--once` and something that comes back failed."""
    if options.now and not options.once:
        raise Refused("--now går bara ihop med --once.")
    _quiet()
    if options.once:
        return _once(_moment(options.now) if options.now else None)
    return Loop().run()


def _once(now: datetime | None) -> int:
    from hjulet.kernel import clock

    with clock.fixed_at(now) if now is not None else nullcontext():
        _jobs().run()
        return 1 if _recurrences() else 0


class Loop:
    """Runs until SIGTERM or SIGINT; a job that is under way is finished first."""

    def __init__(self) -> None:
        self.running = True
        self.jobs = _jobs()

    def stop(self, *_: object) -> None:
        self.running = False
        self.jobs.running = False

    def run(self) -> int:
        from django.db import DatabaseError, close_old_connections

        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        due = 0.0
        while self.running:
            close_old_connections()
            try:
                self.jobs.run()
                if self.running and time.monotonic() >= due:
                    due = time.monotonic() + RECURRENCES_EVERY
                    _recurrences()
            except DatabaseError:
                # The database may come back; what was missed is made up then.
                log.exception("the worker could not reach the database")
                time.sleep(JOBS_EVERY * 5)
            if self.running:
                time.sleep(JOBS_EVERY)
        return 0


def _jobs() -> Any:
    """The queue's own worker, told to stop when nothing waits. Its signals are ours."""
    from django.utils.crypto import get_random_string
    from django_tasks_db.management.commands.db_worker import Worker

    return Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )


def _recurrences() -> list[str]:
    from hjulet.calendar import operations
    from hjulet.kernel import clock

    return operations.run_recurrences(now=clock.now())


def _quiet() -> None:
    """What a job says goes into its own row, not into the log."""
    for name in ("django_tasks", "django_tasks_db"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _moment(text: str) -> datetime:
    from hjulet.kernel import clock

    try:
        if len(text) == len("2025-10-14"):
            return clock.at(date.fromisoformat(text), MORNING)
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refused("Skriv --now som 2025-10-14 eller 2025-10-14T07:30.") from error
    return found if found.tzinfo is not None else found.replace(tzinfo=clock.STOCKHOLM)
