"""Form fields of the room: boxes that rule each other out."""

from typing import Any

from django import forms


class ExclusiveBoxes(forms.CheckboxSelectMultiple):
    """Checkboxes where those in `exclusive` rule out the others (where scripts run)."""

    exclusive: frozenset[str] = frozenset()

    def create_option(self, name: str, value: Any, *args: Any, **given: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **given)
        if str(value) in self.exclusive:
            option["attrs"]["data-exclusive"] = True
        return option
