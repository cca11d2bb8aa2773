"""Every finding has words in both languages, and every word a finding."""

from __future__ import annotations

import ast
import csv
import importlib
import pkgutil
import string
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from manual.rules import WITHOUT_RULES

import keychain
from keychain.cli.words import LANGUAGES, UI, load_words
from keychain.contacts.phones import read_phone
from keychain.diagnostics import Diagnostic, Place, Rule, error
from keychain.yaml_source.nodes import Text

PACKAGE = Path(keychain.__file__).parent


def all_rules() -> dict[str, set[Rule]]:
    """Each code with the rules that have it, from every module there is."""
    found: dict[str, set[Rule]] = {}
    for module in pkgutil.walk_packages(keychain.__path__, "keychain."):
        if module.name in WITHOUT_RULES:
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Rule):
                found.setdefault(value.code, set()).add(value)
    return found


RULES = all_rules()


def table(language: str) -> dict[str, Any]:
    text = (PACKAGE / "cli" / "words" / f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


TABLES = {language: table(language) for language in LANGUAGES}


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_code_has_words_and_each_word_a_code(language: str) -> None:
    assert set(TABLES[language]) - {UI} == set(RULES)


def test_no_code_is_used_twice() -> None:
    assert {code: rules for code, rules in RULES.items() if len(rules) > 1} == {}
    written = Counter(
        node.args[0].value
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("error", "warning", "note")
        and node.args
        and isinstance(node.args[0], ast.Constant)
    )
    assert [code for code, times in written.items() if times > 1] == []


@pytest.mark.parametrize("code", sorted(RULES))
def test_both_languages_say_the_same(code: str) -> None:
    for part in ("message", "hint"):
        english, vietnamese = (TABLES[language][code][part] for language in ("en", "vi"))
        assert placeholders(english) == placeholders(vietnamese)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(RULES))
def test_form_of_the_sentences(code: str, language: str) -> None:
    entry = TABLES[language][code]
    assert set(entry) == {"message", "hint"}
    assert entry["message"] and not entry["message"].endswith(".")
    assert entry["hint"].endswith(".")
    assert '"' not in entry["message"] + entry["hint"], "quotation marks are curly"
    assert "\n" not in entry["message"] + entry["hint"]


def test_the_interface_has_the_same_sentences_in_both_languages() -> None:
    english, vietnamese = TABLES["en"][UI], TABLES["vi"][UI]
    assert set(english) == set(vietnamese)
    for key, sentence in english.items():
        assert type(sentence) is type(vietnamese[key])
        forms = sentence if isinstance(sentence, dict) else {"other": sentence}
        others = vietnamese[key] if isinstance(sentence, dict) else {"other": vietnamese[key]}
        assert placeholders(forms["other"]) == placeholders(others["other"]), key


def test_the_interface_says_only_what_it_has_words_for() -> None:
    asked: set[str] = set()
    for path in (PACKAGE / "cli").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            name = ast.unparse(node.func).rpartition(".")[2]
            key = node.args[0]
            if not (isinstance(key, ast.Constant) and isinstance(key.value, str)):
                continue
            if name in ("say", "UsageError"):
                asked.add(key.value)
            elif name == "wrong_word":
                asked |= {key.value, f"{key.value}-near"}
            elif name == "option":
                own = [k.value for k in node.keywords if k.arg == "help_key"]
                written = [each.value for each in own if isinstance(each, ast.Constant)]
                asked |= {str(each) for each in written}
                if not own:
                    asked.add("option-" + key.value.removeprefix("--"))
    assert len(asked) > 40
    assert asked <= set(TABLES["en"][UI])


def values_given() -> dict[str, list[set[str]]]:
    """For each rule called by its name somewhere: the value names of every such call."""
    names = {}
    for module in pkgutil.walk_packages(keychain.__path__, "keychain."):
        if module.name not in WITHOUT_RULES:
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, Rule):
                    names[name] = value.code
    calls: dict[str, list[set[str]]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                keywords = {keyword.arg for keyword in node.keywords}
                if node.func.id in names and None not in keywords:
                    given = {str(keyword) for keyword in keywords}
                    calls.setdefault(names[node.func.id], []).append(given)
    return calls


CALLS = {code: given for code, given in values_given().items() if not code.startswith("phone-")}
"""Without those of telephone numbers, which get values on their way: see the test after next."""


@pytest.mark.parametrize("code", sorted(CALLS))
def test_a_sentence_asks_only_for_values_that_its_rule_is_given(code: str) -> None:
    entry = TABLES["en"][code]
    asked = placeholders(entry["message"]) | placeholders(entry["hint"])
    for given in CALLS[code]:
        assert asked <= given


def phone_cells() -> set[str]:
    files = (PACKAGE.parent / "tests" / "data" / "phones").glob("*.csv")
    rows = (row for file in files for row in csv.reader(file.open(encoding="utf-8", newline="")))
    return {cell for row in rows for cell in row}


def test_whatever_stands_for_a_number_is_answered_in_words() -> None:
    languages = [load_words(language) for language in LANGUAGES]
    found = [f for cell in sorted(phone_cells()) for f in read_phone(Text(cell), "Lạng Sơn")[1]]
    assert len({finding.code for finding in found}) > 5
    for finding in found:
        for words in languages:
            message, hint = words.word(finding)
            assert hint.endswith("."), f"{message}: a value is missing"


def test_a_code_without_words_shows_itself_and_its_values() -> None:
    rule = error("never-heard-of", "for this test")
    words = load_words("en")
    assert words.word(rule(name="Bản Phục", mm=1.5)) == (
        "never-heard-of (name=Bản Phục, mm=1.5)",
        "",
    )
    assert words.word(rule()) == ("never-heard-of", "")


def test_numbers_are_written_as_the_language_does() -> None:
    finding = Diagnostic(error("x", ""), (("mm", 1.256), ("known", ("a", "b"))), Place("f", 1, 1))
    words = {"x": {"message": "{mm} {known}", "hint": "{mm:.1f}."}}
    for language, message, hint in (("en", "1.26 a, b", "1.3."), ("vi", "1,26 a, b", "1,3.")):
        spoken = load_words(language)
        made = type(spoken)(language, {**spoken.table, **words})
        assert made.word(finding) == (message, hint)


def test_counts() -> None:
    english = load_words("en")
    assert english.say("villages", count=1) == "1 village"
    assert english.say("villages", count=11) == "11 villages"
    assert load_words("vi").say("villages", count=1) == "1 thôn"


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_parsed_one_by_one_are_those_of_the_file(language: str) -> None:
    text = (PACKAGE / "cli" / "words" / f"{language}.toml").read_text(encoding="utf-8")
    assert dict(load_words(language).table) == tomllib.loads(text)
