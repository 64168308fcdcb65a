"""Complete answers read under another standard. What cannot be known from them is named, never guessed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from assessment.domain.answers import (
    Answers,
    Chosen,
    Figures,
    InvalidAnswer,
    NotApplicable,
    QuestionAnswer,
    SceneAnswer,
    check_question_answer,
    check_scene_answer,
    decide,
)
from assessment.domain.sheet import used_figures
from assessment.domain.standard import Option, Question, Scene, Standard

NOT_ASKED = "not asked"  # the item is new
ASKED_OTHERWISE = "asked otherwise"  # one option then, several now, or the reverse
OPTION_MOVED = "option moved"  # chosen without figures, and its range or direction is another one now
FIGURES_MISSING = "figures missing"  # the formula uses figures that were not given
HIGHER_LEVEL_NOT_ASKED = "higher level not asked"  # at the old top of a scene that has more levels now


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """Why an answer cannot be read. `reason`: one of the above, or one of `answers`."""

    code: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Carrier:
    """Carries answers from one standard to another; what depends on these two alone is worked out once."""

    old: Standard
    new: Standard

    def carry(self, answers: Answers, figures: Mapping[str, Decimal]) -> tuple[Answers, tuple[Misfit, ...]]:
        """Return the answers that can be read, and why others cannot. `figures`: all that the firm gave."""
        questions: dict[str, QuestionAnswer] = {}
        scenes: dict[str, SceneAnswer] = {}
        misfits = []
        for question in self.new.questions:
            try:
                questions[question.code] = self._question(question, answers, figures)
            except InvalidAnswer as error:
                misfits.append(Misfit(code=error.code, reason=error.reason))
        for scene in self.new.scenes:
            try:
                scenes[scene.code] = self._scene(scene, answers)
            except InvalidAnswer as error:
                misfits.append(Misfit(code=error.code, reason=error.reason))
        return Answers(questions=questions, scenes=scenes), tuple(misfits)

    def _question(
        self, question: Question, answers: Answers, figures: Mapping[str, Decimal]
    ) -> QuestionAnswer:
        answer = answers.questions.get(question.code)
        if answer is None:
            raise InvalidAnswer(question.code, NOT_ASKED)
        if question.code in self._alike or isinstance(answer, NotApplicable):
            return answer
        if isinstance(answer, Figures):
            answer = Figures(values=used_figures(question, figures))
        check_question_answer(self.new, question.code, answer)
        if isinstance(answer, Figures) and decide(question, answer.values) is None:
            raise InvalidAnswer(question.code, FIGURES_MISSING)
        if isinstance(answer, Chosen):
            _check_meant(self.old.question(question.code), question, answer)
        return answer

    def _scene(self, scene: Scene, answers: Answers) -> SceneAnswer:
        answer = answers.scenes.get(scene.code)
        if answer is None:
            raise InvalidAnswer(scene.code, NOT_ASKED)
        if scene.code in self._alike or isinstance(answer, NotApplicable):
            return answer
        check_scene_answer(self.new, scene.code, answer)
        asked = len(self.old.scene(scene.code).levels)
        if answer.level == asked < len(scene.levels):
            raise InvalidAnswer(scene.code, HIGHER_LEVEL_NOT_ASKED)
        return answer

    @cached_property
    def _alike(self) -> frozenset[str]:
        """Return the items that may be answered in the same ways under both: they need no look."""
        figures = {f.code for f in self.new.figures if self.old.figure_by_code.get(f.code) == f}
        questions = {
            question.code
            for question in self.new.questions
            if (known := self.old.question_by_code.get(question.code))
            and ways_to_answer(known) == ways_to_answer(question)
            and figures.issuperset(question.formula.figures if question.formula else ())
        }
        levels = {scene.code: len(scene.levels) for scene in self.old.scenes}
        scenes = {scene.code for scene in self.new.scenes if levels.get(scene.code) == len(scene.levels)}
        return frozenset(questions | scenes)


def ways_to_answer(question: Question) -> tuple[object, ...]:
    """Return what decides how a question may be answered and which option figures give; no weights."""
    options = frozenset((o.key, o.excludes, o.range, o.change) for o in question.options)
    return question.kind, question.formula, options


def _check_meant(old: Question, new: Question, answer: Chosen) -> None:
    """Raise InvalidAnswer unless the chosen options still say the same."""
    if old.several != new.several:
        raise InvalidAnswer(new.code, ASKED_OTHERWISE)
    for key in answer.options:
        if not _says_no_more(old.option(key), new.option(key)):
            raise InvalidAnswer(new.code, OPTION_MOVED)


def _says_no_more(old: Option, new: Option) -> bool:
    """Tell whether all that the old option covers lies in the new one."""
    if old.change != new.change:
        return False
    if old.range is None or new.range is None:
        return new.range is None
    inside = old.range.low >= new.range.low and old.range.high <= new.range.high
    zero = old.range.low_closed and old.range.low == new.range.low and not new.range.low_closed
    return inside and not zero
