"""Scenes asked level by level: what the answers come to, what is kept, and what the page makes of it."""

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessment.domain.ladder import Said, climbed, first_gap, said_of
from assessment.domain.words import words_for
from assessment.models import Answer, AnswerKind, Assessment
from assessment.selectors.answers import load_sheet
from enterprises.models import Enterprise, User
from standards.domain.answers import AtLevel, NotApplicable, Undecided, Value
from tests.assessment.factories import make_assessment
from tests.pages import signed_in, text_of
from tests.standards.fixtures import standard_2024

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_library")]

WORDS = {"y": Said.YES, "n": Said.NO, "?": Said.UNSURE, "-": None}


def said(short: str) -> tuple[Said | None, ...]:
    return tuple(WORDS[one] for one in short)


# --- What the answers come to -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("short", "value", "gap"),
    [
        ("----", None, None),
        ("n---", AtLevel(level=0), None),
        ("yn--", AtLevel(level=1), None),
        ("yyn-", AtLevel(level=2), None),
        ("yyyn", AtLevel(level=3), None),
        ("yyyy", AtLevel(level=4), None),
        ("?---", Undecided(met=0), None),
        ("y?--", Undecided(met=1), None),
        ("yyy?", Undecided(met=3), None),
        ("y---", Undecided(met=1, unsure=False), None),
        ("yyy-", Undecided(met=3, unsure=False), None),
        ("nyyy", AtLevel(level=0), None),  # the higher ones do not count without the lower
        ("yny?", AtLevel(level=1), None),
        ("y?yn", Undecided(met=1), None),
        ("?nnn", Undecided(met=0), None),
        ("-y--", None, 1),
        ("y-y-", Undecided(met=1, unsure=False), 2),
        ("yy-n", Undecided(met=2, unsure=False), 3),
        ("n-y-", AtLevel(level=0), None),
    ],
)
def test_the_level_is_the_highest_whose_lower_ones_are_met(
    short: str, value: Value | None, gap: int | None
) -> None:
    assert climbed(said(short)) == value
    assert first_gap(said(short)) == gap


@pytest.mark.parametrize(
    "value",
    [AtLevel(level=level) for level in range(5)]
    + [Undecided(met=met, unsure=unsure) for met in range(1, 4) for unsure in (True, False)]
    + [Undecided(), None],
)
def test_what_is_kept_says_what_was_said(value: Value | None) -> None:
    assert len(said_of(value, 4)) == 4
    assert climbed(said_of(value, 4)) == value


def test_not_applicable_says_nothing_of_the_levels() -> None:
    assert said_of(NotApplicable(reason="other"), 4) == (None,) * 4


# --- The words ----------------------------------------------------------------------------------


def test_every_question_and_level_has_words_in_both_languages() -> None:
    standard, words = standard_2024(), words_for("miit-sme-2024")
    assert words.questions.keys() == standard.question_by_code.keys()
    assert {code: len(levels) for code, levels in words.scenes.items()} == {
        scene.code: len(scene.levels) for scene in standard.scenes
    }
    texts = [text for one in words.questions.values() for text in (one.means, one.example)]
    texts += [
        text
        for levels in words.scenes.values()
        for one in levels
        for text in (one.ask, one.example, one.look)
    ]
    assert all(text.zh and text.en and text.zh != text.en for text in texts)
    assert all(len(text.zh) <= 70 for text in texts), "a screen of a phone has to hold it"


@pytest.mark.parametrize("sector", ["machinery", "textile", "food", "electronics", "printing"])
def test_a_sector_has_words_for_every_scene(sector: str) -> None:
    words = words_for("miit-sme-2024").sectors[sector]
    assert words.keys() == standard_2024().scene_by_code.keys()
    assert all(text.zh and text.en for text in words.values())


def test_a_standard_without_words_is_asked_in_its_own() -> None:
    assert words_for("none").scenes == {}


# --- Saving -------------------------------------------------------------------------------------


@pytest.fixture
def draft(firm: Enterprise) -> Assessment:
    return make_assessment(enterprise=firm, answered="none")


def post(client: Client, draft: Assessment, code: str, **data: Any) -> HttpResponse:
    url = reverse("assessment:answer", args=[draft.public_id, code])
    fields = {f"{code}-{name}": value for name, value in {"version": 0, **data}.items() if name != "level"}
    if "level" in data:
        fields[code] = data["level"]
    return client.post(url, fields, headers={"HX-Request": "true"})  # type: ignore[return-value]


def stored(draft: Assessment, code: str) -> Value | None:
    return load_sheet(draft).at(code).value


@pytest.mark.parametrize(
    ("data", "value", "words"),
    [
        ({"step1": "yes", "step2": "no"}, AtLevel(level=1), "本场景：一级"),
        ({"step1": "no"}, AtLevel(level=0), "本场景：未达一级"),
        ({"step1": "yes", "step2": "unsure"}, Undecided(met=1), "记为不确定，提交前还要回答"),
        ({"step1": "yes"}, Undecided(met=1, unsure=False), "请接着回答"),
        ({"step1": "yes", "step2": "no", "level": "3"}, AtLevel(level=3), "本场景：三级"),  # set directly
        ({"step1": "yes", "step2": "no", "level": "3", "was": "3"}, AtLevel(level=1), "本场景：一级"),
        ({"level": "0", "was": "0"}, AtLevel(level=0), "本场景：未达一级"),
        (
            {"step1": "yes", "level": "na", "reason": "outsourced"},
            NotApplicable(reason="outsourced"),
            "已保存",
        ),
        ({"step1": "yes", "step2": "no", "level": "na", "was": "na"}, AtLevel(level=1), "本场景：一级"),
    ],
)
def test_a_scene_is_answered_by_its_levels_or_directly(
    draft: Assessment, bob: User, data: dict[str, str], value: Value, words: str
) -> None:
    response = post(signed_in(bob), draft, "S01", **data)
    assert (response.status_code, stored(draft, "S01")) == (200, value)
    assert words in text_of(response)


def test_a_level_that_was_passed_over_is_asked_for(draft: Assessment, bob: User) -> None:
    response = post(signed_in(bob), draft, "S01", step1="yes", step3="yes")
    assert response.status_code == 422
    assert "请先回答二级。" in text_of(response)
    assert stored(draft, "S01") is None


def test_not_sure_is_kept_listed_and_counts_as_unanswered(draft: Assessment, bob: User) -> None:
    client = signed_in(bob)
    assert post(client, draft, "F05", level="unsure").status_code == 200
    post(client, draft, "S03", step1="yes", step2="unsure")
    sheet = load_sheet(draft)
    assert (sheet.progress.answered, stored(draft, "F05")) == (0, Undecided())
    assert Answer.objects.get(code="S03").kind == AnswerKind.UNSURE
    page = text_of(client.get(reverse("assessment:check", args=[draft.public_id])))
    assert "第 5 题 信息系统 （不确定）" in page
    assert "营销管理 （不确定）" in page
    assert "不确定（已做到一级）" in page


def test_not_sure_stands_alone(draft: Assessment, bob: User) -> None:
    response = post(signed_in(bob), draft, "F06", level=["B", "unsure"])
    assert response.status_code == 422
    assert "“不确定”不能和其他选项一起选" in text_of(response)


@pytest.mark.parametrize("data", [{"step1": "maybe"}, {"was": "7", "step1": "yes"}])
def test_what_no_page_posts_is_malformed(draft: Assessment, bob: User, data: dict[str, str]) -> None:
    assert post(signed_in(bob), draft, "S01", **data).status_code == 400


def test_the_section_asks_in_plain_words_and_in_those_of_the_sector(draft: Assessment, bob: User) -> None:
    draft.enterprise.sector = "machinery"
    draft.enterprise.division = "34"
    draft.enterprise.save()
    client, url = signed_in(bob), reverse("assessment:section", args=[draft.public_id, "O1"])
    post(client, draft, "S01", step1="yes", step2="no")
    body = client.get(url).content.decode()
    page = text_of(client.get(url))
    assert "你们现在是这样吗？ 画图、建模用的是设计软件" in page
    assert "机械行业看零件图" in page
    assert "评估时看 打开软件看一份近期的设计文件。" in page
    assert page.count("按未达到计") == 1
    for ticked in ("S01-step1-yes", "S01-step2-no", "S01-1"):
        assert re.search(rf'id="{ticked}"[^>]* checked', body)


def test_what_is_posted_with_the_whole_section_stays_as_it_is(draft: Assessment, bob: User) -> None:
    client = signed_in(bob)
    post(client, draft, "S01", step1="yes", step2="no")
    fields = {"S01-version": "1", "S01": "1", "S01-was": "1", "S01-step1": "yes", "S01-step2": "no"}
    url = reverse("assessment:section", args=[draft.public_id, "O1"])
    assert client.post(url, fields).status_code == 302
    assert Answer.objects.get(code="S01").version == 1
    client.post(url, fields | {"S01-step2": "yes", "S01-step3": "no"})
    assert stored(draft, "S01") == AtLevel(level=2)
