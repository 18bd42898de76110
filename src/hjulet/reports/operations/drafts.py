"""Drafts: what somebody has begun to write. The same numbers are stopped as in a report."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from hjulet.journal import operations as journal
from hjulet.kernel.free_text import length_faults, stop_numbers
from hjulet.kernel.identity_numbers import find
from hjulet.organisation.rules import NotAllowed, require
from hjulet.organisation.types import Actor
from hjulet.reports.kinds import Affected, Astray, Serious
from hjulet.reports.models import ReportDraft
from hjulet.reports.operations.faults import InvalidReport

MAX_DRAFTS = 20
DRAFTS_KEPT = timedelta(days=90)
FIELDS = frozenset(
    {
        "unit",
        "what_happened",
        "occurred_on",
        "occurred_text",
        "affected",
        "may_be_serious",
        "data_astray",
        "done_at_once",
    }
)
TEXTS = frozenset({"what_happened", "occurred_text", "done_at_once"})
_CHOSEN = {
    "affected": frozenset(Affected.values),
    "may_be_serious": frozenset(Serious.values),
    "data_astray": frozenset(Astray.values),
}
_MAX_CHOICE = 20


@transaction.atomic
def save_draft(
    *,
    actor: Actor,
    now: datetime,
    fields: Mapping[str, str],
    draft_id: int | None = None,
    quietly: bool = False,
) -> ReportDraft:
    """Saves the fields as they were typed; the same `draft_id` is written over.

    `quietly`: the page saves while she writes, and only the first time is an event.
    Raises NumbersInText and InvalidReport. Fields that the form does not have are left out.
    """
    require(actor, "report.create")
    if actor.account_id is None:
        raise NotAllowed("report.create")
    kept = {key: _kept(key, value) for key, value in fields.items() if key in FIELDS}
    if faults := length_faults(kept):
        raise InvalidReport(faults)
    stop_numbers({key: kept[key] for key in kept if key in TEXTS})
    draft = _own(actor, draft_id) or ReportDraft(account_id=actor.account_id)
    noted = not (quietly and draft.pk)
    draft.fields = kept
    draft.saved_at = now
    draft.save()
    _drop_oldest(actor)
    if noted:
        journal.record(
            actor_id=actor.account_id,
            now=now,
            verb="reports.save_draft",
            subject=("report_draft", draft.pk),
        )
    return draft


@transaction.atomic
def discard_draft(*, actor: Actor, now: datetime, draft_id: int) -> None:
    """Throws an own draft away; raises ReportDraft.DoesNotExist for anybody else's."""
    ReportDraft.objects.get(pk=draft_id, account_id=actor.account_id or 0).delete()
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="reports.discard_draft",
        subject=("report_draft", draft_id),
    )


@transaction.atomic
def tidy_drafts(now: datetime) -> int:
    """Throws away drafts that nobody has touched for 90 days, and those of accounts that are
    closed: nobody else sees them. What the worker does at night; gives how many.

    What is not needed any more is not kept (art. 5.1 e GDPR).
    """
    old = Q(saved_at__lt=now - DRAFTS_KEPT) | Q(account__is_active=False)
    number, _ = ReportDraft.objects.filter(old).delete()
    if number:
        journal.record(
            actor_id=None,
            now=now,
            verb="reports.tidy_drafts",
            subject=("report_draft", 0),
            keys={"drafts": number},
        )
    return number


def _kept(key: str, value: str) -> str:
    """The value as typed; what is no text keeps only what the form could have sent.

    Nobody reads the other fields before they are saved, so nothing may hide in them.
    """
    if key in TEXTS:
        return value
    if key in _CHOSEN:
        return value if value in _CHOSEN[key] else ""
    if key == "unit" and not (value.isascii() and value.isdigit()):
        return ""
    return value if len(value) <= _MAX_CHOICE and value.isprintable() and not find(value) else ""


def _own(actor: Actor, draft_id: int | None) -> ReportDraft | None:
    if draft_id is None:
        return None
    return (
        ReportDraft.objects.select_for_update()
        .filter(pk=draft_id, account_id=actor.account_id or 0)
        .first()
    )


def _drop_oldest(actor: Actor) -> None:
    """Drafts are not an archive: the oldest ones go."""
    own = ReportDraft.objects.filter(account_id=actor.account_id or 0).order_by("-saved_at", "-id")
    old = list(own.values_list("pk", flat=True)[MAX_DRAFTS:])
    if old:
        ReportDraft.objects.filter(pk__in=old).delete()
