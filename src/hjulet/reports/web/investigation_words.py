"""States, steps and differences of an investigation in the words of the interface."""

from collections.abc import Iterable
from typing import Any

from hjulet.findings.lists import Cause
from hjulet.reports.investigation_rules import TEXTS, Content
from hjulet.reports.kinds import Body, Ground, HandoverKind, Severity
from hjulet.reports.kinds import InvestigationStatus as Status
from hjulet.reports.law import ground_law
from hjulet.reports.models import Handover
from hjulet.reports.queries.investigations import Detail, severity_words

# The shades of the risk matrix, which mean the same here.
SEVERITY_LEVEL = {
    str(Severity.SMALL.label): "low",
    str(Severity.NOTICEABLE.label): "moderate",
    str(Severity.SERIOUS.label): "high",
    str(Severity.VERY_SERIOUS.label): "critical",
}
_STATES = {
    Status.DRAFT: ("active", "Pågår"),
    Status.DONE: ("wait", "Klar, läses"),
    Status.ACCEPTED: ("active", "Godkänd"),
    Status.CLOSED: ("done", "Avslutad"),
}
LEFT = "En rapport lämnade utredningen"  # for who may not know that it became lex Sarah
SCALES = {"consequence": "Följden", "likelihood": "Att det händer igen"}
LABELS = {
    "course": "Vad hände",
    "why": "Varför det kunde hända",
    "earlier_events": "Tidigare liknande händelser",
    "told_reporter": "Till den som rapporterade",
}


def state_of(status: str, *, restricted: bool = False) -> tuple[str, str]:
    """(shape, words) as `c-status` wants them."""
    return ("conf", "Hos SAS") if restricted else _STATES[Status(status)]


def history(detail: Detail) -> list[dict[str, Any]]:
    """The steps, latest first, with who and why."""
    return [
        {
            "words": one.step.get_verb_display() if one.knows else LEFT,
            "at": one.step.at,
            "by": one.step.by.name if one.step.by else "Hjulet",
            "report": one.step.report.reference if one.step.report and one.knows else "",
            "text": one.text,
            "hidden": one.step.restricted and not one.text,
        }
        for one in detail.steps
    ]


def versions(detail: Detail) -> list[dict[str, Any]]:
    """The sealed copies, latest first, with what each says."""
    keys = {key for row in detail.versions for key in row.fields.get("causes", ())}
    causes = dict(Cause.objects.filter(pk__in=keys).values_list("pk", "name")) if keys else {}
    return [
        {
            "number": row.number,
            "at": row.at,
            "by": row.by.name if row.by else "Hjulet",
            "restricted": row.restricted,
            "texts": [(LABELS[name], row.fields[name]) for name in TEXTS if row.fields.get(name)],
            "causes": [causes[key] for key in row.fields.get("causes", ()) if key in causes],
            "scales": [
                (label, words)
                for name, label in SCALES.items()
                if (words := row.fields.get("words", {}).get(name))
            ],
            "severity": severity_words(row.fields.get("consequence"), row.fields.get("likelihood")),
        }
        for row in detail.versions
    ]


def differences(form: Any, now: Content) -> list[tuple[str, str]]:
    """(label, what stands there now) of the texts where somebody else has written differently."""
    return [
        (LABELS[name], text or "Tomt")
        for name, text in now.texts.items()
        if " ".join(text.split()) != " ".join(str(form.data.get(name, "")).split())
    ]


def handed(row: Handover) -> dict[str, Any]:
    """A handover as the page shows it."""
    return {
        "row": row,
        "reports": [],
        "to": receiver_words(row),
        "ground": ground_words(row),
        "answerable": row.kind != HandoverKind.UNIT and row.answered_on is None,
    }


def handed_once(rows: Iterable[Handover]) -> list[dict[str, Any]]:
    """Each handover of an investigation once, with the reports that it was about."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        key = (row.kind, row.at, row.text)
        shown = found.setdefault(key, handed(row) | {"reports": []})
        shown["reports"].insert(0, row.report.reference)
    return list(found.values())


def told_reporter_of(row: Handover) -> str:
    """To whom, for the one who reported: of somebody outside only what kind of body it is."""
    if row.kind == HandoverKind.EXTERNAL:
        return f"Enheten har också berättat för {Body(row.body_kind).label}."
    return f"Lämnades till {receiver_words(row)}."


def receiver_words(row: Handover) -> str:
    """ "Mottagningen", "Äldrenämnden", "Vårdcentralen (regionen)"."""
    if row.kind == HandoverKind.EXTERNAL:
        return f"{row.body} ({Body(row.body_kind).label})"
    unit = row.to_unit if row.kind == HandoverKind.UNIT else row.to_board
    return unit.name if unit else ""


def ground_words(row: Handover) -> str:
    """Why secrecy let it be told, with the law of that day."""
    if not row.ground:
        return ""
    return f"{Ground(row.ground).label}: {ground_law(row.ground, row.at.date())}"


def outcome_words(status: str) -> str:
    """What the one who reported is told of the investigation."""
    return {
        Status.DRAFT: "Enheten utreder vad som hände och varför.",
        Status.DONE: "Enheten är klar med sin utredning. Kvalitetsteamet läser den.",
        Status.ACCEPTED: "Utredningen är godkänd. Nu görs det som den ledde till.",
        Status.CLOSED: "Utredningen är avslutad.",
    }[Status(status)]
