"""One layout told on a page, and the same as a document: its tag, its sheet, each of its boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from keychain.cli.columns import cells, pad, visible, wrap
from keychain.cli.words import Words
from keychain.geometry import Size
from keychain.layout.explain import ExplainedBox, ExplainedFace, GaveWay, ShownLine
from keychain.layout.spec import LayoutSpec, When
from keychain.sheets import plan_grid

_KEEP = "\N{NO-BREAK SPACE}"
"""Within a tag's text, which is not broken here."""

_DIGITS = 2
"""Decimals of mm in a document."""


def layout_page(
    layout: LayoutSpec,
    files: Sequence[str],
    faces: Sequence[ExplainedFace],
    village: str | None,
    words: Words,
    width: int,
) -> str:
    """The page; ``files`` are the layout's own and its parents', ``village`` is the name of the
    village that the boxes were filled for."""
    title = layout.title.for_language(words.language)
    lines = [*wrap(visible(f"{layout.name}: {title}"), width), ""]
    facts = list(_facts(layout, files, words))
    wide = max(cells(head) for head, _ in facts)
    for head, told in facts:
        first, *rest = wrap(visible(told), width - wide - 4)
        lines.append(f"  {pad(head, wide)}  {first}")
        lines += [" " * (wide + 4) + each for each in rest]
    about = visible(village) if village else words.say("boxes-ordinary")
    for face in faces:
        lines += ["", *wrap(words.say(f"boxes-{face.side}", village=about), width), ""]
        lines += _boxes(face, words, width)
        if not face.stands:
            lines += ["", *wrap(words.say("boxes-without-room"), width)]
    return "\n".join(lines)


def size_of(size: Size, words: Words) -> str:
    """A size as people write it, ``54 × 29 mm``."""
    return words.say("size-mm", width=float(size.width), height=float(size.height))


def _facts(layout: LayoutSpec, files: Sequence[str], words: Words) -> Iterator[tuple[str, str]]:
    own, *parents = files
    told = words.say("layout-extends", file=own, parents=" → ".join(parents)) if parents else own
    yield words.say("layout-file"), told
    shape = words.say(f"shape-{layout.outline.shape}", radius=float(layout.outline.radius))
    told = words.say(
        "layout-tag-is",
        size=size_of(layout.size, words),
        shape=shape,
        bleed=layout.bleed,
        safe=layout.safe,
        lines=layout.safe_lines,
    )
    yield words.say("layout-tag"), told
    hole = layout.hole
    if hole is not None:
        told = words.say(
            "layout-hole-is",
            diameter=hole.diameter,
            x=hole.centre.x,
            y=hole.centre.y,
            clear=hole.clear,
        )
    yield words.say("layout-hole"), told if hole else words.say("layout-hole-none")
    sheet, grid = layout.sheet, plan_grid(layout.size, layout.sheet)
    told = words.say(
        "layout-sheet-is",
        paper=sheet.paper_name,
        count=grid.count if grid else 0,
        columns=grid.columns if grid else 0,
        rows=grid.rows if grid else 0,
        margin=sheet.margin,
        bleed=sheet.bleed,
        gutter=sheet.gutter,
    )
    if sheet.whole:
        away = {"read": layout.read_from, "scan": layout.scan_from}
        told = words.say("layout-sheet-whole", paper=sheet.paper_name, **away)
    yield words.say("layout-sheet"), told
    if layout.larger:
        yield words.say("layout-larger"), layout.larger


def _boxes(face: ExplainedFace, words: Words, width: int) -> Iterator[str]:
    """A line for each box with its place, and under it what became of it."""
    names = [f"{'  ' * (box.depth + 1)}{box.name} ({box.kind})" for box in face.boxes]
    titles = tuple(words.say(f"boxes-{each}") for each in ("x", "y", "width", "height"))
    wide = max(map(cells, names))
    yield pad("", wide) + "".join(pad(title, 8, right=True) for title in titles)
    for name, box in zip(names, face.boxes, strict=True):
        rect = box.rect
        place = (rect.x, rect.y, rect.width, rect.height) if rect and not box.absence else ()
        numbers = "".join(pad(words.say("mm-2", value=float(mm)), 8, right=True) for mm in place)
        yield f"{pad(name, wide)}{numbers}".rstrip()
        margin = "  " * (box.depth + 3)
        for told in _became(box, words):
            first, *rest = wrap(visible(told), width - len(margin) - 2)
            for line in (first, *(f"  {each}" for each in rest)):
                yield margin + line.replace(_KEEP, " ")


def _became(box: ExplainedBox, words: Words) -> Iterator[str]:
    for row in _rows(box):
        yield " / ".join(
            words.say("box-text", text=line.text.replace(" ", _KEEP), size=float(line.size))
            for line in row
        )
    if box.shorter:
        yield words.say("box-shorter", number=box.shorter)
    if box.module is not None:
        yield words.say("box-module", module=box.module)
    if box.absence == "condition" and box.when is not None:
        yield words.say("absent-condition", when=when_text(box.when))
    elif box.absence == "nothing":
        yield words.say("absent-nothing")
    yield from (_why(gave, words) for gave in box.gave)


def _rows(box: ExplainedBox) -> list[list[ShownLine]]:
    """A text's lines together; of a phone list each number with what stands beside it."""
    rows: list[list[ShownLine]] = []
    for line in box.lines:
        if not rows or (box.kind == "phones" and line.text[:1].isdigit()):
            rows.append([])
        rows[-1].append(line)
    return rows


def _why(gave: GaveWay, words: Words) -> str:
    problem = gave.problem
    why = words.say(
        f"why-{problem.kind}", box=problem.box, over=_over(problem.over), other=problem.other
    )
    return words.say(f"gave-{gave.way}", turn=gave.turn, why=why)


def _over(mm: float) -> float:
    """What is over, never told as nothing."""
    return max(round(mm, _DIGITS), 0.01)


def when_text(when: When) -> str:
    """A condition as a layout file writes it."""
    parts = [("has", name) for name in when.present] + [("lacks", name) for name in when.absent]
    parts += [
        (name, str(low) if low == high else f"{low}-{high}") for name, low, high in when.counts
    ]
    parts += [("left-out", name) for name in when.left_out]
    parts += [("with", name) for name in when.beside]
    parts += [("without", name) for name in when.without]
    return ", ".join(f"{key}: {value}" for key, value in parts)


def layout_document(
    layout: LayoutSpec, parents: Sequence[str], faces: Sequence[ExplainedFace], words: Words
) -> dict[str, Any]:
    """What ``layouts show --json`` prints of the layout; lengths in mm, sizes of type in pt."""
    sheet, grid, hole = layout.sheet, plan_grid(layout.size, layout.sheet), layout.hole
    return {
        "name": layout.name,
        "title": layout.title.for_language(words.language),
        "extends": list(parents),
        "larger": layout.larger,
        "tag": {
            "shape": layout.outline.shape,
            "width": layout.size.width,
            "height": layout.size.height,
            "radius": layout.outline.radius,
            "bleed": layout.bleed,
            "safe": layout.safe,
            "safe_lines": layout.safe_lines,
            "hole": {
                "x": hole.centre.x,
                "y": hole.centre.y,
                "diameter": hole.diameter,
                "clear": hole.clear,
            }
            if hole
            else None,
        },
        "sheet": {
            "paper": sheet.paper_name,
            "rows": grid.rows if grid else 0,
            "columns": grid.columns if grid else 0,
            "turned": bool(grid and grid.turned),
            "margin": sheet.margin,
            "bleed": sheet.bleed,
            "gutter": sheet.gutter,
            "duplex": sheet.duplex,
            "whole": sheet.whole,
        },
        **{
            face.side: {"stands": face.stands, "boxes": [_box(box) for box in face.boxes]}
            for face in faces
        },
    }


def _box(box: ExplainedBox) -> dict[str, Any]:
    rect = box.rect
    place = (rect.x, rect.y, rect.width, rect.height) if rect else (None,) * 4
    names = ("x", "y", "width", "height")
    return {
        "name": box.name,
        "kind": box.kind,
        "depth": box.depth,
        **{
            name: None if mm is None else round(float(mm), _DIGITS)
            for name, mm in zip(names, place, strict=True)
        },
        "absent": box.absence,
        "when": when_text(box.when) if box.when else None,
        "texts": [
            {
                "text": line.text,
                "size": round(line.size, _DIGITS),
                "x": round(line.x, _DIGITS),
                "baseline": round(line.baseline, _DIGITS),
            }
            for line in box.lines
        ],
        "shorter": box.shorter,
        "module": None if box.module is None else round(box.module, 3),
        "gave_way": [
            {
                "how": gave.way,
                "turn": gave.turn,
                "problem": {
                    "kind": gave.problem.kind,
                    "box": gave.problem.box,
                    "other": gave.problem.other or None,
                    "over": _over(gave.problem.over),
                },
            }
            for gave in box.gave
        ],
    }
