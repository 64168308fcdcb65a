"""The days of a plan's steps, from the months of the planner."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.domain.planning.working import Slot

SATURDAY, DAYS_OF_A_WEEK = 5, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """From the first day of a step to its last."""

    starts_on: date
    due_on: date


def step_dates(slot: Slot, begins_on: date) -> Days:
    """Return the days of a step of a plan that begins on a day: from a working day on; the last is the day
    before the next month of the plan begins. A step that takes no time has one day."""
    starts = working_day(months_later(begins_on, slot.start))
    ends = months_later(begins_on, slot.finish) - timedelta(days=1)
    return Days(starts_on=starts, due_on=max(starts, ends))


def working_day(day: date) -> date:
    """Return the day, of a weekend the Monday after it. Holidays are not known here."""
    return day + timedelta(days=DAYS_OF_A_WEEK - day.weekday()) if day.weekday() >= SATURDAY else day


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, the last of the month where that has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
