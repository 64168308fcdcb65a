"""What a report says has changed since the result before."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from assessment.domain.snapshot import SnapshotContent
from reports.document.blocks import Bullets, Document, Heading, Paragraph
from reports.document.issuing import report_document
from reports.models import Variant
from tests.assessment.factories import SCENES
from tests.domain.edits import edited, removing, setting
from tests.reports.contents import NO_ADVICE, make_content, make_pdf, pages
from tests.standards.fixtures import standard_2024

HEAD = "与上次相比"


def before(content: SnapshotContent | None = None, **answers: Any) -> SnapshotContent:
    content = content or make_content(**answers)
    return replace(content, at=content.at - timedelta(days=300))


def document(earlier: SnapshotContent | None, content: SnapshotContent | None = None, **how: Any) -> Document:
    content = content or make_content()
    given = {"language": "zh", "number": ""} | how
    return report_document(content=content, before=earlier, advice=NO_ADVICE, **given)


def told(found: Document) -> tuple[str, ...]:
    """Return the paragraphs and points under the head."""
    inner = iter(found.blocks)
    next(block for block in inner if isinstance(block, Heading) and block.text == HEAD)
    lines: list[str] = []
    for block in inner:
        match block:
            case Paragraph():
                lines.append(block.text)
            case Bullets():
                lines.extend(block.items)
            case _:
                break
    return tuple(lines)


def test_level_points_and_the_biggest_changes_of_items_are_told() -> None:
    earlier = before(
        questions={"F05": "A", "F06": ["B"], "R01": "A"}, scenes={**dict.fromkeys(SCENES, 1), "S06": 4}
    )
    parts = "数字化基础 20.15 → 26.4 分（+6.25）、数字化成效 9.5 → 16.5 分（+7）"
    assert told(document(earlier)) == (
        "上次自评于 2026年1月26日 提交，等级由一级升到二级。",
        f"总分 40.9 → 54.15 分（+13.25）；其中{parts}。",
        "上升：第 12 题 绿色低碳，0 / 7 分 → 7 / 7 分",
        "上升：第 5 题 信息系统，0 / 10 分 → 5 / 10 分",
        "上升：财务管理，一级 → 三级",  # four others of one level do not fit among three
        "下降：生产管控，四级 → 二级",
        "下降：决策支持，一级 → 不涉及",
    )


def test_a_first_result_says_nothing_of_it() -> None:
    assert HEAD not in repr(document(None))
    assert "上次" not in repr(document(None, variant=Variant.SHORT))


def test_nothing_that_changed_is_said_to_be_so() -> None:
    lines = told(document(before()))
    assert lines[0].endswith("等级没有变，都是二级。")
    assert lines[1] == "总分没有变，仍是 54.15 分。"
    assert lines[2] == "各题得分和各场景的等级都没有变。"


def test_what_fell_is_told_too_and_what_does_not_apply_is_no_level() -> None:
    now = make_content(questions={"F05": "A"}, scenes={"S01": {"na": "other"}})
    lines = told(document(before(), now))
    assert [line for line in lines if line.startswith("下降")] == [
        "下降：第 5 题 信息系统，5 / 10 分 → 0 / 10 分",
        "下降：产品设计，二级 → 不涉及",
    ]
    assert not [line for line in lines if line.startswith("上升")]


def test_another_weight_alone_moves_nothing_and_another_revision_is_named() -> None:
    other = edited(standard_2024(), setting("F", weight=45), setting("M", weight=35))
    lines = told(document(before(), make_content(standard=other)))
    assert "两次用的是第 1 版和第 2 版修订，差别可能有一部分来自修订。" in lines
    assert lines[-1] == "各题得分和各场景的等级都没有变。"


def test_what_was_not_asked_before_is_no_change() -> None:
    earlier = before()
    scenes = {code: one for code, one in earlier.answers.scenes.items() if code != "S16"}
    without = edited(standard_2024(), removing("S16"))
    earlier = replace(earlier, standard=without, answers=replace(earlier.answers, scenes=scenes))
    lines = told(document(earlier, make_content(scenes={"S16": 4, "S02": 3})))
    assert [line for line in lines if line.startswith("上升")] == ["上升：工艺设计，二级 → 三级"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_short_report_says_what_it_was_and_keeps_its_two_pages(language: str) -> None:
    content = make_content()
    planned = replace(content, enterprise={**content.enterprise, "size": "small"})
    pdf = make_pdf(planned, variant=Variant.SHORT, language=language, before=before(questions={"F05": "A"}))
    assert len(pages(pdf)) == 2
    said = {
        "zh": "上次（2026年1月26日）为二级，49.15分。",
        "en": "Lasttime(26January2026):Level2,49.15points.",
    }
    assert said[language] in pages(pdf)[1]


def test_the_same_results_give_the_same_bytes() -> None:
    earlier = before(scenes={"S01": 1, "S02": 1}, questions={"F06": ["B"]})
    assert make_pdf(before=earlier) == make_pdf(before=earlier)
