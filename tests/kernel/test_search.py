"""The search index finds the same rows on both databases."""

import pytest
from django.db import connection

from hjulet.kernel import search

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rows() -> None:
    search.put(
        "report_search",
        [
            (1, "Enheterna följde inte rutinen på Åsgatan"),
            (2, "Mannen åkte hem. Journalen saknas."),
            (3, "MÅNADEN innan saknades journaler"),
        ],
    )


def hits(query: str) -> list[int]:
    held = search.matching("report_search", query, "rowid")
    if held is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid FROM report_search WHERE {held.sql}", held.params)  # noqa: S608
        return sorted(row[0] for row in cursor.fetchall())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("enhet", [1]),
        ("ÅSGATAN", [1]),
        ("asgatan", []),
        ("journal", [2, 3]),
        ("journalerna saknades", [2, 3]),
        ("månad", [3]),
        ("rutin enheten", [1]),
        ("", []),
        ("!!! ”", []),
        ("rut", [1]),
        ('"; DROP TABLE report_search; --', []),
        ("OR AND NOT NEAR", []),
        ("jour*", [2, 3]),
    ],
)
def test_words_and_forms(query: str, expected: list[int]) -> None:
    assert hits(query) == expected


def test_a_new_text_replaces_the_old() -> None:
    search.put("report_search", [(1, "Något helt annat")])
    assert hits("rutin") == []
    assert hits("annat") == [1]
