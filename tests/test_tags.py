"""What a tag says and dials: lead, order, issue mark and fingerprint."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keychain.contacts.model import Assignment, Campaign, Commune, Hotline, Officer, Village
from keychain.contacts.phones import PhoneNumber, read_phone
from keychain.contacts.roster import Responsible, VillageRoster
from keychain.diagnostics import Place
from keychain.tags import TagContent, compose_tag
from keychain.yaml_source.nodes import Text

PLACE = Place("contacts.yaml", 1, 1)


def phone(text: str) -> PhoneNumber:
    number, _ = read_phone(Text(text), None)
    assert number is not None
    return number


def officer(name: str, *phones: str, rank: str | None = None, role: str | None = None) -> Officer:
    return Officer(
        id=name,
        name=Text(name),
        phones=tuple(map(phone, phones)),
        place=PLACE,
        rank=Text(rank) if rank else None,
        role=Text(role) if role else None,
    )


AN = officer("Hoàng Văn An", "0950 000 001", "0950 000 011", rank="Thiếu tá", role="Trưởng Công an")
BINH = officer("Nông Thị Bình", "0950 000 002", role="Phó Trưởng Công an")
POLICE = Hotline(Text("Công an"), phone("113"))
DESK = Hotline(Text("Trực ban Công an xã"), phone("0205 3800 113"), duty=True)

ROSTER = VillageRoster(
    commune=Commune(Text("Xã Kiên Mộc"), Text("Tỉnh Lạng Sơn"), Text("Huyện Đình Lập")),
    campaign=Campaign(
        title=Text("Móc chìa khóa an ninh trật tự"),
        slogan=Text("Toàn dân bảo vệ an ninh Tổ quốc"),
    ),
    hotlines=(POLICE, DESK),
    village=Village(
        "ban-phuc",
        Text("Bản Phục"),
        PLACE,
        (Assignment(AN.id, PLACE), Assignment(BINH.id, PLACE)),
        kind=Text("thôn"),
        households=52,
    ),
    responsible=(
        Responsible(AN, AN.role),
        Responsible(BINH, Text("Công an viên phụ trách thôn")),
    ),
    day=date(2026, 12, 1),
)
DUTY = replace(ROSTER, campaign=replace(ROSTER.campaign, dial="duty"))


def numbers(tag: TagContent) -> list[str]:
    return [entry.phone.printed for entry in tag.entries]


def test_the_first_officer_leads_then_hotlines_then_officers() -> None:
    tag = compose_tag(ROSTER)
    assert numbers(tag) == [
        "0950 000 001",
        "113",
        "0205 3800 113",
        "0950 000 011",
        "0950 000 002",
    ]
    assert tag.lead.name.value == "Hoàng Văn An"
    assert tag.lead.given == "An"
    assert tag.lead.rank == Text("Thiếu tá")
    assert tag.lead.role == Text("Trưởng Công an")
    assert not tag.lead.hotline
    assert tag.symbol.payload == "tel:+84950000001"
    assert tag.others[2].name == tag.lead.name
    assert tag.others[3].role == Text("Công an viên phụ trách thôn")
    assert tag.others[3].rank is None
    hotline = tag.others[0]
    assert (hotline.name.value, hotline.hotline, hotline.short) == ("Công an", True, True)
    assert (hotline.rank, hotline.role, hotline.given) == (None, None, None)
    assert (tag.village_id, tag.village, tag.kind) == ("ban-phuc", Text("Bản Phục"), Text("thôn"))
    assert (tag.commune, tag.province) == (Text("Xã Kiên Mộc"), Text("Tỉnh Lạng Sơn"))
    assert tag.district == Text("Huyện Đình Lập")
    assert (tag.title, tag.slogan) == (ROSTER.campaign.title, ROSTER.campaign.slogan)
    assert tag.language == "vi"


def test_the_duty_desk_leads_where_the_campaign_says_so() -> None:
    tag = compose_tag(DUTY)
    assert numbers(tag) == [
        "0205 3800 113",
        "113",
        "0950 000 001",
        "0950 000 011",
        "0950 000 002",
    ]
    assert tag.lead.hotline
    assert tag.symbol.payload == "tel:+842053800113"


def test_the_first_of_two_duty_desks_leads_and_the_other_stays() -> None:
    other = Hotline(Text("Trực ban Công an tỉnh"), phone("069 2345 678"), duty=True)
    tag = compose_tag(replace(DUTY, hotlines=(POLICE, other, DESK)))
    assert numbers(tag)[:3] == ["069 2345 678", "113", "0205 3800 113"]


def test_a_duty_desk_that_is_not_there_is_never_replaced() -> None:
    with pytest.raises(ValueError, match="ban-phuc"):
        compose_tag(replace(DUTY, hotlines=(POLICE,)))


def test_a_number_that_occurs_twice_is_shown_twice() -> None:
    desk = officer("Lý Văn Chạo", "0205 3800 113")
    tag = compose_tag(replace(ROSTER, responsible=(Responsible(desk), Responsible(BINH))))
    assert numbers(tag) == ["0205 3800 113", "113", "0205 3800 113", "0950 000 002"]


def test_names_of_one_word_and_of_many() -> None:
    for name, given_name in (("Niê", "Niê"), ("Công Tằng Tôn Nữ Hoàng Thị Ngọc Quỳnh", "Quỳnh")):
        one = officer(name, "0950 000 003")
        assert (
            compose_tag(replace(ROSTER, responsible=(Responsible(one),))).lead.given == given_name
        )


def test_the_issue_mark() -> None:
    tag = compose_tag(ROSTER)
    assert tag.month == "12/2026"
    assert tag.mark == f"12/2026 {tag.fingerprint[:4].upper()}"
    later = compose_tag(replace(ROSTER, day=date(2027, 1, 2)))
    assert later.mark == f"01/2027 {tag.code}"


def test_the_fingerprint_is_sha_256_over_canonical_json() -> None:
    """Written out by hand: a change here makes every tag that is out there look stale."""
    told = {
        "commune": "Xã Kiên Mộc",
        "district": "Huyện Đình Lập",
        "entries": [
            ("Nông Thị Bình", None, "Phó", False, "0950 000 002", "tel:+84950000002"),
            ("Công an", None, None, True, "113", "tel:113"),
        ],
        "kind": "thôn",
        "language": "vi",
        "province": "Tỉnh Lạng Sơn",
        "slogan": "Toàn dân bảo vệ an ninh Tổ quốc",
        "title": "Móc chìa khóa an ninh trật tự",
        "village": "Bản Phục",
    }
    keys = ("name", "rank", "role", "hotline", "printed", "dialled")
    entries = [dict(sorted(zip(keys, each, strict=True))) for each in told["entries"]]
    text = json.dumps({**told, "entries": entries}, ensure_ascii=False, separators=(",", ":"))
    roster = replace(ROSTER, hotlines=(POLICE,), responsible=(Responsible(BINH, Text("Phó")),))
    assert compose_tag(roster).fingerprint == sha256(text.encode()).hexdigest()


def test_what_a_tag_does_not_show_leaves_the_fingerprint() -> None:
    village = replace(
        ROSTER.village,
        id="other-id",
        households=7,
        place=Place("other.yaml", 9, 9),
        assignments=(),
    )
    first = replace(
        ROSTER.responsible[0],
        officer=replace(AN, id="other", zalo=phone("0950 000 009")),
        until=date(2027, 1, 1),
    )
    campaign = replace(ROSTER.campaign, launch=date(2026, 11, 12), spare=ROSTER.campaign.spare + 5)
    same = replace(
        ROSTER,
        village=village,
        campaign=campaign,
        responsible=(first, ROSTER.responsible[1]),
        day=date(2030, 5, 5),
    )
    assert compose_tag(same).fingerprint == compose_tag(ROSTER).fingerprint


def test_nfd_and_other_spacing_leave_the_fingerprint() -> None:
    def nfd(text: Text | None) -> Text | None:
        return text and Text(unicodedata.normalize("NFD", text.value))

    decomposed = replace(
        ROSTER,
        commune=Commune(*(nfd(each) for each in (  # type: ignore[arg-type]  # none is None
            ROSTER.commune.name, ROSTER.commune.province, ROSTER.commune.district))),
        hotlines=tuple(
            replace(each, label=nfd(each.label) or each.label) for each in ROSTER.hotlines
        ),
        responsible=(
            Responsible(
                replace(
                    AN,
                    name=nfd(AN.name) or AN.name,
                    rank=nfd(AN.rank),
                    phones=(phone("+84 950.000.001"), phone("0950-000-011")),
                ),
                nfd(AN.role),
            ),
            ROSTER.responsible[1],
        ),
    )  # fmt: skip
    assert decomposed != ROSTER
    assert compose_tag(decomposed).fingerprint == compose_tag(ROSTER).fingerprint


CHANGES = {
    "commune": replace(ROSTER, commune=replace(ROSTER.commune, name=Text("Xã Bắc Xa"))),
    "province": replace(ROSTER, commune=replace(ROSTER.commune, province=Text("Lạng Sơn"))),
    "district": replace(ROSTER, commune=replace(ROSTER.commune, district=None)),
    "title": replace(ROSTER, campaign=replace(ROSTER.campaign, title=None)),
    "slogan": replace(ROSTER, campaign=replace(ROSTER.campaign, slogan=Text("Vì nhân dân"))),
    "language": replace(ROSTER, campaign=replace(ROSTER.campaign, language="en")),
    "dial": DUTY,
    "village": replace(ROSTER, village=replace(ROSTER.village, name=Text("Bản Hang"))),
    "kind": replace(ROSTER, village=replace(ROSTER.village, kind=None)),
    "label": replace(ROSTER, hotlines=(replace(POLICE, label=Text("113")), DESK)),
    "hotlines' order": replace(ROSTER, hotlines=(DESK, POLICE)),
    "officers' order": replace(ROSTER, responsible=ROSTER.responsible[::-1]),
    "name": replace(
        ROSTER,
        responsible=(
            replace(ROSTER.responsible[0], officer=replace(AN, name=Text("Hoàng Văn Ân"))),
            ROSTER.responsible[1],
        ),
    ),
    "rank": replace(
        ROSTER,
        responsible=(
            replace(ROSTER.responsible[0], officer=replace(AN, rank=Text("Trung tá"))),
            ROSTER.responsible[1],
        ),
    ),
    "role": replace(ROSTER, responsible=(Responsible(AN), ROSTER.responsible[1])),
    "number": replace(
        ROSTER,
        responsible=(
            replace(
                ROSTER.responsible[0],
                officer=replace(AN, phones=(phone("0950 000 004"), AN.phones[1])),
            ),
            ROSTER.responsible[1],
        ),
    ),
    "extension": replace(
        ROSTER, hotlines=(POLICE, replace(DESK, phone=phone("0205 3800 113 ext 1")))
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_a_tag_shows_or_dials_changes_the_fingerprint(what: str) -> None:
    assert compose_tag(CHANGES[what]).fingerprint != compose_tag(ROSTER).fingerprint


@given(
    st.lists(st.lists(st.integers(0, 999), min_size=1, max_size=3), min_size=1, max_size=5),
    st.lists(st.booleans(), max_size=4),
    st.booleans(),
)
def test_no_number_is_lost_or_made_up(
    people: list[list[int]], hotlines: list[bool], duty: bool
) -> None:
    officers = [
        officer(f"Người {n}", *(f"0950 000 {x:03}" for x in own)) for n, own in enumerate(people)
    ]
    lines = tuple(
        Hotline(Text(f"Số {n}"), phone(f"0205 3800 {n:03}"), duty=is_desk)
        for n, is_desk in enumerate(hotlines)
    )
    roster = replace(
        ROSTER,
        campaign=replace(ROSTER.campaign, dial="duty" if duty and any(hotlines) else "officer"),
        hotlines=lines,
        responsible=tuple(map(Responsible, officers)),
    )
    tag = compose_tag(roster)
    expected = [each.phones[n] for each in officers for n in range(len(each.phones))]
    assert sorted(numbers(tag)) == sorted(
        [each.printed for each in expected] + [each.phone.printed for each in lines]
    )
    assert tag.symbol.payload == tag.lead.phone.dialled
    others = [entry.hotline for entry in tag.others]
    assert others == sorted(others, reverse=True)
