"""The menu item of the room, and what it shows on the pages of a report and a finding."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from hjulet.data_breaches import queries, rules
from hjulet.data_breaches.access import may_work
from hjulet.data_breaches.clocks import title_of
from hjulet.data_breaches.models import state_of
from hjulet.data_breaches.operations.common import KIND, path_of
from hjulet.data_breaches.web.words import state_words, time_of
from hjulet.kernel import clock
from hjulet.organisation.rules import may
from hjulet.reports.kinds import TAKE_UP_CLOCKS, Status
from hjulet.reports.rules import cases_needed
from hjulet.ui import slots
from hjulet.ui.menu import MenuItem, register


def register_all() -> None:
    """Called once when the application starts."""
    register(
        MenuItem(
            label="Incidenter",
            url_name="breach_list",
            stage="do",
            order=40,
            visible=_reads,
            clocks=(*rules.CLOCKS, TAKE_UP_CLOCKS[KIND]),
        )
    )
    slots.register("report.cases", report_cases)
    slots.register("finding.sources", finding_sources)


def _reads(actor: Any) -> bool:
    return may(actor, "data_breach.read")


def report_cases(actor: Any, report: Any, request: HttpRequest | None) -> str:
    """Kind, state and clock of the incident that has the report, for who reads the report.

    Of one under secrecy only those who read it whole, and those who work with incidents, learn
    that it is a data breach too.
    """
    working = may_work(actor, report.board_id, report.reported_unit_id)
    if report.restricted and not (working or may(actor, "report.read_restricted", report.board_id)):
        return ""
    incident = queries.of_report(report.pk)
    context: dict[str, Any] = {"incident": incident, "report": report}
    if incident is None:
        kinds = report.type_links.values_list("type__kind", flat=True)
        waits = report.status in (Status.ASSESSED, Status.INVESTIGATING)
        if not (working and waits and KIND in cases_needed(kinds)):
            return ""
        context["open"] = f"{reverse('breach_new')}?rapport={report.reference}"
    else:
        now = clock.now()
        sent = list(incident.notifications.order_by("number"))
        state = state_of(incident, [one.complete for one in sent])
        first = clock.local_date(sent[0].sent_at) if sent else None
        context |= {
            "title": title_of(incident),
            "state": state_words(incident, now),
            "time": time_of(incident, state, first, now),
            "path": path_of(incident) if queries.may_open(actor, incident) else "",
        }
    return render_to_string("data_breaches/_of_report.html", context, request=request)


def finding_sources(actor: Any, finding: Any, request: HttpRequest | None) -> str:
    """The incidents that ended in the finding, of those that the actor may open."""
    incidents = queries.of_finding(actor, finding.pk)
    if not incidents:
        return ""
    rows = [(one.reference, title_of(one), path_of(one)) for one in incidents]
    return render_to_string("data_breaches/_of_finding.html", {"rows": rows}, request=request)
