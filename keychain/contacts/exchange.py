"""What a directory's tables and cards are read back by: heads, separators, names of properties.

``keychain.directory`` writes them and ``keychain.contacts.importing`` reads them; neither knows
the other, so what both must agree on stands here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from keychain.contacts.model import Language

Key = Literal[
    "number",
    "commune",
    "village",
    "name",
    "rank",
    "role",
    "phone",
    "since",
    "until",
    "village-id",
    "officer-id",
    "kind",
    "own-role",
    "district",
    "province",
    "day",
    "title",
    "slogan",
    "label",
    "duty",
]
"""A column, whatever it is called in a language."""

HEADS: dict[Language, dict[Key, str]] = {
    "vi": {
        "number": "STT",
        "commune": "Xã, phường",
        "village": "Thôn",
        "name": "Họ và tên",
        "rank": "Cấp bậc",
        "role": "Chức vụ",
        "phone": "Số điện thoại",
        "since": "Từ ngày",
        "until": "Đến ngày",
        "village-id": "Mã thôn",
        "officer-id": "Mã cán bộ",
        "kind": "Loại thôn",
        "own-role": "Chức vụ cán bộ",
        "district": "Huyện",
        "province": "Tỉnh",
        "day": "Tính đến ngày",
        "title": "Đợt phát",
        "slogan": "Khẩu hiệu",
        "label": "Tên gọi",
        "duty": "Trực ban",
    },
    "en": {
        "number": "No.",
        "commune": "Commune",
        "village": "Village",
        "name": "Full name",
        "rank": "Rank",
        "role": "Role",
        "phone": "Phone",
        "since": "From",
        "until": "Until",
        "village-id": "Village id",
        "officer-id": "Officer id",
        "kind": "Kind",
        "own-role": "Officer role",
        "district": "District",
        "province": "Province",
        "day": "As of",
        "title": "Campaign",
        "slogan": "Slogan",
        "label": "Label",
        "duty": "Duty desk",
    },
}

SHEETS: dict[Language, tuple[str, str, str]] = {
    "vi": ("Danh bạ", "Số dùng chung", "Thông tin"),
    "en": ("Directory", "Hotlines", "About"),
}
"""A workbook's sheets: who serves where, the numbers for everybody, the communes."""

EVERY_VILLAGE: dict[Language, str] = {"vi": "Mọi thôn", "en": "All villages"}
EVERY_VILLAGE_ID = "*"
"""In CSV, which has no second sheet, a hotline is a row of this village. No id holds a ``*``."""
DUTY, HOTLINE = "duty", "hotline"
"""In CSV a hotline's officer id."""
MARKED = "x"
"""In a workbook the duty desk's cell."""

NUMBERS_APART = "; "
"""Between the numbers of one officer, the first of which is dialled."""

CSV_SEPARATOR = ","
"""RFC 4180's. Excel takes the list separator of Windows, which is the comma for English and is set
by hand for Vietnamese as often as not; ``sep=`` in front would part the file from its byte order
mark in Excel, and is a row of data to every other reader."""

CARD_COMMUNE = "X-KEYCHAIN-COMMUNE"
"""name;district;province"""
CARD_OFFICER = "X-KEYCHAIN-OFFICER"
"""id;own role"""
CARD_POST = "X-KEYCHAIN-POST"
"""village id;village name;kind;place in the village;role;from;until"""
CARD_HOTLINE = "X-KEYCHAIN-HOTLINE"
"""label;``duty`` or nothing;place among the hotlines"""
CARD_DAY = "X-KEYCHAIN-DAY"
"""ISO 8601"""
CARD_EXTENSION = "X-EXT"
"""A parameter of TEL: vCard 3.0 has no extensions, and a telephone that imports one inside the
number may run it into the digits."""

_NUMBER = re.compile(r"(?:số\s+)?(?:[0-9]|[IVXLC]+(?!\w)|[A-ZĐ](?!\w))")
"""What a village is told apart by within a commune, where it has no name of its own."""

_BEGINS = r"""(?:^|(?<=[,;\t\r\n|]))"""
_FORMULA = r"""(?=[ \u00a0'"]*[=+\-@＝＋－＠])"""
_BARE = re.compile(_BEGINS + _FORMULA)
_GUARDED = re.compile(_BEGINS + "'" + _FORMULA)


def guard(text: str) -> str:
    """``text`` so that no spreadsheet takes it out of a CSV file for a formula.

    An apostrophe goes before what begins like one (CWE-1236, OWASP's CSV injection), at the start
    and after whatever may separate cells on another machine: there, quotes do not hold a text
    together. :func:`unguard` is its exact inverse.
    """
    return _BARE.sub("'", text)


def unguard(text: str) -> str:
    """What :func:`guard` was given."""
    return _GUARDED.sub("", text)


def kind_before(name: str, kind: str | None) -> str | None:
    """The kind as it stands before a name: ``Thôn``; None where the name begins with it, be it in
    short: ``Thôn 1``, ``Tổ 3`` and ``TDP 3`` of the kind tổ dân phố."""
    if not kind or _begins_with(name, kind) or _shortened(name, kind):
        return None
    first = kind[0].upper()
    return f"{first if len(first) == 1 else kind[0]}{kind[1:]}"


def village_spoken(name: str, kind: str | None) -> str:
    """A village as people speak of it: ``Thôn Bản Phục``, ``Thôn 1``."""
    return " ".join(filter(None, (kind_before(name, kind), name)))


def village_called(name: str, kind: str | None) -> str:
    """A village as it is spoken of, so that :func:`village_name` has the name again.

    ``Thôn 1`` can be the village Thôn 1 or the thôn 1; it is taken for the former, and the latter
    stays ``1``. ``Thôn Thôn Đông`` is a name with its kind in it.
    """
    if not kind or _numbered(name) or (_shortened(name, kind) and not _begins_with(name, kind)):
        return name
    if _begins_with(name, kind) and _numbered(name[len(kind) + 1 :]):
        return name
    return f"{kind_before('', kind)} {name}"


def village_name(called: str, kind: str | None) -> str:
    """The name in ``called``: the inverse of :func:`village_called`; a cell without the kind in
    front is a name."""
    if kind and _begins_with(called, kind):
        rest = called[len(kind) + 1 :]
        return called if _numbered(rest) else rest
    return called


def _begins_with(name: str, kind: str) -> bool:
    front = f"{kind} ".casefold()
    return len(name) > len(kind) + 1 and name[: len(kind) + 1].casefold() == front


def _shortened(name: str, kind: str) -> bool:
    words, first = kind.casefold().split(), name.casefold().partition(" ")[0]
    return len(words) > 1 and first in (words[0], "".join(word[0] for word in words))


def _numbered(rest: str) -> bool:
    """Whether a name is a number: 1, II, số 3, A."""
    return _NUMBER.match(rest) is not None


def usual_role(roles: Iterable[str | None]) -> str | None:
    """The commonest of the roles that a person has in villages, the first of equals."""
    counted = Counter(role for role in roles if role)
    return max(counted, key=lambda role: counted[role], default=None)
