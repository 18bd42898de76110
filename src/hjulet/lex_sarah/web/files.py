"""The whole case as a PDF to print and as a Word document. Each leaves a trace."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hjulet.documents import build
from hjulet.kernel import clock
from hjulet.lex_sarah import operations, queries
from hjulet.lex_sarah.queries.past import past_of
from hjulet.lex_sarah.web.document import document_of
from hjulet.lex_sarah.web.loading import given_by, load
from hjulet.organisation.requests import actor_of
from hjulet.ui.downloads import download

NAMES = ("pdf", "docx")


@require_safe
def lex_sarah_file(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """The document of the case, for who may open it."""
    case = load(request, reference)
    if name not in NAMES:
        raise Http404
    detail = queries.detail_of(actor_of(request), case, queries.facts_of(case))
    pasts = past_of(actor_of(request), case, detail.reports)
    content = build.build(document_of(detail, pasts, clock.now()), [name])[name]
    operations.opened(**given_by(request), case_id=case.pk)
    return download(content, f"{case.slug}.{name}")
