"""``{village.name}``: the fields that texts may name, and what they become for a tag."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from keychain.diagnostics import Diagnostic, Place, error
from keychain.layout.typesetting import KEEP
from keychain.tags.content import Entry, TagContent
from keychain.text import nearest

UNKNOWN_FIELD = error("layout-unknown-field", "a field that nobody fills would print as nothing")

TAG_FIELDS = (
    "village.name",
    "village.kind",
    "commune.name",
    "commune.district",
    "commune.province",
    "campaign.title",
    "campaign.slogan",
    "lead.name",
    "lead.given",
    "lead.called",
    "lead.rank",
    "lead.role",
    "lead.phone",
    "short.name",
    "short.phone",
    "mark",
    "mark.month",
    "mark.code",
    "mark.day",
    "issuer",
    "serial",
)
"""What a text may show. ``short`` is the first hotline of three or four digits,
``issuer`` the commune's police, ``serial`` the number of each single tag."""

LABEL_FIELDS = ("name", "given", "called", "rank", "role")
"""What a label of a phone list may show, of the one who answers. ``called`` is the rank and the
given name, "Thiếu tá An", as people say it; without a rank the full name."""

LONG_NAME = 24
"""A name of more letters than this may be broken over lines; a shorter one never is."""

_FIELD = re.compile(r"\{([^{}]*)\}")
_GLUED = re.compile(r"(?i)\b(bản|thôn|xóm|ấp|buôn|làng|khu|tổ|số|khóm|phum|sóc|bon) (?=\S)")


def check_template(text: str, place: Place, known: Iterable[str], faults: list[Diagnostic]) -> None:
    """Diagnoses every field of ``text`` that is not known, and braces that hold none."""
    names = tuple(known)
    for found in _FIELD.findall(text):
        if found not in names:
            faults.append(
                UNKNOWN_FIELD(
                    place,
                    field=found[:40] or "{}",
                    nearest=nearest(found, names, least=0) or "",
                    known=names,
                )
            )
    rest = _FIELD.sub("", text)
    if "{" in rest or "}" in rest:
        near = nearest(rest.strip("{} "), names, least=0) or ""
        faults.append(UNKNOWN_FIELD(place, field=text[:40], nearest=near, known=names))


def kept_name(name: str) -> str:
    """A person's or short place's name with its spaces made unbreakable.

    Of a long name only what belongs together is kept: "Bản X", "số 12".
    """
    if len(name.replace(" ", "")) <= LONG_NAME:
        return name.replace(" ", KEEP)
    return _GLUED.sub(lambda m: m[1] + KEEP, name)


def tag_values(content: TagContent) -> dict[str, str]:
    """Every field of :data:`TAG_FIELDS` that this tag has; a missing one is absent."""
    short = short_entry(content)
    values = {
        "village.name": kept_name(content.village.value),
        "village.kind": content.kind.value if content.kind else "",
        "commune.name": kept_name(content.commune.value),
        "commune.district": content.district.value if content.district else "",
        "commune.province": kept_name(content.province.value),
        "campaign.title": content.title.value if content.title else "",
        "campaign.slogan": content.slogan.value if content.slogan else "",
        "lead.phone": content.lead.phone.printed.replace(" ", KEEP),
        "short.name": short.name.value if short else "",
        "short.phone": short.phone.printed.replace(" ", KEEP) if short else "",
        "mark": content.mark.replace(" ", KEEP),
        "mark.month": content.month,
        "mark.code": content.code,
        "mark.day": content.date_of_issue,
        "issuer": content.issuer,
        "serial": content.serial,
        **{f"lead.{field}": value for field, value in entry_values(content.lead).items()},
    }
    return {field: value for field, value in values.items() if value}


def entry_values(entry: Entry) -> dict[str, str]:
    """The fields of :data:`LABEL_FIELDS` that this entry has."""
    values = {
        "name": entry.name.value if entry.hotline else kept_name(entry.name.value),
        "given": entry.given or "",
        "called": _called(entry),
        "rank": entry.rank.value.replace(" ", KEEP) if entry.rank else "",
        "role": entry.role.value if entry.role else "",
    }
    return {field: value for field, value in values.items() if value}


def _called(entry: Entry) -> str:
    if entry.rank and entry.given:
        return f"{entry.rank.value} {entry.given}".replace(" ", KEEP)
    return entry.name.value if entry.hotline else kept_name(entry.name.value)


def short_entry(content: TagContent) -> Entry | None:
    """The first hotline of three or four digits that is not the lead, or None."""
    return next((e for e in content.others if e.hotline and e.short), None)


def fields_of(template: str) -> list[str]:
    """The fields that a template names."""
    return _FIELD.findall(template)


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with its fields filled; a missing field leaves nothing, not even its space.

    A text whose every field is missing is empty.
    """
    fields = _FIELD.findall(template)
    if fields and not any(field in values for field in fields):
        return ""
    text = _FIELD.sub(lambda m: values.get(m[1], ""), template)
    return re.sub(r" +", " ", text).strip(" ")
