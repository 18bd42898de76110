"""Rules, holds, lists of what is to go with two signatures, and what tells of what is gone."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from hjulet.kernel.in_force import InForce
from hjulet.organisation.types import Actor
from hjulet.retention import access
from hjulet.retention.kinds import OPEN, ListStatus, Outcome


class Followed(models.QuerySet[Any]):
    """Rows of a board and a kind."""

    def visible_to(self, actor: Actor) -> "Followed":
        """Those of boards whose retention the actor follows, of kinds that she may know of."""
        return self.filter(access.of_kind(actor))


class RetentionRule(models.Model):
    """How long a kind is kept. Without a board it is Hjulet's proposal and disposes of nothing.

    `keep_months` empty means kept for ever.
    """

    kind = models.CharField(max_length=40, verbose_name="slag")
    board = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    keep_months = models.PositiveSmallIntegerField(null=True, verbose_name="bevaras i månader")
    basis = models.CharField(max_length=200, verbose_name="lag eller beslut")
    valid_from = models.DateField(null=True, blank=True, verbose_name="från")
    valid_to = models.DateField(null=True, blank=True, verbose_name="till och med")
    set_by = models.ForeignKey(
        "organisation.Account",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name="bestämd av",
    )
    set_at = models.DateTimeField(null=True, verbose_name="inskriven")

    objects: ClassVar[Any] = InForce.as_manager()

    class Meta:
        verbose_name = "gallringsregel"
        verbose_name_plural = "gallringsregler"
        indexes = [models.Index(fields=["kind", "board"], name="retention_rule_kind")]
        constraints = [
            models.CheckConstraint(
                condition=Q(keep_months__isnull=True) | Q(keep_months__gte=1),
                name="retention_rule_months",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="retention_rule_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.keep_months or 'bevaras'}"


class Hold(models.Model):
    """Stops disposal: of a whole board, of a kind, or of one record. Lifted, never taken away."""

    board = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, blank=True, verbose_name="slag, tomt för alla")
    key = models.BigIntegerField(null=True, verbose_name="handlingens nyckel")
    reference = models.CharField(max_length=60, blank=True, verbose_name="referens")
    reason = models.CharField(max_length=300, verbose_name="varför")
    first = models.DateField(verbose_name="från")
    last = models.DateField(null=True, verbose_name="till och med")
    placed_at = models.DateTimeField(verbose_name="stoppad")
    placed_by = models.ForeignKey(
        "organisation.Account",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name="stoppad av",
    )
    lifted_at = models.DateTimeField(null=True, verbose_name="hävt")
    lifted_by = models.ForeignKey(
        "organisation.Account",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name="hävt av",
    )
    lift_reason = models.CharField(max_length=300, blank=True, verbose_name="varför hävt")

    objects: ClassVar[Any] = models.QuerySet.as_manager()

    class Meta:
        verbose_name = "stopp för gallring"
        verbose_name_plural = "stopp för gallring"
        constraints = [
            models.CheckConstraint(
                condition=Q(key__isnull=True) | (~Q(kind="") & ~Q(reference="")),
                name="hold_record_has_kind",
            ),
            models.CheckConstraint(
                condition=Q(last__isnull=True) | Q(last__gte=F("first")), name="hold_period"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lift_reason="")
                | (Q(lifted_at__isnull=False) & ~Q(lift_reason="")),
                name="hold_lifted_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board_id} {self.kind} {self.reference}".strip()


class DisposalList(models.Model):
    """What is proposed to go at a board, of one kind. Two people sign; then it is carried out.

    `basis` and `keep_months` are the rule's own words on the day of the proposal. `tried` is what
    the dry run found: {"rows": {noun: n}, "files": n, "going": n, "stops": {item: words}}.
    """

    reference = models.CharField(max_length=20, unique=True, verbose_name="nummer")
    board = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, verbose_name="slag")
    basis = models.CharField(max_length=200, verbose_name="lag eller beslut")
    keep_months = models.PositiveSmallIntegerField(verbose_name="bevaras i månader")
    made_at = models.DateTimeField(verbose_name="föreslagen")
    status = models.CharField(
        max_length=10, choices=ListStatus.choices, default=ListStatus.PROPOSED
    )
    tried_at = models.DateTimeField(null=True, verbose_name="provkörd")
    tried_by = models.ForeignKey(
        "organisation.Account",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name="provkörd av",
    )
    tried = models.JSONField(default=dict, verbose_name="vad provkörningen visade")
    first_at = models.DateTimeField(null=True, verbose_name="första underskriften")
    first_by = models.ForeignKey(
        "organisation.Account",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name="första underskriften av",
    )
    second_at = models.DateTimeField(null=True, verbose_name="andra underskriften")
    second_by = models.ForeignKey(
        "organisation.Account",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name="andra underskriften av",
    )
    executed_at = models.DateTimeField(null=True, verbose_name="gallrad")
    withdrawn_at = models.DateTimeField(null=True, verbose_name="återtagen")
    withdrawn_by = models.ForeignKey(
        "organisation.Account",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name="återtagen av",
    )
    withdraw_reason = models.CharField(max_length=300, blank=True, verbose_name="varför återtagen")

    objects: ClassVar[Any] = Followed.as_manager()

    class Meta:
        verbose_name = "gallringslista"
        verbose_name_plural = "gallringslistor"
        indexes = [models.Index(fields=["board", "status"], name="disposal_list_board")]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "kind"],
                condition=Q(status__in=sorted(OPEN)),
                name="disposal_list_one_open",
            ),
            # Two people, also for whoever writes to the database another way.
            models.CheckConstraint(
                condition=Q(second_by__isnull=True) | ~Q(second_by=F("first_by")),
                name="disposal_list_two_people",
            ),
            models.CheckConstraint(
                condition=Q(first_at__isnull=True, first_by__isnull=True)
                | Q(first_at__isnull=False, first_by__isnull=False),
                name="disposal_list_first",
            ),
            models.CheckConstraint(
                condition=Q(second_at__isnull=True, second_by__isnull=True)
                | Q(second_at__isnull=False, second_by__isnull=False, first_at__isnull=False),
                name="disposal_list_second",
            ),
            models.CheckConstraint(
                condition=Q(status=ListStatus.PROPOSED, first_at__isnull=True)
                | Q(status=ListStatus.SIGNED, first_at__isnull=False, second_at__isnull=True)
                | Q(status=ListStatus.DECIDED, second_at__isnull=False, executed_at__isnull=True)
                | Q(status=ListStatus.EXECUTED, second_at__isnull=False, executed_at__isnull=False)
                | Q(
                    status=ListStatus.WITHDRAWN, second_at__isnull=True, withdrawn_at__isnull=False
                ),
                name="disposal_list_status",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class DisposalItem(models.Model):
    """One record on a list, and what became of it. `left` are files still to be removed."""

    disposal = models.ForeignKey(
        DisposalList, on_delete=models.CASCADE, related_name="items", db_index=False
    )
    key = models.BigIntegerField(verbose_name="handlingens nyckel")
    reference = models.CharField(max_length=60, verbose_name="referens")
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    started_on = models.DateField(verbose_name="inkom")
    ended_on = models.DateField(verbose_name="avslutad")
    kept_until = models.DateField(verbose_name="bevaras till och med")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    outcome_at = models.DateTimeField(null=True, verbose_name="när")
    outcome_by = models.ForeignKey(
        "organisation.Account",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name="av",
    )
    reason = models.CharField(max_length=300, blank=True, verbose_name="varför den stod kvar")
    left = models.JSONField(default=list, verbose_name="filer kvar att ta bort")

    class Meta:
        verbose_name = "rad i en gallringslista"
        verbose_name_plural = "rader i gallringslistor"
        constraints = [
            models.UniqueConstraint(fields=["disposal", "key"], name="disposal_item_once"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.WAITING, outcome_at__isnull=True)
                | Q(outcome=Outcome.DISPOSED, outcome_at__isnull=False)
                | (
                    Q(outcome__in=[Outcome.TAKEN_OFF, Outcome.KEPT], outcome_at__isnull=False)
                    & ~Q(reason="")
                ),
                name="disposal_item_outcome",
            ),
        ]
        indexes = [models.Index(fields=["key"], name="disposal_item_key")]

    def __str__(self) -> str:
        return f"{self.disposal_id}/{self.reference}"


class Tombstone(models.Model):
    """What is gone, by whose hands, and why. Written once; the database refuses to change it."""

    kind = models.CharField(max_length=40, verbose_name="slag")
    key = models.BigIntegerField(verbose_name="handlingens nyckel")
    reference = models.CharField(max_length=60, verbose_name="referens")
    board = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    started_on = models.DateField(verbose_name="inkom")
    ended_on = models.DateField(verbose_name="avslutad")
    disposed_at = models.DateTimeField(verbose_name="gallrad")
    disposal = models.ForeignKey(
        DisposalList, on_delete=models.PROTECT, related_name="tombstones", db_index=False
    )
    first_by = models.ForeignKey(
        "organisation.Account",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name="gallrad av",
    )
    second_by = models.ForeignKey(
        "organisation.Account",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name="och av",
    )
    basis = models.CharField(max_length=200, verbose_name="lag eller beslut")
    keep_months = models.PositiveSmallIntegerField(verbose_name="bevarades i månader")
    counts = models.JSONField(default=dict, verbose_name="vad som togs bort")

    objects: ClassVar[Any] = Followed.as_manager()

    class Meta:
        verbose_name = "uppgift om gallrad handling"
        verbose_name_plural = "uppgifter om gallrade handlingar"
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="tombstone_once"),
            models.CheckConstraint(
                condition=~Q(second_by=F("first_by")), name="tombstone_two_people"
            ),
        ]
        indexes = [
            models.Index(
                "board", F("disposed_at").desc(), F("id").desc(), name="tombstone_register"
            ),
            models.Index(fields=["reference"], name="tombstone_reference"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"
