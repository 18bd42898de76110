"""Files that pretend to be something else."""

import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image

from hjulet.files import checks
from hjulet.files.checks import Refused, prepare

SCRIPT = b"<script>alert(1)</script>"


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    names = {"types": "[Content_Types].xml", "text": "word/document.xml", "macro": "vbaProject.bin"}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for key, content in parts.items():
            archive.writestr(names[key], content)
    return out.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    crc = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + crc


HUGE = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0" * 10_000))
    + chunk(b"IEND", b"")
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bild.svg", b"<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT + b"</svg>"),
        ("sida.txt", b"<html>" + SCRIPT),
        ("sida.html", b"<html>"),
        ("sida.pdf", b"<html>%PDF-1.4"),
        ("program.jpg", b"MZ\x90\x00" + b"\0" * 100),
        ("makro.docx", packed(types=b"x", text=b"x", macro=b"x")),
        ("packad.docx", packed(text=b"x")),
        ("bild.png", HUGE),
        ("bild.png", HUGE[:30]),
        ("stor.txt", b"a" * (11 * 1024 * 1024)),
        ("tom.txt", b""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_it_is_refused_in_swedish(name: str, content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        prepare(name, content)
    assert name in str(refused.value)


def test_a_bomb_in_an_office_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = packed(types=b"x", text=b"\0" * 1_000_000)
    assert len(bomb) < 10_000
    assert prepare("text.docx", bomb).media_type == checks.DOCX
    monkeypatch.setattr(checks, "MAX_UNPACKED", 900_000)
    with pytest.raises(Refused):
        prepare("text.docx", bomb)


def test_what_hangs_on_a_picture_is_left_behind() -> None:
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "JPEG")
    kept = prepare("../../etc/bild\r\n\u202egpj.html", out.getvalue() + SCRIPT)
    assert b"script" not in kept.content
    assert kept.name == "bildgpj.html.jpg"
