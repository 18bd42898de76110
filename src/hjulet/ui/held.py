"""Nothing typed is lost: a form that nobody may send any more is shown back, to be sent again.

For a form that comes when its writer has been logged out, or with a token of an earlier login.
What was typed goes back to the page it came from and is stored nowhere.
"""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# A form with one of these is not shown back: what is typed there is nobody's to see.
_SECRET = ("password", "code", "login")
_NOT_TYPED = frozenset({"csrfmiddlewaretoken", "held"})


def held(request: HttpRequest, *, status: int) -> HttpResponse | None:
    """The page with what was typed, or None when there is nothing to keep.

    Only for what was sent from a page of ours: another site must not be able to fill in our forms.
    """
    if request.method != "POST" or not _from_here(request):
        return None
    names = [name for name in request.POST if name not in _NOT_TYPED]
    if not names or any(secret in name for name in names for secret in _SECRET):
        return None
    fields = [(name, value) for name in names for value in request.POST.getlist(name)]
    context = {
        "fields": fields,
        # Sentences, not choices and keys; nor a text that only the editor can show.
        "texts": [text for _, text in fields if " " in text.strip() and text[:1] != "{"],
        "files": [file.name for name in request.FILES for file in request.FILES.getlist(name)],
        "logged_out": not request.user.is_authenticated,
    }
    return render(request, "held.html", context, status=status)


def _from_here(request: HttpRequest) -> bool:
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(source).netloc == request.get_host()
