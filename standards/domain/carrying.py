"""Answers read under another standard. What cannot be known from them is named, never guessed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from editing.domain.texts import Text
from standards.domain.answers import (
    Answers,
    AtLevel,
    Chosen,
    Figures,
    InvalidAnswer,
    NotApplicable,
    QuestionAnswer,
    SceneAnswer,
    Undecided,
    Value,
    check_question_answer,
    check_scene_answer,
    check_undecided,
    decide,
)
from standards.domain.figures import used_figures
from standards.domain.standard import Option, Question, Scene, Standard

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
                questions[question.code] = self._question(
                    question, answers.questions.get(question.code), figures
                )
            except InvalidAnswer as error:
                misfits.append(Misfit(code=error.code, reason=error.reason))
        for scene in self.new.scenes:
            try:
                scenes[scene.code] = self._scene(scene, answers.scenes.get(scene.code))
            except InvalidAnswer as error:
                misfits.append(Misfit(code=error.code, reason=error.reason))
        return Answers(questions=questions, scenes=scenes), tuple(misfits)

    def check_held(self, code: str, value: Value, figures: Mapping[str, Decimal], *, whole: bool) -> None:
        """Raise InvalidAnswer unless a stored answer to an item of the new standard can be read.

        `whole` False: figures that answered nothing yet; more may be missing now, which says nothing wrong.
        """
        scene = self.new.scene_by_code.get(code)
        if isinstance(value, Undecided):
            check_undecided(self.new, code, value)
        elif isinstance(value, NotApplicable) or not whole:
            self._check(code, value)
        elif scene is None and not isinstance(value, AtLevel):
            self._question(self.new.question(code), value, figures)
        elif scene is not None and isinstance(value, AtLevel):
            self._scene(scene, value)
        else:
            raise InvalidAnswer(code, ASKED_OTHERWISE)

    def _check(self, code: str, value: QuestionAnswer | SceneAnswer) -> None:
        if isinstance(value, AtLevel) or (
            code in self.new.scene_by_code and isinstance(value, NotApplicable)
        ):
            check_scene_answer(self.new, code, value)
        else:
            check_question_answer(self.new, code, value)

    def _question(
        self, question: Question, answer: QuestionAnswer | None, figures: Mapping[str, Decimal]
    ) -> QuestionAnswer:
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

    def _scene(self, scene: Scene, answer: SceneAnswer | None) -> SceneAnswer:
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


def reads_alike(old: Standard, new: Standard, code: str) -> bool:
    """Return whether an item of both says the same to who answers it; weights and marks are not asked."""
    return _reads(old, code) == _reads(new, code)


def _reads(standard: Standard, code: str) -> tuple[object, ...]:
    scene = standard.scene_by_code.get(code)
    if scene is not None:
        levels = tuple((level.level, _words(level.text), level.any_of) for level in scene.levels)
        return _words(scene.name, scene.note), levels
    question = standard.question(code)
    figures = [
        standard.figure_by_code[figure] for figure in (question.formula.figures if question.formula else ())
    ]
    return (
        _words(question.name, question.title, question.help, question.note, question.formula_text),
        ways_to_answer(question),
        frozenset((option.key, _words(option.text, option.note)) for option in question.options),
        tuple(
            (figure.code, figure.whole, _words(figure.label, figure.unit, figure.note)) for figure in figures
        ),
    )


def _words(*texts: Text) -> tuple[str, ...]:
    """Return our own wording; the official one may be filled in at any time."""
    return tuple(words for text in texts for words in (text.zh, text.en))


def _check_meant(old: Question, new: Question, answer: Chosen) -> None:
    """Raise InvalidAnswer unless the chosen options still say the same."""
    if old.several != new.several:
        raise InvalidAnswer(new.code, ASKED_OTHERWISE)
    for key in answer.options:
        if not _says_no_more(old.option(key), new.option(key)):
            raise InvalidAnswer(new.code, OPTION_MOVED)


def _says_no_more(old: Option, new: Option) -> bool:
    """Return whether all that the old option covers lies in the new one."""
    if old.change != new.change:
        return False
    if old.range is None or new.range is None:
        return new.range is None
    inside = old.range.low >= new.range.low and old.range.high <= new.range.high
    zero = old.range.low_closed and old.range.low == new.range.low and not new.range.low_closed
    return inside and not zero
