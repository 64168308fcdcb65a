"""Handing a part to a colleague without an account: what the link opens, how it ends, what is kept."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from assessment.domain.links import MOST_GUESTS, MOST_OPEN, LinkState, link_state
from assessment.forms.links import CodeForm
from assessment.models import Answer, Assessment, FigureConfirmation, FigureValue, Guest, GuestLink
from assessment.selectors.answers import load_sheet
from assessment.selectors.links import code_of, digest_of, find_link, token_of
from assessment.services import (
    LinkClosed,
    TooMany,
    confirm_figures,
    discard,
    give_name,
    make_link,
    save_answer,
    submit,
    withdraw_link,
)
from audit.models import Record
from enterprises.models import Enterprise, Membership, Role, User, WrongPassword
from standards.domain.answer_file import read_answers
from standards.domain.answers import Answers, Chosen
from standards.selectors.revisions import compiled
from tests.assessment.factories import DECLARATION, fill, make_assessment, make_guest_link
from tests.people import AT, make_enterprise, make_user
from tests.standards.fixtures import standard_2024

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]


@pytest.fixture
def draft(firm: Enterprise, alice: User) -> Assessment:
    return make_assessment(enterprise=firm, answered="none", by=alice)


def answered(**questions: Any) -> Answers:
    return read_answers(standard_2024(), questions, {})


def token(link: GuestLink) -> str:
    return token_of(code_of(link.public_id))


def test_a_code_that_was_read_out_stays_the_same(settings: Settings) -> None:
    """A version that makes others leaves colleagues with codes that open nothing."""
    settings.SECRET_KEY = "kept from version to version"
    code = code_of(UUID("0123456789abcdef0123456789abcdef"))
    assert (code, token_of(code)) == ("192342431857", "ujNx6ClsJu9rz3UYg0gcnA")


def page(name: str, link: GuestLink, *more: str) -> str:
    return reverse(f"assessment:{name}", args=[token(link), *more])


def guest_at(link: GuestLink, name: str = "李会计") -> Client:
    """Return a browser in which a name was given."""
    client = Client()
    assert client.post(page("guest", link), {"name": name}).status_code == 302
    return client


def send(client: Client, link: GuestLink, code: str, **data: Any) -> Any:
    fields = {f"{code}-{name}" if name != "value" else code: value for name, value in data.items()}
    return client.post(page("guest_answer", link, code), fields, headers={"HX-Request": "true"})


# --- What a link is ---------------------------------------------------------------------------

OPEN = {"is_draft": True, "maker_fills": True, "withdrawn": False, "handed_in": False}


@pytest.mark.parametrize(
    ("given", "after", "state"),
    [
        ({}, -1, LinkState.OPEN),
        ({}, 0, LinkState.EXPIRED),
        ({"handed_in": True}, 1, LinkState.HANDED_IN),
        ({"handed_in": True, "maker_fills": False}, 1, LinkState.HANDED_IN),
        ({"maker_fills": False}, -1, LinkState.WITHDRAWN),
        ({"withdrawn": True, "handed_in": True}, -1, LinkState.WITHDRAWN),
        ({"is_draft": False, "withdrawn": True}, -1, LinkState.SUBMITTED),
    ],
)
def test_the_state_of_a_link(given: dict[str, bool], after: int, state: LinkState) -> None:
    at = AT + timedelta(seconds=after)
    assert link_state(until=AT, at=at, **{**OPEN, **given}) == state


def test_only_a_digest_is_stored_and_code_and_token_are_not_the_id(draft: Assessment) -> None:
    link = make_guest_link(draft)
    stored = " ".join(str(value) for value in GuestLink.objects.values_list().get(pk=link.pk))
    code = code_of(link.public_id)
    assert (len(code), code.isdigit(), len(token(link))) == (12, True, 22)
    assert code not in stored
    assert token(link) not in stored
    assert link.digest == digest_of(token(link))


# --- Made and shown ---------------------------------------------------------------------------


def test_a_member_makes_a_link_and_sees_it_for_ten_minutes(
    draft: Assessment, alice: User, client: Client, bob: User
) -> None:
    client.force_login(alice)
    url = reverse("assessment:new_link", args=[draft.public_id, "F2"])
    response = client.post(url, {"item": "F04", "label": "财务\n李会计", "days": "14"})
    link = GuestLink.objects.get()
    assert (link.section, link.item, link.label, link.made_by) == ("F2", "F04", "财务 李会计", alice)
    assert link.until - link.made_at == timedelta(days=14)
    shown = client.get(response["Location"]).content.decode()
    code = code_of(link.public_id)
    assert f"/g/{token(link)}/" in shown
    assert f"{code[:4]} {code[4:8]} {code[8:]}" in shown
    assert "<svg" in shown
    assert "不用注册" in shown
    client.force_login(bob)  # another member
    assert token(link) not in client.get(response["Location"]).content.decode()
    client.force_login(alice)
    GuestLink.objects.update(made_at=link.made_at - timedelta(minutes=11))
    assert token(link) not in client.get(response["Location"]).content.decode()


def test_link_and_task_list_say_the_same_time_that_is_left(firm: Enterprise, alice: User) -> None:
    draft = make_assessment(enterprise=firm, answered="none")
    link = make_guest_link(draft, section="F1")
    client = Client()
    client.force_login(alice)
    made = reverse("assessment:link", args=[draft.public_id, link.public_id])

    def said() -> list[str]:
        tasks = client.get(reverse("assessment:tasks", args=[draft.public_id])).content.decode()
        line = tasks[tasks.index("/F1/") : tasks.index("/F2/")]
        name = Client().get(reverse("assessment:guest", args=[token(link)])).content.decode()
        text = " ".join((line, client.get(made).content.decode(), name))
        return re.findall(r"约剩? ?(\d+ 分钟)", text)

    assert said() == ["6 分钟"] * 4
    fill(draft, answered(F01=["B"], F02={"equip_total": 100, "equip_digital": 45}), by=alice)
    assert said() == ["2 分钟"] * 4  # one figure: the other is known
    Answer.objects.create(
        assessment=draft, code="F03", kind="options", options=["C"], changed_by=alice, changed_at=AT
    )
    assert said() == []
    assert "请您核对“" in client.get(made).content.decode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"label": " ", "days": "7"}, "请写明交给谁"),
        ({"label": "李", "days": "31"}, "有错误"),
        ({"label": "李", "days": "7", "item": "M01"}, "有错误"),  # of another section
    ],
)
def test_a_link_that_cannot_be_is_not_made(
    draft: Assessment, alice: User, client: Client, data: dict[str, str], words: str
) -> None:
    client.force_login(alice)
    response = client.post(reverse("assessment:new_link", args=[draft.public_id, "F2"]), data)
    assert (response.status_code, GuestLink.objects.count()) == (422, 0)
    assert words in response.content.decode()


def test_there_are_so_many_links_at_most(draft: Assessment, alice: User, client: Client) -> None:
    for _ in range(MOST_OPEN - 1):
        make_guest_link(draft)
    gone = make_guest_link(draft)
    withdraw_link(link=gone, by=alice, at=timezone.now())
    client.force_login(alice)
    url, data = reverse("assessment:new_link", args=[draft.public_id, "F2"]), {"label": "李", "days": "1"}
    assert client.post(url, data).status_code == 302
    refused = client.post(url, data)
    assert (refused.status_code, GuestLink.objects.count()) == (422, MOST_OPEN + 1)
    assert "请先撤回不用的" in refused.content.decode()


# --- What the guest sees and does -------------------------------------------------------------


def test_a_guest_gives_a_name_and_answers_these_items_only(draft: Assessment, alice: User) -> None:
    link = make_guest_link(draft, section="F4")
    client = guest_at(link)
    shown = client.get(page("guest_fill", link)).content.decode()
    assert ('id="item-F06"' in shown, 'id="item-F07"' in shown, 'id="item-F05"' in shown) == (
        True,
        True,
        False,
    )
    assert f"/a/{draft.public_id}/" not in shown  # no way into the members' pages
    saved = send(client, link, "F06", value=["B"], version="0")
    assert (saved.status_code, "已保存" in saved.content.decode()) == (200, True)
    answer = Answer.objects.get()
    assert (answer.code, answer.options, answer.changed_by) == ("F06", ["B"], alice)
    assert (str(answer.guest), answer.guest and answer.guest.link) == ("李会计（经链接）", link)
    assert send(client, link, "F05", value="A", version="0").status_code == 404
    assert Answer.objects.count() == 1


def test_a_link_to_one_item_opens_that_one(draft: Assessment) -> None:
    link = make_guest_link(draft, section="F4", item="F07")
    client = guest_at(link)
    assert 'id="item-F06"' not in client.get(page("guest_fill", link)).content.decode()
    assert send(client, link, "F06", value=["B"], version="0").status_code == 404
    assert send(client, link, "F07", value=["B"], version="0").status_code == 200


def test_what_a_guest_posts_of_other_items_is_not_read(draft: Assessment) -> None:
    link = make_guest_link(draft, section="F3")
    client = guest_at(link)
    sent = {"F05": "A", "F05-version": "0", "F01": ["B"], "F01-version": "0", "then": "hand_in"}
    response = client.post(page("guest_fill", link), sent)
    assert response["Location"] == page("guest_hand_in", link)
    assert [answer.code for answer in Answer.objects.all()] == ["F05"]


def test_the_profile_of_the_firm_is_not_shown(draft: Assessment, alice: User, client: Client) -> None:
    section = next(
        section.code
        for section in compiled(draft.revision_id).sections
        if any(item.code == "M04" for item in section.items)
    )
    Enterprise.objects.update(revenue=Decimal("8765.43"), assets=Decimal("7654.32"), employees=4321)
    link = make_guest_link(draft, section=section)
    shown = guest_at(link).get(page("guest_fill", link)).content.decode()
    assert [number for number in ("8,765.43", "8765.43", "7654", "4321") if number in shown] == []


def test_members_see_who_answered(draft: Assessment, alice: User, client: Client) -> None:
    link = make_guest_link(draft, section="F3")
    send(guest_at(link), link, "F05", value="A", version="0")
    client.force_login(alice)
    section = client.get(reverse("assessment:section", args=[draft.public_id, "F3"])).content.decode()
    assert "李会计（经链接）" in section
    listed = client.get(reverse("assessment:tasks", args=[draft.public_id])).content.decode()
    assert ("财务 李会计" in listed, "1/1 · 王爱丽" in listed, "等待填写" in listed) == (True, True, True)
    withdraw = reverse("assessment:withdraw_link", args=[draft.public_id, link.public_id])
    assert withdraw in listed
    client.post(withdraw)
    assert withdraw not in client.get(reverse("assessment:tasks", args=[draft.public_id])).content.decode()


def test_two_people_on_one_item_are_shown_both_values(draft: Assessment, alice: User) -> None:
    link = make_guest_link(draft, section="F3")
    client = guest_at(link)
    save_answer(assessment=draft, code="F05", value=Chosen(options=("C",)), version=0, by=alice, at=AT)
    response = send(client, link, "F05", value="A", version="0")
    text = response.content.decode()
    assert (response.status_code, "王爱丽" in text, "用我填的" in text) == (409, True, True)
    assert Answer.objects.get().options == ["C"]
    mine = client.post(
        page("guest_fill", link), {"F05": "A", "F05-version": "0", "F05-theirs": "1", "mine": "F05"}
    )
    assert mine["Location"].endswith("#item-F05")
    assert Answer.objects.get().options == ["A"]


def test_a_member_who_changes_an_answer_stands_for_it(draft: Assessment, alice: User) -> None:
    link = make_guest_link(draft, section="F3")
    send(guest_at(link), link, "F05", value="A", version="0")
    save_answer(assessment=draft, code="F05", value=Chosen(options=("C",)), version=1, by=alice, at=AT)
    assert Answer.objects.get().guest is None


def test_a_guest_stands_by_odd_figures_under_the_name_given(draft: Assessment) -> None:
    link = make_guest_link(draft, section="R3")
    client = guest_at(link)
    odd = {"revenue_prev": "500", "staff_prev": "120", "revenue_last": "5600", "staff_last": "120"}
    asked = send(client, link, "R03", version="0", **odd).content.decode()
    sure = asked.partition('name="R03-sure" value="')[2].partition('"')[0]
    answer = send(client, link, "R03", version="1", sure=sure, **odd).content.decode()
    assert "李会计（经链接） 已于" in answer
    assert {str(one.guest) for one in FigureConfirmation.objects.all()} == {"李会计（经链接）"}


def test_a_guest_neither_sees_nor_confirms_figures_of_other_items(draft: Assessment, alice: User) -> None:
    """What hardly fits is asked of whoever has both figures before them."""
    others = {"revenue_last": "98765", "revenue_prev": "77.77", "staff_last": "1", "staff_prev": "1"}
    for code, number in others.items():
        FigureValue.objects.create(
            assessment=draft, code=code, value=Decimal(number), changed_by=alice, changed_at=AT
        )
    link = make_guest_link(draft, section="M2", item="M04")
    client = guest_at(link)
    given = {"revenue_total_3y": "500", "invest_total_3y": "600"}  # less than the last year alone
    saved = send(client, link, "M04", version="0", **given).content.decode()
    shown = saved + client.get(page("guest_fill", link)).content.decode()
    assert [number for number in ("98,765", "98765", "77.77") if number in shown] == []
    asked = {one.oddity.code: one.oddity.token for one in load_sheet(draft).asked}
    assert {"revenue_total_last", "revenue_total_invest", "revenue_years"} <= set(asked)
    send(client, link, "M04", version="1", sure=" ".join(asked.values()), **given)
    assert [one.rule for one in FigureConfirmation.objects.all()] == ["revenue_total_invest"]


def test_a_guest_confirms_nothing_after_the_withdrawal(draft: Assessment, alice: User) -> None:
    link = make_guest_link(draft, section="R3")
    found = find_link(token(link))
    assert found
    guest = give_name(link=found, name="李会计", at=timezone.now())
    withdraw_link(link=link, by=alice, at=timezone.now())
    with pytest.raises(LinkClosed):
        confirm_figures(assessment=draft, tokens=["any"], by=alice, at=timezone.now(), guest=guest)


def test_without_a_name_nothing_is_saved(draft: Assessment) -> None:
    link, other = make_guest_link(draft, section="F3"), make_guest_link(draft, section="F3")
    stranger = Client()
    assert send(stranger, link, "F05", value="A", version="0").status_code == 403
    stranger.cookies.update(guest_at(other).cookies)  # a name that was given elsewhere
    assert send(stranger, link, "F05", value="A", version="0").status_code == 403
    assert Answer.objects.count() == 0


def test_a_name_is_given_once_and_so_many_may_be(draft: Assessment) -> None:
    link = make_guest_link(draft)
    for number in (*range(MOST_GUESTS), 0):
        guest_at(link, f"{number} 号")
    assert Guest.objects.count() == MOST_GUESTS
    response = Client().post(page("guest", link), {"name": "又一位"})
    assert (response.status_code, "太多人" in response.content.decode()) == (422, True)


# --- How it ends ------------------------------------------------------------------------------


def closed(client: Client, link: GuestLink, status: int = 410) -> str:
    """Return what the page of a closed link says, having tried all of them; nothing was written."""
    before = Answer.objects.count()
    texts = set()
    for name in ("guest", "guest_fill", "guest_hand_in"):
        response = client.get(page(name, link))
        assert response.status_code == status, name
        texts.add(response.content.decode().partition("<h1>")[2].partition("</h1>")[0])
        assert client.post(page(name, link), {"name": "李会计", "F05": "A"}).status_code == 410
    refused = send(client, link, "F05", value="A", version="0")
    assert (refused.status_code, "未保存" in refused.content.decode()) == (409, True)
    assert (Answer.objects.count(), len(texts)) == (before, 1)
    return texts.pop()


def test_a_withdrawn_link_says_so(draft: Assessment, alice: User, client: Client) -> None:
    link = make_guest_link(draft, section="F3")
    guest = guest_at(link)
    client.force_login(alice)
    withdraw = reverse("assessment:withdraw_link", args=[draft.public_id, link.public_id])
    assert "已经保存的答案保留" in client.get(withdraw).content.decode()
    client.post(withdraw)
    link.refresh_from_db()
    assert link.withdrawn_by == alice
    assert closed(guest, link) == "链接已撤回"


def test_it_ends_with_its_time(draft: Assessment) -> None:
    link = make_guest_link(draft, section="F3")
    guest = guest_at(link)
    GuestLink.objects.update(made_at=AT, until=timezone.now())
    assert closed(guest, link) == "链接已过期"


def test_it_ends_with_the_maker_s_right_to_fill(draft: Assessment, alice: User, bob: User) -> None:
    link = make_guest_link(draft, section="F3")
    GuestLink.objects.update(made_by=bob)
    guest = guest_at(link)
    Membership.objects.filter(user=bob).update(role=Role.VIEWER)
    assert closed(guest, link) == "链接已撤回"


def test_it_ends_with_handing_in(draft: Assessment, alice: User, client: Client) -> None:
    link = make_guest_link(draft, section="F4")
    guest = guest_at(link)
    send(guest, link, "F06", value=["B"], version="0")
    asked = guest.get(page("guest_hand_in", link)).content.decode()
    assert "还有 1 项没有填" in asked
    guest.post(page("guest_hand_in", link), {"remark": "数字来自年报"})
    assert "已交回" in closed(guest, link, status=200)
    client.force_login(alice)
    listed = client.get(reverse("assessment:tasks", args=[draft.public_id])).content.decode()
    assert ("备注：数字来自年报" in listed, "李会计 在" in listed) == (True, True)


def test_what_was_handed_in_stays_so_once_all_is_submitted(
    firm: Enterprise, alice: User, client: Client
) -> None:
    draft = make_assessment(enterprise=firm, by=alice)
    done, left = (make_guest_link(draft, section=section) for section in ("F3", "F4"))
    guest_at(done).post(page("guest_hand_in", done), {"remark": ""})
    snapshot = submit(assessment=draft, declaration=DECLARATION, by=alice, at=AT)
    client.force_login(alice)
    shown = client.get(reverse("assessment:tasks", args=[draft.public_id])).content.decode()
    links = shown[shown.index('id="links"') :]
    assert [tag for tag in ("已交回", "已关闭", "已过期") if f">{tag}<" in links] == ["已交回", "已关闭"]
    assert min(done.until, left.until) > timezone.now()
    assert reverse("reports:result", args=[snapshot.public_id]) in shown


def test_it_ends_with_submission_and_is_gone_with_a_discarded_draft(firm: Enterprise, alice: User) -> None:
    draft = make_assessment(enterprise=firm, by=alice)
    link = make_guest_link(draft, section="F3")
    guest = guest_at(link)
    submit(assessment=draft, declaration=DECLARATION, by=alice, at=AT)
    assert closed(guest, link) == "这份自评已提交"
    again = make_assessment(enterprise=firm, by=alice)
    link = make_guest_link(again)
    send(guest_at(link), link, "F01", value=["B"], version="1")
    discard(assessment=again)
    assert Client().get(page("guest", link)).status_code == 404


def test_an_answer_that_comes_after_the_withdrawal_is_refused(draft: Assessment, alice: User) -> None:
    """Even where the page had found the link open a moment before."""
    link = make_guest_link(draft, section="F3")
    found = find_link(token(link))
    assert found
    guest = give_name(link=found, name="李会计", at=timezone.now())
    withdraw_link(link=link, by=alice, at=timezone.now())
    with pytest.raises(LinkClosed):
        save_answer(
            assessment=draft,
            code="F05",
            value=Chosen(options=("A",)),
            version=0,
            by=alice,
            at=timezone.now(),
            guest=guest,
        )
    assert Answer.objects.count() == 0


# --- Kept private, and the code ---------------------------------------------------------------


def test_no_index_no_copy_and_no_other_site_learns_the_address(draft: Assessment) -> None:
    link = make_guest_link(draft, section="F3")
    client = guest_at(link)
    for url in (page("guest", link), page("guest_fill", link), page("guest_hand_in", link), "/g/"):
        response = client.get(url)
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "same-origin"
        assert (
            response.status_code == 302 or '<meta name="robots" content="noindex' in response.content.decode()
        )
    assert "Disallow: /g/" in client.get("/robots.txt").content.decode()


@pytest.mark.parametrize("typed", ["4821 0937-5516", "４８２１０９３７５５１６", " 482109375516\t"])
def test_a_code_may_be_typed_in_any_way(typed: str) -> None:
    form = CodeForm({"code": typed})
    assert form.is_valid()
    assert form.cleaned_data["code"] == "482109375516"


@pytest.mark.parametrize("typed", ["", "4821 0937 551", "4821 0937 5516 1", "4821 0937 551a", "٤٨٢١٠٩٣٧٥٥١٦"])
def test_what_is_no_code_is_said_at_once(typed: str) -> None:
    response = Client().post("/g/", {"code": typed})
    assert (response.status_code, "口令是 12 位数字" in response.content.decode()) == (422, True)


def test_a_code_leads_to_its_link_and_guessing_is_slowed(draft: Assessment) -> None:
    link = make_guest_link(draft)
    right = {"code": code_of(link.public_id)}
    assert Client().post("/g/", right)["Location"] == page("guest", link)
    statuses = [Client().post("/g/", {"code": f"{number:012d}"}).status_code for number in range(12)]
    assert statuses == [422] * 12  # a workshop shares one address: many may mistype
    assert Client().post("/g/", right).status_code == 302
    last = WrongPassword.objects.latest("pk")
    WrongPassword.objects.bulk_create(
        WrongPassword(person=last.person, place=last.place, at=timezone.now()) for _time in range(88)
    )
    waiting = Client().post("/g/", right)
    assert (waiting.status_code, "刚才多次填错" in waiting.content.decode()) == (429, True)


def test_services_say_what_they_refuse(draft: Assessment, alice: User) -> None:
    for _ in range(MOST_OPEN):
        make_guest_link(draft)
    until = timezone.now() + timedelta(days=1)
    with pytest.raises(TooMany):
        make_link(
            assessment=draft, section="F1", item="", label="李", until=until, by=alice, at=timezone.now()
        )


def test_the_owner_removes_the_names_and_the_answers_stay(
    draft: Assessment, alice: User, bob: User, client: Client
) -> None:
    link = make_guest_link(draft, section="F3")
    guests = [guest_at(link, name) for name in ("李会计", "王工")]
    send(guests[0], link, "F05", value="C", version="0")
    address = reverse("assessment:remove_names", args=[draft.public_id, link.public_id])
    tasks = reverse("assessment:tasks", args=[draft.public_id])
    client.force_login(bob)
    assert address not in client.get(tasks).content.decode()
    assert client.post(address).status_code == 403
    client.force_login(alice)
    assert address in client.get(tasks).content.decode()
    page_after = client.post(address, follow=True).content.decode()
    assert Record.objects.filter(action="deleted", by=alice.pk, subject=str(link.public_id)).exists()
    history = client.get(reverse("assessment:item", args=[draft.public_id, "F05"])).content.decode()
    for shown in (page_after, history):
        assert "李会计" not in shown
        assert "姓名已移除" in shown
    assert Answer.objects.get(code="F05").options == ["C"]
    assert guests[0].get(page("guest_fill", link)).status_code == 302  # is asked for a name again


def test_a_link_of_another_firm_is_not_found(draft: Assessment, client: Client) -> None:
    link = make_guest_link(draft)
    other = make_user()
    foreign = make_assessment(enterprise=make_enterprise(owner=other), answered="none")
    client.force_login(other)
    for name in ("link", "withdraw_link"):
        url = reverse(f"assessment:{name}", args=[foreign.public_id, link.public_id])
        assert client.get(url).status_code == 404
