"""For whoever watches over the server."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 "frisk" when the database answers, else 503 "sjuk". Tells nothing more."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("sjuk\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("frisk\n", content_type="text/plain; charset=utf-8")
