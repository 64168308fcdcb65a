"""A file into a draft: shown row by row, written exactly as shown, or not at all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import pytest

from editing.domain.stored_rows import load_rows
from editing.domain.table_changes import RowState
from editing.models import State, Upload
from editing.services.refusals import Refusal, RefusedChange
from editing.services.uploads import KEPT, discard_upload, keep_upload
from enterprises.models import User
from standards.domain import exchange
from standards.domain.standard import Outline, ProblemKind
from standards.domain.standard import Verification as Verified
from standards.domain.tables import BY_NAME
from standards.models import Option, Question, Revision, Standard
from standards.presenters.file import read_file
from standards.presenters.workbook import export_workbook, workbook_of
from standards.selectors import revisions as selectors
from standards.selectors.preview import Preview, preview
from standards.services import (
    StandardRefusal,
    confirm_upload,
    copy_revision,
    record_verification,
    replace_draft,
)
from tests.domain.edits import part, removing, setting
from tests.people import AT
from tests.standards.fixtures import standard_2024

pytestmark = pytest.mark.usefixtures("shared_2024")

LATER = AT + timedelta(days=1)
Edit = Callable[[dict[str, Any]], object]


def outline(*edits: Edit) -> Outline:
    """Return the 2024 standard with edits that may make it unsound."""
    data = exchange.to_data(standard_2024())
    for edit in edits:
        edit(data)
    return exchange.outline_from_data({"format": exchange.FORMAT, **data})


def kept(content: bytes | Outline, by: User) -> Upload:
    content = workbook_of(content) if isinstance(content, Outline) else content
    return keep(content, by)


def keep(content: bytes, by: User, at: datetime = AT) -> Upload:
    rows = read_file(content)
    return keep_upload(subject="standard", name="指标.xlsx", content=content, rows=rows, by=by, at=at)


def shown(upload: Upload, *, official: bool = False) -> Preview:
    return preview(load_rows(upload.rows), official=official)


def confirmed(upload: Upload, by: User, *, official: bool = False) -> Revision:
    basis = shown(upload, official=official).basis
    return confirm_upload(upload=upload, basis=basis, official=official, by=by, at=LATER)


def by_state(found: Preview) -> dict[str, list[str]]:
    """Return what happens to rows, without those that stay: keys by state."""
    states: dict[str, list[str]] = {}
    for change in found.comparison.rows:
        if change.state is not RowState.UNCHANGED:
            key = "/".join(map(str, change.row.reference(BY_NAME[change.row.table])))
            states.setdefault(change.state, []).append(key)
    for row in found.comparison.removed:
        states.setdefault("removed", []).append("/".join(map(str, row.reference(BY_NAME[row.table]))))
    return states


def everything() -> list[tuple[object, ...]]:
    """Return what the tables of standards hold."""
    models = (Standard, Revision, Question, Option)
    return [row for model in models for row in model._default_manager.order_by("pk").values_list()]


EDITS: tuple[Edit, ...] = (
    setting("F01.B", text={"zh": "换一种说法", "en": "Put otherwise"}),
    removing("F04.J"),
    setting("F04.I", weight=14),
    lambda data: data["reasons"].append({"code": "fresh", "name": {"zh": "新的原因"}}),
)


def test_a_preview_says_of_every_row_what_becomes_of_it(load_2024: Revision, alice: User) -> None:
    found = shown(kept(outline(*EDITS), alice))
    assert by_state(found) == {
        "changed": ["F01/B", "F04/I"],
        "new": ["fresh"],
        "removed": ["F04/J"],
    }
    assert found.comparison.count(RowState.UNCHANGED) > 260
    assert found.problems == {}


def test_until_it_is_confirmed_no_standard_changes(load_2024: Revision, alice: User) -> None:
    before = everything()
    upload = kept(outline(*EDITS), alice)
    shown(upload)
    assert everything() == before
    discard_upload(upload=upload)
    assert (everything(), Upload.objects.count()) == (before, 0)


def test_without_a_draft_a_new_one_is_made_from_the_newest_revision(load_2024: Revision, alice: User) -> None:
    draft = confirmed(kept(outline(*EDITS), alice), alice)
    assert (str(draft), draft.state, draft.based_on) == ("miit-sme-2024@2", State.DRAFT, load_2024)
    assert draft.created_by == alice
    assert selectors.outline(draft.pk) == replace(outline(*EDITS), revision=2)
    assert selectors.outline(load_2024.pk) == outline()
    assert not Upload.objects.exists()


def test_an_open_draft_takes_the_file(load_2024: Revision, alice: User, bob: User) -> None:
    draft = copy_revision(revision=load_2024, by=bob, at=AT)
    assert confirmed(kept(outline(*EDITS), alice), alice) == draft
    assert selectors.outline(draft.pk) == replace(outline(*EDITS), revision=2)
    changed = Option.history.filter(history_type="~", history_user=alice)
    assert {row.key for row in changed if row.text_zh == "换一种说法" or row.weight == 14} == {"B", "I"}


def test_an_unknown_code_becomes_a_new_standard(load_2024: Revision, alice: User) -> None:
    new = replace(outline(), code="local-1", origin=standard_2024().origin.__class__.LOCAL)
    upload = kept(new, alice)
    assert set(by_state(shown(upload))) == {"new"}
    draft = confirmed(upload, alice)
    assert (str(draft), draft.standard.origin) == ("local-1@1", "local")
    assert selectors.outline(draft.pk) == new


@pytest.mark.parametrize("edits", [EDITS, ()])
def test_export_import_export_gives_the_same_bytes(
    load_2024: Revision, alice: User, edits: tuple[Edit, ...]
) -> None:
    draft = copy_revision(revision=load_2024, by=alice, at=AT)
    replace_draft(revision=draft, standard=outline(*edits), by=alice, at=AT)
    workbook, text = export_workbook(draft.pk), selectors.export(draft.pk)
    replace_draft(revision=draft, standard=outline(removing("S16")), by=alice, at=AT)
    confirmed(kept(workbook, alice), alice)
    assert (export_workbook(draft.pk), selectors.export(draft.pk)) == (workbook, text)
    replace_draft(revision=draft, standard=outline(removing("S16")), by=alice, at=AT)
    confirmed(kept(text.encode(), alice), alice)
    assert (export_workbook(draft.pk), selectors.export(draft.pk)) == (workbook, text)


# --- refused -------------------------------------------------------------------------------------


def refusal(upload: Upload, by: User, basis: str) -> StrEnum:
    before = everything()
    with pytest.raises(RefusedChange) as caught:
        confirm_upload(upload=upload, basis=basis, official=False, by=by, at=LATER)
    assert everything() == before
    assert Upload.objects.filter(pk=upload.pk).exists()
    return caught.value.reason


def test_a_draft_changed_meanwhile_is_shown_anew_first(load_2024: Revision, alice: User, bob: User) -> None:
    draft = copy_revision(revision=load_2024, by=bob, at=AT)
    upload = kept(outline(*EDITS), alice)
    basis = shown(upload).basis
    replace_draft(revision=draft, standard=outline(setting("F01.C", weight=24)), by=bob, at=AT)
    assert refusal(upload, alice, basis) is Refusal.PREVIEW_OUTDATED
    assert "F01/C" in by_state(shown(upload))["changed"]
    confirmed(upload, alice)


def test_a_draft_begun_meanwhile_is_shown_first(load_2024: Revision, alice: User, bob: User) -> None:
    upload = kept(outline(*EDITS), alice)
    basis = shown(upload).basis
    copy_revision(revision=load_2024, by=bob, at=AT)
    assert refusal(upload, alice, basis) is Refusal.PREVIEW_OUTDATED


def test_a_file_that_changes_nothing_is_not_written(load_2024: Revision, alice: User) -> None:
    upload = kept(outline(), alice)
    assert shown(upload).comparison.is_empty
    assert refusal(upload, alice, shown(upload).basis) is StandardRefusal.NOTHING_TO_IMPORT


def broken(old: str, new: str) -> bytes:
    text = exchange.dump(standard_2024())
    assert old in text
    return text.replace(old, new, 1).encode()


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [
        ("    weight: 50\n", "    weight: half\n", "F"),
        ("            number: 1\n", "            number: 2\n", "F01"),
        ("part: equip_digital", "part: nothing", "F02"),
        ("kind: multi", "kind: ratio", "F01"),
        ("weight: 25\n", "weight: 125\n", "F01/B"),
        ("origin: official", "origin: local", ""),
        ("    weight: 50\n", "    weight: 49.1234567\n", "F"),
        ("  - code: no_such_business", "  - code: outsourced", "outsourced"),
        ("              - key: B", "              - key: A", "F01/A"),
    ],
)
def test_rows_that_no_draft_can_hold_are_rejected_and_stop_the_file(
    load_2024: Revision, alice: User, old: str, new: str, row: str
) -> None:
    upload = kept(broken(old, new), alice)
    found = shown(upload)
    assert row in by_state(found)["rejected"]
    assert found.content is None
    assert refusal(upload, alice, found.basis) is Refusal.ROWS_REJECTED


def test_problems_of_the_whole_stand_at_their_rows_and_do_not_stop_a_draft(
    load_2024: Revision, alice: User
) -> None:
    upload = kept(outline(setting("F", weight=49), setting("F1", weight=39)), alice)
    found = shown(upload)
    at_rows = {identity: [p.kind for p in problems] for identity, problems in found.problems.items()}
    assert at_rows == {
        ("dimensions", ()): [ProblemKind.WEIGHTS_NOT_100],
        ("dimensions", ("F",)): [ProblemKind.WEIGHTS_NOT_100],
    }
    draft = confirmed(upload, alice)
    assert selectors.outline(draft.pk).dimensions[0].weight == 49


def test_a_problem_of_a_level_stands_at_the_level(load_2024: Revision, alice: User) -> None:
    content = broken("      min_points: 40\n", "      min_points: 90\n")
    assert ("rule.thresholds", (3,)) in shown(kept(content, alice)).problems


def test_a_question_may_move_to_another_group(load_2024: Revision, alice: User) -> None:
    def move(data: dict[str, Any]) -> None:
        question = part(data, "F01")
        part(data, "F1")["questions"].remove(question)
        part(data, "F2")["questions"].append(question)

    upload = kept(outline(move), alice)
    assert by_state(shown(upload)) == {"changed": ["F01"]}
    draft = confirmed(upload, alice)
    assert Question.objects.get(revision=draft, code="F01").group.code == "F2"


# --- what a verifier learned ---------------------------------------------------------------------


@pytest.fixture
def verified(load_2024: Revision) -> Revision:
    record_verification(
        revision=load_2024,
        verification=Verified(by="王工"),
        official={"name": "官方名称", "dimensions[F].name": "官方维度"},
        by=None,
        at=AT,
    )
    return load_2024


def test_a_file_of_a_verified_revision_changes_nothing(verified: Revision, alice: User) -> None:
    assert shown(kept(export_workbook(verified.pk), alice)).comparison.is_empty


def test_official_texts_change_by_a_verifiers_file_only(verified: Revision, alice: User) -> None:
    data = exchange.to_data(selectors.outline(verified.pk))
    data["name"]["official"] = "另一个官方名称"
    del data["dimensions"][0]["name"]["official"]
    upload = kept(exchange.outline_from_data({"format": exchange.FORMAT, **data}), alice)
    assert shown(upload).comparison.is_empty
    assert by_state(shown(upload, official=True)) == {"changed": ["", "F"]}
    assert refusal(upload, alice, shown(upload, official=True).basis) is Refusal.PREVIEW_OUTDATED
    draft = confirmed(upload, alice, official=True)
    assert exchange.official_texts(selectors.outline(draft.pk)) == {"name": "另一个官方名称"}


def test_a_verification_never_comes_from_a_file(load_2024: Revision, alice: User) -> None:
    data = exchange.to_data(outline(*EDITS)) | {"verification": {"by": "某人"}}
    upload = kept(exchange.outline_from_data({"format": exchange.FORMAT, **data}), alice)
    draft = confirmed(upload, alice, official=True)
    assert selectors.outline(draft.pk).verification == Verified()


# --- waiting -------------------------------------------------------------------------------------


def test_a_file_that_nobody_confirms_is_forgotten(load_2024: Revision, alice: User) -> None:
    old = kept(outline(), alice)
    content = workbook_of(outline())
    keep(content, alice, AT + KEPT)
    assert Upload.objects.filter(pk=old.pk).exists()
    keep(content, alice, AT + KEPT + timedelta(seconds=1))
    assert not Upload.objects.filter(pk=old.pk).exists()
