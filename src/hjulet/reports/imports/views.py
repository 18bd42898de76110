"""The import pages: send a file, tie its columns, see what it means, apply it, see how it went."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from hjulet.files.tabular import open_table
from hjulet.files.tabular_cells import find_columns
from hjulet.files.tabular_faults import TableFault, WrongHeadings
from hjulet.kernel import clock
from hjulet.organisation.rules import may
from hjulet.organisation.types import Actor
from hjulet.reports.imports import examples, store
from hjulet.reports.imports.forms import ColumnsForm, UploadForm
from hjulet.reports.imports.jobs import apply_upload, check_upload, sweep_uploads
from hjulet.reports.imports.mappings import (
    KNOWN,
    REQUIRED,
    RIGHT,
    UnknownMapping,
    find_mapping,
    keep_mapping,
)
from hjulet.ui.downloads import download

TITLES = {"reports": "För in rapporter", "organisation": "För in organisationen"}
START = {"reports": "import_reports", "organisation": "import_organisation"}
BACK = {"reports": "report_list", "organisation": "organisation_page"}
KINDS = {
    "csv": examples.as_csv,
    "xlsx": examples.as_xlsx,
}


@require_http_methods(["GET", "POST"])
def import_reports(request: HttpRequest) -> HttpResponse:
    return _start(request, "reports")


@require_http_methods(["GET", "POST"])
def import_organisation(request: HttpRequest) -> HttpResponse:
    return _start(request, "organisation")


def _start(request: HttpRequest, target: str) -> HttpResponse:
    """The form that takes a file; nothing is read but its headings."""
    actor = _actor(request, target)
    form = UploadForm(request.POST or None, request.FILES or None, target=target)
    if request.method == "POST" and form.is_valid():
        now = clock.now()
        store.sweep(now)
        file = form.cleaned_data["file"]
        upload = store.keep(
            target=target,
            account_id=actor.account_id or 0,
            now=now,
            filename=file.name or "fil",
            sheet=form.cleaned_data["sheet"].strip(),
            chunks=file.chunks(),
        )
        _sweep_later(now)
        try:
            return _after_upload(upload, form.cleaned_data.get("mapping") or "")
        except (TableFault, UnknownMapping) as problem:
            store.remove(upload)
            form.add_error("file", str(problem))
    return render(
        request,
        "reports/imports/start.html",
        _context(target, form=form, columns=KNOWN[target], required=REQUIRED[target], actor=actor),
    )


def _after_upload(upload: store.Upload, mapping_name: str) -> HttpResponse:
    """On to the check, or to the choice of columns when the headings are not ours."""
    table = open_table(upload.path, upload.sheet or None)
    if mapping_name:
        upload.mapping = find_mapping(name=mapping_name, target=upload.target)
    try:
        columns = find_columns(
            table.headings, KNOWN[upload.target], REQUIRED[upload.target], upload.mapping
        )
    except WrongHeadings:
        pass  # a heading that is not ours: the next page asks
    else:
        unknown = [name for name in columns.unused if name not in upload.mapping]
        if not unknown:
            return _begin(upload, store.CHECKING)
    upload.save()
    return redirect("import_columns", key=upload.key)


def _begin(upload: store.Upload, phase: str) -> HttpResponse:
    """Hands the work to a job. It is told the key alone."""
    upload.phase, upload.done, upload.of, upload.message = phase, 0, 0, ""
    upload.beat, upload.what = clock.now().isoformat(), "Väntar på sin tur"
    upload.save()
    (check_upload if phase == store.CHECKING else apply_upload).enqueue(upload.key)
    return redirect("import_upload", key=upload.key)


def _sweep_later(now: Any) -> None:
    """The file goes away after a day also if nobody comes back to it."""
    if sweep_uploads.get_backend().supports_defer:
        sweep_uploads.using(run_after=now + store.KEPT).enqueue()


@require_http_methods(["GET", "POST"])
def import_columns(request: HttpRequest, key: UUID) -> HttpResponse:
    """The file's headings beside our columns."""
    actor, upload = _upload(request, key)
    if upload.phase != store.CHOOSING:
        return redirect("import_upload", key=key)
    table = open_table(upload.path, upload.sheet or None)
    form = ColumnsForm(
        request.POST or None,
        target=upload.target,
        headings=[heading for heading in table.headings if heading],
        chosen=upload.mapping,
    )
    if request.method == "POST" and form.is_valid():
        upload.mapping = form.columns
        try:
            if name := form.cleaned_data["name"].strip():
                keep_mapping(
                    actor=actor, now=clock.now(), name=name, target=upload.target,
                    columns=upload.mapping,
                )  # fmt: skip
        except UnknownMapping as problem:
            form.add_error("name", str(problem))
        else:
            return _begin(upload, store.CHECKING)
    return render(
        request, "reports/imports/columns.html", _context(upload.target, form=form, upload=upload)
    )


@require_GET
def import_upload(request: HttpRequest, key: UUID) -> HttpResponse:
    """Where the file is: being checked, checked, being applied or applied."""
    _, upload = _upload(request, key)
    if upload.phase == store.CHOOSING:
        return redirect("import_columns", key=key)
    if upload.phase in store.AT_WORK:
        context = _context(
            upload.target, upload=upload, share=upload.done * 100 // max(upload.of, 1),
            stopped=upload.stopped(clock.now()),
        )  # fmt: skip
        page = "_progress.html" if request.htmx else "progress.html"  # type: ignore[attr-defined]
        return render(request, f"reports/imports/{page}", context)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(reverse("import_upload", args=[key]))
    page = {store.CHECKED: "checked", store.DONE: "done"}.get(upload.phase, "failed")
    return render(
        request,
        f"reports/imports/{page}.html",
        _context(upload.target, upload=upload, result=upload.result),
    )


@require_POST
def import_apply(request: HttpRequest, key: UUID) -> HttpResponse:
    _, upload = _upload(request, key)
    if upload.phase == store.CHECKED and not upload.result["fault_count"]:
        return _begin(upload, store.APPLYING)
    return redirect("import_upload", key=key)


@require_POST
def import_discard(request: HttpRequest, key: UUID) -> HttpResponse:
    _, upload = _upload(request, key)
    if upload.phase != store.APPLYING or upload.stopped(clock.now()):
        store.remove(upload)
        messages.success(request, "Filen är borttagen. Inget av den är infört.")
        return redirect(START[upload.target])
    return redirect("import_upload", key=key)


@require_GET
def import_faults(request: HttpRequest, key: UUID) -> FileResponse:
    """All faults as a file, to put right beside the table."""
    _, upload = _upload(request, key)
    if not upload.faults_path.is_file():
        raise Http404
    return FileResponse(
        upload.faults_path.open("rb"), as_attachment=True, filename="fel.csv",
        content_type="text/csv; charset=utf-8",
    )  # fmt: skip


@require_GET
def import_example(request: HttpRequest, target: str, kind: str) -> HttpResponse:
    """An empty table with the headings and two example rows."""
    if target not in RIGHT or kind not in KINDS:
        raise Http404
    _actor(request, target)
    return download(KINDS[kind](target), f"{examples.NAMES[target]}-mall.{kind}")


def _actor(request: HttpRequest, target: str) -> Actor:
    """Who asks; 404 for those who may not import."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not may(actor, RIGHT[target]):
        raise Http404
    return actor


def _upload(request: HttpRequest, key: UUID) -> tuple[Actor, store.Upload]:
    """The file, for the one who sent it alone; it may hold what others may not read."""
    try:
        upload = store.find(key)
    except store.NoUpload as error:
        raise Http404 from error
    actor = _actor(request, upload.target)
    if upload.account_id != actor.account_id:
        raise Http404
    return actor, upload


def _context(target: str, **more: Any) -> dict[str, Any]:
    return {
        "target": target,
        "title": TITLES[target],
        "start": reverse(START[target]),
        "back": reverse(BACK[target]),
        **more,
    }
