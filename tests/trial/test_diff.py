"""Comparing revisions: counts, both values side by side, what changed within a text, and by kind."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from config.groups import CRITERIA_EDITOR
from editing.domain.texts import NO_TEXT
from standards.domain.differences import PartKind, differences
from standards.domain.standard import LevelRule, Origin, Outline, RuleKind, Standard
from standards.models import Question, Revision
from standards.services import import_standard
from standards.wording.differences import field_name, kind_name, value_text
from tests.domain.edits import edited, level, part, removing, setting
from tests.people import AT, make_staff
from tests.standards.fixtures import published, standard_2024

pytestmark = pytest.mark.usefixtures("shared_2024")

STANDARD = standard_2024()


def renamed(data: dict[str, Any]) -> None:
    part(data, "F01")["title"]["zh"] = "车间工控网的建设情况如何"


def draft_of(*edits: Any) -> Revision:
    return import_standard(standard=edited(STANDARD, *edits), by=None, at=AT)


@pytest.fixture
def base(client: Client, db: None) -> Revision:
    client.force_login(make_staff(CRITERIA_EDITOR))
    return published()


def shown(client: Client, revision: Revision, **query: str | int) -> str:
    response = client.get(reverse("trial:diff", args=[revision.pk]), query)
    assert response.status_code == 200
    return response.content.decode()


def counts(page: str) -> dict[str, int]:
    return {name: int(count) for name, count in re.findall(r"<dt>(.*?)</dt><dd>(\d+)</dd>", page)}


def titles(page: str) -> list[str]:
    return [title.strip() for title in re.findall(r"</span> ([^<]*) <span class=\"muted\">", page)]


def test_a_draft_is_compared_with_what_came_before_it(client: Client, base: Revision) -> None:
    draft = draft_of(setting("F01", weight=50), setting("F02", weight=20), level(2, min_points=54))
    page = shown(client, draft)
    assert counts(page) == {"新增": 0, "有改动": 3, "删去": 0}
    assert titles(page) == ["第 1 题 网络建设", "第 2 题 设备数字化", "二级"]
    assert f'<option value="{base.pk}" selected>miit-sme-2024@1 · 已发布</option>' in page
    values = re.findall(
        r"<th scope=\"row\">(.*?)</th>\s*<td.*?><span>(.*?)</span></td>\s*<td.*?><span>(.*?)</span>", page
    )
    assert values == [("权重（%）", "40", "50"), ("权重（%）", "30", "20"), ("最低得分", "40", "54")]


def test_a_changed_text_shows_what_changed_within(client: Client, base: Revision) -> None:
    page = shown(client, draft_of(renamed))
    old = standard_2024().question("F01").title.zh
    assert "<ins>" in page
    assert re.sub("</?(ins|del)>", "", page).count(old) >= 1
    assert "题目" in page


def test_new_and_removed_parts_are_counted_and_named(client: Client, base: Revision) -> None:
    draft = draft_of(removing("F01"), setting("F02", weight=70))
    page = shown(client, draft)
    options = len(STANDARD.question("F01").options)
    assert counts(page)["删去"] == options + 1
    assert "第 1 题 网络建设 · 选项 B" in page
    other_way = shown(client, draft, old=draft.pk, new=base.pk)
    assert counts(other_way)["新增"] == options + 1


def test_it_is_filtered_by_kind_and_by_what_happened(client: Client, base: Revision) -> None:
    draft = draft_of(removing("F01"), setting("F02", weight=70))
    assert titles(shown(client, draft, kind="question")) == ["第 2 题 设备数字化", "第 1 题 网络建设"]
    assert titles(shown(client, draft, kind="question", happened="removed")) == ["第 1 题 网络建设"]
    assert "没有符合条件的差别" in shown(client, draft, kind="term")


def test_equal_revisions_say_so(client: Client, base: Revision) -> None:
    assert "这两个修订的内容完全相同" in shown(client, draft_of())


def test_a_draft_with_problems_can_be_compared_too(client: Client, base: Revision) -> None:
    draft = draft_of()
    Question.objects.filter(revision=draft, code="F01").update(weight=1)
    assert titles(shown(client, draft)) == ["第 1 题 网络建设"]


def test_a_local_standard_is_compared_with_what_it_derives_from(client: Client, base: Revision) -> None:
    local: Standard = replace(STANDARD, code="anqing-sme", origin=Origin.LOCAL, revision=1)
    revision = import_standard(standard=local, by=None, at=AT)
    revision.standard.derives_from = base
    revision.standard.save()
    page = shown(client, revision)
    assert titles(page) == [STANDARD.name.zh]
    assert "国家指标" in page
    assert "本地制定" in page


def test_revisions_of_another_standard_cannot_be_chosen(client: Client, base: Revision) -> None:
    other = import_standard(
        standard=replace(STANDARD, code="anqing-sme", origin=Origin.LOCAL, revision=1), by=None, at=AT
    )
    response = client.get(reverse("trial:diff", args=[base.pk]), {"old": other.pk})
    assert response.status_code == 400
    assert "没有这样的选择" in response.content.decode()


# --- Words ------------------------------------------------------------------------------------


def test_every_kind_and_every_field_has_a_name() -> None:
    """Compared with one that says nothing, each field of each part of the standard is told."""
    nothing = Outline(
        code="empty",
        revision=1,
        origin=Origin.LOCAL,
        name=NO_TEXT,
        dimensions=(),
        scene_groups=(),
        figures=(),
        rule=LevelRule(kind=RuleKind.POINTS, thresholds=(), below=NO_TEXT),
    )
    found = differences(nothing, STANDARD)
    assert {one.kind for one in found} == set(PartKind)
    for one in found:
        assert kind_name(one.kind)
        for change in one.changes:
            assert field_name(one.kind, change.name) != change.name, (one.kind, change.name)


@pytest.mark.parametrize(
    ("kind", "name", "value", "text"),
    [
        (PartKind.QUESTION, "kind", "ratio", "占比"),
        (PartKind.OPTION, "change", "up", "增加"),
        (PartKind.OPTION, "excludes", "", "否"),
        (PartKind.OPTION, "range.low_closed", "yes", "是"),
        (PartKind.RULE, "kind", "points", "只看得分"),
        (PartKind.QUESTION, "formula.part", "equip_total", "equip_total"),
        (PartKind.STANDARD, "origin", "local", "本地制定"),
        (PartKind.DIMENSION, "groups", "F1, F2", "F1, F2"),
    ],
)
def test_values_are_told_as_people_read_them(kind: PartKind, name: str, value: str, text: str) -> None:
    assert value_text(kind, name, value) == text


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        (PartKind.RULE, "source.zh", "定级规则的依据"),
        (PartKind.RULE, "kind", "定级方法"),
        (PartKind.QUESTION, "formula.whole_before", "前期分母"),
        (PartKind.OPTION, "range.high", "区间上限（%）"),
        (PartKind.STANDARD, "document.number", "文号"),
        (PartKind.THRESHOLD, "min_mean", "最低场景加权平均等级"),
        (PartKind.VARIANT, "equal_split", "均分的题目"),
    ],
)
def test_fields_are_called_as_in_the_tables(kind: PartKind, name: str, text: str) -> None:
    assert field_name(kind, name) == text
