"""Nothing typed is lost: a form that cannot be saved is shown back to who sent it.

`held` is for a form that may be sent again: its writer has been logged out, its token is of an
earlier login, or it lacks the second factor that it asks for. `too_late` and `gone` are for one
that may not, since the thing has changed meanwhile: what was typed stands there to be copied.
What was typed goes back to the page it came from, and is stored and logged nowhere.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

BEFORE_YOU = "Någon annan hann före."
_COPY = "Kopiera det du vill ha kvar."
_GONE = "Det går inte att spara här längre."
# A form with one of these is not shown back: what is typed there is nobody's to see.
_SECRET = ("password", "code", "login")
_NOT_TYPED = frozenset({"csrfmiddlewaretoken", "held"})


def held(request: HttpRequest, *, status: int, unconfirmed: bool = False) -> HttpResponse | None:
    """The page with what was typed, or None when there is nothing to keep.

    `unconfirmed`: it may be sent when its writer has shown her second factor.

    Only for what was sent from a page of ours: another site must not be able to fill in our forms.
    """
    if request.method != "POST" or not _from_here(request):
        return None
    fields = _fields(request)
    if not fields:
        return None
    context = {
        "fields": fields,
        "texts": _texts(fields, {}),
        "files": _files(request),
        "logged_out": not request.user.is_authenticated,
        "unconfirmed": unconfirmed,
    }
    return render(request, "held.html", context, status=status)


def too_late(
    request: HttpRequest,
    back: str,
    words: str = BEFORE_YOU,
    *sent: type[forms.Form],
    texts: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    """Instead of a step that can no longer be taken, of a thing that the sender may still open.

    `words` is a sentence that says why and `back` the address of the thing. A text is shown with
    both, 409; a form that saves itself is told in words, 422 (ui/js/keeping.js); whatever holds
    no sentence goes to `back`. The classes `sent` give the texts their labels; `texts` is what was
    written in an editor, which only its own room can read.
    """
    if request.POST.get("do") == "autosave":
        return JsonResponse({"message": f"{words} {_COPY}"}, status=422)
    found = _typed(request, {"words": words, "back": back}, sent, texts, status=409)
    if found is not None:
        return found
    messages.info(request, f"{words} Så här ser det ut nu.")
    return redirect(back)


def gone(request: HttpRequest) -> HttpResponse | None:
    """For a form that is answered 404: the page with its texts, or None when there are none.

    The same for what is not there and what the sender may not see (OSL 8:1): it names nothing and
    leads nowhere.
    """
    if request.method != "POST" or request.headers.get("HX-Request"):
        return None
    if request.POST.get("do") == "autosave":
        return JsonResponse({"message": f"{_GONE} {_COPY}"}, status=404)
    return _typed(request, {}, (), (), status=404)


def _typed(
    request: HttpRequest,
    context: dict[str, str],
    sent: tuple[type[forms.Form], ...],
    more: Sequence[tuple[str, str]],
    status: int,
) -> HttpResponse | None:
    texts = [*_texts(_fields(request), _labels(sent)), *more]
    if not more and not any(_is_sentence(text) for _, text in texts):
        return None
    given = {"title": _GONE.rstrip("."), "texts": texts, "files": _files(request)}
    return render(request, "too_late.html", context | given, status=status)


def _labels(sent: tuple[type[forms.Form], ...]) -> dict[str, str]:
    """The label of each field where somebody writes, by its name."""
    return {
        name: str(field.label or "")
        for form in sent
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField) and not field.widget.is_hidden
    }


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent; nothing when some of it is secret."""
    names = [name for name in request.POST if name not in _NOT_TYPED]
    if any(secret in name for name in names for secret in _SECRET):
        return []
    return [(name, value) for name in names for value in request.POST.getlist(name)]


def _texts(fields: list[tuple[str, str]], labels: dict[str, str]) -> list[tuple[str, str]]:
    """(label, text) of what was written: in a field with a label, else what is a sentence."""
    named = [(labels.get(name.rpartition("-")[2], ""), text) for name, text in fields]
    return [(label, text) for label, text in named if (label and text) or _is_sentence(text)]


def _is_sentence(text: str) -> bool:
    """Not a choice, key or day, nor what only the editor can show."""
    return len(text.split()) > 1 and text[:1] != "{" and any(sign.isalpha() for sign in text)


def _files(request: HttpRequest) -> list[str]:
    return [file.name or "" for name in request.FILES for file in request.FILES.getlist(name)]


def _from_here(request: HttpRequest) -> bool:
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(source).netloc == request.get_host()
