"""Keeping and reading attachments. What is kept has been looked at by content, not by name.

The room above that links to the file owns the right to read it and the journal event: files
stand beside the journal and cannot call it.
"""

import hashlib
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from hjulet.files.models import StoredFile
from hjulet.files.types import Prepared


def folder() -> Path:
    """The folder of attachments, outside everything that the web server hands out."""
    return Path(settings.HJULET_HOME) / "attachments"


def keep(*, prepared: Prepared, now: datetime) -> StoredFile:
    """Writes a checked file to disk and returns its row.

    The file is written first: a row never points at nothing. If the caller's transaction fails
    it calls `remove_content` with the row, so that nothing lies about.
    """
    stored = StoredFile(
        key=uuid4(),
        name=prepared.name,
        media_type=prepared.media_type,
        size=len(prepared.content),
        sha256=hashlib.sha256(prepared.content).hexdigest(),
        kept_at=now,
    )
    place = location(stored)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(prepared.content)
    try:
        stored.save()
    except BaseException:
        remove_content(stored)
        raise
    return stored


def location(stored: StoredFile) -> Path:
    """Where the content lies."""
    return folder() / stored.path


def remove_content(stored: StoredFile) -> None:
    """Takes the content away from disk; nothing happens when it is gone already."""
    location(stored).unlink(missing_ok=True)
