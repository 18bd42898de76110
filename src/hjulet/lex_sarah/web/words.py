"""States of a case in the words and shapes of the interface, and its next step."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from hjulet.lex_sarah import rules
from hjulet.lex_sarah.kinds import Degree, Status
from hjulet.lex_sarah.law import speed_of
from hjulet.lex_sarah.models import Case
from hjulet.lex_sarah.queries import Detail
from hjulet.ui.format import date_short

State = tuple[str, str, str]
To = Callable[[str], str]
_SHAPES = {
    Status.DOCUMENTING: ("new", "Dokumenteras"),
    Status.INVESTIGATING: ("active", "Utreds"),
    Status.TO_DECIDE: ("wait", "Till beslut"),
    Status.DECIDED: ("active", "Beslutat"),
    Status.CLOSED: ("done", "Avslutat"),
    Status.WRITTEN_OFF: ("frozen", "Avskrivet"),
}
DEGREE_HINTS = {
    Degree.SERIOUS_RISK: "Anmäls snarast till IVO.",
    Degree.SERIOUS: "Anmäls snarast till IVO.",
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do now. `url` is "" when the actor waits for somebody else; `sends` says
    that the button does it at once."""

    title: str
    text: str = ""
    button: str = ""
    url: str = ""
    sends: bool = False


def state_of(case: Case, due: date | None, today: date) -> State:
    """(shape, words, the exact words to the right)."""
    shape, words = _SHAPES[Status(case.status)]
    if case.closed_on is not None:
        return shape, words, date_short(case.closed_on, today)
    if due is None:
        return shape, words, ""
    if due < today:
        return "late", words, f"skulle ha varit klart {date_short(due, today)}"
    return shape, words, f"senast {date_short(due, today)}"


def next_step(
    detail: Detail,
    today: date,
    *,
    writes: bool,
    investigates: bool,
    manages: bool,
    decides: bool,
) -> NextStep:
    """What the page asks for, by how far the case has come and who looks at it.

    Who `writes` but does not `investigate` has reported the event herself.
    """
    case = detail.case

    def to(name: str) -> str:
        return reverse(name, args=[case.slug])

    match case.status:
        case Status.DOCUMENTING:
            speed = speed_of("investigate", case.laws, today)
            text = f"Lagen säger {speed}." if speed else ""
            return _for(writes, "Dokumentera rapporten", text, to("lex_sarah_report"), "Skriv")
        case Status.INVESTIGATING:
            return _investigating(
                detail, to, writes=writes, investigates=investigates, manages=manages
            )
        case Status.TO_DECIDE:
            name = case.decider.name if case.decider else ""
            if decides:
                return NextStep(
                    "Besluta", "Läs utredningen och ta ställning till vad det är.",
                    "Till beslutet", to("lex_sarah_decide"),
                )  # fmt: skip
            return NextStep("Väntar på beslut", f"{name} beslutar.")
        case Status.DECIDED:
            return _decided(detail, today, to, writes=writes, manages=manages)
    return NextStep("")


def not_independent(
    case: Case, reporters: Collection[int | None], account_id: int | None, *, manages: bool
) -> str:
    """What has to be done when somebody who reported the event works with the case; else ""."""
    if case.status not in rules.OPEN:
        return ""
    own = account_id is not None and account_id in reporters
    answers = case.responsible_id in reporters
    if own and manages:
        words = "Du har själv rapporterat händelsen. Någon annan ska utreda och besluta."
        return f"{words} Byt ansvarig innan ärendet skickas till beslut." if answers else words
    if answers and manages:
        words = f"{case.responsible.name} ansvarar för ärendet och har själv rapporterat händelsen."
        return f"{words} Byt ansvarig innan ärendet skickas till beslut."
    return ""


def _investigating(
    detail: Detail, to: To, *, writes: bool, investigates: bool, manages: bool
) -> NextStep:
    if words := rules.undocumented_words(detail.facts.undocumented):
        waits = f"{words} Den som utreder gör det."
        return _for(writes, "Komplettera dokumentationen", words, to("lex_sarah_report"),
                    "Skriv", waits=waits)  # fmt: skip
    draft = any(one.sealed_at is None for one in detail.investigation_records)
    if draft or detail.investigation is None:
        return _for(
            investigates,
            "Skriv utredningen" if not draft else "Gör klart utredningen",
            "Händelseförlopp, orsaker, risken att det händer igen och åtgärder.",
            to("lex_sarah_investigation"),
            "Skriv",
        )
    if any(one.sealed_at is None for one in detail.report_records):
        return _for(writes, "Försegla dokumentationen av rapporten", "Den har ett utkast.",
                    to("lex_sarah_report"), "Läs och försegla")  # fmt: skip
    return _for(manages, "Skicka till beslut", "Utredningen är klar.", to("lex_sarah_send"),
                "Välj vem som beslutar", waits="SAS skickar ärendet till beslut.")  # fmt: skip


def _decided(detail: Detail, today: date, to: To, *, writes: bool, manages: bool) -> NextStep:
    left = rules.next_clocks(detail.facts)
    if rules.NOTIFY in left:
        if detail.facts.owed:
            return _for(manages, "Skicka utredningen till IVO", "Anmälan gick utan den.",
                        to("lex_sarah_notify"), "Notera att den är skickad",
                        waits="SAS skickar den.")  # fmt: skip
        speed = speed_of("notify", detail.case.laws, today) or "snarast"
        return _for(manages, "Anmäl till IVO", f"Lagen säger {speed}. Skicka med utredningen.",
                    to("lex_sarah_notify"), "Notera anmälan", waits="SAS anmäler.")  # fmt: skip
    if rules.INFORM in left:
        return _for(writes, "Informera den som rapporterade", "Berätta vad beslutet blev.",
                    to("lex_sarah_inform"), "Notera informationen")  # fmt: skip
    step = _for(manages, "Avsluta ärendet", "Allt som lagen frågar efter är gjort.",
                to("lex_sarah_close"), "Avsluta ärendet", waits="SAS avslutar.")  # fmt: skip
    return NextStep(step.title, step.text, step.button, step.url, sends=bool(step.url))


def _for(
    may: bool, title: str, text: str, url: str, button: str, waits: str = "Utredaren gör det."
) -> NextStep:
    return NextStep(title, text, button, url) if may else NextStep(title, waits)
