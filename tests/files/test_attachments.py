"""Attachments: type by content, limits, pictures without metadata, a download and nothing else."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from tests.reports import house_of_two
from tests.reports.house_of_two import NOW, House

from hjulet.files import checks, operations
from hjulet.files.models import StoredFile
from hjulet.journal.models import Event
from hjulet.kernel import clock
from hjulet.reports.models import Report, ReportAttachment

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 20), **given: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, format=kind, **given)
    return out.getvalue()


def office(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("bild.jpg", picture(), "image/jpeg"),
        ("bild.png", picture("PNG"), "image/png"),
        ("bild.webp", picture("WEBP"), "image/webp"),
        ("a.pdf", PDF, "application/pdf"),
        ("a.docx", office("word/document.xml"), checks.DOCX),
        ("a.xlsx", office("xl/workbook.xml"), checks.XLSX),
        ("a.txt", "Hej på dig, åäö".encode(), "text/plain"),
    ],
)
def test_what_is_taken(name: str, content: bytes, media_type: str) -> None:
    prepared = checks.prepare(name, content)
    assert (prepared.name, prepared.media_type) == (name, media_type)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("tom.txt", b"", "är tom"),
        ("stor.txt", b"x" * (checks.MAX_BYTES + 1), "för stor"),
        ("bild.jpg", b"<html><script>alert(1)</script></html>", "tar inte emot"),
        ("sida.html", b"<!doctype html><html><body>x</body></html>", "tar inte emot"),
        ("a.txt", b"<!doctype html><html><script>x</script></html>", "tar inte emot"),
        ("b.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "tar inte emot"),
        ("a.exe", b"MZ" + b"\0" * 200, "tar inte emot"),
        ("a.zip", office("annat.txt"), "tar inte emot"),
        ("a.docm", office("word/document.xml", "word/vbaProject.bin"), "tar inte emot"),
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0heicmif1" + b"\0" * 100, "HEIC"),
        ("trasig.jpg", picture()[:200], "inte att läsa"),
    ],
)
def test_what_is_refused(name: str, content: bytes, words: str) -> None:
    with pytest.raises(checks.Refused, match=words.replace("tar inte emot", "inte tar emot")):
        checks.prepare(name, content)


def test_a_picture_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "MAX_PIXELS", 100)
    with pytest.raises(checks.Refused, match="för stor"):
        checks.prepare("bild.png", picture("PNG"))


def test_more_than_five_are_refused() -> None:
    with pytest.raises(checks.Refused, match="Högst 5"):
        checks.prepare_all([("a.txt", b"x")] * 6)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG"])
def test_metadata_goes_and_the_picture_stands_upright(kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010F] = "Telefonmärke"
    exif.get_ifd(0x8825)[1] = "N"
    content = picture(kind, exif=exif)
    assert b"Telefonm" in content
    prepared = checks.prepare(f"bild.{kind.lower()}", content)
    with Image.open(io.BytesIO(prepared.content)) as cleaned:
        assert cleaned.size == (20, 40)
        assert not dict(cleaned.getexif())
        assert not {"exif", "xmp", "comment"} & set(cleaned.info)
    assert b"Telefonm" not in prepared.content


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\mapp\\brev.txt", "brev.txt"),
        ("a\r\nX-Header: 1.txt", "aX-Header_ 1.txt"),
        ("\u202egnp.txt", "gnp.txt"),
        ("  .txt", "txt.txt"),
        ("bild.exe", "bild.exe.jpg"),
    ],
)
def test_names_are_harmless(name: str, cleaned: str) -> None:
    content = picture() if "exe" in name else b"Hej"
    given = name if name.endswith((".txt", ".exe")) else name + ".txt"
    if cleaned == "txt.txt":
        with pytest.raises(checks.Refused):
            checks.prepare(given, b"\0\1")
        return
    assert checks.prepare(given, content).name == cleaned
    assert len(checks.clean_name("x" * 400 + ".txt")) <= 150


@pytest.fixture
def house(db: None) -> House:
    return house_of_two.build()


@pytest.fixture
def report(house: House) -> Report:
    return house.submit(attachments=[checks.prepare("Mitt brev.txt", "Hej åäö".encode())])


def client_of(house: House, who: str) -> Client:
    client = Client()
    client.force_login(
        house.people[who], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def stored_paths() -> set[Path]:
    return {path for path in operations.folder().rglob("*") if path.is_file()}


def test_kept_outside_the_web_under_a_random_name(report: Report) -> None:
    stored = StoredFile.objects.get()
    place = operations.location(stored)
    assert place.read_bytes().decode() == "Hej åäö"
    assert "brev" not in str(place)
    assert stored.size == len("Hej åäö".encode())


def test_served_as_download_without_sniffing(house: House, report: Report) -> None:
    with clock.fixed_at(NOW):
        answer = client_of(house, "staff").get(
            reverse("attachment", args=[report.attachments.get().pk])
        )
    assert b"".join(answer.streaming_content).decode() == "Hej åäö"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert "no-store" in answer["Cache-Control"]


def test_only_to_who_may_read_the_report(house: House, report: Report) -> None:
    address = reverse("attachment", args=[report.attachments.get().pk])
    with clock.fixed_at(NOW):
        for who in ("second_manager", "dpo", "admin", "other_quality", "nobody"):
            assert client_of(house, who).get(address).status_code == 404
        assert Client().get(address).status_code == 302
        house.assess(report, "lex_sarah")
        for who in ("staff", "manager", "quality"):
            assert client_of(house, who).get(address).status_code == 404
        answer = client_of(house, "sas").get(address)
        assert b"".join(answer.streaming_content).decode() == "Hej åäö"
    assert Event.objects.filter(verb="read.opened").count() == 1


def test_nothing_lies_about_when_the_report_fails(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stored_paths()

    def fail(*_: object) -> None:
        raise RuntimeError("avbrott")

    monkeypatch.setattr("hjulet.reports.searching.index", fail)
    with pytest.raises(RuntimeError):
        house.submit(attachments=[checks.prepare("a.txt", b"Hej")])
    assert stored_paths() == before
    assert not ReportAttachment.objects.exists()
    assert not Report.objects.exists()


def test_the_form_says_what_is_wrong_with_a_file(house: House) -> None:
    client = client_of(house, "staff")
    form = {"unit": house.unit.pk, "what_happened": "x", "affected": "no", "may_be_serious": "no"}
    for name, content, words in (
        ("virus.exe", b"MZ" + b"\0" * 100, "inte tar emot"),
        ("19121212-1212.txt", b"Hej", "Ett filnamn innehåller ett personnummer"),
        ("tom.txt", b"", "tom"),
    ):
        with clock.fixed_at(NOW):
            answer = client.post(
                "/rapporter/ny/", form | {"attachments": SimpleUploadedFile(name, content)}
            )
        assert words in answer.content.decode(), name
    assert not Report.objects.exists()


def test_a_sent_report_keeps_its_files(house: House) -> None:
    form = {"unit": house.unit.pk, "what_happened": "x", "affected": "no", "may_be_serious": "no",
            "attachments": [SimpleUploadedFile("a.txt", b"Ett"), SimpleUploadedFile("b.jpg", picture())]}  # fmt: skip # noqa: E501
    with clock.fixed_at(NOW):
        client_of(house, "staff").post("/rapporter/ny/", form)
    names = Report.objects.get().attachments.order_by("pk").values_list("file__name", flat=True)
    assert list(names) == ["a.txt", "b.jpg"]
