"""The three files of a frozen edition, kept in the data folder with their checksums."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from hjulet.annual_report.models import Edition, EditionFile
from hjulet.annual_report.rules import STEM


class Damaged(Exception):
    """A stored file no longer has the checksum it was stored with."""


def store(edition: Edition, files: Mapping[str, bytes]) -> None:
    """Writes the files under the data folder and notes their checksums.

    The name holds the checksum: a file that a rolled-back transaction left behind harms nobody.
    """
    for name, content in files.items():
        digest = hashlib.sha256(content).hexdigest()
        path = Path("editions") / str(edition.pk) / f"{STEM}-{digest[:12]}.{name}"
        target = Path(settings.HJULET_HOME) / path
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = target.with_suffix(target.suffix + ".part")
        part.write_bytes(content)
        part.replace(target)
        EditionFile.objects.update_or_create(
            edition=edition,
            format=name,
            defaults={"path": str(path), "sha256": digest, "size": len(content)},
        )


def load(file: EditionFile) -> bytes:
    """The stored bytes; raises Damaged when they are not what was stored."""
    content = (Path(settings.HJULET_HOME) / file.path).read_bytes()
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise Damaged(file.path)
    return content


def write(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Writes `kvalitetsberattelse.<format>` in the folder, which is made when missing."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in sorted(files.items()):
        path = folder / f"{STEM}.{name}"
        path.write_bytes(content)
        paths.append(path)
    return paths
