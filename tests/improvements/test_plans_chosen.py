"""What is shown of an action plan: filters, progress in words, and what is said of a fault."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from tests.improvements.town import DAY, NOW, Town

from hjulet.findings.lists import Theme
from hjulet.improvements.models import Measure
from hjulet.improvements.operations import plans as operations
from hjulet.improvements.queries.plans import Planned, plans_of
from hjulet.improvements.web.plan_filters import PlanFilterForm
from hjulet.improvements.web.plan_words import progress
from hjulet.improvements.web.plans import progress_of
from hjulet.journal.models import Event

Browse = Callable[[str], Client]
ROW = Planned(
    id=1, reference="2025-1", title="Kontrollera adressen", what="", expected_effect="Inga fel.",
    status="decided", outcome="", effect="", level="unit", unit="Enhet", responsible="Kim",
    responsible_id=1, theme="", theme_id=None, due_on=DAY, effect_on=DAY, next_on=DAY, late=False,
    carried=False,
)  # fmt: skip


def rows(*changed: dict[str, Any]) -> list[Planned]:
    return [replace(ROW, **one) for one in changed]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([], "Inga åtgärder i planen ännu."),
        ([{}], "Planens enda åtgärd är inte klar."),
        ([{"status": "closed"}, {"late": True}], "En av två åtgärder är klar, en är försenad."),
        ([{}, {}], "Ingen av två åtgärder är klar."),
        ([{"status": "closed"}] * 3 + [{}] * 5, "Tre av åtta åtgärder är klara."),
        (
            [{"status": "closed"}, {}, {"status": "rejected"}],
            "En av två åtgärder är klar. Ett förslag är avslaget.",
        ),
        ([{"status": "rejected"}] * 2, "Två förslag är avslagna."),
    ],
)
def test_progress_is_said_in_words(given: list[dict[str, Any]], words: str) -> None:
    assert progress(rows(*given)) == words


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("", [1, 2, 3]),
        ("niva=board", [2]),
        ("ansvarig=7", [2, 3]),
        ("tema=4", [3]),
        ("sena=1", [1]),
        ("ansvarig=7&tema=4", [3]),
        ("ansvarig=hej&niva=x", [1, 2, 3]),
    ],
)
def test_filters_narrow_together(query: str, left: list[int]) -> None:
    every = rows(
        {"id": 1, "late": True},
        {"id": 2, "level": "board", "responsible_id": 7, "responsible": "Bo"},
        {"id": 3, "responsible_id": 7, "responsible": "Bo", "theme_id": 4, "theme": "Post"},
    )
    form = PlanFilterForm(QueryDict(query), rows=every)
    assert [row.id for row in form.narrowed(every)] == left
    assert form.chosen() == bool(query)


@pytest.mark.django_db
def test_what_is_chosen_stays_between_the_views(town: Town, browse: Browse) -> None:
    theme = Theme.objects.create(name="Postgången")
    town.propose(title="Kontrollera adressen", theme_id=theme.pk)
    town.propose(title="Boka samtalet")
    plan = operations.open_plan(
        actor=town.actor("manager"), now=NOW, unit_id=town.unit.pk, year=2025
    )
    page = browse("staff").get(reverse("plan_page", args=[plan.pk]), {"tema": theme.pk})
    said = page.content.decode()
    assert "Kontrollera adressen" in said
    assert "Boka samtalet" not in said
    assert f"?tema={theme.pk}&amp;vy=lista" in said


@pytest.mark.django_db
def test_rejected_ones_are_no_part_of_the_progress_in_the_list(town: Town) -> None:
    closed, rejected, _ = town.done(), town.propose(), town.decided()
    plan = operations.open_plan(
        actor=town.actor("manager"), now=NOW, unit_id=town.unit.pk, year=2025
    )
    Measure.objects.filter(pk=closed.pk).update(status="closed", effect="yes", closed_on=DAY)
    Measure.objects.filter(pk=rejected.pk).update(status="rejected", closed_on=DAY)
    (listed,) = plans_of(town.actor("staff"))
    assert listed.pk == plan.pk
    assert progress_of(listed).replace("\xa0", " ") == "1 av 2 åtgärder klara"


@pytest.mark.django_db
def test_a_plan_for_a_year_that_has_been_holds_what_was_due_in_it(town: Town) -> None:
    measure = town.done()
    days = {"due_on": DAY - timedelta(days=400), "proposed_on": DAY - timedelta(days=500)}
    Measure.objects.filter(pk=measure.pk).update(
        **days, status="closed", effect="no", closed_on=DAY, effect_on=DAY
    )
    plan = operations.open_plan(
        actor=town.actor("manager"), now=NOW, unit_id=town.unit.pk, year=2024
    )
    assert plan.links.get().measure_id == measure.pk


@pytest.mark.django_db
def test_laid_up_by_two_in_the_same_moment_it_is_one_plan(town: Town) -> None:
    given = {"actor": town.actor("manager"), "now": NOW, "unit_id": town.unit.pk, "year": 2025}
    first = operations.open_plan(**given)
    events = Event.objects.count()
    # The other one looked before the first was there.
    looked = mock.patch.object(operations, "_plan_of", side_effect=[None, first])
    with looked, pytest.raises(operations.PlanExists) as there:
        operations.open_plan(**given)
    assert there.value.plan.pk == first.pk
    assert Event.objects.count() == events


@pytest.mark.django_db
def test_a_plan_made_before_knows_where_its_measures_come_from(town: Town) -> None:
    given = {"actor": town.actor("manager"), "now": NOW, "unit_id": town.unit.pk}
    after = operations.open_plan(**given, year=2026)
    plan = operations.open_plan(**given, year=2025)
    operations.carry_over(actor=town.actor("manager"), now=NOW, plan_id=plan.pk)
    after.refresh_from_db()
    assert after.carried_from_id == plan.pk


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "9" * 40, "-1", "x"])
def test_what_is_no_measure_is_said(town: Town, browse: Browse, key: str) -> None:
    plan = operations.open_plan(
        actor=town.actor("manager"), now=NOW, unit_id=town.unit.pk, year=2025
    )
    answer = browse("manager").post(
        reverse("plan_add", args=[plan.pk]), {"measure": key}, follow=True
    )
    assert "Kryssa för minst en åtgärd" in answer.content.decode()


@pytest.mark.django_db
def test_an_empty_plan_is_not_shown_as_done(town: Town, browse: Browse) -> None:
    plan = operations.open_plan(
        actor=town.actor("manager"), now=NOW, unit_id=town.unit.pk, year=2025
    )
    listed = browse("manager").get(reverse("plan_list")).content.decode()
    assert "inga åtgärder ännu" in listed
    assert 'data-s="wait"' in listed
    assert 'data-s="done"' not in listed
    page = browse("manager").get(reverse("plan_page", args=[plan.pk])).content.decode()
    assert "Inga åtgärder i planen ännu" in page
    assert "Bara försenade" not in page
