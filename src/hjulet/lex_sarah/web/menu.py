"""The menu item of the room, and what it shows on the pages of others."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from hjulet.kernel import clock
from hjulet.lex_sarah import operations, queries, rules
from hjulet.lex_sarah.models import Case
from hjulet.organisation.kinds import Role
from hjulet.organisation.rules import may
from hjulet.organisation.types import Actor
from hjulet.reports import case_rule, reporter_rule
from hjulet.reports.kinds import TAKE_UP_CLOCKS, TypeKind
from hjulet.ui import slots
from hjulet.ui.menu import MenuItem, register

# Who may have been let into a case without being SAS: only they are asked for in the menu.
_LET_IN = frozenset({Role.INVESTIGATOR, Role.DEPARTMENT_MANAGER, Role.ADMINISTRATION_LEAD})


def register_all() -> None:
    """Called once when the application starts."""
    register(
        MenuItem(
            label="Lex Sarah",
            url_name="lex_sarah_list",
            stage="do",
            order=30,
            visible=_has_cases,
            clocks=(*rules.CLOCKS, TAKE_UP_CLOCKS[TypeKind.LEX_SARAH]),
        )
    )
    slots.register("report.cases", case_of_report)
    slots.register("report.summary", summary_of)
    slots.register("finding.sources", case_of)
    reporter_rule.register(queries.boards_that_hide_texts)
    case_rule.register(queries.reports_in_cases)


def _has_cases(actor: Actor) -> bool:
    """SAS, and those whom SAS has let into a case. No query for anybody else."""
    if may(actor, "lex_sarah.work"):
        return True
    return bool(_LET_IN & actor.roles) and Case.objects.visible_to(actor).exists()


def case_of_report(actor: Actor, report: Any, request: HttpRequest | None) -> str:
    """On a report that is lex Sarah: its case for who may open it, or for SAS a way to open one."""
    if not report.restricted or report.disposed_on is not None:
        return ""
    linked = Case.objects.filter(
        report_links__report=report.pk, report_links__left_at__isnull=True
    ).order_by("pk")
    case = (linked & Case.objects.visible_to(actor)).first()
    waits = case is None and may(actor, "lex_sarah.work", report.board_id)
    if case is None and (not waits or linked.exists() or report.closed_on is not None):
        return ""
    context = {"case": case, "report": report}
    return render_to_string("lex_sarah/_of_report.html", context, request=request)


def summary_of(actor: Actor, report: Any, request: HttpRequest | None) -> str:
    """On a restricted report: what the manager of the unit may know. It leaves a trace."""
    found = queries.summary_for(actor, report)
    if found is None or not actor.second_factor:
        return ""
    operations.opened(actor=actor, now=clock.now(), case_id=found.case_id)
    return render_to_string("lex_sarah/_summary.html", {"found": found}, request=request)


def case_of(actor: Actor, finding: Any, request: HttpRequest | None) -> str:
    """On a finding: the cases that led to it, named only for those who may open them."""
    linked = Case.objects.filter(finding_links__finding=finding.pk)
    total = linked.count()
    if not total:
        return ""
    seen = list((linked & Case.objects.visible_to(actor)).distinct().order_by("pk"))
    context = {"seen": seen, "hidden": total - len(seen)}
    return render_to_string("lex_sarah/_of_finding.html", context, request=request)
