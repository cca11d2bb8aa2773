"""A PDF's job comes back from its JSON, and nothing else passes for one."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keychain.tags.job import OPTIONAL, Arrangement, Faces, Job, JobVillage, read_job

VILLAGE = JobVillage("ban-phuc", "Bản Phục", "a7f3" * 16, 52, 72)
JOB = Job(
    program="0.1.0",
    commune="Xã Kiên Mộc",
    province="Tỉnh Lạng Sơn",
    day=date(2026, 12, 1),
    layout="fob-54x29",
    press="office",
    faces="both",
    sheets="village",
    villages=(VILLAGE,),
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
COUNTS = st.integers(0, 200_000)
VILLAGES = st.builds(
    JobVillage, TEXTS, TEXTS, st.text("0123456789abcdef", min_size=64, max_size=64), COUNTS, COUNTS
)
JOBS = st.builds(
    Job,
    program=TEXTS,
    commune=TEXTS,
    province=TEXTS,
    day=st.dates(),
    layout=TEXTS,
    press=TEXTS,
    faces=st.sampled_from(get_args(Faces)),
    sheets=st.sampled_from(get_args(Arrangement)),
    villages=st.lists(VILLAGES, min_size=1, max_size=4).map(tuple),
    start=st.sampled_from(["", "0", "8", "1:1", "12:3"]),
    labels=TEXTS,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(JOBS)
def test_a_job_comes_back(job: Job) -> None:
    text = job.to_json()
    assert "\n" not in text
    assert read_job(text) == job


def test_the_json_is_one_line_with_sorted_keys_and_letters_as_they_are() -> None:
    text = JOB.to_json()
    assert list(json.loads(text)) == sorted({each.name for each in fields(Job)} - OPTIONAL)
    full = replace(JOB, start="3:1", labels="avery-l7160", only="duty", form="poster")
    assert read_job(full.to_json()) == full
    assert read_job(full.to_json().replace('"duty"', '"desk"')) is None
    begun = json.loads(full.to_json())
    assert list(begun) == sorted(each.name for each in fields(Job))
    assert '"commune": "Xã Kiên Mộc"' in text
    assert '"day": "2026-12-01"' in text


def with_value(path: str, value: Any) -> str:
    data = json.loads(JOB.to_json())
    inside = data["villages"][0] if path.startswith("villages.") else data
    inside[path.removeprefix("villages.")] = value
    return json.dumps(data)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        *((name, 7) for name in ("program", "commune", "province", "layout", "press")),
        *((name, None) for name in ("program", "day", "faces", "sheets", "villages")),
        ("commune", "\ud800"),
        ("commune", ["Xã Kiên Mộc"]),
        ("day", "2026-13-01"),
        ("day", "2026-02-30"),
        ("day", "20261201"),
        ("day", "2026-W01-1"),
        ("day", "2026-12-01T00:00:00"),
        ("day", 20261201),
        ("faces", "sideways"),
        ("faces", ["both"]),
        ("faces", {}),
        ("sheets", True),
        ("sheets", "both"),
        ("villages", []),
        ("villages", {}),
        ("villages", "ban-phuc"),
        ("villages", [None]),
        ("villages", [["ban-phuc"]]),
        ("villages", [{}]),
        ("villages.id", 1),
        ("villages.name", None),
        ("villages.fingerprint", "a7f3"),
        ("villages.fingerprint", "A7F3" * 16),
        ("villages.fingerprint", "a7f3" * 16 + "\n"),
        ("villages.needed", "52"),
        ("villages.needed", 52.0),
        ("villages.needed", True),
        ("villages.needed", -1),
        ("villages.tags", None),
        ("villages.extra", 1),
        *(("start", value) for value in (8, None, True, "-1", "3:", "0:1", "1:0", "3:1 ", "٣")),
        *(("start", value) for value in ("1:1\n", "9" * 6, "1" * 4 + ":1", ["3:1"])),
        ("labels", 7),
        ("labels", None),
        ("labels", "\ud800"),
        ("extra", 1),
    ],
)
def test_a_wrong_value_makes_it_no_job(path: str, value: Any) -> None:
    assert read_job(with_value(path, value)) is None


@pytest.mark.parametrize("name", sorted({each.name for each in fields(Job)} - OPTIONAL))
def test_a_missing_key_makes_it_no_job(name: str) -> None:
    data = json.loads(JOB.to_json())
    del data[name]
    assert read_job(json.dumps(data)) is None


@pytest.mark.parametrize(
    "text",
    ["", "{", "null", "[]", "1", '"job"', "NaN", "[" * 100_000, '{"a":' * 100_000, "9" * 10_000],
)
def test_other_texts_are_no_job(text: str) -> None:
    assert read_job(text) is None


@given(st.sampled_from([each.name for each in fields(Job)]), JSON)
def test_what_is_read_has_the_types_that_it_says(name: str, value: Any) -> None:
    job = read_job(with_value(name, value))
    if job is None:
        return
    assert isinstance(job.day, date)
    assert all(
        isinstance(each, str)
        for each in (job.program, job.commune, job.province, job.layout, job.press, job.start)
    )
    assert job.faces in get_args(Faces)
    assert job.sheets in get_args(Arrangement)
    assert all(isinstance(each, JobVillage) for each in job.villages)


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    read_job(text)


def test_a_job_of_more_tags_than_any_build_makes_is_no_job() -> None:
    data = json.loads(JOB.to_json())
    data["villages"][0]["needed"] = 10**12
    assert read_job(json.dumps(data)) is None
