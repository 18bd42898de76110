"""What every view of a case begins with: the case for who may open it, else 404.

What is secret and what does not exist are answered the same. Whatever shows something of a case
leaves a line in the read log (10 § lagen (2001:454)).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid
from hjulet.lex_sarah import operations, queries
from hjulet.lex_sarah.kinds import Status
from hjulet.lex_sarah.models import Case, Investigator, IvoNotification
from hjulet.organisation.requests import actor_of, require_second_factor
from hjulet.organisation.rules import NotAllowed
from hjulet.reports.operations import AlreadyTakenUp, WrongKind
from hjulet.reports.operations import WrongStatus as WrongReport
from hjulet.ui.held import too_late

View = Callable[..., HttpResponse]
# Why a step cannot be taken: what the case has become meanwhile.
BECAME = {
    Status.DOCUMENTING: "Ärendet dokumenteras.",
    Status.INVESTIGATING: "Ärendet utreds.",
    Status.TO_DECIDE: "Ärendet har gått till beslut.",
    Status.DECIDED: "Ärendet är beslutat.",
    Status.CLOSED: "Ärendet är avslutat.",
    Status.WRITTEN_OFF: "Ärendet är avskrivet.",
}


def given_by(request: HttpRequest) -> dict[str, Any]:
    """Who and when, for an operation."""
    return {"actor": actor_of(request), "now": clock.now()}


def load(request: HttpRequest, reference: str) -> Case:
    """The case, for whoever may open it."""
    found = queries.open_case(actor_of(request), reference)
    if found is None:
        raise Http404
    require_second_factor(request)
    return found


def written(request: HttpRequest, reference: str) -> Case:
    """The case, for those who investigate it."""
    case = load(request, reference)
    if not queries.writes(actor_of(request), case):
        raise Http404
    return case


def managed(request: HttpRequest, reference: str) -> Case:
    """The case, for SAS."""
    case = load(request, reference)
    if not queries.manages(actor_of(request), case):
        raise Http404
    return case


def decided_by(request: HttpRequest, reference: str) -> Case:
    """The case, for the one who decides, or SAS."""
    case = load(request, reference)
    if not queries.decides(actor_of(request), case):
        raise Http404
    return case


def shown(request: HttpRequest, template: str, case: Case, context: dict[str, Any]) -> HttpResponse:
    """The page, and that the actor has opened the case."""
    operations.opened(**given_by(request), case_id=case.pk)
    return render(request, template, {"case": case, **context})


def of_case(view: View) -> View:
    """A view of a case: whoever has no right to the step gets 404, whoever comes too late gets
    what she typed back, or sees the page as it is now."""

    @wraps(view)
    def checked(request: HttpRequest, reference: str, **given: Any) -> HttpResponse:
        try:
            return view(request, reference=reference, **given)
        except operations.WrongStatus as error:
            return passed(request, reference, error)
        except (AlreadyTakenUp, WrongReport, WrongKind):
            return too_late(request, reverse("lex_sarah_page", args=[reference]))
        except (
            NotAllowed,
            Case.DoesNotExist,
            Investigator.DoesNotExist,
            IvoNotification.DoesNotExist,
            operations.UnknownReport,
        ):
            raise Http404 from None

    return checked


def passed(
    request: HttpRequest, reference: str, error: operations.WrongStatus, *sent: type[forms.Form]
) -> HttpResponse:
    """The case is no longer where the step is taken; `sent` label what was typed."""
    page = reverse("lex_sarah_page", args=[reference])
    return too_late(request, page, BECAME[Status(error.status)], *sent)


def add_faults(form: forms.Form, error: Invalid) -> None:
    """Each fault beside its field, or above the form when it has none there."""
    for fault in error.faults:
        form.add_error(fault.field if fault.field in form.fields else None, fault.message)
