"""How allauth treats our accounts: nobody signs up by herself, demo accounts only in a demo."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from hjulet.kernel import clock
from hjulet.organisation import operations
from hjulet.organisation.kinds import LoginChange
from hjulet.organisation.models import Account
from hjulet.organisation.rules import is_demo

# By the letter that allauth would have written. Recovery codes that come with a new app have none.
LOGIN_CHANGES = {
    "account/email/password_changed": LoginChange.PASSWORD,
    "account/email/password_reset": LoginChange.PASSWORD,
    "account/email/password_set": LoginChange.PASSWORD,
    "mfa/email/totp_activated": LoginChange.ON,
    "mfa/email/totp_deactivated": LoginChange.OFF,
    "mfa/email/recovery_codes_generated": LoginChange.CODES,
}


def client_ip(request: HttpRequest) -> str | None:
    """Whence the request comes: the same answer for both guards of the login. None: from inside."""
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return None


class Adapter(DefaultAccountAdapter):
    """Accounts are laid up by the systemförvaltare; there is no sign-up page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse | None:
        """Stops practice accounts, whose password is known, where there is real work."""
        if is_demo(user.email) and not settings.DEMO_LOGINS:
            return redirect("account_inactive")
        return super().pre_login(request, user, **kwargs)

    def send_notification_mail(
        self, template_prefix: str, user: Account, *args: Any, **kwargs: Any
    ) -> None:
        """Where allauth tells of what happened to an account: of how one logs in we do it.

        Called when the change is committed.
        """
        change = LOGIN_CHANGES.get(template_prefix)
        if change is None:
            super().send_notification_mail(template_prefix, user, *args, **kwargs)
        else:
            operations.note_login_change(account_id=user.pk, now=clock.now(), change=change)
