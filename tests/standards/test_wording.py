"""Problems in words: each kind has its sentence, and columns have the names that the admin shows."""

from decimal import Decimal
from typing import get_type_hints

import pytest
from django.apps import apps
from django.db.models import Model
from django.utils import translation

from editing.domain.texts import Text
from standards.domain.standard import (
    Dimension,
    Figure,
    Group,
    LevelRule,
    Option,
    Outline,
    Problem,
    ProblemKind,
    Question,
    Reason,
    Scene,
    SceneGroup,
    SceneLevel,
    Term,
    Threshold,
    Variant,
    problems,
)
from standards.models import Part, Revision
from standards.wording.problems import COLUMNS, PROBLEMS, problem_text
from tests.domain.test_problems import MISTAKES, outlined

TABLES: list[type[Model]] = [
    Revision,
    *(model for model in apps.get_app_config("standards").get_models() if issubclass(model, Part)),
]


def test_every_kind_of_problem_has_its_sentence() -> None:
    assert set(PROBLEMS) == set(ProblemKind)


@pytest.mark.parametrize("name", MISTAKES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_problem_is_said_without_gaps(name: str, language: str) -> None:
    with translation.override(language):
        texts = [problem_text(problem) for problem in problems(outlined(MISTAKES[name][0]))]
    assert texts
    assert not any("%(" in text or "%%" in text for text in texts)


def test_a_problem_names_column_and_kind_as_the_admin_does() -> None:
    problem = Problem(
        kind=ProblemKind.VALUE_UNUSED, where="rule.2", values={"field": "min_mean", "kind": "points"}
    )
    with translation.override("zh-hans"):
        assert problem_text(problem) == "定级方法“只看得分”不用“最低场景加权平均等级”，请清空。"
    with translation.override("en"):
        assert problem_text(problem).startswith("The rule “Points only” does not use")


PARTS = (
    Outline,
    Dimension,
    Group,
    Question,
    Option,
    Figure,
    SceneGroup,
    Scene,
    SceneLevel,
    LevelRule,
    Threshold,
    Variant,
    Term,
    Reason,
)


@pytest.mark.parametrize("part", PARTS)
def test_every_text_and_number_that_may_be_wrong_has_a_name(part: type) -> None:
    hints = get_type_hints(part)
    texts = {
        f"{name}_{language}" for name, hint in hints.items() if hint is Text for language in ("zh", "en")
    }
    numbers = {name for name, hint in hints.items() if hint in (int, Decimal, Decimal | None)}
    assert (texts | numbers) - set(COLUMNS) == set()


def test_columns_have_the_names_of_the_tables() -> None:
    names: dict[str, set[str]] = {}
    with translation.override("zh-hans"):
        for model in TABLES:
            for field in model._meta.fields:
                names.setdefault(field.name, set()).add(str(getattr(field, "verbose_name", "")))
        shown = {column: str(name) for column, name in COLUMNS.items()}
    elsewhere = {"level": "position", "revision": "number", "systems": "name"}
    unlike = {column for column, name in shown.items() if name not in names[elsewhere.get(column, column)]}
    assert unlike == {"level", "systems"}  # said more clearly than the tables do
