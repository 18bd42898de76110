"""The pages of risk analyses: who sees what, what is said of faults, and what they cost."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.reports.house_of_two import DAY, NOW, House
from tests.risks import scene
from tests.risks.findings import finding

from hjulet.risks import operations, queries
from hjulet.risks.models import Risk, RiskAnalysis, RiskFinding
from hjulet.risks.web.forms import RiskForm
from hjulet.ui.menu import menu_for

Browse = Callable[..., Client]
HEAD = {"title": "Nycklar", "trigger": "routine", "held_on": "2025-10-14"}
RISK = {"description": "En nyckel kommer bort", "probability": "3", "consequence": "4"}


def address(name: str, *args: Any) -> str:
    return reverse(name, args=args)


@pytest.mark.parametrize(
    ("who", "sees_done", "sees_draft"),
    [("staff", 200, 404), ("manager", 200, 200), ("second_manager", 200, 404),
     ("quality", 200, 200), ("member", 200, 404), ("other_quality", 404, 404),
     ("admin", 404, 404)],
)  # fmt: skip
def test_who_opens_what(
    house: House, browse: Browse, who: str, sees_done: int, sees_draft: int
) -> None:
    done, draft = scene.done(house), scene.filled(house)
    assert browse(who).get(address("risk_page", done.reference)).status_code == sees_done
    assert browse(who).get(address("risk_page", draft.reference)).status_code == sees_draft
    assert browse(who).get(address("risk_edit", draft.reference)).status_code == sees_draft
    answer = browse(who).post(address("risk_reassess", done.reference))
    assert answer.status_code == (302 if sees_draft == 200 else 404)


def test_from_a_new_one_to_a_done_one(house: House, browse: Browse) -> None:
    client = browse("manager")
    sent = HEAD | {"unit": house.unit.pk, "responsible": house.people["manager"].pk}
    answer = client.post(address("risk_new"), sent)
    analysis = RiskAnalysis.objects.get()
    reference = analysis.reference
    assert answer.headers["Location"] == address("risk_page", reference)
    page = client.get(address("risk_page", reference)).content.decode()
    assert "Skriv minst en risk." in page
    client.post(
        address("risk_participants", reference),
        {"f0": "enhetschef", "r0": "on", "t0": "on", "f1": "jurist", "r1": "on", "f2": "SAS"},
    )
    assert list(analysis.participants.order_by("pk").values_list("function", flat=True)) == [
        "enhetschef", "jurist",
    ]  # fmt: skip
    answer = client.post(address("risk_item_new", reference), RISK | {"do": "more"})
    assert answer.headers["Location"] == address("risk_item_new", reference)
    page = client.get(address("risk_page", reference)).content.decode()
    assert "var inte med: jurist" in page
    sent = {"reassess_on": "2026-10-01", "missing_reason": ""}
    answer = client.post(address("risk_finish", reference), sent)
    assert answer.status_code == 200
    assert answer.context["form"].errors["missing_reason"] == ["Skriv varför jurist saknades."]
    assert 'value="2026-10-01"' in answer.content.decode()
    client.post(address("risk_finish", reference), sent | {"missing_reason": "Sjuk."})
    analysis.refresh_from_db()
    assert (analysis.status, analysis.missing_reason) == ("finished", "Sjuk.")
    answer = client.get(address("risk_item_new", reference), follow=True)
    assert "går inte att ändra" in answer.content.decode()


def test_what_is_written_when_it_has_been_done_is_shown_back(house: House, browse: Browse) -> None:
    done, client = scene.done(house), browse("manager")
    risk = done.risks.first()
    assert risk is not None
    for name, more in (("risk_item_new", []), ("risk_item_edit", [risk.pk])):
        answer = client.post(address(name, done.reference, *more), RISK | {"today": "Lista"})
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Analysen är klar" in page
        assert f"{RiskForm.base_fields['description'].label}</h3>" in page
        assert "En nyckel kommer bort" in page
        assert "<p>Lista</p>" in page
        assert f'href="{address("risk_page", done.reference)}"' in page


def test_faults_keep_what_was_written(house: House, browse: Browse) -> None:
    client = browse("manager")
    sent = HEAD | {"title": "", "occasion": "Vi flyttar.", "unit": house.unit.pk}
    answer = client.post(address("risk_new"), sent)
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"title", "responsible"}
    assert "Vi flyttar." in answer.content.decode()
    analysis = scene.begun(house)
    answer = client.post(
        address("risk_item_new", analysis.reference), RISK | {"consequence": "", "today": "Listan"}
    )
    assert set(answer.context["form"].errors) == {"consequence"}
    assert "Listan" in answer.content.decode()
    answer = client.post(
        address("risk_participants", analysis.reference), {"f0": "it", "f1": "Tolk", "f2": ""}
    )
    assert set(answer.context["form"].errors) == {"f1"}
    assert not analysis.participants.exists()


def test_a_unit_of_others_is_no_choice(house: House, browse: Browse) -> None:
    sent = HEAD | {"unit": house.second.pk, "responsible": house.people["quality"].pk}
    answer = browse("manager").post(address("risk_new"), sent)
    assert set(answer.context["form"].errors) == {"unit"}


def test_a_risk_is_changed_and_taken_away(house: House, browse: Browse) -> None:
    analysis = scene.filled(house, (3, 4), (1, 1))
    first, second = analysis.risks.order_by("order")
    client = browse("manager")
    args = (analysis.reference, first.pk)
    client.post(address("risk_item_edit", *args), RISK | {"description": "Larmet är av"})
    first.refresh_from_db()
    assert first.description == "Larmet är av"
    client.post(address("risk_item_remove", analysis.reference, second.pk))
    assert analysis.risks.get() == first
    other = scene.filled(house)
    strange = address("risk_item_edit", analysis.reference, other.risks.get().pk)
    assert client.get(strange).status_code == 404


def test_the_matrix_holds_numbers_and_words(house: House, browse: Browse) -> None:
    done = scene.done(house, (3, 4), (3, 4), (1, 1))
    answer = browse("staff").get(address("risk_page", done.reference))
    lines = answer.context["matrix"].lines
    assert [line.word for line in lines] == ["mycket stor", "stor", "märkbar", "liten"]
    top = lines[0].cells[2]
    assert (top.level, top.word) == ("critical", "mycket hög")
    assert [risk.order for risk in top.content] == [1, 2]
    assert answer.content.decode().count('aria-label="Risk ') == 3


def test_made_anew_and_thrown_away(house: House, browse: Browse) -> None:
    done = scene.done(house)
    client = browse("manager")
    answer = client.post(address("risk_reassess", done.reference))
    new = RiskAnalysis.objects.get(previous=done)
    assert answer.headers["Location"] == address("risk_page", new.reference)
    again = client.post(address("risk_reassess", done.reference))
    assert again.headers["Location"] == address("risk_page", new.reference)
    assert (
        "håller på att göras om"
        in client.get(address("risk_page", done.reference)).content.decode()
    )
    client.post(address("risk_discard", new.reference))
    assert not RiskAnalysis.objects.filter(previous=done).exists()


def test_somebody_else_answers(house: House, browse: Browse) -> None:
    done = scene.done(house)
    client = browse("manager")
    there = address("risk_hand_over", done.reference)
    assert client.post(there, {"responsible": ""}).status_code == 200
    client.post(there, {"responsible": house.people["quality"].pk})
    done.refresh_from_db()
    assert done.responsible_id == house.people["quality"].pk


def test_the_list_is_narrowed(house: House, browse: Browse) -> None:
    grave = scene.done(house, (4, 4), title="Allvarlig")
    mild = scene.done(house, (1, 1), title="Mild", held_on=date(2024, 3, 1),
                      reassess_on=date(2025, 3, 1))  # fmt: skip
    draft = scene.begun(house, title="Pågående")

    def found(who: str, **chosen: Any) -> list[str]:
        answer = browse(who).get(address("risk_list"), chosen)
        assert answer.status_code == 200
        return [row.analysis.reference for row, _, _ in answer.context["rows"]]

    assert found("manager") == [draft.reference, grave.reference, mild.reference]
    assert found("staff") == [grave.reference, mild.reference]
    assert found("staff", niva="low") == [mild.reference]
    assert found("staff", niva="critical") == [grave.reference]
    assert found("staff", ar="2024") == [mild.reference]
    assert found("staff", sen="on") == [mild.reference]
    assert found("staff", enhet=house.second.pk) == []
    assert found("staff", enhet="x", niva="x") == [grave.reference, mild.reference]
    assert found("other_staff") == []
    lede = browse("manager").get(address("risk_list")).content.decode().replace("\u00a0", " ")
    assert "2 riskanalyser är klara" in lede
    assert "1 ska göras om nu" in lede
    assert "1 pågår" in lede


def test_the_picture_counts_only_what_is_in_force(house: House) -> None:
    before = scene.done(house, (3, 4), (1, 1))
    manager = house.actor("manager")
    scene.done(house, (1, 1), title="Annat")
    assert queries.picture(manager, None) == {(3, 4): 1, (1, 1): 2}
    new = operations.reassess(actor=manager, now=NOW, analysis_id=before.pk)
    assert queries.picture(manager, frozenset({house.unit.pk})) == {(3, 4): 1, (1, 1): 2}
    operations.remove_risk(actor=manager, now=NOW, risk_id=new.risks.get(probability=3).pk)
    operations.set_participants(actor=manager, now=NOW, analysis_id=new.pk, functions=scene.WHO)
    operations.finish(actor=manager, now=NOW, analysis_id=new.pk, reassess_on=scene.LATER)
    assert queries.picture(manager, frozenset({house.unit.pk})) == {(1, 1): 2}
    assert queries.picture(manager, frozenset({house.second.pk})) == {}


def test_the_menu_counts_ones_own(house: House) -> None:
    scene.begun(house)
    scene.done(house, held_on=date(2024, 3, 1), reassess_on=date(2025, 3, 1))
    scene.done(house)

    def line(who: str) -> int:
        groups = menu_for(house.actor(who), "/")
        return next(one.count for group in groups for one in group.lines
                    if one.label == "Riskanalyser")  # fmt: skip

    assert queries.waiting_count(house.actor("manager"), DAY) == 2
    assert line("quality") == 0


def many(house: House, number: int) -> None:
    given = {
        "board": house.board, "unit": house.unit, "title": "Nycklar", "trigger": "routine",
        "held_on": DAY, "responsible": house.people["manager"], "begun_at": NOW,
        "status": "finished", "finished_at": NOW, "reassess_on": scene.LATER,
    }  # fmt: skip
    rows = RiskAnalysis.objects.bulk_create(
        RiskAnalysis(reference=f"M-{i}", **given) for i in range(number)
    )
    Risk.objects.bulk_create(
        Risk(analysis=row, description="Något", probability=1 + i, consequence=2)
        for row in rows
        for i in range(4)
    )


def test_the_list_costs_the_same_with_many(
    house: House, browse: Browse, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many(house, 120)
    client = browse("manager")
    with django_assert_max_num_queries(26):
        answer = client.get(address("risk_list"), {"enhet": house.department.pk, "niva": "high"})
    assert len(answer.context["rows"]) == 50
    assert "sida=2" in answer.content.decode()
    last = client.get(address("risk_list"), {"sida": "3"})
    assert len(last.context["rows"]) == 20


def test_a_page_costs_the_same_with_many(
    house: House, browse: Browse, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    done = scene.done(house, *[(3, 4)] * 30)
    for risk in done.risks.order_by("pk"):
        RiskFinding.objects.create(risk=risk, finding=finding(house))
    client = browse("manager")
    with django_assert_max_num_queries(26):
        answer = client.get(address("risk_page", done.reference))
    assert answer.content.decode().count("Nycklar kvitteras inte") == 30
