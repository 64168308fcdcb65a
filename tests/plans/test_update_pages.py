"""Done steps offer answers to the next draft; a person chooses, and nobody is overwritten."""

from datetime import date, timedelta

import pytest
from django.test import Client

from assessment.models import Answer, Assessment
from assessment.selectors.answers import load_sheet
from assessment.services import correct, save_answer
from enterprises.models import Enterprise, User
from plans.domain.updates import Offer, OfferOutcome
from plans.models import KeptPlan
from plans.selectors.updates import DraftOffers, find_offers
from plans.services import add_note, close_plan
from standards.domain.answers import AtLevel, Chosen
from tests.assessment.factories import make_assessment, make_snapshot
from tests.people import AT
from tests.plans.factories import make_file, make_followed
from tests.plans.following import complete, explain, steps_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]
DAY = date(2026, 5, 1)


@pytest.fixture
def plan(firm: Enterprise) -> KeptPlan:
    return make_followed(enterprise=firm)


@pytest.fixture
def draft(plan: KeptPlan) -> Assessment:
    return make_assessment(enterprise=plan.enterprise)


@pytest.fixture
def page(client: Client, alice: User) -> Client:
    client.force_login(alice)
    return client


def offers_of_draft(draft: Assessment) -> DraftOffers:
    return find_offers(Assessment.objects.get(pk=draft.pk), load_sheet(draft))


def url(draft: Assessment) -> str:
    return f"/a/{draft.public_id}/done-steps/"


def choice(*offers: Offer, version: int | None = None) -> dict[str, object]:
    versions = {f"version-{offer.code}": version or offer.version for offer in offers}
    return {"take": [offer.code for offer in offers], **versions}


def value(draft: Assessment, code: str) -> object:
    return load_sheet(draft).at(code).value


# --- What is offered ------------------------------------------------------------------------------


def test_all_steps_done_offer_what_the_plan_promised(plan: KeptPlan, draft: Assessment) -> None:
    assert offers_of_draft(draft).offers == ()
    complete(plan, on=DAY)
    found = offers_of_draft(draft)
    assert {offer.fate for offer in found.offered} == {OfferOutcome.OFFERED}
    assert len(found.steps) == len(steps_of(plan))


def test_what_was_done_before_a_newer_result_is_in_it_already(plan: KeptPlan) -> None:
    first, second = steps_of(plan)[:2]
    complete(plan, first.code, on=DAY)
    make_snapshot(enterprise=plan.enterprise, at=AT + timedelta(days=90))  # the last of May
    complete(plan, second.code, on=date(2026, 7, 1))
    draft = make_assessment(enterprise=plan.enterprise)
    assert list(offers_of_draft(draft).steps) == [second.code]


def test_a_plan_that_has_ended_offers_too(plan: KeptPlan, draft: Assessment, alice: User) -> None:
    complete(plan, on=DAY)
    close_plan(plan=plan, state="finished", by=alice, at=AT)  # type: ignore[arg-type]
    assert offers_of_draft(draft).offered


def test_a_correction_is_offered_nothing(plan: KeptPlan, alice: User) -> None:
    complete(plan, on=DAY)
    assert offers_of_draft(correct(snapshot=plan.snapshot, reason="填错", by=alice, at=AT)).offers == ()


# --- The page -------------------------------------------------------------------------------------


def test_the_task_list_leads_there_only_while_something_is_offered(
    page: Client, plan: KeptPlan, draft: Assessment
) -> None:
    tasks = f"/a/{draft.public_id}/"
    assert url(draft) not in page.get(tasks).content.decode()
    complete(plan, on=DAY)
    content = page.get(tasks).content.decode()
    assert url(draft) in content
    assert f"有 {len(offers_of_draft(draft).offered)} 项答案可以按已完成的步骤更新" in content


def test_a_viewer_is_not_led_there(client: Client, victor: User, plan: KeptPlan, draft: Assessment) -> None:
    complete(plan, on=DAY)
    client.force_login(victor)
    assert url(draft) not in client.get(f"/a/{draft.public_id}/").content.decode()
    assert client.get(url(draft)).status_code == 403


def test_the_page_shows_the_step_its_proof_and_both_answers_with_nothing_chosen(
    page: Client, plan: KeptPlan, draft: Assessment, alice: User
) -> None:
    complete(plan, on=DAY)
    explain(plan, done_when="制度已发文", proof="制度文件")
    step = steps_of(plan)[0]
    make_file(plan=plan, step=step)
    add_note(step=step, text="已验收", by=alice, at=AT)
    content = page.get(url(draft)).content.decode()
    assert f'href="/t/{step.public_id}/"' in content
    assert "完成标准：制度已发文" in content
    assert "佐证材料：制度文件" in content
    assert "已存文件 1 个，记录 1 条" in content
    assert "草稿现在" in content
    assert "2026-05-01 完成" in content
    assert "checked" not in content


def test_nothing_to_update_is_said(page: Client, draft: Assessment) -> None:
    assert "没有可以更新的答案" in page.get(url(draft)).content.decode()


def test_only_what_was_chosen_is_saved(page: Client, plan: KeptPlan, draft: Assessment) -> None:
    complete(plan, on=DAY)
    first, second, *_rest = offers_of_draft(draft).offered
    before = value(draft, second.code)
    response = page.post(url(draft), choice(first))
    assert (response.status_code, response["Location"]) == (302, f"/a/{draft.public_id}/")
    assert value(draft, first.code) == first.to
    assert value(draft, second.code) == before
    assert first.code not in {offer.code for offer in offers_of_draft(draft).offered}


def test_without_a_choice_nothing_is_saved(page: Client, plan: KeptPlan, draft: Assessment) -> None:
    complete(plan, on=DAY)
    before = list(Answer.objects.order_by("pk").values())
    response = page.post(url(draft), {}, follow=True)
    assert "没有选择要更新的项目" in response.content.decode()
    assert list(Answer.objects.order_by("pk").values()) == before


def test_what_somebody_changed_meanwhile_is_shown_again_and_the_rest_is_saved(
    page: Client, plan: KeptPlan, draft: Assessment, bob: User
) -> None:
    complete(plan, on=DAY)
    chosen = [offer for offer in offers_of_draft(draft).offered if isinstance(offer.to, Chosen | AtLevel)][:2]
    theirs, mine = chosen
    excluding = Chosen(options=("A",))
    save_answer(assessment=draft, code=theirs.code, value=excluding, version=1, by=bob, at=AT)
    response = page.post(url(draft), choice(theirs, mine))
    content = response.content.decode()
    assert response.status_code == 409
    assert "这一项没有更新：刚刚有人改过" in content
    assert "已更新 1 项答案" in content
    assert value(draft, theirs.code) == excluding
    assert value(draft, mine.code) == mine.to
    assert f'name="version-{theirs.code}" value="2"' in content


def test_what_is_not_offered_cannot_be_had(page: Client, plan: KeptPlan, draft: Assessment) -> None:
    complete(plan, on=DAY)
    response = page.post(url(draft), {"take": "R03", "version-R03": "1"})
    assert response.status_code == 409
    assert Answer.objects.get(assessment=draft, code="R03").version == 1


@pytest.mark.parametrize("version", ["", "one"])
def test_a_form_without_versions_is_refused(
    page: Client, plan: KeptPlan, draft: Assessment, version: str
) -> None:
    complete(plan, on=DAY)
    assert page.post(url(draft), {"take": "M02", "version-M02": version}).status_code == 400


def test_a_submitted_assessment_takes_nothing(page: Client, plan: KeptPlan) -> None:
    complete(plan, on=DAY)
    submitted = plan.snapshot.assessment
    assert "没有可以更新的答案" in page.get(url(submitted)).content.decode()
    versions = {"take": "M02", "version-M02": "1"}
    assert page.post(url(submitted), versions).status_code == 409


def test_a_plan_without_open_steps_leads_to_the_next_assessment(page: Client, plan: KeptPlan) -> None:
    start = f"/e/{plan.enterprise.public_id}/#start"
    assert start not in page.get(f"/p/{plan.public_id}/").content.decode()
    complete(plan, on=DAY)
    assert start in page.get(f"/p/{plan.public_id}/").content.decode()
