"""Help that shows examples first, and what the Tab key offers, in the shells themselves."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_samples import PROJECT

from keychain.cli import COMMANDS, main
from keychain.cli.complete import complete
from keychain.cli.signatures import SHELLS, SIGNATURES, signed_parser
from keychain.cli.words import LANGUAGES, load_words

WORDS = load_words("en")


@pytest.fixture(autouse=True)
def in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)


def offered(word: str, *before: str) -> list[str]:
    return [line.split("\t")[0] for line in complete([f"={word}", *before], WORDS).splitlines()]


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(arguments) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_examples_before_options(
    capsys: pytest.CaptureFixture[str], command: str, language: str
) -> None:
    words = load_words(language)
    text = told(capsys, command, "--help", "--lang", language)
    heads = [words.say(f"heading-{each}") + ":" for each in ("examples", "usage", "options")]
    assert [text.index(head) for head in heads] == sorted(text.index(head) for head in heads)
    assert max(map(len, text.splitlines())) <= 80
    assert told(capsys, "--lang", language, "help", command) == text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_examples_are_command_lines_that_are_taken(command: str, language: str) -> None:
    words = load_words(language)
    lines = words.say(f"examples-{command}").strip().splitlines()
    assert 2 <= len(lines) <= 4
    for line in lines:
        parts = shlex.split(re.split(r" >>? ", line)[0], comments=True)
        assert parts[:2] == ["keychain", command]
        own, other = SIGNATURES[command].parted(parts[2:])
        signed_parser(command, words).read(own)
        if other:
            signed_parser(other[0], words).read(other[1:])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview(capsys: pytest.CaptureFixture[str], language: str) -> None:
    text = told(capsys, "--help", "--lang", language)
    assert told(capsys, "--lang", language, "help") == text
    assert max(map(len, text.splitlines())) <= 80
    assert text.index("keychain init") < text.index("\n  completion ")
    for command in (*COMMANDS, "help"):
        assert re.search(rf"^  {command} +\w", text, re.MULTILINE)


def test_help_of_what_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "biuld", "--lang", "en"]) == 2
    assert "Did you mean “build”?" in capsys.readouterr().err


def test_commands_and_options() -> None:
    assert offered("") == [*COMMANDS, "help", "--help", "--version", "--lang"]
    assert offered("bu") == ["build"]
    assert offered("bu", "--lang", "vi") == ["build"]
    assert offered("ver", "help") == ["verify"]
    assert offered("--l", "build") == ["--layout", "--labels", "--layouts", "--lang"]
    assert "--layout" not in offered("--l", "build", "--layout", "round-40")
    assert offered("--v", "init", "--village", "A") == ["--village"]
    assert offered("", "no-such-command") == []


def test_choices_and_layouts() -> None:
    assert offered("", "build", "--faces") == ["both", "front", "back"]
    assert offered("fr", "build", "--faces", "=") == ["front"], "bash parts words at ="
    assert offered("--faces=fr", "build") == ["--faces=front"]
    assert offered("", "--lang") == ["vi", "en"]
    assert offered("", "completion") == list(SHELLS)
    printable = {p.stem for p in Path("layouts").glob("*.yaml")} - {"base"}
    assert set(offered("", "build", "--layout")) == printable
    assert offered("ov", "build", "--layout") == ["oval-50x20"]
    presses = {p.stem for p in Path("layouts/presses").glob("*.yaml")}
    assert set(offered("", "build", "--press")) == presses > {"office", "shop"}
    assert offered("of", "preview", "--press") == ["office"]


@pytest.mark.parametrize(
    ("title", "vi", "en"),
    [
        ("Own", "Own", "Own"),
        ("{vi: Của xã, en: Own}", "Của xã", "Own"),
        ("{vi: Của xã}", "Của xã", "Của xã"),
        ("{en: Own}", "Own", "Own"),
    ],
)
def test_layouts_are_offered_with_their_titles(
    tmp_path: Path, title: str, vi: str, en: str
) -> None:
    (tmp_path / "own.yaml").write_text(f"title: {title}\n", encoding="utf-8")
    asked = ["=", "build", "--layouts", str(tmp_path), "--layout"]
    for language, told in (("vi", vi), ("en", en)):
        assert complete(asked, load_words(language)) == f"own\t{told}"


def test_paths_are_left_to_the_shell() -> None:
    assert offered("", "verify") == [":files"]
    assert offered("x", "build", "--contacts") == [":files"]
    assert offered("x", "build", "--output") == [":folders"]
    assert offered("x", "init") == [":folders"]


def test_villages_by_id_and_name() -> None:
    everywhere = offered("", "build")
    assert len(everywhere) == 11 and "khe-bung" in everywhere
    assert offered("khe", "build") == ["khe-bung", "khe-luong"]
    assert offered("Khe", "build") == ["Khe Bủng", "Khe Luồng"]
    assert offered("bản phục", "build") == ["ban-phuc"]
    assert offered("KHE B", "build") == ["khe-bung"]
    assert offered("khe", "build", "khe-bung") == ["khe-luong"], "named already"
    assert complete(["=khe-b", "build"], WORDS) == "khe-bung\tKhe Bủng"


def test_villages_of_a_file_with_faults_and_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("villages:\n  an-binh: {nane: x}\nofficers: [\n")
    (tmp_path / "b.yaml").write_text("officers: [\nvillages:\n  x: 1\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_text("villages:\n  hoa-binh:\n    name: Hòa Bình\n")
    found = offered("", "build", "--contacts", str(tmp_path))
    assert {"an-binh", "hoa-binh"} <= set(found)
    assert "--layout" in offered("", "build", "--contacts", str(tmp_path / "none.yaml"))


def test_a_press_of_the_key_is_fast_and_imports_no_stage() -> None:
    heavy = ("reportlab", "pypdfium2", "PIL", "pikepdf", "zxingcpp", "qrcode", "phonenumbers")
    code = (
        "import sys; from keychain.cli import main; main(['__complete', '=', 'build']); "
        f"sys.exit([m for m in {heavy!r} if m in sys.modules] or 0)"
    )
    spent = []
    for _ in range(3):
        before = os.times()
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        after = os.times()
        assert done.returncode == 0, done.stderr.decode()
        spent.append(sum(after[2:4]) - sum(before[2:4]))
    # Processor time, so that other work on the machine does not count.
    assert sys.platform == "win32" or min(spent) < 0.2


def test_a_shell_that_there_is_no_script_for(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, words in (
        ((), "bash, zsh, fish, powershell"),
        (("basch",), "Did you mean “bash”?"),
        (("bash", "zsh"), "“zsh” has no meaning here"),
    ):
        assert main(["completion", *arguments, "--lang", "en"]) == 2
        assert words in capsys.readouterr().err


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder with a ``keychain`` that runs this Python's."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "keychain"
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m keychain "$@"\n')
    script.chmod(0o755)
    return folder


def in_shell(command: list[str], program: Path) -> list[str]:
    environ = {**os.environ, "PATH": f"{program}{os.pathsep}{os.environ['PATH']}"}
    environ |= {"LC_ALL": "C.UTF-8", "HOME": str(program)}
    done = subprocess.run(
        command, env=environ, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


BASH = shutil.which("bash") if sys.platform != "win32" else None


@pytest.mark.skipif(BASH is None, reason="there is no bash")
@pytest.mark.parametrize(
    ("typed", "replies"),
    [
        (["bu"], ["build"]),
        (["build", "khe-b"], ["khe-bung"]),
        (["build", "Khe\\ B"], ["Khe\\ Bủng"]),
        (["build", '"Khe B'], ["Khe Bủng"]),
        (["build", "--layout", "=", "ov"], ["oval-50x20"]),
        (["build", "--faces", "="], ["both", "front", "back"]),
        (["build", '"ban phuc"', "--faces", "f"], ["front"]),
        (["verify", "x"], []),
        (["build", "no-such-village"], []),
    ],
)
def test_bash(program: Path, typed: list[str], replies: list[str]) -> None:
    words = " ".join(shlex.quote(word) for word in ["keychain", *typed])
    asked = (
        f"source <(keychain completion bash); COMP_WORDS=({words}); COMP_CWORD={len(typed)}; "
        "_keychain keychain; printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    found = in_shell([str(BASH), "--noprofile", "--norc", "-c", asked], program)
    assert [reply for reply in found if reply] == replies


@pytest.mark.skipif(BASH is None, reason="there is no bash")
def test_the_tab_key_in_bash(program: Path) -> None:
    import pty

    script = (PROJECT / "keychain" / "data" / "completion" / "keychain.bash").read_text()
    profile = program / "profile"
    profile.write_text(script + "PS1='ready>'\n")
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(LC_ALL="C.UTF-8", TERM="dumb", PATH=f"{program}:{os.environ['PATH']}")
        os.execv(str(BASH), ["bash", "--noprofile", "--rcfile", str(profile), "-i"])
    screen = read_until(terminal, "ready>")
    os.write(terminal, b'echo "$(keychain --version)"; keychain build "Khe B\t')
    screen = read_until(terminal, 'Khe Bủng"')
    os.write(terminal, b"\x15exit\n")
    os.close(terminal)
    os.waitpid(child, 0)
    assert 'keychain build "Khe Bủng"' in screen


def read_until(terminal: int, words: str) -> str:
    screen = b""
    give_up = time.monotonic() + 30
    while words not in screen.decode(errors="replace") and time.monotonic() < give_up:
        screen += os.read(terminal, 4096)
    return screen.decode(errors="replace")


@pytest.mark.skipif(shutil.which("fish") is None, reason="there is no fish")
def test_fish(program: Path) -> None:
    for line, replies in (
        ("keychain bu", ["build"]),
        ("keychain build khe-b", ["khe-bung"]),
        ("keychain build 'Khe B", ["Khe Bủng"]),
        ("keychain build --layout=ov", ["--layout=oval-50x20"]),
    ):
        asked = f"keychain completion fish | source; complete -C {shlex.quote(line)}"
        found = in_shell(["fish", "--no-config", "-c", asked], program)
        assert [reply.split("\t")[0] for reply in found] == replies


@pytest.mark.skipif(shutil.which("zsh") is None, reason="there is no zsh")
def test_zsh(program: Path) -> None:
    """The function alone, with what it would hand to zsh's own ``compadd`` printed."""
    for line, replies in (
        (["bu"], ["build"]),
        (["build", "khe-b"], ["khe-bung"]),
        (["build", "Khe\\ B"], ["Khe Bủng"]),
    ):
        words = " ".join(shlex.quote(word) for word in ["keychain", *line])
        asked = (
            "compdef() { :; }; compadd() { print -l -- $values }; "
            f"source <(keychain completion zsh); words=({words}); CURRENT={len(line) + 1}; "
            "PREFIX=$words[-1]; _keychain"
        )
        assert in_shell(["zsh", "-f", "-c", asked], program) == replies


def test_powershell_by_its_text(capsys: pytest.CaptureFixture[str]) -> None:
    script = told(capsys, "completion", "powershell")
    assert script.startswith("# keychain")
    assert "Register-ArgumentCompleter -Native -CommandName keychain, keychain.exe" in script
    assert '__complete "=$word" @before' in script, "an empty word would be dropped"
    assert "[Console]::OutputEncoding = [System.Text.Encoding]::UTF8" in script
    for pair in ("{}", "()", "[]"):
        assert script.count(pair[0]) == script.count(pair[1])
