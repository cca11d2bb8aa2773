"""Contacts files and layouts: read from where they are, and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field, replace
from pathlib import Path

from keychain.build.identity import COMMUNE_TWICE, Communes
from keychain.build.labels import LabelSheets
from keychain.build.options import OFFICE
from keychain.contacts import read_contacts
from keychain.contacts.model import Contacts
from keychain.diagnostics import Diagnostic, Place, error
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

FILE_MISSING = error("file-missing", "the usual cause is a command given in another folder")
FILE_UNREADABLE = error("file-unreadable", "without the file there is nothing to work on")
NO_CONTACTS = error("no-contacts", "a folder of contacts files that holds none is a wrong folder")
IS_A_POSTER = error(
    "layout-is-a-poster", "a poster for each household is paper by the ream, and nobody's tag"
)
NO_LAYOUTS = error("no-layouts", "without a layout nothing says what a tag looks like")

Read = Callable[[Path], bytes]
"""The bytes of a file; raises OSError. ``keychain.files.read_bytes`` is one."""


@dataclass(frozen=True, slots=True)
class Directory:
    """The communes that were read, and every finding of reading them.

    ``files`` are the files that were looked at, also those that gave no commune.
    """

    files: tuple[str, ...]
    communes: tuple[Contacts, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def unread(self) -> tuple[str, ...]:
        """The files of which nobody knows which commune they are about: one that is missing may
        be in them."""
        known = {contacts.file for contacts in self.communes}
        known |= {f.place.file for f in self.diagnostics if f.place and f.rule is COMMUNE_TWICE}
        return tuple(file for file in self.files if file not in known)


APART = frozenset({"layouts", "output"})
"""Folders of a project that hold no contacts, though the first holds YAML files."""


def contacts_files(path: Path) -> tuple[Path, ...]:
    """The file itself, or the YAML files of a folder and of the folders in it, at any depth, in
    the order of their names.

    What is hidden is not looked at, nor links to folders, which may lead in a circle, nor the
    folders that a project keeps beside its contacts. Raises OSError for a folder that may not be
    looked into; one further down stands for the files in it.
    """
    if not path.is_dir():
        return (path,)
    found = _yaml_among(list(path.iterdir()))
    return tuple(sorted(found, key=lambda file: file.relative_to(path).parts))


def _yaml_among(entries: list[Path]) -> Iterator[Path]:
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.suffix.lower() in (".yaml", ".yml") and entry.is_file():
            yield entry
        elif entry.is_dir() and entry.name.casefold() not in APART and not _is_link(entry):
            try:
                yield from _yaml_among(list(entry.iterdir()))
            except OSError:
                yield entry  # to be told of when it is read, like a file that cannot be


def _is_link(folder: Path) -> bool:
    """Whether a folder stands elsewhere: a link, or a junction on Windows."""
    return folder.is_symlink() or folder.resolve() != folder.parent.resolve() / folder.name


def read_directory(path: Path, read: Read) -> Directory:
    """Every commune at ``path``, a file or a folder of them; a bad one stops none of the rest.
    Of a second file about one commune there is only the error."""
    try:
        files = contacts_files(path)
    except OSError as problem:
        return Directory((path.as_posix(),), (), (unreadable(path, problem),))
    communes: list[Contacts] = []
    met = Communes()
    found: list[Diagnostic] = []
    if not files:
        found.append(NO_CONTACTS(whole_file(path)))
    for file in files:
        contacts, findings = read_commune(file, read)
        found.extend(findings)
        if contacts is None:
            continue
        twice = met.meet(contacts.commune)
        if twice is None:
            communes.append(contacts)
        else:
            found.append(twice)
    return Directory(tuple(f.as_posix() for f in files), tuple(communes), tuple(found))


def read_commune(file: Path, read: Read) -> tuple[Contacts | None, tuple[Diagnostic, ...]]:
    """The commune of one file, and what was found in it; None where it gives none."""
    try:
        data = read(file)
    except OSError as problem:
        return None, (unreadable(file, problem),)
    return read_contacts(data, file.as_posix())


def unreadable(path: Path, problem: OSError) -> Diagnostic:
    """The finding for a file that the system does not give us."""
    if isinstance(problem, FileNotFoundError):
        return FILE_MISSING(whole_file(path))
    return FILE_UNREADABLE(whole_file(path), problem=told(problem))


def whole_file(path: Path) -> Place:
    """The place of a finding about a file as a whole: line 0, for it may have no lines."""
    return Place(path.as_posix(), 0, 0)


def told(problem: OSError) -> str:
    """What the system says was wrong, without the path, which stands elsewhere."""
    return problem.strerror or type(problem).__name__


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
