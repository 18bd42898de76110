"""The document of a case: how each report was assessed, corrected and handed over before it."""

from collections.abc import Iterable
from typing import Any

from hjulet.documents.tree import Block
from hjulet.lex_sarah.queries.past import Past
from hjulet.lex_sarah.web.document_words import heading, labelled, paragraph, signed
from hjulet.reports.rules import FIELD_WORDS
from hjulet.ui.format import date_plain, date_time

_SET_ASIDE = {
    "course": "Vad hände",
    "why": "Varför det kunde hända",
    "earlier_events": "Tidigare liknande händelser",
    "told_reporter": "Till den som rapporterade",
}


def past(found: Past) -> Iterable[Block]:
    """Everything, in the order of its kind; nothing when nothing has happened."""
    for row in found.assessments:
        yield from _assessment(row)
    for row in found.corrections:
        word = FIELD_WORDS.get(row.field, "Rättat")
        yield from labelled(
            f"Rättat {date_time(row.at)}",
            f"{word}: {row.before or 'inget angivet'} blev {row.after or 'inget angivet'}. "
            f"Rättat av {row.by.name if row.by else 'Hjulet'}.",
        )
    for row in found.changes:
        words = f"{row.get_before_display().capitalize()} blev {row.get_after_display()}."
        yield from labelled(f"Ändrat {signed(row.at, row.by)}", f"{words}\n{row.reason}")
    for row in found.handovers:
        yield from _handover(row)
    for reference, version in found.set_aside:
        yield from _set_aside(reference, version)


def _assessment(row: Any) -> Iterable[Block]:
    sealed = row.assessment
    yield heading(f"Bedömning {sealed.number}: {', '.join(row.types)}", 4)
    who = sealed.assessed_by.name if sealed.assessed_by else "Hjulet"
    yield paragraph(f"Bedömd {date_time(sealed.assessed_at)} av {who}. {', '.join(row.units)}.")
    yield from labelled("Kategori", sealed.category.name if sealed.category else "")
    yield from labelled("Orsaker", ", ".join(row.causes))
    yield from labelled("Skäl", sealed.reason)
    yield from labelled("Bedömning med egna ord", sealed.comment)


def _handover(row: Any) -> Iterable[Block]:
    to = row.to_unit or row.to_board
    yield heading(f"Lämnad till {to.name if to else row.body}", 4)
    yield paragraph(f"Lämnad {signed(row.at, row.by)}, från {row.from_unit.name}.")
    yield from labelled("Vad som lämnades", row.text)
    yield from labelled("Grund", row.get_ground_display())
    yield from labelled("Mottagarens beteckning", row.their_reference)
    if row.answered_on:
        yield from labelled(f"Svar {date_plain(row.answered_on)}", row.answer or "Inga ord.")


def _set_aside(reference: str, version: Any) -> Iterable[Block]:
    yield heading(f"Enhetens utredning {reference}, version {version.number}", 4)
    yield paragraph(
        f"Förseglad {signed(version.at, version.by)}. Undanlagd när rapporten fick sekretess."
    )
    for name, label in _SET_ASIDE.items():
        yield from labelled(label, str(version.fields.get(name) or ""))
