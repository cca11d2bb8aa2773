"""The command line: what it takes, and how it answers what it does not."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from keychain.cli import main
from keychain.cli.arguments import UsageError
from keychain.cli.console import Console
from keychain.cli.language import language_of
from keychain.cli.option_values import read_copies, read_day, read_spare
from keychain.cli.verify import named_files

RunResult = tuple[int, str, str]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    yield


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> RunResult:
    code = main(arguments)
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("biuld",), "Did you mean “build”?"),
        (("xyzzy",), "The commands are: init, check, build, verify, "),
        (("build", "--layuot", "x"), "Did you mean “--layout”?"),
        (("build", "--layou=x"), "Did you mean “--layout”?"),
        (("check", "--copies", "3"), "no option “--copies”"),
        (("check", "ban-phuc"), "“ban-phuc” has no meaning here."),
        (("build", "--layout"), "--layout"),
        (("build", "--json=yes"), "--json"),
        (("build", "--copies", "many"), "“many” is not a number of tags"),
        (("build", "--copies", "0"), "“0” is not a number of tags"),
        (("build", "--spare", "a lot"), "“a lot” is not a percentage"),
        (("build", "--as-of", "2026-02-30"), "“2026-02-30” is not a day"),
        (("build", "--faces", "top"), "both, front, back"),
        (("build", "--sheets", "pile"), "village, one, gang"),
        (("check", "--lang", "fr"), "vi, en"),
        (("--lang", "fr", "check"), "vi, en"),
        (("verify",), "at least one PDF"),
    ],
)
def test_wrong_usage_is_2_and_names_what_is_right(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert words in " ".join(err.split())
    assert "Traceback" not in err and "{" not in err


def test_no_command_shows_the_overview_as_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys)
    assert (code, out) == (2, "")
    assert "build" in err and "verify" in err


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("command", ["check", "build", "verify"])
def test_help_in_both_languages(
    capsys: pytest.CaptureFixture[str], command: str, language: str
) -> None:
    code, out, _ = run(capsys, command, "--help", "--lang", language)
    assert code == 0
    usage = "Usage: " if language == "en" else "Cách dùng: "
    assert out.startswith(f"keychain {command}: ") and f"\n{usage}keychain {command}" in out
    assert "--contacts PATH" in out and "--json" in out
    for foreign in ("positional", "optional arguments", "show this help message"):
        assert foreign not in out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version")[:2] == (0, "keychain 0.1.0\n")


def test_days() -> None:
    expected = date(2026, 12, 1)
    assert {read_day(text) for text in ("2026-12-01", "1/12/2026", "01-12-2026")} == {expected}
    for wrong in ("20261201", "2026-W49-2", "1/12/26", "29/2/2026", "today", "", "١/١٢/٢٠٢٦"):
        with pytest.raises(UsageError):
            read_day(wrong)


def test_copies_and_spare() -> None:
    assert read_copies("100000") == 100_000
    assert {read_spare(text) for text in ("5%", "5", " 5 % ", "5,0%")} == {Decimal(5)}
    for wrong in ("100001", "-1", "1.5", "٣", "9" * 5000):
        with pytest.raises(UsageError):
            read_copies(wrong)
    for wrong in ("-1%", "101", "NaN", "inf", "", "1e9"):
        with pytest.raises(UsageError):
            read_spare(wrong)


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "vi_VN", "LC_MESSAGES": "en_US"}, "en"),
        ({"LANG": "en_US", "LC_ALL": "vi"}, "vi"),
        ({"LANG": "vi_VN", "LC_ALL": ""}, "vi"),
        ({"LANG": "fr_FR"}, "en"),
    ],
)
def test_language_from_the_locale(environ: dict[str, str], language: str) -> None:
    assert language_of(environ) == language


def test_a_pipe_in_a_code_page_gets_utf_8() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="cp1252")
    console = Console(stream, io.StringIO(), {})
    console.result("Bản Phục")
    assert raw.getvalue() == "Bản Phục\n".encode()
    assert not console.colour


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour_and_progress_only_on_a_terminal() -> None:
    assert Console(io.StringIO(), Terminal(), {}).colour is (sys.platform != "win32")
    for environ in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert not Console(io.StringIO(), Terminal(), environ).colour
    for stream in (io.StringIO(), Terminal()):
        with Console(io.StringIO(), stream, {}).progress([1, 2, 3], 3, "Building") as each:
            assert list(each) == [1, 2, 3]
        assert ("Building" in stream.getvalue()) is stream.isatty()
        assert "it/s" not in stream.getvalue(), "tqdm's own words are English"


def test_parts_of_one_thing_are_told_in_percent() -> None:
    for total, last in ((1, "100%"), (4, "4/4")):
        terminal = Terminal()
        console = Console(io.StringIO(), terminal, {})
        with console.counting(total, "Building") as advance:
            for _ in range(3):
                time.sleep(0.11)  # tqdm draws ten times a second
                advance(total / 3)
        shown = terminal.getvalue()
        assert total == 1 or last in shown
        assert "0.3" not in shown and "1/1" not in shown


def test_parts_that_add_up_to_more_than_all_are_no_cause_for_a_warning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("keychain.cli.console._LONG_WORK", 0.0)
    parts = [1 / 60] * 60
    assert sum(parts) > 1
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        terminal = Terminal()
        with Console(io.StringIO(), terminal, {}).counting(1, "Building") as advance:
            for part in parts[:-1]:
                advance(part)
            time.sleep(0.11)  # tqdm draws ten times a second
            advance(parts[-1])
    assert "100%" in terminal.getvalue()


def test_what_is_told_beside_a_bar_stands_on_a_line_of_its_own() -> None:
    terminal = Terminal()
    console = Console(io.StringIO(), terminal, {})
    with console.counting(4, "Building") as advance:
        advance(1)
        console.tell("waiting")
    lines = re.split("[\r\n]", terminal.getvalue())
    at = lines.index("waiting")
    assert lines[at - 1].strip() == "" and "Building" in "".join(lines[at:])
    console.tell("done")
    assert terminal.getvalue().endswith("\rdone\n")


def test_patterns_that_a_windows_shell_leaves_to_the_program(tmp_path: Path) -> None:
    for name in ("b.pdf", "a.pdf", "c.txt"):
        (tmp_path / name).touch()
    both = (tmp_path / "a.pdf", tmp_path / "b.pdf")
    assert named_files([str(tmp_path / "*.pdf")]) == both
    assert named_files([str(tmp_path / "a.pdf"), str(tmp_path / "?.pdf")]) == both
    assert named_files([str(tmp_path / "*.xps")]) == (tmp_path / "*.xps",)


def python(*arguments: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        env={**os.environ, **environ},
        timeout=60,
        check=False,
    )


def test_help_imports_no_library_of_a_stage() -> None:
    heavy = ("reportlab", "pypdfium2", "PIL", "yaml", "pikepdf", "zxingcpp", "qrcode", "tqdm")
    done = python(
        "-c",
        "import sys; from keychain.cli import main; main(['--help']); "
        f"sys.exit([m for m in {heavy!r} if m in sys.modules] or 0)",
    )
    assert done.returncode == 0, done.stderr.decode()


def test_a_reader_who_goes_away_is_no_fault() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "keychain", "--help"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()
        assert process.wait(60) == 0
    assert told == b""


@pytest.mark.parametrize("other", [None, TypeError, OSError])
def test_interrupted_in_a_library_that_makes_something_else_of_it(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    other: type[Exception] | None,
) -> None:
    def library(*_: object) -> int:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            if other is not None:
                raise other from None
        return 0

    monkeypatch.setattr("keychain.cli._run", library)
    assert run(capsys, "build") == (
        130,
        "",
        "Stopped. No file is half made: what was finished stays, the rest is as it was.\n",
    )
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_what_ignores_ctrl_c_goes_on_ignoring_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def library(*_: object) -> int:
        signal.raise_signal(signal.SIGINT)
        return 0

    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    monkeypatch.setattr("keychain.cli._run", library)
    try:
        assert run(capsys, "build") == (0, "", "")
    finally:
        signal.signal(signal.SIGINT, before)


def test_interrupted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stop(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("keychain.cli._run", stop)
    code, out, err = run(capsys, "build")
    assert (code, out) == (130, "")
    assert "Traceback" not in err
