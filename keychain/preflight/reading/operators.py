"""The operators of content streams by what they do (ISO 32000-1, annex A)."""

from __future__ import annotations

_TABLE = """
b B b* B* BDC BI BMC BT c cm CS cs d d0 d1 Do DP EI EMC ET f F f* G g gs h i ID j J K k l m M MP n
q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' "
"""
KNOWN = frozenset(_TABLE.split())
"""Table A.1, without BX and EX, between which anything may stand."""

POINTS = {"m": 1, "l": 1, "c": 3, "v": 2, "y": 2}
"""What goes on with a path, and how many points each takes."""

PATHS = frozenset({*POINTS, "re", "h"})
CLIPS = frozenset({"W", "W*"})
"""What builds a path, and what says that it clips."""

FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
ENDS = FILLS | STROKES | {"n"}
"""What ends a path; all but n paint it."""

SHOWS = frozenset({"Tj", "TJ", "'", '"'})
"""What shows text."""

TEXT = frozenset({"BT", "Tf", "Tm", "Td", "TD", "T*", "Tc", "Tw", "Tz", "TL", "Ts", "Tr"})
"""What moves text or changes its state, without showing any."""

FILL_COLOURS = frozenset({"g", "rg", "k", "cs", "sc", "scn"})
STROKE_COLOURS = frozenset({"G", "RG", "K", "CS", "SC", "SCN"})
GRAY_AND_RGB = {"g": "DeviceGray", "G": "DeviceGray", "rg": "DeviceRGB", "RG": "DeviceRGB"}
"""What sets a colour, and in which spaces that are not CMYK without naming any."""
