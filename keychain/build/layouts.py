"""The layouts of a folder and its presses: each read once, and made ready for a press."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace
from pathlib import Path

from keychain.build.labels import LabelSheets
from keychain.build.options import OFFICE
from keychain.build.sources import Read, whole_file
from keychain.diagnostics import Diagnostic, error
from keychain.layout import PRESS, is_abstract, layout_file, lineage, read_layout, read_press
from keychain.layout.label_sheet import (
    TAG_OVER_LABEL,
    LabelSheet,
    fits,
    on_labels,
    piece_size,
    written_size,
)
from keychain.layout.press_spec import PressSpec
from keychain.layout.spec import LayoutSpec
from keychain.values import dataclass

IS_A_POSTER = error(
    "layout-is-a-poster", "a poster for each household is paper by the ream, and nobody's tag"
)
NO_LAYOUTS = error("no-layouts", "without a layout nothing says what a tag looks like")

Found = tuple[LayoutSpec | None, tuple[Diagnostic, ...]]
FoundPress = tuple[PressSpec | None, tuple[Diagnostic, ...]]


@dataclass(slots=True)
class Layouts:
    """The layouts of one folder, and the presses in its folder of presses, each read once.

    Findings name files as they can be opened from here, not as the folder knows them.
    """

    folder: Path
    read: Read
    _known: dict[str, Found] = field(default_factory=dict)
    _presses: dict[str, FoundPress] = field(default_factory=dict)
    _loaded: set[str] = field(default_factory=set)
    _used: dict[str, set[str]] = field(default_factory=dict)
    _names: tuple[str, ...] | None = None
    _labels: LabelSheets | None = None

    def names(self) -> tuple[str, ...]:
        """The layouts that can be printed, in the order of their names: those that are there
        only to be extended are none."""
        if self._names is None:
            files = self._files("")
            self._names = tuple(name for name in files if not is_abstract(name, self._load))
        return self._names

    def presses(self) -> tuple[str, ...]:
        """The presses that there are, in the order of their names; the office's always is."""
        return tuple(sorted({OFFICE, *self._files(PRESS.folder)}))

    def _files(self, folder: str) -> list[str]:
        try:
            return sorted(p.stem for p in (self.folder / folder).iterdir() if p.suffix == ".yaml")
        except OSError:
            return []

    def used(self, name: str, press: str = OFFICE) -> tuple[Path, ...]:
        """The files that the layout called ``name`` and its press were read from, or would have
        been: their own, their parents', pictures."""
        self.get(name, press)
        used = self._used.get(layout_file(name), set()) | self._used.get(PRESS.file(press), set())
        return tuple(self.folder / relative for relative in sorted(used))

    def parents(self, name: str) -> tuple[str, ...]:
        """The layouts that ``name`` extends, its own parent first."""
        return lineage(name, self._load)

    def get(self, name: str, press: str = OFFICE, labels: str = "") -> Found:
        """The layout called ``name`` with its sheet as ``press`` makes it, and what was found in
        their files and their parents'. On the sheet of ``labels`` where one is named, else on the
        layout's own."""
        on, found = self.press(press)
        layout, of_layout = self._once(name)
        found += of_layout
        if layout is None or on is None:
            return None, found
        if labels or layout.sheet.labels:
            layout, of_labels = self._on_labels(layout, labels)
            found += self.located(of_labels)
        if layout is None:
            return None, found
        layout, warnings = on.prepare(layout)
        return layout, found + self.located(warnings)

    def of_tags(self, name: str, press: str = OFFICE, labels: str = "") -> Found:
        """The layout as ``get`` has it, for a build: none where it is a poster."""
        layout, found = self.get(name, press, labels)
        if layout is not None and layout.sheet.whole:
            return None, (*found, *self.located((IS_A_POSTER(layout.place, layout=name),)))
        return layout, found

    @property
    def labels(self) -> LabelSheets:
        """The label sheets of this folder."""
        if self._labels is None:
            self._labels = LabelSheets(self.folder, self._load, self.read)
        return self._labels

    def fitting(self, sheet: LabelSheet) -> tuple[str, ...]:
        """The layouts whose tag has room on the labels of this sheet."""
        return tuple(
            name for name in self.names() if (own := self._once(name)[0]) and fits(own, sheet)
        )

    def _on_labels(self, layout: LayoutSpec, asked: str) -> Found:
        """``layout`` on the sheet of labels that is ``asked`` for, else on the one it names."""
        sheet, found = self.labels.get(asked or layout.sheet.labels, anywhere=bool(asked))
        stated = layout.place if asked else dict(layout.sheet.stated)["labels"]
        if sheet is None:
            return None, tuple(f if f.place else replace(f, place=stated) for f in found)
        if fits(layout, sheet):
            return on_labels(layout, sheet), found
        others = (self.labels.get(name)[0] for name in self.labels.names())
        roomy = tuple(each.name for each in others if each and fits(layout, each))
        too_large = TAG_OVER_LABEL(
            stated,
            tag=piece_size(layout),
            label=written_size(sheet.label.size),
            labels=roomy or ("—",),
            layouts=self.fitting(sheet) or ("—",),
        )
        return None, (*found, too_large)

    def press(self, name: str) -> FoundPress:
        """The press called ``name``, and what was found in its file and its parents'.

        Without a file of its own the office's leaves everything to the layout, whose sheet is
        then an office's unless it says otherwise.
        """
        if name not in self._presses:
            names, load = self.presses(), self._noting(PRESS.file(name))
            if name == OFFICE and name not in self._files(PRESS.folder):
                self._presses[name] = PressSpec(OFFICE), ()
            else:
                press, found = read_press(name, load, names)
                self._presses[name] = press, self.located(found)
        return self._presses[name]

    def _once(self, name: str) -> Found:
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def _read(self, name: str) -> Found:
        names, load = self.names(), self._noting(layout_file(name))
        if not names:
            return None, (NO_LAYOUTS(whole_file(self.folder)),)
        spec, findings = read_layout(name, load, names)
        return spec, self.located(findings)

    def _noting(self, file: str) -> Callable[[str], bytes | None]:
        """A loader that notes which files are read for ``file``."""
        used = self._used.setdefault(file, {file})

        def load(relative: str) -> bytes | None:
            used.add(relative)
            return self._load(relative)

        return load

    def located(self, findings: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """``findings`` with places in layout files named from the current directory."""
        return tuple(self._located(each) for each in findings)

    def _located(self, finding: Diagnostic) -> Diagnostic:
        place = finding.place
        if place is None or place.file not in self._loaded:
            return finding
        path = (self.folder / place.file).as_posix()
        return replace(finding, place=replace(place, file=path))

    def _load(self, relative: str) -> bytes | None:
        try:
            data = self.read(self.folder / relative)
        except OSError:
            return None
        finally:
            self._loaded.add(relative)
        return data
