"""What a case in Demostad says is about what its report says."""

import pytest

from hjulet.data_breaches.kinds import Kind
from hjulet.demo import stories
from hjulet.demo.recent import texts, words_of

KINDS = {"lex_sarah": stories.LEX, "breaches": stories.BREACH}


def told(name: str) -> list[str]:
    """The words of every report that may become a case of this type."""
    drawn = [
        text
        for story in stories.STORIES
        if any(name in names for names, _ in story.types)
        for text in story.texts
    ]
    return drawn + [one["text"] for one in texts()["recent"]["reports"] if one["types"] == [name]]


@pytest.mark.parametrize("kind", KINDS)
def test_every_report_that_becomes_a_case_has_words_of_its_own(kind: str) -> None:
    waits = {"opened", "letter"}  # nobody has opened a case of these yet
    left = [one["text"] for one in texts()["recent"]["reports"] if one["key"] in waits]
    reports = [text for text in told(KINDS[kind]) if text not in left]
    found = [words_of(kind, text)["begins"] for text in reports]
    assert sorted(found) == sorted(one["begins"] for one in texts()[kind])
    assert len(found) == len(set(found))


def test_incidents_are_of_kinds_that_there_are() -> None:
    assert {one["kind"] for one in texts()["breaches"]} <= set(Kind.values)
