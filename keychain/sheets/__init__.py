"""Stage 6, impose: placed tags × quantities → sheets with backs, marks and slugs.

1. ``plan``    which villages' tags go on which sheets: ``grid`` and ``labels`` say where there is
   room, ``order`` and ``gang`` which tag stands there, ``start`` where a begun sheet goes on;
   ``one_up`` is a page a tag instead
2. ``impose``  pages in order, each side set by ``sides``: backs by ``duplex`` or ``fold``, with
   ``marks`` and ``slug``
"""

from keychain.sheets.grid import Grid, plan_grid
from keychain.sheets.impose import impose
from keychain.sheets.plan import TagRun, plan_sheets
from keychain.sheets.quantities import sheets_needed, tags_needed

__all__ = [
    "Grid",
    "TagRun",
    "impose",
    "plan_grid",
    "plan_sheets",
    "sheets_needed",
    "tags_needed",
]
