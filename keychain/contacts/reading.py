"""Stage 2: the nodes of contacts.yaml into a directory, with everything that is wrong with it."""

from __future__ import annotations

from keychain.contacts.advice import advise
from keychain.contacts.codes import check_codes
from keychain.contacts.commune import (
    NO_DUTY_HOTLINE,
    NO_HOTLINES,
    read_campaign,
    read_commune,
    read_hotlines,
)
from keychain.contacts.model import Campaign, Commune, Contacts, Hotline, Officer, Village
from keychain.contacts.numbers import Numbers
from keychain.contacts.officers import read_officers
from keychain.contacts.villages import KnownOfficers, read_villages, used_officers
from keychain.diagnostics import Diagnostic, has_errors, note
from keychain.yaml_source import read_yaml
from keychain.yaml_source.bounded import bounded
from keychain.yaml_source.document import in_order
from keychain.yaml_source.fields import EMPTY_VALUE, UNKNOWN_KEY, Fields
from keychain.yaml_source.nodes import Mapping

UNUSED_OFFICER = note("unused-officer", "somebody who has left, or was forgotten in a village")

CONTACTS_KEYS = ("commune", "campaign", "hotlines", "officers", "villages")


def read_contacts(data: bytes, file: str) -> tuple[Contacts | None, tuple[Diagnostic, ...]]:
    """The directory in the bytes of a contacts.yaml, and all findings in the file's order.

    None when an error leaves the file's structure in doubt: syntax, duplicate or unknown keys,
    the commune, the campaign, the hotlines. An error in an officer or a village stops the
    villages that it touches (``Contacts.refused``). ``file`` is the name that places carry.
    """
    document = read_yaml(data, file)
    if document.root is None:
        return None, document.diagnostics
    whole_file: list[Diagnostic] = list(document.diagnostics)
    people: list[Diagnostic] = []
    fields = Fields(document.root, CONTACTS_KEYS, whole_file)
    commune = _read_commune(fields, whole_file)
    numbers = Numbers(commune.province.value if commune else None)
    campaign, hotlines = _read_campaign(fields, numbers, whole_file)

    officers = _filled(fields, "officers", whole_file)
    by_id = read_officers(officers, numbers, people) if officers else {}
    people += advise(hotlines, filter(None, by_id.values()))
    known = KnownOfficers(by_id, officers is not None and officers.whole)
    node = _filled(fields, "villages", whole_file)
    villages: tuple[Village, ...] = ()
    refused: frozenset[str] = frozenset()
    if node:
        villages, refused = read_villages(node, known, people)
        coded, twice = check_codes(villages, numbered=campaign.serial)
        people += coded
        refused |= twice
        if document.complete and node.whole:
            people += _unused(by_id, villages, refused)

    findings = in_order(bounded([*whole_file, *people]))
    stopped = has_errors(whole_file) or any(f.rule is UNKNOWN_KEY for f in people)
    if commune is None or not officers or not node or stopped:
        return None, findings
    able = tuple(officer for officer in by_id.values() if officer)
    return Contacts(file, commune, campaign, hotlines, able, villages, refused), findings


def _read_commune(fields: Fields, faults: list[Diagnostic]) -> Commune | None:
    node = fields.mapping("commune", required=True)
    return read_commune(node, faults) if node else None


def _read_campaign(
    fields: Fields, numbers: Numbers, faults: list[Diagnostic]
) -> tuple[Campaign, tuple[Hotline, ...]]:
    campaign, campaign_fields = read_campaign(fields.mapping("campaign"), faults)
    listed = fields.sequence("hotlines")
    before = len(faults)
    hotlines = read_hotlines(listed, numbers, faults) if listed else ()
    if has_errors(faults[before:]) or not (listed.whole if listed else fields.whole):
        return campaign, hotlines
    if not hotlines and (listed or fields.node("hotlines") is None):
        faults.append(NO_HOTLINES(fields.place("hotlines")))
    duty = any(hotline.duty for hotline in hotlines)
    if campaign.dial == "duty" and not duty and campaign_fields:
        faults.append(NO_DUTY_HOTLINE(campaign_fields.place("dial")))
    return campaign, hotlines


def _filled(fields: Fields, key: str, faults: list[Diagnostic]) -> Mapping | None:
    """The mapping at ``key``, which must hold something."""
    node = fields.mapping(key, required=True)
    if node and not node.entries:
        if node.whole:
            faults.append(EMPTY_VALUE(node.place, key=key))
        return None
    return node


def _unused(
    officers: dict[str, Officer | None], villages: tuple[Village, ...], refused: frozenset[str]
) -> list[Diagnostic]:
    """A note for each officer whom no village names; none while villages are in doubt."""
    if refused:
        return []
    used = used_officers(villages)
    return [
        UNUSED_OFFICER(officer.place, officer=officer.id, name=officer.name.value)
        for officer in officers.values()
        if officer and officer.id not in used
    ]
