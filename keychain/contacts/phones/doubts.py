"""Numbers that are right as far as anybody can tell, and yet should be looked at."""

from __future__ import annotations

from collections.abc import Iterator

from keychain.contacts.phones.number import Kind, PhoneNumber
from keychain.contacts.phones.plan import is_allocated, moved, shown
from keychain.contacts.phones.provinces import codes_of
from keychain.diagnostics import Diagnostic, warning

PHONE_MAYBE_OLD_LANDLINE = warning(
    "phone-maybe-old-landline",
    "Some area codes of before 2017 are mobile prefixes now: 0383812345 may be either.",
)
PHONE_DOUBTFUL = warning(
    "phone-doubtful", "No operator is known to give out such numbers: a digit may be wrong."
)


def find_doubts(number: PhoneNumber, province: str | None) -> Iterator[Diagnostic]:
    """Warnings about a number that is accepted, in a commune of ``province``."""
    if number.kind is Kind.LANDLINE:
        area, subscriber, *_ = number.printed.split()
        # 0 leads out of the area and 1 to short numbers: a subscriber begins with 2 to 9.
        if subscriber.startswith(("0", "1")):
            yield PHONE_DOUBTFUL(code=f"{area} {subscriber[0]}")
    if number.kind is not Kind.MOBILE:
        return
    was = moved(number.digits)
    if was and province is not None and was.was in {code.old for code in codes_of(province)}:
        yield PHONE_MAYBE_OLD_LANDLINE(probably=shown(was.digits), code=was.was)
    if not is_allocated(number.digits) and not _known_elsewhere(number):
        yield PHONE_DOUBTFUL(code=number.digits[:3])


def _known_elsewhere(number: PhoneNumber) -> bool:
    """Whether phonenumbers knows a number that our own table does not: an operator's new block
    reaches its metadata within weeks. Its "no" counts for little (it has 052, 055, 089 and 069
    wrong), so it is asked about nothing else."""
    # Imported here: 13 ms that a directory with well-known numbers does not pay.
    import phonenumbers

    parsed = phonenumbers.parse(number.digits, "VN")
    return bool(phonenumbers.is_valid_number(parsed))
