"""The manual's gallery: every shipped layout with its measures and its picture."""

from __future__ import annotations

from keychain.build.catalogue import LayoutFacts, layout_facts
from keychain.build.sources import Layouts
from keychain.files import read_bytes
from keychain.pdf import FontMeasure
from manual.examples import ROOT

FACTS = {
    "en": (
        "{size} · up to {numbers} numbers for an ordinary village · {qr} · {count} on {paper}",
        ("without QR code", "with QR code"),
        "Front and back of {title}",
    ),
    "vi": (
        "{size} · thôn bình thường ghi được đến {numbers} số · {qr} · {count} thẻ một tờ {paper}",
        ("không có mã QR", "có mã QR"),
        "Mặt trước và mặt sau của mẫu {title}",
    ),
}


def gallery_page(language: str) -> str:
    """One part a layout, the smallest first."""
    layouts = Layouts(ROOT / "layouts", read_bytes)
    found = [layout for name in layouts.names() if (layout := layouts.get(name)[0])]
    found.sort(key=lambda layout: layout.size.width * layout.size.height)
    measure = FontMeasure()
    widest = max(layout.size.width for layout in found)
    return "\n\n".join(
        _part(layout_facts(layout, measure), layout.size.width / widest, language)
        for layout in found
    )


def _part(facts: LayoutFacts, share: float, language: str) -> str:
    """``share`` of the page's width, so that all pictures have one scale."""
    layout = facts.layout
    told, codes, shows = FACTS[language]
    title = layout.title.for_language(language)
    size = f"{layout.size.width:g} × {layout.size.height:g} mm"
    line = told.format(
        size=size.replace(".", ",") if language == "vi" else size,
        numbers=facts.numbers,
        qr=codes[facts.qr],
        count=facts.per_sheet,
        paper=layout.sheet.paper_name,
    )
    picture = f"![{shows.format(title=title)}](pictures/{layout.name}.png)"
    picture += f'{{ style="width: {share:.0%}" }}'
    return f"## {title}\n\n`--layout {layout.name}` · {line}\n\n{picture}"
