"""How far a case has come: what the rules need to know of it, and its versions."""

from datetime import datetime
from typing import TypeVar

from django.db.models import Max, Subquery
from django.urls import reverse

from hjulet.lex_sarah import rules
from hjulet.lex_sarah.kinds import Receiver, Status, StepKind
from hjulet.lex_sarah.models import Case, Decision, InvestigationRecord, ReportRecord

R = TypeVar("R", ReportRecord, InvestigationRecord)


NOT_SAID = "inget angivet"


def path_of(reference: str) -> str:
    """The address of the page of a case."""
    return reverse("lex_sarah_page", args=[rules.slug(reference)])


def facts_of(case: Case) -> rules.Facts:
    """What decides which clocks run and whether it may be closed. At most five queries."""
    if case.status == Status.INVESTIGATING:
        return rules.Facts(case.status, undocumented=undocumented_in(case))
    if case.status != Status.DECIDED:
        return rules.Facts(case.status)
    sent = list(case.notifications.order_by("pk").values_list("with_investigation", "at"))
    whole = [at for with_investigation, at in sent if with_investigation]
    return rules.Facts(
        case.status,
        case.degree,
        notified=bool(whole),
        informed=not has_reporter(case) or _told_of_decision(case),
        owed=bool(sent) and not whole,
        renewed=bool(whole) and rules.is_serious(case.degree) and _sealed_since(case, max(whole)),
    )


def _sealed_since(case: Case, moment: datetime) -> bool:
    """Whether the investigation has been made again since: the case was opened or sent back."""
    return InvestigationRecord.objects.filter(case=case, sealed_at__gt=moment).exists()


def undocumented_in(case: Case) -> tuple[str, ...]:
    """References of reports in the case that joined after the latest record was sealed.

    By the order of the steps, which are taken one at a time. One query.
    """
    sealed = case.steps.filter(kind=StepKind.RECORDED).order_by("-pk").values("pk")[:1]
    there = case.report_links.filter(left_at__isnull=True).values("report__reference")
    rows = case.steps.filter(kind=StepKind.JOINED, pk__gt=Subquery(sealed), about__in=there)
    return tuple(dict.fromkeys(rows.order_by("pk").values_list("about", flat=True)))


def facts_in_words(case: Case) -> list[tuple[str, str]]:
    """What `change` writes, each with its label. At most one query."""
    return [
        ("Tema", case.theme.name if case.theme else NOT_SAID),
        ("Annan nämnd", case.other_board or NOT_SAID),
        ("Privat utförare", case.private_provider or NOT_SAID),
        ("Oväntat dödsfall", "ja" if case.unexpected_death else "nej"),
    ]


def has_reporter(case: Case) -> bool:
    """Whether somebody who can be told sent in one of the reports."""
    links = case.report_links.filter(left_at__isnull=True)
    return links.filter(report__reporter__isnull=False).exists()


def latest_decision(case: Case) -> Decision | None:
    """The decision that holds, or the last one before the case was opened again."""
    return case.decisions.order_by("-number").first()


def draft_of(case: Case, model: type[R]) -> R | None:
    """The version that is being written, if any."""
    return model._default_manager.filter(case=case, sealed_at__isnull=True).first()


def latest_sealed(case: Case, model: type[R]) -> R | None:
    """The version that holds."""
    rows = model._default_manager.filter(case=case, sealed_at__isnull=False)
    return rows.order_by("-number").first()


def stamp_of(case: Case, model: type[ReportRecord] | type[InvestigationRecord]) -> str:
    """What a form is made from; another one when somebody has saved or sealed since."""
    rows = model._default_manager.filter(case=case)
    sealed = rows.filter(sealed_at__isnull=False).aggregate(latest=Max("number"))["latest"] or 0
    draft = rows.filter(sealed_at__isnull=True).values_list("saved", flat=True).first()
    return rules.stamp(sealed, draft or 0)


def _told_of_decision(case: Case) -> bool:
    decision = latest_decision(case)
    return case.told.filter(receiver=Receiver.REPORTER, decision=decision).exists()
