"""Label sheets by their names: the project's own files, and gLabels' beside them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from keychain.diagnostics import Diagnostic
from keychain.layout.label_sheet import LabelSheet
from keychain.layout.reading.inherit import Load
from keychain.layout.reading.labels import FOLDER, NO_LABELS, read_labels
from keychain.text import nearest
from keychain.values import dataclass

if TYPE_CHECKING:
    from keychain.layout.label_templates import Template

FoundLabels = tuple[LabelSheet | None, tuple[Diagnostic, ...]]

_IN_FILE = re.compile(r"(.+\.(?:xml|template))(?::(.*))?", re.IGNORECASE | re.DOTALL)
"""``FILE.xml:PART``. The colon of ``C:\\`` stands before the ending and is none of ours."""


@dataclass(slots=True)
class LabelSheets:
    """The label sheets of one layouts folder, each file read once.

    ``load`` gives a file of that folder by its path in it, ``read`` any file; both are asked for
    as few as can be.
    """

    folder: Path
    load: Load
    read: Callable[[Path], bytes]
    _known: dict[str, FoundLabels] = field(default_factory=dict)
    _templates: dict[str, tuple[tuple[Template, ...], tuple[Diagnostic, ...]]] = field(
        default_factory=dict
    )

    def names(self) -> tuple[str, ...]:
        """The label sheets that have a file of their own, in the order of their names."""
        return tuple(sorted(p.stem for p in self._files() if p.suffix == ".yaml"))

    def collections(self) -> tuple[str, ...]:
        """gLabels' files beside them."""
        return tuple(sorted(p.name for p in self._files() if _IN_FILE.fullmatch(p.name)))

    def count(self, collection: str) -> tuple[int, tuple[Diagnostic, ...]]:
        """How many label sheets such a file holds, and what is wrong with it."""
        templates, found = self._collection(FOLDER + collection, self.load)
        return len(templates), found

    def get(self, name: str, *, anywhere: bool = False) -> FoundLabels:
        """The label sheet that is called, or sold as, ``name``; ``FILE.xml:PART`` for one of a
        gLabels file, which may be ``anywhere`` if that is allowed."""
        within = _IN_FILE.fullmatch(name.strip())
        if within:
            return self._from_file(name, within[1], within[2] or "", anywhere)
        for key in (name, self._named_like(name)):
            if key in self.names():
                return self._own(key)
        found: tuple[Diagnostic, ...] = ()
        for collection in self.collections():
            templates, faults = self._collection(FOLDER + collection, self.load)
            found += faults
            asked = " ".join(name.split()).casefold()
            if any(asked in template.names for template in templates):
                return self._template(templates, name, FOLDER + collection)
        known = (*self.names(), *(sold for key in self.names() for sold in self._sold(key)))
        near = nearest(name, known, least=0) or "—"
        return None, (*found, NO_LABELS(None, name=name[:60], nearest=near, known=self._all()))

    def _all(self) -> tuple[str, ...]:
        return self.names() or ("—",)

    def _files(self) -> list[Path]:
        try:
            return list((self.folder / FOLDER).iterdir())
        except OSError:
            return []

    def _own(self, name: str) -> FoundLabels:
        if name not in self._known:
            self._known[name] = read_labels(name, self.load, self.names())
        return self._known[name]

    def _sold(self, name: str) -> tuple[str, ...]:
        sheet = self._own(name)[0]
        return sheet.sold if sheet else ()

    def _named_like(self, name: str) -> str:
        """The file of what is sold under this name, with its maker or without."""
        asked = " ".join(name.split()).casefold()
        for own in self.names():
            for sold in self._sold(own):
                if asked in (sold.casefold(), sold.partition(" ")[2].casefold()):
                    return own
        return ""

    def _from_file(self, name: str, file: str, part: str, anywhere: bool) -> FoundLabels:
        load: Load = self.load
        if file in self.collections():
            file = FOLDER + file
        elif anywhere:
            load = self._outside
        else:
            return None, (NO_LABELS(None, name=name[:60], nearest="—", known=self._all()),)
        templates, found = self._collection(file, load)
        return self._template(templates, part, file, name) if templates else (None, found)

    def _template(
        self, templates: tuple[Template, ...], part: str, file: str, name: str = ""
    ) -> FoundLabels:
        from keychain.layout.label_templates import find_template
        from keychain.layout.template_sheet import template_sheet

        template, found = find_template(part, templates, file)
        if template is None:
            return None, found
        sheet, faults = template_sheet(template, name or part)
        return sheet, found + faults

    def _collection(
        self, file: str, load: Load
    ) -> tuple[tuple[Template, ...], tuple[Diagnostic, ...]]:
        if file not in self._templates:
            data = load(file)
            if data is None:
                missing = NO_LABELS(None, name=file[:60], nearest="—", known=self._all())
                self._templates[file] = (), (missing,)
            else:
                from keychain.layout.label_templates import read_templates

                self._templates[file] = read_templates(data, file)
        return self._templates[file]

    def _outside(self, file: str) -> bytes | None:
        try:
            return self.read(Path(file))
        except OSError:
            return None
