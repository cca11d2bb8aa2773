"""Changes to the parts of a PDF that stand about its pages: one entry put in or taken away."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

Change = Callable[[pikepdf.Pdf], object]
ON_PAGE = (80, 80, 90, 90)
OFF_PAGE = (-30, -30, -20, -20)


def intent(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.Root.OutputIntents[0]


def draw(pdf: pikepdf.Pdf, operators: bytes) -> None:
    """Operators after what the first page has."""
    pdf.pages[0].contents_add(b"\nq " + operators + b" Q")


def resource(pdf: pikepdf.Pdf, category: str, name: str, value: Any, *, page: int = 0) -> None:
    """A resource more on a page."""
    held = pdf.pages[page].obj
    held.Resources = Dictionary(dict(held.Resources.items()))
    others = dict((held.Resources.get(category) or Dictionary()).items())
    held.Resources[category] = Dictionary({**others, name: value})


def state(entry: str, value: Any) -> Change:
    def how(pdf: pikepdf.Pdf) -> None:
        made = value(pdf) if callable(value) else value
        resource(pdf, "/ExtGState", "/Mine", Dictionary({entry: made}))
        draw(pdf, b"/Mine gs")

    return named(how, f"state {entry}")


def named(how: Change, name: str) -> Change:
    how.__name__ = name
    return how


def root(entry: str, value: Any) -> Change:
    def how(pdf: pikepdf.Pdf) -> None:
        pdf.Root[entry] = value(pdf) if callable(value) else value

    return named(how, f"root {entry}")


def content(operators: bytes) -> Change:
    return named(lambda pdf: draw(pdf, operators), f"content {operators[:30]!r}")


def page(entry: str, value: Any, index: int = 1) -> Change:
    def how(pdf: pikepdf.Pdf) -> None:
        pdf.pages[index].obj[entry] = value(pdf) if callable(value) else value

    return named(how, f"page {entry}")


def info(entry: str, value: Any) -> Change:
    def how(pdf: pikepdf.Pdf) -> None:
        if value is None:
            del pdf.docinfo[entry]
        else:
            pdf.docinfo[entry] = value

    return named(how, f"info {entry} {value}")


def packet(old: str, new: str) -> Change:
    def how(pdf: pikepdf.Pdf) -> None:
        text = pdf.Root.Metadata.read_bytes().decode()
        assert old in text
        pdf.Root.Metadata.write(text.replace(old, new).encode())

    return named(how, f"packet {old[:40]}")


def untrapped(pdf: pikepdf.Pdf) -> None:
    """Without the property, be it an attribute or an element."""
    text = pdf.Root.Metadata.read_bytes().decode()
    text, taken = re.subn(r'pdf:Trapped="False"|<pdf:Trapped>False</pdf:Trapped>', "", text)
    assert taken == 1
    pdf.Root.Metadata.write(text.encode())


def in_intent(entry: str, value: Any) -> Change:
    def how(pdf: pikepdf.Pdf) -> None:
        if value is None:
            del intent(pdf)[entry]
        else:
            intent(pdf)[entry] = value(pdf) if callable(value) else value

    return named(how, f"intent {entry}")


def profile(at: int, new: bytes) -> Change:
    """Some bytes of the profile exchanged."""

    def how(pdf: pikepdf.Pdf) -> None:
        stream = intent(pdf).DestOutputProfile
        data = stream.read_bytes()
        stream.write(data[:at] + new + data[at + len(new) :])

    return named(how, f"profile {at} {new!r}")


def profile_without(tag: bytes) -> Change:
    def how(pdf: pikepdf.Pdf) -> None:
        stream = intent(pdf).DestOutputProfile
        head = stream.read_bytes()
        stream.write(head[:912].replace(tag, b"none") + head[912:])

    return named(how, f"profile without {tag!r}")


def without_registry(pdf: pikepdf.Pdf) -> None:
    del intent(pdf)["/RegistryName"], intent(pdf)["/Info"]


def without_profile(pdf: pikepdf.Pdf) -> None:
    """PDF/X-1a may leave it out, but only where a registry has the condition."""
    del intent(pdf)["/DestOutputProfile"]
    if str(pdf.docinfo["/GTS_PDFXVersion"]) != "PDF/X-4":
        del intent(pdf)["/RegistryName"]


def second_intent(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents.append(intent(pdf))


def annotation(kind: str, rect: tuple[int, ...] = ON_PAGE, **more: Any) -> Change:
    def how(pdf: pikepdf.Pdf) -> None:
        made = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array(rect), **more)
        pdf.pages[0].Annots = Array([pdf.make_indirect(made)])

    return named(how, f"annotation {kind}")


def action(kind: str, **more: Any) -> Dictionary:
    return Dictionary(S=Name(f"/{kind}"), **more)


def bookmark(pdf: pikepdf.Pdf) -> None:
    target = Array([pdf.pages[0].obj, Name.Fit])
    item = pdf.make_indirect(Dictionary(Title=String("1"), A=action("GoTo", D=target)))
    pdf.Root.Outlines = Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1)
    item.Parent = pdf.Root.Outlines


def script(_: pikepdf.Pdf) -> Dictionary:
    return Dictionary(
        JavaScript=Dictionary(
            Names=Array([String("x"), action("JavaScript", JS=String("this.print()"))])
        )
    )


def carried(pdf: pikepdf.Pdf) -> Dictionary:
    file = pdf.make_stream(b"x", Type=Name.EmbeddedFile)
    spec = Dictionary(Type=Name.Filespec, F=String("x.txt"), EF=Dictionary(F=file))
    return Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("x"), spec])))


def fillable(pdf: pikepdf.Pdf) -> Dictionary:
    return Dictionary(Fields=Array([pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("x")))]))


def xfa(pdf: pikepdf.Pdf) -> Dictionary:
    return Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))


def without_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def entities(pdf: pikepdf.Pdf) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "b">]>'
    pdf.Root.Metadata.write(bomb + pdf.Root.Metadata.read_bytes().split(b"?>", 1)[1])


def half_a_packet(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes()[:900])


def packed_packet(pdf: pikepdf.Pdf) -> None:
    """pikepdf would unpack it again, so it learns of the filter only afterwards."""
    stream = pdf.Root.Metadata
    stream.write(zlib.compress(stream.read_bytes()), filter=Name.FlateDecodX)


def without_trim(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1].TrimBox


def both_boxes(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].ArtBox = pdf.pages[1].TrimBox


def box(inner: str, outer: str) -> Change:
    """A box that is wider than the one it should lie in."""

    def how(pdf: pikepdf.Pdf) -> None:
        corners = [float(n) for n in pdf.pages[1].obj[outer].as_list()]
        pdf.pages[1].obj[inner] = Array([corners[0] - 1, *corners[1:]])

    return named(how, f"{inner} outside {outer}")


def layers(entry: str, value: Any) -> Change:
    def how(pdf: pikepdf.Pdf) -> None:
        made = value(pdf) if callable(value) else value
        if made is None:
            del pdf.Root.OCProperties.D[entry]
        else:
            pdf.Root.OCProperties.D[entry] = made

    return named(how, f"layers {entry} {value if isinstance(value, Name) else ''}")


def the_layer(pdf: pikepdf.Pdf) -> Array:
    return Array([pdf.Root.OCProperties.OCGs[0]])


def unlisted_layer(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties.OCGs.append(pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Other")))


def event(pdf: pikepdf.Pdf) -> Array:
    return Array([Dictionary(Event=Name.Print, OCGs=the_layer(pdf), Category=Array([Name.Print]))])


def unchanged(_: pikepdf.Pdf) -> None:
    """Nothing: it is written in another way."""
