"""Ways to break PDF/X, one rule each, and the code by which each must be found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pdfx_changes as c
import pdfx_drawings as d
import pikepdf
from pdfx_samples import tint
from pikepdf import Array, Dictionary, Name, String


@dataclass(frozen=True)
class Mutant:
    """A good file of one or both standards after ``how``, found by ``code`` and no other.
    ``saved`` is how pikepdf writes it, ``swapped`` some bytes of the file and others as long."""

    how: c.Change
    code: str
    standards: tuple[str, ...] = ("x-4", "x-1a")
    saved: dict[str, Any] = field(default_factory=dict)
    swapped: tuple[bytes, bytes] = (b"", b"")


X4, X1A = ("x-4",), ("x-1a",)


TRANSPARENT = (
    Mutant(c.state("/ca", 0.5), "x-transparency", X1A),
    Mutant(c.state("/CA", 0.5), "x-transparency", X1A),
    Mutant(c.state("/BM", Name.Multiply), "x-transparency", X1A),
    Mutant(c.state("/SMask", d.soft_mask), "x-transparency", X1A),
    Mutant(c.page("/Group", d.group), "x-transparency", X1A),
    Mutant(d.drawn(lambda pdf: d.form(pdf, Group=d.group(pdf)), "group"), "x-transparency", X1A),
    Mutant(d.drawn(d.softened, "SMask"), "x-transparency", X1A),
)
"""What PDF/X-4 allows and PDF/X-1a does not."""

CALIBRATED = (
    Mutant(d.space(d.icc_grey, "ICCBased"), "x-colour", X1A),
    Mutant(
        d.space(
            lambda _: Array([Name.CalGray, Dictionary(WhitePoint=Array([1, 1, 1]))]), "CalGray"
        ),
        "x-colour",
        X1A,
    ),
    Mutant(d.space(d.spot_of_lab, "Lab behind a spot colour"), "x-spot-alternate", X1A),
)
"""The same, of colours."""

MUTANTS = (
    Mutant(c.unchanged, "x-version", saved={"force_version": "1.7"}),
    Mutant(c.root("/Version", Name("/1.7")), "x-version"),
    Mutant(
        c.unchanged,
        "x-version",
        X1A,
        {"object_stream_mode": pikepdf.ObjectStreamMode.generate, "force_version": "1.5"},
        (b"%PDF-1.5", b"%PDF-1.4"),
    ),
    Mutant(c.info("/GTS_PDFXVersion", "PDF/X-3:2003"), "x-identification"),
    Mutant(
        c.packet("<pdfxid:GTS_PDFXVersion>PDF/X-", "<pdfxid:GTS_PDFXVersion>PDF/A-"),
        "x-identification",
    ),
    Mutant(c.packet("pdfxid:GTS_PDFXVersion>", "dc:type>"), "x-identification", X4),
    Mutant(c.info("/GTS_PDFXVersion", None), "x-identification", X1A),
    Mutant(c.root("/OutputIntents", Array()), "x-output-intent"),
    Mutant(c.in_intent("/S", Name.GTS_PDFA1), "x-output-intent"),
    Mutant(c.second_intent, "x-output-intent"),
    Mutant(c.in_intent("/OutputConditionIdentifier", None), "x-output-condition"),
    Mutant(c.without_registry, "x-output-condition"),
    Mutant(c.without_profile, "x-output-profile"),
    Mutant(c.profile(12, b"mntr"), "x-output-profile"),
    Mutant(c.profile(16, b"RGB "), "x-output-profile"),
    Mutant(c.profile(36, b"xxxx"), "x-output-profile"),
    Mutant(c.profile_without(b"A2B"), "x-output-profile"),
    Mutant(c.profile_without(b"B2A"), "x-output-profile"),
    Mutant(
        c.named(lambda pdf: c.intent(pdf).DestOutputProfile.__setitem__("/N", 3), "N 3"),
        "x-output-profile",
    ),
    Mutant(c.profile(8, b"\x05"), "x-output-profile-version"),
    Mutant(c.profile(8, b"\x04"), "x-output-profile-version", X1A),
    Mutant(c.content(b"1 0 0 rg 80 80 5 5 re f"), "x-colour"),
    Mutant(c.content(b"1 0 0 RG 80 80 5 5 re S"), "x-colour"),
    Mutant(c.content(b"/DeviceRGB cs 1 0 0 sc 80 80 5 5 re f"), "x-colour"),
    Mutant(c.content(d.INLINE_RGB), "x-colour"),
    Mutant(d.drawn(d.rgb, "RGB image"), "x-colour"),
    Mutant(d.drawn(d.alternate, "RGB alternate"), "x-colour"),
    Mutant(
        d.drawn(
            lambda pdf: d.image(
                pdf, Array([Name.Indexed, Name.DeviceRGB, 0, String("abc")]), b"\0"
            ),
            "Indexed RGB",
        ),
        "x-colour",
    ),
    Mutant(d.drawn(d.form_in_rgb, "RGB form"), "x-colour"),
    Mutant(d.drawn(d.form_in_form, "RGB form in a form"), "x-colour"),
    Mutant(d.shaded, "x-colour"),
    Mutant(d.shading_pattern, "x-colour"),
    Mutant(d.tiling_pattern, "x-colour"),
    Mutant(c.page("/Group", d.rgb_group), "x-colour", X4),
    *CALIBRATED,
    Mutant(d.space(d.second_recipe, "second recipe"), "x-spot-tint"),
    Mutant(d.space(d.spot_of_rgb, "RGB behind a spot colour"), "x-spot-alternate"),
    Mutant(d.helvetica, "x-font-embedded"),
    Mutant(d.composite, "x-font-embedded"),
    Mutant(d.listed_font, "x-font-embedded"),
    Mutant(d.type3, "x-font-type3"),
    Mutant(d.lzw, "x-filter"),
    Mutant(c.content(d.INLINE_LZW), "x-filter"),
    Mutant(d.unknown_filter, "x-filter", swapped=(b"/Crypx", b"/Crypt")),
    Mutant(d.jpeg2000, "x-filter", X1A),
    Mutant(c.content(b"BX 1 2 gradient EX"), "x-operator"),
    Mutant(c.content(b"1 2 gradient"), "x-operator"),
    Mutant(d.external_image, "x-external-file"),
    Mutant(d.drawn(d.opi, "OPI"), "x-opi"),
    Mutant(d.postscript_drawn, "x-postscript"),
    Mutant(d.drawn(d.postscript_form, "PostScript form"), "x-postscript"),
    Mutant(d.reference_drawn, "x-reference"),
    Mutant(d.drawn(d.shown_otherwise, "alternate for printing"), "x-alternate"),
    Mutant(
        c.unchanged,
        "pdf-encrypted",
        saved={
            "encryption": pikepdf.Encryption(owner="a", user="", R=3, aes=False, metadata=False),
            "stream_decode_level": None,
        },
    ),
    Mutant(c.root("/OpenAction", c.action("Named", N=Name.Print)), "x-action"),
    Mutant(c.page("/AA", Dictionary(O=c.action("URI", URI=String("x:y")))), "x-action"),
    Mutant(c.root("/AA", Dictionary(WP=c.action("Launch", F=String("x.exe")))), "x-action"),
    Mutant(c.bookmark, "x-action"),
    Mutant(c.annotation("Link", c.OFF_PAGE, A=c.action("URI", URI=String("x:y"))), "x-action"),
    Mutant(c.root("/Names", c.script), "x-javascript"),
    Mutant(c.root("/OpenAction", c.action("JavaScript", JS=String("1"))), "x-javascript"),
    Mutant(c.root("/AcroForm", c.fillable), "x-form"),
    Mutant(c.root("/AcroForm", c.xfa), "x-form"),
    Mutant(c.root("/Names", c.carried), "x-embedded-file"),
    Mutant(c.annotation("FileAttachment", c.OFF_PAGE), "x-embedded-file"),
    Mutant(c.info("/Trapped", Name.Unknown), "x-trapped"),
    Mutant(c.info("/Trapped", String("False")), "x-trapped"),
    Mutant(c.info("/Trapped", None), "x-trapped"),
    Mutant(c.info("/Trapped", Name("/True")), "x-xmp-differs"),
    Mutant(c.info("/Title", None), "x-info"),
    Mutant(c.info("/Creator", None), "x-info"),
    Mutant(c.info("/CreationDate", "1 December 2026"), "x-info"),
    Mutant(c.info("/ModDate", None), "x-info"),
    Mutant(c.info("/Title", "Khe Bủng"), "x-xmp-differs"),
    Mutant(c.info("/ModDate", "D:20261201000000+07'00'"), "x-xmp-differs"),
    Mutant(c.packet("CreateDate>2026-12-01", "CreateDate>2026-12-02"), "x-xmp-differs"),
    Mutant(c.untrapped, "x-xmp-entry", X4),
    Mutant(c.packet("xmpMM:DocumentID>", "dc:type>"), "x-xmp-entry", X4),
    Mutant(c.packet("xmpMM:VersionID>", "dc:type>"), "x-xmp-entry", X4),
    Mutant(c.packet("xmpMM:RenditionClass>", "dc:type>"), "x-xmp-entry", X4),
    Mutant(c.packet("xmp:MetadataDate>", "dc:type>"), "x-xmp-entry", X4),
    Mutant(c.without_metadata, "x-xmp-missing", X4),
    Mutant(c.entities, "x-xmp-broken"),
    Mutant(c.half_a_packet, "x-xmp-broken"),
    Mutant(c.packed_packet, "x-xmp-filtered", swapped=(b"/FlateDecodX", b"/FlateDecode")),
    Mutant(c.unchanged, "x-file-id", swapped=(b"/ID [", b"/No [")),
    Mutant(c.without_trim, "x-trim-box"),
    Mutant(c.both_boxes, "x-trim-box"),
    Mutant(c.box("/TrimBox", "/BleedBox"), "x-box-nesting"),
    Mutant(c.box("/BleedBox", "/MediaBox"), "x-box-nesting"),
    Mutant(c.page("/CropBox", Array([9, 9, 400, 500])), "x-crop-box"),
    Mutant(c.page("/Rotate", 180), "x-page-turned"),
    Mutant(c.page("/UserUnit", 2), "x-page-turned"),
    Mutant(c.state("/TR", Name.Identity), "x-transfer"),
    Mutant(c.state("/TR2", tint), "x-transfer"),
    Mutant(c.state("/HTP", Array([0, 0])), "x-halftone"),
    Mutant(c.state("/HT", Dictionary(HalftoneType=6)), "x-halftone"),
    Mutant(c.state("/HT", Dictionary(HalftoneType=1, HalftoneName="x")), "x-halftone"),
    Mutant(c.state("/BG", tint), "x-black-generation"),
    Mutant(c.state("/UCR2", tint), "x-black-generation"),
    *TRANSPARENT,
    Mutant(c.annotation("Square"), "x-annotation"),
    Mutant(c.annotation("Link", (-20, -20, 300, 300)), "x-annotation"),
    Mutant(c.root("/ViewerPreferences", Dictionary(PrintClip=Name.TrimBox)), "x-viewer-area"),
    Mutant(c.layers("/Name", None), "x-layer-name", X4),
    Mutant(c.layers("/Order", None), "x-layer-order", X4),
    Mutant(c.unlisted_layer, "x-layer-order", X4),
    Mutant(c.layers("/AS", c.event), "x-layer-switch", X4),
    Mutant(c.layers("/OFF", c.the_layer), "x-layer-off", X4),
    Mutant(c.layers("/BaseState", Name.OFF), "x-layer-off", X4),
    Mutant(c.root("/OCProperties", Dictionary(OCGs=Array(), D=Dictionary())), "x-layers", X1A),
)
