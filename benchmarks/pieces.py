"""Pieces of work: a commune's villages, their tags, and both as files that the programs read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

SYLLABLES = ("An", "Bình", "Cường", "Dũng", "Đạt", "Giang", "Hà", "Hạnh", "Hiền", "Hòa", "Hùng")
COLUMNS, ROWS = 3, 8
TAG = (54.0, 29.0)
"""mm; what an A4 takes of keychain's fob."""


@dataclass(frozen=True)
class Piece:
    """``tags`` for each of ``villages`` in each of ``communes``."""

    name: str
    communes: int
    villages: int
    tags: int

    def write(self, folder: Path) -> None:
        """A file a commune for keychain, and one JSON file for the peers, with the same in it."""
        (folder / "contacts").mkdir(parents=True, exist_ok=True)
        told = []
        for commune in range(self.communes):
            text, villages = self._commune(commune)
            path = folder / "contacts" / f"commune-{commune:04}.yaml"
            path.write_text(text, encoding="utf-8")
            told += villages
        work = {"columns": COLUMNS, "rows": ROWS, "tag": TAG, "villages": told}
        (folder / "work.json").write_text(json.dumps(work, ensure_ascii=False), encoding="utf-8")

    def _commune(self, number: int) -> tuple[str, list[dict[str, object]]]:
        duty = f"0205 3800 {number % 1000:03}"
        lines = [
            f"commune: {{name: Xã Số {number}, province: Tỉnh Lạng Sơn}}",
            "campaign: {title: Móc chìa khóa an ninh trật tự, launch: 2026-12-01}",
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
                }
            )
        lines.append("villages:")
        lines += (
            f"  v{village}: {{name: {told['village']}, households: {self.tags},"
            f" officers: [o{village}]}}"
            for village, told in enumerate(villages)
        )
        return "\n".join(lines) + "\n", villages


PIECES = (
    Piece("commune", communes=1, villages=11, tags=50),
    Piece("large", communes=1, villages=11, tags=2_000),
)
"""What a commune prints, and what the largest campaigns did."""
