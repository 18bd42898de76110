"""Units over time, accounts and roles over time."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from hjulet.kernel.in_force import InForce
from hjulet.organisation.kinds import Role, UnitKind


class Unit(models.Model):
    """What stays the same when a unit is renamed or moved. `name` is its latest name."""

    kind = models.CharField(max_length=20, choices=UnitKind.choices, verbose_name="typ")
    name = models.CharField(max_length=200, verbose_name="namn")

    class Meta:
        verbose_name = "enhet"
        verbose_name_plural = "enheter"
        indexes = [models.Index(fields=["name"], name="unit_name")]

    def __str__(self) -> str:
        return self.name


class Placement(models.Model):
    """Where a unit stood in the tree, and under what name, during one period."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="placements")
    name = models.CharField(max_length=200, verbose_name="namn")
    parent = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="child_placements",
        null=True,
        blank=True,
        verbose_name="överordnad",
    )
    service_area = models.CharField(max_length=200, blank=True, verbose_name="verksamhetsområde")
    legal_basis = models.CharField(max_length=60, blank=True, verbose_name="lagrum")
    valid_from = models.DateField(null=True, blank=True, verbose_name="från")
    valid_to = models.DateField(null=True, blank=True, verbose_name="till och med")

    objects: ClassVar[Any] = InForce.as_manager()

    class Meta:
        verbose_name = "placering"
        verbose_name_plural = "placeringar"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="placement_period_in_order",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("unit")),
                name="placement_not_under_itself",
            ),
        ]
        indexes = [models.Index(fields=["valid_from", "valid_to"], name="placement_period")]

    def __str__(self) -> str:
        return self.name


class BoardSettings(models.Model):
    """What a board decides for itself."""

    board = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="settings")
    quality_year_starts_in = models.PositiveSmallIntegerField(
        default=1, verbose_name="kvalitetsåret börjar i månad"
    )
    small_number_limit = models.PositiveSmallIntegerField(
        default=5, verbose_name="små tal om personer döljs under"
    )

    class Meta:
        verbose_name = "nämndens val"
        verbose_name_plural = "nämndernas val"
        constraints = [
            models.CheckConstraint(
                condition=Q(quality_year_starts_in__gte=1, quality_year_starts_in__lte=12),
                name="board_year_month",
            ),
        ]

    def __str__(self) -> str:
        return f"Val för {self.board_id}"


class Headcount(models.Model):
    """How many were employed in a unit in a year: what its reports are set in proportion to."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="headcounts")
    year = models.PositiveSmallIntegerField(verbose_name="år")
    employees = models.PositiveIntegerField(verbose_name="antal anställda")

    class Meta:
        verbose_name = "antal anställda"
        verbose_name_plural = "antal anställda"
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="headcount_once"),
            # None is no row: nobody can report from a unit where nobody works.
            models.CheckConstraint(condition=Q(employees__gte=1), name="headcount_somebody"),
        ]
        indexes = [models.Index(fields=["year"], name="headcount_year")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """A person who logs in. What she may do follows from her roles, never from flags here."""

    email = models.EmailField(unique=True, verbose_name="e-postadress")
    name = models.CharField(max_length=120, verbose_name="namn")
    home_unit = models.ForeignKey(
        Unit,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
        verbose_name="arbetar i",
    )
    is_active = models.BooleanField(default=True, verbose_name="kan logga in")
    created_at = models.DateTimeField(default=timezone.now, verbose_name="upplagt")

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        verbose_name = "konto"
        verbose_name_plural = "konton"

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name


class RoleAssignment(models.Model):
    """A role for a unit and everything below it, during one period."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    role = models.CharField(max_length=30, choices=Role.choices, verbose_name="roll")
    valid_from = models.DateField(null=True, blank=True, verbose_name="från")
    valid_to = models.DateField(null=True, blank=True, verbose_name="till och med")

    objects: ClassVar[Any] = InForce.as_manager()

    class Meta:
        verbose_name = "roll"
        verbose_name_plural = "roller"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="role_period_in_order",
            ),
            # The first systemförvaltare is there before the organisation.
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(role=Role.SYSTEM_ADMIN),
                name="role_has_unit",
            ),
        ]
        indexes = [models.Index(fields=["account", "role"], name="role_account")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.unit_id}"


class Absence(models.Model):
    """Somebody is away: what lands on her meanwhile goes to the substitute, if she has one."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="absences")
    first = models.DateField(verbose_name="från")
    last = models.DateField(verbose_name="till och med")
    substitute = models.ForeignKey(
        Account,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ersättare",
    )

    class Meta:
        verbose_name = "frånvaro"
        verbose_name_plural = "frånvaro"
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")), name="absence_period_in_order"
            ),
            models.CheckConstraint(
                condition=Q(substitute__isnull=True) | ~Q(substitute=F("account")),
                name="absence_not_oneself",
            ),
        ]
        indexes = [models.Index(fields=["first", "last"], name="absence_period")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.first}–{self.last}"
