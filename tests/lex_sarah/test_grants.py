"""The case takes back the right to read that it gave, and nothing that SAS gave by hand."""

from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from tests.lex_sarah import scene
from tests.lex_sarah.scene import LATER, do
from tests.reports.house_of_two import NOW, House

from hjulet.kernel import clock
from hjulet.organisation.models import Account, RoleAssignment
from hjulet.reports import operations as reports
from hjulet.reports import queries
from hjulet.reports.models import AccessGrant, Report


def by_hand(house: House, report: Report, who: str) -> None:
    reports.grant_access(
        actor=house.actor("sas"), now=NOW, report_id=report.pk, account_id=house.people[who].pk
    )


def reads(house: House, report: Report, who: str) -> bool:
    return bool(queries.whole(house.actor(who), [report.pk]))


@pytest.mark.parametrize("first", [True, False])
def test_what_sas_gave_by_hand_outlives_the_investigator(house: House, first: bool) -> None:
    """Whether she got it before the case let her in or while she investigated."""
    report, other = scene.reported(house), scene.reported(house)
    case = scene.opened(house, report, other)
    person = house.people["investigator"].pk
    if first:
        by_hand(house, report, "investigator")
    do(house, "assign", case, account_id=person)
    if not first:
        by_hand(house, report, "investigator")
    assert AccessGrant.objects.filter(account_id=person).count() == 2
    do(house, "withdraw", case, account_id=person)
    assert reads(house, report, "investigator")
    assert not reads(house, other, "investigator")
    reports.withdraw_access(
        actor=house.actor("sas"), now=LATER, report_id=report.pk, account_id=person
    )
    assert not reads(house, report, "investigator")


def test_it_outlives_the_decider_and_the_case_as_well(house: House) -> None:
    report, left = scene.reported(house), scene.reported(house)
    case = scene.ready(house, report, left)
    head, person = house.people["head"].pk, house.people["investigator"].pk
    by_hand(house, report, "head")
    by_hand(house, left, "investigator")
    do(house, "assign", case, account_id=person)
    do(house, "send", case, decider_id=head)
    do(house, "send", case, decider_id=house.people["lead"].pk)
    assert reads(house, report, "head") and not reads(house, left, "head")
    do(house, "send_back", case, reason="Skriv mer.")
    do(house, "leave", case, report_id=left.pk, reason="Hör inte hit.")
    assert reads(house, left, "investigator")
    do(house, "write_off", case, reason="Det var en vanlig avvikelse.")
    assert not reads(house, report, "investigator")
    assert reads(house, report, "head")


def test_a_report_that_joins_is_not_for_those_who_have_left(house: House) -> None:
    """Neither for whoever no longer holds the task nor for an account that is closed."""
    case = scene.sent(house)
    for who in ("investigator", "stranger", "lead"):
        do(house, "assign", case, account_id=house.people[who].pk)
    do(house, "send_back", case, reason="Skriv mer.")
    joined = scene.reported(house)
    RoleAssignment.objects.filter(account=house.people["head"]).delete()
    RoleAssignment.objects.filter(account=house.people["stranger"]).update(unit=house.other)
    Account.objects.filter(pk=house.people["lead"].pk).update(is_active=False)
    do(house, "join", case, report_id=joined.pk)
    given = joined.grants.order_by("pk").values_list("account_id", flat=True)
    assert list(given) == [house.people["investigator"].pk]
    do(house, "leave", case, report_id=joined.pk, reason="Hör inte hit.")
    assert not joined.grants.exists()


def test_sas_sees_whose_right_does_not_count_now(house: House, client: Client) -> None:
    """The case gave it, and she has left the board: she reads nothing, and the page says so."""
    report = scene.reported(house)
    case = scene.opened(house, report)
    by_hand(house, report, "stranger")
    do(house, "assign", case, account_id=house.people["investigator"].pk)
    client.force_login(house.people["sas"])

    def shown() -> str:
        answer = client.get(reverse("report_page", args=[report.reference]))
        return " ".join(answer.content.decode().split())

    with clock.fixed_at(LATER):
        assert "Kan inte läsa nu" not in shown()
    RoleAssignment.objects.filter(account=house.people["investigator"]).delete()
    assert not reads(house, report, "investigator")
    with clock.fixed_at(LATER):
        text = shown()
    assert text.count("genom ärendet. Kan inte läsa nu: kontot eller uppdraget har upphört") == 1
    assert text.count("Kan inte läsa nu") == 1


def test_rights_from_before_are_known_by_their_moment(house: House) -> None:
    """The migration of a database from before `for_case`."""
    report, joined = scene.reported(house), scene.reported(house)
    case = scene.opened(house, report)
    by_hand(house, report, "stranger")
    do(house, "assign", case, account_id=house.people["investigator"].pk)
    do(house, "join", case, report_id=joined.pk)
    AccessGrant.objects.update(for_case=False)
    import_module("hjulet.lex_sarah.migrations.0002_grants_of_cases").mark(apps, None)
    people = {house.people[who].pk: who for who in ("stranger", "investigator")}
    found = AccessGrant.objects.order_by("pk").values_list("account_id", "report_id", "for_case")
    assert {(people[who], report_id): given for who, report_id, given in found} == {
        ("stranger", report.pk): False,
        ("investigator", report.pk): True,
        ("investigator", joined.pk): True,
    }
