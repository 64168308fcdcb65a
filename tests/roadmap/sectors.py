"""Small entries, libraries and answers for the tests."""

from collections.abc import Mapping
from typing import Any

from editing.domain.texts import Text
from enterprises.domain.sectors import GENERAL
from roadmap.domain.case import Case, Grade
from roadmap.domain.entries import Entry, Evidence
from roadmap.domain.library import Library
from roadmap.domain.measure import Measure, SceneStep
from roadmap.domain.sector import PriorityScene, Sector, Stage
from roadmap.domain.solution import Deployment, PriceModel, Solution
from roadmap.domain.support import SupportKind, SupportMeasure
from standards.domain.answers import Answers, AtLevel, Chosen, NotApplicable, SceneAnswer
from standards.domain.standard import Standard

NA = NotApplicable(reason="")
ALL = [f"S{number:02}" for number in range(1, 17)]


def text(words: str = "文字") -> Text:
    return Text(zh=words, en=f"en {words}")


def make_stage(code: str, target: int, *scenes: str) -> Stage:
    return Stage(code=code, name=text(code), rule=text(), target_level=target, scenes=scenes)


STAGES = (make_stage("start", 2, "S01"), make_stage("integrate", 3, "S06"))


def make_sector(
    *,
    code: str = "example",
    stages: tuple[Stage, ...] = STAGES,
    weights: Mapping[str, int] | None = None,
    **fields: Any,
) -> Sector:
    priorities = tuple(PriorityScene(scene=scene, weight=weight) for scene, weight in (weights or {}).items())
    given: dict[str, Any] = {
        "order": 1,
        "name": text("示例"),
        "scope": text(),
        "evidence": Evidence.G,
    } | fields
    return Sector(code=code, stages=stages, priorities=priorities, **given)


def make_measure(code: str, stage: str, *scenes: str, sector: str = "example", **fields: Any) -> Measure:
    """Make a measure that brings these scenes from 0 to 1."""
    steps = tuple(SceneStep(scene=scene, from_level=0, to_level=1) for scene in scenes)
    given: dict[str, Any] = {
        "order": 1,
        "title": text(f"做{code}"),
        "how": text(),
        "evidence": Evidence.G,
    } | fields
    return Measure(code=code, sector=sector, stage=stage, steps=steps, **given)


def make_case(code: str = "C01", **fields: Any) -> Case:
    given: dict[str, Any] = {
        "firm": text("企业"),
        "region": text("安徽"),
        "sector": "example",
        "is_sme": True,
        "what": text(),
        "year": 2024,
        "source": "新华社",
        "grade": Grade.A,
        "self_reported": False,
        "scenes": ("S06",),
    }
    return Case(code=code, **given | fields)


def make_solution(code: str = "P01", **fields: Any) -> Solution:
    given: dict[str, Any] = {
        "name": text("扫码报工"),
        "provider": text("示例软件"),
        "what": text(),
        "deployment": Deployment.CLOUD,
        "price_model": PriceModel.SUBSCRIPTION,
        "contact": "示例软件官网",
        "evidence": Evidence.V2,
        "source": "产品页",
        "scenes": ("S06",),
    }
    return Solution(code=code, **given | fields)


def make_support(code: str = "Z01", **fields: Any) -> SupportMeasure:
    given: dict[str, Any] = {
        "type": SupportKind.SUBSIDY,
        "name": text("补助"),
        "issuer": text("市经信局"),
        "terms": text("以当年申报通知为准"),
        "evidence": Evidence.V2,
        "source": text("申报通知"),
    }
    return SupportMeasure(code=code, **given | fields)


def make_library(*entries: Entry) -> Library:
    """Make a small sound library: a general sector whose two stages have a measure each, and these entries
    beside them or in their place."""
    return Library.of(
        [
            make_sector(code=GENERAL, order=99),
            make_measure("general-1", "start", "S01", sector=GENERAL),
            make_measure("general-2", "integrate", "S06", sector=GENERAL),
        ]
    ).replacing(entries)


def at(**levels: int | None) -> dict[str, SceneAnswer]:
    """Answer scenes: a level, or None for 不涉及; what is not named is unanswered."""
    return {scene: NA if level is None else AtLevel(level=level) for scene, level in levels.items()}


def make_answers(
    standard: Standard, scenes: Mapping[str, SceneAnswer] | None = None, *, rest: int = 0
) -> Answers:
    """Answer everything: each question by its last option, every scene not given at level `rest`."""
    questions = {
        question.code: Chosen(options=(question.options[-1].key,)) for question in standard.questions
    }
    levels = {scene.code: AtLevel(level=rest) for scene in standard.scenes}
    return Answers(questions=questions, scenes={**levels, **(scenes or {})})
