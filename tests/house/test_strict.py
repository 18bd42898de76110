"""The strict habits of tests/strict.py do bite."""

import pytest
from django.template import engines
from tests import strict

from hjulet.organisation.models import Unit


def test_undefined_variable_fails() -> None:
    with pytest.raises(strict.UndefinedVariable):
        engines["django"].from_string("{{ finns_inte }}").render({})
    assert engines["django"].from_string("{% if finns_inte %}x{% endif %}").render({}) == ""


@pytest.mark.django_db
def test_slice_without_order_fails() -> None:
    with pytest.raises(strict.Unordered):
        list(Unit.objects.all()[:5])
    assert list(Unit.objects.order_by("id")[:5]) == []
    with pytest.raises(Unit.DoesNotExist):
        Unit.objects.get(pk=1)
