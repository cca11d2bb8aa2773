"""What a file is, told from its bytes; its name only says what it claims to be."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

from keychain.diagnostics import Diagnostic, Place, Rule, error
from keychain.values import dataclass

LIST_SAVE_AS = error("list-save-as-xlsx", "a kind of file that is not read could be read wrongly")
LIST_ENCRYPTED = error("list-encrypted", "what a password locks cannot be read without it")
LIST_NOT_A_LIST = error(
    "list-not-a-list", "a picture or a letter has no cells to take numbers from"
)
LIST_UNKNOWN = error("list-format-unknown", "bytes without a known form may be anything")
LIST_EMPTY = error("list-empty", "a list without rows is usually the wrong file or sheet")
LIST_DAMAGED = error("list-damaged", "of a broken file, rows would be missing without a trace")

Format = Literal["xlsx", "cards", "text"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# Names that need no translation: what a program or a window calls the kind of file.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "GZIP"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3\0", "SQLite"),
    (b"RIFF", "RIFF"),
)
_OLD_EXCEL = re.compile(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00")
_HTML = re.compile(rb"<(!doctype\s+html|html|head|meta|body|table|style|script|div)\b", re.I)
_XLS = "Excel 97–2003 (.xls)"


@dataclass(frozen=True, slots=True)
class NotRead(Exception):
    """A file that is no list that can be read: what to tell."""

    found: Diagnostic


def recognise(data: bytes, file: str) -> Format:
    """What ``data`` is. Raises :class:`NotRead` with advice where it is nothing that is read."""
    place = Place(file, 0, 0)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data, place)
    if data.startswith(_OLE):
        raise NotRead(_compound(data, place))
    if _OLD_EXCEL.match(data):
        raise NotRead(LIST_SAVE_AS(place, kind=_XLS))
    head = _head(data)
    if not head:
        raise NotRead((LIST_UNKNOWN if b"\0" in data else LIST_EMPTY)(place))
    if head[:11].upper() == b"BEGIN:VCARD":
        return "cards"
    kind = _foreign(data, head)
    if kind is not None:
        raise NotRead(kind[0](place, kind=kind[1]))
    if _binary(data):
        raise NotRead(LIST_UNKNOWN(place))
    return "text"


def _head(data: bytes) -> bytes:
    """The first characters that are not space, in ASCII where UTF-16 hides them."""
    head = data[:2048]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n\0")


def _foreign(data: bytes, head: bytes) -> tuple[Rule, str] | None:
    for signature, name in _SIGNATURES:
        # "BM" and "MZ" may begin a name in a list of text.
        if data.startswith(signature) and (len(signature) > 2 or b"\0" in data[:64]):
            return LIST_NOT_A_LIST, name
    if head.startswith(b"<?xml"):
        office = b"urn:schemas-microsoft-com:office:spreadsheet" in data[:4096]
        return (LIST_SAVE_AS, "XML Spreadsheet 2003") if office else (LIST_NOT_A_LIST, "XML")
    if _HTML.match(head):
        return LIST_SAVE_AS, "HTML"
    if head.startswith(b"MIME-Version:"):
        return LIST_SAVE_AS, "MHTML"
    if head.startswith((b"{", b"[{")):
        return LIST_NOT_A_LIST, "JSON"
    if head[:15].upper() == b"BEGIN:VCALENDAR":
        return LIST_NOT_A_LIST, "iCalendar"
    return None


def _binary(data: bytes) -> bool:
    """Whether bytes are no text in any encoding: NULs that UTF-16 does not explain."""
    if b"\0" not in data:
        return False
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    sample = data[:4096]
    halves = sorted((sample[0::2].count(0), sample[1::2].count(0)))
    return not (halves[0] < len(sample) / 20 and halves[1] > len(sample) / 8)


def _compound(data: bytes, place: Place) -> Diagnostic:
    """What an OLE2 file is: an old workbook, or a new one behind a password (MS-OFFCRYPTO)."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        return LIST_ENCRYPTED(place)
    if has("Workbook") or has("Book"):
        return LIST_SAVE_AS(place, kind=_XLS)
    return LIST_NOT_A_LIST(place, kind="Word 97–2003 (.doc)" if has("WordDocument") else "OLE2")


def _zipped(data: bytes, place: Place) -> Format:
    """What a zip holds: its names say it (ECMA-376 Part 2, ODF 1.3 Part 2)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.lower() for name in archive.namelist()}
    except (zipfile.BadZipFile, *UNREADABLE_ZIP):
        raise NotRead(LIST_DAMAGED(place)) from None
    if any(name.endswith(".iwa") for name in names):
        raise NotRead(LIST_SAVE_AS(place, kind="Numbers"))
    if any(name.startswith("word/") for name in names):
        raise NotRead(LIST_NOT_A_LIST(place, kind="Word (.docx)"))
    if any(name.startswith("ppt/") for name in names):
        raise NotRead(LIST_NOT_A_LIST(place, kind="PowerPoint (.pptx)"))
    if "xl/workbook.bin" in names:
        raise NotRead(LIST_SAVE_AS(place, kind="Excel Binary (.xlsb)"))
    if "[content_types].xml" in names:
        return "xlsx"
    if "mimetype" in names and "content.xml" in names:
        raise NotRead(LIST_SAVE_AS(place, kind="OpenDocument (.ods)"))
    raise NotRead(LIST_NOT_A_LIST(place, kind="ZIP"))


UNREADABLE_ZIP = (EOFError, IndexError, LookupError, NotImplementedError, OSError, ValueError)
"""What zipfile lets through, besides BadZipFile, of a directory that is broken or a lie."""
