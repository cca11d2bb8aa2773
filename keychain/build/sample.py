"""An ordinary village, to show and to try layouts with: invented people, numbers of nobody."""

from __future__ import annotations

from datetime import date

from keychain.contacts.model import Campaign, Commune, Hotline, Officer, Village
from keychain.contacts.phones import read_phone
from keychain.contacts.phones.number import PhoneNumber
from keychain.contacts.roster import Responsible, VillageRoster
from keychain.diagnostics import Place
from keychain.tags import compose_tag
from keychain.tags.content import TagContent
from keychain.yaml_source.nodes import Text

DAY = date(2026, 12, 1)
USUAL_OFFICERS = 3

_NOWHERE = Place("", 0, 0)

_OFFICERS = (
    ("Lý Văn Châu", None, "Công an viên phụ trách thôn"),
    ("Hoàng Văn An", "Thiếu tá", "Trưởng Công an xã"),
    ("Nông Thị Bình", "Đại úy", "Phó Trưởng Công an xã"),
    ("Hứa Thị Dung", "Trung úy", "Cán bộ"),
    ("Vi Văn Hải", "Thượng úy", "Cán bộ"),
    ("Triệu Văn Dương", "Thiếu úy", "Cán bộ"),
    ("Lương Thị Hoa", "Trung úy", "Cán bộ"),
    ("Hoàng Thị Lan", "Đại úy", "Cán bộ"),
    ("Nông Văn Minh", "Thượng úy", "Cán bộ"),
    ("Vi Thị Nga", "Thiếu úy", "Cán bộ"),
    ("Lý Văn Phong", "Trung úy", "Cán bộ"),
    ("Hứa Văn Quang", "Đại úy", "Cán bộ"),
)
MOST_OFFICERS = len(_OFFICERS)


def ordinary_village(officers: int = USUAL_OFFICERS) -> TagContent:
    """The content of a tag with the police's short code, a duty desk and so many officers."""
    roster = VillageRoster(
        commune=Commune(_text("Xã Kiên Mộc"), _text("Tỉnh Lạng Sơn")),
        campaign=Campaign(
            _text("Móc chìa khóa an ninh trật tự"), _text("Toàn dân bảo vệ an ninh Tổ quốc")
        ),
        hotlines=(
            Hotline(_text("Công an"), _phone("113")),
            Hotline(_text("Trực ban Công an xã"), _phone("0205 3800 113"), duty=True),
        ),
        village=Village("ban-phuc", _text("Bản Phục"), _NOWHERE, ()),
        responsible=tuple(
            _officer(index, *person) for index, person in enumerate(_OFFICERS[:officers], 1)
        ),
        day=DAY,
    )
    return compose_tag(roster)


def _officer(index: int, name: str, rank: str | None, role: str) -> Responsible:
    phones = (_phone(f"0950 000 {index:03d}"),)
    officer = Officer(name, _text(name), phones, _NOWHERE, _text(rank) if rank else None)
    return Responsible(officer, _text(role))


def _text(value: str) -> Text:
    return Text(value, _NOWHERE)


def _phone(text: str) -> PhoneNumber:
    number, _ = read_phone(_text(text), None)
    assert number is not None  # numbers of this file, which are right
    return number
