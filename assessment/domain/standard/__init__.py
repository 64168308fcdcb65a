"""The standard: what is asked and how it is graded, as frozen values indexed by code.

Plain Python without Django. An `Outline` is a draft that may contradict itself, and `problems` lists all that
is wrong with it; a `Standard` is validated on construction, so one that exists is sound.
Source of the one official standard: 工信厅企业〔2024〕56号; see docs/method.md.
"""

from assessment.domain.standard.checks import problems
from assessment.domain.standard.outline import HUNDRED, Outline
from assessment.domain.standard.parts import (
    NO_TEXT,
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
    Text,
    Variant,
    Verification,
)
from assessment.domain.standard.problems import DIMENSIONS, RULE, SCENES, WHOLE, Problem, ProblemKind
from assessment.domain.standard.rule import ASKED, LevelRule, RuleKind, Threshold
from assessment.domain.standard.sound import InvalidStandard, Standard
from assessment.domain.standard.text_checks import ADDRESS, CODE, CODES, LONGEST, MOST

__all__ = [
    "ADDRESS",
    "ASKED",
    "CODE",
    "CODES",
    "DIMENSIONS",
    "HUNDRED",
    "LONGEST",
    "MOST",
    "NO_TEXT",
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
    "Text",
    "Threshold",
    "Variant",
    "Verification",
    "problems",
]
