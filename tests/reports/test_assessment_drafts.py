"""An assessment put aside: hers alone, stopped by the same numbers, gone when she seals."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.reports.house_of_two import NOW, House

from hjulet.organisation.rules import NotAllowed
from hjulet.reports import operations
from hjulet.reports.kinds import Status
from hjulet.reports.models import Assessment, AssessmentDraft, Report

Browse = Callable[..., Client]


def sent(house: House, do: str = "draft", **changed: object) -> dict[str, object]:
    return {
        "do": do,
        "expected": "0",
        "types": [house.types["deviation"].pk],
        "units": [house.unit.pk, house.second.pk],
        "comment": "Brevet hann inte öppnas.",
    } | changed


def test_a_draft_is_shown_again_and_nothing_is_assessed(house: House, browse: Browse) -> None:
    report, client = house.submit(), browse("quality")
    address = reverse("report_assess", args=[report.reference])
    page = client.post(address, sent(house), follow=True).content.decode()
    assert "Det här är ditt utkast" in page
    assert "Brevet hann inte öppnas." in page
    assert "Mottagningen" in page
    assert not Assessment.objects.exists()
    assert Report.objects.get().status == Status.RECEIVED
    client.post(address, sent(house, comment="Ändrat.", types=[]))
    assert AssessmentDraft.objects.get().fields["comment"] == "Ändrat."
    client.post(address, sent(house, do="seal"))
    assert Assessment.objects.get().unit_ids == sorted([house.unit.pk, house.second.pk])
    assert not AssessmentDraft.objects.exists()


def test_only_the_one_who_wrote_it_sees_it(house: House, browse: Browse) -> None:
    report = house.submit()
    browse("quality").post(reverse("report_assess", args=[report.reference]), sent(house))
    for who in ("sas", "manager", "staff"):
        page = browse(who).get(f"/rapporter/{report.reference}/").content.decode()
        assert "Brevet hann inte öppnas." not in page


@pytest.mark.parametrize("who", ["manager", "staff", "other_quality"])
def test_who_may_not_assess_puts_nothing_aside(house: House, browse: Browse, who: str) -> None:
    report = house.submit()
    address = reverse("report_assess", args=[report.reference])
    assert browse(who).post(address, sent(house)).status_code == 404
    with pytest.raises(NotAllowed):
        operations.save_assessment_draft(actor=house.actor(who), now=NOW, report_id=report.pk)


def test_numbers_are_stopped_and_the_text_stays(house: House, browse: Browse) -> None:
    report = house.submit()
    text = "Gällde 19121212-1212."
    page = browse("quality").post(
        reverse("report_assess", args=[report.reference]), sent(house, comment=text)
    )
    assert "Texten innehåller ett personnummer." in page.content.decode()
    assert text in page.content.decode()
    with pytest.raises(operations.NumbersInText):
        operations.save_assessment_draft(
            actor=house.actor("quality"), now=NOW, report_id=report.pk, comment=text
        )
    assert not AssessmentDraft.objects.exists()


def test_somebody_else_meanwhile_is_told_when_the_draft_is_sealed(
    house: House, browse: Browse
) -> None:
    report, client = house.submit(), browse("quality")
    address = reverse("report_assess", args=[report.reference])
    client.post(address, sent(house))
    house.assess(report, "deviation", who="sas")
    opened = client.get(f"/rapporter/{report.reference}/")
    expected = opened.context["assessment_form"]["expected"].value()
    page = client.post(address, sent(house, do="seal", expected=expected)).content.decode()
    assert "Någon annan har bedömt rapporten under tiden" in page
    assert Assessment.objects.count() == 1
