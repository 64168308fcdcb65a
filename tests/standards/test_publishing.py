"""What publication asks for and refuses, and the way out of a published mistake."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import Settings

from audit.models import Action, Record
from editing.domain.texts import Text
from editing.models import State
from editing.services.refusals import Refusal, RefusedChange
from enterprises.models import User
from standards.domain.revising import names_a_document
from standards.domain.standard import Origin, Standard, Verification
from standards.models import Defect, Revision
from standards.models.mapping import PARTS
from standards.selectors import revisions as selectors
from standards.services import (
    Erratum,
    StandardRefusal,
    amend_verification,
    copy_revision,
    derive_standard,
    link_correction,
    mark_defective,
    publish,
    replace_draft,
    retire,
)
from standards.wording.problems import REFUSALS, refusal_text
from standards.wording.results import badge_text
from tests.domain.edits import edited, level, setting
from tests.domain.revisions import without_first_question
from tests.kept_rows import write_once
from tests.people import AT, make_user
from tests.standards.fixtures import ERRATUM, make_published, standard_2024

pytestmark = pytest.mark.usefixtures("shared_2024")

LATER = AT + timedelta(days=1)
REWORDED = edited(standard_2024(), setting("F01", help={"zh": "换一种说法"}))
REWEIGHTED = edited(standard_2024(), setting("F", weight=45), setting("M", weight=35))


@pytest.fixture
def draft(load_2024: Revision, alice: User) -> Revision:
    """A copy that Alice began."""

    def copy() -> None:
        copy_revision(revision=load_2024, by=alice, at=AT)
        begun_by(None)  # the rows are kept, for tests in which Alice is another one

    write_once("copy", copy)
    return begun_by(alice)


def begun_by(person: User | None) -> Revision:
    """Have the draft say that somebody began it."""
    draft = Revision.objects.get(state=State.DRAFT)
    Revision.objects.filter(pk=draft.pk).update(created_by=person)
    Revision.history.filter(id=draft.pk).update(history_user=person)
    for part in PARTS:
        part.history.filter(revision_id=draft.pk).update(history_user=person)
    draft.refresh_from_db()
    return draft


def change(draft: Revision, standard: Standard, by: User) -> Revision:
    return replace_draft(revision=draft, standard=standard, by=by, at=AT)


def refused(draft: Revision, by: User | None, **given: Any) -> RefusedChange:
    with pytest.raises(RefusedChange) as refusal:
        publish(revision=draft, by=by, at=LATER, **given)
    assert Revision.objects.get(pk=draft.pk).state == State.DRAFT
    return refusal.value


def test_publishing_keeps_note_erratum_and_who(draft: Revision, alice: User, bob: User) -> None:
    change(draft, REWEIGHTED, alice)
    published = publish(revision=draft, by=bob, at=LATER, note="改两个权重", erratum=ERRATUM)
    published.refresh_from_db()
    assert (published.change_note, published.erratum_source) == ("改两个权重", ERRATUM.source)
    assert (published.published_by, published.published_at, published.same_person) == (bob, LATER, False)
    entry = Revision.history.filter(id=draft.pk).first()
    assert (entry.state, entry.history_user, entry.history_date) == (State.PUBLISHED, bob, LATER)
    logged = Record.objects.get(action=Action.PUBLISHED, kind="revision")
    assert (logged.subject, logged.by, logged.at) == (f"{draft.standard.code} {draft.number}", bob.pk, LATER)


@pytest.mark.parametrize("note", ["", "  "])
def test_people_say_what_they_changed(draft: Revision, alice: User, note: str) -> None:
    change(draft, REWORDED, alice)
    assert refused(draft, alice, note=note).reason is Refusal.NOTE_MISSING


def test_with_four_eyes_nobody_publishes_what_they_wrote(
    draft: Revision, alice: User, bob: User, charlie: User, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    change(draft, REWORDED, bob)
    for author in (alice, bob):  # who began it, and who changed it
        assert refused(draft, author, note="改措辞").reason is Refusal.OWN_WORK
    assert not publish(revision=draft, by=charlie, at=LATER, note="改措辞").same_person


def test_without_four_eyes_the_row_says_that_one_person_did_both(
    draft: Revision, alice: User, settings: Settings
) -> None:
    settings.FOUR_EYES = False
    change(draft, REWORDED, alice)
    assert publish(revision=draft, by=alice, at=LATER, note="改措辞").same_person


def test_what_changes_nothing_is_not_published(draft: Revision, bob: User) -> None:
    assert refused(draft, bob, note="没有改").reason is StandardRefusal.NOTHING_CHANGED


@pytest.mark.parametrize(
    ("edits", "codes"),
    [
        ((setting("F", weight=45), setting("M", weight=35)), "F, M"),
        ((setting("S01", constrained=False),), "S01"),
        ((lambda data: data["rule"]["thresholds"][0].update(min_points=25),), "1"),
    ],
)
def test_an_official_standard_is_graded_otherwise_only_with_a_source(
    draft: Revision, alice: User, bob: User, edits: tuple[object, ...], codes: str
) -> None:
    change(draft, edited(standard_2024(), *edits), alice)  # type: ignore[arg-type]
    refusal = refused(draft, bob, note="改")
    assert (refusal.reason, refusal.values["codes"]) == (StandardRefusal.ERRATUM_MISSING, codes)
    assert publish(revision=draft, by=bob, at=LATER, note="改", erratum=ERRATUM).state == State.PUBLISHED


@pytest.mark.parametrize("four_eyes", [True, False])
def test_the_source_names_a_document_and_a_second_person_confirms_it(
    draft: Revision, alice: User, bob: User, settings: Settings, four_eyes: bool
) -> None:
    settings.FOUR_EYES = four_eyes
    change(draft, REWEIGHTED, alice)
    for by, erratum, reason in (
        (bob, Erratum(source="x", confirmed=True), StandardRefusal.ERRATUM_VAGUE),
        (bob, replace(ERRATUM, confirmed=False), StandardRefusal.SOURCE_UNCONFIRMED),
        (alice, ERRATUM, StandardRefusal.OWN_ERRATUM),
        (None, ERRATUM, StandardRefusal.OWN_ERRATUM),  # a command is no second person
    ):
        assert refused(draft, by, note="改", erratum=erratum).reason is reason
    assert not publish(revision=draft, by=bob, at=LATER, note="改", erratum=ERRATUM).same_person


def added(data: dict[str, Any]) -> None:
    """Put a question into the first group, at the cost of the first one."""
    questions = data["dimensions"][0]["groups"][0]["questions"]
    half = questions[0]["weight"] // 2
    questions[0]["weight"] = half
    questions.append({**questions[0], "code": "F99", "number": 99})


@pytest.mark.parametrize(
    ("edit", "codes"),
    [
        (added, "F99"),
        (without_first_question, "F01"),
        (setting("F01", title={"zh": "换一种问法"}), "F01"),
        (setting("F01", name={"zh": "网络与带宽"}), "F01"),
        (setting("F01.B", text={"zh": "换一种说法"}), "F01.B"),
        (setting("S01", name={"zh": "换一个名称"}), "S01"),
        (setting("F", name={"zh": "换一个名称"}), "F"),
        (setting("equip_total", label={"zh": "设备总数"}), "equip_total"),
        (level(1, name={"zh": "起步级"}), "1"),
    ],
)
def test_other_scored_parts_make_a_local_standard(
    load_2024: Revision, draft: Revision, alice: User, bob: User, edit: Any, codes: str
) -> None:
    standard = edited(standard_2024(), edit)
    change(draft, standard, alice)
    refusal = refused(draft, bob, note="改", erratum=ERRATUM)
    first = str(refusal.values["codes"]).split(", ")[0]
    assert (refusal.reason, first) == (StandardRefusal.MAKES_IT_LOCAL, codes)
    assert "另存为本地评测指标" in refusal_text(refusal)
    local = derive_standard(revision=load_2024, code="city", name=Text(zh="本地"), by=alice, at=AT)
    change(local, replace(standard, code="city"), alice)
    made = publish(revision=local, by=bob, at=LATER, note="本地")
    assert badge_text(selectors.compiled(made.pk)) == "本地制定"


@pytest.mark.parametrize(
    ("source", "is_one"),
    [
        ("x", False),
        ("工信部更正通知", False),
        ("2025年", False),
        ("https://", False),
        ("https://www.miit.gov.cn/zwgk/a.html", True),
        ("工信厅企业〔2024〕23号", True),
        ("工信厅企业[2024] 第23号 附件更正", True),
        ("工业和信息化部公告 2025年第7号", True),
    ],
)
def test_a_source_is_an_address_or_the_number_of_a_document(source: str, is_one: bool) -> None:
    assert names_a_document(source) is is_one


# --- The badge ------------------------------------------------------------------------------------

COMPARED = Verification(on=AT.date(), by="王工", source="官方文件")


def badge_of(revision: Revision) -> str:
    return badge_text(selectors.compiled(revision.pk))


@pytest.mark.parametrize(
    ("origin", "verified", "said"),
    [
        (Origin.OFFICIAL, True, "国家公布"),
        (Origin.OFFICIAL, False, "转述国家指标，尚未核对"),
        (Origin.LOCAL, True, "本地制定"),
        (Origin.LOCAL, False, "本地制定"),
        (Origin.DEMONSTRATION, True, "演示"),
        (Origin.DEMONSTRATION, False, "演示"),
    ],
)
def test_only_what_was_compared_is_called_national(origin: Origin, verified: bool, said: str) -> None:
    standard = replace(standard_2024(), origin=origin, verification=COMPARED if verified else Verification())
    assert badge_text(standard) == said


def test_a_comparison_gives_the_badge_and_a_later_change_takes_it(
    load_2024: Revision, draft: Revision, alice: User, bob: User
) -> None:
    assert badge_of(load_2024) == "转述国家指标，尚未核对"
    amend_verification(revision=load_2024, verification=COMPARED, official={}, by=bob, at=AT)
    assert badge_of(load_2024) == "国家公布"
    change(draft, REWORDED, alice)
    amend_verification(revision=draft, verification=COMPARED, official={}, by=bob, at=AT)
    change(draft, REWEIGHTED, alice)
    made = publish(revision=draft, by=bob, at=LATER, note="改", erratum=ERRATUM)
    assert badge_of(made) == "转述国家指标，尚未核对"


def test_a_comparison_of_what_is_published_stays(draft: Revision, alice: User, bob: User) -> None:
    change(draft, REWORDED, alice)
    amend_verification(revision=draft, verification=COMPARED, official={}, by=bob, at=AT)
    assert badge_of(publish(revision=draft, by=bob, at=LATER, note="改")) == "国家公布"


def test_with_four_eyes_nobody_compares_what_they_wrote(
    draft: Revision, alice: User, bob: User, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    with pytest.raises(RefusedChange) as refusal:
        amend_verification(revision=draft, verification=COMPARED, official={}, by=alice, at=AT)
    assert refusal.value.reason is StandardRefusal.OWN_COMPARISON
    amend_verification(
        revision=draft, verification=Verification(), official={"name": "官方名称"}, by=alice, at=AT
    )
    amend_verification(revision=draft, verification=COMPARED, official={}, by=bob, at=AT)
    settings.FOUR_EYES = False
    amend_verification(revision=draft, verification=COMPARED, official={}, by=alice, at=AT)


def test_explanations_need_no_source(draft: Revision, bob: User) -> None:
    change(draft, REWORDED, bob)
    assert publish(revision=draft, by=bob, at=LATER, note="改措辞").state == State.PUBLISHED


def test_a_local_standard_changes_weights_as_it_likes(load_2024: Revision, alice: User) -> None:
    draft = derive_standard(revision=load_2024, code="city", name=Text(zh="本地"), by=alice, at=AT)
    change(draft, replace(REWEIGHTED, code="city"), alice)
    assert publish(revision=draft, by=alice, at=LATER, note="本地权重").state == State.PUBLISHED


def renamed(code: str, **values: object) -> Standard:
    return edited(standard_2024(), setting(code, **values))


@pytest.mark.parametrize(
    "standard",
    [
        renamed("F01", name={"zh": "绿色工厂"}, title={"zh": "有没有绿色工厂？"}),
        renamed("equip_total", label={"zh": "车辆总数"}, unit={"zh": "辆"}),
    ],
)
def test_a_code_is_not_given_another_meaning(draft: Revision, bob: User, standard: Standard) -> None:
    change(draft, standard, bob)
    assert refused(draft, bob, note="改", erratum=ERRATUM).reason is StandardRefusal.CODE_REUSED


def test_a_local_standard_does_not_turn_the_codes_of_its_source(load_2024: Revision, alice: User) -> None:
    draft = derive_standard(revision=load_2024, code="city", name=Text(zh="本地"), by=alice, at=AT)
    turned = renamed("F01", name={"zh": "绿色工厂"}, title={"zh": "有没有绿色工厂？"})
    change(draft, replace(turned, code="city"), alice)
    assert refused(draft, alice, note="改").reason is StandardRefusal.CODE_REUSED


def test_a_code_that_was_gone_does_not_come_back_as_something_else(load_2024: Revision, bob: User) -> None:
    second = make_published(standard=edited(standard_2024(), without_first_question))
    third = copy_revision(revision=second, by=bob, at=LATER)
    change(third, renamed("F01", name={"zh": "绿色工厂"}, title={"zh": "有没有绿色工厂？"}), bob)
    refusal = refused(third, bob, note="加一题", erratum=ERRATUM)
    assert (refusal.reason, refusal.values["codes"]) == (StandardRefusal.CODE_REUSED, "F01")


def test_one_of_name_and_title_may_be_mended(load_2024: Revision, bob: User) -> None:
    draft = derive_standard(revision=load_2024, code="city", name=Text(zh="本地"), by=bob, at=AT)
    change(draft, replace(renamed("F01", name={"zh": "网络与带宽"}), code="city"), bob)
    assert publish(revision=draft, by=bob, at=LATER, note="改题名").state == State.PUBLISHED


# --- Defects --------------------------------------------------------------------------------------


def correction(load_2024: Revision, alice: User) -> Revision:
    draft = copy_revision(revision=load_2024, by=alice, at=AT)
    change(draft, REWEIGHTED, alice)
    return publish(revision=draft, by=make_user(), at=LATER, note="更正权重", erratum=ERRATUM)


def test_a_defect_says_what_is_wrong_and_which_revision_corrects_it(load_2024: Revision, alice: User) -> None:
    defect = mark_defective(revision=load_2024, reason=" 权重写反了 ", by=alice, at=AT)
    assert (defect.reason, defect.corrected_by) == ("权重写反了", None)
    second = correction(load_2024, alice)
    linked = link_correction(defect=defect, corrected_by=second, by=alice, at=LATER)
    assert (linked.corrected_by, linked.linked_by, linked.linked_at) == (second, alice, LATER)
    assert selectors.compiled(load_2024.pk) == standard_2024()


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_defect_needs_a_reason(load_2024: Revision, alice: User, reason: str) -> None:
    with pytest.raises(RefusedChange) as refusal:
        mark_defective(revision=load_2024, reason=reason, by=alice, at=AT)
    assert refusal.value.reason is StandardRefusal.REASON_MISSING


def test_a_revision_is_marked_once_and_a_draft_never(
    load_2024: Revision, draft: Revision, alice: User
) -> None:
    mark_defective(revision=load_2024, reason="错", by=alice, at=AT)
    for revision, reason in (
        (load_2024, StandardRefusal.DEFECT_KNOWN),
        (draft, StandardRefusal.NEVER_PUBLISHED),
    ):
        with pytest.raises(RefusedChange) as refusal:
            mark_defective(revision=revision, reason="又错", by=alice, at=AT)
        assert refusal.value.reason is reason


def test_only_a_later_sound_published_revision_corrects(load_2024: Revision, alice: User) -> None:
    second = correction(load_2024, alice)
    defect = mark_defective(revision=second, reason="更正也错了", by=alice, at=LATER)
    first = mark_defective(revision=load_2024, reason="错", by=alice, at=LATER)
    retired = retire(revision=load_2024, by=alice, at=LATER)
    for wrong, right in ((defect, retired), (first, second), (first, retired)):
        with pytest.raises(RefusedChange) as refusal:
            link_correction(defect=wrong, corrected_by=right, by=alice, at=LATER)
        assert refusal.value.reason is StandardRefusal.NO_CORRECTION


def test_a_correction_is_linked_once_and_a_defect_stays(load_2024: Revision, alice: User) -> None:
    defect = mark_defective(revision=load_2024, reason="错", by=alice, at=AT)
    second = correction(load_2024, alice)
    link_correction(defect=defect, corrected_by=second, by=alice, at=LATER)
    with pytest.raises(RefusedChange) as refusal:
        link_correction(defect=defect, corrected_by=second, by=alice, at=LATER)
    assert refusal.value.reason is StandardRefusal.CORRECTED
    for statement in ("UPDATE standards_defect SET reason = 'x'", "DELETE FROM standards_defect"):
        with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
            connection.cursor().execute(statement)
    assert Defect.objects.get().reason == "错"


def test_new_assessments_start_on_the_newest_revision_without_a_defect(
    load_2024: Revision, alice: User
) -> None:
    def offered() -> tuple[Revision, Revision]:
        (one,) = selectors.offered_revisions(demonstrations=False)
        return selectors.default_revision(), one

    second = correction(load_2024, alice)
    assert offered() == (second, second)
    mark_defective(revision=second, reason="错", by=alice, at=LATER)
    assert offered() == (load_2024, load_2024)
    mark_defective(revision=load_2024, reason="错", by=alice, at=LATER)
    assert offered() == (second, second)  # nothing better is there


# --- In words -------------------------------------------------------------------------------------


def test_every_refusal_is_said_in_chinese_with_all_that_it_names() -> None:
    assert REFUSALS.keys() == {*Refusal, *StandardRefusal}
    for reason in REFUSALS:
        names = {name: name.upper() for name in ("code", "found", "origin", "path", "codes")}
        text = refusal_text(RefusedChange(reason, "REVISION", **names))
        assert "%(" not in text
        assert any("\u4e00" <= letter <= "\u9fff" for letter in text)
