"""A server: HTTPS only, no demo logins, no debugging."""

from django.core.exceptions import ImproperlyConfigured

from hjulet.config import env
from hjulet.config.settings.base import *  # noqa: F403

if env.flag("DEBUG"):
    raise ImproperlyConfigured("DEBUG får inte vara på i drift. Ta bort variabeln DEBUG.")
if env.flag("DEMO_LOGINS"):
    raise ImproperlyConfigured("Demokonton får inte finnas i drift. Ta bort DEMO_LOGINS.")
if not env.words("ALLOWED_HOSTS"):
    raise ImproperlyConfigured(
        "Ange ALLOWED_HOSTS: namnet som Hjulet nås på, till exempel hjulet.kommun.se."
    )

SECRET_KEY = env.secret_key()
DEMO_LOGINS = False
CONFIDENTIAL_MFA = env.flag("HJULET_CONFIDENTIAL_MFA", True)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^halsa$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# The proxy writes over X-Forwarded-For. Without it everybody would share the proxy's own address,
# and one who guesses passwords would lock out all others.
ALLAUTH_TRUSTED_PROXY_COUNT = 1
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
