"""Two people, one assessment, the same moment: what each of them writes is kept or refused, never mixed."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.db import connection

from assessment.models import Assessment
from assessment.selectors.answers import load_sheet
from assessment.services import NotDraft, OtherRevision, StaleWrite, move_to_revision
from enterprises.models import Enterprise, User
from standards.domain.answers import Chosen, Figures
from tests.assessment.factories import load_answers, make_assessment
from tests.assessment.test_moving import LATER, newer, save_it, submit_it
from tests.assessment.test_saving import save

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
D = Decimal


@pytest.fixture
def empty(firm: Enterprise) -> Assessment:
    return make_assessment(enterprise=firm, answered="none")


@pytest.fixture
def draft(firm: Enterprise) -> Assessment:
    return make_assessment(enterprise=firm)


def test_of_two_writes_at_the_same_moment_one_wins(alice: User, bob: User, empty: Assessment) -> None:
    outcomes: list[str] = []
    together = Barrier(2)

    def write(by: User, key: str) -> None:
        together.wait()
        try:
            save(empty, by, "F05", Chosen(options=(key,)))
            outcomes.append(key)
        except StaleWrite:
            outcomes.append("stale")
        finally:
            connection.close()

    threads = [Thread(target=write, args=(alice, "B")), Thread(target=write, args=(bob, "C"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "stale" in outcomes
    winner = next(key for key in outcomes if key != "stale")
    assert load_answers(empty).questions["F05"] == Chosen(options=(winner,))


def test_a_shared_figure_and_what_hangs_on_it_are_saved_at_the_same_moment(
    alice: User, bob: User, empty: Assessment
) -> None:
    save(empty, alice, "F02", Figures(values={"equip_total": D(100), "equip_digital": D(45)}))
    save(empty, alice, "F03", Figures(values={"equip_connected": D(30)}))
    together = Barrier(2)

    def write(by: User, code: str, values: Iterable[dict[str, Decimal]]) -> None:
        try:
            for version, one in enumerate(values, start=1):
                together.wait(timeout=10)
                assert save(empty, by, code, Figures(values=one), version).changed
        finally:
            connection.close()

    totals = [{"equip_total": D(number), "equip_digital": D(45)} for number in range(110, 120)]
    parts = [{"equip_connected": D(number)} for number in range(40, 50)]
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(write, alice, "F02", totals), pool.submit(write, bob, "F03", parts)]
    for one in both:
        one.result()  # raises what the other raised: neither may wait for the other for ever


@pytest.mark.parametrize("write", [submit_it, save_it])
def test_a_move_and_another_write_at_the_same_moment_follow_each_other(
    draft: Assessment, alice: User, write: Callable[[Assessment, User], None]
) -> None:
    second = newer("no question", "weights")
    together = Barrier(2)
    refused: list[type[Exception]] = []

    def go(act: Callable[[Assessment], object]) -> None:
        mine = Assessment.objects.select_related("revision").get(pk=draft.pk)
        together.wait()
        try:
            act(mine)
        except (NotDraft, OtherRevision) as error:
            refused.append(type(error))
        finally:
            connection.close()

    moving = Thread(
        target=go, args=(lambda it: move_to_revision(assessment=it, revision=second, by=alice, at=LATER),)
    )
    writing = Thread(target=go, args=(lambda it: write(it, alice),))
    for thread in (moving, writing):
        thread.start()
    for thread in (moving, writing):
        thread.join()
    after = Assessment.objects.select_related("revision").get(pk=draft.pk)
    if write is submit_it:  # one of the two
        assert len(refused) == 1
        assert after.is_draft == (after.revision == second)
    else:  # in either order, or the save is told
        assert refused in ([], [OtherRevision])
        assert after.revision == second
        saved = Chosen(options=("C" if refused else "A",))
        assert load_sheet(after).at("F05").value == saved
