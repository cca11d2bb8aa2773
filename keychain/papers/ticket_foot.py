"""What stands under a ticket's table: lines to write on, and boxes to sign in."""

from __future__ import annotations

from keychain.geometry import Point, Rect
from keychain.layout.placed import BLACK
from keychain.papers.draft import Draft
from keychain.papers.paragraph import BOLD, GREY, Paragraph
from keychain.papers.words import PaperWords

SIGNING = 29.0
"""mm for whoever prints, cuts and receives to sign."""
_LINE = 8.0
"""mm between lines to write on."""


def draw_notes(page: Draft, words: PaperWords, room: Rect) -> None:
    """Lines to write on, where the table leaves room for them."""
    if room.height < 4 * _LINE:
        return
    y = room.y + 2.5
    page.write([Paragraph(words.say("notes"), size=8, colour=GREY)], room.x, y, 30)
    lines = min(int(room.height / _LINE) - 1, 5)
    ys = [y + _LINE * (line + 1) for line in range(lines)]
    page.rules([(Point(room.x, line), Point(room.right, line)) for line in ys])


def draw_signing(page: Draft, words: PaperWords, at: Point, across: float) -> None:
    """Boxes to sign in, ``across`` mm in all, in the ``SIGNING`` mm under ``at``."""
    top = at.y + 3
    gap = 4.0
    width = (across - 2 * gap) / 3
    own = {"printed": "sign-sheets", "cut": "sign-tags", "received": "sign-all"}
    for index, (who, what) in enumerate(own.items()):
        box = Rect(at.x + index * (width + gap), top, width, SIGNING - 6)
        page.frame(box, 0.2, BLACK)
        page.write([Paragraph(words.say(f"who-{who}"), BOLD, 9.5)], box.x + 2, top + 0.8, width)
        lines = []
        for line, key in enumerate(("sign-day", what, "sign-name")):
            y = top + 6.5 + line * 5.2
            end = box.x + 2 + 22
            page.write([Paragraph(words.say(key), size=8, colour=GREY)], box.x + 2, y, 22)
            lines.append((Point(end, y + 3.6), Point(box.right - 2, y + 3.6)))
        page.rules(lines)
