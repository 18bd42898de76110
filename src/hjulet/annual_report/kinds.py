"""Choices of the annual report."""

from django.db.models import TextChoices


class EditionStatus(TextChoices):
    DRAFT = "draft", "utkast"
    FROZEN = "frozen", "fryst"
    PUBLISHED = "published", "publicerad"


class SectionStatus(TextChoices):
    NOT_STARTED = "not_started", "ej påbörjat"
    UNDER_WAY = "under_way", "pågår"
    DONE = "done", "klart"


class Format(TextChoices):
    HTML = "html", "webbsida"
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
