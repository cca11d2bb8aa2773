"""Ctrl-C, wherever in the work it is pressed."""

from __future__ import annotations

import signal
import threading
from types import TracebackType
from typing import NoReturn


class Interruption:
    """A context whose body ends with KeyboardInterrupt once Ctrl-C has been pressed in it.

    Python raises KeyboardInterrupt in the middle of what runs. Within a call of a library written
    in C it can come out as another exception (ctypes' ArgumentError, a TypeError of zxing-cpp's)
    or not at all, and would then be taken for a fault of the program or of a PDF.
    """

    def __init__(self) -> None:
        self.pressed = False
        self._installed = False

    def __enter__(self) -> None:
        # A command in the background ignores Ctrl-C, and only the main thread may ask for it.
        if (
            signal.getsignal(signal.SIGINT) is signal.default_int_handler
            and threading.current_thread() is threading.main_thread()
        ):
            signal.signal(signal.SIGINT, self._press)
            self._installed = True

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._installed:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        if self.pressed:
            raise KeyboardInterrupt from problem

    def _press(self, *_: object) -> NoReturn:
        self.pressed = True
        raise KeyboardInterrupt
