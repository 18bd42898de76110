"""Where risks meet other rooms: findings, the work list's clock, the catalogue, the journal."""

import inspect
from datetime import date

import pytest
from tests.reports.house_of_two import DAY, NOW, House
from tests.risks import scene
from tests.risks.findings import finding

from hjulet.calendar import clock_kinds
from hjulet.calendar.rules import parse_period
from hjulet.figures import catalogue
from hjulet.figures.types import Scope
from hjulet.findings import sources
from hjulet.portal import journal_words
from hjulet.risks import operations
from hjulet.risks.models import Risk, RiskFinding
from hjulet.risks.web.menu import finding_sources


def test_a_done_risk_is_a_source(house: House) -> None:
    done = scene.done(house)
    risk = done.risks.get()
    found = sources.find(house.actor("manager"), "risk", risk.pk)
    assert found is not None
    assert found.label == f"Riskanalys {done.reference}, risk 1"
    assert found.path == f"/risker/{done.reference}/#risk-{risk.pk}"
    assert (found.board_id, found.found_on, found.origin) == (house.board.pk, DAY, "risk")
    assert found.texts == ("En nyckel kommer bort",)
    assert found.unit_ids == (house.unit.pk,)
    assert sources.find(house.actor("other_quality"), "risk", risk.pk) is None
    draft = scene.filled(house)
    assert sources.find(house.actor("manager"), "risk", draft.risks.get().pk) is None


def test_a_finding_is_tied_once(house: House) -> None:
    done, found = scene.done(house), finding(house)
    risk = done.risks.get()
    room = sources.room("risk")
    assert room is not None
    for _ in range(2):
        room.link(house.actor("manager"), NOW, found.pk, risk.pk)
    assert RiskFinding.objects.count() == 1
    assert "En nyckel kommer bort" in sources.texts_of(found.pk)
    with pytest.raises(Risk.DoesNotExist):
        room.link(house.actor("other_quality"), NOW, found.pk, risk.pk)


def test_the_page_of_a_finding_shows_the_risk(house: House) -> None:
    done, found = scene.done(house), finding(house)
    RiskFinding.objects.create(risk=done.risks.get(), finding=found)
    shown = finding_sources(house.actor("staff"), found, None)
    assert f"Riskanalys {done.reference}</a>: En nyckel kommer bort" in shown
    assert finding_sources(house.actor("other_staff"), found, None) == ""


def test_the_clock_tells_who_may_see(house: House) -> None:
    done = scene.done(house)
    kind = clock_kinds.kind("risk.reassess")
    assert kind.describe(house.actor("manager"), [done.pk])[done.pk].title == done.title
    assert kind.describe(house.actor("other_quality"), [done.pk]) == {}


def test_the_figure_counts_analyses_and_levels(house: House) -> None:
    scene.done(house, (3, 4), (1, 1))
    given = {"who": "quality", "responsible_id": house.people["quality"].pk}
    scene.done(house, (2, 3), **given, unit_id=house.second.pk)
    scene.done(house, (2, 3), **given, unit_id=house.department.pk)
    scene.done(house, (4, 4), held_on=date(2024, 12, 31))
    scene.filled(house)
    figure = catalogue.compute("risks.by_level", Scope(parse_period("2025")), NOW)
    assert figure.cell("total", "analyses") == 3
    assert figure.cell("total", "total") == 4
    assert figure.cell("total", "level-critical") == 1
    assert figure.cell(f"unit-{house.unit.pk}", "level-low") == 1
    assert figure.cell(f"unit-{house.department.pk}", "analyses") == 3
    assert figure.lede.replace("\u00a0", " ") == (
        "3 riskanalyser gjordes under 2025. Där finns 4 risker, varav 1 mycket hög."
    )
    unit = Scope(parse_period("2025"), house.second.pk, "Mottagningen")
    assert catalogue.compute("risks.by_level", unit, NOW).cell("total", "level-high") == 1
    empty = catalogue.compute("risks.by_level", Scope(parse_period("2020")), NOW)
    assert empty.lede == "Ingen riskanalys gjordes under 2020."


def test_the_journal_says_every_verb_in_swedish() -> None:
    for module in ("analyses", "items", "finishing"):
        source = inspect.getsource(
            __import__(f"hjulet.risks.operations.{module}", fromlist=[module])
        )
        for line in source.splitlines():
            if "note(actor, now, " in line:
                verb = line.split('"')[1]
                assert f"risks.{verb}" in journal_words.VERBS
    assert "risk_analysis" in journal_words.SUBJECTS
    assert operations.CLOCK == "risk.reassess"
