"""Cases of lex Sarah, their history, and what a board has decided about them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hjulet.lex_sarah import access
from hjulet.lex_sarah.documentation import InvestigationRecord as InvestigationRecord
from hjulet.lex_sarah.documentation import ManagerSummary as ManagerSummary
from hjulet.lex_sarah.documentation import ReportRecord as ReportRecord
from hjulet.lex_sarah.kinds import Degree, Status, StepKind
from hjulet.lex_sarah.links import CaseFinding as CaseFinding
from hjulet.lex_sarah.links import CaseReport as CaseReport
from hjulet.lex_sarah.links import Investigator as Investigator
from hjulet.lex_sarah.outcomes import Decision as Decision
from hjulet.lex_sarah.outcomes import Information as Information
from hjulet.lex_sarah.outcomes import IvoAnswer as IvoAnswer
from hjulet.lex_sarah.outcomes import IvoNotification as IvoNotification
from hjulet.lex_sarah.rules import slug
from hjulet.organisation.types import Actor

_ENDED = [Status.CLOSED, Status.WRITTEN_OFF]
_DECIDED = [Status.DECIDED, Status.CLOSED]


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, actor: Actor) -> "CaseQuerySet":
        """Those that the actor may open."""
        return self.filter(access.readable(actor))

    def writable_by(self, actor: Actor) -> "CaseQuerySet":
        """Those that the actor investigates."""
        return self.filter(access.writable(actor))

    def managed_by(self, actor: Actor) -> "CaseQuerySet":
        """Those whose SAS the actor is."""
        return self.filter(access.manageable(actor))


class Case(models.Model):
    """One investigation of one or several reports.

    `laws` is what the units are run under ("sol", "lss", "sol lss"). `degree`, `decided_on` and
    `notified_on` follow the latest decision and the first notification; the rows tell the rest.
    `target_from` is the day that the time for the investigation counts from. `revision` counts
    steps: whoever decides says which one she saw.
    """

    reference = models.CharField(max_length=20, unique=True, verbose_name="referens")
    board = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="enhet"
    )
    laws = models.CharField(max_length=10, verbose_name="lag för verksamheten")
    responsible = models.ForeignKey(
        "organisation.Account", on_delete=models.PROTECT, related_name="+", verbose_name="ansvarig"
    )
    decider = models.ForeignKey(
        "organisation.Account",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="beslutar",
    )
    status = models.CharField(
        max_length=15, choices=Status.choices, default=Status.DOCUMENTING, verbose_name="läge"
    )
    revision = models.PositiveIntegerField(default=0, verbose_name="antal steg")
    received_at = models.DateTimeField(verbose_name="första rapporten kom in")
    received_on = models.DateField(verbose_name="första rapportens dag")
    target_from = models.DateField(verbose_name="tiden räknas från")
    opened_at = models.DateTimeField(verbose_name="öppnat")
    opened_by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    theme = models.ForeignKey(
        "findings.Theme", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="tema"
    )
    other_board = models.CharField(max_length=120, blank=True, verbose_name="annan nämnd")
    private_provider = models.CharField(max_length=120, blank=True, verbose_name="privat utförare")
    unexpected_death = models.BooleanField(default=False, verbose_name="oväntat dödsfall")
    # That one of the two was concerned, when their names are disposed of.
    others_concerned = models.BooleanField(default=False, verbose_name="andra berördes")
    degree = models.CharField(
        max_length=15, choices=Degree.choices, blank=True, verbose_name="grad"
    )
    decided_on = models.DateField(null=True, verbose_name="beslutat")
    notified_on = models.DateField(null=True, verbose_name="anmält till IVO")
    closed_on = models.DateField(null=True, verbose_name="avslutat")
    # What was written is gone; what is counted stays.
    disposed_on = models.DateField(null=True, verbose_name="gallrat")

    objects: ClassVar[CaseQuerySet] = CaseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "lex Sarah-ärende"
        verbose_name_plural = "lex Sarah-ärenden"
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=_DECIDED, decided_on__isnull=False) & ~Q(degree="")
                | (~Q(status__in=_DECIDED) & Q(decided_on__isnull=True, degree="")),
                name="lex_sarah_decided_has_degree",
            ),
            models.CheckConstraint(
                condition=Q(status__in=_ENDED, closed_on__isnull=False)
                | (~Q(status__in=_ENDED) & Q(closed_on__isnull=True)),
                name="lex_sarah_closed_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.TO_DECIDE) | Q(decider__isnull=False),
                name="lex_sarah_to_decide_has_decider",
            ),
            models.CheckConstraint(condition=~Q(laws=""), name="lex_sarah_has_law"),
        ]
        indexes = [
            models.Index("board", F("received_on").desc(), F("id").desc(), name="lex_sarah_board"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def slug(self) -> str:
        """As it stands in addresses."""
        return slug(self.reference)


class Step(models.Model):
    """That something was done with the case: what, when, by whom, why and by which law.

    `about` names what it was done with: a report, a person, a version.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=15, choices=StepKind.choices, verbose_name="steg")
    at = models.DateTimeField(verbose_name="när")
    by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    about = models.CharField(max_length=160, blank=True, verbose_name="gäller")
    reason = models.TextField(blank=True, verbose_name="skäl")
    legal_basis = models.CharField(max_length=500, blank=True, verbose_name="lagrum")

    class Meta:
        verbose_name = "steg i ett ärende"
        verbose_name_plural = "steg i ärenden"

    def __str__(self) -> str:
        return f"{self.case_id}/{self.kind}"


class BoardRules(models.Model):
    """Who outside a case gets to know what of it, as the board has decided."""

    board = models.OneToOneField("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    manager_sees_summary = models.BooleanField(
        default=True, verbose_name="enhetschefen får en sammanfattning"
    )
    reporter_sees_text = models.BooleanField(
        default=True, verbose_name="den som rapporterade ser sin egen text"
    )
    changed_at = models.DateTimeField(verbose_name="ändrat")
    changed_by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "nämndens val för lex Sarah"
        verbose_name_plural = "nämndernas val för lex Sarah"

    def __str__(self) -> str:
        return f"Val för {self.board_id}"
