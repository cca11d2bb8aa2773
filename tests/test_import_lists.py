"""Lists with each kind of mess, and some with all: what each must become is written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from import_samples import Sample, doubts, imported, plain, samples, told, workbook

SAMPLES = samples()


def files(sample: Sample, tmp_path: Path) -> tuple[bytes, Path]:
    data = workbook(("Danh sách", sample.rows), merged=sample.merged)
    path = tmp_path / "contacts.yaml"
    if sample.contacts is not None:
        path.write_text(sample.contacts, encoding="utf-8")
    return data, path


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda each: each.name)
def test_what_is_certain_is_taken_and_what_is_doubtful_told(sample: Sample, tmp_path: Path) -> None:
    data, path = files(sample, tmp_path)
    done = imported(data, path, named=sample.named)
    assert doubts(done) == sample.doubts
    assert told(done) == sample.told
    assert done.change.after is not None
    assert plain(done.change.after.decode()) == plain(sample.expected)


@pytest.mark.parametrize(
    "sample", [each for each in SAMPLES if each.accepted], ids=lambda each: each.name
)
def test_what_is_accepted_is_taken_as_well(sample: Sample, tmp_path: Path) -> None:
    data, path = files(sample, tmp_path)
    done = imported(data, path, named=sample.named, accept=["all"])
    assert doubts(done) == []
    assert done.change.after is not None and sample.accepted
    assert plain(done.change.after.decode()) == plain(sample.accepted)
    kinds = sorted({each.split(" ")[1].removesuffix(":") for each in sample.doubts})
    assert sorted({each.kind for each in done.proposals}) == kinds


def test_there_are_more_than_twenty() -> None:
    assert len(SAMPLES) >= 20
