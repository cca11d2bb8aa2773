"""The printing condition that the file is made for (ISO 15930-7 and -4, output intents; ISO
32000-1, 14.11.5)."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from keychain.diagnostics import Diagnostic, error
from keychain.preflight.reading.bounded import read_bounded
from keychain.preflight.reading.icc import IccFacts, read_icc
from keychain.preflight.reading.print_file import PrintFile
from keychain.preflight.reading.values import entry, name, number, text

INTENT = error(
    "x-output-intent",
    "Exactly one output intent says for which press the colours are meant (ISO 15930-7 and -4).",
)
CONDITION = error(
    "x-output-condition",
    "Paper and inks are known only by name or by a description (ISO 32000-1, table 365).",
)
PROFILE = error(
    "x-output-profile",
    "The output profile turns into and out of CMYK, so it must be a whole one (ICC.1, 8.5).",
)
PROFILE_VERSION = error(
    "x-output-profile-version",
    "PDF 1.4 knows ICC profiles of version 2, PDF 1.6 those of version 4 too (table 66).",
)

_LARGEST_PROFILE = 20_000_000


def check_output_intent(file: PrintFile) -> Iterator[Diagnostic]:
    """One output intent for PDF/X, with its names and its profile."""
    if file.standard == "plain":
        return
    listed = entry(file.root, "/OutputIntents")
    intents = [
        each
        for each in (list(listed) if isinstance(listed, pikepdf.Array) else [])
        if name(entry(each, "/S")) == "GTS_PDFX"
    ]
    if len(intents) != 1:
        yield INTENT(found=len(intents))
        return
    (intent,) = intents
    registry = text(entry(intent, "/RegistryName"))
    if not text(entry(intent, "/OutputConditionIdentifier")):
        yield CONDITION(entry="OutputConditionIdentifier")
    elif not registry and not text(entry(intent, "/Info")):
        yield CONDITION(entry="Info")
    profile = entry(intent, "/DestOutputProfile")
    # PDF/X-1a may leave the profile out where a registry has the condition; PDF/X-4 may not.
    if profile is not None or file.standard == "x-4" or not registry:
        yield from _check_profile(profile, file)


def _check_profile(profile: object, file: PrintFile) -> Iterator[Diagnostic]:
    data = read_bounded(profile, _LARGEST_PROFILE) if isinstance(profile, pikepdf.Stream) else None
    facts = None if data is None else read_icc(data)
    if facts is None:
        yield PROFILE(part="DestOutputProfile")
        return
    problem = _problem(facts, number(entry(profile, "/N")))
    if problem:
        yield PROFILE(part=problem)
    allowed = (2, 4) if file.standard == "x-4" else (2,)
    if facts.major not in allowed:
        yield PROFILE_VERSION(found=f"{facts.major}.{facts.minor}", standard=file.label)


def _problem(facts: IccFacts, components: float | None) -> str | None:
    """What a profile for a CMYK press lacks."""
    if facts.kind != "prtr":
        return "prtr"
    if facts.space != "CMYK":
        return "CMYK"
    if components != 4:
        return "/N 4"
    for table in ("A2B", "B2A"):
        if not any(f"{table}{intent}" in facts.tags for intent in "012"):
            return table
    return None
