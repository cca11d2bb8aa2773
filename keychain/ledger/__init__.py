"""Stage 9, record: what was built, what was printed and handed out, and so what people hold."""

from keychain.ledger.model import BuiltJob, BuiltVillage, Handout, Issue
from keychain.ledger.opening import open_ledger, using_ledger
from keychain.ledger.refusal import LedgerRefused
from keychain.ledger.store import Ledger

__all__ = [
    "BuiltJob",
    "BuiltVillage",
    "Handout",
    "Issue",
    "Ledger",
    "LedgerRefused",
    "open_ledger",
    "using_ledger",
]
