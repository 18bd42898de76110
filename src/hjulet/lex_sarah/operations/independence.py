"""Whoever reported an event neither investigates it nor decides on it.

Somebody who has taken a stand on what happened can be doubted as impartial (16 § första stycket 5
and 17 § förvaltningslagen (2017:900)). She may still do what cannot wait: open the case and
document what was reported, since lex Sarah asks for that at once.
"""

from django.contrib.auth import get_user_model

from hjulet.kernel.free_text import Fault
from hjulet.lex_sarah.models import Case
from hjulet.lex_sarah.operations.faults import InvalidCase
from hjulet.lex_sarah.queries import reporters_of
from hjulet.organisation.types import Actor

OWN = "Du har själv rapporterat händelsen. Någon annan ska utreda den."


def reporter_faults(case: Case, account_id: int, field: str, instead: str) -> list[Fault]:
    """What is wrong with giving the case to the account; `instead` says what to do."""
    if account_id not in reporters_of(case):
        return []
    return [Fault(field, f"{name_of(account_id)} har själv rapporterat händelsen. {instead}")]


def require_independent(case: Case, actor: Actor) -> None:
    """Raises InvalidCase for an actor who reported the event."""
    if actor.account_id in reporters_of(case):
        raise InvalidCase([Fault("", OWN)])


def name_of(account_id: int) -> str:
    return str(get_user_model().objects.get(pk=account_id).name)
