"""``keychain init``: a project of one's own, from a few answers."""

from __future__ import annotations

import shutil
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from keychain.build.fault import Fault
from keychain.build.new_contacts import (
    EXAMPLE,
    Answers,
    NewVillage,
    check_name,
    check_phone,
    check_village,
    read_villages,
)
from keychain.build.new_project import (
    CONTACTS,
    LAYOUTS,
    files_in_the_way,
    project_files,
    project_names,
    write_project,
)
from keychain.cli.arguments import UsageError
from keychain.cli.columns import cells, pad, wrap
from keychain.cli.console import Console
from keychain.cli.documents import as_json, findings
from keychain.cli.report import format_report
from keychain.cli.schema import schema_files
from keychain.cli.sources import source_lines
from keychain.cli.words import Words
from keychain.diagnostics import Diagnostic, Severity

_NEEDED = ("commune", "province", "village")
_WISHED = ("chief", "chief_phone", "duty_phone")


def run(given: Namespace, words: Words, console: Console) -> int:
    """Make the project; the exit code is 0, or 5 where a file stands in the way."""
    if len(given.folder) > 1:
        raise UsageError("unexpected-value", given=given.folder[1])
    folder = Path(given.folder[0] if given.folder else ".")
    schemas = schema_files(words.language)
    refused = files_in_the_way(folder, (*project_names(), *schemas))
    if refused:
        _tell(folder, (), refused, given.json, words, console)
        return Fault.UNWRITTEN
    answers = _answers(given, words, console)
    notice = words.say("init-notice")
    made = project_files(answers, words.language, notice, command_path()) | schemas
    write_project(folder, made)
    paths = [(folder / name).as_posix() for name in made]
    _tell(folder, paths, (), given.json, words, console)
    if not given.json:
        console.result(_account(folder, made, answers, words, console.width))
    return Fault.NONE


def _tell(
    folder: Path,
    paths: Sequence[str],
    found: Sequence[Diagnostic],
    json: bool,
    words: Words,
    console: Console,
) -> None:
    if json:
        files = {"folder": folder.as_posix(), "files": list(paths)}
        console.result(as_json({**files, "diagnostics": findings(found, words)}))
    elif found:
        width, colour = console.width, console.colour
        console.tell(format_report(found, words, source_lines, width=width, colour=colour))


def _answers(given: Namespace, words: Words, console: Console) -> Answers:
    """What the options say, completed by questions where somebody is there to answer them."""
    said = {name: getattr(given, name) for name in (*_NEEDED, *_WISHED)}
    missing = [name for name in _NEEDED if said[name] is None]
    answers = _from_options(said, words)
    if missing and console.can_ask:
        return _asked(answers, said, words, console)
    if len(missing) == len(_NEEDED) and not any(said.values()):
        return EXAMPLE
    if missing:
        raise UsageError("init-missing", option=f"--{missing[0]}")
    return answers


def _from_options(said: dict[str, str | list[str] | None], words: Words) -> Answers:
    """The options' values, checked. Raises UsageError."""

    def take(name: str, check: Callable[[str], Iterable[Diagnostic]]) -> str | None:
        value = said[name]
        if not isinstance(value, str):
            return None
        option = "--" + name.replace("_", "-")
        if not value.strip():
            raise UsageError("option-value-missing", option=option)
        _refuse(check(value), words, option)
        return value

    entries = said["village"]
    villages: tuple[NewVillage, ...] = ()
    if isinstance(entries, list):
        villages = tuple(village for entry in entries for village in read_villages(entry))
        if not villages:
            raise UsageError("option-value-missing", option="--village")
        for village in villages:
            _refuse(check_village(village), words, "--village")
    province = take("province", check_name)
    return Answers(
        commune=take("commune", check_name) or "",
        province=province or "",
        villages=villages,
        chief=take("chief", check_name),
        chief_phone=take("chief_phone", lambda text: check_phone(text, province)),
        duty_phone=take("duty_phone", lambda text: check_phone(text, province)),
    )


def _refuse(found: Iterable[Diagnostic], words: Words, option: str) -> None:
    fault = next((each for each in found if each.severity is Severity.ERROR), None)
    if fault:
        message, hint = words.word(fault)
        raise UsageError("init-answer", option=option, message=message, hint=hint)


def _asked(
    answers: Answers, said: dict[str, str | list[str] | None], words: Words, console: Console
) -> Answers:
    """``answers`` with what no option has said, asked for one by one."""

    def ask(
        name: str, check: Callable[[str], Iterable[Diagnostic]], *, needed: bool = False
    ) -> str | None:
        question = words.say("init-ask-" + name.replace("_", "-"))
        while True:
            text = console.ask(question).strip()
            if not text and not needed:
                return None
            if not text:
                console.tell(words.say("init-empty"))
            elif _accepted(check(text), words, console):
                return text

    console.tell(words.say("init-asking"))
    if said["commune"] is None:
        answers = replace(answers, commune=ask("commune", check_name, needed=True) or "")
    if said["province"] is None:
        answers = replace(answers, province=ask("province", check_name, needed=True) or "")
    if said["village"] is None:
        answers = replace(answers, villages=_ask_villages(words, console))

    def is_phone(text: str) -> Iterable[Diagnostic]:
        return check_phone(text, answers.province)

    if said["chief"] is None:
        answers = replace(answers, chief=ask("chief", check_name))
    if said["chief_phone"] is None:
        answers = replace(answers, chief_phone=ask("chief_phone", is_phone))
    if said["duty_phone"] is None:
        answers = replace(answers, duty_phone=ask("duty_phone", is_phone))
    return answers


def _ask_villages(words: Words, console: Console) -> tuple[NewVillage, ...]:
    console.tell("\n".join(wrap(words.say("init-ask-villages"), console.width)))
    villages: list[NewVillage] = []
    while True:
        entered = read_villages(console.ask(words.say("init-ask-more")))
        if not entered and villages:
            return tuple(villages)
        if not entered:
            console.tell(words.say("init-empty"))
        elif all(_accepted(check_village(village), words, console) for village in entered):
            villages += entered


def _accepted(found: Iterable[Diagnostic], words: Words, console: Console) -> bool:
    fault = next((each for each in found if each.severity is Severity.ERROR), None)
    if fault is None:
        return True
    message, hint = words.word(fault)
    console.tell("\n".join(wrap(words.say("init-again", message=message, hint=hint), 78)))
    return False


def _account(folder: Path, made: Iterable[str], answers: Answers, words: Words, width: int) -> str:
    layouts = sum(name.rpartition("/")[0] == LAYOUTS for name in made)
    rows = (
        (CONTACTS, words.say("init-contacts")),
        (f"{LAYOUTS}/", words.say("init-layouts", count=layouts)),
        (f"{LAYOUTS}/presses/", words.say("init-presses")),
        ("schemas/", words.say("init-schemas")),
        ("README.md", words.say("init-readme")),
        ("output/README.md", words.say("init-output")),
    )
    wide = max(cells(name) for name, _ in rows)
    lines = [words.say("init-made", folder=folder.as_posix()), ""]
    lines += [f"  {pad(name, wide)}  {what}" for name, what in rows]
    lines += ["", words.say("init-next")]
    steps = [[command] for command in _commands(folder)]  # to be copied: on one line each
    steps += [wrap(step, width - 5) for step in _steps(answers, words)]
    for number, (first, *rest) in enumerate(steps, 1):
        lines += [f"  {number}. {first}", *(f"     {each}" for each in rest)]
    return "\n".join(lines)


def command_path() -> str:
    """The line after which a terminal knows ``keychain``, in its shell's language.

    A virtual environment has the command beside its Python, and nothing outside knows of it.
    """
    folder = Path(sys.executable).parent
    if sys.platform == "win32":
        return f'$env:Path = "{folder};$env:Path"'
    return f'export PATH="{folder}:$PATH"'


def _commands(folder: Path) -> Iterable[str]:
    if shutil.which("keychain") is None:
        yield command_path()
    if folder != Path():
        name = str(folder)
        yield f'cd "{name}"' if " " in name else f"cd {name}"


def _steps(answers: Answers, words: Words) -> Iterable[str]:
    still = (
        ("init-open-chief", answers.chief is None),
        ("init-open-phone", answers.chief_phone is None),
        ("init-open-households", any(v.households is None for v in answers.villages)),
    )
    missing = tuple(words.say(key) for key, is_open in still if is_open)
    if answers.invented:
        yield words.say("init-replace")
    elif missing:
        yield words.say("init-fill", open=missing)
    else:
        yield words.say("init-officers")
    yield words.say("init-check")
    yield words.say("init-build")
