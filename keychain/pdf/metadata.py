"""What a file says about itself: title, job, dates, how it wants to be printed, bookmarks."""

from __future__ import annotations

from datetime import date

from keychain.layout.sheet_spec import Duplex
from keychain.pdf.document import Document, text_string
from keychain.sheets.model import SheetBook

PROGRAM = "keychain"
JOB_KEY = "KeychainJob"
"""The Info entry that holds the job's JSON."""

_DUPLEX: dict[Duplex | None, str] = {
    "long-edge": "DuplexFlipLongEdge",
    "short-edge": "DuplexFlipShortEdge",
    None: "Simplex",
}


def info_entries(book: SheetBook, day: date) -> str:
    """The document information dictionary; ``day`` at midnight UTC stands for the clock."""
    when = f"(D:{day:%Y%m%d}000000Z)" if day.year >= 1000 else f"(D:{day.year:04}{day:%m%d}000000Z)"
    return (
        f"<</Title {text_string(book.title)}"
        f"/Creator {text_string(PROGRAM)}/Producer {text_string(PROGRAM)}"
        f"/CreationDate {when}/ModDate {when}/Trapped/False"
        f"/{JOB_KEY} {text_string(book.job)}>>"
    )


def catalog_entries(book: SheetBook, pages: str, outlines: str | None) -> str:
    """The catalog: pages unscaled, both sides as the sheets were made for.

    PrintScaling and Duplex: ISO 32000-1, table 150.
    """
    bookmarks = f"/Outlines {outlines}/PageMode/UseOutlines" if outlines else ""
    return (
        f"<</Type/Catalog/Pages {pages}/Lang {text_string(book.language)}{bookmarks}"
        f"/ViewerPreferences<</PrintScaling/None/Duplex/{_DUPLEX[book.duplex]}"
        "/DisplayDocTitle true>>>>"
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
        ).encode("ascii")
    first, last = entries[0][0], entries[-1][0]
    body.body = f"<</Type/Outlines/First {first}/Last {last}/Count {len(entries)}>>".encode("ascii")
    return root
