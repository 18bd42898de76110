"""Sending letters: each is tried until the mail server has taken it, and failures are kept."""

import smtplib
from datetime import datetime, timedelta

from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from hjulet.journal import operations as journal
from hjulet.notices.kinds import LetterStatus
from hjulet.notices.models import Letter, Notice
from hjulet.notices.operations.telling import Line, write
from hjulet.notices.rules import MOST_TRIES, next_try, once_for
from hjulet.organisation.rules import NotAllowed, is_demo, require
from hjulet.organisation.types import Actor

KEPT = timedelta(days=365)
_OPEN = (LetterStatus.WAITING, LetterStatus.FAILED)


class LetterNotFound(LookupError):
    """There is no such letter that has failed."""


def send_waiting(now: datetime, limit: int = 200) -> int:
    """Sends the letters whose time has come, the oldest first; gives how many got through.

    A letter is claimed before it is sent, so that two workers do not send the same one. What a
    stopped worker had claimed is tried again like any other failure.
    """
    due = (
        Letter.objects.filter(status__in=_OPEN, try_at__lte=now, tries__lt=MOST_TRIES)
        .select_related("account")
        .order_by("try_at", "pk")[:limit]
    )
    post = _Post()
    try:
        return sum(_send(letter, now, post) for letter in due)
    finally:
        post.close()


def send_again(*, actor: Actor, now: datetime, letter_id: int | None = None) -> int:
    """Lets a letter that failed (or all of them) be tried anew at once; gives how many.

    Raises NotAllowed, LetterNotFound.
    """
    require(actor, "mail.run")
    with transaction.atomic():
        failed = Letter.objects.filter(status=LetterStatus.FAILED)
        if letter_id is not None:
            failed = failed.filter(pk=letter_id)
        count = failed.update(tries=0, try_at=now)
        if letter_id is not None and not count:
            raise LetterNotFound(letter_id)
        journal.record(
            actor_id=actor.account_id,
            now=now,
            verb="notices.send_again",
            subject=("letter", letter_id or "all"),
            keys={"letters": count},
        )
    return count


def send_trial(*, actor: Actor, now: datetime) -> Letter:
    """Sends a letter to the actor herself at once; its status says how it went.

    Raises NotAllowed.
    """
    require(actor, "mail.run")
    if actor.account_id is None:
        raise NotAllowed("mail.run")
    once = f"trial:{now.isoformat()}"
    with transaction.atomic():
        write(
            now=now,
            account_id=actor.account_id,
            heading="provmejl",
            lines=[Line("Det här är ett provmejl.", "/")],
            once=once,
        )
        letter = Letter.objects.select_related("account").get(once=once_for(once, actor.account_id))
        journal.record(
            actor_id=actor.account_id,
            now=now,
            verb="notices.send_trial",
            subject=("letter", letter.pk),
        )
    post = _Post()
    try:
        _send(letter, now, post)
    finally:
        post.close()
    letter.refresh_from_db()
    return letter


def tidy(now: datetime) -> int:
    """Takes away notices and letters that are older than a year; gives how many."""
    before = now - KEPT
    notices, _ = Notice.objects.filter(at__lt=before).delete()
    letters, _ = Letter.objects.filter(made_at__lt=before).delete()
    return notices + letters


class _Post:
    """One connection for many letters; when it cannot be opened none of them is tried alone."""

    def __init__(self) -> None:
        self._connection = get_connection()
        self._opened = False
        self._failure: OSError | None = None

    def send(self, letter: Letter) -> None:
        """Raises OSError, which all failures of a mail server are, or ValueError."""
        if self._failure is not None:
            raise self._failure
        if not self._opened:
            try:
                self._connection.open()
            except OSError as failure:
                self._failure = failure
                raise
            self._opened = True
        EmailMessage(
            subject=letter.subject,
            body=letter.body,
            to=[letter.account.email],
            connection=self._connection,
        ).send()

    def close(self) -> None:
        if self._opened:
            self._connection.close()


def _send(letter: Letter, now: datetime, post: _Post) -> bool:
    mine = Letter.objects.filter(pk=letter.pk, tries=letter.tries, status__in=_OPEN)
    if not letter.account.is_active or is_demo(letter.account.email):
        mine.update(status=LetterStatus.SKIPPED, failure="")
        return False
    tries = letter.tries + 1
    if not mine.update(tries=tries, try_at=next_try(now, tries)):
        return False
    claimed = Letter.objects.filter(pk=letter.pk)
    try:
        post.send(letter)
    except (OSError, ValueError) as failure:  # ValueError: an address that cannot be written
        claimed.update(status=LetterStatus.FAILED, failure=in_words(failure))
        return False
    claimed.update(status=LetterStatus.SENT, sent_at=now, failure="")
    return True


def in_words(failure: OSError | ValueError) -> str:
    """What went wrong, without what the server answered: it may quote the letter."""
    if isinstance(failure, smtplib.SMTPAuthenticationError):
        return "Mejlservern godtog inte användarnamn och lösenord."
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        return "Mejlservern godtog inte mottagarens adress."
    if isinstance(failure, smtplib.SMTPSenderRefused):
        return "Mejlservern godtog inte avsändarens adress."
    if isinstance(failure, smtplib.SMTPResponseException):
        return f"Mejlservern svarade med felet {failure.smtp_code}."
    if isinstance(failure, ValueError):
        return "Adressen går inte att skicka till."
    if isinstance(failure, TimeoutError):
        return "Mejlservern svarade inte i tid."
    if isinstance(failure, smtplib.SMTPException):
        return f"Mejlservern avbröt ({type(failure).__name__})."
    return f"Det gick inte att nå mejlservern ({type(failure).__name__})."
