"""`hjulet account`: the operator lays up the first account and gives roles."""

import io

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import is_mfa_enabled
from tests import builders

from hjulet.cli import main
from hjulet.journal.models import Event
from hjulet.organisation.kinds import Role
from hjulet.organisation.models import Account, RoleAssignment

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> int:
    return main(["account", *arguments])


def test_the_first_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("ett gott lösenord\n"))
    given = ["--email", "ek@example.org", "--name", "Anna Ek", "--role", "system_admin"]
    assert run("add", *given) == 0
    account = Account.objects.get()
    assert account.check_password("ett gott lösenord")
    assert RoleAssignment.objects.get().role == Role.SYSTEM_ADMIN


def test_a_role_for_somebody_who_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    board = builders.board()
    account = builders.account(Role.SYSTEM_ADMIN, None)
    assert run("role", "--email", account.email, "--role", "quality_team") == 0
    role = RoleAssignment.objects.get(role=Role.QUALITY_TEAM)
    assert (role.account_id, role.unit_id) == (account.pk, board.pk)
    assert run("role", "--email", account.email, "--role", "quality_team") == 1
    assert "redan den rollen" in capsys.readouterr().err


def test_a_lost_second_factor(capsys: pytest.CaptureFixture[str]) -> None:
    account = builders.account(Role.SAS, builders.board())
    assert run("reset-mfa", "--email", account.email) == 1
    assert "ingen andra faktor" in capsys.readouterr().err
    TOTP.activate(account, generate_totp_secret())
    assert run("reset-mfa", "--email", account.email) == 0
    assert not is_mfa_enabled(account)
    assert Event.objects.filter(verb="organisation.remove_second_factor").count() == 2
    assert run("reset-mfa", "--email", "ingen@example.org") == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--email", "ingen@example.org", "--role", "staff"], "inget konto"),
        (["--email", "ek@example.org", "--role", "kung"], "Okänd roll"),
        (["--email", "ek@example.org", "--role", "staff", "--unit", "Nej"], "ingen enhet"),
    ],
)
def test_what_is_not_there(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Account.objects.create_user(email="ek@example.org", name="Anna Ek")
    assert run("role", *arguments) == 2
    assert words in capsys.readouterr().err
