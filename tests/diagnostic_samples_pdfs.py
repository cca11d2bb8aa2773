"""What triggers each diagnostic of finished PDFs on the command line."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
from cli_samples import CONTACTS
from code_pdfs import code_pdf
from diagnostic_samples import Sample, Told
from diagnostic_samples_files import ALL, LAYOUT, PDF, put, with_contacts, with_layout
from pdfx_drawings import drawn_font
from pikepdf import Array, Dictionary, Name

VERIFY = ("verify", PDF)


def built(name: str, *told: Told, files: dict[str, str] | None = None) -> Sample:
    """``keychain verify`` of a PDF that is right, where something else has changed since."""
    return Sample(name, told, files or {}, VERIFY, 4, put)


def spoilt(how: Callable[[pikepdf.Pdf], object], *told: Told, **saved: object) -> Sample:
    """``keychain verify`` of a PDF that ``how`` has changed."""

    def before() -> None:
        place = put()
        with pikepdf.open(place, allow_overwriting_input=True) as pdf:
            how(pdf)
            pdf.save(place, **saved)  # type: ignore[arg-type]  # options as pikepdf has them

    return Sample(how.__name__, told, {}, VERIFY, 4, before)


def here(code: str, page: int | None = None, position: str | None = None) -> Told:
    """A finding about the PDF of Khe Bủng."""
    return Told(code, PDF, village="khe-bung", page=page, position=position)


def draw(pdf: pikepdf.Pdf, page: int, operators: bytes, *, first: bool = False) -> None:
    pdf.pages[page - 1].contents_add(operators, prepend=first)


def rgb(pdf: pikepdf.Pdf) -> None:
    draw(pdf, 1, b"q 1 0 0 rg 5 5 10 10 re f Q")


def damaged_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].Contents = pdf.make_stream(b"no deflated bytes", Filter=Name.FlateDecode)


def sized_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].MediaBox = Array([0, 0, 300, 400])


def turned_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Rotate = 90


def without_trim(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].TrimBox


def annotated(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=Array([0, 0, 9, 9]))
    pdf.pages[1].Annots = Array([pdf.make_indirect(note)])


def without_scaling(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


def without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def other_language(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = pikepdf.String("fr")


def without_title(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Title"]


def other_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "Bản Phục"


def page_more(pdf: pikepdf.Pdf) -> None:
    pdf.pages.append(pdf.pages[0])


def without_job(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/KeychainJob"]


def other_press(pdf: pikepdf.Pdf) -> None:
    job = str(pdf.docinfo["/KeychainJob"])
    pdf.docinfo["/KeychainJob"] = job.replace('"press": "office"', '"press": "ofice"')


def locked(pdf: pikepdf.Pdf) -> None:
    """Nothing: it is saved with a password."""


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/Type") == Name.Font]


def whole_font(pdf: pikepdf.Pdf) -> None:
    for font in fonts(pdf):
        font.BaseFont = Name("/" + str(font.BaseFont).split("+")[-1])


def font_beside(pdf: pikepdf.Pdf, font: Dictionary) -> None:
    page = pdf.pages[0]
    page.Resources = Dictionary(dict(page.Resources.items()))
    others = dict((page.Resources.get("/Font") or Dictionary()).items())
    page.Resources.Font = Dictionary({**others, "/Other": pdf.make_indirect(font)})
    draw(pdf, 1, b"q BT 0 0 0 1 k /Other 6 Tf 1 0 0 1 40 4 Tm (x) Tj ET Q")


def own_font(pdf: pikepdf.Pdf) -> None:
    font_beside(pdf, Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))


def type3(pdf: pikepdf.Pdf) -> None:
    font_beside(pdf, drawn_font(pdf))


def remap(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    """Say of a letter in all fonts that it means something else; not of one in a number."""
    for font in fonts(pdf):
        if "/ToUnicode" in font:
            stream = font.ToUnicode
            stream.write(stream.read_bytes().replace(b"<" + old + b">", b"<" + new + b">"))


def loose_marks(pdf: pikepdf.Pdf) -> None:
    remap(pdf, b"1EE7", b"00750309")  # ủ as u and a hook


def unreadable_text(pdf: pikepdf.Pdf) -> None:
    remap(pdf, b"0054", b"FFFD")  # the T of Thị


def missing_glyph(pdf: pikepdf.Pdf) -> None:
    for key, form in forms(pdf):
        font = next(iter(form.Resources.Font.keys()), None) if "/Resources" in form else None
        if font and key.startswith("/T"):
            shown = form.read_bytes() + b"\nq BT 0 0 0 1 k %s 6 Tf 20 20 Td <FFFF> Tj ET Q"
            form.write(shown % font.encode())
            return


def forms(pdf: pikepdf.Pdf) -> list[tuple[str, pikepdf.Object]]:
    """The sheets and tags that pages draw, by their names."""
    found: dict[object, tuple[str, pikepdf.Object]] = {}
    waiting = [page.Resources for page in pdf.pages]
    while waiting:
        for key, form in (waiting.pop().get("/XObject") or Dictionary()).items():
            if form.objgen not in found:
                found[form.objgen] = (key, form)
                waiting += [form.Resources] if "/Resources" in form else []
    return list(found.values())


def blank(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].Contents = pdf.make_stream(b"")


def moved(pdf: pikepdf.Pdf) -> None:
    draw(pdf, 1, b"1 0 0 1 2 0 cm ", first=True)


def over_the_cut(pdf: pikepdf.Pdf) -> None:
    draw(pdf, 1, b"1 0 0 1 -16 0 cm ", first=True)


def upside_down(pdf: pikepdf.Pdf) -> None:
    left, bottom, right, top = (float(v) for v in pdf.pages[1].MediaBox.as_list())
    draw(pdf, 2, b"-1 0 0 -1 %g %g cm " % (left + right, bottom + top), first=True)


def covered(pdf: pikepdf.Pdf) -> None:
    draw(pdf, 2, b"q 0 0 0 0 k 0 0 400 400 re f Q")


def code_covered(pdf: pikepdf.Pdf) -> None:
    """White over the upper half of the sheet's fronts, on their right."""
    draw(pdf, 1, b"q 0 0 0 0 k 128 150 80 180 re f 128 0 80 110 re f Q")


def code_spoilt(pdf: pikepdf.Pdf) -> None:
    draw(pdf, 1, b"q 0 0 0 0 k 177 0 6 400 re f Q")


def fronts_exchanged(pdf: pikepdf.Pdf) -> None:
    """The fronts of two villages' sheets, exchanged; each has a separator's two pages before."""
    one, other = pdf.pages[2], pdf.pages[6]
    one.Contents, other.Contents = other.Contents, one.Contents
    one.Resources, other.Resources = other.Resources, one.Resources


def of_two() -> None:
    place = put("_all.pdf")
    with pikepdf.open(place, allow_overwriting_input=True) as pdf:
        fronts_exchanged(pdf)
        pdf.save(place)


SAMPLES = (
    spoilt(rgb, here("colour-not-cmyk", 1)),
    spoilt(damaged_page, here("pdf-page-damaged", 2)),
    spoilt(sized_page, here("pdf-page-size", 1)),
    spoilt(turned_page, here("pdf-page-turned", 1)),
    spoilt(without_trim, here("pdf-boxes", 1)),
    spoilt(annotated, here("pdf-annotation", 2)),
    spoilt(without_scaling, here("pdf-scaling")),
    spoilt(without_language, here("pdf-language")),
    spoilt(other_language, here("pdf-language")),
    spoilt(without_title, here("pdf-title")),
    spoilt(other_title, here("pdf-title")),
    spoilt(page_more, here("pdf-page-count")),
    spoilt(without_job, Told("pdf-without-job", PDF)),
    spoilt(other_press, here("job-press-gone"), Told("press-missing", PDF)),
    spoilt(locked, Told("pdf-encrypted", PDF), encryption=pikepdf.Encryption(owner="a", user="b")),
    spoilt(whole_font, here("font-not-subset", 1)),
    spoilt(own_font, here("font-not-embedded", 1)),
    spoilt(type3, here("font-type3", 1)),
    spoilt(loose_marks, here("text-not-nfc", 1, "1:1")),
    spoilt(unreadable_text, here("text-unreadable", 1, "1:1")),
    spoilt(missing_glyph, here("glyph-missing", None, "1:1")),
    spoilt(blank, here("face-empty", 2, "1:1")),
    spoilt(moved, here("text-misplaced", 1, "1:1")),
    spoilt(over_the_cut, here("text-outside-trim", 1, "1:1")),
    spoilt(upside_down, here("face-turned", 2, "1:1")),
    spoilt(covered, here("text-hidden", 2, "1:1")),
    spoilt(code_covered, here("code-missing", 1, "1:1")),
    spoilt(code_spoilt, here("code-dead", 1, "1:1")),
    Sample(
        "fronts exchanged",
        (Told("face-of-other-village", ALL, village="ban-phuc", page=3, position="1:1"),),
        {},
        ("verify", ALL),
        4,
        of_two,
    ),
    Sample(
        "half a PDF",
        (Told("pdf-unreadable", PDF),),
        {PDF: b"%PDF-1.6\n1 0 obj <<"},
        VERIFY,
        4,
    ),
    built(
        "a new number",
        here("contents-changed"),
        here("number-missing", 1, "1:1"),
        here("number-foreign", 1, "1:1"),
        here("code-payload", 1, "1:1"),
        here("mark-missing", 1, "1:1"),
        files=with_contacts("0950 000 002", "0950 000 009"),
    ),
    built(
        "numbers changed over",
        here("number-beside-other-name", 2),
        files={
            "contacts.yaml": CONTACTS.replace("113}", "1 1 4}")
            .replace("0205 3800 113", "113")
            .replace("1 1 4", "0205 3800 113")
        },
    ),
    built(
        "no code now",
        here("code-foreign", 1),
        files=with_layout("      qr: {qr: dial, module: 0.5mm}\n", ""),
    ),
    built(
        "another village id",
        here("job-village-gone"),
        files=with_contacts("  khe-bung:", "  khe-luong:"),
    ),
    built(
        "nobody there",
        here("job-village-unusable"),
        files=with_contacts("officers: [binh]", "officers: [{officer: binh, until: 2026-11-30}]"),
    ),
    built(
        "another commune",
        here("job-commune-unknown"),
        files=with_contacts("name: Xã Kiên Mộc", "name: Xã Bính Xá"),
    ),
    Sample(
        "an officer with an error",
        (here("job-not-compared"),),
        with_contacts("0950 000 002", "0950 000 0O2"),
        VERIFY,
        3,
        put,
    ),
    Sample(
        "no layout",
        (here("job-layout-gone"), Told("layout-missing", PDF)),
        {"other/mine.yaml": LAYOUT},
        (*VERIFY, "--layouts", "other"),
        4,
        put,
    ),
    Sample(
        "codes of a strange PDF",
        (
            Told("scan-fails", "strange.pdf", page=1),
            Told("scan-thin-distance", "strange.pdf", page=1),
            Told("scan-thin-gain", "strange.pdf", page=1),
            Told("scan-thin-contrast", "strange.pdf", page=1),
            Told("scan-thin-wear", "strange.pdf", page=1),
            Told("code-known", "strange.pdf", page=1),
            Told("code-unknown", "strange.pdf", page=1),
        ),
        {
            "strange.pdf": code_pdf(
                [("tel:+84950000002", 0.37), ("tel:+84950000001", 0.2), ("tel:999", 0.37)]
            )
        },
        ("verify", "strange.pdf", "--scan"),
        4,
    ),
)
