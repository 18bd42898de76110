"""What the verbs share: the case under lock for who may do it, its step, clocks and journal."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model

from hjulet.calendar import operations as calendar
from hjulet.calendar.kinds import Span
from hjulet.calendar.rules import due_day
from hjulet.journal import operations as journal
from hjulet.kernel import clock
from hjulet.lex_sarah import law, rules
from hjulet.lex_sarah.kinds import StepKind
from hjulet.lex_sarah.models import Case, CaseQuerySet, Step
from hjulet.lex_sarah.operations.faults import WrongStatus, require_step
from hjulet.lex_sarah.queries import facts_of, path_of
from hjulet.organisation.kinds import Role
from hjulet.organisation.queries import actor_for
from hjulet.organisation.rules import NotAllowed, may
from hjulet.organisation.types import Actor
from hjulet.reports import operations as reports


def written(actor: Actor, case_id: int, step: str) -> Case:
    """The case, locked, for those who investigate it.

    Raises Case.DoesNotExist (also for what the actor may not see), NotAllowed, WrongStatus.
    """
    return _locked(actor, case_id, step, Case.objects.writable_by(actor), "lex_sarah.investigate")


def managed(actor: Actor, case_id: int, step: str) -> Case:
    """The case, locked, for SAS of its board. Raises as `written`."""
    return _locked(actor, case_id, step, Case.objects.managed_by(actor), "lex_sarah.work")


def seen(actor: Actor, case_id: int, step: str) -> Case:
    """The case, locked, for whoever may open it. Raises as `written`."""
    return _locked(actor, case_id, step, Case.objects.visible_to(actor), "lex_sarah.read")


def _locked(actor: Actor, case_id: int, step: str, allowed: CaseQuerySet, right: str) -> Case:
    found: Case = Case.objects.visible_to(actor).select_for_update().get(pk=case_id)
    if not allowed.filter(pk=case_id).exists():
        raise NotAllowed(right)
    require_step(step, found.status)
    if found.disposed_on is not None:
        raise WrongStatus(step, found.status)
    return found


def take(
    case: Case,
    actor: Actor,
    now: datetime,
    verb: str,
    kind: StepKind,
    *,
    about: str = "",
    reason: str = "",
    on: date | None = None,
    keys: dict[str, object] | None = None,
    handed_over: bool = False,
    **changes: Any,
) -> None:
    """Takes a step: what changes in the case, a row that tells of it, its clocks, the journal.

    `on` is the day of the act, whose law it follows; today when not given.
    """
    for name, value in changes.items():
        setattr(case, name, value)
    case.revision += 1
    case.save(update_fields=["revision", *changes])
    Step.objects.create(
        case=case,
        kind=kind,
        at=now,
        by_id=actor.account_id,
        about=about[:160],
        reason=reason,
        legal_basis=law.basis_of(kind, case.laws, on or clock.local_date(now)),
    )
    follow(case, now, handed_over=handed_over)
    note(actor, now, verb, case.pk, keys)


def note(
    actor: Actor, now: datetime, verb: str, case_id: int, keys: dict[str, object] | None = None
) -> None:
    """One line in the journal about the case."""
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb=f"lex_sarah.{verb}",
        subject=("lex_sarah_case", case_id),
        keys=keys,
        confidential=True,
    )


def follow(case: Case, now: datetime, *, handed_over: bool = False) -> None:
    """Makes exactly the clocks run that the state of the case asks for."""
    steps = rules.next_clocks(facts_of(case))
    calendar.keep(
        now=now,
        subject_id=case.pk,
        among=rules.CLOCKS,
        wanted={step: _wanted(case, step) for step in sorted(steps)},
    )
    if handed_over:
        for step in sorted(steps):
            calendar.move(
                now=now, kind=step, subject_id=case.pk, responsible_id=_answers(case, step)
            )


def _wanted(case: Case, step: str) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "reference": case.reference,
        "path": path_of(case.reference),
        "board_id": case.board_id,
        "unit_id": case.unit_id,
        "role": Role.SAS,
        "responsible_id": _answers(case, step),
        "confidential": True,
    }
    if step == rules.INVESTIGATE:
        # From the first report, not from when somebody got round to opening the case, or from the
        # day it was opened again; and by what the board had decided then, so that what runs is not
        # moved by a later decision.
        then = max(clock.local_date(case.opened_at), case.target_from)
        limit = calendar.deadline(step, case.board_id, then)
        if limit.span != Span.HOURS:
            facts["due_on"] = due_day(case.target_from, limit.amount, limit.span)
    return facts


def _answers(case: Case, step: str) -> int | None:
    return case.decider_id if step == rules.DECIDE else case.responsible_id


def let_read(case: Case, actor: Actor, now: datetime, account_id: int) -> None:
    """The account may read the reports of the case; SAS of the board may already."""
    account = get_user_model().objects.get(pk=account_id)
    today = clock.local_date(now)
    if may(actor_for(account, today), "report.read_restricted", case.board_id):
        return
    for report_id in report_ids_of(case):
        reports.grant_access(
            actor=actor, now=now, report_id=report_id, account_id=account_id, for_case=True
        )


def let_read_too(case: Case, actor: Actor, now: datetime) -> None:
    """Those who read the case read a report that has joined it; who may no longer open the case,
    or no longer has an account, gets no right to it."""
    today = clock.local_date(now)
    readers = get_user_model().objects.filter(pk__in=readers_of(case), is_active=True)
    for account in readers.order_by("pk"):
        if Case.objects.visible_to(actor_for(account, today)).filter(pk=case.pk).exists():
            let_read(case, actor, now, account.pk)


def stop_reading(
    case: Case, actor: Actor, now: datetime, account_id: int, report_ids: list[int] | None = None
) -> None:
    """Takes back the right that the case gave, to all its reports or to these.

    What SAS has given her by hand is another matter, and stays.
    """
    chosen = report_ids_of(case) if report_ids is None else report_ids
    for link in case.report_links.filter(
        report_id__in=chosen,
        left_at__isnull=True,
        report__grants__account=account_id,
        report__grants__for_case=True,
    ).order_by("pk"):
        reports.withdraw_access(
            actor=actor, now=now, report_id=link.report_id, account_id=account_id
        )


def report_ids_of(case: Case) -> list[int]:
    """The reports that are in the case now, in the order they came."""
    links = case.report_links.filter(left_at__isnull=True)
    return list(links.order_by("joined_at", "pk").values_list("report_id", flat=True))


def readers_of(case: Case) -> list[int]:
    """The accounts that SAS has let into the case: investigators, and who decides."""
    own = case.investigators.filter(withdrawn_at__isnull=True)
    found = set(own.values_list("account_id", flat=True))
    if case.decider_id is not None:
        found.add(case.decider_id)
    return sorted(found)
