"""The search index of findings: derived, and can be made anew."""

from django.db import transaction

from hjulet.findings.models import Finding
from hjulet.kernel import search

TABLE = "finding_search"
BATCH = 1000


def index(finding: Finding) -> None:
    """Puts one finding into the index, in the transaction of the change."""
    words = f"{finding.reference} {finding.title} {finding.text} {finding.requirement}"
    search.put(TABLE, [(finding.pk, words)])


def forget(finding_id: int) -> None:
    search.remove(TABLE, finding_id)


@transaction.atomic
def rebuild() -> int:
    """Empties the index and fills it again; returns how many there are."""
    search.clear(TABLE)
    rows = Finding.objects.order_by("pk").values_list(
        "pk", "reference", "title", "text", "requirement"
    )
    done = 0
    while batch := list(rows[done : done + BATCH]):
        search.put(TABLE, [(key, " ".join(words)) for key, *words in batch])
        done += len(batch)
    return done
