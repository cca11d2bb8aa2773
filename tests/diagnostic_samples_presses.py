"""What triggers each diagnostic of press profiles on the command line."""

from __future__ import annotations

from diagnostic_samples import Sample
from diagnostic_samples_layouts import PRESS, at, press
from icc_samples import icc

PROFILE = "layouts/presses/own.icc"


def profile(data: bytes, code: str, standard: str = "x-4") -> Sample:
    """``keychain check`` on a press whose profile is ``data``."""
    text = f"title: P\nstandard: {standard}\nprofile: own.icc\ncondition: {{identifier: F}}\n"
    return Sample(code, (at(code, 3, 10, PRESS),), {PRESS: text, PROFILE: data})


SAMPLES = (
    press("title: P\ndie-line: yes\n", at("press-die-line", 2, 11, PRESS)),
    press("title: P\nstandard: x-4\ndie-line: Black\n", at("press-die-line-name", 3, 11, PRESS)),
    press("title: P\ncondition: {identifier: F}\n", at("press-condition-own", 2, 12, PRESS)),
    press("title: P\nprofile: no.icc\n", at("press-profile-missing", 2, 10, PRESS)),
    press("title: P\nback: {scale: [90%, 100%]}\n", at("press-scale", 2, 15, PRESS)),
    profile(b"", "press-profile-broken"),
    profile(icc(space=b"RGB "), "press-profile-unfit"),
    profile(icc(version=4), "press-profile-version", "x-1a"),
)
