"""Choices of lex Sarah, in the words of the law where the law has words."""

from django.db.models import TextChoices


class Status(TextChoices):
    """How far a case has come."""

    DOCUMENTING = "documenting", "dokumenteras"
    INVESTIGATING = "investigating", "utreds"
    TO_DECIDE = "to_decide", "väntar på beslut"
    DECIDED = "decided", "beslutat"
    CLOSED = "closed", "avslutat"
    WRITTEN_OFF = "written_off", "avskrivet"


class Degree(TextChoices):
    """What the decision says that it was (27 kap. 2 and 6 §§ SoL, 24 b and 24 f §§ LSS)."""

    NONE = "none", "inget missförhållande"
    RISK = "risk", "påtaglig risk för missförhållande"
    MISCONDUCT = "misconduct", "missförhållande"
    SERIOUS_RISK = "serious_risk", "påtaglig risk för allvarligt missförhållande"
    SERIOUS = "serious", "allvarligt missförhållande"


class Service(TextChoices):
    """What of the social services an event was about (27 kap. 1 § SoL, 24 a § LSS)."""

    AUTHORITY = "authority", "myndighetsutövning"
    PROVISION = "provision", "utförande av insats"
    BOTH = "both", "både myndighetsutövning och utförande"
    OTHER = "other", "annat, eller går inte att säga"


class Receiver(TextChoices):
    """Whom somebody in the case has informed."""

    REPORTER = "reporter", "den som rapporterade"
    PERSON = "person", "den som det gäller, eller närstående"
    MANAGER = "manager", "enhetschefen"
    OTHER = "other", "den andra nämnden eller utföraren"


class Way(TextChoices):
    """How it was done."""

    MEETING = "meeting", "vid ett möte"
    PHONE = "phone", "på telefon"
    LETTER = "letter", "med brev"
    MAIL = "mail", "med e-post"
    NOT = "not", "inte informerad, se skälet"


class StepKind(TextChoices):
    """What somebody did with a case: a row of its history."""

    OPENED = "opened", "Ärendet öppnades"
    JOINED = "joined", "En rapport lades till"
    LEFT = "left", "En rapport togs ut"
    CHANGED = "changed", "Uppgifterna om ärendet ändrades"
    ASSIGNED = "assigned", "Någon blev utredare"
    WITHDRAWN = "withdrawn", "Någon är inte längre utredare"
    HANDED_OVER = "handed_over", "Någon annan ansvarar"
    RECORDED = "recorded", "Rapporten dokumenterades"
    INVESTIGATED = "investigated", "Utredningen blev klar"
    SENT = "sent", "Skickades till beslut"
    RETURNED = "returned", "Gick tillbaka till utredning"
    DECIDED = "decided", "Beslut"
    NOTIFIED = "notified", "Anmäldes till IVO"
    ANSWERED = "answered", "IVO svarade"
    INFORMED = "informed", "Någon informerades"
    SUMMARISED = "summarised", "Chefen fick en sammanfattning"
    CLOSED = "closed", "Avslutades"
    REOPENED = "reopened", "Öppnades igen"
    WRITTEN_OFF = "written_off", "Avskrevs"
