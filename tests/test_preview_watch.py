"""``keychain preview --watch``: what is saved is seen soon, errors are told, Ctrl-C ends it."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import time
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_samples import CONTACTS, PROJECT

from keychain.build.layouts import Layouts
from keychain.cli.console import Console
from keychain.cli.terminal_pictures import inline_picture, picture_protocol
from keychain.cli.watching import PAUSE, SETTLED, look_at, wait_for_change
from keychain.files import read_bytes

PATIENCE = 20.0
"""Seconds after which a watch that has said nothing is broken, on however slow a machine."""


class Watch:
    """A watch in a process of its own, on a project that it may not leave."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "contacts.yaml").write_text(CONTACTS, encoding="utf-8")
        shutil.copytree(PROJECT / "layouts", root / "layouts")
        self.told = root / "told.txt"
        with self.told.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "keychain", "preview", "--watch", "--lang", "en"],
                cwd=root,
                stdout=out,
                stderr=subprocess.STDOUT,
                env={**os.environ, "PYTHONPATH": str(PROJECT)},
            )

    @property
    def text(self) -> str:
        return self.told.read_text(encoding="utf-8")

    def wait_for(self, words: str, times: int = 1) -> str:
        """What has been said once ``words`` have, so many times."""
        end = time.monotonic() + PATIENCE
        while self.text.count(words) < times:
            assert time.monotonic() < end, self.text
            assert self.process.poll() is None, self.text
            time.sleep(0.005)
        return self.text

    def save(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) >= 1
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    watching = Watch(tmp_path)
    try:
        yield watching
    finally:
        watching.process.kill()
        watching.process.wait()


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to a whole console")
def test_each_save_makes_new_pictures_within_half_a_second(watch: Watch) -> None:
    # The contacts, the layout, its parent, and how sheets are printed.
    watch.wait_for("Watching 4 files; Ctrl-C ends it.")
    front = watch.root / "output" / "preview" / "ban-phuc-front.png"
    last = front.with_name("ban-phuc-sheet-back.png")
    before = front.read_bytes()
    taken = []
    saves = [
        ("contacts.yaml", "0950 000 001", "0950 000 011"),
        ("layouts/fob-54x29.yaml", "width: 36mm", "width: 35.5mm"),
        ("layouts/base.yaml", "red: [0, 100, 90, 10]", "red: [0, 90, 80, 10]"),
        ("contacts.yaml", "0950 000 011", "0950 000 001"),
    ]
    for name, old, new in saves:
        times = watch.text.count("made again in")
        start = time.time()
        watch.save(name, old, new)
        told = watch.wait_for("made again in", times + 1)
        taken.append(last.stat().st_mtime - start)
        assert told.splitlines()[-1].startswith(f"{name}: 4 pictures made again in ")
    assert front.read_bytes() != before
    assert min(taken) < 0.5, "from the save to the last picture"
    assert watch.stop() == 130


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to a whole console")
def test_a_mistake_is_told_and_watching_goes_on(watch: Watch) -> None:
    watch.wait_for("Ctrl-C ends it.")
    watch.save("contacts.yaml", "0950 000 001", "0950 000 0")
    told = watch.wait_for("contacts.yaml: no pictures (")
    assert "phone-too-short" in told
    assert "0950 000 0}" in told, "the line is shown as it is now"
    watch.save("contacts.yaml", "0950 000 0}", "0950 000 001}")
    watch.wait_for("contacts.yaml: 4 pictures made again")
    watch.save("layouts/base.yaml", "colours:", "colors:")
    assert "colors:" in watch.wait_for("layouts/base.yaml: no pictures (")
    watch.save("layouts/base.yaml", "colors:", "colours:")
    watch.wait_for("layouts/base.yaml: 4 pictures made again")
    (watch.root / "layouts" / "fob-54x29.yaml").rename(watch.root / "layouts" / "other.yaml")
    watch.wait_for("layouts/fob-54x29.yaml: no pictures (")
    (watch.root / "layouts" / "other.yaml").rename(watch.root / "layouts" / "fob-54x29.yaml")
    watch.wait_for("layouts/fob-54x29.yaml: 4 pictures made again")
    assert watch.stop() == 130


def test_pictures_and_parents_of_a_layout_are_watched(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        "extends: middle\nfront: {body: {column: {sign: {image: signs/sign.png}}}}\n"
    )
    (tmp_path / "middle.yaml").write_text("extends: base\nabstract: true\n")
    (tmp_path / "base.yaml").write_text("abstract: true\ntitle: Base\n")
    (tmp_path / "stranger.yaml").write_text("title: Other\n")
    used = Layouts(tmp_path, read_bytes).used("own")
    names = {path.relative_to(tmp_path).as_posix() for path in used}
    layouts = {"own.yaml", "middle.yaml", "base.yaml", "signs/sign.png"}
    assert names == {*layouts, "presses/office.yaml"}


class Clock:
    """Sleeps that take no time; each may change a file."""

    def __init__(self, *steps: tuple[Path, str | None]) -> None:
        self.steps = list(steps)
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        if self.steps:
            path, text = self.steps.pop(0)
            if text is None:
                path.unlink()
            else:
                path.write_text(text)


def test_a_file_is_read_only_once_it_rests(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("before")
    before = look_at([one, two])
    assert before[two] is None
    # Emptied by the editor, written in two parts, and only then left alone.
    clock = Clock((one, ""), (one, "half"), (one, "whole text"))
    assert wait_for_change(lambda: [one, two], before, clock.sleep) == (one,)
    assert clock.slept == [PAUSE, SETTLED, SETTLED, SETTLED]


def test_files_that_come_and_go_are_changes(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("text")
    clock = Clock((two, "new"), (one, None))
    before = look_at([one, two])
    assert wait_for_change(lambda: [one, two], before, clock.sleep) == (one, two)


@pytest.mark.parametrize(
    ("environ", "protocol"),
    [
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, "kitty"),
        ({"TERM": "xterm-ghostty", "TERM_PROGRAM": "ghostty"}, "kitty"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "iterm2"),
        ({"TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"}, "iterm2"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "iterm2"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, None),
        ({"TERM": "tmux-256color", "LC_TERMINAL": "iTerm2"}, None),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/tmux-0/default,1,0"}, None),
        ({}, None),
    ],
)
def test_which_terminals_show_pictures(environ: dict[str, str], protocol: str | None) -> None:
    assert picture_protocol(environ) == protocol


def test_a_picture_in_kittys_protocol() -> None:
    png = bytes(range(256)) * 40
    codes = inline_picture("kitty", png, 40)
    parts = codes.split("\x1b\\")
    assert parts.pop() == ""
    assert parts[0].startswith("\x1b_Ga=T,f=100,q=2,c=40,m=1;")
    assert all(part.startswith("\x1b_Gm=1;") for part in parts[1:-1])
    assert parts[-1].startswith("\x1b_Gm=0;")
    payloads = [part.partition(";")[2] for part in parts]
    assert max(map(len, payloads)) <= 4096
    assert all(len(payload) % 4 == 0 for payload in payloads), "as the protocol asks of each part"
    assert b64decode("".join(payloads)) == png


class Terminal(io.StringIO):
    """A stream that takes itself for a terminal."""

    def isatty(self) -> bool:
        return True


def test_pictures_are_shown_on_terminals_only() -> None:
    kitty = {"TERM": "xterm-kitty"}
    terminal, pipe = Terminal(), io.StringIO()
    Console(terminal, io.StringIO(), kitty).picture(b"picture", 40)
    Console(pipe, io.StringIO(), kitty).picture(b"picture", 40)
    assert terminal.getvalue() == inline_picture("kitty", b"picture", 40) + "\n"
    assert pipe.getvalue() == ""


def test_a_picture_in_iterms_protocol() -> None:
    codes = inline_picture("iterm2", b"picture", 40)
    head, _, data = codes.removesuffix("\a").partition(":")
    assert head == "\x1b]1337;File=inline=1;size=7;width=40;preserveAspectRatio=1"
    assert b64decode(data) == b"picture"
