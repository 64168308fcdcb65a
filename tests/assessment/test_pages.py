"""The pages of filling, per role, with and without htmx."""

import re
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from assessment.models import Answer, Assessment, AssessmentState, Snapshot
from assessment.selectors.answers import find_draft, load_sheet
from enterprises.models import Enterprise, User
from standards.domain.answers import AtLevel, Chosen, Figures, NotApplicable
from tests.assessment.factories import load_answers, make_assessment, make_snapshot
from tests.pages import signed_in, text_of
from tests.people import make_enterprise
from tests.standards.fixtures import published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def draft(firm: Enterprise) -> Assessment:
    return make_assessment(enterprise=firm, answered="some")


@pytest.fixture
def complete(firm: Enterprise) -> Assessment:
    return make_assessment(enterprise=firm)


def page(name: str, *args: object) -> str:
    return reverse(f"assessment:{name}", args=args)


def save(client: Client, draft: Assessment, code: str, data: dict[str, Any], *, htmx: bool = True) -> Any:
    url = page("answer", draft.public_id, code)
    return client.post(url, {f"{code}-version": "0", **data}, headers=HTMX if htmx else None)


READING = ["tasks", "check", "draft_print", "official_order"]


@pytest.mark.parametrize("name", READING)
def test_every_member_may_read(name: str, draft: Assessment, alice: User, bob: User, victor: User) -> None:
    for user in (alice, bob, victor):
        assert signed_in(user).get(page(name, draft.public_id)).status_code == 200


def test_the_first_page_leads_to_what_is_being_filled_in(draft: Assessment, bob: User, charlie: User) -> None:
    make_enterprise(owner=charlie, uscc="")
    tasks = page("tasks", draft.public_id)
    assert tasks in signed_in(bob).get(reverse("enterprises:home")).content.decode()
    assert tasks not in signed_in(charlie).get(reverse("enterprises:home")).content.decode()
    Assessment.objects.update(state=AssessmentState.SUBMITTED)
    assert "自评填报中" not in signed_in(bob).get(reverse("enterprises:home")).content.decode()


@pytest.mark.parametrize("name", [*READING, "submit"])
def test_an_outsider_finds_nothing(name: str, draft: Assessment, charlie: User) -> None:
    assert signed_in(charlie).get(page(name, draft.public_id)).status_code == 404


def test_an_outsider_finds_no_section_answer_or_firm(draft: Assessment, charlie: User) -> None:
    client = signed_in(charlie)
    section = load_sheet(draft).standard.sections[0].code
    assert client.get(page("section", draft.public_id, section)).status_code == 404
    assert save(client, draft, "F05", {"F05": "C"}).status_code == 404
    assert client.get(page("overview", draft.enterprise.public_id)).status_code == 404
    assert client.post(page("start", draft.enterprise.public_id)).status_code == 404
    assert load_answers(draft).questions.keys() == {"F01", "F02"}


def test_a_viewer_changes_nothing(draft: Assessment, victor: User) -> None:
    client = signed_in(victor)
    section = load_sheet(draft).standard.sections[0].code
    before = Answer.objects.count()
    assert save(client, draft, "F05", {"F05": "C"}).status_code == 403
    assert client.post(page("section", draft.public_id, section), {"F03-version": "0"}).status_code == 403
    assert client.post(page("submit", draft.public_id), {}).status_code == 403
    assert client.post(page("start", draft.enterprise.public_id)).status_code == 403
    assert Answer.objects.count() == before


def test_a_viewer_reads_answers_where_others_fill(draft: Assessment, victor: User) -> None:
    section = load_sheet(draft).standard.sections[0].code
    response = signed_in(victor).get(page("section", draft.public_id, section))
    assert response["Location"] == page("check", draft.public_id)


# --- One answer -------------------------------------------------------------------------------


def test_an_autosave_is_acknowledged_in_words(draft: Assessment, bob: User) -> None:
    response = save(signed_in(bob), draft, "F05", {"F05": "C"})
    assert response.status_code == 200
    assert re.search(r"已保存 \d\d:\d\d", text_of(response))
    assert 'name="F05-version" value="1"' in response.content.decode()
    assert load_answers(draft).questions["F05"] == Chosen(options=("C",))


def test_several_options_are_saved(draft: Assessment, bob: User) -> None:
    save(signed_in(bob), draft, "F06", {"F06": ["C", "B"]})
    assert load_answers(draft).questions["F06"] == Chosen(options=("B", "C"))


def test_a_scene_level_of_zero_is_saved_as_an_answer(draft: Assessment, bob: User) -> None:
    save(signed_in(bob), draft, "S02", {"S02": "0"})
    assert load_answers(draft).scenes["S02"] == AtLevel(level=0)


def test_not_applicable_needs_a_reason(draft: Assessment, bob: User) -> None:
    response = save(signed_in(bob), draft, "S02", {"S02": "na"})
    assert response.status_code == 422
    assert "请选择不涉及的原因" in text_of(response)
    save(signed_in(bob), draft, "S02", {"S02": "na", "S02-reason": "outsourced"})
    assert load_answers(draft).scenes["S02"] == NotApplicable(reason="outsourced")


def test_nothing_ticked_is_unanswered(draft: Assessment, bob: User) -> None:
    client = signed_in(bob)
    save(client, draft, "F05", {"F05": "C"})
    response = save(client, draft, "F05", {"F05-version": "1"})
    assert "本题未作答" in text_of(response)
    assert "F05" not in load_answers(draft).questions


def test_the_rate_is_computed_and_shown(draft: Assessment, bob: User) -> None:
    response = save(
        signed_in(bob),
        draft,
        "F02",
        {"F02-version": "1", "F02-equip_total": "１，２００ ", "F02-equip_digital": "540"},
    )
    assert "按所填数字：45%" in text_of(response)
    assert load_sheet(draft).figures["equip_total"] == 1200


def test_the_interval_can_be_chosen_without_figures(draft: Assessment, bob: User) -> None:
    save(signed_in(bob), draft, "M04", {"M04": "B"})
    assert load_answers(draft).questions["M04"] == Chosen(options=("B",))


def test_complete_figures_win_over_an_interval_and_say_so(draft: Assessment, bob: User) -> None:
    response = save(
        signed_in(bob),
        draft,
        "F02",
        {"F02-version": "1", "F02": "A", "F02-equip_total": "10", "F02-equip_digital": "9"},
    )
    assert "以数字为准" in text_of(response)
    assert isinstance(load_answers(draft).questions["F02"], Figures)


def test_figures_beside_not_applicable_are_said_to_count_for_nothing(draft: Assessment, bob: User) -> None:
    posted = {"F02-version": "1", "F02": "na", "F02-reason": "outsourced"}
    response = save(
        signed_in(bob), draft, "F02", posted | {"F02-equip_total": "10", "F02-equip_digital": "9"}
    )
    assert load_answers(draft).questions["F02"] == NotApplicable(reason="outsourced")
    assert "已选“不涉及”，所填数字不起作用" in text_of(response)


@pytest.mark.parametrize(
    ("total", "digital", "message"),
    [
        ("100", "120", "已数字化的生产设备数：不能大于“生产设备总数”"),
        ("0", "0", "生产设备总数：是分母，不能为 0"),
        ("-5", "", "生产设备总数：不能是负数"),
        ("12.5", "", "生产设备总数：请填整数"),
        ("100人", "", "生产设备总数：“人”不是这里的单位，这里的单位是台"),
        ("1,23", "", "生产设备总数：“1,23”里的逗号或撇号不是千分位"),
        ("9" * 12, "", "生产设备总数：不能大于 99,999,999,999.9999 台"),
        ("9" * 100, "", "生产设备总数：内容太长"),
        ("NaN", "", "生产设备总数：没有读到数字"),
        ("1e5", "", "生产设备总数：“1e5”不是通常的写法"),
        ("100\t45", "", "生产设备总数：这里有两个数：100 和 45，请只填一个。"),
    ],
)
def test_a_number_that_cannot_be_right_is_refused_in_words(
    draft: Assessment, bob: User, total: str, digital: str, message: str
) -> None:
    before = load_sheet(draft).figures
    response = save(
        signed_in(bob),
        draft,
        "F02",
        {"F02-version": "1", "F02-equip_total": total, "F02-equip_digital": digital},
    )
    if message:
        assert response.status_code == 422
        assert message in text_of(response)
        assert load_sheet(draft).figures == before


def test_a_number_that_was_not_typed_plainly_is_said_as_it_was_read(draft: Assessment, bob: User) -> None:
    posted = {"F02-version": "1", "F02-equip_total": "１，２００台", "F02-equip_digital": "45"}
    said = text_of(save(signed_in(bob), draft, "F02", posted))
    assert "生产设备总数：已读作 1,200 台。" in said
    assert "已数字化的生产设备数：已读作" not in said
    assert load_sheet(draft).figures["equip_total"] == 1200


def test_an_excluding_option_beside_others_is_refused(draft: Assessment, bob: User) -> None:
    response = save(signed_in(bob), draft, "F06", {"F06": ["A", "B"]})
    assert response.status_code == 422
    assert "请只留一种" in text_of(response)


def test_figures_that_contradict_the_option_are_pointed_out_softly(draft: Assessment, bob: User) -> None:
    response = save(
        signed_in(bob), draft, "R02", {"R02": "A", "R02-pass_rate_before": "97", "R02-pass_rate_after": "98"}
    )
    assert response.status_code == 200
    assert "不一致，请核对。不影响保存" in text_of(response)
    assert load_answers(draft).questions["R02"] == Chosen(options=("A",))


def test_a_stale_autosave_shows_both_values(draft: Assessment, alice: User, bob: User) -> None:
    save(signed_in(alice), draft, "F05", {"F05": "C"})
    response = save(signed_in(bob), draft, "F05", {"F05": "D"})
    assert response.status_code == 409
    shown = text_of(response)
    assert "未保存：王爱丽 在" in shown
    assert "您填的： D." in shown
    assert "现在保存的： C." in shown
    assert load_answers(draft).questions["F05"] == Chosen(options=("C",))


def test_a_shared_figure_updates_the_other_question_on_the_page(draft: Assessment, bob: User) -> None:
    client = signed_in(bob)
    save(client, draft, "F03", {"F03-equip_connected": "30"})
    response = save(
        client, draft, "F02", {"F02-version": "1", "F02-equip_total": "50", "F02-equip_digital": "45"}
    )
    body = response.content.decode()
    assert 'hx-swap-oob="innerHTML:#outcome-F03"' in body
    assert "请核对" in text_of(response)
    assert re.search(r'id="shared-F03-equip_total"[^>]*>\s*50 台', body)
    assert load_sheet(draft).unconfirmed == {"F03"}


def test_a_total_that_became_too_small_is_said_where_it_matters(draft: Assessment, bob: User) -> None:
    client = signed_in(bob)
    save(client, draft, "F03", {"F03-equip_connected": "80"})
    response = save(
        client, draft, "F02", {"F02-version": "1", "F02-equip_total": "50", "F02-equip_digital": "45"}
    )
    assert "“已联网的生产设备数”不能大于“生产设备总数”" in text_of(response)
    for name in READING:
        assert client.get(page(name, draft.public_id)).status_code == 200
    assert "第 3 题 设备联网 （未填完整）" in text_of(client.get(page("check", draft.public_id)))


def test_confirming_from_the_page(draft: Assessment, bob: User) -> None:
    client = signed_in(bob)
    save(client, draft, "F03", {"F03-equip_connected": "30"})
    save(client, draft, "F02", {"F02-version": "1", "F02-equip_total": "50", "F02-equip_digital": "45"})
    save(client, draft, "F03", {"F03-version": "1", "F03-equip_connected": "30", "F03-confirm": "1"})
    assert load_sheet(draft).unconfirmed == frozenset()


def test_after_submission_an_autosave_says_that_it_is_too_late(firm: Enterprise, alice: User) -> None:
    snapshot = make_snapshot(enterprise=firm)
    response = save(signed_in(alice), snapshot.assessment, "F05", {"F05-version": "1", "F05": "E"})
    assert response.status_code == 409
    assert "已提交，不能再修改" in text_of(response)


@pytest.mark.parametrize(
    ("code", "data", "status"),
    [
        ("F05", {"F05": "Z"}, 400),
        ("F05", {"F05": "\x00"}, 400),
        ("F05", {"F05": "C" * 100_000}, 400),
        ("F05", {"F05": "na", "F05-reason": "mood"}, 400),
        ("F05", {"F05-version": "-1"}, 400),
        ("F05", {"F05-version": "x"}, 400),
        ("F05", {"F05-version": "9" * 30}, 400),
        ("F05", {"F05-version": "99"}, 200),  # nothing there, nothing posted: no change
        ("F05", {"F05-version": "99", "F05": "C"}, 409),
        ("S02", {"S02": "7"}, 400),
        ("S02", {"S02": "٣"}, 400),
        ("F02", {"F02-version": "1", "F02-equip_total": "1\x000"}, 400),
        ("F02", {"F02-version": "1", "F02-equip_total": "9" * 1_000_000}, 422),
        ("X99", {"X99": "A"}, 404),
        ("f05", {"f05": "A"}, 404),
    ],
)
def test_a_malformed_post_is_an_answer_not_a_crash(
    draft: Assessment, bob: User, code: str, data: dict[str, Any], status: int
) -> None:
    assert save(signed_in(bob), draft, code, data).status_code == status


def test_a_post_without_a_version_is_malformed(draft: Assessment, bob: User) -> None:
    response = signed_in(bob).post(page("answer", draft.public_id, "F05"), {"F05": "C"}, headers=HTMX)
    assert response.status_code == 400


def test_an_answer_posted_without_htmx_returns_to_its_item(draft: Assessment, bob: User) -> None:
    response = save(signed_in(bob), draft, "F05", {"F05": "C"}, htmx=False)
    assert response.status_code == 302
    assert response["Location"].endswith("#item-F05")


# --- A section as one page --------------------------------------------------------------------


def section_of(draft: Assessment, code: str) -> str:
    return load_sheet(draft).standard.section_by_item[code].code


def test_what_is_doubtful_about_a_question_stands_behind_its_explanations(
    draft: Assessment, bob: User
) -> None:
    note = load_sheet(draft).standard.question("M01").note.zh
    html = signed_in(bob).get(page("section", draft.public_id, section_of(draft, "M01"))).content.decode()
    item = html[html.index('id="item-M01"') :].partition("</fieldset>")[0]
    more = re.findall(r'<details class="question-more">.*?</details>', item, re.DOTALL)
    assert note in "".join(more)
    assert item.count(note) == 1


def test_a_section_saves_by_its_button_alone(draft: Assessment, bob: User) -> None:
    section = section_of(draft, "F06")
    response = signed_in(bob).post(
        page("section", draft.public_id, section),
        {"F06-version": "0", "F06": ["B"], "F07-version": "0", "F07": ["A"], "then": "next"},
    )
    assert response.status_code == 302
    answers = load_answers(draft).questions
    assert (answers["F06"], answers["F07"]) == (Chosen(options=("B",)), Chosen(options=("A",)))


def test_what_cannot_be_saved_is_shown_again_and_the_rest_is_saved(draft: Assessment, bob: User) -> None:
    section = section_of(draft, "F02")
    response = signed_in(bob).post(
        page("section", draft.public_id, section),
        {
            "F01-version": "1",
            "F01": ["B"],
            "F02-version": "1",
            "F02-equip_total": "一百",
            "F02-equip_digital": "45",
            "F03-version": "0",
            "F03": "B",
        },
    )
    assert response.status_code == 422
    body = response.content.decode()
    assert 'value="一百"' in body
    assert 'aria-invalid="true"' in body
    assert '<a href="#F02-equip_total">' in body
    assert "<title>有错误：" in body.replace("\n", "")
    answers = load_answers(draft).questions
    assert answers["F01"] == Chosen(options=("B",))
    assert answers["F03"] == Chosen(options=("B",))
    assert load_sheet(draft).figures["equip_total"] == 100


def test_a_stale_section_shows_both_and_each_choice_works_without_js(
    draft: Assessment, alice: User, bob: User
) -> None:
    section = section_of(draft, "F05")
    url = page("section", draft.public_id, section)
    save(signed_in(alice), draft, "F05", {"F05": "C"})
    client = signed_in(bob)
    response = client.post(url, {"F05-version": "0", "F05": "D"})
    assert response.status_code == 422
    body = response.content.decode()
    assert 'name="F05-theirs" value="1"' in body
    # Saving again without a choice is refused again.
    assert client.post(url, {"F05-version": "0", "F05": "D", "F05-theirs": "1"}).status_code == 422
    kept = client.post(url, {"F05-version": "0", "F05": "D", "F05-theirs": "1", "theirs": "F05"})
    assert kept["Location"].endswith("#item-F05")
    assert load_answers(draft).questions["F05"] == Chosen(options=("C",))
    client.post(url, {"F05-version": "0", "F05": "D", "F05-theirs": "1", "mine": "F05"})
    assert load_answers(draft).questions["F05"] == Chosen(options=("D",))


def test_an_item_is_cleared_by_its_button_and_the_others_are_saved(draft: Assessment, bob: User) -> None:
    url = page("section", draft.public_id, section_of(draft, "F02"))
    response = signed_in(bob).post(
        url,
        {
            "clear": "F01",
            "F01-version": "1",
            "F01": ["B", "C"],
            "F02-version": "1",
            "F02-equip_total": "10",
            "F02-equip_digital": "9",
        },
    )
    assert response["Location"].endswith("#item-F01")
    assert "F01" not in load_answers(draft).questions
    assert load_sheet(draft).figures == {"equip_total": 10, "equip_digital": 9}


def test_saving_an_untouched_section_changes_nothing(complete: Assessment, bob: User) -> None:
    client = signed_in(bob)
    sheet = load_sheet(complete)
    for section in sheet.standard.sections:
        response = client.get(page("section", complete.public_id, section.code))
        assert client.post(response.request["PATH_INFO"], posted_back(response)).status_code == 302
    assert set(Answer.objects.values_list("version", flat=True)) == {1}
    assert load_sheet(complete).answers == sheet.answers


def posted_back(response: Any) -> dict[str, list[str]]:
    """Return what a browser would post from the page, untouched."""
    data: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]+>", response.content.decode()):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        kind = attributes.get("type", "text")
        if "name" in attributes and (kind in ("text", "hidden") or " checked" in tag):
            data.setdefault(attributes["name"], []).append(attributes.get("value", ""))
    for name, options in re.findall(r'<select[^>]+name="([^"]+)">(.*?)</select>', response.content.decode()):
        chosen = re.search(r'value="([^"]*)" selected', options)
        data[name] = [chosen.group(1) if chosen else ""]
    return data


def test_a_section_that_does_not_exist_is_not_found(draft: Assessment, bob: User) -> None:
    assert signed_in(bob).get(page("section", draft.public_id, "nowhere")).status_code == 404


def test_a_change_from_the_check_page_comes_back_to_it(draft: Assessment, bob: User) -> None:
    section = section_of(draft, "F05")
    client = signed_in(bob)
    response = client.get(page("section", draft.public_id, section) + "?back=check")
    assert 'name="back" value="check"' in response.content.decode()
    response = client.post(
        page("section", draft.public_id, section), {"back": "check", "F05-version": "0", "F05": "C"}
    )
    assert response["Location"] == page("check", draft.public_id) + f"#section-{section}"


def test_every_section_shows_its_texts_in_both_languages(draft: Assessment, alice: User) -> None:
    client = signed_in(alice)
    standard = load_sheet(draft).standard
    for section in standard.sections:
        response = client.get(page("section", draft.public_id, section.code))
        for item in section.items:
            assert item.name.zh in text_of(response)
        english = client.get(page("section", draft.public_id, section.code), HTTP_ACCEPT_LANGUAGE="en")
        assert section.items[0].name.en in text_of(english).replace("&#x27;", "'").replace("&amp;", "&")


# --- Task list, checking, submitting ----------------------------------------------------------


def test_the_page_of_a_firm_leads_on_with_its_draft(draft: Assessment, bob: User) -> None:
    shown = signed_in(bob).get(page("overview", draft.enterprise.public_id)).content.decode()
    assert page("tasks", draft.public_id) in shown
    assert find_draft(draft.enterprise) == draft
    Assessment.objects.update(state=AssessmentState.SUBMITTED)
    assert find_draft(draft.enterprise) is None


def test_the_task_list_says_what_is_done_and_where_to_go_on(draft: Assessment, bob: User) -> None:
    shown = text_of(signed_in(bob).get(page("tasks", draft.public_id)))
    assert "已答 3 项，共 31 项" in shown
    assert "2/3" in shown
    assert "进行中" in shown
    assert "未开始" in shown
    assert "继续填写" in shown


def test_what_is_unsure_is_begun_and_handed_on_from_where_it_is_listed(draft: Assessment, bob: User) -> None:
    client = signed_in(bob)
    section = page("section_work", draft.public_id, "R1")

    def state() -> str:
        shown = client.get(page("tasks", draft.public_id)).content.decode()
        return re.findall(r"tag-\w+\">(.*?)<", shown[: shown.index(section)])[-1]

    assert state() == "未开始"
    save(client, draft, "R01", {"R01": "unsure", "R01-version": "0"})
    assert state() == "进行中"
    shown = client.get(page("check", draft.public_id)).content.decode()
    assert shown.count(f'href="{page("new_link", draft.public_id, "R1")}?item=R01"') == 1
    assert "（不确定）" in shown


def test_the_check_page_opens_what_is_begun_and_folds_all_else(draft: Assessment, bob: User) -> None:
    client = signed_in(bob)
    save(client, draft, "F04", {"F04": ["A"]})
    shown = client.get(page("check", draft.public_id)).content.decode()
    sections = re.findall(r'<section id="section-(\w+)"[^>]*>\s*(<details>)?', shown)
    states = {part.section.code: str(part.state) for part in load_sheet(draft).progress.sections}
    assert {code: bool(folded) for code, folded in sections} == {
        code: state != "part" for code, state in states.items()
    }
    assert set(states.values()) == {"part", "todo", "done"}


def test_an_answer_to_confirm_marks_its_section(complete: Assessment, bob: User) -> None:
    client = signed_in(bob)
    save(client, complete, "F02", {"F02-version": "1", "F02-equip_total": "50", "F02-equip_digital": "45"})
    assert "需核对" in text_of(client.get(page("tasks", complete.public_id)))
    shown = text_of(client.get(page("check", complete.public_id)))
    assert "还有内容需要核对" in shown
    assert "第 3 题 设备联网 （需核对）" in shown
    assert "试算等级" not in shown
    response = client.get(page("submit", complete.public_id))
    assert response["Location"] == page("check", complete.public_id)


def test_the_check_page_lists_what_is_missing_with_links(draft: Assessment, bob: User) -> None:
    response = signed_in(bob).get(page("check", draft.public_id))
    assert "还有 28 项未填" in text_of(response)
    assert f"{page('section', draft.public_id, section_of(draft, 'F05'))}?back=check#item-F05" in (
        response.content.decode()
    )


def test_complete_answers_show_the_trial_level(complete: Assessment, bob: User) -> None:
    shown = text_of(signed_in(bob).get(page("check", complete.public_id)))
    assert "试算等级（未提交）" in shown
    assert "去提交" in shown


def test_a_viewer_sees_no_way_to_change(complete: Assessment, victor: User) -> None:
    body = signed_in(victor).get(page("check", complete.public_id)).content.decode()
    assert "修改" not in body
    assert "去提交" not in body


def test_the_draft_on_paper_is_marked_until_submitted(firm: Enterprise, bob: User, victor: User) -> None:
    draft = make_assessment(enterprise=firm)
    assert "watermark" in signed_in(victor).get(page("draft_print", draft.public_id)).content.decode()


def test_the_official_order_shows_letters_and_figures(complete: Assessment, bob: User) -> None:
    shown = text_of(signed_in(bob).get(page("official_order", complete.public_id)))
    assert (
        shown.index("第 1 题")
        < shown.index("第 2 题")
        < shown.rindex("第 15 题")
        < shown.index("产品设计 二级")
    )
    assert "B C 车间工控网已通" in shown
    assert "生产设备总数 100 台" in shown


DECLARED = {
    "filler_name": "李波",
    "filler_position": "生产部经理",
    "responsible_name": "王爱丽",
    "responsible_position": "总经理",
    "pledge": "on",
}


def test_submitting_freezes_and_leads_to_the_result(complete: Assessment, bob: User) -> None:
    client = signed_in(bob)
    assert "真实性承诺" in text_of(client.get(page("submit", complete.public_id)))
    response = client.post(page("submit", complete.public_id), DECLARED)
    snapshot = Snapshot.objects.get()
    assert response["Location"] == reverse("reports:result", args=[snapshot.public_id])
    assert (snapshot.submitted_by, snapshot.pledge_version) == (bob, "2026-1")
    assert snapshot.submitted_from == "127.0.0.1"
    shown = text_of(client.get(page("pledge", snapshot.public_id)))
    assert "王爱丽，总经理" in shown
    assert "企业盖章" in shown


@pytest.mark.parametrize("missing", sorted(DECLARED))
def test_nothing_is_submitted_without_the_whole_declaration(
    complete: Assessment, bob: User, missing: str
) -> None:
    data = {key: value for key, value in DECLARED.items() if key != missing}
    response = signed_in(bob).post(page("submit", complete.public_id), data)
    assert response.status_code == 422
    shown = text_of(response)
    assert "有内容需要修改" in shown
    assert "这个字段" not in shown
    assert not Snapshot.objects.exists()


def test_incomplete_answers_cannot_be_submitted(draft: Assessment, bob: User) -> None:
    response = signed_in(bob).post(page("submit", draft.public_id), DECLARED)
    assert response["Location"] == page("check", draft.public_id)
    assert "还不能提交" in str(next(iter(get_messages(response.wsgi_request))))
    assert not Snapshot.objects.exists()


def test_submitting_twice_leads_to_the_answers(complete: Assessment, bob: User) -> None:
    client = signed_in(bob)
    client.post(page("submit", complete.public_id), DECLARED)
    response = client.post(page("submit", complete.public_id), DECLARED)
    assert response["Location"] == page("check", complete.public_id)
    assert Snapshot.objects.count() == 1


# --- A firm's assessments ---------------------------------------------------------------------


def test_a_firm_without_anything_is_told_how_to_begin(firm: Enterprise, alice: User, victor: User) -> None:
    published()
    shown = text_of(signed_in(alice).get(page("overview", firm.public_id)))
    assert "约 39 分钟，可分几次填" in shown
    assert "不代替官方平台的正式填报" in shown
    assert "本企业还没有自评" in text_of(signed_in(victor).get(page("overview", firm.public_id)))


def test_starting_opens_the_task_list_once(firm: Enterprise, alice: User) -> None:
    make_snapshot(enterprise=firm)
    client = signed_in(alice)
    response = client.post(page("start", firm.public_id))
    draft = Assessment.objects.get(state="draft")
    assert response["Location"] == page("tasks", draft.public_id)
    again = client.post(page("start", firm.public_id))
    assert again["Location"] == page("overview", firm.public_id)
    assert Assessment.objects.filter(state="draft").count() == 1


def test_starting_from_the_last_answers(firm: Enterprise, alice: User) -> None:
    snapshot = make_snapshot(enterprise=firm)
    client = signed_in(alice)
    assert "沿用" in text_of(client.get(page("overview", firm.public_id)))
    client.post(page("start", firm.public_id), {"copy_from": str(snapshot.public_id)})
    draft = Assessment.objects.get(state="draft")
    assert len(load_answers(draft).questions) == 15


@pytest.mark.parametrize("given", ["x", "\x00", "00000000-0000-0000-0000-000000000000"])
def test_starting_from_nowhere_is_not_found(firm: Enterprise, alice: User, given: str) -> None:
    assert signed_in(alice).post(page("start", firm.public_id), {"copy_from": given}).status_code == 404


def test_starting_from_another_firms_result_is_not_found(firm: Enterprise, alice: User) -> None:
    foreign = make_snapshot()
    response = signed_in(alice).post(page("start", firm.public_id), {"copy_from": str(foreign.public_id)})
    assert response.status_code == 404
    assert not Assessment.objects.filter(enterprise=firm).exists()


def test_a_correction_needs_a_reason_and_opens_the_old_answers(firm: Enterprise, bob: User) -> None:
    snapshot = make_snapshot(enterprise=firm)
    client = signed_in(bob)
    response = client.post(page("correct", snapshot.public_id), {"reason": " "})
    assert response.status_code == 422
    assert "请写明更正原因" in text_of(response)
    response = client.post(page("correct", snapshot.public_id), {"reason": "设备数填错"})
    draft = Assessment.objects.get(state="draft")
    assert response["Location"] == page("tasks", draft.public_id)
    assert draft.correction_reason == "设备数填错"
    assert load_answers(draft) == load_answers(snapshot.assessment)
    client.post(page("submit", draft.public_id), DECLARED)
    shown = text_of(client.get(page("overview", firm.public_id)))
    assert "这是一份更正。原因：设备数填错" in shown
    assert "被更正，仅供查阅" in shown


def test_correcting_while_a_draft_is_open_says_what_to_do(firm: Enterprise, bob: User) -> None:
    snapshot = make_snapshot(enterprise=firm)
    make_assessment(enterprise=firm, answered="none")
    response = signed_in(bob).post(page("correct", snapshot.public_id), {"reason": "x"}, follow=True)
    assert "请先提交它" in text_of(response)


def test_viewers_and_outsiders_correct_nothing(firm: Enterprise, victor: User, charlie: User) -> None:
    snapshot = make_snapshot(enterprise=firm)
    assert signed_in(victor).post(page("correct", snapshot.public_id), {"reason": "x"}).status_code == 403
    assert signed_in(charlie).post(page("correct", snapshot.public_id), {"reason": "x"}).status_code == 404
    assert signed_in(charlie).get(page("pledge", snapshot.public_id)).status_code == 404
    assert not Assessment.objects.filter(state="draft").exists()


@pytest.mark.parametrize("name", [*READING, "submit", "section"])
def test_every_page_of_a_demonstration_firm_says_so(name: str, firm: Enterprise, alice: User) -> None:
    Enterprise.objects.filter(pk=firm.pk).update(is_demo=True)
    complete = make_assessment(enterprise=firm).public_id
    arguments = [complete, "F1"] if name == "section" else [complete]
    assert "企业与答案均为虚构" in text_of(signed_in(alice).get(page(name, *arguments)))
