"""``keychain verify --report``: a page that holds whatever a PDF says as text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from cli_samples import FOLDER, Project
from code_pdfs import code_pdf

from keychain.markup import element


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Project:
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path, capsys)


class Tags(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_text_stays_text() -> None:
    made = element("p", "<script>&", class_='"onload="')
    assert made == '<p class="&quot;onload=&quot;">&lt;script&gt;&amp;</p>'
    assert element("b", "a\u202eb\x00") == "<b>a\ufffdb\ufffd</b>"


def test_a_hostile_pdf_does_not_break_out(project: Project) -> None:
    hostile = "</td><script>alert(1)</script><img src=x onerror=y>"
    (project.root / "a<b>.pdf").write_bytes(code_pdf([(hostile, 0.6)], title=hostile))
    told = project.run("verify", "a<b>.pdf", "--report", "r.html", "--json")
    assert told.code == 4
    assert {"pdf-without-job", "code-unknown"} <= set(told.codes)
    page = (project.root / "r.html").read_text(encoding="utf-8")
    tags = Tags(page).found
    assert "script" not in {tag for tag, _ in tags}
    assert not [a for _, at in tags for a in at if a.startswith("on") or a == "src"]
    assert "&lt;script&gt;alert(1)" in page


def test_the_page_needs_nothing_else(project: Project) -> None:
    assert project.run("build", "khe-bung", "--no-verify").code == 0
    pdf = f"output/{FOLDER}/khe-bung.pdf"
    assert project.run("verify", pdf, "--report", "r.html").code == 0
    page = (project.root / "r.html").read_text(encoding="utf-8")
    tags = Tags(page).found
    policy = next(at["content"] or "" for _, at in tags if "http-equiv" in at)
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    assert "0950 000 002" in page and "tel:+84950000002" in page
    links = [at["href"] or "" for _, at in tags if "href" in at]
    assert len(links) == 2 and all(link.startswith("data:image/png;base64,") for link in links)
    assert not re.search(r"https?://|url\(", page)
    assert project.run("verify", pdf, "--report", "s.html").code == 0
    assert (project.root / "s.html").read_bytes() == (project.root / "r.html").read_bytes()


def test_a_report_that_cannot_be_written(project: Project) -> None:
    (project.root / "taken.html").mkdir()
    (project.root / "a.pdf").write_bytes(code_pdf([("tel:+84950000001", 0.6)]))
    assert project.run("verify", "a.pdf", "--report", "taken.html", "--json").code == 5


def test_codes_of_a_strange_pdf_are_named(project: Project) -> None:
    codes = [("tel:+84950000001", 0.6), ("https://zalo.me/0950000002", 0.6), ("tel:999", 0.6)]
    (project.root / "a.pdf").write_bytes(code_pdf(codes))
    told = project.run("verify", "a.pdf", "--json")
    assert told.code == 4
    whose = [code["whose"] for code in told.document["files"][0]["codes"]]
    assert whose == [["Thiếu tá Hoàng Văn An"], ["Đại úy Nông Thị Bình"], []]


@pytest.mark.parametrize("name", ["contacts.yaml", "a.pdf"])
def test_a_report_overwrites_neither_contacts_nor_pdf(project: Project, name: str) -> None:
    Path(name).write_bytes(b"precious")
    assert project.run("verify", "a.pdf", "--report", name).code == 2
    assert Path(name).read_bytes() == b"precious"
