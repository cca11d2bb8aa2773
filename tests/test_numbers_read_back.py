"""The one thing that matters: every number in the PDFs is the directory's.

The directory is read here by PyYAML's BaseLoader and grouped by hand; the PDFs by pypdfium2 and
zxing-cpp. Nothing of keychain takes part but the command that makes the files.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
import yaml
import zxingcpp

from keychain.cli import main

ROOT = Path(__file__).parent.parent
NUMBER = re.compile(r"0\d{3} \d{3,4} \d{3}")


def directory() -> dict[str, dict[str, object]]:
    """For each village: lead, every number as printed, and the URI of its code."""
    text = (ROOT / "contacts.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=yaml.BaseLoader)
    result = {}
    for village, entry in data["villages"].items():
        served = []
        for one in entry["officers"]:
            officer = one if isinstance(one, str) else one["officer"]
            digits = data["officers"][officer]["phone"].replace(" ", "")
            served.append(f"{digits[:4]} {digits[4:7]} {digits[7:]}")
        lead = served[0].replace(" ", "")
        result[village] = {
            "name": entry["name"],
            "lead": served[0],
            "numbers": Counter([*served, "0205 3800 113"]),
            "dials": "tel:+84" + lead[1:],
        }
    return result


@pytest.fixture(scope="module", params=["fob-54x29", "oval-50x20", "round-40", "card-cr80"])
def job(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, object]:
    out = tmp_path_factory.mktemp("out")
    arguments = ["build", "--layout", request.param, "--output", str(out), "--lang", "en"]
    arguments += ["--contacts", str(ROOT / "contacts.yaml"), "--layouts", str(ROOT / "layouts")]
    assert main([*arguments, "--as-of", "2026-12-01"]) == 0
    (path,) = out.glob("*/job.json")
    found: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_every_number_of_every_village_is_the_directorys(job: dict[str, object]) -> None:
    wanted = directory()
    files = job["files"]
    assert isinstance(files, list)
    assert [file["village"] for file in files] == list(wanted)
    assert len(files) == 11
    for file in files:
        assert file["verified"] is True
        village = wanted[file["village"]]
        document = pypdfium2.PdfDocument(file["path"])
        shown: Counter[str] = Counter()
        short = dialled = 0
        # The sheets of a village differ in their number alone, so one is photographed.
        for page in (document[0], document[1]):
            picture = page.render(scale=200 / 72, grayscale=True).to_pil()
            codes = zxingcpp.read_barcodes(picture)
            assert {code.text for code in codes} <= {village["dials"]}
            dialled += len(codes) * file["sheets"]
        for page in document:
            text = page.get_textpage().get_text_range().replace("\r\n", "\n")
            if "Mặt trước" in text:
                assert str(village["name"]) in text
            mark = re.search(r"12/2026 ([0-9A-F]{4})", text)
            assert mark is not None
            text = text.replace(mark[1], "")
            shown.update(NUMBER.findall(text))
            short += len(re.findall(r"(?<!\d)(?<!\d )113(?! ?\d)", text))
        tags = file["tags"]
        numbers = village["numbers"]
        assert isinstance(numbers, Counter)
        assert shown == Counter({number: count * tags for number, count in numbers.items()})
        assert short == tags
        bears_code = job["layout"] in ("fob-54x29", "card-cr80")
        assert dialled == (tags if bears_code else 0)


def test_the_villages_are_kien_mocs_with_556_households() -> None:
    data = yaml.load((ROOT / "contacts.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert [v["name"] for v in data["villages"].values()] == [
        "Bản Phục",
        "Bản Hang",
        "Bản Pìa",
        "Bản Chạo",
        "Bản Lự",
        "Bản Mục",
        "Bản Có",
        "Bản Tùm",
        "Khe Bủng",
        "Hin Đăm",
        "Khe Luồng",
    ]
    assert sum(int(v["households"]) for v in data["villages"].values()) == 556
