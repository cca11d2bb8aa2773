"""What triggers each diagnostic of PDF/X on the command line: few files, each with many faults."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pdfx_changes as c
import pdfx_drawings as d
import pdfx_samples
import pikepdf
import preflight_pdfs as sheets
from cli_samples import CONTACTS
from diagnostic_samples import Sample, Told
from diagnostic_samples_files import FAST, LAYOUT, OWN
from diagnostic_samples_files import PDF as OWN_PDF
from pikepdf import Array, Dictionary, Name, String

from keychain.cli import main

PDF = "foreign.pdf"
VERIFY = ("verify", PDF)


def blank(pdf: pikepdf.Pdf) -> None:
    """Nothing on the pages, so that there is little to look at; fonts and spaces stay listed."""
    for page in pdf.pages:
        page.Contents = pdf.make_stream(b"q Q")


def foreign(
    standard: pdfx_samples.Standard,
    faults: dict[str, c.Change],
    *swapped: tuple[bytes, bytes],
    version: str | None = None,
) -> bytes:
    """A file of another program, with all these faults at once."""

    def how(pdf: pikepdf.Pdf) -> None:
        blank(pdf)
        for fault in dict.fromkeys(faults.values()):
            fault(pdf)

    data = sheets.edited(
        pdfx_samples.reference(standard),
        how,
        force_version=version or {"x-4": "1.6", "x-1a": "1.4"}[standard],
        fix_metadata_version=False,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    for old, new in swapped:
        assert old in data and len(old) == len(new)
        data = data.replace(old, new)
    return data


def sample(name: str, codes: set[str], made: Callable[[], bytes], exit_code: int = 4) -> Sample:
    told = tuple(Told(code, PDF) for code in sorted(codes))
    return Sample(name, told, {}, VERIFY, exit_code, lambda: Path(PDF).write_bytes(made()))


def names(pdf: pikepdf.Pdf) -> Dictionary:
    both = c.script(pdf)
    both.EmbeddedFiles = c.carried(pdf).EmbeddedFiles
    return both


def images(pdf: pikepdf.Pdf) -> None:
    """Pictures that each lack something, and forms that refer to what is elsewhere."""
    drawn = {"A": d.rgb, "B": d.opi, "C": d.postscript, "D": d.reference, "E": d.shown_otherwise}
    for name, make in drawn.items():
        c.resource(pdf, "/XObject", f"/{name}", make(pdf))


def external(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PieceInfo = Dictionary(Mine=Dictionary(Private=d.external(pdf)))


def filtered(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PieceInfo.Mine.Other = pdf.make_stream(b"x", Filter=Name.LZWDecodX)


def state(pdf: pikepdf.Pdf) -> None:
    made = Dictionary(TR=Name.Identity, HTP=Array([0, 0]), BG=pdfx_samples.tint(pdf))
    c.resource(pdf, "/ExtGState", "/Mine", made)


def layers(pdf: pikepdf.Pdf) -> None:
    choice = pdf.Root.OCProperties.D
    choice.OFF, choice.AS = c.the_layer(pdf), c.event(pdf)
    del choice["/Name"], choice["/Order"]


def spots(pdf: pikepdf.Pdf) -> None:
    c.resource(pdf, "/ColorSpace", "/Second", d.second_recipe(pdf))
    c.resource(pdf, "/ColorSpace", "/Gold", d.spot_of_rgb(pdf))


def metadata(pdf: pikepdf.Pdf) -> None:
    c.packet("xmpMM:VersionID>", "dc:type>")(pdf)
    c.packed_packet(pdf)


MANY: dict[str, c.Change] = {
    "x-action": c.page("/AA", Dictionary(O=c.action("URI", URI=String("x:y")))),
    "x-alternate": images,
    "x-annotation": c.annotation("Square"),
    "x-black-generation": state,
    "x-box-nesting": c.box("/TrimBox", "/BleedBox"),
    "x-colour": c.content(b"1 0 0 rg"),
    "x-crop-box": c.page("/CropBox", Array([9, 9, 400, 500])),
    "x-embedded-file": c.root("/Names", names),
    "x-external-file": external,
    "x-filter": filtered,
    "x-font-embedded": d.listed_font,
    "x-font-type3": d.type3,
    "x-form": c.root("/AcroForm", c.fillable),
    "x-halftone": state,
    "x-identification": c.info("/GTS_PDFXVersion", "PDF/X-3:2003"),
    "x-info": c.info("/CreationDate", None),
    "x-javascript": c.root("/Names", names),
    "x-layer-name": layers,
    "x-operator": c.content(b"1 2 gradient"),
    "x-opi": images,
    "x-output-condition": c.in_intent("/OutputConditionIdentifier", None),
    "x-output-profile": c.profile(12, b"mntr"),
    "x-output-profile-version": c.profile(8, b"\x05"),
    "x-page-turned": c.page("/Rotate", 180),
    "x-spot-tint": spots,
    "x-trapped": c.info("/Trapped", Name.Unknown),
    "x-trim-box": c.page("/ArtBox", Array([30, 30, 60, 60]), 0),
    "x-version": c.root("/Version", Name("/1.7")),
    "x-viewer-area": c.root("/ViewerPreferences", Dictionary(PrintClip=Name.TrimBox)),
    "x-xmp-differs": c.info("/Title", "Khe Bủng"),
    "x-xmp-filtered": metadata,
}
"""Faults that one file can have together, by a code that each is told by."""

MORE = {
    *("x-file-id", "x-layer-off", "x-layer-switch", "x-postscript", "x-reference"),
    *("x-spot-alternate", "x-transfer", "x-xmp-entry", "x-layer-order"),
}
"""What else the same file is told."""

SWAPPED = ((b"/FlateDecodX", b"/FlateDecode"), (b"/LZWDecodX", b"/LZWDecode"), (b"/ID [", b"/No ["))


def packed_with(pdf: pikepdf.Pdf) -> None:
    """More on a page than is worth the reading, all of it blank."""
    pdf.pages[0].Contents = pdf.make_stream(b" " * 9_000_000)


def torn(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents = Array()
    c.without_metadata(pdf)
    pdf.pages[1].Contents = pdf.make_stream(b"no deflated bytes", Filter=Name.FlateDecodX)


def x4_in_info(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/GTS_PDFXVersion"] = "PDF/X-4"


def grey_in_own() -> None:
    """A file that keychain has made for a shop, and a rectangle in grey on its first page."""
    assert main([*FAST, "--press", "x", "--json"]) == 0
    with pikepdf.open(OWN_PDF, allow_overwriting_input=True) as pdf:
        pdf.pages[0].contents_add(b"q 0 g 5 5 9 9 re f Q")
        pdf.save(OWN_PDF, fix_metadata_version=False, force_version="1.6")


OWN_FILES = {
    "contacts.yaml": CONTACTS,
    OWN: LAYOUT,
    "layouts/presses/x.yaml": "title: X\nstandard: x-4\nprofile: fogra39\n",
}

SAMPLES = (
    Sample(
        "grey in our own",
        (Told("x-grey", OWN_PDF, village="khe-bung", page=1),),
        OWN_FILES,
        ("verify", OWN_PDF),
        4,
        grey_in_own,
    ),
    sample("many", MANY.keys() | MORE, lambda: foreign("x-4", MANY, *SWAPPED)),
    sample(
        "PDF/X-1a with what is newer",
        {"x-layers", "x-transparency", "x-xmp-broken"},
        lambda: foreign(
            "x-1a",
            {
                "x-layers": c.root("/OCProperties", Dictionary(OCGs=Array(), D=Dictionary())),
                "x-transparency": c.page("/Group", d.group),
                "x-xmp-broken": c.half_a_packet,
            },
        ),
    ),
    sample(
        "damaged, and without what a press needs",
        {"x-damaged", "x-output-intent", "x-xmp-missing"},
        lambda: foreign("x-4", {"1": torn, "2": x4_in_info}, SWAPPED[0]),
    ),
    sample("too long", {"x-endless"}, lambda: foreign("x-4", {"x-endless": packed_with})),
    sample(
        "another standard",
        {"x-other-standard"},
        lambda: foreign(
            "x-4",
            {
                "1": c.packet("pdfxid:GTS_PDFXVersion>", "dc:type>"),
                "2": c.info("/GTS_PDFXVersion", "PDF/X-3:2003"),
            },
        ),
    ),
)
