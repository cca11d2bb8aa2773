"""What one cell says of a person: title, rank, name, role, and whatever else stands there."""

from __future__ import annotations

import re

from keychain.contacts.importing.capitals import is_capitals, person_case, rank_case
from keychain.text import fold, nfc, one_line
from keychain.values import dataclass

_TITLE = re.compile(
    r"(?:(?:đ\s*/\s*c|đ\s*/\s*chí|đ\.c|đc|đồng chí)\b|(?:ông|bà|anh|chị|cô|chú)(?=[\s:.]))[\s:.]*",
    re.IGNORECASE,
)
_ALSO_SURNAMES = ("ông", "bà", "anh", "chị", "cô", "chú")
_MIDDLE = ("văn", "thị", "thi", "van")
_RANK = re.compile(
    r"(?:thượng|thiếu|trung|đại|hạ|thuong|thieu|dai|ha)\s+(?:tướng|tá|úy|uý|sĩ|sỹ|uy|si|ta)\b\.?",
    re.IGNORECASE,
)
_SHORT_RANK = re.compile(
    r"(?:[1-4]\s*//?(?=\s)|(?:thg|th|t|tr|đ)\s*[./]\s*(?:tá|úy|uý|uy|ta)\b)\.?", re.IGNORECASE
)
_BEHIND = re.compile(rf"[\s,;:/(–—-]+({_RANK.pattern})\s*\)?$", re.IGNORECASE)
_SIGNS = {1: "Thiếu", 2: "Trung", 3: "Thượng", 4: "Đại"}
_ROLE = re.compile(
    r"(?:nguyên |quyền |q\. ?)?"
    r"(?:(?:p|ph|phó)\.? ?)?trưởng\b|phó (?:trưởng|công|thôn|bí|chỉ|chủ|bản|tổ|ban|ca)\b|"
    r"công an\b|cán bộ\b|trực ban|tổ (?:trưởng|phó|viên)\b|bí thư|cảnh sát|chỉ huy|"
    r"bảo vệ (?:an ninh|dân phố|antt)|đội (?:trưởng|phó|viên)|dân quân|thành viên|chủ tịch|"
    r"cav\b|cax\b|ca (?:xã|phường|viên|thôn)|cskv\b|phụ trách|già làng",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"trực ban|tổng đài|đường dây nóng|hotline|"
    r"công an(?: (?:xã|phường|thị trấn|huyện|tỉnh|đặc khu)\b.*)?$|"
    r"cứu hỏa|cứu hoả|chữa cháy|cứu thương|cấp cứu|cứu nạn|pccc|cảnh sát (?:113|pccc|phòng)|"
    r"trạm y tế|trực |số trực|duty|police|ambulance",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\n|\s+[–—-]+\s+|\s*[,;:]\s+|\s*[()\[\]]\s*|\s*[–—]\s*")
_NUMBER = re.compile(r"\+?[0-9][0-9 .()-]{6,}[0-9]")
_LONGEST = 10
"""Words in a person's name."""


@dataclass(frozen=True, slots=True)
class Person:
    """What a name's cell says. ``name`` is empty where nobody is named there; ``short_rank`` is a
    rank written in a way that may be misread, ``ranks`` what it may be; ``number`` is a telephone
    number, ``rest`` what is none of all this. ``desk``: a place that answers, and no person."""

    name: str = ""
    rank: str | None = None
    role: str | None = None
    short_rank: str = ""
    ranks: tuple[str, ...] = ()
    number: str = ""
    rest: str = ""
    desk: bool = False


@dataclass(frozen=True, slots=True)
class RankAndRole:
    """What one cell says of both; ``short_rank`` and ``ranks`` as of a person."""

    rank: str | None = None
    role: str | None = None
    short_rank: str = ""
    ranks: tuple[str, ...] = ()


def read_person(text: str) -> Person:
    """The person that a cell names: ``Đ/c Thiếu tá NGUYỄN VĂN A – Trưởng Công an xã``."""
    text = nfc(text).replace("Ð", "Đ").replace("ð", "đ").strip()
    if (title := _TITLE.match(text)) and ":" in title[0]:
        text = text[title.end() :]  # else what stands before the colon is a part of its own
    line = one_line(text)
    if _DESK.match(line):
        return Person(line, desk=True)
    names: list[str] = []
    rests: list[str] = []
    rank = role = None
    short, number = "", ""
    found = _NUMBER.search(text)
    if found:
        number = found[0].strip()
        text = text.replace(found[0], "\n")
    for part in _PARTS.split(text):
        words, own, abbreviated = _without_titles(one_line(part).strip(" .-–—"))
        rank, short = rank or own, short or abbreviated
        if not words:
            continue
        if _ROLE.match(words):
            role = role or words
        elif names or not _is_name(words):
            rests.append(words)
        else:
            names.append(words)
    name, *_ = names or [""]
    return Person(
        person_case(name),
        rank,
        role,
        short,
        _meanings(short),
        number,
        ", ".join(rests),
    )


def read_rank(text: str) -> tuple[str | None, tuple[str, ...]]:
    """A rank as people write it, or what a shortened one may be."""
    line = one_line(text).strip(" .")
    if _RANK.fullmatch(line):
        return rank_case(line), ()
    if _SHORT_RANK.fullmatch(f"{line} ".rstrip()) or _SHORT_RANK.fullmatch(line + "."):
        return None, _meanings(line)
    signs = re.fullmatch(r"[1-4]\s*//?", line)
    if signs:
        return None, _meanings(line)
    return (rank_case(line) if is_capitals(line) else line), ()


def read_rank_and_role(text: str) -> RankAndRole:
    """What a cell says that may hold both: ``Thiếu tá, Trưởng Công an xã``, ``Cán bộ (Đại úy)``."""
    line = one_line(nfc(text)).strip(" .,;")
    if front := _RANK.match(line):
        rank, short, rest = front[0], "", line[front.end() :]
    elif front := _SHORT_RANK.match(f"{line} "):
        rank, short, rest = "", front[0].strip(), line[front.end() :]
    elif behind := _BEHIND.search(line):
        rank, short, rest = behind[1], "", line[: behind.start()]
    else:
        return RankAndRole(role=line or None)
    role = rest.strip(" .,;:/–—-")
    if role.startswith("(") and role.endswith(")"):
        role = role[1:-1].strip()
    rank = rank_case(rank.strip(" ."))
    return RankAndRole(rank or None, role or None, short, _meanings(short))


def _without_titles(words: str) -> tuple[str, str | None, str]:
    """A part of a cell without title and rank in front or a rank behind; the rank; a short one."""
    rank: str | None = None
    short = ""
    while words:
        if title := _TITLE.match(words):
            left = words[title.end() :]
            first = fold(title[0].strip(" :."))
            surname = first in map(fold, _ALSO_SURNAMES) and (
                not left or left.split()[0].casefold() in _MIDDLE or len(left.split()) < 2
            )
            if surname:
                break
            words = left
        elif (own := _RANK.match(words)) and rank is None:
            rank = rank_case(own[0].strip(" ."))
            words = words[own.end() :].lstrip(" .:-–—")
        elif (own := _SHORT_RANK.match(words)) and not short:
            short = own[0].strip()
            words = words[own.end() :].lstrip(" .:-–—")
        else:
            break
    if rank is None and (own := re.search(rf"\s({_RANK.pattern})$", words, re.IGNORECASE)):
        rank = rank_case(own[1].strip(" ."))
        words = words[: own.start()]
    return words.strip(), rank, short


def _meanings(short: str) -> tuple[str, ...]:
    """What a shortened rank may be: ``2//`` is Trung tá, ``Th.tá`` Thiếu tá or Thượng tá."""
    if not short:
        return ()
    if short[0].isdigit():
        grade = "tá" if short.count("/") == 2 else "úy"
        return (f"{_SIGNS[int(short[0])]} {grade}",)
    letters = fold(re.split(r"[./]", short)[0].strip())
    grade = "tá" if fold(short).rstrip(".").endswith("ta") else "úy"
    first = {"tr": ("Trung",), "đ": ("Đại",), "d": ("Đại",), "thg": ("Thượng",)}
    return tuple(f"{word} {grade}" for word in first.get(letters, ("Thiếu", "Thượng")))


def _is_name(words: str) -> bool:
    """Whether words can be a person's name: letters, and not too many of them."""
    if any(map(str.isdigit, words)) or not any(map(str.isalpha, words)):
        return False
    return len(words.split()) <= _LONGEST and not re.search(r"[=/\\@#%&*!?<>|_]", words)
