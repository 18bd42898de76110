"""What somebody searches for: a report by its number, or words in what was written."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from hjulet.kernel import search
from hjulet.reports import searching
from hjulet.reports.models import Report

_KEY = f"{Report._meta.db_table}.id"


@dataclass(frozen=True, slots=True)
class Words:
    """A search, looked up once for all that is asked of it.

    `named` is the report that has exactly this reference. `common` words are held by so many
    that a list is walked through until the page is full, instead of gathering them all.
    """

    text: str
    named: int | None
    common: bool

    @property
    def walked(self) -> bool:
        return self.common and self.named is None

    def condition(self) -> Q:
        """Reports that hold every word, or have the reference.

        Of a number whose parts stand in very many reports ("2025-1") only the report itself.
        """
        named = Q(pk__in=[] if self.named is None else [self.named])
        if self.common:
            return named if self.named else Q(search.holding(searching.TABLE, self.text, _KEY))
        matching = search.matching(searching.TABLE, self.text, _KEY)
        return named if matching is None else named | Q(matching)

    def counted(self, reports: QuerySet[Report]) -> QuerySet[Report]:
        """Of `reports` those that a walk would find, in a way that is fast to count."""
        return search.joined(reports, searching.TABLE, self.text)


def look_up(text: str, cap: int) -> Words | None:
    """None for no text. More than `cap` is common. Two queries."""
    if not text:
        return None
    named = Report.objects.filter(reference=text.strip()).values_list("pk", flat=True).first()
    return Words(text, named, search.is_common(searching.TABLE, text, cap))
