"""A commune looked through without making anything: who serves on a day, and what has room."""

from __future__ import annotations

from datetime import date

from keychain.build.numbering import first_serial, is_numbered
from keychain.contacts.model import Contacts
from keychain.contacts.roster import choose
from keychain.diagnostics import Diagnostic, warning
from keychain.layout import place_tag
from keychain.layout.measure import Measure
from keychain.layout.spec import LayoutSpec
from keychain.tags import compose_tag

HOUSEHOLDS_UNKNOWN = warning(
    "households-unknown", "without them a build does not know how many tags the village needs"
)


def survey_commune(
    contacts: Contacts, day: date, layout: LayoutSpec | None, measure: Measure
) -> tuple[Diagnostic, ...]:
    """What a build for ``day`` would object to before it writes: people and, where there is a
    ``layout``, texts without room. Without households a build needs ``--copies``: a warning."""
    rosters, findings = choose(contacts, day)
    found = list(findings)
    for village in contacts.villages:
        if not village.households:
            unknown = HOUSEHOLDS_UNKNOWN(village.place, name=village.name.value)
            found.append(unknown.about(village=village.id))
    if layout is None:
        return tuple(found)
    for roster in rosters:
        serial = first_serial(roster) if is_numbered(roster, layout) else ""
        _, placing = place_tag(compose_tag(roster, serial), layout, measure)
        found += (each.about(village=roster.village.id) for each in placing)
    return tuple(found)
