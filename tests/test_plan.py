"""Why tags are stale, how many are needed and what they cost: by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from plan_samples import DAY, handed_out, read

from keychain.build.stale import Reason, Stale, Why, stale_days, stale_villages
from keychain.contacts.model import Contacts
from keychain.ledger import Issue


def plan(
    contacts: Contacts, issues: dict[str, Sequence[Issue]], day: date = DAY
) -> tuple[Stale, ...]:
    return stale_villages(contacts, day, issues, lambda tags: -(-tags // 24))[0]


def reasons(stale: Sequence[Stale]) -> dict[str, tuple[Reason, ...]]:
    return {each.roster.village.id: each.reasons for each in stale}


def test_nothing_is_stale_that_says_the_same() -> None:
    assert plan(read(), handed_out(read(), 44)) == ()


def test_a_number_that_changed_is_urgent() -> None:
    changed = read(("phone: 0950 000 003", "phone: 0950 000 009"))
    (only,) = plan(changed, handed_out(read(), 44))
    assert only.urgent and only.roster.village.id == "ba"
    assert only.reasons == (
        Reason(Why.NUMBER_CHANGED, "Lý Văn Châu", "0950 000 003", "0950 000 009", 44),
    )
    # All of them are printed anew: 30 households and ten percent.
    assert (only.tags, only.sheets, only.cost) == (33, 2, None)


def test_an_officer_replaced_is_told_apart() -> None:
    (only,) = plan(read(("[chau]", "[binh]")), handed_out(read(), 44))
    assert not only.urgent
    assert only.reasons == (
        Reason(Why.OFFICER_REPLACED, "Lý Văn Châu", "0950 000 003", "Nông Thị Bình", 44),
    )


@pytest.mark.parametrize(("days", "told"), [(60, True), (61, False)])
def test_who_leaves_within_sixty_days(days: int, told: bool) -> None:
    until = (DAY + timedelta(days=days)).isoformat()
    leaving = read(("[chau]", f"[{{officer: chau, until: {until}}}]"))
    stale = plan(leaving, handed_out(read(), 44))
    assert [each.tags for each in stale] == [0] * told
    if told:
        assert stale[0].reasons == (Reason(Why.OFFICER_LEAVES, "Lý Văn Châu", new=until),)


def test_a_title_is_cosmetic_and_last() -> None:
    changed = read(
        ("title: Móc chìa khóa", "title: Móc khóa, slogan: Toàn dân"),
        ("phone: 0950 000 001", "phone: 0950 000 009"),
        ("[chau]", "[binh]"),
    )
    stale = plan(changed, handed_out(read(), 44))
    assert [each.roster.village.id for each in stale] == ["mot", "ba", "hai"]
    assert [each.urgent for each in stale] == [True, False, False]
    title = Reason(Why.WORDING_CHANGED, "title", "Móc chìa khóa", "Móc khóa", 44)
    slogan = Reason(Why.WORDING_CHANGED, "slogan", None, "Toàn dân", 44)
    assert stale[2].reasons == (title, slogan)
    assert stale[0].reasons[1:] == (title, slogan)


def test_more_households_need_the_difference() -> None:
    # 20, 40 and 30 households with ten percent: 22, 44 and 33.
    stale = plan(read(), handed_out(read(), 33))
    assert reasons(stale) == {"hai": (Reason(Why.HOUSEHOLDS_GREW, old="33", new="44"),)}
    assert (stale[0].tags, stale[0].sheets) == (11, 1)


def test_never_issued_by_the_number_of_tags_and_what_it_costs() -> None:
    costs = read(("spare: 10%", "spare: 0%, tag-cost: 1.500 đ, sheet-cost: 200"))
    stale = plan(costs, {})
    assert [(s.roster.village.id, s.tags, s.sheets, s.cost) for s in stale] == [
        ("hai", 40, 2, Decimal(60_400)),
        ("ba", 30, 2, Decimal(45_400)),
        ("mot", 20, 1, Decimal(30_200)),
    ]


def test_tags_handed_out_after_the_day_do_not_count() -> None:
    issues = handed_out(read(), 44)
    assert len(plan(read(), issues, DAY - timedelta(days=1))) == 3


def test_a_village_without_households_gets_as_many_as_it_has() -> None:
    unknown = read(("households: 30, officers: [chau]", "officers: [binh]"))
    (only,) = plan(unknown, handed_out(read(), 44))
    assert only.tags == 44


def test_the_days_to_come() -> None:
    coming = read(
        ("[chau]", "[{officer: chau, until: 2027-02-28}, {officer: an, from: 2027-03-01}]"),
        ("phone: 0950 000 001", "phones: [{phone: 0950 000 001, until: 2027-03-31}, 113]"),
    )
    found = stale_days(coming, DAY, handed_out(coming, 44))
    assert [(day.isoformat(), village) for day, village, _ in found] == [
        ("2027-03-01", "ba"),
        ("2027-04-01", "mot"),
    ]
    assert next(each.why for each in found[1][2]) is Why.NUMBER_CHANGED
