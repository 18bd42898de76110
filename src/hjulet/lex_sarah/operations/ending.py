"""A case is closed, opened again, or written off when it turns out to be no lex Sarah."""

from datetime import datetime

from django.db import transaction

from hjulet.findings import sources
from hjulet.kernel import clock
from hjulet.kernel.free_text import Fault
from hjulet.lex_sarah import rules
from hjulet.lex_sarah.kinds import Status, StepKind
from hjulet.lex_sarah.models import Case, CaseFinding
from hjulet.lex_sarah.operations.common import managed, report_ids_of, take
from hjulet.lex_sarah.operations.faults import InvalidCase, check
from hjulet.lex_sarah.operations.opening import KIND, from_reports, let_go
from hjulet.lex_sarah.queries import facts_of
from hjulet.organisation.types import Actor
from hjulet.reports import operations as reports

# What the one who reported reads of it.
DONE = "Lex Sarah-ärendet är avslutat."
AGAIN = "Lex Sarah-ärendet är öppnat igen."
TELL_IVO = "Ärendet är anmält till IVO. Skriv vad ni har berättat för IVO, och när."


@transaction.atomic
def close(*, actor: Actor, now: datetime, case_id: int) -> Case:
    """Decided, notified when it is serious, and told: the case is done with its reports.

    A report closes with it when nothing else is left: its findings are handled too, those of the
    case among them. Raises NotAllowed, WrongStatus, InvalidCase.
    """
    case = managed(actor, case_id, "close")
    if faults := rules.close_faults(facts_of(case)):
        raise InvalidCase(faults)
    day = clock.local_date(now)
    for report_id in report_ids_of(case):
        for finding_id in case.finding_links.order_by("pk").values_list("finding_id", flat=True):
            tie_report(actor, now, finding_id, report_id)
        reports.settle(actor=actor, now=now, report_id=report_id, kind=KIND, reason=DONE)
    take(case, actor, now, "close", StepKind.CLOSED, status=Status.CLOSED, closed_on=day)
    return case


@transaction.atomic
def reopen(*, actor: Actor, now: datetime, case_id: int, reason: str) -> Case:
    """A decided or closed case is investigated again; what was decided stays beside. Its unit
    and laws are what its reports say by now.

    Raises NotAllowed, WrongStatus, InvalidCase, NumbersInText.
    """
    case = managed(actor, case_id, "reopen")
    texts = {"reason": reason.strip()}
    faults = [] if texts["reason"] else [Fault("reason", "Skriv varför ärendet öppnas igen.")]
    check(faults, texts)
    if case.status == Status.CLOSED:
        for report_id in report_ids_of(case):
            reports.take_back(actor=actor, now=now, report_id=report_id, kind=KIND, reason=AGAIN)
    take(
        case,
        actor,
        now,
        "reopen",
        StepKind.REOPENED,
        reason=texts["reason"],
        status=Status.INVESTIGATING,
        degree="",
        decided_on=None,
        closed_on=None,
        **{**from_reports(case), "target_from": clock.local_date(now)},
    )
    return case


@transaction.atomic
def write_off(
    *, actor: Actor, now: datetime, case_id: int, reason: str, told_ivo: str = ""
) -> Case:
    """It was no lex Sarah: the reports leave and are assessed anew. They stay under secrecy
    until then.

    When the case is notified, IVO waits for an investigation that will not come (27 kap. 6 § SoL):
    `told_ivo` says what IVO has been told, and is asked for. Raises NotAllowed, WrongStatus,
    InvalidCase, NumbersInText.
    """
    case = managed(actor, case_id, "write_off")
    texts = {"reason": reason.strip(), "told_ivo": told_ivo.strip()}
    faults = [] if texts["reason"] else [Fault("reason", "Skriv varför ärendet avskrivs.")]
    if case.notified_on is not None and not texts["told_ivo"]:
        faults.append(Fault("told_ivo", TELL_IVO))
    check(faults, texts)
    told = f"Till IVO: {texts['told_ivo']}" if texts["told_ivo"] else ""
    left = [let_go(case, actor, now, report_id) for report_id in report_ids_of(case)]
    take(
        case,
        actor,
        now,
        "write_off",
        StepKind.WRITTEN_OFF,
        about=", ".join(left),
        reason="\n\n".join(filter(None, (texts["reason"], told))),
        status=Status.WRITTEN_OFF,
        closed_on=clock.local_date(now),
    )
    return case


def link_finding(*, actor: Actor, now: datetime, finding_id: int, case_id: int) -> None:
    """Ties a finding to the case, within the transaction of the one who writes it; twice is once.

    While the case goes on the reports do not have it, so that nothing shows how many there are.
    """
    case = Case.objects.visible_to(actor).get(pk=case_id)
    CaseFinding.objects.get_or_create(case=case, finding_id=finding_id)
    if case.status == Status.CLOSED:
        for report_id in report_ids_of(case):
            tie_report(actor, now, finding_id, report_id)


def tie_report(actor: Actor, now: datetime, finding_id: int, report_id: int) -> None:
    """The report led to the finding too, and is not closed before it is handled."""
    room = sources.room("report")
    if room is not None:
        room.link(actor, now, finding_id, report_id)
