"""Whoever reported the event neither investigates it nor decides on it; opening it cannot wait."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.lex_sarah import scene
from tests.lex_sarah.scene import do, fresh
from tests.reports.house_of_two import House

from hjulet.lex_sarah import queries
from hjulet.lex_sarah.models import Case, InvestigationRecord
from hjulet.lex_sarah.operations import InvalidCase
from hjulet.organisation.rules import NotAllowed

Browse = Callable[..., Client]


def case_by(house: House, reporter: str, who: str = "sas") -> Case:
    return scene.opened(house, scene.reported(house, who=reporter), who=who)


def ready_by(house: House, reporter: str) -> Case:
    """Recorded, and investigated by the other SAS."""
    case = case_by(house, reporter)
    scene.recorded(house, case)
    scene.investigated(house, case, "second_sas")
    return fresh(case)


def refused(house: House, verb: str, case: Case, who: str = "sas", **given: object) -> str:
    """The field of the only fault, and its message."""
    with pytest.raises(InvalidCase) as error:
        do(house, verb, case, who, **given)
    (fault,) = error.value.faults
    return f"{fault.field}: {fault.message}"


def page(client: Client, name: str, case: Case) -> str:
    return client.get(reverse(f"lex_sarah_{name}", args=[case.slug]), follow=True).content.decode()


def test_a_reporter_is_not_let_in_to_investigate(house: House) -> None:
    case, person = case_by(house, "investigator"), house.people["investigator"].pk
    assert refused(house, "assign", case, account_id=person) == (
        "account: investigator har själv rapporterat händelsen. Välj någon annan som utreder."
    )
    do(house, "assign", case, account_id=house.people["stranger"].pk)
    # The report left: she can.
    other = scene.reported(house)
    do(house, "join", case, report_id=other.pk)
    own = case.report_links.exclude(report=other).get().report
    do(house, "leave", case, report_id=own.pk, reason="En annan händelse.")
    do(house, "assign", case, account_id=person)


def test_a_reporter_does_not_decide(house: House) -> None:
    case = ready_by(house, "head")
    head, lead = house.people["head"].pk, house.people["lead"].pk
    assert refused(house, "send", case, decider_id=head) == (
        "decider: head har själv rapporterat händelsen. Välj någon annan som beslutar."
    )
    do(house, "send", case, decider_id=lead)
    scene.decide(house, case, who="lead")


def test_sas_who_reported_opens_and_records_and_then_others_take_over(
    house: House, browse: Browse
) -> None:
    case = case_by(house, "sas")
    scene.recorded(house, case)
    client = browse("sas")
    assert "Du har själv rapporterat händelsen" in (told := page(client, "page", case))
    assert "Byt ansvarig" in told
    assert "Skriv utredningen" in told and "Utredaren gör det." in told
    assert reverse("lex_sarah_investigation", args=[case.slug]) not in told
    assert "Någon annan ska utreda den." in page(client, "investigation", case)
    for verb in ("save_investigation", "seal_investigation"):
        given = {
            "fields": scene.INVESTIGATION,
            "expected": queries.stamp_of(case, InvestigationRecord),
        }
        assert refused(house, verb, case, **given).startswith(": Du har själv rapporterat")
    scene.investigated(house, case, "second_sas")
    head, second = house.people["head"].pk, house.people["second_sas"].pk
    assert refused(house, "send", case, decider_id=head) == (
        ": sas har själv rapporterat händelsen. Byt ansvarig för ärendet först."
    )
    assert "sas ansvarar för ärendet" in page(browse("second_sas"), "page", case)
    do(house, "hand_over", case, account_id=second)
    assert "Byt ansvarig innan" not in page(client, "page", case)
    assert refused(house, "hand_over", case, account_id=house.people["sas"].pk).startswith(
        "account: sas har själv rapporterat"
    )
    do(house, "send", case, decider_id=head)
    # SAS of the board otherwise decides and sends back in the place of whom she chose.
    assert "Väntar på beslut" in page(client, "page", case)
    assert client.get(reverse("lex_sarah_decide", args=[case.slug])).status_code == 404
    with pytest.raises(NotAllowed):
        scene.decide(house, case, who="sas")
    with pytest.raises(NotAllowed):
        do(house, "send_back", case, reason="Skriv mer.")
    scene.decide(house, case, who="second_sas")
    assert fresh(case).status == "decided"


def test_who_opens_her_own_report_is_told(house: House, browse: Browse) -> None:
    scene.reported(house)
    address = reverse("lex_sarah_open")
    words = "låt någon annan utreda och besluta"
    assert words not in browse("sas").get(address).content.decode()
    scene.reported(house, who="sas")
    assert words in browse("sas").get(address).content.decode()
    assert words not in browse("second_sas").get(address).content.decode()


def test_the_report_of_an_investigator_waits_until_somebody_else_investigates(
    house: House, browse: Browse
) -> None:
    case, person = scene.opened(house), house.people["investigator"].pk
    do(house, "assign", case, account_id=person)
    own = scene.reported(house, who="investigator")
    assert refused(house, "join", case, report_id=own.pk).startswith("report: investigator utreder")
    answer = browse("sas").post(
        reverse("lex_sarah_join", args=[case.slug, own.pk]), follow=True
    ).content.decode()  # fmt: skip
    assert "Låt först någon annan utreda." in answer
    assert case.report_links.count() == 1
    do(house, "withdraw", case, account_id=person)
    do(house, "join", case, report_id=own.pk)
    assert case.report_links.count() == 2


def test_what_somebody_sealed_before_her_own_report_came_is_sealed_by_another(
    house: House,
) -> None:
    case = scene.ready(house)
    do(house, "join", case, report_id=scene.reported(house, who="sas").pk)
    do(house, "hand_over", case, account_id=house.people["second_sas"].pk)
    do(house, "seal_report", case, fields=scene.REPORT, reason="En till.", expected="1.0")
    head = house.people["head"].pk
    assert refused(house, "send", case, decider_id=head).endswith("försegla utredningen på nytt.")
    given = {"expected": queries.stamp_of(case, InvestigationRecord), "reason": "Gått igenom."}
    do(house, "seal_investigation", case, "second_sas", fields=scene.INVESTIGATION, **given)
    do(house, "send", case, decider_id=head)


def test_the_fault_stands_beside_the_field(house: House, browse: Browse) -> None:
    case = ready_by(house, "head")
    head, client = house.people["head"].pk, browse("sas")
    let_in = client.post(reverse("lex_sarah_assign", args=[case.slug]), {"account": head})
    form = let_in.context["forms"]["assign"]
    assert "head har själv rapporterat" in form.errors["account"][0]
    answer = client.post(
        reverse("lex_sarah_send", args=[case.slug]), {"decider": head, "reason": ""}
    )
    assert "head har själv rapporterat" in answer.context["form"].errors["decider"][0]
