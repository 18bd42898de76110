"""What a case comes to: decisions, notifications to IVO and their answers, information given.

Rows are only added. A new decision after a case was opened again stands beside the one before.
"""

from django.db import models

from hjulet.lex_sarah.kinds import Degree, Receiver, Way


class Decision(models.Model):
    """What it was, why, who decided and in which role."""

    case = models.ForeignKey(
        "lex_sarah.Case", on_delete=models.CASCADE, related_name="decisions", db_index=False
    )
    number = models.PositiveSmallIntegerField(verbose_name="nummer")
    degree = models.CharField(max_length=15, choices=Degree.choices, verbose_name="grad")
    position = models.TextField(verbose_name="ställningstagande med skäl")
    decided_on = models.DateField(verbose_name="beslutsdag")
    at = models.DateTimeField(verbose_name="när")
    by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    role = models.CharField(max_length=60, verbose_name="i egenskap av")
    legal_basis = models.CharField(max_length=500, blank=True, verbose_name="lagrum")

    class Meta:
        verbose_name = "beslut i ett ärende"
        verbose_name_plural = "beslut i ärenden"
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="lex_sarah_decision_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.number}"


class IvoNotification(models.Model):
    """That the case was notified to Inspektionen för vård och omsorg, or that more was sent."""

    case = models.ForeignKey(
        "lex_sarah.Case", on_delete=models.CASCADE, related_name="notifications"
    )
    sent_on = models.DateField(verbose_name="skickad")
    reference = models.CharField(max_length=60, blank=True, verbose_name="IVO:s diarienummer")
    what = models.TextField(verbose_name="vad som skickades")
    with_investigation = models.BooleanField(verbose_name="utredningen följde med")
    at = models.DateTimeField(verbose_name="noterad")
    by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    legal_basis = models.CharField(max_length=500, blank=True, verbose_name="lagrum")

    class Meta:
        verbose_name = "anmälan till IVO"
        verbose_name_plural = "anmälningar till IVO"

    def __str__(self) -> str:
        return f"{self.case_id}/{self.pk}"


class IvoAnswer(models.Model):
    """What IVO answered: asked for more, decided, closed its case. There may be several."""

    notification = models.ForeignKey(
        IvoNotification, on_delete=models.CASCADE, related_name="answers"
    )
    answered_on = models.DateField(verbose_name="svarade")
    answer = models.TextField(verbose_name="svaret")
    reference = models.CharField(max_length=60, blank=True, verbose_name="IVO:s diarienummer")
    at = models.DateTimeField(verbose_name="noterat")
    by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "svar från IVO"
        verbose_name_plural = "svar från IVO"

    def __str__(self) -> str:
        return f"{self.notification_id}/{self.pk}"


class Information(models.Model):
    """That somebody was informed, or why not. `decision` is the one that it tells of, if any."""

    case = models.ForeignKey("lex_sarah.Case", on_delete=models.CASCADE, related_name="told")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, null=True, related_name="+")
    receiver = models.CharField(max_length=10, choices=Receiver.choices, verbose_name="till")
    on = models.DateField(verbose_name="dag")
    way = models.CharField(max_length=10, choices=Way.choices, verbose_name="hur")
    what = models.TextField(verbose_name="vad som sades, eller varför inte")
    at = models.DateTimeField(verbose_name="noterat")
    by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "information i ett ärende"
        verbose_name_plural = "information i ärenden"

    def __str__(self) -> str:
        return f"{self.case_id}/{self.receiver}"
