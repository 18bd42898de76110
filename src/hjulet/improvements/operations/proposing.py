"""A measure is proposed, and decided or rejected."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from hjulet.calendar import operations as calendar
from hjulet.calendar.rules import add_working_days
from hjulet.findings import queries as findings
from hjulet.improvements import rules
from hjulet.improvements.kinds import Level, Status, Verb
from hjulet.improvements.models import Measure, MeasureFinding
from hjulet.improvements.operations import common
from hjulet.kernel import clock
from hjulet.kernel.free_text import Fault
from hjulet.kernel.identity_numbers import persons
from hjulet.organisation import queries as organisation
from hjulet.organisation.rules import require
from hjulet.organisation.types import Actor

_NEEDED = {
    "title": "Skriv åtgärden i en mening.",
    "expected_effect": "Skriv vilken effekt ni vill ha.",
    "seen_by": "Skriv hur ni ska se om det hjälper.",
}


@transaction.atomic
def propose(
    *,
    actor: Actor,
    now: datetime,
    title: str,
    expected_effect: str,
    seen_by: str,
    responsible_id: int,
    level: str,
    unit_id: int,
    due_on: date,
    effect_on: date,
    finding_ids: Collection[int] = (),
    what: str = "",
    why: str = "",
    theme_id: int | None = None,
    revises_routine: str = "",
    figure_key: str = "",
    figure_params: Mapping[str, str] | None = None,
    follows_id: int | None = None,
    decide_by: date | None = None,
) -> Measure:
    """Proposes a measure, with who answers for it, by when, and how it will be seen that it helped.

    Whoever decides at the level is asked within the deadline of proposals. `follows_id` is the
    measure whose effect failed, given by `check_effect` alone. Raises NotAllowed, InvalidMeasure,
    NumbersInText.
    """
    # Who answers for a measure may propose the one that follows it, whatever her role.
    if not (follows_id and Measure.objects.filter(pk=follows_id, unit_id=unit_id).exists()):
        require(actor, "measure.propose", unit_id)
    today = clock.local_date(now)
    texts = {
        "title": " ".join(title.split()),
        "what": what.strip(),
        "why": why.strip(),
        "expected_effect": expected_effect.strip(),
        "seen_by": seen_by.strip(),
        "revises_routine": " ".join(revises_routine.split())[: common.MAX_TITLE],
    }
    board = organisation.board_of(organisation.tree_on(today), unit_id)
    known = {one.id for one in findings.choosable(actor, also=finding_ids)}
    days = {"due_on": due_on, "effect_on": effect_on}
    faults = [
        *common.text_faults(texts, _NEEDED),
        *rules.day_faults(days, days, today),
    ]
    if fault := common.level_fault(unit_id, level, today):
        faults.append(fault)
    if set(finding_ids) - known:
        faults.append(Fault("findings", "Ett fynd finns inte längre. Välj bland dem i listan."))
    if not _works(responsible_id):
        faults.append(Fault("responsible", "Välj någon som kan logga in i Hjulet."))
    common.check(faults, texts)
    if decide_by is None:
        limit = calendar.deadline(rules.DECIDE, board.id if board else 0, today)
        decide_by = add_working_days(today, limit.amount)
    measure = Measure.objects.create(
        reference=calendar.next_reference("measure", today.year),
        board_id=board.id if board else unit_id,
        unit_id=unit_id,
        level=level,
        responsible_id=responsible_id,
        theme_id=theme_id,
        decide_by=decide_by,
        due_on=due_on,
        effect_on=effect_on,
        proposed_on=today,
        follows_id=follows_id,
        figure_key=figure_key,
        figure_params=dict(figure_params or {}),
        **texts,
    )
    MeasureFinding.objects.bulk_create(
        MeasureFinding(measure=measure, finding_id=key) for key in sorted(set(finding_ids))
    )
    common.note(measure, actor, now, Verb.PROPOSE)
    keys: dict[str, Any] = {"findings": sorted(set(finding_ids)), "level": str(level)}
    common.finish(measure, actor, now, Verb.PROPOSE, keys)
    return measure


@transaction.atomic
def decide(
    *,
    actor: Actor,
    now: datetime,
    measure_id: int,
    text: str = "",
    dnr: str = "",
    paragraph: str = "",
    report_back_on: date | None = None,
) -> Measure:
    """Decides the proposal. An assignment from the board names its dnr and paragraph.

    Raises NotAllowed, WrongStatus, InvalidMeasure, NumbersInText.
    """
    measure = common.locked(actor, measure_id)
    common.require_decide(actor, measure)
    common.require_status(measure, Verb.DECIDE)
    texts = {"text": text.strip(), "dnr": dnr.strip(), "paragraph": paragraph.strip()}
    faults = common.text_faults(texts, {})
    if measure.level == Level.BOARD:
        faults += [
            Fault(name, words)
            for name, words in (
                ("dnr", "Skriv diarienumret på nämndens beslut."),
                ("paragraph", "Skriv paragrafen i protokollet, till exempel § 31."),
            )
            if not texts[name]
        ]
    faults += [
        Fault(name, f"Korta till högst {size} tecken.")
        for name, size in (("dnr", 60), ("paragraph", 20))
        if len(texts[name]) > size
    ]
    # A case number names the decision; the number of a person does not.
    faults += [
        Fault(name, "Det står ett personnummer här. Ta bort det.")
        for name in ("dnr", "paragraph")
        if persons(texts[name])
    ]
    if report_back_on and report_back_on < clock.local_date(now):
        faults.append(Fault("report_back_on", "Mötet har varit. Välj ett som kommer."))
    common.check(faults, texts)
    measure.status, measure.decided_on = Status.DECIDED, clock.local_date(now)
    measure.dnr, measure.paragraph = texts["dnr"], texts["paragraph"]
    measure.report_back_on = report_back_on
    measure.save()
    common.note(measure, actor, now, Verb.DECIDE, text)
    common.finish(measure, actor, now, Verb.DECIDE)
    return measure


@transaction.atomic
def reject(*, actor: Actor, now: datetime, measure_id: int, reason: str) -> Measure:
    """Turns the proposal down, with a reason that the proposer may read. Raises as `decide`."""
    measure = common.locked(actor, measure_id)
    common.require_decide(actor, measure)
    common.require_status(measure, Verb.REJECT)
    texts = {"reason": reason.strip()}
    common.check(
        common.text_faults(texts, {"reason": "Skriv varför förslaget inte blir av."}), texts
    )
    measure.status, measure.closed_on = Status.REJECTED, clock.local_date(now)
    measure.save()
    common.note(measure, actor, now, Verb.REJECT, reason)
    common.finish(measure, actor, now, Verb.REJECT)
    return measure


def _works(account_id: int) -> bool:
    return bool(get_user_model().objects.filter(pk=account_id, is_active=True).exists())
