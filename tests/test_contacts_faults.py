"""Each fault in contacts.yaml, with its code and place, and what it stops."""

from __future__ import annotations

from datetime import date

import pytest
from contacts_samples import changed, read, told

from keychain.contacts.roster import choose

# What stops the whole file.
FILE_FAULTS = [
    ("  name: Xã Kiên Mộc\n", "", [("missing-key", 2, 3)]),
    ("name: Xã Kiên Mộc", "name:", [("empty-value", 2, 8)]),
    ("name: Xã Kiên Mộc", "name: ...?", [("no-name", 2, 9)]),
    ("name: Xã Kiên Mộc", "name: [Xã]", [("not-a-value", 2, 9)]),
    ("name: Xã Kiên Mộc", f"name: Xã {'x' * 98}", [("name-too-long", 2, 9)]),
    ("  district:", "  distrct:", [("unknown-key", 3, 3)]),
    ("campaign:\n", "campain:\n", [("unknown-key", 5, 1)]),
    ("  launch: 2026-12-01", "  launch: 01/12/2026", [("date-form", 8, 11)]),
    ("  launch: 2026-12-01", "  launch: 2026-02-29", [("no-such-date", 8, 11)]),
    ("  launch: 2026-12-01", "  launch: 31.4.2026", [("no-such-date", 8, 11)]),
    ("  launch: 2026-12-01", "  launch: 0000-01-01", [("no-such-date", 8, 11)]),
    ("  launch: 2026-12-01", "  launch: tháng 12", [("not-a-date", 8, 11)]),
    ("  launch: 2026-12-01", "  launch: ２０２６-12-01", [("not-a-date", 8, 11)]),
    ("spare: 2,5 %", "spare: 5", [("spare-form", 9, 10)]),
    ("spare: 2,5 %", "spare: 101%", [("spare-out-of-range", 9, 10)]),
    ("spare: 2,5 %", "spare: -1%", [("spare-out-of-range", 9, 10)]),
    ("dial: duty", "dial: chief", [("unknown-value", 10, 9)]),
    ("language: vi", "language: fr", [("unknown-value", 11, 13)]),
    (", duty: true", "", [("no-duty-hotline", 10, 9)]),
    (", duty: true", ", duty: maybe", [("not-yes-or-no", 14, 51)]),
    ("{label: Công an, phone: 113}", "{label: Công an}", [("missing-key", 13, 5)]),
    ("{label: Công an, phone: 113}", "{label: '', phone: 113}", [("empty-value", 13, 13)]),
    ("{label: Công an, phone: 113}", "113", [("not-a-mapping", 13, 5)]),
    ("    rank: Thiếu tá", "    rnak: Thiếu tá", [("unknown-key", 18, 5)]),
    ("    kind: thôn", "    kin: thôn", [("unknown-key", 28, 5)]),
    ("  - an\n", "  - {oficer: an}\n", [("unknown-key", 31, 10)]),
    ("    kind: thôn", "    name: B\n", [("duplicate-key", 28, 5)]),
    ("officers:\n  an:", "other:\n  an:", [("missing-key", 1, 1), ("unknown-key", 15, 1)]),
]


@pytest.mark.parametrize(("old", "new", "faults"), FILE_FAULTS)
def test_what_stops_the_file(old: str, new: str, faults: list[tuple[str, int, int]]) -> None:
    contacts, findings = read(changed(old, new))
    assert contacts is None
    assert sorted(told(findings)) == sorted(faults)


# What stops only the villages that it touches.
VILLAGE_FAULTS = [
    ("    name: Bản  Phục\n", "", [("missing-key", 26, 3)], {"ban-phuc"}),
    ("Bản  Phục", "", [("empty-value", 27, 10)], {"ban-phuc"}),
    ("Bản  Phục", '"-"', [("no-name", 27, 11)], {"ban-phuc"}),
    ("households: 52", "households: -1", [("households-negative", 29, 17)], {"ban-phuc"}),
    ("households: 52", "households: 52.5", [("households-not-whole", 29, 17)], {"ban-phuc"}),
    ("households: 52", "households: khoảng 50", [("households-not-whole", 29, 17)], {"ban-phuc"}),
    ("households: 52", "households: 100001", [("households-too-many", 29, 17)], {"ban-phuc"}),
    (
        "households: 52",
        f"households: {'9' * 9999}",
        [("households-too-many", 29, 17)],
        {"ban-phuc"},
    ),
    ("    officers: [binh]\n", "", [("village-without-officers", 33, 3)], {"ban-hang"}),
    (
        "    officers: [binh]\n",
        "    officers: []\n",
        [("village-without-officers", 35, 15)],
        {"ban-hang"},
    ),
    (
        "    officers: [binh]\n",
        "    officers:\n",
        [("village-without-officers", 35, 14)],
        {"ban-hang"},
    ),
    ("    officers: [binh]\n", "    officers: binh\n", [("not-a-list", 35, 15)], {"ban-hang"}),
    (
        "    officers: [binh]\n",
        "    officers: [binh, '']\n",
        [("empty-value", 35, 22)],
        {"ban-hang"},
    ),
    (
        "    officers: [binh]\n",
        "    officers: [bin]\n",
        [("unknown-officer", 35, 16)],
        {"ban-hang"},
    ),
    (
        "    officers: [binh]\n",
        "    officers: [[binh]]\n",
        [("not-a-mapping", 35, 16)],
        {"ban-hang"},
    ),
    (
        "    officers: [binh]\n",
        "    officers: [binh, binh]\n",
        [("officer-twice", 35, 22)],
        {"ban-hang"},
    ),
    ("until: 2026-11-30", "until: 2025-12-31", [("until-before-from", 32, 70)], {"ban-phuc"}),
    ("until: 2026-11-30", "until: 30/11/2026", [("date-form", 32, 70)], {"ban-phuc"}),
    ("  ban-hang:\n", "  con:\n", [("id-device-name", 33, 3)], {"con"}),
    ("  ban-hang:\n", "  Nul.txt:\n", [("id-device-name", 33, 3)], {"Nul.txt"}),
    ("  ban-hang:\n", "  a/b:\n", [("id-character", 33, 3)], {"a/b"}),
    ("  ban-hang:\n", "  ban-hang.:\n", [("id-edge", 33, 3)], {"ban-hang."}),
    ("  ban-hang:\n", "  ..:\n", [("id-edge", 33, 3)], {".."}),
    ("  ban-hang:\n", '  "b ":\n', [("id-edge", 33, 3)], {"b "}),
    ("  ban-hang:\n", '  "":\n', [("empty-id", 33, 3)], {""}),
    ("  ban-hang:\n", "  BAN-phuc:\n", [("id-clash", 33, 3)], {"BAN-phuc", "ban-phuc"}),
    ("  ban-hang:\n", f"  {'ộ' * 34}:\n", [("id-too-long", 33, 3)], {"ộ" * 34}),
    (
        "    name: Hoàng Văn An\n",
        "",
        [("missing-key", 16, 3), ("officer-has-error", 30, 9)],
        {"ban-phuc"},
    ),
    (
        "    phone: 0950 000 001\n",
        "",
        [("missing-key", 16, 3), ("officer-has-error", 30, 9)],
        {"ban-phuc"},
    ),
    (
        "    phone: 0950 000 001\n",
        "    phone: ~\n",
        [("empty-value", 20, 12), ("officer-has-error", 31, 9)],
        {"ban-phuc"},
    ),
    (
        "    zalo: 0950 000 001\n",
        "    phones: [113]\n",
        [("phone-and-phones", 20, 12), ("officer-has-error", 31, 9)],
        {"ban-phuc"},
    ),
    (
        "phones: [0950 000 002, 0345671234]",
        "phones: []",
        [("empty-value", 24, 13), ("officer-has-error", 32, 19), ("officer-has-error", 35, 16)],
        {"ban-phuc", "ban-hang"},
    ),
    (
        "phones: [0950 000 002, 0345671234]",
        "phones: [0950 000 002, [a]]",
        [("not-a-value", 24, 28), ("officer-has-error", 32, 19), ("officer-has-error", 35, 16)],
        {"ban-phuc", "ban-hang"},
    ),
    (
        "  binh:\n",
        "  a|b:\n",
        [("id-character", 22, 3), ("unknown-officer", 32, 19), ("unknown-officer", 35, 16)],
        {"ban-phuc", "ban-hang"},
    ),
]


@pytest.mark.parametrize(("old", "new", "faults", "refused"), VILLAGE_FAULTS)
def test_what_stops_a_village(
    old: str, new: str, faults: list[tuple[str, int, int]], refused: set[str]
) -> None:
    contacts, findings = read(changed(old, new))
    assert contacts is not None
    assert told(findings) == faults
    assert contacts.refused == refused
    assert len(contacts.villages) == 2
    named = {d.village for d in findings if d.village is not None}
    assert named <= refused
    # What is left can be worked with.
    rosters, _ = choose(contacts, date(2026, 6, 1))
    assert {roster.village.id for roster in rosters} == {
        village.id for village in contacts.villages if village.id not in refused
    }
