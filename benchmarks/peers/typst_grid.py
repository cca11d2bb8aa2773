"""typst: one document, tags placed on pages by its own scripting, codes as SVG."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import typst

from benchmarks.peers.work import PAGE, QR, command_line, font_file, matrix, pages, texts

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
#for (index, places) in work.pages {
  for at in places { place(dx: at.at(0) * 1mm, dy: at.at(1) * 1mm, tags.at(index)) }
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
numbers = {id(village): index for index, village in enumerate(villages)}
told = {
    "page": PAGE,
    "tag": work["tag"],
    "qr": QR,
    "villages": [{"texts": texts(v), "svg": svg(v["payload"])} for v in villages],
    "pages": [[numbers[id(village)], places] for village, places in pages(work)],
}
with tempfile.TemporaryDirectory() as folder:
    Path(folder, "pages.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    Path(folder, "main.typ").write_text(TEMPLATE, encoding="utf-8")
    fonts = [str(font_file().parent)]
    typst.compile(str(Path(folder, "main.typ")), output=out, root=folder, font_paths=fonts)
