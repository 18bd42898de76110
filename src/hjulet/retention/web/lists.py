"""One list: what is on it, what a dry run says, and what is taken off."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import NotAllowed
from hjulet.retention import operations, queries, record_kinds
from hjulet.retention.kinds import UNSIGNED, ListStatus
from hjulet.retention.models import DisposalItem, DisposalList
from hjulet.retention.web.forms import ReasonForm
from hjulet.retention.web.guard import add_faults, given_by, own_list, reader, seen_list
from hjulet.retention.web.words import counted, item_state, list_state, span
from hjulet.ui.held import too_late
from hjulet.ui.sent import sent_only


@sent_only("retention_home")
def retention_propose(request: HttpRequest, board_id: int, kind: str) -> HttpResponse:
    """A list of what has been kept long enough, without waiting for the night."""
    reader(request)
    try:
        made = operations.propose(**given_by(request), board_id=board_id, kind=kind)
    except (NotAllowed, record_kinds.UnknownKind):
        raise Http404 from None
    except operations.AlreadyOpen as error:
        messages.info(request, str(error))
        return redirect("retention_list_page", reference=error.reference)
    except operations.NothingDue as error:
        messages.info(request, str(error))
        return redirect("retention_home")
    messages.success(request, f"Lista {made.reference} är gjord. Provkör den.")
    return redirect("retention_list_page", reference=made.reference)


@require_safe
def retention_list_page(request: HttpRequest, reference: str) -> HttpResponse:
    """The list, for who follows retention at its board."""
    return render(request, "retention/list.html", context_of(request, reference))


def context_of(request: HttpRequest, reference: str) -> dict[str, Any]:
    """What the pages of a list show."""
    made = seen_list(request, reference)
    detail = queries.detail_of(actor_of(request), made, clock.today())
    return {
        "made": made,
        "detail": detail,
        "state": list_state(made.status),
        "span": span(made.keep_months),
        "lines": [(one, item_state(one.item.outcome, one.stays)) for one in detail.lines],
        "total": len(detail.lines),
        "tried": tried_words(made),
        "unsigned": made.status in UNSIGNED,
        "proposed": made.status == ListStatus.PROPOSED,
        "signed": made.status == ListStatus.SIGNED,
        "is_first": made.first_by_id == actor_of(request).account_id,
        "gone": sum(one.item.outcome == "disposed" for one in detail.lines),
        "kept": sum(one.item.outcome == "kept" for one in detail.lines),
    }


def tried_words(made: DisposalList) -> dict[str, Any] | None:
    """What the dry run found, in words; None before it."""
    if made.tried_at is None:
        return None
    found = dict(made.tried)
    return {
        "going": found["going"],
        "staying": len(found["stops"]),
        "rows": counted({**found["rows"], **({"filer": found["files"]} if found["files"] else {})}),
    }


@sent_only("retention_list_page", "reference")
def retention_try(request: HttpRequest, reference: str) -> HttpResponse:
    """The dry run."""
    made = own_list(request, reference)
    try:
        operations.dry_run(**given_by(request), list_id=made.pk)
    except operations.NotInThisState as error:
        messages.info(request, str(error))
    else:
        messages.success(request, "Provkörningen är klar. Inget är gallrat.")
    return redirect("retention_list_page", reference=reference)


@require_http_methods(["GET", "HEAD", "POST"])
def retention_take_off(request: HttpRequest, reference: str, item_id: int) -> HttpResponse:
    """One record is left out, with a reason."""
    made = own_list(request, reference)
    item = made.items.filter(pk=item_id).select_related("unit").first()
    if item is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.take_off(
                **given_by(request),
                list_id=made.pk,
                item_id=item.pk,
                reason=form.cleaned_data["reason"],
            )
        except Invalid as error:
            add_faults(form, error)
        except (NotAllowed, DisposalItem.DoesNotExist):
            raise Http404 from None
        except operations.NotInThisState as error:
            page = reverse("retention_list_page", args=[reference])
            return too_late(request, page, str(error), ReasonForm)
        else:
            messages.success(request, f"{item.reference} är undantagen.")
            return redirect("retention_list_page", reference=reference)
    context = {"form": form, "made": made, "item": item, "kind": record_kinds.kind(made.kind)}
    return render(request, "retention/take_off.html", context)
