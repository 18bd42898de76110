"""The only reader of os.environ. Everything else asks this module."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

MODES = ("local", "production", "test")


def mode() -> str:
    """`local` (one's own machine, demo logins allowed), `production` or `test`."""
    value = os.environ.get("HJULET_MODE", "local")
    if value not in MODES:
        raise SystemExit(f"HJULET_MODE ska vara något av {', '.join(MODES)}, inte ”{value}”.")
    return value


def home() -> Path:
    """The data folder: SQLite file, attachments, editions and the secret key."""
    value = os.environ.get("HJULET_HOME")
    if value:
        return Path(value).expanduser().resolve()
    base = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(base).expanduser().resolve() / "hjulet"


def database_url() -> str | None:
    """DATABASE_URL switches from SQLite in the data folder to PostgreSQL."""
    address = os.environ.get("DATABASE_URL") or None
    if address and not address.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured("DATABASE_URL ska börja med postgres://.")
    return address


def test_database_name() -> str:
    """Name of the test database, so that two test runs on one server do not meet."""
    return os.environ.get("HJULET_TEST_DB", "test_hjulet")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    return value.strip().lower() in {"1", "ja", "true", "on", "yes"}


def number(name: str, default: int) -> int:
    value = os.environ.get(name) or str(default)
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name} ska vara ett tal, inte ”{value}”.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated variable as a list."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def name_settings(module: str) -> None:
    """Tells Django which settings module to load, unless somebody already has."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", module)


def secret_key() -> str:
    """The secret key, made once with owner-only rights and then kept in the data folder."""
    path = home() / "secret_key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = secrets.token_urlsafe(64)
    # Written aside and linked: of two processes that start together one key wins for both.
    own = path.with_name(f"secret_key.{os.getpid()}")
    descriptor = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    try:
        os.link(own, path)
    except FileExistsError:
        pass
    finally:
        own.unlink()
    return path.read_text(encoding="ascii").strip()
