"""What an item was answered before is kept, shown to members, and restored as any answer is saved."""

from decimal import Decimal

import pytest
from django.test import Client

from assessment.domain.working import SectionStep
from assessment.models import Answer, Assessment, FigureValue, PastAnswer
from assessment.services import StaleWrite, move_to_revision, save_answer, take_step, undo_move
from assessment.services.moved_rows import fingerprint, rows_of
from enterprises.models import Enterprise, User
from standards.domain.answers import AtLevel, Chosen, Figures, NotApplicable, Undecided, Value
from tests.assessment.factories import make_assessment, make_guest_link
from tests.assessment.test_links import guest_at, send
from tests.assessment.test_sections import url
from tests.domain.revisions import revision
from tests.pages import signed_in
from tests.people import AT
from tests.standards.fixtures import make_published, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]


@pytest.fixture
def draft(firm: Enterprise, alice: User) -> Assessment:
    return make_assessment(enterprise=firm, answered="none", by=alice)


def save(draft: Assessment, code: str, *values: Value | None, by: User | None = None) -> None:
    """Answer an item once after the other."""
    for value in values:
        version = next(
            iter(Answer.objects.filter(assessment=draft, code=code).values_list("version", flat=True)), 0
        )
        save_answer(
            assessment=draft, code=code, value=value, version=version, by=by or draft.started_by, at=AT
        )


def chosen(*keys: str) -> Chosen:
    return Chosen(options=keys)


def kept(code: str) -> list[tuple[str, list[str], int | None, str]]:
    rows = PastAnswer.objects.filter(code=code).order_by("pk")
    return list(rows.values_list("kind", "options", "level", "reason"))


def test_each_answer_that_is_replaced_is_kept_with_who_and_when(
    draft: Assessment, alice: User, bob: User
) -> None:
    save(draft, "F05", chosen("B"))
    assert not PastAnswer.objects.exists()
    save(draft, "F05", NotApplicable(reason="other"), None, by=bob)
    assert kept("F05") == [("options", ["B"], None, ""), ("na", [], None, "other")]
    first, second = PastAnswer.objects.order_by("pk")
    assert (first.changed_by, second.changed_by, first.changed_at) == (alice, bob, AT)
    save(draft, "F05", chosen("C"), chosen("C"))  # the same again is no change
    assert [kind for kind, *_rest in kept("F05")] == ["options", "na", "cleared"]


def test_nothing_is_kept_where_nothing_is_saved(draft: Assessment, alice: User) -> None:
    save(draft, "F05", chosen("B"))
    with pytest.raises(StaleWrite):
        save_answer(assessment=draft, code="F05", value=chosen("C"), version=7, by=alice, at=AT)
    assert not PastAnswer.objects.exists()


def test_of_a_scene_taps_in_between_are_not_kept(draft: Assessment) -> None:
    save(draft, "S01", AtLevel(level=3), Undecided(met=1, unsure=False), Undecided(met=2, unsure=True), None)
    assert kept("S01") == [("level", [], 3, ""), ("unsure", [], 2, "")]


def test_figures_are_kept_and_restored_with_those_of_others_left_alone(draft: Assessment) -> None:
    """F02 and F03 share the number of machines, which is entered at F02."""
    numbers = {"equip_total": Decimal(100), "equip_digital": Decimal(45)}
    save(draft, "F02", Figures(values=numbers), chosen("A"))
    assert PastAnswer.objects.get().figures == {"equip_total": "100", "equip_digital": "45"}
    save(draft, "F02", Figures(values={"equip_total": Decimal(80), "equip_digital": Decimal(1)}))
    restore(signed_in(draft.started_by), draft, "F02", past=1, version=3)
    held = dict(FigureValue.objects.values_list("code", "value"))
    assert (Answer.objects.get().kind, held) == ("figures", numbers)


def restore(client: Client, draft: Assessment, code: str, *, past: int, version: int) -> str:
    sent = {"past": past, "version": version}
    return client.post(url("restore", draft, code), sent, follow=True).content.decode()


def test_an_earlier_answer_is_restored_as_a_new_one(draft: Assessment, bob: User) -> None:
    save(draft, "F05", chosen("B"), chosen("C"))
    client = signed_in(bob)
    page = client.get(url("item", draft, "F05")).content.decode()
    assert page.count(">恢复<") == 1
    assert page.index("现在的答案") < page.index("恢复")
    page = restore(client, draft, "F05", past=1, version=2)
    row = Answer.objects.get(code="F05")
    assert ("已恢复这个答案" in page, row.options, row.version, row.changed_by) == (True, ["B"], 3, bob)
    assert [options for _kind, options, *_rest in kept("F05")] == [["B"], ["C"]]
    assert page.count(">恢复<") == 1  # C; B is what stands there now


def test_of_very_many_the_latest_are_listed_and_restored(
    draft: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another system may change an item over and over."""
    monkeypatch.setattr("assessment.selectors.past.MOST_LISTED", 2)
    save(draft, "F05", chosen("A"), chosen("B"), chosen("C"), chosen("D"), chosen("A"))
    client = signed_in(draft.started_by)
    page = client.get(url("item", draft, "F05"))
    assert [was.number for was in page.context["answers"]] == [0, 4, 3]
    assert "更早的 2 次修改没有列出" in page.content.decode()
    client.post(url("restore", draft, "F05"), {"past": "3", "version": "5"})
    assert Answer.objects.get(code="F05").options == ["C"]
    monkeypatch.setattr("assessment.selectors.past.MOST_LISTED", 9)
    assert "没有列出" not in client.get(url("item", draft, "F05")).content.decode()


def test_who_was_faster_is_not_overwritten(draft: Assessment, bob: User) -> None:
    save(draft, "F05", chosen("B"), chosen("C"), chosen("D"))
    page = restore(signed_in(bob), draft, "F05", past=1, version=2)
    assert ("刚刚有人改了这一题" in page, Answer.objects.get().options) == (True, ["D"])


def test_what_the_standard_refuses_by_now_is_said(draft: Assessment) -> None:
    """More machines connected than there are: the number of all has become smaller since."""
    save(draft, "F02", Figures(values={"equip_total": Decimal(100), "equip_digital": Decimal(50)}))
    save(draft, "F03", Figures(values={"equip_connected": Decimal(90)}), chosen("B"))
    save(draft, "F02", Figures(values={"equip_total": Decimal(60), "equip_digital": Decimal(50)}))
    page = restore(signed_in(draft.started_by), draft, "F03", past=1, version=2)
    assert ("notice-warn" in page, Answer.objects.get(code="F03").kind) == (True, "options")


def test_a_closed_section_keeps_its_answers(draft: Assessment, alice: User) -> None:
    save(draft, "F05", chosen("B"), chosen("C"))
    section = "F3"
    take_step(assessment=draft, section=section, step=SectionStep.CLOSE, by=alice, at=AT)
    client = signed_in(alice)
    assert ">恢复<" not in client.get(url("item", draft, "F05")).content.decode()
    assert "已由管理员关闭" in restore(client, draft, "F05", past=1, version=2)
    assert Answer.objects.get().options == ["C"]


@pytest.mark.parametrize("past", [2, 99])
def test_there_is_no_other_earlier_answer(draft: Assessment, past: int) -> None:
    save(draft, "F05", chosen("B"), chosen("C"))
    sent = {"past": past, "version": 2}
    assert signed_in(draft.started_by).post(url("restore", draft, "F05"), sent).status_code == 404


@pytest.mark.parametrize("sent", [{}, {"past": "0", "version": "2"}, {"past": "x", "version": "2"}])
def test_what_no_button_sends_is_refused(draft: Assessment, sent: dict[str, str]) -> None:
    save(draft, "F05", chosen("B"), chosen("C"))
    assert signed_in(draft.started_by).post(url("restore", draft, "F05"), sent).status_code == 400


def test_an_item_of_another_standard_is_not_found(draft: Assessment) -> None:
    assert signed_in(draft.started_by).get(url("item", draft, "X99")).status_code == 404


def test_a_guest_is_named_as_they_gave_it_and_the_section_leads_here(draft: Assessment) -> None:
    link = make_guest_link(draft, section="F3")
    guest = guest_at(link)
    send(guest, link, "F05", value="B", version="0")
    save(draft, "F05", chosen("C"))
    client = signed_in(draft.started_by)
    page = client.get(url("item", draft, "F05")).content.decode()
    assert "李会计（经链接） ·" in page
    for name, more in (("section", ("F3",)), ("check", ())):
        assert f'href="{url("item", draft, "F05")}"' in client.get(url(name, draft, *more)).content.decode()


def test_what_a_move_takes_away_is_kept_and_read_as_it_was(draft: Assessment, alice: User) -> None:
    """The next revision has no such reason; the answer is not offered to be restored there."""
    save(draft, "M01", NotApplicable(reason="other"))
    make_published(standard=revision("reason"))
    move = move_to_revision(assessment=draft, revision=published(), by=alice, at=AT)
    assert kept("M01") == [("na", [], None, "other")]
    page = signed_in(alice).get(url("item", draft, "M01")).content.decode()
    assert ("不涉及（" in page, ">恢复<" in page) == (True, False)
    sent = {"past": 1, "version": 2}
    assert signed_in(alice).post(url("restore", draft, "M01"), sent).status_code == 404
    save(draft, "F05", chosen("D"))
    undo_move(move=move, seen=fingerprint(rows_of(draft), []), by=alice, at=AT)
    assert kept("F05") == [("options", ["D"], None, "")]
