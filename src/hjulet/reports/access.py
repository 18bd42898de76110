"""Who may read which reports, as conditions on the Report table.

OSL (2009:400) 26 kap. 1 § and 8 kap. 1 §: secrecy in social services holds also between boards,
so that a unit that moves to another board does not bring the old reports with it. Restricted
(lex Sarah) opens only to SAS of the board and to those who have been granted access.
"""

from django.db.models import Exists, OuterRef, Q

from hjulet.organisation.rules import units_for
from hjulet.organisation.types import Actor
from hjulet.reports.kinds import TypeKind
from hjulet.reports.links import AccessGrant, ReportType, ReportUnit

NOTHING = Q(pk__in=[])


def concerns(units: frozenset[int]) -> Exists:
    """Reports that concern one of the units."""
    return Exists(ReportUnit.objects.filter(report=OuterRef("pk"), unit_id__in=units))


def _of_kind(kind: TypeKind) -> Exists:
    return Exists(ReportType.objects.filter(report=OuterRef("pk"), type__kind=kind))


def _granted(account_id: int) -> Q:
    # Gathered once: asked report by report it cost most of a count of ten thousand.
    return Q(pk__in=AccessGrant.objects.filter(account=account_id).values("report_id"))


def by_role(actor: Actor) -> Q:
    """Reports that the actor may read whole: by role in the board or by a grant."""
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
        condition |= Q(restricted=False, board_id__in=units) & Q(_of_kind(TypeKind.DATA_BREACH))
    if actor.account_id is not None:
        condition |= _granted(actor.account_id)
    return condition


def own(actor: Actor) -> Q:
    """Reports that the actor sent in."""
    return Q(reporter_id=actor.account_id) if actor.account_id is not None else NOTHING


def readable(actor: Actor) -> Q:
    """Reports whose content the actor may read: by role, or her own until it is restricted."""
    if actor.system:
        return Q()
    return (own(actor) & Q(restricted=False)) | by_role(actor)


def known(actor: Actor) -> Q:
    """Restricted reports of which the actor sees a summary: manager of a unit, or the reporter."""
    condition = Q(restricted=True) & own(actor)
    if units := units_for(actor, "report.read_unit"):
        condition |= Q(restricted=True, board_id__in=actor.board_ids) & Q(concerns(units))
    return condition
