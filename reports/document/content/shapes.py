"""What a report holds, as frozen plain values: strings ready to be set, in one language.

The layout (`typst/`) reads exactly these fields. Numbers are texts; None is missing, never zero.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    svg: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverNotice:
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    kicker: str
    mark: str  # 含经营数据, or nothing
    firm: str
    code_label: str
    code: str
    profile: str
    marks: tuple[str, ...]  # 企业身份未经核验 and the like
    badge: Picture
    gauge: Picture
    headline: str  # which side decides the level
    facts_left: tuple[Fact, ...]
    facts_right: tuple[Fact, ...]
    notices: tuple[str, ...]
    erratum: CoverNotice | None  # a published mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    label: str
    needed: str
    reached: str
    missing: str
    met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirements:
    title: str
    columns: tuple[str, ...]
    rows: tuple[Requirement, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    name: str
    source: str
    effect: str  # to which level it would change this firm's, or nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts:
    title: str
    paragraphs: tuple[str, ...]
    items: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    title: str
    paragraphs: tuple[str, ...]
    requirements: Requirements | None  # None at the top
    steps_title: str
    steps: tuple[Step, ...]  # what to do first
    doubts: Doubts


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsRow:
    name: str
    weight: str
    points: str
    maximum: str
    share: int  # 0 to 100, for the bar beside the numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionPoints:
    row: PointsRow
    groups: tuple[PointsRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    title: str
    paragraphs: tuple[str, ...]
    columns: tuple[str, ...]
    dimensions: tuple[DimensionPoints, ...]
    total: PointsRow
    radar_title: str
    radar: Picture | None
    radar_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneRow:
    name: str
    star: str
    weight: str  # where scenes are weighed
    level: int | None  # None: 不涉及
    level_name: str
    text: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneTable:
    name: str
    scenes: tuple[SceneRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenes:
    title: str
    paragraphs: tuple[str, ...]
    heatmap: Picture
    table_title: str
    columns: tuple[str, ...]
    groups: tuple[SceneTable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenOption:
    key: str
    text: str
    weight: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswer:
    heading: str
    title: str
    chosen: tuple[ChosenOption, ...]
    remarks: tuple[str, ...]
    points: str
    maximum: str
    trace: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGroup:
    name: str
    questions: tuple[QuestionAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    title: str
    paragraphs: tuple[str, ...]
    groups: tuple[AnswerGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    scene: str
    star: str
    level: int | None
    level_name: str
    target: int
    target_name: str
    weight: str
    requirement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureText:
    title: str
    how: str
    scenes: str
    systems: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageText:
    name: str
    mark: str  # 先做这一阶段, or nothing
    rule: str
    gaps: tuple[GapRow, ...]
    remarks: tuple[str, ...]
    measures: tuple[MeasureText, ...]
    estimate: tuple[Fact, ...]
    outlook: tuple[str, ...]  # an opening, then what is still missing


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetText:
    text: str
    warning: str  # that it is another ruler, or nothing
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseText:
    firm: str
    marks: tuple[str, ...]
    where: str
    what: str
    effect: str
    warning: str  # that it is a large firm's, or nothing
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Roadmap:
    title: str
    paragraphs: tuple[str, ...]
    overview_title: str
    overview_columns: tuple[str, ...]
    overview: tuple[tuple[str, str, str, str], ...]
    pains_title: str
    pains: tuple[str, ...]
    gap_columns: tuple[str, ...]
    systems_label: str
    measures_title: str
    estimate_note: str
    stages: tuple[StageText, ...]
    target_title: str
    no_target: str
    targets: tuple[TargetText, ...]
    case_title: str
    case_notes: tuple[str, ...]
    cases: tuple[CaseText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatingFigures:
    title: str
    paragraphs: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRow:
    level: int
    name: str
    cells: tuple[str, ...]  # what it asks for, in the order of the columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    title: str
    paragraphs: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[LevelRow, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    name: str
    text: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    title: str
    items: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexPart:
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    title: str
    paragraphs: tuple[str, ...]
    parts: tuple[AnnexPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelColours:
    fill: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The whole report. `date` is the day of submission: the file's date, so that bytes stay the same."""

    language: str  # zh or en
    region: str
    title: str
    author: str
    date: tuple[int, int, int]
    ramp: tuple[LevelColours, ...]  # from level 0 to the top
    head_left: str
    head_right: str
    foot_left: str
    cover: Cover
    conclusion: Conclusion
    points: Points | None  # None: the standard has no questions
    scenes: Scenes | None  # None: it rates no scenes
    answers: Answers | None
    figures: OperatingFigures | None
    roadmap: Roadmap | None
    method: Method
    sources: Sources
    erratum: Annex | None  # a published mistake
    local: Annex | None  # how a local standard differs
