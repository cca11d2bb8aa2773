"""What triggers each diagnostic of the figures for print on the command line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pikepdf
from diagnostic_samples import Sample, Told
from diagnostic_samples_pdfs import draw, forms, here, spoilt
from pikepdf import Dictionary, Name


def only_warned(how: Callable[[pikepdf.Pdf], object], *told: Told) -> Sample:
    """As ``spoilt``, where nothing is wrong enough to stop the print."""
    return replace(spoilt(how, *told), exit=0)


def rewrite(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    """Replace a pattern in the content of every tag."""
    for key, form in forms(pdf):
        if re.fullmatch(r"/T\d+", key):
            form.write(re.sub(old, new, form.read_bytes()))


BLACK = rb"(?m)^0 0 0 1 k$"
SIZE = rb"[\d.]+ Tf"
CODE = rb"q 0\.5 0 0 0\.5 (\S+) (\S+) cm\n([^Q]*)Q"


def rich_black(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, BLACK, b"0.5 0.5 0.5 1 k")


def knocked_out(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, b"/Over gs", b"/Out gs")


def tiny(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, SIZE, b"4 Tf")


def low(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, SIZE, b"7 Tf")


def white_overprints(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, BLACK, b"0 0 0 0 k")


def white_and_thin(pdf: pikepdf.Pdf) -> None:
    knocked_out(pdf)
    white_overprints(pdf)
    rewrite(pdf, SIZE, b"9 Tf")


def hairline(pdf: pikepdf.Pdf) -> None:
    draw(pdf, 1, b"q 0 0 0 1 K /Over gs 0 w 60 60 m 70 60 l S Q")


def thin_line(pdf: pikepdf.Pdf) -> None:
    draw(pdf, 1, b"q 0 0 0 1 K /Over gs 0.1 w 60 60 m 70 60 l S Q")


def picture(pdf: pikepdf.Pdf, points: float) -> None:
    """A picture of 20 × 20 pixels, light, in the corner of the lower tag."""
    page = pdf.pages[0]
    image = pdf.make_stream(
        b"\x05" * 1600,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=20,
        Height=20,
        ColorSpace=Name.DeviceCMYK,
        BitsPerComponent=8,
    )
    drawn = dict(page.Resources.XObject.items())
    page.Resources = Dictionary(dict(page.Resources.items()))
    page.Resources.XObject = Dictionary({**drawn, "/Im": image})
    draw(pdf, 1, b"q %g 0 0 %g 44 64 cm /Im Do Q " % (points, points), first=True)


def coarse(pdf: pikepdf.Pdf) -> None:
    picture(pdf, 7.2)  # 200 ppi


def too_coarse(pdf: pikepdf.Pdf) -> None:
    picture(pdf, 14.4)  # 100 ppi


def much_ink(pdf: pikepdf.Pdf) -> None:
    draw(pdf, 1, b"q 1 1 1 1 k 60 60 30 30 re f Q")


def small_code(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, CODE, rb"q 0.43 0 0 0.43 \1 \2 cm\n\3Q")


def tiny_code(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, CODE, rb"q 0.38 0 0 0.38 \1 \2 cm\n\3Q")


def faint_code(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, CODE, rb"0 0 0 0.4 k\nq 0.5 0 0 0.5 \1 \2 cm\n\3Q")


def crowded_code(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, CODE, rb"q 0.5 0 0 0.5 \1 \2 cm\n\3 -2 0 1 25 re f Q")


def two_codes(pdf: pikepdf.Pdf) -> None:
    """A second one below the first."""
    rewrite(pdf, CODE, rb"q 0.5 0 0 0.5 \1 \2 cm\n\3 q 1 0 0 1 0 34 cm \3 Q Q")


def near_the_cut(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, rb"\A", b"1 0 0 1 -3.5 0 cm\n")


def in_the_cut(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, rb"\A", b"1 0 0 1 -6 0 cm\n")


def without_bleed(pdf: pikepdf.Pdf) -> None:
    """A red corner that ends at the cut."""
    left, bottom = (float(edge) for edge in pdf.pages[0].TrimBox.as_list()[:2])
    draw(pdf, 1, b"q 0 1 1 0 k %g %g 12 100 re f Q" % (left, bottom), first=True)


SAMPLES = (
    spoilt(rich_black, here("text-black-inks", 1), here("code-not-black", 1)),
    only_warned(knocked_out, here("text-knocks-out", 1)),
    spoilt(tiny, here("text-small", 1)),
    spoilt(low, here("number-low", 1)),
    spoilt(white_overprints, here("white-overprints", 1)),
    spoilt(white_and_thin, here("text-white-thin", 1)),
    spoilt(hairline, here("line-hairline", 1)),
    only_warned(thin_line, here("line-thin", 1)),
    only_warned(coarse, here("image-coarse", 1)),
    spoilt(too_coarse, here("image-too-coarse", 1)),
    spoilt(much_ink, here("ink-heavy", 1)),
    only_warned(small_code, here("code-module-small", 1)),
    spoilt(tiny_code, here("code-module-tiny", 1)),
    spoilt(faint_code, here("code-faint", 1)),
    spoilt(crowded_code, here("code-quiet-zone", 1)),
    spoilt(two_codes, here("codes-close", 1)),
    spoilt(near_the_cut, here("text-near-cut", 1)),
    spoilt(in_the_cut, here("text-cut-off", 1)),
    spoilt(without_bleed, here("bleed-missing", 1)),
)
