"""PDF/X-4 and PDF/X-1a files pass, and fail by the one rule that was broken in them."""

from __future__ import annotations

import importlib
import io
import pkgutil
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfx_changes as c
import pdfx_drawings as d
import pdfx_samples
import pikepdf
import preflight_pdfs as sheets
import pytest
from pdfx_mutants import CALIBRATED, MUTANTS, TRANSPARENT, Mutant
from pdfx_samples import Standard, tint
from pikepdf import Array, Dictionary, Name, String

from keychain.cli.words import LANGUAGES, load_words
from keychain.diagnostics import Diagnostic, Rule
from keychain.preflight.checks import standard as standard_checks
from keychain.preflight.expected import Expected
from keychain.preflight.standards import check_standard

STANDARDS: tuple[Standard, ...] = ("x-4", "x-1a")
OWN = {standard: replace(sheets.expected(), standard=standard) for standard in STANDARDS}
PLAIN = sheets.expected()
UNCLAIMED = {"x-identification", "x-xmp-broken", "x-xmp-missing"}
"""What leaves a file that does not say what it is, and is taken for a plain one."""

CASES = [(mutant, standard) for mutant in MUTANTS for standard in mutant.standards]
WORDS = [load_words(language) for language in LANGUAGES]
GHOSTSCRIPT = shutil.which("gs")


def mutated(
    mutant: Mutant, standard: Any, good: Callable[[Any], bytes] = pdfx_samples.reference
) -> bytes:
    """The good file, with one thing changed."""
    saved: dict[str, Any] = {
        "force_version": {"x-4": "1.6", "x-1a": "1.4"}[standard],
        "object_stream_mode": pikepdf.ObjectStreamMode.disable,
        "stream_decode_level": pikepdf.StreamDecodeLevel.none,
        "compress_streams": False,
        "fix_metadata_version": False,
        **mutant.saved,
    }
    data = sheets.edited(good(standard), mutant.how, **saved)
    old, new = mutant.swapped
    assert old in data and len(old) == len(new)
    return data.replace(old, new) if old else data


def check_words(finding: Diagnostic) -> None:
    """A finding is told in both languages, with nothing missing."""
    told = [words.word(finding) for words in WORDS]
    for message, hint in told:
        assert message and hint.endswith(".")
        assert not re.search(r"[{}]|“”|  |: $|\bNone\b|\(\)", message + hint)
    assert len(set(told)) == len(LANGUAGES)


def codes(data: bytes, expected: Expected | None = None) -> set[str]:
    return {finding.code for finding in check_standard(data, expected)}


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("made", [pdfx_samples.reference, pdfx_samples.own])
def test_a_good_file_passes(made: Callable[[Standard], bytes], standard: Standard) -> None:
    data = made(standard)
    assert check_standard(data, None) == check_standard(data, OWN[standard]) == ()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []


@pytest.mark.parametrize(
    ("mutant", "standard"), CASES, ids=[f"{s} {m.how.__name__} {m.code}" for m, s in CASES]
)
def test_a_mutant_fails_by_its_rule_alone(mutant: Mutant, standard: Standard) -> None:
    assert codes(mutated(mutant, standard, pdfx_samples.own), OWN[standard]) == {mutant.code}
    data = mutated(mutant, standard)
    found = check_standard(data, OWN[standard])
    assert {finding.code for finding in found} == {mutant.code}
    for finding in found:
        check_words(finding)
    if mutant.code not in UNCLAIMED:
        assert codes(data) == {mutant.code}


@pytest.mark.parametrize(
    "mutant", (*TRANSPARENT, *CALIBRATED), ids=lambda mutant: mutant.how.__name__
)
def test_what_only_pdf_x_4_allows(mutant: Mutant) -> None:
    assert codes(mutated(mutant, "x-4")) == set()


def described_rgb(pdf: pikepdf.Pdf) -> None:
    """RGB that the resources describe (ISO 32000-1, 8.6.5.6)."""
    profile = pdf.make_stream(b"no matter", N=3)
    c.resource(pdf, "/ColorSpace", "/DefaultRGB", Array([Name.ICCBased, profile]))
    c.draw(pdf, b"1 0 0 rg 80 80 5 5 re f")


def more_layers(pdf: pikepdf.Pdf) -> None:
    """A layer in a group of layers, which the order lists as a list in the list."""
    other = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Other")))
    pdf.Root.OCProperties.OCGs.append(other)
    pdf.Root.OCProperties.D.Order.append(Array([String("Group"), other]))


def art_box(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].ArtBox = pdf.pages[1].TrimBox
    del pdf.pages[1].TrimBox, pdf.pages[1].BleedBox


def crop_box(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].CropBox = pdf.pages[0].MediaBox


def open_on_second(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Array([pdf.pages[1].obj, Name.Fit])


def registered(pdf: pikepdf.Pdf) -> None:
    """A condition of a registry needs no profile in PDF/X-1a."""
    del c.intent(pdf)["/DestOutputProfile"]


def mark(pdf: pikepdf.Pdf) -> None:
    c.annotation("PrinterMark", AP=Dictionary(N=d.form(pdf)))(pdf)


X4: tuple[Standard, ...] = ("x-4",)
X1A: tuple[Standard, ...] = ("x-1a",)
ALLOWED: tuple[tuple[c.Change, tuple[Standard, ...]], ...] = (
    (d.same_recipe, STANDARDS),
    (d.jpeg2000, X4),
    (described_rgb, X4),
    (more_layers, X4),
    (c.profile(8, b"\x04"), X4),
    (art_box, STANDARDS),
    (crop_box, STANDARDS),
    (open_on_second, STANDARDS),
    (registered, X1A),
    (c.without_metadata, X1A),
    (mark, STANDARDS),
    (c.annotation("Square", c.OFF_PAGE), STANDARDS),
    (c.page("/Rotate", 0), STANDARDS),
    (c.page("/UserUnit", 1), STANDARDS),
    (c.state("/TR2", Name.Default), STANDARDS),
    (c.state("/BM", Name.Compatible), STANDARDS),
    (c.state("/SMask", Name("/None")), STANDARDS),
    (c.state("/ca", 1), STANDARDS),
    (c.state("/HT", Dictionary(HalftoneType=1, Frequency=60, Angle=45)), STANDARDS),
    (c.root("/AcroForm", Dictionary(Fields=Array())), STANDARDS),
    (c.content(b"BX 0 0 0 1 k EX"), STANDARDS),
    (c.info("/ModDate", "D:20261201"), STANDARDS),
    (c.packet("2026-12-01T00:00:00Z</xmp:M", "2026-11-30T23:00:00-01:00</xmp:M"), STANDARDS),
)


@pytest.mark.parametrize(
    ("how", "standard"), [(how, each) for how, standards in ALLOWED for each in standards]
)
def test_what_may_be_passes(how: c.Change, standard: Standard) -> None:
    assert codes(mutated(Mutant(how, ""), standard)) == set()


def unset(pdf: pikepdf.Pdf) -> None:
    """Black without a word about colour is grey (ISO 32000-1, table 52)."""
    pdf.pages[0].contents_add(b"80 80 5 5 re f", prepend=True)


OWN_ONLY = (
    (c.content(b"0 g 80 80 5 5 re f"), "x-grey"),
    (c.content(b"0 G 80 80 5 5 re S"), "x-grey"),
    (c.content(b"/DeviceGray cs 80 80 5 5 re f"), "x-grey"),
    (unset, "x-grey"),
    (d.drawn(lambda pdf: d.image(pdf, Name.DeviceGray, b"\0"), "grey image"), "x-grey"),
    (c.content(b"BX 0 0 0 1 k EX"), "x-operator"),
    (
        d.space(lambda pdf: d.spot("Gold", Name.DeviceGray, tint(pdf)), "grey behind a spot"),
        "x-spot-alternate",
    ),
)


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize(("how", "code"), OWN_ONLY)
def test_keychain_s_own_files_are_held_to_more(
    how: c.Change, code: str, standard: Standard
) -> None:
    data = mutated(Mutant(how, code), standard)
    assert codes(data, OWN[standard]) == {code}
    assert codes(data) == set()


def test_a_file_that_should_be_pdf_x_and_does_not_say_so_fails() -> None:
    assert "x-identification" in codes(pdfx_samples.reference("x-1a"), OWN["x-4"])
    assert "x-identification" in codes(pdfx_samples.reference("x-4"), OWN["x-1a"])
    missing = {"x-output-intent", "x-xmp-missing"}
    assert missing <= codes(pdfx_samples.plain(), OWN["x-4"])


GENERAL = (
    (d.helvetica, "x-font-embedded"),
    (d.external_image, "x-external-file"),
    (d.postscript_drawn, "x-postscript"),
    (d.reference_drawn, "x-reference"),
    (c.root("/OpenAction", c.action("Launch", F=String("x.exe"))), "x-action"),
    (c.root("/Names", c.script), "x-javascript"),
    (c.root("/AcroForm", c.xfa), "x-form"),
    (c.root("/Names", c.carried), "x-embedded-file"),
)


@pytest.mark.parametrize("expected", (None, PLAIN), ids=("foreign", "own"))
@pytest.mark.parametrize(("how", "code"), GENERAL)
def test_what_any_printer_minds(how: c.Change, code: str, expected: Expected | None) -> None:
    assert codes(sheets.edited(pdfx_samples.plain(), how), expected) == {code}


def test_a_plain_file_may_do_what_a_standard_forbids() -> None:
    assert codes(pdfx_samples.plain()) == codes(pdfx_samples.plain(), PLAIN) == set()
    for how in (c.content(b"1 0 0 rg"), c.bookmark, c.annotation("Link"), d.type3, d.lzw):
        assert codes(sheets.edited(pdfx_samples.plain(), how)) == set()


BY_ITSELF = {"x-other-standard", "x-damaged", "x-endless"}
"""What a change to a good file is not told by; other tests have these."""


def test_every_rule_is_broken_somewhere() -> None:
    rules = {
        value.code
        for module in pkgutil.iter_modules(standard_checks.__path__, f"{standard_checks.__name__}.")
        for value in vars(importlib.import_module(module.name)).values()
        if isinstance(value, Rule)
    }
    broken = {mutant.code for mutant, _ in CASES} | {code for _, code in OWN_ONLY}
    assert rules - BY_ITSELF == broken - {"pdf-encrypted"}
    assert len({mutant.how for mutant, _ in CASES}) >= 40


def test_a_standard_that_is_not_checked_is_named() -> None:
    data = sheets.edited(pdfx_samples.plain(), c.info("/GTS_PDFXVersion", "PDF/X-3:2003"))
    (found,) = check_standard(data, None)
    assert (found.code, found.value("found")) == ("x-other-standard", "PDF/X-3:2003")


@pytest.mark.skipif(GHOSTSCRIPT is None, reason="Ghostscript is not installed")
def test_what_ghostscript_makes_of_it_passes(tmp_path: Path) -> None:
    """PDF/X-1a written by another program; and as PDF/X-4, by the rules that differ."""
    (tmp_path / "own.ps").write_text(POSTSCRIPT.replace("PROFILE", str(pdfx_samples.PROFILE)))
    (tmp_path / "in.pdf").write_bytes(pdfx_samples.reference("x-1a"))
    options = "-q -dPDFX -dBATCH -dNOPAUSE -dNOSAFER -sDEVICE=pdfwrite -dCompatibilityLevel=1.4"
    colours = "-sColorConversionStrategy=CMYK -sProcessColorModel=DeviceCMYK"
    command = [str(GHOSTSCRIPT), *options.split(), *colours.split(), "-o", "out.pdf"]
    subprocess.run([*command, "own.ps", "in.pdf"], cwd=tmp_path, check=True, timeout=60)
    data = (tmp_path / "out.pdf").read_bytes()
    assert b"PDF/X-1a:2003" in data
    assert codes(data) == set()
    as_x4 = codes(data, OWN["x-4"])
    assert {"x-identification", "x-xmp-missing"} & as_x4


POSTSCRIPT = """%!
[ /GTS_PDFXVersion (PDF/X-1a:2003) /Title (Foreign) /Trapped /False /DOCINFO pdfmark
[ /_objdef {icc} /type /stream /OBJ pdfmark
[ {icc} << /N 4 >> /PUT pdfmark
[ {icc} (PROFILE) (r) file /PUT pdfmark
[ /_objdef {intent} /type /dict /OBJ pdfmark
[ {intent} <<
  /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (FOGRA39) /Info (Offset)
  /RegistryName (http://www.color.org) /DestOutputProfile {icc}
>> /PUT pdfmark
[ {Catalog} << /OutputIntents [ {intent} ] >> /PUT pdfmark
"""
"""What Ghostscript is told beside the pages; the rest it does by itself with -dPDFX."""
