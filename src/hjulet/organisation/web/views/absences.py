"""Being away: one's own absences on the account page."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods

from hjulet.kernel import clock
from hjulet.organisation import operations, queries
from hjulet.organisation.models import Absence
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import may
from hjulet.organisation.types import Actor
from hjulet.organisation.web.views.guard import attempt
from hjulet.ui.forms import DateInput, PlainSwedish
from hjulet.ui.sent import sent_only


class AbsenceForm(PlainSwedish, forms.Form):
    """From, to and who stands in."""

    first = forms.DateField(label="Från", widget=DateInput)
    last = forms.DateField(label="Till och med", widget=DateInput)
    substitute = forms.TypedChoiceField(
        label="Ersättare",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Får dina påminnelser medan du är borta. Utan ersättare går de till din chef.",
    )

    def __init__(self, *args: Any, account_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = queries.may_substitute(account_id, clock.today())
        self.fields["substitute"].choices = [  # type: ignore[attr-defined]
            ("", "Ingen"),
            *((str(one.pk), one.name) for one in people),
        ]


def own_absences(actor: object, obj: object, request: HttpRequest | None) -> str:
    """For the slot on the own-account page."""
    account_id = getattr(actor, "account_id", None)
    if account_id is None:
        return ""
    rows = queries.absences_of(account_id, clock.today())
    return render_to_string(
        "organisation/_own_absences.html", {"rows": rows, "today": clock.today()}, request
    )


@require_http_methods(["GET", "HEAD", "POST"])
def absence_new(request: HttpRequest) -> HttpResponse:
    """The actor writes in her own absence."""
    actor = actor_of(request)
    if actor.account_id is None:
        raise Http404
    form = AbsenceForm(request.POST or None, account_id=actor.account_id)
    if request.method == "POST" and form.is_valid() and _saved(form, actor, actor.account_id):
        messages.success(request, "Din frånvaro är sparad.")
        return redirect("account_home")
    return render(request, "organisation/absence_form.html", {"form": form})


def _saved(form: AbsenceForm, actor: Actor, account_id: int) -> bool:
    given = dict(form.cleaned_data)
    substitute = given.pop("substitute")
    return bool(
        attempt(
            form,
            lambda: operations.set_absence(
                actor=actor, now=clock.now(), account_id=account_id,
                substitute_id=substitute, **given,
            ),
        )
    )  # fmt: skip


@sent_only("account_home")
def absence_end(request: HttpRequest, absence_id: int) -> HttpResponse:
    """She is back, or will not be away."""
    actor = actor_of(request)
    absence = Absence.objects.filter(pk=absence_id).first()
    own = absence is not None and absence.account_id == actor.account_id
    if absence is None or not (own or may(actor, "people.edit")):
        raise Http404
    operations.end_absence(actor=actor, now=clock.now(), absence_id=absence_id)
    messages.success(request, "Frånvaron är avslutad.")
    return redirect("account_home")
