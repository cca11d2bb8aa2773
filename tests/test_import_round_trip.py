"""Out and in again: a directory as a workbook, as CSV, as cards, and imported into nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from cli_samples import PROJECT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from import_samples import imported

from keychain.contacts import read_contacts
from keychain.contacts.model import Contacts
from keychain.contacts.roster import choose
from keychain.diagnostics import has_errors
from keychain.directory import DirectoryBook, compose_book, compose_commune
from keychain.directory.cards import write_cards
from keychain.directory.csv_table import write_csv
from keychain.directory.model import ListedOfficer
from keychain.directory.workbook import write_workbook

DAY = date(2026, 12, 1)


def book_of(contacts: Contacts) -> DirectoryBook:
    rosters, _ = choose(contacts, DAY)
    commune, told = compose_commune(contacts, rosters, only_duty=False)
    assert commune is not None, told
    return compose_book([commune], contacts.campaign.language, only_duty=False)


def held(book: DirectoryBook, form: str, roleless: frozenset[str]) -> DirectoryBook:
    """What a form can hold: cards and CSV have no place for the campaign's words, and cards none
    for the language. Of somebody whose roles stand on their posts alone, ``roleless``, every form
    shows what those of others show: one of them comes back as the person's own."""

    def own(officer: ListedOfficer) -> ListedOfficer:
        return replace(officer, role=None) if officer.id in roleless else officer

    communes = []
    for each in book.communes:
        villages = (
            replace(v, serving=tuple(replace(s, officer=own(s.officer)) for s in v.serving))
            for v in each.villages
        )
        officers = tuple(map(own, each.officers))
        plain = replace(each, file="", villages=tuple(villages), officers=officers)
        communes.append(plain if form == "xlsx" else replace(plain, title=None, slogan=None))
    whole = replace(book, communes=tuple(communes))
    return replace(whole, language="vi") if "vcf" in form else whole


FORMS: dict[str, Callable[[DirectoryBook], bytes]] = {
    "xlsx": write_workbook,
    "csv": write_csv,
    "vcf": lambda book: write_cards(book, "3.0"),
    "4.vcf": lambda book: write_cards(book, "4.0"),
}


def again(book: DirectoryBook, form: str, folder: Path) -> DirectoryBook:
    """The book of the directory that the export is imported into."""
    data = FORMS[form](book)
    path = folder / "none.yaml"
    done = imported(data, path, name=f"list.{form}", commune=None, province=None)
    assert done.change.contacts is not None, done.change.diagnostics
    left = [each for each in done.proposals if not each.accepted]
    assert not left, left
    return book_of(done.change.contacts)


def compare(contacts: Contacts, form: str, folder: Path) -> None:
    book = book_of(contacts)
    back = again(book, form, folder)
    roleless = frozenset(each.id for each in contacts.officers if each.role is None)
    assert held(back, form, roleless) == held(book, form, roleless)


@pytest.mark.parametrize("form", FORMS)
def test_the_sample_comes_back(form: str, tmp_path: Path) -> None:
    contacts, _ = read_contacts((PROJECT / "contacts.yaml").read_bytes(), "contacts.yaml")
    assert contacts is not None
    compare(contacts, form, tmp_path)


LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạÀÁĐŨ'’-H"
WORDS = st.text(LETTERS, min_size=1, max_size=8).filter(lambda t: any(map(str.isalpha, t)))
ANY = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=12
)
NAMES = st.one_of(
    st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
    st.sampled_from(
        [
            "LÊ VĂN A",
            "Trực ban",
            "Đ/c Thiếu tá An",
            "Thôn 5",
            "Thôn",
            "=1+1",
            "-Bản",
            "@x",
            "Bản, Hang",
            "Bản Phục - Bản Hang",
            "Toàn xã",
            "Tổng cộng",
            "12",
            "II",
            "*",
            "Họ và tên",
            "ngày 1 tháng 2",
        ]
    ),
)
ROLES = st.one_of(st.none(), NAMES, st.sampled_from(["Trưởng thôn", "TRƯỞNG THÔN", "Phó trưởng"]))
PHONES = st.lists(
    st.sampled_from(
        [f"0950 000 {n:03}" for n in range(1, 60)]
        + ["0205 3800 113", "0205 3800 114 ext 12", "113"]
    ),
    min_size=1,
    max_size=3,
    unique=True,
)
DAYS = st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2027, 6, 1)))


@st.composite
def directories(draw: st.DrawFn) -> str:
    """A contacts file as text, with quotes round everything."""

    def quoted(text: str) -> str:
        return "'" + text.replace("'", "''") + "'"

    count = draw(st.integers(1, 4))
    lines = ["commune:", "  name: Xã Kiên Mộc", "  province: Tỉnh Lạng Sơn"]
    if draw(st.booleans()):
        lines.append("  district: Huyện Đình Lập")
    lines += ["campaign:", f"  language: {draw(st.sampled_from(['vi', 'en']))}"]
    if draw(st.booleans()):
        lines += ["  title: Móc chìa khóa", "  slogan: Toàn dân"]
    lines.append("hotlines:")
    if draw(st.booleans()):
        lines.append("  - {label: Công an, phone: 113}")
    lines.append("  - {label: Trực ban, phone: 0205 3800 100, duty: true}")
    lines.append("officers:")
    for index in range(count):
        lines.append(f"  officer-{index}:")
        lines.append(f"    name: {quoted(draw(NAMES))}")
        rank, role = draw(st.one_of(st.none(), st.sampled_from(["Đại úy", "4/"]))), draw(ROLES)
        if rank:
            lines.append(f"    rank: {rank}")
        if role:
            lines.append(f"    role: {quoted(role)}")
        numbers = draw(PHONES)
        lines.append("    phones: [" + ", ".join(map(quoted, numbers)) + "]")
    lines.append("villages:")
    for index in range(draw(st.integers(1, 3))):
        lines += [f"  village-{index}:", f"    name: {quoted(draw(NAMES))}"]
        kind = draw(st.sampled_from([None, None, "thôn", "Bản", "tổ dân phố"]))
        if kind:
            lines.append(f"    kind: {kind}")
        lines.append("    officers:")
        serving = draw(st.lists(st.integers(0, count - 1), min_size=1, max_size=3, unique=True))
        for officer in serving:
            more = []
            post_role = draw(ROLES)
            if post_role:
                more.append(f"role: {quoted(post_role)}")
            start, end = draw(DAYS), draw(DAYS)
            if start and start <= DAY:
                more.append(f"from: {start}")
            if end and end >= DAY:
                more.append(f"until: {end}")
            lines.append("      - {" + ", ".join([f"officer: officer-{officer}", *more]) + "}")
    return "\n".join(lines) + "\n"


def hold(text: str, form: str, folder: Path) -> None:
    contacts, found = read_contacts(text.encode(), "contacts.yaml")
    if contacts is None or has_errors(found):
        return
    names = [village.name.value for village in contacts.villages]
    if "vcf" in form and len(set(names)) < len(names):
        return  # cards do not say which of two villages of one name comes first
    compare(contacts, form, folder)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(text=directories())
def test_any_directory_comes_back(form: str, text: str, tmp_path: Path) -> None:
    hold(text, form, tmp_path)


@pytest.mark.stress
@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=2_000, suppress_health_check=list(HealthCheck))
@given(text=directories())
def test_two_thousand_directories_come_back(form: str, text: str, tmp_path: Path) -> None:
    hold(text, form, tmp_path)
