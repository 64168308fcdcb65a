"""A section is given to a member, handed in, returned with a remark, closed and opened again."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from assessment.domain.working import SectionStep, next_steps
from assessment.models import Answer, Assessment, GuestLink, SectionWork
from assessment.services import NotThisStep, SectionClosed, assign_section, save_answer, take_step
from enterprises.models import Enterprise, Membership, User
from standards.domain.answers import Chosen
from tests.assessment.factories import make_assessment, make_guest_link
from tests.assessment.test_links import guest_at, page, send
from tests.pages import signed_in
from tests.people import AT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]
A = Chosen(options=("A",))


@pytest.fixture
def draft(firm: Enterprise, alice: User) -> Assessment:
    return make_assessment(enterprise=firm, answered="none", by=alice)


def url(name: str, draft: Assessment, *more: str) -> str:
    return reverse(f"assessment:{name}", args=[draft.public_id, *more])


def tasks(client: Client, draft: Assessment) -> str:
    return client.get(url("tasks", draft)).content.decode()


STEPS = {
    (False, False): {SectionStep.HAND_IN, SectionStep.CLOSE},
    (True, False): {SectionStep.RETURN, SectionStep.CLOSE},
    (False, True): {SectionStep.REOPEN},
    (True, True): {SectionStep.REOPEN},
}


@pytest.mark.parametrize(
    ("handed_in", "closed", "step"), [(*both, step) for both in STEPS for step in SectionStep]
)
def test_which_steps_follow(
    draft: Assessment, alice: User, handed_in: bool, closed: bool, step: SectionStep
) -> None:
    """The domain says it, and the service refuses all others."""

    def take(step: SectionStep) -> None:
        take_step(assessment=draft, section="F3", step=step, by=alice, at=AT, remark="请补")

    for needed, asked in ((handed_in, SectionStep.HAND_IN), (closed, SectionStep.CLOSE)):
        if needed:
            take(asked)
    allowed = STEPS[handed_in, closed]
    assert set(next_steps(is_handed_in=handed_in, is_closed=closed)) == allowed
    if step in allowed:
        take(step)
    else:
        with pytest.raises(NotThisStep):
            take(step)


def test_a_member_sees_what_is_theirs_first(draft: Assessment, alice: User, bob: User) -> None:
    member = Membership.objects.get(user=bob)
    signed_in(alice).post(url("section_work", draft, "F3"), {"member": str(member.public_id)})
    theirs, others = tasks(signed_in(bob), draft), tasks(signed_in(alice), draft)
    assert ("我的部分" in theirs, "我的部分" in others) == (True, False)
    assert theirs.index("我的部分") < theirs.index("数字化基础")
    assert "李波 负责" in others
    button = 'class="btn btn-primary" href="{}"'.format
    assert button(url("section", draft, "F3")) in theirs  # their own comes before what others have open
    assert button(url("section", draft, "F1")) in others
    save_answer(assessment=draft, code="F05", value=A, version=0, by=bob, at=AT)
    assert button(url("section", draft, "F1")) in tasks(signed_in(bob), draft)
    signed_in(alice).post(url("section_work", draft, "F3"), {"member": ""})
    assert "我的部分" not in tasks(signed_in(bob), draft)


def test_nobody_outside_the_firm_and_no_viewer_is_given_a_section(
    draft: Assessment, alice: User, victor: User
) -> None:
    member = Membership.objects.get(user=victor)
    response = signed_in(alice).post(url("section_work", draft, "F3"), {"member": str(member.public_id)})
    assert (response.status_code, SectionWork.objects.count()) == (400, 0)


def test_handed_in_returned_with_a_remark_and_handed_in_again(
    draft: Assessment, alice: User, bob: User
) -> None:
    editor, owner = signed_in(bob), signed_in(alice)
    step = url("section_step", draft, "F3")
    editor.post(step, {"do": "hand_in", "remark": "数字来自台账"})
    assert "李波（03-02" not in tasks(owner, draft)
    assert ("已交回" in tasks(owner, draft), "数字来自台账" in tasks(owner, draft)) == (True, True)
    without = owner.post(step, {"do": "return", "remark": " "})
    assert (without.status_code, "请写明要补什么" in without.content.decode()) == (422, True)
    assert SectionWork.objects.get().is_handed_in
    owner.post(step, {"do": "return", "remark": "缺附件"})
    assert "王爱丽 退回了这一部分：缺附件" in editor.get(url("section", draft, "F3")).content.decode()
    assert "已退回" in tasks(editor, draft)
    editor.post(step, {"do": "hand_in"})
    assert SectionWork.objects.get().is_handed_in


@pytest.mark.parametrize("do", ["return", "close", "reopen"])
def test_only_the_owner_returns_closes_and_opens(draft: Assessment, bob: User, do: str) -> None:
    response = signed_in(bob).post(url("section_step", draft, "F3"), {"do": do, "remark": "请补"})
    assert (response.status_code, SectionWork.objects.count()) == (403, 0)


def test_a_closed_section_takes_nothing_and_keeps_what_was_typed(
    draft: Assessment, alice: User, bob: User
) -> None:
    owner, editor = signed_in(alice), signed_in(bob)
    link = make_guest_link(draft, section="F3")
    guest = guest_at(link)
    owner.post(url("section_step", draft, "F3"), {"do": "close"})
    assert "已关闭" in tasks(owner, draft)
    sent = {"F05": "A", "F05-version": "0"}
    alone = editor.post(url("answer", draft, "F05"), sent, headers={"HX-Request": "true"})
    assert (alone.status_code, "已由管理员关闭" in alone.content.decode()) == (422, True)
    whole = editor.post(url("section", draft, "F3"), sent).content.decode()
    assert 'value="A" checked' in whole
    by_link = send(guest, link, "F05", value="A", version="0")
    assert (by_link.status_code, "已由管理员关闭" in by_link.content.decode()) == (422, True)
    with pytest.raises(SectionClosed):
        save_answer(assessment=draft, code="F05", value=A, version=0, by=alice, at=AT)
    assert Answer.objects.count() == 0
    save_answer(assessment=draft, code="F06", value=A, version=0, by=alice, at=AT)  # another section
    owner.post(url("section_step", draft, "F3"), {"do": "reopen"})
    draft.refresh_from_db()
    save_answer(assessment=draft, code="F05", value=A, version=0, by=alice, at=AT)
    owner.post(url("section_step", draft, "F3"), {"do": "close"})
    with pytest.raises(SectionClosed):  # an answer that is there, too
        save_answer(assessment=draft, code="F05", value=None, version=1, by=alice, at=AT)


def test_the_button_does_not_lead_into_a_closed_section(draft: Assessment, alice: User) -> None:
    owner = signed_in(alice)
    first = f'class="btn btn-primary" href="{url("section", draft, "F1")}"'
    assert first in tasks(owner, draft)
    owner.post(url("section_step", draft, "F1"), {"do": "close"})
    assert first not in tasks(owner, draft)


def test_a_link_to_a_whole_section_hands_it_in(draft: Assessment, alice: User) -> None:
    for section, item in (("F3", ""), ("F4", "F06")):
        link = make_guest_link(draft, section=section, item=item)
        guest_at(link).post(page("guest_hand_in", link), {"remark": "请复核"})
    work = SectionWork.objects.get()
    assert (work.section, work.is_handed_in, work.who, work.remark) == (
        "F3",
        True,
        "李会计（经链接）",
        "请复核",
    )


def test_no_link_is_made_into_a_closed_section(draft: Assessment, alice: User, bob: User) -> None:
    signed_in(alice).post(url("section_step", draft, "F3"), {"do": "close"})
    sent = {"label": "财务 李会计", "days": "7"}
    told = signed_in(bob).post(url("new_link", draft, "F3"), sent, follow=True).content.decode()
    assert ("已由管理员关闭" in told, GuestLink.objects.count()) == (True, 0)
    signed_in(bob).post(url("new_link", draft, "F4"), sent)
    assert GuestLink.objects.count() == 1


def test_handing_in_changes_nothing_of_what_the_owner_has_closed(draft: Assessment, alice: User) -> None:
    link = make_guest_link(draft, section="F3")
    guest = guest_at(link)
    signed_in(alice).post(url("section_step", draft, "F3"), {"do": "close"})
    guest.post(page("guest_hand_in", link), {"remark": "请复核"})
    link.refresh_from_db()
    assert (link.remark, SectionWork.objects.count()) == ("请复核", 0)


def test_minutes_left_and_what_to_look_at_again(draft: Assessment, alice: User) -> None:
    owner = signed_in(alice)
    shown = tasks(owner, draft)
    assert (shown.count("参考估算"), "约剩 1 分钟<" in shown) == (1, True)
    assert "题需核对）" not in tasks(owner, draft)
    save_answer(assessment=draft, code="F05", value=A, version=0, by=alice, at=AT)
    Answer.objects.update(needs_confirmation=True, changed_at=AT + timedelta(days=1))
    shown = tasks(owner, draft)
    assert "（1 题需核对）" in shown
    assert f'class="btn btn-primary" href="{url("section", draft, "F3")}"' in shown  # where that stands
    assign_section(assessment=draft, section="F4", member=alice, by=alice, at=AT)
    shown = tasks(owner, draft)
    assert f'class="btn btn-primary" href="{url("section", draft, "F4")}"' in shown  # their own first
    assert "（1 题需核对）" not in shown


def test_a_section_returned_to_a_guest_asks_for_a_new_link(draft: Assessment, alice: User) -> None:
    link = make_guest_link(draft, section="F3")
    guest_at(link).post(page("guest_hand_in", link), {"remark": ""})
    sent = {"do": "return", "remark": "缺附件"}
    response = signed_in(alice).post(url("section_step", draft, "F3"), sent, follow=True)
    assert response.redirect_chain == [(url("new_link", draft, "F3"), 302)]
    assert "原来的链接不能再填" in response.content.decode()
    again, one = make_guest_link(draft, section="F3"), make_guest_link(draft, section="F3", item="F05")
    assert "请补充：缺附件" in guest_at(again).get(page("guest_fill", again)).content.decode()
    assert "缺附件" not in guest_at(one).get(page("guest_fill", one)).content.decode()


def test_a_closed_section_is_shown_without_a_way_to_type(draft: Assessment, alice: User, bob: User) -> None:
    owner, editor = signed_in(alice), signed_in(bob)
    shown = owner.get(url("section", draft, "F3")).content.decode()
    assert ("<fieldset disabled>" in shown, "保存并继续" in shown) == (False, True)
    owner.post(url("section_step", draft, "F3"), {"do": "close"})
    reopen = f'href="{url("section_work", draft, "F3")}"'
    for client, may_reopen in ((owner, True), (editor, False)):
        shown = client.get(url("section", draft, "F3")).content.decode()
        assert ("<fieldset disabled>" in shown, "保存并继续" in shown) == (True, False)
        assert (reopen in shown) == may_reopen


def test_a_choice_that_says_what_leaving_it_means_is_not_called_optional(
    draft: Assessment, alice: User
) -> None:
    client = signed_in(alice)
    work = client.get(url("section_work", draft, "F3")).content.decode()
    assert ("不指定" in work, work.count("（选填）")) == (True, 1)  # the remark
    link = client.get(url("new_link", draft, "F3")).content.decode()
    assert ("整个部分" in link, "（选填）" in link) == (True, False)


def test_the_page_of_who_fills_a_section_names_its_open_links(draft: Assessment, alice: User) -> None:
    client = signed_in(alice)
    make_guest_link(draft, section="F4")
    assert "已用链接交给" not in client.get(url("section_work", draft, "F3")).content.decode()
    link = make_guest_link(draft, section="F3")
    assert f"已用链接交给“{link.handed_to}”" in client.get(url("section_work", draft, "F3")).content.decode()
    guest_at(link).post(page("guest_hand_in", link), {"remark": ""})
    assert "已用链接交给" not in client.get(url("section_work", draft, "F3")).content.decode()
