"""Why an operation of the organisation says no, in words that can stand beside a field."""

from collections.abc import Sequence

from hjulet.kernel.identity_numbers import in_words, persons


class NotPossible(Exception):
    """Refused: `field` names what to put right, `str()` says how, in Swedish."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class NotFound(LookupError):
    """There is no such unit, account or role."""


class NumberOfPerson(NotPossible):
    """A name or an address holds a personnummer or samordningsnummer (art. 5.1 c GDPR)."""


def stop_persons(**texts: str) -> None:
    """Raises NumberOfPerson for the first text, by the name of its field, that holds one."""
    for field, text in texts.items():
        if found := persons(text):
            raise NumberOfPerson(field, f"Här står {in_words(found)}. Ta bort det.")


class WrongPeriod(NotPossible):
    """The last day lies before the first, or the day outside the period."""


class WrongLevel(NotPossible):
    """A unit stands under something of a higher level; a board under nothing."""


class ParentNotThere(NotPossible):
    """The unit above does not stand during the whole period."""


class NotThere(NotPossible):
    """The unit does not stand on the day of the change."""


class NameTaken(NotPossible):
    """Another unit under the same parent has the name in the same time."""


class StillStands(NotPossible):
    """Something below the unit still stands; `names` says what."""

    def __init__(self, names: Sequence[str]) -> None:
        shown = ", ".join(names[:5]) + (f" och {len(names) - 5} till" if len(names) > 5 else "")
        super().__init__(
            "with_below",
            f"Under enheten finns {shown}. Flytta dem först, eller välj att de också avslutas.",
        )
        self.names = tuple(names)


class EmailTaken(NotPossible):
    """Another account has the e-mail address."""


class AlreadyHasRole(NotPossible):
    """The person has the same role for the same unit in the same time."""


class OwnRole(NotPossible):
    """Nobody lays up rights for herself."""


class RoleNeedsUnit(NotPossible):
    """Every role but systemförvaltare is held for a unit."""


class LastAdmin(NotPossible):
    """Somebody must be able to lay up accounts."""


class AlreadyLoggedIn(NotPossible):
    """The account has a password that its owner has used."""


class WrongHeadcount(NotPossible):
    """Nobody, too many, another year than a year, or a unit that did not stand in it."""
