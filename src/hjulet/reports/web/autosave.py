"""What a form that saves itself is answered (ui/js/keeping.js)."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import JsonResponse

from hjulet.ui.format import time_of_day

AUTOSAVE = "autosave"


def saved(at: datetime | None, **more: Any) -> JsonResponse:
    """Saved at that time; None when there was nothing to save yet."""
    return JsonResponse({"saved": time_of_day(at) if at else "", **more})


def not_saved(message: str, status: int = 422) -> JsonResponse:
    return JsonResponse({"message": message}, status=status)


def first_fault(form: forms.Form) -> str:
    """What to put right, in words."""
    return str(next(iter(form.errors.values()))[0])
