"""The strict habits of tests/strict.py do bite."""

import pytest
from django.http import HttpResponse
from django.template import engines
from tests import strict

from hjulet.organisation.models import Unit


def test_undefined_variable_fails() -> None:
    with pytest.raises(strict.UndefinedVariable):
        engines["django"].from_string("{{ finns_inte }}").render({})
    assert engines["django"].from_string("{% if finns_inte %}x{% endif %}").render({}) == ""


@pytest.mark.parametrize("opened", ["", " open"])
def test_a_fault_that_is_folded_in_fails(opened: str) -> None:
    page = f"<details open><details{opened}><p data-err>Skriv.</p></details></details>"
    answer = strict.show_faults(lambda client: HttpResponse(page))
    if opened:
        assert answer(None).status_code == 200
    else:
        with pytest.raises(strict.HiddenFault):
            answer(None)


@pytest.mark.django_db
def test_slice_without_order_fails() -> None:
    with pytest.raises(strict.Unordered):
        list(Unit.objects.all()[:5])
    assert list(Unit.objects.order_by("id")[:5]) == []
    with pytest.raises(Unit.DoesNotExist):
        Unit.objects.get(pk=1)
