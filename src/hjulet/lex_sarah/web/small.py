"""The short forms of the page: people, back, close, open again, write off, a report out."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid
from hjulet.lex_sarah import operations
from hjulet.lex_sarah.models import Case
from hjulet.lex_sarah.web.loading import add_faults, decided_by, given_by, managed, of_case
from hjulet.lex_sarah.web.page import page, person_form, reason_form, today_people
from hjulet.ui.sent import sent_only

Load = Callable[[HttpRequest, str], Case]


def _reason(
    name: str, deed: Callable[..., Any], done: str, load_case: Load = managed
) -> Callable[..., HttpResponse]:
    """A view for a form that asks why."""

    @sent_only("lex_sarah_page", "reference")
    @of_case
    def view(request: HttpRequest, reference: str) -> HttpResponse:
        case = load_case(request, reference)
        form = reason_form(name, case, request.POST)
        if form.is_valid():
            try:
                deed(**given_by(request), case_id=case.pk, **form.cleaned_data)
            except Invalid as error:
                add_faults(form, error)
            else:
                messages.success(request, done)
                return redirect("lex_sarah_page", reference=reference)
        return page(request, case, opened=name, form=form)

    return view


def _person(name: str, deed: Callable[..., Any], done: str) -> Callable[..., HttpResponse]:
    """A view for a form that asks who."""

    @sent_only("lex_sarah_page", "reference")
    @of_case
    def view(request: HttpRequest, reference: str) -> HttpResponse:
        case = managed(request, reference)
        people = today_people(name, case, clock.today())
        form = person_form(name, case, people, request.POST)
        if form.is_valid():
            account_id = form.cleaned_data["account"]
            try:
                deed(**given_by(request), case_id=case.pk, account_id=account_id)
            except Invalid as error:
                add_faults(form, error)
            else:
                messages.success(request, done)
                return redirect("lex_sarah_page", reference=reference)
        return page(request, case, opened=name, form=form)

    return view


lex_sarah_send_back = _reason(
    "send_back", operations.send_back, "Ärendet är tillbaka hos dem som utreder.", decided_by
)
lex_sarah_reopen = _reason("reopen", operations.reopen, "Ärendet är öppnat igen.")
lex_sarah_write_off = _reason(
    "write_off", operations.write_off, "Ärendet är avskrivet. Bedöm nu rapporterna på nytt."
)
lex_sarah_assign = _person("assign", operations.assign, "Utredaren kan nu öppna ärendet.")
lex_sarah_hand_over = _person("hand_over", operations.hand_over, "Ändringen är sparad.")


@sent_only("lex_sarah_page", "reference")
@of_case
def lex_sarah_withdraw(request: HttpRequest, reference: str, account_id: int) -> HttpResponse:
    """Somebody no longer investigates."""
    case = managed(request, reference)
    operations.withdraw(**given_by(request), case_id=case.pk, account_id=account_id)
    messages.success(request, "Utredaren kan inte längre öppna ärendet.")
    return redirect("lex_sarah_page", reference=reference)


@sent_only("lex_sarah_page", "reference")
@of_case
def lex_sarah_close(request: HttpRequest, reference: str) -> HttpResponse:
    """The case is done."""
    case = managed(request, reference)
    try:
        operations.close(**given_by(request), case_id=case.pk)
    except Invalid as error:
        for fault in error.faults:
            messages.error(request, fault.message)
    else:
        messages.success(request, "Ärendet är avslutat.")
    return redirect("lex_sarah_page", reference=reference)
