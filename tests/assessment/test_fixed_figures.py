"""A figure that a question of a closed section uses is changed from no other section."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessment.domain.working import Fixed, SectionStep, first_fixed
from assessment.models import Answer, Assessment
from assessment.selectors.answers import load_figures
from assessment.services import move_to_revision, save_answer, take_step, undo_move
from assessment.services.moved_rows import fingerprint, rows_of
from enterprises.models import Enterprise, Membership, User
from standards.domain.answers import FIXED_FIGURE, Chosen, Figures, InvalidAnswer
from standards.wording.answers import fixed_figure, label
from tests.assessment.factories import make_assessment, make_guest_link
from tests.assessment.test_links import guest_at
from tests.assessment.test_links import page as address_by_link
from tests.assessment.test_links import send as send_by_link
from tests.assessment.test_workbook import confirm, downloaded, filled, words
from tests.assessment.test_workbook import send as send_book
from tests.domain.edits import Data, edited, part
from tests.people import AT
from tests.standards.fixtures import make_published, standard_2024
from tests.urls.world import make_api_token

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]
WHY = "也用于“第 14 题 "
M04 = {"invest_total_3y": 120, "revenue_last": 5600}


def one_revenue(data: Data) -> None:
    """Let M04 take last year's revenue, which R03 and R04 use: it comes first, and there it is entered."""
    part(data, "M04")["formula"]["whole"] = "revenue_last"
    data["figures"] = [figure for figure in data["figures"] if figure["code"] != "revenue_total_3y"]


STANDARD = edited(standard_2024(), one_revenue)
SECTION = STANDARD.section_by_item["M04"].code


@pytest.fixture
def draft(firm: Enterprise, alice: User) -> Assessment:
    """A complete draft with the section of R03 closed."""
    make_published(standard=STANDARD)
    draft = make_assessment(enterprise=firm, questions={"M04": M04})
    step(draft, alice, SectionStep.CLOSE)
    return draft


def step(draft: Assessment, by: User, what: SectionStep) -> None:
    take_step(assessment=draft, section=STANDARD.section_by_item["R03"].code, step=what, by=by, at=AT)
    draft.refresh_from_db()


def save(draft: Assessment, by: User, **figures: int) -> None:
    given = {code: Decimal(number) for code, number in (M04 | figures).items() if number}
    version = Answer.objects.get(assessment=draft, code="M04").version
    value = Figures(values=given)
    save_answer(assessment=draft, code="M04", value=value, version=version, by=by, at=AT, figures=given)


def posted(**figures: str) -> dict[str, str]:
    return {"M04-version": "1", **{f"M04-{name}": str(value) for name, value in (M04 | figures).items()}}


def revenue(draft: Assessment) -> Decimal:
    return load_figures(draft)["revenue_last"]


def test_which_figures_are_fixed() -> None:
    closed = [STANDARD.section_by_item["R03"].code]
    given = ["invest_total_3y", "revenue_last", "staff_last"]
    assert first_fixed(STANDARD, closed, given) == Fixed("revenue_last", ("R03", "R04"))
    assert first_fixed(STANDARD, closed, ["invest_total_3y"]) is None
    assert first_fixed(STANDARD, [], ["revenue_last"]) is None


def test_only_questions_of_closed_sections_are_named() -> None:
    fixed = first_fixed(STANDARD, [SECTION], ["revenue_last"])
    assert fixed == Fixed("revenue_last", ("M04",))
    assert fixed_figure(STANDARD, fixed.users).startswith(f"也用于“{label(STANDARD, 'M04')}”")


def test_it_is_neither_changed_nor_taken_away_and_others_are(draft: Assessment, alice: User) -> None:
    for other in (5700, 0):
        with pytest.raises(InvalidAnswer) as refused:
            save(draft, alice, revenue_last=other)
        assert (refused.value.reason, refused.value.detail) == (FIXED_FIGURE, "revenue_last")
    save(draft, alice, invest_total_3y=130)
    assert not Answer.objects.filter(assessment=draft, needs_confirmation=True).exists()
    step(draft, alice, SectionStep.REOPEN)
    save(draft, alice, revenue_last=5700)
    assert revenue(draft) == 5700


def test_undoing_a_move_changes_it_no_more_and_what_it_decides_elsewhere_is_to_be_looked_at(
    draft: Assessment, alice: User
) -> None:
    newer = make_published(standard=replace(STANDARD, revision=STANDARD.revision + 1))
    step(draft, alice, SectionStep.REOPEN)
    move = move_to_revision(assessment=draft, revision=newer, by=alice, at=AT)
    save(draft, alice, revenue_last=5700, invest_total_3y=130)
    step(draft, alice, SectionStep.CLOSE)
    seen = fingerprint(rows_of(draft), draft.closed)
    stays = undo_move(move=move, seen=seen, by=alice, at=AT)
    assert (stays.answers, stays.figures) == (("R03", "R04"), ("revenue_last",))
    assert [revenue(draft), load_figures(draft)["invest_total_3y"]] == [5700, 120]
    asking = Answer.objects.filter(assessment=draft, needs_confirmation=True).order_by("code")
    assert [(row.code, row.version) for row in asking] == [("M04", 2), ("R03", 1), ("R04", 1)]


def test_an_option_that_comes_back_asks_nothing_of_a_figure_that_stays(
    draft: Assessment, alice: User
) -> None:
    step(draft, alice, SectionStep.REOPEN)
    option = Chosen(options=("B",))
    save_answer(assessment=draft, code="M04", value=option, version=1, by=alice, at=AT, figures={})
    newer = make_published(standard=replace(STANDARD, revision=STANDARD.revision + 1))
    move = move_to_revision(assessment=draft, revision=newer, by=alice, at=AT)
    save(draft, alice, revenue_last=5700)
    step(draft, alice, SectionStep.CLOSE)
    undo_move(move=move, seen=fingerprint(rows_of(draft), draft.closed), by=alice, at=AT)
    answer = Answer.objects.get(assessment=draft, code="M04")
    assert (answer.kind, answer.needs_confirmation, answer.version) == ("options", False, 2)


def test_the_page_shows_it_with_the_reason_and_keeps_what_was_typed(draft: Assessment, bob: User) -> None:
    client = Client()
    client.force_login(bob)
    address = reverse("assessment:section", args=[draft.public_id, SECTION])
    shown = client.get(address).content.decode()
    assert (shown.count(WHY), shown.count(" readonly ")) == (1, 1)
    assert 'value="5600" inputmode="decimal" autocomplete="off" maxlength="60" readonly' in shown
    sent = posted(revenue_last="5700", invest_total_3y="130")
    for told in (
        client.post(reverse("assessment:answer", args=[draft.public_id, "M04"]), sent),
        client.post(address, sent),
    ):
        text = told.content.decode()
        assert (told.status_code, WHY in text, 'value="5700"' in text) == (422, True, True)
        assert " readonly " not in text  # or what was typed could not be taken back
    assert client.post(address, posted(invest_total_3y="130")).status_code == 302
    assert [revenue(draft), load_figures(draft)["invest_total_3y"]] == [5600, 130]


def test_a_guest_is_told_so(draft: Assessment) -> None:
    link = make_guest_link(draft, section=SECTION)
    guest = guest_at(link)
    assert WHY in guest.get(address_by_link("guest_fill", link)).content.decode()
    sent = {name.removeprefix("M04-"): value for name, value in posted(revenue_last="5700").items()}
    told = send_by_link(guest, link, "M04", **sent)
    assert (told.status_code, WHY in told.content.decode()) == (422, True)
    assert revenue(draft) == 5600


def test_another_system_is_told_so(draft: Assessment, firm: Enterprise, alice: User) -> None:
    token = make_api_token(Membership.objects.get(enterprise=firm, user=alice))
    told = Client().put(
        f"/api/v1/assessments/{draft.public_id}/answers/M04",
        {"kind": "figures", "figures": M04 | {"revenue_last": 5700}},
        "application/json",
        headers={"Authorization": f"Bearer {token}", "If-Match": '"1"'},
    )
    assert (told.status_code, "已关闭的部分也用这个数" in told.content.decode()) == (422, True)
    assert revenue(draft) == 5600


def test_a_workbook_is_told_so_before_and_after_the_preview(
    draft: Assessment, client: Client, alice: User
) -> None:
    client.force_login(alice)
    cells: Any = downloaded(client, draft)
    cells = filled(cells, {"F05": "D", "M04-revenue_last": 5700})
    page = words(send_book(client, draft, cells))
    assert (WHY in page, "1 项将写入" in page) == (True, True)
    step(draft, alice, SectionStep.REOPEN)
    open_page = send_book(client, draft, cells)
    step(draft, alice, SectionStep.CLOSE)
    assert WHY in words(confirm(client, open_page, draft))
    assert revenue(draft) == 5600
