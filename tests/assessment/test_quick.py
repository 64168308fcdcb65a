"""The quick check: its range against every completion, its levers, and its way into an assessment."""

import itertools
import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.domain.quick import Lever, quick_items, quick_result
from assessment.forms.quick import COOKIE
from assessment.models import Answer, Assessment
from enterprises.models import Enterprise, User
from standards.domain.answer_file import read_answers
from standards.domain.answers import (
    Answers,
    AtLevel,
    Chosen,
    NotApplicable,
    QuestionAnswer,
    SceneAnswer,
)
from standards.domain.grading import grade
from standards.domain.standard import Question, RuleKind, Standard
from standards.selectors.revisions import published_revision
from standards.services import retire
from tests.assessment.factories import load_answers
from tests.pages import text_of
from tests.people import AT, make_user
from tests.planning.small_standards import small_standard
from tests.standards.fixtures import standard_2024

STANDARD = standard_2024()


def given_answers(questions: dict[str, Any], scenes: dict[str, Any]) -> Answers:
    return read_answers(STANDARD, questions, scenes)


# --- The range ----------------------------------------------------------------------------------


def every_answer(question: Question) -> list[QuestionAnswer]:
    """Return all that a question may be answered without figures."""
    alone: list[QuestionAnswer] = [Chosen(options=(option.key,)) for option in question.options]
    keys = [option.key for option in question.options if not option.excludes]
    sets = [
        Chosen(options=found)
        for size in range(2, len(keys) + 1)
        for found in itertools.combinations(keys, size)
    ]
    return [*alone, *(sets if question.several else ()), NotApplicable()]


def every_level(standard: Standard, answers: Answers) -> set[int]:
    """Return the levels of all completions, tried one by one."""
    questions = [q for q in standard.questions if q.code not in answers.questions]
    scenes = [s for s in standard.scenes if s.code not in answers.scenes]
    levels: list[SceneAnswer] = [AtLevel(level=level) for level in range(standard.rule.top + 1)]
    found = set()
    for chosen in itertools.product(*map(every_answer, questions)):
        for at in itertools.product(levels, repeat=len(scenes)):
            full = Answers(
                questions={
                    **answers.questions,
                    **{q.code: a for q, a in zip(questions, chosen, strict=True)},
                },
                scenes={**answers.scenes, **{s.code: a for s, a in zip(scenes, at, strict=True)}},
            )
            found.add(grade(standard, full).level)
    return found


@st.composite
def partly(draw: st.DrawFn, kind: RuleKind) -> tuple[Standard, Answers]:
    """Draw a small standard with at most two questions and two scenes open."""
    standard = small_standard(kind)
    open_questions = draw(st.sets(st.sampled_from([q.code for q in standard.questions] or ["-"]), max_size=2))
    open_scenes = draw(st.sets(st.sampled_from([s.code for s in standard.scenes] or ["-"]), max_size=2))
    return standard, Answers(
        questions={
            q.code: draw(st.sampled_from(every_answer(q)))
            for q in standard.questions
            if q.code not in open_questions
        },
        scenes={
            s.code: AtLevel(level=draw(st.integers(0, standard.rule.top)))
            for s in standard.scenes
            if s.code not in open_scenes
        },
    )


@pytest.mark.parametrize("kind", list(RuleKind))
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_range_is_that_of_all_completions(kind: RuleKind, data: st.DataObject) -> None:
    standard, answers = data.draw(partly(kind))
    result = quick_result(standard, answers)
    levels = every_level(standard, answers)
    assert (result.low, result.high) == (min(levels), max(levels))
    assert result.low <= result.level <= result.high


@pytest.mark.parametrize(
    ("questions", "scenes", "level", "low", "high"),
    [
        ({}, {}, 0, 0, 4),
        ({"M01": "A"}, {"S03": 0}, 0, 0, 4),
        # 24.5 of 27.5 points and every scene at 2, but too few to be sure of any level
        ({"M01": "D", "F05": "E", "F04": list("BCDEFGHIJKLMNO")}, dict.fromkeys(["S03"], 2), 2, 0, 4),
        (
            {"M01": "F", "F05": "E", "F04": list("BCDEFGHIJKLMNO")},
            dict.fromkeys(["S03", "S06", "S07", "S11", "S12", "S13"], 1),
            1,
            1,
            2,  # of the scenes left too few are constrained
        ),
    ],
)
def test_the_level_is_what_the_answers_say_and_no_more(
    questions: dict[str, Any], scenes: dict[str, int], level: int, low: int, high: int
) -> None:
    result = quick_result(STANDARD, given_answers(questions, scenes))
    assert (result.level, result.low, result.high) == (level, low, high)


def test_of_scenes_that_nobody_was_asked_about_nothing_is_concluded() -> None:
    """The first level takes one scene: however good the rest is, none is known to be there."""
    standard = small_standard(RuleKind.LOWER_OF_BOTH)
    best = {question.code: every_answer(question)[-2] for question in standard.questions}
    result = quick_result(standard, Answers(questions=best, scenes={}))
    assert (result.level, result.low, result.high) == (0, 0, standard.rule.top)


# --- The levers ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("questions", "scenes", "levers"),
    [
        # points hold back: the questions with most to be had
        (
            {"M01": "A", "F05": "B", "F01": ["B"]},
            dict.fromkeys(["S03", "S06"], 4),
            (Lever(code="M01", points=Decimal("7.5")), Lever(code="F05", points=Decimal("7.5"))),
        ),
        # scenes hold back: the nearest to the next level
        (
            {"M01": "F", "F05": "E"},
            {"S03": 0, "S06": 1, "S07": 1, "S02": 1},
            (Lever(code="S06", to_level=2), Lever(code="S07", to_level=2)),
        ),
        # both: one of each
        ({"M01": "A"}, {"S03": 0}, (Lever(code="M01", points=Decimal("7.5")), Lever(code="S03", to_level=1))),
        # nothing to be had
        ({"M01": "F", "F05": "E"}, {"S03": 4}, ()),
    ],
)
def test_the_levers_are_of_the_side_that_holds_back(
    questions: dict[str, Any], scenes: dict[str, int], levers: tuple[Lever, ...]
) -> None:
    assert quick_result(STANDARD, given_answers(questions, scenes)).levers == levers


def test_ten_items_are_asked_and_none_needs_figures() -> None:
    items = quick_items().items
    assert len(set(items)) == 10
    assert all(STANDARD.question(code).formula is None for code in items if code in STANDARD.question_by_code)
    assert {code for code in items if code in STANDARD.scene_by_code} <= STANDARD.constrained


# --- The pages ----------------------------------------------------------------------------------

POSTED = {
    "M01": "D",
    "M01-version": "0",
    "F04": ["D", "G"],
    "F04-version": "0",
    "S03-version": "0",
    "S03-step1": "yes",
    "S03-step2": "no",
    "S06-version": "0",
    "S06-step1": "unsure",
}


def answer(client: Client, **more: Any) -> Any:
    return client.post(reverse("assessment:quick"), POSTED | more)


@pytest.fixture
def visitor(shared_2024: None, db: None) -> Client:
    return Client()


def test_a_scene_that_is_answered_half_is_not_dropped_in_silence(visitor: Client) -> None:
    """It is said beside the scene, and what was said of it stays; 不确定 ends it, as does not beginning."""
    half = {"S07-version": "0", "S07-step1": "yes"}
    response = answer(visitor, **half)
    page = response.content.decode()
    assert (response.status_code, COOKIE in response.cookies) == (422, False)
    assert page[page.index('id="item-S07"') :].index("请接着回答二级，说不准就选“不确定”") > 0
    assert "未保存" not in page  # nothing ever is, here
    assert re.search(r'name="S07-step1" value="yes" checked', page)
    assert answer(visitor, **half, **{"S07-step2": "unsure"}).status_code == 302


def test_a_visitor_gets_a_level_with_its_range_and_the_server_keeps_nothing(visitor: Client) -> None:
    response = answer(visitor)
    assert response["Location"] == reverse("assessment:quick_result")
    assert response.cookies[COOKIE]["httponly"]
    assert "sessionid" not in response.cookies
    page = text_of(visitor.get(response["Location"]))
    assert "按已答的 3 项推算" in page  # 不确定 is no answer
    assert "其余 28 项还没有回答：最低未定级，最高四级，都有可能。" in page
    assert Answer.objects.count() == Assessment.objects.count() == 0
    again = visitor.get(reverse("assessment:quick")).content.decode()
    for ticked in ("M01-D", "F04-G", "S03-step1-yes", "S03-step2-no"):
        assert re.search(rf'id="{ticked}"[^>]* checked', again)


def test_who_answered_nothing_is_told_so(visitor: Client) -> None:
    response = visitor.post(reverse("assessment:quick"), {"M01": "unsure", "M01-version": "0"})
    assert (response.status_code, COOKIE in response.cookies) == (422, False)
    assert "还没有答题，至少答一项才能推算等级。" in text_of(response)
    assert "还没有答题" not in text_of(visitor.get(reverse("assessment:quick")))


def test_the_ten_items_go_without_the_numbers_of_the_official_form(visitor: Client) -> None:
    page = visitor.get(reverse("assessment:quick")).content.decode()
    assert "question-title" in page
    assert not re.search(r"第 \d+ 题", page)
    refused = text_of(answer(visitor, F04=["A", "B"]))
    assert "数据采集：" in refused
    assert not re.search(r"第 \d+ 题", refused + text_of(visitor.get(answer(visitor)["Location"])))


def test_a_forged_or_old_cookie_says_nothing(visitor: Client) -> None:
    visitor.cookies[COOKIE] = '{"answers":{"M01":"D"}}:forged:forged'
    response = visitor.get(reverse("assessment:quick_result"))
    assert response["Location"] == reverse("assessment:quick")


def test_mistakes_are_said_and_nothing_is_lost(visitor: Client) -> None:
    response = answer(visitor, F04=["A", "B"])
    assert response.status_code == 422
    assert "不能和其他选项一起选" in text_of(response)
    assert re.search(r'id="M01-D"[^>]* checked', response.content.decode()) is not None
    assert answer(visitor, M01="Z").status_code == 400


def test_signing_up_carries_the_answers_into_the_first_assessment(
    visitor: Client, firm: Enterprise, bob: User
) -> None:
    answer(visitor)
    visitor.force_login(bob)
    overview = text_of(visitor.get(reverse("assessment:overview", args=[firm.public_id])))
    assert "会带入您在快速测评里答的 3 项" in overview
    response = visitor.post(reverse("assessment:start", args=[firm.public_id]))
    assert response.cookies[COOKIE].value == ""
    draft = Assessment.objects.get()
    answers = load_answers(draft)
    assert answers.questions == {"M01": Chosen(options=("D",)), "F04": Chosen(options=("D", "G"))}
    assert answers.scenes == {"S03": AtLevel(level=1)}
    assert {row.changed_by for row in Answer.objects.all()} == {bob}


def test_who_has_no_firm_yet_is_told_that_the_answers_are_kept(visitor: Client) -> None:
    newcomer = make_user(email="new@example.com")
    visitor.force_login(newcomer)
    assert "快速测评" not in text_of(visitor.get(reverse("enterprises:home")))
    visitor.logout()
    answer(visitor)
    visitor.force_login(newcomer)
    assert "快速测评的 3 项答案已留着，登记企业后从它们开始。" in text_of(
        visitor.get(reverse("enterprises:home"))
    )
    retire(revision=published_revision("miit-sme-2024"), by=None, at=AT)
    assert "快速测评" not in text_of(visitor.get(reverse("enterprises:home")))


def test_without_its_standard_there_is_no_quick_check(visitor: Client) -> None:
    retire(revision=published_revision("miit-sme-2024"), by=None, at=AT)
    assert visitor.get(reverse("assessment:quick")).status_code == 404
    assert "快速测评" not in text_of(visitor.get("/"))


def test_the_first_page_offers_it_with_a_sample(visitor: Client) -> None:
    page = text_of(visitor.get("/"))
    assert "三分钟快速测评" in page
    assert "示例结果（虚构企业）" in page
    assert "按已答的 10 项推算" in page
