"""What triggers each diagnostic of how tags are arranged on sheets, on the command line."""

from __future__ import annotations

from diagnostic_samples import Sample, Told
from diagnostic_samples_layouts import BUILD, GRID, OWN, PRESS, changed

PAGES = "title: P\nstandard: x-4\nprofile: fogra39\npages: tags\n"
GANG = ("build", "--layout", "own", "--copies", "2", "--sheets", "gang")


def arranged(code: str, *more: str, old: str = "title: Own", new: str = "title: Own") -> Sample:
    """A build that the layout's sheet does not allow."""
    return Sample(code, (Told(code, OWN),), {OWN: changed(old, new)}, (*BUILD, *more))


SAMPLES = (
    arranged("start-beyond-sheet", "--start", "40:1"),
    arranged("fold-needs-both-faces", "--faces", "front", new="title: Own\nsheet: {fold: left}"),
    Sample(
        "start-without-sheets",
        (Told("start-without-sheets", OWN),),
        {OWN: changed("title: Own", "title: Own"), PRESS: PAGES},
        (*BUILD, "--press", "own", "--start", "2:1"),
    ),
    Sample(
        "a tag that does not say its village",
        (
            Told("village-not-on-tag", None, village="ban-phuc"),
            Told("village-not-on-tag", None, village="ban-hang"),
        ),
        {OWN: changed("{village.name}", "{commune.name}")},
        (*GANG, "--as-of", "2026-11-01", "--no-verify"),
        0,
    ),
    Sample(
        "labels that stand close together",
        (Told("label-bleed-reduced", OWN),),
        {
            OWN: changed(
                "title: Own", (GRID % ("2", "61mm x 41mm", "20mm")).replace("bleed: 0", "bleed: 2")
            )
        },
        BUILD,
        0,
    ),
)
