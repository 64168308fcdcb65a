"""Drafts on their pages in the admin: chosen by name, kept in order, frozen once published."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from enterprises.models import User
from roadmap import models
from roadmap.selectors.entries import content_of
from tests.pages import signed_in
from tests.people import AT
from tests.roadmap.staff import copied, edit, make_clerk, published, save, url_of
from tests.standards.editing import form_of, text_of

pytestmark = pytest.mark.usefixtures("shared_2024")


@pytest.fixture
def sector(writer: User) -> Any:
    """A draft of the example sector."""
    return copied(models.Sector, "example", writer)


@pytest.fixture
def measure(writer: User) -> Any:
    """A draft of the second measure of the example sector."""
    return copied(models.Measure, "example-2", writer)


def weights(sector: models.Sector) -> list[tuple[str, int]]:
    return list(sector.priorities.order_by("position").values_list("scene", "weight"))


def pains(sector: models.Sector) -> list[str]:
    return list(sector.pains.order_by("position").values_list("text_zh", flat=True))


def test_codes_are_chosen_by_name(desk: Client, sector: Any, measure: Any) -> None:
    page = text_of(desk.get(url_of(sector)))
    for name in ("S06 生产管控", "23 印刷和记录媒介复制业", "C 制造业", "二级", "微型"):
        assert name in page
    page = text_of(desk.get(url_of(measure)))
    for name in ("S06 生产管控", "做example-1", "F01.A", "未定级"):
        assert name in page


def test_the_place_of_support_is_chosen_among_provinces_and_their_cities(desk: Client, writer: User) -> None:
    draft = copied(models.SupportMeasure, "Z01", writer)
    page = desk.get(url_of(draft)).content.decode()
    [places] = re.findall(r'<select name="region".*?</select>', page, re.DOTALL)
    assert '<optgroup label="安徽省">' in places
    assert '<option value="340000">安徽省</option>' in places
    assert '<option value="330100" selected>杭州市</option>' in places
    assert "桐城市" not in places  # thousands of counties are no list to choose from
    assert edit(desk, draft).status_code == 302
    draft.refresh_from_db()
    assert draft.region == "330100"


def test_saving_what_is_shown_changes_nothing(desk: Client, sector: Any, measure: Any) -> None:
    for draft in (sector, measure):
        before = content_of(draft)
        assert edit(desk, draft).status_code == 302
        assert content_of(draft) == before


def test_weights_are_kept_heaviest_first(desk: Client, sector: Any) -> None:
    assert weights(sector) == [("S06", 5), ("S01", 3)]
    edit(desk, sector, **{"priorities-0-weight": "1"})
    assert weights(sector) == [("S01", 3), ("S06", 1)]


def test_a_weight_beyond_five_is_an_error_at_its_field(desk: Client, sector: Any) -> None:
    response = edit(desk, sector, **{"priorities-0-weight": "6"})
    assert "确保该值小于或等于5" in text_of(response)
    assert weights(sector)[0] == ("S06", 5)


def test_rows_are_put_in_order_by_number(desk: Client, sector: Any) -> None:
    assert pains(sector) == ["示例", "企业"]
    edit(desk, sector, **{"pains-1-position": "1"})
    assert pains(sector) == ["企业", "示例"]


def test_rows_are_added_at_the_end_and_deleted(desk: Client, sector: Any) -> None:
    page = f"{url_of(sector)}?rows"  # an empty row of each kind, as there is without JavaScript
    desk.post(page, {**form_of(desk.get(page)), "pains-2-text_zh": "换型慢", "pains-0-DELETE": "on"})
    assert pains(sector) == ["企业", "换型慢"]


def test_the_same_scene_twice_is_told_at_the_rows(desk: Client, sector: Any) -> None:
    response = edit(desk, sector, **{"priorities-1-scene": "S06"})
    assert response.status_code == 200
    assert "“场景”有重复，每行须各不相同。" in text_of(response)
    assert "与前面的一行重复。" in text_of(response)
    assert weights(sector) == [("S06", 5), ("S01", 3)]


def test_scenes_of_a_stage_are_ticked_and_keep_their_order(desk: Client, sector: Any) -> None:
    edit(desk, sector, **{"stages-0-scenes": ["S02", "S01"]})
    stage = sector.stages.get(code="start")
    assert list(stage.scenes.order_by("position").values_list("scene", flat=True)) == ["S01", "S02"]
    assert set(sector.stage_scenes.values_list("scene", flat=True)) == {"S01", "S02", "S06"}


def test_unticking_is_kept_in_the_history(desk: Client, writer: User, sector: Any) -> None:
    edit(desk, sector, **{"stages-0-scenes": ["S02"]})
    gone = models.StageScene.history.filter(entry_id=sector.pk, history_type="-").get()
    assert (gone.scene, gone.history_user) == ("S01", writer)


def test_an_estimate_belongs_to_a_stage_of_the_same_sector(desk: Client, sector: Any) -> None:
    page = f"{url_of(sector)}?rows"
    shown = form_of(desk.get(page))
    row = {"size": "small", "cost_low": "5", "cost_high": "12.5", "months_low": "1", "months_high": "3"}
    typed = {f"stage_estimates-0-{name}": value for name, value in row.items()}
    other = published(models.Sector, "general").stages.get(code="start")
    refused = desk.post(page, {**shown, **typed, "stage_estimates-0-stage": str(other.pk)})
    assert refused.status_code == 200
    stage = sector.stages.get(code="integrate")
    assert desk.post(page, {**shown, **typed, "stage_estimates-0-stage": str(stage.pk)}).status_code == 302
    assert str(stage.estimates.get().cost_high) == "12.50"


def test_a_range_the_wrong_way_round_is_a_form_error(desk: Client, measure: Any) -> None:
    page = f"{url_of(measure)}?rows"
    row = {"size": "small", "cost_low": "9", "cost_high": "5", "months_low": "1", "months_high": "3"}
    typed = {f"costs-0-{name}": value for name, value in row.items()}
    response = desk.post(page, {**form_of(desk.get(page)), **typed})
    assert response.status_code == 200
    assert "不能低于下限 9。" in text_of(response)
    assert "约束" not in text_of(response)
    assert not measure.costs.exists()


def test_a_step_that_does_not_rise_is_told_at_its_level(desk: Client, measure: Any) -> None:
    page = f"{url_of(measure)}?rows"
    falls = {"steps-0-from_level": "2", "steps-0-to_level": "2"}
    assert "应高于起始等级。" in text_of(desk.post(page, {**form_of(desk.get(page)), **falls}))
    assert measure.steps.get().to_level != measure.steps.get().from_level


def test_an_option_is_chosen_with_its_question(desk: Client, measure: Any) -> None:
    page = f"{url_of(measure)}?rows"
    desk.post(page, {**form_of(desk.get(page)), "options-0-choice": "F01 B"})
    assert list(measure.options.values_list("question", "option")) == [("F01", "B")]
    twice = desk.post(page, {**form_of(desk.get(page)), "options-1-choice": "F01 B"})
    assert twice.status_code == 200
    assert measure.options.count() == 1


def test_a_code_that_is_gone_from_the_standard_stays_until_it_is_changed(desk: Client, measure: Any) -> None:
    measure.steps.update(scene="S99")
    assert "S99（现已没有）" in text_of(desk.get(url_of(measure)))
    edit(desk, measure, how_zh="先看再做")
    assert measure.steps.get().scene == "S99"


def test_problems_stand_on_the_page_with_a_link_to_their_place(desk: Client, measure: Any) -> None:
    measure.steps.update(scene="S99")
    page = text_of(desk.get(url_of(measure)))
    assert f'href="{url_of(measure)}#part-steps"' in page
    assert "提升的场景 S99" in page
    assert "评测指标里没有这个场景 (S99)" in page


def test_a_new_sector_is_begun_with_its_stages(desk: Client) -> None:
    page = f"{reverse('admin:roadmap_sector_add')}?rows"
    stage = {
        "code": "integrate",
        "name_zh": "贯通",
        "rule_zh": "连起来",
        "target_level": "3",
        "scenes": ["S06"],
    }
    typed = {
        "code": "fresh",
        "order": "50",
        "name_zh": "新行业",
        "scope_zh": "范围",
        "evidence": "G",
        "divisions-0-division": "22",
        "divisions-0-rank": "2",
        **{f"stages-0-{name}": value for name, value in stage.items()},
    }
    assert desk.post(page, {**form_of(desk.get(page)), **typed}).status_code == 302
    [made] = content_of(models.Sector.objects.get(code="fresh")).stages  # type: ignore[attr-defined]
    assert (made.code, made.target_level, made.scenes) == ("integrate", 3, ("S06",))


def test_a_new_entry_is_the_first_version_of_its_code(desk: Client, writer: User) -> None:
    page = reverse("admin:roadmap_solution_add")
    typed = {
        "code": "P02",
        "name_zh": "轻量仓储",
        "provider_zh": "示例软件",
        "what_zh": "扫码出入库",
        "deployment": "cloud",
        "price_model": "subscription",
        "contact": "示例软件官网",
        "evidence": "V2",
        "source": "产品页",
        "scenes": ["S06", "S12"],
    }
    assert desk.post(page, {**form_of(desk.get(page)), **typed}).status_code == 302
    made = models.Solution.objects.get(code="P02")
    assert (made.version, made.state, made.created_by) == (1, "draft", writer)
    assert list(made.scenes.values_list("scene", flat=True)) == ["S06", "S12"]


@pytest.mark.parametrize(("code", "told"), [("P01", "代码 P01 已用过"), ("有 空格", "请以字母开头")])
def test_a_code_is_checked_as_it_is_saved(desk: Client, code: str, told: str) -> None:
    page = reverse("admin:roadmap_solution_add")
    response = desk.post(page, {**form_of(desk.get(page)), "code": code})
    assert told in text_of(response)
    assert models.Solution.objects.count() == 1


def test_the_code_of_a_draft_cannot_be_changed(desk: Client, measure: Any) -> None:
    edit(desk, measure, code="other")
    measure.refresh_from_db()
    assert measure.code == "example-2"


@pytest.mark.parametrize("kind", [models.Sector, models.SupportMeasure])
def test_what_is_published_is_text_for_everybody(kind: type[Any], desk: Client) -> None:
    entry = kind.objects.filter(state="published").first()
    page = text_of(desk.get(url_of(entry)))
    assert "已发布，不可修改" in page
    assert 'name="evidence"' not in page
    assert "新建下一版" in page


def test_the_text_names_what_it_refers_to(desk: Client) -> None:
    page = text_of(desk.get(url_of(published(models.Sector, "example"))))
    for name in ("S06 生产管控", "23 印刷和记录媒介复制业", "二级", "编写者判断"):
        assert name in page


def test_a_save_after_publication_is_refused_with_what_was_typed(
    desk: Client, writer: User, measure: Any
) -> None:
    shown = form_of(desk.get(url_of(measure)))
    fields = {"state": "published", "published_at": AT, "digest": "x"}
    models.Measure.objects.filter(pk=published(models.Measure, "example-2").pk).update(
        state="retired", retired_at=AT
    )
    models.Measure.objects.filter(pk=measure.pk).update(**fields)
    response = save(desk, measure, shown, how_zh="改过")
    assert response.status_code == 409
    page = text_of(response)
    assert "这一版已不是草稿，您的修改没有保存" in page
    assert "改过" in page
    measure.refresh_from_db()
    assert measure.how_zh != "改过"


def test_the_later_of_two_editors_is_told_once(desk: Client, sector: Any) -> None:
    colleague = signed_in(make_clerk("view", "change", name="王爱丽"))
    mine, theirs = (form_of(browser.get(url_of(sector))) for browser in (desk, colleague))
    save(colleague, sector, theirs, name_zh="印刷业")
    refused = save(desk, sector, mine, name_zh="印刷包装")
    page = text_of(refused)
    assert refused.status_code == 200
    assert "王爱丽" in page
    assert "印刷业" in page
    assert "印刷包装" in page  # what was typed is still there
    assert save(desk, sector, form_of(refused)).status_code == 302
    sector.refresh_from_db()
    assert sector.name_zh == "印刷包装"


def test_ticks_of_others_are_not_overwritten_unseen(desk: Client, sector: Any) -> None:
    colleague = signed_in(make_clerk("view", "change", name="王爱丽"))
    mine, theirs = (form_of(browser.get(url_of(sector))) for browser in (desk, colleague))
    save(colleague, sector, theirs, **{"stages-0-scenes": ["S01", "S03"]})
    refused = save(desk, sector, mine, **{"stages-0-scenes": ["S02"]})
    assert refused.status_code == 200
    assert "王爱丽" in text_of(refused)


def test_a_support_measure_shows_what_a_firm_will_read(desk: Client) -> None:
    page = text_of(desk.get(url_of(published(models.SupportMeasure, "Z01"))))
    for sentence in (
        "浙江省杭州市的企业",
        "规模：小型",
        "细分行业：示例",
        "改造后不低于二级",
        "申报通知",
        "以发布机关原文和当年申报通知为准",
    ):
        assert sentence in page


def test_who_may_only_look_gets_no_form(writer: User) -> None:
    draft = copied(models.Measure, "example-2", writer)
    reader = signed_in(make_clerk("view"))
    page = text_of(reader.get(url_of(draft)))
    assert "草稿" in page
    assert 'name="how_zh"' not in page
    assert reader.post(url_of(draft), {"how_zh": "改过"}).status_code == 403


@pytest.mark.parametrize("choice", ["", "F99 Z", "\x00", "F01"])
def test_a_row_that_is_filled_by_half_is_told_and_nothing_typed_is_lost(
    desk: Client, measure: Any, choice: str
) -> None:
    page = f"{url_of(measure)}?rows"
    typed = {"options-0-position": "1", "options-0-choice": choice, "title_zh": "改过的名称"}
    response = desk.post(page, {**form_of(desk.get(page)), **typed})
    assert response.status_code == 200
    assert "改过的名称" in text_of(response)
    assert not measure.options.exists()


@pytest.mark.parametrize("key", ["999999", "x", "-1", "9" * 30])
def test_a_row_that_is_none_of_the_entrys_is_no_fault(desk: Client, sector: Any, key: str) -> None:
    response = edit(desk, sector, **{"priorities-0-id": key})
    assert response.status_code == 400
    assert weights(sector)[0] == ("S06", 5)
