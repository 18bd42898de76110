"""Telling somebody in the program and by letter, and reading what was told.

A letter is made of what the caller gives: the noun of a kind, a reference and a day, and a link.
Nothing of a case may stand in `words` (OSL 2009:400 26 kap.).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from hjulet.journal import operations as journal
from hjulet.notices.kinds import Mode
from hjulet.notices.models import Letter, Notice, Preference
from hjulet.notices.rules import once_for, one_line
from hjulet.organisation.rules import NotAllowed
from hjulet.organisation.types import Actor


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in a letter: the program's own words about it, and its address in Hjulet."""

    words: str
    path: str


@transaction.atomic
def tell(
    *,
    now: datetime,
    account_ids: Collection[int],
    kind: str,
    words: str,
    path: str,
    once: str,
    letters_from: datetime | None = None,
    more: Sequence[Line] = (),
    always: bool = False,
) -> None:
    """Tells each of the accounts once, in the program and, to those who want it, by letter.

    `once` names what is told: the same again to the same account changes nothing. `words` hold
    noun, reference and day only. Letters are not sent before `letters_from`, have `more` after the
    words, and go `always` only when the account itself is at stake. Called inside the
    transaction of what happened, whose journal event tells of it: this records none.
    """
    accounts = sorted(set(account_ids))
    Notice.objects.bulk_create(
        [
            Notice(
                account_id=account, at=now, kind=kind, words=words[:200], path=path,
                once=once_for(once, account),
            )
            for account in accounts
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    others = set(
        Preference.objects.filter(account_id__in=accounts)
        .exclude(mode=Mode.EACH)
        .order_by("pk")
        .values_list("account_id", flat=True)
    )
    for account in accounts:
        if always or account not in others:
            write(
                now=now, account_id=account, heading=words, lines=[Line(words, path), *more],
                once=once, send_from=letters_from,
            )  # fmt: skip


def write(
    *,
    now: datetime,
    account_id: int,
    heading: str,
    lines: Sequence[Line],
    once: str,
    send_from: datetime | None = None,
) -> None:
    """Puts one letter among those that wait; the same `once` again changes nothing."""
    site = settings.SITE_ADDRESS
    body = render_to_string(
        "notices/letter.txt",
        {
            "lines": [Line(line.words, site + line.path) for line in lines],
            "choice": site + reverse("notice_list"),
        },
    )
    letter = Letter(
        account_id=account_id,
        subject=one_line(f"Hjulet: {heading}"),
        body=body,
        once=once_for(once, account_id),
        made_at=now,
        try_at=max(now, send_from) if send_from else now,
    )
    Letter.objects.bulk_create([letter], ignore_conflicts=True)


def read(*, actor: Actor, now: datetime, notice_id: int) -> Notice | None:
    """Marks one of the actor's own notices as read; None when she has no such notice.

    Of what somebody has read the journal knows nothing: it is hers alone.
    """
    notice = Notice.objects.visible_to(actor).filter(pk=notice_id).first()
    if notice is not None and notice.read_at is None:
        Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=now)
    found: Notice | None = notice
    return found


def read_all(*, actor: Actor, now: datetime) -> int:
    """Marks all of the actor's own notices as read; gives how many there were."""
    mine = Notice.objects.visible_to(actor).filter(read_at__isnull=True)
    count: int = mine.update(read_at=now)
    return count


@transaction.atomic
def choose(*, actor: Actor, now: datetime, mode: Mode) -> None:
    """How the actor wants her letters. Raises NotAllowed without an account."""
    if actor.account_id is None:
        raise NotAllowed("notices.choose")
    Preference.objects.update_or_create(account_id=actor.account_id, defaults={"mode": Mode(mode)})
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="notices.choose",
        subject=("account", actor.account_id),
        keys={"mode": str(mode)},
    )
