"""Villages found by what a person types."""

from __future__ import annotations

import pytest

from keychain.contacts import read_contacts
from keychain.contacts.find import find_villages, nearest_village
from keychain.contacts.model import Contacts


def directory(*villages: tuple[str, str, str]) -> Contacts:
    lines = "".join(
        f"  {id_}: {{name: {name}, kind: {kind}, officers: [an]}}\n" for id_, name, kind in villages
    )
    text = (
        "commune: {name: Xã A, province: Tỉnh B}\n"
        "officers: {an: {name: An, phone: 113}}\nvillages:\n" + lines
    )
    contacts, _ = read_contacts(text.encode(), "c.yaml")
    assert contacts is not None
    return contacts


PLACES = directory(
    ("ban-phuc", "Bản Phục", "thôn"),
    ("ban-co", "Bản Có", "thôn"),
    ("ban-co-2", "Bản Cò", "thôn"),
    ("hin-dam", "Hin Đăm", "thôn"),
    ("hoa", "Hòa Bình", "khu"),
    ("khu-2", "Khu II", "khu"),
)


@pytest.mark.parametrize(
    ("asked", "id_"),
    [
        ("ban-phuc", "ban-phuc"),
        ("BAN-PHUC", "ban-phuc"),
        ("Bản Phục", "ban-phuc"),
        ("Ba\u0309n Phu\u0323c", "ban-phuc"),
        ("bản  phục", "ban-phuc"),
        ("ban phuc", "ban-phuc"),
        ("Thôn Bản Phục", "ban-phuc"),
        ("thon ban phuc", "ban-phuc"),
        ("phuc", "ban-phuc"),
        ("Bản Có", "ban-co"),
        ("bản cò", "ban-co-2"),
        ("hin đam", "hin-dam"),
        ("Hoà Bình", "hoa"),
        ("khu Hòa Bình", "hoa"),
        ("khu ii", "khu-2"),
        ("ii", "khu-2"),
    ],
)
def test_found(asked: str, id_: str) -> None:
    assert [village.id for village in find_villages(PLACES, asked)] == [id_]


def test_an_ambiguous_name_is_each_ones() -> None:
    twins = directory(("one", "Bản Có", "thôn"), ("two", "Bản Cò", "thôn"))
    assert [v.id for v in find_villages(twins, "ban co")] == ["one", "two"]


@pytest.mark.parametrize("asked", ["", " ", "-", "Bản", "Bản Phụ", "ban"])
def test_not_found(asked: str) -> None:
    assert find_villages(PLACES, asked) == ()


def test_nearest() -> None:
    assert nearest_village(PLACES, "Bản Phụ") == "Bản Phục"
    assert nearest_village(PLACES, "hin-dan") == "hin-dam"
    assert nearest_village(PLACES, "qqqq") is None
