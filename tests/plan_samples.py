"""A small directory, its hand-outs and its ledger, for the tests of plans and of histories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cli_samples import PROJECT

from keychain.contacts import read_contacts
from keychain.contacts.model import Contacts
from keychain.contacts.roster import choose
from keychain.ledger import BuiltJob, BuiltVillage, Handout, Issue, open_ledger
from keychain.ledger.model import Replaces
from keychain.tags.compose import shown_of
from keychain.tags.fingerprint import fingerprint_of

DAY = date(2027, 1, 1)
LAYOUTS = str(PROJECT / "layouts")
TEXT = """\
commune: {name: Xã A, province: Tỉnh Lạng Sơn}
campaign: {title: Móc chìa khóa, spare: 10%}
hotlines: [{label: Công an, phone: 113}, {label: Trực ban, phone: 0205 3800 113, duty: true}]
officers:
  an: {name: Hoàng Văn An, phone: 0950 000 001}
  binh: {name: Nông Thị Bình, phone: 0950 000 002}
  chau: {name: Lý Văn Châu, phone: 0950 000 003}
villages:
  mot: {name: Bản Một, households: 20, officers: [an, binh]}
  hai: {name: Bản Hai, households: 40, officers: [binh]}
  ba: {name: Bản Ba, households: 30, officers: [chau]}
"""


def read(*changes: tuple[str, str]) -> Contacts:
    text = TEXT
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    contacts, found = read_contacts(text.encode(), "c.yaml")
    assert contacts, found
    return contacts


def handed_out(
    contacts: Contacts, count: int, replaces: Replaces = "all", day: date = DAY
) -> dict[str, Sequence[Issue]]:
    """``count`` of the tags of ``contacts`` in every village, on ``day``."""
    issues: dict[str, Sequence[Issue]] = {}
    for roster in choose(contacts, day)[0]:
        shown = shown_of(roster)
        issues[roster.village.id] = (
            Issue(
                "Xã A",
                "Tỉnh Lạng Sơn",
                roster.village.id,
                fingerprint_of(shown),
                shown,
                "fob-54x29",
                day,
                day,
                count,
                replaces,
            ),
        )
    return issues


def give(root: Path, contacts: Contacts, count: int) -> None:
    """A ledger in which every village of ``contacts`` got ``count`` tags on DAY."""
    ledger = open_ledger(root / "output" / "ledger.sqlite3")
    issues = [issue for own in handed_out(contacts, count).values() for issue in own]
    villages = tuple(
        BuiltVillage(i.village, i.village, i.fingerprint, i.shown, count, count) for i in issues
    )
    name, province = contacts.commune.name.value, contacts.commune.province.value
    job = BuiltJob("0" * 64, name, province, DAY, "fob-54x29", "office", "1", villages)
    ledger.hand_out([job], [Handout(job.sha256, v.id, DAY, count) for v in villages])
    ledger.close()
