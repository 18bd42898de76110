"""Two people with one case at the same moment: one of them wins, and the other is told."""

import pytest
from tests.lex_sarah import scene
from tests.lex_sarah.scene import do, fresh
from tests.reports.house_of_two import House
from tests.security.test_same_moment import together

from hjulet.calendar.models import Clock
from hjulet.journal.queries import verify
from hjulet.lex_sarah.models import Case, Investigator

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house() -> House:
    return scene.build()


def names(done: list[object]) -> list[str]:
    return sorted(type(one).__name__ for one in done)


def test_of_two_decisions_one_is_made(house: House) -> None:
    case = scene.sent(house)
    given = {"position": "Skälen.", "expected": case.revision}
    done = together(
        lambda: do(house, "decide", case, "head", degree="none", **given),
        lambda: do(house, "decide", case, "sas", degree="serious", **given),
    )
    assert names(done) in (["Decision", "StaleCase"], ["Decision", "WrongStatus"])
    decision = case.decisions.get()
    assert fresh(case).degree == decision.degree
    kinds = set(
        Clock.objects.filter(
            subject_id=case.pk, kind__startswith="lex_sarah.", ended_at__isnull=True
        ).values_list("kind", flat=True)
    )
    assert ("lex_sarah.notify" in kinds) == (decision.degree == "serious")
    assert verify().broken_at is None


def test_of_two_drafts_none_is_lost(house: House) -> None:
    case = scene.opened(house)
    texts = [{"happened": f"Text {number}."} for number in (1, 2)]
    done = together(
        *(
            lambda fields=fields: do(house, "save_report", case, fields=fields, expected="0.0")
            for fields in texts
        )
    )
    assert names(done) == ["ReportRecord", "StaleCase"]
    assert case.report_records.count() == 1


def test_two_cases_of_one_report_are_one(house: House) -> None:
    report = scene.reported(house)
    done = together(
        lambda: scene.opened(house, report), lambda: scene.opened(house, report, who="second_sas")
    )
    assert names(done) == ["AlreadyTakenUp", "Case"]
    assert Case.objects.count() == 1
    assert report.cases.get().reference == Case.objects.get().reference


def test_two_assignments_at_once_are_one(house: House) -> None:
    case = scene.opened(house)
    person = house.people["investigator"].pk
    done = together(
        *(lambda who=who: do(house, "assign", case, who, account_id=person)
          for who in ("sas", "second_sas"))
    )  # fmt: skip
    assert names(done) == ["Investigator", "Investigator"]
    assert Investigator.objects.count() == 1


def test_one_leaves_while_another_seals(house: House) -> None:
    case, more = scene.opened(house), scene.reported(house)
    do(house, "join", case, report_id=more.pk)
    done = together(
        lambda: do(house, "leave", case, report_id=more.pk, reason="Annat."),
        lambda: scene.recorded(house, case),
    )
    assert not [one for one in done if isinstance(one, Exception)]
    assert fresh(case).status == "investigating"
    assert case.report_links.filter(left_at__isnull=True).count() == 1
    assert verify().broken_at is None


def test_a_report_is_assessed_anew_while_its_case_is_notified(house: House) -> None:
    """Both take the case before the report: nobody waits for the other in a ring."""
    for _ in range(5):
        report = scene.reported(house)
        case = scene.opened(house, report)
        done = together(
            lambda report=report: house.assess(
                report, "lex_sarah", who="sas", unit_ids=[house.second.pk], expected_number=1
            ),
            lambda case=case: scene.notify(house, case, with_investigation=False),
        )
        assert names(done) == ["Assessment", "IvoNotification"]
        assert (fresh(case).unit_id, fresh(case).laws) == (house.second.pk, "lss")
