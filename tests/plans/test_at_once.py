"""Two people at the same moment: one of them is told, nothing is overwritten."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from enterprises.models import Enterprise, User
from plans.domain.progress import StepState
from plans.models import KeptPlan, PlanState, Step
from plans.services import RefusedPlan, close_plan, move_step
from tests.people import AT
from tests.plans.factories import BEGIN, first_step, make_followed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def at_once(*writes: Callable[[], None]) -> list[str]:
    """Do all of them in threads of their own, and return how each that was refused was."""
    barrier, refused = Barrier(len(writes)), list[str]()

    def go(write: Callable[[], None]) -> None:
        try:
            barrier.wait()
            write()
        except RefusedPlan as error:
            refused.append(error.refusal)
        finally:
            connection.close()

    threads = [Thread(target=go, args=(write,)) for write in writes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def moving(step: Step, state: StepState, by: User) -> Callable[[], None]:
    return lambda: move_step(step=step, state=state, version=1, on=BEGIN, by=by, at=AT)


def test_of_two_moves_of_a_step_one_is_refused(firm: Enterprise, alice: User, bob: User) -> None:
    step = first_step(make_followed(enterprise=firm))
    refused = at_once(moving(step, StepState.DONE, alice), moving(step, StepState.DOING, bob))
    assert refused == ["changed meanwhile"]
    step.refresh_from_db()
    assert (step.version, step.changed_by) == (2, alice if step.state == StepState.DONE else bob)


def test_no_step_is_moved_after_its_plan_has_ended(firm: Enterprise, alice: User, bob: User) -> None:
    plan = make_followed(enterprise=firm)
    step = first_step(plan)

    def stop() -> None:
        close_plan(plan=plan, state=PlanState.STOPPED, by=alice, at=AT)

    refused = at_once(stop, moving(step, StepState.DONE, bob))
    assert KeptPlan.objects.get().state == PlanState.STOPPED
    step.refresh_from_db()
    assert (step.state == StepState.TO_DO) == (refused == ["not followed"])
