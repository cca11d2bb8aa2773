"""A small commune on disk, and commands run on it in this process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from keychain.cli import main

PROJECT = Path(__file__).parent.parent

CONTACTS = """\
commune:
  name: Xã Kiên Mộc
  province: Tỉnh Lạng Sơn
campaign:
  title: Móc chìa khóa an ninh trật tự
  launch: 2026-12-01
  spare: 5%
hotlines:
  - {label: Công an, phone: 113}
  - {label: Trực ban Công an xã, phone: 0205 3800 113, duty: true}
officers:
  an: {name: Hoàng Văn An, rank: Thiếu tá, role: Trưởng Công an xã, phone: 0950 000 001}
  binh: {name: Nông Thị Bình, rank: Đại úy, phone: 0950 000 002}
villages:
  ban-phuc:
    name: Bản Phục
    households: 52
    officers: [an, binh]
  khe-bung:
    name: Khe Bủng
    households: 20
    officers: [binh]
"""

FOLDER = "xa-kien-moc-lang-son"
_WITHOUT_LAYOUTS = ("record",)


@dataclass(frozen=True)
class Told:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """Standard output as the JSON document that it must be."""
        document = json.loads(self.out)
        assert isinstance(document, dict)
        return document

    @property
    def unbroken(self) -> str:
        """Standard error as one line, however wide the terminal is."""
        return " ".join(self.err.split())

    @property
    def codes(self) -> list[str]:
        """The codes of the document's diagnostics."""
        return [each["code"] for each in self.document["diagnostics"]]


class Project:
    """A project in a folder of its own, which is also the current directory."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.capsys = capsys
        self.write(CONTACTS)

    def write(self, contacts: str, name: str = "contacts.yaml") -> None:
        """Put a contacts file there."""
        (self.root / name).write_text(contacts, encoding="utf-8")

    def change(self, old: str, new: str) -> None:
        """Replace ``old``, which is there once, in contacts.yaml."""
        text = (self.root / "contacts.yaml").read_text(encoding="utf-8")
        assert text.count(old) == 1
        self.write(text.replace(old, new))

    @property
    def folder(self) -> Path:
        """Where the commune's PDFs are."""
        return self.root / "output" / FOLDER

    @property
    def pdfs(self) -> list[str]:
        """The names of the PDFs there are."""
        papers = ("_ticket.pdf", "_proof.pdf")
        found = (path.name for path in self.folder.glob("*.pdf"))
        return sorted(name for name in found if name not in papers)

    @property
    def job(self) -> Any:
        """What job.json holds."""
        return json.loads((self.folder / "job.json").read_text(encoding="utf-8"))

    def run(self, *arguments: str) -> Told:
        """Run a command in English with the shipped layouts, unless it says otherwise."""
        given = list(arguments)
        usual = [("--lang", "en"), ("--layouts", str(PROJECT / "layouts"))]
        if arguments[0] in _WITHOUT_LAYOUTS:
            usual.pop()
        for option, value in usual:
            if option not in given:
                given += [option, value]
        self.capsys.readouterr()
        code = main(given)
        told = self.capsys.readouterr()
        assert "Traceback" not in told.err
        return Told(code, told.out, told.err)
