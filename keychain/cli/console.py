"""The two streams a command speaks on: results on one, everything else on the other."""

from __future__ import annotations

import errno
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from keychain.cli.terminal_pictures import inline_picture, picture_protocol

if TYPE_CHECKING:
    from tqdm import tqdm

T = TypeVar("T")

_LONG_WORK = 2.0
"""Seconds of work on few items before progress is shown."""
_SEVERAL = 3


class Console:
    """Standard output for results and standard error for the rest.

    Where a reader goes away in the middle (``keychain check | head``) the work goes on unheard
    and the exit code stays the work's own.
    """

    def __init__(
        self,
        out: TextIO,
        err: TextIO,
        environ: Mapping[str, str],
        keyboard: TextIO | None = None,
    ) -> None:
        self._out: TextIO | None = _in_utf8(out)
        self._err: TextIO | None = _in_utf8(err)
        self._keyboard = keyboard
        self._shown: tqdm[Any] | None = None
        self.colour = _wants_colour(err, environ)
        self.shows_pictures = picture_protocol(environ) if out.isatty() else None
        self.width = max(40, min(100, shutil.get_terminal_size((80, 24)).columns))

    def result(self, text: str) -> None:
        """Print ``text`` as a result."""
        self._out = _print(text, self._out)

    def picture(self, png: bytes, columns: int) -> None:
        """Show a PNG file ``columns`` cells wide where results go to a terminal that can."""
        if self.shows_pictures:
            self.result(inline_picture(self.shows_pictures, png, columns))

    def tell(self, text: str) -> None:
        """Print ``text`` beside the results, over the bar where one is shown."""
        if self._shown is not None:
            self._shown.clear()
        self._err = _print(text, self._err)
        if self._shown is not None:
            self._shown.refresh()

    @property
    def can_ask(self) -> bool:
        """Whether somebody sits at a terminal, sees questions there and can answer them."""
        keyboard, err = self._keyboard, self._err
        return bool(keyboard and err and keyboard.isatty() and err.isatty())

    def ask(self, question: str) -> str:
        """The line that is typed after ``question``. Raises KeyboardInterrupt at the input's end,
        which says, as Ctrl-C does, that no answer will come."""
        if self._err is None or self._keyboard is None:
            raise KeyboardInterrupt
        self._err.write(f"{question} ")
        self._err.flush()
        line = self._keyboard.readline()
        if not line:
            raise KeyboardInterrupt
        return line.rstrip("\r\n")

    def close(self) -> None:
        """Flush both streams; what cannot be delivered any more is dropped."""
        for stream in (self._out, self._err):
            if stream is not None and not _survives(stream):
                _drop(stream)

    @contextmanager
    def counting(self, total: int, label: str) -> Iterator[Callable[[float], object]]:
        """What is to be told of each part of ``total`` that is done, with a bar as ``progress``
        shows."""
        nothing: Iterable[None] = ()
        bar = self._bar(nothing, total, label)
        if bar is None:
            yield lambda _: None
            return
        with bar:
            self._shown = bar
            try:
                # Sixty sixtieths are more than one in floating point, of which tqdm warns.
                yield lambda part: bar.update(min(part, total - bar.n))
            finally:
                self._shown = None

    @contextmanager
    def progress(self, items: Iterable[T], total: int, label: str) -> Iterator[Iterator[T]]:
        """``items``, with a bar on standard error where that is a terminal and work is long."""
        bar = self._bar(items, total, label)
        if bar is None:
            yield iter(items)
            return
        with bar:
            yield iter(bar)

    def _bar(self, items: Iterable[T], total: int, label: str) -> tqdm[T] | None:
        """The bar, which leaves no trace once it is done; None where nobody would see it."""
        if self._err is None or not self._err.isatty():
            return None
        from tqdm import tqdm

        tqdm.monitor_interval = 0  # a thread of its own, beside which no process may fork
        # Of a single thing nobody needs to hear how many are done, nor of parts of one.
        count = " {n:.0f}/{total_fmt}" if total > 1 else ""
        return tqdm(
            items,
            desc=label,
            total=total,
            file=self._err,
            leave=False,
            bar_format="{desc}: {percentage:3.0f}%|{bar}|" + count,
            delay=0.0 if total >= _SEVERAL else _LONG_WORK,
            ncols=self.width,
        )


def _in_utf8(stream: TextIO) -> TextIO:
    # A Windows pipe has the machine's code page, which lacks most Vietnamese letters.
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream


def _wants_colour(stream: TextIO, environ: Mapping[str, str]) -> bool:
    if environ.get("NO_COLOR") or environ.get("TERM") == "dumb" or not stream.isatty():
        return False
    # Windows' old console shows escape codes as text; its new terminal says that it is one.
    return sys.platform != "win32" or "WT_SESSION" in environ


def _print(text: str, stream: TextIO | None) -> TextIO | None:
    if stream is None:
        return None
    try:
        stream.write(text + "\n")
        stream.flush()
    except OSError as problem:
        if not _reader_gone(problem):
            raise
        _drop(stream)
        return None
    return stream


def _survives(stream: TextIO) -> bool:
    try:
        stream.flush()
    except OSError as problem:
        if not _reader_gone(problem):
            raise
        return False
    return True


def _reader_gone(problem: OSError) -> bool:
    # Windows says EINVAL for a pipe that nobody reads (python/cpython, bpo-35754).
    return isinstance(problem, BrokenPipeError) or (
        sys.platform == "win32" and problem.errno == errno.EINVAL
    )


def _drop(stream: TextIO) -> None:
    """Point the stream at nothing, so that the interpreter's last flush does not fail."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, io.UnsupportedOperation):
        return
