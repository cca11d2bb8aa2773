"""The numbers of one cell: those that are certain, and for others what they probably are.

What a number is, and was, is read by ``keychain.contacts.phones`` alone; here it is only decided
which of its findings are a question to the user.
"""

from __future__ import annotations

import re

from keychain.contacts.importing.doubts import Doubts, Spot
from keychain.contacts.importing.rules import (
    AMBIGUOUS_NUMBER,
    DAMAGED_NUMBER,
    DOUBTFUL_NUMBER,
    LETTER_FOR_DIGIT,
    LOST_ZERO,
    NO_AREA_CODE,
    ODD_FORM,
    OLD_NUMBER,
    SHORT_OR_OLD,
    TWO_NUMBERS,
    UNREADABLE_NUMBER,
    WORDS_BESIDE_NUMBER,
)
from keychain.contacts.phones import PhoneNumber, read_phone
from keychain.diagnostics import Diagnostic, Rule, has_errors
from keychain.text import fold
from keychain.values import dataclass
from keychain.yaml_source.nodes import Text

_KINDS: dict[str, Rule] = {
    "phone-lost-zero": LOST_ZERO,
    "phone-old-mobile": OLD_NUMBER,
    "phone-old-landline": OLD_NUMBER,
    "phone-two-numbers": TWO_NUMBERS,
    "phone-letter-for-digit": LETTER_FOR_DIGIT,
    "phone-words": WORDS_BESIDE_NUMBER,
    "phone-sign": ODD_FORM,
    "phone-underscore": ODD_FORM,
    "phone-country-code": ODD_FORM,
    "phone-extension": ODD_FORM,
    "phone-spreadsheet": DAMAGED_NUMBER,
    "phone-octal": DAMAGED_NUMBER,
    "phone-no-area-code": NO_AREA_CODE,
    "phone-short-or-old": SHORT_OR_OLD,
}
_LABELS = frozenset(
    ("zalo", "dt", "sdt", "dtdd", "dd", "didong", "dienthoai", "cq", "nr", "tel", "phone", "mobile")
)
"""Words beside a number that say only that it is one, folded and without spaces."""
_APART = re.compile(r"\s*[;\n]\s*")
_ALSO_APART = re.compile(r"\s*(?:[;\n/,|&]|\s-\s|\bhoặc\b|\bvà\b)\s*")


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a cell that may be taken, in their order; ``doubted`` says that there were
    others. ``zalo`` is the number beside which Zalo is written."""

    taken: tuple[PhoneNumber, ...] = ()
    doubted: bool = False
    zalo: PhoneNumber | None = None


def read_numbers(text: str, province: str | None, spot: Spot, name: str, doubts: Doubts) -> Numbers:
    """The numbers in a cell of ``name``'s row."""
    # The apostrophe by which Excel is told that a number is text.
    text = re.sub(r"^'(?=[+0-9(])", "", text)
    whole, found = read_phone(Text(text), province)
    if whole is not None and not found:
        return Numbers((whole,))
    parts = [part for part in _ALSO_APART.split(text) if part.strip()]
    clean = [read_phone(Text(part), province) for part in parts]
    if len(parts) > 1 and all(number and not told for number, told in clean):
        return Numbers(tuple(dict.fromkeys(number for number, _ in clean if number)))
    pieces = [part for part in _APART.split(text) if part.strip()]
    if len(pieces) > 1 and all(re.search(r"[0-9]{3}", part) for part in pieces):
        each = [read_numbers(part, province, spot, name, doubts) for part in pieces]
        taken = dict.fromkeys(number for one in each for number in one.taken)
        zalo = next((one.zalo for one in each if one.zalo), None)
        return Numbers(tuple(taken), any(one.doubted for one in each), zalo)
    return _doubtful(text, whole, found, province, spot, name, doubts)


def _doubtful(
    text: str,
    whole: PhoneNumber | None,
    found: tuple[Diagnostic, ...],
    province: str | None,
    spot: Spot,
    name: str,
    doubts: Doubts,
) -> Numbers:
    finding = next((each for each in found if has_errors((each,))), found[0])
    zalo = "zalo" in fold(text)
    if whole is not None:
        taken = doubts.ask(DOUBTFUL_NUMBER, spot, text, whole.printed, name=name)
        return Numbers((whole,) if taken else (), not taken)
    probably = finding.value("probably")
    proposed = probably if isinstance(probably, tuple) else (str(probably),) if probably else ()
    numbers = tuple(n for each in proposed if (n := read_phone(Text(each), province)[0]))
    rule = _KINDS.get(finding.code)
    if not numbers or len(numbers) != len(proposed):
        doubts.tell(UNREADABLE_NUMBER, spot, text, name=name)
        return Numbers((), True)
    if rule is None or (len(numbers) > 1 and rule is not TWO_NUMBERS):
        doubts.tell(
            AMBIGUOUS_NUMBER, spot, text, name=name, known=tuple(n.printed for n in numbers)
        )
        return Numbers((), True)
    certain = _nothing_changed(text, numbers) and (
        (rule is TWO_NUMBERS and _is_parted(text, numbers))
        or (rule is WORDS_BESIDE_NUMBER and _is_label(text))
    )
    if certain or doubts.ask(rule, spot, text, (n.printed for n in numbers), name=name):
        return Numbers(numbers, zalo=numbers[0] if zalo else None)
    return Numbers((), True)


def _nothing_changed(text: str, numbers: tuple[PhoneNumber, ...]) -> bool:
    """Whether the numbers' digits are those that are written, and all of them."""
    written = re.sub(r"[^0-9]", "", text)
    return written == "".join(number.digits for number in numbers)


def _is_parted(text: str, numbers: tuple[PhoneNumber, ...]) -> bool:
    """Whether more than a space or a dot stands between one number and the next."""
    at = 0
    for number in numbers[:-1]:
        for digit in number.digits:
            at = text.index(digit, at) + 1
        if not re.match(r"[^0-9]*[-–—/,;|&+\n][^0-9]*[0-9]", text[at:]):
            return False
    return not any(map(str.isalpha, text))


def _is_label(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    return fold("".join(words)) in _LABELS or all(fold(word) in _LABELS for word in words)
