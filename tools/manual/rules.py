"""The manual's page of diagnostics, made from the rules and from the words files."""

from __future__ import annotations

import importlib
import pkgutil
import string
import tomllib
from functools import cache

import keychain
from keychain.cli.words import load_words
from keychain.diagnostics import Rule
from manual.examples import ROOT

AREAS: dict[str, dict[str, str]] = {
    "keychain.yaml_source": {"en": "Any YAML file", "vi": "Mọi tệp YAML"},
    "keychain.contacts.phones": {"en": "Phone numbers", "vi": "Số điện thoại"},
    "keychain.contacts": {"en": "The contacts file", "vi": "Tệp danh bạ"},
    "keychain.layout.reading": {"en": "Layout files", "vi": "Tệp mẫu thẻ"},
    "keychain.layout": {"en": "What a tag holds", "vi": "Nội dung đặt trên thẻ"},
    "keychain.sheets": {"en": "Sheets", "vi": "Tờ in"},
    "keychain.preflight": {"en": "Finished PDFs", "vi": "Tệp PDF đã tạo"},
    "keychain": {"en": "Files and folders", "vi": "Tệp và thư mục"},
}
"""Where a rule stands in the code, and its part of the page. Packages import downward only, so
the first that knows a rule is the one that has it."""


WITHOUT_RULES = ("keychain.__main__", "keychain.build.cluster")
"""Modules that are not imported to look for rules: the one runs the program, the other needs an
extra."""


@cache
def rules() -> dict[str, tuple[Rule, ...]]:
    """Every rule there is, by its area, in the order of the codes."""
    found: dict[str, set[str]] = {}
    by_code: dict[str, Rule] = {}
    for module in pkgutil.walk_packages(keychain.__path__, "keychain."):
        if module.name in WITHOUT_RULES:
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Rule):
                by_code[value.code] = value
                found.setdefault(value.code, set()).add(module.name)
    areas: dict[str, tuple[Rule, ...]] = {}
    left = dict(by_code)
    for area in AREAS:
        own = sorted(c for c in left if any(_within(name, area) for name in found[c]))
        areas[area] = tuple(left.pop(code) for code in own)
    return areas


def _within(module: str, area: str) -> bool:
    return module == area or module.startswith(f"{area}.")


@cache
def reasons(language: str) -> dict[str, str]:
    """Why each kind of finding is looked for: the rule's own words, or their translation."""
    if language == "en":
        return {rule.code: rule.reason for area in rules().values() for rule in area}
    text = (ROOT / "docs" / language / "reasons.toml").read_text(encoding="utf-8")
    return {code: str(reason) for code, reason in tomllib.loads(text).items()}


def diagnostics_page(language: str) -> str:
    """Every diagnostic with its severity, its message, what to do, and why it is looked for."""
    words = load_words(language)
    why = reasons(language)
    lines: list[str] = []
    for area, found in rules().items():
        title = AREAS[area]
        lines += [f"## {title[language]} {{ #{title['en'].lower().replace(' ', '-')} }}", ""]
        for rule in found:
            entry = words.table[rule.code]
            severity = words.say(f"severity-{rule.severity}").capitalize()
            reason = why.get(rule.code, rule.reason).rstrip(".")
            lines += [
                f"### {rule.code} {{ #{rule.code} }}",
                "",
                f"**{severity}:** {_blank(entry['message'])}.",
                "",
                f"{_blank(entry['hint'])} *{reason[:1].upper()}{reason[1:]}.*",
                "",
            ]
    return "\n".join(lines)


def _blank(sentence: str) -> str:
    """The sentence with ``…`` where a finding's values stand."""
    parts = string.Formatter().parse(sentence)
    text = "".join(before + ("…" if name is not None else "") for before, name, _, _ in parts)
    for sign in "\\`*_<>#[]{}|":
        text = text.replace(sign, f"\\{sign}")
    return text
