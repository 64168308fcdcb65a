"""Reading the roadmaps: the tables as one frozen `Library`, compiled once per process and version."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

from django.db.models import Model

from assessment.domain.answers import Answers
from assessment.domain.standard import Standard, Text
from enterprises.domain import divisions
from roadmap import models
from roadmap.domain import firm
from roadmap.domain.model import (
    Case,
    Estimate,
    Library,
    Measure,
    NearCase,
    PriorityScene,
    SectorRoadmap,
    Stage,
    Target,
)

Row = TypeVar("Row", bound=Model)


class UnknownSector(LookupError):
    """No roadmap has this code."""


def library() -> Library:
    """Return the library as it stands in the tables: one query, a few more when it has been loaded anew."""
    digest = models.LibraryVersion.objects.order_by("-pk").values_list("digest", flat=True).first()
    return _compiled(digest) if digest else Library(sectors=(), cases=())


def sectors() -> tuple[SectorRoadmap, ...]:
    """Return all roadmaps in their order, the general one last."""
    return library().sectors


def sector_roadmap(code: str) -> SectorRoadmap:
    """Return one sector's roadmap. Raises UnknownSector."""
    try:
        return library().sector_by_code[code]
    except KeyError:
        raise UnknownSector(f"there is no roadmap {code!r}") from None


def sector_choices(division: str) -> tuple[SectorRoadmap, ...]:
    """Return the roadmaps that a firm of this division may choose from, its default first."""
    shelf = library()
    codes = divisions.candidate_sectors(division)
    return tuple(shelf.sector_by_code[code] for code in codes if code in shelf.sector_by_code)


def firm_roadmap(*, sector: str, size: str, standard: Standard, answers: Answers) -> firm.FirmRoadmap | None:
    """Put a firm on its sector's roadmap, on the general one if its sector has none (any more).

    None where no roadmap is loaded or the roadmaps speak of scenes that this standard does not have.
    """
    shelf = library()
    roadmap = shelf.sector_by_code.get(sector) or shelf.sector_by_code.get(divisions.GENERAL)
    if roadmap is None or not roadmap.fits(standard):
        return None
    cases = firm.shown_cases(shelf, roadmap.code)
    return firm.firm_roadmap(roadmap=roadmap, cases=cases, size=size, standard=standard, answers=answers)


@lru_cache(maxsize=1)
def _compiled(digest: str) -> Library:
    """Compile all tables in eight queries, however many sectors there are. `digest` is the cache's key."""
    cases = models.Case.objects.select_related("sector")
    measures = _by(models.Measure.objects.all(), "stage_id")
    estimates = _by(models.Estimate.objects.all(), "stage_id")
    pains = _by(models.Pain.objects.all(), "sector_id")
    priorities = _by(models.PriorityScene.objects.all(), "sector_id")
    targets = _by(models.Target.objects.all(), "sector_id")
    stages = _by(models.Stage.objects.all(), "sector_id")
    return Library(
        sectors=tuple(
            SectorRoadmap(
                code=row.code,
                order=row.order,
                name=_text(row, "name"),
                scope=_text(row, "scope"),
                evidence=row.evidence,
                pains=tuple(_text(pain, "text") for pain in pains[row.pk]),
                priorities=tuple(PriorityScene(scene=p.scene, weight=p.weight) for p in priorities[row.pk]),
                stages=tuple(_stage(stage, measures, estimates) for stage in stages[row.pk]),
                targets=tuple(_target(target) for target in targets[row.pk]),
                near=_near(row),
            )
            for row in models.Sector.objects.select_related("near_case")
        ),
        cases=tuple(_case(row) for row in cases),
    )


def _by(rows: Iterable[Row], key: str) -> Mapping[int, list[Row]]:
    groups: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return groups


def _text(row: Model, name: str) -> Text:
    return Text(zh=getattr(row, f"{name}_zh"), en=getattr(row, f"{name}_en"))


def _near(row: models.Sector) -> NearCase | None:
    return NearCase(case=row.near_case.code, why=_text(row, "near_why")) if row.near_case else None


def _stage(
    row: models.Stage,
    measures: Mapping[int, list[models.Measure]],
    estimates: Mapping[int, list[models.Estimate]],
) -> Stage:
    return Stage(
        code=row.code,
        name=_text(row, "name"),
        rule=_text(row, "rule"),
        target_level=row.target_level,
        scenes=tuple(row.scenes),
        measures=tuple(
            Measure(
                scenes=tuple(measure.scenes),
                title=_text(measure, "title"),
                how=_text(measure, "how"),
                systems=tuple(Text(zh=system["zh"], en=system["en"]) for system in measure.systems),
            )
            for measure in measures[row.pk]
        ),
        estimates=tuple(
            Estimate(
                size=estimate.size,
                cost_low=estimate.cost_low,
                cost_high=estimate.cost_high,
                months_low=estimate.months_low,
                months_high=estimate.months_high,
            )
            for estimate in estimates[row.pk]
        ),
    )


def _target(row: models.Target) -> Target:
    return Target(
        text=_text(row, "text"),
        source=_text(row, "source"),
        published=row.published,
        seen=row.seen,
        evidence=row.evidence,
        other_ruler=row.other_ruler,
    )


def _case(row: models.Case) -> Case:
    return Case(
        code=row.code,
        firm=_text(row, "firm"),
        region=_text(row, "region"),
        sector=row.sector.code,
        is_sme=row.is_sme,
        scenes=tuple(row.scenes),
        what=_text(row, "what"),
        effect=_text(row, "effect") if row.effect_zh else None,
        year=row.year,
        source=row.source,
        grade=row.grade,
        self_reported=row.self_reported,
    )
