"""Remarks at items: who is asked sees them first, one tap deals with them, who and when is kept."""

from datetime import timedelta

import pytest
from django.test import Client

from assessment.domain.working import SectionStep
from assessment.models import Assessment, Remark
from assessment.services import remarks, settle_remark, submit, take_step
from enterprises.models import Enterprise, Membership, Role, User
from standards.selectors.revisions import compiled
from tests.assessment.factories import DECLARATION, make_assessment, make_guest_link, make_remark
from tests.assessment.test_links import guest_at, page
from tests.assessment.test_sections import tasks, url
from tests.pages import signed_in
from tests.people import AT, make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]


@pytest.fixture
def draft(firm: Enterprise, alice: User) -> Assessment:
    return make_assessment(enterprise=firm, answered="none", by=alice)


def add(client: Client, draft: Assessment, text: str, asked: str = "") -> tuple[int, str]:
    response = client.post(url("remark", draft, "F05"), {"text": text, "asked": asked}, follow=True)
    return response.status_code, response.content.decode()


def shown(client: Client, name: str, draft: Assessment, *more: str) -> str:
    return client.get(url(name, draft, *more)).content.decode()


def settle(client: Client, remark: Remark, **data: str) -> str:
    address = url("settle", remark.assessment, str(remark.public_id))
    return client.post(address, data, follow=True).content.decode()


def test_who_is_asked_sees_it_first_and_one_tap_deals_with_it(
    draft: Assessment, alice: User, bob: User
) -> None:
    member = Membership.objects.get(user=bob)
    _status, said = add(signed_in(alice), draft, "系统清单是去年的", str(member.public_id))
    assert ("已添加备注" in said, f"请 {bob} 确认" in said) == (True, True)
    theirs, others = tasks(signed_in(bob), draft), tasks(signed_in(alice), draft)
    assert theirs.index("我的部分") < theirs.index("请您确认：第 5 题") < theirs.index("数字化基础")
    assert ("请您确认" in others, "1 条备注待处理" in others) == (False, True)
    back = settle(signed_in(bob), Remark.objects.get(), back="tasks")
    assert ("这条备注已处理" in back, "请您确认" in back, "条备注待处理" in back) == (True, False, False)
    remark = Remark.objects.get()
    assert remark.done_by == bob
    assert f"{bob} 在 " in shown(signed_in(alice), "item", draft, "F05")


def test_the_page_opens_where_something_was_changed(draft: Assessment, alice: User) -> None:
    """Sent to the address it is on, a browser keeps its place, and the message above is not seen."""
    client, item = signed_in(alice), url("item", draft, "F05")
    assert (
        client.post(url("remark", draft, "F05"), {"text": "请核对", "asked": ""})["Location"]
        == f"{item}#remarks"
    )
    settled = client.post(url("settle", draft, str(Remark.objects.get().public_id)))
    assert settled["Location"] == f"{item}#remarks"
    page = client.get(item).content.decode()
    assert ('id="remarks"' in page, 'id="answers"' in page, page.count("信息系统</p>")) == (True, True, 0)


def test_who_dealt_with_it_first_stays(draft: Assessment, alice: User, bob: User) -> None:
    remark = make_remark(draft)
    settle_remark(remark=remark, by=bob, at=AT)
    settle_remark(remark=remark, by=alice, at=AT + timedelta(hours=1))
    assert Remark.objects.values_list("done_by", "done_at").get() == (bob.pk, AT)


def test_where_it_is_shown_and_counted(draft: Assessment, alice: User) -> None:
    """At the item, open until it is dealt with; on the task list; on the check page with its text."""
    remark, client = make_remark(draft, text="口径待定"), signed_in(alice)
    make_remark(draft, code="S01", text="另一个部分的")
    section = shown(client, "section", draft, "F3")
    assert '<details class="no-print" open><summary>1 条备注待处理' in section
    assert ("口径待定" in section, "另一个部分的" in section) == (True, False)
    check = shown(client, "check", draft)
    assert ("2 条备注待处理" in check, "口径待定" in check) == (True, True)
    assert tasks(client, draft).count("1 条备注待处理") == 2
    settle(client, remark)
    section = shown(client, "section", draft, "F3")
    assert ("备注均已处理" in section, "条备注待处理" in section) == (True, False)
    assert "1 条备注待处理" in shown(client, "check", draft)
    assert tasks(client, draft).count("1 条备注待处理") == 1


@pytest.mark.parametrize(("text", "asked"), [("", ""), ("   ", ""), ("字" * 501, ""), ("好", "nobody")])
@pytest.mark.usefixtures("bob")
def test_what_is_wrong_is_said_and_kept_in_the_form(draft: Assessment, text: str, asked: str) -> None:
    status, said = add(signed_in(draft.started_by), draft, text, asked)
    assert (status, "有内容需要修改" in said, Remark.objects.count()) == (422, True, 0)
    assert text.strip() in said


def test_viewers_read_and_are_not_asked(draft: Assessment, firm: Enterprise) -> None:
    viewer = make_member(enterprise=firm, role=Role.VIEWER)
    make_remark(draft)
    page_of = shown(signed_in(viewer.user), "item", draft, "F05")
    assert ("数字来自去年年报" in page_of, "添加备注" in page_of, "已处理" in page_of) == (True, False, False)
    form = shown(signed_in(draft.started_by), "item", draft, "F05")
    assert str(viewer.public_id) not in form


def test_nobody_asks_oneself(draft: Assessment, firm: Enterprise, alice: User, bob: User) -> None:
    mine = Membership.objects.get(enterprise=firm, user=alice)
    asking = shown(signed_in(alice), "item", draft, "F05")
    assert ("请谁确认" in asking, str(mine.public_id) in asking) == (True, False)
    assert add(signed_in(alice), draft, "请核对", str(mine.public_id))[0] == 422
    Membership.objects.filter(enterprise=firm).exclude(user=alice).delete()
    assert "请谁确认" not in shown(signed_in(alice), "item", draft, "F05")
    assert add(signed_in(alice), draft, "记一笔")[0] == 200


def test_a_closed_section_takes_none_and_lets_them_be_dealt_with(draft: Assessment, alice: User) -> None:
    remark, client = make_remark(draft), signed_in(alice)
    section = compiled(draft.revision_id).section_by_item["F05"].code
    take_step(assessment=draft, section=section, step=SectionStep.CLOSE, by=alice, at=AT)
    assert "已由管理员关闭" in add(client, draft, "再写一条")[1]
    assert Remark.objects.count() == 1
    form = shown(client, "item", draft, "F05")
    assert ("添加备注" in form, "这一部分已关闭" in form) == (False, True)
    assert "这条备注已处理" in settle(client, remark)


def test_an_item_takes_so_many(draft: Assessment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remarks, "MOST_REMARKS", 1)
    client = signed_in(draft.started_by)
    assert add(client, draft, "第一条")[0] == 200
    status, said = add(client, draft, "第二条")
    assert (status, "不能再添加" in said, "第二条" in said, Remark.objects.count()) == (422, True, True, 1)


def test_guests_see_none(draft: Assessment) -> None:
    make_remark(draft)
    link = make_guest_link(draft, section="F3")
    assert "数字来自去年年报" not in guest_at(link).get(page("guest_fill", link)).content.decode()


def test_what_was_submitted_keeps_them_as_they_were(firm: Enterprise, alice: User) -> None:
    draft = make_assessment(enterprise=firm)
    remark = make_remark(draft)
    submit(assessment=draft, declaration=DECLARATION, by=alice, at=AT)
    client = signed_in(alice)
    assert "已提交，不能再修改" in settle(client, remark)
    assert "已提交，不能再修改" in add(client, draft, "再写一条")[1]
    assert list(Remark.objects.values_list("text", "done_at")) == [("数字来自去年年报", None)]
    item = shown(client, "item", draft, "F05")
    assert ("数字来自去年年报" in item, "添加备注" in item) == (True, False)


def test_a_remark_of_another_firm_is_not_found(draft: Assessment, alice: User) -> None:
    other = make_remark(make_assessment(answered="none"))
    address = url("settle", draft, str(other.public_id))
    assert signed_in(alice).post(address).status_code == 404
