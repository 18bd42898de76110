"""Who may open which page: what the actor may not see does not exist for her."""

from django.http import Http404, HttpRequest, QueryDict

from hjulet.annual_report import queries
from hjulet.annual_report.access import DECIDE, WRITE, may_on
from hjulet.annual_report.models import Edition, Section
from hjulet.annual_report.rules import may
from hjulet.organisation.types import Actor


def actor_of(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def edition_for(request: HttpRequest, edition_id: int) -> Edition:
    """The edition with its counts of sections."""
    edition = queries.editions(actor_of(request)).filter(pk=edition_id).first()
    if edition is None:
        raise Http404
    return edition


def deciding(request: HttpRequest, edition_id: int, verb: str) -> Edition:
    """The edition, for somebody who decides on it and when its state allows the verb."""
    edition = edition_for(request, edition_id)
    if not (may_on(actor_of(request), DECIDE, edition.board_id) and may(verb, edition.status)):
        raise Http404
    return edition


def section_for(request: HttpRequest, edition_id: int, section_id: int) -> Section:
    edition = edition_for(request, edition_id)
    section = (
        Section.objects.select_related("responsible", "saved_by")
        .filter(pk=section_id, edition=edition)
        .first()
    )
    if section is None:
        raise Http404
    section.edition = edition
    return section


def may_write(request: HttpRequest, edition: Edition) -> bool:
    return may("write", edition.status) and may_on(actor_of(request), WRITE, edition.board_id)


def may_decide(request: HttpRequest, edition: Edition) -> bool:
    return may_on(actor_of(request), DECIDE, edition.board_id)


def posted(request: HttpRequest) -> QueryDict | None:
    """What was posted, also when that is nothing at all (one empty checkbox)."""
    return request.POST if request.method == "POST" else None
