"""What a report's page shows."""

from datetime import timedelta
from typing import Any

from hjulet.kernel import clock
from hjulet.organisation.rules import may
from hjulet.organisation.types import Actor
from hjulet.reports import disposal, queries
from hjulet.reports.kinds import Status, TypeKind
from hjulet.reports.law import lex_sarah_law
from hjulet.reports.models import AssessmentDraft, Report
from hjulet.reports.operations.assessment import bases_of
from hjulet.reports.places import Trees
from hjulet.reports.queries.detail import granted_to, people, readers_of
from hjulet.reports.reporter_rule import hiding_boards
from hjulet.reports.rules import FIELD_WORDS, imy_due
from hjulet.reports.web.assessment_form import AssessmentForm
from hjulet.reports.web.findings import may_draw, of_report, source_of
from hjulet.reports.web.investigated import investigated, told_of
from hjulet.reports.web.small_forms import (
    AddNoteForm,
    CloseForm,
    CorrectForm,
    GrantForm,
    NotifyForm,
    ReopenForm,
)
from hjulet.reports.web.words import joined, state_of, waiting_state
from hjulet.retention.queries import open_list

_SHORT: dict[str, Any] = {
    "close_form": CloseForm,
    "reopen_form": ReopenForm,
    "notify_form": NotifyForm,
    "correct_form": CorrectForm,
    "grant_form": GrantForm,
}


def linked_of(report: Report) -> dict[str, list[int]]:
    """Ids of the types, units and causes that hold now."""
    return {
        "types": list(report.type_links.values_list("type_id", flat=True)),
        "units": list(report.unit_links.order_by("pk").values_list("unit_id", flat=True)),
        "causes": list(report.cause_links.values_list("cause_id", flat=True)),
    }


def context_of(actor: Actor, opened: queries.Opened, forms_given: dict[str, Any]) -> dict[str, Any]:
    """The context of the page for what the actor may see of the report."""
    report = opened.report
    detail = queries.detail_of(report)
    context: dict[str, Any] = {
        "report": report,
        "units": joined(detail["units"]),
        "state": state_of(
            report.status,
            report.assess_by,
            report.closed_on,
            clock.today(),
            assesses=may(actor, "report.assess", report.board_id),
        ),
    }
    own = report.reporter_id is not None and report.reporter_id == actor.account_id
    if own or opened.sight != "summary":
        context["additions"] = list(report.additions.select_related("by").order_by("pk"))
    if own:
        context["add_form"] = forms_given.get("add_form") or AddNoteForm(auto_id="id_add_form_%s")
    context |= {"own": own, "open_add": "add_form" in forms_given}
    if opened.sight == "summary":
        context["keeps_text"] = own and report.board_id not in hiding_boards()
        return context
    history = queries.history_of(actor, report)
    context |= {"detail": detail, "history": history, "types": joined(detail["types"])}
    context["attachments"] = list(report.attachments.select_related("file").order_by("pk"))
    context["changes"] = queries.status_changes_of(actor, report)
    told = report.cases.exclude(outcome="").order_by("-settled_at", "-pk")
    context["settled"] = list(told) if own else []  # written for her
    context |= of_report(actor, report)
    if opened.sight == "own":
        return context | told_of(report)
    sealed = history[0].assessment.assessed_at if history else None
    context["added_since"] = bool(sealed) and any(row.at > sealed for row in context["additions"])
    return context | _whole(actor, report, forms_given)


def disposed_context(actor: Actor, opened: queries.Opened) -> dict[str, Any]:
    """The context of the page of a report that is gone: what is counted, and why it is gone.

    What it was assessed as is shown to who could read it before.
    """
    report = opened.report
    detail = queries.detail_of(report)
    whole = opened.sight == "whole"
    told = disposal.told_of(report)
    return {
        "report": report,
        "units": joined(detail["units"]),
        "types": joined(detail["types"]) if whole else "",
        "causes": joined(detail["causes"]) if whole else "",
        "category": report.category if whole else None,
        "told": told,
        "may_follow": told is not None and open_list(actor, told.disposal) is not None,
        "may_list": opened.sight != "gone",
        **(of_report(actor, report) if whole else {"released": [], "released_ids": []}),
    }


def _whole(actor: Actor, report: Report, forms_given: dict[str, Any]) -> dict[str, Any]:
    secret = may(actor, "report.read_restricted", report.board_id)
    can_assess = may(actor, "report.assess", report.board_id) and (secret or not report.restricted)
    linked = linked_of(report)
    context: dict[str, Any] = {
        "law": lex_sarah_law(bases_of(report, linked["units"], Trees()), report.received_on),
        "corrections": [
            (row, FIELD_WORDS.get(row.field, "Rättat"))
            for row in report.corrections.select_related("by").order_by("-pk")
        ],
        "similar": queries.similar_to(actor, report),
        "may_draw": may_draw(actor, report, linked["units"], bool(linked["types"])),
        "source": source_of(report),
        "can_assess": can_assess,
        "closed": report.status == Status.CLOSED,
        "stale": forms_given.get("stale", False),
        "imy": _imy_clock(report),
        "grants": None,
        "readers": None,
    }
    context |= investigated(actor, report)
    if waits := context["waits_for"]:
        context["state"] = waiting_state(waits["to"], waits["at"], clock.today())
    if report.restricted and secret:
        context["grants"] = granted_to(report, clock.today())
        context["readers"] = people(readers_of(report))
    if can_assess:
        draft = AssessmentDraft.objects.filter(
            report=report, account_id=actor.account_id or 0
        ).first()
        form = forms_given.get("assessment_form")
        context["assessment_form"] = form or _first_form(report, linked, draft)
        context["draft"] = None if form else draft
        for name, form_class in _SHORT.items():
            context[name] = forms_given.get(name) or form_class(auto_id=f"id_{name}_%s")
        context["open_form"] = next((name for name in _SHORT if name in forms_given), "")
    return context


def _first_form(
    report: Report, linked: dict[str, list[int]], draft: AssessmentDraft | None
) -> AssessmentForm:
    if draft is not None:
        units = draft.fields["units"]
        return AssessmentForm(report=report, linked=linked, units=units, initial=draft.fields)
    latest = report.assessments.order_by("-number").first()
    return AssessmentForm(
        report=report,
        linked=linked,
        initial={
            "expected": latest.number if latest else 0,
            "types": linked["types"],
            "category": report.category_id,
            "causes": linked["causes"],
            "reason": latest.reason if latest else "",
        },
    )


def _imy_clock(report: Report) -> dict[str, Any] | None:
    """The 72 hours of art. 33.1 GDPR for an incident that is not notified; None otherwise, and
    when a case has taken it up: then the case tells, since its hours may have begun earlier.
    """
    if report.notified_imy or report.status == Status.CLOSED:
        return None
    if report.cases.filter(kind=TypeKind.DATA_BREACH).exists():
        return None
    if not report.type_links.filter(type__kind=TypeKind.DATA_BREACH).exists():
        return None
    due = imy_due(report.received_at)
    hours = clock.between(clock.now(), due) // timedelta(hours=1)
    return {"due": due, "hours": hours, "passed": hours < 0}
