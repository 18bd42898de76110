"""A backup brings everything back, and says clearly when it cannot."""

import json
import tarfile
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from hjulet.cli import archive, main
from hjulet.journal import operations as journal
from hjulet.journal import queries as journal_queries
from hjulet.kernel import clock
from hjulet.organisation import operations as organisation
from hjulet.organisation.types import SYSTEM

pytestmark = pytest.mark.django_db


def everything() -> dict[str, list[tuple[object, ...]]]:
    return {
        model._meta.label: sorted(model._base_manager.values_list(), key=repr)
        for model in archive.kept_models()
    }


def fill() -> None:
    now = clock.now()
    board = organisation.add_unit(
        actor=SYSTEM, now=now, name="Nämnden", kind="board", parent_id=None
    )
    organisation.add_account(
        actor=SYSTEM, now=now, email="åsa@example.se", name="Åsa Öst", home_unit_id=board.pk
    )
    journal.record(actor_id=None, now=now, verb="test.row", subject=("x", 1), keys={"å": "ö"})


def empty() -> None:
    """As a fresh installation: only what the migrations put there."""
    for label in ("organisation.RoleAssignment", "organisation.Account", "organisation.Placement",
                  "organisation.BoardSettings", "organisation.Unit", "journal.Event"):  # fmt: skip
        apps.get_model(label)._base_manager.all().delete()


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    fill()
    stored = Path(settings.HJULET_HOME) / "attachments" / "aa" / "bilaga"
    stored.parent.mkdir(parents=True, exist_ok=True)
    stored.write_bytes(b"innehall")
    before = everything()
    file = tmp_path / "kopia.tar.gz"
    assert main(["backup", str(file)]) == 0
    assert file.stat().st_mode & 0o777 == 0o600
    empty()
    stored.unlink()
    counts = archive.read(file)
    assert everything() == before
    assert counts["organisation.Account"] == 1
    assert stored.read_bytes() == b"innehall"
    assert journal_queries.verify().broken_at is None


def test_new_rows_after_a_restore_get_new_keys(tmp_path: Path) -> None:
    fill()
    file = tmp_path / "kopia.tar.gz"
    archive.write(file, clock.now())
    empty()
    archive.read(file)
    other = organisation.add_unit(
        actor=SYSTEM, now=clock.now(), name="Nämnd två", kind="board", parent_id=None
    )
    assert apps.get_model("organisation.Unit").objects.filter(pk=other.pk).count() == 1


def test_refuses_where_there_is_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill()
    file = tmp_path / "kopia.tar.gz"
    archive.write(file, clock.now())
    before = everything()
    with pytest.raises(archive.BadArchive, match="finns redan"):
        archive.read(file)
    assert everything() == before


@pytest.mark.parametrize("content", [b"", b"not a tar", b"\x1f\x8b\x08" + b"\0" * 40])
def test_refuses_what_is_no_backup(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "skrap"
    file.write_bytes(content)
    with pytest.raises(archive.BadArchive):
        archive.read(file)


def test_refuses_a_newer_version(tmp_path: Path) -> None:
    file = tmp_path / "ny.tar.gz"
    manifest = tmp_path / "manifest.json"
    manifest.write_text(
        json.dumps({"format": 1, "migrations": [["reports", "9999_future"]], "rows": {}})
    )
    with tarfile.open(file, "w:gz") as made:
        made.add(manifest, "manifest.json")
    with pytest.raises(archive.BadArchive, match="nyare version"):
        archive.read(file)


def test_a_folder_is_no_file_to_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", str(tmp_path)]) == 2
    assert "är en mapp" in capsys.readouterr().err
    assert not tmp_path.with_name(f"{tmp_path.name}.part").exists()


def test_a_backup_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive, "_dump", full)
    assert main(["backup", str(tmp_path / "kopia")]) == 1
    assert "Det går inte att skriva" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_missing_file_is_told_in_swedish(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore", "finns-inte.tar.gz"]) == 2
    assert "finns inte" in capsys.readouterr().err
