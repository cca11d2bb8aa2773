"""Stage 5: a tag's content in a layout becomes finished items at fixed places, or findings.

Nothing is clipped, shrunk below its stated least size or left out that may not leave: a face
that cannot stand is an error that names the village, the box and the millimetres.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from keychain.diagnostics import Diagnostic, Place, error, has_errors, warning
from keychain.layout.fitting.clearance import Problem
from keychain.layout.fitting.fitted import FittedFace, fit_tag
from keychain.layout.fitting.known import boxes_of
from keychain.layout.measure import Measure, remembered
from keychain.layout.numbered import SERIAL_LEFT_OUT, numbered_face
from keychain.layout.placed import Item, PlacedFace, PlacedTag, QrItem, TextItem
from keychain.layout.spec import LayoutSpec, PhoneList
from keychain.layout.typesetting import unprintable
from keychain.tags.content import TagContent
from keychain.yaml_source.nodes import Text

DOES_NOT_FIT = error("box-does-not-fit", "clipped or tiny text is worse than none")
TOO_MANY_NUMBERS = error("too-many-numbers", "a number that cannot be read is a number lost")
TOO_MANY_FOR_LARGEST = error(
    "too-many-numbers-for-largest", "a number that cannot be read is a number lost"
)
OUTSIDE_SAFE_ZONE = error("outside-safe-zone", "a cut may be a millimetre off")
NEAR_HOLE = error("near-hole", "the punch may be a millimetre off, and the ring covers its rim")
BOXES_TOUCH = error("boxes-touch", "two texts that touch can be misread")
QUIET_ZONE = error("quiet-zone", "a code without its blank border is not found by a telephone")
NO_GLYPH = error("letter-not-in-fonts", "a letter that no font has would print as a box")
NUMBER_LEFT_OUT = error("number-not-shown", "every number of the directory is on the tag")
QR_SMALL = warning("qr-module-small", "fine modules run together on an office printer")
QR_TOO_SMALL = error("qr-module-too-small", "a code that does not scan is worse than none")

RULES = {
    "size": DOES_NOT_FIT,
    "safe": OUTSIDE_SAFE_ZONE,
    "hole": NEAR_HOLE,
    "quiet": QUIET_ZONE,
    "touch": BOXES_TOUCH,
}
SMALL_MODULE, LEAST_MODULE = 0.45, 0.40
"""mm; below the first an average telephone has trouble, below the second it fails."""


def place_tag(
    content: TagContent, layout: LayoutSpec, measure: Measure
) -> tuple[PlacedTag | None, tuple[Diagnostic, ...]]:
    """Both faces of a village's tag; None where an error stands in the way."""
    found: list[Diagnostic] = []
    measure = remembered(measure)
    front, back = (
        _face(fitted, content, layout, found) for fitted in fit_tag(content, layout, measure)
    )
    if content.serial and not (front.numbered or back.numbered):
        found.append(SERIAL_LEFT_OUT(content.village.place, layout=layout.name))
    shown = (*front.items, *front.numbered, *back.items, *back.numbered)
    found.extend(_check_letters(content, layout, shown, measure))
    if not has_errors(found):
        found.extend(_check_numbers(content, layout, (*front.items, *back.items)))
    found.extend(_check_codes(shown))
    about = tuple(d.about(village=content.village_id) for d in dict.fromkeys(found))
    if has_errors(about):
        return None, about
    tag = PlacedTag(
        content.village_id,
        layout.size,
        layout.outline.path(),
        layout.bleed,
        layout.outline.path(layout.bleed),
        front,
        back,
        layout.outline.shape != "path",
        content.serial,
    )
    return tag, about


def _face(
    fitted: FittedFace, content: TagContent, layout: LayoutSpec, found: list[Diagnostic]
) -> PlacedFace:
    made = fitted.fit.made
    if made.problems:
        boxes = boxes_of(fitted.spec)
        lists = {box.name for box in boxes if isinstance(box.content, PhoneList)}
        for problem in _worst(made.problems):
            found.append(_word(problem, content, layout, problem.box in lists))
    return numbered_face(fitted.background, made.items, fitted.hole, content.serial)


def _worst(problems: Iterable[Problem]) -> list[Problem]:
    """One problem a box and kind, the one with the most mm over."""
    worst: dict[tuple[str, str], Problem] = {}
    for problem in problems:
        key = (problem.kind, problem.box)
        if key not in worst or problem.over > worst[key].over:
            worst[key] = problem
    return list(worst.values())


def _word(problem: Problem, content: TagContent, layout: LayoutSpec, is_list: bool) -> Diagnostic:
    place = content.village.place
    over = max(round(problem.over, 2), 0.01)
    if is_list and problem.kind in ("size", "safe", "hole"):
        numbers = len(content.entries)
        if layout.larger:
            finding = TOO_MANY_NUMBERS(
                place, layout=layout.name, numbers=numbers, over=over, larger=layout.larger
            )
        else:
            finding = TOO_MANY_FOR_LARGEST(place, layout=layout.name, numbers=numbers, over=over)
    elif problem.kind in ("touch", "quiet"):
        finding = RULES[problem.kind](place, layout=layout.name, over=over, other=problem.other)
    else:
        finding = RULES[problem.kind](place, layout=layout.name, over=over)
    return finding.about(box=problem.box)


def _check_letters(
    content: TagContent, layout: LayoutSpec, items: Iterable[Item], measure: Measure
) -> Iterable[Diagnostic]:
    for item in items:
        if isinstance(item, TextItem):
            lacking = unprintable(item.text, item.font, measure)
            if lacking:
                yield NO_GLYPH(
                    _source(content, item.text),
                    layout=layout.name,
                    letters=" ".join(f"{c} (U+{ord(c):04X})" for c in dict.fromkeys(lacking)),
                    text=item.text[:60],
                ).about(box=item.box)


def _source(content: TagContent, text: str) -> Place | None:
    """Where the directory holds the value that a text shows: the village's place if unknown."""
    values: list[Text | None] = [content.village, content.commune, content.province]
    values += [content.title, content.slogan, content.district, content.kind]
    for entry in content.entries:
        values += [entry.name, entry.rank, entry.role]
    for value in values:
        if value and (value.value in text or text in value.value):
            return value.place
    return content.village.place


def _check_numbers(
    content: TagContent, layout: LayoutSpec, items: Iterable[Item]
) -> Iterable[Diagnostic]:
    shown = [item.text for item in items if isinstance(item, TextItem)]
    for entry in content.entries:
        if entry.phone.printed in shown:
            continue
        # Alone: the 113 in 0205 3800 113 is not the police's number.
        alone = re.compile(rf"(?<!\d)(?<!\d ){re.escape(entry.phone.printed)}(?! ?\d)")
        if not any(alone.search(text) for text in shown):
            yield NUMBER_LEFT_OUT(
                entry.phone.place,
                layout=layout.name,
                number=entry.phone.printed,
                name=entry.name.value,
            )


def _check_codes(items: Iterable[Item]) -> Iterable[Diagnostic]:
    for item in items:
        if isinstance(item, QrItem) and item.module < SMALL_MODULE - 1e-6:
            rule = QR_TOO_SMALL if item.module < LEAST_MODULE - 1e-6 else QR_SMALL
            least = LEAST_MODULE if rule is QR_TOO_SMALL else SMALL_MODULE
            yield rule(None, module=round(item.module, 3), least=least).about(box=item.box)
