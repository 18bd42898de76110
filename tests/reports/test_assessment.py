"""Assessments: what they may say, what follows from them, and that none is lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from tests.reports import house_of_two
from tests.reports.house_of_two import DAY, NOW, House

from hjulet.findings.lists import Cause
from hjulet.journal.models import Event
from hjulet.journal.queries import verify
from hjulet.kernel import clock
from hjulet.organisation.rules import NotAllowed
from hjulet.reports import operations
from hjulet.reports.models import Assessment, Category, Report, ReportFact


def links(report: Report) -> tuple[set[int], set[int], set[int]]:
    return (
        set(report.type_links.values_list("type_id", flat=True)),
        set(report.unit_links.values_list("unit_id", flat=True)),
        set(report.cause_links.values_list("cause_id", flat=True)),
    )


def test_links_status_and_facts_follow(house: House) -> None:
    report = house.submit()
    category = Category.objects.create(name="Post")
    causes = list(Cause.objects.order_by("pk")[:2])
    sealed = house.assess(
        report,
        "deviation",
        "data_breach",
        unit_ids=[house.unit.pk, house.second.pk],
        category_id=category.pk,
        cause_ids=[cause.pk for cause in causes],
        comment="Rutinen saknas.",
    )
    report.refresh_from_db()
    types = {house.types["deviation"].pk, house.types["data_breach"].pk}
    units = {house.unit.pk, house.second.pk}
    assert links(report) == (types, units, {cause.pk for cause in causes})
    assert (report.status, report.category_id, report.touched) == ("assessed", category.pk, True)
    assert sealed.number == 1
    assert ReportFact.objects.filter(report=report).count() == 4
    assert sum(ReportFact.objects.values_list("f_all", flat=True)) == 1
    assert verify().broken_at is None


def test_a_new_assessment_keeps_the_old_and_the_text(house: House) -> None:
    report = house.submit(what_happened="Som det skrevs.")
    first = house.assess(report, "deviation")
    house.assess(report, "not_deviation", expected_number=1, unit_ids=[house.second.pk])
    first.refresh_from_db()
    report.refresh_from_db()
    assert first.type_ids == [house.types["deviation"].pk]
    assert first.unit_ids == [house.unit.pk]
    assert links(report)[:2] == ({house.types["not_deviation"].pk}, {house.second.pk})
    assert report.what_happened == "Som det skrevs."
    assert report.reported_unit_id == house.unit.pk
    assert ReportFact.objects.filter(report=report).count() == 1


def test_somebody_else_was_first(house: House) -> None:
    report = house.submit()
    house.assess(report, "deviation")
    with pytest.raises(operations.StaleAssessment) as caught:
        house.assess(report, "feedback", who="sas")
    assert caught.value.number == 1
    assert links(report)[0] == {house.types["deviation"].pk}


@pytest.mark.parametrize(
    ("kinds", "fields", "field"),
    [
        ((), {}, "types"),
        (("not_deviation", "deviation"), {}, "types"),
        (("not_deviation",), {"reason": " "}, "reason"),
        (("deviation",), {"unit_ids": []}, "units"),
        (("deviation",), {"unit_ids": [999_999]}, "units"),
        (("deviation",), {"type_ids": [999_999]}, "types"),
        (("deviation",), {"category_id": 999_999}, "category"),
        (("deviation",), {"cause_ids": [999_999]}, "causes"),
        (("deviation",), {"comment": "x" * 1_000_000}, "comment"),
    ],
)
def test_what_cannot_be_sealed_says_where(
    house: House, kinds: tuple[str, ...], fields: dict, field: str
) -> None:
    report = house.submit()
    with pytest.raises(operations.InvalidReport) as caught:
        house.assess(report, *kinds, **fields)
    assert field in [fault.field for fault in caught.value.faults]
    assert not Assessment.objects.exists()
    assert not ReportFact.objects.exists()


def test_a_unit_of_another_board_is_refused(house: House) -> None:
    report = house.submit()
    with pytest.raises(operations.InvalidReport):
        house.assess(report, "deviation", unit_ids=[house.unit.pk, house.other_unit.pk])


def test_what_is_no_longer_used_cannot_be_chosen_anew_but_stays(house: House) -> None:
    category = Category.objects.create(name="Gammal", active=False)
    report = house.submit()
    with pytest.raises(operations.InvalidReport):
        house.assess(report, "deviation", category_id=category.pk)
    Report.objects.filter(pk=report.pk).update(category=category)
    assert house.assess(report, "deviation", category_id=category.pk).category_id == category.pk


@pytest.mark.parametrize("field", ["reason", "comment"])
def test_numbers_stop_the_words_of_the_assessor(house: House, field: str) -> None:
    report = house.submit()
    with pytest.raises(operations.NumbersInText) as caught:
        house.assess(report, "deviation", **{field: "Gäller 19121212-1212"})
    assert caught.value.field == field


@pytest.mark.parametrize(
    "who", ["staff", "manager", "dpo", "admin", "member", "other_quality", "other_sas"]
)
def test_only_the_boards_own_assessors(house: House, who: str) -> None:
    report = house.submit()
    with pytest.raises(NotAllowed):
        house.assess(report, "deviation", who=who)


def test_lex_sarah_restricts_at_once_and_only_sas_goes_on(house: House) -> None:
    report = house.submit()
    house.assess(report, "lex_sarah", "deviation")
    report.refresh_from_db()
    assert report.restricted
    assert Event.objects.get(verb="reports.assess").confidential
    with pytest.raises(NotAllowed):
        house.assess(report, "deviation", expected_number=1)
    house.assess(report, "deviation", who="sas", expected_number=1)
    report.refresh_from_db()
    assert not report.restricted


@pytest.mark.parametrize(
    ("received", "unit", "text"),
    [
        (date(2025, 5, 20), "unit", "14 kap. socialtjänstlagen (2001:453)"),
        (date(2025, 8, 20), "unit", "27 kap. socialtjänstlagen (2025:400)"),
        (date(2025, 8, 20), "second", "24 a–24 f §§ lagen (1993:387)"),
    ],
)
def test_the_law_of_the_day_and_of_the_unit(
    house: House, received: date, unit: str, text: str
) -> None:
    place = getattr(house, unit)
    report = house.submit(
        "staff" if unit == "unit" else "second_manager",
        now=clock.at(received),
        unit_id=place.pk,
    )
    sealed = house.assess(report, "lex_sarah", unit_ids=[place.pk])
    assert sealed.legal_basis.startswith(text)
    assert "SOSFS 2011:9" in sealed.legal_basis


def test_ej_avvikelse_names_no_law(house: House) -> None:
    assert house.assess(house.submit(), "not_deviation").legal_basis == ""


def test_close_and_reopen_with_reasons(house: House) -> None:
    report, quality = house.submit(), house.actor("quality")
    given = {"actor": quality, "now": NOW, "report_id": report.pk}
    with pytest.raises(operations.WrongStatus):
        operations.close(**given, reason="Klar")
    house.assess(report, "deviation")
    with pytest.raises(operations.InvalidReport):
        operations.close(**given, reason=" ")
    with pytest.raises(operations.InvalidReport):
        operations.close(**given, reason="Klar", closed_on=DAY + timedelta(days=1))
    operations.close(**given, reason="Rutinen är ändrad.")
    report.refresh_from_db()
    assert (report.status, report.closed_on) == ("closed", DAY)
    assert set(ReportFact.objects.values_list("closed_on", flat=True)) == {DAY}
    operations.reopen(**given, reason="Det hände igen.")
    report.refresh_from_db()
    assert (report.status, report.closed_on) == ("assessed", None)
    reasons = list(report.status_changes.order_by("pk").values_list("reason", flat=True))
    assert reasons == ["Rutinen är ändrad.", "Det hände igen."]


def test_a_notification_reaches_report_and_facts(house: House) -> None:
    report = house.submit()
    house.assess(report, "data_breach")
    given = {"actor": house.actor("quality"), "now": NOW, "report_id": report.pk}
    operations.note_notification(**given, authority="imy", on=DAY)
    report.refresh_from_db()
    assert (report.notified_imy, report.notified_imy_on, report.notified_ivo) == (True, DAY, False)
    assert ReportFact.objects.get().imy
    assert report.corrections.get().field == "notified_imy"
    with pytest.raises(operations.InvalidReport):
        operations.note_notification(**given, authority="ivo", on=DAY + timedelta(days=1))


def test_a_corrected_day_keeps_what_stood(house: House) -> None:
    report = house.submit()
    house.assess(report, "deviation")
    operations.correct_date(
        actor=house.actor("quality"),
        now=NOW,
        report_id=report.pk,
        field="received_on",
        on=date(2025, 9, 30),
    )
    report.refresh_from_db()
    row = report.corrections.get()
    assert (row.before, row.after) == ("2025-10-14", "2025-09-30")
    assert clock.local_date(report.received_at) == report.received_on == date(2025, 9, 30)
    assert ReportFact.objects.get().received_on == date(2025, 9, 30)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_is_told() -> None:
    house = house_of_two.build()
    report, start = house.submit(), Barrier(2)
    actors = [house.actor("quality"), house.actor("sas")]

    def one(index: int) -> str:
        start.wait()
        try:
            operations.assess(
                actor=actors[index],
                now=NOW,
                report_id=report.pk,
                type_ids=[house.types["deviation"].pk],
                unit_ids=[house.unit.pk],
                expected_number=0,
            )
        except operations.StaleAssessment:
            return "stale"
        else:
            return "sealed"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(one, range(2)))
    assert outcomes == ["sealed", "stale"]
    assert Assessment.objects.get().number == 1
    assert ReportFact.objects.count() == 1
    assert verify().broken_at is None


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_each_their_number() -> None:
    house = house_of_two.build()
    start, actor = Barrier(6), house.actor("staff")

    def one(_: int) -> str:
        start.wait()
        try:
            return operations.submit(
                actor=actor, now=NOW, unit_id=house.unit.pk, what_happened="Samtidigt."
            ).reference
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        references = list(pool.map(one, range(6)))
    assert sorted(references) == [f"2025-{number}" for number in range(1, 7)]
    assert verify().rows == 6


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_many_times_at_once_is_one_report() -> None:
    house, key = house_of_two.build(), uuid4()
    start, actor = Barrier(4), house.actor("staff")

    def one(_: int) -> int:
        start.wait()
        try:
            return operations.submit(
                actor=actor,
                now=NOW,
                unit_id=house.unit.pk,
                what_happened="En gång.",
                idempotency_key=key,
            ).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(one, range(4)))) == 1
    assert Report.objects.count() == 1
    assert Event.objects.count() == 1
