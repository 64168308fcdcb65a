"""Where the entries of the library stand in the tables, for the mapper that all content shares."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, cast

from django.db.models import Model, QuerySet

from editing.domain.texts import Text
from editing.models import mapping
from editing.models.mapping import Table
from enterprises.domain.size import SizeClass
from enterprises.domain.standing import Ownership, Tag
from roadmap import models
from roadmap.domain import case, entries, measure, sector, solution, support

Row = TypeVar("Row", bound=models.Entry)


def _codes(model: type[Model], column: str, *, kind: type = str, parent: str = "") -> Table:
    return Table(model=model, kind=kind, column=column, parent=parent)


def _texts(model: type[Model], column: str) -> Table:
    return Table(model=model, kind=Text, column=column)


TABLES: Mapping[entries.Kind, Table] = {
    entries.Kind.SECTOR: Table(
        model=models.Sector,
        kind=sector.Sector,
        owner="entry",
        lists={
            "pains": _texts(models.Pain, "text"),
            "priorities": Table(model=models.PriorityScene, kind=sector.PriorityScene),
            "stages": Table(
                model=models.Stage,
                kind=sector.Stage,
                lists={
                    "scenes": _codes(models.StageScene, "scene", parent="stage"),
                    "estimates": Table(model=models.StageEstimate, kind=entries.Estimate, parent="stage"),
                },
            ),
            "targets": Table(model=models.Target, kind=sector.Target),
            "divisions": Table(model=models.SectorDivision, kind=sector.SectorDivision),
        },
    ),
    entries.Kind.MEASURE: Table(
        model=models.Measure,
        kind=measure.Measure,
        owner="entry",
        lists={
            "prerequisites": _codes(models.Prerequisite, "measure"),
            "steps": Table(model=models.MeasureStep, kind=measure.SceneStep),
            "options": Table(model=models.MeasureOption, kind=measure.OptionStep),
            "costs": Table(model=models.MeasureCost, kind=entries.Estimate),
            "systems": _texts(models.MeasureSystem, "name"),
        },
    ),
    entries.Kind.CASE: Table(
        model=models.Case, kind=case.Case, owner="entry", lists={"scenes": _codes(models.CaseScene, "scene")}
    ),
    entries.Kind.SOLUTION: Table(
        model=models.Solution,
        kind=solution.Solution,
        owner="entry",
        lists={
            "scenes": _codes(models.SolutionScene, "scene"),
            "questions": _codes(models.SolutionQuestion, "question"),
        },
    ),
    entries.Kind.SUPPORT: Table(
        model=models.SupportMeasure,
        kind=support.SupportMeasure,
        owner="entry",
        lists={
            "sizes": _codes(models.SupportSize, "size", kind=SizeClass),
            "ownerships": _codes(models.SupportOwnership, "ownership", kind=Ownership),
            "tags": _codes(models.SupportTag, "tag", kind=Tag),
            "sectors": _codes(models.SupportSector, "sector"),
            "sub_sectors": _texts(models.SupportSubSector, "name"),
            "programmes": _texts(models.SupportProgramme, "name"),
            "tiers": Table(model=models.SupportTier, kind=support.Tier),
            "excludes": _codes(models.SupportExclusion, "support"),
        },
    ),
}
KINDS: Mapping[type[Model], entries.Kind] = {table.model: kind for kind, table in TABLES.items()}


def kind_of(row: models.Entry) -> entries.Kind:
    """Return the kind of an entry's row."""
    return KINDS[type(row)]


def versions(kind: entries.Kind) -> QuerySet[models.Entry]:
    """Return all versions of all entries of a kind."""
    return cast("type[models.Entry]", TABLES[kind].model)._default_manager.all()


def read(rows: Iterable[Row]) -> list[tuple[Row, Any]]:
    """Return the rows, all of one kind, with their content: one query a table of parts."""
    found = list(rows)
    return mapping.read(TABLES[kind_of(found[0])], found) if found else []
