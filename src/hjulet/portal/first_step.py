"""What a role does first when nothing waits for it."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from hjulet.organisation import queries as organisation
from hjulet.organisation.kinds import Role
from hjulet.organisation.rules import may
from hjulet.organisation.types import Actor


@dataclass(frozen=True, slots=True)
class FirstStep:
    """A heading, a sentence, and buttons (words, address)."""

    title: str
    text: str
    actions: tuple[tuple[str, str], ...] = ()


def first_step(actor: Actor, today: date) -> FirstStep:
    """What the role does first when nothing is waiting."""
    if not organisation.tree_on(today).nodes:
        if may(actor, "organisation.edit"):
            return FirstStep(
                "Lägg upp organisationen",
                "Börja med nämnden. Har ni organisationen i Excel kan ni föra in hela filen.",
                (
                    ("Till organisationen", reverse("organisation_page")),
                    ("För in en fil", reverse("import_organisation")),
                ),
            )
        return FirstStep(
            "Organisationen är inte upplagd ännu",
            "Systemförvaltaren eller kvalitetsteamet börjar med den.",
        )
    if not actor.assignments:
        return FirstStep(
            "Du har ingen roll ännu",
            "Systemförvaltaren i kommunen ger dig en.",
        )
    if may(actor, "people.edit"):
        return FirstStep(
            "Lägg upp dem som ska arbeta här",
            "Var och en får ett konto, en roll och den enhet hon arbetar i.",
            (("Till personerna", reverse("people_list")),),
        )
    if Role.BOARD_MEMBER in actor.roles:
        return FirstStep(
            "Läs kvalitetsberättelsen",
            "Varje utgåva ligger här från den dag den är fryst.",
            (("Till kvalitetsberättelsen", reverse("edition_list")),),
        )
    if may(actor, "report.assess"):
        return FirstStep(
            "Inga rapporter att bedöma",
            "Nya rapporter kommer hit. Förra årets kan ni föra in från Excel.",
            _import_step(actor),
        )
    return FirstStep(
        "Har något gått fel, eller nästan?",
        "Skriv en kort rapport. Du ser här vad det blir av den.",
        (("Rapportera", reverse("report_new")),),
    )


def _import_step(actor: Actor) -> tuple[tuple[str, str], ...]:
    if may(actor, "report.import"):
        return (("För in rapporter", reverse("import_reports")),)
    return (("Rapportera", reverse("report_new")),)
