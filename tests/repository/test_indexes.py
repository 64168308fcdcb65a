"""No index that another one makes needless, on what grows with the number of firms."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Index, Model, UniqueConstraint

GROWING = ("api", "assessment", "enterprises", "jobs", "audit", "plans", "reports", "roadmap.Quote")
MODELS = [model for model in apps.get_models() if model._meta.label.startswith(GROWING)]


def firsts(model: type[Model]) -> Iterator[str]:
    """Give the columns with which an index of all rows begins."""
    for one in (*model._meta.constraints, *model._meta.indexes):
        if isinstance(one, (UniqueConstraint, Index)) and one.fields and one.condition is None:
            yield one.fields[0].removeprefix("-")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_no_column_has_an_index_that_another_begins_with(model: type[Model]) -> None:
    fields: list[Any] = list(model._meta.local_fields)
    indexed = {field.name for field in fields if field.db_index and not field.unique}
    assert not indexed & set(firsts(model)), "db_index=False: an index begins with it"
