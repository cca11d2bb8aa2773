"""Stage 6, impose: placed tags × quantities → sheets with backs, marks and slugs."""

from keychain.sheets.grid import Grid, plan_grid
from keychain.sheets.impose import TagRun, impose
from keychain.sheets.quantities import sheets_needed, tags_made, tags_needed

__all__ = [
    "Grid",
    "TagRun",
    "impose",
    "plan_grid",
    "sheets_needed",
    "tags_made",
    "tags_needed",
]
