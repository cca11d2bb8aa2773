"""What triggers each diagnostic on the command line: the form of a sample, and the contacts' own.

Lines and columns are counted by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from contacts_samples import GOOD
from test_contacts_faults import FILE_FAULTS, VILLAGE_FAULTS
from test_yaml_source import FAULTS as YAML_FAULTS

CONTACTS = "contacts.yaml"


@dataclass(frozen=True)
class Told:
    """A finding as JSON must have it; None is what is not stated here."""

    code: str
    file: str | None = CONTACTS
    line: int | None = None
    column: int | None = None
    village: str | None = None
    box: str | None = None
    page: int | None = None
    position: str | None = None


@dataclass(frozen=True)
class Sample:
    """A command line, the files it works on, and what it must say among other things.

    ``files`` are added to a good project, or take the place of its own; ``before`` does what else
    is needed, in the project's folder, and is told where finished projects are kept.
    """

    name: str
    told: tuple[Told, ...]
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    command: tuple[str, ...] = ("check",)
    exit: int = 3
    before: Callable[[], object] | None = None


def contacts(name: str, text: str | bytes, *told: Told, **others: int) -> Sample:
    """``keychain check`` on a contacts file with ``text``."""
    return Sample(name, told, {CONTACTS: text}, exit=others.get("exit", 3))


def changed(old: str, new: str, *told: Told, **others: int) -> Sample:
    """``keychain check`` on the good contacts file with one change."""
    assert GOOD.count(old) == 1, old
    return contacts(new.strip()[:30], GOOD.replace(old, new), *told, **others)


def faults() -> Iterator[Sample]:
    """The faults that the tests of the readers know."""
    found = [(old, new, places) for old, new, places, _ in VILLAGE_FAULTS]
    for old, new, places in FILE_FAULTS + found:
        told = (Told(code, CONTACTS, line, column) for code, line, column in places)
        yield changed(old, new, *told)
    for text, (code, line, column) in YAML_FAULTS:
        yield contacts(text[:30], text, Told(code, CONTACTS, line, column))


PHONES = [
    ("62884499", "phone-octal", 12),
    ("912345678.0", "phone-spreadsheet", 12),
    ("9.12E+08", "phone-digits-lost", 12),
    ("912345678", "phone-lost-zero", 12),
    ("3812345", "phone-no-area-code", 12),
    ("0xFF", "phone-notation", 12),
    ("1:30", "phone-time", 12),
    ("+84 113", "phone-country-code", 12),
    ("113 ext 1", "phone-extension", 12),
    ("+1 202 555 0123", "phone-foreign", 12),
    ("O9I2 345 678", "phone-letter-for-digit", 12),
    ("chưa có", "phone-not-a-number", 12),
    ("025 3812 345", "phone-old-landline", 12),
    ("0168 123 4567", "phone-old-mobile", 12),
    ("0912/345/678", "phone-sign", 12),
    ("0912345678/79", "phone-two-numbers", 12),
    ("0912_345_678", "phone-underscore", 12),
    ("0912 345 678 (anh An)", "phone-words", 12),
    ("0912 345 6789", "phone-too-long", 12),
    ("0912 345 67", "phone-too-short", 12),
    ("0200 3812 345", "phone-unknown-area", 12),
    ("0205381234", "phone-short-or-old", 12),
    ("0655 671 234", "phone-unknown-prefix", 12),
    ("119", "phone-unknown-short", 12),
]
"""What stands for the number of ``an``, in line 20 of the good file."""


def phones() -> Iterator[Sample]:
    """Every kind of faulty number in its place."""
    for written, code, column in PHONES:
        yield changed(
            "    phone: 0950 000 001\n",
            f"    phone: {written}\n",
            Told(code, CONTACTS, 20, column),
            Told("officer-has-error", CONTACTS, 31, 9, "ban-phuc"),
        )


WITHOUT_HOTLINES = "".join(
    line
    for line in GOOD.splitlines(keepends=True)
    if not line.startswith(("hotlines", "  - {", "  dial"))
)


def province(name: str, written: str, code: str, exit: int) -> Sample:
    """A number that means what it does only in one province."""
    text = GOOD.replace("Tỉnh Lạng Sơn", name).replace(
        "phone: 0950 000 001\n", f"phone: {written}\n", 1
    )
    return contacts(written, text, Told(code, CONTACTS, 20, 12), exit=exit)


OTHERS = [
    contacts("utf-16", "a: b".encode("utf-16"), Told("utf-16", CONTACTS, 1, 1)),
    contacts("latin-1", "a: é".encode("latin-1"), Told("not-utf-8", CONTACTS, 1, 4)),
    contacts("a workbook", b"PK\x03\x04\x14\x00\x06\x00", Told("not-text", CONTACTS, 1, 1)),
    contacts("large", b"a" * (1280 * 1024 + 1), Told("file-too-large", CONTACTS, 1, 1)),
    contacts("long", b"a:\n" * 100_001, Told("too-many-lines", CONTACTS, 100_001, 1)),
    contacts("deep", b"[" * 30, Told("too-deep", CONTACTS, 1, 21)),
    contacts("many", "a: [" + "1," * 100_000 + "]\n", Told("too-many-values", CONTACTS, 1)),
    contacts(
        "tabs",
        "a:\n" + "\tb: c\n" * 150,
        Told("tab-indent", CONTACTS, 2, 1),
        Told("more-like-this", CONTACTS, 102, 1),  # after the hundredth, at the next
    ),
    changed("name: Bản  Phục", "name: Tổ #5", Told("text-after-hash", CONTACTS, 27, 14), exit=0),
    changed("    kind: thôn", "    kind:\u00a0thôn", Told("foreign-space", CONTACTS, 28, 10)),
    changed(
        "officers: [binh]\n",
        "officers: [{officer: binh, until: 2026-12-15}]\n",
        Told("officer-leaves-soon", CONTACTS, 35, 26, "ban-hang"),
        exit=0,
    ),
    changed(
        "officers: [binh]\n",
        "officers: [{officer: binh, until: 2026-11-15}]\n",
        Told("nobody-responsible", CONTACTS, 33, 3, "ban-hang"),
    ),
    changed(
        "officers: [binh]\n",
        "officers: [{officer: binh, from: 2027-01-01}]\n",
        Told("nobody-responsible", CONTACTS, 33, 3, "ban-hang"),
    ),
    changed(
        "phones: [0950 000 002, 0345671234]",
        "phones: [{phone: 0950 000 002, until: 2026-11-20}]",
        Told("officer-without-number", CONTACTS, 35, 16, "ban-hang"),
    ),
    changed(
        "villages:\n  ban-phuc:\n",
        "  cuc: {name: Vi Thị Cúc, phone: 0950 000 003}\nvillages:\n  ban-phuc:\n",
        Told("unused-officer", CONTACTS, 25, 3),
        exit=0,
    ),
    changed(
        "name: Bản Hang",
        "name: bản phục",
        Told("village-name-twice", CONTACTS, 34, 11, "ban-hang"),
        exit=0,
    ),
    changed(
        "label: Công an, phone: 113",
        "label: Công an, phone: 113, duty: true",
        Told("several-duty-hotlines", CONTACTS, 14, 51),
        exit=0,
    ),
    changed(
        "phone: 0205 3800 113",
        "phone: 0950 000 001",
        Told("phone-under-two-names", CONTACTS, 14, 30),
        exit=0,
    ),
    contacts(
        "mobiles only",
        GOOD.replace("phone: 113", "phone: 0950 000 007").replace("0205 3800 113", "0950 000 008"),
        Told("personal-numbers-only", CONTACTS, 13, 29),
        exit=0,
    ),
    changed(
        "  spare: 2,5 %\n",
        "  spare: 2,5 %\n  tag-cost: 1,5 đ\n",
        Told("cost-form", CONTACTS, 10, 13),
    ),
    changed("[0950 000 002,", "[0950 000 001,", Told("phone-shared", CONTACTS, 24, 14), exit=0),
    changed("[0950 000 002,", "[050 123 4567,", Told("phone-doubtful", CONTACTS, 24, 14), exit=0),
    province("Tỉnh Nghệ An", "0383812345", "phone-maybe-old-landline", 0),
    province("TP. Hồ Chí Minh", "62884499", "phone-ambiguous", 3),
    changed("households: 52", "households: 0", Told("households-unknown", CONTACTS, 26, 3), exit=0),
    changed("rank: Thiếu tá", "rank: [Thiếu tá", Told("unclosed-bracket", CONTACTS, 18, 11)),
    changed(
        "role: Công an viên,", "role: Tổ an ninh, trật tự,", Told("stray-comma", CONTACTS, 32, 43)
    ),
    contacts("a lone question mark", "!: ?", Told("yaml-syntax", CONTACTS, 1, 4)),
    contacts("no hotlines", WITHOUT_HOTLINES, Told("no-hotlines", CONTACTS, 1, 1), exit=0),
    changed(
        "  an:\n",
        "  an: {name: A, phones: [" + "1, " * 1100 + "1]}\n  cuc:\n",
        Told("phone-too-short", CONTACTS, 16, 26),
        Told("numbers-not-checked", CONTACTS, 16, 26 + 300 * 3),
    ),
    Sample(
        "no file",
        (Told("file-missing", "none.yaml"),),
        command=("check", "--contacts", "none.yaml"),
    ),
    Sample(
        "a file for a folder",
        (Told("file-unreadable", f"{CONTACTS}/x"),),
        command=("check", "--contacts", f"{CONTACTS}/x"),
    ),
    Sample(
        "no contacts",
        (Told("no-contacts", "empty"),),
        command=("check", "--contacts", "empty"),
        before=lambda: Path("empty").mkdir(),
    ),
]

SAMPLES = (*faults(), *phones(), *OTHERS)
