"""Make the fonts of the directory's page: python tools/cut_page_font.py

Roboto Condensed Regular and SemiBold, those of the tags, cut to the letters of Vietnamese and of
the highlands, as WOFF2. Needs fontTools with brotli, which nothing else in the project does.
"""

from pathlib import Path

from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont

LETTERS = (
    "0020-007E,00A0-00FF,0102-0103,010C-010D,0110-0111,0114-0115,0128-0129,012C-012D,014E-014F,"
    "0168-0169,016C-016D,01A0-01A1,01AF-01B0,0300,0301,0303,0309,031B,0323,1EA0-1EF9,"
    "2013,2014,2018,2019,201C,201D,2026"
)
FOLDER = Path(__file__).parents[1] / "keychain" / "data" / "fonts" / "RobotoCondensed"
WEIGHTS = ("400Regular", "600SemiBold")


def main():
    for weight in WEIGHTS:
        source = FOLDER / f"RobotoCondensed_{weight}.ttf"
        font = TTFont(source, recalcTimestamp=False)
        options = Options(hinting=False, glyph_names=False)
        options.layout_features = ["ccmp", "kern", "mark", "mkmk"]
        cut = Subsetter(options)
        cut.populate(unicodes=parse_unicodes(LETTERS))
        cut.subset(font)
        font.flavor = "woff2"
        font.save(source.with_suffix(".woff2"))


if __name__ == "__main__":
    main()
