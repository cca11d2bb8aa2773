"""What each PDF is to hold: which villages, and how many tags for each."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping as ReadOnly
from datetime import date

from keychain.build.numbering import Out, first_number
from keychain.build.options import Options
from keychain.contacts.model import Contacts
from keychain.contacts.roster import VillageRoster, choose
from keychain.diagnostics import Diagnostic, error, has_errors
from keychain.sheets.quantities import tags_needed
from keychain.tags.job import Only
from keychain.values import dataclass

QUANTITY_UNKNOWN = error(
    "quantity-unknown", "how many tags to print is never guessed: too few leave households out"
)


NOTHING_OUT: Out = {}


@dataclass(frozen=True, slots=True)
class Order:
    """One village and the tags ``needed`` for it. ``only`` says what the roster was cut down to;
    where its tags are numbered, ``first`` is the first number."""

    roster: VillageRoster
    needed: int
    only: Only = ""
    first: int = 1


@dataclass(frozen=True, slots=True)
class Lot:
    """What one PDF is to hold; several villages unless each was to have its own."""

    orders: tuple[Order, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A commune's lots; ``refused`` are the ids of villages asked for that have none."""

    contacts: Contacts
    day: date
    lots: tuple[Lot, ...]
    refused: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def plan_commune(
    contacts: Contacts,
    day: date,
    options: Options,
    asked: Collection[str] = (),
    quantities: ReadOnly[str, int] | None = None,
    out: Out | None = NOTHING_OUT,
) -> Plan:
    """The lots of a commune's villages, or of those whose ids are ``asked`` for.

    ``quantities``, tags by village, go before what households and options ask for. A village with
    nobody on ``day``, or whose number of tags nobody knows, is refused with an
    error; what concerns villages that were not asked for is left out. ``out`` are the last serial
    numbers that people hold, None where nobody knows them.
    """
    there = (v for v in contacts.villages if not (v.end and v.end < day))
    wanted = [v for v in there if not asked or v.id in asked]
    names = {v.id for v in wanted}
    rosters, findings = choose(contacts, day)
    found = [f for f in findings if f.village is None or f.village in names]
    spare = contacts.campaign.spare if options.spare is None else options.spare
    orders: list[Order] = []
    for roster in rosters:
        village = roster.village
        if village.id not in names:
            continue
        if quantities is not None and not quantities.get(village.id):
            continue
        first, numbering = first_number(roster, options.serial_from, out)
        found += (each for each in numbering if each not in found)
        if has_errors(numbering):
            continue
        if quantities is not None:
            orders.append(Order(roster, quantities[village.id], first=first))
            continue
        if not (village.households or options.copies):
            finding = QUANTITY_UNKNOWN(village.place, name=village.name.value)
            found.append(finding.about(village=village.id))
            continue
        needed = tags_needed(village.households, options.copies, spare)
        orders.append(Order(roster, needed, first=first))
    ready = {order.roster.village.id for order in orders}
    if options.sheets == "village":
        lots = tuple(Lot((order,)) for order in orders)
    else:
        lots = (Lot(tuple(orders)),) if orders else ()
    refused = tuple(
        v.id for v in wanted if v.id not in ready and (quantities is None or quantities.get(v.id))
    )
    return Plan(contacts, day, lots, refused, tuple(found))
