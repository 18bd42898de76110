"""What the verbs share."""

from collections.abc import Mapping
from datetime import datetime

from hjulet.annual_report.models import Edition
from hjulet.annual_report.operations.faults import BadTitle, NotInThisState
from hjulet.annual_report.rules import may
from hjulet.journal import operations as journal
from hjulet.kernel.identity_numbers import persons
from hjulet.organisation.types import Actor

MAX_TITLE = 200


def found(edition_id: int) -> Edition:
    return Edition.objects.select_related("board", "unit").get(pk=edition_id)


def locked(edition_id: int) -> Edition:
    """The edition, held until the transaction ends: nobody saves while it freezes."""
    return (
        Edition.objects.select_for_update(of=("self",))
        .select_related("board", "unit")
        .get(pk=edition_id)
    )


def sound_title(title: str) -> str:
    """The title as it is saved: one line, no numbers of persons. Raises BadTitle."""
    title = " ".join(title.split())
    if not title:
        raise BadTitle("Skriv en rubrik.")
    if len(title) > MAX_TITLE:
        raise BadTitle(f"Rubriken är för lång. Korta den till högst {MAX_TITLE} tecken.")
    if persons(title):
        raise BadTitle("Det står ett personnummer i rubriken. Ta bort det.")
    return title


def require_state(edition: Edition, verb: str) -> None:
    if not may(verb, edition.status):
        raise NotInThisState(edition.status)


def record(
    actor: Actor, now: datetime, verb: str, edition_id: int, keys: Mapping[str, object]
) -> None:
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb=f"annual_report.{verb}",
        subject=("edition", edition_id),
        keys=keys,
    )
