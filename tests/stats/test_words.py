"""The sentences word for word: they stand in published reports."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.stats.proportions import Share
from hjulet.stats.words import compare_counts, compare_rows, compare_shares

NB = "\u00a0"


@pytest.mark.parametrize(
    ("now", "before", "headline", "sentence"),
    [
        (
            122,
            115,
            "Vi kan inte säga att avvikelserna har ökat.",
            (
                "122 mot 115: kan inte skiljas från slump. "
                "En skillnad mellan 25 färre och 38 fler ryms inom slumpen."
            ),
        ),
        (
            115,
            122,
            "Vi kan inte säga att avvikelserna har minskat.",
            (
                "115 mot 122: kan inte skiljas från slump. "
                "En skillnad mellan 38 färre och 25 fler ryms inom slumpen."
            ),
        ),
        (
            122,
            60,
            "Avvikelserna har ökat.",
            (
                "122 mot 60: fler än slump brukar ge. "
                "Med slumpen inräknad är skillnaden mellan 35 och 87 fler."
            ),
        ),
        (
            60,
            122,
            "Avvikelserna har minskat.",
            (
                "60 mot 122: färre än slump brukar ge. "
                "Med slumpen inräknad är skillnaden mellan 35 och 87 färre."
            ),
        ),
        (
            9,
            9,
            "Vi kan inte säga att avvikelserna har ändrats.",
            "9 mot 9: lika många. En skillnad mellan 9 färre och 9 fler ryms inom slumpen.",
        ),
        (
            3,
            1,
            "Det är för få för att säga om avvikelserna har ändrats.",
            "3 mot 1: för få för att säga något om skillnaden.",
        ),
        (
            0,
            0,
            "Inga avvikelser under någon av perioderna.",
            "0 mot 0: inget att jämföra.",
        ),
        (
            0,
            10,
            "Avvikelserna har minskat.",
            (
                "0 mot 10: färre än slump brukar ge. "
                "Med slumpen inräknad är skillnaden mellan 3 och 10 färre."
            ),
        ),
        (
            2013,
            None,
            "Det finns inget tidigare värde för avvikelserna.",
            "Antal avvikelser: 2\u202f013.",
        ),
    ],
)
def test_counts(now: int, before: int | None, headline: str, sentence: str) -> None:
    said = compare_counts(now=now, before=before, what="avvikelser", the_what="avvikelserna")
    assert (said.headline, said.sentence) == (headline, sentence)


def test_only_a_claimed_difference_warns_of_its_cause() -> None:
    assert compare_counts(now=122, before=115).cause == ""
    assert compare_counts(now=60, before=122).cause == (
        "Vad skillnaden beror på säger siffrorna inte."
    )
    assert compare_counts(now=122, before=60).cause.endswith(
        "Fler rapporter kan betyda att fler rapporterar."
    )


def test_without_a_definite_form_the_headline_speaks_of_the_number() -> None:
    said = compare_counts(now=122, before=60, what="synpunkter")
    assert said.headline == "Antalet synpunkter har ökat."


def test_periods_of_different_length_are_named() -> None:
    said = compare_counts(now=30, before=24, days_now=122, days_before=365)
    assert said.sentence == (
        "30 på 122 dagar mot 24 på 365 dagar: fler än slump brukar ge. "
        "Med slumpen inräknad är skillnaden mellan 11 och 32 fler, räknat på 122 dagar."
    )
    said = compare_counts(now=40, before=80, days_now=181, days_before=365)
    assert said.differs is False
    assert said.sentence.endswith("ryms inom slumpen, räknat på 181 dagar.")


def test_a_leap_day_changes_neither_words_nor_p() -> None:
    leap = compare_counts(now=122, before=115, days_now=366, days_before=365)
    assert leap == compare_counts(now=122, before=115)


@given(st.integers(0, 3000), st.integers(0, 3000), st.sampled_from([28, 122, 365, 366]))
def test_the_words_never_say_more_than_the_numbers(now: int, before: int, days: int) -> None:
    said = compare_counts(now=now, before=before, days_now=days)
    assert said.differs == ("än slump brukar ge" in said.sentence)
    if said.differs:
        assert said.p < 0.05
        assert said.low > 0 or said.high < 0
        assert said.headline in (
            "Antalet rapporter har ökat.",
            "Antalet rapporter har minskat.",
        )
    else:
        assert not said.headline.startswith("Antalet")
    assert "%" not in said.sentence
    assert said.sentence.endswith(".")


@pytest.mark.parametrize(
    ("now", "before", "sentence"),
    [
        (
            Share(87, 101),
            Share(26, 39),
            (
                f"87 av 101 (86{NB}%) mot 26 av 39 (67{NB}%): högre än slump brukar ge. "
                "Med slumpen inräknad är skillnaden mellan 4 och 37 procentenheter högre."
            ),
        ),
        (
            Share(19, 20),
            Share(25, 30),
            (
                f"19 av 20 (95{NB}%) mot 25 av 30 (83{NB}%): kan inte skiljas från slump. "
                "En skillnad mellan 10 procentenheter lägre och 30 högre ryms inom slumpen."
            ),
        ),
        (
            Share(0, 3),
            Share(1, 2),
            f"0 av 3 (0{NB}%) mot 1 av 2 (50{NB}%): för få för att säga något om skillnaden.",
        ),
        (
            Share(5, 5),
            None,
            f"5 av 5 (100{NB}%).",
        ),
        (Share(0, 0), Share(1, 2), "Det finns inget att räkna andelen avslutade på."),
    ],
)
def test_shares(now: Share, before: Share | None, sentence: str) -> None:
    said = compare_shares(now=now, before=before, what="andelen avslutade")
    assert said.sentence == sentence


def test_the_headline_of_a_share() -> None:
    said = compare_shares(now=Share(87, 101), before=Share(26, 39), what="andelen avslutade")
    assert said.headline == "Andelen avslutade har ökat."


def test_one_row_among_many_is_not_claimed_for_chance_alone() -> None:
    alone = compare_counts(now=30, before=15, what="avvikelser")
    assert alone.differs is True
    rows = compare_rows([(30, 15), (20, 20), (18, 21), (8, None), (0, 0)], what="avvikelser")
    assert rows[0].sentence == (
        "30 mot 15: kan inte skiljas från slump när 3 rader jämförs samtidigt."
    )
    assert rows[0].differs is False
    assert rows[0].cause == ""
    assert rows[3].sentence.startswith("Antal avvikelser: 8.")


def test_a_row_that_stands_out_among_many_is_claimed() -> None:
    rows = compare_rows([(50, 10), (20, 20), (18, 21)], what="avvikelser")
    assert [row.differs for row in rows] == [True, False, False]
    assert rows[0] == compare_counts(now=50, before=10, what="avvikelser")


def test_importing_the_sentences_does_not_load_scipy() -> None:
    code = "import sys, hjulet.stats.words; sys.exit('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
