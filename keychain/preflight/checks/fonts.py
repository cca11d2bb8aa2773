"""The fonts: in the file, as subsets, as outlines, with a glyph for everything that is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from keychain.diagnostics import Diagnostic, error
from keychain.preflight.expected import Expected, ExpectedPage
from keychain.preflight.faces import Face
from keychain.preflight.place import position_of
from keychain.preflight.reading.fonts import FontFacts
from keychain.preflight.reading.objects import PdfObjects
from keychain.text import nfc

NOT_EMBEDDED = error("font-not-embedded", "Another computer puts another font in its place.")
NOT_SUBSET = error("font-not-subset", "A whole font makes the file many times larger.")
TYPE3 = error("font-type3", "Type 3 fonts print coarsely, and their text is lost to search.")
GLYPH_MISSING = error("glyph-missing", "A letter without a glyph prints as a box or as nothing.")
TEXT_UNREADABLE = error("text-unreadable", "Text that copies out as nothing cannot be compared.")
TEXT_NOT_NFC = error("text-not-nfc", "Loose diacritics drift off their letters in print.")


def check_fonts(pdf: PdfObjects, expected: Expected) -> Iterator[Diagnostic]:
    """Every font that a page or form lists, shown or not: where it is shown first, else at the
    first page that lists it."""
    bad = {key: problem for key, font in pdf.fonts.items() if (problem := _problem(font))}
    for index, (page, wanted) in enumerate(zip(pdf.pages, expected.pages, strict=False)):
        if not bad or page.content is None or page.media is None:
            continue
        for facts, where in pdf.placed(page.content):
            for show in facts.shows:
                if show.font in bad:
                    position = position_of((*show.start, *show.start), where, page.media, wanted)
                    yield bad.pop(show.font).about(page=index + 1, position=position)
    for key, problem in bad.items():
        yield problem.about(page=pdf.first_page[key] + 1)


def _problem(font: FontFacts) -> Diagnostic | None:
    if font.kind == "Type3":
        return TYPE3(font=font.name)
    if not font.embedded:
        return NOT_EMBEDDED(font=font.name)
    return None if font.subset else NOT_SUBSET(font=font.name)


def check_glyphs(pdf: PdfObjects, index: int, wanted: ExpectedPage) -> Iterator[Diagnostic]:
    """Codes shown on a page that lead to glyph 0, at each position that shows them."""
    page = pdf.pages[index]
    if page.content is None or page.media is None:
        return
    told = set()
    for facts, where in pdf.placed(page.content):
        for show in facts.shows:
            font = pdf.fonts[show.font]
            if font.glyphs is None or font.glyphs.issuperset(show.codes):
                continue
            position = position_of((*show.start, *show.start), where, page.media, wanted)
            if (font.name, position) not in told:
                told.add((font.name, position))
                yield GLYPH_MISSING(font=font.name).about(page=index + 1, position=position)


def check_extraction(faces: Iterable[Face]) -> Iterator[tuple[Face, Diagnostic]]:
    """Text that does not come back from the page as it was meant, with its face."""
    for face in faces:
        if any(c in face.raw for c in "\0\ufffd"):
            shown = "".join("?" if c in "\0\ufffd" else c for c in face.raw)
            yield face, TEXT_UNREADABLE(text=_around(shown, shown.find("?")))
        elif nfc(face.raw) != face.raw:
            normal = nfc(face.raw)
            at = next(i for i, c in enumerate(face.raw) if normal[i : i + 1] != c)
            yield face, TEXT_NOT_NFC(text=nfc(_around(face.raw, at)))


def _around(text: str, at: int) -> str:
    """The line of ``text`` that has the character at ``at``, as much as helps to find it."""
    start = max(text.rfind("\n", 0, at) + 1, at - 20)
    return text[start : at + 20].split("\n")[0].strip()
