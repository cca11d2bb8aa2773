"""What triggers each diagnostic of tickets, lists and proofs, on the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cli_samples import FOLDER
from diagnostic_samples import Sample, Told
from diagnostic_samples_files import FAST, PDF, put, with_contacts

from keychain.geometry import Size
from keychain.papers.model import PaperBook, PaperPage
from keychain.pdf.papers import write_paper


def put_ticket() -> None:
    """A paper without tags."""
    book = PaperBook("Phiếu", "vi", (PaperPage(Size(210, 297), ()),))
    Path("ticket.pdf").write_bytes(write_paper(book, date(2026, 12, 1)))


SAMPLES = (
    Sample(
        "a letter that no font has",
        (Told("paper-letters", "contacts.yaml", 3, 13),),
        with_contacts("province: Tỉnh Lạng Sơn", "province: Tỉnh Lạng ⵣ Sơn"),
        FAST,
        0,
    ),
    Sample(
        "a ticket",
        (Told("paper-without-tags", "ticket.pdf"),),
        {},
        ("verify", "ticket.pdf"),
        0,
        put_ticket,
    ),
    Sample(
        "nothing built",
        (Told("proof-without-build", f"output/{FOLDER}"),),
        {},
        ("proof", "khe-bung"),
    ),
    Sample(
        "one village of two built",
        (Told("proof-village-unbuilt", "contacts.yaml", 15, 3, "ban-phuc"),),
        {},
        ("proof",),
        3,
        put,
    ),
    Sample(
        "built for another press",
        (Told("proof-made-otherwise", PDF, village="khe-bung"),),
        {},
        ("proof", "khe-bung", "--press", "shop"),
        3,
        put,
    ),
)
