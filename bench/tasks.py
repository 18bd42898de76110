"""What is measured. Each task returns lines of (what, measured, compared with, ratio)."""

import csv
import io
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, timedelta
from pathlib import Path
from unittest import mock

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import data, duck, measure
from bench.lines import Line
from hjulet import cli
from hjulet.calendar.rules import calendar_year, free
from hjulet.calendar.types import Period
from hjulet.figures import catalogue
from hjulet.figures.types import Figure, Scope
from hjulet.kernel import clock
from hjulet.organisation.models import Account, RoleAssignment, Unit
from hjulet.organisation.queries import actor_for
from hjulet.organisation.types import Actor
from hjulet.reports import facts, operations
from hjulet.reports.models import DeviationType, Report
from hjulet.reports.queries import Filters, page_of
from hjulet.reports.rules import Place

WRITERS = 16
EACH = 25


def figures(places: list[Place]) -> list[Line]:
    """T1 from the catalogue beside DuckDB's COUNT(DISTINCT), also where it cuts across the tree."""
    base = duck.load()
    whole = free(data.FIRST, data.FIRST + timedelta(days=365 * data.YEARS))
    days = free(date(2022, 3, 15), date(2023, 3, 14))
    units = {
        "hela basen": None,
        "en nämnd": places[0].board_id,
        "en avdelning": places[0].department_id,
        "en förvaltning (fritt urval)": Unit.objects.get(kind="administration").pk,
        "ett team (fritt urval)": Unit.objects.get(kind="team").pk,
    }
    lines = []
    for name, period in (
        ("ett år", calendar_year(2023)),
        ("ett år mitt i månaden", days),
        ("tio år", whole),
    ):
        for which, unit_id in units.items():
            team = which.startswith("ett team")
            ours, theirs = measure.together(
                lambda period=period, unit_id=unit_id: _t1(period, unit_id),
                lambda period=period, team=team: duck.count(
                    base, period.first, period.last, team=team
                ),
                runs=5,
            )
            lines.append(_line(f"T1, {name}, {which}", ours, f"DuckDB {theirs} ms", theirs))
            if which != "en avdelning":
                _agree(base, period, unit_id, team)
    return lines


def _agree(base: object, period: Period, unit_id: int | None, team: bool) -> None:
    """A benchmark that counts wrong measures nothing: the totals must be the same."""
    total = _t1(period, unit_id).cell("total", "total")
    theirs = next(
        row[3]
        for row in duck.count(base, period.first, period.last, team=team)  # type: ignore[arg-type]
        if row[:3] == (None, None, None)
    )
    if total != theirs:
        raise SystemExit(f"T1 räknar {total}, DuckDB {theirs}")


def _t1(period: Period, unit_id: int | None) -> Figure:
    return catalogue.compute(
        "reports.types_by_unit", Scope(period=period, unit_id=unit_id), clock.now()
    )


def lists(client: Client) -> list[Line]:
    """Pages of the list as a browser asks for them, each beside page 1."""
    actor = actor_for(Account.objects.get(email="prov@example.se"), clock.today())
    cursor = None
    for _ in range(60):
        page = page_of(actor, Filters(), after=cursor)
        cursor = page.older
    middle = Report.objects.order_by("received_at").values_list("received_at", "id")[
        Report.objects.count() // 2
    ]
    deep = f"{int(middle[0].timestamp() * 1_000_000)}.{middle[1]}"
    kind = DeviationType.objects.get(kind="lex_sarah").pk
    addresses = {
        "sida 60": f"?efter={cursor}",
        "mitt i en miljon": f"?efter={deep}",
        "ett år": "?fran=2023-01-01&till=2023-12-31",
        "en typ": f"?typ={kind}",
        "avslutade": "?status=closed",
        "sökning, vanligt ord": "?q=brevet",
        "sökning, tre ord": "?q=brev+adress+tolk",
        "sökning, referens": "?q=P-4711",
    }
    lines = []
    for name, query in addresses.items():
        ours, first = measure.together(
            lambda query=query: _get(client, f"/rapporter/{query}"),
            lambda: _get(client, "/rapporter/"),
            runs=5,
        )
        lines.append(_line(f"lista, {name}", ours, f"sida 1: {first} ms", first))
    with CaptureQueriesContext(connection) as captured:
        _get(client, "/rapporter/")
    lines.append(Line("lista, sida 1, databasfrågor", str(len(captured))))
    return lines


def _get(client: Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} svarade {answer.status_code}")


def writing(places: list[Place]) -> list[Line]:
    """An intake and an assessment, and what keeping the facts costs."""
    account = Account.objects.get(email="prov@example.se")
    actor = actor_for(account, clock.today())
    kinds = list(
        DeviationType.objects.exclude(kind__in=["not_deviation", "lex_sarah"]).order_by("id")
    )

    def submit() -> Report:
        return operations.submit(
            actor=actor,
            now=clock.now(),
            unit_id=places[3].unit_id,
            what_happened="Brevet skickades till fel adress.",
        )

    def assess(report: Report) -> None:
        operations.assess(
            actor=actor,
            now=clock.now(),
            report_id=report.pk,
            type_ids=[item.pk for item in kinds[:2]],
            unit_ids=[places[3].unit_id, places[40].unit_id],
        )

    intake = measure.timing([measure.once(submit) for _ in range(60)])
    kept, bare = [], []
    for _ in range(40):
        report = submit()
        kept.append(measure.once(lambda r=report: assess(r)))
        report = submit()
        with mock.patch.object(facts, "refresh", return_value=0):
            bare.append(measure.once(lambda r=report: assess(r)))
        facts.refresh([report.pk])
    with_facts, without = measure.timing(kept), measure.timing(bare)
    return [
        Line("en rapport in (rättigheter, kontroll, sökindex, journal)", f"{intake} ms"),
        _line("en bedömning", with_facts, f"utan räknerader: {without} ms", without),
    ]


def writers(places: list[Place]) -> list[Line]:
    """Sixteen people report at the same time: how long each waits, and that nobody is refused.

    Each has reported once before: what a process does only the first time is not waiting.
    """
    account = Account.objects.get(email="prov@example.se")
    actor = actor_for(account, clock.today())
    before = Report.objects.count()
    waits: list[float] = []
    faults: list[str] = []
    together = threading.Barrier(WRITERS)

    def write(place: Place) -> None:
        try:
            _submit(actor, place)
            together.wait()
            for _ in range(EACH):
                waits.append(measure.once(lambda: _submit(actor, place)))
        except Exception as error:
            faults.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=[place]) for place in places[:WRITERS]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults or Report.objects.count() - before != WRITERS * (EACH + 1):
        raise SystemExit(f"samtidiga skrivare: {faults or 'rapporter saknas'}")
    middle, late = (statistics.quantiles(waits, n=100)[point] for point in (49, 98))
    return [
        Line(
            f"{WRITERS} samtidiga skrivare, {EACH} rapporter var, inget fel: p99",
            f"{late:.0f} ms",
            f"p50 {middle:.0f} ms",
            late / middle,
        )
    ]


def _submit(actor: Actor, place: Place) -> None:
    operations.submit(
        actor=actor,
        now=clock.now(),
        unit_id=place.unit_id,
        what_happened="Brevet skickades till fel adress.",
    )


def importing(rows: int, folder: Path, places: list[Place]) -> list[Line]:
    """A file of `rows` reports, while another writer goes on; the same file once more."""
    path = folder / "prov.csv"
    _file(path, rows)
    waits: list[float] = []
    stop = threading.Event()
    account = Account.objects.get(email="prov@example.se")
    actor = actor_for(account, clock.today())

    def other_writer() -> None:
        try:
            while not stop.is_set():
                start = time.perf_counter()
                operations.submit(
                    actor=actor,
                    now=clock.now(),
                    unit_id=places[5].unit_id,
                    what_happened="Skriven medan en fil fördes in.",
                )
                waits.append(time.perf_counter() - start)
                time.sleep(0.05)
        finally:
            connection.close()

    thread = threading.Thread(target=other_writer)
    thread.start()
    try:
        first, memory = _import(path)
    finally:
        stop.set()
        thread.join()
    again, _ = _import(path)
    return [
        Line(f"{rows} rader från fil", f"{first / 1000:.1f} s"),
        Line(
            "annan skrivares väntan under införingen",
            f"median {statistics.median(waits) * 1000:.0f} ms, längst {max(waits):.2f} s",
        ),
        Line("samma fil en gång till", f"{again / 1000:.1f} s", "första gången", again / first),
        Line("införingens minne som mest", f"{memory:.0f} MB"),
    ]


# Asked of the process itself: what the parent sees includes the parent's own memory at the start.
IMPORT = """
import sys
from hjulet import cli
code = cli.main(["import", "reports", sys.argv[1]])
lines = open("/proc/self/status", encoding="ascii").read().splitlines()
print([line.split()[1] for line in lines if line.startswith("VmHWM")][0])
sys.exit(code)
"""


def _import(path: Path) -> tuple[float, float]:
    """A process of its own, as an operator runs it: milliseconds, and MB at most."""
    start = time.perf_counter()
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", IMPORT, str(path)], capture_output=True, text=True, check=False
    )
    spent = (time.perf_counter() - start) * 1000
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    return spent, int(done.stdout.split()[-1]) / 1024


def _file(path: Path, rows: int) -> None:
    names = list(DeviationType.objects.exclude(kind="not_deviation").values_list("name", flat=True))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["referens", "inkommen", "typer", "enheter", "kategori", "beskrivning"])
        for number in range(rows):
            day = date(2024, 1, 1) + timedelta(days=number % 700)
            types = [names[number % len(names)]]
            if number % 9 == 0:
                types.append(names[(number + 1) % len(names)])
            units = [f"Enhet {number % 10 + 1}.{number % 7 + 1}"]
            if number % 10 == 0:
                units.append(f"Enhet {(number + 3) % 10 + 1}.8")
            writer.writerow(
                [
                    f"FIL-{number}",
                    day.isoformat(),
                    ";".join(types),
                    ";".join(units),
                    f"Kategori {number % 12}",
                    "Brevet skickades till fel adress och kom tillbaka efter en vecka.",
                ]
            )


def checking() -> list[Line]:
    """The nightly comparison of facts with a full count must find nothing."""
    code = 0

    def run() -> None:
        nonlocal code
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            code = cli.main(["figures", "verify"])

    spent = measure.once(run)
    return [Line("hjulet figures verify", f"{spent / 1000:.1f} s", "skillnader", float(code))]


def person(board_id: int) -> Client:
    """Somebody of the quality team, logged in."""
    account = Account.objects.filter(email="prov@example.se").first()
    if account is None:
        account = Account.objects.create_user("prov@example.se", os.urandom(16).hex(), name="Prov")
        RoleAssignment.objects.create(account=account, unit_id=board_id, role="quality_team")
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _line(what: str, ours: measure.Timing, compared: str, other: measure.Timing) -> Line:
    return Line(what, f"{ours} ms", compared, ours.median / other.median)


Task = Callable[[], list[Line]]
