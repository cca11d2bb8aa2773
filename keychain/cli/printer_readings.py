"""What was measured on a calibration sheet: from the command line, or asked for one by one."""

from __future__ import annotations

from argparse import Namespace

from keychain.cli.arguments import UsageError
from keychain.cli.columns import wrap
from keychain.cli.console import Console
from keychain.cli.lengths import read_reading
from keychain.cli.signatures import READINGS
from keychain.cli.words import Words
from keychain.geometry import Size
from keychain.sheets.calibration.page import OPTIONAL
from keychain.sheets.calibration.readings import bounds


def printer_readings(
    given: Namespace, paper: Size, words: Words, console: Console
) -> dict[str, float | None]:
    """Every reading by its name, in mm: as given, else asked for. Raises UsageError."""
    read: dict[str, float | None] = {}
    for flag in READINGS:
        key = flag.replace("-", "_")
        value = given_reading(given, flag)
        if value is not None and (problem := _problem(flag, value, paper)):
            raise problem
        read[key] = value
    missing = [flag for flag in READINGS if read[flag.replace("-", "_")] is None]
    needed = [flag for flag in missing if flag not in OPTIONAL]
    if missing and console.can_ask and (given.read or needed):
        console.tell("\n".join(wrap(words.say("calibrate-asking"), console.width)))
        for flag in missing:
            read[flag.replace("-", "_")] = _ask(flag, paper, words, console)
    elif needed:
        raise UsageError("calibrate-missing", option=f"--{needed[0]}")
    return read


def given_reading(given: Namespace, flag: str) -> float | None:
    """What the command line says of a reading."""
    value: float | None = getattr(given, flag.replace("-", "_"))
    return value


def _ask(flag: str, paper: Size, words: Words, console: Console) -> float | None:
    """One reading, asked for until it can be right."""
    number = READINGS.index(flag) + 1
    usual = bounds(flag.replace("-", "_"), paper).usual
    key = "calibrate-ask-optional" if flag in OPTIONAL else "calibrate-ask"
    question = words.say(key, number=number, what=words.say(f"option-{flag}"), usual=usual)
    *before, last = wrap(question, console.width - 12)
    while True:
        for line in before:
            console.tell(line)
        text = console.ask(last).strip()
        if not text and flag in OPTIONAL:
            return None
        if not text:
            console.tell(words.say("init-empty"))
            continue
        try:
            value = read_reading(text)
        except UsageError as refused:
            problem: UsageError | None = refused
        else:
            problem = _problem(flag, value, paper)
            if problem is None:
                return value
        if problem is not None:
            told = words.say(problem.key, **problem.values)
            console.tell("\n".join(wrap(told, console.width)))


def _problem(flag: str, value: float, paper: Size) -> UsageError | None:
    """Why a reading cannot be right."""
    right = bounds(flag.replace("-", "_"), paper)
    if right.least <= value <= right.most:
        return None
    if flag.endswith(("width", "height")):
        percent = 100 * value / right.usual
        values = {"given": value, "usual": right.usual, "percent": percent}
        return UsageError("calibrate-scaled", option=f"--{flag}", **values)
    return UsageError(
        "calibrate-bounds", option=f"--{flag}", given=value, least=right.least, most=right.most
    )
