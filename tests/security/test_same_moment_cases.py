"""Two people at the same moment with an investigation: one wins, the other is told by name."""

from datetime import timedelta
from typing import Any

import pytest
from tests.reports import house_of_two
from tests.reports.house_of_two import NOW, House
from tests.reports.investigating import LATER, cause, content, deviation, do, opened
from tests.security.test_same_moment import together

from hjulet.calendar.models import Clock
from hjulet.journal.queries import verify
from hjulet.reports import fact_check, operations
from hjulet.reports.models import (
    Handover,
    Investigation,
    InvestigationVersion,
    Report,
    StatusChange,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house() -> House:
    return house_of_two.build()


def names(done: list[Any]) -> list[str]:
    return sorted(type(one).__name__ for one in done)


def test_two_open_it_and_there_is_one(house: House) -> None:
    report = deviation(house)
    given = {"now": LATER, "report_ids": [report.pk]}
    done = together(
        *(
            lambda who=who: operations.open_investigation(actor=house.actor(who), **given)
            for who in ("manager", "quality")
        )
    )
    assert names(done) == ["AlreadyTakenUp", "Investigation"]
    assert Investigation.objects.count() == 1
    assert verify().broken_at is None


def test_two_save_and_nothing_is_lost(house: House) -> None:
    found = opened(house)
    texts = {"manager": "Chefens text.", "quality": "Kvalitetsteamets text."}
    causes = (cause().pk,)
    done = together(
        *(
            lambda who=who, text=text: operations.save_investigation(
                actor=house.actor(who), now=LATER, investigation_id=found.pk, expected=0,
                content=content(course=text, cause_ids=causes),
            )
            for who, text in texts.items()
        )
    )  # fmt: skip
    assert names(done) == ["Investigation", "StaleInvestigation"]
    found.refresh_from_db()
    assert found.version == 1
    told = next(one for one in done if isinstance(one, operations.StaleInvestigation))
    assert found.course == texts[told.name]


def test_two_say_that_it_is_done_and_it_is_sealed_once(house: House) -> None:
    found, causes = opened(house), (cause().pk,)
    given = {"now": LATER, "investigation_id": found.pk, "expected": 0}
    done = together(
        *[
            lambda: operations.finish_investigation(
                actor=house.actor("manager"), content=content(cause_ids=causes), **given
            )
        ]
        * 2
    )
    assert names(done)[0] == "InvestigationVersion"
    assert names(done)[1] in ("StaleInvestigation", "WrongStep")
    assert InvestigationVersion.objects.count() == 1


def test_two_hand_over_and_the_second_is_told_to_whom(house: House) -> None:
    report = deviation(house)
    given = {"now": LATER, "report_ids": [report.pk], "expected": 0}
    done = together(
        lambda: operations.hand_over_to_unit(
            actor=house.actor("quality"), to_unit_id=house.second.pk, text="Hos er.", **given
        ),
        lambda: operations.hand_over_to_board(
            actor=house.actor("quality"), to_unit_id=house.other_unit.pk, ground="duty",
            what_happened="Något.", **given,
        ),
    )  # fmt: skip
    told = next(one for one in done if isinstance(one, operations.AlreadyHandedOver))
    row = Handover.objects.get()
    assert told.to == (row.to_unit.name if row.kind == "unit" else "Äldrenämnden")
    assert Report.objects.count() == (1 if row.kind == "unit" else 2)
    assert verify().broken_at is None
    assert not fact_check.verify()


def test_it_becomes_secret_while_somebody_writes(house: House) -> None:
    """Whoever comes first: nothing is left outside secrecy that was written about the report."""
    causes = (cause().pk,)
    for text in ("Kvicksilver ett.", "Kvicksilver två.", "Kvicksilver tre."):
        report = deviation(house)
        found = opened(house, report)
        together(
            lambda found=found, text=text: operations.save_investigation(
                actor=house.actor("manager"), now=LATER, investigation_id=found.pk, expected=0,
                content=content(course=text, cause_ids=causes),
            ),
            lambda report=report: house.assess(report, "lex_sarah", who="sas", expected_number=1),
        )  # fmt: skip
        found.refresh_from_db()
        assert found.restricted
        assert not Investigation.objects.visible_to(house.actor("manager")).exists()
        running = Clock.objects.filter(ended_at__isnull=True, subject_id=report.pk)
        assert list(running.values_list("kind", flat=True)) == ["report.lex_sarah"]
    assert verify().broken_at is None


def test_closing_several_reports_beside_assessments(house: House) -> None:
    """Each takes the locks in the same order: nobody waits for the other in a ring."""
    found = opened(house, *[deviation(house) for _ in range(4)])
    do(house, "finish", found)
    do(house, "accept", found, "quality")
    others = [house.submit() for _ in range(4)]
    done = together(
        lambda: operations.close_investigation(
            actor=house.actor("manager"), now=NOW + timedelta(hours=3), reason="Klart.",
            investigation_id=found.pk,
        ),
        *(lambda report=report: house.assess(report, "deviation") for report in others),
    )  # fmt: skip
    assert [one for one in done if isinstance(one, Exception)] == []
    assert StatusChange.objects.count() == 4
    assert not fact_check.verify()
    assert verify().broken_at is None
