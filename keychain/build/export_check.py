"""A table or cards of the directory, compared with it before they have a name."""

from __future__ import annotations

from collections.abc import Iterator

from keychain.diagnostics import Diagnostic
from keychain.directory.model import DirectoryBook
from keychain.preflight.exports import Entry, Form, check_export, entry_of


def check_numbers(data: bytes, form: Form, book: DirectoryBook) -> tuple[Diagnostic, ...]:
    """An error for everybody whose numbers in ``data``, read back, are not the directory's."""
    expected = _cards(book) if form == "vcf" else _rows(book)
    return check_export(data, form, set(expected))


def _rows(book: DirectoryBook) -> Iterator[Entry]:
    for commune in book.communes:
        for hotline in commune.hotlines:
            yield entry_of(hotline.label, (hotline.number,))
        for village in commune.villages:
            for each in village.serving:
                yield entry_of(each.officer.name, each.officer.numbers, village.id)


def _cards(book: DirectoryBook) -> Iterator[Entry]:
    from keychain.directory.cards import hotline_called

    for commune in book.communes:
        for hotline in commune.hotlines:
            yield entry_of(hotline_called(commune, hotline), (hotline.number,))
        for officer in commune.officers:
            if officer.numbers:
                yield entry_of(officer.called, officer.numbers)
