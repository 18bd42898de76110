"""The months, and one month: judge, sign, follow up."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid
from hjulet.log_review import operations, queries
from hjulet.log_review.models import DrawnOpening
from hjulet.log_review.queries import Detail
from hjulet.log_review.web.forms import FollowUpForm, SignForm, SizeForm, VerdictForm, Verdicts
from hjulet.log_review.web.words import STATES, deed, law_of, result_of, right_of, state_of
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import may
from hjulet.ui.held import BEFORE_YOU, too_late
from hjulet.ui.sent import sent_only

SIGNED_ALREADY = "Någon annan hann före. Månaden är signerad, så den går inte att ändra."


@require_safe
def log_review_list(request: HttpRequest) -> HttpResponse:
    """The latest months first."""
    if not may(actor_of(request), "read_log.review"):
        raise Http404
    return _list(request)


def _list(request: HttpRequest, size_forms: dict[int, SizeForm] | None = None) -> HttpResponse:
    actor, page = actor_of(request), _page(request)
    boards = queries.boards_of(actor)
    found = queries.page_of(actor, page=page)
    context = {
        "rows": [(row, state_of(row.review), result_of(row), right_of(row)) for row in found.rows],
        "waiting": queries.waiting_count(actor),
        "several": len(boards) > 1,
        "sizes": [
            (key, name, (size_forms or {}).get(key) or _size_form(key)) for key, name in boards
        ],
        "open_sizes": bool(size_forms),
        "newer": _address(page - 1) if page > 1 else "",
        "older": _address(page + 1) if found.more else "",
    }
    return render(request, "log_review/list.html", context)


def _size_form(board_id: int) -> SizeForm:
    initial = {"size": queries.size_of(board_id)}
    return SizeForm(initial=initial, auto_id=f"id_{board_id}_%s")


def _page(request: HttpRequest) -> int:
    given = request.GET.get("sida", "")
    return max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < 5 else 1


def _address(page: int) -> str:
    return f"{reverse('log_review_list')}?sida={page}"


@sent_only("log_review_list")
def log_review_size(request: HttpRequest, board_id: int) -> HttpResponse:
    """How many openings a board draws."""
    if not queries.may_review(actor_of(request), board_id):
        raise Http404
    form = SizeForm(request.POST, auto_id=f"id_{board_id}_%s")
    if form.is_valid():
        operations.set_size(
            actor=actor_of(request),
            now=clock.now(),
            board_id=board_id,
            size=form.cleaned_data["size"],
        )
        messages.success(request, "Antalet är sparat. Det gäller från nästa dragning.")
        return redirect("log_review_list")
    return _list(request, {board_id: form})


@require_safe
def log_review_page(request: HttpRequest, review_id: int) -> HttpResponse:
    """One month with the openings that were drawn."""
    return _shown(request, _opened(request, review_id))


def _opened(request: HttpRequest, review_id: int) -> Detail:
    found = queries.open_review(actor_of(request), review_id)
    if found is None:
        raise Http404
    return found


def _shown(request: HttpRequest, detail: Detail, **given: Any) -> HttpResponse:
    """The page with these forms instead of empty ones."""
    verdicts: Verdicts = given.get("verdicts") or Verdicts(detail)
    follow_up: dict[int, FollowUpForm] = given.get("follow_up", {})
    context = {
        "detail": detail,
        "review": detail.review,
        "state": state_of(detail.review),
        "law": law_of(detail.review),
        "verdicts": verdicts,
        "lines": [
            _line(line, verdicts.by_opening.get(line.opening.pk), follow_up)
            for line in detail.lines
        ],
        "sign_form": given.get("sign_form") or SignForm(),
        "faulty": next(iter(follow_up.values()), None),
    }
    return render(request, "log_review/page.html", context)


def _line(
    line: queries.Line, form: VerdictForm | None, follow_up: dict[int, FollowUpForm]
) -> tuple[Any, ...]:
    """An opening as the page shows it: words, state, its forms, and whether the fields beside the
    verdict stand open since they hold something or need it."""
    key = line.opening.pk
    said = form and any(form[name].value() for name in ("comment", "asked_on", "done"))
    return (
        line,
        deed(line.opening.verb),
        STATES[line.opening.verdict],
        form,
        bool(form and (line.without_right or said or form.errors)),
        follow_up.get(key) or FollowUpForm(auto_id=f"id_f{key}_%s"),
    )


@sent_only("log_review_page", "review_id")
def log_review_judge(request: HttpRequest, review_id: int) -> HttpResponse:
    """Saves the verdicts that were changed."""
    detail = _opened(request, review_id)
    page = reverse("log_review_page", args=[review_id])
    if detail.signed:
        return too_late(request, page, SIGNED_ALREADY, VerdictForm)
    verdicts = Verdicts(detail, request.POST)
    changed = verdicts.changed()
    # All are asked, so that every fault shows at once.
    valid = [form.is_valid() for form in changed.values()]
    if not all(valid):
        return _shown(request, detail, verdicts=verdicts)
    if not changed:
        messages.info(request, "Inget var ändrat, så inget är sparat.")
        return redirect("log_review_page", review_id=review_id)
    try:
        operations.judge(
            actor=actor_of(request),
            now=clock.now(),
            review_id=review_id,
            verdicts=[form.given(key) for key, form in changed.items()],
        )
    except Invalid as error:
        verdicts.add_faults(error)
        return _shown(request, detail, verdicts=verdicts)
    except operations.StaleVerdict:
        # In the moment since the page was read: read again it tells of it beside the opening.
        detail = _opened(request, review_id)
        return _shown(request, detail, verdicts=Verdicts(detail, request.POST))
    except operations.Sealed:
        return too_late(request, page, SIGNED_ALREADY, VerdictForm)
    messages.success(request, _saved(len(changed)))
    return redirect(page + _place(changed))


def _saved(count: int) -> str:
    return "Bedömningen är sparad." if count == 1 else f"{count} bedömningar är sparade."


def _place(changed: dict[int, Any]) -> str:
    """Back to where she was, when she saves them one by one."""
    return f"#oppning-{next(iter(changed))}" if len(changed) == 1 else ""


@sent_only("log_review_page", "review_id")
def log_review_sign(request: HttpRequest, review_id: int) -> HttpResponse:
    """Seals the month."""
    detail = _opened(request, review_id)
    page = reverse("log_review_page", args=[review_id])
    form = SignForm(request.POST)
    if not form.is_valid():
        return _shown(request, detail, sign_form=form)
    try:
        operations.sign(
            actor=actor_of(request),
            now=clock.now(),
            review_id=review_id,
            summary=form.cleaned_data["summary"],
        )
    except Invalid as error:
        _add_faults(form, error)
        return _shown(request, detail, sign_form=form)
    except operations.Sealed:
        return too_late(request, page, SIGNED_ALREADY, SignForm)
    messages.success(request, "Loggkontrollen är signerad.")
    return redirect(page)


@sent_only("log_review_page", "review_id")
def log_review_follow_up(request: HttpRequest, review_id: int, opening_id: int) -> HttpResponse:
    """Tells how it went with what was not justified."""
    detail = _opened(request, review_id)
    if opening_id not in {line.opening.pk for line in detail.lines}:
        raise Http404
    page = reverse("log_review_page", args=[review_id]) + f"#oppning-{opening_id}"
    form = FollowUpForm(request.POST, auto_id=f"id_f{opening_id}_%s")
    if not form.is_valid():
        return _shown(request, detail, follow_up={opening_id: form})
    try:
        operations.follow_up(
            actor=actor_of(request),
            now=clock.now(),
            opening_id=opening_id,
            text=form.cleaned_data["follow_up"],
        )
    except (DrawnOpening.DoesNotExist, operations.OwnOpening):
        raise Http404 from None
    except Invalid as error:
        _add_faults(form, error)
        return _shown(request, detail, follow_up={opening_id: form})
    except operations.Sealed:
        return too_late(request, page, BEFORE_YOU, FollowUpForm)
    messages.success(request, "Uppföljningen är sparad.")
    return redirect(page)


def _add_faults(form: forms.Form, error: Invalid) -> None:
    for fault in error.faults:
        form.add_error(fault.field if fault.field in form.fields else None, fault.message)
