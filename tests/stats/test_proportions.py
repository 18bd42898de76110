"""What must hold for any two shares, and Holm's adjustment for any row of p-values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.stats.many import holm
from hjulet.stats.proportions import Share, compare, fisher_test, newcombe, wilson


@st.composite
def shares(draw: st.DrawFn) -> Share:
    whole = draw(st.integers(1, 150))
    return Share(draw(st.integers(0, whole)), whole)


@given(shares())
def test_wilson_stays_between_0_and_1_and_holds_the_share(share: Share) -> None:
    interval = wilson(share)
    assert 0 <= interval.low <= share.value + 1e-12
    assert share.value - 1e-12 <= interval.high <= 1


@given(shares())
def test_wilson_of_the_rest_is_its_mirror(share: Share) -> None:
    rest = wilson(Share(share.whole - share.part, share.whole))
    assert wilson(share).low == pytest.approx(1 - rest.high)


@given(shares(), shares())
def test_swapping_the_groups_turns_the_answer_round(a: Share, b: Share) -> None:
    forth, back = compare(a, b), compare(b, a)
    assert forth.p == pytest.approx(back.p)
    assert forth.difference_interval.low == pytest.approx(-back.difference_interval.high)
    assert forth.differs == back.differs
    assert forth.decidable or not forth.differs
    assert -1 <= forth.difference_interval.low <= forth.difference_interval.high <= 1


def test_an_empty_whole_says_nothing() -> None:
    empty = Share(0, 0)
    assert empty.value is None
    assert (wilson(empty).low, wilson(empty).high) == (0, 1)
    assert (newcombe(empty, Share(1, 2)).low, newcombe(empty, Share(1, 2)).high) == (
        -1,
        1,
    )
    assert fisher_test(empty, Share(1, 2)) == 1
    with pytest.raises(ValueError, match="nothing"):
        compare(Share(1, 2), empty)


def test_a_part_larger_than_the_whole_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and the whole"):
        Share(3, 2)


@given(st.lists(st.floats(0, 1), max_size=30))
def test_holm_never_makes_a_p_value_smaller_and_keeps_the_order(
    ps: list[float],
) -> None:
    adjusted = holm(ps)
    assert all(p <= q <= 1 for p, q in zip(ps, adjusted, strict=True))
    ranked = [q for _, q in sorted(zip(ps, adjusted, strict=True))]
    assert ranked == sorted(ranked)
