"""Each diagnostic is triggered on the command line, in both languages, and looks right there.

The samples say by hand what triggers a rule and where it must be told.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any

import diagnostic_samples
import diagnostic_samples_directory as directory
import diagnostic_samples_edits as edits
import diagnostic_samples_files as finished
import diagnostic_samples_imports
import diagnostic_samples_labels
import diagnostic_samples_layouts
import diagnostic_samples_lists
import diagnostic_samples_papers
import diagnostic_samples_pdfs
import diagnostic_samples_posters
import diagnostic_samples_presses
import diagnostic_samples_quality
import diagnostic_samples_serials as serials
import diagnostic_samples_sheets
import diagnostic_samples_standard
import preflight_pdfs as sheets
import pytest
from cli_samples import CONTACTS as COMMUNE
from cli_samples import FOLDER
from contacts_samples import GOOD
from diagnostic_samples import Sample
from sheets_samples import imposed
from sheets_samples import run as tag_run
from test_layout_reading import GOOD as LAYOUT
from test_parallel import Crew, lots
from test_quality_faces import by_the_hole
from test_quality_faces import expected as expected_face
from test_words import RULES, TABLES, placeholders

from keychain.build.order import in_order
from keychain.cli import main
from keychain.cli.columns import cells
from keychain.cli.report import format_report
from keychain.cli.words import LANGUAGES, load_words
from keychain.contacts.editing import edit_contacts
from keychain.contacts.editing.steps import EditVillage
from keychain.diagnostics import Diagnostic
from keychain.files import TargetInUse
from keychain.geometry import Rect
from keychain.layout.sheet_spec import SheetSpec
from keychain.preflight import check_pdf
from keychain.preflight.exports import Entry, check_export
from keychain.preflight.quality import check_quality

SAMPLES = (
    *diagnostic_samples.SAMPLES,
    *diagnostic_samples_layouts.SAMPLES,
    *finished.SAMPLES,
    *diagnostic_samples_pdfs.SAMPLES,
    *diagnostic_samples_papers.SAMPLES,
    *diagnostic_samples_posters.SAMPLES,
    *diagnostic_samples_presses.SAMPLES,
    *diagnostic_samples_quality.SAMPLES,
    *serials.SAMPLES,
    *diagnostic_samples_sheets.SAMPLES,
    *diagnostic_samples_standard.SAMPLES,
    *diagnostic_samples_labels.SAMPLES,
    *diagnostic_samples_lists.SAMPLES,
    *diagnostic_samples_imports.SAMPLES,
    *edits.SAMPLES,
    *directory.SAMPLES,
)

ONLY_BY_STAGE = {
    "back-not-its-front": "backs are planned from fronts, and the same plan is what is expected",
    "cell-outside-paper": "no grid that leaves its paper is planned",
    "edit-not-certain": "an edit that the commands make reads back as what was meant",
    "export-numbers-differ": "tables and cards are written of the very numbers they are read for",
    "no-tags-needed": "the command refuses a village without a number of tags before",
    "text-near-hole": "no layout places text that near, and a PDF with other text is read as moved",
    "worker-died": "no village kills the process that works on it; test_parallel kills one",
    "pdf-job": "a PDF without its job is refused before it is compared",
    **directory.ONLY_BY_STAGE,
    **serials.ONLY_BY_STAGE,
}
"""Rules that hold one stage to what another promises: no command line triggers them."""

SEVERITIES = {
    "en": {"error": "error", "warning": "warning", "note": "note"},
    "vi": {"error": "lỗi", "warning": "cảnh báo", "note": "lưu ý"},
}
WIDTH = 80
CHECK_PDF = cache(check_pdf)
_MISSING = re.compile(r"“”|: \.|  |\( *\)|, ?\.|\bNone\b|\bnan\b| at 0x")
_SOURCE = re.compile(r" *\d+ \| | *\| +\^$")


@pytest.fixture(scope="module", autouse=True)
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The PDFs that samples change, built once."""
    root = tmp_path_factory.mktemp("built")
    (root / "layouts").mkdir()
    (root / "layouts/own.yaml").write_text(finished.LAYOUT, encoding="utf-8")
    (root / "contacts.yaml").write_text(COMMUNE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        for more in (("khe-bung",), ("--sheets", "one")):
            assert main(["build", *more, "--layout", "own", "--copies", "2", "--json"]) == 0
    for name in ("khe-bung.pdf", "_all.pdf"):
        finished.BUILT[name] = root / "output" / FOLDER / name
    yield
    finished.BUILT.clear()


def run(
    capsys: pytest.CaptureFixture[str], command: tuple[str, ...], *more: str
) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main([*command, *more])
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[pytest.CaptureFixture[str]]:
    """An empty folder for one project, on a terminal of 80 columns without colours."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    # What is wrong with a PDF is the same in every language: it is looked for once.
    for module in ("build.reread", "preflight"):
        monkeypatch.setattr(f"keychain.{module}.check_pdf", CHECK_PDF)
    # Nobody lets go of what these samples hold: there is no use in waiting.
    for module in ("build.edits", "ledger.opening"):
        monkeypatch.setattr(f"keychain.{module}.PATIENCE", 0.01)
    yield capsys
    edits.HELD.close()


def make(sample: Sample) -> None:
    """The good project, with the sample's files."""
    of_pdfs = sample in (
        *finished.SAMPLES,
        *diagnostic_samples_pdfs.SAMPLES,
        *diagnostic_samples_papers.SAMPLES,
        *diagnostic_samples_quality.SAMPLES,
        *edits.SAMPLES,
        *directory.SAMPLES,
        *serials.SAMPLES,
    )
    layout = finished.LAYOUT if of_pdfs else LAYOUT
    files: dict[str, str | bytes] = {
        "contacts.yaml": COMMUNE if of_pdfs else GOOD,
        "layouts/own.yaml": layout,
        **sample.files,
    }
    for name, text in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    if sample.before:
        sample.before()


def check_sentence(sentence: str, pattern: str) -> None:
    """Nothing is missing in a sentence that a person reads."""
    assert sentence and sentence == sentence.strip(), sentence
    assert not _MISSING.search(sentence), sentence
    for name in placeholders(pattern):
        assert f"{{{name}}}" not in sentence, sentence


def check_lines(report: str) -> None:
    """Every line fits the terminal, but for a path that is longer."""
    for line in report.splitlines():
        if _SOURCE.match(line) or "/" in line:
            continue
        assert cells(line) <= WIDTH, line


def flat(report: str) -> str:
    """The report without the lines of the file, as if it stood in one line."""
    return " ".join(" ".join(r for r in report.splitlines() if not _SOURCE.match(r)).split())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: f"{s.told[0].code}: {s.name}"[:60])
def test_a_sample_says_what_it_must(sample: Sample, project: pytest.CaptureFixture[str]) -> None:
    make(sample)
    said: dict[str, list[dict[str, Any]]] = {}
    for language in LANGUAGES:
        code, out, err = run(project, sample.command, "--lang", language, "--json")
        said[language] = json.loads(out)["diagnostics"]
        assert (code, err) == (sample.exit, "")
        for each in said[language]:
            for part in ("message", "hint"):
                check_sentence(each[part], TABLES[language][each["code"]][part])
    for told in sample.told:
        stated = {key: value for key, value in asdict(told).items() if value is not None}
        found = [each for each in said["en"] if stated.items() <= each.items()]
        assert found, (stated, said["en"])
        (rule,) = RULES[told.code]
        assert found[0]["severity"] == rule.severity
    for english, vietnamese in zip(said["en"], said["vi"], strict=True):
        for part in ("message", "hint"):
            assert english[part] != vietnamese[part]
    for language in LANGUAGES:
        code, out, err = run(project, sample.command, "--lang", language)
        assert code == sample.exit
        check_lines(err)
        check_lines(out)
        shown = flat(err)
        for told in sample.told:
            (rule,) = RULES[told.code]
            severity = SEVERITIES[language][rule.severity]
            assert re.search(rf"\b{severity}: [^\[]*.*?\[{told.code}\]", shown), err


def test_every_rule_has_a_sample() -> None:
    sampled = {told.code for sample in SAMPLES for told in sample.told}
    by_hand = {"output-held", *ONLY_BY_STAGE}
    missing = set(RULES) - sampled - by_hand
    assert not missing, (
        f"write a sample in diagnostic_samples*.py for: {', '.join(sorted(missing))}"
    )
    assert not sampled & by_hand, "these can be triggered on the command line after all"


def test_a_pdf_that_a_viewer_holds_open(
    project: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows alone refuses this; here what writes files says so in its place."""

    def held(path: Path, _: bytes, **_options: bool) -> None:
        raise TargetInUse(13, "file is in use", str(path))

    monkeypatch.setattr("keychain.build.output.write_whole", held)
    make(finished.SAMPLES[0])
    Path("contacts.yaml").write_text(COMMUNE, encoding="utf-8")
    for language in LANGUAGES:
        code, out, _ = run(project, finished.FAST, "--lang", language, "--json")
        (found,) = [d for d in json.loads(out)["diagnostics"] if d["code"] == "output-held"]
        assert (code, found["file"], found["severity"]) == (5, finished.PDF, "error")
        code, _, err = run(project, finished.FAST, "--lang", language)
        assert code == 5 and "[output-held]" in err
        check_lines(err)


@cache
def by_stage() -> dict[str, Diagnostic]:
    """The findings that no command line triggers, from the stages that guard against them."""
    whole = sheets.expected()
    front, back = whole.pages[0], whole.pages[1]
    far = replace(front.cells[0], trim=Rect(-5, 20, 54, 29))
    turned = replace(back.cells[0], turn=180)
    plan = replace(
        whole,
        pages=(
            replace(front, cells=(far, *front.cells[1:])),
            replace(back, cells=(turned, *back.cells[1:])),
            *whole.pages[2:],
        ),
    )
    jobless = sheets.edited(
        sheets.draw(sheets.draft()), lambda pdf: pdf.docinfo.__delitem__("/KeychainJob")
    )
    _, told = imposed(SheetSpec(), tag_run(54, 29, needed=0))
    drilled = check_quality(by_the_hole(), expected_face())
    nowhere = [EditVillage("nowhere", "name", "Bản Không")]
    uncertain = edit_contacts(GOOD.encode(), "contacts.yaml", nowhere).diagnostics
    whose = [Entry("Công an", (("113", ""),))]
    exported = check_export(b"Full name,Phone\r\nC\xc3\xb4ng an,115\r\n", "csv", whose)
    stages = (*check_pdf(jobless, plan), *told, *drilled, *uncertain)
    deaths = in_order([("", lot) for lot in lots(1)], Crew(window=1, deadly=frozenset({"v-0"})))
    died = [each for _, outcome in deaths if outcome for each in outcome.diagnostics]
    found = (*stages, *exported, *directory.by_stage(), *serials.by_stage(), *died)
    return {finding.code: finding for finding in found}


@pytest.mark.parametrize("code", sorted(ONLY_BY_STAGE))
def test_what_guards_one_stage_against_another_is_told_as_well(code: str) -> None:
    finding = by_stage()[code]
    told = set()
    for language in LANGUAGES:
        words = load_words(language)
        message, hint = words.word(finding)
        check_sentence(message, TABLES[language][code]["message"])
        check_sentence(hint, TABLES[language][code]["hint"])
        report = format_report([finding], words, lambda _: None, width=WIDTH)
        check_lines(report)
        assert f"[{code}]" in flat(report)
        told.add(message)
    assert len(told) == 2
