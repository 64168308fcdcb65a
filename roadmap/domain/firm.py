"""One firm on its sector's roadmap, ready to be shown: result page, PDF and command use the same values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from editing.domain.texts import Text
from roadmap.domain.after_stage import AfterStage, after_stage
from roadmap.domain.alignment import StageAlignment, stage_alignment
from roadmap.domain.case import Case
from roadmap.domain.entries import Estimate
from roadmap.domain.gaps import Gap, stage_gaps
from roadmap.domain.library import Library
from roadmap.domain.measure import Measure
from roadmap.domain.sector import Sector, Stage
from standards.domain.answers import Answers
from standards.domain.scoring import score
from standards.domain.standard import LevelRule, Scene, Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A gap and what to do about it. A measure is described at its first gap; later gaps refer to it."""

    gap: Gap
    scene: Scene
    rule: LevelRule  # of the standard that was answered: names of levels
    target_name: Text
    requirement: Text  # what the standard asks for at the target level
    measures: tuple[Measure, ...]
    described_before: tuple[Measure, ...]

    @property
    def all_measures(self) -> tuple[Measure, ...]:
        return self.measures + self.described_before


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmStage:
    stage: Stage
    number: int
    target_name: Text
    scenes: tuple[Scene, ...]
    alignment: StageAlignment
    not_applicable: tuple[Scene, ...]  # left out of the alignment
    advice: tuple[Advice, ...]  # what is to be done, heaviest first
    after: AfterStage
    estimate: Estimate | None
    systems: tuple[Text, ...]
    current: bool  # the first stage that has something to do

    @property
    def percent(self) -> str | None:
        """Return the alignment as a percentage, cut to a whole one, so that only the whole is 100."""
        if self.alignment.value is None:
            return None
        return str(int(self.alignment.value * 100))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCases:
    """A sector's own cases; where it has none, another sector's, with that sector and the reason."""

    cases: tuple[Case, ...] = ()
    near: Sector | None = None
    why: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmRoadmap:
    sector: Sector
    size: str  # micro, small, medium, large or unknown
    stages: tuple[FirmStage, ...]
    cases: ShownCases
    rule: LevelRule  # of the standard that was answered: names of levels

    @property
    def current(self) -> FirmStage | None:
        """Return the first stage that has something to do, None where nothing is left."""
        return next((stage for stage in self.stages if stage.current), None)

    @property
    def applies(self) -> bool:
        """Return whether the firm deals with any scene of the stages."""
        return any(stage.advice or stage.percent is not None for stage in self.stages)


def shown_cases(library: Library, sector: str) -> ShownCases:
    """Return the cases to show for a sector: its own, else the one named as near, else none.

    Raises KeyError for an unknown sector.
    """
    if own := library.cases_of(sector):
        return ShownCases(cases=own)
    near = library.sector_by_code[sector].near
    case = library.case_by_code.get(near.case) if near else None
    if near is None or case is None or case.sector not in library.sector_by_code:
        return ShownCases()
    return ShownCases(cases=(case,), near=library.sector_by_code[case.sector], why=near.why)


def firm_roadmap(
    *, library: Library, sector: str, size: str, standard: Standard, answers: Answers
) -> FirmRoadmap:
    """Put a firm on the roadmap of a sector that fits its standard.

    Unanswered scenes appear as gaps without a level. Raises KeyError for an unknown sector.
    """
    own = library.sector_by_code[sector]
    points = score(standard, answers).total.points
    stages: list[FirmStage] = []
    for number, stage in enumerate(own.stages, start=1):
        counted = own.scenes_of(stage.code)
        measures = {scene: library.measures_of(sector, stage.code, (scene,)) for scene in counted}
        advice = _advice(stage_gaps(own, stage, answers.scenes), measures, standard)
        aligned = stage_alignment(own, stage, answers.scenes)
        stages.append(
            FirmStage(
                stage=stage,
                number=number,
                target_name=standard.rule.name(stage.target_level),
                scenes=_scenes(standard, counted),
                alignment=aligned,
                not_applicable=_scenes(standard, aligned.not_applicable),
                advice=advice,
                after=after_stage(standard, answers, own, stage.code, points=points),
                estimate=stage.estimate(size),
                systems=_systems(library.measures_of(sector, stage.code, counted)),
                current=bool(advice) and not any(earlier.current for earlier in stages),
            )
        )
    return FirmRoadmap(
        sector=own, size=size, stages=tuple(stages), cases=shown_cases(library, sector), rule=standard.rule
    )


def _advice(
    gaps: tuple[Gap, ...], measures: Mapping[str, tuple[Measure, ...]], standard: Standard
) -> tuple[Advice, ...]:
    described: set[Text] = set()
    result = []
    for gap in gaps:
        if gap.na:
            continue
        serving = measures[gap.scene]
        scene = standard.scene(gap.scene)
        result.append(
            Advice(
                gap=gap,
                scene=scene,
                rule=standard.rule,
                target_name=standard.rule.name(gap.target),
                requirement=next(level.text for level in scene.levels if level.level == gap.target),
                measures=tuple(measure for measure in serving if measure.title not in described),
                described_before=tuple(measure for measure in serving if measure.title in described),
            )
        )
        described.update(measure.title for measure in serving)
    return tuple(result)


def _scenes(standard: Standard, codes: Iterable[str]) -> tuple[Scene, ...]:
    return tuple(standard.scene(code) for code in codes)


def _systems(measures: Iterable[Measure]) -> tuple[Text, ...]:
    return tuple(dict.fromkeys(system for measure in measures for system in measure.systems))
