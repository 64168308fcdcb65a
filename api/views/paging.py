"""Lists page by page."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db.models import QuerySet
from pydantic import BaseModel, Field

from api.presenters.shapes import Page

Row = TypeVar("Row")
Shown = TypeVar("Shown")


class Paging(BaseModel):
    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(50, ge=1, le=200)


def page_of(rows: QuerySet[Any] | Sequence[Row], paging: Paging, show: Callable[[Any], Shown]) -> Page[Shown]:
    """Return one page of rows, each as it is shown; behind the last page there are none."""
    count = rows.count() if isinstance(rows, QuerySet) else len(rows)
    first = (paging.page - 1) * paging.size
    items = [show(row) for row in rows[first : first + paging.size]]
    return Page(items=items, count=count, page=paging.page, size=paging.size)
