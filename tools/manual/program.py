"""The program, run in this process: a command line and what it says."""

from __future__ import annotations

import io
import shlex
from contextlib import redirect_stderr, redirect_stdout

from keychain.cli import main
from keychain.cli.sources import source_lines


def said(line: str) -> tuple[int, str]:
    """The exit code of a command line, and all that it prints. ValueError for other programs."""
    name, *arguments = shlex.split(line)
    if name != "keychain":
        raise ValueError(f"only keychain is run: {line}")
    source_lines.cache_clear()  # files of one name, one after the other, are not one file here
    with redirect_stdout(io.StringIO()) as told, redirect_stderr(told):
        code = main(arguments)
    return code, told.getvalue()
