"""One case: a path of steps, and the one thing to do now."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from hjulet.calendar import queries as calendar
from hjulet.kernel import clock
from hjulet.lex_sarah import law, queries, rules
from hjulet.lex_sarah.disposal import KIND as DISPOSED
from hjulet.lex_sarah.kinds import Status
from hjulet.lex_sarah.models import Case
from hjulet.lex_sarah.queries import Detail
from hjulet.lex_sarah.sources import KIND
from hjulet.lex_sarah.web.forms import PersonForm, ReasonForm
from hjulet.lex_sarah.web.loading import load, of_case, shown
from hjulet.lex_sarah.web.words import next_step, not_independent, state_of
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import may
from hjulet.organisation.types import Actor
from hjulet.retention.queries import tombstone_of

# The questions of the short forms: the label, and what it leads to.
REASONS = {
    "send_back": ("Vad behöver göras?", "Ärendet går tillbaka till dem som utreder."),
    "reopen": ("Varför öppnas ärendet igen?", "Det som är beslutat finns kvar bredvid."),
    "write_off": (
        "Varför är det inte lex Sarah?",
        "Rapporterna lämnar ärendet och bedöms på nytt. De har sekretess tills det är gjort.",
    ),
}


@require_safe
@of_case
def lex_sarah_page(request: HttpRequest, reference: str) -> HttpResponse:
    """The case, for who may open it; of one that is disposed of, what is left."""
    case = load(request, reference)
    if case.disposed_on is not None:
        told = tombstone_of(DISPOSED, key=case.pk)
        return shown(request, "lex_sarah/page_disposed.html", case, {"told": told})
    return page(request, case)


def page(
    request: HttpRequest, case: Case, *, opened: str = "", form: forms.Form | None = None
) -> HttpResponse:
    """The page; `form` is a short form with faults, `opened` its name."""
    actor, today = actor_of(request), clock.today()
    detail = queries.detail_of(actor, case, queries.facts_of(case))
    writes, manages = queries.writes(actor, case), queries.manages(actor, case)
    decides = queries.decides(actor, case)
    due = calendar.due_days(rules.CLOCKS, [case.pk]).get(case.pk)
    reporters = {one.report.reporter_id for one in detail.reports if not one.left}
    investigates = writes and actor.account_id not in reporters
    context: dict[str, Any] = {
        "detail": detail,
        "state": state_of(case, due, today),
        "due": due,
        "late": due is not None and due < today,
        "next": next_step(
            detail,
            today,
            writes=writes,
            investigates=investigates,
            manages=manages,
            decides=decides,
        ),
        "not_independent": not_independent(case, reporters, actor.account_id, manages=manages),
        "writes": writes,
        "investigates": investigates,
        "manages": manages,
        "steps": reversed(detail.steps),
        "is_open": case.status in rules.OPEN,
        "writing": case.status in (Status.DOCUMENTING, Status.INVESTIGATING),
        "serious": rules.is_serious(case.degree),
        "law_of_provider": law.basis_of_provider(case.laws, case.received_on),
        "in_case": [one for one in detail.reports if not one.left],
        "left_case": [one for one in detail.reports if one.left],
        "finding_new": _finding_address(actor, detail),
        "manager_reads": queries.rules_for(case.board_id).manager_sees_summary,
        "open_form": opened,
        "forms": _short_forms(case, opened, form, manages=manages, decides=decides),
    }
    return shown(request, "lex_sarah/page.html", case, context)


def _short_forms(
    case: Case, opened: str, given: forms.Form | None, *, manages: bool, decides: bool
) -> dict[str, forms.Form | None]:
    """The short forms that the actor may send now, by name; None for the others."""
    today = clock.today()
    can = {
        "send_back": decides,
        "reopen": manages,
        "write_off": manages,
        "assign": manages,
        "hand_over": manages,
    }
    steps = {"send_back": "return"}
    found: dict[str, forms.Form | None] = {}
    for name, allowed in can.items():
        fits = case.status in rules.TRANSITIONS[steps.get(name, name)]
        if not (allowed and fits):
            found[name] = None
        elif name == opened and given is not None:
            found[name] = given
        elif name in REASONS:
            found[name] = reason_form(name, case)
        else:
            found[name] = person_form(name, case, today_people(name, case, today))
    return found


def reason_form(name: str, case: Case, *args: Any) -> ReasonForm:
    """The short form that asks why."""
    label, hint = REASONS[name]
    notified = name == "write_off" and case.notified_on is not None
    return ReasonForm(*args, label=label, hint=hint, notified=notified, auto_id=f"id_{name}_%s")


def person_form(name: str, case: Case, people: dict[int, str], *args: Any) -> PersonForm:
    """The short form that asks who."""
    return PersonForm(*args, people=people, auto_id=f"id_{name}_%s")


def today_people(name: str, case: Case, today: Any) -> dict[int, str]:
    """Who may be chosen in a short form."""
    if name == "hand_over":
        return {
            key: words
            for key, words in queries.may_answer(case, today).items()
            if key != case.responsible_id
        }
    own = set(
        case.investigators.filter(withdrawn_at__isnull=True).values_list("account_id", flat=True)
    )
    return {
        key: words for key, words in queries.may_investigate(case, today).items() if key not in own
    }


def _finding_address(actor: Actor, detail: Detail) -> str:
    """Where a finding is written from the case; "" for who may not."""
    case = detail.case
    units = [case.board_id, case.unit_id]
    if case.status == Status.WRITTEN_OFF or not any(
        may(actor, "finding.write", key) for key in units
    ):
        return ""
    return f"{reverse('finding_new')}?fran={KIND}:{case.pk}"
