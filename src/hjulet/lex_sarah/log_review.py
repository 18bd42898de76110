"""What the log control gets to know of cases: their reference, and why somebody could open one."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import Q

from hjulet.lex_sarah.kinds import StepKind
from hjulet.lex_sarah.models import Case, Investigator, Step
from hjulet.log_review import subjects
from hjulet.log_review.subjects import Described, Subject
from hjulet.ui.format import date_plain


def register() -> None:
    """Called once when the application starts."""
    subjects.register(
        Subject(kind="lex_sarah_case", right="lex_sarah.work", describe=_cases, grant=_let_in)
    )


def _cases(ids: Collection[int]) -> Mapping[int, Described]:
    rows = Case.objects.filter(pk__in=list(ids)).order_by("pk")
    return {
        pk: Described(reference, "lex Sarah-ärende", (board_id,))
        for pk, reference, board_id in rows.values_list("pk", "reference", "board_id")
    }


def _let_in(case_id: int, account_id: int, at: datetime) -> str:
    """Investigator at that moment, or the one it was sent to for a decision."""
    own = Investigator.objects.filter(
        Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=at),
        case_id=case_id,
        account_id=account_id,
        assigned_at__lte=at,
    ).first()
    if own is not None:
        return f"utredare sedan {date_plain(own.assigned_at)}"
    decides = Case.objects.filter(pk=case_id, decider_id=account_id).exists()
    sent = Step.objects.filter(case_id=case_id, kind=StepKind.SENT, at__lte=at).first()
    return f"beslutar, sedan {date_plain(sent.at)}" if decides and sent else ""
