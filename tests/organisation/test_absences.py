"""Being away, who stands in, and who answers above."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests import builders
from tests.clock_town import MONDAY, Town, actor, town

from hjulet.journal.models import Event
from hjulet.kernel import clock
from hjulet.organisation import operations, queries
from hjulet.organisation.kinds import Role
from hjulet.organisation.models import Absence
from hjulet.organisation.rules import NotAllowed

__all__ = ["town"]
NOW = clock.at(MONDAY, 9)


def away(who: Any, by: Any, **given: Any) -> Absence:
    fields = {"first": MONDAY, "last": MONDAY + timedelta(days=4)} | given
    return operations.set_absence(actor=actor(by), now=NOW, account_id=who.pk, **fields)


def test_ones_own_or_by_who_lays_up_people(town: Town) -> None:
    made = away(town.worker, town.worker, substitute_id=town.colleague.pk)
    assert queries.substitute_for(town.worker.pk, MONDAY) == town.colleague.pk
    assert queries.substituting(town.colleague.pk, MONDAY) == {town.worker.pk}
    assert not queries.is_here(town.worker.pk, MONDAY)
    with pytest.raises(NotAllowed):
        away(town.worker, town.manager, first=date(2026, 1, 1), last=date(2026, 1, 2))
    admin = builders.account(Role.SYSTEM_ADMIN)
    away(town.manager, admin)
    with pytest.raises(NotAllowed):
        operations.end_absence(actor=actor(town.colleague), now=NOW, absence_id=made.pk)
    operations.end_absence(
        actor=actor(town.worker), now=NOW + timedelta(days=2), absence_id=made.pk
    )
    made.refresh_from_db()
    assert made.last == MONDAY + timedelta(days=1)
    verbs = list(Event.objects.order_by("seq").values_list("verb", flat=True))
    assert verbs == ["organisation.set_absence"] * 2 + ["organisation.end_absence"]


def test_a_substitute_who_is_away_or_gone_is_none(town: Town) -> None:
    away(town.worker, town.worker, substitute_id=town.colleague.pk)
    away(town.colleague, town.colleague)
    assert queries.substitute_for(town.worker.pk, MONDAY) is None
    assert queries.directory(MONDAY).substitute_for(town.worker.pk) is None


def test_what_is_refused(town: Town) -> None:
    stranger = builders.account(Role.STAFF, builders.board("Vårdnämnden"))
    for field, given in {
        "last": {"first": MONDAY, "last": MONDAY - timedelta(days=1)},
        "substitute": {"substitute_id": stranger.pk},
    }.items():
        with pytest.raises(operations.NotPossible) as refused:
            away(town.worker, town.worker, **given)
        assert refused.value.field == field
    with pytest.raises(operations.NotPossible):
        away(town.worker, town.worker, substitute_id=town.worker.pk)
    away(town.worker, town.worker)
    with pytest.raises(operations.WrongPeriod):
        away(town.worker, town.worker, first=MONDAY + timedelta(days=4))


def test_managers_level_by_level(town: Town) -> None:
    levels = queries.managers_above(town.unit.pk, MONDAY)
    assert levels == ((town.manager.pk,), (town.head.pk,), (town.lead.pk,))
    assert queries.managers_above(town.other.pk, MONDAY) == ((town.head.pk,), (town.lead.pk,))
    town.head.is_active = False
    town.head.save()
    assert queries.managers_above(town.other.pk, MONDAY) == ((town.lead.pk,),)
    assert queries.holders({Role.QUALITY_TEAM, Role.SAS}, town.unit.pk, MONDAY) == {
        town.team.pk, town.sas.pk,
    }  # fmt: skip


def test_the_page(town: Town) -> None:
    client = Client()
    client.force_login(town.worker)
    today = clock.today()
    days = {"first": today.isoformat(), "last": (today + timedelta(days=3)).isoformat()}
    wrong = client.post(reverse("absence_new"), days | {"last": "2020-01-01"})
    assert wrong.status_code == 200
    assert "Rätta en av dem" in wrong.content.decode()
    shown = client.get(reverse("absence_new")).content.decode()
    assert "Robin Kollega" in shown
    answer = client.post(
        reverse("absence_new"), days | {"substitute": town.colleague.pk}, follow=True
    )
    assert "ersättare Robin Kollega" in answer.content.decode()
    absence = Absence.objects.get()
    other = Client()
    other.force_login(town.colleague)
    assert other.post(reverse("absence_end", args=[absence.pk])).status_code == 404
    client.post(reverse("absence_end", args=[absence.pk]))
    assert not Absence.objects.exists()
