"""Login and the second factor (django-allauth), without sign-up; and being away."""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView

from hjulet.organisation.web.views.absences import absence_end, absence_new
from hjulet.organisation.web.views.account import Login, demo_login
from hjulet.organisation.web.views.second_factor import ActivateTotp, SecondFactor

urlpatterns: list[URLPattern | URLResolver] = [
    path("", RedirectView.as_view(pattern_name="account_home"), name="account_root"),
    path("login/", Login.as_view(), name="account_login"),
    path("franvaro/", absence_new, name="absence_new"),
    path("franvaro/<int:absence_id>/slut/", absence_end, name="absence_end"),
    path("prova/", demo_login, name="demo_login"),
    path("logout/", account.logout, name="account_logout"),
    path("losenord/byt/", account.password_change, name="account_change_password"),
    path("losenord/satt/", account.password_set, name="account_set_password"),
    path("losenord/glomt/", account.password_reset, name="account_reset_password"),
    path("losenord/glomt/klart/", account.password_reset_done, name="account_reset_password_done"),
    # The key holds a dash of its own: the first dash divides.
    re_path(
        r"^losenord/nytt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "losenord/nytt/klart/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("bekrafta/", account.reauthenticate, name="account_reauthenticate"),
    path("sparrat/", account.account_inactive, name="account_inactive"),
    path("sekretess/", SecondFactor.as_view(), name="second_factor"),
    # Before allauth's own, with the same address and name.
    path("tvafaktor/totp/activate/", ActivateTotp.as_view(), name="mfa_activate_totp"),
    path("tvafaktor/", include("allauth.mfa.urls")),
]
