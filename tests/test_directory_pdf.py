"""The printed directory, read by other readers than the one that proves it when it is made."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from cli_samples import Project
from directory_samples import book_of, commune, phone, read
from hypothesis import given, settings
from hypothesis import strategies as st

from keychain.build.directory_pdf import make_book
from keychain.build.fault import Fault
from keychain.pdf.directory.document import Paper


def made(*texts: str, paper: Paper = "A4", booklet: bool = False, only_duty: bool = False) -> bytes:
    communes = read(*texts)
    book = make_book(book_of(communes, only_duty=only_duty), communes, paper, booklet=booklet)
    assert not book.diagnostics
    assert book.fault is Fault.NONE
    return book.data


def texts_of(data: bytes) -> list[str]:
    """The text of each page, as PDFium copies it."""
    document = pypdfium2.PdfDocument(data)
    texts = []
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_range().replace("\r\n", "\n"))
        text.close()
    document.close()
    return texts


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Project:
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path, capsys)


@pytest.mark.parametrize("paper", ("A4", "A5"))
def test_no_village_is_torn(paper: Paper) -> None:
    """The one page with a village's heading has all its numbers."""
    pages = texts_of(made(commune(villages=14), paper=paper))
    for at in range(14):
        own = [page for page in pages if f"Thôn Bản Số {at + 1}\n" in page]
        assert len(own) == 1, at
        for number in (phone(at), phone(14), phone(15)):
            assert number in own[0]


def test_the_cover_says_whose_it_is_and_for_which_day() -> None:
    cover = texts_of(made(commune()))[0]
    for text in ("Xã Kiên Mộc", "Tỉnh Lạng Sơn", "01/12/2026", "113", "0205 3800 000"):
        assert text in cover


def test_every_page_says_that_it_holds_personal_data() -> None:
    for page in texts_of(made(commune(villages=20))):
        flat = " ".join(page.split())
        assert "Công an xã Kiên Mộc · số liệu ngày 01/12/2026 · có dữ liệu cá nhân" in flat


def test_officers_stand_by_given_name_in_vietnamese_order() -> None:
    """Ánh after An, Ân after both, Đ after D, Ý with Y (CLDR, vi)."""
    pages = "\n".join(texts_of(made(commune(villages=7))))
    index = pages.split("Tra theo tên cán bộ")[1].split("Tra theo tên thôn")[0]
    names = re.findall(r"Lý Văn (\w+)", index)
    assert names == ["An", "Ánh", "Ân", "Bình", "Dung", "Đạt", "Hòa", "Ý", "Yến"]


def test_villages_stand_in_order_of_the_numbers_in_their_names() -> None:
    pages = "\n".join(texts_of(made(commune(villages=11))))
    index = pages.split("Tra theo tên thôn")[1]
    assert [int(n) for n in re.findall(r"Bản Số (\d+)", index)][:11] == list(range(1, 12))


def test_bookmarks_lead_to_villages_and_indexes() -> None:
    with pikepdf.open(BytesIO(made(commune(villages=5)))) as pdf, pdf.open_outline() as outline:
        tops = [item.title for item in outline.root]
        villages = [item.title for item in outline.root[1].children]
    assert tops == [
        "Danh bạ Công an Xã Kiên Mộc",
        "Các thôn",
        "Tra theo tên cán bộ",
        "Tra theo tên thôn",
    ]
    assert villages == [f"Bản Số {at}" for at in range(1, 6)]


def test_a_province_has_a_part_for_each_commune() -> None:
    data = made(commune("Xã Đình Lập"), commune("Xã Châu Sơn", first=100))
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root][1:4] == [
            "Các xã, phường, đặc khu",
            "Xã Châu Sơn",
            "Xã Đình Lập",
        ]
    cover = " ".join(texts_of(data)[0].split())
    assert "Tỉnh Lạng Sơn" in cover
    assert "2 đơn vị cấp xã · 12 thôn" in cover


def test_communes_of_one_name_are_told_apart_and_each_has_its_day() -> None:
    """No page may claim a day that its officers were not chosen for."""
    data = made(
        commune("Xã Tân Tiến", 2, province="Tỉnh Lạng Sơn"),
        commune("Xã Tân Tiến", 2, province="Tỉnh Gia Lai", first=100, day="2027-03-01"),
        commune("Xã Châu Sơn", 2, province="Tỉnh Gia Lai", first=200),
    )
    cover, chau_son, gia_lai, lang_son, *rest = (" ".join(t.split()) for t in texts_of(data))
    assert "Số liệu ngày 01/12/2026 – 01/03/2027" in cover
    for label in ("Xã Châu Sơn", "Xã Tân Tiến, Tỉnh Gia Lai", "Xã Tân Tiến, Tỉnh Lạng Sơn"):
        assert label in cover and label in " ".join(rest)
    assert "Tỉnh Gia Lai · Số liệu ngày 01/12/2026" in chau_son
    assert "Tỉnh Gia Lai · Số liệu ngày 01/03/2027" in gia_lai
    assert "Tỉnh Lạng Sơn · Số liệu ngày 01/12/2026" in lang_son


def test_links_dial() -> None:
    with pikepdf.open(BytesIO(made(commune()))) as pdf:
        uris = [
            str(link.A.URI)
            for page in pdf.pages
            for link in page.get("/Annots", [])
            if "/A" in link
        ]
    assert {"tel:113", "tel:+842053800000", "tel:+84950000000"} <= set(uris)
    assert all(uri.startswith("tel:") for uri in uris)


def test_nothing_but_embedded_fonts_and_inks() -> None:
    with pikepdf.open(BytesIO(made(commune()))) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
                assert "+" in str(item.BaseFont)
                assert "/FontFile2" in item.FontDescriptor
        for page in pdf.pages:
            used = {str(step.operator) for step in pikepdf.parse_content_stream(page)}
            assert not used & {"rg", "RG", "g", "G", "cs", "CS", "sc", "scn"}
        assert str(pdf.Root.ViewerPreferences.PrintScaling) == "/None"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261201000000Z"
        assert pdf.docinfo["/KeychainPaper"] == "yes"


def test_letters_of_the_highlands_copy_as_what_they_are() -> None:
    text = commune().replace("Bản Số 1,", "Buôn Ƀuôr Bĭ,").replace("Lý Văn An", "Y Ƀlŏ Niê")
    pages = " ".join("\n".join(texts_of(made(text))).split())
    assert "Buôn Ƀuôr Bĭ" in pages
    assert "Y Ƀlŏ Niê" in pages


@pytest.mark.parametrize("booklet", (False, True))
def test_the_same_bytes_twice(booklet: bool) -> None:
    assert made(commune(), booklet=booklet) == made(commune(), booklet=booklet)


def test_only_duty_leaves_personal_numbers_out() -> None:
    pages = "\n".join(texts_of(made(commune(), only_duty=True)))
    assert "0950" not in pages
    assert "0205 3800 000" in pages
    assert "Lý Văn Ánh" in pages


def test_english() -> None:
    pages = "\n".join(texts_of(made(commune(language="en"))))
    assert "Index of officers" in pages
    assert "Scan to call" in pages


def test_a_booklet_is_landscape_and_turned_about_its_short_edge() -> None:
    data = made(commune(villages=12), paper="A5", booklet=True)
    with pikepdf.open(BytesIO(data)) as pdf:
        assert len(pdf.pages) % 2 == 0
        for page in pdf.pages:
            assert [round(float(n)) for n in page.mediabox] == [0, 0, 839, 595]
        assert str(pdf.Root.ViewerPreferences.Duplex) == "/DuplexFlipShortEdge"
    front = texts_of(data)[0]
    assert front.count("113") >= 2  # cover and back cover


def test_a_village_longer_than_a_page_goes_on_under_its_name() -> None:
    pages = texts_of(made(commune(villages=1, serving=40)))
    assert "Bản Số 1 (tiếp)" in "\n".join(pages)


DIALS = ("officer", "duty")
SAID = "Nà Khuổi Ƀuôn Krông Đăk số 10 12 tái định cư Hoàng - (cũ) R'lấp Ƀlŏ 113"
WORDS = tuple(SAID.split())
NAMES = st.lists(st.sampled_from(WORDS), max_size=14).map(lambda words: " ".join(["Bản", *words]))


@settings(max_examples=15)
@given(st.data())
def test_odd_books_are_set_whole(data: st.DataObject) -> None:
    """Whatever names and however many officers: made and proved, or it fails here."""
    count = data.draw(st.integers(1, 9))
    names = [data.draw(NAMES)[:90].strip() for _ in range(count)]
    lines = [
        "commune: {name: Xã A, province: Tỉnh B}",
        f"campaign: {{launch: 2026-12-01, dial: {data.draw(st.sampled_from(DIALS))}}}",
        "hotlines: [{label: Trực ban, phone: 0205 3800 113, duty: true}]",
        "officers:",
    ]
    for at, name in enumerate(names):
        rank = data.draw(st.sampled_from(("", ", rank: Đại úy", f', role: "{name}"')))
        more = data.draw(st.sampled_from(("", f", {phone(500 + at)}", ", 0205 3800 114 ext 18")))
        lines.append(f'  o{at}: {{name: "{name}", phones: [{phone(at)}{more}]{rank}}}')
    lines.append("villages:")
    for at in range(data.draw(st.integers(1, 4))):
        ids = data.draw(
            st.lists(st.integers(0, count - 1), min_size=1, max_size=count, unique=True)
        )
        who = ", ".join(f"o{each}" for each in ids)
        lines.append(
            f'  v{at}: {{name: "{data.draw(NAMES)[:90].strip()} {at}", officers: [{who}]}}'
        )
    communes = read("\n".join(lines))
    paper: Paper = data.draw(st.sampled_from(("A4", "A5")))
    only_duty = data.draw(st.booleans())
    book = make_book(book_of(communes, only_duty=only_duty), communes, paper, booklet=False)
    assert not book.diagnostics, book.diagnostics


def test_the_command_names_its_files(project: Project) -> None:
    folder = project.folder / "directory"
    for more, name in (
        ((), "directory.pdf"),
        (("--paper", "A5"), "directory-a5.pdf"),
        (("--booklet",), "booklet.pdf"),
    ):
        told = project.run("directory", *more)
        assert told.code == 0, told.err
        assert (folder / name).read_bytes().startswith(b"%PDF-1.6")
    assert "SHORT edge" in told.out.replace("\n", " ")
    assert "1 sheet of A4" in told.out


def test_a_folder_of_communes_is_counted(project: Project) -> None:
    folder = project.root / "province"
    folder.mkdir()
    for at, text in enumerate((commune("Xã Đình Lập"), commune("Xã Châu Sơn", first=100))):
        (folder / f"{at}.yaml").write_text(text, encoding="utf-8")
    told = project.run("directory", "--contacts", "province", "--format", "csv")
    assert "output/directory/directory.csv: 2 communes, 12 villages, 16 officers" in told.out


def test_verify_passes_over_a_directory(project: Project) -> None:
    project.run("directory")
    path = next(project.folder.glob("directory/*.pdf"))
    told = project.run("verify", str(path), "--json")
    assert told.code == 0
    assert told.codes == ["paper-without-tags"]


@pytest.mark.parametrize(
    "wrong",
    (
        ("--booklet", "--format", "csv"),
        ("--booklet", "--paper", "A4"),
        ("--paper", "A3"),
        ("--paper", "A5", "--format", "csv"),
        ("--vcard", "4.0", "--format", "html"),
        ("--vcard", "4.0"),
    ),
)
def test_options_that_do_not_go_together(project: Project, wrong: tuple[str, ...]) -> None:
    told = project.run("directory", *wrong)
    assert told.code == 2
    assert not (project.root / "output").exists()


def test_what_fails_gets_no_name(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from keychain.preflight.directory.numbers import NUMBER_STRAY

    monkeypatch.setattr(
        "keychain.build.directory_pdf.check_directory",
        lambda *_: (NUMBER_STRAY(found="0950 000 009"),),
    )
    told = project.run("directory", "--json")
    assert told.code == 4
    assert told.codes == ["directory-number-stray"]
    assert not (project.root / "output").exists()


_MEASURED = """
import sys, time
from pathlib import Path
from keychain.cli import main
start = time.process_time()
code = main(["directory", "--contacts", "province", "--json"])
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
used = int(status["VmHWM"].split()[0]) / 1024
print(code, time.process_time() - start, used, file=sys.stderr)
"""


@pytest.mark.stress
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of one process's peak")
def test_two_thousand_villages(tmp_path: Path) -> None:
    """A province in under 20 seconds and 500 MB, set and proved."""
    folder = tmp_path / "province"
    folder.mkdir()
    for at in range(50):
        text = commune(f"Xã Thứ {at + 1}", villages=40, first=50 * at)
        (folder / f"c{at}.yaml").write_text(text, encoding="utf-8")
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    code, seconds, megabytes = map(float, done.stderr.split())
    print(f"{seconds:.1f} s of work, {time.monotonic() - start:.1f} s, {megabytes:.0f} MB")
    assert code == 0
    assert len(json.loads(done.stdout)["files"][0]["villages"]) == 2000
    assert seconds < 20
    assert megabytes < 500
