"""Choices of improvements."""

from django.db.models import TextChoices


class Level(TextChoices):
    """Who decides a measure."""

    UNIT = "unit", "enheten"
    DEPARTMENT = "department", "avdelningen"
    ADMINISTRATION = "administration", "förvaltningen"
    BOARD = "board", "nämnden"


class Status(TextChoices):
    PROPOSED = "proposed", "föreslagen"
    DECIDED = "decided", "beslutad"
    STARTED = "started", "påbörjad"
    DONE = "done", "genomförd, effekten inte kontrollerad"
    CLOSED = "closed", "avslutad"
    REJECTED = "rejected", "avslagen"


class Outcome(TextChoices):
    """Was it done?"""

    DONE = "done", "genomfört"
    PARTLY = "partly", "delvis genomfört"
    NOT = "not", "ej genomfört"


class Effect(TextChoices):
    """Did it help?"""

    YES = "yes", "ja"
    PARTLY = "partly", "delvis"
    NO = "no", "nej"


class Obstacle(TextChoices):
    """Why a date is moved; coded each time and counted."""

    NO_TIME = "no_time", "ingen tid"
    NO_STAFF = "no_staff", "ingen bemanning"
    NO_MANDATE = "no_mandate", "inget mandat"
    WAITS = "waits", "väntar på andra"
    OTHER = "other", "annat"


class Verb(TextChoices):
    """Steps in the life of a measure, as they are kept in its history."""

    PROPOSE = "propose", "föreslog åtgärden"
    DECIDE = "decide", "beslutade åtgärden"
    REJECT = "reject", "avslog förslaget"
    START = "start", "påbörjade åtgärden"
    POSTPONE = "postpone", "flyttade ett datum"
    HAND_OVER = "hand_over", "lämnade över åtgärden"
    NOTE_DONE = "note_done", "svarade på om den är genomförd"
    CHECK_EFFECT = "check_effect", "kontrollerade effekten"
