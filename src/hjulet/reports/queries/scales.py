"""The two scales in words, and how grave they say that an event is."""

from hjulet.reports.investigation_rules import Content, severity
from hjulet.reports.kinds import Scale, Severity
from hjulet.reports.models import ScaleStep


def severity_words(consequence: int | None, likelihood: int | None) -> str:
    """ "allvarlig"; "" while something is not answered."""
    if consequence is None or likelihood is None:
        return ""
    return str(Severity(severity(consequence, likelihood)).label)


def scale_steps() -> dict[str, list[ScaleStep]]:
    """The steps of each scale, from 1. One query."""
    found: dict[str, list[ScaleStep]] = {str(scale): [] for scale in Scale}
    for row in ScaleStep.objects.order_by("scale", "value"):
        found[row.scale].append(row)
    return found


def in_words(content: Content) -> dict[str, str]:
    """ "3 – Allvarlig" by scale, as the words are now; "" when it is not answered. One query."""
    words = {"consequence": "", "likelihood": ""}
    for scale, rows in scale_steps().items():
        chosen = getattr(content, scale)
        for row in rows:
            if row.value == chosen:
                words[scale] = f"{row.value} – {row.name}"
    return words
