"""All that is wrong with a standard. One without problems is sound."""

from collections import Counter
from collections.abc import Iterable, Iterator

from standards.domain.standard.outline import Outline
from standards.domain.standard.parts import Variant
from standards.domain.standard.problems import WHOLE, Problem, ProblemKind, problem
from standards.domain.standard.question_checks import scored_problems
from standards.domain.standard.rule_checks import rule_problems
from standards.domain.standard.scene_checks import scene_problems
from standards.domain.standard.text_checks import text_problems


def problems(outline: Outline) -> tuple[Problem, ...]:
    """Return every problem, in the order of the form within its sort; empty for a sound standard."""
    return (
        *_asks_something(outline),
        *_code_problems(outline),
        *text_problems(outline),
        *scored_problems(outline),
        *scene_problems(outline),
        *rule_problems(outline),
        *(p for variant in outline.variants for p in _variant_problems(variant, outline)),
    )


def _asks_something(outline: Outline) -> Iterator[Problem]:
    if not outline.questions and not outline.scenes:
        yield problem(ProblemKind.NOTHING_ASKED, WHOLE)
    elif outline.rule.uses_points and not outline.questions:
        yield problem(ProblemKind.NO_QUESTIONS, WHOLE, rule=outline.rule.kind)
    elif outline.rule.uses_scenes and not outline.scenes:
        yield problem(ProblemKind.NO_SCENES, WHOLE, rule=outline.rule.kind)


def _code_problems(outline: Outline) -> Iterator[Problem]:
    codes = (
        *(dimension.code for dimension in outline.dimensions),
        *(section.code for section in outline.sections),
        *outline.item_codes,
    )
    yield from _twice(ProblemKind.CODE_TWICE, codes)
    yield from _twice(ProblemKind.FIGURE_TWICE, (figure.code for figure in outline.figures))
    yield from _twice(ProblemKind.TERM_TWICE, (term.word.zh for term in outline.terms))
    yield from _twice(ProblemKind.REASON_TWICE, (reason.code for reason in outline.reasons))
    yield from _twice(ProblemKind.VARIANT_TWICE, (variant.code for variant in outline.variants))
    numbers = Counter(question.number for question in outline.questions)
    for question in outline.questions:
        if (count := numbers[question.number]) > 1:
            yield problem(ProblemKind.NUMBER_TWICE, question.code, number=question.number, count=count)


def _twice(kind: ProblemKind, codes: Iterable[str]) -> Iterator[Problem]:
    for code, count in Counter(codes).items():
        if count > 1:
            yield problem(kind, code, code=code, count=count)


def _variant_problems(variant: Variant, outline: Outline) -> Iterator[Problem]:
    if variant.constrained and not outline.rule.counts_constrained:
        yield problem(ProblemKind.CONSTRAINED_UNUSED, variant.code)
    for code in sorted(variant.constrained or ()):
        if code not in outline.scene_by_code:
            yield problem(ProblemKind.UNKNOWN_SCENE, variant.code, code=code)
    for code in variant.equal_split:
        question = outline.question_by_code.get(code)
        if question is None or not question.several:
            yield problem(ProblemKind.NO_MULTI_CHOICE, variant.code, code=code)
