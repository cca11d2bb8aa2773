"""contacts.yaml: what a directory holds, and each fault in it with its code and place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from contacts_samples import GOOD, changed, read, told

from keychain.contacts import read_contacts
from keychain.contacts.roster import choose
from keychain.diagnostics import Severity

SAMPLE = Path(__file__).parent.parent / "contacts.yaml"


def test_a_good_directory() -> None:
    contacts, findings = read(GOOD)
    assert findings == ()
    assert contacts is not None
    assert contacts.file == "c.yaml"
    commune, campaign = contacts.commune, contacts.campaign
    assert (commune.name.value, commune.province.value) == ("Xã Kiên Mộc", "Tỉnh Lạng Sơn")
    assert commune.district is not None
    assert campaign.launch == date(2026, 12, 1)
    assert campaign.spare == Decimal("2.5")
    assert (campaign.dial, campaign.language) == ("duty", "vi")
    assert [(h.label.value, h.phone.digits, h.duty) for h in contacts.hotlines] == [
        ("Công an", "113", False),
        ("Trực ban", "02053800113", True),
    ]
    an, binh = contacts.officers
    assert (an.id, an.name.value, an.place.line) == ("an", "Hoàng Văn An", 16)
    assert an.rank is not None
    assert an.zalo is not None
    assert [p.digits for p in an.phones] == ["0950000001"]
    assert [p.digits for p in binh.phones] == ["0950000002", "0345671234"]
    assert binh.phones[1].place is not None
    assert (binh.phones[1].place.line, binh.phones[1].place.column) == (24, 28)
    phuc, hang = contacts.villages
    assert (phuc.id, phuc.name.value, phuc.households) == ("ban-phuc", "Bản Phục", 52)
    assert phuc.kind is not None
    assert [a.officer for a in phuc.assignments] == ["an", "binh"]
    assert phuc.assignments[1].start == date(2026, 1, 1)
    assert phuc.assignments[1].end == date(2026, 11, 30)
    assert hang.households is None
    assert contacts.refused == frozenset()


def test_the_least_directory() -> None:
    contacts, findings = read(
        "commune: {name: Xã A, province: Tỉnh B}\nofficers: {an: {name: An, phone: 113}}\n"
        "villages: {v: {name: V, officers: [an]}}\n"
    )
    assert contacts is not None
    assert told(findings) == [("no-hotlines", 1, 1)]
    assert contacts.campaign.spare == 0
    assert contacts.campaign.dial == "officer"


def test_advice_names_what_was_meant() -> None:
    values = {}
    for old, new in (
        ("    rank: Thiếu tá", "    rnak: Thiếu tá"),
        ("    officers: [binh]\n", "    officers: [bihn]\n"),
        ("  launch: 2026-12-01", "  launch: 1-12-2026"),
        ("  ban-hang:\n", "  BAN-phuc:\n"),
    ):
        finding = read(changed(old, new))[1][0]
        values[finding.code] = dict(finding.values)
    assert values["unknown-key"]["nearest"] == "rank"
    assert values["unknown-officer"]["nearest"] == "binh"
    assert values["date-form"]["iso"] == "2026-12-01"
    assert values["id-clash"]["first"] == 26


def test_warnings_and_notes_stop_nothing() -> None:
    text = changed("{label: Công an, phone: 113}", "{label: Công an, phone: 113, duty: yes}")
    text = text.replace(
        "    name: Bản Hang\n    officers: [binh]", "    name: bản phục\n    officers: [an]"
    )
    text = text.replace(
        "      - {officer: binh, role: Công an viên, from: 2026-01-01, until: 2026-11-30}\n", ""
    )
    contacts, findings = read(text)
    assert contacts is not None
    assert contacts.refused == frozenset()
    assert told(findings) == [
        ("several-duty-hotlines", 14, 51),
        ("unused-officer", 22, 3),
        ("village-name-twice", 33, 11),
    ]
    assert [d.severity for d in findings] == [Severity.WARNING, Severity.NOTE, Severity.WARNING]
    assert findings[2].village == "ban-hang"


def test_one_officer_may_serve_twice_on_different_days() -> None:
    twice = (
        "[{officer: binh, until: 2026-05-31}, {officer: binh, role: Tổ trưởng, from: 2026-06-01}]"
    )
    contacts, findings = read(changed("officers: [binh]", f"officers: {twice}"))
    assert findings == ()
    assert contacts is not None
    overlap = twice.replace("06-01", "05-31")
    assert told(read(changed("officers: [binh]", f"officers: {overlap}"))[1]) == [
        ("officer-twice", 35, 62)
    ]


def test_all_faults_of_a_file_come_in_one_run() -> None:
    text = (
        GOOD.replace("name: Xã Kiên Mộc", 'name: "Xã')  # 2: the quote is not closed
        .replace("    rank: Thiếu tá", "    rnak: Thiếu tá")  # 18
        .replace("phones: [0950 000 002,", "phones: [0950 00O 002,")  # 24: a letter
        .replace("households: 52", "households: many")  # 29
        .replace("2026-11-30", "2026-11-31")  # 32
        .replace("    officers: [binh]", "    officers: [nobody]")  # 35
    )
    contacts, findings = read(text)
    assert contacts is None
    found = told(findings)
    assert [(code, line) for code, line, _ in found] == [
        ("unclosed-quote", 2),
        ("unknown-key", 18),
        ("phone-letter-for-digit", 24),
        ("households-not-whole", 29),
        ("officer-has-error", 32),
        ("no-such-date", 32),
        ("unknown-officer", 35),
    ]


def test_what_a_syntax_fault_hides_is_not_called_missing() -> None:
    hidden_officer = GOOD.replace("  binh:\n", "  binh: x: y\n")
    assert [code for code, _, _ in told(read(hidden_officer)[1])] == ["second-colon"]
    hidden_officers = GOOD.replace("officers:\n  an:\n", "officers: @\n  an:\n")
    assert [code for code, _, _ in told(read(hidden_officers)[1])] == ["reserved-character"]
    hidden_duty = GOOD.replace(
        "phone: 0205 3800 113, duty: true}", "phone: 0205 3800 113, duty: true"
    )
    assert [code for code, _, _ in told(read(hidden_duty)[1])] == ["unclosed-bracket"]


def test_the_sample() -> None:
    contacts, findings = read_contacts(SAMPLE.read_bytes(), "contacts.yaml")
    assert findings == ()
    assert contacts is not None
    assert [v.name.value for v in contacts.villages] == [
        *("Bản Phục", "Bản Hang", "Bản Pìa", "Bản Chạo", "Bản Lự", "Bản Mục", "Bản Có"),
        *("Bản Tùm", "Khe Bủng", "Hin Đăm", "Khe Luồng"),
    ]
    assert sum(v.households or 0 for v in contacts.villages) == 556
    assert contacts.villages[0].households == 52
    rosters, warnings = choose(contacts, date(2026, 12, 1))
    assert warnings == ()
    assert len(rosters) == 11
    for roster in rosters:
        first, chief, deputy = roster.responsible
        assert (chief.officer.id, deputy.officer.id) == ("hoang-van-an", "nong-thi-binh")
        assert first.role is not None
        assert first.role.value == "Công an viên phụ trách thôn"
    for officer in contacts.officers:
        assert all(number.digits.startswith("0950000") for number in officer.phones)


def test_one_mobile_of_two_people_is_doubted() -> None:
    contacts, findings = read(changed("phone: 0950 000 001", "phone: 0950 000 002"))
    assert contacts is not None
    assert told(findings) == [("phone-shared", 24, 14)]
    assert findings[0].severity is Severity.WARNING
    assert findings[0].value("first") == 20
    assert findings[0].value("other") == "Hoàng Văn An"


def test_one_number_twice_of_one_person_is_doubted_and_an_office_may_share_one() -> None:
    officers = (
        "officers:\n  an: {name: An, phones: [0205 3800 113, 02053800113]}\n"
        "  binh: {name: Bình, phone: 0205 3800 113}\n"
    )
    _, findings = read(
        "commune: {name: Xã A, province: Tỉnh B}\nhotlines: [{label: a, phone: 113}]\n"
        f"{officers}villages: {{v: {{name: V, officers: [an, binh]}}}}\n"
    )
    assert told(findings) == [("phone-shared", 4, 42)]


def test_a_province_in_one_file() -> None:
    """2,000 villages with three assignments each, and 2,000 officers."""
    officers = "".join(
        f"  can-bo-{i:04d}:\n    name: Nguyễn Văn An\n    rank: Thiếu tá\n"
        f"    role: Công an viên phụ trách thôn\n    phone: 0950 00{i // 1000} {i % 1000:03d}\n"
        for i in range(2000)
    )
    villages = "".join(
        f"  thon-{i:04d}:\n    name: Thôn {i}\n    kind: thôn\n    households: 52\n"
        "    officers:\n"
        + "".join(
            f"      - {{officer: can-bo-{(i + n) % 2000:04d}, role: Công an viên phụ trách thôn,"
            " from: 2026-01-01, until: 2027-12-31}\n"
            for n in range(3)
        )
        for i in range(2000)
    )
    text = (
        "commune: {name: Xã A, province: Tỉnh Lạng Sơn}\nhotlines: [{label: a, phone: 113}]\n"
        f"officers:\n{officers}villages:\n{villages}"
    )
    assert len(text.encode()) > 1 << 20
    contacts, findings = read(text)
    assert findings == ()
    assert contacts is not None
    assert (len(contacts.officers), len(contacts.villages)) == (2000, 2000)
    assert all(len(village.assignments) == 3 for village in contacts.villages)
