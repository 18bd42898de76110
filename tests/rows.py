"""One smallest row of any model of ours: `row(Report)`, `row(Report, reference="2025-1")`.

For contracts that hold for every model. Tests of a room use `tests.builders`.
"""

import uuid
from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

from django.apps import apps
from django.db import models

from hjulet.kernel import clock

_number = count(1)
DAY = date(2025, 3, 1)

# What a model needs beyond its fields' types, by label.
EXTRA: dict[str, Callable[[], dict[str, Any]]] = {
    "participation.MeetingItem": lambda: {"finding": row(apps.get_model("findings.Finding"))},
    "log_review.SampleSize": lambda: {"size": 10},
    "calendar.Clock": lambda: {"role": "quality_team"},
    "lex_sarah.Case": lambda: {"degree": ""},
    "reports.ScaleStep": lambda: _free_step(),
    "reports.Handover": lambda: {
        "kind": "unit",
        "to_unit": row(apps.get_model("organisation.Unit")),
        "answer": "",
    },
    "organisation.RoleAssignment": lambda: {"unit": row(apps.get_model("organisation.Unit"))},
}

_VALUES: tuple[tuple[type[models.Field], Callable[[models.Field], Any]], ...] = (
    (models.UUIDField, lambda field: uuid.uuid4()),
    (models.EmailField, lambda field: f"rad{next(_number)}@example.org"),
    (models.DateTimeField, lambda field: clock.at(DAY)),
    (models.DateField, lambda field: DAY),
    (models.BooleanField, lambda field: False),
    (models.IntegerField, lambda field: next(_number)),
    (models.JSONField, lambda field: []),
    (models.CharField, lambda field: _text(field)),
    (models.TextField, lambda field: "Text"),
    (models.BinaryField, lambda field: b"x"),
)


def _free_step() -> dict[str, Any]:
    """All eight steps of the scales are there from the start: one makes way."""
    step = {"scale": "consequence", "value": 1}
    apps.get_model("reports.ScaleStep").objects.filter(**step).delete()
    return step


def row(model: type[models.Model], **given: Any) -> Any:
    """Saves and returns a row; what it needs beside it is made too."""
    fields = {**EXTRA.get(model._meta.label, dict)(), **given}
    for field in model._meta.concrete_fields:
        if field.name in fields or field.primary_key or field.has_default() or field.null:
            continue
        if isinstance(field, models.ForeignKey):
            fields[field.name] = row(field.related_model)
        else:
            fields[field.name] = _value(field)
    return model._default_manager.create(**fields)


def _value(field: models.Field) -> Any:
    if field.choices and not field.blank:
        return field.choices[0][0]
    for kind, make in _VALUES:
        if isinstance(field, kind):
            return make(field)
    raise LookupError(f"{field}: lägg till fältets slag i tests/rows.py")


def _text(field: models.Field) -> str:
    if field.blank:
        return ""
    return f"{field.name}{next(_number)}"[-(field.max_length or 200) :]
