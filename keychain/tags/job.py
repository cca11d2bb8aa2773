"""What a PDF was made for: carried inside it, so that it can be verified by itself."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, fields
from datetime import date
from typing import Any, Literal, get_args

from keychain.tags.serial import MOST_NUMBERED, Series
from keychain.values import dataclass

Faces = Literal["both", "front", "back"]
Arrangement = Literal["village", "one", "gang"]
Only = Literal["", "duty"]
Form = Literal["", "poster"]


@dataclass(frozen=True, slots=True)
class JobVillage:
    """One village in a job: ``needed`` tags were asked for, ``tags`` are on the sheets.

    ``shown`` is what they say, empty in PDFs of earlier versions. Tags that are numbered have
    ``series`` before their numbers, ``KM-03``, of which ``first`` is the first.
    """

    id: str
    name: str
    fingerprint: str
    needed: int
    tags: int
    shown: str = ""
    series: str = ""
    first: int = 0

    @property
    def serials(self) -> tuple[str, ...]:
        """The serial numbers of all tags, in order; none where they have none."""
        return tuple(Series(self.series, self.first).serials(self.tags)) if self.series else ()

    @property
    def numbers(self) -> tuple[str, str] | None:
        """The first and the last serial number; None where the tags have none."""
        if not self.series or not self.tags:
            return None
        series = Series(self.series, self.first)
        return series.serial(self.first), series.serial(self.first + self.tags - 1)


@dataclass(frozen=True, slots=True)
class Job:
    """A PDF's own account of what it holds. ``program`` is the version that made it.

    ``start`` is where its first sheet begins, ``labels`` the label sheet that it was made for;
    ``only`` is ``duty`` where personal numbers are left out, ``form`` is ``poster`` where there are
    no tags to be handed out. What is empty is not written.
    """

    program: str
    commune: str
    province: str
    day: date
    layout: str
    press: str
    faces: Faces
    sheets: Arrangement
    villages: tuple[JobVillage, ...]
    start: str = ""
    labels: str = ""
    only: Only = ""
    form: Form = ""

    def to_json(self) -> str:
        """One line of JSON with sorted keys; the day as YYYY-MM-DD."""
        data = {**asdict(self), "day": self.day.isoformat()}
        written = {key: value for key, value in data.items() if key not in OPTIONAL or value}
        written["villages"] = [_written(village) for village in data["villages"]]
        return json.dumps(written, ensure_ascii=False, sort_keys=True)


OPTIONAL = frozenset({"start", "labels", "only", "form"})
"""Keys that PDFs of earlier versions lack."""

_NUMBERED = frozenset({"series", "first"})
"""Keys of villages whose tags are numbered."""

_VILLAGE_OPTIONAL = _NUMBERED | {"shown"}

START = re.compile(r"[1-9][0-9]{0,2}:[1-9][0-9]{0,2}|0|[1-9][0-9]{0,4}")
"""Where a sheet begins: a row and a column, or how many places are used."""

_MOST_TAGS = 210_000
"""Of one village: 100,000 households, as many spare tags, and the last sheet filled."""

_SERIES = re.compile(r"[A-Z]{1,4}-[0-9]{2,3}")

_HALVES = re.compile("[\ud800-\udfff]")
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def read_job(text: str) -> Job | None:
    """The job that ``text`` tells of, or None where it is not one.

    Every value has its type and a sense of its own: ``text`` comes from a file that anybody may
    have made. A key that is missing and not optional, or that this version does not know, makes it
    no job.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    known = {each.name for each in fields(Job)}
    if not isinstance(data, dict) or not known - OPTIONAL <= data.keys() <= known:
        return None
    day = _read_day(data["day"])
    villages = _read_villages(data["villages"])
    named = {name: data[name] for name in ("program", "commune", "province", "layout", "press")}
    named["labels"] = data.get("labels", "")
    start = data.get("start", "")
    faces = _one_of(data["faces"], get_args(Faces))
    sheets = _one_of(data["sheets"], get_args(Arrangement))
    if not day or not villages or not faces or not sheets or not all(map(_is_text, named.values())):
        return None
    if data.get("only", "") not in get_args(Only) or data.get("form", "") not in get_args(Form):
        return None
    if start != "" and not (isinstance(start, str) and START.fullmatch(start)):
        return None
    return Job(
        **named,
        day=day,
        faces=faces,
        sheets=sheets,
        villages=villages,
        start=start,
        only=data.get("only", ""),
        form=data.get("form", ""),
    )


def _read_day(value: object) -> date | None:
    """A day as ``to_json`` writes it; other forms of ISO 8601 are none of ours."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return day if day and day.isoformat() == value else None


def _read_villages(value: object) -> tuple[JobVillage, ...] | None:
    if not isinstance(value, list):
        return None
    read = [_read_village(each) for each in value]
    villages = tuple(each for each in read if each)
    return villages if len(villages) == len(read) else None


def _read_village(value: object) -> JobVillage | None:
    known = {each.name for each in fields(JobVillage)}
    if not isinstance(value, dict) or not known - _VILLAGE_OPTIONAL <= value.keys() <= known:
        return None
    village = JobVillage(**value)
    texts = all(map(_is_text, (village.id, village.name, village.fingerprint, village.shown)))
    if not texts or not _is_count(village.needed) or not _is_count(village.tags):
        return None
    if _NUMBERED & value.keys() and not _is_series(village):
        return None
    return village if _FINGERPRINT.fullmatch(village.fingerprint) else None


def _is_series(village: JobVillage) -> bool:
    first, last = village.first, MOST_NUMBERED - village.tags + 1
    if not isinstance(village.series, str) or not _SERIES.fullmatch(village.series):
        return False
    return isinstance(first, int) and not isinstance(first, bool) and 1 <= first <= last


def _written(village: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in village.items() if key not in _NUMBERED or value}


def _one_of(value: object, words: tuple[Any, ...]) -> Any:
    return value if isinstance(value, str) and value in words else None


def _is_text(value: object) -> bool:
    """Whether ``value`` is text that can be written again: JSON can hold half a letter."""
    return isinstance(value, str) and _HALVES.search(value) is None


def _is_count(value: object) -> bool:
    """Whether ``value`` is a whole number from 0, and not ``true``, which Python counts as 1.

    Larger numbers than any build makes are refused, before they take all memory.
    """
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_TAGS
