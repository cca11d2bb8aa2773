"""Who may import whom, and what only one room may do; read from the source, not by importing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import keychain

PACKAGE = Path(keychain.__file__).parent

FLOORS: tuple[frozenset[str], ...] = tuple(
    frozenset(floor.split())
    for floor in (
        "api",
        "cli",
        "build",
        "ledger pdf preflight",
        "sheets directory papers",
        "layout",
        "tags",
        "contacts",
        "yaml_source",
        "diagnostics collation files",
        "markup text geometry",
        "values",
    )
)
"""Highest first. A room imports only from floors below its own."""

NOT_FOR_PREFLIGHT = {"pdf", "sheets", "directory", "papers", "layout"}
"""Between preflight and tags: it must not repeat their mistakes."""

TOUCHES_FILES = {"api", "cli", "build", "ledger"}
"""Below them functions take and return values."""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    """The package or top module that a file belongs to; empty for the package's own front."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return {"__init__": "", "__main__": "cli"}.get(first, first)


def floor(name: str) -> int:
    return next(index for index, rooms in enumerate(FLOORS) if name in rooms)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it, by its full dotted name."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written out from the top"
            yield node.module or ""
            if node.module == "keychain":
                yield from (f"keychain.{alias.name}" for alias in node.names)


def own_rooms(path: Path) -> set[str]:
    names = (name.split(".") for name in imported(path) if name.startswith("keychain."))
    return {parts[1] for parts in names if parts[1] != "__version__"}


def called(path: Path) -> Iterator[str]:
    """Names and attributes that a file speaks of, as written: ``date.today``, ``print``."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute | ast.Name):
            yield ast.unparse(node)


def test_every_room_has_its_floor() -> None:
    known = frozenset().union(*FLOORS) | {""}
    assert {room(path) for path in modules()} <= known | {"data"}


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    here = room(path)
    if here in ("", "data"):
        assert own_rooms(path) <= ({"api"} if here == "" else set())
        return
    for other in own_rooms(path) - {here}:
        assert floor(other) > floor(here), f"{here} must not import {other}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_what_only_one_room_does(path: Path) -> None:
    here = room(path)
    libraries = {name.split(".")[0] for name in imported(path)}
    if here == "preflight":
        assert not own_rooms(path) & NOT_FOR_PREFLIGHT
    if path.parent.name == "reading":
        above = [name for name in imported(path) if name.startswith("keychain.preflight.")]
        assert all(name.startswith("keychain.preflight.reading") for name in above), "says what is"
    if here != "pdf":
        assert "reportlab" not in libraries
    if here not in TOUCHES_FILES:
        assert "files" not in own_rooms(path) or here == "files"
    if here != "cli":
        spoken = set(called(path))
        assert "print" not in spoken, "only the edge prints"
        assert not spoken & {"sys.exit", "exit", "quit", "SystemExit", "os._exit"}
        assert not spoken & {"os.environ", "os.getenv", "os.environb", "sys.argv"}
        assert not spoken & {"date.today", "datetime.now", "datetime.today", "datetime.utcnow"}
        assert not spoken & {"time.time", "time.localtime", "datetime.date.today"}
        assert "logging" not in libraries


def test_the_order_is_really_read(tmp_path: Path) -> None:
    """Imports inside functions and of ``keychain`` itself are seen as well."""
    source = tmp_path / "x.py"
    source.write_text("def f():\n    from keychain import pdf\n    import keychain.cli.words\n")
    assert own_rooms(source) == {"pdf", "cli"}


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_dataclasses_are_made_quickly(path: Path) -> None:
    """By ``keychain.values``, where they have slots and no order of their own."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ClassDef):
            for made in node.decorator_list:
                told = ast.unparse(made)
                if "slots=True" in told and "order=True" not in told:
                    assert told.startswith("dataclass("), node.name
    from_library = {
        alias.name
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module == "dataclasses"
        for alias in node.names
    }
    assert "dataclass" not in from_library or room(path) == "values"
