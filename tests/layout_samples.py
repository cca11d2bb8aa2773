"""Rosters and layouts for the layout tests; people and numbers are invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from keychain.contacts.model import Campaign, Commune, Dial, Hotline, Officer, Village
from keychain.contacts.phones import read_phone
from keychain.contacts.phones.number import PhoneNumber
from keychain.contacts.roster import Responsible, VillageRoster
from keychain.diagnostics import Diagnostic, Place
from keychain.layout import read_layout
from keychain.layout.placed import PlacedTag, TextItem
from keychain.layout.spec import LayoutSpec
from keychain.tags import compose_tag
from keychain.tags.content import TagContent
from keychain.yaml_source.nodes import Text

LAYOUTS = Path(__file__).parent.parent / "layouts"
SHIPPED = ("oval-50x20", "fob-54x29", "round-40", "card-cr80", "fob-fold-54x29", "label-63x38")
LONG_VILLAGE = "Tổ dân phố số 12 - Khu tập thể Nhà máy Xi măng"
LONG_NAME = "Công Tằng Tôn Nữ Hoàng Thị Ngọc Quỳnh"
LONG_COMMUNE = "Phường Văn Miếu - Quốc Tử Giám"
HERE = Place("contacts.yaml", 1, 1)
DAY = date(2026, 12, 1)

PEOPLE = (
    ("Lý Văn Châu", None, "Công an viên phụ trách thôn", "0950 000 003"),
    ("Hoàng Văn An", "Thiếu tá", "Trưởng Công an xã", "0950 000 001"),
    ("Nông Thị Bình", "Đại úy", "Phó Trưởng Công an xã", "0950 000 002"),
    ("Hứa Thị Ngọc Dung", "Thượng úy", "Cán bộ", "0950 000 004"),
    ("Vi Văn Em", "Trung úy", "Cán bộ", "0950 000 005"),
)


def phone(text: str) -> PhoneNumber:
    number, _ = read_phone(Text(text, HERE), None)
    assert number is not None
    return number


def person(name: str, rank: str | None, role: str | None, number: str) -> Responsible:
    officer = Officer(
        name, Text(name, HERE), (phone(number),), HERE, Text(rank, HERE) if rank else None
    )
    return Responsible(officer, Text(role, HERE) if role else None)


def content(
    village: str = "Bản Phục",
    officers: int = 3,
    *,
    commune: str = "Xã Kiên Mộc",
    lead: str | None = None,
    rank: str | None = "Thượng úy",
    dial: Dial = "officer",
    hotlines: int = 2,
) -> TagContent:
    """A tag's content for a village with so many officers; ``lead`` renames the first."""
    people = [person(*p) for p in PEOPLE[:officers]]
    if lead:
        people[0] = person(lead, rank, "Công an viên", "0950 000 009")
    lines = (
        Hotline(Text("Công an", HERE), phone("113")),
        Hotline(Text("Trực ban Công an xã", HERE), phone("0205 3800 113"), duty=True),
    )
    return compose_tag(
        VillageRoster(
            Commune(Text(commune, HERE), Text("Tỉnh Lạng Sơn", HERE)),
            Campaign(
                Text("Móc chìa khóa an ninh trật tự", HERE),
                Text("Toàn dân bảo vệ an ninh Tổ quốc", HERE),
                dial=dial,
            ),
            lines[:hotlines],
            Village("ban-phuc", Text(village, HERE), HERE, ()),
            tuple(people),
            DAY,
        )
    )


def load_file(name: str) -> bytes | None:
    path = LAYOUTS / name
    return path.read_bytes() if path.is_file() else None


def shipped(name: str) -> LayoutSpec:
    layout, found = read_layout(name, load_file, SHIPPED)
    assert layout is not None, found
    return layout


def from_text(text: str, **others: str) -> tuple[LayoutSpec | None, tuple[Diagnostic, ...]]:
    """A layout called ``own`` with this text; ``others`` are files beside it."""
    files = {"own.yaml": text, **{f"{name}.yaml": body for name, body in others.items()}}

    def load(name: str) -> bytes | None:
        return files[name].encode() if name in files else None

    return read_layout("own", load, ("own", *others))


def texts(tag: PlacedTag, side: str) -> list[TextItem]:
    face = tag.front if side == "front" else tag.back
    return [item for item in face.items if isinstance(item, TextItem)]


def plain(tag: PlacedTag, side: str) -> str:
    """All words of a face in drawing order."""
    return " ".join(item.text for item in texts(tag, side))
