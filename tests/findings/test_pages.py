"""Findings in the browser, without script: from a report to a released finding and a group."""

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.findings.making import assessed, draft, released
from tests.reports.house_of_two import NOW, House

from hjulet.findings import operations
from hjulet.findings.models import Cause, Finding, FindingGroup, Theme
from hjulet.findings.web.forms import field_of

Browse = Callable[..., Client]


def written(house: House, **given: object) -> dict[str, object]:
    return {
        "title": "Brev skickas till gammal adress", "text": "Adressen ändras inte i tid.",
        "units": [house.unit.pk], "weight": 3, "do": "save",
    } | given  # fmt: skip


def test_a_draft_that_is_released_meanwhile_keeps_what_was_written(
    house: House, browse: Browse
) -> None:
    made, client = released(house), browse("manager")
    edit = reverse("finding_edit", args=[made.reference])
    late = client.post(edit, written(house, text="Adressen stod på två ställen."))
    page = late.content.decode()
    assert late.status_code == 409
    assert "Fyndet är släppt" in page
    assert "Adressen stod på två ställen." in page
    assert f'href="{reverse("finding_page", args=[made.reference])}"' in page
    made.refresh_from_db()
    assert "två ställen" not in made.text
    assert client.get(edit).status_code == 404


def test_a_report_becomes_a_released_finding(house: House, browse: Browse) -> None:
    report = assessed(house, what_happened="Brevet till Zafira kom bort.")
    client = browse("manager")
    page = client.get(reverse("report_page", args=[report.reference])).content.decode()
    start = f"{reverse('finding_new')}?fran=report%3A{report.pk}"
    assert start in page
    form = client.get(start)
    assert f"Rapport {report.reference}" in form.content.decode()
    assert form.context["form"].initial["units"] == [house.unit.pk]
    sent = written(house, fran=f"report:{report.pk}", text="Zafira fick vänta. Det är vanligt.")
    answer = client.post(reverse("finding_new"), sent, follow=True)
    made = Finding.objects.get()
    assert "Utkastet är sparat" in answer.content.decode()
    release = reverse("finding_release", args=[made.reference])
    asked = client.get(release).content.decode()
    assert "Är ”Zafira” någon?" in asked
    for incomplete in ({}, {"confirmed": "on"}, {field_of("Zafira"): "ta_bort"}):
        answer = client.post(release, incomplete)
        assert answer.status_code == 200
        assert answer.context["form"].errors
        assert Finding.objects.get().status == "draft"
    client.post(release, {"confirmed": "on", field_of("Zafira"): "ta_bort"})
    made.refresh_from_db()
    assert (made.status, made.text) == ("released", "… fick vänta. Det är vanligt.")
    page = client.get(reverse("finding_page", args=[made.reference])).content.decode()
    assert f"/rapporter/{report.reference}/" in page
    assert "Samlar " in page
    other = browse("second_manager").get(reverse("finding_page", args=[made.reference]))
    assert f"/rapporter/{report.reference}/" not in other.content.decode()
    assert "0 av 1 visas" in other.content.decode()
    own = browse("staff").get(reverse("report_page", args=[report.reference])).content.decode()
    assert "Det här lärde vi oss" in own
    assert made.title in own


def test_a_draft_and_a_finding_of_another_board_are_not_there(house: House, browse: Browse) -> None:
    made, open_to_all = draft(house), released(house)
    for who, expected in (("quality", 200), ("manager", 200), ("second_manager", 404),
                          ("staff", 404), ("other_quality", 404), ("admin", 404)):  # fmt: skip
        got = browse(who).get(reverse("finding_page", args=[made.reference]))
        assert got.status_code == expected, who
    for who, expected in (("staff", 200), ("member", 200), ("other_quality", 404)):
        got = browse(who).get(reverse("finding_page", args=[open_to_all.reference]))
        assert got.status_code == expected, who
        listed = browse(who).get(reverse("finding_list")).content.decode()
        assert (open_to_all.reference in listed) == (expected == 200)


def test_a_secret_source_is_not_named_to_others(house: House, browse: Browse) -> None:
    report = assessed(house, "lex_sarah", what_happened="Det läckte.")
    made = released(house, "sas", report)
    for who in ("quality", "manager", "staff"):
        page = browse(who).get(reverse("finding_page", args=[made.reference])).content.decode()
        assert "0 av 1 visas" in page or who != "quality"
        assert "Det läckte" not in page
        start = f"{reverse('finding_new')}?fran=report:{report.pk}"
        assert browse(who).get(start).status_code == 404
    page = browse("sas").get(reverse("report_page", args=[report.reference])).content.decode()
    assert made.title in page


@pytest.mark.parametrize("source", ["report:x", "report:999999", "annat:1", "report"])
def test_a_source_that_is_not_there(browse: Browse, source: str) -> None:
    assert browse("quality").get(f"{reverse('finding_new')}?fran={source}").status_code == 404


def test_what_is_wrong_stands_beside_the_field_and_nothing_is_lost(
    house: House, browse: Browse
) -> None:
    sent = written(house, title="", units=[], found_on="2030-01-01", origin="other", text="Kvar.")
    answer = browse("quality").post(reverse("finding_new"), sent)
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"title", "units", "found_on"}
    assert "Kvar." in answer.content.decode()
    sent = written(house, units=[house.second.pk], found_on="2025-01-01", origin="other")
    answer = browse("manager").post(reverse("finding_new"), sent)
    assert "som du skriver fynd för" in str(answer.context["form"].errors)
    assert not Finding.objects.exists()


def test_similar_ones_are_shown_and_a_report_is_tied_to_one(house: House, browse: Browse) -> None:
    first = released(house)
    report = assessed(house, what_happened="Ännu ett brev till Fjällgatan gick fel.")
    client = browse("quality")
    sent = written(house, fran=f"report:{report.pk}", do="similar")
    for address in (reverse("finding_new"), reverse("finding_similar")):
        page = client.post(address, sent).content.decode()
        assert first.title in page
        assert f"?fran=report%3A{report.pk}" in page
    assert Finding.objects.count() == 1
    tie = reverse("finding_tie", args=[first.reference])
    assert client.get(f"{tie}?fran=report:{report.pk}").status_code == 200
    client.post(tie, {"fran": f"report:{report.pk}"})
    page = client.get(reverse("finding_page", args=[first.reference])).content.decode()
    assert report.reference in page
    assert client.get(tie).status_code == 404


def test_a_group_shows_how_often_it_comes_back(house: House, browse: Browse) -> None:
    client = browse("quality")
    made = [released(house, found_on=NOW.date().replace(year=year)) for year in (2023, 2024, 2025)]
    join = reverse("finding_join", args=[made[2].reference])
    sent = {"name": "Brev går fel", "also": [made[0].pk, made[1].pk]}
    page = client.post(join, sent, follow=True).content.decode()
    assert "Tredje året i rad." in page
    assert FindingGroup.objects.get().findings.count() == 3
    group = reverse("finding_group", args=[FindingGroup.objects.get().pk])
    assert "2024, kvartal 4" in client.get(f"{group}?per=kvartal").content.decode()
    assert browse("other_quality").get(group).status_code == 404
    assert client.post(join, {"name": " "}).context["form"].errors
    for one in made:
        client.post(reverse("finding_ungroup", args=[one.reference]))
    assert not FindingGroup.objects.exists()


def test_a_finding_is_corrected_and_needs_nothing(house: House, browse: Browse) -> None:
    made = released(house, report=assessed(house, what_happened="Brevet till Zafira kom bort."))
    client = browse("quality")
    correct = reverse("finding_correct", args=[made.reference])
    sent = {"title": "Brev till Zafira går fel", "reason": "Tydligare", "confirmed": "on"}
    answer = client.post(correct, sent)
    assert field_of("Zafira") in answer.context["form"].errors
    client.post(correct, sent | {field_of("Zafira"): "behall"})
    made.refresh_from_db()
    assert made.title == "Brev till Zafira går fel"
    nothing = reverse("finding_need_nothing", args=[made.reference])
    assert client.post(nothing, {"reason": ""}).context["form"].errors
    page = client.post(nothing, {"reason": "Det är redan löst."}, follow=True).content.decode()
    assert "Ingen åtgärd behövs." in page
    assert "Version 2" in page
    assert "Stod: Brev skickas" in page
    # What was taken out of a finding is not read by everybody for ever.
    page = browse("staff").get(reverse("finding_page", args=[made.reference])).content.decode()
    assert "Version 1" in page
    assert "Stod:" not in page
    assert browse("staff").post(nothing, {"reason": "x"}).status_code == 404


def test_a_draft_is_changed_and_thrown_away(house: House, browse: Browse) -> None:
    made, client = draft(house), browse("manager")
    edit = reverse("finding_edit", args=[made.reference])
    assert made.title in client.get(edit).content.decode()
    sent = written(house, title="Ny mening", origin="survey", found_on="2025-02-03")
    client.post(edit, sent)
    made.refresh_from_db()
    assert (made.title, made.origin) == ("Ny mening", "survey")
    assert client.post(reverse("finding_discard", args=[made.reference])).status_code == 302
    assert not Finding.objects.exists()


def test_lists_are_edited(house: House, browse: Browse) -> None:
    client = browse("quality")

    def send(listed: str, **form: object) -> str:
        address = reverse("finding_lists_change", args=[listed])
        return client.post(address, form, follow=True).content.decode()

    heading = Cause.objects.get(name="Rutiner")
    assert "är tillagd" in send("cause", do="add", name="  Gammal   rutin ", parent=heading.pk)
    row = Cause.objects.get(name="Gammal rutin")
    assert row.parent_id == heading.pk
    assert "inte själv står under" in send("cause", do="add", name="Djupare", parent=row.pk)
    assert "finns redan" in send("cause", do="add", name="GAMMAL RUTIN")
    assert "heter nu" in send("cause", do="rename", row=row.pk, name="Föråldrad rutin")
    assert "används inte längre" in send("cause", do="off", row=row.pk)
    assert "är tillagd" in send("theme", do="add", name="Avgifter")
    theme = Theme.objects.get(name="Avgifter")
    assert "heter nu" in send("theme", do="rename", row=theme.pk, name="Avgift")
    assert "Skriv ett namn" in send("theme", do="add", name=" ")
    for listed, form in (("type", {"do": "add", "name": "x"}), ("theme", {"do": "x"}),
                         ("cause", {"do": "on", "row": 0})):  # fmt: skip
        address = reverse("finding_lists_change", args=[listed])
        assert client.post(address, form).status_code == 404
    assert browse("sas").get(reverse("finding_lists")).status_code == 404


def test_no_planted_name_stands_on_any_open_page(house: House, browse: Browse) -> None:
    report = assessed(house, what_happened="Brevet till Zafira kom bort.")
    made = draft(house, report=report, title="Zafiras brev kom bort", text="Det var Zafira.")
    operations.release(actor=house.actor("quality"), now=NOW, finding_id=made.pk, confirmed=True,
                       removed=["Zafira", "Zafiras"])  # fmt: skip
    for address in (reverse("finding_list"), reverse("finding_page", args=[made.reference])):
        assert "Zafira" not in browse("second_manager").get(address).content.decode()
    assert "Zafira" not in json.dumps(list(Finding.objects.order_by("pk").values()), default=str)
