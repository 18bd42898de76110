"""Did it help? The answer closes the measure, and where it did not, something new begins."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from hjulet.files import operations as files
from hjulet.files.models import StoredFile
from hjulet.files.types import Prepared
from hjulet.improvements import effect as effects
from hjulet.improvements import rules
from hjulet.improvements.kinds import Effect, Status, Verb
from hjulet.improvements.models import EffectCheck, Evidence, Measure
from hjulet.improvements.operations import common
from hjulet.improvements.operations.faults import InvalidMeasure
from hjulet.improvements.operations.proposing import propose
from hjulet.kernel import clock
from hjulet.kernel.free_text import Fault, stop_numbers
from hjulet.organisation.types import Actor


def check_effect(
    *,
    actor: Actor,
    now: datetime,
    measure_id: int,
    effect: str,
    evidence: str,
    attachments: Sequence[Prepared] = (),
    new_measure: Mapping[str, Any] | None = None,
    no_more: str = "",
) -> Measure | None:
    """Answers yes, partly or no, with what the answer rests on, and closes the measure.

    "Partly" and "no" demand `new_measure` (what `propose` takes; it answers the same findings) or
    `no_more`, why none is needed. The figure that was chosen is stored as it was counted before
    and after, with an honest comment. Answers with the new measure. Raises NotAllowed,
    WrongStatus, InvalidMeasure (fields of the new measure begin with "new_"), NumbersInText.
    """
    written: list[StoredFile] = []
    try:
        return _check(
            actor, now, measure_id, effect, evidence, attachments, new_measure, no_more, written
        )
    except BaseException:
        for stored in written:
            files.remove_content(stored)
        raise


@transaction.atomic
def _check(
    actor: Actor,
    now: datetime,
    measure_id: int,
    effect: str,
    evidence: str,
    attachments: Sequence[Prepared],
    new_measure: Mapping[str, Any] | None,
    no_more: str,
    written: list[StoredFile],
) -> Measure | None:
    measure = common.locked(actor, measure_id)
    today = clock.local_date(now)
    common.require_follow(actor, measure, today)
    common.require_status(measure, Verb.CHECK_EFFECT)
    wanted = None if effect == Effect.YES else new_measure
    texts = {"evidence": evidence.strip(), "no_more": no_more.strip()}
    faults = [
        *common.text_faults(texts, {}),
        *rules.effect_faults(effect, evidence, has_new=wanted is not None, no_more=no_more),
    ]
    common.check(faults, texts)
    stop_numbers({"attachments": "\n".join(item.name for item in attachments)})
    seen = effects.seen(measure, now)
    EffectCheck.objects.create(
        measure=measure,
        at=now,
        by_id=actor.account_id,
        effect=effect,
        evidence=texts["evidence"],
        no_more="" if wanted is not None or effect == Effect.YES else texts["no_more"],
        before=seen.before if seen else None,
        after=seen.after if seen else None,
        comment=seen.comment if seen else "",
    )
    for prepared in attachments:
        stored = files.keep(prepared=prepared, now=now)
        written.append(stored)
        Evidence.objects.create(measure=measure, file=stored)
    measure.status, measure.effect, measure.closed_on = Status.CLOSED, Effect(effect), today
    measure.save()
    common.note(measure, actor, now, Verb.CHECK_EFFECT, evidence)
    follower = _follower(measure, actor, now, wanted) if wanted is not None else None
    keys = {"effect": str(effect), "new": follower.pk if follower else None}
    common.finish(measure, actor, now, Verb.CHECK_EFFECT, keys)
    return follower


def _follower(measure: Measure, actor: Actor, now: datetime, wanted: Mapping[str, Any]) -> Measure:
    """The new measure answers the same findings and says which one it follows."""
    links = measure.finding_links.order_by("pk")
    given = {
        "unit_id": measure.unit_id,
        "level": measure.level,
        "theme_id": measure.theme_id,
        "figure_key": measure.figure_key,
        "figure_params": measure.figure_params,
        **wanted,
        "finding_ids": list(links.values_list("finding_id", flat=True)),
        "follows_id": measure.pk,
    }
    try:
        return propose(actor=actor, now=now, **given)
    except InvalidMeasure as error:
        raise InvalidMeasure(
            [Fault(f"new_{fault.field}", fault.message) for fault in error.faults]
        ) from error
