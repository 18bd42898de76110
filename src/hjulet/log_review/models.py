"""A review of a month, the openings drawn for it, and how many a board draws."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hjulet.log_review import access
from hjulet.log_review.kinds import Status, Verdict
from hjulet.log_review.rules import LARGEST, SIZE, stamp
from hjulet.organisation.types import Actor


class SampleSize(models.Model):
    """How many openings a board draws each month, when it has chosen for itself."""

    board = models.OneToOneField("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    size = models.PositiveSmallIntegerField(default=SIZE, verbose_name="öppningar per månad")

    class Meta:
        verbose_name = "urval i loggkontrollen"
        verbose_name_plural = "urval i loggkontrollen"
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gte=1, size__lte=LARGEST), name="sample_size_limits"
            )
        ]

    def __str__(self) -> str:
        return f"{self.board_id}: {self.size}"


class LogReviewQuerySet(models.QuerySet["LogReview"]):
    def visible_to(self, actor: Actor) -> "LogReviewQuerySet":
        """Those of the boards where the actor reviews."""
        return self.filter(access.reviewable(actor))


class LogReview(models.Model):
    """One month of a board: how many openings there were, how some were drawn, and the signature.

    `seed` and `size` make the draw again; `population` and `people` are what it was drawn from.
    """

    board = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    month = models.DateField(verbose_name="månad (första dagen)")
    drawn_at = models.DateTimeField(verbose_name="dragen")
    population = models.PositiveIntegerField(verbose_name="öppningar i månaden")
    people = models.PositiveIntegerField(verbose_name="personer som öppnade")
    size = models.PositiveSmallIntegerField(verbose_name="så många skulle dras")
    seed = models.CharField(max_length=60, verbose_name="frö")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAWN)
    summary = models.TextField(blank=True, verbose_name="vad granskningen visade")
    signed_at = models.DateTimeField(null=True, verbose_name="signerad")
    signed_by = models.ForeignKey(
        "organisation.Account",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="signerad av",
    )

    objects: ClassVar[LogReviewQuerySet] = LogReviewQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "loggkontroll"
        verbose_name_plural = "loggkontroller"
        constraints = [
            models.UniqueConstraint(fields=["board", "month"], name="log_review_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="log_review_whole_month"),
            models.CheckConstraint(
                condition=Q(status=Status.DRAWN, signed_at__isnull=True, signed_by__isnull=True)
                | Q(status=Status.SIGNED, signed_at__isnull=False, signed_by__isnull=False),
                name="log_review_signed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class DrawnOpening(models.Model):
    """One drawn event of the journal, as it was known when it was drawn, and what was said of it.

    Holds who, when and which, never what the case says.
    """

    review = models.ForeignKey(
        LogReview, on_delete=models.CASCADE, related_name="openings", db_index=False
    )
    seq = models.BigIntegerField(verbose_name="nummer i journalen")
    opener = models.ForeignKey(
        "organisation.Account", on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(verbose_name="när")
    verb = models.CharField(max_length=60, verbose_name="vad")
    subject_kind = models.CharField(max_length=40, verbose_name="slag av sak")
    label = models.CharField(max_length=60, verbose_name="slag i ord")
    reference = models.CharField(max_length=60, blank=True, verbose_name="referens")
    roles = models.CharField(max_length=300, blank=True, verbose_name="roller då")
    by_role = models.BooleanField(default=False, verbose_name="rollen gav rätten")
    grant = models.CharField(max_length=200, blank=True, verbose_name="egen åtkomst då")
    verdict = models.CharField(max_length=15, choices=Verdict.choices, blank=True)
    comment = models.TextField(blank=True, verbose_name="kommentar")
    asked_on = models.DateField(null=True, verbose_name="frågad")
    done = models.TextField(blank=True, verbose_name="vad som gjordes")
    judged_at = models.DateTimeField(null=True, verbose_name="bedömd")
    judged_by = models.ForeignKey(
        "organisation.Account", on_delete=models.PROTECT, null=True, related_name="+"
    )
    follow_up = models.TextField(blank=True, verbose_name="hur det gick")
    followed_at = models.DateTimeField(null=True, verbose_name="uppföljd")
    followed_by = models.ForeignKey(
        "organisation.Account", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "dragen öppning"
        verbose_name_plural = "dragna öppningar"
        constraints = [
            models.UniqueConstraint(fields=["review", "seq"], name="drawn_once"),
            models.CheckConstraint(
                condition=Q(verdict="", judged_at__isnull=True, judged_by__isnull=True)
                | (~Q(verdict="") & Q(judged_at__isnull=False, judged_by__isnull=False)),
                name="drawn_judged_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(followed_at__isnull=True, followed_by__isnull=True)
                | Q(
                    verdict=Verdict.UNJUSTIFIED,
                    followed_at__isnull=False,
                    followed_by__isnull=False,
                ),
                name="drawn_followed_by_somebody",
            ),
            # Nobody says of herself that she was right to open it.
            models.CheckConstraint(
                condition=Q(judged_by__isnull=True)
                | Q(opener__isnull=True)
                | ~Q(judged_by=F("opener")),
                name="drawn_not_judged_by_opener",
            ),
            models.CheckConstraint(
                condition=Q(followed_by__isnull=True)
                | Q(opener__isnull=True)
                | ~Q(followed_by=F("opener")),
                name="drawn_not_followed_by_opener",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review_id}/{self.seq}"

    @property
    def stamp(self) -> str:
        """Of what is said of it now."""
        return stamp(self.verdict, self.comment, self.asked_on, self.done)
