"""Whom a number on paper, or in a code, belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from keychain.contacts.model import Contacts
from keychain.contacts.phones import PhoneNumber

_RUN = re.compile(r"\+?\d(?:[ .\-–()]{0,3}\d){2,14}")
_LONGEST = 4000
"""Characters that a QR code can hold, of which no more are searched for numbers."""


class Owners:
    """Everybody whose number a directory holds, by its digits."""

    def __init__(self, communes: Sequence[Contacts]) -> None:
        """``communes`` are the directory's; an officer of two of them stands twice."""
        self._names: dict[str, dict[str, None]] = {}
        for contacts in communes:
            for hotline in contacts.hotlines:
                self._add(hotline.phone, hotline.label.value)
            for officer in contacts.officers:
                rank = f"{officer.rank.value} " if officer.rank else ""
                numbers = (*officer.phones, *([officer.zalo] if officer.zalo else ()))
                for number in numbers:
                    self._add(number, f"{rank}{officer.name.value}")

    def of(self, text: str) -> tuple[str, ...]:
        """The names that the numbers in ``text`` belong to, each once; ``text`` may be a number
        as it is printed, or what a code says."""
        found: dict[str, None] = {}
        for run in _RUN.finditer(text[:_LONGEST]):
            found |= self._names.get(_national(run.group()), {})
        return tuple(found)

    def _add(self, number: PhoneNumber, name: str) -> None:
        self._names.setdefault(number.digits, {})[name] = None


def _national(run: str) -> str:
    """The digits of a number as the directory holds them, with the zero in place of +84."""
    digits = "".join(each for each in run if each.isdigit())
    abroad = run.startswith("+84") or (digits.startswith("84") and len(digits) > 10)
    return f"0{digits[2:]}" if abroad else digits
