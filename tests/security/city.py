"""Two boards with one thing of every kind, and words that only occur in secret text."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from tests.annual_report.world import text
from tests.reports import house_of_two
from tests.reports.house_of_two import NOW, House

from hjulet.annual_report import operations as editions
from hjulet.annual_report.models import Edition, Section
from hjulet.files.types import Prepared
from hjulet.reports import operations as reports
from hjulet.reports.models import Report, ReportAttachment, ReportDraft

__all__ = ["NOW", "City", "addresses", "build"]

OPEN = "Dörren till förrådet stod olåst."
SECRET = "Sömnmedlet kvicksilverblandades."
WORD = "kvicksilverblandades"
DRAFT = "Halvskrivet om en zebrarandig stol."


@dataclass
class City:
    house: House
    open: Report
    secret: Report
    draft: ReportDraft
    attachment: ReportAttachment  # of the secret report
    edition: Edition
    section: Section

    @property
    def keys(self) -> dict[str, Any]:
        """What stands in addresses, by the name it has there."""
        return {
            "reference": self.secret.reference,
            "number": self.attachment.pk,
            "draft_id": self.draft.pk,
            "edition_id": self.edition.pk,
            "section_id": self.section.pk,
            "version": 1,
            "account_id": self.house.people["staff"].pk,
            "assignment_id": self.house.people["staff"].assignments.get().pk,
            "unit_id": self.house.unit.pk,
            "board_id": self.house.board.pk,
            "key": "reports.types_by_unit",
            "listed": "category",
            "slug": "finns-inte",
            "name": "html",
            "uidb36": "1",
        }


def build() -> City:
    house = house_of_two.build()
    opened = house.submit(what_happened=OPEN)
    house.assess(opened, "deviation")
    secret = house.submit(
        what_happened=SECRET,
        attachments=[Prepared(f"{WORD}.txt", "text/plain", SECRET.encode())],
    )
    house.assess(secret, "lex_sarah", comment=f"{WORD} bedömt.")
    draft = reports.save_draft(actor=house.actor("staff"), now=NOW, fields={"what_happened": DRAFT})
    quality = house.actor("quality")
    edition = editions.open_edition(
        actor=quality, now=NOW, template="sosfs", period_key="2025", unit_id=house.board.pk
    )
    section = edition.sections.get(key="summary")
    editions.save_section(
        actor=quality,
        now=NOW + timedelta(hours=2),
        section_id=section.pk,
        version=section.version,
        body=text("Utkastets violetta mening."),
    )
    section.refresh_from_db()
    return City(
        house=house,
        open=Report.objects.get(pk=opened.pk),
        secret=Report.objects.get(pk=secret.pk),
        draft=draft,
        attachment=secret.attachments.get(),
        edition=edition,
        section=section,
    )


def addresses(keys: dict[str, Any]) -> list[str]:
    """Every address of the program with these values in it."""
    found: list[str] = []

    def walk(resolver: URLResolver, before: str) -> None:
        for entry in resolver.url_patterns:
            route = before + str(entry.pattern)
            if isinstance(entry, URLPattern):
                found.append(
                    "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda m: str(keys.get(m[1], 1)), route)
                )
            else:
                walk(entry, route)

    walk(get_resolver(), "")
    return found
