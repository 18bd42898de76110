"""Cases as a kind of record that is disposed of, with the reports that they gathered.

10 § arkivlagen (1990:782), art. 5.1 e GDPR. Degree, theme, unit and days stay, so that every
figure is what it was; findings stay, since they hold no personal data.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from hjulet.journal import operations as journal
from hjulet.kernel.clock import local_date
from hjulet.lex_sarah.kinds import Status
from hjulet.lex_sarah.models import Case, CaseReport
from hjulet.lex_sarah.rules import slug
from hjulet.organisation.kinds import Role
from hjulet.organisation.types import Actor
from hjulet.reports import operations as reports
from hjulet.reports.kinds import TypeKind
from hjulet.reports.queries import investigations_of
from hjulet.retention import record_kinds
from hjulet.retention.queries import require_at
from hjulet.retention.record_kinds import Columns, Gone, RecordKind, StillNeeded

KIND = "lex_sarah.case"
ENDED = (Status.CLOSED, Status.WRITTEN_OFF)
# What of a case is text, by the name of its rows: columns that are emptied, and people.
TEXTS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "report_records": (
        ("happened", "consequences", "noticed", "at_once", "reason"),
        ("saved_by", "sealed_by"),
    ),
    "investigation_records": (
        ("course", "causes", "earlier", "recurrence", "measures", "reason"),
        ("saved_by", "sealed_by"),
    ),
    "decisions": (("position",), ("by",)),
    "notifications": (("what",), ("by",)),
    "told": (("what",), ("by",)),
    "summaries": (("summary", "remedy_now"), ("by",)),
    "steps": (("about", "reason"), ("by",)),
}


def register() -> None:
    """Called once when the application starts."""
    record_kinds.register(
        RecordKind(
            key=KIND,
            label="Lex Sarah-ärenden",
            noun="lex Sarah-ärende",
            definite="lex Sarah-ärendet",
            ended="avslutades",
            goes="Dokumentationen av rapporten och utredningen, ställningstagandet, anmälan och "
            "svaret, informationen, och rapporterna som ärendet samlade med sina bilagor.",
            stays="Utfall, tema, enhet och dagar. Därför är alla siffror som förut. Fynd och "
            "åtgärder står också kvar: de har inga personuppgifter.",
            ready=ready,
            visible=Case.objects.visible_to,
            dispose=dispose,
            address=lambda reference: reverse("lex_sarah_page", args=[slug(reference)]),
            columns=Columns(unit="unit_id", started="received_on", ended="closed_on"),
            right="lex_sarah.decide",
            answers=Role.SAS,
            shares=shares,
        )
    )


def ready() -> QuerySet[Case]:
    """Ended and not gone."""
    return Case.objects.filter(status__in=ENDED, disposed_on=None)


def shares(keys: Collection[int]) -> list[tuple[int, object]]:
    """The investigations that say something of the reports of the cases. Three queries."""
    rows = CaseReport.objects.filter(case__in=list(keys), left_at__isnull=True).order_by("pk")
    of = dict(rows.values_list("report_id", "case_id"))
    return [(of[report], thing) for report, thing in investigations_of(of)]


@transaction.atomic
def dispose(actor: Actor, now: datetime, key: int) -> Gone:
    """One case and its reports, for retention. Raises NotAllowed, StillNeeded."""
    case = Case.objects.select_for_update().get(pk=key)
    require_at(actor, "retention.dispose", case.board_id)
    if case.disposed_on is not None:
        raise StillNeeded("Ärendet är redan gallrat.")
    if case.status not in ENDED:
        raise StillNeeded("Ärendet är inte avslutat.")
    gone = Gone({"texter": _empty(case)})
    case.investigators.all().delete()
    Case.objects.filter(pk=case.pk).update(
        disposed_on=local_date(now),
        others_concerned=bool(case.other_board or case.private_provider),
        other_board="",
        private_provider="",
    )
    for link in case.report_links.filter(left_at__isnull=True).order_by("pk"):
        if case.status == Status.CLOSED:
            gone += reports.dispose_report(
                actor=actor, now=now, report_id=link.report_id, case_kind=TypeKind.LEX_SARAH
            )
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="lex_sarah.dispose",
        subject=("lex_sarah_case", case.pk),
        keys={**gone.rows, "files": len(gone.files)},
        confidential=True,
    )
    return gone


def _empty(case: Case) -> int:
    """Empties every text and takes every name away; how many texts there were."""
    found = Counter[str]()
    for name, (texts, people) in TEXTS.items():
        rows: Any = getattr(case, name)
        for values in rows.order_by("pk").values_list(*texts):
            found[name] += sum(bool(text) for text in values)
        rows.update(**dict.fromkeys(texts, ""), **dict.fromkeys(people))
    for notification in case.notifications.order_by("pk"):
        found["answers"] += notification.answers.exclude(answer="").count()
        notification.answers.update(answer="", by=None)
    return found.total()
