"""A backup: every row as JSON lines and every stored file, in one tar that both databases read."""

import io
import json
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from hjulet import __version__
from hjulet.kernel import snapshot

FORMAT = 1
# Made anew by the installation itself: logins under way, counters against guessing, jobs.
LEFT_OUT = {"sessions", "axes", "contenttypes", "auth", "django_tasks_db", "messages"}
FOLDERS = ("attachments", "editions")
BATCH = 1000


class BadArchive(Exception):
    """The file is not a backup that can be restored here; the message says why in Swedish."""


def kept_models() -> list[type[models.Model]]:
    """Every model whose rows are kept, also the link tables that Django makes itself."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in LEFT_OUT and not model._meta.proxy
    ]


def write(path: Path, now: datetime) -> dict[str, int]:
    """Writes the backup to `path`; returns rows per table.

    The file appears only when whole, and only its owner may read it: it has every report.
    """
    counts: dict[str, int] = {}
    part = path.with_name(path.name + ".part")
    part.touch(mode=0o600)
    try:
        with snapshot.reading(), tarfile.open(part, "w:gz", compresslevel=5) as archive:
            for model in kept_models():
                with tempfile.TemporaryFile() as file:
                    counts[model._meta.label] = _dump(model, file)
                    _add(archive, f"rows/{model._meta.label}.jsonl", file, now)
            manifest = {
                "format": FORMAT,
                "version": __version__,
                "made_at": now.isoformat(),
                "migrations": sorted(map(list, _migrations())),
                "rows": counts,
            }
            _add(archive, "manifest.json", io.BytesIO(json.dumps(manifest, indent=1).encode()), now)
            for folder in FOLDERS:
                home = Path(settings.HJULET_HOME) / folder
                for found in sorted(home.rglob("*")) if home.is_dir() else []:
                    if found.is_file():
                        archive.add(found, f"files/{folder}/{found.relative_to(home)}")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return counts


def read(path: Path) -> dict[str, int]:
    """Restores a backup into an empty database; returns rows per table.

    Raises BadArchive when the file is no backup, is of a newer version, or there is data already.
    """
    try:
        archive = tarfile.open(path, "r:*")  # noqa: SIM115  closed below, errors told apart
    except (tarfile.TarError, OSError) as error:
        raise BadArchive(f"{path} går inte att läsa som en säkerhetskopia.") from error
    with archive:
        manifest = _manifest(archive)
        unknown = {tuple(item) for item in manifest["migrations"]} - _migrations()
        if unknown:
            raise BadArchive("Kopian är gjord av en nyare version av Hjulet. Uppgradera först.")
        with transaction.atomic():
            _refuse_data()
            for model in kept_models():
                model._base_manager.all().delete()
            for model in kept_models():
                _load(model, archive)
            snapshot.reset_sequences([model._meta.db_table for model in kept_models()])
        _files(archive)
    return dict(manifest["rows"])


def _migrations() -> set[tuple[str, str]]:
    applied = MigrationRecorder(connection).applied_migrations()
    return {key for key in applied if key[0] not in LEFT_OUT}


def _manifest(archive: tarfile.TarFile) -> dict[str, Any]:
    try:
        member = archive.extractfile("manifest.json")
        manifest = json.load(member) if member else {}
    except (KeyError, ValueError, tarfile.TarError, EOFError, OSError) as error:
        raise BadArchive(
            "Filen är ingen säkerhetskopia från Hjulet, eller så är den avbruten."
        ) from error
    if manifest.get("format") != FORMAT:
        raise BadArchive("Kopian är gjord av en annan version av Hjulet och kan inte läsas här.")
    return dict(manifest)


def _refuse_data() -> None:
    for label in ("organisation.Account", "organisation.Unit", "reports.Report", "journal.Event"):
        if apps.get_model(label)._base_manager.exists():
            raise BadArchive(
                "Här finns redan uppgifter. Återställ till en tom datamapp (HJULET_HOME) "
                "eller en tom databas."
            )


def _dump(model: type[models.Model], file: Any) -> int:
    names = [field.attname for field in model._meta.concrete_fields]
    file.write((json.dumps(names) + "\n").encode())
    count = 0
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=5000):
        file.write((json.dumps(row, cls=_Exact, ensure_ascii=False) + "\n").encode())
        count += 1
    return count


class _Exact(DjangoJSONEncoder):
    """Keeps microseconds, which the chain of the journal is computed from."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def _lines(model: type[models.Model], archive: tarfile.TarFile) -> Iterator[bytes]:
    try:
        member = archive.extractfile(f"rows/{model._meta.label}.jsonl")
    except KeyError:
        return
    if member is not None:
        yield from member


def _load(model: type[models.Model], archive: tarfile.TarFile) -> None:
    lines = _lines(model, archive)
    names = json.loads(next(lines, b"[]"))
    fields = {field.attname: field for field in model._meta.concrete_fields}
    batch: list[models.Model] = []
    for line in lines:
        values = {
            name: _value(fields[name], value)
            for name, value in zip(names, json.loads(line), strict=True)
            if name in fields
        }
        batch.append(model(**values))
        if len(batch) == BATCH:
            model._base_manager.bulk_create(batch)
            batch = []
    if batch:
        model._base_manager.bulk_create(batch)


def _value(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return target.to_python(value)


def _add(archive: tarfile.TarFile, name: str, file: Any, now: datetime) -> None:
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    info = tarfile.TarInfo(name)
    info.size, info.mtime, info.mode = size, int(now.timestamp()), 0o600
    archive.addfile(info, file)


def _files(archive: tarfile.TarFile) -> None:
    home = Path(settings.HJULET_HOME)
    for member in archive.getmembers():
        if not member.isfile() or not member.name.startswith("files/"):
            continue
        member.name = member.name.removeprefix("files/")
        archive.extract(member, home, filter="data")
