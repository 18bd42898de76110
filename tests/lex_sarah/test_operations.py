"""The way of a case, from reports to closed, and what is refused on it."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.lex_sarah import scene
from tests.lex_sarah.scene import LATER, do, fresh
from tests.reports.house_of_two import DAY, NOW, House

from hjulet.calendar.models import Clock
from hjulet.lex_sarah import operations, queries
from hjulet.lex_sarah.models import Case, Investigator, ReportRecord
from hjulet.lex_sarah.operations import InvalidCase, StaleCase, UnknownReport, WrongStatus
from hjulet.organisation.rules import NotAllowed
from hjulet.reports import operations as reports
from hjulet.reports.models import Report


def running(case: Case) -> set[str]:
    rows = Clock.objects.filter(
        subject_id=case.pk, kind__startswith="lex_sarah.", ended_at__isnull=True
    )
    return {kind.removeprefix("lex_sarah.") for kind in rows.values_list("kind", flat=True)}


def clock_of(case: Case, kind: str) -> Clock:
    return Clock.objects.get(subject_id=case.pk, kind=f"lex_sarah.{kind}", ended_at__isnull=True)


def faults(error: pytest.ExceptionInfo[Any]) -> list[tuple[str, str]]:
    return [(one.field, one.message) for one in error.value.faults]


def test_the_whole_way(house: House) -> None:
    report = scene.reported(house)
    case = scene.opened(house, report)
    assert case.reference == "LS 2025-1"
    assert case.laws == "sol"
    assert (case.received_on, case.unit_id) == (DAY, house.unit.pk)
    assert running(case) == {"record", "investigate"}
    assert not Clock.objects.filter(kind="report.lex_sarah", ended_at__isnull=True).exists()
    scene.recorded(house, case)
    assert running(case) == {"investigate"}
    scene.investigated(house, case)
    do(house, "send", case, decider_id=house.people["head"].pk)
    assert running(case) == {"decide"}
    decide_clock = clock_of(case, "decide")
    assert decide_clock.responsible_id == house.people["head"].pk
    decision = scene.decide(house, fresh(case), "serious")
    assert decision.role == "avdelningschef"
    assert "27 kap. 5 §" in decision.legal_basis
    assert running(case) == {"notify", "inform"}
    with pytest.raises(InvalidCase):
        do(house, "close", case)
    scene.notify(house, case)
    assert Report.objects.get(pk=report.pk).notified_ivo_on == DAY
    assert running(case) == {"inform"}
    scene.inform(house, case)
    assert running(case) == {"close"}
    do(house, "close", case)
    assert running(case) == set()
    report.refresh_from_db()
    assert (report.status, report.restricted) == ("closed", True)
    assert fresh(case).closed_on == DAY


def test_every_clock_is_secret_and_named_by_its_case(house: House) -> None:
    case = scene.opened(house)
    rows = Clock.objects.filter(subject_id=case.pk, kind__startswith="lex_sarah.")
    for row in rows.order_by("pk"):
        assert (row.confidential, row.role, row.unit_id) == (True, "sas", house.unit.pk)
        assert row.path == "/lex-sarah/LS-2025-1/"
    assert clock_of(case, "investigate").due_on == date(2025, 12, 15)  # 60 days end on a Saturday
    assert clock_of(case, "record").due_on == DAY + timedelta(days=1)


def test_several_reports_are_one_case(house: House) -> None:
    first, second = scene.reported(house), scene.reported(house, unit_id=house.second.pk)
    early = house.submit(now=NOW - timedelta(days=3), unit_id=house.second.pk)
    house.assess(early, "lex_sarah", unit_ids=[house.second.pk])
    case = scene.opened(house, first, second)
    assert case.laws == "sol lss"
    do(house, "join", case, report_id=early.pk)
    case = fresh(case)
    assert (case.received_on, case.unit_id) == (DAY - timedelta(days=3), house.second.pk)
    assert case.target_from == case.received_on
    with pytest.raises(reports.AlreadyTakenUp) as error:
        scene.opened(house, early)
    assert error.value.reference == "LS 2025-1"
    with pytest.raises(InvalidCase):
        do(house, "leave", case, report_id=early.pk, reason=" ")
    do(house, "leave", case, report_id=early.pk, reason="Gäller något annat.")
    case = fresh(case)
    assert (case.received_on, case.unit_id) == (DAY, house.unit.pk)
    assert Clock.objects.filter(
        kind="report.lex_sarah", subject_id=early.pk, ended_at__isnull=True
    ).exists()
    scene.opened(house, early)
    do(house, "leave", case, report_id=second.pk, reason="Gäller något annat.")
    with pytest.raises(InvalidCase) as left:
        do(house, "leave", case, report_id=first.pk, reason="Nej.")
    assert "Avskriv ärendet" in faults(left)[0][1]


def test_what_cannot_become_a_case(house: House) -> None:
    with pytest.raises(InvalidCase):
        operations.open_case(actor=house.actor("sas"), now=LATER, report_ids=[])
    plain = house.submit()
    house.assess(plain, "deviation")
    with pytest.raises(reports.WrongKind):
        scene.opened(house, plain)
    secret = scene.reported(house)
    for who in ("manager", "quality", "head", "other_sas", "investigator"):
        with pytest.raises((UnknownReport, NotAllowed)):
            scene.opened(house, secret, who=who)
    assert not Case.objects.exists()


def test_a_record_is_saved_sealed_and_replaced(house: House) -> None:
    case = scene.opened(house)
    do(house, "save_report", case, fields={"happened": "Utkast."}, expected="0.0")
    with pytest.raises(StaleCase) as stale:
        do(house, "save_report", case, fields={"happened": "Annat."}, expected="0.0")
    assert stale.value.stamp == "0.1"
    with pytest.raises(InvalidCase) as missing:
        do(house, "seal_report", case, fields={"happened": "Utkast."}, expected="0.1")
    assert [field for field, _ in faults(missing)] == [
        "received_on", "service", "consequences", "noticed", "at_once",
    ]  # fmt: skip
    first = scene.recorded(house, case)
    assert (first.number, first.sealed_by_id) == (1, house.people["sas"].pk)
    assert "27 kap. 5 §" in first.legal_basis
    assert "SOSFS 2011:5" in first.legal_basis
    with pytest.raises(StaleCase):
        do(house, "save_report", case, fields=scene.REPORT, expected="0.1")
    with pytest.raises(InvalidCase) as why:
        scene.recorded(house, case)
    assert faults(why)[0][0] == "reason"
    given = {"fields": scene.REPORT | {"noticed": "På kvällen."}, "reason": "Fel tid."}
    do(house, "seal_report", case, expected="1.0", **given)
    kept = list(ReportRecord.objects.order_by("number").values_list("noticed", flat=True))
    assert kept == ["Dagpersonalen såg det på morgonen.", "På kvällen."]
    with pytest.raises(InvalidCase):
        scene.recorded(house, case, received_on=DAY + timedelta(days=2))


def test_nothing_is_investigated_before_it_is_documented(house: House) -> None:
    case = scene.opened(house)
    do(house, "save_investigation", case, fields={"course": "Börjat."}, expected="0.0")
    with pytest.raises(InvalidCase):
        do(house, "seal_investigation", case, fields=scene.INVESTIGATION, expected="0.1")
    with pytest.raises(WrongStatus):
        do(house, "send", case, decider_id=house.people["head"].pk)
    scene.recorded(house, case)
    with pytest.raises(InvalidCase) as left:
        do(house, "send", case, decider_id=house.people["head"].pk)
    assert "utkast" in faults(left)[0][1]


def test_who_decides(house: House) -> None:
    case = scene.ready(house)
    for who in ("manager", "investigator", "quality", "other_sas", "nobody"):
        with pytest.raises(InvalidCase):
            do(house, "send", case, decider_id=house.people[who].pk)
    do(house, "send", case, decider_id=house.people["head"].pk, reason="Vi föreslår.")
    for who in ("lead", "investigator", "manager", "other_sas"):
        with pytest.raises((NotAllowed, Case.DoesNotExist)):
            scene.decide(house, case, who=who)
    with pytest.raises(WrongStatus):
        scene.recorded(house, case)
    with pytest.raises(InvalidCase):
        do(house, "send_back", case, "head", reason="")
    do(house, "send_back", case, "head", reason="Vad säger rutinen?")
    assert running(case) == {"investigate"}
    do(house, "send", case, decider_id=house.people["lead"].pk)
    do(house, "send", case, decider_id=house.people["head"].pk, reason="Lead är borta.")
    assert clock_of(case, "decide").responsible_id == house.people["head"].pk
    assert (
        not fresh(case)
        .report_links.get()
        .report.grants.exclude(account=house.people["head"])
        .exists()
    )
    decision = scene.decide(house, case, who="sas")
    assert decision.role == "SAS"


def test_a_decision_is_whole_and_not_stale(house: House) -> None:
    case = scene.sent(house)
    given = {"degree": "misconduct", "position": "Skälen.", "expected": case.revision}
    for wrong in ({"degree": "bad"}, {"position": " "}, {"decided_on": DAY + timedelta(days=1)},
                  {"decided_on": DAY - timedelta(days=1)}):  # fmt: skip
        with pytest.raises(InvalidCase):
            do(house, "decide", case, "head", **(given | wrong))
    do(house, "summarise", case, summary="Något hände.", remedy_now="Bemanna natten.")
    with pytest.raises(StaleCase):
        do(house, "decide", case, "head", **given)
    do(house, "decide", case, "head", **(given | {"expected": case.revision + 1}))
    with pytest.raises(WrongStatus):
        do(house, "decide", case, "head", **(given | {"expected": case.revision + 2}))


def test_ivo_can_be_told_before_and_gets_the_investigation_after(house: House) -> None:
    case = scene.opened(house)
    with pytest.raises(InvalidCase) as error:
        scene.notify(house, case)
    assert faults(error)[0][0] == "with_investigation"
    first = scene.notify(house, case, with_investigation=False, reference="3.1-100/2025")
    scene.recorded(house, case)
    scene.investigated(house, case)
    do(house, "send", case, decider_id=house.people["head"].pk)
    scene.decide(house, case, "serious_risk")
    assert running(case) == {"notify", "inform"}
    scene.notify(house, case)
    scene.inform(house, case, "person")
    assert running(case) == {"inform"}
    do(house, "note_answer", case, notification_id=first.pk, answered_on=DAY, answer="Avslutat.")
    with pytest.raises(InvalidCase):
        do(house, "note_answer", case, notification_id=first.pk,
           answered_on=DAY - timedelta(days=1), answer="Avslutat.")  # fmt: skip
    late = scene.reported(house)
    do(house, "reopen", case, reason="Nya uppgifter.")
    do(house, "join", case, report_id=late.pk)
    assert Report.objects.get(pk=late.pk).notified_ivo_on == DAY


def test_only_what_is_told_after_the_decision_counts(house: House) -> None:
    case = scene.sent(house)
    scene.inform(house, case)
    scene.decide(house, case, "none")
    assert running(case) == {"inform"}
    scene.inform(house, case)
    assert running(case) == {"close"}


def test_without_a_reporter_there_is_nobody_to_tell(house: House) -> None:
    report = scene.reported(house)
    Report.objects.filter(pk=report.pk).update(reporter=None)
    case = scene.decided(house, report, degree="none")
    assert running(case) == {"close"}


def test_opened_again_it_is_decided_again(house: House) -> None:
    report = scene.reported(house)
    case = scene.closed(house, report)
    with pytest.raises(InvalidCase):
        do(house, "reopen", case, reason="")
    do(house, "reopen", case, reason="Nya uppgifter.")
    case = fresh(case)
    assert (case.status, case.degree, case.closed_on) == ("investigating", "", None)
    assert Report.objects.get(pk=report.pk).status == "investigating"
    assert running(case) == {"investigate"}
    do(house, "send", case, decider_id=house.people["head"].pk)
    scene.decide(house, case, "serious")
    assert list(case.decisions.order_by("number").values_list("degree", flat=True)) == [
        "misconduct", "serious",
    ]  # fmt: skip
    assert running(case) == {"notify", "inform"}


def test_written_off_the_report_is_assessed_anew(house: House) -> None:
    report = scene.reported(house)
    case = scene.opened(house, report)
    do(house, "assign", case, account_id=house.people["investigator"].pk)
    with pytest.raises(InvalidCase):
        do(house, "write_off", case, reason="")
    do(house, "write_off", case, reason="Det var en vanlig avvikelse.")
    case = fresh(case)
    assert (case.status, case.closed_on) == ("written_off", DAY)
    assert running(case) == set()
    report.refresh_from_db()
    assert (report.status, report.restricted) == ("assessed", True)
    assert not report.grants.exists()
    house.assess(report, "deviation", who="sas", expected_number=1)
    report.refresh_from_db()
    assert not report.restricted
    assert [one.report.pk for one in queries.told_in(case)] == [report.pk]


def test_investigators_come_and_go(house: House) -> None:
    report = scene.reported(house)
    case = scene.opened(house, report)
    person = house.people["investigator"].pk
    for who in ("staff", "manager", "quality", "other_investigator", "admin", "nobody"):
        with pytest.raises(InvalidCase):
            do(house, "assign", case, account_id=house.people[who].pk)
    do(house, "assign", case, account_id=person)
    do(house, "assign", case, account_id=person)
    assert Investigator.objects.count() == 1
    assert report.grants.get().account_id == person
    second = scene.reported(house)
    do(house, "join", case, report_id=second.pk)
    assert second.grants.get().account_id == person
    scene.recorded(house, case, "investigator")
    do(house, "hand_over", case, account_id=person)
    assert clock_of(case, "investigate").responsible_id == person
    for verb, given in (
        ("assign", {"account_id": person}),
        ("write_off", {"reason": "Nej."}),
        ("send", {"decider_id": house.people["head"].pk}),
        ("join", {"report_id": second.pk}),
    ):
        with pytest.raises(NotAllowed):
            do(house, verb, case, "investigator", **given)
    with pytest.raises(InvalidCase):
        do(house, "hand_over", case, account_id=house.people["stranger"].pk)
    do(house, "withdraw", case, account_id=person)
    assert not report.grants.exists()
    assert fresh(case).responsible_id == house.people["sas"].pk
    assert clock_of(case, "investigate").responsible_id == house.people["sas"].pk
    with pytest.raises(Case.DoesNotExist):
        scene.investigated(house, case, "investigator")
    with pytest.raises(Investigator.DoesNotExist):
        do(house, "withdraw", case, account_id=person)


def test_an_investigator_who_decides_keeps_reading_until_both_end(house: House) -> None:
    case = scene.ready(house)
    head = house.people["head"].pk
    do(house, "assign", case, account_id=head)
    do(house, "send", case, decider_id=head)
    do(house, "withdraw", case, account_id=head)
    report = case.report_links.get().report
    assert report.grants.filter(account_id=head).exists()
    do(house, "send", case, decider_id=house.people["lead"].pk)
    assert not report.grants.filter(account_id=head).exists()


def test_what_the_case_is_about(house: House) -> None:
    case = scene.opened(house)
    theme = scene.theme()
    do(house, "change", case, theme_id=theme.pk, private_provider="Omsorg AB")
    assert fresh(case).private_provider == "Omsorg AB"
    before = fresh(case).revision
    do(house, "change", case, theme_id=theme.pk, private_provider="Omsorg AB")
    assert fresh(case).revision == before
    step = case.steps.get(kind="changed")
    assert step.reason == (
        "Tema: inget angivet, nu Bemanning. Privat utförare: inget angivet, nu Omsorg AB."
    )
    with pytest.raises(InvalidCase):
        do(house, "change", case, theme_id=987654)
    with pytest.raises(InvalidCase):
        do(house, "change", case, other_board="x" * 121)


def test_the_board_decides_who_gets_to_know(house: House) -> None:
    given = {"now": LATER, "manager_sees_summary": False, "reporter_sees_text": False}
    for who in ("quality", "other_sas", "head"):
        with pytest.raises(NotAllowed):
            operations.set_rules(actor=house.actor(who), board_id=house.board.pk, **given)
    operations.set_rules(actor=house.actor("sas"), board_id=house.board.pk, **given)
    assert queries.boards_that_hide_texts() == {house.board.pk}
    assert queries.rules_for(house.other.pk).reporter_sees_text


def test_a_case_under_two_laws(house: House) -> None:
    """Reported and documented under the old law, decided under the new."""
    day = date(2025, 6, 10)
    moment = NOW - timedelta(days=126)
    report = house.submit(now=moment)
    house.assess(report, "lex_sarah")
    case = operations.open_case(
        actor=house.actor("sas"), now=moment + timedelta(hours=3), report_ids=[report.pk]
    )
    record = do(house, "seal_report", case, now=moment + timedelta(hours=4),
                fields=scene.REPORT | {"received_on": day}, expected="0.0")  # fmt: skip
    assert record.legal_basis.startswith("14 kap. 6 §")
    investigation = scene.investigated(house, case)
    assert investigation.legal_basis.startswith("27 kap. 5 §")
    told = queries.told_in(case)[0]
    assert told.legal_basis.startswith("14 kap. 3 §")
    opened = case.steps.get(kind="opened")
    assert opened.legal_basis.startswith("14 kap. 6 §")
