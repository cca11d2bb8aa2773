"""WeasyPrint: one page of HTML with places in mm, the code as an SVG picture."""

from __future__ import annotations

import base64
import html
from typing import Any

from weasyprint import HTML

from benchmarks.peers.work import PAGE, QR, command_line, font_file, matrix, pages, texts

CSS = f"""
@page {{ size: {PAGE[0]}mm {PAGE[1]}mm; margin: 0 }}
@font-face {{ font-family: regular; src: url({font_file().as_uri()}) }}
@font-face {{ font-family: bold; src: url({font_file("700Bold").as_uri()}) }}
.page {{ position: relative; height: {PAGE[1]}mm; break-after: page }}
.tag, .tag * {{ position: absolute; line-height: 1; white-space: nowrap }}
.tag {{ border: 0.25pt solid }}
"""


def inside(village: dict[str, Any]) -> str:
    """A village's tag without its place."""
    lines = "".join(
        f"<span style='left:{left}mm;top:calc({baseline}mm - {size}pt);"
        f"font:{size}pt {'bold' if bold else 'regular'}'>{html.escape(text)}</span>"
        for left, baseline, size, bold, text in texts(village)
    )
    rows = matrix(village["payload"])
    path = "".join(
        f"M{column} {row}h1v1h-1z"
        for row, modules in enumerate(rows)
        for column, dark in enumerate(modules)
        if dark
    )
    box = f"viewBox='0 0 {len(rows)} {len(rows)}'"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' {box}><path d='{path}'/></svg>"
    code = base64.b64encode(svg.encode()).decode()
    place = f"left:{QR[0]}mm;top:{QR[1]}mm;width:{QR[2]}mm"
    return f"{lines}<img src='data:image/svg+xml;base64,{code}' style='{place}'>"


work, out = command_line()
known = {village["village"]: inside(village) for village in work["villages"]}
size = "width:{}mm;height:{}mm".format(*work["tag"])
body = []
for village, places, _ in pages(work):
    tag = known[village["village"]]
    body.append("<div class=page>")
    body += (f"<div class=tag style='{size};left:{x}mm;top:{y}mm'>{tag}</div>" for x, y in places)
    body.append("</div>")
HTML(string=f"<style>{CSS}</style>{''.join(body)}").write_pdf(out)
