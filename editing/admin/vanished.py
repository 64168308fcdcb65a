"""Rows of an inline form that somebody else deleted while they were being edited.

Django's formsets know rows by number, and one whose row is gone is an error that nobody can mend. Posted data
are therefore renumbered: what is gone comes after what is there, as a new row with what was typed.
"""

from collections.abc import Collection
from typing import Any

from django.http import QueryDict


def with_vanished_as_new(data: QueryDict, prefix: str, known: Collection[str]) -> QueryDict:
    """Return posted data of a formset in which rows with an unknown key are new ones.

    `known`: the keys of the rows there are, as text. The data itself if nothing vanished or is readable.
    """
    total, initial = (data.get(f"{prefix}-{name}_FORMS", "") for name in ("TOTAL", "INITIAL"))
    if not (total.isascii() and total.isdigit() and initial.isascii() and initial.isdigit()):
        return data
    numbers = range(min(int(total), 1000))
    keys = {number: data.get(f"{prefix}-{number}-id", "") for number in numbers}
    gone = [n for n in numbers if keys[n] and keys[n] not in known]
    if not gone:
        return data
    there = [n for n in numbers if keys[n] and n not in gone]
    fresh = [n for n in numbers if not keys[n]]
    return _renumbered(data, prefix, there, [*gone, *fresh])


def _renumbered(data: QueryDict, prefix: str, there: list[int], new: list[int]) -> QueryDict:
    places = {str(old): str(place) for place, old in enumerate([*there, *new])}
    made: Any = QueryDict(mutable=True)
    for name, values in data.lists():
        number, _dash, field = name.removeprefix(f"{prefix}-").partition("-")
        if name.startswith(f"{prefix}-") and number in places:
            made.setlist(f"{prefix}-{places[number]}-{field}", values)
        else:
            made.setlist(name, values)
    for old in new:
        made[f"{prefix}-{places[str(old)]}-id"] = ""
    made[f"{prefix}-INITIAL_FORMS"] = str(len(there))
    made._mutable = False
    return made  # type: ignore[no-any-return]
