"""Another title for a draft, another heading for one of its sections."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hjulet.annual_report import operations
from hjulet.annual_report.models import Edition
from hjulet.annual_report.web.forms import TitleForm
from hjulet.annual_report.web.views.guard import actor_of, deciding, posted, section_for
from hjulet.kernel import clock

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
def edition_rename(request: HttpRequest, edition_id: int) -> HttpResponse:
    """The title that stands on the cover."""
    edition = deciding(request, edition_id, "rename")
    form = TitleForm(posted(request), initial={"title": edition.title})
    if request.method == "POST" and form.is_valid():
        try:
            operations.rename_edition(
                actor=actor_of(request),
                now=clock.now(),
                edition_id=edition.pk,
                title=form.cleaned_data["title"],
            )
        except operations.BadTitle as error:
            form.add_error("title", str(error))
        else:
            messages.success(request, "Berättelsen har fått ett nytt namn.")
            return redirect("edition_page", edition.pk)
    return _shown(request, form, edition, f"Byt namn på {edition.title}")


@FORM
def section_rename(request: HttpRequest, edition_id: int, section_id: int) -> HttpResponse:
    """The heading of one section; its text and its figures stay."""
    edition = deciding(request, edition_id, "rename")
    section = section_for(request, edition_id, section_id)
    form = TitleForm(posted(request), initial={"title": section.title})
    if request.method == "POST" and form.is_valid():
        try:
            operations.rename_section(
                actor=actor_of(request),
                now=clock.now(),
                section_id=section.pk,
                title=form.cleaned_data["title"],
            )
        except operations.BadTitle as error:
            form.add_error("title", str(error))
        else:
            messages.success(request, "Avsnittet har fått en ny rubrik.")
            return redirect("section_page", edition.pk, section.pk)
    return _shown(request, form, edition, f"Byt rubrik på {section.title}")


def _shown(request: HttpRequest, form: TitleForm, edition: Edition, head: str) -> HttpResponse:
    context = {"form": form, "edition": edition, "head": head}
    return render(request, "annual_report/rename.html", context)
