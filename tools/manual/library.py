"""The manual's words on ``import keychain``: the package's own example and its names."""

from __future__ import annotations

import inspect

import keychain


def library_page(_: str) -> str:
    """The example, and each name with the first sentence that it says of itself."""
    _, mark, rest = inspect.cleandoc(keychain.__doc__ or "").partition(">>> import keychain\n")
    lines = [f"```pycon\n{mark}{rest}\n```", "", "| name | what it is |", "|---|---|"]
    for name in keychain.__all__:
        told = inspect.getdoc(getattr(keychain, name)) or ""
        first = " ".join(told.partition("\n\n")[0].split()).replace("``", "`").replace("|", "\\|")
        lines.append(f"| `keychain.{name}` | {first} |")
    return "\n".join(lines)
