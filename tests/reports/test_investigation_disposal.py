"""A disposed report takes with it what was investigated and told; what is counted stays."""

from collections import Counter
from typing import Any

import pytest
from tests import builders
from tests.reports.house_of_two import DAY, House
from tests.reports.investigating import LATER, accepted, content, deviation, do, opened
from tests.retention import scene

from hjulet.organisation.queries import actor_for
from hjulet.organisation.types import Actor
from hjulet.reports import operations
from hjulet.reports.models import Handover, Investigation, InvestigationVersion, Report
from hjulet.retention.models import Tombstone
from hjulet.retention.rules import joined

pytestmark = pytest.mark.django_db


def archivist(house: House) -> Actor:
    return actor_for(builders.account("registrar", house.board), DAY)


def told(house: House, *reports: Report) -> None:
    given: dict[str, Any] = {"body_kind": "region", "body": "Regionen", "ground": "duty"}
    operations.hand_over_outside(
        actor=house.actor("manager"), now=LATER, report_ids=[one.pk for one in reports],
        text="Vi har berättat.", expected=0, **given,
    )  # fmt: skip


def test_the_last_report_takes_the_investigation(house: House) -> None:
    one, two = deviation(house), deviation(house)
    found = opened(house, one, two)
    told(house, one, two)
    do(house, "finish", found)
    do(house, "return", found, "quality", reason="Skriv mer.")
    do(house, "finish", found)
    do(house, "accept", found, "quality")
    do(house, "close", found, reason="Kod på skrivaren.")
    given = {"actor": archivist(house), "now": LATER}
    operations.dispose_report(**given, report_id=one.pk)
    found.refresh_from_db()
    assert found.course
    assert Handover.objects.get(report=one).text == ""
    assert Handover.objects.get(report=two).text == "Vi har berättat."
    gone = operations.dispose_report(**given, report_id=two.pk)
    found.refresh_from_db()
    assert (found.course, found.why, found.told_reporter) == ("", "", "")
    assert not InvestigationVersion.objects.exclude(fields={}).exists()
    assert not found.steps.exclude(text="").exists()
    assert gone.rows["texter"] >= 6
    assert (found.consequence, found.cause_links.count()) == (2, 1)
    with pytest.raises(operations.Disposed):
        do(house, "reopen", found)


def test_what_was_set_aside_goes_with_its_report(house: House) -> None:
    one, two = deviation(house), deviation(house)
    found = opened(house, one, two)
    do(house, "save", found, content=content(course="Kvicksilver."))
    house.assess(one, "lex_sarah", expected_number=1)
    Report.objects.filter(pk=one.pk).update(status="closed", closed_on=DAY)
    operations.dispose_report(
        actor=archivist(house), now=LATER, report_id=one.pk, case_kind="lex_sarah"
    )
    assert InvestigationVersion.objects.get(restricted=True).fields == {}
    alone = accepted(house, deviation(house))
    assert Investigation.objects.get(pk=alone.pk).course


def test_the_dry_run_tells_what_the_last_report_takes(house: House) -> None:
    """Both are on the list: the investigation goes with the second of them, counted once."""
    one, alone, two = deviation(house), deviation(house), deviation(house)
    found = opened(house, one, two)
    told(house, one, two)
    do(house, "finish", found)
    do(house, "accept", found, "quality")
    do(house, "close", found, reason="Kod på skrivaren.")
    Report.objects.update(status="closed", closed_on=DAY)
    house.people["registrar"] = builders.account("registrar", house.board)
    scene.rule(house)
    made = scene.gone(house)
    left = made.tried["rows"]
    stones = Tombstone.objects.order_by("key")
    assert [stone.key for stone in stones] == [one.pk, alone.pk, two.pk]
    assert left == dict(sum((Counter(stone.counts) for stone in stones), Counter()))
    assert left["texter"] > 8
    assert found.versions.exclude(fields={}).count() == 0


def test_only_what_shares_stands_together() -> None:
    assert joined([5, 3, 9, 4], []) == [[5], [3], [9], [4]]
    pairs = [(3, "a"), (4, "a"), (4, "b"), (5, "b"), (9, "c"), (9, "c")]
    assert joined([5, 3, 9, 4], pairs) == [[5, 3, 4], [9]]
