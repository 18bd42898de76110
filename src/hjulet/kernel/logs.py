"""Logs hold keys, never field values: what a person wrote must not end up in a log file."""

import logging
import re
from collections.abc import ItemsView
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

from hjulet.kernel.identity_numbers import mask


class KeysOnly(logging.Filter):
    """Takes query strings and personal identity numbers out of log lines."""

    QUERY = re.compile(r"\?[^\s\"']+")

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        record.msg = mask(self.QUERY.sub("?…", text))
        record.args = ()
        # The text of an exception can quote a value ("Failing row contains (…)"): keep its type.
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            record.exc_info = None
            record.msg += f" [{kind.__name__}{_place(trace)}]"
        return True


def _place(trace: Any) -> str:
    """Where it happened, innermost of our own code, as ` at hjulet.x:12`."""
    place = ""
    while trace is not None:
        name = trace.tb_frame.f_globals.get("__name__", "")
        if name.startswith("hjulet"):
            place = f" at {name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


class NoValues(SafeExceptionReporterFilter):
    """Error reports without posted values, cookies and local variables."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {} if request is None else dict.fromkeys(request.POST, "…")

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: Any
    ) -> ItemsView[str, Any]:
        return dict[str, Any]().items()
