"""``keychain calibrate``: a test sheet for a printer, and its readings into a press profile."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from keychain.build.calibration import (
    Calibration,
    check_free,
    check_profile,
    profile_file,
    profile_text,
    rounded,
)
from keychain.build.fault import Fault
from keychain.build.layouts import Layouts
from keychain.build.options import OFFICE
from keychain.build.output import write_output
from keychain.cli import clock
from keychain.cli.arguments import UsageError, wrong_word
from keychain.cli.columns import wrap
from keychain.cli.console import Console
from keychain.cli.documents import as_json, findings
from keychain.cli.printer_readings import given_reading, printer_readings
from keychain.cli.report import format_report
from keychain.cli.signatures import READINGS
from keychain.cli.sources import source_lines
from keychain.cli.words import Words
from keychain.diagnostics import Diagnostic, has_errors
from keychain.files import read_bytes, write_whole
from keychain.geometry import Correction
from keychain.layout.press_spec import PressSpec
from keychain.layout.reading.inherit import is_layout_name
from keychain.layout.sheet_spec import PAPERS, Duplex
from keychain.pdf import FontMeasure
from keychain.pdf.calibration import write_calibration
from keychain.sheets.calibration.page import CalibrationFacts, compose_calibration
from keychain.sheets.calibration.readings import Readings, corrections
from keychain.text import DEVICE_NAMES


def run(given: Namespace, words: Words, console: Console) -> int:
    """Make the sheet or, with readings, the profile; 3 or 5 where something is refused."""
    name = _name(given)
    layouts = Layouts(Path(given.layouts), read_bytes)
    path = profile_file(layouts.folder, name)
    base = name if path.exists() else given.press
    if base not in layouts.presses():
        raise wrong_word("unknown-press", base, layouts.presses())
    press, found = layouts.press(base)
    if press is None:
        return _refused(found, Fault.REFUSED, given.json, words, console)
    reads = given.read or any(given_reading(given, each) is not None for each in READINGS)
    if not reads:
        return _make_sheet(given, name, press, words, console)
    if not given.force and (found := check_free(path)):
        return _refused(found, Fault.UNWRITTEN, given.json, words, console)
    return _make_profile(given, name, press, path, words, console)


def _name(given: Namespace) -> str:
    """The profile's name. Raises UsageError."""
    if not given.profile:
        raise UsageError("calibrate-unnamed")
    name, *more = given.profile
    if more:
        raise UsageError("unexpected-value", given=more[0])
    if not is_layout_name(name) or name.casefold() in DEVICE_NAMES:
        raise UsageError("calibrate-name", given=name)
    if name == given.press:
        raise UsageError("calibrate-parent", given=name)
    return str(name)


def _duplex(given: Namespace, press: PressSpec) -> Duplex:
    chosen: Duplex = given.duplex or press.duplex or "long-edge"
    return chosen


def _make_sheet(
    given: Namespace, name: str, press: PressSpec, words: Words, console: Console
) -> int:
    duplex = _duplex(given, press)
    facts = CalibrationFacts(
        name,
        given.printer or press.production.printer,
        given.tray or press.production.tray,
        PAPERS[given.paper],
        given.paper,
        duplex,
        "vi" if words.language == "vi" else "en",
        _command(given, name),
    )
    path = Path(given.output) / f"calibrate-{name}.pdf"
    data = write_calibration(compose_calibration(facts, FontMeasure()), clock.today())
    refused = write_output(path, data)
    if refused:
        return _refused(refused, Fault.UNWRITTEN, given.json, words, console)
    if given.json:
        console.result(_document(path, None, None, None, (), words))
        return Fault.NONE
    steps = (
        words.say(f"next-duplex-{duplex}", paper=given.paper),
        words.say("next-scale"),
        words.say("calibrate-measure"),
        words.say("calibrate-type", command=_command(given, name)),
    )
    console.result(_told(words.say("calibrate-sheet", path=path.as_posix()), (), steps, words))
    return Fault.NONE


def _command(given: Namespace, name: str) -> str:
    """The command that asks for the readings of this very sheet."""
    usual = {"paper": "A4", "press": OFFICE, "layouts": "layouts"}
    keys = ("paper", "printer", "tray", "duplex", "press", "layouts")
    said = {key: getattr(given, key) for key in keys if getattr(given, key) is not None}
    own = [f"--{key} {_quoted(text)}" for key, text in said.items() if text != usual.get(key)]
    return " ".join(["keychain calibrate", name, *own, "--read"])


def _quoted(word: str) -> str:
    """A word as every shell takes it."""
    return f'"{word}"' if set(word) & set(" '&()$;") else word


def _make_profile(
    given: Namespace, name: str, press: PressSpec, path: Path, words: Words, console: Console
) -> int:
    paper = PAPERS[given.paper]
    read = printer_readings(given, paper, words, console)
    known = {key: value for key, value in read.items() if value is not None}
    margin = known.pop("margin", None)
    readings = Readings(**known)
    duplex = _duplex(given, press)
    front, back = map(rounded, corrections(readings, paper, duplex))
    there = path.exists()
    measured = [f"{key.replace('_', '-')} {value:g}" for key, value in known.items()]
    text = profile_text(
        Calibration(
            given.press,
            ", ".join(filter(None, (given.printer, given.tray))) or name,
            given.printer or "",
            given.tray or "",
            given.duplex,
            margin,
            front,
            back,
            words.say(
                "calibrate-comment",
                day=clock.today().isoformat(),
                paper=given.paper,
                read=", ".join(measured),
            ),
        ),
        read_bytes(path).decode("utf-8-sig", errors="replace") if there else "",
    )
    found = check_profile(text, name, Path(given.layouts), read_bytes)
    if has_errors(found):
        return _refused(found, Fault.REFUSED, given.json, words, console)
    write_whole(path, text.encode())
    if given.json:
        console.result(_document(None, path, front, back, found, words))
        return Fault.NONE
    table = (
        words.say("calibrate-front", **_shown(front, words)),
        words.say("calibrate-back", **_shown(back, words)),
    )
    steps = (
        words.say("calibrate-build", command=f"keychain build --press {name}"),
        words.say("calibrate-check"),
    )
    head = words.say("calibrate-profile", path=path.as_posix())
    console.result(_told(head, table, steps, words))
    return Fault.NONE


def _shown(correction: Correction, words: Words) -> dict[str, str]:
    def signed(value: float) -> str:
        return words.say("calibrate-mm", value=value).replace("-", "−")

    return {
        "right": f"{signed(correction.right):>6}",
        "lower": f"{signed(correction.lower):>6}",
        "across": words.say("calibrate-percent", value=100 * correction.across),
        "down": words.say("calibrate-percent", value=100 * correction.down),
    }


def _told(head: str, table: Sequence[str], steps: Iterable[str], words: Words) -> str:
    lines = [head, *([""] if table else []), *(f"  {line}" for line in table)]
    lines += ["", words.say("init-next")]
    for number, step in enumerate(steps, 1):
        first, *rest = wrap(step, 75)
        lines += [f"  {number}. {first}", *(f"     {each}" for each in rest)]
    return "\n".join(lines)


def _refused(
    found: Sequence[Diagnostic], fault: Fault, json: bool, words: Words, console: Console
) -> int:
    if json:
        console.result(_document(None, None, None, None, found, words))
    else:
        width, colour = console.width, console.colour
        console.tell(format_report(found, words, source_lines, width=width, colour=colour))
    return fault


def _document(
    path: Path | None,
    profile: Path | None,
    front: Correction | None,
    back: Correction | None,
    found: Sequence[Diagnostic],
    words: Words,
) -> str:
    document: dict[str, Any] = {
        "path": path.as_posix() if path else None,
        "profile": profile.as_posix() if profile else None,
        "front": _correction(front),
        "back": _correction(back),
        "diagnostics": findings(found, words),
    }
    return as_json(document)


def _correction(correction: Correction | None) -> dict[str, list[float]] | None:
    """A correction with its shift in mm and its scale in percent, each across and down."""
    if correction is None:
        return None
    scale = [round(100 * factor, 3) for factor in (correction.across, correction.down)]
    return {"shift": [correction.right, correction.lower], "scale": scale}
