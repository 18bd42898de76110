"""The tests: both databases, fast hashing, no network, files in a folder that goes away."""

import atexit
import shutil
import tempfile
from pathlib import Path

from hjulet.config import env
from hjulet.config.settings.base import *  # noqa: F403

HJULET_HOME = Path(tempfile.mkdtemp(prefix="hjulet-test-"))
atexit.register(shutil.rmtree, HJULET_HOME, ignore_errors=True)
HJULET_MODE = "test"
DEMO_LOGINS = True
CONFIDENTIAL_MFA = False
SECRET_KEY = "only-for-tests-" + "x" * 40
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(HJULET_HOME / "attachments")},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
if env.database_url():
    DATABASES["default"]["TEST"] = {"NAME": env.test_database_name()}  # noqa: F405
    DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405
else:
    # A file, not memory: threads and a live server see the same database.
    DATABASES["default"]["NAME"] = str(HJULET_HOME / "app.sqlite3")  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": str(HJULET_HOME / "test.sqlite3")}  # noqa: F405
    DATABASES["default"]["OPTIONS"] = {  # noqa: F405
        **SQLITE_OPTIONS,  # noqa: F405
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF;PRAGMA foreign_keys=ON;",
    }
