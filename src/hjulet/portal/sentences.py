"""The heading of the work list: what is true, late first."""

from collections.abc import Callable
from dataclasses import dataclass

from hjulet.ui import format as swedish


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """How much waits, by what it asks of the reader: hers to do first, then hers to know.

    `mixed` when more than reports wait; `raised` is late with others and has been raised to her.
    """

    late: int = 0
    new: int = 0
    under_way: int = 0
    raised: int = 0
    mixed: bool = False
    recent_late: int = 0
    recent_new: int = 0
    to_write: int = 0
    own: int = 0


def sentence(waits: Waits) -> str:
    """Tre rapporter är försenade, fem är nya. One sentence without a full stop."""
    thing = _things if waits.mixed else _reports
    if waits.late or waits.new:
        text = _late_and_new(thing, waits.late, waits.new, "")
    elif waits.raised:
        text = f"{_things(waits.raised)} {_late_word(waits.raised)} hos någon annan"
    elif waits.recent_late or waits.recent_new:
        text = _late_and_new(_reports, waits.recent_late, waits.recent_new, " i dina enheter")
    elif waits.to_write:
        text = f"{sections(waits.to_write)} väntar på din text"
    elif waits.under_way:
        text = f"{_things(waits.under_way)} är på gång"
    elif waits.own:
        text = f"{_reports(waits.own)} från dig är på väg"
    else:
        text = "inget väntar på dig"
    return text[:1].upper() + text[1:]


def sections(number: int) -> str:
    """ "ett avsnitt", "tre avsnitt"."""
    return "ett avsnitt" if number == 1 else f"{swedish.in_words(number)} avsnitt"


def _late_and_new(thing: Callable[[int], str], late: int, new: int, where: str) -> str:
    if late and new:
        return (
            f"{thing(late)}{where} {_late_word(late)}, {swedish.in_words(new)} är {_new_word(new)}"
        )
    if late:
        return f"{thing(late)}{where} {_late_word(late)}"
    if where:
        noun = "rapport" if new == 1 else "rapporter"
        return f"{swedish.in_words(new)} {_new_word(new)} {noun}{where}"
    return f"{thing(new)} är {_new_word(new)}"


def _reports(number: int) -> str:
    return f"{swedish.in_words(number)} {'rapport' if number == 1 else 'rapporter'}"


def _things(number: int) -> str:
    return f"{swedish.in_words(number)} {'sak' if number == 1 else 'saker'}"


def _late_word(number: int) -> str:
    return "är försenad" if number == 1 else "är försenade"


def _new_word(number: int) -> str:
    return "ny" if number == 1 else "nya"
