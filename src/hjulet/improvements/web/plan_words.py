"""How an action plan is named, and how far it has come in one sentence."""

from collections.abc import Sequence

from hjulet.improvements.kinds import Status
from hjulet.improvements.models import ActionPlan
from hjulet.improvements.queries.plans import Planned
from hjulet.ui.format import in_words


def title_of(plan: ActionPlan) -> str:
    """ "Handlingsplan 2026, Utredningsenhet 2", with its theme when it has one."""
    theme = f": {plan.theme.name}" if plan.theme else ""
    return f"Handlingsplan {plan.year}, {plan.unit.name}{theme}"


def progress(rows: Sequence[Planned]) -> str:
    """Tre av åtta åtgärder är klara, en är försenad.

    What was rejected is not to be done, so it is neither done nor left: it is said by itself.
    """
    kept = [row for row in rows if row.status != Status.REJECTED]
    rejected = len(rows) - len(kept)
    said = [_done(kept)] if kept or not rejected else []
    if rejected == 1:
        said.append("Ett förslag är avslaget.")
    elif rejected:
        said.append(f"{in_words(rejected).capitalize()} förslag är avslagna.")
    return " ".join(said)


def _done(rows: Sequence[Planned]) -> str:
    if not rows:
        return "Inga åtgärder i planen ännu."
    closed = sum(row.status == Status.CLOSED for row in rows)
    late = sum(row.late for row in rows)
    if len(rows) == 1:
        text = "planens enda åtgärd är klar" if closed else "planens enda åtgärd är inte klar"
        return f"{text[:1].upper()}{text[1:]}{', och försenad' if late else ''}."
    done = "ingen" if not closed else in_words(closed)
    text = f"{done} av {in_words(len(rows))} åtgärder är {'klar' if closed <= 1 else 'klara'}"
    if late:
        text += f", {in_words(late)} är {'försenad' if late == 1 else 'försenade'}"
    return f"{text[:1].upper()}{text[1:]}."
