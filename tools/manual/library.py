"""The manual's words on ``import keychain``: the package's own example and its names."""

from __future__ import annotations

import inspect
import tomllib

import keychain
from manual.examples import ROOT

HEADS = {"en": "| name | what it is |", "vi": "| tên | là gì |"}


def library_page(language: str) -> str:
    """The example, and each name with the first sentence that is said of it."""
    _, mark, rest = inspect.cleandoc(keychain.__doc__ or "").partition(">>> import keychain\n")
    lines = [f"```pycon\n{mark}{rest}\n```", "", HEADS[language], "|---|---|"]
    told = names(language)
    for name in keychain.__all__:
        sentence = told[name].replace("|", "\\|")
        lines.append(f"| `keychain.{name}` | {sentence} |")
    return "\n".join(lines)


def names(language: str) -> dict[str, str]:
    """What each name is: the first sentence that it says of itself, or its translation."""
    if language == "en":
        return {name: _first_sentence(name) for name in keychain.__all__}
    text = (ROOT / "docs" / language / "library.toml").read_text(encoding="utf-8")
    return {name: str(sentence) for name, sentence in tomllib.loads(text).items()}


def _first_sentence(name: str) -> str:
    told = inspect.getdoc(getattr(keychain, name)) or ""
    return " ".join(told.partition("\n\n")[0].split()).replace("``", "`")
