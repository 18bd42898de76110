"""What leaves the case: to IVO, to those whom it concerns, and to the manager of the unit."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from hjulet.kernel import clock
from hjulet.kernel.free_text import Fault
from hjulet.lex_sarah import law
from hjulet.lex_sarah.kinds import Receiver, Status, StepKind, Way
from hjulet.lex_sarah.models import (
    Case,
    Information,
    IvoAnswer,
    IvoNotification,
    ManagerSummary,
)
from hjulet.lex_sarah.operations.common import managed, take, written
from hjulet.lex_sarah.operations.faults import check, reference_faults
from hjulet.lex_sarah.queries import latest_decision, rules_for
from hjulet.notices import operations as notices
from hjulet.organisation.kinds import Role
from hjulet.organisation.queries import directory
from hjulet.organisation.types import Actor
from hjulet.reports import operations as reports
from hjulet.ui.format import date_plain

NOT_YET = "Dagen har inte varit än. Välj i dag eller tidigare."


@transaction.atomic
def notify(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    sent_on: date,
    what: str,
    with_investigation: bool,
    reference: str = "",
) -> IvoNotification:
    """Notes what was sent to IVO and when; the reports of the case are notified too.

    A notification before the investigation is done is followed by one that has it
    (27 kap. 6 § SoL: it is attached). Raises NotAllowed, WrongStatus, InvalidCase,
    NumbersInText.
    """
    case = managed(actor, case_id, "notify")
    number, texts = " ".join(reference.split()), {"what": what.strip()}
    faults = [*_day_faults(case, "sent_on", sent_on, now), *reference_faults(number)]
    if not texts["what"]:
        faults.append(Fault("what", "Skriv vad som skickades."))
    if with_investigation and case.status in (Status.DOCUMENTING, Status.INVESTIGATING):
        faults.append(
            Fault("with_investigation", "Utredningen är inte klar. Ta bort krysset, eller "
                  "försegla den och skicka ärendet till beslut först.")
        )  # fmt: skip
    elif with_investigation and not faults:
        faults = [*faults, *_not_yet_sealed(case, sent_on)]
    check(faults, texts)
    made = IvoNotification.objects.create(
        case=case,
        sent_on=sent_on,
        with_investigation=with_investigation,
        at=now,
        by_id=actor.account_id,
        legal_basis=law.basis_of(StepKind.NOTIFIED, case.laws, sent_on),
        reference=number,
        **texts,
    )
    if case.notified_on is None:
        for report_id, received_on in (
            case.report_links.filter(left_at__isnull=True)
            .order_by("pk")
            .values_list("report_id", "report__received_on")
        ):
            reports.mark_notified(
                actor=actor,
                now=now,
                report_id=report_id,
                authority="ivo",
                on=max(sent_on, received_on),
            )
    take(
        case,
        actor,
        now,
        "notify",
        StepKind.NOTIFIED,
        about=number,
        on=sent_on,
        keys={"notification": made.pk},
        notified_on=case.notified_on or sent_on,
    )
    return made


@transaction.atomic
def note_answer(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    notification_id: int,
    answered_on: date,
    answer: str,
    reference: str = "",
) -> IvoAnswer:
    """Notes what IVO answered, and the number of its case, which comes after the notification.

    Raises NotAllowed, WrongStatus, IvoNotification.DoesNotExist,
    InvalidCase, NumbersInText."""
    case = managed(actor, case_id, "answer")
    notification = case.notifications.get(pk=notification_id)
    texts = {"answer": answer.strip()}
    number = " ".join(reference.split())
    faults = reference_faults(number)
    if not notification.sent_on <= answered_on <= clock.local_date(now):
        faults.append(Fault("answered_on", "Välj en dag mellan anmälan och i dag."))
    if not texts["answer"]:
        faults.append(Fault("answer", "Skriv vad IVO svarade."))
    check(faults, texts)
    made = IvoAnswer.objects.create(
        notification=notification,
        reference=number,
        answered_on=answered_on,
        at=now,
        by_id=actor.account_id,
        **texts,
    )
    take(case, actor, now, "note_answer", StepKind.ANSWERED, keys={"answer": made.pk})
    return made


@transaction.atomic
def inform(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    receiver: str,
    on: date,
    way: str,
    what: str,
) -> Information:
    """Notes who was informed of what, or why not.

    On the day of the decision or later it tells of the decision; what somebody was told before
    stays noted, but is no word of the outcome.
    Raises NotAllowed, WrongStatus, InvalidCase, NumbersInText.
    """
    case = written(actor, case_id, "inform")
    texts = {"what": what.strip()}
    faults = _day_faults(case, "on", on, now)
    if receiver not in Receiver.values:
        faults.append(Fault("receiver", "Välj vem."))
    if way not in Way.values:
        faults.append(Fault("way", "Välj hur."))
    if not texts["what"]:
        words = "varför inte" if way == Way.NOT else "vad du berättade"
        faults.append(Fault("what", f"Skriv kort {words}."))
    check(faults, texts)
    decision = latest_decision(case) if case.status == Status.DECIDED else None
    if decision is not None and on < decision.decided_on:
        decision = None
    made = Information.objects.create(
        case=case,
        decision=decision,
        receiver=receiver,
        on=on,
        way=way,
        at=now,
        by_id=actor.account_id,
        **texts,
    )
    take(
        case,
        actor,
        now,
        "inform",
        StepKind.INFORMED,
        about=str(Receiver(receiver).label),
        keys={"receiver": receiver, "way": way},
    )
    return made


@transaction.atomic
def summarise(
    *, actor: Actor, now: datetime, case_id: int, summary: str, remedy_now: str = ""
) -> ManagerSummary:
    """What the manager of the unit reads on the report, if the board lets her.

    A new one replaces the one before, which is kept. Raises NotAllowed, WrongStatus, InvalidCase,
    NumbersInText.
    """
    case = written(actor, case_id, "summarise")
    texts = {"summary": summary.strip(), "remedy_now": remedy_now.strip()}
    faults = []
    if not texts["summary"]:
        faults.append(Fault("summary", "Skriv vad chefen behöver veta."))
    check(faults, texts)
    made = ManagerSummary.objects.create(case=case, at=now, by_id=actor.account_id, **texts)
    take(case, actor, now, "summarise", StepKind.SUMMARISED, keys={"summary": made.pk})
    _tell_managers(case, actor, now, made)
    return made


def _tell_managers(case: Case, actor: Actor, now: datetime, made: ManagerSummary) -> None:
    """Those who manage a unit of the reports hear that there is something to read and remedy; not
    where the board keeps the summary from them. Numbers only: the page asks who reads it."""
    if not rules_for(case.board_id).manager_sees_summary:
        return
    links = case.report_links.filter(left_at__isnull=True).order_by("pk")
    who = directory(clock.local_date(now))
    for reference, unit_id in links.values_list("report__reference", "report__unit_links__unit"):
        notices.tell(
            now=now,
            account_ids=who.holders({Role.UNIT_MANAGER}, unit_id) - {actor.account_id},
            kind="lex_sarah.summary",
            words=f"SAS har skrivit vad du behöver veta om rapport {reference}",
            path=reverse("report_page", args=[reference]),
            once=f"lex_sarah:{case.pk}:summary:{made.pk}:{reference}",
        )


def _not_yet_sealed(case: Case, sent_on: date) -> list[Fault]:
    """What is sent with the notification was sealed that day or before."""
    sealed = case.investigation_records.exclude(sealed_at=None).order_by("sealed_at").first()
    if sealed is None or sealed.sealed_at is None:
        return []
    first = clock.local_date(sealed.sealed_at)
    words = f"Utredningen förseglades {date_plain(first)} och kan inte ha följt med före det."
    return [Fault("sent_on", words)] if sent_on < first else []


def _day_faults(case: Case, field: str, day: date, now: datetime) -> list[Fault]:
    if day > clock.local_date(now):
        return [Fault(field, NOT_YET)]
    if day < case.received_on:
        return [Fault(field, "Dagen ligger före den då rapporten kom in.")]
    return []
