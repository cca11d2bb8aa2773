"""What press profiles say of standards, inks, die lines and a printer's errors."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icc_samples import icc

from keychain.build.layouts import Layouts
from keychain.diagnostics import Diagnostic
from keychain.files import read_bytes
from keychain.geometry import NO_CORRECTION, Correction
from keychain.layout import read_press
from keychain.layout.output_profile import read_icc
from keychain.layout.sheet_spec import PLAIN, Production

LAYOUTS = Path(__file__).parent.parent / "layouts"
FOGRA39 = (Path(__file__).parent.parent / "keychain/data/icc/fogra39-m.icc").read_bytes()
OWN = "title: P\nstandard: %s\nprofile: own.icc\ncondition: {identifier: FOGRA51}\n"


def read(text: str, profile: bytes = b"", **others: str) -> tuple[Production, list[str]]:
    """The production of a press, and what was found, each as code:line:column."""
    files = {f"presses/{name}.yaml": body.encode() for name, body in others.items()}
    files |= {"presses/own.yaml": text.encode(), "presses/own.icc": profile}
    press, found = read_press("own", files.get, ("own", *others))
    return press.production if press else PLAIN, [_told(each) for each in found]


def _told(finding: Diagnostic) -> str:
    assert finding.place
    return f"{finding.code}:{finding.place.line}:{finding.place.column}"


def test_an_office_keeps_what_it_had() -> None:
    assert read("title: P\n") == (PLAIN, [])


@pytest.mark.parametrize("standard", ["x-4", "x-1a"])
def test_a_standard_alone_is_for_coated_paper(standard: str) -> None:
    production, found = read(f"title: P\nstandard: {standard}\n")
    assert (production.standard, production.die_line, found) == (standard, None, [])
    condition = production.condition
    assert condition and condition.icc == FOGRA39
    # The International Color Consortium's list has it by this name.
    assert (condition.identifier, condition.registry) == ("FOGRA39", "http://www.color.org")


def test_a_condition_of_ones_own() -> None:
    profile = icc()
    more = "condition: {identifier: Nhà in A, registry: http://in.vn, info: Couché 300 g}\n"
    production, found = read(f"title: P\nstandard: x-4\nprofile: own.icc\n{more}", profile)
    assert found == [] and production.condition
    assert production.condition.identifier == "Nhà in A"
    assert production.condition.registry == "http://in.vn"
    assert production.condition.info == "Couché 300 g" and production.condition.icc == profile
    production, found = read(OWN % "x-1a", profile)
    assert found == [] and production.condition
    # Somebody must be told what it is: without words of its own, by its name.
    assert (production.condition.registry, production.condition.info) == ("", "FOGRA51")


@pytest.mark.parametrize(
    ("standard", "profile", "code"),
    [
        ("x-4", icc(version=4), None),
        ("x-1a", icc(version=4), "press-profile-version"),
        ("x-4", icc(version=5), "press-profile-version"),
        ("x-4", icc(kind=b"mntr"), "press-profile-unfit"),
        ("x-4", icc(kind=b"link"), "press-profile-unfit"),
        ("x-4", icc(space=b"RGB "), "press-profile-unfit"),
        ("x-4", icc(tables=(b"A2B0",)), "press-profile-unfit"),
        ("x-4", icc(tables=(b"B2A0",)), "press-profile-unfit"),
        ("x-4", b"", "press-profile-broken"),
        ("x-4", b"title: P\n" * 100, "press-profile-broken"),
        ("x-4", icc()[:-10], "press-profile-broken"),
        ("x-4", icc() + bytes(10), "press-profile-broken"),
        ("x-4", icc().replace(b"acsp", b"ascp"), "press-profile-broken"),
        ("x-4", icc().replace(b"mft1", b"mft7"), "press-profile-broken"),
        ("x-4", icc() + bytes(9_000_000), "press-profile-broken"),
    ],
)
def test_profiles(standard: str, profile: bytes, code: str | None) -> None:
    _, found = read(OWN % standard, profile)
    assert found == ([f"{code}:3:10"] if code else [])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_damaged_profile_is_a_finding(changes: list[tuple[int, int]]) -> None:
    damaged = bytearray(icc())
    for at, value in changes:
        damaged[at] = value
    production, found = read(OWN % "x-4", bytes(damaged))
    assert bool(found) == (production.condition is None)
    assert all(each.startswith("press-profile-") and each.endswith(":3:10") for each in found)


@pytest.mark.parametrize("name", ["nobody.icc", "../own.icc", "/etc/hosts", "C:\\own.icc", "a:b"])
def test_profiles_are_found_only_beside_presses(name: str) -> None:
    text = f"title: P\nprofile: '{name}'\ncondition: {{identifier: F}}\n"
    # Whatever would be loaded from there.
    found = read_press("own", lambda path: text.encode() if path.endswith("own.yaml") else icc())
    told = [] if name == "nobody.icc" else ["press-profile-missing:2:10"]
    assert [_told(each) for each in found[1]] == told
    assert read(text)[1] == ["press-profile-missing:2:10"]


def test_a_profile_must_be_named() -> None:
    assert read("title: P\nstandard: x-4\nprofile: own.icc\n", icc())[1] == ["missing-key:3:10"]
    assert read("title: P\nstandard: x-4\ncondition: {identifier: F}\n")[1] == [
        "press-condition-own:3:12"
    ]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("yes", "CutContour"),
        ("Có", "CutContour"),
        ("no", None),
        ("không", None),
        ("Dieline", "Dieline"),
        ("' Đường bế '", "Đường bế"),
    ],
)
def test_die_lines(written: str, name: str | None) -> None:
    production, found = read(f"title: P\nstandard: x-4\ndie-line: {written}\n")
    assert (production.die_line, found) == (name, [])


@pytest.mark.parametrize("name", ["Cyan", "MAGENTA", "yellow", "Black", "All", "None", "x" * 41])
def test_names_that_a_die_line_may_not_have(name: str) -> None:
    text = f"title: P\nstandard: x-4\ndie-line: {name}\n"
    assert read(text)[1] == ["press-die-line-name:3:11"]


def test_no_die_line_on_office_sheets() -> None:
    assert read("title: P\ndie-line: yes\n")[1] == ["press-die-line:2:11"]
    assert read("title: P\nextends: shop\nstandard: plain\n", shop=SHOP)[1] == [
        "press-die-line:3:11"
    ]
    assert read("title: P\nextends: shop\nstandard: plain\ndie-line: no\n", shop=SHOP)[1] == []
    # A standard that cannot be read may have been any: one finding, not two.
    assert read("title: P\nstandard: x4\ndie-line: yes\n")[1] == ["unknown-value:2:11"]


SHOP = "title: S\nstandard: x-4\ndie-line: yes\npages: tags\nstack: yes\n"


def test_a_child_states_what_differs() -> None:
    production, found = read("extends: shop\npages: sheets\nstack: no\n", shop=SHOP)
    assert found == [] and production.die_line == "CutContour"
    assert (production.standard, production.pages, production.stack) == ("x-4", "sheets", False)


def test_a_printers_errors_are_cancelled() -> None:
    more = (
        "printer: Máy ở văn thư\ntray: Khay 2\n"
        "front: {shift: [0.3mm, -0.2mm], scale: [99.8%, 100.1%]}\nback: {shift: [-10mm, 28.3pt]}\n"
    )
    production, found = read(f"title: P\n{more}")
    assert found == []
    assert (production.printer, production.tray) == ("Máy ở văn thư", "Khay 2")
    front, back = production.front, production.back
    assert (front.right, front.lower) == (0.3, -0.2)
    assert (front.across, front.down) == pytest.approx((0.998, 1.001))
    assert (back.right, back.lower) == pytest.approx((-10, 9.98), abs=0.01)
    assert (back.across, back.down) == (1, 1)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("shift: [0.3, 0mm]", "layout-length"),
        ("shift: [1%, 0mm]", "layout-length"),
        ("shift: [0mm]", "layout-length"),
        ("shift: 1mm", "layout-length"),
        ("shift: [10.01mm, 0mm]", "layout-number"),
        ("shift: [0mm, -10.01mm]", "layout-number"),
        ("scale: [99.8, 100%]", "press-scale"),
        ("scale: [99.8mm, 100mm]", "press-scale"),
        ("scale: [100%]", "press-scale"),
        ("scale: [100%, 100%, 100%]", "press-scale"),
        ("scale: [[100%], 100%]", "press-scale"),
        ("scale: 100%", "press-scale"),
        ("scale: {a: 100%}", "press-scale"),
        ("scale: [96.99%, 100%]", "press-scale"),
        ("scale: [100%, 103.01%]", "press-scale"),
        ("scale: [-100%, 100%]", "press-scale"),
    ],
)
def test_errors_beyond_what_can_be_cancelled(written: str, code: str) -> None:
    assert [each.split(":")[0] for each in read(f"title: P\nback: {{{written}}}\n")[1]] == [code]


_HUNDREDTHS = st.integers(-1000, 1000)
_SCALES = st.integers(9700, 10300)


@settings(max_examples=60, deadline=None)
@given(st.tuples(_HUNDREDTHS, _HUNDREDTHS, _SCALES, _SCALES))
def test_what_is_written_is_read(values: tuple[int, int, int, int]) -> None:
    right, lower, across, down = (each / 100 for each in values)
    written = f"{{shift: [{right}mm, {lower}mm], scale: [{across}%, {down}%]}}"
    production, found = read(f"title: P\nfront: {written}\n")
    assert found == [] and production.back == NO_CORRECTION
    expected = Correction(right, lower, across / 100, down / 100)
    assert production.front == expected


def test_the_header_as_littlecms_reads_it() -> None:
    from io import BytesIO

    from PIL import ImageCms

    other = ImageCms.ImageCmsProfile(BytesIO(FOGRA39)).profile
    own = read_icc(FOGRA39)
    assert own and own.version == int(other.version)
    assert (own.kind, own.space) == (other.device_class.strip(), other.xcolor_space.strip())
    assert len(own.tables) == struct.unpack(">I", FOGRA39[128:132])[0]


@pytest.mark.parametrize(
    ("name", "standard", "pages"),
    [
        ("office", "plain", "sheets"),
        ("shop", "x-4", "tags"),
        ("shop-sheets", "x-4", "sheets"),
        ("shop-x1a", "x-1a", "tags"),
    ],
)
def test_shipped_presses(name: str, standard: str, pages: str) -> None:
    press, found = Layouts(LAYOUTS, read_bytes).press(name)
    assert press and found == ()
    assert (press.production.standard, press.production.pages) == (standard, pages)
    shop = name != "office"
    assert press.production.die_line == ("CutContour" if shop else None)
    assert press.bleed == (3 if shop else 1.5)
