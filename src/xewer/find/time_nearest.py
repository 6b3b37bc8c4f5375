"""Which year a month without its year belongs to, where the tense does not say or says it of something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xewer.find.time_patterns import Draft
    from xewer.find.time_values import Reference

__all__ = ["likelier", "nearer"]

NEAR_MONTHS = 3  # months within which a month without its year is the nearest one
JUST_PAST = 2  # ... within which it is the last one, though a verb to come follows it


def _ahead(draft: Draft, ref: Reference) -> int | None:
    """Months from the day of reference to the month told; None where the year is told or there is no month."""
    if draft.month is None or draft.year is not None or draft.unit is not None or not ref.month:
        return None
    return (draft.month - ref.month) % 12


def nearer(draft: Draft, ref: Reference, points: int) -> int:
    """Where no verb tells, or the verb is another thing's («نويابىردىكى سايلام»), a month nearby is meant."""
    ahead = _ahead(draft, ref)
    if ahead is None:
        return points
    if 0 < ahead <= NEAR_MONTHS:
        return 1
    return -1 if ahead >= 12 - NEAR_MONTHS else points


def likelier(draft: Draft, ref: Reference, points: int, *, until: bool) -> int:
    """A month just past is not next year's, whatever verb follows; until a month that is near is until that one."""
    ahead = _ahead(draft, ref)
    if ahead is None:
        return points
    if points > 0 and ahead >= 12 - JUST_PAST:
        return -1
    return 1 if until and 0 < ahead <= NEAR_MONTHS else points
