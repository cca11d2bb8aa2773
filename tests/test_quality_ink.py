"""Total ink: the bound, and the plates, which agree with another program's."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from quality_pdfs import OVER, code, form, image, page, text

from keychain.preflight.checks.quality.ink import ink_bound
from keychain.preflight.plates import heaviest, page_plates
from keychain.preflight.quality import check_quality
from keychain.preflight.reading.painted import read_painted

FOUR = b"1 0.8 0.7 0.5 k 50 50 72 72 re f "  # 300 %
BLUE = b"1 0.8 0.7 0 k 50 50 72 72 re f "
K = b"0 0 0 1 k 50 50 72 72 re f "


def bound(data: bytes) -> float:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        painted = read_painted(pdf)
    return ink_bound(painted, painted.pages[0])


def heavy(data: bytes) -> list[object]:
    found = [f for f in check_quality(data, None) if f.code == "ink-heavy"]
    return [f.value("percent") for f in found]


@pytest.mark.parametrize(
    ("content", "most", "found"),
    [
        (FOUR, 3.0, []),
        (b"1 0.8 0.7 0.6 k 50 50 72 72 re f", 3.1, [310]),
        (BLUE + K, 2.5, []),  # knocked out
        (BLUE + OVER + K, 3.5, [350]),
        (BLUE + b"/Over0 gs " + K, 3.5, []),  # mode 0 puts no ink where it has none
        (BLUE + OVER + b"0 0 0 1 k 200 50 50 50 re f", 3.5, []),  # beside it
        (BLUE + OVER + b"/Gold cs 1 scn 50 50 72 72 re f", 3.5, [350]),
        (BLUE + OVER + b"/Cut cs 1 scn 50 50 72 72 re f", 2.5, []),  # a die line is no ink
        (BLUE + b"/Gold cs 1 scn 50 50 72 72 re f", 2.5, []),
        (b"1 0.8 0.7 1 k 300 300 72 72 re f", 3.5, []),  # outside the trim
        (b"1 0.8 0.7 1 k 50 50 1 1 re f", 3.5, []),  # an eighth of a mm²
    ],
)
def test_ink_is_what_lies_on_the_paper(content: bytes, most: float, found: list[int]) -> None:
    data = page(content)
    assert bound(data) == pytest.approx(most)
    # 255 tones to a plate.
    assert heavy(data) == pytest.approx(found, abs=2)


def test_where_and_how_much() -> None:
    """72 pt are 25.4 mm: 645 mm², 50 pt from the left, and 200 − 122 pt from the top."""
    (finding,) = check_quality(page(BLUE + OVER + K), None)
    area = finding.area
    assert area is not None
    mm = (17.64, 27.52, 25.4, 25.4)
    assert (area.x, area.y, area.width, area.height) == pytest.approx(mm, abs=0.3)
    assert finding.value("mm2") == pytest.approx(645, rel=0.03)  # soft edges count


def test_a_picture_and_what_overprints_it() -> None:
    drawn = b"q 72 0 0 72 50 50 cm /Im Do Q "
    assert heavy(page(drawn, image(300, 300, tone=191))) == []  # 4 · 191/255 = 299.6 %
    assert heavy(page(drawn, image(300, 300, tone=198))) == pytest.approx([311], abs=2)
    over = drawn + OVER + K
    assert heavy(page(over, image(300, 300, tone=169))) == []  # 3 · 169/255 + 100 % = 298.8 %
    assert heavy(page(over, image(300, 300, tone=180))) == pytest.approx([312], abs=2)


def test_forms_inherit_what_they_paint_with() -> None:
    square = form(b"50 50 72 72 re f", (1, 0, 0, 1, 0, 0))
    assert heavy(page(BLUE + OVER + b"0 0 0 1 k /Inner Do", square)) == [350]
    assert heavy(page(BLUE + b"0 0 0 1 k /Inner Do", square)) == []


MIXED = (
    b"0 1 0.9 0.1 k 20 20 200 100 re f 1 0.4 0 0 k 120 60 100 100 re f\n"
    + OVER
    + b"0 0 0 1 k 150 30 90 60 re f "
    + text("0950 000 003", 30)
    + b"/Gold cs 0.6 scn 30 100 100 50 re f /Cut CS 1 SCN 2 w 15 15 250 160 re S "
    + b"q 40 0 0 40 240 140 cm /Im Do Q"
)


def test_plates_hold_each_ink_alone() -> None:
    plates = page_plates(page(MIXED, image(100, 100)), 0, 72)
    assert set(plates) == {"Cyan", "Magenta", "Yellow", "Black", "CutContour", "Gold"}

    def at(x: int, y: int) -> dict[str, int]:
        tones = {ink: plate.crop((x, 200 - y, x + 1, 201 - y)) for ink, plate in plates.items()}
        return {ink: tone.tobytes()[0] for ink, tone in tones.items() if tone.tobytes()[0]}

    share = pytest.approx
    assert at(25, 25) == {"Magenta": 255, "Yellow": share(230, abs=1), "Black": share(26, abs=1)}
    assert at(130, 155) == {"Cyan": 255, "Magenta": share(102, abs=1)}  # red is knocked out
    assert at(160, 70) == {"Cyan": 255, "Magenta": share(102, abs=1), "Black": 255}  # K overprints
    assert at(50, 110)["Gold"] == share(153, abs=1)
    assert at(50, 110)["Magenta"] == 255  # a spot that overprints leaves the others
    assert at(15, 100) == {"CutContour": 255}
    assert at(260, 150)["Yellow"] == share(64, abs=1)
    cut = plates["CutContour"].histogram()
    assert sum(cut[128:]) == pytest.approx(2 * (250 + 160) * 2, rel=0.1)


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")
def test_plates_agree_with_ghostscript(tmp_path: Path) -> None:
    source = tmp_path / "mixed.pdf"
    source.write_bytes(page(MIXED + code(0.5, at=(40, 110)), image(100, 100)))
    soft = ("-dTextAlphaBits=4", "-dGraphicsAlphaBits=4")
    quiet = ("-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r100")
    command = ["gs", *quiet, *soft, f"-sOutputFile={tmp_path / 'out.tif'}", str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    for ink, plate in page_plates(source.read_bytes(), 0, 100).items():
        with Image.open(tmp_path / f"out({ink}).tif") as other:
            theirs = _coverage(other.convert("L").point([255 - tone for tone in range(256)]))
        assert _coverage(plate) == pytest.approx(theirs, abs=0.006), ink


def _coverage(plate: Image.Image) -> float:
    tones = plate.histogram()
    return sum(tone * count for tone, count in enumerate(tones)) / 255 / sum(tones)


def test_the_heaviest_place_of_given_plates() -> None:
    one, other = Image.new("L", (100, 100), 255), Image.new("L", (100, 100), 100)
    other.paste(200, (10, 20, 30, 60))
    found = heaviest({"Cyan": one, "Gold": other, "CutContour": one}, 1.5, dpi=254)
    assert found is not None
    assert found.most == pytest.approx((255 + 200) / 255)
    edges = (found.area.x, found.area.y, found.area.width, found.area.height)
    assert edges == pytest.approx((1, 2, 2, 4))
    assert found.mm2 == pytest.approx(8)
    assert heaviest({"Cyan": one, "Gold": other}, 1.9) is None
