"""Two write what a case is about: what one of them has saved is not lost when the other saves."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.lex_sarah import scene
from tests.lex_sarah.scene import do, fresh
from tests.reports.house_of_two import House

from hjulet.lex_sarah.operations import StaleCase

Browse = Callable[..., Client]


def test_what_another_has_saved_is_not_blanked(house: House, browse: Browse) -> None:
    case, theme = scene.opened(house), scene.theme()
    place = reverse("lex_sarah_facts", args=[case.slug])
    first, second = browse("sas"), browse("second_sas")
    seen = first.get(place).context["form"].initial["expected"]
    given: dict[str, Any] = {
        "theme": "", "other_board": "Äldrenämnden", "unexpected_death": "on", "expected": seen,
    }  # fmt: skip
    assert second.post(place, given).status_code == 302
    mine = {"theme": theme.pk, "other_board": "", "private_provider": "Omsorg AB", "expected": seen}
    answer = first.post(place, mine)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Något har ändrats i ärendet under tiden" in page
    assert "Annan nämnd: Äldrenämnden" in page
    assert "Oväntat dödsfall: ja" in page
    assert 'value="Omsorg AB"' in page or "Omsorg AB</textarea>" in page
    now = fresh(case)
    assert (now.other_board, now.unexpected_death, now.theme_id) == ("Äldrenämnden", True, None)
    step = case.steps.get(kind="changed")
    assert step.reason == (
        "Annan nämnd: inget angivet, nu Äldrenämnden. Oväntat dödsfall: nej, nu ja."
    )
    again = answer.context["form"].data["expected"]
    assert first.post(place, {**mine, "other_board": "Äldrenämnden", "expected": again,
                              "unexpected_death": "on"}).status_code == 302  # fmt: skip
    now = fresh(case)
    assert (now.other_board, now.private_provider) == ("Äldrenämnden", "Omsorg AB")


def test_the_verb_asks_which_one_was_seen(house: House) -> None:
    case = scene.opened(house)
    with pytest.raises(StaleCase):
        do(house, "change", case, other_board="Äldrenämnden", expected=fresh(case).revision - 1)
