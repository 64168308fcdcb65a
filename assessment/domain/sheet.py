"""The answer sheet: what is stored for an assessment, before it is known to be complete.

A sheet may hold partial figures and figures that no longer fit together (a shared total became smaller than
its part). Such items are not in `answers`: they count as unanswered and are listed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from assessment.domain.oddities import Asked, Confirmation, asked
from assessment.domain.progress import Progress, progress
from standards.domain.answers import (
    Answers,
    AtLevel,
    Chosen,
    Figures,
    InvalidAnswer,
    NotApplicable,
    QuestionAnswer,
    SceneAnswer,
    Value,
    check_figure_values,
    check_question_answer,
    check_scene_answer,
    decide,
)
from standards.domain.figures import own_figures, used_figures
from standards.domain.standard import Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAnswer:
    """One stored answer; `value` None: nothing chosen (any more). The numbers of Figures are on the sheet.

    `version` 0: no row of it is stored.
    """

    value: Value | None
    version: int = 0
    needs_confirmation: bool = False
    changed_by: str = ""
    changed_at: datetime | None = None


NOTHING_STORED = StoredAnswer(value=None)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    standard: Standard
    held: Mapping[str, StoredAnswer] = field(default_factory=dict)
    figures: Mapping[str, Decimal] = field(default_factory=dict)
    profile: Mapping[str, Decimal] = field(default_factory=dict)  # what the firm's profile knows
    confirmed: Mapping[str, Confirmation] = field(default_factory=dict)  # by rule of plausibility

    def at(self, code: str) -> StoredAnswer:
        """Return what is held for an item, with version 0 where there is nothing yet."""
        return self.held.get(code, NOTHING_STORED)

    def holds(self, code: str, value: Value | None, figures: Mapping[str, Decimal] | None) -> bool:
        """Return whether saving this would change nothing. `figures`: all that are entered at the item."""
        held = self.at(code).value
        if held != value and not (isinstance(held, Figures) and isinstance(value, Figures)):
            return False
        if figures is None:
            return True
        own = own_figures(self.standard, self.standard.question(code))
        return {key: self.figures[key] for key in own if key in self.figures} == dict(figures)

    @cached_property
    def answers(self) -> Answers:
        """Return the answers that are whole and allowed; everything else is unanswered."""
        questions: dict[str, QuestionAnswer] = {}
        scenes: dict[str, SceneAnswer] = {}
        for code in self.standard.item_codes:
            value = self.at(code).value
            if code in self.standard.scene_by_code:
                if isinstance(value, AtLevel | NotApplicable) and self._scene_allows(code, value):
                    scenes[code] = value
            elif isinstance(value, Chosen | Figures | NotApplicable):
                answer = self._whole(code, value)
                if answer is not None:
                    questions[code] = answer
        return Answers(questions=questions, scenes=scenes)

    def _scene_allows(self, code: str, value: SceneAnswer) -> bool:
        try:
            check_scene_answer(self.standard, code, value)
        except InvalidAnswer:
            return False
        return True

    def _whole(self, code: str, value: QuestionAnswer) -> QuestionAnswer | None:
        question = self.standard.question(code)
        if isinstance(value, Figures):
            value = Figures(values=used_figures(question, self.figures))
        try:
            check_question_answer(self.standard, code, value)
        except InvalidAnswer:
            return None
        if isinstance(value, Figures) and decide(question, value.values) is None:
            return None
        return value

    def misfit(self, code: str) -> InvalidAnswer | None:
        """Return why an item's figures do not fit together, None where they do."""
        question = self.standard.question_by_code.get(code)
        if question is None or question.formula is None:
            return None
        try:
            check_figure_values(self.standard, question, used_figures(question, self.figures))
        except InvalidAnswer as error:
            return error
        return None

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Return the figures that hardly fit, confirmed or not."""
        return asked(self.figures, self.profile, self.confirmed)

    def asked_at(self, code: str) -> tuple[Asked, ...]:
        """Return what hardly fits of the figures that are entered at an item."""
        question = self.standard.question_by_code.get(code)
        own = set(own_figures(self.standard, question)) if question else set()
        return tuple(one for one in self.asked if own.intersection(one.oddity.names))

    @cached_property
    def unconfirmed(self) -> frozenset[str]:
        """Return the items to look at again."""
        return frozenset(code for code, held in self.held.items() if held.needs_confirmation)

    @cached_property
    def progress(self) -> Progress:
        begun = [code for code, held in self.held.items() if held.value is not None]
        return progress(self.standard, self.answers, self.unconfirmed, begun)
