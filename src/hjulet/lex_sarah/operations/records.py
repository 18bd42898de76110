"""What is written down: saved while it is written, then sealed (SOSFS 2011:5 5 kap.).

A sealed version is never changed. Writing again begins a new one, which says why.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction

from hjulet.kernel import clock
from hjulet.kernel.free_text import Fault
from hjulet.lex_sarah import law, rules
from hjulet.lex_sarah.kinds import Service, Status, StepKind
from hjulet.lex_sarah.models import Case, InvestigationRecord, ReportRecord
from hjulet.lex_sarah.operations.common import note, take, written
from hjulet.lex_sarah.operations.faults import InvalidCase, StaleCase, check
from hjulet.lex_sarah.operations.independence import require_independent
from hjulet.lex_sarah.queries import draft_of, stamp_of
from hjulet.organisation.types import Actor

Given = Mapping[str, Any]
R = TypeVar("R", ReportRecord, InvestigationRecord)


@transaction.atomic
def save_report(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    fields: Given,
    reason: str = "",
    expected: str,
    quietly: bool = False,
) -> ReportRecord:
    """Saves the draft of the documentation of the report; it may be incomplete.

    `fields` are those of `rules.REPORT_FIELDS`, `expected` is `queries.stamp_of` when the form
    was opened. `quietly` is for a form that saves itself: no event in the journal.
    Raises NotAllowed, WrongStatus, StaleCase, InvalidCase, NumbersInText.
    """
    case = written(actor, case_id, "record")
    draft = _save(case, ReportRecord, actor, now, _report(case, fields, now), reason, expected)
    if not quietly:
        note(actor, now, "save_report", case.pk, {"version": draft.number})
    return draft


@transaction.atomic
def seal_report(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    fields: Given,
    reason: str = "",
    expected: str,
) -> ReportRecord:
    """Saves and seals it: who and when. The first one lets the investigation begin.

    Raises as `save_report`, and InvalidCase for what is missing.
    """
    case = written(actor, case_id, "record")
    given = _report(case, fields, now)
    sealed = _seal(case, ReportRecord, actor, now, given, reason, expected, rules.REPORT_FIELDS)
    first = case.status == Status.DOCUMENTING
    changes: dict[str, Any] = {"status": Status.INVESTIGATING} if first else {}
    take(
        case,
        actor,
        now,
        "seal_report",
        StepKind.RECORDED,
        about=f"Version {sealed.number}",
        reason=sealed.reason,
        keys={"version": sealed.number},
        **changes,
    )
    return sealed


@transaction.atomic
def save_investigation(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    fields: Given,
    reason: str = "",
    expected: str,
    quietly: bool = False,
) -> InvestigationRecord:
    """As `save_report`, with the fields of `rules.INVESTIGATION_FIELDS`; not by a reporter."""
    case = written(actor, case_id, "investigate")
    require_independent(case, actor)
    given = _texts(fields, rules.INVESTIGATION_FIELDS)
    draft = _save(case, InvestigationRecord, actor, now, given, reason, expected)
    if not quietly:
        note(actor, now, "save_investigation", case.pk, {"version": draft.number})
    return draft


@transaction.atomic
def seal_investigation(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    fields: Given,
    reason: str = "",
    expected: str,
) -> InvestigationRecord:
    """Saves and seals it. Raises as `seal_report`; the report is documented first, and
    whoever reported the event does not investigate it."""
    case = written(actor, case_id, "investigate")
    require_independent(case, actor)
    if case.status == Status.DOCUMENTING:
        raise InvalidCase([Fault("", "Dokumentera rapporten först, och försegla den.")])
    given = _texts(fields, rules.INVESTIGATION_FIELDS)
    sealed = _seal(
        case, InvestigationRecord, actor, now, given, reason, expected, rules.INVESTIGATION_FIELDS
    )
    take(
        case,
        actor,
        now,
        "seal_investigation",
        StepKind.INVESTIGATED,
        about=f"Version {sealed.number}",
        reason=sealed.reason,
        keys={"version": sealed.number},
    )
    return sealed


def _report(case: Case, fields: Given, now: datetime) -> dict[str, Any]:
    given = _texts(fields, {name: "" for name in rules.REPORT_FIELDS if name != "received_on"})
    if given["service"] not in ("", *Service.values):
        raise InvalidCase([Fault("service", "Välj ett av svaren.")])
    day: date | None = fields.get("received_on")
    if day is not None and day > clock.local_date(now):
        raise InvalidCase(
            [Fault("received_on", "Dagen har inte varit än. Välj i dag eller tidigare.")]
        )
    return {"received_on": day, **given}


def _texts(fields: Given, names: Given) -> dict[str, Any]:
    return {name: str(fields.get(name) or "").strip() for name in names}


def _save(
    case: Case,
    model: type[R],
    actor: Actor,
    now: datetime,
    given: dict[str, Any],
    reason: str,
    expected: str,
) -> R:
    """The draft with these fields; a new version when the latest one is sealed."""
    stamp = stamp_of(case, model)
    if stamp != expected:
        raise StaleCase(stamp)
    texts = {name: value for name, value in given.items() if isinstance(value, str)}
    check([], {**texts, "reason": reason.strip()})
    draft = draft_of(case, model)
    if draft is None:
        draft = model(case=case, number=model._default_manager.filter(case=case).count() + 1)
    for name, value in {**given, "reason": reason.strip()}.items():
        setattr(draft, name, value)
    draft.saved += 1
    draft.saved_at, draft.saved_by_id = now, actor.account_id
    draft.save()
    return draft


def _seal(
    case: Case,
    model: type[R],
    actor: Actor,
    now: datetime,
    given: dict[str, Any],
    reason: str,
    expected: str,
    asked: Mapping[str, str],
) -> R:
    draft = _save(case, model, actor, now, given, reason, expected)
    faults = rules.missing(given, asked)
    if draft.number > 1 and not draft.reason:
        faults.append(Fault("reason", "Skriv varför den förra versionen ersätts."))
    if faults:
        raise InvalidCase(faults)
    kind = StepKind.RECORDED if model is ReportRecord else StepKind.INVESTIGATED
    draft.sealed_at, draft.sealed_by_id = now, actor.account_id
    draft.legal_basis = law.basis_of(kind, case.laws, clock.local_date(now))
    draft.save()
    return draft
