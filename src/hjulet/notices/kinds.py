"""Choices of notices."""

from django.db.models import TextChoices


class Mode(TextChoices):
    """How somebody wants her letters."""

    EACH = "each", "Ett mejl varje gång"
    MORNING = "morning", "Ett mejl varje morgon med allt som väntar"
    NONE = "none", "Inga mejl, bara meddelanden i Hjulet"


class LetterStatus(TextChoices):
    WAITING = "waiting", "väntar"
    SENT = "sent", "skickat"
    FAILED = "failed", "gick inte fram"
    SKIPPED = "skipped", "skickas inte"
