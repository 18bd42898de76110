"""What the log control gets to know of incidents with secrecy: their reference."""

from collections.abc import Collection, Mapping

from hjulet.data_breaches.models import Incident
from hjulet.data_breaches.operations.common import SUBJECT
from hjulet.log_review import subjects
from hjulet.log_review.subjects import Described, Subject


def register() -> None:
    """Called once when the application starts."""
    right = "data_breach.work"
    subjects.register(Subject(kind=SUBJECT, right=right, describe=_incidents))
    subjects.register(Subject(kind="data_breach_list", right=right, describe=_lists))


def _incidents(ids: Collection[int]) -> Mapping[int, Described]:
    rows = Incident.objects.filter(pk__in=list(ids)).order_by("pk")
    return {
        pk: Described(reference, "personuppgiftsincident", (board_id,))
        for pk, reference, board_id in rows.values_list("pk", "reference", "board_id")
    }


def _lists(ids: Collection[int]) -> Mapping[int, Described]:
    return {key: Described("", "register i Excel") for key in ids}
