"""A command loads only what it uses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

PDF_READERS = {"pikepdf", "pypdfium2", "zxingcpp"}
RARELY = {"shapely", "numpy", "svgelements", "openpyxl", "vobject", "icalendar", "phonenumbers"}
NETWORK = {"ssl", "http.client", "urllib.request"}
STAGES = {"reportlab", "PIL", "qrcode", "yaml", "sqlite3"}
FOR_OTHERS = {
    *("multiprocessing", "concurrent.futures.process", "importlib.metadata", "email", "uuid"),
    *("difflib", "keychain.build.planning", "keychain.build.cluster", "logging"),
    *("concurrent.futures", "keychain.preflight", "keychain.pdf.numbered"),
    *("keychain.layout.label_templates", "keychain.build.expectation"),
}
"""What a build of one village on one processor has no use for."""

LISTED = """
import sys
from keychain.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print("loaded:", *sys.modules, file=sys.stderr)
"""


def loaded(tmp_path: Path, *arguments: str) -> set[str]:
    """What a command has loaded when it is done."""
    done = subprocess.run(
        [sys.executable, "-c", LISTED, *arguments],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return set(done.stderr.rpartition("loaded: ")[2].split())


@pytest.mark.parametrize("arguments", [("--help",), ("build", "--help"), ("build", "--fronts")])
def test_help_and_wrong_words_load_no_stage(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert not loaded(tmp_path, *arguments) & (STAGES | PDF_READERS | RARELY | NETWORK)


def test_an_unverified_build_loads_nothing_that_reads_pdfs(tmp_path: Path) -> None:
    made = loaded(
        tmp_path,
        *("build", "ban-phuc", "--no-verify", "--copies", "3", "--output", "out"),
        *("--contacts", str(ROOT / "contacts.yaml"), "--layouts", str(ROOT / "layouts")),
    )
    assert list(tmp_path.rglob("ban-phuc.pdf"))
    assert not made & (PDF_READERS | RARELY | NETWORK | FOR_OTHERS)


def test_a_check_of_contacts_draws_nothing(tmp_path: Path) -> None:
    files = ("--contacts", str(ROOT / "contacts.yaml"), "--layouts", str(ROOT / "layouts"))
    assert not loaded(tmp_path, "check", *files) & (PDF_READERS | NETWORK | {"openpyxl", "vobject"})


def test_a_build_in_which_nothing_is_new_sets_and_draws_nothing(tmp_path: Path) -> None:
    arguments = (
        *("build", "--no-verify", "--copies", "3", "--jobs", "1", "--output", "out"),
        *("--contacts", str(ROOT / "contacts.yaml"), "--layouts", str(ROOT / "layouts")),
    )
    assert "reportlab" in loaded(tmp_path, *arguments)
    again = loaded(tmp_path, *arguments)
    assert not again & ({"reportlab", "PIL", "qrcode"} | PDF_READERS | RARELY | NETWORK)
