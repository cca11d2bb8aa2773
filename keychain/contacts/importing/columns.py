"""What a column's head means, in Vietnamese and English, however people write it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from keychain.text import fold, spelling

KEYS = (
    "name",
    "surname",
    "rank",
    "role",
    "rank-role",
    "own-role",
    "phone",
    "zalo",
    "village",
    "kind",
    "households",
    "from",
    "until",
    "officer-id",
    "village-id",
    "note",
    "number",
    "commune",
    "district",
    "province",
    "as-of",
    "campaign",
    "slogan",
    "label",
    "duty",
)
"""All that a column can hold. ``number`` counts the rows and says nothing."""

IGNORED = frozenset({"number", "as-of"})

_HEADS: dict[str, tuple[str, ...]] = {
    "number": ("stt", "tt", "số tt", "số thứ tự", "no", "no.", "#", "item"),
    "name": (
        "họ và tên",
        "họ tên",
        "tên",
        "họ & tên",
        "họ, tên",
        "tên cán bộ",
        "cán bộ",
        "cán bộ phụ trách",
        "người phụ trách",
        "đồng chí",
        "full name",
        "name",
        "officer",
    ),
    "surname": ("họ", "họ đệm", "họ và đệm", "họ và tên đệm", "họ lót", "họ và chữ lót", "surname"),
    "rank": ("cấp bậc", "cấp bậc hàm", "quân hàm", "cấp hàm", "hàm", "rank"),
    "role": (
        "chức vụ",
        "chức danh",
        "nhiệm vụ",
        "chức trách",
        "vị trí",
        "vị trí công tác",
        "công việc",
        "role",
        "position",
        "post",
        "title",
        "job title",
    ),
    "rank-role": (
        "cấp bậc, chức vụ",
        "cấp bậc chức vụ",
        "cấp bậc - chức vụ",
        "cấp bậc/chức vụ",
        "cấp bậc và chức vụ",
        "chức vụ, cấp bậc",
        "chức vụ cấp bậc",
        "chức vụ - cấp bậc",
        "chức vụ/cấp bậc",
        "rank and role",
        "rank, role",
        "rank/role",
        "rank and position",
        "rank, position",
    ),
    "own-role": ("chức vụ cán bộ", "officer role"),
    "phone": (
        "số điện thoại",
        "điện thoại",
        "sđt",
        "số đt",
        "đt",
        "đtdđ",
        "dđ",
        "di động",
        "số di động",
        "số máy",
        "liên hệ",
        "số liên hệ",
        "phone",
        "phone number",
        "telephone",
        "tel",
        "mobile",
        "mobile phone",
        "cell",
    ),
    "zalo": ("zalo", "số zalo"),
    "village": (
        "thôn",
        "bản",
        "làng",
        "xóm",
        "ấp",
        "buôn",
        "khu phố",
        "khối phố",
        "khối",
        "khóm",
        "tổ dân phố",
        "tdp",
        "khu dân cư",
        "kdc",
        "địa bàn",
        "địa bàn phụ trách",
        "đơn vị thôn",
        "khu vực",
        "tên thôn",
        "phụ trách",
        "village",
        "area",
        "hamlet",
    ),
    "kind": ("loại thôn", "loại", "kind"),
    "households": ("số hộ", "hộ", "tổng số hộ", "số hộ dân", "hộ dân", "households"),
    "from": ("từ ngày", "ngày nhận", "ngày bắt đầu", "từ", "from", "since"),
    "until": ("đến ngày", "ngày kết thúc", "đến", "until", "to"),
    "officer-id": ("mã cán bộ", "officer id"),
    "village-id": ("mã thôn", "village id"),
    "note": ("ghi chú", "ghi chu", "chú thích", "note", "notes", "remarks"),
    "commune": ("xã, phường", "xã", "phường", "xã/phường", "commune"),
    "district": ("huyện", "quận", "district"),
    "province": ("tỉnh", "tỉnh, thành phố", "province"),
    "as-of": ("tính đến ngày", "as of"),
    "campaign": ("đợt phát", "campaign"),
    "slogan": ("khẩu hiệu", "slogan"),
    "label": ("tên gọi", "label"),
    "duty": ("trực ban", "duty desk"),
}

_RANK_AND_ROLE = re.compile(
    r"^(?!.*họ (?:và )?tên)(?=.*(?:cấp bậc|quân hàm|cấp hàm))"
    r"(?=.*(?:chức vụ|chức danh|chức trách|nhiệm vụ))"
)
"""A head of both, in whichever order and with whatever between them."""

_PHRASES: tuple[tuple[str, str], ...] = (
    ("surname", r"^họ (?:và )?(?:tên )?(?:đệm|lót)"),
    ("name", r"^họ (?:và |, ?|& )?tên"),
    ("officer-id", r"mã (?:số )?cán bộ"),
    ("village-id", r"mã (?:số )?thôn"),
    ("households", r"số hộ|hộ dân|hộ gia đình"),
    ("zalo", r"zalo"),
    ("phone", r"điện thoại|sđt|số đt|di động|số máy|\bđt\b|phone|mobile"),
    ("rank", r"cấp bậc|quân hàm|cấp hàm"),
    ("name", r"họ (?:và |, ?|& )?tên|^tên (?:cán bộ|đồng chí|người|công an)|full name"),
    (
        "village",
        r"phụ trách (?:thôn|bản|xóm|ấp|khu|tổ)|địa bàn|^(?:tên )?(?:thôn|bản|xóm|ấp|buôn|làng|"
        r"khu phố|khối phố|tổ dân phố|khu dân cư)\b(?! trưởng)|^tên (?:thôn|bản|xóm|khu|tổ)",
    ),
    ("role", r"chức vụ|chức danh|nhiệm vụ|chức trách"),
    ("from", r"^từ (?:ngày|tháng)"),
    ("until", r"^đến (?:ngày|tháng)"),
    ("note", r"ghi chú"),
)
"""What a longer head holds, the surest first: ``Số điện thoại liên hệ (Zalo)``."""

_LONGEST = 60
"""Characters. What is longer is a sentence and no head."""


def _bare(text: str) -> str:
    """A head without what people add to it: case, a colon, what stands in brackets."""
    line = spelling(text.replace("\n", " "))
    line = re.sub(r"\([^)]*\)", " ", line) if not line.startswith("(") else line
    return " ".join(re.sub(r"[:*.…]+", " ", line).split())


_EXACT = {_bare(head): key for key, heads in _HEADS.items() for head in heads}
_PATTERNS = tuple((key, re.compile(phrase)) for key, phrase in _PHRASES)


def _folded(heads: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Heads without diacritics; those that are then two (Họ, Hộ) are none."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for head, key in heads:
        plain = fold(head)
        if found.setdefault(plain, key) != key:
            twice.add(plain)
    return {head: key for head, key in found.items() if head not in twice and len(head) > 1}


_FOLDED = _folded((_bare(head), key) for key, heads in _HEADS.items() for head in heads)


def key_of(text: str) -> str | None:
    """What a column with this head holds, one of KEYS, or None."""
    if len(text) > _LONGEST:
        return None
    head = _bare(text)
    plain = " ".join(re.sub(r"[:*.…()]+", " ", text).split()).casefold()
    if _RANK_AND_ROLE.match(plain):
        return "rank-role"
    if head in _EXACT:
        return _EXACT[head]
    if head == fold(head) and head in _FOLDED:
        return _FOLDED[head]
    for key, pattern in _PATTERNS:
        if pattern.search(plain):
            return key
    return None


def letters(column: int) -> str:
    """A column, from 1, as spreadsheets name it: A, Z, AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_of(name: str) -> int | None:
    """The column, from 1, that ``A`` or ``ab`` names, or None."""
    if not re.fullmatch(r"[A-Za-z]{1,3}", name):
        return None
    column = 0
    for letter in name.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column
