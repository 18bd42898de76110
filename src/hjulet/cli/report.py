"""The annual report without any page."""

import argparse
from pathlib import Path
from typing import Any

from hjulet.cli import Refused


def register(commands: Any) -> None:
    """`hjulet report build` and `hjulet report list`."""
    report = commands.add_parser("report", help="kvalitetsberättelsen")
    verbs = report.add_subparsers(title="vad", metavar="VAD", dest="verb", required=True)
    build = verbs.add_parser("build", help="bygg webbsida, PDF och Word")
    build.add_argument("--template", default="sosfs", metavar="MALL")
    build.add_argument("--period", metavar="PERIOD", help="2023, kv2025, 2023T2 eller från..till")
    build.add_argument("--unit", metavar="NAMN", help="nämnd, avdelning eller enhet")
    build.add_argument("--edition", type=int, metavar="NR", help="bygg en utgåva som finns (list)")
    build.add_argument("--format", default="html,pdf,docx", metavar="FORMAT")
    build.add_argument("--out", type=Path, required=True, metavar="MAPP")
    build.set_defaults(run=run_build)
    listing = verbs.add_parser("list", help="visa utgåvorna")
    listing.set_defaults(run=run_list)


def run_list(_: argparse.Namespace) -> int:
    from hjulet.annual_report.queries import editions
    from hjulet.organisation.types import SYSTEM

    for edition in editions(SYSTEM):
        print(
            f"{edition.pk}\t{edition.period_key}\t{edition.unit.name}\tutgåva {edition.number}\t"
            f"{edition.get_status_display()}\t{edition.title}"
        )
    return 0


def run_build(options: argparse.Namespace) -> int:
    from hjulet.annual_report import building
    from hjulet.annual_report.sources import BadReference
    from hjulet.documents.build import build
    from hjulet.documents.stored import StoredFormError

    formats = _formats(options.format)
    if options.edition is None and not options.period:
        raise Refused("Ange --period, till exempel --period 2023, eller --edition.")
    if options.edition is not None and (options.period or options.unit):
        raise Refused("En utgåva har sin period och enhet. Ange --edition eller --period.")
    try:
        document = _template(options) if options.edition is None else _edition(options.edition)
        files = build(document, formats)
    except (BadReference, StoredFormError) as error:
        raise Refused(str(error), 1) from error
    try:
        for path in building.write(files, options.out):
            print(path)
    except OSError as error:
        raise Refused(f"Det går inte att skriva i {options.out}.", 1) from error
    return 0


def _formats(text: str) -> set[str]:
    from hjulet.documents.build import FORMATS

    wanted = {word.strip().lower() for word in text.split(",") if word.strip()}
    unknown = wanted - set(FORMATS)
    if unknown or not wanted:
        raise Refused(
            f"Okänt format: {', '.join(sorted(unknown)) or '(inget)'}. Välj html, pdf eller docx."
        )
    return wanted


def _edition(number: int) -> Any:
    from hjulet.annual_report import assembly
    from hjulet.annual_report.models import Edition

    edition = Edition.objects.select_related("board", "unit").filter(pk=number).first()
    if edition is None:
        raise Refused(f"Det finns ingen utgåva {number}. `hjulet report list` visar dem.")
    return assembly.of_edition(edition)


def _template(options: argparse.Namespace) -> Any:
    from hjulet.annual_report import assembly, layout
    from hjulet.annual_report.sources import LiveSource
    from hjulet.calendar.rules import UnknownPeriod, parse_period
    from hjulet.figures.types import Scope
    from hjulet.kernel import clock
    from hjulet.organisation.queries import board_of, tree_during

    try:
        plan = layout.template(options.template)
        period = parse_period(options.period)
    except layout.UnknownTemplate as error:
        raise Refused(
            f"Okänd mall: ”{options.template}”. Det finns: {', '.join(layout.keys())}."
        ) from error
    except UnknownPeriod as error:
        raise Refused(str(error)) from error
    units = tree_during(period.first, period.last)
    unit = _unit(units, period, options.unit)
    board = board_of(units, unit.id)
    return assembly.of_template(
        plan,
        LiveSource(Scope(period=period, unit_id=unit.id, unit_name=unit.name), clock.now()),
        title="Kvalitetsberättelse",
        board=board.name if board else unit.name,
        unit=unit.name,
        period_key=period.key,
        date=clock.today(),
    )


def _unit(units: Any, period: Any, name: str | None) -> Any:
    from hjulet.organisation.queries import AmbiguousUnit, UnknownUnit, boards, find_unit_during

    if name:
        try:
            return find_unit_during(period.first, period.last, name)
        except UnknownUnit:
            raise Refused(f"Det finns ingen enhet som heter ”{name}” i perioden.") from None
        except AmbiguousUnit as error:
            raise Refused(
                f"Flera enheter heter ”{name}”. Skriv en av: {'; '.join(error.paths)}."
            ) from None
    found = boards(units)
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refused("Det finns ingen nämnd i perioden. Lägg upp organisationen först.")
    raise Refused(f"Ange --unit. Nämnder i perioden: {', '.join(board.name for board in found)}.")
