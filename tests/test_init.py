"""``keychain init``: a project of one's own, that says itself what is still missing."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from cli_samples import Told

from keychain.build.new_contacts import scalar
from keychain.build.new_project import project_names
from keychain.cli import main
from keychain.contacts import read_contacts
from keychain.contacts.commune import CAMPAIGN_KEYS, COMMUNE_KEYS, HOTLINE_KEYS
from keychain.contacts.ids import safe_ids
from keychain.contacts.model import Contacts
from keychain.contacts.officers import OFFICER_KEYS
from keychain.contacts.reading import CONTACTS_KEYS
from keychain.contacts.villages import ASSIGNMENT_KEYS, VILLAGE_KEYS
from keychain.files import write_whole
from keychain.text import DEVICE_NAMES
from keychain.yaml_source import read_yaml
from keychain.yaml_source.nodes import Scalar

KNOWN_PEOPLE = ("--chief", "Hoàng Văn An", "--chief-phone", "0950 000 001")
COMMUNE = ("--commune", "Xã Kiên Mộc", "--province", "Tỉnh Lạng Sơn")
ANSWERS = (*COMMUNE, "--village", "Bản Phục: 52", "--village", "Khe Bủng")


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(capsys: pytest.CaptureFixture[str], *arguments: str, lang: str = "en") -> Told:
    capsys.readouterr()
    code = main([*arguments, "--lang", lang])
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    return Told(code, told.out, told.err)


def made(path: str = "contacts.yaml") -> Contacts:
    contacts, _ = read_contacts(Path(path).read_bytes(), path)
    assert contacts is not None
    return contacts


@pytest.mark.skipif(sys.platform == "win32", reason="it is read by sh")
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_command_is_found_where_nothing_knows_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    program = Path("a program/bin")
    program.mkdir(parents=True)
    (program / "keychain").write_text("#!/bin/sh\necho found\n", encoding="utf-8")
    (program / "keychain").chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program.absolute() / "python"))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    told = run(capsys, "init", "own", lang=lang)
    (step,) = (line for line in told.out.splitlines() if "export" in line)
    said = step.partition(". ")[2]
    page = Path("own/README.md").read_text(encoding="utf-8")
    assert f"\n    {said}\n" in page
    found = subprocess.run(["sh", "-c", f"{said}; keychain"], capture_output=True, check=True)
    assert found.stdout == b"found\n"
    monkeypatch.setenv("PATH", f"{program.absolute()}:/usr/bin")
    assert "export" not in run(capsys, "init", "other", lang=lang).out


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_example_that_builds(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    told = run(capsys, "init", lang=lang)
    assert (told.code, told.err) == (0, "")
    assert run(capsys, "check", lang=lang).code == 0
    assert run(capsys, "build", lang=lang).code == 0
    assert len(list(Path("output").glob("*/[!_]*.pdf"))) == 2
    text = Path("contacts.yaml").read_text(encoding="utf-8")
    assert ("BỊA" if lang == "vi" else "INVENTED") in text
    numbers = [n.printed for officer in made().officers for n in officer.phones]
    numbers += [hotline.phone.printed for hotline in made().hotlines]
    # 0950 is given to nobody; 113 is the police.
    assert all(number == "113" or number.startswith("0950 000") for number in numbers)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_key_is_there_with_a_word_about_it(
    capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    run(capsys, "init", lang=lang)
    text = Path("contacts.yaml").read_text(encoding="utf-8")
    comments = "\n".join(line for line in text.splitlines() if "#" in line)
    for group in (COMMUNE_KEYS, CAMPAIGN_KEYS, HOTLINE_KEYS, OFFICER_KEYS, VILLAGE_KEYS):
        for key in (*group, *ASSIGNMENT_KEYS, *CONTACTS_KEYS):
            assert f"{key}:" in text, key
    # Those of one line have a word about them beside or above them; these need more.
    for key in (*OFFICER_KEYS, *VILLAGE_KEYS, "from", "until", "label", "duty"):
        assert key in comments, key
    assert "$" not in text.split("\n", 1)[1], "the first line names the schema"
    assert max(map(len, text.splitlines())) <= 100


def test_what_was_answered_is_there_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "init", *ANSWERS, *KNOWN_PEOPLE).code == 0
    contacts = made()
    assert contacts.commune.name.value == "Xã Kiên Mộc"
    assert contacts.commune.province.value == "Tỉnh Lạng Sơn"
    assert contacts.campaign.launch is None
    assert [(v.id, v.name.value, v.households) for v in contacts.villages] == [
        ("ban-phuc", "Bản Phục", 52),
        ("khe-bung", "Khe Bủng", None),
    ]
    (officer,) = contacts.officers
    assert (officer.id, officer.name.value) == ("hoang-van-an", "Hoàng Văn An")
    assert [phone.printed for phone in officer.phones] == ["0950 000 001"]
    assert [hotline.phone.printed for hotline in contacts.hotlines] == ["113"]
    checked = run(capsys, "check", "--json")
    assert checked.code == 0 and checked.codes == ["households-unknown"]
    assert checked.document["diagnostics"][0]["village"] == "khe-bung"
    told = run(capsys, "build", "--json")
    assert told.code == 3 and told.codes == ["quantity-unknown"]
    assert [file["village"] for file in told.document["files"]] == ["ban-phuc"]


def test_what_is_still_open_is_asked_for_and_not_printed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = run(capsys, "init", *ANSWERS)
    assert "the chief's name, the chief's number" in " ".join(told.out.split())
    checked = run(capsys, "check", "--json")
    assert checked.code == 3
    assert set(checked.codes) == {"empty-value", "officer-has-error", "households-unknown"}
    text = Path("contacts.yaml").read_text(encoding="utf-8").splitlines()
    empty = [d["line"] for d in checked.document["diagnostics"] if d["code"] == "empty-value"]
    assert [text[line - 1].strip() for line in empty] == ["name:", "phone:"]
    assert run(capsys, "build", "--copies", "10").code == 3
    assert not list(Path("output").rglob("*.pdf"))


def test_the_duty_desk(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "init", *ANSWERS, *KNOWN_PEOPLE, "--duty-phone", "0205 3800 113")
    duty = made().hotlines[1]
    assert (duty.label.value, duty.duty) == ("Trực ban Công an xã", True)
    assert duty.phone.printed == "0205 3800 113"


def test_lines_to_be_used_later_are_right_without_their_sign(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As a person does it who deletes the # and nothing else."""
    run(capsys, "init", *ANSWERS, *KNOWN_PEOPLE)
    text = Path("contacts.yaml").read_text(encoding="utf-8")
    for key, value in (
        ("district", "Huyện Đình Lập"),
        ("launch", "2026-12-01"),
        ("rank", "Thiếu tá"),
        ("zalo", "0950 000 001"),
        ("kind", "thôn"),
        ("households", "46"),
    ):
        assert f"#{key}:\n" in text
        text = text.replace(f"#{key}:\n", f"{key}: {value}\n")
    text = text.replace("  #- label", "  - label").replace(
        "  #  phone:", "    phone: 0205 3800 113"
    )
    text = text.replace("  #  duty:", "    duty:")
    contacts, found = read_contacts(text.encode(), "contacts.yaml")
    assert contacts is not None and not found
    assert contacts.villages[1].households == 46
    assert [hotline.duty for hotline in contacts.hotlines] == [False, True]


@pytest.mark.parametrize(
    ("commune", "role"),
    [
        ("Xã Kiên Mộc", "Trưởng Công an xã"),
        ("Phường Văn Miếu - Quốc Tử Giám", "Trưởng Công an phường"),
        ("đặc khu Cô Tô", "Trưởng Công an đặc khu"),
        ("Kiên Mộc", "Trưởng Công an xã"),
    ],
)
def test_the_post_is_called_as_the_commune_is(
    capsys: pytest.CaptureFixture[str], commune: str, role: str
) -> None:
    arguments = (*ANSWERS, "--commune", commune, *KNOWN_PEOPLE)
    run(capsys, "init", *arguments)
    (officer,) = made().officers
    assert officer.role is not None and officer.role.value == role


@pytest.mark.parametrize(
    "name",
    [
        "Bản: Phục # hai",
        "- Khe 'Bủng'",
        '"Hin Đăm"',
        "{a: b}",
        "[x, y]",
        "*sao",
        "&neo",
        "!tag",
        "% lệnh",
        "@x",
        "0123",
        "null",
        "yes",
        "H'Hen Niê",
        "Ea H’Leo",
        "ê̆ ô̆ ơ̆",
        "khóm 3: ",
        "a #b",
        "x:y",
        "? z",
        "| k",
        "Còn",
        "ភូមិ",
    ],
)
def test_any_name_is_read_back_as_it_was_said(name: str) -> None:
    for form in ("NFC", "NFD"):
        written = scalar(unicodedata.normalize(form, name))
        root = read_yaml(f"name: {written}\n".encode(), "x").root
        node = root.get("name") if root else None
        assert isinstance(node, Scalar)
        assert node.text == unicodedata.normalize("NFC", name).strip()


def test_names_in_other_forms_and_of_other_villages(capsys: pytest.CaptureFixture[str]) -> None:
    names = ["Bản Phục", unicodedata.normalize("NFD", "Bản Phức"), "ban phuc", "Còn", "ភូមិ"]
    given = [part for name in names for part in ("--village", name)]
    assert run(capsys, "init", *COMMUNE, *given, *KNOWN_PEOPLE).code == 0
    contacts = made()
    assert [v.name.value for v in contacts.villages] == ["Bản Phục", "Bản Phức", *names[2:]]
    ids = [village.id for village in contacts.villages]
    assert ids[:4] == ["ban-phuc", "ban-phuc-2", "ban-phuc-3", "con_"]
    assert all(id_.isascii() and id_ not in DEVICE_NAMES for id_ in ids)
    assert len(set(ids)) == 5
    assert not contacts.refused


def test_ids_never_meet() -> None:
    # The second "a" would be the "a-2" that is there already.
    assert safe_ids(["A-2", "a", "a", "A"]) == ("a-2", "a", "a-3", "a-4")


def test_nothing_is_overwritten_and_everything_in_the_way_is_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(capsys, "init", "p").code == 0
    before = {path: path.read_bytes() for path in Path("p").rglob("*") if path.is_file()}
    told = run(capsys, "init", "p", *ANSWERS)
    assert (told.code, told.out) == (5, "")
    # The terminal names twenty, and how many more there are; JSON names each.
    names = sorted(path.as_posix() for path in before)
    assert {f"p/{name}" for name in project_names()} <= set(names)
    assert all(name in told.err for name in names[:20])
    assert f"{len(names) - 20} more" in told.err.split(names[19])[1]
    document = run(capsys, "init", "p", "--json").document
    assert [d["file"] for d in document["diagnostics"]] == sorted(p.as_posix() for p in before)
    assert document["files"] == []
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize("name", ["README.md", "layouts/round-40.yaml", "output"])
def test_one_file_in_the_way_is_enough(capsys: pytest.CaptureFixture[str], name: str) -> None:
    """Somebody's own file, or a file where a folder must be."""
    path = Path("p", name)
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    document = run(capsys, "init", "p", "--json").document
    assert [d["file"] for d in document["diagnostics"]] == [path.as_posix()]
    assert [p for p in Path("p").rglob("*") if p.is_file()] == [path]
    path.unlink()
    assert run(capsys, "init", "p").code == 0


def test_a_file_where_the_folder_must_be(capsys: pytest.CaptureFixture[str]) -> None:
    Path("p").write_text("mine")
    assert run(capsys, "init", "p").code == 5
    assert Path("p").read_text() == "mine"


def test_a_refusal_in_the_middle_leaves_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:

    def full(path: Path, data: bytes) -> None:
        if path.name == "round-40.yaml":
            raise OSError(28, "No space left on device", str(path))
        write_whole(path, data)

    monkeypatch.setattr("keychain.build.new_project.write_whole", full)
    told = run(capsys, "init", "p")
    assert told.code == 5 and "No space left" in told.err
    assert not [path for path in Path("p").rglob("*") if path.is_file()]


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    document = run(capsys, "init", "p", "--json").document
    assert document["folder"] == "p" and document["diagnostics"] == []
    assert all(Path(name).is_file() for name in document["files"])
    assert {f"p/{name}" for name in project_names()} <= set(document["files"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (COMMUNE, "--village is missing"),
        (("--village", "A"), "--commune is missing"),
        (("--chief", "A"), "--commune is missing"),
        (("p", "q"), "“q” has no meaning here"),
        ((*ANSWERS, "--chief-phone", "0168 123 4567"), "0381 234 567"),
        ((*ANSWERS, "--duty-phone", "O205 3800 113"), "--duty-phone"),
        ((*ANSWERS, "--village", "Khe: 999999"), "--village"),
        ((*COMMUNE, "--village", " , "), "--village"),
        ((*ANSWERS, "--commune", " "), "--commune"),
        ((*ANSWERS, "--commune", "..."), "--commune"),
        ((*ANSWERS, "--chief", "a\u200bb"), "U+200B"),
        ((*ANSWERS, "--chief", "x" * 101), "--chief"),
    ],
)
def test_an_answer_that_cannot_be_is_wrong_usage_and_writes_nothing(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    told = run(capsys, "init", *arguments)
    assert (told.code, told.out) == (2, "")
    assert words in told.err and "{" not in told.err
    assert not any(Path().iterdir())
