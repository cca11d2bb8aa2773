"""The villages of a file, and who serves in each from when until when."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from datetime import date

from keychain.contacts.codes import read_code
from keychain.contacts.ids import check_ids
from keychain.contacts.model import Assignment, Officer, Village
from keychain.contacts.values import read_date, read_households, read_name, read_period
from keychain.diagnostics import Diagnostic, error, has_errors, warning
from keychain.text import excerpt, nearest, spelling
from keychain.values import dataclass
from keychain.yaml_source.fields import EMPTY_VALUE, Fields, expect_mapping
from keychain.yaml_source.nodes import Mapping, Node, Scalar, Sequence, Text

VILLAGE_WITHOUT_OFFICERS = error("village-without-officers", "its tag would bear no number")
UNKNOWN_OFFICER = error("unknown-officer", "nobody of that id is in the list of officers")
OFFICER_HAS_ERROR = error("officer-has-error", "a tag with a doubtful number is not printed")
OFFICER_TWICE = error("officer-twice", "one person would stand on the tag twice")
VILLAGE_NAME_TWICE = warning("village-name-twice", "tags of the two cannot be told apart")

VILLAGE_KEYS = ("name", "kind", "households", "officers", "until", "code")
ASSIGNMENT_KEYS = ("officer", "role", "from", "until")

# A suggestion takes time; after this many nobody reads them.
_MOST_SUGGESTIONS = 100


@dataclass(frozen=True, slots=True)
class KnownOfficers:
    """The officers by id, None for one with an error; ``whole`` if no other can be in the file."""

    by_id: ReadOnly[str, Officer | None]
    whole: bool


def read_villages(
    node: Mapping, officers: KnownOfficers, faults: list[Diagnostic]
) -> tuple[tuple[Village, ...], frozenset[str]]:
    """The villages in the order of the file, and the ids of those that an error stops."""
    found, refused = check_ids(name for name, _ in node.entries)
    faults += (fault.about(village=_shown(id_)) for id_, fault in found)
    villages: list[Village] = []
    stopped = set(refused)
    for name, value in node.entries:
        before = len(faults)
        villages.append(_read_village(name, value, officers, faults))
        if has_errors(faults[before:]):
            stopped.add(name.text)
        faults[before:] = [fault.about(village=_shown(name.text)) for fault in faults[before:]]
    faults += _check_names(villages)
    return tuple(villages), frozenset(stopped)


def _shown(id_: str) -> str:
    return excerpt(id_) if len(id_) > 200 else id_


def _read_village(
    id_: Scalar, node: Node, officers: KnownOfficers, faults: list[Diagnostic]
) -> Village:
    """The village, as far as it can be read: its name is its id where it has none."""
    fallback = Text(id_.text, id_.place)
    mapping = expect_mapping(node, faults, id_.text)
    if mapping is None:
        return Village(id_.text, fallback, id_.place, ())
    fields = Fields(mapping, VILLAGE_KEYS, faults, at=id_.place)
    name = read_name(fields, "name", faults, required=True)
    kind = read_name(fields, "kind", faults)
    households = read_households(fields, faults)
    end = read_date(fields, "until", faults)
    code = read_code(fields, faults)
    assignments: tuple[Assignment, ...] = ()
    listed = fields.node("officers")
    if (
        listed is None
        or (isinstance(listed, Scalar) and listed.empty)
        or (isinstance(listed, Sequence) and not listed.items)
    ):
        hidden = not mapping.whole if listed is None else not getattr(listed, "whole", True)
        if not hidden:
            faults.append(VILLAGE_WITHOUT_OFFICERS(id_.place if listed is None else listed.place))
    elif items := fields.sequence("officers"):
        assignments = _read_assignments(items, officers, faults)
    return Village(id_.text, name or fallback, id_.place, assignments, kind, households, end, code)


def _read_assignments(
    node: Sequence, officers: KnownOfficers, faults: list[Diagnostic]
) -> tuple[Assignment, ...]:
    assignments: list[Assignment] = []
    broken: set[str] = set()
    for item in node.items:
        if isinstance(item, Scalar) and item.empty:
            faults.append(EMPTY_VALUE(item.place, key="officers"))
            continue
        assignment = _read_assignment(item, faults)
        if assignment is None:
            continue
        officer = officers.by_id.get(assignment.officer)
        if officer:
            assignments.append(assignment)
        elif assignment.officer in officers.by_id:
            if assignment.officer not in broken:
                faults.append(OFFICER_HAS_ERROR(assignment.place, officer=assignment.officer))
            broken.add(assignment.officer)
        elif officers.whole:
            suggest = len(faults) < _MOST_SUGGESTIONS
            faults.append(_unknown(assignment, officers, suggest))
    faults += _check_twice(assignments)
    return tuple(assignments)


def _unknown(assignment: Assignment, officers: KnownOfficers, suggest: bool) -> Diagnostic:
    ids = officers.by_id
    close = nearest(assignment.officer, ids, least=0) if suggest else None
    return UNKNOWN_OFFICER(
        assignment.place, officer=excerpt(assignment.officer), nearest=close or next(iter(ids))
    )


def _read_assignment(node: Node, faults: list[Diagnostic]) -> Assignment | None:
    if isinstance(node, Scalar):
        return Assignment(node.text.strip(), node.place)
    mapping = expect_mapping(node, faults, "officers")
    if mapping is None:
        return None
    fields = Fields(mapping, ASSIGNMENT_KEYS, faults)
    officer = fields.text("officer", required=True)
    role = read_name(fields, "role", faults)
    period = read_period(fields, faults)
    if officer is None:
        return None
    return Assignment(officer.value, fields.place("officer"), role, period.start, period.end)


def _check_twice(assignments: list[Assignment]) -> list[Diagnostic]:
    """One person twice on overlapping days; a change of role on a day is two periods."""
    faults: list[Diagnostic] = []
    by_officer: dict[str, list[Assignment]] = {}
    for assignment in assignments:
        by_officer.setdefault(assignment.officer, []).append(assignment)
    for officer, several in by_officer.items():
        several.sort(key=lambda one: one.start or date.min)
        latest = several[0]
        for one in several[1:]:
            if (latest.end or date.max) >= (one.start or date.min):
                later, earlier = sorted((one, latest), key=lambda each: each.place, reverse=True)
                faults.append(OFFICER_TWICE(later.place, officer=officer, first=earlier.place.line))
            if (one.end or date.max) > (latest.end or date.max):
                latest = one
    return faults


def _check_names(villages: list[Village]) -> list[Diagnostic]:
    warnings: list[Diagnostic] = []
    seen: dict[str, Village] = {}
    for village in villages:
        other = seen.setdefault(spelling(village.name.value), village)
        if other is not village:
            warnings.append(
                VILLAGE_NAME_TWICE(
                    village.name.place, name=village.name.value, other=_shown(other.id)
                ).about(village=_shown(village.id))
            )
    return warnings


def used_officers(villages: tuple[Village, ...]) -> frozenset[str]:
    """The ids of all officers that some village names."""
    return frozenset(a.officer for village in villages for a in village.assignments)
