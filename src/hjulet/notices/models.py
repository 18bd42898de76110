"""Notices, letters, and how somebody wants them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hjulet.notices.kinds import LetterStatus, Mode
from hjulet.organisation.types import Actor


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, actor: Actor) -> "NoticeQuerySet":
        """Everybody reads her own."""
        return self.filter(account_id=actor.account_id or 0)


class Notice(models.Model):
    """Something that somebody is told in the program. `words` are the program's own."""

    account = models.ForeignKey(
        "organisation.Account", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    at = models.DateTimeField(verbose_name="när")
    kind = models.CharField(max_length=40, verbose_name="slag")
    words = models.CharField(max_length=200, verbose_name="vad")
    path = models.CharField(max_length=200, verbose_name="adress i Hjulet")
    read_at = models.DateTimeField(null=True, verbose_name="läst")
    # The same thing is told once, however many times it is tried.
    once = models.CharField(max_length=120, unique=True, verbose_name="nyckel")

    objects: ClassVar[models.Manager["Notice"]] = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "meddelande"
        verbose_name_plural = "meddelanden"
        indexes = [
            models.Index("account", F("at").desc(), F("id").desc(), name="notice_account"),
            models.Index(
                fields=["account"], condition=Q(read_at__isnull=True), name="notice_unread"
            ),
        ]

    def __str__(self) -> str:
        return self.words


class Letter(models.Model):
    """A letter on its way by e-mail: it waits here until the mail server has taken it."""

    account = models.ForeignKey("organisation.Account", on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=200, verbose_name="ämne")
    body = models.TextField(verbose_name="text")
    once = models.CharField(max_length=120, unique=True, verbose_name="nyckel")
    made_at = models.DateTimeField(verbose_name="skrivet")
    status = models.CharField(
        max_length=10, choices=LetterStatus.choices, default=LetterStatus.WAITING
    )
    tries = models.PositiveSmallIntegerField(default=0, verbose_name="försök")
    try_at = models.DateTimeField(verbose_name="nästa försök")
    sent_at = models.DateTimeField(null=True, verbose_name="skickat")
    failure = models.CharField(max_length=200, blank=True, verbose_name="vad som gick fel")

    class Meta:
        verbose_name = "mejl"
        verbose_name_plural = "mejl"
        indexes = [
            models.Index(
                fields=["try_at"],
                condition=Q(status__in=[LetterStatus.WAITING, LetterStatus.FAILED]),
                name="letter_waiting",
            ),
            models.Index(fields=["status", "made_at"], name="letter_status"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=LetterStatus.SENT, sent_at__isnull=False)
                | (~Q(status=LetterStatus.SENT) & Q(sent_at__isnull=True)),
                name="letter_sent_has_time",
            )
        ]

    def __str__(self) -> str:
        return self.subject


class Preference(models.Model):
    """How somebody wants her letters; who has no row gets one each time."""

    account = models.OneToOneField(
        "organisation.Account", on_delete=models.CASCADE, related_name="+"
    )
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.EACH)

    class Meta:
        verbose_name = "val om mejl"
        verbose_name_plural = "val om mejl"

    def __str__(self) -> str:
        return f"{self.account_id}/{self.mode}"
