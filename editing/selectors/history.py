"""Reads of the histories that django-simple-history keeps of drafts and their parts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Exists, Model, OuterRef, Q, QuerySet, Value

from editing.models import Drafted

ADDED, CHANGED, REMOVED = "+", "~", "-"  # as the histories have it


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Rows of a table whose history is looked at: those whose column (or look-up) has this value."""

    model: type[Model]
    column: str
    value: object

    @property
    def name(self) -> str:
        """What the table is called among others."""
        return str(self.model._meta.model_name)

    @property
    def entries(self) -> QuerySet[Any]:
        """Return their history, those that are gone included, oldest first."""
        history: QuerySet[Any] = self.model.history.filter(**{self.column: self.value})  # type: ignore[attr-defined]
        return history.order_by("history_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An entry of a history, with the one before it of the same row; None: there is none."""

    record: Any
    before: Any


def list_keys(
    tables: Sequence[Watched], *, whole: type[Drafted], tie: str, pk: int = 0, by: int | None = None
) -> QuerySet[Any]:
    """Return keys of history entries, newest first: `table`, `history_id` and what they are ordered by.

    Parts that came with a draft are left out: the draft is told. `whole`: the model of the drafts; `tie`: the
    column that ties parts to them. `pk`: only of this row, where not 0. `by`: only of that person.
    """
    begun: Any = whole.history.filter(id=OuterRef(tie), history_type=ADDED)  # type: ignore[attr-defined]
    came_with_draft = Exists(begun.filter(history_date=OuterRef("history_date")))
    queries = []
    for table in tables:
        found = table.entries.order_by()
        if table.model is not whole:
            found = found.filter(~Q(history_type=ADDED) | ~came_with_draft)
        if pk:
            found = found.filter(id=pk)
        if by is not None:
            found = found.filter(history_user_id=by)
        found = found.annotate(table=Value(table.name, output_field=CharField()))
        queries.append(found.values("table", "history_id", "history_date"))
    keys: QuerySet[Any] = queries[0].union(*queries[1:], all=True)
    return keys.order_by("-history_date", "-history_id", "table")


def read_entries(keys: Iterable[dict[str, Any]], tables: Iterable[Watched]) -> list[Recorded]:
    """Return the entries of some keys, in their order: a query for each table that occurs."""
    keys = list(keys)
    found = {
        (table.name, recorded.record.history_id): recorded
        for table in tables
        for recorded in _read(table.model, [key["history_id"] for key in keys if key["table"] == table.name])
    }
    wanted = [(key["table"], key["history_id"]) for key in keys]
    return [found[key] for key in wanted if key in found]


def _read(model: Any, ids: list[int]) -> Iterable[Recorded]:
    """Yield the whole history of the rows that some entries are about."""
    if not ids:
        return
    rows = model.history.filter(history_id__in=ids).values("id")
    known = model.history.filter(id__in=rows).select_related("history_user").order_by("history_id")
    last: dict[int, Any] = {}
    for record in known:
        yield Recorded(record=record, before=last.get(record.id))
        last[record.id] = record


def author_ids(version: Drafted, parts: Iterable[type[Model]], *, tie: str) -> frozenset[int]:
    """Return the ids of all who wrote a version: who began it, who changed it or a part of it. One query.

    `tie`: the column that ties the parts to it.
    """
    model: Any = type(version)
    histories = [model.history.filter(id=version.pk)]
    histories += [part.history.filter(**{tie: version.pk}) for part in parts]  # type: ignore[attr-defined]
    ids = [history.order_by().values_list("history_user_id", flat=True) for history in histories]
    found = {*ids[0].union(*ids[1:]), version.created_by_id}
    return frozenset(pk for pk in found if pk is not None)
