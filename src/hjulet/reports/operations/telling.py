"""The one who reported is told at each step. Kind and reference only (OSL 2009:400 26 kap.)."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.urls import reverse

from hjulet.kernel.clock import local_date
from hjulet.notices import operations as notices
from hjulet.organisation import queries as organisation
from hjulet.organisation.kinds import Role
from hjulet.organisation.types import Actor
from hjulet.reports.kinds import Serious
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


def tell_of_haste(report: Report, now: datetime) -> None:
    """SAS of the board hears at once of a report that may be serious: lex Sarah is documented and
    investigated "genast" (27 kap. 5 § SoL). Of "Jag vet inte" the one who assesses tells her."""
    if report.may_be_serious != Serious.YES:
        return
    notices.tell(
        now=now,
        account_ids=organisation.holders({Role.SAS}, report.reported_unit_id, local_date(now)),
        kind="report.serious",
        words=f"Rapport {report.reference} kan vara lex Sarah",
        path=reverse("report_page", args=[report.reference]),
        once=f"serious:{report.pk}",
    )
