"""What can go wrong, by name."""

from collections.abc import Iterable

from hjulet.findings.kinds import Status


class WrongStatus(Exception):
    """The step cannot be taken with the status that the finding has."""

    def __init__(self, status: str) -> None:
        super().__init__(f"Fyndet är {Status(status).label}: steget går inte att ta.")
        self.status = status


class UnansweredNames(Exception):
    """Words that the texts share with a source, of which nobody has said that they name no one.

    `words` in the order of the texts.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(words)
        super().__init__(f"{len(self.words)} ord står också i en källa.")


class UnknownSource(LookupError):
    """There is no such source, or the actor may not read it."""


class AlreadyListed(ValueError):
    """The list has the name already."""
