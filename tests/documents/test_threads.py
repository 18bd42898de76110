"""Several at once: two people download their reports in the same second."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.documents.sample import document

from hjulet.documents import fonts, pdf
from hjulet.documents.normalise import normalise


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads take turns much more often than usual."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


@pytest.mark.usefixtures("restless")
def test_typefaces_are_read_by_many_at_once() -> None:
    fonts.covered.cache_clear()
    fonts._advances.cache_clear()
    with ThreadPoolExecutor(16) as pool:
        asked = [pool.submit(fonts.covered) for _ in range(8)]
        measured = [
            pool.submit(fonts.width, "Åtgärder 1 234", size=10, bold=n % 2 == 0) for n in range(8)
        ]
        assert len({answer.result() for answer in asked}) == 1
        assert len({answer.result() for answer in measured}) == 2


def test_pdf_for_many_at_once() -> None:
    ready, _ = normalise(document())
    with ThreadPoolExecutor(4) as pool:
        files = [pool.submit(pdf.render, ready) for _ in range(6)]
        assert len({file.result() for file in files}) == 1
