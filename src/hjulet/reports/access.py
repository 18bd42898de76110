"""Who may read which reports, as conditions on the Report table.

OSL (2009:400) 26 kap. 1 § and 8 kap. 1 §: secrecy in social services holds also between boards,
so that a unit that moves to another board does not bring the old reports with it. Restricted
(lex Sarah) opens only to SAS of the board and to those who have been granted access.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from hjulet.organisation.rules import units_for
from hjulet.organisation.types import Actor
from hjulet.reports import case_rule
from hjulet.reports.kinds import Astray, InvestigationStatus, Status, TypeKind
from hjulet.reports.links import AccessGrant, InvestigationReport, ReportType, ReportUnit

NOTHING = Q(pk__in=[])
UNTOLD = "Sekretess. Öppna rapporten för att läsa"


def concerns(units: frozenset[int]) -> Exists:
    """Reports that concern one of the units."""
    return Exists(ReportUnit.objects.filter(report=OuterRef("pk"), unit_id__in=units))


def _of_kind(kind: TypeKind) -> Exists:
    return Exists(ReportType.objects.filter(report=OuterRef("pk"), type__kind=kind))


def _possible_breach() -> Q:
    """Reports of which the reporter says that data may have gone astray, until somebody has
    assessed them: the 72 hours run from when the organisation became aware (art. 33 GDPR)."""
    return Q(status=Status.RECEIVED, data_astray__in=(Astray.YES, Astray.UNKNOWN))


def _granted(actor: Actor) -> Q:
    """Reports that somebody has let her read; what a case gave, as long as she may open the case.

    Whoever has left the board or the task reads no more, also when nobody takes the right back.
    """
    holds = Q(for_case=False)
    for reports in case_rule.of_open_cases(actor):
        holds |= Q(report_id__in=reports)
    # Gathered once: asked report by report it cost most of a count of ten thousand.
    own = AccessGrant.objects.filter(holds, account=actor.account_id)
    return Q(pk__in=own.values("report_id"))


def _investigated_by(account_id: int) -> Q:
    """Reports that she has been given to investigate, until that is done.

    Asked of the investigation itself and not granted, so that nothing is left behind when
    somebody else takes over, or when the report becomes secret.
    """
    links = InvestigationReport.objects.filter(
        investigation__responsible=account_id, left_at__isnull=True
    ).exclude(investigation__status=InvestigationStatus.CLOSED)
    return Q(pk__in=links.values("report_id"))


def by_role(actor: Actor) -> Q:
    """Reports that the actor may read whole: by role in the board, by a grant, or because she
    investigates them."""
    if actor.system:
        return Q()
    condition = NOTHING
    if units := units_for(actor, "report.read_unit"):
        condition |= Q(restricted=False, board_id__in=actor.board_ids) & Q(concerns(units))
    if units := units_for(actor, "report.read_board"):
        condition |= Q(restricted=False, board_id__in=units)
    if units := units_for(actor, "report.read_restricted"):
        condition |= Q(restricted=True, board_id__in=units)
    if units := units_for(actor, "report.read_breach"):
        found_or_possible = Q(_of_kind(TypeKind.DATA_BREACH)) | _possible_breach()
        condition |= Q(restricted=False, board_id__in=units) & found_or_possible
    if actor.account_id is not None:
        condition |= _granted(actor)
        if actor.board_ids:
            mine = _investigated_by(actor.account_id)
            condition |= Q(restricted=False, board_id__in=actor.board_ids) & mine
    return condition


def told(restricted: bool, text: str) -> str:
    """What a list says of a report, whoever may read it: what is secret is read on its page alone,
    which asks for the second factor and leaves a line in the read log (10 § SoLPuL)."""
    return UNTOLD if restricted else text


def own(actor: Actor) -> Q:
    """Reports that the actor sent in."""
    return Q(reporter_id=actor.account_id) if actor.account_id is not None else NOTHING


def readable(actor: Actor) -> Q:
    """Reports whose content the actor may read: by role, or her own until it is restricted."""
    if actor.system:
        return Q()
    return (own(actor) & Q(restricted=False)) | by_role(actor)


def known(actor: Actor) -> Q:
    """Restricted reports of which the actor sees a summary: manager of a unit, the reporter, or
    the dataskyddsombud when it is a data breach too."""
    condition = Q(restricted=True) & own(actor)
    if units := units_for(actor, "report.read_breach"):
        condition |= Q(restricted=True, board_id__in=units) & Q(_of_kind(TypeKind.DATA_BREACH))
    if units := units_for(actor, "report.read_unit"):
        condition |= Q(restricted=True, board_id__in=actor.board_ids) & Q(concerns(units))
    return condition


def investigations(actor: Actor) -> Q:
    """Investigations that the actor may read, as a condition on the Investigation table.

    The unit that investigates, managers of units that a report in it concerns (whoever gathered
    the reports has let them see it), the board's readers, and who is responsible. One that
    became secret is read like a restricted report: by SAS of the board.
    """
    if actor.system:
        return Q()
    open_to = NOTHING
    own = Q(board_id__in=actor.board_ids)
    if units := units_for(actor, "report.investigate"):
        open_to |= own & Q(unit_id__in=units)
    if units := units_for(actor, "report.read_unit"):
        open_to |= own & Q(Exists(_links_concerning(units)))
    if units := units_for(actor, "report.read_board"):
        open_to |= Q(board_id__in=units)
    if actor.account_id is not None:
        mine = Q(responsible_id=actor.account_id) & ~Q(status=InvestigationStatus.CLOSED)
        open_to |= own & mine
    condition = Q(restricted=False) & open_to
    if units := units_for(actor, "report.read_restricted"):
        condition |= Q(restricted=True, board_id__in=units)
    return condition


def _links_concerning(units: frozenset[int]) -> QuerySet[InvestigationReport]:
    return InvestigationReport.objects.filter(
        investigation=OuterRef("pk"),
        left_at__isnull=True,
        report__restricted=False,
        report__unit_links__unit_id__in=units,
    )
