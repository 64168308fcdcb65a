"""Nobody overwrites anybody: the later one is told, sees the other's value, keeps what was typed, decides."""

from typing import Any

import pytest
from django.test import Client

from editing.models import State
from standards.models import Option, Question, Revision, TypicalSystem, Variant
from standards.services import publish
from tests.people import AT, make_user
from tests.standards.editing import edit, form_of, page_of, question, save, scene, text_of, url_of

pytestmark = pytest.mark.django_db


def help_of(row: Question) -> str:
    return Question.objects.get(pk=row.pk).help_zh


def test_the_later_of_two_is_told_who_changed_what_and_keeps_what_was_typed(
    draft: Revision, desk: Client, other_desk: Client
) -> None:
    row = question(draft, "F01")
    opened = form_of(desk.get(url_of(row)))
    assert edit(other_desk, url_of(row), help_zh="同事写的").status_code == 302
    refused = save(desk, url_of(row), opened, {"help_zh": "我写的"})
    assert refused.status_code == 200
    assert help_of(row) == "同事写的"
    text = text_of(refused)
    assert "王爱丽" in text
    assert "改为：同事写的" in text
    assert form_of(refused)["help_zh"] == "我写的"


def test_a_second_deliberate_save_goes_through(draft: Revision, desk: Client, other_desk: Client) -> None:
    row = question(draft, "F01")
    opened = form_of(desk.get(url_of(row)))
    edit(other_desk, url_of(row), help_zh="同事写的")
    refused = save(desk, url_of(row), opened, {"help_zh": "我写的"})
    assert "仍按我填写的保存" in text_of(refused)
    assert save(desk, url_of(row), form_of(refused)).status_code == 302
    assert help_of(row) == "我写的"


def test_a_third_change_in_between_is_told_again(draft: Revision, desk: Client, other_desk: Client) -> None:
    row = question(draft, "F01")
    opened = form_of(desk.get(url_of(row)))
    edit(other_desk, url_of(row), help_zh="一")
    refused = save(desk, url_of(row), opened, {"help_zh": "我写的"})
    edit(other_desk, url_of(row), help_zh="二")
    again = save(desk, url_of(row), form_of(refused))
    assert again.status_code == 200
    assert "改为：二" in text_of(again)
    assert help_of(row) == "二"


def test_different_parts_do_not_disturb_each_other(draft: Revision, desk: Client, other_desk: Client) -> None:
    one, other = question(draft, "F01"), question(draft, "F02")
    opened = form_of(desk.get(url_of(one)))
    edit(other_desk, url_of(other), help_zh="同事写的")
    edit(other_desk, url_of(scene(draft, "S01")), note_zh="同事写的")
    assert save(desk, url_of(one), opened, {"help_zh": "我写的"}).status_code == 302
    assert (help_of(one), help_of(other)) == ("我写的", "同事写的")


def test_a_move_of_the_part_disturbs_nobody_who_writes_its_texts(
    draft: Revision, desk: Client, other_desk: Client
) -> None:
    row = question(draft, "F01")
    opened = form_of(desk.get(url_of(row)))
    edit(other_desk, url_of(row), place="2")
    assert save(desk, url_of(row), opened, {"help_zh": "我写的"}).status_code == 302
    row.refresh_from_db()
    assert (row.help_zh, row.position) == ("我写的", 2)


def test_what_changed_and_was_changed_back_is_no_news(
    draft: Revision, desk: Client, other_desk: Client
) -> None:
    row = question(draft, "F01")
    opened = form_of(desk.get(url_of(row)))
    edit(other_desk, url_of(row), help_zh="同事写的")
    edit(other_desk, url_of(row), help_zh=opened["help_zh"])
    assert save(desk, url_of(row), opened, {"help_zh": "我写的"}).status_code == 302


# --- Rows on the page -----------------------------------------------------------------------------


def option(row: Question, key: str) -> Option:
    return Option.objects.get(question=row, key=key)


def field(shown: dict[str, Any], key: str, name: str) -> str:
    """Return the name of an option's field, found by the option's key."""
    prefix = next(n.removesuffix("-key") for n, v in shown.items() if n.endswith("-key") and v == key)
    return f"{prefix}-{name}"


def test_a_changed_option_refuses_the_page_and_shows_its_value(
    draft: Revision, desk: Client, other_desk: Client
) -> None:
    row = question(draft, "F01")
    opened = form_of(desk.get(url_of(row)))
    edit(other_desk, url_of(row), **{field(opened, "B", "weight"): "30"})
    mine = {field(opened, "B", "weight"): "20"}
    refused = save(desk, url_of(row), opened, mine)
    assert "改为：30" in text_of(refused)
    assert form_of(refused)[field(opened, "B", "weight")] == "20"
    assert option(row, "B").weight == 30
    assert save(desk, url_of(row), form_of(refused)).status_code == 302
    assert option(row, "B").weight == 20


def test_an_option_that_somebody_added_stays(draft: Revision, desk: Client, other_desk: Client) -> None:
    row = question(draft, "F01")
    opened = form_of(desk.get(url_of(row)))
    added = {"options-5-key": "F", "options-5-weight": "0", "options-5-text_zh": "同事加的"}
    assert edit(other_desk, url_of(row), **added).status_code == 302
    refused = save(desk, url_of(row), opened, {"help_zh": "我写的"})
    assert "添加了“F 同事加的”" in text_of(refused)
    assert save(desk, url_of(row), form_of(refused)).status_code == 302
    assert [o.key for o in row.options.order_by("position")] == ["A", "B", "C", "D", "E", "F"]
    assert help_of(row) == "我写的"


def test_an_option_that_somebody_deleted_comes_back_only_by_a_second_save(
    draft: Revision, desk: Client, other_desk: Client
) -> None:
    row = question(draft, "F01")
    opened = form_of(desk.get(url_of(row)))
    edit(other_desk, url_of(row), **{field(opened, "C", "DELETE"): "on"})
    refused = save(desk, url_of(row), opened, {field(opened, "C", "text_zh"): "我改过的"})
    assert "删除了“C" in text_of(refused)
    assert not row.options.filter(key="C").exists()
    assert save(desk, url_of(row), form_of(refused)).status_code == 302
    assert option(row, "C").text_zh == "我改过的"


def test_two_who_add_the_same_option_get_an_error_and_no_failure(
    draft: Revision, desk: Client, other_desk: Client
) -> None:
    row = question(draft, "F01")
    added = {"options-5-key": "F", "options-5-weight": "0", "options-5-text_zh": "新的"}
    opened = form_of(desk.get(url_of(row)))
    edit(other_desk, url_of(row), **added)
    refused = save(desk, url_of(row), opened, added)
    again = save(desk, url_of(row), form_of(refused))
    assert again.status_code == 200
    assert row.options.filter(key="F").count() == 1


def test_systems_of_a_scene_are_guarded_too(draft: Revision, desk: Client, other_desk: Client) -> None:
    row = scene(draft, "S06")
    opened = form_of(desk.get(url_of(row)))
    edit(other_desk, url_of(row), **{"systems-0-name": "MES 2"})
    assert save(desk, url_of(row), opened, {"systems-0-name": "MES 3"}).status_code == 200
    assert TypicalSystem.objects.get(scene=row, position=1).name == "MES 2"


def test_check_boxes_of_a_variant_are_guarded_too(draft: Revision, desk: Client, other_desk: Client) -> None:
    row = Variant.objects.get(revision=draft, code="warehouse_not_constrained")
    opened = form_of(desk.get(url_of(row)))
    fewer = opened["constrained_scenes"][1:]
    assert edit(other_desk, url_of(row), constrained_scenes=fewer).status_code == 302
    refused = save(desk, url_of(row), opened, {"name_zh": "我改的"})
    assert "王爱丽" in text_of(refused)
    assert row.scenes.count() == len(fewer)


# --- The draft itself -----------------------------------------------------------------------------


def test_the_texts_of_the_revision_are_guarded(draft: Revision, desk: Client, other_desk: Client) -> None:
    head = page_of(draft, "head")
    opened = form_of(desk.get(head))
    assert edit(other_desk, head, name_zh="同事的名称").status_code == 302
    refused = save(desk, head, opened, {"name_zh": "我的名称"})
    assert "改为：同事的名称" in text_of(refused)
    draft.refresh_from_db()
    assert draft.name_zh == "同事的名称"


def test_a_draft_published_meanwhile_is_said_kindly_and_not_changed(draft: Revision, desk: Client) -> None:
    row = question(draft, "F01")
    opened = form_of(desk.get(url_of(row)))
    edit(desk, url_of(question(draft, "F02")), help_zh="换一种说法")
    publish(revision=draft, by=make_user(), at=AT, note="改措辞")
    late = {"help_zh": "太晚了", "options-1-text_zh": "也太晚了", "options-5-text_zh": "新选项"}
    response = save(desk, url_of(row), opened, late)
    assert response.status_code == 409
    text = text_of(response)
    for said in ("不是草稿，不能再修改", *late.values()):
        assert said in text
    assert opened["title_zh"] not in text
    assert help_of(row) != "太晚了"
    assert Revision.objects.get(pk=draft.pk).state == State.PUBLISHED


def test_a_save_that_does_not_say_what_it_was_opened_with_is_refused_once(
    draft: Revision, desk: Client
) -> None:
    row = question(draft, "F01")
    opened = form_of(desk.get(url_of(row)))
    for stamp in ("", "x", "1.2.3", "9" * 5000):
        refused = save(desk, url_of(row), opened, {"opened": stamp, "help_zh": "我写的"})
        assert refused.status_code == 200
        assert help_of(row) == opened["help_zh"]
    assert save(desk, url_of(row), form_of(refused)).status_code == 302
