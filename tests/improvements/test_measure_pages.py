"""The pages of measures: every step from its form, faults beside the field, and what it costs."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.improvements.town import DAY, Town

from hjulet.improvements.kinds import Status
from hjulet.improvements.models import Measure
from hjulet.journal.models import Event

pytestmark = pytest.mark.django_db
Browse = Callable[[str], Client]


def sent(town: Town, **changed: Any) -> dict[str, Any]:
    given = {
        "title": "Kontrollera adressen",
        "what": "Lista.",
        "expected_effect": "Inga brev går fel.",
        "seen_by": "Antal rapporter.",
        "responsible": town.people["manager"].pk,
        "unit": town.unit.pk,
        "level": "unit",
        "due_on": (DAY + timedelta(days=30)).isoformat(),
        "effect_on": (DAY + timedelta(days=120)).isoformat(),
    }
    return {**given, **changed}


def at(name: str, measure: Measure) -> str:
    return reverse(name, args=[measure.reference])


def test_a_measure_is_proposed_for_a_finding(town: Town, browse: Browse) -> None:
    finding = town.finding()
    client = browse("manager")
    page = client.get(reverse("measure_new"), {"fynd": finding.reference})
    assert page.context["form"].initial["findings"] == [finding.pk]
    faulty = client.post(reverse("measure_new"), sent(town, findings=[finding.pk], title=""))
    assert faulty.status_code == 200
    text = faulty.content.decode()
    assert "Skriv åtgärden i en mening." in text
    assert "Inga brev går fel." in text
    done = client.post(reverse("measure_new"), sent(town, findings=[finding.pk]))
    measure = Measure.objects.get()
    assert done.url == at("measure_page", measure)
    assert client.get(done.url).status_code == 200
    assert "Kontrollera adressen" in client.get(reverse("measure_list")).content.decode()


def test_every_step_has_its_form(town: Town, browse: Browse) -> None:
    measure = town.propose()
    client = browse("manager")
    steps: list[tuple[str, dict[str, Any]]] = [
        ("measure_decide", {}),
        ("measure_start", {"text": "Vi börjar i dag."}),
        (
            "measure_postpone",
            {
                "which": "due_on",
                "to": (DAY + timedelta(days=40)).isoformat(),
                "obstacle": "no_time",
                "text": "Mycket just nu.",
            },
        ),
        ("measure_done", {"outcome": "done", "text": "Listan används."}),
        ("measure_check", {"effect": "yes", "evidence": "Inga fler brev."}),
    ]
    for name, given in steps:
        answer = client.post(at(name, measure), given)
        assert (answer.status_code, answer.url) == (302, at("measure_page", measure)), name
        assert client.get(answer.url).status_code == 200
    measure.refresh_from_db()
    assert measure.status == Status.CLOSED
    # What has been done once is not offered again.
    again = client.post(at("measure_done", measure), {"outcome": "done"})
    assert (again.status_code, again.url) == (302, at("measure_page", measure))
    assert "Någon annan hann före." in client.get(again.url).content.decode()


def test_what_is_written_after_somebody_else_is_shown_back(town: Town, browse: Browse) -> None:
    measure, words = town.done(), "Listan används av alla på enheten."
    late = browse("manager").post(at("measure_done", measure), {"outcome": "done", "text": words})
    page = late.content.decode()
    assert late.status_code == 409
    assert "Någon annan hann före." in page
    assert words in page
    assert f'href="{at("measure_page", measure)}"' in page
    foreign = browse("other").post(at("measure_done", measure), {"text": words})
    assert foreign.status_code == 404
    assert words in foreign.content.decode()
    assert measure.reference not in foreign.content.decode()


def test_an_effect_that_failed_brings_the_next_measure(town: Town, browse: Browse) -> None:
    measure = town.done()
    client = browse("manager")
    address = at("measure_check", measure)
    page = client.post(address, {"effect": "no", "evidence": "Lika många."}).content.decode()
    assert "skriv varför det inte behövs någon" in page
    assert "Lika många." in page
    new = {f"new-{key}": value for key, value in sent(town).items()}
    faulty = client.post(address, {"effect": "no", "evidence": "Lika.", "next": "new"})
    assert "Fyll i" in faulty.content.decode()
    answer = client.post(
        address,
        {
            "effect": "no",
            "evidence": "Lika många.",
            "next": "new",
            "attachments": SimpleUploadedFile("bevis.txt", b"Tolv av tolv."),
            **new,
        },
    )
    follower = Measure.objects.get(follows=measure)
    assert answer.url == at("measure_page", follower)
    found = measure.evidence.get()
    kept = client.get(reverse("measure_evidence", args=[found.pk]))
    assert b"".join(kept.streaming_content) == b"Tolv av tolv."
    assert browse("other").get(kept.request["PATH_INFO"]).status_code == 404


def test_who_may_not_gets_no_form_and_no_answer(town: Town, browse: Browse) -> None:
    measure = town.propose()
    page = browse("staff").get(at("measure_page", measure)).content.decode()
    assert "Besluta åtgärden" not in page
    assert browse("staff").post(at("measure_decide", measure), {}).status_code == 404
    for who, name in (("other", "measure_page"), ("other", "measure_decide")):
        answer = (
            browse(who).post(at(name, measure))
            if "decide" in name
            else browse(who).get(at(name, measure))
        )
        assert answer.status_code == 404


def test_the_list_is_filtered_and_taken_to_excel(town: Town, browse: Browse) -> None:
    late = town.decided(title="=Den första")
    Measure.objects.filter(pk=late.pk).update(due_on=DAY - timedelta(days=4))
    town.propose(title="Den andra", unit_id=town.second.pk)
    client = browse("quality")
    page = client.get(reverse("measure_list"))
    assert "Två åtgärder är öppna, en är försenad" in " ".join(page.content.decode().split())
    only = client.get(reverse("measure_list"), {"sena": "on"}).content.decode()
    assert "=Den första" in only
    assert "Den andra" not in only
    unit = client.get(reverse("measure_list"), {"enhet": town.second.pk}).content.decode()
    assert "Den andra" in unit
    assert "=Den första" not in unit
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(reverse("measure_excel")).content))
    rows = book.get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows[1:]] == ["=Den första", "Den andra"]
    assert rows[1][13] == "ja"
    assert Event.objects.filter(verb="improvements.export_list").count() == 1


@pytest.mark.parametrize("number", [3, 10_000])
def test_the_list_costs_the_same_however_long(
    town: Town, browse: Browse, number: int, django_assert_max_num_queries: Callable
) -> None:
    one = town.propose()
    columns = {
        field.attname: getattr(one, field.attname)
        for field in Measure._meta.concrete_fields
        if not field.primary_key
    }
    Measure.objects.bulk_create(
        (Measure(**{**columns, "reference": f"2024-{key}"}) for key in range(number)),
        batch_size=500,
    )
    client = browse("quality")
    client.get(reverse("measure_list"))
    with django_assert_max_num_queries(20):
        page = client.get(reverse("measure_list"))
    assert page.context["total"] == number + 1
