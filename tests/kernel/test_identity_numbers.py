"""Personal identity numbers and case numbers are found in every way people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.kernel.identity_numbers import find, mask


def luhn(digits: str) -> int:
    total = 0
    for index, digit in enumerate(digits):
        product = int(digit) * (2 - index % 2)
        total += product - 9 if product > 9 else product
    return (10 - total % 10) % 10


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, str, str]:
    """(century, six digits, four digits) of a valid personnummer or samordningsnummer."""
    day = date(1920, 1, 1) + timedelta(days=draw(st.integers(0, 38_000)))
    six = f"{day:%y%m}{day.day + draw(st.sampled_from([0, 60])):02d}"
    three = f"{draw(st.integers(1, 999)):03d}"
    return str(day.year // 100), six, three + str(luhn(six + three))


@given(numbers(), st.booleans(), st.sampled_from(["-", "", " ", "–", " - ", "+"]))
def test_found_however_it_is_written(
    number: tuple[str, str, str], century: bool, separator: str
) -> None:
    prefix, six, four = number
    if separator == "+" and not century:
        return  # the plus sign moves the year a hundred years back
    written = (prefix if century else "") + six + separator + four
    text = f"Hon ({written}) ringde i går."
    found = find(text)
    assert [item.kind for item in found] == [
        "samordningsnummer" if int(six[4:]) > 60 else "personnummer"
    ]
    assert text[found[0].start : found[0].end] == written
    assert mask(text) == f"Hon ({written[:-4]}••••) ringde i går."


@pytest.mark.parametrize(
    "text",
    [
        "Ärendet har dnr SN 2023/1234 hos oss.",
        "dnr: 2023-00123",
        "Ärendenummer 1234567 i systemet.",
        "Se SOC 2024-00231 för mer.",
    ],
)
def test_case_numbers_are_found(text: str) -> None:
    assert [item.kind for item in find(text)] == ["ärendenummer"]


@pytest.mark.parametrize("text", ["19121212-XXXX", "121212-TF12", "121212-****"])
def test_partial_numbers_are_found(text: str) -> None:
    assert [item.kind for item in find(text)] == ["personnummer"]


@pytest.mark.parametrize(
    "text",
    [
        "Det hände 2025-10-14 kl. 08.50.",
        "Telefon 08-508 00 000 eller 070-123 45 67.",
        "Det kostade 1 234 567 kronor.",
        "SOSFS 2011:9 och SoL 2025:400",
        "Rapport 2025-417 och 2025-416",
        "Det var 25 stycken 2024-2025.",
    ],
)
def test_dates_phones_and_references_pass(text: str) -> None:
    assert find(text) == ()


@given(st.text(max_size=200))
def test_never_fails_and_masks_what_it_finds(text: str) -> None:
    assert find(mask(text)) == () or "•" in mask(text)
