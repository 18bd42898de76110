"""Numbers that are written so that a search for digits would miss them."""

import pytest

from hjulet.kernel.identity_numbers import find, mask

HIDDEN = [
    "850709-9\u200b805",  # zero-width space
    "85\u00ad0709-98\u200d05",  # soft hyphen and joiner
    "\ufeff850709\u20609805",
    "\uff18\uff15\uff10\uff17\uff10\uff19\uff0d\uff19\uff18\uff10\uff15",  # full width
    "\u0668\u0665\u0660\u0667\u0660\u0669-\u0669\u0668\u0660\u0665",  # Arabic-Indic digits
    "\u2467\u24640709-9805",  # circled digits
    "19850709\r\n-9805",
    "850709\u00a0-\u00a09805",
    "850709\t9805",
    "850709\u20149805",  # em dash
    "850709\u20109805",
    "850709&#45;9805",
    "8&#53;0709&#x2d;9805",
    "850709&nbsp;9805",
    "850709-&shy;9805",
    "8\x0050709-9805",
    "850709\ud8009805",  # a lone surrogate
]


@pytest.mark.parametrize("written", HIDDEN, ids=ascii)
def test_a_hidden_personnummer_is_found(written: str) -> None:
    text = f"Hon ({written}) ringde i går, och vi svarade."
    found = find(text)
    assert [item.kind for item in found] == ["personnummer"]
    assert "9805" not in found[0].shown
    assert mask(text).startswith("Hon (")
    assert mask(text).endswith(") ringde i går, och vi svarade.")


@pytest.mark.parametrize("written", ["dnr 2023/1\u200b234", "d\u00adnr 2023\uff0f1234"])
def test_a_hidden_case_number_is_found(written: str) -> None:
    assert [item.kind for item in find(f"Se {written}.")] == ["ärendenummer"]


@pytest.mark.parametrize(
    "text",
    [
        "Hjälp & stöd – 25 % av 1\u202f234 besök…",
        "Kl. 08.50\u00a0den 14\u00a0oktober 2025\u200b.",
        "&#65;&amp;&auml; är inga nummer",
    ],
)
def test_ordinary_signs_are_no_numbers(text: str) -> None:
    assert find(text) == ()
    assert mask(text) == text
