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

# The same when it may be serious (27 kap. 5 § SoL: genast), and when data may have gone astray
# (art. 33 GDPR); then the dataskyddsombud has a clock too, while nobody knows.
SERIOUS_CLOCK = "report.assess_serious"
ASTRAY_CLOCK = "report.assess_astray"
POSSIBLE_BREACH_CLOCK = "report.possible_breach"
ASSESS_CLOCKS = (ASSESS_CLOCK, SERIOUS_CLOCK, ASTRAY_CLOCK)

# The clocks of an assessed report, by what it is: they run until a case has taken it up.
TAKE_UP_CLOCKS: dict[str, str] = {
    TypeKind.DEVIATION: "report.investigate",
    TypeKind.LEX_SARAH: "report.lex_sarah",
    TypeKind.DATA_BREACH: "report.data_breach",
}

# Runs instead while somebody outside, who was told of a deviation, has not answered.
ANSWER_CLOCK = "report.answer"

# Runs when nothing but closing is left.
CLOSE_CLOCK = "report.close"


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


class Astray(TextChoices):
    """Whether personal data may have reached the wrong hands. Not answered is no."""

    YES = "yes", "Ja"
    NO = "no", "Nej"
    UNKNOWN = "unknown", "Jag vet inte"


class Source(TextChoices):
    FORM = "form", "formuläret"
    IMPORT = "import", "fil"


class Counting(TextChoices):
    """Which of the two a table counts; received is not closed."""

    RECEIVED = "received", "inkomna"
    CLOSED = "closed", "avslutade"


class InvestigationStatus(TextChoices):
    """How far the investigation of a deviation has come."""

    DRAFT = "draft", "pågår"
    DONE = "done", "klar"
    ACCEPTED = "accepted", "godkänd"
    CLOSED = "closed", "avslutad"


class InvestigationVerb(TextChoices):
    """What somebody did with an investigation; a row of its history."""

    OPENED = "opened", "Utredningen öppnades"
    JOINED = "joined", "En rapport lades till"
    LEFT = "left", "En rapport togs ut"
    ASSIGNED = "assigned", "Någon annan ansvarar"
    HANDED_OVER = "handed_over", "Lämnades över till en annan enhet"
    DONE = "done", "Blev klar"
    RETURNED = "returned", "Gick tillbaka för att göras färdig"
    ACCEPTED = "accepted", "Godkändes"
    CLOSED = "closed", "Avslutades"
    REOPENED = "reopened", "Öppnades igen"
    SET_ASIDE = "set_aside", "En rapport blev lex Sarah"


class Scale(TextChoices):
    """The two scales of an investigation; their words may be edited."""

    CONSEQUENCE = "consequence", "konsekvens"
    LIKELIHOOD = "likelihood", "sannolikhet att det händer igen"


class Severity(TextChoices):
    """How grave an event is: what consequence and likelihood say together."""

    SMALL = "small", "liten"
    NOTICEABLE = "noticeable", "märkbar"
    SERIOUS = "serious", "allvarlig"
    VERY_SERIOUS = "very_serious", "mycket allvarlig"


class HandoverKind(TextChoices):
    """To whom a report was handed over."""

    UNIT = "unit", "en annan enhet"
    BOARD = "board", "en annan nämnd"
    EXTERNAL = "external", "någon utanför kommunen"


class Body(TextChoices):
    """What kind of body outside the board got a report."""

    REGION = "region", "regionen"
    MUNICIPALITY = "municipality", "en annan kommun"
    CONTRACTOR = "contractor", "en privat utförare"
    PROCUREMENT = "procurement", "upphandling och avtal"
    OTHER = "other", "någon annan"


class Ground(TextChoices):
    """Why secrecy lets something be told outside the board (OSL 2009:400); see `law`."""

    NO_HARM = "no_harm", "Det står klart att ingen lider men av det"
    CONSENT = "consent", "Den enskilde har samtyckt"
    DUTY = "duty", "En lag eller förordning säger att uppgiften ska lämnas"
    NECESSARY = "necessary", "Det är nödvändigt för nämndens eget arbete"
    CARE = (
        "care",
        "Den enskilde behöver vård eller stöd och är ett barn, missbrukar eller tvångsvårdas",
    )
