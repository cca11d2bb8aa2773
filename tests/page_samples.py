"""Directories for the tests of the page: the shipped example, a small province, a whole one."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

from keychain.contacts import read_contacts
from keychain.contacts.model import Language
from keychain.contacts.roster import choose
from keychain.directory import DirectoryBook, compose_book, compose_commune

DAY = date(2026, 12, 1)
KIEN_MOC = Path(__file__).parents[1] / "contacts.yaml"

OTHER = """\
commune: {name: Phường Văn Miếu - Quốc Tử Giám, province: Tỉnh Lạng Sơn}
campaign: {title: Danh bạ, language: vi}
hotlines:
  - {label: Công an, phone: 113}
  - {label: Trực ban Công an phường, phone: 0205 3800 114, duty: true}
officers:
  hoa: {name: Đỗ Thị Hoà, rank: Đại uý, role: Tổ trưởng, phone: 0950 000 101}
  hoan: {name: Lê Văn Hoan, phones: [0950 000 102, 0205 3800 999 ext 12]}
  phuc: {name: Bùi Văn Phúc, role: Tổ phó, phone: 0950 000 103}
  nie: {name: H'Hen Niê, phone: 0950 000 104}
villages:
  khu-2: {name: Khu 2, kind: tổ dân phố, officers: [hoa, hoan]}
  khu-10: {name: Khu 10, officers: [{officer: phuc, from: 2026-01-01, until: 2027-06-30}]}
  dong-phuc: {name: Đồng Phục, officers: [nie, {officer: hoa, from: 2026-11-01}]}
  ban-hoa: {name: Bản Hóa, officers: [hoan]}
"""

FAMILY = "Nguyễn Trần Lê Phạm Hoàng Vi Nông Lý Triệu Hứa Lương Bế Đinh Đàm Mã Tô Vũ Đỗ Ngô Hà"
MIDDLE = "Văn Thị Đức Hữu Ngọc Xuân Thanh Minh Quang Thu"
GIVEN = (
    "An Anh Bình Châu Chiến Dung Dũng Duy Đạt Giang Hà Hải Hạnh Hiền Hòa Hoà Hùng Hương Khánh Lan "
    "Linh Long Mai Minh Nam Nga Phong Phúc Quân Sơn Tâm Thảo Thủy Thuỷ Tùng Vân Việt Yến"
)
PLACE = "Phục Hang Pìa Chạo Lự Mục Có Tùm Bủng Đăm Luồng Nà Pò Khuổi Cốc Lũng Thâm Slắm"


def book(*texts: str | bytes, language: Language = "vi", only_duty: bool = False) -> DirectoryBook:
    """The directory of these contacts, on the first of December 2026."""
    communes = []
    for at, text in enumerate(texts):
        data = text if isinstance(text, bytes) else text.encode()
        contacts, found = read_contacts(data, f"c{at}.yaml")
        assert contacts, found
        rosters, _ = choose(contacts, DAY)
        commune, found = compose_commune(contacts, rosters, only_duty=only_duty)
        assert commune, found
        communes.append(commune)
    return compose_book(communes, language, only_duty=only_duty)


def kien_moc(*, only_duty: bool = False) -> DirectoryBook:
    return book(KIEN_MOC.read_bytes(), only_duty=only_duty)


def two_communes() -> DirectoryBook:
    return book(KIEN_MOC.read_bytes(), OTHER)


def province(communes: int, villages: int) -> DirectoryBook:
    """So many communes of so many villages, three officers a village, none of them twice."""
    return book(*(_commune(at, villages) for at in range(communes)))


def _commune(at: int, villages: int) -> str:
    chance = random.Random(at)
    lines = [
        f"commune: {{name: Xã {_words(chance, PLACE, 2)} {at + 1}, province: Tỉnh Lạng Sơn}}",
        "hotlines:",
        "  - {label: Công an, phone: 113}",
        f"  - {{label: Trực ban Công an xã, phone: 0205 38{at:02d} 113, duty: true}}",
        "officers:",
    ]
    for n in range(3 * villages):
        name = " ".join(chance.choice(part.split()) for part in (FAMILY, MIDDLE, GIVEN))
        number = f"0950 {at:03d} {n:03d}"
        lines.append(f"  o{n}: {{name: {name}, rank: Đại úy, role: Công an viên, phone: {number}}}")
    lines.append("villages:")
    for n in range(villages):
        own = f"[o{3 * n}, o{3 * n + 1}, o{3 * n + 2}]"
        lines.append(f"  v{n}: {{name: Bản {_words(chance, PLACE, 2)} {n}, officers: {own}}}")
    return "\n".join(lines)


def _words(chance: random.Random, words: str, count: int) -> str:
    return " ".join(chance.sample(words.split(), count))
