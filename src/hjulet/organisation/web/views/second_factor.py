"""The page that asks for the second factor before something under secrecy opens."""

from typing import Any

from allauth.account.mixins import NextRedirectMixin
from allauth.mfa.base.forms import ReauthenticateForm

# Not part of allauth's promised interface; tests/organisation/test_second_factor.py tells when it
# changes. Without it somebody who has just proved a new app would be asked for its code again.
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView

from hjulet.organisation.second_factor import NEXT, shown


class SecondFactor(NextRedirectMixin, FormView):
    """Asks for the code, or leads to setting a second factor up; then on to where she was going.

    Where she was going stays in the session while she sets one up. Only addresses of our own are
    followed. Guessing is stopped as at the login.
    """

    form_class = ReauthenticateForm
    template_name = "organisation/second_factor.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = self.get_next_url()
        if not shown(request):
            if wanted:
                request.session[NEXT] = wanted
            return super().get(request, *args, **kwargs)
        wanted = wanted or request.session.get(NEXT)
        request.session.pop(NEXT, None)
        return redirect(wanted) if wanted else super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: ReauthenticateForm) -> HttpResponse:
        form.save()
        self.request.session.pop(NEXT, None)
        return redirect(self.get_next_url() or "second_factor")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["shown"] = shown(self.request)
        context["has_one"] = is_mfa_enabled(self.request.user)
        return context


class ActivateTotp(ActivateTOTPView):
    """allauth's page; whoever has set up her app has shown a second factor too."""

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        made = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        post_authentication(self.request, made)
        return answer
