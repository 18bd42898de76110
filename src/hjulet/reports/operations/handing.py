"""A report is handed over: to another unit, to another board, to somebody outside.

Each leaves a row that says to whom, what was told, on which ground and what they answered.
Secrecy holds between boards and against everybody outside (OSL 2009:400 8 kap. 1 § and 26 kap.
1 §): nothing follows by itself, what is told is written anew, and the ground is chosen.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from hjulet.journal import operations as journal
from hjulet.kernel import clock
from hjulet.kernel.free_text import MAX_LINE, Fault, length_faults
from hjulet.organisation.queries import board_of, managers_above, tree_on
from hjulet.organisation.types import Actor
from hjulet.reports import clocks, facts, investigation_clocks
from hjulet.reports.kinds import (
    Body,
    Ground,
    HandoverKind,
    InvestigationStatus,
    Status,
)
from hjulet.reports.kinds import InvestigationVerb as Verb
from hjulet.reports.models import (
    Handover,
    Investigation,
    Report,
)
from hjulet.reports.operations import intake
from hjulet.reports.operations.assessment import allowed_units, seal_again
from hjulet.reports.operations.faults import (
    AlreadyHandedOver,
    InvalidReport,
    WrongStatus,
    WrongStep,
)
from hjulet.reports.operations.handover_common import (
    check,
    investigation_of,
    needed,
    receiver,
    require_hands,
)
from hjulet.reports.operations.investigation_common import (
    finish_step,
    locked_reports,
)
from hjulet.reports.operations.telling import tell_reporter
from hjulet.reports.places import Trees
from hjulet.reports.queries.investigated import current_ids

GROUND_ASK = "Välj varför sekretessen inte hindrar att ni lämnar uppgifterna."


@dataclass(frozen=True, slots=True)
class _Held:
    """Reports that are held, with the investigation that they are in together, if any."""

    reports: Sequence[Report]
    investigation: Investigation | None
    from_unit_id: int


@transaction.atomic
def hand_over_to_unit(
    *,
    actor: Actor,
    now: datetime,
    report_ids: Collection[int],
    to_unit_id: int,
    text: str,
    expected: int,
) -> list[Handover]:
    """Another unit of the board takes over: a new assessment of each report says so.

    Reading and figures follow the unit, which stands today: it may have begun after the report
    came in, when it has taken over. `report_ids` are one report that nobody investigates, or
    all of an investigation, which moves to the manager there. `expected` is how many handovers
    of the reports the actor saw. Raises NotAllowed, WrongStatus, WrongStep, AlreadyHandedOver,
    InvalidReport, NumbersInText.
    """
    held = _held(actor, report_ids, expected, step="hand_over", whole=True)
    text = text.strip()
    trees = Trees()
    faults = needed(text, "text", "Skriv varför ni lämnar över, och vad som är gjort.")
    today = clock.local_date(now)
    tree = trees.on(today)
    then = frozenset.intersection(*(allowed_units(one, trees) for one in held.reports))
    allowed = {one for one in then if one in tree} | tree.below(held.reports[0].board_id)
    managers = managers_above(to_unit_id, today) if to_unit_id in allowed else ()
    if to_unit_id == held.from_unit_id:
        faults.append(Fault("unit", "Välj en annan enhet än den som har rapporten nu."))
    elif to_unit_id not in allowed:
        faults.append(Fault("unit", "Enheten finns inte i nämnden. Välj en annan."))
    elif not managers:
        faults.append(Fault("unit", "Ingen är chef för enheten i Hjulet. Välj en annan."))
    check(faults, {"text": text})
    facts.hold()
    rows = [_to_unit(held, report, actor, now, to_unit_id, text, trees) for report in held.reports]
    found = held.investigation
    if found is not None:
        found.unit_id, found.responsible_id = to_unit_id, managers[0][0]
        found.version += 1
        found.save(update_fields=["unit", "responsible", "version"])
        investigation_clocks.new_responsible(found, now)
        keys: dict[str, object] = {"from": held.from_unit_id, "to": to_unit_id}
        finish_step(found, actor, now, Verb.HANDED_OVER, text=text, keys=keys)
    return rows


def _to_unit(
    held: _Held,
    report: Report,
    actor: Actor,
    now: datetime,
    to_unit_id: int,
    text: str,
    trees: Trees,
) -> Handover:
    row = Handover.objects.create(
        report=report,
        investigation=held.investigation,
        kind=HandoverKind.UNIT,
        at=now,
        by_id=actor.account_id,
        from_unit_id=held.from_unit_id,
        to_unit_id=to_unit_id,
        text=text,
    )
    units = set(report.unit_links.values_list("unit_id", flat=True)) - {held.from_unit_id}
    seal_again(
        report,
        actor,
        now,
        unit_ids=units | {to_unit_id},
        comment=text,
        trees=trees,
        told="är lämnad till en annan enhet",
    )
    _record(row, actor, now, {"to_unit": to_unit_id})
    return row


@transaction.atomic
def hand_over_to_board(
    *,
    actor: Actor,
    now: datetime,
    report_ids: Collection[int],
    to_unit_id: int,
    ground: str,
    what_happened: str,
    expected: int,
    occurred_on: date | None = None,
) -> Report:
    """Tells another board what it needs to know: a new report there, that waits to be assessed.

    `what_happened` is written anew by the one who hands over, and is all that they get, with the
    reference here. `to_unit_id` is the board or a unit of it. The report here goes on as it was.
    Raises as `hand_over_to_unit`.
    """
    held = _held(actor, report_ids, expected)
    text, today = what_happened.strip(), clock.local_date(now)
    faults = needed(text, "text", "Skriv det som den andra nämnden behöver veta.")
    faults += _ground_fault(ground)
    tree = tree_on(today)
    board = board_of(tree, to_unit_id) if to_unit_id in tree else None
    if board is None:
        faults.append(Fault("unit", "Välj vilken nämnd som ska ta över."))
    elif board.id == held.reports[0].board_id:
        faults.append(Fault("unit", "Det är samma nämnd. Lämna över till enheten i stället."))
    if occurred_on and occurred_on > today:
        faults.append(Fault("occurred_on", "Dagen har inte varit än. Välj i dag eller tidigare."))
    check(faults, {"text": text})
    board_id = board.id if board else 0
    made = Report(
        board_id=board_id,
        reported_unit_id=to_unit_id,
        received_at=now,
        received_on=today,
        occurred_on=occurred_on,
        what_happened=text,
    )
    made.assess_by = clocks.assess_by(made, today)
    intake.register(made, now)
    for report in held.reports:
        row = Handover.objects.create(
            report=report,
            investigation=held.investigation,
            kind=HandoverKind.BOARD,
            at=now,
            by_id=actor.account_id,
            from_unit_id=held.from_unit_id,
            to_unit_id=to_unit_id,
            to_board_id=board_id,
            ground=ground,
            text=text,
            new_report=made,
        )
        tell_reporter(report, actor, now, "är lämnad till en annan nämnd", f"handed:{row.pk}")
        _record(row, actor, now, {"to_board": board_id, "new_report": made.pk})
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="reports.submit",
        subject=("report", made.pk),
        keys={"from": [report.pk for report in held.reports], "unit": to_unit_id},
    )
    return made


@transaction.atomic
def hand_over_outside(
    *,
    actor: Actor,
    now: datetime,
    report_ids: Collection[int],
    body_kind: str,
    body: str,
    ground: str,
    text: str,
    expected: int,
    their_reference: str = "",
) -> list[Handover]:
    """Notes what was told to a region, another municipality, a contractor or somebody else.

    Hjulet sends nothing. A report that nobody investigates waits for their answer, which somebody
    follows up. Raises as `hand_over_to_unit`.
    """
    held = _held(actor, report_ids, expected)
    texts = {
        "text": text.strip(),
        "body": " ".join(body.split()),
        "their_reference": " ".join(their_reference.split()),
    }
    faults = needed(texts["text"], "text", "Skriv vad ni har berättat för dem.")
    faults += needed(texts["body"], "body", "Skriv vem som har fått uppgifterna.", MAX_LINE)
    faults += length_faults({"their_reference": texts["their_reference"]}, 60)
    faults += _ground_fault(ground)
    if body_kind not in Body.values:
        faults.append(Fault("body_kind", "Välj vad för slags mottagare det är."))
    check(faults, texts)
    rows = []
    for report in held.reports:
        row = Handover.objects.create(
            report=report,
            investigation=held.investigation,
            kind=HandoverKind.EXTERNAL,
            at=now,
            by_id=actor.account_id,
            from_unit_id=held.from_unit_id,
            body_kind=body_kind,
            ground=ground,
            **texts,
        )
        tell_reporter(report, actor, now, "är lämnad också till någon annan", f"handed:{row.pk}")
        clocks.follow(report, now)
        _record(row, actor, now, {"body": body_kind})
        rows.append(row)
    return rows


def _held(
    actor: Actor,
    report_ids: Collection[int],
    expected: int,
    *,
    step: str = "",
    whole: bool = False,
) -> _Held:
    """Holds the reports when the actor may hand them over and nobody has meanwhile."""
    reports = locked_reports(report_ids)
    if not reports or len(reports) != len(set(report_ids)):
        raise Report.DoesNotExist
    found = investigation_of(reports)
    own = [key for report in reports for key in require_hands(actor, report, found)]
    for report in reports:
        if report.status not in (Status.ASSESSED, Status.INVESTIGATING):
            raise WrongStatus("hand_over", report.status)
    handed = Handover.objects.filter(report__in=reports).select_related("to_unit", "to_board")
    latest = handed.order_by("-pk").first()
    if handed.count() != expected and latest is not None:
        raise AlreadyHandedOver(receiver(latest))
    if found is not None and step and found.status != InvestigationStatus.DRAFT:
        raise WrongStep(step, found.status)
    ids = [report.pk for report in reports]
    together = current_ids(found.pk) if found is not None else ids[:1]
    if whole and ids != together:
        raise InvalidReport(
            [Fault("unit", "Utredningen lämnas över hel. Ta först ut det som inte hör dit.")]
        )
    unit = found.unit_id if found is not None and found.unit_id in own else own[0]
    return _Held(reports, found, unit)


def _ground_fault(ground: str) -> list[Fault]:
    return [] if ground in Ground.values else [Fault("ground", GROUND_ASK)]


def _record(row: Handover, actor: Actor, now: datetime, keys: dict[str, object]) -> None:
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="reports.hand_over",
        subject=("report", row.report_id),
        keys={"handover": row.pk, "kind": str(row.kind), **keys},
    )
