"""Posters: read from three metres, scanned from one, read back before they are named.

Bounds are worked by hand from what is published; the PDFs are read with other programs.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from cli_samples import CONTACTS, FOLDER, PROJECT, Project
from layout_samples import (
    HERE,
    LONG_COMMUNE,
    LONG_NAME,
    LONG_VILLAGE,
    PEOPLE,
    content,
    person,
    phone,
)
from PIL import Image

from keychain.build.layouts import Layouts
from keychain.contacts.model import Campaign, Commune, Hotline, Village
from keychain.contacts.roster import VillageRoster
from keychain.directory.duty import only_desks
from keychain.files import read_bytes
from keychain.geometry import mm_of_pt
from keychain.layout import place_tag
from keychain.layout.placed import PathItem, PlacedTag, QrItem, TextItem
from keychain.layout.spec import LayoutSpec
from keychain.pdf import FontMeasure, write_pdf
from keychain.preflight.scanning.camera import photograph
from keychain.preflight.scanning.conditions import STANDARD
from keychain.preflight.scanning.printed import print_dots, with_gain
from keychain.sheets.model import SheetBook
from keychain.tags import compose_tag
from keychain.tags.content import TagContent
from keychain.tags.job import read_job
from keychain.yaml_source.nodes import Text

PAPERS = {"poster-a4": (210.0, 297.0), "poster-a3": (297.0, 420.0)}
ROOT_2 = 2**0.5

AWAY = 3000.0
"""mm from which numbers are read."""

# Smith, Letter Size and Legibility, Human Factors 21 (1979): over 90 % of displays are legible
# where letters subtend 0.003 rad, virtually all at 0.007.
ALL_READ, MOST_READ = 0.007, 0.003

MORE = (
    *PEOPLE,
    ("Lương Thị Hồng Gấm", "Thượng úy", "Cán bộ", "0950 000 006"),
    ("Nông Văn Giang", "Thiếu úy", "Công an viên", "0950 000 007"),
    ("Triệu Thị Hà", None, "Tổ trưởng tổ bảo vệ an ninh, trật tự", "0950 000 008"),
)


@cache
def poster(name: str) -> LayoutSpec:
    layout, found = Layouts(PROJECT / "layouts", read_bytes).get(name)
    assert layout is not None, found
    assert found == ()
    return layout


def place(name: str, tag: TagContent) -> tuple[PlacedTag | None, list[str]]:
    placed, found = place_tag(tag, poster(name), FontMeasure())
    return placed, [each.code for each in found]


def crowd(officers: int) -> TagContent:
    """A village of so many officers, with 113 and the duty desk."""
    return compose_tag(roster(officers))


def roster(officers: int, *more: Hotline) -> VillageRoster:
    usual = content()
    desk = Hotline(Text("Trực ban Công an xã", HERE), phone("0205 3800 113"), duty=True)
    return VillageRoster(
        Commune(usual.commune, usual.province),
        Campaign(usual.title, usual.slogan),
        (Hotline(Text("Công an", HERE), phone("113")), desk, *more),
        Village("ban-phuc", usual.village, HERE, ()),
        tuple(person(*each) for each in MORE[:officers]),
        usual.day,
    )


HARD = {
    "usual": content(),
    "one officer": content(officers=1),
    "two officers": content(officers=2),
    "four officers": content(officers=4),
    "five officers": content(officers=5),
    "no hotlines": content(officers=1, hotlines=0),
    "long village": content(LONG_VILLAGE, 5),
    "long commune": content(commune=LONG_COMMUNE),
    "long name": content(lead=LONG_NAME),
    "duty desk leads": content(dial="duty"),
    "highland letters": content("Buôn Ea Bhốk ƀar", lead="H'Hen Niê ƀuôn"),
    "English": replace(content(), language="en"),
    "no title, slogan, rank or role": replace(
        content(),
        title=None,
        slogan=None,
        lead=replace(content().lead, rank=None, role=None),
        others=tuple(replace(each, rank=None, role=None) for each in content().others),
    ),
}


def digits(placed: PlacedTag, tag: TagContent) -> dict[str, float]:
    """The height in mm of each number, by what is printed."""
    sizes = {i.text: i.size for i in placed.front.items if isinstance(i, TextItem)}
    return {e.phone.printed: 0.711 * mm_of_pt(sizes[e.phone.printed]) for e in tag.entries}


def check_readable(placed: PlacedTag, tag: TagContent) -> None:
    """Each number is large enough, and the code."""
    heights = digits(placed, tag)
    assert len(heights) == len(tag.entries)
    lead = heights.pop(tag.lead.phone.printed)
    assert lead / AWAY >= ALL_READ
    for number, height in heights.items():
        assert height >= 10.0, number
        assert height / AWAY > MOST_READ
        assert height < lead
    (code,) = (item for item in placed.front.items if isinstance(item, QrItem))
    assert code.module >= 2.2
    assert code.symbol.payload == tag.lead.phone.dialled


@pytest.mark.parametrize("case", HARD)
@pytest.mark.parametrize("name", PAPERS)
def test_every_number_is_read_from_three_metres(name: str, case: str) -> None:
    tag = HARD[case]
    placed, codes = place(name, tag)
    assert placed is not None, codes
    assert codes == []
    check_readable(placed, tag)
    shown = [item.text for item in placed.front.items if isinstance(item, TextItem)]
    assert any(tag.code in text for text in shown)
    for item in placed.front.items:
        if isinstance(item, TextItem):
            top = item.baseline - 0.711 * mm_of_pt(item.size)
            width, height = PAPERS[name]
            edge = min(item.x, top, width - item.x - item.width, height - item.baseline)
            assert edge >= 10 * (1 if name == "poster-a4" else 1.4) - 0.01, item
    says = " ".join(shown)
    if tag.language == "vi":
        assert "Từ 01/12/2026" in says
        commune = tag.commune.value.replace("Xã", "xã").replace("Phường", "phường")
        assert f"Công an {commune}, tỉnh Lạng Sơn" in says.replace("\N{NO-BREAK SPACE}", " ")
    else:
        assert "From 01/12/2026" in says
        assert "Police of Xã Kiên Mộc, Tỉnh Lạng Sơn" in says


@pytest.mark.parametrize("officers", range(1, 9))
def test_more_officers_than_a4_holds_go_on_a3(officers: int) -> None:
    tag = crowd(officers)
    small, codes = place("poster-a4", tag)
    if officers > 5:
        assert codes == ["too-many-numbers"]
        _, found = place_tag(tag, poster("poster-a4"), FontMeasure())
        assert found[0].value("larger") == "poster-a3"
        assert small is None
    else:
        assert small is not None
        check_readable(small, tag)
    large, codes = place("poster-a3", tag)
    assert large is not None, codes
    check_readable(large, tag)


def test_numbers_of_a_usual_village_are_twelve_millimetres() -> None:
    for officers in range(1, 5):
        tag = crowd(officers)
        placed, _ = place("poster-a4", tag)
        assert placed is not None
        assert min(digits(placed, tag).values()) >= 12.0  # a 250th of three metres


def test_a3_is_a4_by_the_root_of_two() -> None:
    small, large = (place(name, content())[0] for name in PAPERS)
    assert small is not None
    assert large is not None
    pairs = [
        (a, b)
        for a, b in zip(small.front.items, large.front.items, strict=True)
        if isinstance(a, TextItem) and isinstance(b, TextItem)
    ]
    assert len(pairs) > 15
    for a, b in pairs:
        assert a.text == b.text
        assert b.size / a.size == pytest.approx(ROOT_2, rel=0.01)
        assert b.x / a.x == pytest.approx(ROOT_2, rel=0.01)
        assert b.baseline / a.baseline == pytest.approx(ROOT_2, rel=0.01)


@pytest.mark.parametrize(("module", "least"), [(2.2013, 28), (2.3707, 30)])
def test_a_code_is_read_from_one_metre(module: float, least: int) -> None:
    """The least and the usual module of A4, on thirty photographs of an office print; a telephone
    takes as many in a second, and needs one."""
    symbol = content().symbol
    quiet, dpi = 5, 300
    whole = symbol.size + 2 * quiet
    picture = Image.new("L", (whole, whole), 255)
    for y, row in enumerate(symbol.rows):
        for x, dark in enumerate(row):
            picture.putpixel((x + quiet, y + quiet), 0 if dark == "1" else 255)
    side = module / 25.4 * dpi
    page = picture.resize((round(whole * side),) * 2, Image.Resampling.NEAREST)
    box = (round(quiet * side),) * 2 + (round((whole - quiet) * side),) * 2
    printed = with_gain(print_dots(page, box, dpi), 60)
    seen = [photograph(printed, module, replace(STANDARD, distance=100), n) for n in range(30)]
    texts = [[found.text for found in zxingcpp.read_barcodes(each)] for each in seen]
    assert sum(symbol.payload in each for each in texts) >= least


def test_white_on_red_is_read_on_a_black_and_white_laser() -> None:
    """Contrast of 4.5 to 1 and more, as WCAG 2.2, 1.4.3 asks of text of any size."""
    placed, _ = place("poster-a4", content())
    assert placed is not None
    (head,) = (i for i in placed.front.background if isinstance(i, PathItem))
    assert head.fill is not None
    # Fogra39 makes of C0 M100 Y90 K10 about CIE L* 45: its luminance is ((45 + 16) / 116)³. A
    # driver that takes 30 % of red, 59 of green and 11 of blue of (1 − ink)(1 − K) gives less.
    ink = head.fill
    parts = ((1 - c) * (1 - ink.black) for c in (ink.cyan, ink.magenta, ink.yellow))
    grey = sum(share * part for share, part in zip((0.3, 0.59, 0.11), parts, strict=True))
    for luminance in (((45 + 16) / 116) ** 3, grey**2.2):
        assert 1.05 / (luminance + 0.05) >= 4.5
    reversed_type = [
        i
        for i in placed.front.items
        if isinstance(i, TextItem) and i.colour.black == i.colour.magenta == 0
    ]
    assert {i.text for i in reversed_type} >= {"Bản Phục", "Móc chìa khóa an ninh trật tự"}
    assert min(i.size for i in reversed_type) >= 14.9


def test_only_desks_keeps_nobodys_own_number() -> None:
    mobile = Hotline(Text("Ông Sáu", HERE), phone("0950 000 099"))
    cut = only_desks(roster(3, mobile))
    assert cut is not None
    tag = compose_tag(cut)
    assert tag.lead.phone.printed == "0205 3800 113"
    assert [e.phone.printed for e in tag.others] == ["113"]
    assert tag.symbol.payload == "tel:+842053800113"
    undecided = replace(roster(2), hotlines=(mobile,))
    assert only_desks(undecided) is None


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Project:
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path, capsys)


POSTERS = ("directory", "--format", "poster")


def page_text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        assert len(pdf) == 1
        return str(pdf[0].get_textpage().get_text_range())


def codes_on(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        picture = pdf[0].render(scale=2).to_pil()
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def test_one_poster_a_village_that_verify_finds_right(project: Project) -> None:
    told = project.run(*POSTERS, "--json")
    assert told.code == 0
    assert told.document["as_of"] == "2026-12-01"
    assert told.document["format"] == "poster"
    assert told.document["diagnostics"] == []
    files = told.document["files"]
    paths = [f"output/{FOLDER}/posters/{village}.pdf" for village in ("ban-phuc", "khe-bung")]
    assert [each["path"] for each in files] == paths
    assert [each["villages"] for each in files] == [["ban-phuc"], ["khe-bung"]]
    assert [(each["officers"], each["pages"]) for each in files] == [(2, 1), (1, 1)]
    text = page_text(Path(paths[0]))
    for shown in ("0950 000 001", "0950 000 002", "0205 3800 113", "Bản Phục", "01/12/2026"):
        assert shown in text
    assert codes_on(Path(paths[0])) == ["tel:+84950000001"]
    with pikepdf.open(paths[0]) as pdf:
        box = [float(edge) / 72 * 25.4 for edge in pdf.pages[0].mediabox]
    assert box == pytest.approx([0, 0, 210, 297], abs=0.01)
    assert project.run("verify", *paths).code == 0
    # Nothing of it is a build: no job.json, and no tag that anybody is told they hold.
    assert sorted(p.name for p in (project.root / "output" / FOLDER).iterdir()) == ["posters"]
    before = Path(paths[1]).read_bytes()
    assert project.run(*POSTERS, "khe-bung").code == 0
    assert Path(paths[1]).read_bytes() == before


def test_posters_and_directories_are_not_handed_out(project: Project) -> None:
    """Whoever records a whole folder has counted no tags that are none, and no village as supplied
    whose people have nothing yet."""
    assert project.run(*POSTERS).code == project.run("directory").code == 0
    folder = Path("output", FOLDER)
    papers = [str(folder / "posters"), str(folder / "directory" / "directory.pdf")]
    told = project.run("record", *papers, "--json")
    assert told.code == 3
    assert told.codes == ["paper-without-tags"] * 3
    assert told.document["handouts"] == []
    assert project.run("record", *papers).out == "No tags were recorded.\n"
    assert len(project.run("plan", "--json").document["villages"]) == 2
    assert project.run("build", "ban-phuc").code == 0
    told = project.run("record", str(folder / "ban-phuc.pdf"), *papers, "--json")
    assert told.code == 0
    assert [each["village"] for each in told.document["handouts"]] == ["ban-phuc"]
    (Path("output") / "ledger.sqlite3").unlink()
    told = project.run("record", "--rebuild", "output", "--json")
    assert told.code == 0
    assert [each["village"] for each in told.document["handouts"]] == ["ban-phuc"]


def test_a_number_that_has_changed_since_is_caught(project: Project) -> None:
    assert project.run(*POSTERS, "khe-bung").code == 0
    path = f"output/{FOLDER}/posters/khe-bung.pdf"
    project.change("phone: 0950 000 002", "phone: 0950 000 022")
    told = project.run("verify", path, "--json")
    assert told.code == 4
    assert {"number-missing", "number-foreign", "code-payload"} <= set(told.codes)


def test_a_poster_with_a_wrong_number_gets_no_name(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert project.run(*POSTERS, "khe-bung").code == 0
    path = Path(f"output/{FOLDER}/posters/khe-bung.pdf")
    before = path.read_bytes()

    def misprint(book: SheetBook, day: date) -> bytes:
        """The poster with one digit of the lead number changed."""
        tag = book.tags[0]
        items = tuple(
            replace(item, text="0950 000 022")
            if isinstance(item, TextItem) and item.text == "0950 000 002"
            else item
            for item in tag.front.items
        )
        wrong = replace(tag, front=replace(tag.front, items=items))
        return write_pdf(replace(book, tags=(wrong,)), day)

    monkeypatch.setattr("keychain.build.village.write_pdf", misprint)
    told = project.run(*POSTERS, "khe-bung", "--json")
    assert told.code == 4
    assert {"number-missing", "number-foreign", "earlier-file"} <= set(told.codes)
    assert told.document["files"] == []
    assert path.read_bytes() == before


def test_without_personal_numbers_the_code_dials_the_desk(project: Project) -> None:
    told = project.run(*POSTERS, "--only-duty", "--paper", "A3", "ban-phuc")
    assert told.code == 0
    path = Path(f"output/{FOLDER}/posters/ban-phuc-a3.pdf")
    text = page_text(path)
    assert "0950" not in text
    assert "Hoàng Văn An" not in text
    assert "0205 3800 113" in text
    assert codes_on(path) == ["tel:+842053800113"]
    with pikepdf.open(path) as pdf:
        job = read_job(str(pdf.docinfo["/KeychainJob"]))
    assert job is not None
    assert (job.only, job.layout, len(job.villages)) == ("duty", "poster-a3", 1)
    assert project.run("verify", path.as_posix()).code == 0
    project.change("  - {label: Trực ban Công an xã, phone: 0205 3800 113, duty: true}\n", "")
    project.change("phone: 113}", "phone: 0950 000 099}")
    told = project.run(*POSTERS, "--only-duty", "--json")
    assert told.code == 3
    assert "directory-no-duty-number" in told.codes


def test_officers_whose_time_has_ended_are_on_no_poster(project: Project) -> None:
    ended = "[{officer: an, until: 2026-11-30}, binh]"
    project.change("[an, binh]", ended)
    assert project.run(*POSTERS, "ban-phuc").code == 0
    path = Path(f"output/{FOLDER}/posters/ban-phuc.pdf")
    assert "Hoàng Văn An" not in page_text(path)
    assert "0950 000 001" not in page_text(path)
    assert codes_on(path) == ["tel:+84950000002"]


def test_a_village_without_room_stops_none_of_the_others(project: Project) -> None:
    people = "".join(
        f"  p{n}: {{name: Nông Văn {'ABCDEFG'[n]}a, phone: 0950 000 01{n}}}\n" for n in range(7)
    )
    project.change("villages:\n", f"{people}villages:\n")
    project.change("[an, binh]", f"[{', '.join(f'p{n}' for n in range(7))}]")
    told = project.run(*POSTERS, "--json")
    assert told.code == 3
    assert [each["villages"] for each in told.document["files"]] == [["khe-bung"]]
    errors = [each for each in told.document["diagnostics"] if each["severity"] == "error"]
    (finding,) = errors
    assert (finding["code"], finding["village"]) == ("too-many-numbers", "ban-phuc")
    assert "poster-a3" in finding["hint"]


def test_a_shop_gets_bleed_and_pdf_x(project: Project) -> None:
    assert project.run(*POSTERS, "khe-bung", "--press", "shop").code == 0
    with pikepdf.open(f"output/{FOLDER}/posters/khe-bung.pdf") as pdf:
        page = pdf.pages[0]
        trim, bleed = (
            [float(edge) / 72 * 25.4 for edge in page.obj[key]] for key in ("/TrimBox", "/BleedBox")
        )
        assert "/OutputIntents" in pdf.Root
    assert trim[2] - trim[0] == pytest.approx(210, abs=0.01)
    assert bleed[2] - bleed[0] == pytest.approx(216, abs=0.01)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--paper", "A5"), "--format poster and --paper A5 do not go together"),
        (("--booklet",), "--booklet folds the printed book"),
        (("--paper", "A3", "--layout", "poster-a4"), "--paper and --layout do not go together"),
        (("--layout", "poster-a5"), "Did you mean"),
        (("--press", "shopp"), "Did you mean “shop”?"),
    ],
)
def test_wrong_usage(project: Project, options: tuple[str, ...], words: str) -> None:
    told = project.run(*POSTERS, *options)
    assert told.code == 2
    assert words in told.unbroken


def test_a_project_of_an_earlier_version_is_told_what_it_lacks(project: Project) -> None:
    layouts = project.root / "layouts"
    layouts.mkdir()
    for name in ("base", "fob-54x29"):
        (layouts / f"{name}.yaml").write_bytes((PROJECT / "layouts" / f"{name}.yaml").read_bytes())
    told = project.run(*POSTERS, "--layouts", "layouts")
    assert told.code == 2
    assert "there is no layout “poster-a4” in layouts" in told.unbroken


def test_another_villages_id_is_nobodys_file(project: Project) -> None:
    """Khu A3 beside Khu: the A3 poster of the one is not the A4 poster of the other."""
    project.write(CONTACTS.replace("ban-phuc:", "khu:").replace("khe-bung:", "khu-a3:"))
    assert project.run(*POSTERS, "khu-a3").code == 0
    assert project.run(*POSTERS, "khu", "--paper", "A3").code == 0
    folder = project.root / "output" / FOLDER / "posters"
    assert sorted(p.name for p in folder.iterdir()) == ["_khu-a3.pdf", "khu-a3.pdf"]
    assert "Khe Bủng" in page_text(folder / "khu-a3.pdf")


def test_build_makes_no_poster_for_each_household(project: Project) -> None:
    told = project.run("build", "--layout", "poster-a4", "--json")
    assert told.code == 3
    assert told.codes == ["layout-is-a-poster"]
    assert not project.pdfs


@pytest.mark.parametrize("name", ["Buôn Ea Bhốk ƀar", "Làng Ư"])
def test_words_in_another_font_and_ink_that_hangs_over_stand_in_their_place(
    project: Project, name: str
) -> None:
    project.change("name: Khe Bủng", f"name: {name}")
    for command in (POSTERS, ("build", "--copies", "1")):
        told = project.run(*command, "khe-bung", "--json")
        assert told.code == 0, told.codes
