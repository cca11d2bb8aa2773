"""Issue codes that are digits are no reason to take a number for a mark, or a mark for a number."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from keychain.build.book import make_book
from keychain.build.expectation import expect
from keychain.build.layouts import Layouts
from keychain.build.lots import plan_commune
from keychain.build.options import Options
from keychain.contacts import read_contacts
from keychain.pdf import FontMeasure, write_pdf
from keychain.preflight import check_pdf
from keychain.preflight.read_back import read_back

ROOT = Path(__file__).parent.parent
CONTACTS = """\
commune: {{name: Xã Kiên Mộc, province: Tỉnh Lạng Sơn}}
hotlines:
  - {{label: Công an, phone: 113}}
  - {{label: Đường dây nóng, phone: 1022}}
  - {{label: Trực ban, phone: 0205 3800 113, duty: true}}
officers:
  an: {{name: Hoàng Văn An, phone: {phone}}}
villages:
  v: {{name: {village}, households: 9, officers: [an]}}
"""
# Found by trying: villages and numbers whose content has a fingerprint that begins so.
COINCIDENCES = [
    ("0950", "Bình Hà", "0950 000 364"),  # of the lead, which stands below the mark
    ("3800", "Dung Bình", "0950 000 223"),  # the middle of the desk's number
    ("0205", "Hà Tú", "0950 000 386"),  # its beginning
    ("1022", "Dung Khe", "0950 000 478"),  # a whole hotline
]


@pytest.mark.parametrize(("code", "village", "phone"), COINCIDENCES)
@pytest.mark.parametrize("layout", ["fob-54x29", "card-cr80", "fob-fold-54x29"])
def test_a_code_like_a_part_of_a_number(layout: str, code: str, village: str, phone: str) -> None:
    told = CONTACTS.format(village=village, phone=phone)
    contacts, findings = read_contacts(told.encode(), "contacts.yaml")
    assert contacts is not None, findings
    (lot,) = plan_commune(contacts, date(2026, 12, 1), Options(layout=layout)).lots
    spec, _ = Layouts(ROOT / "layouts", Path.read_bytes).get(layout)
    assert spec is not None
    made, found = make_book(lot.orders, spec, "both", "village", FontMeasure())
    assert made is not None, found
    assert made.contents[0].code == code
    expected = expect(made.book, made.contents, "both", spec)
    data = write_pdf(made.book, made.day)
    assert not check_pdf(data, expected)
    (read,) = read_back(data, expected)
    numbers = {number.text for side in read.sides for number in side.numbers}
    assert numbers == {phone, "113", "1022", "0205 3800 113"}
    assert {side.mark for side in read.sides} - {None} == {code}
