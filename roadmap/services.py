"""Writing the library into the tables: what is the same stays, what differs is replaced."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from assessment.domain.standard import Text
from roadmap import models
from roadmap.domain.model import Case, Library, SectorRoadmap, Stage
from roadmap.exchange import content_digest


@dataclass(kw_only=True)
class Changes:
    """The codes of sectors and cases by what loading does to them."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    @property
    def any(self) -> bool:
        return bool(self.new or self.changed or self.removed)


def compare(library: Library) -> Changes:
    """Tell what loading this library would change. Writes nothing."""
    changes = Changes()
    wanted = {sector.code: content_digest(sector) for sector in library.sectors}
    wanted |= {case.code: content_digest(case) for case in library.cases}
    stored = dict(models.Sector.objects.values_list("code", "digest"))
    stored |= dict(models.Case.objects.values_list("code", "digest"))
    for code, digest in wanted.items():
        if code not in stored:
            changes.new.append(code)
        else:
            (changes.unchanged if stored[code] == digest else changes.changed).append(code)
    changes.removed = sorted(stored.keys() - wanted.keys())
    return changes


@transaction.atomic
def load_library(*, library: Library, at: datetime) -> Changes:
    """Make the tables say what the library says. Loading the same again writes nothing."""
    changes = compare(library)
    version = models.LibraryVersion.objects.order_by("-pk").first()
    if version and not changes.any:
        return changes
    touched = {*changes.new, *changes.changed}
    models.Sector.objects.update(near_case=None)  # so that a case can go
    models.Case.objects.filter(code__in=changes.removed).delete()
    rows = {sector.code: _write_sector(sector, replace=sector.code in touched) for sector in library.sectors}
    cases = {case.code: _write_case(case, rows[case.sector]) for case in library.cases}
    for sector in library.sectors:
        if sector.near:
            models.Sector.objects.filter(code=sector.code).update(near_case=cases[sector.near.case])
    models.Sector.objects.filter(code__in=changes.removed).delete()
    models.LibraryVersion.objects.create(digest=content_digest(library), loaded_at=at)
    return changes


def _write_sector(sector: SectorRoadmap, *, replace: bool) -> models.Sector:
    if not replace:
        return models.Sector.objects.get(code=sector.code)
    row, _created = models.Sector.objects.update_or_create(
        code=sector.code,
        defaults={
            "order": sector.order,
            **_pair("name", sector.name),
            **_pair("scope", sector.scope),
            "evidence": sector.evidence,
            **_pair("near_why", sector.near.why if sector.near else None),
            "digest": content_digest(sector),
        },
    )
    for children in (row.pains, row.priorities, row.stages, row.targets):
        children.all().delete()
    models.Pain.objects.bulk_create(
        models.Pain(sector=row, order=order, **_pair("text", pain)) for order, pain in enumerate(sector.pains)
    )
    models.PriorityScene.objects.bulk_create(
        models.PriorityScene(sector=row, scene=priority.scene, weight=priority.weight)
        for priority in sector.priorities
    )
    models.Target.objects.bulk_create(
        models.Target(
            sector=row,
            order=order,
            **_pair("text", target.text),
            **_pair("source", target.source),
            published=target.published,
            seen=target.seen,
            evidence=target.evidence,
            other_ruler=target.other_ruler,
        )
        for order, target in enumerate(sector.targets)
    )
    for order, stage in enumerate(sector.stages):
        _write_stage(row, order, stage)
    return row


def _write_stage(sector: models.Sector, order: int, stage: Stage) -> None:
    row = models.Stage.objects.create(
        sector=sector,
        code=stage.code,
        order=order,
        **_pair("name", stage.name),
        **_pair("rule", stage.rule),
        target_level=stage.target_level,
        scenes=list(stage.scenes),
    )
    models.Measure.objects.bulk_create(
        models.Measure(
            stage=row,
            order=place,
            scenes=list(measure.scenes),
            **_pair("title", measure.title),
            **_pair("how", measure.how),
            systems=[{"zh": system.zh, "en": system.en} for system in measure.systems],
        )
        for place, measure in enumerate(stage.measures)
    )
    models.Estimate.objects.bulk_create(
        models.Estimate(
            stage=row,
            size=estimate.size,
            cost_low=estimate.cost_low,
            cost_high=estimate.cost_high,
            months_low=estimate.months_low,
            months_high=estimate.months_high,
        )
        for estimate in stage.estimates
    )


def _write_case(case: Case, sector: models.Sector) -> models.Case:
    row, _created = models.Case.objects.update_or_create(
        code=case.code,
        defaults={
            "sector": sector,
            **_pair("firm", case.firm),
            **_pair("region", case.region),
            "is_sme": case.is_sme,
            "scenes": list(case.scenes),
            **_pair("what", case.what),
            **_pair("effect", case.effect),
            "year": case.year,
            "source": case.source,
            "grade": case.grade,
            "self_reported": case.self_reported,
            "digest": content_digest(case),
        },
    )
    return row


def _pair(name: str, text: Text | None) -> dict[str, str]:
    return {f"{name}_zh": text.zh if text else "", f"{name}_en": text.en if text else ""}
