"""What a press profile says beyond the geometry of sheets: standard, inks, die line, shifts."""

from __future__ import annotations

from typing import cast, get_args

from keychain.diagnostics import Diagnostic, error
from keychain.geometry import NO_CORRECTION, Correction
from keychain.layout.output_profile import (
    FOGRA39,
    NEEDED_TABLES,
    NEWEST,
    converts,
    fogra39,
    read_icc,
)
from keychain.layout.reading.inherit import Load
from keychain.layout.reading.quantities import BAD_NUMBER, read_length, read_point
from keychain.layout.sheet_spec import Delivery, OutputCondition, Production, Standard
from keychain.yaml_source.fields import NO, YES, Fields
from keychain.yaml_source.nodes import Mapping, Node, Scalar, Sequence

PROFILE_MISSING = error("press-profile-missing", "without its profile a colour is only a recipe")
PROFILE_BROKEN = error("press-profile-broken", "a shop refuses a file whose profile is damaged")
PROFILE_UNFIT = error("press-profile-unfit", "a screen's profile says nothing of ink on paper")
PROFILE_TOO_NEW = error("press-profile-version", "an older PDF knows no newer profile")
CONDITION_OWN = error("press-condition-own", "two names for one printing condition contradict")
DIE_LINE_OFFICE = error("press-die-line", "an office printer would print the die line on the tag")
DIE_LINE_NAME = error("press-die-line-name", "a die line in a press's own ink would be printed")
BAD_SCALE = error("press-scale", "a printer that is further off needs repair, not a correction")

PRODUCTION_KEYS = (
    "standard",
    "profile",
    "condition",
    "die-line",
    "pages",
    "stack",
    "printer",
    "tray",
    "front",
    "back",
)
CONDITION_KEYS = ("identifier", "registry", "info")
CORRECTION_KEYS = ("shift", "scale")

USUAL_STANDARD: Standard = "plain"
USUAL_PAGES: Delivery = "sheets"
CUT_CONTOUR = "CutContour"
"""What cutters and shops most often call the die line's spot colour."""

PROCESS_NAMES = frozenset(
    {"cyan", "magenta", "yellow", "black", "gray", "grey", "red", "green", "blue"}
    | {"all", "none", "registration"}
)
"""Inks of a press, and the two names that mean every plate or none (ISO 32000-1, 8.6.6.4)."""

LONGEST_NAME = 40
MOST_SHIFT = 10.0
"""mm; where a printer is further off, paper lies askew in its tray."""

LEAST_SCALE, MOST_SCALE = 97.0, 103.0
"""Percent; viewers that fit pages shrink them by 3 to 4."""


def read_production(
    fields: Fields, folder: str, load: Load, faults: list[Diagnostic]
) -> Production:
    """What the press states; where a key is faulty or absent, what is usual.

    ``folder`` is that of the presses, where their profiles lie too; ``load`` gives a file.
    """
    chosen = fields.choice("standard", get_args(Standard))
    standard = cast(Standard, chosen or USUAL_STANDARD)
    # Of a standard that cannot be read, nothing is known to contradict it.
    known = chosen is not None or fields.node("standard") is None
    condition = _read_condition(fields, standard, folder, load, faults)
    printer, tray = fields.text("printer"), fields.text("tray")
    return Production(
        standard,
        condition,
        _read_die_line(fields, known and standard == "plain", faults),
        cast(Delivery, fields.choice("pages", get_args(Delivery)) or USUAL_PAGES),
        bool(fields.flag("stack")),
        _read_correction(fields.mapping("front"), faults),
        _read_correction(fields.mapping("back"), faults),
        printer.value if printer else "",
        tray.value if tray else "",
    )


def _read_condition(
    fields: Fields, standard: Standard, folder: str, load: Load, faults: list[Diagnostic]
) -> OutputCondition | None:
    """The printing condition; the bundled one where a standard needs one and none is named."""
    named = fields.scalar("profile")
    about = fields.mapping("condition")
    if named is None or named.text.strip().casefold() == FOGRA39:
        if about is not None:
            faults.append(CONDITION_OWN(about.place))
        return fogra39() if named is not None or standard != "plain" else None
    data = _read_profile(named, standard, folder, load, faults)
    own = Mapping((), named.place) if about is None else about
    parts = Fields(own, CONDITION_KEYS, faults)
    texts = [parts.text(key, required=key == "identifier") for key in CONDITION_KEYS]
    identifier, registry, info = (text.value if text else "" for text in texts)
    if data is None or not identifier:
        return None
    return OutputCondition(identifier, registry, info or identifier, data)


def _read_profile(
    named: Scalar, standard: Standard, folder: str, load: Load, faults: list[Diagnostic]
) -> bytes | None:
    name = named.text.strip()
    shown = name[:80]
    outside = "\\" in name or ":" in name or name.startswith("/") or ".." in name.split("/")
    data = None if outside else load(folder + name)
    if data is None:
        faults.append(PROFILE_MISSING(named.place, profile=shown, folder=folder))
        return None
    profile = read_icc(data)
    if profile is None:
        faults.append(PROFILE_BROKEN(named.place, profile=shown))
        return None
    if profile.version > NEWEST[standard]:
        versions = {"version": profile.version, "newest": NEWEST[standard]}
        faults.append(PROFILE_TOO_NEW(named.place, profile=shown, standard=standard, **versions))
        return None
    lacking = [name for name in NEEDED_TABLES if name not in profile.tables]
    if (profile.kind, profile.space) != ("prtr", "CMYK") or lacking:
        kind, space = profile.kind, profile.space
        faults.append(PROFILE_UNFIT(named.place, profile=shown, kind=kind, space=space))
        return None
    if not converts(data):
        faults.append(PROFILE_BROKEN(named.place, profile=shown))
        return None
    return data


def _read_die_line(fields: Fields, office: bool, faults: list[Diagnostic]) -> str | None:
    scalar = fields.scalar("die-line")
    if scalar is None:
        return None
    name = scalar.text.strip()
    if name.casefold() in NO:
        return None
    if name.casefold() in YES:
        name = CUT_CONTOUR
    if name.casefold() in PROCESS_NAMES or len(name) > LONGEST_NAME or not name.isprintable():
        faults.append(DIE_LINE_NAME(scalar.place, name=name[:LONGEST_NAME]))
        return None
    if office:
        faults.append(DIE_LINE_OFFICE(scalar.place))
        return None
    return name


def _read_correction(node: Mapping | None, faults: list[Diagnostic]) -> Correction:
    if node is None:
        return NO_CORRECTION
    fields = Fields(node, CORRECTION_KEYS, faults)
    right, lower = _read_shift(fields.node("shift"), faults)
    across, down = _read_scale(fields.node("scale"), faults)
    return Correction(right, lower, across, down)


def _read_shift(node: Node | None, faults: list[Diagnostic]) -> tuple[float, float]:
    point = read_point(node, faults)
    if node is None or point is None:
        return 0.0, 0.0
    if max(abs(point.x), abs(point.y)) > MOST_SHIFT:
        found = f"{point.x:g}mm, {point.y:g}mm"
        faults.append(BAD_NUMBER(node.place, found=found, least=-MOST_SHIFT, most=MOST_SHIFT))
        return 0.0, 0.0
    return point.x, point.y


def _read_scale(node: Node | None, faults: list[Diagnostic]) -> tuple[float, float]:
    """Two percentages, across and down, as factors."""
    if node is None:
        return 1.0, 1.0
    items = node.items if isinstance(node, Sequence) else ()
    lengths = [read_length(each, []) for each in items if isinstance(each, Scalar)]
    parts = [each.value for each in lengths if each is not None and each.percent]
    if len(items) == len(parts) == 2 and all(LEAST_SCALE <= p <= MOST_SCALE for p in parts):
        return parts[0] / 100, parts[1] / 100
    found = ", ".join(each.text for each in items if isinstance(each, Scalar))
    found = node.text if isinstance(node, Scalar) else found
    faults.append(BAD_SCALE(node.place, found=found[:40], least=LEAST_SCALE, most=MOST_SCALE))
    return 1.0, 1.0
