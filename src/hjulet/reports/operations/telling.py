"""The one who reported is told at each step. Kind and reference only (OSL 2009:400 26 kap.)."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.urls import reverse

from hjulet.notices import operations as notices
from hjulet.organisation.types import Actor
from hjulet.reports.models import Report


def tell_reporter(report: Report, actor: Actor, now: datetime, words: str, once: str) -> None:
    """Tells the one who reported that something was done; she reads on her own page what.

    `words` go on after "Rapport 2025-20" when they begin with "är", else after a colon.
    """
    if report.reporter_id is None or report.reporter_id == actor.account_id:
        return
    if not get_user_model().objects.filter(pk=report.reporter_id, is_active=True).exists():
        return
    notices.tell(
        now=now,
        account_ids=[report.reporter_id],
        kind="report.step",
        words=f"Rapport {report.reference}{'' if words.startswith('är ') else ':'} {words}",
        path=reverse("report_page", args=[report.reference]),
        once=f"{once}:{report.pk}",
    )
