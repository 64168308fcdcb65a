"""The pages of parts: added, changed, moved, deleted; what the database cannot hold is said at its field."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from standards import models as rows
from standards.models import Option, Question, Revision, Scene
from standards.services.arranging import PARENTS
from tests.standards.editing import edit, form_of, page_of, question, save, scene, text_of, url_of

pytestmark = pytest.mark.django_db

PARTS: tuple[Any, ...] = (
    rows.Dimension,
    rows.Group,
    rows.Question,
    rows.SceneGroup,
    rows.Scene,
    rows.Threshold,
    rows.Figure,
    rows.Variant,
    rows.Term,
    rows.NotApplicableReason,
)
NEW: dict[Any, dict[str, str]] = {
    rows.Dimension: {"code": "X", "name_zh": "新维度", "weight": "10"},
    rows.Group: {"code": "X1", "name_zh": "新指标组", "weight": "10"},
    rows.Question: {
        "code": "X01",
        "number": "16",
        "kind": "single",
        "name_zh": "新",
        "title_zh": "新",
        "weight": "10",
    },
    rows.SceneGroup: {"code": "X1", "name_zh": "新场景组"},
    rows.Scene: {"code": "X01", "name_zh": "新场景"},
    rows.Threshold: {"position": "5", "name_zh": "五级", "min_points": "90"},
    rows.Figure: {"code": "new", "label_zh": "新数值", "unit_zh": "个"},
    rows.Variant: {"code": "new", "name_zh": "新读法", "source_zh": "某资料"},
    rows.Term: {"word_zh": "新术语", "explanation_zh": "解释"},
    rows.NotApplicableReason: {"code": "new", "name_zh": "新原因"},
}


def add_url(model: Any, revision: Revision) -> str:
    row = model.objects.filter(revision=revision).order_by("pk").first()
    parent = PARENTS.get(model, "revision")
    page = reverse(f"admin:standards_{model._meta.model_name}_add")
    return f"{page}?{parent}={getattr(row, f'{parent}_id')}"


def errors(response: Any) -> dict[str, list[str]]:
    return dict(response.context["adminform"].form.errors)


@pytest.mark.parametrize("model", PARTS)
def test_a_part_is_added_at_the_end_of_those_beside_it(draft: Revision, desk: Client, model: Any) -> None:
    before = model.objects.filter(revision=draft).count()
    response = edit(desk, add_url(model, draft), **NEW[model])
    assert response.status_code == 302, response.context["errors"]
    row = model.objects.filter(revision=draft).latest("pk")
    assert response["Location"] == f"{page_of(draft)}#{model._meta.model_name}-{row.pk}"
    assert model.objects.filter(revision=draft).count() == before + 1
    if model is not rows.Threshold:
        parent = PARENTS[model]
        beside = model.objects.filter(**{parent: getattr(row, parent)})
        assert row.position == max(beside.values_list("position", flat=True))
    assert model.history.filter(id=row.pk).get().history_user.name == "李波"


@pytest.mark.parametrize("model", PARTS)
def test_a_part_opens_saves_unchanged_and_is_deleted(draft: Revision, desk: Client, model: Any) -> None:
    row = model.objects.filter(revision=draft).order_by("pk").last()
    before = model.history.filter(id=row.pk).count()
    assert edit(desk, url_of(row)).status_code == 302
    values = {f.attname: getattr(row, f.attname) for f in model._meta.concrete_fields}
    row.refresh_from_db()
    assert {f.attname: getattr(row, f.attname) for f in model._meta.concrete_fields} == values
    assert model.history.filter(id=row.pk).count() <= before + 1
    delete = reverse(f"admin:standards_{model._meta.model_name}_delete", args=[row.pk])
    page = desk.get(delete)
    assert page.status_code == 200
    if page.context["protected"]:
        assert "还被用到，不能删除" in text_of(page)
        return
    assert desk.post(delete, {"post": "yes"})["Location"] == page_of(draft)
    assert not model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("model", PARTS)
def test_a_part_of_a_published_revision_is_shown_and_not_changed(
    published: Revision, desk: Client, model: Any
) -> None:
    row = model.objects.filter(revision=published).order_by("pk").first()
    page = desk.get(url_of(row))
    assert page.status_code == 200
    assert 'name="_save"' not in text_of(page)
    response = desk.post(url_of(row), {"code": "x"})
    assert response.status_code == 409
    assert "不是草稿，不能再修改" in text_of(response)
    add = desk.get(add_url(model, published), follow=True)
    assert add.redirect_chain == [(page_of(published), 302)]
    delete = reverse(f"admin:standards_{model._meta.model_name}_delete", args=[row.pk])
    assert desk.get(delete).status_code == 403
    desk.post(delete, {"post": "yes"})
    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("model", PARTS)
def test_the_page_of_a_part_takes_few_queries(draft: Revision, desk: Client, model: Any) -> None:
    row = model.objects.filter(revision=draft).order_by("pk").first()
    with CaptureQueriesContext(connection) as queries:
        desk.get(url_of(row))
    assert len(queries) <= 22


def test_deleting_says_what_goes_with_it(draft: Revision, desk: Client) -> None:
    group = rows.Group.objects.get(revision=draft, code="F1")
    page = text_of(desk.get(reverse("admin:standards_group_delete", args=[group.pk])))
    assert "一并删除的有" in page
    assert '题目 <span class="num">3</span>' in page
    assert '选项 <span class="num">15</span>' in page


def test_a_figure_in_use_is_not_deleted_and_the_question_named(draft: Revision, desk: Client) -> None:
    figure = rows.Figure.objects.get(revision=draft, code="equip_total")
    delete = reverse("admin:standards_figure_delete", args=[figure.pk])
    assert "设备数字化" in text_of(desk.get(delete))
    desk.post(delete, {"post": "yes"})
    assert rows.Figure.objects.filter(pk=figure.pk).exists()


# --- What the database cannot hold ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"code": "F02"}, "code", "代码 F02 已用于“F02 设备数字化”。"),
        ({"code": "S01"}, "code", "代码 S01 已用于“S01"),
        ({"code": "F1"}, "code", "代码 F1 已用于“F1 设备系统”。"),
        ({"code": "1 x"}, "code", "请以字母开头"),
        ({"code": ""}, "code", "必填"),
        ({"number": "2"}, "number", "题号 2 已用于“F02 设备数字化”。"),
        ({"number": "0"}, "number", "大于或等于"),
        ({"number": "40000"}, "number", "小于或等于"),
        ({"number": "x"}, "number", "没有读到数字"),
        ({"number": "1.5"}, "number", "请填整数"),
        ({"weight": "1.1234567"}, "weight", "小数"),
        ({"weight": "101"}, "weight", "小于或等于"),
        ({"weight": "NaN"}, "weight", "数字"),
        ({"name_zh": " "}, "name_zh", "必填"),
        ({"name_zh": "x" * 4001}, "name_zh", "4000"),
        ({"kind": "ratio"}, "part", "请选择分子"),
        ({"place": "0"}, "place", "大于或等于"),
    ],
)
def test_what_cannot_be_held_is_an_error_at_its_field(
    draft: Revision, desk: Client, typed: dict[str, str], field: str, said: str
) -> None:
    row = question(draft, "F01")
    response = edit(desk, url_of(row), **typed)
    assert response.status_code == 200
    assert said in " ".join(errors(response)[field])
    shown = form_of(response)
    assert {name: shown[name].strip() for name in typed} == {n: v.strip() for n, v in typed.items()}


def test_a_kind_that_does_not_exist_is_refused(draft: Revision, desk: Client) -> None:
    assert "kind" in errors(edit(desk, url_of(question(draft, "F01")), kind="other"))


def test_what_is_unsound_is_saved_and_shown_as_a_problem(draft: Revision, desk: Client) -> None:
    row = question(draft, "F01")
    assert edit(desk, url_of(row), weight="0").status_code == 302
    assert "权重应大于 0。" in text_of(desk.get(page_of(draft)))


def test_figures_do_not_fit_every_kind(draft: Revision, desk: Client) -> None:
    response = edit(desk, url_of(question(draft, "F02")), kind="multi")
    assert set(errors(response)) == {"part", "whole"}


def test_only_parts_of_the_same_revision_are_offered(
    draft: Revision, published: Revision, desk: Client
) -> None:
    page = text_of(desk.get(url_of(question(draft, "F01"))))
    group = rows.Group.objects.get(revision=published, code="F2")
    figure = rows.Figure.objects.filter(revision=published).first()
    assert figure is not None
    assert f'<option value="{group.pk}">' not in page
    assert f'<option value="{figure.pk}">' not in page
    response = edit(desk, url_of(question(draft, "F01")), group=str(group.pk))
    assert "group" in errors(response)


def test_a_question_moves_to_the_end_of_another_group(draft: Revision, desk: Client) -> None:
    row = question(draft, "F01")
    group = rows.Group.objects.get(revision=draft, code="F3")
    assert edit(desk, url_of(row), group=str(group.pk)).status_code == 302
    assert [q.code for q in group.questions.order_by("position")][-1] == "F01"


def test_a_number_moves_a_part_to_its_place(draft: Revision, desk: Client) -> None:
    row = question(draft, "F03")
    edit(desk, url_of(row), place="1")
    assert [q.code for q in row.group.questions.order_by("position")] == ["F03", "F01", "F02"]


@pytest.mark.parametrize("number", ["", "x", "0", "999999", "9" * 400])
def test_a_part_is_added_only_where_there_is_something_to_stand_in(
    draft: Revision, desk: Client, number: str
) -> None:
    url = f"{reverse('admin:standards_question_add')}?group={number}"
    assert desk.get(url).status_code == 404
    assert desk.post(url, NEW[Question]).status_code == 404


def test_a_level_of_the_rule_stands_once(draft: Revision, desk: Client) -> None:
    response = edit(desk, add_url(rows.Threshold, draft), position="4", name_zh="又一个")
    assert "第 4 级已是“四级”。" in errors(response)["position"]


# --- Rows on a page -----------------------------------------------------------------------------------


def keys(row: Question) -> list[str]:
    return [option.key for option in row.options.order_by("position")]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"options-2-place": "1"}, ["C", "A", "B", "D", "E"]),
        ({"options-0-place": "3"}, ["B", "C", "A", "D", "E"]),
        ({"options-0-place": "99"}, ["B", "C", "D", "E", "A"]),
        ({"options-1-DELETE": "on"}, ["A", "C", "D", "E"]),
        ({"options-1-key": "C", "options-2-key": "B"}, ["A", "C", "B", "D", "E"]),
        ({"options-1-DELETE": "on", "options-2-key": "B"}, ["A", "B", "D", "E"]),
        (
            {"options-5-key": "F", "options-5-weight": "0", "options-5-text_zh": "新"},
            ["A", "B", "C", "D", "E", "F"],
        ),
        (
            {
                "options-5-key": "F",
                "options-5-weight": "0",
                "options-5-text_zh": "新",
                "options-5-place": "2",
            },
            ["A", "F", "B", "C", "D", "E"],
        ),
    ],
)
def test_options_are_added_moved_renamed_and_deleted_on_the_page_of_their_question(
    draft: Revision, desk: Client, typed: dict[str, str], expected: list[str]
) -> None:
    row = question(draft, "F01")
    response = edit(desk, url_of(row), **typed)
    assert response.status_code == 302, response.context["errors"]
    assert keys(row) == expected
    assert [o.position for o in row.options.order_by("position")] == list(range(1, len(expected) + 1))
    assert not Option.objects.filter(question=row).exclude(revision=draft).exists()


NO_OPTIONS = (
    ({"options-1-key": "A"}, "这里已经有“A”"),
    ({"options-1-key": "1 2"}, "请以字母开头"),
    ({"options-1-weight": "x"}, "数字"),
    ({"options-1-weight": "101"}, "小于或等于"),
    ({"options-1-range_low": "5"}, "要么都填，要么都不填"),
    ({"options-1-range_low_closed": "on"}, "没有区间时请勿勾选"),
    ({"options-TOTAL_FORMS": "9999"}, ""),
    ({"options-TOTAL_FORMS": "x"}, ""),
    ({"options-1-id": "999999"}, ""),
    ({"options-1-question": "999999"}, ""),
)


def test_what_an_option_cannot_be_is_said_and_nothing_written(draft: Revision, desk: Client) -> None:
    row = question(draft, "F01")
    before = list(row.options.order_by("pk").values())
    shown = form_of(desk.get(url_of(row)))
    for typed, said in NO_OPTIONS:
        response = save(desk, url_of(row), shown, typed)
        assert response.status_code == 200, typed
        assert said in text_of(response)
        assert list(row.options.order_by("pk").values()) == before


def test_levels_of_a_scene_may_change_places(draft: Revision, desk: Client) -> None:
    row = scene(draft, "S01")
    texts = list(row.levels.order_by("position").values_list("text_zh", flat=True))
    swap = {"levels-0-position": "2", "levels-1-position": "1"}
    assert edit(desk, url_of(row), **swap).status_code == 302
    assert list(row.levels.order_by("position").values_list("text_zh", flat=True)) == [
        texts[1],
        texts[0],
        *texts[2:],
    ]


def test_a_level_occurs_once(draft: Revision, desk: Client) -> None:
    response = edit(desk, url_of(scene(draft, "S01")), **{"levels-0-position": "2"})
    assert response.status_code == 200
    assert "这里已经有“2”" in text_of(response)


def test_a_variant_names_scenes_and_questions_by_check_boxes(draft: Revision, desk: Client) -> None:
    row = rows.Variant.objects.get(revision=draft, code="warehouse_not_constrained")
    wanted = Scene.objects.filter(revision=draft, code__in=["S01", "S02"])
    split = question(draft, "F04")
    typed = {
        "constrained_scenes": [str(one.pk) for one in wanted],
        "split_questions": [str(split.pk)],
        "other_constrained": "on",
    }
    assert edit(desk, url_of(row), **typed).status_code == 302
    assert set(row.scenes.values_list("scene__code", flat=True)) == {"S01", "S02"}
    assert list(row.questions.values_list("question__code", flat=True)) == ["F04"]


def test_only_multi_choice_questions_of_the_revision_are_offered_for_a_split(
    draft: Revision, published: Revision, desk: Client
) -> None:
    row = rows.Variant.objects.filter(revision=draft).first()
    assert row is not None
    for stranger in (question(draft, "F02"), question(published, "F04")):
        response = edit(desk, url_of(row), split_questions=[str(stranger.pk)])
        assert "split_questions" in errors(response)


def test_scenes_ticked_without_saying_that_the_list_is_another_are_an_error(
    draft: Revision, desk: Client
) -> None:
    row = rows.Variant.objects.get(revision=draft, code="warehouse_not_constrained")
    shown = form_of(desk.get(url_of(row)))
    del shown["other_constrained"]
    response = desk.post(url_of(row), {**shown, "_save": ""})
    assert "other_constrained" in errors(response)


def test_a_published_part_is_read_with_plain_numbers_and_its_place(draft: Revision, desk: Client) -> None:
    published = draft.based_on
    assert published
    shown = text_of(desk.get(url_of(question(published, "F02"))))
    read = re.findall(r'fieldBox field-(read_\w+)\W.*?class="readonly">(.*?)</div>', shown, re.DOTALL)
    assert read[:2] == [("read_weight", "30"), ("read_place", "2")]
    assert ("read_range_high", "10") in read
    assert "Place" not in shown
    assert ">None<" not in text_of(desk.get(url_of(question(published, "F01"))))
    assert ".000000" not in text_of(
        desk.get(url_of(rows.Threshold.objects.get(revision=published, position=1)))
    )


def test_what_is_wrong_far_below_is_named_on_top_with_its_row(draft: Revision, desk: Client) -> None:
    row = question(draft, "F04")
    page = text_of(edit(desk, url_of(row), name_zh="", **{"options-9-weight": "140"}))
    summary = re.search(r'class="error-summary".*?</div>', page, re.DOTALL)
    assert summary
    told = re.findall(r'href="#([^"]+)">([^<]+)<', summary[0])
    assert told == [
        ("id_name_zh", "名称：这个字段是必填项。"),
        ("id_options-9-weight", "选项 10 权重（%）：确保该值小于或等于100。"),
    ]
    assert all(f'id="{anchor}"' in page for anchor, _text in told)
