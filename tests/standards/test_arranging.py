"""Parts in order and several weights at once, as services: all or nothing, with a name in the history."""

from datetime import timedelta
from decimal import Decimal

import pytest

from editing.services.refusals import Refusal, RefusedChange
from enterprises.models import User
from standards.models import Group, Question, Revision, Threshold, Variant, VariantQuestion
from standards.services import (
    StaleWeights,
    WeightEdit,
    place_part,
    point_variant,
    publish,
    set_weights,
)
from standards.services.arranging import last_position, position_of, siblings
from tests.people import AT, make_user
from tests.standards.editing import question, scene
from tests.standards.fixtures import ERRATUM

LATER = AT + timedelta(hours=1)


def edit(row: Question, seen: str, wanted: str) -> WeightEdit:
    return WeightEdit(part=Question, pk=row.pk, seen=Decimal(seen), wanted=Decimal(wanted))


def test_weights_are_written_together_with_who_and_when(draft: Revision, editor: User) -> None:
    edits = [edit(question(draft, "F01"), "40", "35"), edit(question(draft, "F02"), "30", "30")]
    assert set_weights(revision=draft, edits=edits, by=editor, at=LATER) == 1
    entry = Question.history.filter(id=question(draft, "F01").pk).first()
    assert (entry.weight, entry.history_user, entry.history_date) == (35, editor, LATER)


def test_one_stale_weight_keeps_all_from_being_written(draft: Revision, editor: User) -> None:
    one, other = question(draft, "F01"), question(draft, "F02")
    with pytest.raises(StaleWeights) as stale:
        set_weights(revision=draft, edits=[edit(one, "39", "35"), edit(other, "30", "25")], by=editor, at=AT)
    assert stale.value.rows == (one,)
    assert [question(draft, code).weight for code in ("F01", "F02")] == [40, 30]


def test_what_is_wanted_already_is_not_stale(draft: Revision, editor: User) -> None:
    edits = [edit(question(draft, "F01"), "39", "40")]
    assert set_weights(revision=draft, edits=edits, by=editor, at=AT) == 0


def test_weights_of_a_part_that_is_gone_are_left_out(draft: Revision, editor: User) -> None:
    gone = WeightEdit(part=Group, pk=0, seen=Decimal(1), wanted=Decimal(2))
    assert set_weights(revision=draft, edits=[gone], by=editor, at=AT) == 0


def test_only_a_draft_is_changed(published: Revision, editor: User) -> None:
    row = question(published, "F01")
    variant = Variant.objects.filter(revision=published).order_by("pk")[0]
    for change in (
        lambda: set_weights(revision=published, edits=[edit(row, "40", "35")], by=editor, at=AT),
        lambda: place_part(part=row, place=2, by=editor, at=AT),
        lambda: point_variant(variant=variant, scenes=(), questions=(), by=editor, at=AT),
    ):
        with pytest.raises(RefusedChange) as refusal:
            change()
        assert refusal.value.reason is Refusal.NOT_DRAFT


@pytest.mark.parametrize(
    ("place", "order"),
    [(1, "F02 F01 F03"), (2, "F01 F02 F03"), (3, "F01 F03 F02"), (99, "F01 F03 F02"), (0, "F02 F01 F03")],
)
def test_a_part_goes_to_its_place_and_the_others_make_room(
    draft: Revision, editor: User, place: int, order: str
) -> None:
    row = question(draft, "F02")
    place_part(part=row, place=place, by=editor, at=AT)
    found = siblings(row)
    assert " ".join(one.code for one in found if isinstance(one, Question)) == order
    assert [one.position for one in found] == [1, 2, 3]
    assert position_of(row) == order.split().index("F02") + 1
    assert last_position(row) == max(one.position for one in found if one.pk != row.pk)


def test_a_part_that_stands_alone_has_nobody_beside_it(draft: Revision) -> None:
    row = question(draft, "F02")
    Question.objects.filter(group=row.group).exclude(pk=row.pk).delete()
    assert siblings(row) == [row]
    assert (position_of(row), last_position(row)) == (1, 0)


def test_only_what_moves_gets_an_entry(draft: Revision, editor: User) -> None:
    place_part(part=question(draft, "F02"), place=1, by=editor, at=LATER)
    moved = Question.history.filter(revision_id=draft.pk, history_date=LATER)
    assert sorted(entry.code for entry in moved) == ["F01", "F02"]


def test_a_variant_keeps_what_it_names_already(draft: Revision, editor: User) -> None:
    variant = Variant.objects.get(revision=draft, code="warehouse_not_constrained")
    kept = variant.scenes.order_by("pk")[0]
    point_variant(
        variant=variant,
        scenes=[kept.scene, scene(draft, "S02")],
        questions=[question(draft, "F04")],
        by=editor,
        at=LATER,
    )
    assert set(variant.scenes.values_list("scene__code", flat=True)) == {kept.scene.code, "S02"}
    assert variant.scenes.filter(pk=kept.pk).exists()
    entry = VariantQuestion.history.filter(variant_id=variant.pk).first()
    assert (entry.history_user, entry.history_date) == (editor, LATER)


def test_a_level_has_no_order_of_its_own(draft: Revision, editor: User) -> None:
    with pytest.raises(KeyError):
        place_part(part=Threshold.objects.filter(revision=draft).order_by("pk")[0], place=1, by=editor, at=AT)


def test_a_published_draft_takes_no_more_weights(draft: Revision, editor: User) -> None:
    set_weights(revision=draft, edits=[edit(question(draft, "F01"), "40", "35")], by=editor, at=AT)
    set_weights(revision=draft, edits=[edit(question(draft, "F02"), "30", "35")], by=editor, at=AT)
    publish(revision=draft, by=make_user(), at=AT, note="改", erratum=ERRATUM)
    with pytest.raises(RefusedChange):
        set_weights(revision=draft, edits=[edit(question(draft, "F01"), "35", "40")], by=editor, at=AT)
