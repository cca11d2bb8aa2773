"""What each code says, whom it calls, and how much it bears."""

from __future__ import annotations

from collections.abc import Sequence

from keychain.build.inspection import ReadCode
from keychain.cli.words import Words
from keychain.markup import Markup, element, joined
from keychain.preflight.scanning import Limit, Printed


def codes_part(codes: Sequence[ReadCode], words: Words) -> Markup:
    """All codes, or nothing where there are none."""
    if not codes:
        return joined()
    return joined(
        element("h3", words.say("report-codes")),
        element("div", *(_code(each, words) for each in codes), class_="codes"),
    )


def _code(each: ReadCode, words: Words) -> Markup:
    code = each.scan.code
    whose = ", ".join(each.whose)
    about = [code.village] if code.village else []
    about += [
        words.say("where-page", page=code.page),
        words.say("report-module", module=code.module),
    ]
    return element(
        "div",
        element("strong", code.payload),
        joined(" → "),
        element("span", whose)
        if whose
        else element("span", words.say("report-nobodys"), class_="warning"),
        element("p", ", ".join(about), class_="dim"),
        *(_printed(printed, words) for printed in each.scan.printed),
        class_="code",
    )


def _printed(printed: Printed, words: Words) -> Markup:
    said = "report-read" if printed.read else "report-not-read"
    line = element("p", words.say(said, dpi=printed.dpi), class_="good" if printed.read else "bad")
    if not printed.limits:
        return line
    return joined(line, element("table", *(_limit(each, words) for each in printed.limits)))


def _limit(limit: Limit, words: Words) -> Markup:
    if limit.level is None:
        told = words.say("scan-no-limit")
    else:
        told = words.say(f"scan-{limit.stress}-level", level=limit.level)
    return element(
        "tr",
        element("td", words.say(f"scan-{limit.stress}")),
        element("td", _bar(limit)),
        element("td", told, class_="warning" if limit.thin else None),
    )


def _bar(limit: Limit) -> Markup:
    """How far along its ramp the code was read."""
    return element(
        "svg",
        element("rect", width=100, height=10, class_="track"),
        element(
            "rect",
            width=max(100 * limit.share, 2),
            height=10,
            class_="thin" if limit.thin else "level",
        ),
        viewBox="0 0 100 10",
        preserveAspectRatio="none",
        class_="bar",
        aria_hidden="true",
    )
