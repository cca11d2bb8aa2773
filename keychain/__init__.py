"""keychain: from a YAML directory of officers to verified sheets of key-ring tags.

Data flows one way, through values that do not change once made:

1. read      ``yaml_source``  YAML text → nodes with file, line and column
2. check     ``contacts``     nodes → Contacts and diagnostics
3. choose    ``contacts.roster``  Contacts and a day → who is responsible for each village
4. compose   ``tags``         roster → TagContent: texts, numbers, QR symbols
5. lay out   ``layout``       TagContent and LayoutSpec → PlacedTag: items at fixed places in mm
6. impose    ``sheets``       placed tags and quantities → Sheets: grid, duplex backs, marks
7. write     ``pdf``          sheets → PDF bytes
8. verify    ``preflight``    PDF bytes and what was expected → findings

``build`` runs the stages; ``cli`` is the edge, the only place that prints and exits.

For programs there is ``keychain.api``, whose names can be had from here:

>>> import keychain
>>> from datetime import date
>>> project = keychain.load("contacts.yaml", layouts="layouts")
>>> [village.name.value for village in project.communes[0].villages][:2]
['Bản Phục', 'Bản Hang']
>>> built = project.build(date(2026, 12, 1), villages=["ban phuc"], output="output")
>>> built.ok, built.files[0].tags, built.files[0].verified
(True, 72, True)
>>> for finding in built.diagnostics:
...     print(keychain.describe(finding, "vi"))
>>> project.verify(built.files[0].path).verified
True
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keychain.api import (
        Built,
        BuiltFile,
        Contacts,
        Diagnostic,
        Place,
        Project,
        Reread,
        Severity,
        describe,
        load,
    )

__version__ = "0.1.0"
__all__ = [
    "Built",
    "BuiltFile",
    "Contacts",
    "Diagnostic",
    "Place",
    "Project",
    "Reread",
    "Severity",
    "describe",
    "load",
]


def __getattr__(name: str) -> object:
    """The names of ``keychain.api``, imported only when one is asked for: it needs every stage."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("keychain.api"), name)
