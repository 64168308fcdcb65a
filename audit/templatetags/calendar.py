"""The way to a day of a long list, by year and month, as Django's `date_hierarchy`: but by the calendar.

Django asks all rows on which days there are some; from the first to the last there is one on nearly each.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import takewhile
from typing import Any

from django import template
from django.contrib.admin.views.main import ChangeList
from django.db.models import Max, Min
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

register = template.Library()
PARTS = ("year", "month", "day")


@register.inclusion_tag("admin/date_hierarchy.html")
def calendar(cl: ChangeList) -> dict[str, Any]:
    """Offer the years, or what the chosen year or month consists of. One query, which an index answers."""
    field = cl.date_hierarchy
    ends = cl.root_queryset.order_by().aggregate(first=Min(field), last=Max(field))
    if ends["first"] is None:
        return {"show": False}
    first, last = (timezone.localtime(ends[name]).date() for name in ("first", "last"))
    names = [f"{field}__{part}" for part in PARTS]
    chosen = [int(cl.params[name]) for name in takewhile(cl.params.__contains__, names)]

    def link(numbers: list[int]) -> str:
        return cl.get_query_string(dict(zip(names, numbers, strict=False)), [f"{field}__"])

    following = [[*chosen, number] for number in _numbers(chosen, first, last)]
    choices = [{"title": _title(numbers), "link": link(numbers)} for numbers in following]
    above = {"title": _title(chosen[:-1]), "link": link(chosen[:-1])} if chosen else None
    return {"show": True, "back": above, "choices": choices or [{"title": _title(chosen)}]}


def _numbers(chosen: list[int], first: date, last: date) -> Iterator[int]:
    """Give the numbers of the parts that a year or month has between the first and the last day."""
    months = range(first.year * 12 + first.month, last.year * 12 + last.month + 1)
    match chosen:
        case []:
            yield from range(first.year, last.year + 1)
        case [year]:
            yield from (month for month in range(1, 13) if year * 12 + month in months)
        case [year, month]:
            days = (date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1))
            yield from (day.day for day in days if first <= day <= last)


def _title(numbers: list[int]) -> str:
    match numbers:
        case [year, month, day]:
            return capfirst(date_format(date(year, month, day), "MONTH_DAY_FORMAT"))
        case [year, month]:
            return capfirst(date_format(date(year, month, 1), "YEAR_MONTH_FORMAT"))
        case [year]:
            return str(year)
        case _:
            return _("全部日期")
