"""Preview: a draft's questionnaire as a firm sees it, answered and scored, and nothing is stored."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from config.groups import CRITERIA_EDITOR
from editing.models import State
from standards.models import Question, Revision
from standards.selectors.revisions import compiled
from standards.services import import_standard
from tests.assessment.factories import QUESTIONS, SCENES
from tests.domain.edits import edited, level, setting
from tests.kept_rows import write_once
from tests.people import AT, make_staff
from tests.standards.fixtures import published, standard_2024
from tests.urls.asking import undone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]

INPUT = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
HARDER = edited(
    standard_2024(), setting("F01", weight=50), setting("F02", weight=20), level(2, min_points=54)
)


def make_harder() -> Revision:
    """Return a draft of the harder standard."""
    published()
    write_once("harder", lambda: import_standard(standard=HARDER, by=None, at=AT))
    return Revision.objects.get(state=State.DRAFT)


@pytest.fixture
def draft(client: Client) -> Revision:
    client.force_login(make_staff(CRITERIA_EDITOR))
    return make_harder()


def address(revision: Revision) -> str:
    return reverse("trial:preview", args=[revision.pk])


def posted(questions: Mapping[str, Any], scenes: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return answers in the form of the answer file as the pages post them."""
    data: dict[str, list[str]] = {}
    for code, answer in {**questions, **scenes}.items():
        data[f"{code}-version"] = ["0"]
        if isinstance(answer, dict) and "na" in answer:
            data |= {code: ["na"], f"{code}-reason": [answer["na"]]}
        elif isinstance(answer, dict):
            data |= {f"{code}-{figure}": [str(value)] for figure, value in answer.items()}
        else:
            data[code] = [str(key) for key in (answer if isinstance(answer, list) else [answer])]
    return data


def hidden(page: str) -> dict[str, list[str]]:
    """Return what the next page would post without anything filled in on this one."""
    found: dict[str, list[str]] = {}
    for name, value in INPUT.findall(page):
        found.setdefault(name, []).append(unescape(value))
    found.pop("csrfmiddlewaretoken", None)
    return found


def test_it_shows_the_firms_own_rows_under_a_band(client: Client, draft: Revision) -> None:
    page = client.get(address(draft)).content.decode()
    assert "草稿预览，不会保存" in page
    assert "miit-sme-2024@2" in page
    assert 'id="item-F01"' in page
    assert "第 1 题" in page
    assert 'id="item-M01"' not in page


def test_nothing_saves_itself(client: Client, draft: Revision) -> None:
    for section in compiled(draft.pk).sections:
        page = client.get(address(draft), {"section": section.code}).content.decode()
        assert f'id="item-{section.codes[0]}"' in page
        assert "hx-post" not in page
        assert "/a/" not in page


def test_answers_go_along_from_section_to_section(client: Client, draft: Revision) -> None:
    first = {"section": "F1", "then": "F2", "F01": ["B", "C"], "F01-version": "0"}
    page = client.post(address(draft), first).content.decode()
    kept = hidden(page)
    assert kept["F01"] == ["B", "C"]
    assert kept["section"] == ["F2"]
    back = client.post(address(draft), {**kept, "then": "F1"}).content.decode()
    assert len(re.findall(r'name="F01" value="[BC]" checked', back)) == 2


def test_complete_answers_come_to_points_level_and_sides(client: Client, draft: Revision) -> None:
    data = posted(QUESTIONS, SCENES) | {"section": ["F1"], "then": ["result"]}
    page = client.post(address(draft), data).content.decode()
    assert "得分 53.65 分" in page
    assert 'data-level="1"' in page
    sides = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page))
    assert sides == {"得分达到": "一级", "场景达到": "二级"}
    assert "得分还差 0.35 分达到二级" in page


def test_the_published_revision_gives_what_the_firm_gets(client: Client, draft: Revision) -> None:
    data = posted(QUESTIONS, SCENES) | {"then": ["result"]}
    page = client.post(address(published()), data).content.decode()
    assert "得分 54.15 分" in page
    assert 'data-level="2"' in page


def test_what_is_open_is_listed_and_points_are_those_so_far(client: Client, draft: Revision) -> None:
    questions = {code: answer for code, answer in QUESTIONS.items() if code != "M01"}
    page = client.post(address(draft), posted(questions, SCENES) | {"then": ["result"]}).content.decode()
    assert "还不能定级" in page
    assert "第 8 题" in page
    assert "目前得分" in page
    assert "data-level" not in page


def test_nothing_answered_is_not_shown_as_zero(client: Client, draft: Revision) -> None:
    data = {"section": "F1", "then": "result", "F05-version": "0", "F05": "A"}
    page = client.post(address(draft), data).content.decode()
    points = dict(
        re.findall(r"<th[^>]*>(?:<strong>)?([^<]+)(?:</strong>)?</th><td class=\"num\">(.*?)</td>", page)
    )
    assert points["数字化基础"] == points["合计"] == "0"
    assert points["数字化管理"] == points["第 8 题 规划实施"] == "–"


def test_a_refused_number_is_shown_where_it_was_typed_and_nothing_is_lost(
    client: Client, draft: Revision
) -> None:
    data = {
        "section": "F1",
        "then": "result",
        "F02-version": "0",
        "F02-equip_total": "100",
        "F02-equip_digital": "很多",
        "F01-version": "0",
        "F01": ["B"],
    }
    response = client.post(address(draft), data)
    page = response.content.decode()
    assert response.status_code == 422
    assert "有内容不能采用，请修改" in page
    assert 'value="很多"' in page
    assert re.search(r'name="F01" value="B" checked', page)


def test_an_option_that_is_gone_meanwhile_is_refused_at_its_item(client: Client, draft: Revision) -> None:
    page = client.post(address(draft), {"section": "F1", "F01-version": "0", "F01": ["Z"]})
    assert page.status_code == 422
    assert 'class="question question-invalid" id="item-F01"' in page.content.decode()


def test_equal_figures_are_confirmed_once(client: Client, draft: Revision) -> None:
    equal = {
        "R03-version": ["0"],
        "R03-revenue_prev": ["5000"],
        "R03-staff_prev": ["100"],
        "R03-revenue_last": ["5000"],
        "R03-staff_last": ["100"],
        "section": ["R1"],
        "then": ["R1"],
    }
    section = compiled(draft.pk).section_by_item["R03"].code
    equal |= {"section": [section], "then": [section]}
    assert 'id="R03-confirm"' in client.post(address(draft), equal).content.decode()
    confirmed = client.post(address(draft), equal | {"R03-confirm": ["1"]}).content.decode()
    assert 'id="R03-confirm"' not in confirmed
    again = client.post(address(draft), equal | hidden(confirmed)).content.decode()
    assert 'id="R03-confirm"' not in again


def test_an_item_can_be_cleared(client: Client, draft: Revision) -> None:
    data = {"section": "F1", "clear": "F01", "F01-version": "0", "F01": ["B"]}
    page = client.post(address(draft), data).content.decode()
    assert 'id="item-F01"' in page
    assert not re.search(r'name="F01" value="\w" checked', page)


def test_no_row_is_written_by_looking_or_answering(client: Client, draft: Revision) -> None:
    complete = posted(QUESTIONS, SCENES)
    for data in (None, complete | {"then": ["F2"]}, complete | {"then": ["result"]}, {"F01": ["Z"]}):
        with undone() as written:
            client.get(address(draft)) if data is None else client.post(address(draft), data)
        assert written.rows == {}


def test_a_draft_with_problems_says_which(client: Client, draft: Revision) -> None:
    Question.objects.filter(revision=draft, code="F01").update(weight=1)
    page = client.get(address(draft)).content.decode()
    assert "草稿还不能预览" in page
    assert f"{standard_2024().groups[0].name.zh}：权重合计为 51，应为 100。" in page
    assert "item-F01" not in page


def test_a_revision_that_does_not_exist_is_not_found(client: Client, draft: Revision) -> None:
    assert client.get(reverse("trial:preview", args=[draft.pk + 1])).status_code == 404
