"""What the file says of itself: document information, XMP and identifier, which must agree.

ISO 15930-7 and -4, document information and metadata; ISO 32000-1, 14.3 and 14.4.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from keychain.diagnostics import Diagnostic, error
from keychain.preflight.reading.bounded import filters
from keychain.preflight.reading.dates import read_pdf_date, read_xmp_date, same_moment
from keychain.preflight.reading.print_file import PrintFile
from keychain.preflight.reading.values import entry, name, text
from keychain.preflight.reading.xmp import DC, PDF, PDFXID, XMP, XMP_MM
from keychain.text import nfc

TRAPPED = error(
    "x-trapped", "A print shop must know whether to trap: True or False (ISO 32000-1, table 317)."
)
INFO = error("x-info", "Title, program and dates tell one delivery of a job from another.")
FILE_ID = error("x-file-id", "Two identifiers tell this file from its revisions (14.4).")
XMP_MISSING = error("x-xmp-missing", "PDF/X-4 says in XMP what it is (ISO 15930-7, metadata).")
XMP_BROKEN = error("x-xmp-broken", "Metadata that no program can read might as well be missing.")
XMP_FILTERED = error("x-xmp-filtered", "Programs look for the packet in the file's plain bytes.")
XMP_ENTRY = error("x-xmp-entry", "PDF/X-4 asks for these properties (ISO 15930-7, metadata).")
XMP_DIFFERS = error("x-xmp-differs", "Of two titles or dates nobody knows which one holds.")

_NEEDED = {
    "dc:title": (DC, "title"),
    "pdf:Trapped": (PDF, "Trapped"),
    "pdfxid:GTS_PDFXVersion": (PDFXID, "GTS_PDFXVersion"),
    "xmp:CreateDate": (XMP, "CreateDate"),
    "xmp:MetadataDate": (XMP, "MetadataDate"),
    "xmp:ModifyDate": (XMP, "ModifyDate"),
    "xmpMM:DocumentID": (XMP_MM, "DocumentID"),
    "xmpMM:RenditionClass": (XMP_MM, "RenditionClass"),
    "xmpMM:VersionID": (XMP_MM, "VersionID"),
}
_DATES = {"CreationDate": "xmp:CreateDate", "ModDate": "xmp:ModifyDate"}
_TEXTS = {
    "Title": (DC, "title"),
    "Creator": (XMP, "CreatorTool"),
    "Producer": (PDF, "Producer"),
}


def check_information(file: PrintFile) -> Iterator[Diagnostic]:
    """Trapped, the document information, and the file's identifier."""
    if file.standard == "plain":
        return
    if name(entry(file.info, "/Trapped")) not in ("True", "False"):
        yield TRAPPED()
    for key in ("Title", "Creator", "CreationDate", "ModDate"):
        said = text(entry(file.info, f"/{key}"))
        if not said or (key in _DATES and read_pdf_date(said) is None):
            yield INFO(entry=key)
    identifier = entry(file.pdf.trailer, "/ID")
    parts = list(identifier) if isinstance(identifier, pikepdf.Array) else []
    if len(parts) != 2 or not all(isinstance(p, pikepdf.String) and bytes(p) for p in parts):
        yield FILE_ID()


def check_metadata(file: PrintFile) -> Iterator[Diagnostic]:
    """The XMP packet. PDF/X-1a may do without, but then nothing in it may contradict."""
    if file.standard == "plain":
        return
    if file.packet != "missing" and filters(entry(file.root, "/Metadata")):
        yield XMP_FILTERED()
    if file.packet == "broken":
        yield XMP_BROKEN()
    elif file.packet == "missing":
        if file.standard == "x-4":
            yield XMP_MISSING()
    else:
        if file.standard == "x-4":
            # The name of the standard is looked at by itself.
            for called, key in _NEEDED.items():
                if not file.xmp.get(key) and key[1] != "GTS_PDFXVersion":
                    yield XMP_ENTRY(property=called)
        yield from _check_agreement(file)


def _check_agreement(file: PrintFile) -> Iterator[Diagnostic]:
    for key, property_ in _TEXTS.items():
        here, there = text(entry(file.info, f"/{key}")), file.xmp.get(property_)
        if here and there and nfc(here) != nfc(there):
            yield XMP_DIFFERS(entry=key, info=here, xmp=there)
    for key, called in _DATES.items():
        here, there = text(entry(file.info, f"/{key}")), file.xmp.get(_NEEDED[called])
        if here and there:
            one, other = read_pdf_date(here), read_xmp_date(there)
            if one is not None and (other is None or not same_moment(one, other)):
                yield XMP_DIFFERS(entry=key, info=here, xmp=there)
    trapped, said = name(entry(file.info, "/Trapped")), file.xmp.get((PDF, "Trapped"))
    if trapped in ("True", "False") and said and said != trapped:
        yield XMP_DIFFERS(entry="Trapped", info=trapped, xmp=said)
