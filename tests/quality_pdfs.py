"""Small PDFs with one page, made by hand to break one figure and no other."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import qrcode
from pikepdf import Array, Dictionary, Name
from qrcode.constants import ERROR_CORRECT_Q

import keychain

_FONTS = Path(keychain.__file__).parent / "data" / "fonts" / "RobotoCondensed"
OVER = b"/Over gs "
PAGE = (300, 200)


def page(content: bytes, how: Callable[[pikepdf.Pdf], object] | None = None) -> bytes:
    """A page of 300 × 200 pt, its trim 10 pt inside, with two fonts, /R and /B (bold), overprint in
    /Over (mode 1) and /Over0 (mode 0), and the spot colours /Cut and /Gold."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=PAGE)
    sheet = pdf.pages[0]
    sheet.TrimBox = Array([10, 10, 290, 190])
    sheet.Resources = Dictionary(
        Font=Dictionary(R=_font(pdf, "400Regular"), B=_font(pdf, "600SemiBold")),
        ExtGState=Dictionary(
            Over=Dictionary(OP=True, op=True, OPM=1),
            Over0=Dictionary(OP=True, op=True, OPM=0),
            Half=Dictionary(ca=0.5, CA=0.5),
            Multiply=Dictionary(BM=Name.Multiply),
        ),
        ColorSpace=Dictionary(Cut=_spot("CutContour"), Gold=_spot("Gold")),
        XObject=Dictionary(),
    )
    sheet.Contents = pdf.make_stream(content)
    if how is not None:
        how(pdf)
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def text(words: str, size: float, *, font: str = "R", at: tuple[float, float] = (40, 60)) -> bytes:
    """A line of text, in what colour there is."""
    shown = words.encode("latin-1")
    return b"BT /%s %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (font.encode(), size, *at, shown)


def form(content: bytes, frame: tuple[float, ...]) -> Callable[[pikepdf.Pdf], object]:
    """Adds a form /Inner that takes its resources from the page."""

    def add(pdf: pikepdf.Pdf) -> None:
        listed = pdf.pages[0].Resources
        inner = pdf.make_stream(
            content,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([-1000, -1000, 1000, 1000]),
            Matrix=Array(list(frame)),
        )
        listed.XObject.Inner = inner

    return add


def image(
    width: int, height: int, space: str = "DeviceCMYK", bits: int = 8, tone: int = 0x40
) -> Callable[[pikepdf.Pdf], object]:
    """Adds an image /Im of one tone in all channels."""
    channels = {"DeviceCMYK": 4, "DeviceGray": 1, "DeviceRGB": 3}[space]

    def add(pdf: pikepdf.Pdf) -> None:
        row = (width * channels * bits + 7) // 8
        pdf.pages[0].Resources.XObject.Im = pdf.make_stream(
            bytes([tone]) * (row * height),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=width,
            Height=height,
            ColorSpace=Name(f"/{space}"),
            BitsPerComponent=bits,
        )

    return add


def code(
    module: float,
    *,
    at: tuple[float, float] = (60, 60),
    payload: str = "tel:+84950000003",
    ink: bytes = b"0 0 0 1 k",
) -> bytes:
    """A QR symbol, ``module`` in mm, its modules' bottom left at ``at`` in points."""
    maker = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=0)
    maker.add_data(payload)
    rows = maker.get_matrix()
    side = module * 72 / 25.4
    squares = b" ".join(
        b"%d %d 1 1 re" % (x, len(rows) - 1 - y)
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    return b"q %s %g 0 0 %g %g %g cm %s f Q\n" % (ink, side, side, *at, squares)


def _font(pdf: pikepdf.Pdf, face: str) -> pikepdf.Object:
    """A simple font with the whole TrueType program; widths are not needed to the thousandth."""
    program = pdf.make_stream((_FONTS / f"RobotoCondensed_{face}.ttf").read_bytes())
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name(f"/RobotoCondensed-{face[3:]}"),
            FirstChar=32,
            LastChar=126,
            Widths=Array([500] * 95),
            Encoding=Name.WinAnsiEncoding,
            FontDescriptor=pdf.make_indirect(
                Dictionary(
                    Type=Name.FontDescriptor,
                    FontName=Name(f"/RobotoCondensed-{face[3:]}"),
                    Flags=32,
                    FontBBox=Array([-800, -300, 1200, 1100]),
                    ItalicAngle=0,
                    Ascent=928,
                    Descent=-244,
                    CapHeight=711,
                    StemV=80,
                    FontFile2=program,
                )
            ),
        )
    )


def _spot(name: str) -> Array:
    tint = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([0, 1, 0, 0]), N=1
    )
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint])
