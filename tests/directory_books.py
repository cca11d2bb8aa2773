"""Directories to be written in every form: one that is worked by hand, and hostile ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from keychain.contacts import read_contacts
from keychain.contacts.phones import Kind, PhoneNumber
from keychain.contacts.roster import choose
from keychain.directory import DirectoryBook, compose_book, compose_commune
from keychain.directory.model import (
    ListedCommune,
    ListedHotline,
    ListedOfficer,
    ListedVillage,
    Post,
    Serving,
)

DAY = date(2026, 12, 1)

CONTACTS = """\
commune:
  name: Xã Kiên Mộc
  district: Huyện Đình Lập
  province: Tỉnh Lạng Sơn
campaign:
  title: Móc chìa khóa an ninh
  slogan: Toàn dân bảo vệ an ninh Tổ quốc
  launch: 2026-12-01
hotlines:
  - {label: Công an, phone: 113}
  - {label: Trực ban Công an xã, phone: 0205 3800 113, duty: true}
officers:
  an:
    name: Hoàng Văn An
    rank: Thiếu tá
    role: Trưởng Công an xã
    phones: [0950 000 001, 0205 3800 001 ext 12]
  binh: {name: Nông Thị Bình, role: Công an viên, phone: 0950 000 002}
  cu: {name: Lý Văn Cũ, phone: 0950 000 099}
villages:
  ban-phuc:
    name: Bản Phục
    kind: thôn
    officers:
      - {officer: binh, role: Tổ trưởng, from: 2026-01-01, until: 2027-06-30}
      - an
      - {officer: cu, until: 2026-11-30}
  ban-hang:
    name: Bản Hang
    officers: [an, binh]
"""
"""Bản Hang comes before Bản Phục; cu has left by the directory's day."""


def commune_of(text: str = CONTACTS, *, only_duty: bool = False) -> ListedCommune:
    contacts, findings = read_contacts(text.encode(), "contacts.yaml")
    assert contacts is not None, findings
    rosters, _ = choose(contacts, DAY)
    commune, findings = compose_commune(contacts, rosters, only_duty=only_duty)
    assert commune is not None, findings
    return commune


def book_of(*texts: str, only_duty: bool = False, language: str = "vi") -> DirectoryBook:
    communes = [commune_of(text, only_duty=only_duty) for text in texts or (CONTACTS,)]
    return compose_book(communes, "en" if language == "en" else "vi", only_duty=only_duty)


def two_communes() -> DirectoryBook:
    """Two communes of one name in two provinces, with one number for 113."""
    other = CONTACTS.replace("Tỉnh Lạng Sơn", "Tỉnh Cao Bằng").replace("0950 000 00", "0950 000 10")
    return book_of(CONTACTS, other)


_SIGNS = st.sampled_from("=+-@＝＋－＠'\",;:\\|%&<>_.x005F \u00a0/#*()[]{}ấĐđ1A2\U0001f600")
_WORDS = st.text(_SIGNS, max_size=20).map(lambda text: " ".join(f"{text} a".split()))
"""One line that holds a letter, which is what names are once they are read."""

_HOSTILE = st.sampled_from(
    [
        "=cmd|' /C calc'!A0",
        '=HYPERLINK("http://a.example","An")',
        "+84950000001 An",
        "-An",
        "@SUM(1+1)*An",
        "An;=1+1",
        "'=An",
        "_x0041_n",
        "END:VCARD",
        "An\\nTEL:113",
        "1-2 An",
    ]
)
NAMES = _HOSTILE | _WORDS


@st.composite
def numbers(draw: st.DrawFn) -> PhoneNumber:
    digits = draw(st.integers(0, 999_999)).__format__("06d")
    extension = draw(st.none() | st.sampled_from(["1", "0012", "98765"]))
    return draw(
        st.sampled_from(
            [
                PhoneNumber(f"0950{digits}", Kind.MOBILE),
                PhoneNumber(f"02053{digits}", Kind.LANDLINE, extension),
                PhoneNumber(f"0243{digits}1", Kind.LANDLINE, extension),
                PhoneNumber(f"0692{digits}", Kind.POLICE),
                PhoneNumber(f"1800{digits}", Kind.FREE),
                PhoneNumber("113", Kind.SHORT),
            ]
        )
    )


@st.composite
def books(draw: st.DrawFn) -> DirectoryBook:
    """A village with up to three officers, and a hotline, under any names."""
    optional = st.none() | NAMES
    village = draw(NAMES)
    people = []
    for index in range(draw(st.integers(1, 3))):
        post = Post("v", village, draw(optional), DAY if draw(st.booleans()) else None)
        held = tuple(draw(st.lists(numbers(), min_size=1, max_size=3)))
        officer = ListedOfficer(
            f"o{index}", draw(NAMES), draw(optional), draw(optional), held, (post,)
        )
        people.append(Serving(officer, post))
    hotline = ListedHotline(draw(NAMES), draw(numbers()), draw(st.booleans()))
    listed = ListedVillage(
        "v", village, draw(optional), tuple(people), people[0].officer.numbers[0], "x"
    )
    commune = replace(
        commune_of(),
        name=draw(NAMES),
        hotlines=(hotline,),
        villages=(listed,),
        officers=tuple(each.officer for each in people),
    )
    return DirectoryBook((commune,), "vi")
