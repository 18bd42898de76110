"""Editions, their sections, and what a freeze stores."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hjulet.annual_report.access import READ, WRITE
from hjulet.annual_report.kinds import EditionStatus, Format, SectionStatus
from hjulet.annual_report.rules import full_title
from hjulet.calendar.rules import parse_period
from hjulet.calendar.types import Period
from hjulet.organisation.queries import boards_for
from hjulet.organisation.rules import units_for
from hjulet.organisation.types import Actor


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, actor: Actor) -> "EditionQuerySet":
        """Writers see drafts of their boards, all staff of the board what is frozen."""
        if actor.system:
            return self.all()
        writing = boards_for(actor, WRITE)
        reading = boards_for(actor, READ) | units_for(actor, READ)
        return self.filter(
            Q(board_id__in=writing) | (Q(board_id__in=reading) & ~Q(status=EditionStatus.DRAFT))
        )


class Edition(models.Model):
    """One report for one board and period. Numbered; a later edition is opened from an earlier."""

    board = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="nämnd"
    )
    unit = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="siffror för",
    )
    template = models.CharField(max_length=40, verbose_name="mall")
    title = models.CharField(max_length=200, verbose_name="titel")
    period_key = models.CharField(max_length=40, verbose_name="period")
    number = models.PositiveSmallIntegerField(default=1, verbose_name="utgåva")
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="next_editions"
    )
    status = models.CharField(
        max_length=12, choices=EditionStatus.choices, default=EditionStatus.DRAFT
    )
    opened_at = models.DateTimeField(verbose_name="öppnad")
    opened_by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    frozen_at = models.DateTimeField(null=True, verbose_name="fryst")
    frozen_by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decision_dnr = models.CharField(max_length=60, blank=True, verbose_name="diarienummer")
    decision_paragraph = models.CharField(max_length=20, blank=True, verbose_name="paragraf")
    decided_on = models.DateField(null=True, blank=True, verbose_name="beslutsdag")
    published_at = models.DateTimeField(null=True, verbose_name="publicerad")
    published_by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    slug = models.SlugField(max_length=120, unique=True, null=True, verbose_name="adress")

    objects: ClassVar[models.Manager["Edition"]] = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "utgåva"
        verbose_name_plural = "utgåvor"
        constraints = [
            models.UniqueConstraint(
                fields=["board", "unit", "template", "period_key", "number"],
                name="edition_number_once",
            ),
            models.CheckConstraint(
                condition=Q(status=EditionStatus.DRAFT, frozen_at__isnull=True)
                | (~Q(status=EditionStatus.DRAFT) & Q(frozen_at__isnull=False)),
                name="edition_frozen_has_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    status=EditionStatus.PUBLISHED, published_at__isnull=False, slug__isnull=False
                )
                | (~Q(status=EditionStatus.PUBLISHED) & Q(published_at__isnull=True)),
                name="edition_published_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @property
    def period(self) -> Period:
        """The time it tells of."""
        return parse_period(self.period_key)

    @property
    def full_title(self) -> str:
        """The title and the time it tells of."""
        return full_title(self.title, self.period.label)


class Section(models.Model):
    """One section: its text as ProseMirror JSON, checked before it is saved."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=60, verbose_name="nyckel i mallen")
    order = models.PositiveSmallIntegerField(verbose_name="ordning")
    level = models.PositiveSmallIntegerField(default=2, verbose_name="nivå")
    title = models.CharField(max_length=200, verbose_name="rubrik")
    body = models.JSONField(verbose_name="text")
    version = models.PositiveIntegerField(default=1, verbose_name="version")
    status = models.CharField(
        max_length=12, choices=SectionStatus.choices, default=SectionStatus.NOT_STARTED
    )
    responsible = models.ForeignKey(
        "organisation.Account",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="skriver",
    )
    saved_at = models.DateTimeField(null=True, verbose_name="sparat")
    saved_by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "avsnitt"
        verbose_name_plural = "avsnitt"
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="section_key_once"),
            models.UniqueConstraint(fields=["edition", "order"], name="section_order_once"),
        ]

    def __str__(self) -> str:
        return self.title


class SectionVersion(models.Model):
    """The text as it stood after a save; saves close together by one person share a row."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="history")
    version = models.PositiveIntegerField(verbose_name="version")
    body = models.JSONField(verbose_name="text")
    saved_at = models.DateTimeField(verbose_name="sparat")
    saved_by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "tidigare text"
        verbose_name_plural = "tidigare texter"
        indexes = [
            models.Index("section", F("version").desc(), name="section_version_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.section_id}/{self.version}"


class FrozenFigure(models.Model):
    """A Figure as it stood at the freeze; the edition's tables and numbers are read from here."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="figures")
    key = models.CharField(max_length=80, verbose_name="siffrans nyckel")
    params = models.CharField(max_length=500, verbose_name="parametrar (JSON)")
    figure = models.JSONField(verbose_name="siffran")
    counted_at = models.DateTimeField(verbose_name="räknad")

    class Meta:
        verbose_name = "fryst siffra"
        verbose_name_plural = "frysta siffror"
        constraints = [
            models.UniqueConstraint(fields=["edition", "key", "params"], name="frozen_figure_once")
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}/{self.key}"


class EditionFile(models.Model):
    """A built file of a frozen edition, stored in the data folder."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="files")
    format = models.CharField(max_length=5, choices=Format.choices)
    path = models.CharField(max_length=200, verbose_name="var den ligger")
    sha256 = models.CharField(max_length=64, verbose_name="kontrollsumma")
    size = models.PositiveIntegerField(verbose_name="storlek i byte")

    class Meta:
        verbose_name = "utgåvans fil"
        verbose_name_plural = "utgåvans filer"
        constraints = [
            models.UniqueConstraint(fields=["edition", "format"], name="edition_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}.{self.format}"
