"""What measures do to a firm's answers. One rule for the encoding, the projection and the worth of a step.

A scene climbs each level in turn: a step from one level to another helps a scene that stands between them, or
that other steps bring there. A multi-choice question gains the option, any other takes it unless its own is
worth as much. What the firm has already needs no measure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from roadmap.domain.measure import Measure, OptionStep, SceneStep
from standards.domain.answers import Answers, AtLevel, Chosen, NotApplicable, chosen_keys
from standards.domain.grading import scene_levels
from standards.domain.standard import Question, QuestionKind, Standard


def is_outcome(standard: Standard, question: Question) -> bool:
    """Return whether a question compares what came of it (成效, spending) and so is never a step.

    Those are the changes between two periods, and the ratios of amounts; ratios of what can be counted
    (machines) are raised by measures.
    """
    if question.kind is QuestionKind.CHANGE:
        return True
    figures = question.formula.figures if question.formula else ()
    return not all(standard.figure_by_code[code].whole for code in figures)


def outcomes(standard: Standard) -> frozenset[str]:
    """Return the codes of the questions about outcomes."""
    return frozenset(question.code for question in standard.questions if is_outcome(standard, question))


def closed_items(standard: Standard, answers: Answers, wanted: Iterable[Measure] = ()) -> frozenset[str]:
    """Return the codes of what no step raises: outcomes, and what is not applicable unless a wanted measure
    serves it."""
    opened = {code for measure in wanted for code in items_of(measure)}
    given = {**answers.questions, **answers.scenes}
    not_applicable = {code for code, answer in given.items() if isinstance(answer, NotApplicable)}
    return outcomes(standard) | (not_applicable - opened)


def items_of(measure: Measure) -> tuple[str, ...]:
    """Return the codes of the scenes and questions that the measure serves, each once."""
    served = (*(step.scene for step in measure.steps), *(given.question for given in measure.options))
    return tuple(dict.fromkeys(served))


def is_done(standard: Standard, answers: Answers, measure: Measure) -> bool:
    """Return whether the firm has all that the measure leads to, whichever way it came there."""
    levels = scene_levels(answers) if measure.steps else {}
    return all(levels.get(step.scene, 0) >= step.to_level for step in measure.steps) and all(
        not gains(standard, answers, given) for given in measure.options
    )


def gains(standard: Standard, answers: Answers, given: OptionStep) -> bool:
    """Return whether a question would have more with this option than it has. Raises KeyError."""
    question = standard.question(given.question)
    weight = question.option(given.option).weight
    keys = chosen_keys(question, answers.questions.get(given.question)) or ()
    if question.several:
        return given.option not in keys and not question.option(given.option).excludes
    return all(weight > question.option(key).weight for key in keys)


def live_steps(levels: Mapping[str, int], measure: Measure, closed: frozenset[str]) -> tuple[SceneStep, ...]:
    """Return the scene steps that lead above the levels where the scenes stand."""
    return tuple(s for s in measure.steps if s.scene not in closed and s.to_level > levels.get(s.scene, 0))


def live_options(
    standard: Standard, answers: Answers, measure: Measure, closed: frozenset[str]
) -> tuple[OptionStep, ...]:
    """Return the options that the firm would gain."""
    return tuple(
        given for given in measure.options if given.question not in closed and gains(standard, answers, given)
    )


def after(standard: Standard, answers: Answers, measure: Measure, closed: frozenset[str]) -> Answers:
    """Return the answers once the measure is done; a step whose scene is not where it begins does nothing."""
    levels = scene_levels(answers)
    scenes = {
        step.scene: AtLevel(level=step.to_level)
        for step in live_steps(levels, measure, closed)
        if step.from_level <= levels.get(step.scene, 0)
    }
    raised = replace(answers, scenes={**answers.scenes, **scenes})
    for given in live_options(standard, answers, measure, closed):
        raised = with_option(standard, raised, given.question, given.option)
    return raised


def with_option(standard: Standard, answers: Answers, question: str, option: str) -> Answers:
    """Return the answers with an option gained; figures give way to the option. Raises KeyError."""
    own = standard.question(question)
    if not gains(standard, answers, OptionStep(question=question, option=option)):
        return answers
    keys = {option}
    if own.several:
        held = chosen_keys(own, answers.questions.get(question)) or ()
        keys |= {key for key in held if not own.option(key).excludes}
    chosen = Chosen(options=tuple(known.key for known in own.options if known.key in keys))
    return replace(answers, questions={**answers.questions, question: chosen})
