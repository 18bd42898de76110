"""The source that an address speaks of: "?fran=report:12"."""

from django.http import Http404

from hjulet.findings import sources
from hjulet.findings.sources import SourceInfo
from hjulet.organisation.types import Actor


def source_in(actor: Actor, given: str) -> SourceInfo | None:
    """The source; None when none is named. One that the actor may not read is 404."""
    if not given:
        return None
    kind, _, key = given.partition(":")
    if not (key.isascii() and key.isdigit() and len(key) < 18):
        raise Http404
    info = sources.find(actor, kind, int(key))
    if info is None:
        raise Http404
    return info
