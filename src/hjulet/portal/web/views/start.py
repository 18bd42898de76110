"""The start page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hjulet.kernel import clock
from hjulet.portal.worklist import work_list
from hjulet.ui.menu import menu_for


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What waits for the one who looks, and where in the wheel it lies."""
    actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    menu = menu_for(actor, request.path)
    # The same numbers as in the menu beside it, so that they cannot disagree.
    editions = reverse("edition_list")
    to_write = sum(line.count for group in menu for line in group.lines if line.url == editions)
    stages = {group.stage: sum(line.count for line in group.lines) for group in menu if group.stage}
    return render(
        request,
        "portal/start.html",
        {
            "list": work_list(actor, now, clock.today(), to_write=to_write),
            "today": clock.today(),
            "menu": menu,
            "stages": {key: stages.get(key, 0) for key in ("plan", "do", "check", "act")},
            "open_in_all": sum(stages.values()),
        },
    )
