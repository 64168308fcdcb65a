"""Every reason has its sentence in both languages."""

import pytest
from django.utils import translation

from editing.services.refusals import Refusal
from roadmap.domain.entries import Kind
from roadmap.domain.problems import Problem, Reason
from roadmap.services import LibraryRefusal
from roadmap.wording.refusals import REASONS, REFUSALS, problem_sentence


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_reason_has_its_sentence(language: str) -> None:
    with translation.override(language):
        assert all(str(REASONS[reason]) for reason in Reason)
        assert all(str(REFUSALS[reason]) for reason in (*Refusal, *LibraryRefusal))


def test_a_problem_is_told_with_what_it_is_about() -> None:
    wrong = Problem(kind=Kind.CASE, code="C01", field="scenes", reason=Reason.UNKNOWN_SCENE, detail="S77")
    with translation.override("zh-hans"):
        assert problem_sentence(wrong) == "评测指标里没有这个场景 (S77)"
