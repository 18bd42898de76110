"""The law in force on the day of the act."""

from datetime import date

import pytest

from hjulet.kernel.law import REFERENCES, NoLawInForce, reference


def test_lex_sarah_changes_law_on_the_first_of_july_2025() -> None:
    assert "2001:453" in reference("lex_sarah.procedure.sol", date(2025, 6, 30)).text
    assert "2025:400" in reference("lex_sarah.procedure.sol", date(2025, 7, 1)).text


def test_no_law_before_it_existed() -> None:
    with pytest.raises(NoLawInForce):
        reference("data_breach.notification", date(2017, 1, 1))


def test_one_rule_has_one_law_a_day() -> None:
    for item in REFERENCES:
        others = [o for o in REFERENCES if o.rule == item.rule and o.holds_on(item.valid_from)]
        assert others == [item]
