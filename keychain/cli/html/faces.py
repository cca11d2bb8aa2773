"""Each face's picture with its findings marked, and beside it the numbers that were read on it."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence

from keychain.build.face_pictures import FacePicture, ReadNumber
from keychain.cli.words import Words
from keychain.diagnostics import Diagnostic, Severity
from keychain.geometry import Rect
from keychain.markup import Markup, element, joined

_ROUND = 0.4
"""How far around a finding its mark stands, mm."""


def faces_part(
    faces: Sequence[FacePicture], numbers: Mapping[Diagnostic, int], words: Words
) -> Markup:
    """All faces, or nothing where there are no pictures."""
    if not faces:
        return joined()
    return joined(
        element("h3", words.say("report-faces")),
        element("div", *(_face(each, numbers, words) for each in faces), class_="faces"),
    )


def _face(face: FacePicture, numbers: Mapping[Diagnostic, int], words: Words) -> Markup:
    told = [(number, finding) for finding, number in numbers.items() if face.shows(finding)]
    places: dict[tuple[int, ...], list[tuple[Rect, int, Diagnostic]]] = {}
    for number, finding in told:
        area = face.marked(finding)
        if area is not None:  # what lies within a millimetre is one place
            key = (round(area.x), round(area.y), round(area.right), round(area.bottom))
            places.setdefault(key, []).append((area, number, finding))
    marks = [_mark(here, face) for here in places.values()]
    about = [face.village] if face.village else []
    if face.side is not None:
        about.append(words.say(f"report-{face.side}"))
    about.append(words.say("where-page", page=face.page))
    size = face.size
    picture = element(
        "svg",
        element(
            "image",
            href=f"data:image/png;base64,{base64.b64encode(face.png).decode()}",
            width=size.width,
            height=size.height,
        ),
        *marks,
        viewBox=f"0 0 {size.width:.3f} {size.height:.3f}",
        role="img",
        aria_label=", ".join(about),
    )
    caption = [element("strong", ", ".join(about))]
    if told:
        listed = tuple(str(number) for number, _ in told)
        caption.append(element("p", words.say("report-marked", numbers=listed)))
    if face.numbers:
        caption.append(_numbers(face.numbers, words))
    else:
        caption.append(element("p", words.say("report-no-numbers"), class_="dim"))
    return element("figure", picture, element("figcaption", *caption))


def _numbers(numbers: Sequence[ReadNumber], words: Words) -> Markup:
    rows = [
        element(
            "tr",
            element("td", each.text, class_="number"),
            element("td", ", ".join(each.whose))
            if each.whose
            else element("td", words.say("report-nobodys"), class_="warning"),
        )
        for each in numbers
    ]
    return element("table", *rows)


def _mark(here: Sequence[tuple[Rect, int, Diagnostic]], face: FacePicture) -> Markup:
    """A rectangle around a place and, above it where there is room, its findings' numbers, in the
    colour of the gravest."""
    size, around = face.size, here[0][0].grown(_ROUND)
    severity = min((finding.severity for _, _, finding in here), key=list(Severity).index)
    label = ", ".join(str(number) for _, number, _ in here)
    x, y = max(around.x, 0.0), max(around.y, 0.0)
    right, bottom = min(around.right, size.width), min(around.bottom, size.height)
    high = min(max(min(size.width, size.height) / 18, 1.6), 4.0)
    wide = high * (0.5 + 0.55 * len(label))
    left, top = max(0.0, min(x, size.width - wide)), max(0.0, y - high)
    return element(
        "g",
        element(
            "rect",
            x=x,
            y=y,
            width=max(right - x, 0.1),
            height=max(bottom - y, 0.1),
            class_=f"mark mark-{severity}",
        ),
        element("rect", x=left, y=top, width=wide, height=high, class_=f"tag tag-{severity}"),
        element(
            "text",
            label,
            x=left + wide / 2,
            y=top + high * 0.8,
            font_size=high * 0.85,
            class_="digit",
        ),
    )
