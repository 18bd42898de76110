"""People report and assess while the processes that answer them are killed, again and again.

What the server has acknowledged must be there, whole, once; what it did not acknowledge is sent
again with the same key until it is.
"""

import http.client
import random
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from django.db import connection
from django.db.models import Max
from django.test import Client

from bench.server import Server, Visitor, report_form
from hjulet.calendar.models import Clock
from hjulet.journal import queries as journal
from hjulet.journal.models import Event
from hjulet.kernel import search
from hjulet.reports import fact_check
from hjulet.reports.models import Assessment, DeviationType, Report, ReportFact, ReportUnit
from hjulet.reports.rules import Place
from hjulet.reports.searching import TABLE

VISITORS = 8
LETTERS = str.maketrans("0123456789", "ghijklmnop")


@dataclass
class Told:
    """What the visitors were told: reference by the word that only that report holds.

    `after` is the newest report from before; what an earlier run left is not theirs.
    """

    after: int
    reported: dict[str, str] = field(default_factory=dict)
    assessed: set[str] = field(default_factory=set)
    answers: int = 0
    again: int = 0
    faults: list[str] = field(default_factory=list)


def run(client: Client, places: Sequence[Place], kills: int, seed: int = 1) -> Told:
    """Kills `kills` times while VISITORS people write; returns what they were told."""
    told, stop = Told(_newest()), threading.Event()
    kind = DeviationType.objects.get(kind="deviation").pk
    connection.close()
    dice = random.Random(seed)  # noqa: S311
    with Server() as server:
        threads = [
            threading.Thread(
                target=_write, args=[Visitor(server.port, client), place.unit_id, kind, told, stop]
            )
            for place in places[:VISITORS]
        ]
        for thread in threads:
            thread.start()
        killed = 0
        while killed < kills and not told.faults:
            # Something must get through between the kills, and they come anywhere in a request.
            enough = told.answers + dice.randrange(1, 6)
            while told.answers < enough and not told.faults:
                time.sleep(0.01)
            time.sleep(dice.uniform(0, 0.1))
            killed += server.kill_worker(dice.randrange(100))
        stop.set()
        for thread in threads:
            thread.join()
    return told


def run_power_cut(client: Client, places: Sequence[Place], reports: int) -> Told:
    """So many reports from VISITORS people; half of them in, the whole server is killed and
    started again. What was not acknowledged is sent again with the same key.
    """
    told, stop = Told(_newest()), threading.Event()
    connection.close()
    each = reports // VISITORS

    def write(visitor: Visitor, unit_id: int) -> None:
        for _ in range(each):
            if stop.is_set() or _report(visitor, unit_id, told) is None:
                return

    with Server() as server:
        threads = [
            threading.Thread(target=write, args=[Visitor(server.port, client), place.unit_id])
            for place in places[:VISITORS]
        ]
        for thread in threads:
            thread.start()
        while len(told.reported) < reports // 2 and not told.faults:
            time.sleep(0.01)
        server.kill_and_start()
        for thread in threads:
            thread.join()
    if len(told.reported) != each * VISITORS and not told.faults:
        told.faults.append(f"{len(told.reported)} kvitterade")
    return told


def _newest() -> int:
    return Report.objects.aggregate(newest=Max("pk"))["newest"] or 0


def _write(visitor: Visitor, unit_id: int, kind: int, told: Told, stop: threading.Event) -> None:
    while not stop.is_set():
        word = _report(visitor, unit_id, told)
        if word is None:
            return
        reference = told.reported[word]
        form: dict[str, object] = {"types": [kind], "units": [unit_id], "expected": 0, "do": "seal"}
        status, _ = _until_answered(visitor, f"/rapporter/{reference}/bedom/", form, told)
        # 200: sent again, and told that somebody (she herself) has assessed it already.
        if status not in (200, 302):
            told.faults.append(f"bedömning: {status}")
            return
        told.assessed.add(word)


def _report(visitor: Visitor, unit_id: int, told: Told) -> str | None:
    """Reports, and gives the word that only that report holds; None when something is wrong."""
    key = uuid4()
    word = "ord" + key.hex.translate(LETTERS)
    form = report_form(unit_id, key, f"Brevet kom bort. {word}")
    status, where = _until_answered(visitor, "/rapporter/ny/", form, told)
    if status != 302 or not where.endswith("/kvitto/"):
        told.faults.append(f"rapport: {status} {where}")
        return None
    told.reported[word] = where.split("/")[2]
    return word


def _until_answered(
    visitor: Visitor, path: str, form: dict[str, object], told: Told
) -> tuple[int, str]:
    """Sends the same form until an answer comes. Some answers get lost on the way."""
    lost = random.random() < 0.25  # noqa: S311
    while True:
        try:
            if lost:
                lost, told.again = False, told.again + 1
                visitor.leave(path, form)
            answer = visitor.send(path, form)
        except (OSError, http.client.HTTPException):
            told.again += 1
        else:
            told.answers += 1
            return answer


def faults(told: Told) -> list[str]:
    """What is lost, half or doubled afterwards; empty when all is well."""
    found = list(told.faults)
    made: dict[str, list[Report]] = {}
    written = Report.objects.filter(pk__gt=told.after)
    for report in written.filter(what_happened__startswith="Brevet kom bort. ord"):
        made.setdefault(report.what_happened.split()[-1], []).append(report)
    for word, reference in told.reported.items():
        if [report.reference for report in made.pop(word, [])] != [reference]:
            found.append(f"{reference}: finns inte en gång")
            continue
        found += _half(word, reference, assessed=word in told.assessed)
    found += [f"{word}: finns utan att någon fick veta det" for word in made]
    if journal.verify().broken_at is not None:
        found.append("journalens kedja är bruten")
    found += [str(difference) for difference in fact_check.verify()]
    return found


def _half(word: str, reference: str, *, assessed: bool) -> list[str]:
    report = Report.objects.get(reference=reference)
    held = search.matching(TABLE, word, f"{Report._meta.db_table}.id")
    events = Event.objects.filter(subject_kind="report", subject_id=str(report.pk))
    whole = {
        "enhet": ReportUnit.objects.filter(report=report).count() == 1,
        "sökord": report.indexed and Report.objects.filter(held).count() == 1,
        # To be assessed, or, once it is, to be investigated.
        "klocka": Clock.objects.filter(
            subject_id=report.pk, kind__startswith="report.", ended_at__isnull=True
        ).count()
        == 1,
        "journal": events.filter(verb="reports.submit").count() == 1,
        "bedömning": not assessed
        or (
            Assessment.objects.filter(report=report).count() == 1
            and ReportFact.objects.filter(report=report).count() == 1
            and events.filter(verb="reports.assess").count() == 1
        ),
    }
    return [f"{reference}: {part}" for part, there in whole.items() if not there]
