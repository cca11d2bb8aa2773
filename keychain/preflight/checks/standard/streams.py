"""What stands in streams: filters, operators, and parts of the page that are not in the file.

ISO 15930-7 and -4, on compression, on operators, on external content, OPI and PostScript.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from keychain.diagnostics import Diagnostic, error
from keychain.preflight.reading.bounded import filters
from keychain.preflight.reading.faults import TooMuch
from keychain.preflight.reading.print_file import PrintFile
from keychain.preflight.reading.values import entry, name

FILTER = error(
    "x-filter", "LZW, Crypt, and in PDF/X-1a JPEG 2000 are not read by each press's software."
)
OPERATOR = error(
    "x-operator", "What stands between BX and EX, or is no operator of PDF, prints here, not there."
)
EXTERNAL = error("x-external-file", "What stands in another file is not there when it is printed.")
OPI = error("x-opi", "OPI puts another picture in place of this one, if the server has it.")
POSTSCRIPT = error("x-postscript", "PostScript runs on some printers and is ignored by others.")
REFERENCE = error("x-reference", "A page of another file is shown only where that file is.")
ALTERNATE = error("x-alternate", "Another picture than the one to be seen would be printed.")

_MOST_OBJECTS = 200_000


def check_streams(file: PrintFile) -> Iterator[Diagnostic]:
    """Every stream in the file, be it drawn or not."""
    strict = file.standard != "plain"
    forbidden = {"LZWDecode", "LZW", "Crypt"}
    if file.standard == "x-1a":
        forbidden.add("JPXDecode")  # new in PDF 1.5 (ISO 32000-1, table 6)
    used: dict[str, int | None] = {}
    external = postscript = False
    objects = file.pdf.objects
    if len(objects) > _MOST_OBJECTS:
        raise TooMuch("objects")
    for thing in objects:
        if not isinstance(thing, pikepdf.Stream) or thing.objgen in file.proven:
            continue
        for each in filters(thing):
            used.setdefault(each, None)
        external = external or entry(thing, "/F") is not None
        kind = name(entry(thing, "/Subtype")), name(entry(thing, "/Subtype2"))
        postscript = postscript or (name(entry(thing, "/Type")) == "XObject" and "PS" in kind)
    if external:
        yield EXTERNAL(entry="F")
    if postscript or any(entry(form, "/PS") is not None for _, form in file.inventory.forms):
        yield POSTSCRIPT()
    if strict:
        for each, page in file.inventory.inline_filters.items():
            used[each] = used.get(each) or page
        for each in sorted(forbidden & used.keys()):
            yield FILTER(filter=each).about(page=used[each])


def check_content(file: PrintFile) -> Iterator[Diagnostic]:
    """What pages draw: operators, forms and images."""
    inventory = file.inventory
    for page, form in inventory.forms:
        if entry(form, "/Ref") is not None:
            yield REFERENCE().about(page=page)
            break
    if file.standard == "plain":
        return
    for operator, page in inventory.operators.items():
        # Adobe's programs put BX and EX around operators that are in PDF: no fault by itself.
        if file.own or operator not in ("BX", "EX"):
            yield OPERATOR(operator=operator).about(page=page)
            break
    for page, drawn in (*inventory.forms, *inventory.images):
        if entry(drawn, "/OPI") is not None:
            yield OPI().about(page=page)
            break
    for page, image in inventory.images:
        alternates = entry(image, "/Alternates")
        listed = list(alternates) if isinstance(alternates, pikepdf.Array) else []
        if any(entry(each, "/DefaultForPrinting") is True for each in listed):
            yield ALTERNATE().about(page=page)
            break
