"""Problems of the library as people read them: in which entry, where in it, why, and the way there."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Field

from editing.models.mapping import Table
from roadmap import models
from roadmap.admin.addresses import change_url
from roadmap.domain.entries import Kind
from roadmap.domain.library import Key
from roadmap.domain.problems import Problem
from roadmap.models import mapping
from roadmap.presenters.entries import content_fields
from roadmap.selectors.names import Naming
from roadmap.wording.refusals import problem_sentence

STEP = re.compile(r"(\w+)(?:\[([^\]]*)\])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedProblem:
    """A problem in words. `url`: of the entry's newest version, empty where there is none."""

    entry: str
    where: str
    sentence: str
    url: str


def listed_problems(problems: Iterable[Problem], naming: Naming) -> list[ListedProblem]:
    """Return problems in words: a query a kind that occurs."""
    problems = list(problems)
    newest = _newest({(found.kind, found.code) for found in problems})
    return [_listed(found, newest.get((found.kind, found.code)), naming) for found in problems]


def _listed(found: Problem, entry: models.Entry | None, naming: Naming) -> ListedProblem:
    return ListedProblem(
        entry=entry.title if entry else found.code,
        where=where_text(found.kind, found.field, naming),
        sentence=problem_sentence(replace(found, detail=naming.anything(found.detail))),
        url=f"{change_url(entry)}#{anchor(found)}" if entry else "",
    )


def anchor(found: Problem) -> str:
    """Return what a page calls the place of a problem: the list it is in, or the field."""
    name = found.field.partition("[")[0].partition(".")[0]
    return f"part-{name}" if name in mapping.TABLES[found.kind].lists else f"field-{name}"


def where_text(kind: Kind, path: str, naming: Naming) -> str:
    """Return the way to a field in the words of the page: 阶段 起步 · 目标等级."""
    table, steps = mapping.TABLES[kind], STEP.findall(path)
    words: list[str] = []
    column: list[str] = []
    for name, key in steps:
        if name in table.lists:
            table = table.lists[name]
            words.append(
                " ".join(filter(None, [str(table.model._meta.verbose_name), _named(table, key, naming)]))
            )
        else:
            column.append(name)
    words += _labels(table, "_".join(column))
    return " · ".join(words)


def _named(table: Table, key: str, naming: Naming) -> str:
    """Return what a part is called that a path names by its code or place."""
    field: Any = next(field for field in content_fields(table.model) if not field.is_relation)
    if table.model is models.Stage:
        return naming.name("stage", key)
    if naming.names_codes(field.name):
        return naming.name(field.name, key)
    return str(dict(field.flatchoices).get(key, key))


def _labels(table: Table, column: str) -> list[str]:
    known: Mapping[str, Field] = {field.name: field for field in content_fields(table.model)}
    return [str(known[name].verbose_name) for name in (column, f"{column}_zh") if name in known]


def _newest(keys: set[Key]) -> dict[Key, models.Entry]:
    found: dict[Key, models.Entry] = {}
    for kind in {kind for kind, _code in keys}:
        codes = [code for one, code in keys if one == kind]
        for row in mapping.versions(kind).filter(code__in=codes).order_by("version"):
            found[kind, row.code] = row
    return found
