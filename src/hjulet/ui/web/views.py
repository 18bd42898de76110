"""Pages that belong to no other room: help, privacy, accessibility, own account, gallery."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from hjulet.ui.web import gallery as parts


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Tillgänglighetsredogörelse, as lagen (2018:1937) om digital offentlig service asks for."""
    return render(request, "ui/accessibility.html")


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to report, assess, read the figures, import and write, in short steps."""
    return render(request, "ui/help.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about whom, who may read it and for how long."""
    return render(request, "ui/privacy.html")


@require_safe
def account_home(request: HttpRequest) -> HttpResponse:
    """The reader's own account: password, second factor, log out."""
    return render(request, "ui/account_home.html")


@login_not_required
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for this address whatever the page says."""
    return redirect(static("ui/favicon.svg"), permanent=False)


@login_not_required
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in its states. Not served in production."""
    return render(request, "ui/gallery.html", parts.context())
