"""What can be wrong with words, codes and numbers as such, wherever they stand.

The dataclasses are the schema: a text without a default must be there, and a field added to a part is
looked at by itself. Official texts and the verification are left out: they are no part of what is published.
"""

from collections.abc import Iterator
from dataclasses import MISSING, fields
from decimal import Decimal
from typing import Any

from editing.domain.texts import ADDRESS, CODE, CODES, LONGEST, MOST, Text
from standards.domain.standard.outline import Outline
from standards.domain.standard.problems import RULE, WHOLE, Problem, ProblemKind, problem
from standards.domain.standard.question_checks import option_place
from standards.domain.standard.rule_checks import threshold_place


def text_problems(outline: Outline) -> Iterator[Problem]:
    """Give the problems of texts, codes and numbers, part by part."""
    for where, prefix, part in _parts(outline):
        for field in fields(part):
            required = field.default is MISSING and field.default_factory is MISSING
            yield from _value_problems(where, prefix + field.name, getattr(part, field.name), required)
    if outline.scenes and not outline.scene_dimension.zh:
        yield problem(ProblemKind.EMPTY_TEXT, WHOLE, field="scene_dimension_zh")


def _parts(outline: Outline) -> Iterator[tuple[str, str, Any]]:
    """Give each part with its place and what its columns begin with in the table."""
    yield WHOLE, "", outline
    yield WHOLE, "document_", outline.document
    yield RULE, "", outline.rule
    yield from ((threshold_place(threshold), "", threshold) for threshold in outline.rule.thresholds)
    yield from ((dimension.code, "", dimension) for dimension in outline.dimensions)
    yield from ((group.code, "", group) for group in outline.groups)
    for question in outline.questions:
        yield question.code, "", question
        yield from ((option_place(question, option.key), "", option) for option in question.options)
    yield from ((scenes.code, "", scenes) for scenes in outline.scene_groups)
    for scene in outline.scenes:
        yield scene.code, "", scene
        yield from ((f"{scene.code}.{level.level}", "", level) for level in scene.levels)
    yield from ((term.word.zh, "", term) for term in outline.terms)
    yield from ((figure.code, "", figure) for figure in outline.figures)
    yield from ((variant.code, "", variant) for variant in outline.variants)
    yield from ((reason.code, "", reason) for reason in outline.reasons)


def _value_problems(where: str, name: str, value: object, required: bool) -> Iterator[Problem]:
    match value:
        case Text():
            yield from _text_problems(where, f"{name}_zh", value.zh, required or bool(value.en))
            yield from _text_problems(where, f"{name}_en", value.en, required=False)
        case bool():
            return
        case int() | Decimal() if not 0 <= value <= MOST:
            yield problem(ProblemKind.OUT_OF_RANGE, where, field=name, value=value, most=MOST)
        case str() if name in CODES:
            if not CODE.fullmatch(value):
                yield problem(ProblemKind.BAD_CODE, where, field=name, code=value)
        case str():
            yield from _text_problems(where, name, value, required)
        case tuple():
            # Parts are looked at by themselves; of the rest only names of systems are words.
            for word in value if name == "systems" else ():
                yield from _text_problems(where, name, word, required=True)


def _text_problems(where: str, name: str, text: str, required: bool) -> Iterator[Problem]:
    if not text.strip():
        if text or required:
            yield problem(ProblemKind.EMPTY_TEXT, where, field=name)
        return
    if text != text.strip():
        yield problem(ProblemKind.SPACES_AROUND, where, field=name)
    if len(text) > LONGEST:
        yield problem(ProblemKind.TOO_LONG, where, field=name, most=LONGEST)
    if name.endswith("url") and not text.startswith(ADDRESS):
        yield problem(ProblemKind.NO_ADDRESS, where, field=name)
