"""Choices of incidents, in the words that staff use."""

from django.db.models import IntegerChoices, TextChoices


class Kind(TextChoices):
    """What went wrong."""

    WRONG_RECEIVER = "wrong_receiver", "fel mottagare"
    READ_BY_OUTSIDER = "read_by_outsider", "obehörig läsning i ett system"
    LOST = "lost", "förlorad eller stulen utrustning eller handling"
    PUBLISHED = "published", "publicerat av misstag"
    CHANGED = "changed", "ändrat eller raderat av misstag"
    UNAVAILABLE = "unavailable", "uppgifter som inte gick att nå"
    INTRUSION = "intrusion", "intrång eller skadlig kod"
    OTHER = "other", "annat"


class Breached(TextChoices):
    """What was breached (art. 4.12 GDPR); several may be true."""

    CONFIDENTIALITY = "confidentiality", "konfidentialitet"
    INTEGRITY = "integrity", "riktighet"
    AVAILABILITY = "availability", "tillgänglighet"


class Group(TextChoices):
    """Whose data (art. 33.3 a GDPR: categories of data subjects)."""

    SERVICE_USERS = "service_users", "brukare och klienter"
    CHILDREN = "children", "barn"
    RELATIVES = "relatives", "anhöriga"
    STAFF = "staff", "anställda"
    HELPERS = "helpers", "familjehem, kontaktpersoner och gode män"
    OTHER = "other", "andra"


class DataKind(TextChoices):
    """Which data."""

    CONTACT = "contact", "namn och kontaktuppgifter"
    IDENTITY_NUMBER = "identity_number", "personnummer"
    PROTECTED = "protected", "skyddade personuppgifter"
    SOCIAL = "social", "sociala förhållanden och insatser"
    HEALTH = "health", "hälsa"
    ECONOMY = "economy", "ekonomi"
    CRIME = "crime", "brott"
    ETHNIC = "ethnic", "etniskt ursprung"
    RELIGION = "religion", "religion eller livsåskådning"
    POLITICS = "politics", "politiska åsikter eller medlemskap i fackförening"
    SEXUALITY = "sexuality", "sexualliv eller sexuell läggning"
    BIOMETRIC = "biometric", "biometriska eller genetiska uppgifter"
    PICTURES = "pictures", "bilder, ljud eller film"
    LOGIN = "login", "inloggningsuppgifter"
    OTHER = "other", "annat"


# Special categories (art. 9.1 GDPR).
SPECIAL = frozenset(
    {
        DataKind.HEALTH,
        DataKind.ETHNIC,
        DataKind.RELIGION,
        DataKind.POLITICS,
        DataKind.SEXUALITY,
        DataKind.BIOMETRIC,
    }
)
# What the law guards for other reasons: art. 10 and 87 GDPR, OSL (2009:400) 21, 22 and 26 kap.
GUARDED = frozenset({DataKind.IDENTITY_NUMBER, DataKind.PROTECTED, DataKind.SOCIAL, DataKind.CRIME})


class Severity(IntegerChoices):
    """How bad it may become for the persons."""

    NEGLIGIBLE = 1, "försumbar"
    LIMITED = 2, "begränsad"
    SIGNIFICANT = 3, "betydande"
    GRAVE = 4, "mycket allvarlig"


class Status(TextChoices):
    OPEN = "open", "utreds"
    DECIDED = "decided", "beslutad"
    NOTIFIED = "notified", "anmäld"
    CLOSED = "closed", "avslutad"


class Informed(TextChoices):
    """Whether those concerned have been told (art. 34 GDPR)."""

    YES = "yes", "ja"
    PLANNED = "planned", "planerat"
    NO = "no", "nej"


class NotInformed(TextChoices):
    """Why they need not be told: there is no high risk, or art. 34.3 a-c GDPR."""

    NO_HIGH_RISK = "no_high_risk", "risken för personerna är inte hög"
    UNREADABLE = "unreadable", "uppgifterna går inte att läsa för den som kan ha fått dem"
    AVERTED = "averted", "åtgärder efteråt har tagit bort den höga risken"
    PUBLIC = "public", "det kräver orimligt arbete, så vi informerar allmänheten i stället"


class Verb(TextChoices):
    """What was done, in the history of an incident."""

    OPEN = "open", "öppnade incidenten"
    ADD_REPORT = "add_report", "lade till en rapport"
    REMOVE_REPORT = "remove_report", "tog bort en rapport"
    CORRECT = "correct", "rättade när den upptäcktes"
    HAND_OVER = "hand_over", "lämnade över incidenten"
    MOVE = "move", "lät incidenten följa sin rapport till en annan enhet"
    DECIDE_YES = "decide_yes", "beslutade att anmäla"
    DECIDE_NO = "decide_no", "beslutade att inte anmäla"
    NOTIFY = "notify", "anmälde till IMY"
    COMPLEMENT = "complement", "kompletterade anmälan"
    REFERENCE = "reference", "noterade IMY:s diarienummer"
    INFORM = "inform", "svarade om information till de berörda"
    CLOSE = "close", "avslutade incidenten"
    REOPEN = "reopen", "öppnade incidenten igen"
