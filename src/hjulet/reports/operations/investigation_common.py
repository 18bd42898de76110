"""What the verbs of investigations share: locks, rights, steps, and telling the reporters."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from hjulet.findings.lists import Cause
from hjulet.journal import operations as journal
from hjulet.kernel import clock
from hjulet.kernel.free_text import Fault, length_faults, stop_numbers
from hjulet.organisation import queries as organisation
from hjulet.organisation.rules import NotAllowed, may, require
from hjulet.organisation.types import Actor
from hjulet.reports import access, investigation_clocks
from hjulet.reports.investigation_rules import STEPS, Content
from hjulet.reports.kinds import InvestigationVerb as Verb
from hjulet.reports.models import (
    Investigation,
    InvestigationCause,
    InvestigationEarlier,
    InvestigationStep,
    InvestigationVersion,
    Report,
)
from hjulet.reports.operations.faults import InvalidReport, StaleInvestigation, WrongStep
from hjulet.reports.operations.telling import tell_reporter
from hjulet.reports.queries.investigated import ANSWERS, content_of, current_ids, may_write
from hjulet.reports.queries.scales import in_words


def locked_reports(ids: Iterable[int]) -> list[Report]:
    """The reports, held in the order of their keys. Always before the investigation itself: an
    assessment holds its report when it sets an investigation aside.
    """
    rows = Report.objects.select_for_update().filter(pk__in=list(ids)).order_by("pk")
    return list(rows)


def locked(
    actor: Actor, investigation_id: int, step: str, also: Collection[int] = ()
) -> Investigation:
    """The investigation and its reports, held, when the actor may read it and the step is allowed.

    Raises Investigation.DoesNotExist, WrongStep, StaleInvestigation.
    """
    before = current_ids(investigation_id)
    locked_reports({*before, *also})
    rows = Investigation.objects.select_for_update()
    found: Investigation = rows.get(pk=investigation_id)
    if not Investigation.objects.visible_to(actor).filter(pk=investigation_id).exists():
        raise Investigation.DoesNotExist
    if current_ids(investigation_id) != before:
        raise StaleInvestigation(found)
    if found.status not in STEPS[step] or found.restricted:
        raise WrongStep(step, found.status)
    return found


def require_write(actor: Actor, found: Investigation) -> None:
    if not may_write(actor, found):
        raise NotAllowed("report.investigate")


def require_review(actor: Actor, found: Investigation) -> None:
    require(actor, "report.assess", found.board_id)


def readable(actor: Actor, report_id: int) -> bool:
    """Whether the actor reads the report whole, and it is without secrecy."""
    rows = Report.objects.filter(access.by_role(actor), pk=report_id, restricted=False)
    return rows.exists()


def require_investigates(actor: Actor, report: Report) -> list[int]:
    """The units of the report where the actor investigates. Raises NotAllowed without any, or
    when she does not read the report whole."""
    units = report.unit_links.order_by("pk").values_list("unit_id", flat=True)
    own = [key for key in units if may(actor, "report.investigate", key)]
    if not own and may(actor, "report.investigate", report.board_id):
        own = list(units)
    if not own or not readable(actor, report.pk):
        raise NotAllowed("report.investigate")
    return own


def responsible_fault(account_id: int | None, unit_id: int, now: datetime) -> list[Fault]:
    """Somebody who can log in and works at the unit, or answers for it."""
    if account_id in organisation.holders(ANSWERS, unit_id, clock.local_date(now)):
        return []
    return [Fault("responsible", "Välj någon som arbetar på enheten eller ansvarar för den.")]


def reason_checked(text: str, ask: str, field: str = "reason") -> str:
    """The text without blanks at the ends. Raises InvalidReport, NumbersInText."""
    text = text.strip()
    faults = length_faults({field: text})
    if not text:
        faults.append(Fault(field, ask))
    if faults:
        raise InvalidReport(faults)
    stop_numbers({field: text})
    return text


def write_content(found: Investigation, content: Content, actor: Actor) -> None:
    """The investigation says this from now on; its version is one more."""
    for name in (
        "course", "why", "cause_unknown", "earlier_events", "consequence", "likelihood",
        "police_report", "police_on", "told_reporter",
    ):  # fmt: skip
        setattr(found, name, getattr(content, name))
    found.version += 1
    found.saved_by_id = actor.account_id
    found.save()
    for rows, model, column, keys in (
        (found.cause_links, InvestigationCause, "cause_id", content.cause_ids),
        (found.earlier_links, InvestigationEarlier, "report_id", content.earlier_ids),
    ):
        rows.exclude(**{f"{column}__in": keys}).delete()
        there = set(rows.values_list(column, flat=True))
        manager: Any = model._default_manager
        manager.bulk_create(
            model(investigation=found, **{column: key}) for key in keys if key not in there
        )


def causes_fault(cause_ids: Collection[int], linked: Collection[int]) -> list[Fault]:
    """Causes that may be chosen: in use and not a heading, or chosen already."""
    known = set(
        Cause.objects.choosable()
        .filter(pk__in=list(cause_ids), active=True)
        .values_list("pk", flat=True)
    )
    if set(cause_ids) - known - set(linked):
        gone = "Valet finns inte längre. Välj ett av dem som står i listan."
        return [Fault("causes", gone)]
    return []


def seal(
    found: Investigation, actor: Actor, now: datetime, report_ids: Collection[int], **more: Any
) -> InvestigationVersion:
    """A copy of what the investigation says, that nobody changes. The words of the scales stand in
    it, so that it reads the same when the board writes others."""
    content = content_of(found)
    latest = found.versions.order_by("-number").first()
    return InvestigationVersion.objects.create(
        investigation=found,
        number=latest.number + 1 if latest else 1,
        at=now,
        by_id=actor.account_id,
        report_ids=sorted(report_ids),
        fields={
            "course": content.course,
            "why": content.why,
            "cause_unknown": content.cause_unknown,
            "causes": list(content.cause_ids),
            "earlier_events": content.earlier_events,
            "earlier": list(content.earlier_ids),
            "consequence": content.consequence,
            "likelihood": content.likelihood,
            "police_report": content.police_report,
            "police_on": content.police_on.isoformat() if content.police_on else None,
            "told_reporter": content.told_reporter,
            "words": in_words(content),
        },
        **more,
    )


def finish_step(
    found: Investigation,
    actor: Actor,
    now: datetime,
    verb: Verb,
    *,
    text: str = "",
    report_id: int | None = None,
    keys: dict[str, object] | None = None,
    tell: bool = True,
) -> InvestigationStep:
    """A row of the history, the clock, the reporters, and last the journal."""
    row = InvestigationStep.objects.create(
        investigation=found,
        verb=verb,
        at=now,
        by_id=actor.account_id,
        text=text,
        report_id=report_id,
    )
    investigation_clocks.follow(found, now)
    if tell and verb in TOLD:
        for report in Report.objects.filter(pk__in=current_ids(found.pk)).order_by("pk"):
            tell_reporter(report, actor, now, TOLD[verb], f"investigation:{row.pk}")
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb=VERBS[verb],
        subject=("investigation", found.pk),
        keys={"status": str(found.status), **(keys or {})},
        confidential=found.restricted,
    )
    return row


# What the one who reported is told, without a word of what it holds.
TOLD = {
    Verb.OPENED: "händelsen utreds",
    Verb.HANDED_OVER: "en annan enhet utreder händelsen",
    Verb.DONE: "utredningen är klar",
    Verb.RETURNED: "utredningen fortsätter",
    Verb.ACCEPTED: "utredningen är godkänd",
    Verb.REOPENED: "utredningen är öppnad igen",
}
# Written out, so that the journal's words can be held against the code.
VERBS = {
    Verb.OPENED: "reports.open_investigation",
    Verb.JOINED: "reports.add_to_investigation",
    Verb.LEFT: "reports.remove_from_investigation",
    Verb.ASSIGNED: "reports.assign_investigation",
    Verb.HANDED_OVER: "reports.hand_over_investigation",
    Verb.DONE: "reports.finish_investigation",
    Verb.RETURNED: "reports.return_investigation",
    Verb.ACCEPTED: "reports.accept_investigation",
    Verb.CLOSED: "reports.close_investigation",
    Verb.REOPENED: "reports.reopen_investigation",
    Verb.SET_ASIDE: "reports.set_aside_investigation",
}
