"""Pictures on terminals that show them: kitty's graphics protocol and iTerm2's inline images."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import Literal

Protocol = Literal["kitty", "iterm2"]

_CHUNK = 4096
"""Base64 letters that kitty takes in one escape code."""

_KITTY_PROGRAMS = ("ghostty", "kitty")
_ITERM2_PROGRAMS = ("iTerm.app", "WezTerm", "mintty")


def picture_protocol(environ: Mapping[str, str]) -> Protocol | None:
    """How the terminal that the environment speaks of shows pictures; None where it may not.

    Within tmux and screen none, since they pass no pictures through as they are usually set.
    """
    term, program = environ.get("TERM", ""), environ.get("TERM_PROGRAM", "")
    if environ.get("TMUX") or environ.get("STY") or term.startswith(("screen", "tmux")):
        return None
    if environ.get("KITTY_WINDOW_ID") or program in _KITTY_PROGRAMS or "kitty" in term:
        return "kitty"
    if program in _ITERM2_PROGRAMS or environ.get("LC_TERMINAL") == "iTerm2":
        return "iterm2"
    return None


def inline_picture(protocol: Protocol, png: bytes, columns: int) -> str:
    """The escape codes that show a PNG file ``columns`` cells wide, its proportions kept."""
    data = b64encode(png).decode("ascii")
    if protocol == "iterm2":
        about = f"inline=1;size={len(png)};width={columns};preserveAspectRatio=1"
        return f"\x1b]1337;File={about}:{data}\a"
    pieces = [data[start : start + _CHUNK] for start in range(0, len(data), _CHUNK)]
    codes = []
    for index, piece in enumerate(pieces):
        # a=T shows at once, f=100 is PNG, q=2 asks for no answer, m=1 says that more follows.
        about = f"a=T,f=100,q=2,c={columns}," if index == 0 else ""
        more = int(index < len(pieces) - 1)
        codes.append(f"\x1b_G{about}m={more};{piece}\x1b\\")
    return "".join(codes)
