"""What is not wrong but will be regretted: numbers that go with a person, and numbers of two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from keychain.contacts.model import Hotline, Officer
from keychain.contacts.phones import Kind, PhoneNumber
from keychain.diagnostics import Diagnostic, warning

PHONE_UNDER_TWO_NAMES = warning(
    "phone-under-two-names", "who calls it cannot know who will answer, or one of the two is wrong"
)
PERSONAL_NUMBERS_ONLY = warning(
    "personal-numbers-only", "a duty desk outlives its officers, and so do tags that bear it"
)


def advise(hotlines: Sequence[Hotline], officers: Iterable[Officer]) -> Iterator[Diagnostic]:
    """A warning for each hotline whose number stands under another name too, and one where every
    hotline and every officer is a mobile telephone. Without hotlines that is said elsewhere."""
    people = tuple(officers)
    seen: dict[PhoneNumber, str] = {}
    for officer in people:
        for phone in officer.phones:
            seen.setdefault(phone, officer.name.value)
    for hotline in hotlines:
        other = seen.setdefault(hotline.phone, hotline.label.value)
        if other != hotline.label.value:
            yield PHONE_UNDER_TWO_NAMES(
                hotline.phone.place,
                phone=hotline.phone.printed,
                name=hotline.label.value,
                other=other,
            )
    numbers = [hotline.phone for hotline in hotlines]
    numbers += [phone for officer in people for phone in officer.phones]
    if hotlines and all(number.kind is Kind.MOBILE for number in numbers):
        yield PERSONAL_NUMBERS_ONLY(hotlines[0].phone.place, label=hotlines[0].label.value)
