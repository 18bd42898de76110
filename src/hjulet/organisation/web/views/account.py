"""The own account, and stepping in as somebody else in a demo."""

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from hjulet.kernel import clock
from hjulet.organisation import queries
from hjulet.organisation.models import Account
from hjulet.organisation.rules import DEMO_PASSWORD, is_demo


@method_decorator(login_not_required, name="dispatch")
class Login(LoginView):
    """allauth's login page, with the practice logins beside it in a demo."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**kwargs)
        context["demo_logins"] = demo_logins()
        return context


def demo_logins() -> list[dict[str, str]]:
    """The practice logins: role in words, e-mail and password; none outside a demo."""
    if not settings.DEMO_LOGINS:
        return []
    return [
        {"role": role, "email": email, "password": DEMO_PASSWORD}
        for role, email in queries.demo_accounts()
    ]


@login_not_required
@require_POST
def demo_login(request: HttpRequest) -> HttpResponse:
    """Logs in as a practice account, without password. Does not exist outside a demo."""
    email = request.POST.get("email", "")
    if not settings.DEMO_LOGINS or not is_demo(email):
        raise Http404
    account = Account.objects.filter(email__iexact=email, is_active=True).first()
    if account is None:
        raise Http404
    login(request, account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect(settings.LOGIN_REDIRECT_URL)


def own_roles(actor: object, obj: object, request: HttpRequest | None) -> str:
    """For the slot on the own-account page: the roles, what they hold for and until when."""
    account_id = getattr(actor, "account_id", None)
    if account_id is None:
        return ""
    today = clock.today()
    roles = [
        role
        for role in queries.roles_of([account_id])[account_id]
        if role.valid_to is None or role.valid_to >= today
    ]
    return render_to_string("organisation/_own_roles.html", {"roles": roles, "today": today})
