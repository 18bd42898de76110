"""Cases as a source of findings: also while they go on, so that others can learn early."""

from datetime import datetime
from typing import Any

from hjulet.findings import sources
from hjulet.findings.kinds import Origin
from hjulet.findings.sources import SourceInfo, SourceRoom
from hjulet.kernel import clock
from hjulet.lex_sarah import operations
from hjulet.lex_sarah.models import Case, IvoAnswer
from hjulet.lex_sarah.queries import path_of
from hjulet.organisation.types import SYSTEM, Actor

KIND = "lex_sarah"
# Every text of a row that somebody may have told something in.
_TEXTS = (
    ("report_records", ("happened", "consequences", "noticed", "at_once", "reason")),
    ("investigation_records", ("course", "causes", "earlier", "recurrence", "measures", "reason")),
    ("summaries", ("summary", "remedy_now")),
    ("decisions", ("position",)),
    ("notifications", ("what",)),
    ("told", ("what",)),
    ("steps", ("reason",)),
)


def register_all() -> None:
    """Called once when the application starts."""
    sources.register(SourceRoom(kind=KIND, find=find, link=link, texts=texts))


def find(actor: Actor, key: int) -> SourceInfo | None:
    """The case as a source, for those who investigate or decide it.

    Its day is the one it was opened: the day it happened could point at somebody.
    """
    case = Case.objects.visible_to(actor).filter(pk=key).first()
    if case is None:
        return None
    links = case.report_links.filter(left_at__isnull=True).order_by("pk")
    units = links.values_list("report__unit_links__unit_id", flat=True)
    causes = links.values_list("report__cause_links__cause_id", flat=True)
    return SourceInfo(
        kind=KIND,
        key=case.pk,
        label=f"Ärende {case.reference}",
        path=path_of(case.reference),
        board_id=case.board_id,
        found_on=clock.local_date(case.opened_at),
        origin=Origin.LEX_SARAH,
        texts=_written(case),
        unit_ids=tuple(dict.fromkeys(one for one in units if one is not None)),
        cause_ids=tuple(dict.fromkeys(one for one in causes if one is not None)),
    )


def link(actor: Actor, now: datetime, finding_id: int, key: int) -> None:
    """Ties the finding to the case within the caller's transaction."""
    operations.link_finding(actor=actor, now=now, finding_id=finding_id, case_id=key)


def texts(finding_id: int) -> tuple[str, ...]:
    """All that is written in the cases of the finding and in their reports, whoever asks."""
    cases = Case.objects.filter(finding_links__finding=finding_id).order_by("pk")
    return tuple(text for case in cases for text in _written(case))


def _written(case: Case) -> tuple[str, ...]:
    """Everything: drafts and what was replaced too, and reports that have left the case."""
    found: list[str] = [case.other_board, case.private_provider]
    for name, fields in _TEXTS:
        rows: Any = getattr(case, name)
        for values in rows.order_by("pk").values_list(*fields):
            found.extend(values)
    answers = IvoAnswer.objects.filter(notification__case=case).order_by("pk")
    found.extend(answers.values_list("answer", flat=True))
    reports = case.report_links.order_by("report_id").values_list("report_id", flat=True)
    for report_id in dict.fromkeys(reports):
        source = sources.find(SYSTEM, "report", report_id)
        found.extend(source.texts if source else ())
    return tuple(text for text in found if text)
