"""What a file says about itself: title, job, dates, how it wants to be printed, bookmarks."""

from __future__ import annotations

from datetime import date

from keychain.layout.sheet_spec import Duplex, Standard
from keychain.pdf.document import Document, text_string
from keychain.pdf.standards import IDENTIFIED
from keychain.sheets.model import SheetBook

PROGRAM = "keychain"
JOB_KEY = "KeychainJob"
"""The Info entry that holds the job's JSON."""

DUPLEX: dict[Duplex | None, str] = {
    "long-edge": "DuplexFlipLongEdge",
    "short-edge": "DuplexFlipShortEdge",
    None: "Simplex",
}


def pdf_date(day: date) -> str:
    """``day`` at midnight UTC as a date string (ISO 32000-1, 7.9.4)."""
    # strftime leaves out the leading zeros of early years.
    return f"(D:{day.year:04}{day:%m%d}000000Z)"


def info_entries(book: SheetBook, day: date, standard: Standard) -> str:
    """The document information dictionary; ``day`` at midnight UTC stands for the clock."""
    when = pdf_date(day)
    known = IDENTIFIED.get(standard)
    version = f"/GTS_PDFXVersion {text_string(known)}" if known else ""
    return (
        f"<</Title {text_string(book.title)}"
        f"/Creator {text_string(PROGRAM)}/Producer {text_string(PROGRAM)}"
        f"/CreationDate {when}/ModDate {when}/Trapped/False{version}"
        f"/{JOB_KEY} {text_string(book.job)}>>"
    )


def catalog_entries(book: SheetBook, pages: str, outlines: str | None, more: str) -> str:
    """The catalog: pages unscaled, both sides as the sheets were made for, and ``more`` entries.

    PrintScaling and Duplex: ISO 32000-1, table 150.
    """
    bookmarks = f"/Outlines {outlines}/PageMode/UseOutlines" if outlines else ""
    return (
        f"<</Type/Catalog/Pages {pages}/Lang {text_string(book.language)}{bookmarks}"
        f"/ViewerPreferences<</PrintScaling/None/Duplex/{DUPLEX[book.duplex]}"
        f"/DisplayDocTitle true>>{more}>>"
    )


def add_outlines(document: Document, bookmarks: list[tuple[str, str]]) -> str | None:
    """A flat list of bookmarks, each a title and the page that it opens; None if there is none."""
    if not bookmarks:
        return None
    root, body = document.add_later()
    entries = [document.add_later() for _ in bookmarks]
    for i, ((title, page), (_, entry)) in enumerate(zip(bookmarks, entries, strict=True)):
        before = f"/Prev {entries[i - 1][0]}" if i else ""
        after = f"/Next {entries[i + 1][0]}" if i + 1 < len(entries) else ""
        entry.body = (
            f"<</Title {text_string(title)}/Parent {root}{before}{after}/Dest[{page}/Fit]>>"
        ).encode("latin-1")
    first, last = entries[0][0], entries[-1][0]
    body.body = f"<</Type/Outlines/First {first}/Last {last}/Count {len(entries)}>>".encode("ascii")
    return root
