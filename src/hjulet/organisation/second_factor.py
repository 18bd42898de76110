"""The second factor that content under secrecy asks for (settings.CONFIDENTIAL_MFA).

OSL (2009:400) 26 kap. 1 § and art. 32 GDPR: a password that somebody else has got hold of is not
enough to read a lex Sarah case.
"""

from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from hjulet.ui.held import held

# Where she was going when she was sent to set one up; in the session.
NEXT = "second_factor_next"
FIRST = "Ärendet är sekretessbelagt. Ladda om sidan och bekräfta med din andra faktor."


def shown(request: HttpRequest) -> bool:
    """Whether a second factor has been shown in this session, or none is asked for.

    A code from the app, a recovery code and a key (webauthn) are "mfa" in the session's record of
    how somebody logged in. A login elsewhere counts when the settings trust that it asks for two.
    """
    if not settings.CONFIDENTIAL_MFA:
        return True
    return any(
        record.get("method") == "mfa"
        or (
            record.get("method") == "socialaccount"
            and record.get("provider") in settings.SECOND_FACTOR_PROVIDERS
        )
        for record in get_authentication_records(request, request.user)
    )


def ask(request: HttpRequest) -> HttpResponse:
    """Instead of what is under secrecy: the way to the code, with nothing typed lost.

    A page becomes the page that asks, and then the page again. A form comes back with what was
    typed. A script is told in words; htmx goes where the page would.
    """
    page = reverse("second_factor")
    if request.headers.get("HX-Request"):
        if request.method == "POST" and (kept := held(request, status=200, unconfirmed=True)):
            kept["HX-Retarget"], kept["HX-Reswap"] = "body", "innerHTML"
            return kept
        # The fragment is no page of its own: back to the one that wanted it.
        return HttpResponse(headers={"HX-Redirect": f"{page}?{_next(_standing_on(request))}"})
    if request.headers.get("Sec-Fetch-Dest") == "empty":
        return JsonResponse({"message": FIRST}, status=422)
    if kept := held(request, status=403, unconfirmed=True):
        return kept
    return HttpResponseRedirect(f"{page}?{_next(request.get_full_path())}")


def _standing_on(request: HttpRequest) -> str:
    """The address in the reader's browser; that it is one of ours is checked where it is used."""
    return request.headers.get("HX-Current-URL") or request.get_full_path()


def _next(address: str) -> str:
    return urlencode({"next": address})
