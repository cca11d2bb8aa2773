"""Pieces of work: a commune's villages, their tags, and both as files that the programs read."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

SYLLABLES = ("An", "Bình", "Cường", "Dũng", "Đạt", "Giang", "Hà", "Hạnh", "Hiền", "Hòa", "Hùng")
COLUMNS, ROWS = 3, 3
TAG = (54.0, 85.6)
"""mm; what an A4 takes of keychain's card, which lies on its side there."""

LAYOUTS = Path(__file__).parent.parent / "layouts"
CARDED = Path(__file__).parent / "carded.yaml"
"""A layout with a contact card for each tag, which notes its number."""


@dataclass(frozen=True)
class Piece:
    """``tags`` for each of ``villages`` in each of ``communes``. ``own`` is what each tag has that
    no other has: nothing, a number, or a code that is a contact card with the number as well."""

    name: str
    communes: int
    villages: int
    tags: int
    own: Literal["nothing", "number", "card"] = "nothing"

    @property
    def layout(self) -> str:
        """The layout that keychain prints it in."""
        return "carded" if self.own == "card" else "card-cr80"

    def write(self, folder: Path) -> None:
        """A file a commune and the layouts for keychain, and one JSON file for the peers, with the
        same in it."""
        (folder / "contacts").mkdir(parents=True, exist_ok=True)
        shutil.copytree(LAYOUTS, folder / "layouts", dirs_exist_ok=True)
        shutil.copy(CARDED, folder / "layouts")
        told = []
        for commune in range(self.communes):
            text, villages = self._commune(commune)
            path = folder / "contacts" / f"commune-{commune:04}.yaml"
            path.write_text(text, encoding="utf-8")
            told += villages
        work = {"columns": COLUMNS, "rows": ROWS, "tag": TAG, "own": self.own, "villages": told}
        (folder / "work.json").write_text(json.dumps(work, ensure_ascii=False), encoding="utf-8")

    def _numbers(self, commune: int, village: int) -> list[str]:
        if self.own == "nothing":
            return []
        return [f"XS{commune}-{village:03}-{tag:04}" for tag in range(self.tags)]

    def _commune(self, number: int) -> tuple[str, list[dict[str, object]]]:
        duty = f"0205 3800 {number % 1000:03}"
        lines = [
            f"commune: {{name: Xã Số {number}, province: Tỉnh Lạng Sơn}}",
            "campaign: {title: Móc chìa khóa an ninh trật tự, launch: 2026-12-01, spare: 0%"
            f"{'' if self.own == 'nothing' else ', serial: yes'}}}",
            "hotlines:",
            "  - {label: Công an, phone: 113}",
            f"  - {{label: Trực ban Công an xã, phone: {duty}, duty: true}}",
            "officers:",
        ]
        villages: list[dict[str, object]] = []
        for village in range(self.villages):
            given = SYLLABLES[(number + village) % len(SYLLABLES)]
            phone = f"0950 {number % 1000:03} {village % 1000:03}"
            lines.append(
                f"  o{village}: {{name: Hoàng Văn {given}, rank: Đại úy,"
                f" role: Công an viên, phone: {phone}}}"
            )
            villages.append(
                {
                    "village": f"Bản {given} {village}",
                    "commune": f"Xã Số {number}",
                    "lines": [
                        ["Công an", "113"],
                        ["Trực ban Công an xã", duty],
                        [f"Đại úy Hoàng Văn {given}", phone],
                    ],
                    "payload": f"tel:+84{phone.replace(' ', '')[1:]}",
                    "tags": self.tags,
                    "numbers": self._numbers(number, village),
                    "card": [
                        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Đại úy Hoàng Văn {given}\r\n"
                        f"N:Hoàng;{given};Văn;Đại úy;\r\nORG:Công an xã Số {number}\r\n"
                        f"TEL:+84{phone.replace(' ', '')[1:]}\r\nNOTE:",
                        "\r\nEND:VCARD\r\n",
                    ],
                }
            )
        lines.append("villages:")
        lines += (
            f"  v{village}: {{name: {told['village']}, code: {village + 1},"
            f" households: {self.tags}, officers: [o{village}]}}"
            for village, told in enumerate(villages)
        )
        return "\n".join(lines) + "\n", villages


PIECES = (
    Piece("commune", 1, 11, 60),
    Piece("district", 1, 200, 120),
    Piece("numbered", 1, 20, 500, "number"),
    Piece("carded", 1, 20, 100, "card"),
)
"""A commune, a district's villages in one file, tags with numbers, and tags with contact cards."""
