"""The hand-out lists of a lot, one a village, as the bytes of PDFs."""

from __future__ import annotations

from collections.abc import Sequence

from keychain.build.lots import Order
from keychain.contacts.model import Commune
from keychain.layout.measure import Measure, remembered
from keychain.papers.handout import HandoutList, compose_list
from keychain.pdf.papers import write_paper
from keychain.tags.job import Job


def make_lists(
    orders: Sequence[Order], job: Job, marks: Sequence[str], measure: Measure
) -> tuple[bytes, ...]:
    """A list for each village of ``job``, in its order; ``marks`` are the villages' issue marks."""
    rosters = {order.roster.village.id: order.roster for order in orders}
    measure = remembered(measure)
    lists = []
    for village, mark in zip(job.villages, marks, strict=True):
        roster = rosters[village.id]
        commune, campaign = roster.commune, roster.campaign
        handout = HandoutList(
            language=campaign.language,
            title=campaign.title.value if campaign.title else None,
            village=village.name,
            commune=commune.name.value,
            place=place_of(commune),
            day=job.day,
            mark=mark,
            tags=village.tags,
            households=roster.village.households,
            serials=village.serials,
        )
        lists.append(write_paper(compose_list(handout, measure), job.day))
    return tuple(lists)


def place_of(commune: Commune) -> str:
    """The commune with its district, if it has one, and its province."""
    district = [commune.district.value] if commune.district else []
    return ", ".join([commune.name.value, *district, commune.province.value])
