"""An assessment begun and put aside. The same numbers are stopped as in a sealed one."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from hjulet.journal import operations as journal
from hjulet.kernel.free_text import length_faults, stop_numbers
from hjulet.organisation.rules import NotAllowed
from hjulet.organisation.types import Actor
from hjulet.reports.models import AssessmentDraft, Report
from hjulet.reports.operations.assessment import require_right
from hjulet.reports.operations.faults import InvalidReport, require_step


@transaction.atomic
def save_assessment_draft(
    *,
    actor: Actor,
    now: datetime,
    report_id: int,
    type_ids: Collection[int] = (),
    unit_ids: Collection[int] = (),
    category_id: int | None = None,
    cause_ids: Collection[int] = (),
    reason: str = "",
    comment: str = "",
    expected_number: int = 0,
    quietly: bool = False,
) -> AssessmentDraft:
    """Puts aside what the assessor has chosen so far, in place of what she put aside before.

    Nothing is decided: the report stays as it is, and only she sees the draft. It may be
    unfinished. `quietly`: the page saves while she writes, and only the first time is an event.
    Raises NotAllowed, InvalidReport, NumbersInText.
    """
    report = Report.objects.select_for_update().get(pk=report_id)
    require_right(actor, report)
    if actor.account_id is None:
        raise NotAllowed("report.assess")
    require_step("assess", report.status)
    texts = {"reason": reason.strip(), "comment": comment.strip()}
    if faults := length_faults(texts):
        raise InvalidReport(faults)
    stop_numbers(texts)
    fields = {
        "types": sorted(set(type_ids)),
        "units": list(dict.fromkeys(unit_ids)),
        "category": category_id,
        "causes": sorted(set(cause_ids)),
        "expected": expected_number,
        **texts,
    }
    draft, begun = AssessmentDraft.objects.update_or_create(
        report=report,
        account_id=actor.account_id,
        defaults={"saved_at": now, "fields": fields},
    )
    if begun or not quietly:
        journal.record(
            actor_id=actor.account_id,
            now=now,
            verb="reports.save_assessment_draft",
            subject=("report", report.pk),
            confidential=report.restricted,
        )
    return draft
