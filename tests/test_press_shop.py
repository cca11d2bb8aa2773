"""``keychain build --press shop``, as a print shop gets it: every layout, built and verified."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest
from cli_samples import Project
from layout_samples import LAYOUTS

PT = 72 / 25.4
SIZES = {
    "fob-54x29": (54, 29),
    "oval-50x20": (50, 20),
    "round-40": (40, 40),
    "card-cr80": (85.6, 53.98),
}
"""mm; the last is ISO/IEC 7810's ID-1."""


@pytest.fixture
def project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Project:
    """A project with the layouts and presses that are shipped."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(LAYOUTS, tmp_path / "layouts")
    return Project(tmp_path, capsys)


@pytest.mark.parametrize("layout", SIZES)
@pytest.mark.parametrize(
    ("press", "standard"), [("shop", "PDF/X-4"), ("shop-x1a", "PDF/X-1a:2003")]
)
def test_one_tag_a_page(project: Project, layout: str, press: str, standard: str) -> None:
    asked = ("--press", press, "--layout", layout, "--layouts", "layouts", "--json")
    told = project.run("build", "ban-phuc", *asked)
    assert (told.code, told.codes) == (0, [])
    (made,) = told.document["files"]
    assert made["verified"] and made["pages"] == 2
    width, height = SIZES[layout]
    with pikepdf.open(project.folder / "ban-phuc.pdf") as pdf:
        assert str(pdf.docinfo.GTS_PDFXVersion) == standard
        for page in pdf.pages:
            left, bottom, right, top = (float(each) / PT for each in page.TrimBox)
            assert (right - left, top - bottom) == pytest.approx((width, height), abs=0.01)
            outer = [float(each) / PT for each in page.BleedBox]
            wanted = (left - 3, bottom - 3, right + 3, top + 3)
            assert outer == pytest.approx(wanted, abs=0.01)


def test_whole_sheets(project: Project) -> None:
    asked = ("--press", "shop-sheets", "--layouts", "layouts", "--json")
    told = project.run("build", "ban-phuc", *asked)
    assert (told.code, told.codes) == (0, [])
    # With 3 mm of bleed 24 key fobs fit on A4, so that 55 tags take three sheets.
    (made,) = told.document["files"]
    assert (made["sheets"], made["tags"], made["pages"]) == (3, 72, 6)
    assert project.run("verify", made["path"], "--layouts", "layouts").code == 0
