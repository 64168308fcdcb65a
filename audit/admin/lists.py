"""Lists that grow with the number of firms and stay as quick: nothing of them is read or counted whole."""

import re
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR
from functools import cached_property
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest

from audit.wording import say_about, say_more_than

MOST = 5000  # rows that a list leads to and counts; who wants another one searches
CALENDAR = ("year", "month", "day")
YEAR = re.compile("[0-9]{1,4}")


class BoundedPaginator(Paginator):
    """Pages of the first rows; `said` is how many there are, exactly unless there are more than these."""

    object_list: QuerySet[Any]

    @cached_property
    def _found(self) -> int:
        return self.object_list.order_by()[: MOST + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self._found, MOST)

    @cached_property
    def said(self) -> str:
        """How many rows there are, in words; of a whole table about so many, as the database keeps it."""
        if self._found <= MOST:
            return str(self._found)
        about = 0 if self.object_list.query.where else _estimate(self.object_list.model._meta.db_table)
        return say_about(about) if about > MOST else say_more_than(MOST)


class CalendarChangeList(ChangeList):
    """Takes no year without another on both sides: Django looks for the day after, and in another zone."""

    def get_filters(self, request: HttpRequest) -> Any:
        for part in CALENDAR:
            asked = self.params.get(f"{self.date_hierarchy}__{part}", "2")
            if not YEAR.fullmatch(asked) or (not MINYEAR < int(asked) < MAXYEAR and part == "year"):
                raise IncorrectLookupParameters(asked)
        return super().get_filters(request)


class LongChangeList(CalendarChangeList):
    """Says how many rows were found, and does not count beside them how many there are at all."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.full_result_count = self.result_count


class OfferedFilters(admin.ModelAdmin):
    """A list that is filtered by what it offers, and not by whatever is typed into its address.

    Django takes any lookup on a column: `revenue__gt=…` reads out what is not shown, and many fail at values
    that they were not made for.
    """

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return CalendarChangeList

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return "\x00" not in value and lookup in self.offered(request)  # which PostgreSQL does not take

    def offered(self, request: HttpRequest) -> Iterator[str]:
        for shown in self.get_list_filter(request):
            if isinstance(shown, type) and issubclass(shown, admin.SimpleListFilter):
                yield str(shown.parameter_name)
            else:  # a column by its name
                yield from (str(shown), f"{shown}__exact", f"{shown}__isnull")
        if self.date_hierarchy:
            yield from (f"{self.date_hierarchy}__{part}" for part in CALENDAR)


class LongList(OfferedFilters):
    """In one order, which an index has; more is found by searching and filtering than by leafing."""

    paginator = BoundedPaginator
    show_full_result_count = False
    sortable_by = ()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return LongChangeList


def _estimate(table: str) -> int:
    """Return how many rows a table had when it was last analysed; -1 where that is not known."""
    if connection.vendor != "postgresql":
        return -1
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass", [table])
        (rows,) = cursor.fetchone()
    return int(rows)
