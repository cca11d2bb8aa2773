"""``keychain preview``: pictures of the right size, in the press's colours, of the right village.

Colours were worked out by another program on the same profile: transicc of Little CMS 2.14,
relative colorimetric with black point compensation (``-t1 -b``). Argyll's xicclu gives the same
Lab, which the formulas of IEC 61966-2-1 take to the same sRGB where no black point is compensated.
"""

from __future__ import annotations

import math
import struct
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from cli_samples import CONTACTS, Project
from pdf_samples import DAY, RED, one_page, photo, picture
from PIL import Image

from keychain.build.guides import inner_path
from keychain.geometry import Line, Move, Rect, Size
from keychain.layout.outline import Outline
from keychain.layout.placed import BLACK, Colour
from keychain.pdf import SCREEN, write_pdf
from keychain.pdf.colours import screen_rgb

PX = 300 / 25.4
"""Pixels of a mm at the usual 300 dpi."""

FACES = ["front", "back", "sheet-front", "sheet-back"]


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Project:
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path, capsys)


def png(project: Project, name: str, village: str = "ban-phuc") -> Path:
    return project.root / "output" / "preview" / f"{village}-{name}.png"


def shown(project: Project, name: str) -> Image.Image:
    return Image.open(png(project, name))


def chunks(data: bytes) -> dict[bytes, bytes]:
    """A PNG's chunks (ISO/IEC 15948, 5.3), the last of each kind."""
    found, at = {}, 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        found[data[at + 4 : at + 8]] = data[at + 8 : at + 8 + length]
        at += 12 + length
    return found


def at(shown: Image.Image, x: float, y: float) -> tuple[int, ...]:
    """The colour of a point in mm."""
    pixel = shown.getpixel((round(x * PX), round(y * PX)))
    assert isinstance(pixel, tuple)
    return pixel


def near(found: tuple[int, ...], wanted: tuple[int, ...], slack: int = 1) -> bool:
    return all(abs(a - b) <= slack for a, b in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    ("inks", "rgb"),
    [
        (RED, (211, 0, 28)),
        (BLACK, (27, 27, 25)),
        (Colour(1, 0, 0, 0), (0, 159, 227)),
        (Colour(0, 0, 0, 0), (255, 255, 255)),
    ],
)
def test_inks_on_a_screen(inks: Colour, rgb: tuple[int, ...]) -> None:
    assert near(screen_rgb(inks), rgb)


def test_pictures_go_through_the_press_too() -> None:
    # sRGB 255 0 0 prints as C0 M95 Y97 K0, which a screen shows as 229 31 22.
    data = write_pdf(one_page(photo(Rect(0, 0, 60, 40))), DAY, SCREEN)
    assert b"DeviceCMYK" not in data
    page = picture(data, dpi=300)
    corner = page.getpixel((round(50 * PX), round(8 * PX)))
    assert isinstance(corner, tuple)
    assert near(corner, (229, 31, 22), slack=3)


def test_four_pictures_of_the_first_village(project: Project) -> None:
    told = project.run("preview")
    assert told.code == 0
    assert [path.name for path in sorted(png(project, "x").parent.iterdir())] == sorted(
        f"ban-phuc-{name}.png" for name in FACES
    )
    assert "Bản Phục, Xã Kiên Mộc, for 1/12/2026, layout fob-54x29:" in told.out
    assert max(map(len, told.out.splitlines())) <= 80
    # 54 × 29 mm at 300 dpi are 637.8 × 342.5 pixels, A4 at 100 dpi 826.8 × 1169.3.
    assert shown(project, "front").size == shown(project, "back").size == (638, 343)
    assert shown(project, "sheet-front").size == (827, 1170)


@pytest.mark.parametrize(("name", "per_metre"), [("front", 11811), ("sheet-back", 3937)])
def test_a_picture_says_its_size_and_its_colours(
    project: Project, name: str, per_metre: int
) -> None:
    project.run("preview")
    found = chunks(png(project, name).read_bytes())
    assert found[b"pHYs"] == struct.pack(">IIB", per_metre, per_metre, 1)
    assert found[b"sRGB"] == b"\x01"


def test_a_face_is_cut_out(project: Project) -> None:
    project.run("preview")
    front, back = shown(project, "front"), shown(project, "back")
    for face, hole in ((front, 7.5), (back, 46.5)):
        assert at(face, 0.1, 0.1)[3] == 0, "the corner is round"
        assert at(face, hole, 14.5)[3] == 0, "the hole is a hole"
        assert at(face, 27, 0.3) == (255, 255, 255, 255), "paper reaches the cut"
    assert near(at(front, 2, 14.5), (211, 0, 28, 255))
    assert near(at(back, 52, 14.5), (211, 0, 28, 255))


def test_the_code_in_the_picture_dials(project: Project) -> None:
    project.run("preview")
    white = Image.new("RGBA", (638, 343), "white")
    face = Image.alpha_composite(white, shown(project, "front")).convert("L")
    assert [code.text for code in zxingcpp.read_barcodes(face)] == ["tel:+84950000001"]


def test_guides_show_bleed_cut_safe_zone_and_hole(project: Project) -> None:
    assert "Green is the safe zone" in project.run("preview", "--guides").out
    front = shown(project, "front")
    # 3 mm of bleed all round: 60 × 35 mm.
    assert front.size == (709, 414)
    blue, green = screen_rgb(Colour(1, 0, 0, 0)), screen_rgb(Colour(0.7, 0, 1, 0))

    def on_line(x: float, y: float, colour: tuple[int, ...]) -> bool:
        steps = (-0.16, -0.08, 0, 0.08, 0.16)
        around = [at(front, x + dx, y + dy) for dx in steps for dy in steps]
        return any(near(pixel, (*colour, 255), slack=40) for pixel in around)

    assert on_line(3, 9, blue) and on_line(57, 9, blue) and on_line(30, 32, blue)
    assert on_line(6, 9, green) and on_line(54, 9, green) and on_line(30, 29, green)
    # The hole is 5 mm wide about (7.5, 14.5), and 2 mm around it are to stay clear.
    assert on_line(10.5 + 2.5, 17.5, blue) and on_line(10.5 + 4.5, 17.5, green)
    assert near(at(front, 1, 17), (211, 0, 28, 255)), "the head runs over the cut"
    sheet = shown(project, "sheet-front").convert("RGB").tobytes()
    assert any(near(tuple(sheet[n : n + 3]), blue, slack=40) for n in range(0, len(sheet), 3))


def test_the_safe_zone_keeps_its_distance_from_an_oval() -> None:
    oval = Outline("oval", Size(50, 20))
    rim = [
        (25 + 25 * math.cos(n * math.pi / 3600), 10 + 10 * math.sin(n * math.pi / 3600))
        for n in range(7200)
    ]
    points = [step.to for step in inner_path(oval, 2) if isinstance(step, Move | Line)]
    assert len(points) > 300
    for point in points[::10]:
        assert min(math.dist((point.x, point.y), each) for each in rim) == pytest.approx(
            2, abs=0.02
        )


def test_safe_zones_of_other_shapes() -> None:
    rounded = Outline("rounded", Size(54, 29), 3)
    corners = [step.to for step in inner_path(rounded, 3) if isinstance(step, Move | Line)]
    assert {(p.x, p.y) for p in corners} == {(3, 3), (51, 3), (51, 26), (3, 26)}
    assert inner_path(replace(rounded, size=Size(6, 29)), 3) == ()


def test_dpi_is_as_asked(project: Project) -> None:
    files = project.run("preview", "--dpi", "72", "--sheet-dpi", "36", "--json").document["files"]
    # An inch is 72 points: 54 × 29 mm are 153.07 × 82.2 pixels, A4 at 36 dpi 297.6 × 420.9.
    assert [(f["width"], f["height"], f["dpi"]) for f in files] == [
        (154, 83, 72),
        (154, 83, 72),
        (298, 421, 36),
        (298, 421, 36),
    ]


def test_json_lists_the_files(project: Project) -> None:
    document = project.run("preview", "khe bung", "--json").document
    assert {key: document[key] for key in ("as_of", "layout", "commune", "village")} == {
        "as_of": "2026-12-01",
        "layout": "fob-54x29",
        "commune": "Xã Kiên Mộc",
        "village": "khe-bung",
    }
    assert [file["shows"] for file in document["files"]] == FACES
    for file in document["files"]:
        with Image.open(file["path"]) as opened:
            assert opened.size == (file["width"], file["height"])
    assert document["diagnostics"] == []


def test_a_village_with_an_error_gets_no_picture(project: Project) -> None:
    project.change("phone: 0950 000 001", "phone: 0950 000 01")
    told = project.run("preview")
    assert told.code == 3
    assert "phone-too-short" in told.err
    assert "contacts.yaml:12:" in told.err
    assert "No picture was made." in told.out
    assert not png(project, "front").exists()
    assert project.run("preview", "khe-bung").code == 0, "another village's error is not its own"
    assert project.run("preview", "--json").document["files"] == []


def test_an_earlier_picture_stays_and_is_told(project: Project) -> None:
    project.run("preview")
    before = png(project, "front").read_bytes()
    project.change("phone: 0950 000 001", "phone: 0950 000 01")
    told = project.run("preview", "--json")
    assert told.code == 3
    assert told.codes.count("earlier-picture") == 4
    assert png(project, "front").read_bytes() == before


def test_a_text_without_room_is_told_as_in_build(project: Project) -> None:
    project.change("name: Bản Phục", "name: " + "Bản" * 20)
    told = project.run("preview", "--layout", "round-40", "--json")
    built = project.run("build", "ban-phuc", "--layout", "round-40", "--json")
    assert told.code == built.code == 3
    assert told.codes == built.codes


def test_households_need_not_be_known(project: Project) -> None:
    project.change("    households: 52\n", "")
    assert project.run("preview").code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ban-phcu",), "Did you mean “ban-phuc”?"),
        (("--layout", "fob"), "Did you mean “fob-54x29”?"),
        (("--dpi", "5"), "“5” is no number of dots per inch from 36 to 1200"),
        (("--watch", "--json"), "--watch and --json do not go together"),
        (("ban-phuc", "khe-bung"), "khe-bung"),
        (("--show", "always"), "auto, never"),
    ],
)
def test_wrong_usage(project: Project, arguments: tuple[str, ...], words: str) -> None:
    told = project.run("preview", *arguments)
    assert told.code == 2
    assert words in told.unbroken
    assert not png(project, "front").exists()


def test_output_that_cannot_be_written_is_5(project: Project) -> None:
    (project.root / "output").write_text("a file, not a folder")
    told = project.run("preview", "--json")
    assert told.code == 5
    assert set(told.codes) == {"output-unwritable"}
    assert told.document["files"] == []


def test_in_vietnamese(project: Project) -> None:
    told = project.run("preview", "--lang", "vi")
    assert "Bản Phục, Xã Kiên Mộc, cho ngày 1/12/2026, mẫu thẻ fob-54x29:" in told.out
    project.write(CONTACTS.replace("0950 000 001", "0950 000 01"))
    assert "hình này là của lần tạo trước" in project.run("preview", "--lang", "vi").unbroken
