"""The worked example of docs/method.md as a firm with a result: the pages' sentences can be told by hand."""

from dataclasses import replace
from typing import Any

import pytest

from assessment.models import Snapshot
from editing.domain.texts import Text
from enterprises.models import Enterprise
from plans.selectors import planner as planner_selectors
from reports.presenters import headless
from reports.views import result
from roadmap.domain.library import Library
from roadmap.selectors import library as roadmaps
from tests.assessment.factories import make_snapshot
from tests.planning.golden import FORM, MEASURES
from tests.standards.fixtures import standard_2024

SCENES = {f"S{number:02d}": 3 for number in range(1, 17)}
TOLD = {
    "done_when": Text(zh="边界防火墙已启用"),
    "proof": Text(zh="策略截图"),
    "effect": Text(zh="未授权访问被拦截"),
    "systems": (Text(zh="防火墙"),),
    "source": Text(zh="某指南，第 3 页"),
}


def golden_library() -> Library:
    """Return the measures of the example; one tells all that a measure can tell."""
    return Library.of(
        replace(measure, **TOLD) if measure.code == "firewall" else measure  # type: ignore[arg-type]
        for measure in MEASURES
    )


def use_library(monkeypatch: pytest.MonkeyPatch, library: Library) -> None:
    """Let plans, reports and the command be made from this library."""
    for module in (planner_selectors, roadmaps, headless, result):
        monkeypatch.setattr(module, "library", lambda _on, _version=None: library)


def golden_snapshot(enterprise: Enterprise, **changed: Any) -> Snapshot:
    """Return the result of the example: 51.3 points, all scenes at 三级. `changed`: other answers."""
    several = {question.code for question in standard_2024().questions if question.several}
    questions = {code: list(keys) if code in several else keys for code, keys in FORM.items()}
    return make_snapshot(enterprise=enterprise, questions=questions | changed, scenes=SCENES)
