"""The standard: what is asked and how it is graded, as frozen values indexed by code.

Plain Python without Django. An `Outline` is a draft that may contradict itself, and `problems` lists all that
is wrong with it; a `Standard` is validated on construction, so one that exists is sound.
Source of the one official standard: 工信厅企业〔2024〕56号; see docs/method.md.
"""

from standards.domain.standard.checks import problems
from standards.domain.standard.outline import HUNDRED, Outline
from standards.domain.standard.parts import (
    Change,
    Dimension,
    Document,
    Figure,
    Formula,
    Group,
    Option,
    OptionPoints,
    Origin,
    Question,
    QuestionKind,
    Range,
    Reason,
    Scene,
    SceneGroup,
    SceneLevel,
    Section,
    Term,
    Variant,
    Verification,
)
from standards.domain.standard.problems import DIMENSIONS, RULE, SCENES, WHOLE, Problem, ProblemKind
from standards.domain.standard.rule import ASKED, LevelRule, RuleKind, Threshold
from standards.domain.standard.sound import InvalidStandard, Standard

__all__ = [
    "ASKED",
    "DIMENSIONS",
    "HUNDRED",
    "RULE",
    "SCENES",
    "WHOLE",
    "Change",
    "Dimension",
    "Document",
    "Figure",
    "Formula",
    "Group",
    "InvalidStandard",
    "LevelRule",
    "Option",
    "OptionPoints",
    "Origin",
    "Outline",
    "Problem",
    "ProblemKind",
    "Question",
    "QuestionKind",
    "Range",
    "Reason",
    "RuleKind",
    "Scene",
    "SceneGroup",
    "SceneLevel",
    "Section",
    "Standard",
    "Term",
    "Threshold",
    "Variant",
    "Verification",
    "problems",
]
