"""Reads of notices and letters."""

from dataclasses import dataclass

from django.db.models import Count

from hjulet.notices.kinds import LetterStatus, Mode
from hjulet.notices.models import Letter, Notice, Preference
from hjulet.organisation.types import Actor

PAGE = 50
SHOWN_FAILURES = 20


@dataclass(frozen=True, slots=True)
class Page:
    """Notices, newest first; `more` when there is a later page."""

    rows: tuple[Notice, ...]
    more: bool


def page_of(actor: Actor, page: int = 1) -> Page:
    """Page 1 is the newest. One query."""
    first = (max(1, page) - 1) * PAGE
    rows = list(Notice.objects.visible_to(actor).order_by("-at", "-id")[first : first + PAGE + 1])
    return Page(tuple(rows[:PAGE]), len(rows) > PAGE)


def unread_count(actor: Actor) -> int:
    count: int = Notice.objects.visible_to(actor).filter(read_at__isnull=True).count()
    return count


def mode_of(actor: Actor) -> Mode:
    """How the actor wants her letters; each time when she has not chosen."""
    chosen = Preference.objects.filter(account_id=actor.account_id or 0).first()
    return Mode(chosen.mode) if chosen else Mode.EACH


def in_the_morning() -> frozenset[int]:
    """Accounts that want one letter a morning. One query."""
    rows = Preference.objects.filter(mode=Mode.MORNING, account__is_active=True)
    return frozenset(rows.order_by("pk").values_list("account_id", flat=True))


def letters_by_status() -> dict[str, int]:
    """How many letters there are of each status."""
    rows = Letter.objects.order_by("status").values_list("status").annotate(Count("pk"))
    return dict.fromkeys(LetterStatus.values, 0) | dict(rows)


def failed_letters() -> list[Letter]:
    """The latest failures, with the receiver. Who may see them is for the page to ask."""
    rows = Letter.objects.filter(status=LetterStatus.FAILED).select_related("account")
    return list(rows.order_by("-made_at", "-pk")[:SHOWN_FAILURES])
