"""One tag a page, front and back in order: for a shop that arranges its sheets itself, and for
what is as large as its paper."""

from __future__ import annotations

from dataclasses import replace

from keychain.geometry import NO_CORRECTION, Size
from keychain.layout.sheet_spec import SheetSpec
from keychain.sheets.fold import piece_size


def one_up_spec(tag: Size, spec: SheetSpec) -> SheetSpec:
    """``spec`` for pages as large as one tag with its bleed; nothing else has room there.

    What is the sheet has no bleed from an office printer, whose paper is that size already; a shop
    prints it on larger paper and cuts it.

    The back is turned beside, so that it is upright on its page as the front is: about the long
    edge of a page that is upright, about the short edge of one that lies.
    """
    piece = piece_size(tag, spec.fold)
    uncut = spec.whole and not for_shop(spec)
    bleed = 0.0 if uncut else spec.bleed
    paper = Size(piece.width + 2 * bleed, piece.height + 2 * bleed)
    return replace(
        spec,
        paper=paper,
        paper_name=spec.paper_name if uncut else f"{paper.width:g} × {paper.height:g} mm",
        bleed=bleed,
        margin=0.0,
        gutter=0.0,
        duplex="long-edge" if paper.width <= paper.height else "short-edge",
        marks=False,
        grid=None,
        labels="",
        production=replace(spec.production, front=NO_CORRECTION, back=NO_CORRECTION),
    )


def for_shop(spec: SheetSpec) -> bool:
    """Whether whoever prints cuts afterwards: pages of single tags, or PDF/X."""
    return spec.production.pages == "tags" or spec.production.standard != "plain"
