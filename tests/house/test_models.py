"""What every model of ours must have: a place in the order, a row, a declaration, plain words."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import models
from tests.house.rooms import RANK
from tests.rows import row

from hjulet.kernel.privacy import Declaration, Kind

OURS = [model for model in apps.get_models() if model.__module__.startswith("hjulet.")]
LABELS = [model._meta.label for model in OURS]


def room(model: type[models.Model]) -> str:
    return model.__module__.split(".")[1]


def test_there_are_models() -> None:
    assert len(OURS) > 20


@pytest.mark.parametrize("model", OURS, ids=LABELS)
def test_relations_point_downwards(model: type[models.Model]) -> None:
    """Foreign keys are named by string, which import-linter cannot see."""
    for field in model._meta.get_fields():
        if not (field.is_relation and field.concrete) or field.related_model is None:
            continue
        target = field.related_model
        if not target.__module__.startswith("hjulet."):
            continue
        assert room(target) == room(model) or RANK[room(target)] > RANK[room(model)], field


@pytest.mark.parametrize("model", OURS, ids=LABELS)
def test_what_it_holds_about_people_is_declared(model: type[models.Model]) -> None:
    declared: dict[str, Declaration] = import_module(f"hjulet.{room(model)}.privacy").PRIVACY
    assert model.__name__ in declared, f"{model._meta.label} saknas i privacy.py"
    own = declared[model.__name__]
    if own.kind is not Kind.NONE:
        assert own.basis, "laglig grund saknas"
        assert own.retention, "hur länge saknas"


@pytest.mark.parametrize("name", sorted({room(model) for model in OURS}))
def test_nothing_is_declared_that_does_not_exist(name: str) -> None:
    declared = set(import_module(f"hjulet.{name}.privacy").PRIVACY)
    assert declared == {model.__name__ for model in OURS if room(model) == name}


@pytest.mark.django_db
@pytest.mark.parametrize("model", OURS, ids=LABELS)
def test_a_row_can_be_made_and_has_a_name(model: type[models.Model]) -> None:
    made = row(model)
    assert model._default_manager.filter(pk=made.pk).exists()
    assert str(made)
    assert f"{model.__name__} object" not in str(made)


@pytest.mark.parametrize("model", OURS, ids=LABELS)
def test_it_has_a_swedish_name_and_no_hidden_order(model: type[models.Model]) -> None:
    assert model._meta.verbose_name != model._meta.object_name.lower()
    assert not model._meta.ordering, "sortera där raderna visas"
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}("), "modellen saknar docstring"
