"""Accounts from the command line: the first person, and roles that nobody else can give."""

import argparse
import getpass
import sys
from typing import Any

from hjulet.cli import Refused


def register(commands: Any) -> None:
    """`hjulet account add`, `role` and `reset-mfa`."""
    account = commands.add_parser("account", help="lägg upp ett konto eller ge en roll")
    verbs = account.add_subparsers(title="vad", metavar="VAD", dest="verb", required=True)
    add = verbs.add_parser("add", help="lägg upp ett konto; lösenordet frågas efter")
    add.add_argument("--email", required=True, metavar="ADRESS")
    add.add_argument("--name", required=True, metavar="NAMN")
    add.add_argument("--role", metavar="ROLL", help="till exempel system_admin")
    add.add_argument("--unit", metavar="NAMN", help="enhet som rollen gäller; annars nämnden")
    add.set_defaults(run=run_add)
    role = verbs.add_parser("role", help="ge ett konto en roll, från och med i dag")
    role.add_argument("--email", required=True, metavar="ADRESS")
    role.add_argument("--role", required=True, metavar="ROLL", help="till exempel quality_team")
    role.add_argument("--unit", metavar="NAMN", help="enhet som rollen gäller; annars nämnden")
    role.set_defaults(run=run_role)
    reset = verbs.add_parser("reset-mfa", help="ta bort andra faktorn för den som har tappat den")
    reset.add_argument("--email", required=True, metavar="ADRESS")
    reset.set_defaults(run=run_reset_mfa)


def run_add(options: argparse.Namespace) -> int:
    from django.db import transaction

    from hjulet.kernel import clock
    from hjulet.organisation import operations
    from hjulet.organisation.types import SYSTEM

    if options.role:
        _require_role(options.role)
    password = _password()
    try:
        with transaction.atomic():
            unit_id = _unit(options.unit) if options.role or options.unit else None
            account = operations.add_account(
                actor=SYSTEM,
                now=clock.now(),
                email=options.email,
                name=options.name,
                home_unit_id=unit_id,
                password=password,
            )
            if options.role:
                operations.give_role(
                    actor=SYSTEM,
                    now=clock.now(),
                    account_id=account.pk,
                    role=options.role,
                    unit_id=unit_id,
                )
    except operations.NotPossible as error:
        raise Refused(str(error), 1) from error
    print(f"Kontot {options.email} finns nu.")
    return 0


def run_role(options: argparse.Namespace) -> int:
    from hjulet.kernel import clock
    from hjulet.organisation import operations
    from hjulet.organisation.types import SYSTEM

    _require_role(options.role)
    account_id = _account(options.email)
    try:
        operations.give_role(
            actor=SYSTEM,
            now=clock.now(),
            account_id=account_id,
            role=options.role,
            unit_id=_unit(options.unit),
            valid_from=clock.today(),
        )
    except operations.NotPossible as error:
        raise Refused(str(error), 1) from error
    print(f"{options.email} har fått rollen.")
    return 0


def run_reset_mfa(options: argparse.Namespace) -> int:
    from hjulet.kernel import clock
    from hjulet.organisation import operations
    from hjulet.organisation.types import SYSTEM

    account_id = _account(options.email)
    removed = operations.remove_second_factor(actor=SYSTEM, now=clock.now(), account_id=account_id)
    if not removed:
        raise Refused(f"{options.email} har ingen andra faktor.", 1)
    print(f"{options.email} loggar in med bara lösenord tills hon har slagit på två steg igen.")
    return 0


def _account(email: str) -> int:
    from hjulet.kernel import clock
    from hjulet.organisation import queries

    try:
        return queries.actor_by_email(email, clock.today()).account_id or 0
    except LookupError:
        raise Refused(f"Det finns inget konto med adressen {email}.") from None


def _require_role(role: str) -> None:
    from hjulet.organisation.kinds import Role

    if role not in Role.values:
        raise Refused(f"Okänd roll: ”{role}”. Välj bland {', '.join(Role.values)}.")


def _unit(name: str | None) -> int | None:
    """The named unit, else the only board; None in an installation without organisation."""
    from hjulet.kernel import clock
    from hjulet.organisation import queries

    tree = queries.tree_on(clock.today())
    if name:
        try:
            return queries.find_unit(tree, name).id
        except queries.UnknownUnit:
            raise Refused(f"Det finns ingen enhet som heter ”{name}”.") from None
        except queries.AmbiguousUnit as error:
            raise Refused(f"Flera heter ”{name}”: {'; '.join(error.paths)}.") from None
    boards = queries.boards(tree)
    return boards[0].id if boards else None


def _password() -> str:
    """Asked for twice at a terminal, else the first line of standard input; then checked."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    if sys.stdin.isatty():
        password = getpass.getpass("Lösenord (minst 12 tecken): ")
        if password != getpass.getpass("En gång till: "):
            raise Refused("Lösenorden var inte lika.", 1)
    else:
        password = sys.stdin.readline().rstrip("\n")
    try:
        validate_password(password)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), 1) from error
    return password
