"""PDF/X-4 and PDF/X-1a:2003 files, made with reportlab and pikepdf alone, and by keychain.

By hand: one sheet, front and back, of plain tags, with a cut contour, which in PDF/X-4 has a layer
of its own.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Literal

import pikepdf
import preflight_pdfs as sheets
from pdf_samples import DAY, book, press
from pikepdf import Array, Dictionary, Name, String

import keychain
from keychain.pdf import write_pdf

Standard = Literal["x-4", "x-1a"]
PROFILE = Path(keychain.__file__).parent / "data" / "icc" / "fogra39-m.icc"
VERSIONS: dict[str, str] = {"x-4": "PDF/X-4", "x-1a": "PDF/X-1a:2003"}
CUT = b"/OC /Cut BDC q /Contour CS 1 SCN 0.5 w 60 60 100 50 re S Q EMC"
"""The cut contour in PDF/X-4; without the layer in PDF/X-1a."""

PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
    xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
    pdf:Producer="by hand" pdf:Trapped="False">
   <dc:title><rdf:Alt>
    <rdf:li xml:lang="en">Two villages</rdf:li>
    <rdf:li xml:lang="x-default">Bản Phục &amp; Khe Bủng</rdf:li>
   </rdf:Alt></dc:title>
   <xmp:CreatorTool>tests</xmp:CreatorTool>
   <xmp:CreateDate>2026-12-01T07:00:00+07:00</xmp:CreateDate>
   <xmp:ModifyDate>2026-12-01T00:00:00Z</xmp:ModifyDate>
   <xmp:MetadataDate>2026-12-01T00:00:00Z</xmp:MetadataDate>
   <xmpMM:DocumentID>uuid:0f0e0d0c-0b0a-0908-0706-050403020100</xmpMM:DocumentID>
   <xmpMM:VersionID>1</xmpMM:VersionID>
   <xmpMM:RenditionClass>default</xmpMM:RenditionClass>
   <pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


@cache
def plain() -> bytes:
    """One sheet as reportlab draws it."""
    draft = sheets.draft()
    draft.pages = draft.pages[:2]
    return sheets.draw(draft)


@cache
def reference(standard: Standard) -> bytes:
    """A file that keeps to the standard, made by hand from its rules."""

    def make(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OutputIntents = Array([_intent(pdf)])
        pdf.Root.Metadata = pdf.make_stream(
            PACKET.replace("PDF/X-4", VERSIONS[standard]).encode(),
            Type=Name.Metadata,
            Subtype=Name.XML,
        )
        info = pdf.docinfo
        for key in list(info.keys()):
            del info[key]
        for key, value in {
            "/Title": "Bản Phục & Khe Bủng",
            "/Creator": "tests",
            "/Producer": "by hand",
            "/CreationDate": "D:20261201000000Z",
            "/ModDate": "D:20261201070000+07'00'",
            "/GTS_PDFXVersion": VERSIONS[standard],
        }.items():
            info[key] = value
        info["/Trapped"] = Name("/False")
        _add_contour(pdf, layered=standard == "x-4")
        pdf.Root.ViewerPreferences.PrintArea = Name.MediaBox

    version = {"x-4": "1.6", "x-1a": "1.4"}[standard]
    return sheets.edited(
        plain(),
        make,
        force_version=version,
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )


@cache
def own(standard: Standard) -> bytes:
    """What keychain writes by itself: a separator, and two sheets with a die line."""
    whole = book(turns=(0, 90), bleed=3)
    return write_pdf(replace(whole, production=press(standard, die_line="CutContour")), DAY)


def _intent(pdf: pikepdf.Pdf) -> pikepdf.Object:
    profile = pdf.make_stream(PROFILE.read_bytes(), N=4)
    return pdf.make_indirect(
        Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFX,
            OutputConditionIdentifier=String("FOGRA39"),
            Info=String("Offset, ISO 12647-2:2004/Amd 1, OFCOM, paper type 1 or 2"),
            RegistryName=String("http://www.color.org"),
            DestOutputProfile=profile,
        )
    )


def tint(pdf: pikepdf.Pdf, magenta: float = 1.0) -> pikepdf.Object:
    """A tint transform to some magenta."""
    return pdf.make_indirect(
        Dictionary(
            FunctionType=2,
            N=1,
            Domain=Array([0, 1]),
            C0=Array([0, 0, 0, 0]),
            C1=Array([0, magenta, 0, 0]),
        )
    )


def _add_contour(pdf: pikepdf.Pdf, *, layered: bool) -> None:
    page = pdf.pages[0]
    page.Resources = Dictionary(dict(page.Resources.items()))
    contour = Array([Name.Separation, Name.CutContour, Name.DeviceCMYK, tint(pdf)])
    page.Resources.ColorSpace = Dictionary(Contour=contour)
    page.Resources.ExtGState = Dictionary(Over=Dictionary(OP=True, op=True, OPM=1))
    if not layered:
        page.contents_add(CUT.replace(b"/OC /Cut BDC", b"").replace(b"EMC", b""))
        return
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("CutContour")))
    page.Resources.Properties = Dictionary(Cut=layer)
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([layer]),
        D=Dictionary(Name=String("Layers"), Order=Array([layer]), ON=Array([layer])),
    )
    page.contents_add(CUT)
