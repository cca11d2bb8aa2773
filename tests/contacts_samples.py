"""A directory with every key in it, to be changed by a test."""

from __future__ import annotations

from keychain.contacts import read_contacts
from keychain.contacts.model import Contacts
from keychain.diagnostics import Diagnostic

# Lines are numbered by hand in the cases below.
GOOD = """\
commune:
  name: Xã Kiên Mộc
  district: Huyện Đình Lập
  province: Tỉnh Lạng Sơn
campaign:
  title: Móc chìa khóa
  slogan: Toàn dân bảo vệ an ninh
  launch: 2026-12-01
  spare: 2,5 %
  dial: duty
  language: vi
hotlines:
  - {label: Công an, phone: 113}
  - {label: Trực ban, phone: 0205 3800 113, duty: true}
officers:
  an:
    name: Hoàng Văn An
    rank: Thiếu tá
    role: Trưởng Công an xã
    phone: 0950 000 001
    zalo: 0950 000 001
  binh:
    name: Nông Thị Bình
    phones: [0950 000 002, 0345671234]
villages:
  ban-phuc:
    name: Bản  Phục
    kind: thôn
    households: 52
    officers:
      - an
      - {officer: binh, role: Công an viên, from: 2026-01-01, until: 2026-11-30}
  ban-hang:
    name: Bản Hang
    officers: [binh]
"""


def read(text: str) -> tuple[Contacts | None, tuple[Diagnostic, ...]]:
    return read_contacts(text.encode(), "c.yaml")


def told(findings: tuple[Diagnostic, ...]) -> list[tuple[str, int, int]]:
    return [(d.code, d.place.line, d.place.column) for d in findings if d.place]


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)
