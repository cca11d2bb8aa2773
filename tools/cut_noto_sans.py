"""Make keychain/data/fonts/NotoSans from the full Noto Sans: python tools/cut_noto_sans.py FOLDER

FOLDER holds NotoSans_400Regular.ttf, NotoSans_700Bold.ttf and OFL.txt. Needs fontTools, which
nothing else in the project does. The fonts are cut to the Latin blocks; letters of the highlands
that have no code point of their own, such as ê̆, get a glyph each, mark and letter together as the
font's anchors put them, at private code points that letters.txt lists.
"""

import shutil
import sys
import unicodedata
from pathlib import Path

from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

BLOCKS = "0020-007E,00A0-024F,02BB-02BC,0300-036F,1E00-1EFF,2010-2027,202F-203A,20AB-20AC,A78B-A78C"
LETTERS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
MARKS = "\u0300\u0301\u0302\u0303\u0304\u0306\u0309\u030c\u0323"
FIRST = 0xE000

TARGET = Path(__file__).parents[1] / "keychain" / "data" / "fonts" / "NotoSans"


def uncoded_letters():
    """Letters with one mark that Unicode has no single code point for."""
    pairs = (unicodedata.normalize("NFC", letter + mark) for letter in LETTERS for mark in MARKS)
    return sorted({pair for pair in pairs if len(pair) == 2})


def anchor_offset(font, letter, mark):
    """How far GPOS moves ``mark``'s origin from ``letter``'s, font units."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType != 4:
                continue
            if mark in table.MarkCoverage.glyphs and letter in table.BaseCoverage.glyphs:
                record = table.MarkArray.MarkRecord[table.MarkCoverage.glyphs.index(mark)]
                base = table.BaseArray.BaseRecord[table.BaseCoverage.glyphs.index(letter)]
                anchor = base.BaseAnchor[record.Class]
                if anchor is not None:
                    own = record.MarkAnchor
                    return (
                        anchor.XCoordinate - own.XCoordinate,
                        anchor.YCoordinate - own.YCoordinate,
                    )
    raise LookupError(f"no anchor for {mark} on {letter}")


def component(name, x, y):
    part = GlyphComponent()
    part.glyphName, part.x, part.y = name, x, y
    part.flags = 0x0004  # ROUND_XY_TO_GRID
    return part


def add_letters(font, letters):
    names = font.getBestCmap()
    order = [*font.getGlyphOrder(), *(f"uni{FIRST + i:04X}" for i in range(len(letters)))]
    glyphs, metrics = font["glyf"], font["hmtx"]
    font.setGlyphOrder(order)
    glyphs.setGlyphOrder(order)
    for code, (letter, mark) in enumerate(letters, FIRST):
        base, above = names[ord(letter)], names[ord(mark)]
        glyph = Glyph()
        glyph.numberOfContours = -1
        shift = anchor_offset(font, base, above)
        glyph.components = [component(base, 0, 0), component(above, *shift)]
        name = f"uni{code:04X}"
        glyphs[name] = glyph
        glyph.recalcBounds(glyphs)
        metrics[name] = metrics[base][0], glyph.xMin
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name


def main(source):
    TARGET.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source / "OFL.txt", TARGET / "OFL.txt")
    letters = uncoded_letters()
    for name in ("NotoSans_400Regular.ttf", "NotoSans_700Bold.ttf"):
        font = TTFont(source / name, recalcTimestamp=False)
        options = Options(hinting=False, glyph_names=False, notdef_outline=True)
        options.layout_features = ["mark"]
        options.name_IDs = ["*"]
        cut = Subsetter(options)
        cut.populate(unicodes=parse_unicodes(BLOCKS))
        cut.subset(font)
        add_letters(font, letters)
        # Nothing reads the anchors any more.
        for table in ("GDEF", "GPOS", "GSUB"):
            if table in font:
                del font[table]
        font.save(TARGET / name)
    lines = [f"{code:04X} {letter}\n" for code, letter in enumerate(letters, FIRST)]
    (TARGET / "letters.txt").write_text("".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
