"""The standard: what is asked and how it is graded, as frozen values indexed by code.

Plain Python without Django. Everything is validated on construction, so a `Standard` that exists is sound.
Source of the one official standard: 工信厅企业〔2024〕56号; see docs/method.md.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

HUNDRED = Decimal(100)


class InvalidStandard(ValueError):
    """A standard contradicts itself; the message names the code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text in two languages, with room for the official wording once a person has verified it."""

    zh: str
    en: str = ""
    official: str = ""

    def plain(self, language: str) -> str:
        """Return our own wording in the language asked for, Chinese where English is missing."""
        return self.en if self.en and language.startswith("en") else self.zh


NO_TEXT = Text(zh="")


class Origin(StrEnum):
    OFFICIAL = "official"
    LOCAL = "local"
    DEMONSTRATION = "demonstration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Where the standard was published."""

    number: str = ""
    issuer: str = ""
    issued: date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Who compared this revision with the official text, when and against what; empty until done."""

    on: date | None = None
    by: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word a workshop manager may not know, explained in one sentence."""

    word: Text
    explanation: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A coded reason for 不涉及."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number the firm states. Stored once per assessment and shared by the questions that use it."""

    code: str
    label: Text
    unit: Text
    whole: bool = False  # only whole numbers (machines, people)
    note: Text = NO_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A range of percentages, closed on the right; open on the left unless it starts at zero."""

    low: Decimal
    high: Decimal
    low_closed: bool = False

    def contains(self, percent: Fraction) -> bool:
        """Tell whether an exact percentage lies in the range."""
        return (percent >= self.low if self.low_closed else percent > self.low) and percent <= self.high


class Change(StrEnum):
    UP = "up"
    EQUAL = "equal"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    key: str
    weight: Decimal  # percent of the question's points
    text: Text
    note: Text = NO_TEXT
    excludes: bool = False  # an option such as 没有 that stands alone
    range: Range | None = None
    change: Change | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionPoints:
    """One chosen option's part: `weight` percent of the question's points."""

    key: str
    weight: Decimal
    points: Decimal


class QuestionKind(StrEnum):
    SINGLE = "single"
    MULTI = "multi"
    RATIO = "ratio"  # figures decide a range
    CHANGE = "change"  # figures of two periods decide up, equal or down


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """Which figures answer a question.

    RATIO: part / whole, `part` and `whole` are figure codes. CHANGE: the quotient `part` / `whole` of the
    later period against `part_before` / `whole_before`; without `whole` the parts are compared.
    `decides` False: the figures only check the option that the firm chose.
    """

    part: str
    whole: str = ""
    part_before: str = ""
    whole_before: str = ""
    decides: bool = True

    @property
    def figures(self) -> tuple[str, ...]:
        """Return the figure codes in the order in which they are asked."""
        if self.part_before:
            return tuple(
                code for code in (self.part_before, self.whole_before, self.part, self.whole) if code
            )
        return (self.whole, self.part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    code: str
    number: int  # position in the official form
    kind: QuestionKind
    name: Text  # short: 网络建设
    title: Text  # the question itself
    weight: Decimal  # percent of its group
    options: tuple[Option, ...]
    help: Text = NO_TEXT
    note: Text = NO_TEXT
    evidence: Text = NO_TEXT
    formula: Formula | None = None
    formula_text: Text = NO_TEXT

    def option(self, key: str) -> Option:
        """Return the option with this key. Raises KeyError."""
        for option in self.options:
            if option.key == key:
                return option
        raise KeyError(key)

    @property
    def several(self) -> bool:
        """Tell whether more than one option may be chosen."""
        return self.kind is QuestionKind.MULTI


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    code: str
    name: Text
    weight: Decimal  # percent of its dimension
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    code: str
    name: Text
    weight: Decimal  # percent of the whole
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneLevel:
    level: int
    text: Text
    any_of: bool = False  # meeting either side of the text is enough


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    code: str
    name: Text
    constrained: bool
    systems: tuple[str, ...]  # typical examples, not part of the standard
    levels: tuple[SceneLevel, ...]
    note: Text = NO_TEXT
    weight: Decimal | None = None  # percent of all scenes; only where the rule weights them


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneGroup:
    code: str
    name: Text
    scenes: tuple[Scene, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """What a level asks for; None where the rule does not ask. All bounds are inclusive."""

    level: int
    name: Text
    min_points: Decimal | None = None
    min_scenes: int | None = None
    min_constrained: int | None = None
    min_mean: Decimal | None = None  # of the scene levels, weighted


class RuleKind(StrEnum):
    LOWER_OF_BOTH = "lower_of_both"  # level = lower of the score side and the scene side
    POINTS = "points"  # the score side alone
    WEIGHTED_SCENES = "weighted_scenes"  # the weighted mean of the scene levels alone


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRule:
    kind: RuleKind
    thresholds: tuple[Threshold, ...]  # ascending by level
    below: Text  # the name of level 0
    source: Text = NO_TEXT

    @property
    def top(self) -> int:
        return self.thresholds[-1].level

    def threshold(self, level: int) -> Threshold:
        """Return the threshold of a level from 1 to the top."""
        return self.thresholds[level - 1]

    def name(self, level: int) -> Text:
        """Return the level's name, that of 未定级 for 0."""
        return self.threshold(level).name if level else self.below


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A known doubt: the same standard read another way."""

    code: str
    name: Text
    source: Text
    constrained: frozenset[str] | None = None  # another constrained set
    equal_split: tuple[str, ...] = ()  # questions whose scoring options share equally


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What is filled on one page: the questions of a group, or the scenes of a scene group."""

    code: str
    title: Text
    parent: Text
    questions: tuple[Question, ...] = ()
    scenes: tuple[Scene, ...] = ()

    @property
    def items(self) -> tuple[Question | Scene, ...]:
        return self.questions or self.scenes

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(item.code for item in self.items)


@dataclass(frozen=True, kw_only=True)
class Standard:
    """A revision of a standard, whole. Raises InvalidStandard on construction."""

    code: str
    revision: int
    origin: Origin
    name: Text
    scene_dimension: Text  # the name of the dimension judged by scenes (数字化经营)
    dimensions: tuple[Dimension, ...]
    scene_groups: tuple[SceneGroup, ...]
    figures: tuple[Figure, ...]
    rule: LevelRule
    document: Document = Document()
    variants: tuple[Variant, ...] = ()
    terms: tuple[Term, ...] = ()
    reasons: tuple[Reason, ...] = ()  # coded reasons for 不涉及
    verification: Verification = field(default=Verification(), compare=False)

    def __post_init__(self) -> None:
        _check(self)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        return tuple(group for dimension in self.dimensions for group in dimension.groups)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for group in self.groups for question in group.questions)

    @cached_property
    def scenes(self) -> tuple[Scene, ...]:
        return tuple(scene for group in self.scene_groups for scene in group.scenes)

    @cached_property
    def constrained(self) -> frozenset[str]:
        return frozenset(scene.code for scene in self.scenes if scene.constrained)

    @cached_property
    def question_by_code(self) -> Mapping[str, Question]:
        return MappingProxyType({question.code: question for question in self.questions})

    @cached_property
    def scene_by_code(self) -> Mapping[str, Scene]:
        return MappingProxyType({scene.code: scene for scene in self.scenes})

    @cached_property
    def figure_by_code(self) -> Mapping[str, Figure]:
        return MappingProxyType({figure.code: figure for figure in self.figures})

    @cached_property
    def questions_by_figure(self) -> Mapping[str, tuple[str, ...]]:
        """Map each figure to the codes of the questions that use it, in order."""
        uses: dict[str, tuple[str, ...]] = {}
        for question in self.questions:
            for figure in question.formula.figures if question.formula else ():
                uses[figure] = (*uses.get(figure, ()), question.code)
        return MappingProxyType(uses)

    @cached_property
    def max_points(self) -> Mapping[str, Decimal]:
        """Map dimension, group and question codes to the points they can give, exactly."""
        points: dict[str, Decimal] = {}
        for dimension in self.dimensions:
            points[dimension.code] = dimension.weight
            for group in dimension.groups:
                points[group.code] = dimension.weight * group.weight / HUNDRED
                for question in group.questions:
                    points[question.code] = points[group.code] * question.weight / HUNDRED
        return MappingProxyType(points)

    @cached_property
    def option_points(self) -> Mapping[str, Mapping[str, OptionPoints]]:
        """Map question codes to what each option gives, by key: worked out once, not for every firm."""
        return MappingProxyType(
            {
                question.code: {
                    option.key: OptionPoints(
                        key=option.key,
                        weight=option.weight,
                        points=self.max_points[question.code] * option.weight / HUNDRED,
                    )
                    for option in question.options
                }
                for question in self.questions
            }
        )

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Return the pages of the questionnaire, in order."""
        scored = tuple(
            Section(code=group.code, title=group.name, parent=dimension.name, questions=group.questions)
            for dimension in self.dimensions
            for group in dimension.groups
        )
        scenes = tuple(
            Section(code=group.code, title=group.name, parent=self.scene_dimension, scenes=group.scenes)
            for group in self.scene_groups
        )
        return scored + scenes

    @cached_property
    def section_by_item(self) -> Mapping[str, Section]:
        return MappingProxyType({code: section for section in self.sections for code in section.codes})

    @cached_property
    def item_codes(self) -> tuple[str, ...]:
        """Return the codes of all questions and scenes, in the order of the form."""
        return tuple(code for section in self.sections for code in section.codes)

    def uses_figures(self, code: str) -> bool:
        """Tell whether an item is a question that figures decide or check."""
        question = self.question_by_code.get(code)
        return question is not None and question.formula is not None

    def question(self, code: str) -> Question:
        return self.question_by_code[code]

    def scene(self, code: str) -> Scene:
        return self.scene_by_code[code]


def _check(standard: Standard) -> None:
    _check_codes(standard)
    _adds_to_hundred("dimensions", (dimension.weight for dimension in standard.dimensions))
    for dimension in standard.dimensions:
        _adds_to_hundred(dimension.code, (group.weight for group in dimension.groups))
        for group in dimension.groups:
            _adds_to_hundred(group.code, (question.weight for question in group.questions))
            for question in group.questions:
                _check_question(question, standard)
    for scene in standard.scenes:
        _check_scene(scene, standard.rule.top)
    _check_rule(standard)
    for variant in standard.variants:
        _check_variant(variant, standard)


def _check_codes(standard: Standard) -> None:
    _unique(
        "code",
        (d.code for d in standard.dimensions),
        (s.code for s in standard.sections),
        standard.item_codes,
    )
    _unique("figure", (figure.code for figure in standard.figures))
    _unique("term", (term.word.zh for term in standard.terms))
    _unique("reason", (reason.code for reason in standard.reasons))
    _unique("variant", (variant.code for variant in standard.variants))
    _unique("question number", (question.number for question in standard.questions))


def _unique(what: str, *parts: Iterable[Hashable]) -> None:
    counts = Counter(code for part in parts for code in part)
    for code, count in counts.items():
        if count > 1:
            raise InvalidStandard(f"{what} {code!r} occurs {count} times")


def _adds_to_hundred(where: str, weights: Iterable[Decimal]) -> None:
    values = tuple(weights)
    if any(value <= 0 for value in values):
        raise InvalidStandard(f"{where}: a weight is not above 0")
    if values and sum(values) != HUNDRED:
        raise InvalidStandard(f"{where}: weights add to {sum(values)}, not 100")


def _check_question(question: Question, standard: Standard) -> None:
    _unique(f"{question.code} option", (option.key for option in question.options))
    weights = [option.weight for option in question.options]
    if any(not 0 <= weight <= HUNDRED for weight in weights):
        raise InvalidStandard(f"{question.code}: an option weight is outside 0 to 100")
    best = sum(weights) if question.several else max(weights, default=Decimal(0))
    if best != HUNDRED:
        raise InvalidStandard(f"{question.code}: the best answer gives {best} %, not 100 %")
    for option in question.options:
        if option.excludes and (option.weight != 0 or not question.several):
            raise InvalidStandard(
                f"{question.code}{option.key}: an excluding option is for multi choice and gives 0"
            )
    _check_formula(question, standard)


def _check_formula(question: Question, standard: Standard) -> None:
    formula = question.formula
    if (formula is not None) != (question.kind in (QuestionKind.RATIO, QuestionKind.CHANGE)):
        raise InvalidStandard(f"{question.code}: kind {question.kind} and formula do not fit")
    if formula is None:
        return
    for code in formula.figures:
        if code not in standard.figure_by_code:
            raise InvalidStandard(f"{question.code}: unknown figure {code!r}")
    if question.kind is QuestionKind.RATIO:
        _check_ranges(question)
    elif sorted(option.change or "" for option in question.options) != sorted(Change):
        raise InvalidStandard(f"{question.code}: needs one option each for up, equal and down")


def _check_ranges(question: Question) -> None:
    expected, closed = Decimal(0), True
    for option in question.options:
        bounds = option.range
        if (
            bounds is None
            or (bounds.low, bounds.low_closed) != (expected, closed)
            or bounds.high <= bounds.low
        ):
            raise InvalidStandard(
                f"{question.code}{option.key}: ranges must cover 0 to 100 without gap or overlap"
            )
        expected, closed = bounds.high, False
    if expected != HUNDRED:
        raise InvalidStandard(f"{question.code}: ranges end at {expected}, not 100")


def _check_scene(scene: Scene, top: int) -> None:
    if tuple(level.level for level in scene.levels) != tuple(range(1, top + 1)):
        raise InvalidStandard(f"{scene.code}: needs the levels 1 to {top} in order")


def _check_rule(standard: Standard) -> None:
    thresholds = standard.rule.thresholds
    if (
        tuple(threshold.level for threshold in thresholds) != tuple(range(1, len(thresholds) + 1))
        or not thresholds
    ):
        raise InvalidStandard("rule: levels must be 1, 2, 3 …")
    for name in ("min_points", "min_scenes", "min_constrained"):
        values = [getattr(threshold, name) for threshold in thresholds]
        given = [value for value in values if value is not None]
        if given != sorted(given):
            raise InvalidStandard(f"rule: {name} falls from one level to the next")


def _check_variant(variant: Variant, standard: Standard) -> None:
    for code in variant.constrained or ():
        if code not in standard.scene_by_code:
            raise InvalidStandard(f"variant {variant.code}: unknown scene {code!r}")
    for code in variant.equal_split:
        if code not in standard.question_by_code or not standard.question(code).several:
            raise InvalidStandard(f"variant {variant.code}: {code!r} is no multi-choice question")
