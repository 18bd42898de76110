"""What holds for a workplace meeting, and the words and days that follow from it."""

from datetime import date, timedelta

from hjulet.kernel.free_text import Fault, length_faults

MOST_PARTICIPANTS = 500
MAX_NOTE = 4000
# How far back the page looks when the unit has not met before: a quarter.
BACK = timedelta(days=91)


def since(last: date | None, today: date) -> date:
    """The first day that is new to the unit: the last meeting's, or three months ago."""
    return last if last is not None else today - BACK


def faults_of(*, held_on: date, participants: int, note: str, today: date) -> list[Fault]:
    """What is wrong with a meeting that somebody wants to note; [] when nothing is."""
    faults = length_faults({"note": note}, MAX_NOTE)
    if held_on > today:
        faults.append(Fault("held_on", "Träffen har inte varit än. Välj i dag eller tidigare."))
    if not 1 <= participants <= MOST_PARTICIPANTS:
        faults.append(
            Fault("participants", f"Skriv hur många ni var, från 1 till {MOST_PARTICIPANTS}.")
        )
    return faults
