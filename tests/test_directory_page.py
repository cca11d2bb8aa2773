"""The directory's page, read by the standard library's parser and held against contacts.yaml."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import string
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field, replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import page_samples as samples
import pytest
import yaml

import keychain
from keychain.directory import DirectoryBook
from keychain.directory.page import directory_page

PAGE = Path(keychain.__file__).parent / "directory" / "page"
VOID = {"meta", "link", "input", "img"}


@dataclass
class Node:
    """An element with its attributes, children and text."""

    name: str
    attributes: dict[str, str | None]
    children: list[Node | str] = field(default_factory=list)

    def text(self) -> str:
        return "".join(each if isinstance(each, str) else each.text() for each in self.children)

    def all(self, name: str, kind: str | None = None) -> list[Node]:
        found = []
        for each in self.children:
            if isinstance(each, Node):
                kinds = (each.attributes.get("class") or "").split()
                if each.name == name and (kind is None or kind in kinds):
                    found.append(each)
                found += each.all(name, kind)
        return found


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), attrs
        node = Node(tag, dict(attrs))
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(book: DirectoryBook) -> Node:
    reader = Reader()
    reader.feed(directory_page(book).decode())
    reader.close()
    assert len(reader.open) == 1, "every element is closed"
    return reader.open[0]


def numbers(node: Node) -> list[tuple[str, str | None]]:
    """What each number shows and what it dials."""
    return [(a.text(), a.attributes["href"]) for a in node.all("a", "call")]


def dialled(written: str) -> str:
    """RFC 3966 for what contacts.yaml says, worked out apart from the program."""
    digits = written.replace(" ", "")
    return f"tel:{digits}" if len(digits) < 5 else f"tel:+84{digits[1:]}"


def contacts() -> dict[str, Any]:
    read: dict[str, Any] = yaml.load(samples.KIEN_MOC.read_bytes(), Loader=yaml.BaseLoader)
    return read


def test_every_number_stands_with_its_officer_in_its_village() -> None:
    raw = contacts()
    cards = {card.all("h3")[0].text(): card for card in read(samples.kien_moc()).all("article")}
    hotlines = [(each["phone"], dialled(each["phone"])) for each in raw["hotlines"]]
    assert numbers(cards.pop("Số dùng chung")) == hotlines
    for village in raw["villages"].values():
        rows = cards.pop(f"{village['kind'].capitalize()} {village['name']}").all("li")
        assert len(rows) == len(village["officers"])
        for row, who in zip(rows, village["officers"], strict=True):
            officer = raw["officers"][who]
            assert numbers(row) == [(officer["phone"], dialled(officer["phone"]))]
            assert [name.text() for name in row.all("span", "name")] == [officer["name"]]
            said = [*filter(None, [officer.get("rank"), officer["name"]])]
            assert row.all("strong")[0].text() == " ".join(said)
            assert row.all("span", "role")[0].text() == officer["role"]
    assert not cards


def test_there_are_no_links_but_numbers() -> None:
    links = read(samples.two_communes()).all("a")
    targets = {link.attributes["href"] or "" for link in links}
    assert {each for each in targets if not each.startswith("tel:")} == {"#c1", "#c2"}
    calls = [each for each in targets if each.startswith("tel:")]
    assert len(calls) == 15
    assert all(re.fullmatch(r"tel:(113|\+84[0-9]{9,10}(;ext=12)?)", each) for each in calls)


def test_the_first_who_is_called_is_marked() -> None:
    page = read(samples.kien_moc())
    for card in page.all("article")[1:]:
        assert [a.text() for a in card.all("a", "lead")] == [card.all("a")[0].text()]


def test_the_policy_lets_in_this_style_and_script_and_nothing_else() -> None:
    text = directory_page(samples.two_communes()).decode()
    page = read(samples.two_communes())

    def digest(name: str) -> str:
        [own] = re.findall(rf"<{name}>(.*?)</{name}>", text, re.DOTALL)
        return base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()

    [policy] = [
        meta.attributes["content"]
        for meta in page.all("meta")
        if meta.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest('style')}'; "
        f"script-src 'sha256-{digest('script')}'; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    assert len(page.all("style")) == len(page.all("script")) == 1
    # The policy stands before all that it is for.
    head = page.all("head")[0].children
    assert isinstance(head[1], Node)
    assert head[1].attributes["content"] == policy


def test_nothing_is_from_elsewhere() -> None:
    text = directory_page(samples.two_communes()).decode()
    page = read(samples.two_communes())
    assert not re.findall(r"https?:(?!//www\.w3\.org/2000/svg)", text)
    [style] = page.all("style")
    assert set(re.findall(r"url\((.{5})", style.text())) == {"data:"}
    assert "@import" not in style.text()

    def walk(node: Node) -> None:
        assert not [key for key in node.attributes if key.startswith("on") or key == "style"]
        assert "src" not in node.attributes
        for each in node.children:
            if isinstance(each, Node):
                walk(each)

    walk(page)
    [script] = page.all("script")
    assert not re.findall(r"\beval|innerHTML|insertAdjacent|\bfetch|XMLHttp", script.text())


HOSTILE = "</script><script>alert(1)</script> \"a\" 'b' & <b> &amp; \u202etxe {count} \x00"


def test_hostile_text_stays_text() -> None:
    book = samples.kien_moc()
    [commune] = book.communes
    village = commune.villages[0]
    serving = village.serving[0]
    officer = replace(serving.officer, name=HOSTILE, rank=HOSTILE)
    post = replace(serving.post, role=HOSTILE)
    first = replace(
        village,
        name=HOSTILE,
        kind=f"<i>{HOSTILE}",
        serving=(replace(serving, officer=officer, post=post),),
    )
    hotline = replace(commune.hotlines[0], label=HOSTILE)
    other = replace(
        commune,
        name=HOSTILE,
        slogan=HOSTILE,
        villages=(first, *commune.villages[1:]),
        hotlines=(hotline, *commune.hotlines[1:]),
    )
    page = read(replace(book, communes=(other, commune)))
    shown = HOSTILE.replace("\u202e", "\ufffd").replace("\x00", "\ufffd")
    card = page.all("article")[1]
    assert card.all("span", "village")[0].text() == shown
    assert card.all("small")[0].text() == f"<i>{shown}"
    assert card.all("strong")[0].text() == f"{shown} {shown}"
    assert card.all("span", "role")[0].text() == shown
    assert page.all("article")[0].all("strong")[0].text() == shown
    assert page.all("h2")[0].text() == f"{shown}, Huyện Đình Lập"
    assert len(page.all("script")) == 1
    assert not page.all("b")


def test_a_name_with_its_kind_in_it_is_shown_alone_and_found_by_the_whole() -> None:
    book = samples.kien_moc()
    [commune] = book.communes
    village = replace(commune.villages[0], name="Tổ 3", kind="tổ dân phố")
    commune = replace(commune, villages=(village, *commune.villages[1:]))
    card = read(replace(book, communes=(commune,))).all("article")[1]
    assert card.all("span", "village")[0].text() == "Tổ 3"
    [kind] = card.all("small", "role")
    assert kind.text() == "tổ dân phố" and "hidden" in kind.attributes


def test_it_says_from_whom_for_which_day_and_that_it_is_personal() -> None:
    [note] = read(samples.kien_moc()).all("p", "note")[:1]
    assert note.text() == (
        "Danh bạ của xã Kiên Mộc, dùng cho ngày 01/12/2026. Có họ tên, số điện thoại của cán bộ: "
        "chỉ gửi cho người cần, không đăng lên mạng."
    )
    english = read(samples.book(samples.KIEN_MOC.read_bytes(), language="en"))
    assert english.all("html")[0].attributes["lang"] == "en"
    assert "Directory of Xã Kiên Mộc, for 01/12/2026." in english.all("p", "note")[0].text()


def test_communes_of_different_days_say_their_own() -> None:
    book = samples.two_communes()
    early = replace(book.communes[0], day=date(2026, 11, 5))
    page = read(replace(book, communes=(early, book.communes[1])))
    assert "dùng cho các ngày từ 05/11/2026 đến 01/12/2026" in page.all("p", "note")[0].text()
    days = [
        section.all("p", "dim")[0].text() for section in page.all("section") if section.all("h2")
    ]
    assert days == ["Dùng cho ngày 05/11/2026", "Dùng cho ngày 01/12/2026"]


def test_without_personal_numbers_none_is_anywhere() -> None:
    text = directory_page(samples.kien_moc(only_duty=True)).decode()
    text = text[text.index("<body>") : text.index("<script>")]
    assert "0950" not in text
    assert "+84950" not in text
    page = read(samples.kien_moc(only_duty=True))
    for card in page.all("article")[1:]:
        assert numbers(card) == [("0205 3800 113", "tel:+842053800113")]
        assert card.all("strong")[0].text() == "Trực ban Công an xã"
        assert len(card.all("span", "name")) == 3
    assert "Bản này không có số di động" in page.all("p", "note")[0].text()


def hand(book: DirectoryBook) -> list[str]:
    return [a.text() for nav in read(book).all("nav") for a in nav.all("a")]


def test_the_numbers_at_hand_are_few_shared_and_with_the_duty_desk() -> None:
    assert hand(samples.kien_moc()) == ["113 Công an", "0205 3800 113 Trực ban Công an xã"]
    assert hand(samples.two_communes()) == ["113 Công an"]
    [commune] = samples.kien_moc().communes
    police, desk = commune.hotlines
    other = replace(desk, label="Cơ quan", duty=False)
    fire = replace(police, label="Cứu hỏa")
    many = replace(commune, hotlines=(other, police, fire, replace(police, label="C"), desk))
    assert hand(replace(samples.kien_moc(), communes=(many,))) == [
        "113 Công an",
        "113 Cứu hỏa",
        "0205 3800 113 Trực ban Công an xã",
    ]
    undecided = replace(commune, hotlines=(police, other))
    assert hand(replace(samples.kien_moc(), communes=(undecided,))) == [
        "113 Công an",
        "0205 3800 113 Cơ quan",
    ]
    none = replace(commune, hotlines=())
    assert hand(replace(samples.kien_moc(), communes=(none,))) == []


def test_languages_say_the_same_things_and_all_are_said() -> None:
    told = {
        language: tomllib.loads((PAGE / "words" / f"{language}.toml").read_text(encoding="utf-8"))
        for language in ("vi", "en")
    }
    fields = [
        {
            key: {name for _, name, _, _ in string.Formatter().parse(text)}
            for key, text in each.items()
        }
        for each in told.values()
    ]
    assert fields[0] == fields[1]
    code = "".join(path.read_text(encoding="utf-8") for path in PAGE.rglob("*.py"))
    for key in told["vi"]:
        stem = re.sub(r"-(one|many|none)$", "", key)
        assert f'"{key}"' in code or f'"{stem}"' in code or stem == "found", key


def test_every_run_writes_the_same_bytes(tmp_path: Path) -> None:
    """Sets of texts are walked in an order that changes with the seed of hashing."""
    made = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Ho_Chi_Minh")):
        target = tmp_path / seed
        command = [sys.executable, "-m", "keychain", "directory", "--format", "html", "--json"]
        command += ["--as-of", "2026-12-01"]
        run = subprocess.run(
            [*command, "--contacts", str(samples.KIEN_MOC), "--output", str(target)],
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            check=False,
        )
        assert run.returncode == 0, run.stderr
        [file] = json.loads(run.stdout)["files"]
        data = Path(file["path"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == file["sha256"]
        assert (len(file["villages"]), file["officers"], file["pages"]) == (11, 7, None)
        made.append(data)
    assert made[0] == made[1] == directory_page(samples.kien_moc())


@pytest.mark.parametrize("name", ["page.css", "page.js", "find.js"])
def test_what_stands_in_the_page_cannot_end_its_element(name: str) -> None:
    assert "</" not in (PAGE / name).read_text(encoding="utf-8")
