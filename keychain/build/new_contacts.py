"""The contacts.yaml of a new project: every key explained, with the values that are known.

What nobody has said stays empty, so that ``keychain check`` asks for it: no number is invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import Template

from keychain.contacts.ids import safe_ids
from keychain.contacts.phones import read_phone
from keychain.contacts.values import read_households, read_name
from keychain.diagnostics import Diagnostic, Place
from keychain.text import fold, one_line
from keychain.values import dataclass
from keychain.yaml_source import read_yaml
from keychain.yaml_source.fields import Fields
from keychain.yaml_source.nodes import NULLS, Text


@dataclass(frozen=True, slots=True)
class NewVillage:
    """A village's name and, where it is known, how many households it has."""

    name: str
    households: int | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of a commune that begins; numbers as they were written, None for later.

    ``invented`` says that all of it is an example.
    """

    commune: str
    province: str
    villages: tuple[NewVillage, ...]
    chief: str | None = None
    chief_phone: str | None = None
    duty_phone: str | None = None
    invented: bool = False


EXAMPLE = Answers(
    "Xã Ví Dụ",
    "Tỉnh Ví Dụ",
    (NewVillage("Thôn Ví Dụ Một", 12), NewVillage("Thôn Ví Dụ Hai", 15)),
    "Nguyễn Văn Ví Dụ",
    "0950 000 001",
    "0950 000 009",
    invented=True,
)
"""No commune is called so, and no number begins with 0950."""

TITLE = "Móc chìa khóa an ninh trật tự"
SLOGAN = "Toàn dân bảo vệ an ninh Tổ quốc"
POLICE = ("  - label: Công an", "    phone: 113")
"""The police's own number, which every village's tag bears."""

LEVELS = ("xã", "phường", "đặc khu")
"""The kinds of commune, the usual one first."""

_ENTRY = re.compile(r"(.*\S) ?: ?([0-9]{0,9})")
_PLAIN = re.compile(r"[^\W_](?:[\w .,'’()/&+–-]*[\w.,'’()/&+–-])?")
"""What YAML reads as it stands: begins with a letter or a digit, without a colon or a #."""


def read_villages(text: str) -> tuple[NewVillage, ...]:
    """Villages parted by commas, semicolons or ends of lines, each perhaps with its households:
    ``Bản Phục: 52, Bản Hang``."""
    entries = (one_line(entry) for entry in re.split(r"[,;\n]", text))
    return tuple(_village(entry) for entry in entries if entry)


def _village(entry: str) -> NewVillage:
    match = _ENTRY.fullmatch(entry)
    if match is None:
        return NewVillage(entry)
    return NewVillage(match[1], int(match[2]) if match[2] else None)


def check_name(text: str) -> tuple[Diagnostic, ...]:
    """What contacts.yaml would object to in a name, without a place."""
    return _check("name", scalar(text))


def check_village(village: NewVillage) -> tuple[Diagnostic, ...]:
    """What contacts.yaml would object to in a village's name or households."""
    households = () if village.households is None else _check("households", str(village.households))
    return check_name(village.name) + households


def _check(key: str, written: str) -> tuple[Diagnostic, ...]:
    # A command line may hold bytes that are no text: they are told of like those in a file.
    document = read_yaml(f"{key}: {written}\n".encode(errors="surrogateescape"), "")
    faults = list(document.diagnostics)
    if document.root is not None:
        fields = Fields(document.root, (key,), faults)
        if key == "name":
            read_name(fields, key, faults, required=True)
        else:
            read_households(fields, faults)
    return tuple(faults)


def check_phone(text: str, province: str | None) -> tuple[Diagnostic, ...]:
    """What contacts.yaml would object to in a number of ``province``."""
    return read_phone(Text(one_line(text), Place("", 1, 1)), province)[1]


def fill_contacts(template: str, notice: str, answers: Answers) -> str:
    """``template`` with the answers in it; ``notice`` goes to its head where they are invented."""
    level = level_of(answers.commune)
    role = f"Trưởng Công an {level}"
    (officer,) = safe_ids([answers.chief or role])
    return Template(template).substitute(
        unit=unit_of(answers.commune),
        level=level,
        notice=f"# {notice}\n" if answers.invented else "",
        commune=scalar(answers.commune),
        district="#district:",
        province=scalar(answers.province),
        title=f"title: {TITLE}",
        slogan=f"slogan: {SLOGAN}",
        language="vi",
        hotlines="\n".join([*POLICE, *duty_lines(answers.duty_phone, level)]) + "\n",
        officers="\n".join(_officer(answers, officer, role)),
        officer=officer,
        villages="\n".join(_villages(answers.villages, officer)),
    )


def _officer(answers: Answers, id_: str, role: str) -> list[str]:
    named, number = _value(answers.chief), _value(answers.chief_phone)
    values = (f"name:{named}", "#rank:", f"role: {role}", f"phone:{number}", "#zalo:")
    return [f"  {id_}:", *(f"    {value}" for value in values)]


def unit_of(commune: str) -> str:
    """The commune as it is called within a sentence: ``xã Kiên Mộc``."""
    name = one_line(commune)
    named = any(name.casefold().startswith(f"{level} ") for level in LEVELS)
    return name[:1].lower() + name[1:] if named else name


def level_of(commune: str) -> str:
    """What kind of commune it is, the usual one where its name does not say."""
    folded = fold(commune)
    return next((level for level in LEVELS if folded.startswith(fold(level) + " ")), LEVELS[0])


def duty_lines(phone: str | None, level: str) -> list[str]:
    """The duty desk's entry; without a number one that is not read, so that it can be filled in."""
    label = f"Trực ban Công an {level}"
    if phone:
        return [f"  - label: {label}", f"    phone: {scalar(phone)}", "    duty: true"]
    return [f"  #- label: {label}", "  #  phone:", "  #  duty: true"]


def _villages(villages: Iterable[NewVillage], officer: str) -> list[str]:
    villages = tuple(villages)
    lines: list[str] = []
    for id_, village in zip(safe_ids(v.name for v in villages), villages, strict=True):
        known = village.households is not None
        households = f"households: {village.households}" if known else "#households:"
        lines += [f"  {id_}:", f"    name: {scalar(village.name)}", "    #kind:"]
        lines += [f"    {households}", f"    officers: [{officer}]"]
    return lines


def _value(text: str | None) -> str:
    return f" {scalar(text)}" if text else ""


def scalar(text: str) -> str:
    """``text``, in NFC and on one line, as YAML reads it back: quoted where it must be."""
    line = one_line(text)
    plain = _PLAIN.fullmatch(line) and line not in NULLS
    return line if plain else "'" + line.replace("'", "''") + "'"
