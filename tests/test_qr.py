"""QR symbols, read by another reader and compared with the standard's capacities."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
import qrcode
import qrcode.util
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from qrcode.util import MODE_8BIT_BYTE, QRData

from keychain.tags import qr
from keychain.tags.qr import QrSymbol, lost_points, make_symbol

# ISO/IEC 18004, table 7: characters in byte mode of versions 1 to 10.
CAPACITY = {
    "Q": (11, 20, 32, 46, 60, 74, 86, 108, 130, 151),
    "H": (7, 14, 24, 34, 44, 58, 64, 84, 98, 119),
}
# ISO/IEC 18004, 8.9: the two bits of the level, and the mask over the format's fifteen bits.
LEVEL_BITS = {"L": 0b01, "M": 0b00, "Q": 0b11, "H": 0b10}
FORMAT_MASK = 0b101010000010010


def decoded(symbol: QrSymbol, scale: int = 4) -> str:
    """What zxing-cpp reads from the symbol with a quiet zone of four modules."""
    side = symbol.size + 8
    image = Image.new("L", (side, side), 255)
    for y, row in enumerate(symbol.rows, start=4):
        for x, module in enumerate(row, start=4):
            if module == "1":
                image.putpixel((x, y), 0)
    image = image.resize((side * scale, side * scale), Image.Resampling.NEAREST)
    (found,) = zxingcpp.read_barcodes(image)
    assert found.format == zxingcpp.BarcodeFormat.QRCode
    return str(found.text)


def least_version(length: int, level: str) -> int:
    return next(n for n, holds in enumerate(CAPACITY[level], start=1) if holds >= length)


@pytest.mark.parametrize(
    ("payload", "version", "level"),
    [
        ("tel:113", 1, "H"),  # 7 bytes: 1-H holds 7
        ("tel:1022", 1, "Q"),  # 8 bytes: 1-Q holds 11, 1-H only 7
        ("tel:18001091", 2, "H"),  # 12 bytes: 2-H holds 14
        ("tel:+84912345678", 2, "Q"),  # 16 bytes: 2-Q holds 20, 2-H only 14
        ("tel:+842053800113", 2, "Q"),  # 17 bytes
        ("tel:+842862884499;ext=1800", 3, "Q"),  # 26 bytes: 3-Q holds 32, 3-H only 24
    ],
)
def test_version_and_level(payload: str, version: int, level: str) -> None:
    symbol = make_symbol(payload)
    assert (symbol.version, symbol.level, symbol.payload) == (version, level, payload)
    assert symbol.size == 17 + 4 * version
    assert decoded(symbol) == payload


@given(st.text("0123456789abcdefghij:+;=/.?", min_size=1, max_size=118).map("x".__add__))
@settings(max_examples=40, deadline=None)
def test_any_uri_is_read_back(payload: str) -> None:
    symbol = make_symbol(payload)
    version = least_version(len(payload), "Q")
    assert symbol.version == version
    assert symbol.level == ("H" if least_version(len(payload), "H") == version else "Q")
    assert len(symbol.rows) == 17 + 4 * version
    assert all(len(row) == symbol.size and set(row) <= {"0", "1"} for row in symbol.rows)
    assert decoded(symbol) == payload


@pytest.mark.parametrize("payload", ["tel:113", "tel:1022", "tel:+84912345678"])
def test_the_symbol_states_its_level(payload: str) -> None:
    """The first format bits lie in row 8 from the left (ISO/IEC 18004, figure 25)."""
    symbol = make_symbol(payload)
    bits = int(symbol.rows[8][:2], 2) ^ FORMAT_MASK >> 13
    assert bits == LEVEL_BITS[symbol.level]


def test_finder_patterns_and_no_quiet_zone() -> None:
    rows = make_symbol("tel:+84912345678").rows
    finder = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]
    assert [row[:7] for row in rows[:7]] == finder
    assert [row[-7:] for row in rows[:7]] == finder
    assert [row[:7] for row in rows[-7:]] == finder


def test_the_same_payload_gives_the_same_symbol_in_any_process() -> None:
    program = "from keychain.tags.qr import make_symbol; print(make_symbol('tel:+84912345678'))"
    for seed in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        )
        assert done.stdout.strip() == str(make_symbol("tel:+84912345678"))


def test_a_symbol_is_made_once() -> None:
    assert make_symbol("tel:114") is make_symbol("tel:114")


def test_pillow_is_not_loaded_and_not_spoilt() -> None:
    program = (
        "import sys; from keychain.tags.qr import make_symbol; make_symbol('tel:113')\n"
        "assert not any(name.split('.')[0] == 'PIL' for name in sys.modules)\n"
        "import qrcode.image.styles.moduledrawers.pil as drawers; drawers.SquareModuleDrawer"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("payload", ["", "x" * 1664])  # 40-Q holds 1663 bytes
def test_no_symbol_of_nothing_and_of_too_much(payload: str) -> None:
    with pytest.raises(ValueError, match=r"payload|1664 bytes"):
        make_symbol(payload)


def test_letters_of_two_and_three_bytes() -> None:
    symbol = make_symbol("Đại úy Nguyễn Thị Ấ")  # 29 bytes: 3-Q holds 32, 3-H only 24
    assert (symbol.version, symbol.level) == (3, "Q")
    assert decoded(symbol) == "Đại úy Nguyễn Thị Ấ"
    assert make_symbol("x" * 1663).version == 40


def test_a_symbol_as_large_as_another() -> None:
    small, large = make_symbol("tel:113"), make_symbol("tel:113", least=4)
    assert (small.version, large.version, large.level) == (1, 4, "H")
    assert decoded(large) == decoded(small) == "tel:113"


def same_as_the_package(rng: random.Random, versions: range, each: int) -> None:
    """Our class and qrcode's own give the same symbol, and every mask the same points."""
    package = qr._package()
    for version in versions:
        for holds in package.levels.values():
            header = 4 + (8 if version < 10 else 16)
            most = (qrcode.util.BIT_LIMIT_TABLE[holds][version] - header) // 8
            for _ in range(each):
                data = rng.randbytes(rng.randint(1, most))
                theirs = qrcode.QRCode(version=version, error_correction=holds, border=0)
                theirs.add_data(QRData(data, mode=MODE_8BIT_BYTE), optimize=0)
                own = qr.make_rows(data, version, holds)
                theirs.make(fit=False)
                rows = ["".join("1" if dark else "0" for dark in row) for row in theirs.modules]
                assert list(own) == rows, (version, holds, data)
                mask = rng.randrange(8)
                theirs.makeImpl(True, mask)
                bits = "".join("1" if dark else "0" for row in theirs.modules for dark in row)
                points = lost_points(int(bits, 2), theirs.modules_count)
                assert points == qrcode.util.lost_point(theirs.modules), (version, holds, data)


def test_the_mask_is_the_one_that_the_package_chooses() -> None:
    same_as_the_package(random.Random(18004), range(1, 11), 2)


@pytest.mark.stress
def test_the_mask_is_the_one_that_the_package_chooses_for_thousands() -> None:
    same_as_the_package(random.Random(15415), range(1, 11), 100)
    same_as_the_package(random.Random(15416), range(11, 41), 2)


@pytest.mark.parametrize(
    ("rows", "points"),
    [
        # A run of five in each row and column, all blocks alike, and nothing dark.
        (["00000"] * 5, 5 * 3 + 5 * 3 + 16 * 3 + 100),
        (["10101", "01010"] * 2 + ["10101"], 0),
        (["11111", "01010", "10101", "01010", "10101"], 3 + 20),  # three fifths dark
    ],
)
def test_points_counted_by_hand(rows: list[str], points: int) -> None:
    assert lost_points(int("".join(rows), 2), len(rows)) == points


def test_modules_are_laid_out_once_a_version_and_not_once_a_mask(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(32):  # what is to be known of this version and its masks is known now
        make_symbol(f"tel:+849500000{number:02}")
    monkeypatch.setattr(qrcode.QRCode, "makeImpl", None)
    monkeypatch.setattr(qrcode.util, "lost_point", None)
    assert make_symbol.__wrapped__("tel:+84950000002") == make_symbol("tel:+84950000002")
