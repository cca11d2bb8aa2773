"""What a file does when it is opened, and what it carries along: actions, forms, files.

ISO 15930-7 and -4, actions and JavaScript, interactive forms; ISO 32000-1, 12.6 and 7.11.4.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from keychain.diagnostics import Diagnostic, error
from keychain.preflight.reading.faults import TooMuch
from keychain.preflight.reading.print_file import PrintFile
from keychain.preflight.reading.values import entries, entry, identity, name

ACTION = error("x-action", "A file for print does nothing by itself (ISO 15930-7 and -4, actions).")
JAVASCRIPT = error("x-javascript", "A script may change what the page shows after it was approved.")
FORM = error("x-form", "What is filled in, or drawn by XFA, is not in the page that is printed.")
EMBEDDED_FILE = error(
    "x-embedded-file", "Files inside the file are not printed, and carry viruses."
)

_MOST_BOOKMARKS = 10_000
_MOST_STEPS = 20
_HARMLESS = frozenset({"GoTo", "URI", "Named"})
"""What an office printer need not mind: links, and turning to a page."""


def check_actions(file: PrintFile) -> Iterator[Diagnostic]:
    """Everything that viewers do or that a person could set off."""
    kinds: dict[str, int | None] = {}
    scripts = entry(entry(file.root, "/Names"), "/JavaScript")
    if scripts is not None:
        kinds["JavaScript"] = None
    for page, action in _actions(file):
        for kind in _steps(action):
            kinds.setdefault(kind, page)
    for kind, page in kinds.items():
        if kind == "JavaScript":
            yield JAVASCRIPT().about(page=page)
        elif file.standard != "plain" or kind not in _HARMLESS:
            yield ACTION(kind=kind).about(page=page)


def check_attachments(file: PrintFile) -> Iterator[Diagnostic]:
    """Forms to be filled in, and files carried along."""
    form = entry(file.root, "/AcroForm")
    fields = entry(form, "/Fields")
    if entry(form, "/XFA") is not None:
        yield FORM(entry="XFA")
    elif file.standard != "plain" and isinstance(fields, pikepdf.Array) and len(fields):
        yield FORM(entry="AcroForm")
    if entry(entry(file.root, "/Names"), "/EmbeddedFiles") is not None:
        yield EMBEDDED_FILE(entry="EmbeddedFiles")
    elif entry(file.root, "/AF") is not None:
        yield EMBEDDED_FILE(entry="AF")
    else:
        for page, annotation in file.annotations():
            if name(entry(annotation, "/Subtype")) == "FileAttachment":
                yield EMBEDDED_FILE(entry="FileAttachment").about(page=page)
                return


def _actions(file: PrintFile) -> Iterator[tuple[int | None, object]]:
    """Actions of the document, its bookmarks, its pages and their annotations."""
    start = entry(file.root, "/OpenAction")
    if isinstance(start, pikepdf.Dictionary):  # an array is only where to open
        yield None, start
    for _, action in entries(entry(file.root, "/AA")):
        yield None, action
    for bookmark in _bookmarks(entry(file.root, "/Outlines")):
        yield None, entry(bookmark, "/A")
    for number, page in enumerate(file.pages, 1):
        for _, action in entries(entry(page, "/AA")):
            yield number, action
    for number, annotation in file.annotations():
        yield number, entry(annotation, "/A")
        for _, action in entries(entry(annotation, "/AA")):
            yield number, action


def _bookmarks(root: object) -> Iterator[object]:
    waiting = [entry(root, "/First")]
    known: set[str] = set()
    while waiting:
        bookmark = waiting.pop()
        if not isinstance(bookmark, pikepdf.Dictionary) or identity(bookmark) in known:
            continue
        known.add(identity(bookmark))
        if len(known) > _MOST_BOOKMARKS:
            raise TooMuch("bookmarks")
        yield bookmark
        waiting += [entry(bookmark, "/Next"), entry(bookmark, "/First")]


def _steps(action: object) -> Iterator[str]:
    """The kinds of an action and of those that follow it."""
    waiting = [action]
    for _ in range(_MOST_STEPS):
        if not waiting:
            return
        one = waiting.pop()
        if not isinstance(one, pikepdf.Dictionary):
            continue
        yield "JavaScript" if entry(one, "/JS") is not None else name(entry(one, "/S")) or "?"
        after = entry(one, "/Next")
        waiting += list(after)[:_MOST_STEPS] if isinstance(after, pikepdf.Array) else [after]
