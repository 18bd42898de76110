"""Every form of findings refuses the number of a person, beside the field, and stores nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.findings import making
from tests.security.city import City
from tests.security.test_stored_numbers import NUMBERS, Post, complaints, is_stored

from hjulet.findings.models import Cause, Theme

Browse = Callable[..., Client]


def finding_forms(town: City, n: str) -> dict[tuple[str, str], Post]:
    draft, finding = making.draft(town.house), making.released(town.house)
    written = {
        "title": "Brev går fel", "text": "", "units": [town.house.unit.pk], "weight": 2,
        "origin": "other", "found_on": "2025-10-14", "requirement": "",
    }  # fmt: skip
    corrected = {"title": "Brev går fel", "text": "", "reason": "Så", "confirmed": "on"}
    found: dict[tuple[str, str], Post] = {}
    for field in ("title", "text", "requirement"):
        sent = written | {field: f"Om {n}."}
        found["finding_new", field] = ("quality", reverse("finding_new"), sent)
        edit = reverse("finding_edit", args=[draft.reference])
        found["finding_edit", field] = ("quality", edit, sent)
    for field in ("title", "text", "reason"):
        address = reverse("finding_correct", args=[finding.reference])
        found["finding_correct", field] = ("quality", address, corrected | {field: f"Om {n}."})
    for name, field in (("finding_need_nothing", "reason"), ("finding_join", "name")):
        address = reverse(name, args=[finding.reference])
        found[name, field] = ("quality", address, {field: f"Om {n}."})
    return found


@pytest.mark.parametrize("number", NUMBERS)
def test_forms_say_it_beside_the_field(town: City, browse: Browse, number: str) -> None:
    client = browse("quality")
    for (name, field), (_, address, sent) in finding_forms(town, number).items():
        answer = client.post(address, sent)
        assert answer.status_code == 200, (name, field)
        assert "nummer" in complaints(answer, field), (name, field)
        assert not is_stored(number), (name, field)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("listed", ["cause", "theme"])
def test_lists(town: City, browse: Browse, listed: str, number: str) -> None:
    model: Any = {"cause": Cause, "theme": Theme}[listed]
    row = model.objects.create(name="Gammal")
    for sent in ({"do": "rename", "row": row.pk}, {"do": "add"}):
        answer = browse("quality").post(
            reverse("finding_lists_change", args=[listed]), sent | {"name": f"Om {number}"}
        )
        assert "nummer" in answer.context["fault"]["words"]
        assert not is_stored(number)
