"""Which openings are drawn, and what a review must hold before it is signed.

10 § lagen (2001:454): systematic and recurring controls of whether anybody unauthorised gets at
the data. Systematic: nobody chooses what is looked at, and everybody can count the draw again.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hjulet.kernel.free_text import Fault
from hjulet.log_review.kinds import Verdict

SIZE = 10
LARGEST = 200


@dataclass(frozen=True, slots=True)
class Opening:
    """An event of the journal: its number and who opened (None: the program itself)."""

    seq: int
    person: int | None


@dataclass(frozen=True, slots=True)
class Given:
    """What a reviewer says of one drawn opening. `seen` is the stamp of what she saw said of it,
    None when she has not looked."""

    opening_id: int
    verdict: str
    comment: str = ""
    asked_on: date | None = None
    done: str = ""
    seen: str | None = None


def seed(month: date, board_id: int, population: int) -> str:
    """What the draw starts from: month, board and how many openings there were."""
    return f"{month:%Y-%m}/{board_id}/{population}"


def lot(start: str, seq: int) -> str:
    """The lot of an opening: SHA-256 of "seed:number". The lowest lots are drawn."""
    return hashlib.sha256(f"{start}:{seq}".encode()).hexdigest()


def draw(openings: Sequence[Opening], size: int, start: str) -> tuple[int, ...]:
    """The numbers of the drawn openings, in order: all when they are not more than `size`.

    First the lowest lot of each person, as far as `size` goes, so that nobody is passed by;
    then the lowest lots of the rest.
    """
    by_lot = sorted(openings, key=lambda one: lot(start, one.seq))
    firsts: dict[int | None, Opening] = {}
    for one in by_lot:
        firsts.setdefault(one.person, one)
    chosen = list(firsts.values())[:size]
    taken = {one.seq for one in chosen}
    rest = [one for one in by_lot if one.seq not in taken]
    chosen += rest[: size - len(chosen)]
    return tuple(sorted(one.seq for one in chosen))


def stamp(verdict: str, comment: str, asked_on: date | None, done: str) -> str:
    """The same for the same words, whatever a browser does to the ends of lines."""
    said = [verdict, *("\n".join(text.strip().splitlines()) for text in (comment, done))]
    return hashlib.sha256(repr((*said, str(asked_on))).encode()).hexdigest()[:16]


def month_of(day: date) -> date:
    """Its first day."""
    return day.replace(day=1)


def month_after(month: date) -> date:
    return month_of(month.replace(day=28) + timedelta(days=4))


def months_to_draw(latest: date | None, today: date) -> list[date]:
    """The months that are over and not drawn yet, in order; only the last one the first time."""
    last = month_of(month_of(today) - timedelta(days=1))
    month = month_after(latest) if latest is not None else last
    found = []
    while month <= last:
        found.append(month)
        month = month_after(month)
    return found


def verdict_faults(given: Given, opened_on: date, today: date) -> list[Fault]:
    """What a verdict must hold; the fields are named "verdict", "comment", "asked_on", "done"."""
    faults = []
    if given.verdict not in Verdict.values:
        faults.append(Fault("verdict", "Välj befogad, oklar eller obefogad."))
    elif given.verdict != Verdict.JUSTIFIED and not given.comment:
        faults.append(
            Fault("comment", "Skriv vad som gör att du inte kan säga att den är befogad.")
        )
    if given.verdict == Verdict.UNJUSTIFIED and not given.done:
        faults.append(Fault("done", "Skriv vad som har gjorts eller ska göras."))
    if given.asked_on is not None and not opened_on <= given.asked_on <= today:
        faults.append(Fault("asked_on", "Välj en dag efter öppningen och inte efter i dag."))
    return faults


def sign_faults(rows: Sequence[tuple[str, date | None]], summary: str) -> list[Fault]:
    """What is left before a review of these (verdict, asked on) is signed."""
    faults = []
    left = sum(1 for verdict, _ in rows if not verdict)
    if left == 1:
        faults.append(Fault("openings", "En öppning är inte bedömd."))
    elif left:
        faults.append(Fault("openings", f"{left} öppningar är inte bedömda."))
    if any(verdict == Verdict.UNCLEAR and asked is None for verdict, asked in rows):
        words = "Fråga den som öppnade om det som är oklart, och skriv vilken dag du frågade."
        faults.append(Fault("openings", words))
    if any(verdict not in ("", Verdict.JUSTIFIED) for verdict, _ in rows) and not summary:
        faults.append(Fault("summary", "Skriv vad granskningen visade."))
    return faults
