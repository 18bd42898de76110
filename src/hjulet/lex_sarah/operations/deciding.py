"""To decision, back again, and decided: by the one who got it, or by SAS."""

from datetime import date, datetime

from django.db import transaction

from hjulet.kernel import clock
from hjulet.kernel.free_text import Fault
from hjulet.lex_sarah import law, rules
from hjulet.lex_sarah.documentation import Version
from hjulet.lex_sarah.kinds import Degree, Status, StepKind
from hjulet.lex_sarah.models import Case, Decision, InvestigationRecord, ReportRecord
from hjulet.lex_sarah.operations.common import let_read, managed, seen, stop_reading, take
from hjulet.lex_sarah.operations.faults import InvalidCase, StaleCase, check
from hjulet.lex_sarah.operations.independence import name_of, reporter_faults
from hjulet.lex_sarah.queries import (
    decides,
    draft_of,
    latest_sealed,
    may_decide,
    undocumented_in,
)
from hjulet.organisation.kinds import Role
from hjulet.organisation.rules import NotAllowed, roles_for
from hjulet.organisation.types import Actor


@transaction.atomic
def send(*, actor: Actor, now: datetime, case_id: int, decider_id: int, reason: str = "") -> Case:
    """The case goes to who decides; sent again it goes to somebody else.

    Report and investigation must be sealed, with no draft of either; neither who decides, who
    answers for the case nor who sealed the investigation has reported the event. `reason` is what
    SAS proposes, or why somebody else decides. Raises NotAllowed, WrongStatus, InvalidCase,
    NumbersInText.
    """
    case = managed(actor, case_id, "send")
    texts = {"reason": reason.strip()}
    faults = left_to_write(case)
    if decider_id not in may_decide(case, clock.local_date(now)):
        faults.append(Fault("decider", "Välj någon som får besluta för enheten."))
    faults += reporter_faults(case, decider_id, "decider", "Välj någon annan som beslutar.")
    faults += reporter_faults(case, case.responsible_id, "", "Byt ansvarig för ärendet först.")
    found = latest_sealed(case, InvestigationRecord)
    if found is not None and found.sealed_by_id is not None:
        # A report that came to the case afterwards may be hers.
        again = "Låt någon annan gå igenom och försegla utredningen på nytt."
        faults += reporter_faults(case, found.sealed_by_id, "", again)
    check(faults, texts)
    earlier = case.decider_id
    if earlier is not None and earlier != decider_id:
        _stop(case, actor, now, earlier)
    let_read(case, actor, now, decider_id)
    take(
        case,
        actor,
        now,
        "send",
        StepKind.SENT,
        about=name_of(decider_id),
        reason=texts["reason"],
        keys={"account": decider_id},
        handed_over=case.status == Status.TO_DECIDE,
        status=Status.TO_DECIDE,
        decider_id=decider_id,
    )
    return case


@transaction.atomic
def send_back(*, actor: Actor, now: datetime, case_id: int, reason: str) -> Case:
    """The decider, or SAS, wants more. Raises NotAllowed, WrongStatus, InvalidCase,
    NumbersInText."""
    case = seen(actor, case_id, "return")
    _require_decider(case, actor)
    texts = {"reason": reason.strip()}
    faults = [] if texts["reason"] else [Fault("reason", "Skriv vad som behöver göras.")]
    check(faults, texts)
    take(
        case,
        actor,
        now,
        "send_back",
        StepKind.RETURNED,
        reason=texts["reason"],
        status=Status.INVESTIGATING,
    )
    return case


@transaction.atomic
def decide(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    degree: str,
    position: str,
    decided_on: date | None = None,
    expected: int,
) -> Decision:
    """What it was and why. A serious degree starts the clock for IVO.

    `expected` is the `revision` of the case that the decider saw; `decided_on` is today when not
    given. Raises NotAllowed, WrongStatus, StaleCase, InvalidCase, NumbersInText.
    """
    case = seen(actor, case_id, "decide")
    _require_decider(case, actor)
    if case.revision != expected:
        raise StaleCase(str(case.revision))
    today = clock.local_date(now)
    day = decided_on or today
    texts = {"position": position.strip()}
    faults = _undocumented(case)
    if degree not in Degree.values:
        faults.append(Fault("degree", "Välj vad det är."))
    if not texts["position"]:
        faults.append(Fault("position", "Skriv ställningstagandet och skälen för det."))
    if not _latest_seal(case) <= day <= today:
        faults.append(
            Fault("decided_on", "Välj en dag mellan den då utredningen blev klar och i dag.")
        )
    check(faults, texts)
    made = Decision.objects.create(
        case=case,
        number=case.decisions.count() + 1,
        degree=degree,
        decided_on=day,
        at=now,
        by_id=actor.account_id,
        role=_role(case, actor),
        legal_basis=law.basis_of(StepKind.DECIDED, case.laws, day),
        **texts,
    )
    take(
        case,
        actor,
        now,
        "decide",
        StepKind.DECIDED,
        about=str(Degree(degree).label),
        on=day,
        keys={"number": made.number, "degree": degree},
        status=Status.DECIDED,
        degree=degree,
        decided_on=day,
    )
    return made


def left_to_write(case: Case) -> list[Fault]:
    """What must be sealed before the case can be decided; a report that joined afterwards asks
    for a new version of the record (27 kap. 5 § SoL)."""
    return [
        *_undocumented(case),
        *_not_sealed("Rapporten", draft_of(case, ReportRecord), latest_sealed(case, ReportRecord)),
        *_not_sealed(
            "Utredningen",
            draft_of(case, InvestigationRecord),
            latest_sealed(case, InvestigationRecord),
        ),
    ]


def _undocumented(case: Case) -> list[Fault]:
    words = rules.undocumented_words(undocumented_in(case))
    return [Fault("", words)] if words else []


def _not_sealed(name: str, draft: Version | None, sealed: Version | None) -> list[Fault]:
    if draft is not None:
        return [Fault("", f"{name} har ett utkast. Försegla det först.")]
    if sealed is None:
        return [Fault("", f"{name} är inte dokumenterad. Skriv och försegla först.")]
    return []


def _require_decider(case: Case, actor: Actor) -> None:
    if not decides(actor, case):
        raise NotAllowed("lex_sarah.decide")


def _stop(case: Case, actor: Actor, now: datetime, account_id: int) -> None:
    """Who no longer decides does not read any more, unless she investigates."""
    if not case.investigators.filter(account_id=account_id, withdrawn_at__isnull=True).exists():
        stop_reading(case, actor, now, account_id)


def _latest_seal(case: Case) -> date:
    sealed = latest_sealed(case, InvestigationRecord)
    if sealed is None or sealed.sealed_at is None:
        raise InvalidCase(left_to_write(case))
    return clock.local_date(sealed.sealed_at)


def _role(case: Case, actor: Actor) -> str:
    """The role that gave the right, in words."""
    wanted = roles_for("lex_sarah.decide")
    own = (item.role for item in actor.assignments if case.unit_id in item.covers)
    found = next((role for role in own if role in wanted), None)
    return Role(found).label.split(" (")[0] if found else actor.name[:60]
