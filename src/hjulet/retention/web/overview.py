"""What is due when, the rules, and what stops disposal."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid
from hjulet.kernel.law import reference
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import NotAllowed, may
from hjulet.retention import access, operations, queries, record_kinds
from hjulet.retention.models import Hold
from hjulet.retention.web.forms import HoldForm, ReasonForm, RuleForm
from hjulet.retention.web.guard import add_faults, given_by, reader
from hjulet.retention.web.words import row_state, span, standing_state


@require_safe
def retention_home(request: HttpRequest) -> HttpResponse:
    """For each board: lists that wait, what is due, holds."""
    actor, today = reader(request), clock.today()
    boards = queries.followed(actor, today)
    ids = [board.id for board in boards]
    open_lists = queries.open_at(actor, ids)
    context = {
        "boards": [_board(actor, board, today) for board in boards],
        "open_lists": [(one, row_state(one.status), _kind(one.kind)) for one in open_lists],
        "open_total": len(open_lists),
        "done_lists": [
            (one, row_state(one.status), _kind(one.kind)) for one in queries.done_at(actor, ids)
        ],
        "holds": [(one, _kind(one.kind)) for one in queries.holds_in_force(actor, ids, today)],
        "may_edit": may(actor, "retention.edit"),
        "several": len(boards) > 1,
        "law": reference("retention.archive", today).text,
    }
    return render(request, "retention/home.html", context)


def _board(actor: Any, board: Any, today: Any) -> dict[str, Any]:
    disposes = access.may_at(actor, "retention.dispose", board.id)
    return {
        "board": board,
        "edits": access.may_at(actor, "retention.edit", board.id),
        "rows": [
            {
                "one": one,
                "state": standing_state(one),
                "span": span(one.rule.keep_months) if one.rule else "",
                "coming": span(one.coming.keep_months) if one.coming else "",
                "may_propose": bool(
                    one.due
                    and one.decided
                    and not one.held
                    and one.open_list is None
                    and access.knows(actor, one.kind.key, board.id, "retention.dispose")
                ),
                "unreached": one.kind.unreached(board.id) if disposes else "",
            }
            for one in queries.standing_of(actor, board.id, today)
        ],
    }


def _kind(key: str) -> str:
    return record_kinds.kind(key).label if key else ""


@require_http_methods(["GET", "HEAD", "POST"])
def retention_rule(request: HttpRequest, board_id: int, kind: str) -> HttpResponse:
    """The board's own rule for a kind."""
    actor, today = reader(request), clock.today()
    board = next(
        (one for one in queries.followed(actor, today, "retention.edit") if one.id == board_id),
        None,
    )
    try:
        allowed = access.knows(actor, kind, board_id, "retention.edit")
    except record_kinds.UnknownKind:
        raise Http404 from None
    if board is None or not allowed:
        raise Http404
    rule = queries.rule_for(kind, board_id, today)
    form = RuleForm(request.POST or None, initial=_initial(rule, today))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            operations.set_rule(
                **given_by(request),
                board_id=board_id,
                kind=kind,
                keep_months=form.months(),
                basis=given["basis"],
                valid_from=given["valid_from"],
            )
        except Invalid as error:
            add_faults(form, error)
        else:
            messages.success(request, "Regeln är sparad.")
            return redirect("retention_home")
    context = {
        "form": form,
        "board": board,
        "kind": record_kinds.kind(kind),
        "rule": rule,
        "span": span(rule.keep_months) if rule else "",
    }
    return render(request, "retention/rule.html", context)


def _initial(rule: Any, today: Any) -> dict[str, Any]:
    """What holds now; the words of a proposal are not the board's and are left out."""
    initial: dict[str, Any] = {"valid_from": today}
    if rule is None:
        return initial
    initial["keep"] = "forever" if rule.keep_months is None else "years"
    if rule.keep_months:
        initial["years"], rest = divmod(rule.keep_months, 12)
        initial["more_months"] = rest or None
    initial["basis"] = rule.basis if rule.board_id else ""
    return initial


@require_http_methods(["GET", "HEAD", "POST"])
def retention_hold_new(request: HttpRequest) -> HttpResponse:
    """Stops disposal."""
    actor = reader(request)
    boards = queries.followed(actor, clock.today(), "retention.edit")
    if not boards:
        raise Http404
    form = HoldForm(
        request.POST or None,
        boards=[(board.id, board.name) for board in boards],
        kinds=[
            one
            for one in record_kinds.kinds()
            if any(access.knows(actor, one.key, board.id, "retention.edit") for board in boards)
        ],
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            operations.place_hold(
                **given_by(request),
                board_id=given["board"],
                kind=given["kind"],
                reference=given["reference"],
                reason=given["reason"],
                last=given["last"],
            )
        except Invalid as error:
            add_faults(form, error)
        except NotAllowed:
            raise Http404 from None
        else:
            messages.success(request, "Gallringen är stoppad.")
            return redirect("retention_home")
    return render(request, "retention/hold.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def retention_hold_lift(request: HttpRequest, hold_id: int) -> HttpResponse:
    """Disposal may go on."""
    actor, today = actor_of(request), clock.today()
    ids = [board.id for board in queries.followed(actor, today, "retention.edit")]
    hold = next(
        (one for one in queries.holds_in_force(actor, ids, today) if one.pk == hold_id), None
    )
    if hold is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.lift_hold(
                **given_by(request), hold_id=hold.pk, reason=form.cleaned_data["reason"]
            )
        except Invalid as error:
            add_faults(form, error)
        except (NotAllowed, Hold.DoesNotExist):
            raise Http404 from None
        else:
            messages.success(request, "Stoppet är hävt. Gallringen får fortsätta.")
            return redirect("retention_home")
    context = {"form": form, "hold": hold, "kind": _kind(hold.kind)}
    return render(request, "retention/lift.html", context)
