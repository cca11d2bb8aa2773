"""Which commune a contacts file is about: the folder that its tags go to, and whether another file
is about the same one."""

from __future__ import annotations

import re
from dataclasses import field
from pathlib import Path

from keychain.contacts.model import Commune
from keychain.diagnostics import Diagnostic, error
from keychain.text import slug, spelling
from keychain.values import dataclass

COMMUNE_TWICE = error(
    "commune-twice", "of two files about one commune nobody knows which has the right numbers"
)

_PROVINCE_KIND = re.compile(r"^(tinh|thanh-pho|tp)-(?=.)")


def commune_folder(output: Path, commune: Commune) -> Path:
    """The commune's own folder: its name, its district if it has one, and its province.

    Seven provinces have a Tân Tiến; before July 2025 one province could have two.
    """
    district = [slug(commune.district.value)] if commune.district else []
    province = _PROVINCE_KIND.sub("", slug(commune.province.value))
    return output / "-".join([slug(commune.name.value), *district, province])


@dataclass(slots=True)
class Communes:
    """The communes that were met, each by its folder's name and its own. Tân Hòa and Tân Hoà are
    one; Tân Hòa and Tân Hóa are two, though their folders would be called alike."""

    _files: dict[tuple[str, str], str] = field(default_factory=dict)

    def meet(self, commune: Commune) -> Diagnostic | None:
        """An error where an earlier file is about this commune too."""
        key = commune_folder(Path(), commune).name, spelling(commune.name.value)
        if key in self._files:
            return commune_twice(commune, self._files[key])
        self._files[key] = file_of(commune)
        return None


def file_of(commune: Commune) -> str:
    """The contacts file that the commune's name stands in."""
    return commune.name.place.file if commune.name.place else ""


def commune_twice(commune: Commune, other: str) -> Diagnostic:
    """The error for a second file about one commune, beside the file ``other``."""
    return COMMUNE_TWICE(commune.name.place, commune=commune.name.value, other=other)
