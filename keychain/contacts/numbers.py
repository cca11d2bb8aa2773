"""The numbers of one file, read one after the other with an eye to what a hostile file costs."""

from __future__ import annotations

from keychain.contacts.phones import PhoneNumber, read_phone
from keychain.diagnostics import Diagnostic, error, has_errors
from keychain.yaml_source.nodes import Text

NUMBERS_NOT_CHECKED = error("numbers-not-checked", "to find what a wrong number was takes time")

MOST_WRONG = 300


class Numbers:
    """Reads numbers until too many have been wrong; the rest are then refused unread."""

    def __init__(self, province: str | None) -> None:
        """``province`` is the commune's, for its old area code."""
        self._province = province
        self._wrong = 0

    def read(self, text: Text, faults: list[Diagnostic]) -> PhoneNumber | None:
        """The number that ``text`` is, or None; what is wrong or doubtful goes to ``faults``."""
        if self._wrong > MOST_WRONG:
            return None
        number, findings = read_phone(text, self._province)
        faults += findings
        if has_errors(findings):
            self._wrong += 1
            if self._wrong > MOST_WRONG:
                faults.append(NUMBERS_NOT_CHECKED(text.place, most=MOST_WRONG))
        return number
