"""Files on their way in: kept in the data folder until they are applied, at most 24 hours.

Nothing of them is in the database, and a job is given the key alone. The folder holds what a
person sent and what the check said of it, so only she who sent it may see it.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings

KEPT = timedelta(hours=24)
SILENT = timedelta(minutes=5)
CHOOSING, CHECKING, CHECKED, APPLYING, DONE, FAILED = (
    "choosing", "checking", "checked", "applying", "done", "failed"
)  # fmt: skip
AT_WORK = frozenset({CHECKING, APPLYING})


class NoUpload(LookupError):
    """No such file: never sent, removed, or too old."""


@dataclass(slots=True)
class Upload:
    """One file and how far it has come."""

    key: str
    target: str
    account_id: int
    filename: str
    sheet: str
    at: str
    phase: str = CHOOSING
    mapping: dict[str, str] = field(default_factory=dict)
    what: str = ""
    done: int = 0
    of: int = 0
    beat: str = ""
    message: str = ""
    result: dict[str, Any] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return home() / self.key

    @property
    def path(self) -> Path:
        return self.folder / "table"

    @property
    def faults_path(self) -> Path:
        return self.folder / "faults.csv"

    def save(self) -> None:
        """Written aside and moved, so that a reader never sees half of it."""
        aside = self.folder / "state.new"
        aside.write_text(json.dumps(asdict(self)), encoding="utf-8")
        aside.replace(self.folder / "state.json")

    def stopped(self, now: datetime) -> bool:
        """Whether a job that should be at work has not been heard of for long."""
        heard = datetime.fromisoformat(self.beat or self.at)
        return self.phase in AT_WORK and now - heard > SILENT


def home() -> Path:
    return Path(settings.HJULET_HOME) / "imports"


def keep(
    *,
    target: str,
    account_id: int,
    now: datetime,
    filename: str,
    sheet: str,
    chunks: Iterator[bytes],
) -> Upload:
    """Keeps a file that somebody sent, readable by nobody but the program."""
    upload = Upload(str(uuid4()), target, account_id, filename[:200], sheet, now.isoformat())
    home().mkdir(parents=True, exist_ok=True, mode=0o700)
    upload.folder.mkdir(mode=0o700)
    with upload.path.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
    upload.save()
    return upload


def find(key: UUID | str) -> Upload:
    """Raises NoUpload."""
    try:
        text = (home() / str(UUID(str(key))) / "state.json").read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise NoUpload from error
    return Upload(**json.loads(text))


def drop_table(upload: Upload) -> None:
    """Removes the file itself and the list of faults; the counts stay for the result page."""
    upload.path.unlink(missing_ok=True)
    upload.faults_path.unlink(missing_ok=True)


def remove(upload: Upload) -> None:
    shutil.rmtree(upload.folder, ignore_errors=True)


def sweep(now: datetime) -> int:
    """Removes what is older than 24 hours; returns how many."""
    removed = 0
    for folder in home().glob("*-*") if home().is_dir() else ():
        try:
            upload = find(folder.name)
            old = now - datetime.fromisoformat(upload.at) > KEPT
        except NoUpload:
            old = now.timestamp() - folder.stat().st_mtime > KEPT.total_seconds()
        if old:
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
    return removed
