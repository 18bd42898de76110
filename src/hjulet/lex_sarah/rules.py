"""Rules of lex Sarah, pure: what may follow on what, which clocks run, what a record must hold.

27 kap. 1-6 §§ SoL (2025:400), before July 2025 14 kap. SoL (2001:453); 24 a-24 f §§ LSS. What a
record must hold: SOSFS 2011:5 5 kap.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hjulet.kernel.free_text import Fault
from hjulet.lex_sarah.kinds import Degree, Status

RECORD = "lex_sarah.record"
INVESTIGATE = "lex_sarah.investigate"
DECIDE = "lex_sarah.decide"
NOTIFY = "lex_sarah.notify"
INFORM = "lex_sarah.inform"
CLOSE = "lex_sarah.close"
CLOCKS = (RECORD, INVESTIGATE, DECIDE, NOTIFY, INFORM, CLOSE)

# Only these are notified to IVO (27 kap. 6 § SoL, 24 f § LSS).
SERIOUS = frozenset({Degree.SERIOUS_RISK, Degree.SERIOUS})
OPEN = frozenset({Status.DOCUMENTING, Status.INVESTIGATING, Status.TO_DECIDE, Status.DECIDED})
_WRITING = frozenset({Status.DOCUMENTING, Status.INVESTIGATING})

# From which status each step may be taken. What is decided on is not written in: the decider
# sends it back first, and a decided case is opened again.
TRANSITIONS: Mapping[str, frozenset[str]] = {
    "join": _WRITING,
    "leave": _WRITING,
    "change": OPEN,
    "assign": OPEN,
    "withdraw": OPEN | {Status.CLOSED, Status.WRITTEN_OFF},
    "hand_over": OPEN,
    "record": _WRITING,
    "investigate": _WRITING,
    "send": frozenset({Status.INVESTIGATING, Status.TO_DECIDE}),
    "return": frozenset({Status.TO_DECIDE}),
    "decide": frozenset({Status.TO_DECIDE}),
    # A case that is plainly serious is notified before its investigation is done ("snarast").
    "notify": OPEN,
    "answer": OPEN | {Status.CLOSED, Status.WRITTEN_OFF},
    "inform": OPEN,
    "summarise": OPEN,
    "close": frozenset({Status.DECIDED}),
    "reopen": frozenset({Status.DECIDED, Status.CLOSED}),
    "write_off": _WRITING,
}

PREFIX = "LS "
SEND = "Anmäl till IVO och skicka med utredningen."
SEND_LATER = "Skicka utredningen till IVO. Anmälan gick utan den."
SEND_AGAIN = "Skicka den nya utredningen till IVO. Där finns en tidigare."


def slug(reference: str) -> str:
    """LS 2025-3 as it stands in an address: LS-2025-3."""
    return reference.replace(" ", "-", 1)


def unslug(address: str) -> str:
    """The reference that an address names."""
    return address.replace("-", " ", 1)


def is_serious(degree: str) -> bool:
    """Whether a case of this degree is notified to IVO."""
    return degree in SERIOUS


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules need to know of a case.

    `notified`: IVO has the investigation. `owed`: IVO has a notification without it, and waits for
    it whatever the decision says (27 kap. 6 § SoL: it is attached). `informed`: those who reported
    have been told of the latest decision, or there is nobody to tell. `undocumented`: references of
    reports that joined after the record was sealed (27 kap. 5 § SoL: each is documented).
    `renewed`: the investigation behind a serious decision is newer than the one that IVO has.
    """

    status: str
    degree: str = ""
    notified: bool = False
    informed: bool = False
    owed: bool = False
    undocumented: tuple[str, ...] = ()
    renewed: bool = False


def next_clocks(facts: Facts) -> frozenset[str]:
    """The clocks that run for a case. Empty only when it is closed or written off."""
    match facts.status:
        case Status.DOCUMENTING:
            return frozenset({RECORD, INVESTIGATE})
        case Status.INVESTIGATING:
            return frozenset({RECORD, INVESTIGATE} if facts.undocumented else {INVESTIGATE})
        case Status.TO_DECIDE:
            return frozenset({DECIDE})
        case Status.DECIDED:
            return _after_decision(facts) or frozenset({CLOSE})
    return frozenset()


def _after_decision(facts: Facts) -> frozenset[str]:
    left = set()
    if facts.renewed or ((is_serious(facts.degree) or facts.owed) and not facts.notified):
        left.add(NOTIFY)
    if not facts.informed:
        left.add(INFORM)
    return frozenset(left)


def close_faults(facts: Facts) -> list[Fault]:
    """What is left before a decided case can be closed; the law asks for the first."""
    left = _after_decision(facts)
    faults = []
    if NOTIFY in left:
        again = SEND_AGAIN if facts.renewed else SEND
        faults.append(Fault("", SEND_LATER if facts.owed else again))
    if INFORM in left:
        faults.append(Fault("", "Informera den eller dem som rapporterade om beslutet."))
    return faults


def undocumented_words(references: Sequence[str]) -> str:
    """What is asked when reports joined after the record was sealed; "" when none did."""
    if not references:
        return ""
    *first, last = references
    names = f"Rapporterna {', '.join(first)} och {last}" if first else f"Rapport {last}"
    return f"{names} har kommit till. Komplettera dokumentationen."


REPORT_FIELDS: Mapping[str, str] = {
    "received_on": "Välj den dag då rapporten togs emot.",
    "service": "Välj vad händelsen gällde.",
    "happened": "Skriv vad som har hänt, eller vad som riskerar att hända.",
    "consequences": "Skriv vad det har lett till för den enskilde, eller kunde ha lett till.",
    "noticed": "Skriv när och hur det uppmärksammades.",
    "at_once": "Skriv vad som gjordes genast. Skriv också om inget gjordes.",
}
INVESTIGATION_FIELDS: Mapping[str, str] = {
    "course": "Skriv händelseförloppet.",
    "causes": "Skriv vilka orsaker ni har funnit.",
    "earlier": "Skriv om något liknande har hänt förut, eller att inget är känt.",
    "recurrence": "Skriv hur stor risken är att det händer igen.",
    "measures": "Skriv vilka åtgärder som är gjorda eller behövs.",
}


def missing(fields: Mapping[str, object], asked: Mapping[str, str]) -> list[Fault]:
    """A fault for each field that a sealed record must hold and this one lacks."""
    return [Fault(name, words) for name, words in asked.items() if not fields.get(name)]


def stamp(sealed: int, saved: int) -> str:
    """Which version a form was made from: the latest sealed one, and how often the draft was
    saved."""
    return f"{sealed}.{saved}"
