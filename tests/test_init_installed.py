"""``keychain init`` as it is met: on a terminal, and out of an installed wheel."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_samples import PROJECT

from keychain.cli.columns import cells
from keychain.contacts import read_contacts


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of one's own is a Unix matter")
@pytest.mark.parametrize("stop", [False, True])
def test_questions_on_a_terminal(stop: bool) -> None:
    typed = ["", "Xã Kiên Mộc", "Tỉnh Lạng Sơn", "", "Bản Phục: 52, Khe Bủng", "...", "Hin Đăm"]
    typed += [""] + (["\x04"] if stop else ["Hoàng Văn An", "0168 123 4567", "0950 000 001", ""])
    code, screen = on_a_terminal([*typed], "init", "p", "--lang", "vi")
    assert "Tên xã" in screen and "Cần có câu trả lời" in screen
    # What is typed ahead may be shown in front of the question.
    (villages,) = (line for line in screen.splitlines() if "Các thôn" in line)
    assert cells(villages[villages.index("Các thôn") :]) <= 80
    if stop:
        assert code == 130 and not Path("p").exists()
        return
    assert code == 0
    assert "0381 234 567" in screen, "the number of before 2018 was refused, with its successor"
    contacts, found = read_contacts(Path("p/contacts.yaml").read_bytes(), "contacts.yaml")
    assert contacts is not None and not found
    assert [(v.name.value, v.households) for v in contacts.villages] == [
        ("Bản Phục", 52),
        ("Khe Bủng", None),
        ("Hin Đăm", None),
    ]
    assert contacts.officers[0].phones[0].printed == "0950 000 001"


def on_a_terminal(typed: list[str], *arguments: str) -> tuple[int, str]:
    """The exit code and the screen of a command, each line typed once the last was answered."""
    import pty

    above, below = pty.openpty()
    command = [sys.executable, "-m", "keychain", *arguments]
    with subprocess.Popen(command, stdin=below, stdout=below, stderr=below) as process:
        os.close(below)
        screen = b""
        for line in typed:
            while not screen.rstrip().endswith((b":", b">")):
                screen += os.read(above, 4096)
            os.write(above, line.encode() + (b"" if line == "\x04" else b"\n"))
            screen += b"\n" + os.read(above, 1) if line else b"\n"
        while True:
            try:
                part = os.read(above, 4096)
            except OSError:
                break
            if not part:
                break
            screen += part
        code = process.wait(60)
    os.close(above)
    return code, screen.decode(errors="replace")


def test_a_wheel_carries_the_layouts(tmp_path: Path) -> None:
    """What setuptools puts into a wheel is enough for a project and a first PDF."""
    library = tmp_path / "library"
    subprocess.run(
        [sys.executable, "setup.py", "-q", "build_py", "--build-lib", str(library)],
        cwd=PROJECT,
        check=True,
        capture_output=True,
    )
    shipped = {p.relative_to(PROJECT) for p in (PROJECT / "layouts").rglob("*") if p.is_file()}
    environ = {**os.environ, "PYTHONPATH": str(library), "LC_ALL": "C.UTF-8"}
    where = "import keychain; print(keychain.__file__)"
    for arguments in (["-c", where], ["-m", "keychain", "init"], ["-m", "keychain", "build"]):
        told = subprocess.run(
            [sys.executable, *arguments],
            env=environ,
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        if arguments[0] == "-c":
            assert told.stdout.startswith(str(library))
    for path in shipped:
        assert Path(path).read_bytes() == (PROJECT / path).read_bytes()
    assert len(list(Path("output").glob("*/[!_]*.pdf"))) == 2
