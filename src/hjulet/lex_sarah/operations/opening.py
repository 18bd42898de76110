"""A case is opened for reports assessed as lex Sarah; reports join and leave it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from hjulet.calendar import operations as calendar
from hjulet.findings.lists import Theme
from hjulet.kernel import clock
from hjulet.kernel.free_text import Fault
from hjulet.lex_sarah import rules
from hjulet.lex_sarah.kinds import StepKind
from hjulet.lex_sarah.law import laws_of
from hjulet.lex_sarah.models import Case, CaseReport
from hjulet.lex_sarah.operations.common import (
    let_read_too,
    managed,
    readers_of,
    report_ids_of,
    stop_reading,
    take,
)
from hjulet.lex_sarah.operations.faults import InvalidCase, StaleCase, UnknownReport, check
from hjulet.lex_sarah.queries import facts_in_words, path_of
from hjulet.organisation.rules import require
from hjulet.organisation.types import Actor
from hjulet.reports import operations as reports
from hjulet.reports import queries as report_queries
from hjulet.reports.kinds import TypeKind

KIND = TypeKind.LEX_SARAH
GONE = "Temat finns inte längre. Välj ett av dem som står i listan."


@transaction.atomic
def open_case(*, actor: Actor, now: datetime, report_ids: Collection[int]) -> Case:
    """A case for one or several reports of one board; SAS who opens it answers for it.

    SAS who reported the event herself opens it all the same, since that is done at once; then
    somebody else investigates, answers for it and decides (`independence`).
    Unit and day follow the first report that came in. Raises NotAllowed, InvalidCase (none, or
    of several boards), UnknownReport, and from reports AlreadyTakenUp, WrongKind, WrongStatus.
    """
    found = _readable(actor, report_ids)
    if not found:
        raise InvalidCase([Fault("reports", "Välj minst en rapport.")])
    if len({one.board_id for one in found}) > 1:
        raise InvalidCase([Fault("reports", "Rapporterna hör till olika nämnder. Välj en.")])
    first = found[0]
    require(actor, "lex_sarah.work", first.board_id)
    if actor.account_id is None:
        raise InvalidCase([Fault("reports", "Ett ärende måste ha en person som ansvarar.")])
    today = clock.local_date(now)
    case = Case.objects.create(
        reference=rules.PREFIX + calendar.next_reference("lex_sarah", today.year),
        board_id=first.board_id,
        unit_id=_unit_of(first),
        laws=_laws(found),
        responsible_id=actor.account_id,
        received_at=first.received_at,
        received_on=first.received_on,
        target_from=first.received_on,
        opened_at=now,
        opened_by_id=actor.account_id,
    )
    for one in found:
        _take_up(case, one, now)
    take(
        case,
        actor,
        now,
        "open_case",
        StepKind.OPENED,
        about=", ".join(one.reference for one in found),
        keys={"reports": [one.pk for one in found]},
    )
    return case


@transaction.atomic
def join(*, actor: Actor, now: datetime, case_id: int, report_id: int) -> None:
    """One more report is investigated in the case; those who read the case read it too.

    Raises NotAllowed, WrongStatus, UnknownReport, InvalidCase (somebody who investigates has sent
    it in), and from reports as `open_case`.
    """
    case = managed(actor, case_id, "join")
    found = [one for one in _readable(actor, [report_id]) if one.board_id == case.board_id]
    if not found:
        raise UnknownReport(str(report_id))
    _require_others(case, found[0])
    _take_up(case, found[0], now)
    let_read_too(case, actor, now)
    if case.notified_on is not None:
        on = max(case.notified_on, found[0].received_on)
        reports.mark_notified(actor=actor, now=now, report_id=report_id, authority="ivo", on=on)
    take(
        case,
        actor,
        now,
        "join",
        StepKind.JOINED,
        about=found[0].reference,
        keys={"report": report_id},
        **from_reports(case),
    )


@transaction.atomic
def leave(*, actor: Actor, now: datetime, case_id: int, report_id: int, reason: str) -> None:
    """A report that was gathered by mistake leaves the case; it then asks for one of its own.

    The last one cannot: then the case is written off. Raises NotAllowed, WrongStatus,
    InvalidCase, NumbersInText, UnknownReport.
    """
    case = managed(actor, case_id, "leave")
    texts = {"reason": reason.strip()}
    left = report_ids_of(case)
    if report_id not in left:
        raise UnknownReport(str(report_id))
    faults = []
    if len(left) == 1:
        faults.append(Fault("reason", "Det är ärendets enda rapport. Avskriv ärendet i stället."))
    elif not texts["reason"]:
        faults.append(Fault("reason", "Skriv kort varför rapporten inte hör hit."))
    check(faults, texts)
    reference = let_go(case, actor, now, report_id)
    take(
        case,
        actor,
        now,
        "leave",
        StepKind.LEFT,
        about=reference,
        reason=texts["reason"],
        keys={"report": report_id},
        **from_reports(case),
    )


@transaction.atomic
def change(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    theme_id: int | None = None,
    other_board: str = "",
    private_provider: str = "",
    unexpected_death: bool = False,
    expected: int,
) -> Case:
    """What the case is about, and who else is involved; the step says what was and what is.

    `expected` is the `revision` of the case that the form was made from. Raises NotAllowed,
    WrongStatus, StaleCase, InvalidCase, NumbersInText.
    """
    case = managed(actor, case_id, "change")
    if case.revision != expected:
        raise StaleCase(str(case.revision))
    texts = {
        "other_board": " ".join(other_board.split()),
        "private_provider": " ".join(private_provider.split()),
    }
    faults = []
    if (
        theme_id is not None
        and theme_id != case.theme_id
        and not Theme.objects.filter(pk=theme_id, active=True).exists()
    ):
        faults.append(Fault("theme", GONE))
    check(faults, texts, short=("other_board", "private_provider"))
    given: dict[str, Any] = {
        **texts,
        "theme_id": theme_id,
        "unexpected_death": unexpected_death,
    }
    changed = [name for name, value in given.items() if getattr(case, name) != value]
    if changed:
        before = facts_in_words(case)
        for name in changed:
            setattr(case, name, given[name])
        told = (
            f"{label}: {was}, nu {now_is}."
            for (label, was), (_, now_is) in zip(before, facts_in_words(case), strict=True)
            if was != now_is
        )
        take(
            case,
            actor,
            now,
            "change",
            StepKind.CHANGED,
            reason=" ".join(told),
            keys={"fields": changed},
            **given,
        )
    return case


def let_go(case: Case, actor: Actor, now: datetime, report_id: int) -> str:
    """The report leaves, and so do those who read it here; gives its reference."""
    for account_id in readers_of(case):
        stop_reading(case, actor, now, account_id, [report_id])
    link = case.report_links.select_related("report").get(report_id=report_id, left_at__isnull=True)
    link.left_at = now
    link.save(update_fields=["left_at"])
    reports.let_go(now=now, report_id=report_id, kind=KIND)
    return link.report.reference


def _readable(actor: Actor, report_ids: Collection[int]) -> list[Any]:
    """The reports, oldest first. Raises UnknownReport for one that the actor does not read."""
    found = report_queries.whole(actor, report_ids)
    if missing := set(report_ids) - {one.pk for one in found}:
        raise UnknownReport(str(min(missing)))
    return found


def _require_others(case: Case, report: Any) -> None:
    """Raises InvalidCase when an investigator of the case is the one who sent in the report."""
    own = case.investigators.filter(account_id=report.reporter_id, withdrawn_at__isnull=True)
    one = own.select_related("account").first()
    if one is not None:
        words = f"{one.account.name} utreder ärendet och har själv skickat in rapporten."
        raise InvalidCase([Fault("report", f"{words} Låt först någon annan utreda.")])


def _take_up(case: Case, report: Any, now: datetime) -> None:
    reports.take_up(
        now=now,
        report_id=report.pk,
        kind=KIND,
        reference=case.reference,
        path=path_of(case.reference),
    )
    CaseReport.objects.create(case=case, report=report, joined_at=now)


def from_reports(case: Case) -> dict[str, Any]:
    """What follows from the reports that are in the case now, whoever asks."""
    links = case.report_links.filter(left_at__isnull=True).select_related("report")
    found = [one.report for one in links.order_by("report__received_at", "report_id")]
    first = found[0]
    moved = {"received_at": first.received_at, "received_on": first.received_on}
    if case.target_from == case.received_on:
        moved["target_from"] = first.received_on
    return {**moved, "unit_id": _unit_of(first), "laws": _laws(found)}


def _unit_of(report: Any) -> int:
    """Where it happened, or where the assessment has moved it."""
    own = list(report.unit_links.order_by("pk").values_list("unit_id", flat=True))
    at: int = report.reported_unit_id
    return at if at in own or not own else own[0]


def _laws(found: list[Any]) -> str:
    """What the units of the reports were run under when the first one came in."""
    day = found[0].received_on
    units = {
        key
        for one in found
        for key in one.unit_links.order_by("pk").values_list("unit_id", flat=True)
    }
    return laws_of(report_queries.legal_bases(units, day))
