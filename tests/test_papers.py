"""Tickets, lists and proofs, read back from their bytes by PDFium."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from unicodedata import normalize

import pikepdf
import pypdfium2
import pytest
from cli_samples import CONTACTS, FOLDER, Project, Told
from diagnostic_samples_files import LAYOUT

from keychain.build.layouts import Layouts
from keychain.build.proof_lines import proof_lines
from keychain.build.reread import compare_pdf
from keychain.build.sample import ordinary_village
from keychain.build.sources import read_directory
from keychain.files import read_bytes
from keychain.geometry import Rect, Size
from keychain.layout import place_tag
from keychain.layout.measure import Remembered
from keychain.layout.placed import Font, TextItem
from keychain.papers.handout import ROW, HandoutList, _table, compose_list
from keychain.papers.letters import LETTERS
from keychain.papers.model import PaperBook, PaperPage, Stencil, Stencilled, TextColumn
from keychain.papers.proof import Proof, compose_proof
from keychain.papers.proof_table import ProofLine, ProofVillage
from keychain.papers.settings import settings_of
from keychain.papers.ticket import Ticket, compose_ticket
from keychain.papers.ticket_files import TicketFile, TicketVillage
from keychain.papers.words import paper_words
from keychain.pdf import FontMeasure
from keychain.pdf.fonts import load_font
from keychain.pdf.papers import _made_stencil, write_paper
from keychain.pdf.subsets import cut_font
from keychain.preflight import read_pdf_job
from keychain.preflight.read_back import read_back

MEASURE = Remembered(FontMeasure())
DAY = date(2026, 12, 1)
LONG = "Tổ dân phố số 12 Nguyễn Thị Minh Khai – Phường Văn Miếu - Quốc Tử Giám"
PLACE = "Phường Văn Miếu - Quốc Tử Giám, Thành phố Hà Nội"


def text_of(data: bytes) -> list[str]:
    """What PDFium reads on each page."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [document[i].get_textpage().get_text_range() for i in range(len(document))]
    finally:
        document.close()


def words_of(data: bytes) -> str:
    return " ".join(" ".join(text_of(data)).split())


def handout(tags: int, village: str = "Bản Phục", language: str = "vi") -> HandoutList:
    assert language in ("vi", "en")
    return HandoutList(
        "vi" if language == "vi" else "en",
        "Móc chìa khóa an ninh trật tự",
        village,
        PLACE.partition(",")[0],
        PLACE,
        DAY,
        "12/2026 A7F3",
        tags,
        52,
    )


def ticket(
    files: int, layout: str = "fob-54x29", village: str = "Bản Phục", *, numbered: bool = False
) -> Ticket:
    spec, _ = Layouts(Path("layouts"), read_bytes).get(layout)
    assert spec is not None
    tag, _ = place_tag(ordinary_village(), spec, MEASURE)
    assert tag is not None
    settings = settings_of(spec, "both", None, paper_words("vi"), numbered=numbered, verified=True)
    ends = ("VMQT-103-0001-22", "VMQT-103-0072-54") if numbered else None
    made = tuple(
        TicketFile(f"v-{i}.pdf", (TicketVillage(village, "12/2026 A7F3", 55, 72, ends),), 3)
        for i in range(files)
    )
    return Ticket(
        language="vi",
        title=None,
        commune=PLACE.partition(",")[0],
        place=PLACE,
        day=DAY,
        files=made,
        villages=files,
        missing=(),
        settings=settings,
        paper="A4",
        tag=tag,
        sample="Bản Phục",
    )


def texts_on(page: PaperPage) -> Iterator[TextItem]:
    """Every text, those of stencils and of columns where they stand."""
    yield from page.texts
    for each in page.stencils:
        for text in each.stencil.texts:
            yield replace(text, baseline=text.baseline + each.top)
    for column in page.columns:
        for row, told in enumerate((column.first.text, *column.others)):
            below = column.first.baseline + row * column.step
            yield replace(column.first, text=told, baseline=below)


def boxes(page: PaperPage) -> list[Rect]:
    """Where each text stands, from the baseline up by its capitals and down by its descenders."""
    found = []
    for item in texts_on(page):
        em = item.size * 25.4 / 72
        found.append(Rect(item.x, item.baseline - 0.7 * em, item.width, 0.9 * em))
    return found


def check_places(book: PaperBook) -> None:
    """All texts and faces stand on the page, clear of a printer's margin and of each other."""
    for page in book.pages:
        room = Rect(0, 0, page.paper.width, page.paper.height).grown(-5)
        placed = [*boxes(page), *(shown.rect for shown in page.faces)]
        assert all(room.holds(box) for box in placed)
        for number, box in enumerate(placed):
            for other in placed[number + 1 :]:
                assert not box.meets(other, slack=0.05), (box, other)


@pytest.mark.parametrize("tags", [1, 24, 25, 500])
def test_a_list_has_a_numbered_row_for_each_tag(tags: int) -> None:
    book = compose_list(handout(tags), MEASURE)
    rows = [item for page in book.pages for item in texts_on(page) if item.box.startswith("row-")]
    assert [item.text for item in rows] == [str(n) for n in range(1, tags + 1)]
    told = text_of(write_paper(book, DAY))
    read = [int(line) for page in told for line in page.split() if line.isdigit()]
    assert [n for n in range(1, tags + 1) if n not in read] == []
    for number, page in enumerate(told, 1):
        assert f"Trang {number}/{len(told)}" in page
        assert "Họ và tên chủ hộ" in page and "Ký nhận" in page
    assert "NGƯỜI PHÁT THẺ" in told[-1] and f"{tags} dòng" in " ".join(told[-1].split())
    check_places(book)


def test_rows_are_high_enough_to_write_in() -> None:
    book = compose_list(handout(60), MEASURE)
    for page in book.pages:
        lines = sorted(item.baseline for item in texts_on(page) if item.box.startswith("row-"))
        assert all(b - a == pytest.approx(ROW) for a, b in pairwise(lines))
    assert ROW >= 8


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_long_name_is_whole_on_a_list(language: str) -> None:
    book = compose_list(handout(30, LONG, language), MEASURE)
    check_places(book)
    assert LONG in words_of(write_paper(book, DAY))


@pytest.mark.parametrize(("files", "pages"), [(1, 1), (11, 1), (40, 1), (90, 2)])
@pytest.mark.parametrize("layout", ["fob-54x29", "card-cr80"])
def test_a_ticket_is_one_page_for_a_commune(files: int, pages: int, layout: str) -> None:
    book = compose_ticket(ticket(files, layout), MEASURE)
    check_places(book)
    assert len(book.pages) == pages
    told = text_of(write_paper(book, DAY))
    names = re.findall(r"v-\d+\.pdf", " ".join(told))
    assert names == [f"v-{i}.pdf" for i in range(files)]
    assert "Người cắt" in told[-1] and ("còn tiếp" in told[0]) == (pages > 1)


@pytest.mark.parametrize(("files", "pages"), [(1, 1), (11, 1), (40, 1), (90, 2)])
def test_a_ticket_of_numbered_tags_says_which_and_that_they_are_printed_once(
    files: int, pages: int
) -> None:
    book = compose_ticket(ticket(files, numbered=True), MEASURE)
    check_places(book)
    assert len(book.pages) == pages
    told = words_of(write_paper(book, DAY))
    assert told.count("VMQT-103-0001-22 – VMQT-103-0072-54") == files
    assert "mỗi tờ in MỘT lần" in told


def test_a_ticket_of_long_names_and_numbers_keeps_both_whole() -> None:
    book = compose_ticket(ticket(11, village=LONG, numbered=True), MEASURE)
    check_places(book)
    told = words_of(write_paper(book, DAY))
    assert told.count("VMQT-103-0001-22 – VMQT-103-0072-54") == 11
    # In columns so narrow that a name takes four lines, PDFium reads them in turn.
    assert told.count("Nguyễn Thị") == 11


@pytest.mark.parametrize("numbered", [True, False])
def test_a_ticket_for_a_shop_says_how_often_a_page_is_printed(
    project: Project, *, numbered: bool
) -> None:
    if numbered:
        project.change("  spare: 5%\n", "  spare: 5%\n  serial: yes\n")
    assert project.run("build", "--press", "shop", "--no-verify").code == 0
    said = words_of((project.folder / "_ticket.pdf").read_bytes())
    once, counted = "mỗi trang in MỘT lần", "mỗi trang in đủ số ở cột “Số thẻ”"
    assert (once in said, counted in said) == (numbered, not numbered)
    for file in project.job["files"]:
        ends = file.get("serials")
        assert (ends is not None) is numbered
        assert not numbered or f"{ends['first']} – {ends['last']}" in said


def test_long_names_cost_a_ticket_rows_and_no_letters() -> None:
    book = compose_ticket(ticket(11, village=LONG), MEASURE)
    check_places(book)
    assert words_of(write_paper(book, DAY)).count("Nguyễn Thị Minh Khai") == 11


@pytest.mark.parametrize("layout", ["fob-54x29", "card-cr80", "oval-50x20", "round-40"])
def test_a_ticket_shows_the_tag_and_says_how_large(layout: str) -> None:
    book = compose_ticket(ticket(11, layout), MEASURE)
    scales = {shown.scale for shown in book.pages[0].faces}
    assert len(book.pages[0].faces) == 2 and len(scales) == 1 and max(scales) <= 1
    said = words_of(write_paper(book, DAY))
    percent = round(100 * scales.pop())
    assert ("đúng cỡ thật" if percent == 100 else f"{percent} % cỡ thật") in said
    assert "0950 000 001" in said  # drawn with its text, not as a picture


def test_papers_are_black_or_cmyk_with_their_fonts_and_the_same_each_time() -> None:
    data = write_paper(compose_ticket(ticket(3), MEASURE), DAY)
    assert write_paper(compose_ticket(ticket(3), Remembered(FontMeasure())), DAY) == data
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261201000000Z"
        assert "/KeychainJob" not in pdf.docinfo
        for found in pdf.objects:
            if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/FontDescriptor":
                assert "/FontFile2" in found
        drawn: list[pikepdf.Object] = [page.Contents for page in pdf.pages]
        for found in pdf.objects:
            if isinstance(found, pikepdf.Stream) and found.get("/Subtype") == "/Form":
                drawn.append(found)
        for stream in drawn:
            operators = {str(each.operator) for each in pikepdf.parse_content_stream(stream)}
            assert "Tj" in operators and not operators & {"rg", "RG", "g", "G", "sc", "scn"}


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Project:
    made = Project(tmp_path, capsys)
    monkeypatch.chdir(tmp_path)
    made.write(CONTACTS)
    return made


def test_a_build_leaves_papers_whose_sums_are_the_jobs(project: Project) -> None:
    assert project.run("build", "--no-verify").code == 0
    files = project.job["files"]
    said = words_of(Path(files[0]["ticket"]).read_bytes())
    for file in files:
        named = f"{Path(file['path']).name} 12/2026"
        row = said.split(named)[1].split()
        assert row[1:4] == [str(file[key]) for key in ("sheets", "needed", "tags")]
        listed = words_of(Path(file["list"]).read_bytes())
        assert f"{file['tags']} dòng" in listed
    sums = [str(sum(file[key] for file in files)) for key in ("sheets", "needed", "tags")]
    assert f"Cộng {' '.join(sums)}" in said
    lists = sorted(path.name for path in (project.folder / "lists").iterdir())
    assert lists == ["ban-phuc.pdf", "khe-bung.pdf"]


def test_a_village_that_fails_is_on_the_ticket_and_has_no_list(project: Project) -> None:
    project.change("    households: 20\n", "")
    assert project.run("build", "--no-verify").code == 3
    said = words_of((project.folder / "_ticket.pdf").read_bytes())
    assert "không in được trong lần này: Khe Bủng" in said
    assert [path.name for path in (project.folder / "lists").iterdir()] == ["ban-phuc.pdf"]


def test_a_ticket_of_some_villages_says_so_and_is_no_earlier_file(project: Project) -> None:
    project.run("build", "--no-verify")
    told = project.run("build", "khe-bung", "--json", "--no-verify")
    assert told.codes == []
    said = words_of((project.folder / "_ticket.pdf").read_bytes())
    assert "trong 2 thôn" in said and "ban-phuc.pdf" not in said and "CHƯA đọc lại" in said


def test_sheets_of_several_villages_have_a_list_each(project: Project) -> None:
    assert project.run("build", "--sheets", "one", "--no-verify").code == 0
    (file,) = project.job["files"]
    assert [Path(p).name for p in file["lists"]] == ["ban-phuc.pdf", "khe-bung.pdf"]
    rows = [words_of(Path(path).read_bytes()) for path in file["lists"]]
    counts = [int(re.findall(r"(\d+) dòng", row)[0]) for row in rows]
    assert sum(counts) == file["tags"]
    assert FOLDER in file["ticket"]


def entry(layout: str, number: int, name: str) -> ProofVillage:
    lines = [ProofLine("village", name, "", ("front", "back"), right=True)]
    lines.append(ProofLine("mark", "", "", (), right=False))
    lines += [ProofLine("number", f"0950 000 {n:03}", name, ("back",), n != 2) for n in range(5)]
    lines.append(ProofLine("code", "tel:+84950000001", "0950 000 001", ("front",), right=True))
    return ProofVillage(
        name=f"{name} {number}",
        mark="12/2026 A7F3",
        tag=ticket(1, layout).tag,
        sides=("front", "back"),
        lines=tuple(lines),
        households=52,
        needed=55,
        tags=72,
        file=f"to-dan-pho-so-12-nguyen-thi-minh-khai-{number}.pdf",
        digest="0123456789ab",
        places=72,
        alike=True,
    )


@pytest.mark.parametrize("layout", ["fob-54x29", "card-cr80", "oval-50x20", "round-40"])
@pytest.mark.parametrize("name", ["Bản Phục", LONG])
def test_the_entries_of_a_proof_stand_clear_and_are_large(layout: str, name: str) -> None:
    villages = tuple(entry(layout, number, name) for number in range(1, 6))
    book = compose_proof(
        Proof("vi", None, "Xã", PLACE, DAY, layout, "office", villages, 15, (LONG,)), MEASURE
    )
    check_places(book)
    faces = [shown for page in book.pages for shown in page.faces]
    assert len(faces) == 10 and len({shown.scale for shown in faces}) == 1
    # A card is large by itself, and two of it beside a table fill a page.
    assert faces[0].scale >= (1.2 if layout == "card-cr80" else 1.5)
    said = words_of(write_paper(book, DAY))
    assert said.count("SHA-256 0123456789ab") == 5
    assert re.search("không thấy", said)


@pytest.mark.parametrize("layout", ["fob-54x29", "card-cr80", "oval-50x20", "round-40"])
@pytest.mark.parametrize("number", ["0205 3800 113", "0205 3800 113 ext 1800"])
def test_no_number_in_a_proof_is_broken(layout: str, number: str) -> None:
    uri = "tel:+842053800113;ext=1800"
    own = (
        ProofLine("number", number, "Trực ban Công an phường", ("back",), right=True),
        ProofLine("code", uri, number, ("front",), right=True),
    )
    villages = tuple(
        replace(each, lines=each.lines[:4] + own)
        for each in (entry(layout, index, "Bản Phục") for index in range(1, 7))
    )
    book = compose_proof(
        Proof("vi", f"Gọi {number} " * 9, "Xã", PLACE, DAY, layout, "office", villages, 1, ()),
        MEASURE,
    )
    check_places(book)
    texts = [text.text for page in book.pages for text in page.texts]
    assert texts.count(number) == 12
    assert sum(text.count(number) for text in texts) == 12 + 9
    assert sum(uri in text for text in texts) == 6


OWN = ("--layout", "own", "--layouts", "layouts")


@pytest.fixture
def built(project: Project) -> Project:
    """Two villages on small sheets."""
    (project.root / "layouts").mkdir()
    (project.root / "layouts/own.yaml").write_text(LAYOUT, encoding="utf-8")
    assert project.run("build", *OWN, "--copies", "4", "--no-verify").code == 0
    return project


def proof(project: Project, *more: str) -> Told:
    return project.run("proof", "--layouts", "layouts", "--json", *more)


def test_a_proof_says_what_its_sheets_say(built: Project) -> None:
    told = proof(built)
    assert told.code == 0
    (made,) = told.document["files"]
    assert made["villages"] == ["ban-phuc", "khe-bung"]
    assert made["path"] == f"output/{FOLDER}/_proof.pdf"
    data = Path(made["path"]).read_bytes()
    said = words_of(data)
    for file in built.job["files"]:
        digest = hashlib.sha256(Path(file["path"]).read_bytes()).hexdigest()
        assert f"{Path(file['path']).name}, SHA-256 {digest[:12]}" in said
        assert f"cả {file['tags']} thẻ: tất cả như nhau" in said
    assert "0950 000 002 Nông Thị Bình trước" in said and "tel:+84950000002" in said
    assert len(text_of(data)) == made["pages"]
    assert "Đồng ý in 8 thẻ" in " ".join(text_of(data)[-1].split())
    again = proof(built)
    assert again.code == 0 and Path(made["path"]).read_bytes() == data


def test_a_proof_tells_of_each_file_that_it_has_read(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[float] = []

    @contextmanager
    def counting(_: object, total: int, label: str) -> Iterator[Callable[[float], None]]:
        assert (total, label) == (1, "Reading back")
        yield heard.append

    monkeypatch.setattr("keychain.cli.console.Console.counting", counting)
    assert proof(built).code == 0
    assert heard == [0.5, 0.5]


def test_a_proof_that_lacks_a_village_says_so(built: Project) -> None:
    (built.folder / "khe-bung.pdf").unlink()
    told = proof(built)
    assert told.code == 3 and told.codes == ["proof-village-unbuilt"]
    said = words_of((built.folder / "_proof.pdf").read_bytes())
    assert said.count("KHÔNG có trong bản duyệt này: Khe Bủng") == 2


def test_a_proof_of_what_the_directory_no_longer_has_is_refused(built: Project) -> None:
    built.change("phone: 0950 000 002", "phone: 0950 000 009")
    told = proof(built, "khe-bung")
    assert told.code == 4 and told.document["files"] == []
    assert "contents-changed" in told.codes
    assert not (built.folder / "_proof.pdf").exists()


def tampered(data: bytes) -> bytes:
    """The PDF with the last digit of 0950 000 002 made a 5, wherever it is drawn."""
    shape = re.compile(rb"\((.)(.)(.)\1(.)\1\1\1\4\1\1(?!\1)(.)\) Tj", re.DOTALL)
    changed = 0
    with pikepdf.open(BytesIO(data)) as pdf:
        for stream in [o for o in pdf.objects if isinstance(o, pikepdf.Stream)]:
            if stream.get("/Subtype") == "/Form":
                drawn = stream.read_bytes()
                new, count = shape.subn(rb"(\1\2\3\1\4\1\1\1\4\1\1\3) Tj", drawn)
                if count:
                    stream.write(new)
                    changed += count
        out = BytesIO()
        pdf.save(out)
    assert changed
    return out.getvalue()


def test_a_proof_of_a_tampered_sheet_is_refused(built: Project) -> None:
    place = built.folder / "khe-bung.pdf"
    place.write_bytes(tampered(place.read_bytes()))
    told = proof(built, "khe-bung")
    assert told.code == 4 and told.document["files"] == []
    assert {"number-missing", "number-foreign"} <= set(told.codes)
    assert not (built.folder / "_proof.pdf").exists()


def test_contacts_with_an_error_are_no_fault_of_the_sheets(built: Project) -> None:
    built.change("0950 000 002", "0950 000 0O2")
    told = proof(built, "khe-bung")
    assert (told.code, told.document["files"]) == (3, [])
    assert {"job-not-compared", "officer-has-error"} <= set(told.codes)


def test_the_table_has_what_is_in_the_bytes_and_not_the_directorys(built: Project) -> None:
    good = (built.folder / "khe-bung.pdf").read_bytes()
    (contacts,) = read_directory(Path("contacts.yaml"), read_bytes).communes
    job = read_pdf_job(good)
    assert job is not None
    layouts = Layouts(Path("layouts"), read_bytes)
    expected = compare_pdf(good, job, contacts, layouts, MEASURE).expected
    assert expected is not None

    def numbers(data: bytes) -> dict[str, tuple[str, bool]]:
        (read,) = read_back(data, expected)
        assert read.places == 4 and read.alike
        lines = proof_lines(read, expected.tags[0])
        return {line.text: (line.beside, line.right) for line in lines if line.kind == "number"}

    own = {"0950 000 002": ("Nông Thị Bình", True), "113": ("Công an", True)}
    own["0205 3800 113"] = ("Trực ban Công an xã", True)
    assert numbers(good) == own
    changed = numbers(tampered(good))
    assert changed["0950 000 005"] == ("", False)
    assert "0950 000 002" not in changed
    assert changed[""] == ("Nông Thị Bình/Bình", False)
    assert read_back(b"%PDF-1.6", expected) == ()


def fonts_of(data: bytes) -> list[bytes]:
    """The programs of the fonts in a PDF."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return [
            found.FontFile2.read_raw_bytes()
            for found in pdf.objects
            if isinstance(found, pikepdf.Dictionary) and "/FontFile2" in found
        ]


def test_lists_share_fonts_and_stencils_whatever_was_made_before() -> None:
    one = write_paper(compose_list(handout(60, "Bản Phục"), MEASURE), DAY)
    other = write_paper(compose_list(handout(60, "Khe Bủng"), MEASURE), DAY)
    assert len(fonts_of(one)) == 2 and fonts_of(one) == fonts_of(other)
    _made_stencil.cache_clear()
    cut_font.cache_clear()
    _table.cache_clear()
    write_paper(compose_list(handout(500, "Khe Bủng", "en"), Remembered(FontMeasure())), DAY)
    again = write_paper(compose_list(handout(60, "Bản Phục"), Remembered(FontMeasure())), DAY)
    assert again == one


def test_a_list_has_the_letters_that_others_have_not() -> None:
    data = write_paper(
        compose_list(replace(handout(30, "Buôn Ƀa ĕ"), commune="Xã Ea Ƀhốk"), MEASURE), DAY
    )
    said = words_of(data)
    assert "Buôn Ƀa ĕ" in said and "CÔNG AN XÃ EA ɃHỐK" in said


def test_what_every_list_says_needs_no_letters_of_its_own() -> None:
    for language in ("vi", "en"):
        book = compose_list(handout(120, language=language), MEASURE)
        said = {
            letter
            for page in book.pages
            for s in page.stencils
            for t in s.stencil.texts
            for letter in t.text
        }
        assert said - set(LETTERS) <= {" "}


def test_a_column_says_each_of_its_lines_whatever_subset_it_is_in() -> None:
    font = Font("Noto Sans", 400)
    letters = [each for each in sorted(load_font(font).widths) if each.isalnum()]
    letters = [each for each in letters if len(each) == 1 and each == normalize("NFKC", each)]
    assert len(letters) > 256 - 33
    lines = ["".join(letters[at : at + 20]) for at in range(0, len(letters), 20)]
    lines += ["KM-03-0001-09", "KM-03-0002-06", letters[0] + letters[-1] + letters[0]]
    first = TextItem(lines[0], font, 9, 20, 20, 0)
    page = PaperPage(Size(210, 297), (), columns=(TextColumn(first, tuple(lines[1:]), 8),))
    data = write_paper(PaperBook("", "vi", (page,)), date(2026, 12, 1))
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert text.split() == lines


def test_a_stencil_with_other_letters_than_its_fonts_begin_with_is_drawn_anew() -> None:
    font = Font("Noto Sans", 400)
    stencil = Stencil(texts=(TextItem("xyz", font, 9, 20, 20, 0),))
    own = TextItem("QRS", font, 9, 20, 40, 0)
    page = PaperPage(Size(210, 297), (own,), stencils=(Stencilled(stencil, 0.0),))
    data = write_paper(PaperBook("", "vi", (page,), letters="ab"), date(2026, 12, 1))
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert text.split() == ["xyz", "QRS"]
