"""One finding: where it came from and what came of it; release, correction, groups, no measure."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from hjulet.findings import operations, queries, sources
from hjulet.findings.kinds import Handling, Origin, QualityArea, Status, Weight
from hjulet.findings.models import Finding
from hjulet.findings.operations.texts import shared
from hjulet.findings.web.forms import (
    CorrectForm,
    GroupForm,
    NothingForm,
    ReleaseForm,
    TieForm,
)
from hjulet.findings.web.sources import source_in
from hjulet.findings.web.words import state_of
from hjulet.findings.web.writing import add_faults, writable_draft
from hjulet.kernel import clock
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import NotAllowed, may
from hjulet.organisation.types import Actor
from hjulet.ui.sent import sent_only


@require_safe
def finding_page(request: HttpRequest, reference: str) -> HttpResponse:
    """The finding with its thread upward and downward."""
    return _shown(request, _opened(request, reference))


def finding_release(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks about each word that stands in a source too, and releases the finding."""
    actor = actor_of(request)
    finding = writable_draft(actor, reference)
    texts = [finding.title, finding.text, finding.requirement]
    asked = shared(texts, sources.texts_of(finding.pk))
    form = ReleaseForm(request.POST if request.method == "POST" else None, shared=asked)
    if form.is_valid():
        try:
            operations.release(
                actor=actor, now=clock.now(), finding_id=finding.pk,
                confirmed=form.cleaned_data["confirmed"], **form.answers(),
            )  # fmt: skip
        except operations.Invalid as error:
            add_faults(form, error)
        except operations.NumbersInText as error:
            form.add_error(None, f"{error} Ändra utkastet innan du släpper det.")
        except operations.UnansweredNames:
            return redirect("finding_release", reference=reference)
        else:
            messages.success(request, "Fyndet är släppt. Alla i verksamheten kan läsa det.")
            return redirect("finding_page", reference=reference)
    return render(request, "findings/release.html", {"finding": finding, "form": form})


def finding_correct(request: HttpRequest, reference: str) -> HttpResponse:
    """New words for a released finding. Words that stand in a source are asked about when sent."""
    actor = actor_of(request)
    finding = _writable(request, reference)
    if finding.status != Status.RELEASED:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    asked = _words_in(finding, sent, "title", "text", "reason") if sent else []
    first = {"title": finding.title, "text": finding.text}
    form = CorrectForm(sent, shared=asked, initial=first)
    if form.is_valid():
        given = form.cleaned_data
        try:
            operations.correct(
                actor=actor, now=clock.now(), finding_id=finding.pk, title=given["title"],
                text=given["text"], reason=given["reason"], confirmed=given["confirmed"],
                **form.answers(),
            )  # fmt: skip
        except operations.Invalid as error:
            add_faults(form, error)
        else:
            messages.success(request, "Fyndet är rättat. Det som stod förut finns kvar.")
            return redirect("finding_page", reference=reference)
    return render(request, "findings/correct.html", {"finding": finding, "form": form})


def finding_tie(request: HttpRequest, reference: str) -> HttpResponse:
    """Ties one more source to the finding: `?fran=report:12`."""
    actor = actor_of(request)
    finding = _opened(request, reference)
    given = request.POST if request.method == "POST" else request.GET
    source = source_in(actor, given.get("fran", ""))
    if source is None or not may(actor, "finding.write"):
        raise Http404
    texts = [finding.title, finding.text, finding.requirement]
    asked = shared(texts, source.texts) if finding.status == Status.RELEASED else []
    form = TieForm(request.POST if request.method == "POST" else None, shared=asked)
    if form.is_valid():
        if form.answers()["removed"]:
            form.add_error(None, "Rätta fyndet först, så att ordet försvinner. Koppla sedan hit.")
        else:
            try:
                operations.tie(
                    actor=actor, now=clock.now(), finding_id=finding.pk,
                    source=(source.kind, source.key), kept=form.answers()["kept"],
                )  # fmt: skip
            except operations.Invalid as error:
                add_faults(form, error)
            except NotAllowed:
                raise Http404 from None
            else:
                messages.success(request, f"{source.label} hör nu till fyndet.")
                return redirect("finding_page", reference=reference)
    context = {"finding": finding, "form": form, "source": source,
               "fran": f"{source.kind}:{source.key}"}  # fmt: skip
    return render(request, "findings/tie.html", context)


@sent_only("finding_page", "reference")
def finding_need_nothing(request: HttpRequest, reference: str) -> HttpResponse:
    """Decides that no measure is needed."""
    finding = _writable(request, reference)
    if finding.status != Status.RELEASED:
        raise Http404
    form = NothingForm(request.POST, shared=_words_in(finding, request.POST, "reason"))
    if not form.is_valid():
        return _shown(request, finding, nothing_form=form)
    operations.need_nothing(
        actor=actor_of(request), now=clock.now(), finding_id=finding.pk,
        reason=form.cleaned_data["reason"], **form.answers(),
    )  # fmt: skip
    messages.success(request, "Det är noterat att ingen åtgärd behövs.")
    return redirect("finding_page", reference=reference)


@sent_only("finding_page", "reference")
def finding_join(request: HttpRequest, reference: str) -> HttpResponse:
    """Puts the finding, and those chosen, in a group."""
    finding = _writable(request, reference)
    form = _group_form(actor_of(request), finding, request.POST)
    if form.is_valid():
        try:
            made = operations.group(
                actor=actor_of(request), now=clock.now(), finding_id=finding.pk,
                name=form.cleaned_data["name"], also=form.cleaned_data["also"],
            )  # fmt: skip
        except operations.Invalid as error:
            add_faults(form, error)
        else:
            messages.success(request, f"Fyndet hör nu till ”{made.name}”.")
            return redirect("finding_group", group_id=made.pk)
    return _shown(request, finding, group_form=form)


@sent_only("finding_page", "reference")
def finding_ungroup(request: HttpRequest, reference: str) -> HttpResponse:
    """Takes the finding out of its group."""
    finding = _writable(request, reference)
    operations.ungroup(actor=actor_of(request), now=clock.now(), finding_id=finding.pk)
    messages.success(request, "Fyndet hör inte längre till någon grupp.")
    return redirect("finding_page", reference=reference)


def _opened(request: HttpRequest, reference: str) -> Finding:
    finding = queries.open_finding(actor_of(request), reference)
    if finding is None:
        raise Http404
    return finding


def _writable(request: HttpRequest, reference: str) -> Finding:
    finding = _opened(request, reference)
    if not queries.may_write(actor_of(request), finding):
        raise Http404
    return finding


def _words_in(finding: Finding, given: Any, *names: str) -> list[Any]:
    return shared([given.get(name, "")[:20_000] for name in names], sources.texts_of(finding.pk))


def _group_form(actor: Actor, finding: Finding, given: Any = None) -> GroupForm:
    alike = queries.similar_to(
        actor, f"{finding.title} {finding.text}", cause_id=finding.cause_id,
        theme_id=finding.theme_id, but=finding.pk,
        unit_ids=finding.unit_links.values_list("unit_id", flat=True),
    )  # fmt: skip
    also = [(one.brief.id, f"{one.brief.title} ({one.brief.reference}, {one.why})")
            for one in alike if one.brief.released]  # fmt: skip
    name = finding.group.name if finding.group else ""
    return GroupForm(given, also=also, initial={"name": name}, auto_id="id_group_form_%s")


def _shown(request: HttpRequest, finding: Finding, **given: Any) -> HttpResponse:
    """The page; `given` are forms with faults instead of empty ones."""
    actor = actor_of(request)
    writes = queries.may_write(actor, finding)
    released = finding.status == Status.RELEASED
    context: dict[str, Any] = {
        "finding": finding,
        "released": released,
        "draft": not released,
        "writes": writes,
        "state": state_of(released, finding.handling),
        "units": list(finding.unit_links.order_by("pk").values_list("unit__name", flat=True)),
        "origin": Origin(finding.origin).label,
        "weight": Weight(finding.weight).label,
        "area": QualityArea(finding.quality_area).label if finding.quality_area else "",
        "open": finding.handling == Handling.OPEN,
        "none_needed": finding.handling == Handling.NONE_NEEDED,
        "versions": list(finding.versions.select_related("by").order_by("-number")),
        "changes": [
            (row, state_of(True, row.after))
            for row in finding.changes.select_related("by").order_by("-pk")
        ],
        "nothing_form": given.get("nothing_form") or NothingForm(auto_id="id_nothing_form_%s"),
        "open_nothing": "nothing_form" in given,
        "open_group": "group_form" in given,
        "group_form": None,
        "groups": [],
        "form": given.get("nothing_form") or given.get("group_form"),
    }
    if writes and released:
        context["group_form"] = given.get("group_form") or _group_form(actor, finding)
        context["groups"] = queries.group_names(finding.board_id)
    return render(request, "findings/page.html", context)
