"""Headings of a municipality's own file tied to our columns, kept by name."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from hjulet.files.tabular import heading_key
from hjulet.journal import operations as journal
from hjulet.kernel.identity_numbers import in_words, persons
from hjulet.organisation.imports import lines
from hjulet.organisation.rules import require
from hjulet.organisation.types import Actor
from hjulet.reports.imports import columns
from hjulet.reports.models import ImportMapping

KNOWN: Mapping[str, tuple[str, ...]] = {
    "reports": columns.COLUMNS,
    "organisation": lines.COLUMNS,
}
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "reports": columns.REQUIRED,
    "organisation": lines.REQUIRED,
}
RIGHT: Mapping[str, str] = {"reports": "report.import", "organisation": "organisation.edit"}
MAX_NAME = 80


class UnknownMapping(LookupError):
    """No mapping of that name, or a column that is not ours; `str()` says so in Swedish."""


def find_mapping(*, name: str, target: str) -> dict[str, str]:
    """Heading -> our column. Raises UnknownMapping."""
    found = ImportMapping.objects.filter(name=_tidy(name), target=target).first()
    if found is None:
        names = ", ".join(f"”{item}”" for item in mapping_names(target))
        more = f"De som finns är {names}." if names else "Ingen är sparad än."
        raise UnknownMapping(f"Kopplingen ”{_tidy(name)}” finns inte. {more}")
    return dict(found.columns)


def mapping_names(target: str) -> list[str]:
    return list(
        ImportMapping.objects.filter(target=target).order_by("name").values_list("name", flat=True)
    )


def check_mapping(columns: Mapping[str, str], target: str) -> dict[str, str]:
    """The mapping with our columns in our spelling. Raises UnknownMapping."""
    known = {heading_key(name): name for name in KNOWN[target]}
    checked: dict[str, str] = {}
    for theirs, ours in columns.items():
        # An empty column says that the heading is not to be read.
        if ours and heading_key(ours) not in known:
            raise UnknownMapping(
                f"”{ours}” är ingen av våra kolumner. De är {', '.join(KNOWN[target])}."
            )
        checked[theirs] = known[heading_key(ours)] if ours else ""
    return checked


@transaction.atomic
def keep_mapping(
    *, actor: Actor, now: datetime, name: str, target: str, columns: Mapping[str, str]
) -> ImportMapping:
    """Keeps the mapping under the name, in place of an earlier one. Raises UnknownMapping."""
    require(actor, RIGHT[target])
    name = _tidy(name)
    other = ImportMapping.objects.filter(name=name).exclude(target=target).exists()
    if not name or len(name) > MAX_NAME or other:
        raise UnknownMapping(
            f"Namnet ”{name[:MAX_NAME]}” går inte att använda. Välj ett annat, "
            f"högst {MAX_NAME} tecken."
        )
    if found := persons("\n".join((name, *columns))):
        raise UnknownMapping(
            f"Namnet eller någon av filens rubriker innehåller {in_words(found)}. "
            "Kopplingen sparas inte. Börjar filen med en rad med rubriker?"
        )
    kept, _ = ImportMapping.objects.update_or_create(
        name=name, defaults={"target": target, "columns": check_mapping(columns, target)}
    )
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="reports.keep_import_mapping",
        subject=("import_mapping", kept.pk),
    )
    return kept


def _tidy(name: str) -> str:
    return " ".join(name.split())
