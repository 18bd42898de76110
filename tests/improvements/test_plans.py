"""Action plans: filled by their year, carried over in one step, shown, printed and taken out."""

import io
from collections.abc import Callable
from datetime import timedelta

import docx
import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.improvements.town import DAY, NOW, Town

from hjulet.improvements.models import ActionPlan, Measure, PlanMeasure
from hjulet.improvements.operations import plans as operations
from hjulet.journal.models import Event
from hjulet.organisation.rules import NotAllowed

pytestmark = pytest.mark.django_db
Browse = Callable[[str], Client]


def opened(town: Town, who: str = "manager", year: int = 2025, **given: object) -> ActionPlan:
    return operations.open_plan(
        actor=town.actor(who), now=NOW, unit_id=town.unit.pk, year=year, **given
    )  # type: ignore[arg-type]


def inside(plan: ActionPlan) -> list[str]:
    return list(plan.links.order_by("measure_id").values_list("measure__reference", flat=True))


def test_it_is_filled_with_what_its_year_concerns(town: Town) -> None:
    own, second = town.propose(), town.propose(unit_id=town.second.pk)
    later = town.propose(due_on=DAY + timedelta(days=400), effect_on=DAY + timedelta(days=500))
    assert inside(opened(town)) == [own.reference]
    plan = operations.open_plan(
        actor=town.actor("head"), now=NOW, unit_id=town.department.pk, year=2025
    )
    assert inside(plan) == [own.reference, second.reference]
    assert later.reference not in inside(plan)
    with pytest.raises(operations.PlanExists):
        opened(town)
    with pytest.raises(NotAllowed):
        operations.open_plan(
            actor=town.actor("manager"), now=NOW, unit_id=town.second.pk, year=2025
        )


def test_what_is_open_is_carried_over_once(town: Town) -> None:
    done, open_one = town.done(), town.decided()
    Measure.objects.filter(pk=done.pk).update(status="closed", effect="yes", closed_on=DAY)
    plan = opened(town)
    for _ in range(2):
        after = operations.carry_over(actor=town.actor("manager"), now=NOW, plan_id=plan.pk)
    assert after.year == 2026
    assert inside(after).count(open_one.reference) == 1
    assert PlanMeasure.objects.get(plan=after, measure=open_one).carried
    assert not PlanMeasure.objects.filter(plan=after, measure=done, carried=True).exists()
    after.refresh_from_db()
    assert after.carried_from_id == plan.pk


def test_it_is_laid_up_shown_and_changed_from_its_pages(town: Town, browse: Browse) -> None:
    town.propose(title="Kontrollera adressen")
    other = town.propose(title="Boka samtalet", unit_id=town.second.pk)
    client = browse("manager")
    given = {"unit": town.unit.pk, "year": 2025, "aim": "Färre brev som går fel."}
    page = client.get(client.post(reverse("plan_new"), given).url).content.decode()
    assert "Kontrollera adressen" in page
    assert "Färre brev som går fel." in page
    plan = ActionPlan.objects.get()
    client.post(reverse("plan_add", args=[plan.pk]), {"measure": [other.pk]})
    assert other.reference in inside(plan)
    client.post(reverse("plan_add", args=[plan.pk]), {"measure": [other.pk], "do": "out"})
    assert other.reference not in inside(plan)
    listed = client.get(reverse("plan_page", args=[plan.pk]), {"vy": "lista", "sena": "1"})
    assert "Ingen åtgärd stämmer" in listed.content.decode()
    faulty = client.post(
        reverse("plan_edit", args=[plan.pk]), {"aim": "Om 19121212-1212."}
    ).content.decode()
    assert "personnummer" in faulty
    after = client.post(reverse("plan_carry_over", args=[plan.pk]))
    assert "2026" in client.get(after.url).content.decode()
    assert "Handlingsplan 2025" in client.get(reverse("plan_list")).content.decode()
    for name in ("plan_page", "plan_print", "plan_excel", "plan_word"):
        assert browse("other").get(reverse(name, args=[plan.pk])).status_code == 404
    assert browse("staff").post(reverse("plan_edit", args=[plan.pk])).status_code == 404


def test_it_is_taken_out_to_excel_and_word(town: Town, browse: Browse) -> None:
    measure = town.decided(title="=Kontrollera adressen")
    plan = opened(town)
    client = browse("manager")
    sheet = client.get(reverse("plan_excel", args=[plan.pk]))
    book = CalamineWorkbook.from_filelike(io.BytesIO(sheet.content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[1][:2] == [measure.reference, "=Kontrollera adressen"]
    word = docx.Document(io.BytesIO(client.get(reverse("plan_word", args=[plan.pk])).content))
    assert any("En" in one.text or "enda" in one.text for one in word.paragraphs)
    assert "Kontrollera adressen" in word.tables[0].rows[1].cells[0].text
    assert Event.objects.filter(verb="improvements.export_plan").count() == 2


def test_a_plan_of_two_hundred_costs_no_more(
    town: Town, browse: Browse, django_assert_max_num_queries: Callable
) -> None:
    one = town.decided()
    columns = {
        field.attname: getattr(one, field.attname)
        for field in Measure._meta.concrete_fields
        if not field.primary_key
    }
    Measure.objects.bulk_create(
        Measure(**{**columns, "reference": f"2024-{number}"}) for number in range(200)
    )
    plan = opened(town)
    assert plan.links.count() == 201
    client = browse("manager")
    ActionPlan.objects.bulk_create(
        ActionPlan(board=town.board, unit=town.second, year=1900 + number, made_at=NOW)
        for number in range(200)
    )
    addresses = [reverse(name, args=[plan.pk]) for name in ("plan_page", "plan_print")]
    for address in (*addresses, f"{addresses[0]}?vy=lista", reverse("plan_list")):
        client.get(address)
        with django_assert_max_num_queries(20):
            client.get(address)
