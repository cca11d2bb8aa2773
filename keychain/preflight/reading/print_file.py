"""A PDF opened to be judged by a standard for print: its parts, none of them trusted."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Literal

import pikepdf

from keychain.preflight.reading.bounded import read_bounded
from keychain.preflight.reading.faults import FAULTS, TooMuch
from keychain.preflight.reading.inventory import MOST_ANNOTATIONS, Inventory, take_inventory
from keychain.preflight.reading.values import entry, name, text
from keychain.preflight.reading.xmp import PDFX, PDFXID, Properties, XmpRefused, read_xmp
from keychain.values import dataclass

Standard = Literal["plain", "x-4", "x-1a"]
LABELS: dict[Standard, str] = {"plain": "PDF", "x-4": "PDF/X-4", "x-1a": "PDF/X-1a:2003"}
"""What a file of each standard says that it is."""

VERSION_KEY = "GTS_PDFXVersion"
_HEADER = re.compile(rb"%PDF-(\d{1,3})\.(\d{1,3})")
_LARGEST_PACKET = 1_000_000

Packet = Literal["missing", "broken", "read"]


@dataclass(frozen=True, slots=True)
class PrintFile:
    """What the checks look at. ``own`` tells that keychain made it and that it is held to more;
    ``version`` is the file's, the header's or the catalog's, whichever is higher. ``xmp`` is empty
    unless ``packet`` is "read"; ``proven`` are streams, by object and generation number, of which
    it is known that they are packed by deflate alone and say nothing else. It can be used only as
    long as ``pdf`` is open."""

    pdf: pikepdf.Pdf
    standard: Standard
    own: bool
    root: object
    info: object
    version: tuple[int, int]
    xmp: Properties
    packet: Packet
    pages: tuple[pikepdf.Dictionary, ...]
    tree_broken: bool
    inventory: Inventory
    proven: frozenset[tuple[int, int]]

    @property
    def label(self) -> str:
        """The standard's name as files write it."""
        return LABELS[self.standard]

    def annotations(self) -> Iterator[tuple[int, object]]:
        """Every annotation with the number of its page, counted from 1. Raises TooMuch."""
        left = MOST_ANNOTATIONS
        for number, page in enumerate(self.pages, 1):
            listed = entry(page, "/Annots")
            if isinstance(listed, pikepdf.Array):
                left -= len(listed)
                if left < 0:
                    raise TooMuch("annotations")
                for annotation in list(listed):
                    yield number, annotation


def read_file(
    data: bytes,
    pdf: pikepdf.Pdf,
    standard: Standard | None,
    some: Sequence[pikepdf.Dictionary] | None = None,
    proven: frozenset[tuple[int, int]] = frozenset(),
) -> PrintFile:
    """The parts of an open PDF; without ``standard`` it is the one that the file claims. ``some``
    are the pages that are looked at in place of all, ``proven`` the contents of others.

    Raises one of FAULTS where not even the catalog can be read.
    """
    root, info = entry(pdf.trailer, "/Root"), entry(pdf.trailer, "/Info")
    xmp, packet = _read_packet(entry(root, "/Metadata"))
    pages: list[pikepdf.Dictionary] = []
    broken = False
    try:
        pages += some or (page.obj for page in pdf.pages)
    except FAULTS:
        broken = True
    held = claimed(xmp, info) if standard is None else standard
    return PrintFile(
        pdf,
        held,
        standard is not None,
        root,
        info,
        max(_header(data), _catalog_version(root)),
        xmp,
        packet,
        tuple(pages),
        broken or not pages,
        take_inventory(pages),
        proven,
    )


def read_claim(data: bytes) -> str | None:
    """What the PDF ``data`` says that it conforms to, in its own words; None where it says nothing
    or cannot be read."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            xmp, _ = _read_packet(entry(entry(pdf.trailer, "/Root"), "/Metadata"))
            return claim(xmp, entry(pdf.trailer, "/Info"))
    except FAULTS:
        return None


def claim(xmp: Properties, info: object) -> str | None:
    """What a file says that it conforms to, in its own words; None where it says nothing."""
    for said in (
        xmp.get((PDFXID, VERSION_KEY)),
        text(entry(info, f"/{VERSION_KEY}")),
        xmp.get((PDFX, VERSION_KEY)),
    ):
        if said:
            return said
    return None


def claimed(xmp: Properties, info: object) -> Standard:
    """The standard that a file claims, "plain" where it is none that is known here."""
    said = claim(xmp, info)
    return next((standard for standard, label in LABELS.items() if label == said), "plain")


def _read_packet(stream: object) -> tuple[Properties, Packet]:
    if not isinstance(stream, pikepdf.Stream):
        return {}, "missing"
    try:
        packet = read_bounded(stream, _LARGEST_PACKET)
        return ({}, "broken") if packet is None else (read_xmp(packet), "read")
    except (XmpRefused, *FAULTS):
        return {}, "broken"


def _header(data: bytes) -> tuple[int, int]:
    hit = _HEADER.search(data[:1024])
    return (int(hit[1]), int(hit[2])) if hit else (0, 0)


def _catalog_version(root: object) -> tuple[int, int]:
    hit = re.fullmatch(r"(\d{1,3})\.(\d{1,3})", name(entry(root, "/Version")) or "")
    return (int(hit[1]), int(hit[2])) if hit else (0, 0)
