"""A label sheet that the command line names."""

from __future__ import annotations

from keychain.build.layouts import Layouts
from keychain.cli.arguments import wrong_word
from keychain.layout.reading.labels import NO_LABELS
from keychain.text import nearest


def check_labels(layouts: Layouts, name: str) -> None:
    """Raises UsageError for a label sheet that nobody knows. What else is wrong with it is told
    with the layout that is put on it."""
    if not name:
        return
    sheet, found = layouts.labels.get(name, anywhere=True)
    for finding in found:
        if sheet is None and finding.rule == NO_LABELS:
            known = dict(finding.values)["known"]
            near = str(finding.value("nearest") or "")
            names = known if isinstance(known, tuple) else ()
            if nearest(name, (near,)):
                names = (*names, near)
            raise wrong_word("unknown-labels", name, names)
