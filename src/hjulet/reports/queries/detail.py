"""One report: who gets to see how much of it, and everything that its page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.contrib.auth import get_user_model
from django.db.models import BooleanField, Case, Expression, Q, Value, When

from hjulet.findings.lists import Cause
from hjulet.journal.queries import history
from hjulet.organisation.queries import actor_for, names
from hjulet.organisation.rules import may
from hjulet.organisation.types import Actor
from hjulet.reports import access
from hjulet.reports.kinds import SECRET_KINDS
from hjulet.reports.links import AccessGrant
from hjulet.reports.models import Assessment, DeviationType, Report, StatusChange
from hjulet.reports.queries.names import cause_names, type_names, unit_names

Sight = Literal["whole", "own", "summary", "gone"]


@dataclass(frozen=True, slots=True)
class Opened:
    """A report as one actor gets it.

    `whole`: all of it. `own`: what she wrote herself and the outcome. `summary`: restricted;
    that it exists, where and how far it has come. `gone`: disposed of, and that is all there is
    to see: for the staff of the board, among them whoever once sent it in.
    """

    report: Report
    sight: Sight


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with a right to read a restricted report. `sleeps`: it does not count now, because
    her account is closed or the case that gave it is no longer hers to open."""

    grant: AccessGrant
    sleeps: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """An assessment with names. `hidden`: made under secrecy that has been lifted since."""

    assessment: Assessment
    types: tuple[str, ...]
    units: tuple[str, ...]
    causes: tuple[str, ...]
    hidden: bool


def open_report(actor: Actor, reference: str) -> Opened | None:
    """The report with that reference as the actor may see it; None when she may not.

    One question whatever the answer: how long it takes must not tell that the report exists.
    """
    report = (
        Report.objects.filter(reference=reference)
        .select_related("board", "reported_unit", "reporter", "category")
        .annotate(reads=_whether(access.by_role(actor)), knows=_whether(access.known(actor)))
        .first()
    )
    if report is None:
        return None
    if report.reads:
        return Opened(report, "whole")
    if report.reporter_id is not None and report.reporter_id == actor.account_id:
        return Opened(report, "summary" if report.restricted else "own")
    if report.restricted and report.knows:
        return Opened(report, "summary")
    if report.disposed_on and not report.restricted and report.board_id in actor.board_ids:
        return Opened(report, "gone")
    return None


def _whether(condition: Q) -> Expression:
    """The condition as a column."""
    if not condition:
        return Value(True)
    return Case(When(condition, then=True), default=False, output_field=BooleanField())


def detail_of(report: Report) -> dict[str, Any]:
    """Names of types, units and causes of one report, as lists."""
    key = [report.pk]
    return {
        "types": type_names(key).get(report.pk, []),
        "units": unit_names(key).get(report.pk, []),
        "causes": cause_names(key).get(report.pk, []),
    }


def history_of(actor: Actor, report: Report) -> list[Judgement]:
    """All assessments, latest first.

    A report that was lex Sarah for a time and is no longer keeps what was written then secret.
    """
    rows = list(report.assessments.select_related("assessed_by", "category").order_by("-number"))
    types = {row.pk: row for row in DeviationType.objects.order_by("order", "name")}
    wanted = _all(row.cause_ids for row in rows)
    causes = dict(Cause.objects.filter(pk__in=wanted).values_list("pk", "name"))
    units = names(_all(row.unit_ids for row in rows))
    trusted = may(actor, "report.read_restricted", report.board_id)
    return [
        Judgement(
            assessment=row,
            types=tuple(item.name for key, item in types.items() if key in row.type_ids),
            units=tuple(units.get(key, "") for key in row.unit_ids),
            causes=tuple(causes.get(key, "") for key in row.cause_ids),
            hidden=not trusted
            and not report.restricted
            and any(types[key].kind in SECRET_KINDS for key in row.type_ids if key in types),
        )
        for row in rows
    ]


def status_changes_of(actor: Actor, report: Report) -> list[StatusChange]:
    """When and why it was closed and opened again, latest first.

    Without the reason of what was done under secrecy that has been lifted since. One query.
    """
    rows = list(report.status_changes.select_related("by").order_by("-pk"))
    if not report.restricted and not may(actor, "report.read_restricted", report.board_id):
        for row in rows:
            row.reason = "" if row.restricted else row.reason
    return rows


def granted_to(report: Report, on: date) -> list[Reader]:
    """Who has been let in to a restricted report, first first. One query, and three for each
    right that a case gave."""
    rows = report.grants.select_related("account").order_by("pk")
    return [Reader(row, not row.account.is_active or _sleeps(row, on)) for row in rows]


def _sleeps(grant: AccessGrant, on: date) -> bool:
    if not grant.for_case:
        return False
    reads = access.by_role(actor_for(grant.account, on))
    return not Report.objects.filter(reads, pk=grant.report_id).exists()


def readers_of(report: Report) -> list[tuple[Any, int | None]]:
    """(moment, account id) of who opened the report, latest first, at most fifty."""
    events = history("report", report.pk).filter(verb="read.opened").order_by("-seq")
    return list(events.values_list("at", "actor_id")[:50])


def _all(groups: Iterable[list[int]]) -> set[int]:
    return {key for group in groups for key in group}


def people(rows: Iterable[tuple[Any, int | None]]) -> list[tuple[Any, str]]:
    """(moment, name) for (moment, account id)."""
    rows = list(rows)
    known = dict(
        get_user_model()
        .objects.filter(pk__in={key for _, key in rows if key is not None})
        .values_list("pk", "name")
    )
    gone = "Ett konto som är borttaget"
    return [(at, known.get(key, gone) if key is not None else gone) for at, key in rows]
