"""What the rules say by themselves."""

from datetime import date

import pytest

from hjulet.lex_sarah import law, rules
from hjulet.lex_sarah.kinds import Degree, Status, StepKind
from hjulet.lex_sarah.rules import Facts, close_faults, next_clocks

OLD, NEW = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize("status", list(Status))
def test_only_an_ended_case_has_no_clock(status: Status) -> None:
    ended = status in (Status.CLOSED, Status.WRITTEN_OFF)
    for degree in Degree:
        for notified in (True, False):
            for informed in (True, False):
                found = next_clocks(Facts(status, degree, notified, informed))
                assert bool(found) != ended


def test_what_is_left_after_a_decision() -> None:
    serious = Facts(Status.DECIDED, Degree.SERIOUS)
    assert next_clocks(serious) == {rules.NOTIFY, rules.INFORM}
    assert len(close_faults(serious)) == 2
    assert next_clocks(Facts(Status.DECIDED, Degree.MISCONDUCT)) == {rules.INFORM}
    done = Facts(Status.DECIDED, Degree.SERIOUS_RISK, notified=True, informed=True)
    assert next_clocks(done) == {rules.CLOSE}
    assert not close_faults(done)


def test_five_degrees_of_which_two_go_to_ivo() -> None:
    assert [one.label for one in Degree] == [
        "inget missförhållande",
        "påtaglig risk för missförhållande",
        "missförhållande",
        "påtaglig risk för allvarligt missförhållande",
        "allvarligt missförhållande",
    ]
    assert [one for one in Degree if rules.is_serious(one)] == ["serious_risk", "serious"]


def test_addresses() -> None:
    assert rules.slug("LS 2025-3") == "LS-2025-3"
    assert rules.unslug("LS-2025-3") == "LS 2025-3"


def test_each_unit_has_its_law() -> None:
    assert law.laws_of(["SoL"]) == "sol"
    assert law.laws_of(["LSS"]) == "lss"
    assert law.laws_of(["SoL, LSS"]) == "sol lss"
    assert law.laws_of(["SoL", "LSS"]) == "sol lss"
    assert law.laws_of([""]) == law.laws_of([]) == "sol"


def test_each_act_follows_the_law_of_its_day() -> None:
    """Reported in May 2025, decided in August: the old law and then the new."""
    assert law.basis_of_report("sol", OLD) == "14 kap. 3 § socialtjänstlagen (2001:453)"
    assert law.basis_of_report("sol", NEW) == "27 kap. 2 § socialtjänstlagen (2025:400)"
    assert law.basis_of(StepKind.RECORDED, "sol", OLD).startswith("14 kap. 6 §")
    assert law.basis_of(StepKind.DECIDED, "sol", NEW).startswith("27 kap. 5 §")
    assert "SOSFS 2011:5" in law.basis_of(StepKind.DECIDED, "sol", NEW)
    assert law.basis_of(StepKind.NOTIFIED, "sol", OLD).startswith("14 kap. 7 §")
    assert law.basis_of(StepKind.NOTIFIED, "sol", NEW).startswith("27 kap. 6 §")
    assert law.basis_of(StepKind.NOTIFIED, "lss", NEW).startswith("24 f §")
    both = law.basis_of(StepKind.NOTIFIED, "sol lss", NEW)
    assert "27 kap. 6 §" in both
    assert " och 24 f §" in both
    assert law.basis_of_provider("sol", OLD).startswith("14 kap. 5 §")
    assert law.basis_of_provider("sol", NEW).startswith("27 kap. 4 §")
    assert law.basis_of(StepKind.RETURNED, "sol", NEW) == ""
    assert law.basis_of_report("sol", date(2010, 1, 1)) == ""


def test_how_fast_the_law_wants_it() -> None:
    assert law.speed_of("investigate", "sol", OLD) == "utan dröjsmål"
    assert law.speed_of("investigate", "sol", NEW) == "genast"
    assert law.speed_of("investigate", "lss", NEW) == "utan dröjsmål"
    assert law.speed_of("investigate", "sol lss", NEW) == "genast och utan dröjsmål"
    assert law.speed_of("notify", "sol lss", NEW) == "snarast"
