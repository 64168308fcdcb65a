"""Steps are changed by one at a time, while their plan is followed; notes, files and figures stay longer."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from enterprises.domain.uploads import FileProblem
from enterprises.models import Enterprise, Membership, User, private_storage
from enterprises.services.files import RefusedFile
from plans.domain.progress import StepState
from plans.models import FileKind, KeptPlan, Note, PlanState, Step, StoredFile
from plans.presenters.actions import load_action_list
from plans.presenters.trend import Trend
from plans.selectors.kept import read_plan_details
from plans.selectors.plans import list_steps
from plans.selectors.proofs import list_files, stored_bytes
from plans.services import (
    Refusal,
    RefusedPlan,
    StepValues,
    add_note,
    change_effect,
    change_step,
    close_plan,
    move_step,
    remove_effect,
    remove_file,
    store_file,
)
from plans.services.effects import EffectValues
from standards.domain.scoring import score
from standards.wording.results import rounded_points_text
from tests.people import AT
from tests.plans.factories import BEGIN, first_step, make_effect, make_file, make_followed, make_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]
DAY = date(2026, 4, 1)


@pytest.fixture
def plan(firm: Enterprise) -> KeptPlan:
    return make_followed(enterprise=firm)


@pytest.fixture
def step(plan: KeptPlan) -> Step:
    return first_step(plan)


def values_of(step: Step) -> StepValues:
    return StepValues(
        state=StepState(step.state),
        owner=step.owner,
        owner_name=step.owner_name,
        starts_on=step.starts_on,
        due_on=step.due_on,
        cost_planned=step.cost_planned,
        cost_real=step.cost_real,
        done_on=step.done_on,
    )


def end(plan: KeptPlan, state: PlanState) -> None:
    close_plan(plan=plan, state=state, by=plan.kept_by, at=AT)


# --- Steps ------------------------------------------------------------------------------------


def test_what_is_said_of_a_step_is_kept_exactly(step: Step, bob: User) -> None:
    given = replace(
        values_of(step),
        state=StepState.DONE,
        owner=bob,
        cost_planned=Decimal("12.3456"),
        cost_real=Decimal(0),
        done_on=DAY,
    )
    assert change_step(step=step, values=given, version=1, by=bob, at=AT)
    step.refresh_from_db()
    assert values_of(step) == given
    assert (step.version, step.changed_by) == (2, bob)


def test_saying_the_same_again_writes_nothing(step: Step, bob: User) -> None:
    assert not change_step(step=step, values=values_of(step), version=1, by=bob, at=AT)
    step.refresh_from_db()
    assert step.version == 1


def test_nobody_overwrites_anybody(step: Step, alice: User, bob: User) -> None:
    change_step(step=step, values=replace(values_of(step), owner_name="周工"), version=1, by=bob, at=AT)
    with pytest.raises(RefusedPlan) as refused:
        change_step(step=step, values=replace(values_of(step), owner=alice), version=1, by=alice, at=AT)
    assert refused.value.refusal is Refusal.CHANGED_MEANWHILE
    with pytest.raises(RefusedPlan):
        move_step(step=step, state=StepState.DONE, version=1, on=DAY, by=alice, at=AT)
    step.refresh_from_db()
    assert (step.owner, step.owner_name, step.state, step.version) == (None, "周工", StepState.TO_DO, 2)


def test_a_step_that_gets_done_has_its_day_and_one_that_is_reopened_has_none(step: Step, bob: User) -> None:
    move_step(step=step, state=StepState.DONE, version=1, on=DAY, by=bob, at=AT)
    step.refresh_from_db()
    assert (step.state, step.done_on) == (StepState.DONE, DAY)
    move_step(step=step, state=StepState.DOING, version=2, on=DAY, by=bob, at=AT)
    step.refresh_from_db()
    assert (step.state, step.done_on) == (StepState.DOING, None)


@pytest.mark.parametrize("state", [PlanState.FINISHED, PlanState.STOPPED])
def test_steps_of_a_plan_that_has_ended_stay_as_they_are(step: Step, bob: User, state: PlanState) -> None:
    end(step.plan, state)
    with pytest.raises(RefusedPlan) as refused:
        move_step(step=step, state=StepState.DONE, version=1, on=DAY, by=bob, at=AT)
    assert refused.value.refusal is Refusal.NOT_FOLLOWED
    step.refresh_from_db()
    assert step.version == 1


# --- The list ---------------------------------------------------------------------------------


def test_the_list_says_whose_a_step_is_and_who_has_left(plan: KeptPlan, bob: User) -> None:
    first, second, third, *_others = list_steps(plan)
    Step.objects.filter(pk=first.pk).update(owner=bob)
    Step.objects.filter(pk=second.pk).update(owner_name="周工")
    assert [row.who for row in load_action_list(plan, BEGIN).rows[:3]] == ["李波", "周工", ""]
    Membership.objects.filter(user=bob).delete()
    assert load_action_list(plan, BEGIN).rows[0].who == "李波（已离开的成员）"
    assert third.owner is None


def test_the_list_knows_what_should_come_first(plan: KeptPlan, bob: User) -> None:
    details = read_plan_details(plan)
    waiting = next(code for code, others in details.waits.items() if others)
    step = Step.objects.get(plan=plan, code=waiting)
    before = load_action_list(plan, BEGIN).before(step)
    assert {row.step.code for row in before} == details.waits[waiting]
    for row in before:
        move_step(step=row.step, state=StepState.DONE, version=1, on=DAY, by=bob, at=AT)
    assert load_action_list(plan, BEGIN).before(step) == ()


def test_once_all_is_done_the_points_are_those_that_the_plan_promised(plan: KeptPlan) -> None:
    actions = load_action_list(plan, BEGIN)
    trend = Trend(actions=actions, today=BEGIN)
    promised = actions.details.plan
    assert (trend.end.level, trend.end.points) == (promised.level, rounded_points_text(promised.points))
    total = score(actions.details.standard, actions.details.submitted.answers).total.points
    assert trend.now.points == rounded_points_text(total)


# --- Notes, files, figures --------------------------------------------------------------------


def test_notes_stay_in_their_order(step: Step, bob: User) -> None:
    for text in ("一", "二"):
        add_note(step=step, text=text, by=bob, at=AT)
    assert [note.text for note in Note.objects.filter(step=step)] == ["一", "二"]


def test_a_file_is_kept_under_a_name_that_nobody_can_guess(step: Step) -> None:
    file = make_file(plan=step.plan, step=step, name="../合同.pdf")
    assert (file.name, file.size) == ("_合同.pdf", 8)
    assert "合同" not in str(file.file.name)
    with file.file.open("rb") as content:
        assert content.read() == b"%PDF-1.7"
    assert len(file.sha256) == 64


def test_the_same_content_is_kept_once_in_a_place(plan: KeptPlan, step: Step) -> None:
    make_file(plan=plan, step=step)
    with pytest.raises(RefusedFile) as refused:
        make_file(plan=plan, step=step, name="又一次.pdf")
    assert refused.value.problem is FileProblem.KNOWN
    make_file(plan=plan)
    assert [file.step for file in list_files(plan)] in ([None, step], [step, None])


def test_a_refused_file_leaves_nothing_behind(plan: KeptPlan, settings: Settings) -> None:
    settings.FILE_MAX_BYTES, settings.PLAN_FILES_MAX_BYTES = 100, 150
    for name, content, why in (
        ("a.exe", b"MZ", FileProblem.TYPE),
        ("a.pdf", b"%PDF-" + b"x" * 100, FileProblem.LARGE),
    ):
        with pytest.raises(RefusedFile) as refused:
            make_file(plan=plan, name=name, content=content)
        assert refused.value.problem is why
    make_file(plan=plan, content=b"%PDF-" + b"1" * 90)
    with pytest.raises(RefusedFile) as refused:
        make_file(plan=plan, content=b"%PDF-" + b"2" * 90)
    assert refused.value.problem is FileProblem.FULL
    assert stored_bytes(plan) == 95
    assert len(private_storage().listdir(plan.public_id.hex)[1]) == 1


def test_the_room_for_files_may_be_filled_to_the_last_byte(plan: KeptPlan, settings: Settings) -> None:
    settings.FILE_MAX_BYTES, settings.PLAN_FILES_MAX_BYTES = 10, 19
    make_file(plan=plan, content=b"%PDF-12345")
    for content, why in ((b"%PDF-123456", FileProblem.LARGE), (b"%PDF-54321", FileProblem.FULL)):
        with pytest.raises(RefusedFile) as refused:
            make_file(plan=plan, content=content)
        assert refused.value.problem is why
    make_file(plan=plan, content=b"%PDF-4321")
    assert stored_bytes(plan) == 19


def test_a_removed_file_is_gone_once_that_is_certain(
    plan: KeptPlan, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    file = make_file(plan=plan)
    storage, path = file.file.storage, str(file.file.name)
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        remove_file(file=file)
    assert storage.exists(path)
    callbacks[0]()
    assert not storage.exists(path)
    assert not StoredFile.objects.exists()


def test_what_proves_a_plan_is_added_after_it_is_finished_too(step: Step, bob: User) -> None:
    end(step.plan, PlanState.FINISHED)
    add_note(step=step, text="验收通过", by=bob, at=AT)
    file, effect = make_file(plan=step.plan, step=step), make_effect(plan=step.plan)
    remove_file(file=file)
    remove_effect(effect=effect)


def test_nothing_is_added_to_a_plan_that_was_stopped(step: Step, bob: User) -> None:
    file, effect = make_file(plan=step.plan, step=step), make_effect(plan=step.plan)
    end(step.plan, PlanState.STOPPED)
    values = EffectValues(name="x", unit="", before=Decimal(1), after=Decimal(1), basis="x")
    for write in (
        lambda: add_note(step=step, text="x", by=bob, at=AT),
        lambda: make_file(plan=step.plan, content=b"%PDF-2"),
        lambda: remove_file(file=file),
        lambda: make_effect(plan=step.plan),
        lambda: change_effect(effect=effect, values=values, by=bob, at=AT),
        lambda: remove_effect(effect=effect),
    ):
        with pytest.raises(RefusedPlan) as refused:
            write()
        assert refused.value.refusal is Refusal.NOT_PROVEN
    assert len(private_storage().listdir(step.plan.public_id.hex)[1]) == 1


def test_a_plan_that_is_only_kept_takes_no_files(firm: Enterprise) -> None:
    plan = make_plan(enterprise=firm)
    with pytest.raises(RefusedPlan):
        store_file(
            plan=plan,
            step=None,
            kind=FileKind.OTHER,
            content=ContentFile(b"x", name="a.txt"),
            by=plan.kept_by,
            at=AT,
        )
