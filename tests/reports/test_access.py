"""Who reads what: per role, between boards, under secrecy; and 404 instead of 403."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests import builders
from tests.reports.house_of_two import DAY, NOW, House

from hjulet.journal.models import Event
from hjulet.organisation import operations as organisation
from hjulet.organisation.models import Placement, Unit
from hjulet.organisation.queries import actor_for
from hjulet.organisation.rules import NotAllowed
from hjulet.organisation.types import SYSTEM, Actor
from hjulet.reports import operations, queries
from hjulet.reports.kinds import Status
from hjulet.reports.models import AccessGrant, Report
from hjulet.reports.operations import cases

Browse = Callable[..., Client]
TEXT = "Klienten fick fel brev hem."


def sights(house: House, report: Report) -> dict[str, str]:
    found = {who: queries.open_report(house.actor(who), report.reference) for who in house.people}
    return {who: opened.sight for who, opened in found.items() if opened}


def test_an_open_report(house: House) -> None:
    report = house.submit(what_happened=TEXT)
    expected = {"staff": "own", "manager": "whole", "quality": "whole", "sas": "whole"}
    assert sights(house, report) == expected


def test_a_report_about_two_units(house: House) -> None:
    report = house.submit(what_happened=TEXT)
    house.assess(report, "deviation", unit_ids=[house.unit.pk, house.second.pk])
    assert sights(house, report)["second_manager"] == "whole"


def test_a_data_breach_is_open_to_the_officer(house: House) -> None:
    report = house.submit(what_happened=TEXT)
    house.assess(report, "data_breach")
    assert sights(house, report)["dpo"] == "whole"


def test_lex_sarah(house: House) -> None:
    report = house.submit(what_happened=TEXT)
    house.assess(report, "lex_sarah", "data_breach")
    assert sights(house, report) == {
        "staff": "summary",
        "manager": "summary",
        "sas": "whole",
        "dpo": "summary",
    }


def test_a_granted_person_reads_until_it_is_withdrawn(house: House) -> None:
    report = house.submit(what_happened=TEXT)
    house.assess(report, "lex_sarah")
    sas, account = house.actor("sas"), house.people["second_manager"]
    given = {"now": NOW, "report_id": report.pk, "account_id": account.pk}
    with pytest.raises(NotAllowed):
        operations.grant_access(actor=house.actor("quality"), **given)
    with pytest.raises(NotAllowed):
        operations.grant_access(actor=house.actor("other_sas"), **given)
    operations.grant_access(actor=sas, **given)
    operations.grant_access(actor=sas, **given)
    assert AccessGrant.objects.count() == 1
    assert sights(house, report)["second_manager"] == "whole"
    operations.withdraw_access(actor=sas, **given)
    assert "second_manager" not in sights(house, report)
    with pytest.raises(operations.UnknownAccount):
        operations.grant_access(actor=sas, now=NOW, report_id=report.pk, account_id=999_999)


def test_lists_hold_the_same_as_pages(house: House) -> None:
    reports = [house.submit(what_happened=TEXT) for _ in range(3)]
    house.assess(reports[1], "lex_sarah")
    house.assess(reports[2], "data_breach")
    for who in house.people:
        actor = house.actor(who)
        rows = {row.reference: row for row in queries.page_of(actor, queries.Filters()).rows}
        for report in reports:
            opened = queries.open_report(actor, report.reference)
            assert (report.reference in rows) == (opened is not None), (who, report.reference)
            if opened:
                assert rows[report.reference].summary == (opened.sight == "summary")
                assert (rows[report.reference].excerpt == "") == (opened.sight == "summary")
        assert queries.total_of(actor, queries.Filters()) == len(rows)


def test_a_search_tells_nothing_of_what_is_locked(house: House) -> None:
    report = house.submit(what_happened="Dörren till arkivet stod öppen.")
    house.assess(report, "lex_sarah")
    manager = house.actor("manager")
    assert queries.total_of(manager, queries.Filters()) == 1
    asked = (
        queries.Filters(text="arkivet"),
        queries.Filters(text=report.reference),
        queries.Filters(type_id=house.types["lex_sarah"].pk),
        queries.Filters(unassessed=True),
    )
    for filters in asked:
        assert queries.total_of(manager, filters) == 0
    assert queries.total_of(house.actor("sas"), asked[0]) == 1


@pytest.mark.parametrize(
    "who", ["second_manager", "dpo", "admin", "member", "other_quality", "other_sas", "nobody"]
)
def test_the_invisible_is_404(house: House, browse: Browse, who: str) -> None:
    report, client = house.submit(what_happened=TEXT), browse(who)
    get, post = ("report_page", "report_receipt"), (
        "report_assess", "report_close", "report_reopen", "report_notify", "report_correct",
        "report_grant",
    )  # fmt: skip
    for name in get:
        assert client.get(reverse(name, args=[report.reference])).status_code == 404
    for name in post:
        assert client.post(reverse(name, args=[report.reference])).status_code == 404
    missing = client.get(reverse("report_page", args=["2025-999"]))
    hidden = client.get(reverse("report_page", args=[report.reference]))
    assert missing.content == hidden.content.replace(b"2025-1", b"2025-999")


@pytest.mark.parametrize("who", ["staff", "manager"])
def test_readers_without_the_right_cannot_change(house: House, browse: Browse, who: str) -> None:
    report, client = house.submit(what_happened=TEXT), browse(who)
    for name in ("report_assess", "report_close", "report_notify", "report_grant"):
        assert client.post(reverse(name, args=[report.reference])).status_code == 404


def test_a_summary_shows_nothing_of_the_content(house: House, browse: Browse) -> None:
    report = house.submit(what_happened=TEXT, done_at_once="Ringde direkt.")
    house.assess(report, "lex_sarah", comment="Allvarligt.")
    page = browse("manager").get(reverse("report_page", args=[report.reference])).content.decode()
    assert "Hos SAS" in page
    for secret in (TEXT, "Ringde direkt", "Allvarligt"):
        assert secret not in page
    own = browse("staff").get(reverse("report_page", args=[report.reference])).content.decode()
    assert TEXT in own
    assert "Allvarligt" not in own


def test_opening_a_restricted_report_is_journalled(house: House, browse: Browse) -> None:
    report = house.submit(what_happened=TEXT)
    address = reverse("report_page", args=[report.reference])
    browse("sas").get(address)
    assert not Event.objects.filter(verb="read.opened").exists()
    house.assess(report, "lex_sarah")
    browse("sas").get(address)
    event = Event.objects.get(verb="read.opened")
    assert event.actor_id == house.people["sas"].pk
    assert (event.subject_kind, event.subject_id) == ("report", str(report.pk))
    assert event.confidential


def test_a_faulty_form_shows_the_report_again_and_is_journalled_too(
    house: House, browse: Browse
) -> None:
    report = house.submit(what_happened=TEXT)
    house.assess(report, "lex_sarah")
    answer = browse("sas").post(reverse("report_close", args=[report.reference]), {"reason": ""})
    assert TEXT in answer.content.decode()
    assert Event.objects.filter(verb="read.opened").count() == 1


def test_the_assessor_who_chooses_lex_sarah_loses_the_page(house: House, browse: Browse) -> None:
    report, client = house.submit(what_happened=TEXT), browse("quality")
    answer = client.post(
        reverse("report_assess", args=[report.reference]),
        {
            "do": "seal",
            "expected": "0",
            "types": [house.types["lex_sarah"].pk],
            "units": [house.unit.pk],
        },
        follow=True,
    )
    assert answer.redirect_chain == [(reverse("report_list"), 302)]
    assert "ligger hos SAS" in answer.content.decode()
    assert client.get(reverse("report_page", args=[report.reference])).status_code == 404


def test_what_was_written_under_secrecy_stays_with_sas(house: House) -> None:
    report = house.submit(what_happened=TEXT)
    house.assess(report, "lex_sarah", comment="Hemligt.")
    house.assess(report, "deviation", who="sas", expected_number=1, comment="Öppet.")
    report.refresh_from_db()
    seen = queries.history_of(house.actor("quality"), report)
    assert [item.hidden for item in seen] == [False, True]
    assert not any(item.hidden for item in queries.history_of(house.actor("sas"), report))


def test_a_reason_given_under_secrecy_stays_with_sas(house: House, browse: Browse) -> None:
    report = house.submit()
    house.assess(report, "lex_sarah")
    cases.change_status(
        Report.objects.get(pk=report.pk), SYSTEM, NOW, Status.CLOSED, "Om kvicksilver.", DAY
    )
    operations.reopen(
        actor=house.actor("sas"), now=NOW, report_id=report.pk, reason="Mer kvicksilver."
    )
    house.assess(report, "deviation", who="sas", expected_number=1)
    for who in ("staff", "manager", "quality"):
        page = browse(who).get(reverse("report_page", args=[report.reference])).content.decode()
        assert "kvicksilver" not in page, who
    page = browse("sas").get(reverse("report_page", args=[report.reference])).content.decode()
    assert "Mer kvicksilver." in page


def test_a_unit_that_moves_does_not_bring_its_reports(house: House) -> None:
    """OSL 8 kap. 2 §: secrecy between boards."""
    report = house.submit(what_happened=TEXT)
    Placement.objects.filter(unit=house.unit).update(valid_to=date(2025, 12, 31))
    Placement.objects.create(
        unit=house.unit, name="Åkersenheten", parent=house.other, valid_from=date(2026, 1, 1)
    )
    manager = house.actor("manager", date(2026, 2, 1))
    assert queries.open_report(manager, report.reference) is None


LATER = date(2026, 3, 1)


def manager_of(place: Unit, role: str = "department_manager") -> Actor:
    return actor_for(builders.account(role, place), LATER)


def reads(actor: Actor, report: Report) -> bool:
    opened = queries.open_report(actor, report.reference)
    listed = queries.total_of(actor, queries.Filters()) > 0
    assert listed == (opened is not None)
    return opened is not None and opened.sight == "whole"


def end(unit: Unit, last_day: date, *, with_below: bool = False) -> None:
    organisation.end_unit(
        actor=SYSTEM, now=NOW, unit_id=unit.pk, last_day=last_day, with_below=with_below
    )


def test_a_unit_that_ended_is_read_by_the_department_it_stood_in(house: House) -> None:
    elsewhere = builders.department(house.board, "Vuxna")
    report = house.submit(what_happened=TEXT)
    end(house.unit, date(2025, 12, 31))
    assert reads(manager_of(house.department), report)
    assert not reads(manager_of(elsewhere), report)
    assert not reads(house.actor("second_manager", LATER), report)
    assert not reads(manager_of(house.other), report)
    restricted = house.submit(what_happened=TEXT)
    house.assess(restricted, "lex_sarah")
    opened = queries.open_report(manager_of(house.department), restricted.reference)
    assert opened is not None
    assert opened.sight == "summary"


def test_a_department_that_ended_is_read_by_the_administration(house: House) -> None:
    administration = builders.unit("administration", "Förvaltningen", house.board)
    organisation.move_unit(
        actor=SYSTEM,
        now=NOW,
        unit_id=house.department.pk,
        parent_id=administration.pk,
        from_day=date(2025, 11, 1),
    )
    report = house.submit(what_happened=TEXT)
    end(house.department, date(2025, 12, 31), with_below=True)
    assert reads(manager_of(administration, "administration_lead"), report)


def test_a_moved_unit_takes_its_reports_to_the_new_manager(house: House) -> None:
    new = builders.department(house.board, "Vuxna")
    report = house.submit(what_happened=TEXT)
    organisation.move_unit(
        actor=SYSTEM,
        now=NOW,
        unit_id=house.unit.pk,
        parent_id=new.pk,
        from_day=date(2026, 1, 1),
    )
    assert reads(manager_of(new), report)
    assert not reads(manager_of(house.department), report)
    assert reads(house.actor("manager", LATER), report)


def test_a_move_that_is_only_planned_changes_nothing(house: House) -> None:
    new = builders.department(house.board, "Vuxna")
    report = house.submit(what_happened=TEXT)
    organisation.move_unit(
        actor=SYSTEM,
        now=NOW,
        unit_id=house.unit.pk,
        parent_id=new.pk,
        from_day=date(2027, 1, 1),
    )
    assert reads(manager_of(house.department), report)
    assert not reads(manager_of(new), report)


@pytest.mark.parametrize("number", [1, 20])
def test_who_somebody_is_takes_two_queries(
    house: House, number: int, django_assert_num_queries: Callable
) -> None:
    for n in range(number):
        end(builders.unit(name=f"Enhet {n}", parent=house.department), date(2025, 1, 31))
    account = builders.account("department_manager", house.department)
    with django_assert_num_queries(2):
        actor = actor_for(account, LATER)
    assert len(actor.assignments[0].covers) == 3 + number
    with django_assert_num_queries(1):
        queries.page_of(actor, queries.Filters())


def test_that_it_became_secret_is_told_nobody_afterwards(house: House, browse: Browse) -> None:
    report = house.submit()
    house.assess(report, "deviation")
    cases.change_status(Report.objects.get(pk=report.pk), SYSTEM, NOW, Status.CLOSED, "Klar.", DAY)
    house.assess(report, "lex_sarah", expected_number=1)
    house.assess(report, "deviation", who="sas", expected_number=2)
    page = browse("manager").get(reverse("report_page", args=[report.reference]))
    assert "Klar." in page.content.decode()
    assert "Bedömd på nytt som" not in page.content.decode()
    page = browse("sas").get(reverse("report_page", args=[report.reference]))
    assert "Bedömd på nytt som" in page.content.decode()
