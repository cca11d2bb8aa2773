"""Communes to make directories of."""

from __future__ import annotations

from datetime import date

from keychain.build.directory import list_communes
from keychain.contacts import read_contacts
from keychain.contacts.model import Contacts
from keychain.directory import DirectoryBook, compose_book

DAY = date(2026, 12, 1)


def phone(number: int) -> str:
    """An invented mobile number."""
    return f"0950 {number // 1000:03} {number % 1000:03}"


def commune(
    name: str = "Xã Kiên Mộc",
    villages: int = 6,
    serving: int = 3,
    *,
    first: int = 0,
    language: str = "vi",
    province: str = "Tỉnh Lạng Sơn",
    day: str = "2026-12-01",
) -> str:
    """contacts.yaml of a commune: each village has its own officer, and all share the others."""
    given = ("An", "Ánh", "Đạt", "Dung", "Yến", "Bình", "Ân", "Ý", "Hòa")
    lines = [
        f"commune: {{name: {name}, province: {province}}}",
        f"campaign: {{launch: {day}, language: {language}}}",
        "hotlines:",
        "  - {label: Công an, phone: 113}",
        f"  - {{label: Trực ban Công an xã, phone: 0205 3800 {first % 1000:03}, duty: true}}",
        "officers:",
    ]
    for at in range(villages + serving - 1):
        lines.append(
            f"  o{at}: {{name: Lý Văn {given[at % len(given)]}, rank: Đại úy, "
            f"role: Công an viên, phone: {phone(first + at)}}}"
        )
    lines.append("villages:")
    shared = [f"o{villages + at}" for at in range(serving - 1)]
    for at in range(villages):
        who = ", ".join([f"{{officer: o{at}, from: 2026-03-01}}", *shared])
        lines.append(f"  v{at}: {{name: Bản Số {at + 1}, kind: thôn, officers: [{who}]}}")
    return "\n".join(lines) + "\n"


def read(*texts: str) -> list[Contacts]:
    """The communes, each from a file of its own."""
    found = []
    for at, text in enumerate(texts):
        contacts, findings = read_contacts(text.encode(), f"c{at}.yaml")
        assert contacts is not None, findings
        found.append(contacts)
    return found


def book_of(communes: list[Contacts], *, only_duty: bool = False) -> DirectoryBook:
    """Their directory, each on the day of its launch."""
    listed, findings, _ = list_communes(
        communes, lambda one: one.campaign.launch or DAY, None, only_duty=only_duty
    )
    assert len(listed) == len(communes), findings
    language = communes[0].campaign.language
    return compose_book((each for _, each in listed), language, only_duty=only_duty)
