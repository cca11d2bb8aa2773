"""A directory's values: the people and numbers of a day, in Vietnamese order, and no others."""

from __future__ import annotations

from datetime import date

from keychain.contacts import read_contacts
from keychain.contacts.roster import choose
from keychain.directory import compose_book, compose_commune
from keychain.directory.model import ListedCommune

TEXT = """\
commune: {name: Xã Kiên Mộc, province: Tỉnh Lạng Sơn}
campaign: {dial: officer}
hotlines:
  - {label: Công an, phone: 113}
  - {label: Trực ban, phone: 0205 3800 113, duty: true}
  - {label: Trưởng thôn trực, phone: 0950 000 008}
officers:
  dat: {name: Vi Văn Đạt, rank: Đại úy, role: Trưởng Công an xã, phone: 0950 000 001}
  dung: {name: Lý Thị Dung, phones: [0950 000 002, 0205 3800 002]}
  anh: {name: Nông Văn Ánh, phone: 0950 000 003}
  cu: {name: Hoàng Văn Cũ, phone: 0950 000 004}
  rong: {name: Bế Văn Rỗng, phone: 0950 000 005}
villages:
  khu-10: {name: Khu 10, officers: [dung, dat]}
  dam: {name: Đầm, kind: thôn, officers: [{officer: anh, from: 2026-05-01}, dat]}
  khu-2:
    name: Khu 2
    officers: [{officer: cu, until: 2026-11-30}, {officer: dat, role: Phụ trách}]
"""
DAY = date(2026, 12, 1)


def listed(text: str = TEXT, *, only_duty: bool = False) -> ListedCommune:
    contacts, _ = read_contacts(text.encode(), "c.yaml")
    assert contacts is not None
    rosters, _ = choose(contacts, DAY)
    commune, findings = compose_commune(contacts, rosters, only_duty=only_duty)
    assert commune is not None
    assert findings == ()
    return commune


def test_villages_and_officers_stand_in_vietnamese_order() -> None:
    commune = listed()
    assert [village.name for village in commune.villages] == ["Đầm", "Khu 2", "Khu 10"]
    # Ánh, Dung, Đạt: by given name, and Đ after D.
    assert [officer.id for officer in commune.officers] == ["anh", "dung", "dat"]


def test_who_has_left_and_who_serves_nowhere_is_not_there() -> None:
    commune = listed()
    assert {officer.id for officer in commune.officers} == {"anh", "dung", "dat"}
    numbers = [n.digits for officer in commune.officers for n in officer.numbers]
    assert numbers == ["0950000003", "0950000002", "02053800002", "0950000001"]


def test_a_villages_block() -> None:
    dam, khu_2, khu_10 = listed().villages
    assert [(s.officer.id, s.post.since, s.post.role) for s in dam.serving] == [
        ("anh", date(2026, 5, 1), None),
        ("dat", None, "Trưởng Công an xã"),
    ]
    assert [(s.officer.id, s.post.role) for s in khu_2.serving] == [("dat", "Phụ trách")]
    assert (khu_10.dialled.digits, khu_10.answers) == ("0950000002", "Lý Thị Dung")
    assert (khu_2.dialled.digits, khu_2.answers) == ("0950000001", "Đại úy Vi Văn Đạt")
    assert dam.kind == "thôn"


def test_an_officers_posts() -> None:
    dat = listed().officers[-1]
    assert [(post.village, post.role) for post in dat.posts] == [
        ("dam", "Trưởng Công an xã"),
        ("khu-2", "Phụ trách"),
        ("khu-10", "Trưởng Công an xã"),
    ]
    assert dat.role == "Trưởng Công an xã"
    assert dat.called == "Đại úy Vi Văn Đạt"


def test_the_campaign_says_whom_a_code_dials() -> None:
    commune = listed(TEXT.replace("dial: officer", "dial: duty"))
    assert {village.dialled.digits for village in commune.villages} == {"02053800113"}
    assert {village.answers for village in commune.villages} == {"Trực ban"}


def test_without_personal_numbers() -> None:
    commune = listed(only_duty=True)
    assert [hotline.number.digits for hotline in commune.hotlines] == ["113", "02053800113"]
    numbers = {o.id: [n.digits for n in o.numbers] for o in commune.officers}
    assert numbers == {"anh": [], "dung": ["02053800002"], "dat": []}
    assert {village.dialled.digits for village in commune.villages} == {"02053800113"}


def test_a_duty_desk_with_a_mobile_is_still_the_desk() -> None:
    text = TEXT.replace("0205 3800 113, duty", "0950 000 009, duty")
    commune = listed(text, only_duty=True)
    assert [hotline.number.digits for hotline in commune.hotlines] == ["113", "0950000009"]
    assert {village.dialled.digits for village in commune.villages} == {"0950000009"}


def test_communes_of_a_book_stand_in_vietnamese_order() -> None:
    first = listed(TEXT.replace("Xã Kiên Mộc", "Xã Đoàn Kết"))
    second = listed(TEXT.replace("Xã Kiên Mộc", "Xã Dân Chủ"))
    book = compose_book([first, second], "vi", only_duty=False)
    assert [commune.name for commune in book.communes] == ["Xã Dân Chủ", "Xã Đoàn Kết"]
    assert book.day == DAY
