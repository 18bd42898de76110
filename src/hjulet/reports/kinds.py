"""Choices of reports. What a municipality may edit is a table, not here."""

from django.db.models import TextChoices


class TypeKind(TextChoices):
    """What a type means to the law; its name may be edited, its kind never."""

    NOT_DEVIATION = "not_deviation", "ej avvikelse"
    LEX_SARAH = "lex_sarah", "lex Sarah"
    DATA_BREACH = "data_breach", "personuppgiftsincident"
    FEEDBACK = "feedback", "synpunkt"
    DEVIATION = "deviation", "avvikelse"


# Kinds that only a few may read (OSL 2009:400 26 kap.; domain practice for lex Sarah).
SECRET_KINDS = frozenset({TypeKind.LEX_SARAH})


# The kind of clock that runs until a report is assessed.
ASSESS_CLOCK = "report.assess"


class Status(TextChoices):
    RECEIVED = "received", "inkommen"
    ASSESSED = "assessed", "bedömd"
    INVESTIGATING = "investigating", "utreds"
    CLOSED = "closed", "avslutad"


class Affected(TextChoices):
    YES = "yes", "Ja, någon påverkades"
    NEARLY = "nearly", "Nej, men det kunde ha gått illa"
    NO = "no", "Nej"
    UNKNOWN = "unknown", "Jag vet inte"


class Serious(TextChoices):
    YES = "yes", "Ja, det kan vara allvarligt"
    NO = "no", "Nej"
    UNKNOWN = "unknown", "Jag vet inte"


class Source(TextChoices):
    FORM = "form", "formuläret"
    IMPORT = "import", "fil"


class Counting(TextChoices):
    """Which of the two a table counts; received is not closed."""

    RECEIVED = "received", "inkomna"
    CLOSED = "closed", "avslutade"
