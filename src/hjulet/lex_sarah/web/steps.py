"""The longer steps, each a page with a form: facts, to decision, decision, IVO, information."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from hjulet.findings.queries import themes_by_name
from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid
from hjulet.kernel.swedish import sort_key
from hjulet.lex_sarah import law, operations, queries
from hjulet.lex_sarah.kinds import Receiver, Status, StepKind
from hjulet.lex_sarah.models import Case, Information, InvestigationRecord, ReportRecord
from hjulet.lex_sarah.web.forms import (
    AnswerForm,
    DecideForm,
    FactsForm,
    InformForm,
    NotifyForm,
    SendForm,
    SummaryForm,
)
from hjulet.lex_sarah.web.loading import (
    add_faults,
    given_by,
    load,
    managed,
    of_case,
    passed,
    shown,
    written,
)
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import NotAllowed
from hjulet.ui.format import date_plain


@dataclass(frozen=True, slots=True)
class Page:
    """One step as a page: its words, and what the button does."""

    step: str
    title: str
    lede: str
    button: str
    done: str
    deed: Callable[..., Any]
    template: str = "lex_sarah/step.html"


FACTS = Page("change", "Om ärendet", "", "Spara", "Uppgifterna är sparade.", operations.change)
SEND = Page(
    "send",
    "Skicka till beslut",
    "Den du väljer kan öppna ärendet och rapporterna, och får det på sin arbetslista.",
    "Skicka till beslut",
    "Ärendet är skickat till beslut.",
    operations.send,
)
DECIDE = Page(
    "decide", "Beslut", "", "Besluta", "Beslutet är sparat.", operations.decide,
    "lex_sarah/decide.html",
)  # fmt: skip
NOTIFY = Page(
    "notify",
    "Anmälan till IVO",
    "Skicka anmälan till IVO på det sätt ni brukar. Notera sedan här vad som skickades.",
    "Notera anmälan",
    "Anmälan är noterad.",
    operations.notify,
)
ANSWER = Page(
    "answer", "Svar från IVO", "", "Notera svaret", "Svaret är noterat.", operations.note_answer
)
INFORM = Page(
    "inform", "Information", "", "Notera informationen", "Informationen är noterad.",
    operations.inform,
)  # fmt: skip
SUMMARY = Page(
    "summarise",
    "Till enhetschefen",
    "Chefen läser det här på rapporten, men inte utredningen.",
    "Spara sammanfattningen",
    "Sammanfattningen är sparad.",
    operations.summarise,
)


@of_case
def lex_sarah_facts(request: HttpRequest, reference: str) -> HttpResponse:
    """Theme, other board, private provider."""
    case = managed(request, reference)
    themes = sorted(((pk, name) for name, pk in themes_by_name().items()),
                    key=lambda pair: sort_key(pair[1]))  # fmt: skip
    form = FactsForm(
        request.POST or None,
        themes=themes,
        initial={
            "theme": case.theme_id,
            "other_board": case.other_board,
            "private_provider": case.private_provider,
            "unexpected_death": case.unexpected_death,
            "expected": case.revision,
        },
    )

    def renamed(given: dict[str, Any]) -> dict[str, Any]:
        return {"theme_id": given.pop("theme"), **given}

    stands = queries.facts_in_words(case) if form.is_bound else []
    return _step(request, case, FACTS, form, renamed, stands=stands)


@of_case
def lex_sarah_send(request: HttpRequest, reference: str) -> HttpResponse:
    """Who decides."""
    case = managed(request, reference)
    people = queries.may_decide(case, clock.today())
    form = SendForm(request.POST or None, people=people, initial={"decider": case.decider_id})
    left = [] if form.is_bound else operations.left_to_write(case)

    def renamed(given: dict[str, Any]) -> dict[str, Any]:
        return {"decider_id": given.pop("decider"), **given}

    return _step(request, case, SEND, form, renamed, left=[one.message for one in left])


@of_case
def lex_sarah_decide(request: HttpRequest, reference: str) -> HttpResponse:
    """The decision, with earlier ones of the same theme beside it."""
    case = load(request, reference)
    actor = actor_of(request)
    if not queries.decides(actor, case):
        raise NotAllowed("lex_sarah.decide")
    start = {"decided_on": clock.today(), "expected": case.revision}
    form = DecideForm(request.POST or None, initial=start)
    return _step(
        request,
        case,
        DECIDE,
        form,
        record=queries.latest_sealed(case, ReportRecord),
        investigation=queries.latest_sealed(case, InvestigationRecord),
        sent=case.steps.filter(kind=StepKind.SENT).select_related("by").order_by("-pk").first(),
        alike=queries.earlier_alike(actor, case),
        basis=law.basis_of(StepKind.DECIDED, case.laws, clock.today()),
        in_case=[one for one in queries.told_in(case) if not one.left],
    )


@of_case
def lex_sarah_notify(request: HttpRequest, reference: str) -> HttpResponse:
    """What was sent to IVO."""
    case = managed(request, reference)
    ready = case.status in (Status.TO_DECIDE, Status.DECIDED)
    start = {"sent_on": clock.today(), "with_investigation": ready}
    form = NotifyForm(request.POST or None, initial=start)
    basis = law.basis_of(StepKind.NOTIFIED, case.laws, clock.today())
    return _step(request, case, NOTIFY, form, basis=basis)


@of_case
def lex_sarah_answer(request: HttpRequest, reference: str, notification_id: int) -> HttpResponse:
    """What IVO answered."""
    case = managed(request, reference)
    notification = case.notifications.get(pk=notification_id)
    form = AnswerForm(request.POST or None, initial={"answered_on": clock.today()})

    def named(given: dict[str, Any]) -> dict[str, Any]:
        return {"notification_id": notification.pk, **given}

    return _step(request, case, ANSWER, form, named)


@of_case
def lex_sarah_inform(request: HttpRequest, reference: str) -> HttpResponse:
    """Who was informed, of what."""
    case = written(request, reference)
    start: dict[str, Any] = {"on": clock.today()}
    if case.status == Status.DECIDED and not queries.facts_of(case).informed:
        start["receiver"] = Receiver.REPORTER
    form = InformForm(request.POST or None, initial=start)
    if case.status == Status.DECIDED:
        form.fields["on"].help_text = (
            f"Beslutet är från {date_plain(case.decided_on)}. Det som någon fick veta före den "
            "dagen räknas inte som besked om beslutet."
        )

    def done(made: Information) -> str:
        early = case.status == Status.DECIDED and made.decision_id is None
        if not early or made.receiver != Receiver.REPORTER:
            return INFORM.done
        return f"{INFORM.done} Dagen är före beslutet, så det räknas inte som besked om det."

    return _step(request, case, INFORM, form, done=done)


@of_case
def lex_sarah_summary(request: HttpRequest, reference: str) -> HttpResponse:
    """What the manager of the unit reads."""
    case = written(request, reference)
    latest = case.summaries.order_by("-pk").first()
    start = {"summary": latest.summary, "remedy_now": latest.remedy_now} if latest else {}
    form = SummaryForm(request.POST or None, initial=start)
    hidden = not queries.rules_for(case.board_id).manager_sees_summary
    return _step(request, case, SUMMARY, form, hidden=hidden)


def _step(
    request: HttpRequest,
    case: Case,
    step: Page,
    form: forms.Form,
    renamed: Callable[[dict[str, Any]], dict[str, Any]] = dict,
    *,
    done: Callable[[Any], str] | None = None,
    **more: Any,
) -> HttpResponse:
    """Shows the form, or takes the step and goes back to the case with the words of the page, or
    of `done` for what was made."""
    stale = False
    try:
        operations.require_step(step.step, case.status)
    except operations.WrongStatus as error:
        return passed(request, case.slug, error, type(form))
    if request.method == "POST" and form.is_valid():
        given = renamed(dict(form.cleaned_data))
        try:
            made = step.deed(**given_by(request), case_id=case.pk, **given)
        except operations.StaleCase as error:
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["expected"] = error.stamp  # type: ignore[index]
            stale = True
        except operations.WrongStatus as error:
            return passed(request, case.slug, error, type(form))
        except Invalid as error:
            add_faults(form, error)
        else:
            messages.success(request, done(made) if done else step.done)
            return redirect("lex_sarah_page", reference=case.slug)
    context = {"form": form, "page": step, "stale": stale}
    extra = {"left": [], "basis": "", "hidden": False, "stands": []}
    return shown(request, step.template, case, {**extra, **context, **more})
