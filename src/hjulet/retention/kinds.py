"""Choices of retention, in words."""

from django.db.models import TextChoices


class ListStatus(TextChoices):
    """How far a list has come. Carrying it out begins with the second signature."""

    PROPOSED = "proposed", "förslag"
    SIGNED = "signed", "väntar på den andra underskriften"
    DECIDED = "decided", "gallras"
    EXECUTED = "executed", "gallrad"
    WITHDRAWN = "withdrawn", "återtagen"


OPEN = frozenset({ListStatus.PROPOSED, ListStatus.SIGNED, ListStatus.DECIDED})
UNSIGNED = frozenset({ListStatus.PROPOSED, ListStatus.SIGNED})


class Outcome(TextChoices):
    """What became of one record on a list."""

    WAITING = "waiting", "väntar"
    TAKEN_OFF = "taken_off", "undantagen"
    DISPOSED = "disposed", "gallrad"
    KEPT = "kept", "stod kvar"
