"""Rules of the investigation of a deviation, pure: what it must hold, how grave, which steps.

SOSFS 2011:9 5 kap.: what is reported is investigated. A draft may lack anything; what must stand
there is asked when somebody says that it is done.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from hjulet.kernel.free_text import Fault, length_faults
from hjulet.reports.kinds import InvestigationStatus as Status
from hjulet.reports.kinds import Severity

# From which status each step may be taken.
STEPS: Mapping[str, frozenset[str]] = {
    "save": frozenset({Status.DRAFT}),
    "finish": frozenset({Status.DRAFT}),
    "add_report": frozenset({Status.DRAFT}),
    "hand_over": frozenset({Status.DRAFT}),
    "remove_report": frozenset({Status.DRAFT, Status.DONE, Status.ACCEPTED}),
    "assign": frozenset({Status.DRAFT, Status.DONE, Status.ACCEPTED}),
    "return": frozenset({Status.DONE, Status.ACCEPTED}),
    "accept": frozenset({Status.DONE}),
    "close": frozenset({Status.ACCEPTED}),
    "reopen": frozenset({Status.CLOSED}),
}

# The clock of each status, and whether the one who is responsible answers for it (else the
# quality team does). Nothing runs for a closed one: its reports are closed, or have a clock.
FINISH, ACCEPT, CLOSE = "investigation.finish", "investigation.accept", "investigation.close"
CLOCKS: Mapping[str, tuple[str, bool]] = {
    Status.DRAFT: (FINISH, True),
    Status.DONE: (ACCEPT, False),
    Status.ACCEPTED: (CLOSE, True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What an investigation says. `consequence` and `likelihood` (that it happens again) are 1-4.

    None is not answered yet.
    """

    course: str = ""
    why: str = ""
    cause_unknown: bool = False
    cause_ids: tuple[int, ...] = ()
    earlier_events: str = ""
    earlier_ids: tuple[int, ...] = ()
    consequence: int | None = None
    likelihood: int | None = None
    police_report: bool | None = None
    police_on: date | None = None
    told_reporter: str = ""

    @property
    def texts(self) -> dict[str, str]:
        """What somebody wrote, by field."""
        return {name: getattr(self, name) for name in TEXTS}

    def tidy(self) -> "Content":
        """Without blanks at the ends, each choice once, and no day for a "no"."""
        return replace(
            self,
            course=self.course.strip(),
            why=self.why.strip(),
            earlier_events=self.earlier_events.strip(),
            told_reporter=self.told_reporter.strip(),
            cause_ids=tuple(sorted(set(self.cause_ids))),
            earlier_ids=tuple(sorted(set(self.earlier_ids))),
            police_on=self.police_on if self.police_report else None,
        )


TEXTS = ("course", "why", "earlier_events", "told_reporter")


def draft_faults(content: Content, today: date) -> list[Fault]:
    """What cannot be saved at all, finished or not."""
    faults = length_faults(content.texts)
    for field in ("consequence", "likelihood"):
        if getattr(content, field) not in (None, 1, 2, 3, 4):
            faults.append(Fault(field, "Välj ett av svaren."))
    if content.police_on and content.police_on > today:
        faults.append(Fault("police_on", "Dagen har inte varit än. Välj i dag eller tidigare."))
    return faults


def finish_faults(content: Content) -> list[Fault]:
    """What is left to write before the investigation is done, each beside its field."""
    faults = []
    if not content.course:
        faults.append(Fault("course", "Berätta vad som hände, steg för steg."))
    if content.cause_unknown and content.cause_ids:
        faults.append(
            Fault("cause_unknown", "Du har valt en orsak. Ta bort den, eller krysset här.")
        )
    if not content.cause_unknown and not content.cause_ids:
        faults.append(
            Fault("causes", "Välj minst en orsak, eller kryssa i att den inte gick att hitta.")
        )
    if not content.cause_unknown and not content.why:
        faults.append(
            Fault("why", "Skriv varför det hände, eller kryssa i att orsaken inte gick att hitta.")
        )
    if content.consequence is None:
        faults.append(
            Fault("consequence", "Välj hur allvarlig följden blev eller kunde ha blivit.")
        )
    if content.likelihood is None:
        faults.append(Fault("likelihood", "Välj hur sannolikt det är att det händer igen."))
    if content.police_report is None:
        faults.append(Fault("police_report", "Svara på om händelsen är polisanmäld."))
    elif content.police_report and content.police_on is None:
        faults.append(Fault("police_on", "Fyll i vilken dag polisanmälan gjordes."))
    if not content.told_reporter:
        faults.append(Fault("told_reporter", "Skriv vad den som rapporterade ska få veta."))
    return faults


def severity(consequence: int, likelihood: int) -> Severity:
    """How grave the event is: consequence times likelihood, each 1-4.

    The gravest consequence is serious however seldom it comes: nobody waits for it to happen
    again.
    """
    product = consequence * likelihood
    if product >= 9:
        return Severity.VERY_SERIOUS
    if product >= 6 or consequence == 4:
        return Severity.SERIOUS
    if product >= 3:
        return Severity.NOTICEABLE
    return Severity.SMALL


def asks_for_sas(consequence: int | None, likelihood: int | None) -> bool:
    """Whether whoever investigates is reminded of lex Sarah (27 kap. 2 § SoL (2025:400))."""
    if consequence is None or likelihood is None:
        return consequence == 4
    return severity(consequence, likelihood) in (Severity.SERIOUS, Severity.VERY_SERIOUS)
