"""A workbook's parts, unpacked within bounds and packed anew: what openpyxl gets was checked.

Sizes that a zip's directory states are claims. Each part is read up to a limit of bytes really
unpacked, and what is handed on is made of those bytes, so that no second reading can find others.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from xml.parsers import expat

from keychain.contacts.importing.reading.formats import (
    LIST_DAMAGED,
    LIST_ENCRYPTED,
    UNREADABLE_ZIP,
    NotRead,
)
from keychain.contacts.importing.reading.limits import LIST_UNPACKS, MAX_MEMBERS, MAX_UNPACKED
from keychain.contacts.importing.reading.sheet_scan import SheetBroken, SheetScan, scan_sheet
from keychain.diagnostics import Place, error

LIST_XML_HOSTILE = error("list-xml-hostile", "a workbook never has a DTD; one in it is an attack")

_CHUNK = 1024 * 1024

_FOLDERS = frozenset(("xl", "_rels", "worksheets"))
"""Where parts stand that hold cells, or say how to read them. Elsewhere are pictures, charts,
macros, other workbooks: nothing that is ever opened."""


def safe_package(data: bytes, file: str) -> tuple[bytes, dict[str, SheetScan]]:
    """The parts of an xlsx that hold cells, as a zip anew, and what its worksheets hold.

    Raises :class:`NotRead` where they unpack to too much, hold a DTD, or are broken, and
    :class:`BeyondLimit` where a worksheet holds more than a list.
    """
    place = Place(file, 0, 0)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = dict(_parts(archive, place))
    except (zipfile.BadZipFile, zlib.error, struct.error, *UNREADABLE_ZIP):
        raise NotRead(LIST_DAMAGED(place)) from None
    scans = {}
    try:
        for name, part in parts.items():
            if _root(part, place) != "worksheet":
                continue
            scan = scans[name] = scan_sheet(part)
            # Byte positions are told of what expat reads, which recodes UTF-16 first.
            if scan.tail is not None and not part.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
                start, end = scan.tail
                parts[name] = part[:start] + part[end:]
    except SheetBroken:
        raise NotRead(LIST_DAMAGED(place)) from None
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return packed.getvalue(), scans


def _parts(archive: zipfile.ZipFile, place: Place) -> Iterator[tuple[str, bytes]]:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise NotRead(LIST_UNPACKS(place, most=MAX_UNPACKED // 2**20))
    left = MAX_UNPACKED
    for member in members:
        if not _may_hold_cells(member.filename):
            continue
        if member.flag_bits & 0x1:
            raise NotRead(LIST_ENCRYPTED(place))
        part = bytearray()
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise NotRead(LIST_UNPACKS(place, most=MAX_UNPACKED // 2**20))
                part += chunk
        yield member.filename, bytes(part)


def _may_hold_cells(name: str) -> bool:
    *folders, last = name.lower().split("/")
    return last.endswith((".xml", ".rels")) and _FOLDERS.issuperset(folders)


def _root(part: bytes, place: Place) -> str:
    """The name of a part's root element, without prefix.

    ECMA-376 Part 2 forbids DTDs in every part. One stands before the root element, if at all;
    reading stops there, so that no entity is ever expanded.
    """
    parser = expat.ParserCreate()

    def doctype(*_: object) -> None:
        raise NotRead(LIST_XML_HOSTILE(place))

    def element(name: str, _: object) -> None:
        raise _Begun(name)

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = element
    try:
        for start in range(0, len(part), 4096):
            parser.Parse(part[start : start + 4096], False)
    except _Begun as begun:
        return str(begun).rpartition(":")[2]
    except (expat.ExpatError, ValueError, LookupError):
        raise NotRead(LIST_DAMAGED(place)) from None
    raise NotRead(LIST_DAMAGED(place))


class _Begun(Exception):
    """The root element was reached, of this name."""
