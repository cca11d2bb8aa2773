"""typst: one document, tags placed on pages by its own scripting, codes as SVG."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import typst

from benchmarks.peers.work import (
    NUMBER,
    OWN_CODE,
    PAGE,
    QR,
    card,
    command_line,
    font_file,
    matrix,
    pages,
    texts,
)

TEMPLATE = """
#let work = json("pages.json")
#set page(width: 210mm, height: 297mm, margin: 0pt)
#set text(font: "Be Vietnam Pro", top-edge: "baseline", bottom-edge: "baseline")
#let tags = work.villages.map(v => {
  place(rect(width: work.tag.at(0) * 1mm, height: work.tag.at(1) * 1mm, stroke: 0.5pt))
  for t in v.texts {
    place(dx: t.at(0) * 1mm, dy: t.at(1) * 1mm, text(size: t.at(2) * 1pt,
      weight: if t.at(3) { "bold" } else { "regular" }, t.at(4)))
  }
  place(dx: work.qr.at(0) * 1mm, dy: work.qr.at(1) * 1mm,
    image(bytes(v.svg), format: "svg", width: work.qr.at(2) * 1mm))
})
#for (index, places, numbers, codes) in work.pages {
  for (at, number, code) in places.zip(numbers, codes) {
    place(dx: at.at(0) * 1mm, dy: at.at(1) * 1mm, tags.at(index))
    if number != none {
      place(dx: (at.at(0) + work.number.at(0)) * 1mm, dy: (at.at(1) + work.number.at(1)) * 1mm,
        text(size: work.number.at(2) * 1pt, number))
    }
    if code != none {
      place(dx: (at.at(0) + work.own.at(0)) * 1mm, dy: (at.at(1) + work.own.at(1)) * 1mm,
        image(bytes(code), format: "svg", width: work.own.at(2) * 1mm))
    }
  }
  pagebreak(weak: true)
}
"""


def svg(payload: str) -> str:
    """A code as one path."""
    modules = matrix(payload)
    side = len(modules)
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(modules) for x, dark in enumerate(row) if dark
    )
    box = f"0 0 {side} {side}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path d="{path}"/></svg>'


work, out = command_line()
villages = work["villages"]
indexes = {id(village): index for index, village in enumerate(villages)}
carded = work["own"] == "card"
told = {
    "page": PAGE,
    "tag": work["tag"],
    "qr": QR,
    "number": NUMBER,
    "own": OWN_CODE,
    "villages": [{"texts": texts(v), "svg": svg(v["payload"])} for v in villages],
    "pages": [
        [
            indexes[id(village)],
            places,
            numbers or [None] * len(places),
            [svg(card(village, number)) for number in numbers] if carded else [None] * len(places),
        ]
        for village, places, numbers in pages(work)
    ],
}
with tempfile.TemporaryDirectory() as folder:
    Path(folder, "pages.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    Path(folder, "main.typ").write_text(TEMPLATE, encoding="utf-8")
    fonts = [str(font_file().parent)]
    typst.compile(str(Path(folder, "main.typ")), output=out, root=folder, font_paths=fonts)
