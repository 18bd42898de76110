"""Swedish order, folding and word forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.kernel.swedish import fold, sort_key, stems


def test_order_of_the_alphabet() -> None:
    names = ["Öppenvården", "Ängen", "Åsen", "Zenit", "Enhet 10", "Enhet 2", "éclair", "eclips"]
    assert sorted(names, key=sort_key) == [
        "éclair", "eclips", "Enhet 2", "Enhet 10", "Zenit", "Åsen", "Ängen", "Öppenvården",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("a", "b"),
    [("enheterna", "enheten"), ("AVVIKELSER", "avvikelse"), ("Återkopplingen", "återkoppling")],
)
def test_word_forms_share_a_stem(a: str, b: str) -> None:
    assert stems(a) == stems(b)


def test_diacritics_are_letters() -> None:
    assert stems("mån") != stems("man")


@given(st.text(max_size=60))
def test_fold_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)
