"""What triggers each diagnostic of files and folders on the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

from cli_samples import CONTACTS, FOLDER
from diagnostic_samples import Sample, Told

from keychain.cli import main

LAYOUT = """\
title: Own
tag: {shape: rectangle, size: 60mm x 40mm, bleed: 3mm, safe: 3mm}
sheet: {paper: 90mm x 120mm, margin: 8mm}
styles:
  number: {font: Roboto Condensed, weight: 600, digits: true, size: 14pt - 8pt}
  words: {font: Be Vietnam Pro, size: 8pt - 6pt}
front:
  body:
    x: 5mm
    y: 4mm
    width: 50mm
    height: 32mm
    row:
      left:
        grow: 1
        column:
          village: {text: "{village.name}", style: words}
          lead: {text: "{lead.phone}", style: number}
          name: {text: "{lead.name}", style: words}
          mark: {text: "{mark.month} {mark.code}", style: words}
      qr: {qr: dial, module: 0.5mm}
back:
  body:
    x: 5mm
    y: 4mm
    width: 50mm
    height: 32mm
    column:
      list:
        phones: others
        grow: 1
        number: {style: number}
        labels: [{lines: [{text: "{name}", style: words}]}]
"""
"""Two tags on a small sheet; its one-village PDFs have a front and a back page."""

OWN = "layouts/own.yaml"
PDF = f"output/{FOLDER}/khe-bung.pdf"
ALL = f"output/{FOLDER}/_all.pdf"
BUILD = ("build", "khe-bung", "--layout", "own", "--copies", "2")
FAST = (*BUILD, "--no-verify")

BUILT: dict[str, Path] = {}
"""PDFs made once, by the file's name; the test fills it."""


def put(name: str = "khe-bung.pdf") -> Path:
    """The finished PDF in its place."""
    place = Path("output") / FOLDER / name
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(BUILT[name], place)
    return place


def called_otherwise() -> None:
    """A build before the commune had another name."""
    assert main([*FAST[:1], *FAST[2:], "--json"]) == 0
    file = Path("contacts.yaml")
    text = file.read_text(encoding="utf-8").replace("Xã Kiên Mộc", "Xã Tân Lập")
    file.write_text(text, encoding="utf-8")


def with_contacts(old: str, new: str) -> dict[str, str]:
    assert CONTACTS.count(old) == 1, old
    return {"contacts.yaml": CONTACTS.replace(old, new)}


def with_layout(old: str, new: str) -> dict[str, str]:
    assert LAYOUT.count(old) == 1, old
    return {OWN: LAYOUT.replace(old, new)}


def folder_taken() -> None:
    Path("output").write_text("a file where the folder should be", encoding="utf-8")


PICTURE = "output/preview/khe-bung-front.png"

SAMPLES = (
    Sample(
        "no households",
        (Told("quantity-unknown", "contacts.yaml", 19, 3, "khe-bung"),),
        with_contacts("    households: 20\n", ""),
        FAST[:4] + FAST[6:],
    ),
    Sample(
        "a file for a folder",
        (Told("output-unwritable", PDF, village="khe-bung"),),
        {},
        FAST,
        5,
        folder_taken,
    ),
    Sample(
        "earlier",
        (Told("earlier-file", PDF, village="khe-bung"),),
        with_contacts("0950 000 002", "0950 000 02"),
        FAST,
        3,
        put,
    ),
    Sample(
        "another commune's folder",
        (Told("commune-clash", "contacts.yaml", 2, 9),),
        {
            **with_contacts("name: Xã Kiên Mộc", "name: Xã Kiên Mốc"),
            f"output/{FOLDER}/job.json": '{"files": [{"commune": "Xã Kiên Mộc"}]}',
        },
        FAST,
        5,
    ),
    Sample(
        "the commune was called otherwise",
        (Told("earlier-folder", f"output/{FOLDER}"),),
        {},
        FAST[:1] + FAST[2:],
        0,
        called_otherwise,
    ),
    Sample(
        "the same commune twice",
        (Told("commune-twice", "all/b.yaml", 2, 9),),
        {"all/a.yaml": CONTACTS, "all/b.yaml": CONTACTS},
        ("check", "--contacts", "all"),
    ),
    Sample(
        "no names",
        (Told("number-without-name", None, village="khe-bung", page=1, position="1:1"),),
        with_layout('          name: {text: "{lead.name}", style: words}\n', ""),
        BUILD,
        4,
    ),
    Sample(
        "no village",
        (Told("village-missing", None, village="khe-bung", page=1, position="1:1"),),
        with_layout('          village: {text: "{village.name}", style: words}\n', ""),
        BUILD,
        4,
    ),
    Sample(
        "no such letter",
        (Told("letter-not-in-fonts", "contacts.yaml", 20, 11, "khe-bung"),),
        with_contacts("name: Khe Bủng", "name: Khe 漢"),
        FAST,
    ),
    Sample(
        "half a picture",
        (Told("image-broken", None, village="khe-bung", box="name"),),
        {
            **with_layout('name: {text: "{lead.name}", style: words}', "name: {image: a.png}"),
            "layouts/a.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x09\0\0\0\x09\x08\x02\0\0\0",
        },
        FAST,
    ),
    Sample("init twice", (Told("file-in-the-way", "contacts.yaml"),), {}, ("init",), 5),
    Sample(
        "an earlier picture",
        (Told("earlier-picture", PICTURE, village="khe-bung"),),
        {**with_contacts("0950 000 002", "0950 000 02"), PICTURE: b""},
        ("preview", "khe-bung", "--layout", "own"),
        3,
    ),
)
