"""A contact card for a code: whoever scans it is asked whether to keep the number."""

from __future__ import annotations

from collections.abc import Iterator

from keychain.tags.content import Entry
from keychain.text import nfc

_ESCAPED = str.maketrans({"\\": r"\\", ",": r"\,", ";": r"\;"})
"""RFC 2426, 4; names and numbers are lines without breaks."""


def contact_card(entry: Entry, office: str, serial: str = "") -> str:
    """A vCard 3.0 (RFC 2426) of ``entry`` at ``office``, with the tag's ``serial`` number as a note
    where it has one.

    As small as may be, since each byte makes a code finer: no more than the RFC asks for, what a
    telephone shows, and no folded lines, which a code does not need.
    """
    return "".join(f"{line}\r\n" for line in _lines(entry, office, serial))


def _lines(entry: Entry, office: str, serial: str) -> Iterator[str]:
    name, rank = _text(entry.name.value), _text(entry.rank.value if entry.rank else "")
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"FN:{_text(entry.titled)}"
    if entry.hotline:
        yield f"N:;{name};;;"
    else:
        # Family, given and middle names, and what stands before them, as on the directory's cards.
        *before, given = name.split()
        yield f"N:{' '.join(before[:1])};{given};{' '.join(before[1:])};{rank};"
    yield f"ORG:{_text(office)}"
    # Android runs an extension into the digits, so it is told apart.
    yield f"TEL:{entry.phone.dialled.removeprefix('tel:').partition(';')[0]}"
    told = [entry.phone.printed] if entry.phone.extension else []
    told += [serial] if serial else []
    if told:
        yield f"NOTE:{_text(', '.join(told))}"
    yield "END:VCARD"


def _text(value: str) -> str:
    return nfc(value).translate(_ESCAPED)
