"""What to set on the printer and on the knife, from the layout, its sheet and its press."""

from __future__ import annotations

from keychain.layout.sheet_spec import SheetSpec
from keychain.layout.spec import LayoutSpec, Words
from keychain.papers.words import PaperWords
from keychain.tags.job import Faces
from keychain.values import dataclass

_WEIGHTY = ("paper", "sides", "scale", "copies")
"""What spoils a whole job when it is wrong."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A line of the ticket; ``weighty`` ones spoil the whole job when they are wrong."""

    label: str
    value: str
    weighty: bool = False


def settings_of(
    layout: LayoutSpec,
    faces: Faces,
    title: Words | None,
    words: PaperWords,
    *,
    numbered: bool,
    verified: bool,
) -> tuple[Setting, ...]:
    """Every line, what the printer asks for first and then what the knife does; ``title`` is the
    press's; ``numbered`` says whether every tag has a number of its own."""
    sheet = layout.sheet
    production = sheet.production
    told = {
        "paper": _paper(layout, words),
        "sides": words.say(_sides(sheet, layout.faces(faces))),
        "scale": words.say("scale"),
    }
    if not (production.front.is_none and production.back.is_none):
        told["scale"] = words.say("scale-corrected", scale=told["scale"])
    if numbered:
        told["copies"] = words.say(f"copies-{production.pages}-once")
    elif production.pages == "tags":
        told["copies"] = words.say("copies-counted")
    told["press"] = _press(sheet, title, words)
    named = layout.title.for_language(words.language)
    told["layout"] = words.say("press-titled", title=named, name=layout.name)
    told["standard"] = words.say(f"standard-{production.standard}")
    if production.standard != "plain" and production.condition is not None:
        condition = production.condition.identifier
        told["standard"] = words.say(
            "standard-condition", standard=told["standard"], condition=condition
        )
    told["colours"] = words.say("colours")
    told["cut"] = _cut(layout, words)
    if layout.hole is not None:
        told["hole"] = words.say("hole", diameter=words.length(layout.hole.diameter))
    told["bleed"] = words.say("bleed", bleed=words.length(sheet.bleed))
    if production.die_line is not None:
        told["die"] = words.say("die-line", name=production.die_line)
    elif not sheet.labels:
        told["die"] = words.say("die-none")
    if production.stack:
        told["order"] = words.say("order-stack")
    told["check"] = words.say("check-done" if verified else "check-none")
    return tuple(
        Setting(words.say(f"label-{key}"), value, key in _WEIGHTY) for key, value in told.items()
    )


def _paper(layout: LayoutSpec, words: PaperWords) -> str:
    sheet = layout.sheet
    if sheet.production.pages == "tags":
        size = _size(
            layout.size.width + 2 * sheet.bleed, layout.size.height + 2 * sheet.bleed, words
        )
        return words.say("paper-pages", size=size)
    paper = f"{sheet.paper_name}, {_size(sheet.paper.width, sheet.paper.height, words)}"
    if sheet.labels:
        return words.say("paper-labels", paper=paper, labels=sheet.labels)
    return paper


def _press(sheet: SheetSpec, title: Words | None, words: PaperWords) -> str:
    """The press with its printer and its tray, as far as the profile names them."""
    text = sheet.press
    if title is not None:
        named = title.for_language(words.language)
        text = words.say("press-titled", title=named, name=sheet.press)
    production = sheet.production
    if production.printer:
        text = words.say("press-printer", press=text, printer=production.printer)
    if production.tray:
        text = words.say("press-tray", press=text, tray=production.tray)
    return text


def _sides(sheet: SheetSpec, faces: Faces) -> str:
    if faces != "both":
        return f"sides-{faces}"
    if sheet.production.pages == "tags":
        return "sides-pages"
    return "sides-fold" if sheet.fold else f"sides-{sheet.duplex}"


def _cut(layout: LayoutSpec, words: PaperWords) -> str:
    outline = layout.outline
    return words.say(
        f"shape-{outline.shape}",
        size=_size(outline.size.width, outline.size.height, words),
        width=words.length(outline.size.width),
        radius=words.length(outline.radius),
    )


def _size(width: float, height: float, words: PaperWords) -> str:
    return words.say("times", width=words.length(width), height=words.length(height))
