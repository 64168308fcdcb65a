"""The history of a revision: who changed what when, from what to what."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enterprises.models import User
from standards.models import Question, Revision
from tests.standards.editing import edit, page_of, question, text_of, url_of

pytestmark = pytest.mark.django_db


def test_a_change_says_who_what_and_both_values(draft: Revision, desk: Client, other_desk: Client) -> None:
    row = question(draft, "F01")
    edit(desk, page_of(draft), **{f"weight-question-{row.pk}": "35"})
    edit(other_desk, url_of(row), help_zh="换一种说法")
    text = text_of(desk.get(page_of(draft, "history")))
    first, second = text.index("换一种说法"), text.index("<ins>35</ins>")
    assert first < second
    assert "<del>40</del> → <ins>35</ins>" in text
    assert "李波" in text
    assert "王爱丽" in text
    assert "F01 网络建设" in text


def test_what_was_deleted_is_named_and_what_was_added_shows_its_values(draft: Revision, desk: Client) -> None:
    row = question(draft, "F01")
    added = {"options-5-key": "F", "options-5-weight": "0", "options-5-text_zh": "新的选项"}
    edit(desk, url_of(row), **added)
    edit(desk, url_of(row), **{"options-5-DELETE": "on"})
    text = text_of(desk.get(page_of(draft, "history")))
    assert text.count("F 新的选项") == 2
    assert "删除" in text
    assert "<ins>新的选项</ins>" in text


def test_the_copying_itself_is_one_entry(draft: Revision, desk: Client) -> None:
    text = text_of(desk.get(page_of(draft, "history")))
    assert text.count('class="history-what"') == 1
    assert str(draft) in text


def test_a_save_that_changes_nothing_is_no_entry_and_a_move_is_one(draft: Revision, desk: Client) -> None:
    row = question(draft, "F01")
    known = Question.history.count()
    edit(desk, url_of(row))
    assert Question.history.count() == known
    edit(desk, url_of(row), place="2")
    assert [one.code for one in Question.history.order_by("-pk")[: Question.history.count() - known]] == [
        "F01",
        "F02",
    ]


def test_it_is_filtered_by_part_kind_and_person(
    draft: Revision, desk: Client, other_desk: Client, colleague: User
) -> None:
    one, other = question(draft, "F01"), question(draft, "F02")
    edit(desk, url_of(one), help_zh="甲的说法")
    edit(other_desk, url_of(other), help_zh="乙的说法")
    history = page_of(draft, "history")
    assert "乙的说法" not in text_of(desk.get(history, {"part": f"question-{one.pk}"}))
    assert "甲的说法" in text_of(desk.get(history, {"part": f"question-{one.pk}"}))
    assert "甲的说法" not in text_of(desk.get(history, {"by": str(colleague.pk)}))
    assert "甲的说法" not in text_of(desk.get(history, {"part": "scene"}))
    for nonsense in ({"part": "user"}, {"by": "x"}, {"page": "x"}, {"part": "question-x", "by": "9" * 400}):
        assert desk.get(history, nonsense).status_code == 200


def test_the_history_of_one_part_is_reached_from_its_page(draft: Revision, desk: Client) -> None:
    row = question(draft, "F01")
    edit(desk, url_of(row), help_zh="换一种说法")
    edit(desk, url_of(question(draft, "F02")), help_zh="另一种说法")
    history = reverse("admin:standards_question_history", args=[row.pk])
    response = desk.get(history)
    assert "换一种说法" in text_of(response)
    assert "另一种说法" not in text_of(response)
    assert history in text_of(desk.get(url_of(row)))


def test_a_page_takes_as_many_queries_for_a_long_history_as_for_a_short_one(
    draft: Revision, desk: Client
) -> None:
    row = question(draft, "F01")
    counts = []
    for number in range(60):
        Question.objects.get(pk=row.pk).save()
        if number in (51, 59):
            with CaptureQueriesContext(connection) as queries:
                text = text_of(desk.get(page_of(draft, "history")))
            counts.append(len(queries))
    assert "第 1 页，共 2 页" in text
    assert counts[0] == counts[1]
    assert counts[0] <= 14
