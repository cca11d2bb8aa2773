"""The manual's gallery: every shipped layout with its measures and its picture."""

from __future__ import annotations

from keychain.build.catalogue import LayoutFacts, layout_facts
from keychain.build.layouts import Layouts
from keychain.files import read_bytes
from keychain.pdf import FontMeasure
from manual.examples import ROOT

FACTS = {
    "en": (
        "{size} · up to {numbers} numbers for an ordinary village · {qr} · {count} on {paper}",
        "{size} · up to {numbers} numbers for an ordinary village · {qr} · one a village",
        ("without QR code", "with QR code"),
        "Front and back of {title}",
    ),
    "vi": (
        "{size} · thôn bình thường ghi được đến {numbers} số · {qr} · {count} thẻ một tờ {paper}",
        "{size} · thôn bình thường ghi được đến {numbers} số · {qr} · mỗi thôn một tờ",
        ("không có mã QR", "có mã QR"),
        "Mặt trước và mặt sau của mẫu {title}",
    ),
}

POSTER_SHARE = 0.45
"""Of the page's width: beside a poster in one scale with them, tags would be specks."""


def gallery_page(language: str) -> str:
    """One part a layout, the smallest first."""
    layouts = Layouts(ROOT / "layouts", read_bytes)
    found = [layout for name in layouts.names() if (layout := layouts.get(name)[0])]
    found.sort(key=lambda layout: layout.size.width * layout.size.height)
    measure = FontMeasure()
    widest = max(layout.size.width for layout in found if not layout.sheet.whole)
    return "\n\n".join(
        _part(
            layout_facts(layout, measure),
            POSTER_SHARE if layout.sheet.whole else layout.size.width / widest,
            language,
        )
        for layout in found
    )


def _part(facts: LayoutFacts, share: float, language: str) -> str:
    """``share`` of the page's width, so that all pictures of tags have one scale."""
    layout = facts.layout
    of_tags, of_posters, codes, shows = FACTS[language]
    poster = layout.sheet.whole
    title = layout.title.for_language(language)
    size = f"{layout.size.width:g} × {layout.size.height:g} mm"
    line = (of_posters if poster else of_tags).format(
        size=size.replace(".", ",") if language == "vi" else size,
        numbers=facts.numbers,
        qr=codes[facts.qr],
        count=facts.per_sheet,
        paper=layout.sheet.paper_name,
    )
    picture = f"![{shows.format(title=title)}](pictures/{layout.name}.png)"
    picture += f'{{ style="width: {share:.0%}" }}'
    option = "directory --format poster " if poster else ""
    return f"## {title}\n\n`{option}--layout {layout.name}` · {line}\n\n{picture}"
