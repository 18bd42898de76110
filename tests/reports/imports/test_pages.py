"""The import pages: from a file to reports, the columns tied by hand, and who gets in."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests import builders
from tests.reports.imports.town import NOW, Town, build

from hjulet.kernel import clock
from hjulet.organisation.kinds import Role
from hjulet.organisation.models import Unit
from hjulet.reports.imports import store
from hjulet.reports.imports.jobs import sweep_uploads
from hjulet.reports.models import ImportMapping, Report

GOOD = (
    "referens;inkommen;typer;enheter;kategori\nA;2023-05-17;Lex Sarah;Norr;Ny sak\n"
    "B;2023-05-18;Övrig avvikelse;Söder;\n"
)


@pytest.fixture
def town(db: None, settings: Any, tmp_path: Path) -> Iterator[Town]:
    settings.HJULET_HOME = tmp_path
    with clock.fixed_at(NOW):
        yield build()


@pytest.fixture
def browse(town: Town) -> Callable[[str], Client]:
    def as_role(role: str) -> Client:
        client = Client()
        client.force_login(
            builders.account(role, town.board),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        return client

    return as_role


def send(client: Client, content: str | bytes, name: str = "import_reports", **more: str) -> Any:
    body = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile("år 2023.csv", body)
    return client.post(reverse(name), {"file": file, **more}, follow=True)


def key_of(answer: Any) -> str:
    return str(answer.request["PATH_INFO"].strip("/").split("/")[2])


def test_a_file_is_shown_before_it_is_applied(browse: Callable[[str], Client]) -> None:
    client = browse(Role.QUALITY_TEAM)
    answer = send(client, GOOD)
    page = answer.content.decode()
    assert "2 nya, 0 ändras, 0 är som förut" in page
    assert "Ny sak" in page
    assert not Report.objects.exists()
    key = key_of(answer)
    done = client.post(reverse("import_apply", args=[key]), follow=True).content.decode()
    assert "Filen är införd" in done
    assert "2 nya, 0 ändrade" in done
    assert sorted(Report.objects.values_list("reference", flat=True)) == ["A", "B"]
    assert not store.find(key).path.exists()


def test_faults_are_listed_and_nothing_can_be_applied(browse: Callable[[str], Client]) -> None:
    client = browse(Role.QUALITY_TEAM)
    answer = send(client, GOOD.replace("Norr", "<b>Norrr</b>"))
    page = answer.content.decode()
    assert "Filen behöver rättas" in page
    assert "&lt;b&gt;Norrr&lt;/b&gt;" in page
    assert "<b>Norrr" not in page
    key = key_of(answer)
    client.post(reverse("import_apply", args=[key]))
    assert not Report.objects.exists()
    listed = b"".join(client.get(reverse("import_faults", args=[key])).streaming_content)
    assert listed.decode("utf-8-sig").splitlines()[1].startswith("2;enheter;<b>Norrr</b>;")


def test_a_value_like_a_formula_is_text_in_the_list_of_faults(
    browse: Callable[[str], Client],
) -> None:
    client = browse(Role.QUALITY_TEAM)
    key = key_of(send(client, GOOD.replace("Norr", "=1+1")))
    listed = b"".join(client.get(reverse("import_faults", args=[key])).streaming_content)
    assert ";'=1+1;" in listed.decode("utf-8-sig")


def test_columns_are_tied_by_hand_and_kept_by_name(browse: Callable[[str], Client]) -> None:
    client = browse(Role.QUALITY_TEAM)
    content = "Nr;Kom in;Slag;Var\nA;2023-05-17;Lex Sarah;Norr\n"
    answer = send(client, content)
    assert "Koppla kolumnerna" in answer.content.decode()
    key = key_of(answer)
    address = reverse("import_columns", args=[key])
    wrong = client.post(address, {"column_0": "referens", "column_1": "referens"})
    assert "redan kopplad" in wrong.content.decode()
    assert "”inkommen”, ”typer”, ”enheter”" in wrong.content.decode()
    chosen = dict(zip(["column_0", "column_1", "column_2", "column_3"],
                      ["referens", "inkommen", "typer", "enheter"], strict=True))  # fmt: skip
    page = client.post(address, {**chosen, "name": "Vårt"}, follow=True).content.decode()
    assert "1 nya" in page
    assert ImportMapping.objects.get().columns["Kom in"] == "inkommen"
    again = send(client, content, mapping="Vårt")
    assert "1 nya" in again.content.decode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Filen är tom"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "äldre Excel-fil"),
        ("a;b\n".encode("utf-16"), "UTF-16"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    browse: Callable[[str], Client], content: bytes, words: str
) -> None:
    page = send(browse(Role.QUALITY_TEAM), content).content.decode()
    assert words in page
    assert 'type="file"' in page
    assert not list(store.home().glob("*-*"))


def test_the_organisation_is_brought_the_same_way(browse: Callable[[str], Client]) -> None:
    client = browse(Role.SYSTEM_ADMIN)
    answer = send(client, "namn;typ;överordnad\nNy;nämnd;\nNya;enhet;Ny\n", "import_organisation")
    assert "2 nya" in answer.content.decode()
    done = client.post(reverse("import_apply", args=[key_of(answer)]), follow=True)
    assert "Filen är införd" in done.content.decode()
    assert Unit.objects.filter(name="Nya").exists()


def test_only_the_sender_sees_her_file(browse: Callable[[str], Client]) -> None:
    key = key_of(send(browse(Role.QUALITY_TEAM), GOOD))
    other = browse(Role.QUALITY_TEAM)
    for name in ("import_upload", "import_columns", "import_faults"):
        assert other.get(reverse(name, args=[key])).status_code == 404
    for name in ("import_apply", "import_discard"):
        assert other.post(reverse(name, args=[key])).status_code == 404
    assert store.find(key).path.exists()


def test_who_may_import(browse: Callable[[str], Client]) -> None:
    for role, reports, organisation in (
        (Role.QUALITY_TEAM, 200, 200), (Role.SYSTEM_ADMIN, 404, 200), (Role.SAS, 404, 404),
        (Role.STAFF, 404, 404),
    ):  # fmt: skip
        client = browse(role)
        assert client.get(reverse("import_reports")).status_code == reports
        assert client.get(reverse("import_organisation")).status_code == organisation
        example = reverse("import_example", args=["reports", "xlsx"])
        assert client.get(example).status_code == reports


def test_the_examples_can_be_read_back(browse: Callable[[str], Client], tmp_path: Path) -> None:
    from hjulet.files.tabular import open_table

    client = browse(Role.QUALITY_TEAM)
    for target in ("reports", "organisation"):
        read = []
        for kind in ("csv", "xlsx"):
            path = tmp_path / kind
            path.write_bytes(client.get(reverse("import_example", args=[target, kind])).content)
            table = open_table(path)
            read.append((table.headings, [row.cells for row in table.rows()]))
        assert read[0] == read[1]
        assert len(read[0][1]) == 2


def test_how_far_it_has_come(browse: Callable[[str], Client]) -> None:
    client = browse(Role.QUALITY_TEAM)
    key = key_of(send(client, GOOD))
    upload = store.find(key)
    upload.phase, upload.what, upload.done, upload.of = store.APPLYING, "Läser", 500, 2000
    upload.beat = NOW.isoformat()
    upload.save()
    address = reverse("import_upload", args=[key])
    assert "500 av 2" in client.get(address).content.decode()
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<div id")
    with clock.fixed_at(NOW + timedelta(minutes=6)):
        assert "verkar ha stannat" in client.get(address).content.decode()
    upload.phase = store.CHECKED
    upload.save()
    assert client.get(address, headers={"HX-Request": "true"}).headers["HX-Redirect"] == address


def test_files_are_removed_by_hand_and_after_a_day(browse: Callable[[str], Client]) -> None:
    client = browse(Role.QUALITY_TEAM)
    first, second = (key_of(send(client, GOOD)) for _ in range(2))
    client.post(reverse("import_discard", args=[first]))
    assert client.get(reverse("import_upload", args=[first])).status_code == 404
    with clock.fixed_at(NOW + timedelta(hours=23)):
        sweep_uploads.call()
        assert store.find(second).path.exists()
    with clock.fixed_at(NOW + timedelta(hours=25)):
        sweep_uploads.call()
        assert not list(store.home().iterdir())
