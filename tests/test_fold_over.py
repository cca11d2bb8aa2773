"""Fold-over tags as they stand in the PDF: the holes meet when the paper is folded at its marks."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pikepdf
import pytest
from test_duplex_fold import hole_centres

from keychain.cli import main

ROOT = Path(__file__).parent.parent
PT = 72 / 25.4
Lines = set[tuple[str, float]]


def fold_lines(data: bytes) -> Lines:
    """What the dashed strokes of the first page point along: ``x`` or ``y``, and where, mm."""
    found: Lines = set()
    with pikepdf.open(io.BytesIO(data)) as document:
        sheet = document.pages[0].obj["/Resources"]["/XObject"]["/Sheet"]
        dashed, start = False, (0.0, 0.0)
        for instruction in pikepdf.parse_content_stream(sheet):
            operator = str(instruction.operator)
            if operator == "d":
                dashed = len(list(instruction.operands[0])) > 0
            elif operator in ("m", "l"):
                x, y = (float(value) for value in instruction.operands)
                if operator == "l" and dashed:
                    # Sheets are drawn in mm from the top left.
                    found.add(("x", x) if abs(x - start[0]) < 1e-6 else ("y", y))
                start = x, y
    return found


@pytest.mark.parametrize("fold", ["left", "right", "top", "bottom"])
def test_holes_meet(fold: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "layouts", tmp_path / "layouts")
    layout = tmp_path / "layouts" / "fob-fold-54x29.yaml"
    text = layout.read_text(encoding="utf-8")
    assert text.count("fold: left") == 1
    layout.write_text(text.replace("fold: left", f"fold: {fold}"), encoding="utf-8")
    arguments = ["build", "khe-bung", "--copies", "1", "--layout", "fob-fold-54x29"]
    arguments += ["--contacts", str(ROOT / "contacts.yaml"), "--layouts", str(tmp_path / "layouts")]
    assert main([*arguments, "--output", str(tmp_path / "out"), "--no-verify", "--json"]) == 0
    data = next((tmp_path / "out").glob("*/khe-bung.pdf")).read_bytes()
    lines, holes = fold_lines(data), hole_centres(data, 0)
    assert {axis for axis, _ in lines} in ({"x"}, {"y"})
    assert len(holes) in (20, 24)
    for x, y in holes:
        axis, line = min(lines, key=lambda at: abs(at[1] - (x if at[0] == "x" else y)))
        behind = (2 * line - x, y) if axis == "x" else (x, 2 * line - y)
        assert any(abs(behind[0] - a) + abs(behind[1] - b) < 0.01 for a, b in holes)
