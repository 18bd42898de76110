"""Choices of risks, in words."""

from django.db.models import IntegerChoices, TextChoices


class Trigger(TextChoices):
    PROCESS = "process", "en process ändras"
    ROUTINE = "routine", "en rutin ändras eller är ny"
    ORGANISATION = "organisation", "organisationen ändras"
    LAW = "law", "en lag eller föreskrift ändras"
    EVENT = "event", "något har hänt"
    RECURRING = "recurring", "återkommande genomgång"
    OTHER = "other", "annat"


class Status(TextChoices):
    DRAFT = "draft", "pågår"
    FINISHED = "finished", "klar"


class Probability(IntegerChoices):
    UNLIKELY = 1, "osannolikt"
    POSSIBLE = 2, "kan hända"
    LIKELY = 3, "troligt"
    VERY_LIKELY = 4, "mycket troligt"


class Consequence(IntegerChoices):
    SMALL = 1, "liten"
    NOTICEABLE = 2, "märkbar"
    LARGE = 3, "stor"
    VERY_LARGE = 4, "mycket stor"


class Level(TextChoices):
    """What the matrix says of a risk."""

    LOW = "low", "låg"
    MODERATE = "moderate", "måttlig"
    HIGH = "high", "hög"
    CRITICAL = "critical", "mycket hög"
