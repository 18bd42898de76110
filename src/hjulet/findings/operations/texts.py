"""What every text of a finding must stand: length, numbers, names that stand in a source."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from hjulet.findings import rules
from hjulet.findings.operations.faults import UnansweredNames
from hjulet.kernel.free_text import Fault, length_faults, stop_numbers

LIMITS = {"title": 160, "text": 20_000, "requirement": 300, "reason": 300, "name": 160}


def checked(texts: Mapping[str, str]) -> tuple[dict[str, str], list[Fault]]:
    """The texts without blanks at the ends, and a fault for each that is too long.

    Raises NumbersInText.
    """
    clean = {field: rules.plain(text).strip() for field, text in texts.items()}
    if "title" in clean:
        clean["title"] = " ".join(clean["title"].split())
    stop_numbers(clean)
    faults = [
        fault
        for field, text in clean.items()
        for fault in length_faults({field: text}, LIMITS.get(field, 20_000))
    ]
    return clean, faults


def shared(texts: Iterable[str], source_texts: Iterable[str]) -> list[rules.Shared]:
    """The words that any of the texts shares with any of the sources, each once."""
    sources = list(source_texts)
    found: dict[str, list[str]] = {}
    for text in texts:
        for one in rules.shared_names(text, sources):
            found.setdefault(one.word, []).extend(one.places)
    return [rules.Shared(word, tuple(places)) for word, places in found.items()]


def answered(
    texts: Mapping[str, str],
    source_texts: Iterable[str],
    *,
    kept: Collection[str],
    removed: Collection[str],
) -> dict[str, str]:
    """The texts with the removed words taken out. Raises UnansweredNames for those that share
    a word with a source that is neither removed nor kept.
    """
    clean = {field: rules.without(text, removed) for field, text in texts.items()}
    left = [
        one.word
        for one in shared(clean.values(), source_texts)
        if one.word not in {rules.plain(word) for word in kept}
    ]
    if left:
        raise UnansweredNames(left)
    return clean


def day_fault(found_on: date, today: date) -> list[Fault]:
    """A source is not of a day to come."""
    if found_on > today:
        return [Fault("found_on", "Dagen har inte varit än. Välj i dag eller tidigare.")]
    return []
