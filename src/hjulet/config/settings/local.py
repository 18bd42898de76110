"""One's own machine: the demo and trying things out. Never faces a network."""

from hjulet.config import env
from hjulet.config.settings.base import *  # noqa: F403

SECRET_KEY = env.secret_key()
DEMO_LOGINS = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
