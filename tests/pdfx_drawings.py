"""Things drawn on the first page of a PDF: images, forms, patterns, colour spaces, fonts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf
from pdfx_changes import Change, draw, named, resource
from pdfx_samples import tint
from pikepdf import Array, Dictionary, Name, Stream, String


def image(pdf: pikepdf.Pdf, space: Any, samples: bytes, **more: Any) -> Stream:
    return pdf.make_stream(
        samples,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=1,
        Height=1,
        BitsPerComponent=8,
        ColorSpace=space,
        **more,
    )


def drawn(make: Callable[[pikepdf.Pdf], Stream], name: str) -> Change:
    """An image or form put on the page."""

    def how(pdf: pikepdf.Pdf) -> None:
        resource(pdf, "/XObject", "/Mine", make(pdf))
        draw(pdf, b"9 0 0 9 80 80 cm /Mine Do")

    return named(how, name)


def cmyk(pdf: pikepdf.Pdf, **more: Any) -> Stream:
    return image(pdf, Name.DeviceCMYK, b"\0\0\0\xff", **more)


def rgb(pdf: pikepdf.Pdf) -> Stream:
    return image(pdf, Name.DeviceRGB, b"\0\0\0")


def form(pdf: pikepdf.Pdf, **more: Any) -> Stream:
    body = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": Array([0, 0, 1, 1]), **more}
    return pdf.make_stream(b"q Q", **body)


def indexed(pdf: pikepdf.Pdf) -> Stream:
    return image(pdf, Array([Name.Indexed, Name.DeviceRGB, 0, String("abc")]), b"\0")


def alternate(pdf: pikepdf.Pdf) -> Stream:
    return cmyk(pdf, Alternates=Array([Dictionary(Image=rgb(pdf))]))


def shown_otherwise(pdf: pikepdf.Pdf) -> Stream:
    return cmyk(pdf, Alternates=Array([Dictionary(Image=cmyk(pdf), DefaultForPrinting=True)]))


def softened(pdf: pikepdf.Pdf) -> Stream:
    return cmyk(pdf, SMask=image(pdf, Name.DeviceGray, b"\x80"))


def form_in_rgb(pdf: pikepdf.Pdf) -> Stream:
    made = form(pdf)
    made.write(b"q 1 0 0 rg 0 0 1 1 re f Q")
    return made


def form_in_form(pdf: pikepdf.Pdf) -> Stream:
    inner = Dictionary(XObject=Dictionary(Deep=form_in_rgb(pdf)))
    made = form(pdf, Resources=inner)
    made.write(b"/Deep Do")
    return made


def shading() -> Dictionary:
    return Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceRGB,
        Coords=Array([0, 0, 9, 9]),
        Function=Dictionary(
            FunctionType=2,
            N=1,
            Domain=Array([0, 1]),
            C0=Array([0, 0, 0]),
            C1=Array([1, 0, 0]),
        ),
    )


def shaded(pdf: pikepdf.Pdf) -> None:
    resource(pdf, "/Shading", "/Mine", shading())
    draw(pdf, b"/Mine sh")


def shading_pattern(pdf: pikepdf.Pdf) -> None:
    resource(pdf, "/Pattern", "/Mine", Dictionary(PatternType=2, Shading=shading()))
    draw(pdf, b"/Pattern cs /Mine scn 80 80 5 5 re f")


def tiling_pattern(pdf: pikepdf.Pdf) -> None:
    tile = pdf.make_stream(
        b"1 0 0 rg 0 0 1 1 re f",
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 2, 2]),
        XStep=2,
        YStep=2,
        Resources=Dictionary(),
    )
    resource(pdf, "/Pattern", "/Mine", tile)
    draw(pdf, b"/Pattern cs /Mine scn 80 80 5 5 re f")


def space(value: Callable[[pikepdf.Pdf], Any], name: str) -> Change:
    """A colour space that is painted in."""

    def how(pdf: pikepdf.Pdf) -> None:
        resource(pdf, "/ColorSpace", "/Mine", value(pdf))
        draw(pdf, b"/Mine cs 0 sc 80 80 5 5 re f")

    return named(how, name)


def calibrated_grey(_: pikepdf.Pdf) -> Array:
    return Array([Name.CalGray, Dictionary(WhitePoint=Array([1, 1, 1]))])


def icc_grey(pdf: pikepdf.Pdf) -> Array:
    return Array([Name.ICCBased, pdf.make_stream(b"no matter", N=1, Alternate=Name.DeviceGray)])


def spot(name: str, base: Any, transform: Any) -> Array:
    return Array([Name.Separation, Name(f"/{name}"), base, transform])


def second_recipe(pdf: pikepdf.Pdf) -> Array:
    return spot("CutContour", Name.DeviceCMYK, tint(pdf, 0.5))


def same_recipe(pdf: pikepdf.Pdf) -> None:
    """No fault: the same function again, as an object of its own."""
    space(lambda pdf: spot("CutContour", Name.DeviceCMYK, tint(pdf)), "")(pdf)


def spot_of_rgb(_: pikepdf.Pdf) -> Array:
    red = shading().Function
    return spot("Gold", Name.DeviceRGB, red)


def spot_of_lab(_: pikepdf.Pdf) -> Array:
    lab = Array([Name.Lab, Dictionary(WhitePoint=Array([0.96, 1, 0.82]))])
    return spot("Gold", lab, shading().Function)


def font(pdf: pikepdf.Pdf, made: Any) -> None:
    resource(pdf, "/Font", "/Mine", pdf.make_indirect(made))
    draw(pdf, b"0 0 0 1 k BT /Mine 6 Tf 80 80 Td (x) Tj ET")


def helvetica(pdf: pikepdf.Pdf) -> None:
    font(pdf, Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))


def composite(pdf: pikepdf.Pdf) -> None:
    below = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name.Song,
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=Dictionary(Type=Name.FontDescriptor, FontName=Name.Song, Flags=4),
    )
    kind = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Song)
    kind.Encoding, kind.DescendantFonts = Name("/Identity-H"), Array([below])
    font(pdf, kind)


def listed_font(pdf: pikepdf.Pdf) -> None:
    """As reportlab's canvas does: Helvetica on a page that draws nothing in it."""
    plain = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    resource(pdf, "/Font", "/F1", plain, page=1)


def type3(pdf: pikepdf.Pdf) -> None:
    font(pdf, drawn_font(pdf))


def drawn_font(pdf: pikepdf.Pdf) -> Dictionary:
    """A Type 3 font, whose one glyph is a square."""
    glyph = pdf.make_stream(b"500 0 0 0 500 500 d1 0 0 500 500 re f")
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        Name=Name.Drawn,
        FontBBox=Array([0, 0, 500, 500]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(x=glyph),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([120, Name.x])),
        FirstChar=120,
        LastChar=120,
        Widths=Array([500]),
        Resources=Dictionary(),
    )


LZW = bytes.fromhex("800b6050220c0c8501")
"""ISO 32000-1, 7.4.4.2, the example: 45 45 45 45 45 65 45 45 45 66."""


def packed(pdf: pikepdf.Pdf) -> Stream:
    return pdf.make_stream(LZW, Filter=Name.LZWDecode)


def lzw(pdf: pikepdf.Pdf) -> None:
    """A stream that nobody draws counts too: the whole file is handed over."""
    pdf.Root.PieceInfo = Dictionary(Mine=Dictionary(Private=packed(pdf)))


def jpeg2000(pdf: pikepdf.Pdf) -> None:
    resource(pdf, "/XObject", "/Mine", cmyk(pdf, Filter=Name.JPXDecode))


def unknown_filter(pdf: pikepdf.Pdf) -> None:
    """Crypt itself would be taken out when the file is written."""
    private = pdf.make_stream(b"x", Filter=Array([Name.Crypx]))
    pdf.Root.PieceInfo = Dictionary(Mine=Dictionary(Private=private))


INLINE_LZW = b"1 0 0 1 80 80 cm BI /W 1 /H 1 /BPC 8 /CS /CMYK /F /LZW ID " + LZW + b" EI"
INLINE_RGB = b"9 0 0 9 80 80 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID \x01\x02\x03 EI"


def external(pdf: pikepdf.Pdf) -> Stream:
    return cmyk(pdf, F=String("picture.bin"))


def postscript(pdf: pikepdf.Pdf) -> Stream:
    return pdf.make_stream(b"showpage", Type=Name.XObject, Subtype=Name.PS)


def postscript_form(pdf: pikepdf.Pdf) -> Stream:
    return form(pdf, Subtype2=Name.PS, PS=pdf.make_stream(b"showpage"))


def opi(pdf: pikepdf.Pdf) -> Stream:
    server = Dictionary(Type=Name.OPI, Version=2, F=String("high.tif"))
    return cmyk(pdf, OPI=Dictionary({"/2.0": server}))


def reference(pdf: pikepdf.Pdf) -> Stream:
    return form(pdf, Ref=Dictionary(F=String("other.pdf"), Page=0))


def group(_: pikepdf.Pdf) -> Dictionary:
    return Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)


def rgb_group(_: pikepdf.Pdf) -> Dictionary:
    return Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)


def soft_mask(pdf: pikepdf.Pdf) -> Dictionary:
    drawn_mask = form(pdf, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    return Dictionary(Type=Name.Mask, S=Name.Luminosity, G=drawn_mask)


external_image = drawn(external, "external")
postscript_drawn = drawn(postscript, "PostScript")
reference_drawn = drawn(reference, "reference")
