"""Drafts: copied, derived, rewritten from a file, thrown away; and who is remembered for it."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from editing.domain.texts import Text
from editing.models import State
from editing.services.refusals import Refusal, RefusedChange
from enterprises.models import User
from standards.domain import exchange
from standards.domain.standard import Document, InvalidStandard, Origin
from standards.domain.standard import Verification as Verified
from standards.models import Option, Question, Revision, Standard, Term, Verification
from standards.models.mapping import PARTS
from standards.selectors import revisions as selectors
from standards.services import (
    StandardRefusal,
    copy_revision,
    delete_draft,
    derive_standard,
    publish,
    record_verification,
    replace_draft,
)
from tests.domain.edits import edited, removing, setting
from tests.people import AT
from tests.standards.fixtures import standard_2024

pytestmark = pytest.mark.usefixtures("shared_2024")

LATER = AT + timedelta(days=1)


def changes(revision: Revision) -> dict[str, int]:
    """Return how many rows of history each kind of part has since it was begun, by what happened."""
    found: dict[str, int] = {}
    for part in PARTS:
        since = part.history.filter(revision_id=revision.pk, history_date__gt=revision.created_at)
        for kind in since.values_list("history_type", flat=True):
            name = f"{part.__name__} {kind}"
            found[name] = found.get(name, 0) + 1
    return found


def test_a_copy_says_the_same_under_the_next_number(load_2024: Revision, alice: User) -> None:
    draft = copy_revision(revision=load_2024, by=alice, at=LATER)
    assert (str(draft), draft.state, draft.based_on) == ("miit-sme-2024@2", State.DRAFT, load_2024)
    assert (draft.created_by, draft.created_at) == (alice, LATER)
    assert selectors.compiled(draft.pk) == replace(standard_2024(), revision=2)


def test_a_copy_takes_official_texts_along_but_no_verification(load_2024: Revision, alice: User) -> None:
    record_verification(
        revision=load_2024, verification=Verified(by="王工"), official={"name": "官方名称"}, by=None, at=AT
    )
    draft = copy_revision(revision=load_2024, by=alice, at=LATER)
    copied = selectors.compiled(draft.pk)
    assert copied.name.official == "官方名称"
    assert copied.verification == Verified()
    assert not Verification.objects.filter(revision=draft).exists()


def test_a_standard_has_one_draft_at_a_time(load_2024: Revision, alice: User) -> None:
    copy_revision(revision=load_2024, by=alice, at=LATER)
    with pytest.raises(RefusedChange) as refused:
        copy_revision(revision=load_2024, by=alice, at=LATER)
    assert refused.value.reason is Refusal.DRAFT_EXISTS


def test_a_draft_is_not_copied(load_2024: Revision, alice: User) -> None:
    draft = copy_revision(revision=load_2024, by=alice, at=LATER)
    with pytest.raises(RefusedChange, match="has never been published"):
        copy_revision(revision=draft, by=alice, at=LATER)


def test_a_local_standard_has_code_and_name_of_its_own_and_knows_its_source(
    load_2024: Revision, alice: User
) -> None:
    name = Text(zh="本市中小企业数字化评价", en="City rating")
    draft = derive_standard(revision=load_2024, code="city-2026", name=name, by=alice, at=LATER)
    assert str(draft) == "city-2026@1"
    assert draft.standard.derives_from == load_2024
    assert selectors.compiled(draft.pk) == replace(
        standard_2024(), code="city-2026", origin=Origin.LOCAL, name=name, document=Document()
    )


def test_a_local_standard_needs_a_code_that_is_free(load_2024: Revision, alice: User) -> None:
    with pytest.raises(RefusedChange) as refused:
        derive_standard(revision=load_2024, code="miit-sme-2024", name=Text(zh="本地"), by=alice, at=LATER)
    assert refused.value.reason is StandardRefusal.CODE_TAKEN


@pytest.fixture
def draft(load_2024: Revision, alice: User) -> Revision:
    return copy_revision(revision=load_2024, by=alice, at=AT)


def test_a_rewritten_draft_says_what_the_file_says(draft: Revision, bob: User) -> None:
    wanted = edited(
        standard_2024(),
        setting("F", weight=45),
        setting("M", weight=35),
        setting("F01.B", text={"zh": "别的内容"}),
        removing("S16"),
    )
    replace_draft(revision=draft, standard=wanted, by=bob, at=LATER)
    assert selectors.compiled(draft.pk) == wanted


def test_only_what_differs_is_written_and_its_history_names_who_and_when(draft: Revision, bob: User) -> None:
    wanted = edited(standard_2024(), setting("F", weight=45), setting("M", weight=35))
    replace_draft(revision=draft, standard=wanted, by=bob, at=LATER)
    assert changes(draft) == {"Dimension ~": 2}
    entry = PARTS[1].history.filter(revision_id=draft.pk, code="F", history_date=LATER).get()
    assert (entry.weight, entry.history_user, entry.history_date) == (45, bob, LATER)


def test_the_history_of_each_part_begins_with_the_draft(draft: Revision, alice: User) -> None:
    for part in PARTS:
        begun = part.history.filter(revision_id=draft.pk)
        assert begun.count() == part._default_manager.filter(revision=draft).count()
        assert {(entry.history_type, entry.history_user, entry.history_date) for entry in begun} <= {
            ("+", alice, AT)
        }


def test_rewriting_with_the_same_writes_nothing(draft: Revision, bob: User) -> None:
    before = Revision.history.filter(id=draft.pk).count()
    replace_draft(revision=draft, standard=standard_2024(), by=bob, at=LATER)
    assert changes(draft) == {}
    assert Revision.history.filter(id=draft.pk).count() == before


def test_parts_change_places_although_places_are_unique(draft: Revision, bob: User) -> None:
    def shuffled(data: dict[str, object]) -> None:
        dice = random.Random(7)
        for dimension in data["dimensions"]:  # type: ignore[attr-defined]
            dice.shuffle(dimension["groups"])
            for group in dimension["groups"]:
                dice.shuffle(group["questions"])
        data["dimensions"].reverse()  # type: ignore[attr-defined]
        data["terms"].reverse()  # type: ignore[attr-defined]

    wanted = edited(standard_2024(), shuffled, setting("F01", number=2), setting("F02", number=1))
    replace_draft(revision=draft, standard=wanted, by=bob, at=LATER)
    assert selectors.compiled(draft.pk) == wanted


def test_a_question_moves_to_another_group_with_its_options(draft: Revision, bob: User) -> None:
    def moved(data: dict[str, object]) -> None:
        first, second = data["dimensions"][0]["groups"][:2]  # type: ignore[index]
        question = first["questions"].pop()
        first["questions"][0]["weight"] += question["weight"]
        question["weight"] = 10
        second["questions"][0]["weight"] -= 10
        second["questions"].append(question)

    wanted = edited(standard_2024(), moved)
    options = Option.objects.filter(revision=draft).count()
    replace_draft(revision=draft, standard=wanted, by=bob, at=LATER)
    assert selectors.compiled(draft.pk) == wanted
    assert Option.objects.filter(revision=draft).count() == options
    assert "Option -" not in changes(draft)


def test_an_unsound_file_may_become_a_draft_and_is_not_published(draft: Revision, bob: User) -> None:
    data = exchange.to_data(replace(standard_2024(), revision=2))
    data["dimensions"][0]["weight"] = 51
    wanted = exchange.outline_from_data({"format": exchange.FORMAT, **data})
    replace_draft(revision=draft, standard=wanted, by=bob, at=LATER)
    assert selectors.outline(draft.pk) == wanted
    with pytest.raises(InvalidStandard, match="weights add to 101"):
        publish(revision=draft, by=bob, at=LATER, note="改权重")


def test_a_draft_keeps_its_number_and_its_origin(draft: Revision, bob: User) -> None:
    other = replace(standard_2024(), revision=9, origin=Origin.LOCAL)
    rewritten = replace_draft(revision=draft, standard=other, by=bob, at=LATER)
    assert (rewritten.number, rewritten.standard.origin) == (2, "official")


def test_a_file_of_another_standard_is_refused(draft: Revision, bob: User) -> None:
    with pytest.raises(RefusedChange) as refused:
        replace_draft(revision=draft, standard=replace(standard_2024(), code="x"), by=bob, at=LATER)
    assert refused.value.reason is StandardRefusal.OTHER_STANDARD


def test_a_published_revision_is_not_rewritten(load_2024: Revision, bob: User) -> None:
    with pytest.raises(RefusedChange, match="is not a draft"):
        replace_draft(revision=load_2024, standard=standard_2024(), by=bob, at=LATER)


def test_a_draft_thrown_away_is_gone_with_all_its_parts(draft: Revision, bob: User) -> None:
    delete_draft(revision=draft, by=bob, at=LATER)
    assert not Revision.objects.filter(pk=draft.pk).exists()
    assert not Question.objects.filter(revision_id=draft.pk).exists()
    assert Standard.objects.filter(code="miit-sme-2024").exists()


def test_a_standard_goes_with_its_only_draft(load_2024: Revision, alice: User) -> None:
    draft = derive_standard(revision=load_2024, code="city", name=Text(zh="本地"), by=alice, at=AT)
    delete_draft(revision=draft, by=alice, at=LATER)
    assert not Standard.objects.filter(code="city").exists()


def test_a_published_revision_is_not_thrown_away(load_2024: Revision, alice: User) -> None:
    with pytest.raises(RefusedChange, match="is not a draft"):
        delete_draft(revision=load_2024, by=alice, at=LATER)
    assert exchange.standard_digest(selectors.compiled(load_2024.pk)) == load_2024.digest


def test_who_began_a_draft_or_changed_a_part_is_an_author(
    draft: Revision, alice: User, bob: User, charlie: User
) -> None:
    assert selectors.author_ids(draft) == {alice.pk}
    term = Term.objects.filter(revision=draft).first()
    assert term
    term.explanation_zh = "新的解释"
    term._history_user = bob  # type: ignore[attr-defined]
    term.save()
    assert selectors.author_ids(draft) == {alice.pk, bob.pk}
