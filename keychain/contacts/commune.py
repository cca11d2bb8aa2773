"""What a file says of the whole commune: its name, its campaign, its hotlines."""

from __future__ import annotations

from decimal import Decimal

from keychain.contacts.model import Campaign, Commune, Dial, Hotline, Language
from keychain.contacts.numbers import Numbers
from keychain.contacts.values import LONGEST_SLOGAN, read_cost, read_date, read_name, read_spare
from keychain.diagnostics import Diagnostic, error, warning
from keychain.yaml_source.fields import Fields, expect_mapping
from keychain.yaml_source.nodes import Mapping, Sequence

NO_DUTY_HOTLINE = error("no-duty-hotline", "the code on the tag would have nobody to call")
SEVERAL_DUTY_HOTLINES = warning("several-duty-hotlines", "a code calls one number, the first")
NO_HOTLINES = warning("no-hotlines", "officers move, a hotline stays")

COMMUNE_KEYS = ("name", "district", "province")
CAMPAIGN_KEYS = (
    "title",
    "slogan",
    "launch",
    "spare",
    "dial",
    "language",
    "tag-cost",
    "sheet-cost",
    "serial",
)
HOTLINE_KEYS = ("label", "phone", "duty")

DIALS: dict[str, Dial] = {"officer": "officer", "duty": "duty"}
LANGUAGES: dict[str, Language] = {"vi": "vi", "en": "en"}


def read_commune(node: Mapping, faults: list[Diagnostic]) -> Commune | None:
    """The commune; None, with its faults, if its name or province is not known."""
    fields = Fields(node, COMMUNE_KEYS, faults)
    name = read_name(fields, "name", faults, required=True)
    district = read_name(fields, "district", faults)
    province = read_name(fields, "province", faults, required=True)
    if name is None or province is None:
        return None
    return Commune(name, province, district)


def read_campaign(node: Mapping | None, faults: list[Diagnostic]) -> tuple[Campaign, Fields | None]:
    """The campaign, and its fields for the places of findings still to come."""
    if node is None:
        return Campaign(), None
    fields = Fields(node, CAMPAIGN_KEYS, faults)
    title = read_name(fields, "title", faults)
    slogan = read_name(fields, "slogan", faults, longest=LONGEST_SLOGAN)
    launch = read_date(fields, "launch", faults)
    spare = read_spare(fields, faults)
    dial = fields.choice("dial", DIALS)
    language = fields.choice("language", LANGUAGES)
    campaign = Campaign(
        title,
        slogan,
        launch,
        Decimal(0) if spare is None else spare,
        DIALS[dial or "officer"],
        LANGUAGES[language or "vi"],
        read_cost(fields, "tag-cost", faults),
        read_cost(fields, "sheet-cost", faults),
        fields.flag("serial") or False,
    )
    return campaign, fields


def read_hotlines(
    node: Sequence, numbers: Numbers, faults: list[Diagnostic]
) -> tuple[Hotline, ...]:
    """The hotlines that have a label and a number."""
    hotlines: list[Hotline] = []
    has_duty = False
    for item in node.items:
        mapping = expect_mapping(item, faults, "hotlines")
        if mapping is None:
            continue
        fields = Fields(mapping, HOTLINE_KEYS, faults)
        label = read_name(fields, "label", faults, required=True)
        phone = fields.text("phone", required=True)
        duty = fields.flag("duty") or False
        if duty and has_duty:
            faults.append(SEVERAL_DUTY_HOTLINES(fields.place("duty")))
        has_duty = has_duty or duty
        if phone is None:
            continue
        number = numbers.read(phone, faults)
        if label and number:
            hotlines.append(Hotline(label, number, duty))
    return tuple(hotlines)
