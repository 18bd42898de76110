"""Words of the pages."""

from hjulet.kernel.law import NoLawInForce, reference
from hjulet.log_review.kinds import Status, Verdict
from hjulet.log_review.models import LogReview
from hjulet.log_review.queries import Month
from hjulet.ui.format import date_short, number, plural

DEEDS = {
    "read.opened": "öppnade den",
    "read.exported": "förde ut den",
}
STATES = {
    "": ("wait", "Inte bedömd"),
    Verdict.JUSTIFIED: ("done", "Befogad"),
    Verdict.UNCLEAR: ("soon", "Oklar"),
    Verdict.UNJUSTIFIED: ("late", "Obefogad"),
}


def deed(verb: str) -> str:
    return DEEDS.get(verb, "läste den")


def state_of(review: LogReview) -> tuple[str, str]:
    """Colour and word of a month."""
    return ("done", "Signerad") if review.status == Status.SIGNED else ("new", "Att granska")


def result_of(month: Month) -> str:
    """ "10 av 87 öppningar dragna · 9 befogade, 1 oklar"."""
    if not month.review.population:
        return "Inga öppningar"
    drawn = f"{number(month.drawn)} av {plural(month.review.population, 'öppning', 'öppningar')}"
    counts = (
        (month.justified, "befogad", "befogade"),
        (month.unclear, "oklar", "oklara"),
        (month.unjustified, "obefogad", "obefogade"),
        (month.left, "inte bedömd", "inte bedömda"),
    )
    said = ", ".join(plural(count, one, many) for count, one, many in counts if count)
    return f"{drawn} dragna · {said}"


def right_of(month: Month) -> str:
    """Short words to the right in the list."""
    if month.to_follow:
        return f"{plural(month.to_follow, 'att följa upp', 'att följa upp')}"
    if month.review.signed_at:
        return date_short(month.review.signed_at)
    return ""


def law_of(review: LogReview) -> str:
    """The law that asks for the control on the day of the draw; "" before it did."""
    try:
        return reference("access.control", review.drawn_at.date()).text
    except NoLawInForce:
        return ""
