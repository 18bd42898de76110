"""No text with a personnummer or samordningsnummer, however it is written, is ever saved."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.kernel.free_text import NumbersInText, stop_numbers


def check_digit(nine: str) -> int:
    """Luhn over the nine digits before the last."""
    total = 0
    for index, sign in enumerate(nine):
        doubled = int(sign) * (2 if index % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return -total % 10


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, str]:
    """(kind, number as somebody might write it), valid, of somebody born 1930-2020."""
    born = draw(st.dates(date(1930, 1, 1), date(2020, 12, 31)))
    coordination = draw(st.booleans())
    day = born.day + 60 if coordination else born.day
    short = f"{born:%y%m}{day:02d}"
    last = f"{draw(st.integers(1, 999)):03d}"
    last += str(check_digit(short + last))
    century = draw(st.sampled_from(["", f"{born:%Y}"[:2]]))
    between = draw(st.sampled_from(["", "-", " ", " - ", "–"]))
    spaced = draw(st.sampled_from(["", " ", ".", "-"])) if century else ""
    head = f"{born:%y}{spaced}{born:%m}{spaced}{day:02d}"
    return (
        "samordningsnummer" if coordination else "personnummer",
        century + head + between + last,
    )


@given(
    numbers(),
    st.sampled_from(["", "Det gällde ", "Klienten (", "pnr:", "…”"]),
    st.sampled_from(["", ".", ") igen", " och hennes bror", "\nNästa rad"]),
)
def test_every_valid_number_stops_the_text(
    number: tuple[str, str], before: str, after: str
) -> None:
    kind, written = number
    with pytest.raises(NumbersInText) as caught:
        stop_numbers({"what_happened": before + written + after})
    assert caught.value.found[0].kind == kind
    assert written not in str(caught.value)
    assert caught.value.found[0].shown.endswith("••••")


@given(st.text(alphabet=st.characters(exclude_categories=["Nd", "Cs"]), max_size=300))
def test_text_without_digits_is_never_stopped_for_a_full_number(text: str) -> None:
    stop_numbers({"what_happened": text})
