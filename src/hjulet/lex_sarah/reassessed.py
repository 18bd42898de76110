"""A case follows its reports when one is assessed anew or its day corrected: unit, laws, time.

What has been sealed and decided stays as it was. A case that has ended does too, until it is
opened again.
"""

from datetime import datetime
from typing import Any

from hjulet.lex_sarah import rules
from hjulet.lex_sarah.kinds import StepKind
from hjulet.lex_sarah.models import Case, CaseQuerySet, CaseReport
from hjulet.lex_sarah.operations.common import take
from hjulet.lex_sarah.operations.opening import from_reports
from hjulet.organisation.queries import names
from hjulet.organisation.types import Actor
from hjulet.reports import followers
from hjulet.ui.format import date_plain

_LAWS = {"sol": "SoL", "lss": "LSS", "sol lss": "SoL och LSS"}


def register() -> None:
    """Called once when the application starts."""
    followers.register(followers.Follower(hold=hold, follow=follow))


def hold(report_id: int) -> None:
    """Locks the case of the report before the report, as every verb of a case does."""
    list(_case_of(report_id).select_for_update())


def follow(actor: Actor, now: datetime, report_id: int) -> None:
    """Unit, laws and first day of the case become what its reports say; a step tells of it."""
    case = _case_of(report_id).select_for_update().first()
    if case is None:
        return
    changed = {
        name: value for name, value in from_reports(case).items() if getattr(case, name) != value
    }
    if changed:
        take(
            case,
            actor,
            now,
            "change",
            StepKind.CHANGED,
            reason=_told(case, changed),
            keys={"fields": sorted(changed), "report": report_id},
            **changed,
        )


def _case_of(report_id: int) -> CaseQuerySet:
    own = CaseReport.objects.filter(report_id=report_id, left_at__isnull=True)
    return Case.objects.filter(pk__in=own.values("case_id"), status__in=rules.OPEN).order_by("pk")


def _told(case: Case, changed: dict[str, Any]) -> str:
    """What was and what is, in words: "Enhet: Åkersenheten, nu Mottagningen."."""
    parts = ["En rapport är bedömd på nytt."] if changed.keys() & {"unit_id", "laws"} else []
    if "unit_id" in changed:
        units = names([case.unit_id, changed["unit_id"]])
        parts.append(f"Enhet: {units[case.unit_id]}, nu {units[changed['unit_id']]}.")
    if "laws" in changed:
        parts.append(f"Lag: {_LAWS[case.laws]}, nu {_LAWS[changed['laws']]}.")
    if "received_on" in changed:
        parts.append(
            f"Inkom {date_plain(case.received_on)}, nu {date_plain(changed['received_on'])}."
        )
    return " ".join(parts)
