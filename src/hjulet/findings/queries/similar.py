"""Earlier findings that resemble what somebody writes: stems of words, codes and units."""

from collections.abc import Collection
from dataclasses import dataclass

from hjulet.findings.models import Finding
from hjulet.findings.queries.briefs import Brief, to_briefs
from hjulet.kernel.swedish import stems
from hjulet.organisation.types import Actor

CANDIDATES = 500
ENOUGH = 3
# Words that stand in every finding say nothing about likeness.
_COMMON = frozenset(
    stems(
        "och att det som för inte hade den när till med men var har från blev vid kan där hon han "
        "man ett eller efter innan över under utan också sedan skulle denna detta alla flera inga "
        "ingen saknas brister finns görs gjort sker enheten personal fynd"
    )
)


@dataclass(frozen=True, slots=True)
class Alike:
    """A finding that resembles another, and in what: "samma orsak, samma enhet"."""

    brief: Brief
    why: str


def similar_to(
    actor: Actor,
    text: str,
    *,
    cause_id: int | None = None,
    theme_id: int | None = None,
    unit_ids: Collection[int] = (),
    but: int | None = None,
    limit: int = 5,
) -> list[Alike]:
    """The most alike of the latest that the actor may read, best first. Two queries.

    A shared word counts one, the same theme or cause one each, the same unit one; three are
    enough, and of them at least one is a word, or theme and cause both.
    """
    own = telling(text)
    if not own and not (cause_id and theme_id):
        return []
    rows = list(
        Finding.objects.visible_to(actor)
        .exclude(pk=but or 0)
        .order_by("-found_on", "-pk")
        .defer("handling_reason")[:CANDIDATES]
    )
    briefs = {one.id: one for one in to_briefs(rows)}
    units = set(unit_ids)
    found: list[tuple[int, Alike]] = []
    for row in rows:
        words = len(own & telling(f"{row.title} {row.text}"))
        same = {
            "samma orsak": cause_id is not None and row.cause_id == cause_id,
            "samma tema": theme_id is not None and row.theme_id == theme_id,
            "samma enhet": bool(units & set(briefs[row.pk].unit_ids)),
        }
        coded = same["samma orsak"] and same["samma tema"]
        score = words + sum(same.values())
        if score >= ENOUGH and (words or coded):
            why = [f"{words} liknande ord"] if words else []
            why += [name for name, holds in same.items() if holds]
            found.append((score, Alike(briefs[row.pk], ", ".join(why))))
    found.sort(key=lambda pair: -pair[0])
    return [one for _, one in found[:limit]]


def telling(text: str) -> frozenset[str]:
    """The stems of a text that say something about it."""
    return frozenset(stem for stem in stems(text) if len(stem) > 3) - _COMMON
