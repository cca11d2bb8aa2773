"""``keychain calibrate``: the sheet, the questions, the profile, and builds that obey it."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pikepdf
import pytest
from cli_samples import Project
from layout_samples import LAYOUTS

from keychain.build.calibration import Calibration, profile_text
from keychain.build.layouts import Layouts
from keychain.cli import main
from keychain.cli.arguments import UsageError
from keychain.cli.lengths import read_reading
from keychain.cli.signatures import READINGS
from keychain.cli.words import LANGUAGES, load_words
from keychain.files import read_bytes
from keychain.geometry import NO_CORRECTION, Correction
from keychain.sheets.calibration.words import calibration_words

PT = 72 / 25.4
GOOD = "--left 20.4 --top 19,8 --width 170.3 --height 249.6 --back-right 1-0,3 --back-down -0,2"


@pytest.fixture
def project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Project:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    shutil.copytree(LAYOUTS, tmp_path / "layouts")
    return Project(tmp_path, capsys)


def profile(name: str = "hall") -> Path:
    return Path("layouts/presses") / f"{name}.yaml"


def corrections(name: str = "hall") -> tuple[Correction, Correction]:
    press, found = Layouts(Path("layouts"), read_bytes).press(name)
    assert press is not None and not found
    return press.production.front, press.production.back


@pytest.mark.parametrize(("way", "asks"), [("long-edge", "Long"), ("short-edge", "Short")])
def test_the_sheet(project: Project, way: str, asks: str) -> None:
    line = ("calibrate", "hall", "--tray", "Khay 2", "--duplex", way, "--layouts", "layouts")
    told = project.run(*line, "--json")
    assert told.code == 0
    path = "output/calibrate-hall.pdf"
    assert told.document == {
        "path": path,
        "profile": None,
        "front": None,
        "back": None,
        "diagnostics": [],
    }
    assert not profile().exists()
    first = Path(path).read_bytes()
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 2
        asked = pdf.Root.ViewerPreferences
        assert str(asked.PrintScaling) == "/None"
        assert str(asked.Duplex) == f"/DuplexFlip{asks}Edge"
        for page in pdf.pages:
            assert [float(v) for v in page.mediabox] == pytest.approx([0, 0, 210 * PT, 297 * PT])
            lines = page.Contents.read_bytes().decode("ascii").splitlines()
            inks = {line for line in lines if line[-2:] in (" k", " K")}
            assert inks == {"0 0 0 1 k", "0 0 0 1 K"}, "K only"
            others = {"rg", "RG", "g", "G", "cs", "CS", "Do", "sh"}
            assert not {line.rpartition(" ")[2] for line in lines} & others
    assert project.run(*line).code == 0
    assert Path(path).read_bytes() == first


def test_a_profile_from_readings(project: Project) -> None:
    """By hand: s = 170.3/170 and t = 20.4 − 105 + 85·s = 0.55, down s = 249.6/250 and
    t = 19.8 − 148.5 + 128.5·s = −0.4056; the back 0.7 further right and 0.2 higher, in lengths
    of this print, 0.7012 and 0.1997: from the back 1.2512 to the left."""
    told = project.run("calibrate", "hall", *GOOD.split(), "--layouts", "layouts", "--json")
    assert told.code == 0
    assert told.document == {
        "path": None,
        "profile": "layouts/presses/hall.yaml",
        "front": {"shift": [-0.55, 0.41], "scale": [99.824, 100.16]},
        "back": {"shift": [1.25, 0.61], "scale": [99.824, 100.16]},
        "diagnostics": [],
    }
    front, back = corrections()
    for made, right, lower in ((front, -0.55, 0.41), (back, 1.25, 0.61)):
        assert (made.right, made.lower) == (right, lower)
        assert (made.across, made.down) == pytest.approx((0.99824, 1.0016))
    text = profile().read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../schemas/press.schema.json\n")
    assert "left 20.4, top 19.8, width 170.3, height 249.6, back-right 0.7" in text
    assert "margin" not in text
    assert project.run("check", "--layouts", "layouts").code == 0


def test_what_is_there_is_not_lost(project: Project) -> None:
    kept = (
        "# Ours\nextends: office\ntitle: {vi: Máy in, en: Printer}\nduplex: short-edge\n"
        "# measured in May\nfront:\n  shift: [9mm, 0mm]\n\n# paper is thick\nbleed: 2mm\n"
    )
    profile().write_text(kept, encoding="utf-8")
    asked = ("calibrate", "hall", *GOOD.split(), "--layouts", "layouts")
    told = project.run(*asked, "--json")
    assert (told.code, told.codes) == (5, ["press-there"])
    assert profile().read_text(encoding="utf-8") == kept
    assert project.run(*asked, "--margin", "4.5", "--force").code == 0
    lines = profile().read_text(encoding="utf-8").splitlines()
    assert lines[:4] == kept.splitlines()[:4]
    assert lines[4:7] == ["# paper is thick", "bleed: 2mm", "margin: 4.5mm"]
    assert [line.partition(":")[0] for line in lines[8:]] == ["front", "back"]
    # Its own duplex decides: over the top edge, right stays right.
    assert corrections()[1].right == -1.25


def test_the_same_readings_give_the_same_file() -> None:
    made = Calibration("office", "P", "", "", None, None, NO_CORRECTION, NO_CORRECTION, "read")
    once = profile_text(made)
    assert profile_text(made, once) == once


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("20.4", 20.4),
        ("20,4 mm", 20.4),
        ("-0,2", -0.2),
        ("−0.2", -0.2),
        ("1 - 0.3", 0.7),
        ("+1−0,3", 0.7),
        ("-1+0.3", -0.7),
        ("0", 0.0),
    ],
)
def test_lengths_as_people_write_them(text: str, length: float) -> None:
    assert read_reading(text) == length


@pytest.mark.parametrize("text", ["", "x", "1..2", "1-2-3", "20.4 cm", "1e3", "nan", "--1", "²"])
def test_what_is_no_length(text: str) -> None:
    with pytest.raises(UsageError):
        read_reading(text)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("--width 164.9", "--width: 164.9 mm instead of 170 is 97 %."),
        ("--left 2", "--left: 2 mm cannot be right; it lies between 15 and 25."),
        ("--back-right 6", "--back-right: 6 mm cannot be right"),
        ("--margin 40", "--margin: 40 mm cannot be right"),
        ("--top x", "“x” is not a length in mm."),
        ("--paper A5", "--paper cannot be “A5”. It can be: A4"),
        ("--duplex long", "--duplex cannot be “long”."),
        ("--press hall", "“hall” is the profile that the new one extends."),
        ("--press offise", "Did you mean “office”?"),
    ],
)
def test_what_cannot_be_is_answered(project: Project, more: str, said: str) -> None:
    told = project.run("calibrate", "hall", *GOOD.split(), *more.split(), "--layouts", "layouts")
    assert (told.code, told.out) == (2, "")
    assert said in told.unbroken
    assert not profile().exists()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("calibrate", "name the profile to be"),
        ("calibrate ../hall", "cannot be a profile's name"),
        ("calibrate con", "cannot be a profile's name"),
        ("calibrate hall hall", "“hall” has no meaning here."),
        ("calibrate hall --left 20", "--top is missing."),
        ("calibrate hall --read", "--left is missing."),
    ],
)
def test_what_is_missing_is_told(project: Project, line: str, said: str) -> None:
    told = project.run(*line.split(), "--layouts", "layouts")
    assert (told.code, told.out) == (2, "")
    assert said in told.unbroken


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def typed_on(screen: Terminal, answers: list[str]) -> Terminal:
    """A keyboard that shows what is typed on the screen."""
    keyboard = Terminal("".join(f"{answer}\n" for answer in answers))
    read = keyboard.readline

    def readline(*_: object) -> str:
        line = read()
        screen.write(line)
        return line

    keyboard.readline = readline  # type: ignore[method-assign]  # that is what a terminal does
    return keyboard


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_readings_are_asked_for_one_by_one(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    answers = ["20,4", "190", "19.8", "", "170.3", "249.6", "1-0,3", "−0.2", "", "", "4,5"]
    screen = Terminal()
    monkeypatch.setattr("sys.stdin", typed_on(screen, answers))
    monkeypatch.setattr("sys.stderr", screen)
    line = ["calibrate", "hall", "--read", "--layouts", "layouts", "--lang", language]
    assert main(line) == 0
    told = screen.getvalue()
    for number, name in enumerate(READINGS, 1):
        assert f"{number}. {load_words(language).say(f'option-{name}')}"[:40] in told
    assert ("between 15 and 25" if language == "en" else "từ 15 đến 25") in told
    assert max(map(len, told.splitlines())) <= 80
    assert [line for line in profile().read_text("utf-8").splitlines() if "margin:" in line] == [
        "margin: 4.5mm"
    ]
    assert corrections()[1].right == 1.25


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_asks_in_the_commands_order_and_words(language: str) -> None:
    words = calibration_words("vi" if language == "vi" else "en")
    assert tuple(words.rows) == READINGS
    assert len(words.steps) == 5


def test_a_build_obeys_and_is_verified(project: Project) -> None:
    """By hand: the first cut's left edge, x mm from the left on paper, is sent to
    105 + (x − 105)·0.995 + 0.8 on fronts; TrimBox follows."""
    text = "extends: office\ntitle: H\n"
    own = (
        "front: {shift: [0.8mm, -1.2mm], scale: [99.5%, 100.4%]}\nback: {shift: [-0.9mm, 0.7mm]}\n"
    )
    boxes = []
    for correction in ("", own):
        profile().write_text(text + correction, encoding="utf-8")
        asked = ("--press", "hall", "--sheets", "one", "--copies", "1", "--layouts", "layouts")
        assert project.run("build", *asked, "--no-verify").code == 0
        with pikepdf.open(project.folder / "_all.pdf") as pdf:
            boxes.append([[float(v) / PT for v in page.trimbox] for page in pdf.pages[2:4]])
    (front, back), (sent_front, sent_back) = boxes
    assert sent_front[0] == pytest.approx(105 + (front[0] - 105) * 0.995 + 0.8, abs=0.002)
    assert sent_front[3] == pytest.approx(148.5 + (front[3] - 148.5) * 1.004 + 1.2, abs=0.002)
    assert sent_back == pytest.approx(
        [back[0] - 0.9, back[1] - 0.7, back[2] - 0.9, back[3] - 0.7], abs=0.002
    )
    pdf_file = str(project.folder / "_all.pdf")
    assert project.run("verify", pdf_file, "--layouts", "layouts").code == 0


@pytest.mark.parametrize(
    "changed",
    [
        "front: {shift: [0.95mm, -1.2mm], scale: [99.5%, 100.4%]}",
        "front: {shift: [0.8mm, -1.2mm], scale: [99.3%, 100.4%]}",
    ],
)
def test_verification_sees_a_sixth_of_a_millimetre(project: Project, changed: str) -> None:
    text = "extends: office\ntitle: H\nfront: {shift: [0.8mm, -1.2mm], scale: [99.5%, 100.4%]}\n"
    profile().write_text(text, encoding="utf-8")
    asked = ("--press", "hall", "--copies", "1", "--layouts", "layouts")
    assert project.run("build", "ban-phuc", *asked, "--no-verify").code == 0
    profile().write_text(re.sub("front: .*", changed, text), encoding="utf-8")
    told = project.run(
        "verify", str(project.folder / "ban-phuc.pdf"), "--layouts", "layouts", "--json"
    )
    assert told.code == 4
    assert "text-misplaced" in told.codes


@pytest.mark.parametrize("side", ["front", "back"])
def test_a_tag_that_would_leave_the_paper(project: Project, side: str) -> None:
    """By hand: two fobs of 54 mm across paper of 120 mm lie 6 mm from its edges."""
    text = "extends: office\ntitle: H\nmargin: 0mm\nbleed: 0mm\nmarks: no\n"
    layout = "extends: fob-54x29\ntitle: O\nsheet: {paper: 120mm x 100mm}\n"
    Path("layouts/own.yaml").write_text(layout, encoding="utf-8")
    asked = ("build", "ban-phuc", "--copies", "1", "--press", "hall", "--layout", "own")
    for shift, code, codes in (
        ("5.9mm", 0, []),
        ("6.2mm", 3, [f"{side}-off-sheet"]),
    ):
        correction = f"{side}: {{shift: [{shift}, 0mm]}}\n"
        profile().write_text(text + correction, encoding="utf-8")
        told = project.run(*asked, "--layouts", "layouts", "--json")
        found = [c for c in told.codes if c.endswith(("off-sheet", "margin"))]
        assert (told.code, found) == (code, codes)
        if codes:
            (finding,) = (d for d in told.document["diagnostics"] if d["code"] == codes[0])
            assert "0.2 mm over" in finding["message"]
            assert finding["file"] == "layouts/presses/hall.yaml"
    # A margin of 3 mm is reached 2.9 mm too far.
    wider = text.replace("margin: 0mm", "margin: 3mm")
    correction = f"{side}: {{shift: [5.9mm, 0mm]}}\n"
    profile().write_text(wider + correction, encoding="utf-8")
    told = project.run(*asked, "--layouts", "layouts", "--json")
    assert told.code == 0
    (finding,) = (d for d in told.document["diagnostics"] if d["code"] == f"{side}-into-margin")
    assert "2.9 mm into the margin of 3 mm" in finding["message"]
