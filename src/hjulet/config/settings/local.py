"""One's own machine: the demo and trying things out. Never faces a network."""

from hjulet.config import env
from hjulet.config.settings.base import *  # noqa: F403

SECRET_KEY = env.secret_key()
DEMO_LOGINS = True
# No letter leaves one's own machine: each becomes a file to look at.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(HJULET_HOME / "mejl")  # noqa: F405
