"""What members see of a newer revision, and the owner's way to it and back."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from assessment.domain.working import SectionStep
from assessment.models import Assessment, Move
from assessment.selectors.answers import load_sheet
from assessment.services import correct, move_to_revision, submit, take_step
from assessment.services.moved_rows import fingerprint, rows_of
from enterprises.models import Enterprise, User
from standards.models import Revision
from standards.services import mark_defective
from tests.assessment.factories import DECLARATION, make_assessment, make_snapshot
from tests.assessment.test_pages import HTMX, page
from tests.domain.revisions import revision
from tests.pages import signed_in, text_of
from tests.people import AT
from tests.standards.fixtures import make_published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]
LATER = AT + timedelta(hours=1)


@pytest.fixture
def draft(firm: Enterprise) -> Assessment:
    return make_assessment(enterprise=firm)


@pytest.fixture
def newer(draft: Assessment) -> Revision:
    return make_published(standard=revision("title", "several", "no question", "new question"))


def tasks(user: User, draft: Assessment) -> str:
    return text_of(signed_in(user).get(page("tasks", draft.public_id)))


def post_move(user: User, draft: Assessment, number: int = 2) -> Any:
    return signed_in(user).post(page("move", draft.public_id), {"revision": str(number)}, follow=True)


def test_without_a_newer_revision_nothing_is_said(draft: Assessment, alice: User) -> None:
    assert "新的修订" not in tasks(alice, draft)
    assert signed_in(alice).get(page("move", draft.public_id)).status_code == 404
    assert signed_in(alice).get(page("undo_move", draft.public_id)).status_code == 404


def test_members_are_told_and_the_owner_may_look(
    draft: Assessment, newer: Revision, alice: User, bob: User, victor: User
) -> None:
    for user in (bob, victor):
        text = tasks(user, draft)
        assert "评测指标有新的修订（修订 2）" in text
        assert "是否改用由本企业管理员决定。" in text
        assert signed_in(user).get(page("move", draft.public_id)).status_code == 403
    assert "看看改用修订 2 会怎样" in tasks(alice, draft)


def test_before_confirming_every_change_is_listed_with_the_old_answer(
    draft: Assessment, newer: Revision, alice: User
) -> None:
    before = rows_of(draft)
    text = text_of(signed_in(alice).get(page("move", draft.public_id)))
    for title, count in (
        ("需要重新作答", 1),
        ("新增的题目和场景", 1),
        ("沿用，但请核对", 1),
        ("不再询问", 1),
        ("原样沿用", 28),
    ):
        assert f"{title} {count} 项" in text, title
    assert "单选与多选互换，原答案不能对应" in text
    assert "D. " in text[text.index("请核对 题目") :]  # the answer to M01 as it was
    assert "第 1 题 网络建设" in text[text.index("不再使用") :]
    assert rows_of(draft) == before


def test_a_defect_is_told_with_its_reason_and_the_way_on_once_there_is_one(
    draft: Assessment, alice: User, bob: User
) -> None:
    mark_defective(revision=draft.revision, reason="第 12 题的权重写反了", by=None, at=AT)
    text = tasks(bob, draft)
    assert "勘误：本自评所用的修订 1 已于 2026-03-02 登记有误" in text
    assert "第 12 题的权重写反了" in text
    assert "更正后的修订尚未发布" in text
    make_published(standard=revision("weights"))
    assert "看看改用修订 2 会怎样" in tasks(alice, draft)
    assert "更正后的修订尚未发布" not in tasks(alice, draft)


def test_a_correction_on_a_defective_revision_is_told_to_stay(firm: Enterprise, alice: User) -> None:
    correction = correct(snapshot=make_snapshot(enterprise=firm), reason="填错", by=alice, at=AT)
    mark_defective(revision=correction.revision, reason="错", by=None, at=AT)
    make_published(standard=revision("weights"))
    text = tasks(alice, correction)
    assert "更正须按原修订填写" in text
    assert "改用修订" not in text


def test_after_confirming_the_draft_goes_on_under_the_new_revision(
    draft: Assessment, newer: Revision, alice: User
) -> None:
    text = text_of(post_move(alice, draft))
    assert "已改用修订 2。提交前可以撤销。" in text
    assert "撤销改用" in text
    moved = Assessment.objects.get()
    assert moved.revision == newer
    assert load_sheet(moved).progress.open == ("F05", "M99")


def test_a_revision_that_is_no_longer_the_newest_is_asked_again(
    draft: Assessment, newer: Revision, alice: User
) -> None:
    make_published(standard=revision("weights", number=3))
    text = text_of(post_move(alice, draft, number=2))
    assert "改用修订 3" in text
    assert not Move.objects.exists()


def test_the_undo_page_lists_what_would_go_and_puts_everything_back(
    draft: Assessment, newer: Revision, alice: User, bob: User
) -> None:
    before = rows_of(draft)
    post_move(alice, draft)
    url = page("undo_move", draft.public_id)
    assert "撤销不会丢失任何答案" in text_of(signed_in(alice).get(url))
    signed_in(bob).post(
        page("answer", draft.public_id, "F05"), {"F05": ["B"], "F05-version": "2"}, headers=HTMX
    )
    response = signed_in(alice).get(url)
    text = text_of(response)
    assert "改用之后填写的内容会丢失" in text
    assert "第 5 题" in text
    assert signed_in(bob).post(url, {"seen": response.context["seen"]}).status_code == 403
    done = signed_in(alice).post(url, {"seen": response.context["seen"]}, follow=True)
    assert "已撤销，恢复为修订 1 的答案。" in text_of(done)
    assert rows_of(draft) == before
    assert "评测指标有新的修订" in text_of(done)


def test_what_is_answered_in_a_closed_section_stays_and_is_named_before_and_after(
    draft: Assessment, newer: Revision, alice: User, bob: User
) -> None:
    post_move(alice, draft)
    for code, given, version in (("F05", ["B"], 2), ("S01", "3", 1)):
        data = {code: given, f"{code}-version": str(version)}
        assert (
            signed_in(bob).post(page("answer", draft.public_id, code), data, headers=HTMX).status_code == 200
        )
    url = page("undo_move", draft.public_id)
    too_early = signed_in(alice).get(url).context["seen"]
    moved = Assessment.objects.get()
    take_step(assessment=moved, section="O1", step=SectionStep.CLOSE, by=alice, at=AT)
    again = signed_in(alice).post(url, {"seen": too_early}, follow=True)
    text = text_of(again)
    assert "或者关闭、打开了部分，请再看一遍。" in text
    goes, stays = text.index("改用之后填写的内容会丢失"), text.index("已关闭的部分不恢复")
    assert goes < text.index("第 5 题") < stays < text.index("产品设计", stays)
    done = text_of(signed_in(alice).post(url, {"seen": again.context["seen"]}, follow=True))
    assert "已撤销，恢复为修订 1 的答案。下列内容属于已关闭的部分，没有恢复：" in done


def test_an_undo_confirmed_before_somebody_answered_is_asked_again(
    draft: Assessment, newer: Revision, alice: User, bob: User
) -> None:
    post_move(alice, draft)
    url = page("undo_move", draft.public_id)
    seen = signed_in(alice).get(url).context["seen"]
    signed_in(bob).post(
        page("answer", draft.public_id, "F05"), {"F05": ["B"], "F05-version": "2"}, headers=HTMX
    )
    again = signed_in(alice).post(url, {"seen": seen}, follow=True)
    assert "没有撤销：刚刚有人修改了答案，或者关闭、打开了部分，请再看一遍。" in text_of(again)
    assert Assessment.objects.get().revision == newer


def test_after_submission_neither_is_offered(draft: Assessment, alice: User) -> None:
    second = make_published(standard=revision("weights"))
    move_to_revision(assessment=draft, revision=second, by=alice, at=LATER)
    submit(assessment=draft, declaration=DECLARATION, by=alice, at=LATER)
    make_published(standard=revision("title", number=3))
    text = tasks(alice, draft)
    assert "撤销改用" not in text
    assert "新的修订" not in text
    seen = {"seen": fingerprint(rows_of(draft), [])}
    assert signed_in(alice).post(page("undo_move", draft.public_id), seen).status_code == 404


def test_outsiders_find_neither_page(draft: Assessment, newer: Revision, charlie: User) -> None:
    for name in ("move", "undo_move"):
        assert signed_in(charlie).get(page(name, draft.public_id)).status_code == 404


def test_an_old_page_shows_both_answers_instead_of_saving_to_another_question(
    draft: Assessment, newer: Revision, alice: User, bob: User
) -> None:
    post_move(alice, draft)
    url = page("answer", draft.public_id, "M01")
    response = Client.post(signed_in(bob), url, {"M01": "B", "M01-version": "1"}, headers=HTMX)
    assert response.status_code == 409
    assert "您填的" in text_of(response)


def test_what_is_to_be_answered_anew_is_not_called_saved(
    draft: Assessment, newer: Revision, alice: User
) -> None:
    address = page("section", draft.public_id, "F3")
    assert "已保存" in text_of(signed_in(alice).get(address))
    post_move(alice, draft)
    assert "已保存" not in text_of(signed_in(alice).get(address))
