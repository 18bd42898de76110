"""Named refusals of the room's verbs."""

from hjulet.annual_report.models import Section


class NotInThisState(Exception):
    """The edition's state does not allow the verb (a frozen edition is never edited)."""


class StaleSection(Exception):
    """Somebody saved the section after the writer loaded it; `section` is as it stands now."""

    def __init__(self, section: Section) -> None:
        super().__init__(section.pk)
        self.section = section


class NotABoard(ValueError):
    """The unit has no board in that period."""


class BadTitle(ValueError):
    """A title says something, is short enough and names nobody by number; the text says which."""


class BadDecision(ValueError):
    """`field` of a decision names a person by number."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class NotDecided(Exception):
    """What is published names its decision: dnr, paragraph and day come first."""


class AddressTaken(ValueError):
    """Another published report has that address."""


class BadAddress(ValueError):
    """An address is a-z, digits and hyphens, and no person's number."""


class UnknownWriter(ValueError):
    """The account may not write in the board's reports."""
