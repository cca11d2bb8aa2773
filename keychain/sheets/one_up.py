"""One tag a page, front and back in order, for a shop that arranges its sheets itself."""

from __future__ import annotations

from dataclasses import replace

from keychain.geometry import NO_CORRECTION, Size
from keychain.layout.sheet_spec import SheetSpec
from keychain.sheets.fold import piece_size


def one_up_spec(tag: Size, spec: SheetSpec) -> SheetSpec:
    """``spec`` for pages as large as one tag with its bleed; nothing else has room there.

    The back is turned beside, so that it is upright on its page as the front is: about the long
    edge of a page that is upright, about the short edge of one that lies.
    """
    piece = piece_size(tag, spec.fold)
    paper = Size(piece.width + 2 * spec.bleed, piece.height + 2 * spec.bleed)
    return replace(
        spec,
        paper=paper,
        paper_name=f"{paper.width:g} × {paper.height:g} mm",
        margin=0.0,
        gutter=0.0,
        duplex="long-edge" if paper.width <= paper.height else "short-edge",
        marks=False,
        grid=None,
        labels="",
        production=replace(spec.production, front=NO_CORRECTION, back=NO_CORRECTION),
    )
