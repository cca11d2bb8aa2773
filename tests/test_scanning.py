"""Codes printed and photographed in simulation."""

from __future__ import annotations

from dataclasses import replace
from math import cos, radians
from pathlib import Path

import pytest
from cli_samples import PROJECT
from code_pdfs import code_pdf
from PIL import Image

from keychain.cli import main
from keychain.preflight.scanning import check_scans, scan_codes
from keychain.preflight.scanning.camera import photograph, pixels_per_mm
from keychain.preflight.scanning.conditions import STANDARD
from keychain.preflight.scanning.printed import FINE_DPI, Print, with_gain, worn


def bars(width: int) -> Print:
    """One black bar, ``width`` fine pixels wide, on white."""
    paper = Image.new("L", (400, 100), 255)
    paper.paste(0, (150, 0, 150 + width, 100))
    return Print(paper, 0.05, 0.85)


def ink(made: Print) -> float:
    """How wide the bar is, µm, by the ink in a line across it."""
    line = made.paper.crop((0, 50, 400, 51))
    return sum((255 - t) * n for t, n in enumerate(line.histogram())) / 255 * 25_400 / FINE_DPI


@pytest.mark.parametrize("gain", [20, 60, 80, 150, 300])
def test_a_bar_grows_by_the_gain(gain: float) -> None:
    before = ink(bars(60))
    assert ink(with_gain(bars(60), gain)) - before == pytest.approx(gain, abs=6)


def test_scratches_are_white_and_the_same_each_time() -> None:
    black = Print(Image.new("L", (500, 500), 0), 0.05, 0.85)
    one, again, other = (worn(black, 3, seed).paper.tobytes() for seed in (1, 1, 2))
    assert one == again != other
    assert max(one) == 255


def test_a_telephone_sees_less_from_further_away() -> None:
    # 1280 pixels over 2 * 200 mm * tan 33° = 259.8 mm.
    assert pixels_per_mm(20) == pytest.approx(1280 / 259.76, rel=1e-4)
    assert pixels_per_mm(40) == pytest.approx(pixels_per_mm(20) / 2)


def test_a_tilted_print_looks_lower() -> None:
    paper = Image.new("L", (945, 945), 255)
    paper.paste(0, (236, 236, 708, 708))
    still = replace(STANDARD, blur=0, noise=0, shade=0, jpeg=5)
    heights = []
    for tilt in (0, 60):
        shown = photograph(Print(paper, 0.05, 0.85), 0.5, replace(still, tilt=tilt), 1)
        line = shown.crop((shown.width // 2, 0, shown.width // 2 + 1, shown.height))
        heights.append(sum(n for tone, n in enumerate(line.histogram()) if tone < 120))
    assert heights[1] / heights[0] == pytest.approx(cos(radians(60)), abs=0.06)


def test_small_modules_fail_and_large_ones_do_not() -> None:
    scans = scan_codes(code_pdf([("tel:+84950000001", 0.2), ("tel:+84950000002", 0.4)]), None)
    read = {s.code.payload: [p.read for p in s.printed] for s in scans}
    assert read == {"tel:+84950000001": [False, False], "tel:+84950000002": [True, True]}
    assert [(s.code.page, round(s.code.module, 2)) for s in scans] == [(1, 0.2), (1, 0.4)]
    assert [finding.code for finding in check_scans(scans)] == ["scan-fails"]


def test_a_thin_margin_is_told() -> None:
    data = code_pdf([("tel:+84950000001", 0.38), ("tel:+84950000002", 0.6)])
    scans = scan_codes(data, None, ramps=True, printers=(300,))
    thin = {f.value("payload") for f in check_scans(scans)}
    assert thin == {"tel:+84950000001"}
    assert scans == scan_codes(data, None, ramps=True, printers=(300,))
    small, large = (
        {limit.stress: limit.level for limit in scan.printed[0].limits} for scan in scans
    )
    assert small["distance"] is not None and large["distance"] is not None
    assert small["distance"] < 23 < 28 < large["distance"]


def test_what_is_no_pdf_has_no_codes() -> None:
    assert scan_codes(b"%PDF-1.7 nothing", None) == ()


def test_every_code_of_the_sample_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    where = ("--contacts", str(PROJECT / "contacts.yaml"), "--layouts", str(PROJECT / "layouts"))
    counts = {}
    for layout in ("card-cr80", "fob-54x29", "oval-50x20", "round-40"):
        more = ("--layout", layout, "--sheets", "one", "--copies", "1", "--no-verify")
        assert main(["build", *where, *more, "--output", layout, "--json"]) == 0
        (path,) = (p for p in Path(layout).rglob("_all.pdf"))
        scans = scan_codes(path.read_bytes(), None, printers=(300,))
        assert all(printed.read for scan in scans for printed in scan.printed)
        counts[layout] = len(scans)
    # The oval and the round tag have no room for a code.
    assert counts["card-cr80"] == counts["fob-54x29"] > 1
    assert counts["oval-50x20"] == counts["round-40"] == 0
