"""Words that a finding shares with a source, and how often a group comes back; no database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.findings.rules import (
    ORDINARY,
    Times,
    plain,
    recurrence,
    says_something,
    shared_names,
    without,
    years_in_a_row,
)

NAME = (
    st.text("abdefghijklmnopqrtuvåäö", min_size=4, max_size=9)
    .filter(lambda word: word not in ORDINARY)
    .map(lambda word: word.title())
)
# Sentences of ordinary words around a name; %s is where it stands.
HERE = ["Brevet till %s kom bort.", "%s fick inget brev.", "Rutinen saknas.\n%s väntade.",
        "Det var ”%s” som såg det.", "Vi kallade (%s) till möte.",
        "Mötet med %s’s förskola."]  # fmt: skip


def words(text: str, *sources: str) -> list[str]:
    return [one.word for one in shared_names(text, sources)]


@given(NAME, st.sampled_from(HERE), st.sampled_from(HERE))
def test_a_name_that_stands_in_both_is_always_found(name: str, here: str, there: str) -> None:
    assert name in words(here % name, "Något annat.", there % name)


@given(NAME, st.sampled_from(HERE))
def test_a_name_that_stands_in_one_is_not(name: str, here: str) -> None:
    assert name not in words(here % name, "Ett brev gick till fel adress.")
    assert words("Ett brev gick till fel adress.", here % name) == []


@given(NAME, NAME, st.sampled_from(HERE), st.sampled_from(HERE))
def test_what_is_taken_away_is_gone(name: str, other: str, here: str, there: str) -> None:
    text = here % name + " " + there % other
    left = without(text, [name])
    assert name not in words(left, text)
    assert without(text, []) == text


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("Åsa-Märta fick vänta.", "Jag ringde Åsa-Märta.", ["Åsa-Märta"]),
        ("Jag ringde Märta.", "Jag ringde Åsa-Märta.", ["Märta"]),
        ("Jag ringde Åsa-Märta.", "Då kom Åsa.", ["Åsa-Märta"]),
        ("Mötet med A. Svensson.", "Anna Svensson kom.", ["Svensson"]),
        ("Mötet med A.S. ställdes in.", "Anna Svensson kom.", ["A.S."]),
        ("Mötet med A.S. ställdes in.", "A.S. kom.", ["A.S."]),
        ("Mötet med AS ställdes in.", "Anna Svensson kom.", ["AS"]),
        ("Annas möte.", "Mötet med Anna.", ["Annas"]),
        ("Mötet med anna.", "Vi mötte Anna.", ["anna"]),
        ("Lars kom.", "Det var Lars.", ["Lars"]),
        ("Handläggaren glömde.", "Handläggaren ringde. Så svarade handläggaren.", []),
        ("Det saknas en rutin. När?", "Det var så. När?", []),
        ("Enligt SoL och IVO.", "Enligt SoL och IVO.", []),
        ("Vi mötte Sol.", "Vi mötte Sol.", ["Sol"]),
        ("ANNA", "anna Anna ANNA", ["ANNA"]),
        ("", "Anna", []),
    ],
)
def test_examples(text: str, source: str, expected: list[str]) -> None:
    assert words(text, source) == expected


def test_the_places_show_the_words_around() -> None:
    (one,) = shared_names("Brevet till Anna kom bort. Då fick Anna vänta.", ["Vi mötte Anna."])
    assert one.places == ("Brevet till Anna kom bort. Då fick Anna vänta.",)


def test_something_is_left_or_not() -> None:
    assert says_something("Brevet till … kom bort")
    assert not says_something(" … – ")


def test_years_without_findings_stand_too() -> None:
    days = [date(2023, 2, 1), date(2025, 5, 1), date(2025, 6, 30)]
    assert recurrence(days, "year") == [Times("2023", 1), Times("2024", 0), Times("2025", 2)]
    assert recurrence(days[1:], "quarter") == [Times("2025, kvartal 2", 2)]
    assert recurrence([], "year") == []


@given(st.lists(st.dates(date(2000, 1, 1), date(2040, 1, 1))))
def test_every_finding_is_counted_once(days: list[date]) -> None:
    for per in ("year", "quarter"):
        assert sum(one.number for one in recurrence(days, per)) == len(days)  # type: ignore[arg-type]


def test_years_in_a_row() -> None:
    days = [date(year, 3, 1) for year in (2020, 2022, 2023, 2024)]
    assert years_in_a_row(days) == 3
    assert years_in_a_row([]) == 0


@pytest.mark.parametrize("name", ["A\u030asa", "O\u0308rjan", "Ka\u00adrin", "Ka\u200brin"])
def test_signs_that_nobody_sees_hide_no_name(name: str) -> None:
    seen = plain(name)
    for here, there in ((name, seen), (seen, name)):
        found = shared_names(f"Vi ringde {here}.", [f"Sedan kom {there} hem."])
        assert [one.word for one in found] == [seen]
    assert without(f"Vi ringde {name}.", [seen]) == "Vi ringde …."
