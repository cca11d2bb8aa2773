"""Villages as they are called from the Chinese border to Cà Mau stand on every tag."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from layout_samples import SHIPPED

from keychain.cli import main

LAYOUTS = Path(__file__).parent.parent / "layouts"
VILLAGES = (
    "Ấp Phước Thuận",
    "Ấp Bình Ninh",
    "Ấp Ổ Heo",
    "Bản Phước Thuận",
    "Thôn Đồng Ẩm",
    "Xóm Ngã Ba",
    "Tổ 5",
    "Khu phố Ỷ La",
    "Buôn Ea Súp",
    "Khóm Mỹ Phước",
    "Phum Ô Rồm",
    "Làng Quỳnh Đôi",
)
CONTACTS = """\
commune: {name: Xã Tân Phú Đông, province: Tỉnh Đồng Tháp}
campaign: {title: Móc chìa khóa an ninh trật tự, launch: 2026-12-01, spare: 0%}
hotlines:
  - {label: Công an, phone: 113}
  - {label: Trực ban Công an xã, phone: 0205 3800 113, duty: true}
officers:
  son: {name: Lê Văn Sơn, rank: Đại úy, role: Công an viên, phone: 0950 000 001}
villages:
"""


@pytest.mark.parametrize("layout", SHIPPED)
def test_nothing_is_said_against_a_village_s_name(
    layout: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = (
        f"  v{number}: {{name: {name}, households: 4, officers: [son]}}\n"
        for number, name in enumerate(VILLAGES)
    )
    Path("contacts.yaml").write_text(CONTACTS + "".join(rows), encoding="utf-8")
    command = ["build", "--layout", layout, "--layouts", str(LAYOUTS), "--sheets", "one", "--json"]
    code = main(command)
    told = json.loads(capsys.readouterr().out)
    assert [each["message"] for each in told["diagnostics"]] == []
    assert code == 0


@pytest.mark.parametrize("layout", ["fob-54x29", "card-cr80", "label-63x38"])
def test_people_without_a_rank_stand_on_every_tag(
    layout: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Heads of villages have none; their whole name is longer than a rank and a given name."""
    monkeypatch.chdir(tmp_path)
    more = (
        "  lan: {name: Nguyễn Đức Lan, rank: Thiếu tá, phone: 0950 000 002}\n"
        "  phuong: {name: Nguyễn Minh Phương, role: Trưởng ấp, phone: 0950 000 003}\n"
        "villages:\n  a: {name: Ấp Bình Ninh, households: 4, officers: [son, lan, phuong]}\n"
    )
    contacts = CONTACTS.replace("villages:\n", more)
    Path("contacts.yaml").write_text(contacts, encoding="utf-8")
    command = ["build", "--layout", layout, "--layouts", str(LAYOUTS), "--json"]
    code = main(command)
    told = json.loads(capsys.readouterr().out)["diagnostics"]
    assert (code, [each["message"] for each in told]) == (0, [])
