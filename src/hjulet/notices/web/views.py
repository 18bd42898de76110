"""What somebody has been told, how she wants her letters, and the page about e-mail."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hjulet.kernel import clock
from hjulet.notices import operations, queries
from hjulet.notices.kinds import LetterStatus, Mode
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import may
from hjulet.organisation.types import Actor
from hjulet.ui.format import plural
from hjulet.ui.forms import PlainSwedish
from hjulet.ui.sent import sent_only

MOST_PAGES = 10_000


class ModeForm(PlainSwedish, forms.Form):
    """How the letters come."""

    mode = forms.ChoiceField(
        label="Mejl till dig",
        choices=Mode.choices,
        widget=forms.RadioSelect,
        help_text="I mejlen står aldrig vad ett ärende handlar om.",
    )


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """The actor's own notices, newest first, and her choice of letters."""
    return _list(request, ModeForm(initial={"mode": queries.mode_of(actor_of(request))}))


def _list(request: HttpRequest, form: ModeForm) -> HttpResponse:
    actor = actor_of(request)
    number = request.GET.get("sida", "1")
    page = int(number) if number.isdecimal() and 1 <= int(number) <= MOST_PAGES else 1
    shown = queries.page_of(actor, page)
    here = reverse("notice_list")
    context = {
        "rows": shown.rows,
        "unread": queries.unread_count(actor),
        "form": form,
        "previous": f"{here}?sida={page - 1}" if page > 1 else "",
        "next": f"{here}?sida={page + 1}" if shown.more else "",
    }
    return render(request, "notices/list.html", context)


@require_safe
def notice_open(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Marks the notice as read and goes to what it is about."""
    notice = operations.read(actor=actor_of(request), now=clock.now(), notice_id=notice_id)
    if notice is None:
        raise Http404
    inside = notice.path.startswith("/") and not notice.path.startswith(("//", "/\\"))
    return redirect(notice.path if inside else "notice_list")


@sent_only("notice_list")
def notice_read_all(request: HttpRequest) -> HttpResponse:
    count = operations.read_all(actor=actor_of(request), now=clock.now())
    if count:
        messages.success(request, f"{plural(count, 'meddelande', 'meddelanden')} är lästa.")
    return redirect("notice_list")


@sent_only("notice_list")
def notice_choose(request: HttpRequest) -> HttpResponse:
    form = ModeForm(request.POST)
    if not form.is_valid():
        return _list(request, form)
    mode = Mode(form.cleaned_data["mode"])
    operations.choose(actor=actor_of(request), now=clock.now(), mode=mode)
    messages.success(request, "Ditt val är sparat.")
    return redirect("notice_list")


@require_safe
def mail_page(request: HttpRequest) -> HttpResponse:
    """The settings in use, what waits and what has failed. Never the password."""
    _mail_actor(request)
    counts = queries.letters_by_status()
    context = {
        "host": settings.EMAIL_HOST,
        "port": settings.EMAIL_PORT,
        "user": settings.EMAIL_HOST_USER,
        "has_password": bool(settings.EMAIL_HOST_PASSWORD),
        "tls": settings.EMAIL_USE_TLS,
        "sender": settings.DEFAULT_FROM_EMAIL,
        "site": settings.SITE_ADDRESS,
        "folder": _folder(),
        "waiting": counts[LetterStatus.WAITING],
        "sent": counts[LetterStatus.SENT],
        "failed": counts[LetterStatus.FAILED],
        "skipped": counts[LetterStatus.SKIPPED],
        "failures": queries.failed_letters(),
    }
    return render(request, "notices/mail.html", context)


@sent_only("mail_page")
def mail_trial(request: HttpRequest) -> HttpResponse:
    letter = operations.send_trial(actor=_mail_actor(request), now=clock.now())
    if letter.status == LetterStatus.SENT:
        where = "Det ligger som en fil i mappen." if _folder() else "Titta i din inkorg."
        messages.success(request, f"Provmejlet är skickat. {where}")
    elif letter.status == LetterStatus.SKIPPED:
        messages.warning(request, "Ditt konto är ett övningskonto. Till sådana skickas inga mejl.")
    else:
        messages.error(request, f"Provmejlet gick inte fram. {letter.failure}")
    return redirect("mail_page")


@sent_only("mail_page")
def mail_again(request: HttpRequest, letter_id: int) -> HttpResponse:
    try:
        operations.send_again(actor=_mail_actor(request), now=clock.now(), letter_id=letter_id)
    except operations.LetterNotFound as gone:
        raise Http404 from gone
    messages.success(request, "Mejlet skickas igen inom någon minut.")
    return redirect("mail_page")


@sent_only("mail_page")
def mail_again_all(request: HttpRequest) -> HttpResponse:
    operations.send_again(actor=_mail_actor(request), now=clock.now())
    messages.success(request, "Mejlen skickas igen inom någon minut.")
    return redirect("mail_page")


def _mail_actor(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not may(actor, "mail.run"):
        raise Http404
    return actor


def _folder() -> str:
    """Where letters become files, on one's own machine; "" when they are sent."""
    return str(getattr(settings, "EMAIL_FILE_PATH", "") or "")
