"""Moving a draft to a newer revision and back: nothing lost, nothing guessed, one at a time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.domain.moving import Staying
from assessment.domain.working import SectionStep
from assessment.models import Answer, Assessment, AssessmentState, FigureValue, Move, PastAnswer
from assessment.selectors.answers import load_figures, load_sheet
from assessment.selectors.moves import find_newer_revision, find_undoable
from assessment.services import (
    NotDraft,
    NothingToUndo,
    NotOffered,
    OtherRevision,
    Saved,
    StaleWrite,
    correct,
    discard,
    move_to_revision,
    save_answer,
    submit,
    take_step,
    undo_move,
)
from assessment.services.moved_rows import changed_codes, fingerprint, rows_of
from enterprises.models import Enterprise, User
from standards.domain.answers import AtLevel, Chosen, Figures, NotApplicable, Value
from standards.models import Revision
from standards.services import import_standard, mark_defective, retire
from tests.assessment.factories import DECLARATION, fill, make_assessment, make_snapshot
from tests.domain.edits import Data, edited, part
from tests.domain.revisions import EDITS, revision
from tests.domain.strategies import partial_answers
from tests.people import AT, make_enterprise
from tests.standards.fixtures import make_published, published, standard_2024

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]
LATER = AT + timedelta(hours=1)


@pytest.fixture
def draft(firm: Enterprise) -> Assessment:
    return make_assessment(enterprise=firm)


def newer(*names: str, number: int = 2) -> Revision:
    """Return a newly published revision with these edits."""
    return make_published(standard=revision(*names, number=number))


def moved(draft: Assessment, *names: str, by: User, number: int = 2) -> Move:
    return move_to_revision(assessment=draft, revision=newer(*names, number=number), by=by, at=LATER)


def seen(draft: Assessment) -> str:
    draft.refresh_from_db()
    return fingerprint(rows_of(draft), draft.closed)


def undo(move: Move, by: User) -> Staying:
    return undo_move(move=move, seen=seen(move.assessment), by=by, at=LATER)


def save(draft: Assessment, code: str, value: Value | None, version: int, by: User) -> Saved:
    at = LATER + timedelta(minutes=1)
    return save_answer(assessment=draft, code=code, value=value, version=version, by=by, at=at)


# --- What is offered ------------------------------------------------------------------------------


def test_the_newest_published_revision_without_a_defect_is_offered(draft: Assessment, alice: User) -> None:
    assert find_newer_revision(draft) is None
    second = newer("title")
    assert find_newer_revision(draft) == second
    third = newer("title", "weights", number=3)
    import_standard(standard=revision("title", number=4), by=None, at=AT)  # a draft
    assert find_newer_revision(draft) == third
    mark_defective(revision=third, reason="错", by=None, at=AT)
    assert find_newer_revision(draft) == second
    retire(revision=second, by=None, at=AT)
    assert find_newer_revision(draft) is None


def test_it_is_offered_from_a_retired_and_from_a_defective_one(draft: Assessment, alice: User) -> None:
    second = newer("title")
    mark_defective(revision=draft.revision, reason="错", by=None, at=AT)
    retire(revision=draft.revision, by=None, at=AT)
    assert find_newer_revision(Assessment.objects.get()) == second


def test_corrections_and_results_stay_where_they_are(firm: Enterprise, alice: User) -> None:
    snapshot = make_snapshot(enterprise=firm)
    second = newer("title")
    correction = correct(snapshot=snapshot, reason="填错", by=alice, at=AT)
    for assessment in (snapshot.assessment, correction):
        assert find_newer_revision(assessment) is None
    with pytest.raises(NotOffered):
        move_to_revision(assessment=correction, revision=second, by=alice, at=LATER)
    with pytest.raises(NotDraft):
        move_to_revision(assessment=snapshot.assessment, revision=second, by=alice, at=LATER)


def test_only_what_is_offered_can_be_moved_to(draft: Assessment, alice: User) -> None:
    before = rows_of(draft)
    second, _third = newer("title"), newer("weights", number=3)
    with pytest.raises(NotOffered):
        move_to_revision(assessment=draft, revision=second, by=alice, at=LATER)
    assert (Assessment.objects.get().revision, rows_of(draft)) == (published_first(), before)
    assert not Move.objects.exists()


def published_first() -> Revision:
    return Revision.objects.get(number=1)


# --- What a move does -----------------------------------------------------------------------------


def test_answers_that_fit_go_along_untouched(draft: Assessment, alice: User) -> None:
    kept = list(Answer.objects.exclude(code="M01").order_by("pk").values())
    move = moved(draft, "title", "weights", by=alice)
    assert list(Answer.objects.exclude(code="M01").order_by("pk").values()) == kept
    sheet = load_sheet(Assessment.objects.get())
    assert sheet.standard.revision == 2
    assert sheet.unconfirmed == {"M01"}
    assert (sheet.at("M01").value, sheet.at("M01").version) == (Chosen(options=("D",)), 2)
    assert (move.from_revision.number, move.to_revision.number) == (1, 2)
    assert (move.moved_by, move.moved_at) == (alice, LATER)


def test_what_cannot_be_read_is_open_and_what_is_gone_is_kept_for_undoing(
    draft: Assessment, alice: User
) -> None:
    move = moved(draft, "several", "no question", "new question", by=alice)
    sheet = load_sheet(Assessment.objects.get())
    assert sheet.progress.open == ("F05", "M99")
    assert (sheet.at("F05").value, sheet.at("F05").version) == (None, 2)
    assert "F01" not in sheet.held
    assert [row["options"] for row in move.before["answers"] if row["code"] == "F01"] == [["B", "C"]]


def test_a_moved_draft_is_submitted_under_its_new_revision(draft: Assessment, alice: User) -> None:
    moved(draft, "weights", by=alice)
    snapshot = submit(assessment=draft, declaration=DECLARATION, by=alice, at=LATER)
    assert (snapshot.revision_number, snapshot.digest) == (2, draft.revision.digest)


def test_a_page_opened_before_the_move_does_not_answer_another_question(
    firm: Enterprise, alice: User
) -> None:
    draft = make_assessment(enterprise=firm, answered="some")
    moved(draft, "title", "scene text", "option text", by=alice)
    for code, value in (("M01", Chosen(options=("D",))), ("S02", AtLevel(level=1))):  # were unanswered
        with pytest.raises(StaleWrite):
            save(draft, code, value, 0, alice)
        assert save(draft, code, value, 1, alice).version == 2
    assert save(draft, "M02", Chosen(options=("B",)), 0, alice).version == 1  # says what it said


def test_a_page_opened_before_the_move_does_not_answer_what_was_answered_and_emptied(
    firm: Enterprise, alice: User
) -> None:
    draft = make_assessment(enterprise=firm, answered="some")
    save(draft, "M01", Chosen(options=("B",)), 0, alice)
    assert save(draft, "M01", None, 1, alice).version == 2
    moved(draft, "title", by=alice)
    with pytest.raises(StaleWrite):
        save(draft, "M01", Chosen(options=("D",)), 2, alice)
    assert save(draft, "M01", Chosen(options=("D",)), 3, alice).version == 4


# --- Undoing --------------------------------------------------------------------------------------


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    answers=partial_answers(standard_2024()),
    names=st.sets(st.sampled_from(sorted(EDITS)), min_size=1),
    later=st.sets(st.sampled_from(sorted(EDITS))),
)
def test_moves_undone_one_by_one_give_back_identical_rows(
    db: None, answers: object, names: set[str], later: set[str]
) -> None:
    with transaction.atomic():
        published()
        owner = make_enterprise().created_by
        draft = make_assessment(enterprise=owner.memberships.get().enterprise, answered="none")
        fill(draft, answers, by=owner)  # type: ignore[arg-type]
        FigureValue.objects.create(
            assessment=draft, code="pass_rate_after", value="97.25", changed_by=owner, changed_at=AT
        )
        Answer.objects.filter(code__in=("F02", "S01")).update(version=3, needs_confirmation=True)
        first = rows_of(draft)
        move = moved(draft, *sorted(names), by=owner)
        second = rows_of(draft)
        again = moved(draft, *sorted(later), by=owner, number=3)
        save(draft, "S03", AtLevel(level=4), version_of(draft, "S03"), owner)
        undo(again, owner)
        assert rows_of(draft) == second
        undo(move, owner)
        assert rows_of(draft) == first
        assert Assessment.objects.get(pk=draft.pk).revision == published_first()
        transaction.set_rollback(True)


def version_of(draft: Assessment, code: str) -> int:
    return load_sheet(draft).at(code).version


def test_what_was_answered_since_is_said_before_it_goes(draft: Assessment, alice: User, bob: User) -> None:
    move = moved(draft, "title", by=alice)
    assert changed_codes(move.after, rows_of(draft), "answers") == ()
    before = seen(draft)
    figures = {**load_sheet(draft).figures, "staff_last": Decimal(130)}
    used = ("revenue_prev", "staff_prev", "revenue_last", "staff_last")
    machines = Figures(values={code: figures[code] for code in used})
    save(draft, "R03", machines, 1, bob)
    save(draft, "S01", None, 1, bob)
    now = rows_of(draft)
    assert changed_codes(move.after, now, "answers") == ("R03", "S01")
    assert changed_codes(move.after, now, "figures") == ("staff_last",)
    with pytest.raises(StaleWrite):
        undo_move(move=move, seen=before, by=alice, at=LATER)
    undo(move, alice)
    assert rows_of(draft) == move.before


def close(draft: Assessment, section: str, by: User) -> None:
    take_step(assessment=draft, section=section, step=SectionStep.CLOSE, by=by, at=LATER)


def held(draft: Assessment, code: str) -> tuple[Value | None, int, bool]:
    stored = load_sheet(Assessment.objects.get(pk=draft.pk)).at(code)
    return stored.value, stored.version, stored.needs_confirmation


def test_what_is_answered_since_in_a_section_closed_by_now_stays(
    draft: Assessment, alice: User, bob: User
) -> None:
    before = held(draft, "S05")
    move = moved(draft, "scene text", "no scene", by=alice)
    for code, level in (("S01", 3), ("S02", 1), ("S05", 4), ("S03", None)):
        value = None if level is None else AtLevel(level=level)
        save(draft, code, value, version_of(draft, code), bob)
    close(draft, "O1", alice)
    assert undo(move, alice).answers == ("S01", "S02", "S03")
    assert held(draft, "S01") == (AtLevel(level=3), 2, False)
    assert held(draft, "S02") == (AtLevel(level=1), 4, True)  # it reads otherwise
    assert held(draft, "S03") == (None, 2, False)
    assert held(draft, "S05") == before
    assert held(draft, "S16")[0] == NotApplicable(reason="other")  # gone with the move, and back
    assert PastAnswer.objects.filter(code="S05").count() == 2
    assert not PastAnswer.objects.filter(code="S01", changed_by=bob).exists()


def test_a_figure_that_the_old_revision_does_not_know_goes_from_a_closed_section(
    draft: Assessment, alice: User
) -> None:
    def robots(data: Data) -> None:
        known = next(figure for figure in data["figures"] if figure["code"] == "equip_digital")
        data["figures"].append(known | {"code": "robots"})
        part(data, "F02")["formula"]["part"] = "robots"

    made = make_published(standard=replace(edited(standard_2024(), robots), revision=2))
    before = load_figures(draft)
    move = move_to_revision(assessment=draft, revision=made, by=alice, at=LATER)
    given = Figures(values={"equip_total": before["equip_total"], "robots": Decimal(3)})
    save(draft, "F02", given, version_of(draft, "F02"), alice)
    close(draft, "F1", alice)
    assert undo(move, alice).figures == ()
    assert load_figures(draft) == before


def test_what_the_old_revision_cannot_read_goes_from_a_closed_section_too(
    draft: Assessment, alice: User, bob: User
) -> None:
    move = moved(draft, "several", "new question", by=alice)
    save(draft, "F05", Chosen(options=("A", "B")), version_of(draft, "F05"), bob)
    save(draft, "M99", Chosen(options=("A",)), version_of(draft, "M99"), bob)
    for section in {load_sheet(draft).standard.section_by_item[code].code for code in ("F05", "M99")}:
        close(draft, section, alice)
    assert undo(move, alice) == Staying()
    assert rows_of(draft) == move.before


def test_only_the_last_move_is_undone_and_once(draft: Assessment, alice: User) -> None:
    first = moved(draft, "title", by=alice)
    second = moved(draft, "title", "weights", by=alice, number=3)
    with pytest.raises(NothingToUndo):
        undo(first, alice)
    assert find_undoable(draft) == second
    undo(second, alice)
    with pytest.raises(NothingToUndo):
        undo(second, alice)
    assert find_undoable(draft) == first
    second.refresh_from_db()
    assert (second.undone_by, second.undone_at) == (alice, LATER)


def test_nothing_is_undone_after_submission(draft: Assessment, alice: User) -> None:
    move = moved(draft, "weights", by=alice)
    submit(assessment=draft, declaration=DECLARATION, by=alice, at=LATER)
    assert find_undoable(draft) is None
    with pytest.raises(NotDraft):
        undo(move, alice)


def test_after_undoing_the_draft_may_move_again(draft: Assessment, alice: User) -> None:
    move = moved(draft, "title", by=alice)
    undo(move, alice)
    again = move_to_revision(assessment=draft, revision=move.to_revision, by=alice, at=LATER)
    assert again.before == move.before


# --- Two at once ----------------------------------------------------------------------------------


def submit_it(assessment: Assessment, by: User) -> None:
    submit(assessment=assessment, declaration=DECLARATION, by=by, at=LATER)


def save_it(assessment: Assessment, by: User) -> None:
    save(assessment, "F05", Chosen(options=("A",)), 1, by)


def save_new(assessment: Assessment, by: User) -> None:
    Answer.objects.filter(code="F06").delete()
    save(assessment, "F06", Chosen(options=("B",)), 0, by)


def discard_it(assessment: Assessment, by: User) -> None:
    discard(assessment=assessment)


@pytest.mark.parametrize("write", [submit_it, save_it, save_new, discard_it])
def test_who_read_the_old_revision_writes_nothing_under_the_new_one(
    draft: Assessment, alice: User, write: Callable[[Assessment, User], None]
) -> None:
    read_before = Assessment.objects.select_related("revision").get()
    moved(draft, "weights", by=alice)
    with pytest.raises(OtherRevision), transaction.atomic():
        write(read_before, alice)
    assert Assessment.objects.get().state == AssessmentState.DRAFT
