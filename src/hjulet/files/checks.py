"""What an attachment may be: type by content, limits, and pictures without metadata.

A picture from a phone tells where and when it was taken and with whose device. None of that is
needed to learn from what happened (art. 5.1 c GDPR, data minimisation), so pictures are drawn
anew and only the picture is kept.
"""

import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Sequence
from pathlib import PurePath

import puremagic
from PIL import Image, ImageOps, UnidentifiedImageError

from hjulet.files.types import Prepared

MAX_BYTES = 10 * 1024 * 1024
MAX_FILES = 5
MAX_PIXELS = 60_000_000
MAX_UNPACKED = 300 * 1024 * 1024
ACCEPT = ".jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx,.txt"

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIXES = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "application/pdf": (".pdf",),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
    "text/plain": (".txt",),
}
_PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_ALLOWED = "Bilder (JPEG, PNG, WebP), pdf, Word, Excel och text går bra."


class Refused(ValueError):
    """The file is not taken; the message says in Swedish why and what to do."""


def prepare_all(files: Sequence[tuple[str, bytes]]) -> list[Prepared]:
    """Checks (name, content) of files that came together; raises Refused for the first fault."""
    if len(files) > MAX_FILES:
        raise Refused(f"Du valde {len(files)} filer. Högst {MAX_FILES} går att skicka med.")
    return [prepare(name, content) for name, content in files]


def prepare(name: str, content: bytes) -> Prepared:
    """Checks one file and cleans it if it is a picture; raises Refused."""
    shown = clean_name(name)
    if not content:
        raise Refused(f"Filen ”{shown}” är tom. Välj en annan.")
    if len(content) > MAX_BYTES:
        raise Refused(f"Filen ”{shown}” är för stor. Den får vara högst 10 MB.")
    media_type = kind_of(shown, content)
    if media_type in _PICTURES:
        content = _redrawn(shown, content, _PICTURES[media_type])
    return Prepared(_with_suffix(shown, media_type), media_type, content)


def kind_of(name: str, content: bytes) -> str:
    """The media type by content; raises Refused for what is not allowed."""
    found = _sniffed(content)
    if found in _PICTURES or found == "application/pdf":
        return found
    if content.startswith(b"PK") and (office := _office(content)):
        return office
    if found in ("image/heic", "image/heif"):
        raise Refused(
            f"Bilden ”{name}” är i formatet HEIC. Spara den som JPEG i telefonen och välj den igen."
        )
    if _is_text(name, found, content):
        return "text/plain"
    raise Refused(f"Filen ”{name}” är av en typ som vi inte tar emot. {_ALLOWED}")


def _sniffed(content: bytes) -> str:
    """What the first bytes say; text when they are text and nothing else is known of them."""
    try:
        return str(puremagic.from_string(content[:65536], mime=True))
    except (puremagic.PureError, ValueError):
        pass
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        # Windows-1252 has no undecodable text; control characters tell that it is none.
        if any(byte < 9 or 13 < byte < 32 for byte in content):
            return "application/octet-stream"
    return "text/plain"


def _office(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return None
    if unpacked > MAX_UNPACKED:
        return None  # a bomb for whoever opens it
    if "[Content_Types].xml" not in names or any("vbaproject" in n.lower() for n in names):
        return None  # not an office file, or one with macros
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else None


def _is_text(name: str, found: str, content: bytes) -> bool:
    """Plain notes: named as text, and no markup that a browser could run."""
    if not name.lower().endswith(".txt") or found not in ("text/plain", ""):
        return False
    return b"\x00" not in content and not content.lstrip().startswith((b"<", b"{\\rtf"))


def _redrawn(name: str, content: bytes, picture_format: str) -> bytes:
    """The picture alone, turned the right way up."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[picture_format]) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise Refused(f"Bilden ”{name}” är för stor. Gör den mindre och välj den igen.")
                upright = ImageOps.exif_transpose(picture)
                bare = _without_info(upright, picture_format)
        out = io.BytesIO()
        bare.save(out, format=picture_format, **_quality(picture_format))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(f"Bilden ”{name}” är för stor. Gör den mindre och välj den igen.") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(f"Bilden ”{name}” går inte att läsa. Välj en annan.") from error
    return out.getvalue()


def _without_info(picture: Image.Image, picture_format: str) -> Image.Image:
    """A new picture with the same dots, so that nothing else of the file can follow."""
    mode = "RGB" if picture_format == "JPEG" or picture.mode not in ("RGBA", "LA", "P") else "RGBA"
    dots = picture.convert(mode)
    bare = Image.new(mode, dots.size)
    bare.paste(dots)
    return bare


def _quality(picture_format: str) -> dict[str, int]:
    return {} if picture_format == "PNG" else {"quality": 88}


def clean_name(name: str) -> str:
    """The last part of the name without signs that could fool anyone, at most 150 long."""
    last = PurePath(name.replace("\\", "/")).name
    plain = "".join(
        sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign)[0] != "C"
    )
    plain = re.sub(r'[<>:"/|?*]+', "_", plain).strip(" .") or "bilaga"
    stem, dot, suffix = plain.rpartition(".")
    return plain if len(plain) <= 150 else f"{(stem or plain)[:140]}{dot}{suffix[:8]}"


def _with_suffix(name: str, media_type: str) -> str:
    """The name ends as its content says: "bild.exe" that is a picture becomes "bild.exe.jpg"."""
    endings = SUFFIXES[media_type]
    return name if name.lower().endswith(endings) else name + endings[0]
