"""What goes with a disposed report: its handovers, and what investigations say of it."""

from django.db.models import Q

from hjulet.reports.kinds import InvestigationVerb as Verb
from hjulet.reports.models import Investigation, InvestigationReport, Report
from hjulet.retention.record_kinds import Gone

TEXTS = "texter"
_BLANK = {
    "course": "",
    "why": "",
    "earlier_events": "",
    "told_reporter": "",
    "saved_by": None,
}


def handovers(report: Report) -> Gone:
    """What was told and answered. To whom, when and on which ground stays."""
    rows = report.handovers.all()
    number = sum(
        bool(text) for pair in rows.order_by("pk").values_list("text", "answer") for text in pair
    )
    rows.update(text="", answer="", their_reference="", by=None)
    return Gone({TEXTS: number})


def investigations(report: Report) -> Gone:
    """An investigation is emptied with the last of its reports: till then it is about them too.

    What was set aside for secrecy, when this report became lex Sarah, goes with this report.
    """
    concerned = Investigation.objects.filter(
        Q(report_links__report=report) | Q(steps__report=report, steps__verb=Verb.SET_ASIDE)
    ).distinct()
    number = 0
    for found in concerned.order_by("pk"):
        others = InvestigationReport.objects.filter(
            investigation=found, report__disposed_on__isnull=True
        ).exclude(report=report)
        if not others.exists():
            number += _empty(found)
        elif found.steps.filter(report=report, verb=Verb.SET_ASIDE).exists():
            number += _empty_history(found, restricted=True)
    return Gone({TEXTS: number})


def _empty(found: Investigation) -> int:
    written = (found.course, found.why, found.earlier_events, found.told_reporter)
    Investigation.objects.filter(pk=found.pk).update(**_BLANK)
    found.earlier_links.all().delete()
    return sum(bool(text) for text in written) + _empty_history(found)


def _empty_history(found: Investigation, **chosen: bool) -> int:
    """Sealed copies and reasons; that it was sealed and when stays."""
    versions = found.versions.filter(**chosen).exclude(fields={})
    steps = found.steps.filter(**chosen)
    number = versions.count() + steps.exclude(text="").count()
    versions.update(fields={}, by=None)
    steps.update(text="", by=None)
    return number
