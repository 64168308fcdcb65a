"""A revision of a standard as it is written, with its lookups. Nothing is promised: see `sound.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from editing.domain.texts import NO_TEXT, Text
from standards.domain.standard.parts import (
    Dimension,
    Document,
    Figure,
    Group,
    OptionPoints,
    Origin,
    Question,
    Reason,
    Scene,
    SceneGroup,
    Section,
    Term,
    Variant,
    Verification,
)
from standards.domain.standard.rule import LevelRule

HUNDRED = Decimal(100)
NO_DOCUMENT = Document()
UNVERIFIED = Verification()


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A revision of a standard with all it says, which may contradict itself: a draft."""

    code: str
    revision: int
    origin: Origin
    name: Text
    scene_dimension: Text = NO_TEXT  # the name of the dimension judged by scenes (数字化经营)
    dimensions: tuple[Dimension, ...]
    scene_groups: tuple[SceneGroup, ...]
    figures: tuple[Figure, ...]
    rule: LevelRule
    document: Document = NO_DOCUMENT
    variants: tuple[Variant, ...] = ()
    terms: tuple[Term, ...] = ()
    reasons: tuple[Reason, ...] = ()  # coded reasons for 不涉及
    verification: Verification = field(default=UNVERIFIED, compare=False)

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
    def scene_weights(self) -> Mapping[str, Decimal]:
        """Map the scenes to their percent of all; empty where the rule does not weigh them."""
        weights = {scene.code: scene.weight for scene in self.scenes if scene.weight is not None}
        return MappingProxyType(weights)

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
    def option_places(self) -> Mapping[str, Mapping[str, int]]:
        """Map question codes to the place of each option, by key."""
        return MappingProxyType(
            {
                question.code: {option.key: place for place, option in enumerate(question.options)}
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
        """Return whether an item is a question that figures decide or check."""
        question = self.question_by_code.get(code)
        return question is not None and question.formula is not None

    def question(self, code: str) -> Question:
        return self.question_by_code[code]

    def scene(self, code: str) -> Scene:
        return self.scene_by_code[code]
