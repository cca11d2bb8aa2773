"""Take TrueType instructions out of bundled fonts: python tools/unhint_fonts.py FOLDER...

FOLDER is one of keychain/data/fonts. Instructions fit letters to the pixels of coarse screens. In
print and on a screen that smooths letters they change nothing, but each font that a PDF embeds
would carry them, a third of its bytes. Outlines, widths and letters stay what they were. Needs
fontTools, which nothing else in the project does.
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont

TABLES = ("cvt ", "fpgm", "prep", "gasp", "hdmx", "LTSH", "VDMX")

LIMITS = (
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
)


def main(folders):
    for folder in map(Path, folders):
        for path in sorted(folder.glob("*.ttf")):
            font = TTFont(path, recalcTimestamp=False, recalcBBoxes=False)
            for table in TABLES:
                if table in font:
                    del font[table]
            font["head"].flags &= ~0b10100  # no instruction depends on size or alters a width
            limits = font["maxp"]
            limits.maxZones = 1
            for limit in LIMITS:
                setattr(limits, limit, 0)
            glyphs = font["glyf"]
            for name in font.getGlyphOrder():
                glyphs[name].removeHinting()
            font.save(path)


if __name__ == "__main__":
    main(sys.argv[1:])
