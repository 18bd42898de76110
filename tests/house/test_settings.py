"""Settings that keep people safe: what production refuses, and the secret key."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.urls import get_resolver

import hjulet
from hjulet.organisation.middleware import LoginRequired

SOURCE = Path(hjulet.__file__).parent.parent
ASK = (
    "from django.conf import settings as s; s.SECRET_KEY;"
    "print(s.DEBUG, s.DEMO_LOGINS, s.CONFIDENTIAL_MFA)"
)


def ask(home: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", f"from hjulet.config import boot; boot.configure(); {ASK}"],
        env={"PYTHONPATH": str(SOURCE), "HJULET_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def production(home: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    given = {"HJULET_MODE": "production", "ALLOWED_HOSTS": "hjulet.exempel.se", **more}
    return ask(home, **given)


def test_production_is_closed(tmp_path: Path) -> None:
    done = production(tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["False", "False", "True"]


def test_secrecy_asks_for_a_second_factor_unless_somebody_says_otherwise(tmp_path: Path) -> None:
    for given, asked in ({}, "True"), ({"HJULET_CONFIDENTIAL_MFA": "nej"}, "False"):
        assert production(tmp_path, **given).stdout.split()[-1] == asked
    for given, asked in ({}, "False"), ({"HJULET_CONFIDENTIAL_MFA": "ja"}, "True"):
        assert ask(tmp_path, **given).stdout.split()[-1] == asked


@pytest.mark.parametrize(
    ("variable", "word"),
    [
        ({"DEBUG": "1"}, "DEBUG"),
        ({"DEMO_LOGINS": "ja"}, "Demokonton"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
    ],
)
def test_production_refuses(tmp_path: Path, variable: dict[str, str], word: str) -> None:
    done = production(tmp_path, **variable)
    assert done.returncode != 0
    assert word in done.stderr


def test_unknown_mode_is_refused(tmp_path: Path) -> None:
    done = ask(tmp_path, HJULET_MODE="drift")
    assert done.returncode != 0
    assert "HJULET_MODE" in done.stderr


def test_secret_key_is_made_once_for_the_owner_only(tmp_path: Path) -> None:
    assert production(tmp_path).returncode == 0
    file = tmp_path / "secret_key"
    key = file.read_text(encoding="ascii")
    assert len(key) >= 64
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert production(tmp_path).returncode == 0
    assert file.read_text(encoding="ascii") == key
    assert [item.name for item in tmp_path.glob("secret_key*")] == ["secret_key"]


def test_two_installations_have_two_keys(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert production(tmp_path / name).returncode == 0
    keys = {(tmp_path / name / "secret_key").read_text(encoding="ascii") for name in "ab"}
    assert len(keys) == 2


def test_the_secret_key_stands_nowhere_in_the_settings() -> None:
    for name in ("base", "local", "production"):
        text = (SOURCE / "hjulet" / "config" / "settings" / f"{name}.py").read_text(
            encoding="utf-8"
        )
        for line in text.splitlines():
            assert not line.startswith("SECRET_KEY") or "env.secret_key()" in line


def test_no_address_leads_into_the_folder_of_files() -> None:
    """Attachments and editions are served by views that check who asks."""
    assert not settings.MEDIA_URL.strip("/")
    assert not settings.MEDIA_ROOT
    patterns = " ".join(str(item.pattern) for item in get_resolver().url_patterns)
    assert "attachments" not in patterns
    assert "media" not in patterns


def test_the_policy_allows_nothing_inline_or_foreign() -> None:
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    for name, sources in policy.items():
        assert set(sources) <= {"'self'", "'none'", "data:"}, name
    assert "data:" not in policy["script-src"] + policy["default-src"]


def test_login_is_needed_unless_a_view_says_otherwise() -> None:
    assert "hjulet.organisation.middleware.LoginRequired" in settings.MIDDLEWARE
    assert issubclass(LoginRequired, LoginRequiredMiddleware)
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
