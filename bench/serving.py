"""Requests per second over HTTP, beside a view that answers at once; and what kills leave."""

import statistics
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.test import Client

from bench import kills
from bench.lines import Line
from bench.server import Server, Visitor, report_form
from hjulet.reports.rules import Place

VISITORS = 8
SECONDS = 10.0
Ask = Callable[[Visitor, int], int]


def serving(client: Client, places: Sequence[Place], seconds: float = SECONDS) -> list[Line]:
    """A list page and an intake, each asked for by visitors who do not rest."""
    connection.close()

    def report(visitor: Visitor, number: int) -> int:
        form = report_form(places[number].unit_id, uuid4(), "Brevet skickades till fel adress.")
        return visitor.send("/rapporter/ny/", form)[0]

    asked: dict[str, tuple[Ask, int]] = {
        "ett tomt svar (/halsa)": (lambda visitor, _: visitor.get("/halsa"), 200),
        "lista, sida 1": (lambda visitor, _: visitor.get("/rapporter/"), 200),
        "en rapport in": (report, 302),
    }
    lines: list[Line] = []
    with Server() as server:
        bare = 0.0
        for name, (ask, right) in asked.items():
            waits = _rush(server.port, client, ask, right, seconds)
            rate = len(waits) / seconds
            bare = bare or rate
            points = statistics.quantiles(waits, n=100)
            lines.append(
                Line(
                    f"servern, {VISITORS} besökare utan vila: {name}",
                    f"{rate:.0f}/s, p50 {points[49]:.0f} ms, p99 {points[98]:.0f} ms",
                    "" if rate is bare else f"tomt svar: {bare:.0f}/s",
                    None if rate is bare else rate / bare,
                )
            )
    return lines


def _rush(port: int, client: Client, ask: Ask, right: int, seconds: float) -> list[float]:
    """Milliseconds of every answer; stops the benchmark at the first wrong one."""
    waits: list[float] = []
    wrong: list[object] = []
    end = time.perf_counter() + seconds

    def visit(number: int) -> None:
        visitor = Visitor(port, client)
        try:
            while (start := time.perf_counter()) < end and not wrong:
                status = ask(visitor, number)
                waits.append((time.perf_counter() - start) * 1000)
                if status != right:
                    wrong.append(status)
        except OSError as error:
            wrong.append(error)

    threads = [threading.Thread(target=visit, args=[number]) for number in range(VISITORS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise SystemExit(f"servern svarade {wrong[0]}")
    return waits


def killed(client: Client, places: Sequence[Place], times: int) -> list[Line]:
    """Nothing acknowledged is lost, nothing half, nothing doubled."""
    told = kills.run(client, places, times)
    _right(told)
    return [
        Line(
            f"{times} gånger SIGKILL mitt i skrivandet: förlorat, halvt eller dubbelt",
            "0",
            f"{len(told.reported)} kvitterade rapporter, {told.again} sända om",
        )
    ]


def power_cut(client: Client, places: Sequence[Place], reports: int) -> list[Line]:
    """The whole server dies in the middle of many reports and is started again."""
    told = kills.run_power_cut(client, places, reports)
    _right(told)
    return [
        Line(
            f"{reports} rapporter på en gång, servern dödad och startad igen: förlorat eller "
            "dubbelt",
            "0",
            f"{len(told.reported)} kvitterade rapporter, {told.again} sända om",
        )
    ]


def _right(told: kills.Told) -> None:
    if found := kills.faults(told):
        log = (Path(settings.HJULET_HOME) / "server.log").read_text("utf-8")
        raise SystemExit("efter SIGKILL: " + "; ".join(found[:10]) + f"\n{log[-5000:]}")
