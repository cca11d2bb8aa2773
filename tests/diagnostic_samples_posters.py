"""What triggers each diagnostic of posters on the command line."""

from __future__ import annotations

from diagnostic_samples import Sample
from diagnostic_samples_layouts import BUILD, MARK, OWN, at, changed, read

WHOLE = "title: Own\nsheet: {paper: 60mm x 40mm, whole: yes}"

SAMPLES = (
    read("bleed: 3mm", "bleed: 3mm, read-from: 3mm", at("layout-distance", 2, 67)),
    read("bleed: 3mm", "bleed: 3mm, scan-from: 30m", at("layout-number", 2, 67)),
    read("title: Own", "title: Own\nsheet: {whole: yes}", at("layout-not-whole", 2, 16)),
    read(
        "title: Own",
        "title: Own\nsheet: {whole: yes, fold: left}",
        at("layout-whole-beside", 2, 27),
    ),
    Sample(
        "a poster for each household",
        (at("layout-is-a-poster", 1),),
        {OWN: changed("title: Own", WHOLE) + MARK},
        BUILD,
    ),
    Sample(
        "a tag on the wall",
        (at("layout-not-a-poster", 1),),
        {},
        ("directory", "--format", "poster", "--layout", "own"),
    ),
)
