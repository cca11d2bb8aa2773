"""What was read from a village's sheets, line by line, each compared with the directory."""

from __future__ import annotations

from collections.abc import Iterator

from keychain.papers.proof_table import Kind, ProofLine
from keychain.preflight.expected import ExpectedTag
from keychain.preflight.read_back import ReadVillage, Side
from keychain.text import nfc


def proof_lines(read: ReadVillage, tag: ExpectedTag) -> tuple[ProofLine, ...]:
    """The village's name, the issue, every number with its name, and the code.

    Texts are those that were ``read``; ``tag``, the directory's, only says which are right. What
    is on both faces is told once. What the directory has and nobody read has a line without text.
    """
    lines: dict[tuple[Kind, str, str], ProofLine] = {}
    for kind, text, beside, side, right in _read(read, tag):
        key = (kind, text, beside)
        before = lines[key].sides if key in lines else ()
        sides = before if side in before else (*before, side)
        lines[key] = ProofLine(kind, text, beside, sides, right)
    found = list(lines.values())
    always: tuple[Kind, ...] = ("village", "mark")
    for kind in always:
        if not any(line.kind == kind for line in found):
            found.append(ProofLine(kind, "", "", (), right=False))
    shown = {line.text for line in found if line.kind == "number"}
    found += (
        ProofLine("number", "", "/".join(number.names), (), right=False)
        for number in tag.numbers
        if nfc(number.printed) not in shown
    )
    order: tuple[Kind, ...] = ("village", "mark", "number", "code", "card")
    return tuple(sorted(found, key=lambda line: order.index(line.kind)))


def _read(read: ReadVillage, tag: ExpectedTag) -> Iterator[tuple[Kind, str, str, Side, bool]]:
    names = {nfc(number.printed): {nfc(n) for n in number.names} for number in tag.numbers}
    for side in read.sides:
        if side.village is not None:
            yield "village", side.village, "", side.side, side.village == tag.village
        if side.mark is not None:
            yield "mark", side.mark, "", side.side, side.mark == tag.code
        for number in side.numbers:
            right = number.name is not None and number.name in names.get(number.text, ())
            yield "number", number.text, number.name or "", side.side, right
        for payload in side.payloads:
            kept = _kept(payload)
            if kept is None:
                yield "code", payload, dialled(payload, tag), side.side, payload == tag.dials
            else:
                whose = dialled(f"tel:{kept[1]}", tag)
                yield "card", ", ".join(kept), whose, side.side, payload in _cards(tag)


def _cards(tag: ExpectedTag) -> tuple[str, ...]:
    """The contact cards that codes of ``tag`` may be, without serial numbers."""
    series = tag.series
    codes = (*series.front_codes, *series.back_codes) if series else ()
    return tag.card, *(code.before + code.after for code in codes)


def _kept(payload: str) -> tuple[str, str] | None:
    """The name and the number that a telephone keeps of a contact card; None for no card."""
    lines = dict(line.partition(":")[::2] for line in payload.splitlines())
    if lines.get("BEGIN") != "VCARD":
        return None
    return lines.get("FN", "").replace("\\", ""), lines.get("TEL", "")


def dialled(payload: str, tag: ExpectedTag) -> str:
    """The printed number of ``tag`` whose digits are those that ``payload`` dials; empty where it
    is none of them."""
    digits = "".join(c for c in payload if c.isdigit())
    for number in tag.numbers:
        printed = "".join(c for c in number.printed if c.isdigit())
        # Abroad 84 stands for the first 0 (ITU-T E.123).
        if payload.startswith("tel:") and digits in (printed, "84" + printed.removeprefix("0")):
            return number.printed
    return ""
