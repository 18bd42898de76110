"""The two signatures, and taking a list back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid
from hjulet.retention import operations
from hjulet.retention.web.forms import DisposeForm, ReasonForm
from hjulet.retention.web.guard import add_faults, given_by, own_list
from hjulet.retention.web.lists import context_of
from hjulet.ui.format import plural
from hjulet.ui.held import too_late
from hjulet.ui.sent import sent_only


@sent_only("retention_list_page", "reference")
def retention_sign_first(request: HttpRequest, reference: str) -> HttpResponse:
    """The first signature."""
    made = own_list(request, reference)
    try:
        operations.sign_first(**given_by(request), list_id=made.pk)
    except Invalid as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Du har skrivit under. En annan person måste också skriva under.")
    return redirect("retention_list_page", reference=reference)


@require_http_methods(["GET", "HEAD", "POST"])
def retention_dispose(request: HttpRequest, reference: str) -> HttpResponse:
    """The second signature: a page of its own, since nothing brings back what is gone."""
    made = own_list(request, reference)
    context = context_of(request, reference)
    if faults := context["detail"].second:
        messages.info(request, faults[0].message)
        return redirect("retention_list_page", reference=reference)
    # An unticked box sends nothing.
    form = DisposeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.sign_second(**given_by(request), list_id=made.pk)
        except (Invalid, operations.NotInThisState) as error:
            messages.info(request, str(error))
            return redirect("retention_list_page", reference=reference)
        operations.carry_out(now=clock.now(), list_id=made.pk)
        _tell(request, reference)
        return redirect("retention_list_page", reference=reference)
    return render(request, "retention/dispose.html", {**context, "form": form})


def _tell(request: HttpRequest, reference: str) -> None:
    after = context_of(request, reference)
    words = f"{plural(after['gone'], 'är gallrad', 'är gallrade')}."
    if after["kept"]:
        words += f" {plural(after['kept'], 'stod kvar', 'stod kvar')}, se varför på listan."
    messages.success(request, words)


@require_http_methods(["GET", "HEAD", "POST"])
def retention_withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Nothing on the list goes."""
    made = own_list(request, reference)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.withdraw(
                **given_by(request), list_id=made.pk, reason=form.cleaned_data["reason"]
            )
        except Invalid as error:
            add_faults(form, error)
        except operations.NotInThisState as error:
            page = reverse("retention_list_page", args=[reference])
            return too_late(request, page, str(error), ReasonForm)
        else:
            messages.success(request, "Listan är återtagen. Inget på den är gallrat.")
            return redirect("retention_list_page", reference=reference)
    return render(request, "retention/withdraw.html", {"form": form, "made": made})
