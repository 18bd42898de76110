"""One analysis."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def risk_page(request: HttpRequest, reference: str) -> HttpResponse:
    """The analysis."""
    raise Http404
