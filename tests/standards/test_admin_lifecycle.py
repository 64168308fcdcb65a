"""The steps of a revision's life in the admin: what is said before, what is refused, what is done."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from editing.models import State
from enterprises.models import User
from standards.models import Defect, OfficialText, Revision, Standard, Verification
from standards.selectors import revisions as selectors
from standards.services import copy_revision, mark_defective
from standards.services import publish as release
from tests.pages import signed_in
from tests.people import AT
from tests.standards.editing import (
    PUBLISH,
    VERIFY,
    VIEW,
    WRITE,
    edit,
    form_of,
    make_staff,
    page_of,
    question,
    text_of,
    url_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(db: None) -> Client:
    return signed_in(make_staff(VIEW, PUBLISH, name="赵伟"))


@pytest.fixture
def verifier(db: None) -> Client:
    return signed_in(make_staff(VIEW, VERIFY, name="陈查"))


CONFIRMED = {"erratum": "工信厅企业〔2025〕7号", "confirmed": "on"}


def state_of(revision: Revision) -> str:
    return Revision.objects.get(pk=revision.pk).state


def reworded(draft: Revision, desk: Client) -> None:
    assert edit(desk, url_of(question(draft, "F01")), help_zh="换一种说法").status_code == 302


def reweighted(draft: Revision, desk: Client) -> None:
    one, other = question(draft, "F01"), question(draft, "F02")
    typed = {f"weight-question-{one.pk}": "35", f"weight-question-{other.pk}": "35"}
    assert edit(desk, page_of(draft), **typed).status_code == 302


# --- Beginning -------------------------------------------------------------------------------------


def test_a_draft_begins_as_a_copy_after_a_question(
    published: Revision, draft: Revision, desk: Client
) -> None:
    desk.post(page_of(draft, "delete"))
    page = desk.get(page_of(published, "copy"))
    assert "原修订不受影响" in text_of(page)
    response = desk.post(page_of(published, "copy"))
    made = Revision.objects.get(state=State.DRAFT)
    assert response["Location"] == page_of(made)
    assert (made.number, made.based_on, made.created_by and made.created_by.name) == (2, published, "李波")


def test_a_second_draft_of_a_standard_is_refused_in_words(
    published: Revision, draft: Revision, desk: Client
) -> None:
    response = desk.post(page_of(published, "copy"))
    assert response.status_code == 409
    assert f"已有草稿 {draft}" in text_of(response)


def test_a_local_standard_begins_as_a_copy_with_a_code_of_its_own(published: Revision, desk: Client) -> None:
    response = edit(desk, page_of(published, "derive"), code="anqing-2026", name_zh="安庆市评测指标")
    made = Revision.objects.get(standard__code="anqing-2026")
    assert response["Location"] == page_of(made)
    assert (made.name_zh, made.standard.derives_from, made.standard.origin) == (
        "安庆市评测指标",
        published,
        "local",
    )
    assert f"派生自 {published}" in text_of(desk.get(page_of(made)))


@pytest.mark.parametrize("code", ["miit-sme-2024", "1 x", ""])
def test_a_code_that_cannot_be_is_said_and_what_was_typed_stays(
    published: Revision, desk: Client, code: str
) -> None:
    response = edit(desk, page_of(published, "derive"), code=code, name_zh="安庆市评测指标")
    assert response.status_code == 422
    assert "code" in response.context["form"].errors
    assert form_of(response)["name_zh"] == "安庆市评测指标"
    assert Standard.objects.count() == 1


# --- Publishing ------------------------------------------------------------------------------------


def test_publishing_says_what_changed_and_that_it_cannot_be_undone(
    draft: Revision, desk: Client, publisher: Client
) -> None:
    reweighted(draft, desk)
    text = text_of(publisher.get(page_of(draft, "publish")))
    assert "新增 0 处，修改 2 处，删除 0 处" in text
    assert "不能再修改" in text
    assert "F01, F02" in text


def test_a_draft_is_published_with_note_and_source(draft: Revision, desk: Client, publisher: Client) -> None:
    reweighted(draft, desk)
    response = edit(publisher, page_of(draft, "publish"), note="改两个权重", **CONFIRMED)
    assert response["Location"] == page_of(draft)
    draft.refresh_from_db()
    assert (draft.state, draft.change_note, draft.erratum_source) == (
        "published",
        "改两个权重",
        CONFIRMED["erratum"],
    )
    assert (draft.published_by and draft.published_by.name, draft.same_person) == ("赵伟", False)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"note": "改", "confirmed": "on"}, "erratum"),
        ({"note": "改", "confirmed": "on", "erratum": "x"}, "erratum"),
        ({"note": "改", "erratum": "工信厅企业〔2025〕7号"}, "confirmed"),
        ({"erratum": "工信厅企业〔2025〕7号", "confirmed": "on"}, "note"),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    draft: Revision, desk: Client, publisher: Client, typed: dict[str, str], field: str
) -> None:
    reweighted(draft, desk)
    response = edit(publisher, page_of(draft, "publish"), **typed)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert state_of(draft) == State.DRAFT


def test_the_source_that_the_author_gave_is_shown_to_whoever_confirms(
    draft: Revision, desk: Client, publisher: Client
) -> None:
    reweighted(draft, desk)
    edit(desk, page_of(draft, "head"), erratum_source="工信厅企业〔2025〕7号")
    assert form_of(publisher.get(page_of(draft, "publish")))["erratum"] == "工信厅企业〔2025〕7号"


def test_one_who_changed_weights_is_sent_to_somebody_else(draft: Revision) -> None:
    both = signed_in(make_staff(VIEW, WRITE, PUBLISH))
    reweighted(draft, both)
    text = text_of(both.get(page_of(draft, "publish")))
    assert "须由没有参与编写的另一人对照来源后发布" in text
    assert 'name="note"' not in text
    assert page_of(draft.based_on, "derive") in text  # type: ignore[arg-type]


def test_a_reworded_question_leads_to_a_local_standard(
    draft: Revision, desk: Client, publisher: Client
) -> None:
    assert edit(desk, url_of(question(draft, "F01")), title_zh="换一种问法").status_code == 302
    text = text_of(publisher.get(page_of(draft, "publish")))
    assert "就不再是国家指标。请另存为本地评测指标" in text
    assert "涉及：F01。" in text
    assert page_of(draft.based_on, "derive") in text  # type: ignore[arg-type]


def test_the_page_says_what_the_badge_waits_for(published: Revision, verifier: Client, desk: Client) -> None:
    assert "企业才会看到“国家公布”" in text_of(desk.get(page_of(published)))
    assert page_of(published, "verify") in text_of(verifier.get(page_of(published)))
    edit(verifier, page_of(published, "verify"), **COMPARED)
    text = text_of(desk.get(page_of(published)))
    assert "企业才会看到" not in text
    assert "国家公布" in text


def test_problems_block_and_lead_to_the_tree(draft: Revision, desk: Client, publisher: Client) -> None:
    edit(desk, page_of(draft), **{f"weight-question-{question(draft, 'F01').pk}": "35"})
    page = publisher.get(page_of(draft, "publish"))
    assert "还有问题没有解决" in text_of(page)
    assert "1 处问题" in text_of(page)
    assert 'name="note"' not in text_of(page)
    assert publisher.post(page_of(draft, "publish"), {"note": "改"}).status_code == 409
    assert state_of(draft) == State.DRAFT


def test_what_changes_nothing_is_said_before_the_form(draft: Revision, publisher: Client) -> None:
    text = text_of(publisher.get(page_of(draft, "publish")))
    assert "没有可发布的修改" in text
    assert 'name="note"' not in text


def test_four_eyes_are_said_before_the_form(draft: Revision, desk: Client, settings: Settings) -> None:
    settings.FOUR_EYES = True
    both = make_staff(VIEW, WRITE, PUBLISH, name="两者")
    author = signed_in(both)
    reworded(draft, author)
    text = text_of(author.get(page_of(draft, "publish")))
    assert "需由另一人发布" in text
    assert 'name="note"' not in text
    author.post(page_of(draft, "publish"), {"note": "改"})
    assert state_of(draft) == State.DRAFT


def test_without_four_eyes_it_is_said_that_one_person_did_both(draft: Revision, settings: Settings) -> None:
    settings.FOUR_EYES = False
    both = signed_in(make_staff(VIEW, WRITE, PUBLISH))
    reworded(draft, both)
    assert "编写与发布为同一人" in text_of(both.get(page_of(draft, "publish")))
    edit(both, page_of(draft, "publish"), note="改措辞")
    assert "编写与发布为同一人" in text_of(both.get(page_of(draft)))


def test_what_is_published_already_is_refused(published: Revision, publisher: Client) -> None:
    assert "不是草稿" in text_of(publisher.get(page_of(published, "publish")))
    assert publisher.post(page_of(published, "publish"), {"note": "改"}).status_code == 409


# --- Retiring, throwing away, errors ------------------------------------------------------------------


def test_a_published_revision_is_retired_after_a_question(published: Revision, publisher: Client) -> None:
    assert "不能恢复" in text_of(publisher.get(page_of(published, "retire")))
    assert publisher.post(page_of(published, "retire"))["Location"] == page_of(published)
    assert state_of(published) == State.RETIRED


def test_a_draft_is_not_retired(draft: Revision, publisher: Client) -> None:
    response = publisher.post(page_of(draft, "retire"))
    assert response.status_code == 409
    assert "不是已发布状态" in text_of(response)


def test_a_draft_is_thrown_away_after_a_question(draft: Revision, desk: Client) -> None:
    assert "不能恢复" in text_of(desk.get(page_of(draft, "delete")))
    assert desk.post(page_of(draft, "delete"))["Location"] == reverse("admin:standards_revision_changelist")
    assert not Revision.objects.filter(pk=draft.pk).exists()


def test_what_is_published_is_not_thrown_away(published: Revision, desk: Client) -> None:
    assert desk.post(page_of(published, "delete")).status_code == 409
    assert Revision.objects.filter(pk=published.pk).exists()


def test_an_error_is_recorded_shown_and_corrected(
    published: Revision, draft: Revision, desk: Client, publisher: Client, editor: User
) -> None:
    assert edit(publisher, page_of(published, "defect"), reason=" ").status_code == 422
    assert edit(publisher, page_of(published, "defect"), reason="权重写反了").status_code == 302
    text = text_of(desk.get(page_of(published)))
    assert "已发布 · 有错误" in text
    assert "权重写反了" in text
    assert "还没有可登记的修订" in text_of(publisher.get(page_of(published, "correction")))
    reworded(draft, desk)
    release(revision=draft, by=editor, at=AT, note="更正")
    assert edit(publisher, page_of(published, "correction"), corrected_by=str(draft.pk)).status_code == 302
    assert Defect.objects.get().corrected_by == draft
    assert "更正。" in text_of(desk.get(page_of(published)))


def test_a_second_error_is_refused_in_words(published: Revision, publisher: Client, editor: User) -> None:
    mark_defective(revision=published, reason="错", by=editor, at=AT)
    response = edit(publisher, page_of(published, "defect"), reason="又错")
    assert response.status_code == 409
    assert "已登记过错误" in text_of(response)


def test_a_revision_without_an_error_has_none_to_correct(published: Revision, publisher: Client) -> None:
    assert publisher.get(page_of(published, "correction")).status_code == 404


# --- Verifying ------------------------------------------------------------------------------------------

COMPARED = {"on": "2026-03-01", "by": "陈查", "source": "工信厅企业〔2024〕56号原件"}


def official(shown: dict[str, Any]) -> str:
    return next(name for name in shown if name.startswith("official-"))


def test_a_comparison_is_recorded_in_any_state_and_the_standard_says_so(
    published: Revision, draft: Revision, verifier: Client, desk: Client
) -> None:
    for revision in (published, draft):
        assert edit(verifier, page_of(revision, "verify"), **COMPARED).status_code == 302
        row = Verification.objects.get(revision=revision)
        assert (row.verified_on, row.verified_by, row.recorded_by and row.recorded_by.name) == (
            date(2026, 3, 1),
            "陈查",
            "陈查",
        )
        assert "核对" in text_of(desk.get(page_of(revision)))
    assert selectors.compiled(published.pk).verification.by == "陈查"


def test_before_publishing_a_comparison_counts_until_the_content_changes(
    draft: Revision, desk: Client, verifier: Client, publisher: Client
) -> None:
    page = page_of(draft, "publish")
    edit(verifier, page_of(draft, "verify"), **COMPARED)
    assert str(publisher.get(page).context["badge"]) == "国家公布"
    reworded(draft, desk)
    assert str(publisher.get(page).context["badge"]) == "转述国家指标，尚未核对"


def test_official_texts_are_recorded_section_by_section(published: Revision, verifier: Client) -> None:
    page = page_of(published, "verify")
    for section, text in (("F1", "设备系统的原文"), ("O1", "场景组的原文")):
        url = f"{page}?section={section}"
        assert edit(verifier, url, **{official(form_of(verifier.get(url))): text}).status_code == 302
    assert set(OfficialText.objects.values_list("text", flat=True)) == {"设备系统的原文", "场景组的原文"}
    url = f"{page}?section=F1"
    edit(verifier, url, **{official(form_of(verifier.get(url))): ""})
    assert list(OfficialText.objects.values_list("text", flat=True)) == ["场景组的原文"]


@pytest.mark.parametrize("missing", ["on", "by", "source"])
def test_a_comparison_names_day_person_and_source(
    published: Revision, verifier: Client, missing: str
) -> None:
    response = edit(verifier, page_of(published, "verify"), **{**COMPARED, missing: ""})
    assert response.status_code == 422
    assert missing in response.context["form"].errors
    assert not Verification.objects.exists()


def test_the_digest_of_what_is_scored_stays(published: Revision, verifier: Client) -> None:
    edit(verifier, page_of(published, "verify"), **COMPARED)
    assert Revision.objects.get(pk=published.pk).digest == published.digest


# --- Who may ------------------------------------------------------------------------------------------

STEPS = {
    "change": {VIEW, WRITE},
    "head": {VIEW, WRITE},
    "history": {VIEW, WRITE},
    "copy": {WRITE},
    "derive": {WRITE},
    "delete": {WRITE},
    "publish": {PUBLISH},
    "retire": {PUBLISH},
    "defect": {PUBLISH},
    "verify": {VERIFY},
}


@pytest.mark.parametrize("permission", [VIEW, WRITE, PUBLISH, VERIFY])
def test_each_permission_opens_its_own_steps(published: Revision, permission: str) -> None:
    client = signed_in(make_staff(VIEW, permission))
    for step, allowed in STEPS.items():
        expected = 200 if {VIEW, permission} & allowed else 403
        assert client.get(page_of(published, step)).status_code == expected, step


@pytest.mark.parametrize("step", STEPS)
def test_staff_without_permission_see_nothing(published: Revision, step: str) -> None:
    assert signed_in(make_staff()).get(page_of(published, step)).status_code == 403


def test_who_only_looks_writes_nothing(draft: Revision) -> None:
    client = signed_in(make_staff(VIEW))
    row = question(draft, "F01")
    text = text_of(client.get(page_of(draft)))
    assert 'name="weight-' not in text
    assert "添加题目" not in text
    assert client.post(page_of(draft), {"seen": "{}"}).status_code == 403
    assert client.post(url_of(row), {"help_zh": "x"}).status_code == 403
    assert client.get(f"{reverse('admin:standards_question_add')}?group={row.group_id}").status_code == 403
    assert client.get(reverse("admin:standards_question_delete", args=[row.pk])).status_code == 403


# --- The list -----------------------------------------------------------------------------------------


def test_the_list_names_state_origin_problems_and_marks(
    published: Revision, draft: Revision, desk: Client, editor: User, verifier: Client
) -> None:
    edit(desk, page_of(draft), **{f"weight-question-{question(draft, 'F01').pk}": "35"})
    mark_defective(revision=published, reason="错", by=editor, at=AT)
    edit(verifier, page_of(published, "verify"), **COMPARED)
    text = text_of(desk.get(reverse("admin:standards_revision_changelist")))
    for shown in (
        "国家公布",
        "转述国家指标，尚未核对",
        "草稿",
        "已发布",
        "1 处问题",
        "有勘误",
        "已核对",
        "存疑",
        "以此为基础新建草稿",
    ):
        assert shown in text
    assert "miit-sme-2024@1" in text_of(
        desk.get(reverse("admin:standards_revision_changelist"), {"q": "miit"})
    )
    assert "没有符合条件" in text_of(
        desk.get(reverse("admin:standards_revision_changelist"), {"q": "不存在"})
    )


@pytest.mark.parametrize(
    ("page", "most"),
    [("publish", 75), ("verify", 30), ("copy", 8), ("retire", 8), ("delete", 8), ("head", 12)],
)
def test_pages_take_few_queries(draft: Revision, page: str, most: int) -> None:
    client = signed_in(make_staff(VIEW, WRITE, PUBLISH, VERIFY))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page_of(draft, page)).status_code == 200
    assert len(queries) <= most


def test_the_list_takes_as_many_queries_for_many_published_revisions_as_for_one(
    published: Revision, draft: Revision, desk: Client, editor: User
) -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            desk.get(reverse("admin:standards_revision_changelist"))
        counts.append(len(queries))
        row = question(draft, "F01")
        edit(desk, url_of(row), help_zh=f"{row.help_zh} 再说一遍")
        draft = release(revision=draft, by=editor, at=AT, note="改措辞")
        draft = copy_revision(revision=draft, by=editor, at=AT)
    assert counts[0] == counts[1]
    assert counts[0] <= 30
