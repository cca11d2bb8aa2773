"""Which PDF the file is, and which standard it says that it keeps to.

PDF/X-4 is made of PDF 1.6 (ISO 15930-7), PDF/X-1a:2003 of PDF 1.4 (ISO 15930-4). The former says so
in its XMP, the latter in its document information, both by ``GTS_PDFXVersion``.
"""

from __future__ import annotations

from collections.abc import Iterator

from keychain.diagnostics import Diagnostic, error, note
from keychain.preflight.reading.print_file import VERSION_KEY, PrintFile, claim
from keychain.preflight.reading.values import entry, name, text
from keychain.preflight.reading.xmp import PDFX, PDFXID

VERSION = error(
    "x-version",
    "PDF/X-4 is made of PDF 1.6, PDF/X-1a:2003 of PDF 1.4 (ISO 15930-7 and -4).",
)
IDENTIFICATION = error(
    "x-identification",
    "GTS_PDFXVersion is what a print shop's programs go by (ISO 15930-7 and -4, identification).",
)
OTHER = note("x-other-standard", "What is not checked here must be checked by the print shop.")

_MOST = {"x-4": (1, 6), "x-1a": (1, 4)}


def check_version(file: PrintFile) -> Iterator[Diagnostic]:
    """The version of PDF, and what the file says of itself."""
    if file.standard == "plain":
        said = claim(file.xmp, file.info)
        if said and not file.own:
            yield OTHER(found=said)
        return
    most = _MOST[file.standard]
    found = file.version
    if found == (0, 0) or found > most:
        yield VERSION(found=_dotted(found), most=_dotted(most), standard=file.label)
    elif most < (1, 5) and name(entry(file.pdf.trailer, "/Type")) == "XRef":
        # Objects packed into streams are new in PDF 1.5 (ISO 32000-1, 7.5.7 and 7.5.8).
        yield VERSION(found="1.5", most=_dotted(most), standard=file.label)
    in_info = text(entry(file.info, f"/{VERSION_KEY}"))
    in_xmp = file.xmp.get((PDFXID, VERSION_KEY)) or file.xmp.get((PDFX, VERSION_KEY))
    needed = in_info if file.standard == "x-1a" else file.xmp.get((PDFXID, VERSION_KEY))
    if needed is None and file.standard == "x-4" and file.packet != "read":
        return  # that there is no XMP at all is told by itself
    for said in dict.fromkeys((needed, in_info or needed, in_xmp or needed)):
        if said != file.label:
            yield IDENTIFICATION(found=said or "—", wanted=file.label)
            return


def _dotted(version: tuple[int, int]) -> str:
    return f"{version[0]}.{version[1]}"
