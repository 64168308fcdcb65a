"""The page of a revision: the whole tree, its weights edited in place, its problems where they are."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from standards.models import Option, Question, Revision
from standards.services import publish as release
from standards.services import retire
from tests.people import AT, make_user
from tests.standards.editing import edit, form_of, page_of, question, save, scene, text_of, url_of

pytestmark = pytest.mark.django_db


def weight(row: Any) -> str:
    return f"weight-{row._meta.model_name}-{row.pk}"


def around(text: str, anchor: str) -> str:
    """Return what the page says between a part and the next one."""
    start = text.index(f'id="{anchor}"')
    following = text.find('<li id="', start)
    return text[start : following if following > 0 else None]


def test_everything_of_a_revision_stands_on_one_page(desk: Client, published: Revision) -> None:
    text = text_of(desk.get(page_of(published)))
    for shown in (
        "数字化基础",
        "设备系统",
        "网络建设",
        "车间工控网",
        "产品生命周期",
        "约束性",
        "四级",
        "得分 ≥ 80",
        "equip_total",
        "仓储物流不算约束性场景",
        "OEE",
        "已外包给其他单位",
        "转述国家指标，尚未核对",
    ):
        assert shown in text


def test_a_published_revision_is_read_only_and_has_no_dead_links(desk: Client, published: Revision) -> None:
    text = text_of(desk.get(page_of(published)))
    assert "已发布 · 不可修改" in text
    assert 'id="tree-form"' not in text
    assert 'name="weight-' not in text
    for link in set(re.findall(r'href="(/admin/standards/[^"#?]*)', text)):
        assert desk.get(link).status_code == 200, link


def test_a_retired_revision_says_so(desk: Client, published: Revision) -> None:
    retire(revision=published, by=make_user(name="赵伟"), at=AT)
    text = text_of(desk.get(page_of(published)))
    assert "已停用" in text
    assert "赵伟" in text


def test_weights_are_saved_from_the_tree_with_who_and_when(draft: Revision, desk: Client) -> None:
    one, other = question(draft, "F01"), question(draft, "F02")
    response = edit(desk, page_of(draft), **{weight(one): "35.5", weight(other): "34.5"})
    assert response.status_code == 302
    one.refresh_from_db()
    assert str(one.weight.normalize()) == "35.5"
    entry = Question.history.filter(id=one.pk).first()
    assert (entry.history_type, entry.history_user.name) == ("~", "李波")
    assert Question.history.filter(revision_id=draft.pk, history_type="~").count() == 2


def test_sums_stand_at_each_parent_and_what_is_wrong_at_its_part(draft: Revision, desk: Client) -> None:
    row = question(draft, "F01")
    edit(desk, page_of(draft), **{weight(row): "35"})
    text = text_of(desk.get(page_of(draft)))
    group = around(text, f"group-{row.group_id}")
    assert "权重合计为 95，应为 100。" in group
    assert "sum sum-off" in group
    assert "合计 <output>95</output>%" in group
    assert "发现 1 处问题" in text
    assert f'<a href="#group-{row.group_id}">F1 设备系统</a>' in text


def test_the_best_answer_counts_where_one_is_chosen_and_the_sum_where_several_are(
    draft: Revision, desk: Client
) -> None:
    text = text_of(desk.get(page_of(draft)))
    several, single = question(draft, "F01"), question(draft, "F02")
    assert "合计 <output>100</output>%" in around(text, f"question-{several.pk}")
    assert "最高 <output>100</output>%" in around(text, f"question-{single.pk}")


def test_two_who_edit_different_weights_do_not_disturb_each_other(
    draft: Revision, desk: Client, other_desk: Client
) -> None:
    one, other = question(draft, "F01"), question(draft, "F02")
    opened = form_of(desk.get(page_of(draft)))
    edit(other_desk, page_of(draft), **{weight(other): "25"})
    assert save(desk, page_of(draft), opened, {weight(one): "45"}).status_code == 302
    assert [question(draft, code).weight for code in ("F01", "F02")] == [45, 25]


def test_the_later_of_two_at_the_same_weight_is_told_and_decides(
    draft: Revision, desk: Client, other_desk: Client
) -> None:
    one, other = question(draft, "F01"), question(draft, "F02")
    opened = form_of(desk.get(page_of(draft)))
    edit(other_desk, page_of(draft), **{weight(one): "30"})
    refused = save(desk, page_of(draft), opened, {weight(one): "45", weight(other): "25"})
    assert refused.status_code == 409
    assert "王爱丽" in around(text_of(refused), f"question-{one.pk}")
    assert "改为：30" in around(text_of(refused), f"question-{one.pk}")
    assert [question(draft, code).weight for code in ("F01", "F02")] == [30, 30]
    shown = form_of(refused)
    assert (shown[weight(one)], shown[weight(other)]) == ("45", "25")
    assert save(desk, page_of(draft), shown).status_code == 302
    assert [question(draft, code).weight for code in ("F01", "F02")] == [45, 25]


def test_a_weight_that_is_none_is_said_at_its_place_and_nothing_is_lost(
    draft: Revision, desk: Client
) -> None:
    one, other = question(draft, "F01"), question(draft, "F02")
    opened = form_of(desk.get(page_of(draft)))
    for typed in ("", "abc", "-1", "101", "1e3", "NaN", "1.1234567", "9" * 5000, "一"):
        response = save(desk, page_of(draft), opened, {weight(one): typed, weight(other): "25"})
        assert response.status_code == 422, typed
        shown = form_of(response)
        assert (shown[weight(one)], shown[weight(other)]) == (typed, "25")
        assert f'id="question-{one.pk}-error"' in text_of(response)
        assert question(draft, "F02").weight == 30


def test_a_page_that_does_not_say_what_it_showed_writes_nothing(draft: Revision, desk: Client) -> None:
    row = question(draft, "F01")
    opened = form_of(desk.get(page_of(draft)))
    for seen in ("", "x", "[]", '{"question-1": 4}', "null"):
        response = save(desk, page_of(draft), opened, {"seen": seen, weight(row): "35"})
        assert response.status_code == 302, seen
        assert question(draft, "F01").weight == 40


def test_parts_of_other_revisions_and_unknown_ones_are_left_alone(
    draft: Revision, published: Revision, desk: Client
) -> None:
    foreign = question(published, "F01")
    seen = f'{{"question-{foreign.pk}":"40","question-999999":"1","revision-1":"1"}}'
    typed = {weight(foreign): "35", "weight-question-999999": "2"}
    assert edit(desk, page_of(draft), seen=seen, **typed).status_code == 302
    assert question(published, "F01").weight == 40


# --- Order ----------------------------------------------------------------------------------------


def codes(draft: Revision) -> list[str]:
    found = Question.objects.filter(revision=draft, group__code="F1").order_by("position")
    return [row.code for row in found]


@pytest.mark.parametrize(
    ("code", "where", "order"),
    [
        ("F02", "up", ["F02", "F01", "F03"]),
        ("F02", "down", ["F01", "F03", "F02"]),
        ("F01", "up", ["F01", "F02", "F03"]),
        ("F03", "1", ["F03", "F01", "F02"]),
        ("F01", "99", ["F02", "F03", "F01"]),
    ],
)
def test_parts_move_by_button_and_by_place(
    draft: Revision, desk: Client, code: str, where: str, order: list[str]
) -> None:
    row = question(draft, code)
    response = edit(desk, page_of(draft), move=f"question.{row.pk}.{where}")
    assert response["Location"] == f"{page_of(draft)}#question-{row.pk}"
    assert codes(draft) == order
    numbers = list(
        Question.objects.filter(revision=draft).order_by("number").values_list("number", flat=True)
    )
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_move_takes_along_the_weights_that_were_typed(draft: Revision, desk: Client) -> None:
    row = question(draft, "F02")
    edit(desk, page_of(draft), move=f"question.{row.pk}.up", **{weight(row): "25"})
    assert (codes(draft)[0], question(draft, "F02").weight) == ("F02", 25)


@pytest.mark.parametrize("move", ["", "x", "question", "question.x.up", "question.999999.up", "user.1.up"])
def test_a_move_of_nothing_moves_nothing(draft: Revision, desk: Client, move: str) -> None:
    assert edit(desk, page_of(draft), move=move).status_code == 302
    assert codes(draft) == ["F01", "F02", "F03"]


def test_options_move_too(draft: Revision, desk: Client) -> None:
    row = question(draft, "F01")
    option = Option.objects.get(question=row, key="C")
    edit(desk, page_of(draft), move=f"option.{option.pk}.up")
    assert [o.key for o in row.options.order_by("position")] == ["A", "C", "B", "D", "E"]


# --- Looking, and who may ---------------------------------------------------------------------------


def test_a_search_shows_what_holds_the_words_and_what_it_stands_in(draft: Revision, desk: Client) -> None:
    text = text_of(desk.get(page_of(draft), {"q": "网络建设"}))
    row = question(draft, "F01")
    assert " hidden" not in around(text, f"question-{row.pk}").split(">")[0]
    assert " hidden" not in around(text, f"group-{row.group_id}").split(">")[0]
    assert " hidden" in around(text, f"question-{question(draft, 'F02').pk}").split(">")[0]


def test_what_was_published_is_not_changed_by_anybody(published: Revision, draft: Revision) -> None:
    boss = Client()
    boss.force_login(make_user(is_staff=True, is_superuser=True))
    row = question(published, "F01")
    seen = f'{{"question-{row.pk}":"40"}}'
    response = boss.post(page_of(published), {"seen": seen, weight(row): "35"}, follow=True)
    assert "不是草稿" in text_of(response)
    assert boss.post(url_of(row), {"help_zh": "x"}).status_code == 409
    assert question(published, "F01") == row
    assert question(published, "F01").weight == 40


def test_a_draft_published_meanwhile_is_said_kindly(draft: Revision, desk: Client) -> None:
    row = question(draft, "F01")
    edit(desk, url_of(row), help_zh="换一种说法")
    opened = form_of(desk.get(page_of(draft)))
    release(revision=draft, by=make_user(), at=AT, note="改措辞")
    response = desk.post(page_of(draft), {**opened, weight(row): "35"}, follow=True)
    assert "不是草稿，不能再修改" in text_of(response)
    assert question(draft, "F01").weight == 40


def test_the_page_takes_as_many_queries_for_a_draft_with_problems_as_for_one_without(
    draft: Revision, desk: Client
) -> None:
    counts = []
    for typed in ("40", "35"):
        edit(desk, page_of(draft), **{weight(question(draft, "F01")): typed})
        with CaptureQueriesContext(connection) as queries:
            desk.get(page_of(draft))
        counts.append(len(queries))
    assert counts == [counts[0]] * 2
    assert counts[0] <= 36


def test_scenes_show_their_levels_and_marks(draft: Revision, desk: Client) -> None:
    row = scene(draft, "S06")
    text = around(text_of(desk.get(page_of(draft))), f"scene-{row.pk}")
    assert "★" in text
    assert "4 个等级" in text
