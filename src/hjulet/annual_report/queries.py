"""Reading editions."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from hjulet.annual_report import building
from hjulet.annual_report.access import WRITE
from hjulet.annual_report.kinds import EditionStatus, Format, SectionStatus
from hjulet.annual_report.models import Edition, EditionFile, Section
from hjulet.annual_report.pages import PageParts, take_apart
from hjulet.calendar.rules import parse_period, previous
from hjulet.kernel import clock
from hjulet.organisation.queries import people, roles_of, tree_on
from hjulet.organisation.rules import roles_for
from hjulet.organisation.types import Actor

NEWEST = ("-period_key", "-number", "-id")


def editions(actor: Actor) -> QuerySet[Edition]:
    """Editions the actor may see, newest first, with how many sections are done."""
    return (
        Edition.objects.visible_to(actor)
        .select_related("board", "unit")
        .annotate(
            section_count=Count("sections"),
            done_count=Count("sections", filter=Q(sections__status=SectionStatus.DONE)),
        )
        .order_by(*NEWEST)
    )


def published() -> QuerySet[Edition]:
    """What anybody may read, newest first."""
    return (
        Edition.objects.filter(status=EditionStatus.PUBLISHED)
        .select_related("board", "unit")
        .order_by(*NEWEST)
    )


def newer_published(edition: Edition) -> Edition | None:
    """The latest published edition of the same report, when that is another one."""
    return (
        published()
        .filter(
            board_id=edition.board_id,
            unit_id=edition.unit_id,
            template=edition.template,
            period_key=edition.period_key,
            number__gt=edition.number,
        )
        .first()
    )


class Unreadable(Exception):
    """A stored file of the edition is gone or no longer what was stored."""


def published_page(edition: Edition) -> PageParts:
    """Head, contents and article of the stored web page. Raises Unreadable."""
    content = stored_file(edition, Format.HTML)
    return take_apart(content.decode())


def stored_file(edition: Edition, name: str) -> bytes:
    """A stored file.

    Raises EditionFile.DoesNotExist and Unreadable.
    """
    file = EditionFile.objects.get(edition=edition, format=name)
    try:
        return building.load(file)
    except (building.Damaged, OSError) as error:
        raise Unreadable(f"{edition.pk}.{name}") from error


def unfinished_sections(actor: Actor) -> QuerySet[Section]:
    """Sections in drafts that the actor is to write and has not finished."""
    return own_sections(actor).exclude(status=SectionStatus.DONE)


def own_sections(actor: Actor) -> QuerySet[Section]:
    """Sections in drafts that the actor is to write, finished or not."""
    return (
        Section.objects.filter(responsible_id=actor.account_id, edition__status=EditionStatus.DRAFT)
        .select_related("edition", "edition__board")
        .order_by("edition_id", "order")
    )


def last_years(section: Section) -> Section | None:
    """The same section a year earlier for the same unit, else in the edition it was opened from."""
    edition = section.edition
    earlier = (
        Edition.objects.filter(
            unit_id=edition.unit_id, period_key=previous(parse_period(edition.period_key)).key
        )
        .order_by("-number", "-id")
        .first()
    )
    source_id = earlier.pk if earlier else edition.previous_id
    if source_id is None:
        return None
    return (
        Section.objects.filter(edition_id=source_id, key=section.key)
        .select_related("edition")
        .first()
    )


def writers(board_id: int) -> list[Any]:
    """The accounts that may write in the board's report today, by name. Three queries."""
    today = clock.today()
    covered = tree_on(today).below(board_id)
    accounts = people()
    roles = roles_of([account.pk for account in accounts])
    return [
        account
        for account in accounts
        if account.is_active
        and any(
            role.role in roles_for(WRITE)
            and role.unit_id in covered
            and (role.valid_from or today) <= today <= (role.valid_to or today)
            for role in roles[account.pk]
        )
    ]


def sections_of(edition_id: int) -> QuerySet[Section]:
    """The sections of an edition in their order."""
    return Section.objects.filter(edition_id=edition_id).order_by("order")
