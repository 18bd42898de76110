"""Renders a piece of template with our components in it."""

from typing import Any

from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler


def render(
    source: str, context: dict[str, Any] | None = None, *, request: HttpRequest | None = None
) -> str:
    """The HTML of `source`, stripped. Components are compiled as the loader does it."""
    template = engines["django"].from_string(CottonCompiler().process(source))
    return template.render(context or {}, request or RequestFactory().get("/")).strip()
