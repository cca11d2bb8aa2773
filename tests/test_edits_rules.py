"""What each edit of a directory means: whose role it is, who serves already, what is refused."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from keychain.cli import main
from keychain.contacts import read_contacts
from keychain.contacts.editing import edit_contacts, rotate
from keychain.contacts.model import Contacts
from keychain.contacts.roster import choose

DAY = date(2027, 1, 1)
TEXT = """\
commune: {name: Xã A, province: Tỉnh Lạng Sơn}
hotlines: [{label: Công an, phone: 0205 3800 113}]
officers:
  an: {name: Hoàng Văn An, role: Trưởng Công an xã, phone: 0950 000 001}
  binh: {name: Nông Thị Bình, phone: 0950 000 002}
  chau: {name: Lý Văn Châu, role: Công an viên, phone: 0950 000 003}
  an-hai: {name: Hoàng Văn An, rank: Đại úy, phone: 0950 000 004}
villages:
  mot: {name: Bản Một, households: 10, officers: [@]}
  hai: {name: Bản Hai, households: 10, officers: [chau]}
"""
NOBODY = "chau, {officer: an-hai, until: 2026-01-31}"


def directory(officers: str) -> tuple[bytes, Contacts]:
    data = TEXT.replace("@", officers).encode()
    contacts, found = read_contacts(data, "c.yaml")
    assert contacts, found
    return data, contacts


def rotated(officers: str, old: str, new: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """What stands in the brackets of Bản Một after the hand-over, and the two lists of ids."""
    data, contacts = directory(officers)
    done = rotate(contacts, old, new, DAY)
    edited = edit_contacts(data, "c.yaml", done.steps)
    assert edited.data is not None, edited.diagnostics
    line = next(line for line in edited.data.decode().splitlines() if "Bản Một" in line)
    return line.partition("officers: [")[2].removesuffix("]}"), done.villages, done.already


def whom(text: str) -> str:
    """``an..2026-12-31; binh 2027-01-01..`` as YAML: the officers of a village, short."""
    items = []
    for each in text.split("; "):
        name, _, period = each.partition(" ")
        start, _, end = period.partition("..")
        name, _, role = name.partition("/")
        pairs = (("officer", name), ("role", role), ("from", start), ("until", end))
        kept = ", ".join(f"{key}: {value}" for key, value in pairs if value)
        items.append(f"{{{kept}}}" if kept != f"officer: {name}" else name)
    return ", ".join(items)


RULES = {
    "the post's role goes over": (
        "an/Phó",
        "an/Phó ..2026-12-31; binh/Phó 2027-01-01..",
    ),
    "the post's role goes over to one who has a role too": (
        "binh/Phó; chau/Tổ_trưởng",
        "binh/Phó ..2026-12-31; an/Phó 2027-01-01..; chau/Tổ_trưởng",
    ),
    "a service that is to begin goes over as it stands": (
        "chau; an 2027-03-01..",
        "chau; binh/Trưởng_Công_an_xã 2027-03-01..",
    ),
    "a service that begins on the day goes over": (
        "an 2027-01-01..2027-06-30",
        "binh/Trưởng_Công_an_xã 2027-01-01..2027-06-30",
    ),
    "one that has ended stays": (
        "an ..2026-06-30; an 2026-07-01..",
        "an ..2026-06-30; an 2026-07-01..2026-12-31; binh/Trưởng_Công_an_xã 2027-01-01..",
    ),
    "the new one serves for some time already": (
        "an; binh 2027-03-01..2027-04-30",
        "an ..2026-12-31; binh/Trưởng_Công_an_xã 2027-01-01..2027-02-28; "
        "binh/Trưởng_Công_an_xã 2027-05-01..; binh 2027-03-01..2027-04-30",
    ),
    "the new one serves until later": (
        "an; binh ..2027-03-31",
        "an ..2026-12-31; binh/Trưởng_Công_an_xã 2027-04-01..; binh ..2027-03-31",
    ),
    "the new one comes later": (
        "an; binh 2027-03-01..",
        "an ..2026-12-31; binh/Trưởng_Công_an_xã 2027-01-01..2027-02-28; binh 2027-03-01..",
    ),
    "a service that never begins": ("an 2027-02-01..; binh", "binh"),
}


@pytest.mark.parametrize("name", RULES)
def test_rules_of_a_hand_over(name: str) -> None:
    before, after = (whom(text).replace("_", " ") for text in RULES[name])
    new = "an" if before.startswith("{officer: binh") else "binh"
    old = "binh" if new == "an" else "an"
    told, villages, already = rotated(before, old, new)
    assert told == after
    assert (villages, already) == ((), ("mot",)) if "never" in name else (("mot",), ())


def test_a_persons_own_role_stays_and_is_taken_where_there_is_none() -> None:
    assert rotated("an", "an", "binh")[0] == whom(
        "an ..2026-12-31; binh/Trưởng_Công_an_xã 2027-01-01.."
    ).replace("_", " ")
    assert rotated("an", "an", "chau")[0] == whom("an ..2026-12-31; chau 2027-01-01..")
    # Bình has no role that could stay with her.
    assert rotated("binh", "binh", "an-hai")[0] == whom("binh ..2026-12-31; an-hai 2027-01-01..")


def test_where_the_new_one_serves_the_old_one_only_ends() -> None:
    told, villages, already = rotated("an, binh", "an", "binh")
    assert told == "{officer: an, until: 2026-12-31}, binh"
    assert (villages, already) == ((), ("mot",))


def test_a_hand_over_leaves_nobody_out_and_nobody_twice() -> None:
    for before, _ in RULES.values():
        data, contacts = directory(whom(before).replace("_", " "))
        done = rotate(contacts, "an", "binh", DAY)
        if not done.steps:
            continue
        after = edit_contacts(data, "c.yaml", done.steps).contacts
        assert after is not None
        for day in (date(2026, 12, 31), DAY, date(2027, 3, 15), date(2027, 9, 1)):
            served = next(
                [one.officer.id for one in roster.responsible if roster.village.id == "mot"]
                for roster in choose(after, day)[0]
            )
            assert len(served) == len(set(served))
            assert day < DAY or "an" not in served


class Shell:
    """Runs commands in a folder that holds the directory."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self.capsys = root / "contacts.yaml", capsys
        self.write(TEXT.replace("@", NOBODY))

    def write(self, text: str, name: str = "contacts.yaml") -> None:
        path = self.path.parent / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())

    def __call__(self, *arguments: str, code: int = 0, lang: str = "en") -> tuple[str, str]:
        self.capsys.readouterr()
        assert main([*arguments, "--lang", lang]) == code, self.capsys.readouterr()
        told = self.capsys.readouterr()
        return told.out, " ".join(told.err.split())

    def json(self, *arguments: str, code: int = 0) -> Any:
        return json.loads(self(*arguments, "--json", code=code)[0])


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return Shell(tmp_path, capsys)


WRONG: list[tuple[tuple[str, ...], str]] = [
    (("rotate", "chau"), "rotate takes two officers"),
    (("rotate", "chau", "ly van chau"), "cannot hand over to themselves"),
    (("rotate", "binh", "chau", "--from", "2027-01-01"), "there is nothing to hand over"),
    (("rotate", "an-hai", "chau", "--from", "2027-01-01"), "there is nothing to hand over"),
    (("rotate", "chau", "bin"), "Did you mean “binh”? For a new officer give --name and --phone."),
    (("rotate", "zzzzzz", "chau"), "there is no officer “zzzzzz”"),
    (("rotate", "chau", "hoang van an"), "can be any of these officers: an, an-hai"),
    (("rotate", "chau", "moi", "--name", "Lê Mới"), "needs both --name and --phone"),
    (("rotate", "chau", "binh", "--rank", "Đại úy"), "needs both --name and --phone"),
    (
        ("rotate", "chau", "binh", "--name", "Lê Mới", "--phone", "0950 000 009"),
        "there is an officer “binh” already",
    ),
    (("rotate", "chau", "binh", "--village", "ban mo"), "Did you mean “Bản Một”?"),
    (("rotate", "chau", "binh", "--from", "2027-02-30"), "is not a day"),
    (("change-number", "chau"), "an officer and the new number"),
    (("change-number", "chau", "0950 000 009", "--correct", "--from", "2027-01-01"), "exclude"),
    (("add-officer", "Lê Mới"), "takes one name in quotes and --phone"),
    (("add-officer", "Lê Mới", "--phone", "0950 000 009", "--id", "an"), "an officer “an” already"),
    (("retire-officer", "binh", "--until", "2026-12-31"), "there is nothing to end"),
    (("add-village", "Bản Ba"), "takes one name in quotes and --officer"),
    (("add-village", "Bản Ba", "--officer", "an", "--id", "hai"), "a village “hai” already"),
    (("rename-village", "hai"), "takes a village and its new name"),
    (("set-households", "hai", "-1"), "no number of households"),
    (("set-households", "hai", "many"), "no number of households"),
]


@pytest.mark.parametrize(("command", "said"), WRONG, ids=lambda value: str(value)[:50])
def test_wrong_usage_writes_nothing(shell: Shell, command: tuple[str, ...], said: str) -> None:
    before = shell.path.read_bytes()
    out, err = shell(*command, code=2)
    assert out == "" and said in err
    assert shell(*command, code=2, lang="vi")[1] != err
    assert shell.path.read_bytes() == before


def test_names_as_keyboards_and_clipboards_give_them(shell: Shell) -> None:
    decomposed = unicodedata.normalize("NFD", "Bản  Mới ")
    told = shell.json("rename-village", "hai", decomposed)
    assert told["written"]
    shell("add-officer", "Lê\tMới", "--phone", "0950 000 009")
    contacts, _ = read_contacts(shell.path.read_bytes(), "c.yaml")
    assert contacts and contacts.villages[1].name.value == "Bản Mới"
    assert (contacts.officers[-1].name.value, contacts.officers[-1].rank) == ("Lê Mới", None)


def test_what_would_be_an_error_is_refused(shell: Shell) -> None:
    before = shell.path.read_bytes()
    told = shell.json("change-number", "chau", "0950 000", code=3)
    assert next(each["code"] for each in told["diagnostics"]) == "phone-too-short"
    assert (told["written"], told["diff"]) == (False, "")
    told = shell.json("retire-officer", "chau", "--until", "2026-12-31", code=3)
    left = [(d["code"], d["village"]) for d in told["diagnostics"]]
    assert left == [("village-left-alone", "mot"), ("village-left-alone", "hai")]
    assert not told["written"]
    assert shell.path.read_bytes() == before
    assert not shell.path.with_name("contacts.yaml.bak").exists()


def test_the_json_of_each_verb(shell: Shell) -> None:
    new = ("--name", "Lê Mới", "--phone", "0950 000 009", "--role", "Công an viên")
    steps: list[tuple[tuple[str, ...], dict[str, Any]]] = [
        (
            ("rotate", "chau", "moi", *new, "--village", "hai", "--from", "2027-01-01"),
            {"from": "2027-01-01", "villages": ["hai"], "already": []},
        ),
        (("change-number", "moi", "0950 000 010", "--correct"), {"from": None}),
        (("change-number", "moi", "0950 000 011", "--from", "1/2/2027"), {"from": "2027-02-01"}),
        (
            ("add-officer", "Đỗ  Thị Én", "--phone", "0950 000 012", "--village", "mot"),
            {"id": "do-thi-en", "villages": ["mot"]},
        ),
        (
            ("retire-officer", "chau", "--until", "2027-02-28"),
            {"until": "2027-02-28", "villages": ["mot"]},
        ),
        (
            ("add-village", "Bản Ba", "--officer", "đỗ thị én"),
            {"id": "ban-ba", "villages": ["ban-ba"]},
        ),
        (("rename-village", "ban ba", "Bản Tư"), {"villages": ["ban-ba"]}),
        (("set-households", "ban-ba", "9"), {"villages": ["ban-ba"]}),
        (("retire-village", "ban-ba", "--until", "2027-03-31"), {"villages": ["ban-ba"]}),
    ]
    for command, expected in steps:
        before = shell.path.read_bytes()
        dry = shell.json(*command, "--dry-run")
        assert shell.path.read_bytes() == before and not dry["written"]
        told = shell.json(*command)
        assert told == {**dry, "written": True}
        assert list(told)[:3] == ["path", "written", "diff"] and list(told)[-1] == "diagnostics"
        assert {key: told[key] for key in expected} == expected
        assert shell.path.with_name("contacts.yaml.bak").read_bytes() == before
    undone = shell.json("undo")
    assert list(undone) == ["path", "written", "diff", "diagnostics"] and undone["written"]
    contacts, found = read_contacts(shell.path.read_bytes(), "c.yaml")
    assert contacts and not [each for each in found if each.severity == "error"]
    assert contacts.villages[2].households == 9 and contacts.villages[2].end is None


def test_a_number_that_was_to_begin_that_day_is_replaced(shell: Shell) -> None:
    for number in ("0950 000 010", "0950 000 011"):
        shell("change-number", "chau", number, "--from", "2027-01-01")
    text = shell.path.read_text(encoding="utf-8")
    assert (
        "[{phone: 0950 000 003, until: 2026-12-31}, {phone: 0950 000 011, from: 2027-01-01}]"
        in text
    )


def test_a_village_is_left_out_after_its_day(shell: Shell) -> None:
    shell("retire-village", "hai", "--until", "2027-03-31")
    layouts = ("--layouts", str(Path(__file__).parent.parent / "layouts"))
    for day, villages in (("2027-03-31", ["mot", "hai"]), ("2027-04-01", ["mot"])):
        plan = shell.json("plan", "--as-of", day, *layouts)
        assert sorted(each["village"] for each in plan["villages"]) == sorted(villages)
        built = shell.json("build", "--as-of", day, "--no-verify", *layouts)
        assert [each["village"] for each in built["files"]] == villages


def test_a_folder_of_communes(shell: Shell) -> None:
    shell.path.unlink()
    shell.write(TEXT.replace("@", NOBODY), "xa/a.yaml")
    other = TEXT.replace("@", "dung").replace("Xã A", "Xã B").replace("  an:", "  dung:")
    shell.write(other.replace("Hoàng Văn An, role", "Hứa Thị Dung, role"), "xa/b.yaml")
    folder = ("--contacts", "xa")
    told = shell.json("change-number", "hua thi dung", "0950 000 009", "--correct", *folder)
    assert told["path"] == "xa/b.yaml" and told["written"]
    refused = shell("change-number", "chau", "0950 000 009", *folder, code=2)[1]
    assert "xa/a.yaml, xa/b.yaml" in " ".join(refused.split())
    assert "no commune" in shell("rotate", "an", "x", "--village", "zzz", *folder, code=2)[1]
    assert "holds several communes" in shell("undo", *folder, code=2)[1]


def test_what_a_clerk_reads_in_vietnamese(shell: Shell) -> None:
    rotate_hai = ("rotate", "châu", "bình", "--village", "bản hai", "--from", "1/1/2027")
    out, _ = shell(*rotate_hai, "--dry-run", lang="vi")
    flat = " ".join(out.split())
    assert "Từ ngày 1/1/2027 Nông Thị Bình thay Lý Văn Châu ở 1 thôn: Bản Hai." in flat
    assert "Chưa ghi gì: contacts.yaml sẽ trở thành như trên." in flat
    flat = " ".join(shell(*rotate_hai, lang="vi")[0].split())
    assert "Đã ghi contacts.yaml." in flat
    _, err = shell("rotate", "chau", "bin", code=2, lang="vi")
    assert "“bin”" in err and "“binh”" in err
    assert "Không có gì thay đổi." in shell("set-households", "hai", "10", lang="vi")[0]
