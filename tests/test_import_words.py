"""Heads, names, ranks and numbers as people write them, one cell at a time."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keychain.contacts.importing.capitals import person_case, phrase_case, place_case
from keychain.contacts.importing.columns import column_of, key_of, letters
from keychain.contacts.importing.doubts import ALL, Doubts, Spot
from keychain.contacts.importing.numbers import read_numbers
from keychain.contacts.importing.people import read_person, read_rank
from keychain.contacts.phones import PhoneNumber, read_phone
from keychain.yaml_source.nodes import Text

CELLS = Path(__file__).parent / "data" / "phones" / "messy_phone_cells.csv"
SPOT = Spot("A", 2, 3)


@pytest.mark.parametrize(
    ("head", "key"),
    [
        ("Họ tên", "name"),
        ("HỌ VÀ TÊN CÁN BỘ", "name"),
        ("Tên", "name"),
        ("Ho va ten", "name"),
        ("Cán bộ phụ trách", "name"),
        ("Họ và tên đệm", "surname"),
        ("SĐT", "phone"),
        ("Số ĐT", "phone"),
        ("ĐT", "phone"),
        ("Điện thoại", "phone"),
        ("Di động", "phone"),
        ("Số điện thoại liên hệ", "phone"),
        ("Số điện thoại\n(Zalo)", "phone"),
        ("So dien thoai", "phone"),
        ("Zalo", "zalo"),
        ("Chức danh", "role"),
        ("Chức vụ công tác", "role"),
        ("Chức vụ, nhiệm vụ", "role"),
        ("Nhiệm vụ", "role"),
        ("Cấp bậc hàm", "rank"),
        ("Cấp bậc, chức vụ", "rank-role"),
        ("Cap bac, chuc vu", "rank-role"),
        ("Chức vụ (cấp bậc)", "rank-role"),
        ("Quân hàm / chức danh", "rank-role"),
        ("Rank and role", "rank-role"),
        ("Họ và tên, cấp bậc, chức vụ", "name"),
        ("Họ tên, số điện thoại", "name"),
        ("Phụ trách thôn", "village"),
        ("Địa bàn phụ trách", "village"),
        ("Thôn/bản", "village"),
        ("Thôn (xóm)", "village"),
        ("Tên thôn", "village"),
        ("TDP", "village"),
        ("Số hộ", "households"),
        ("Hộ", "households"),
        ("Tổng số hộ dân", "households"),
        ("Họ", "surname"),
        ("Ho", None),
        ("Ghi chú", "note"),
        ("Từ ngày", "from"),
        ("Đến ngày", "until"),
        ("STT", "number"),
        ("Số TT", "number"),
        ("Mã cán bộ", "officer-id"),
        ("Mã thôn", "village-id"),
        ("Full name", "name"),
        ("Mobile phone", "phone"),
        ("Năm sinh", None),
        ("Quê quán", None),
        ("Trưởng thôn", None),
        ("", None),
        ("Danh sách cán bộ Công an xã Kiên Mộc phụ trách thôn, số điện thoại liên hệ", None),
    ],
)
def test_heads(head: str, key: str | None) -> None:
    assert key_of(head) == key
    assert key_of(head.upper()) == key
    assert key_of(unicodedata.normalize("NFC", f"  {head} :")) == key


@given(st.integers(1, 16384))
def test_columns_have_letters(column: int) -> None:
    assert column_of(letters(column)) == column


def test_letters_as_excel_has_them() -> None:
    assert [letters(n) for n in (1, 26, 27, 52, 53, 702, 703)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("NGUYỄN VĂN AN", "Nguyễn Văn An"),
        ("nguyễn văn an", "Nguyễn Văn An"),
        ("Nguyễn VĂN An", "Nguyễn Văn An"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("H’HEN NIÊ", "H’Hen Niê"),
        ("Y BLÔ ÊBAN", "Y Blô Êban"),
        ("VI VĂN HẢI", "Vi Văn Hải"),
        ("K'BRÓI", "K'Brói"),
        ("NGUYỄN VĂN A", "Nguyễn Văn A"),
        ("LÊ-VĂN ĐỨC", "Lê-Văn Đức"),
        ("McDonald Nguyễn", "McDonald Nguyễn"),
    ],
)
def test_people_as_people_write_them(written: str, name: str) -> None:
    assert person_case(written) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("BẢN PHỤC", "Bản Phục"),
        ("THÔN BẢN PHỤC", "Thôn Bản Phục"),
        ("KHU II", "Khu II"),
        ("Khu II", "Khu II"),
        ("KHU VI", "Khu VI"),
        ("BẢN VI", "Bản Vi"),
        ("TỔ DÂN PHỐ IV", "Tổ dân phố IV"),
        ("TDP SỐ 3", "TDP số 3"),
        ("TỔ DÂN PHỐ SỐ 3", "Tổ dân phố số 3"),
        ("KHU DÂN CƯ MỚI", "Khu dân cư Mới"),
        ("THÔN 2A", "Thôn 2A"),
        ("EA H’LEO", "Ea H’Leo"),
        ("ĐẮK R'LẤP", "Đắk R'Lấp"),
        ("CƯ M'GAR", "Cư M'gar"),
        ("Thôn BẢN PHỤC", "Thôn Bản Phục"),
        ("bản phục", "Bản Phục"),
        ("Bản Pìa", "Bản Pìa"),
        ("KDC ĐỒNG TÂM", "KDC Đồng Tâm"),
    ],
)
def test_places_as_people_write_them(written: str, name: str) -> None:
    assert place_case(written) == name
    assert place_case(name) == name


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("TRƯỞNG CÔNG AN XÃ", "Trưởng Công an xã"),
        ("PHÓ TRƯỞNG CÔNG AN XÃ", "Phó Trưởng Công an xã"),
        ("CÔNG AN VIÊN THÔN BẢN PHỤC", "Công an viên thôn Bản Phục"),
        ("TRƯỞNG CA XÃ", "Trưởng CA xã"),
        ("TỔ TRƯỞNG TỔ BẢO VỆ ANTT", "Tổ trưởng tổ bảo vệ ANTT"),
        ("Trưởng Công an xã", "Trưởng Công an xã"),
        ("CAV", "CAV"),
    ],
)
def test_roles_as_people_write_them(written: str, role: str) -> None:
    assert phrase_case(written, ["Bản Phục"]) == role


@given(st.text(st.characters(categories=("L", "M", "N", "P", "Zs")), max_size=30))
def test_no_letter_is_lost_in_small_letters(text: str) -> None:
    for made in (person_case(text), place_case(text), phrase_case(text)):
        assert made.casefold().split() == text.casefold().split() or any(
            ord(c) > 0x1EFF or len(c.upper()) > 1 or c.upper().lower() != c.lower() for c in text
        )


@pytest.mark.parametrize(
    ("cell", "name", "rank", "role"),
    [
        ("Nguyễn Văn An", "Nguyễn Văn An", None, None),
        ("Đ/c Nguyễn Văn An", "Nguyễn Văn An", None, None),
        ("đ/c: Thiếu tá Nguyễn Văn An", "Nguyễn Văn An", "Thiếu tá", None),
        ("Thiếu tá Nguyễn Văn An – Trưởng CA xã", "Nguyễn Văn An", "Thiếu tá", "Trưởng CA xã"),
        ("ĐẠI UÝ NGUYỄN VĂN AN", "Nguyễn Văn An", "Đại uý", None),
        ("Nguyễn Văn An, Trung tá", "Nguyễn Văn An", "Trung tá", None),
        ("Trưởng Công an xã: Nguyễn Văn An", "Nguyễn Văn An", None, "Trưởng Công an xã"),
        ("Ông Nguyễn Văn An", "Nguyễn Văn An", None, None),
        ("Ông Văn An", "Ông Văn An", None, None),
        ("Bà: Lê Thị Hoa", "Lê Thị Hoa", None, None),
        ("Anh Đức", "Anh Đức", None, None),
        ("Phó Đức Phương", "Phó Đức Phương", None, None),
        ("Thượng Thị Tá", "Thượng Thị Tá", None, None),
    ],
)
def test_names(cell: str, name: str, rank: str | None, role: str | None) -> None:
    person = read_person(cell)
    assert (person.name, person.rank, person.role, person.rest) == (name, rank, role, "")
    decomposed = read_person(unicodedata.normalize("NFD", cell))
    assert decomposed == person


@pytest.mark.parametrize(
    ("cell", "rank", "may_be"),
    [
        ("THIẾU TÁ", "Thiếu tá", ()),
        ("Đại uý", "Đại uý", ()),
        ("4/", None, ("Đại úy",)),
        ("2//", None, ("Trung tá",)),
        ("Th.tá", None, ("Thiếu tá", "Thượng tá")),
        ("Tr/úy", None, ("Trung úy",)),
        ("Đ.úy", None, ("Đại úy",)),
        ("Dân quân", "Dân quân", ()),
    ],
)
def test_ranks(cell: str, rank: str | None, may_be: tuple[str, ...]) -> None:
    assert read_rank(cell) == (rank, may_be)


def cells() -> list[dict[str, str]]:
    with CELLS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("cell", cells(), ids=lambda each: each["cell"])
def test_each_messy_cell_becomes_what_it_must(cell: dict[str, str]) -> None:
    """``import_meaning`` is what the cell means: certain where contacts.yaml takes the cell as it
    is, else a proposal, or nothing where it does not say one thing."""
    meaning = cell["import_meaning"].replace(" (Zalo)", "")
    meant = [each.strip() for each in meaning.split(";") if each.strip() and " or " not in meaning]
    silent, asked = Doubts("x"), Doubts("x", frozenset({ALL}))
    certain = read_numbers(cell["cell"], "Lạng Sơn", SPOT, "An", silent)
    accepted = read_numbers(cell["cell"], "Lạng Sơn", SPOT, "An", asked)
    if cell["contacts_yaml"] == "accept":
        assert digits(certain.taken) == meant and not silent.proposals
        return
    if certain.taken:
        # Nothing but signs or a word like Zalo parts whole numbers.
        assert digits(certain.taken) == meant
        for each in meant:
            assert each in cell["cell"]
    if cell["note"].startswith("letter"):
        assert not certain.taken and [each.kind for each in asked.proposals] == ["letter-for-digit"]
    else:
        assert digits(accepted.taken) == meant
    if not meant:
        assert not certain.taken and (silent.told or silent.proposals)


def digits(numbers: tuple[PhoneNumber, ...]) -> list[str]:
    return [
        f"{each.digits} ext {each.extension}" if each.extension else each.digits for each in numbers
    ]


NUMBERS = st.sampled_from(["0950000001", "0950 000 002", "02053800103", "113", "19001234"])
APART = st.sampled_from([" / ", ";", "\n", ", ", "-", " - ", "|", " "])


@given(NUMBERS, APART, NUMBERS)
def test_what_is_taken_unasked_is_what_is_written(first: str, apart: str, second: str) -> None:
    """Without a question no digit is added, dropped or moved."""
    read = read_numbers(f"{first}{apart}{second}", "Lạng Sơn", SPOT, "An", Doubts("x"))
    taken = [each.digits for each in read.taken]
    wanted = [n.digits for each in (first, second) if (n := read_phone(Text(each), None)[0])]
    assert taken in ([], list(dict.fromkeys(wanted)), wanted)


@given(st.text("0123456789 .-/Oo+lI;,\n()_eE", max_size=24))
def test_unasked_digits_are_the_cells_own(cell: str) -> None:
    read = read_numbers(cell, "Lạng Sơn", SPOT, "An", Doubts("x"))
    written = "".join(filter(str.isdigit, cell))
    for number in read.taken:
        own = number.digits + (number.extension or "")
        assert own in written or own.removeprefix("0") in written
