"""Import, publish, retire, verify; and the standard read back from its rows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from editing.domain.texts import Text
from editing.models import State
from editing.services.refusals import RefusedChange
from enterprises.models import User
from standards.domain import exchange
from standards.domain import standard as domain
from standards.models import (
    CHANGES,
    KINDS,
    ORIGINS,
    RULE_KINDS,
    Dimension,
    Option,
    Question,
    Revision,
    Standard,
    Term,
    Verification,
)
from standards.selectors import revisions as selectors
from standards.services import (
    Loaded,
    import_standard,
    load,
    publish,
    record_verification,
    retire,
)
from tests.people import AT
from tests.standards.fixtures import FILE_2024, make_published, standard_2024

VERIFIED = domain.Verification(on=date(2026, 3, 2), by="王工", source="中国政府网公布的文件")


@pytest.mark.parametrize(
    ("labels", "values"),
    [
        (ORIGINS, domain.Origin),
        (KINDS, domain.QuestionKind),
        (CHANGES, domain.Change),
        (RULE_KINDS, domain.RuleKind),
    ],
)
def test_every_member_of_an_enum_may_be_chosen(labels: dict[object, object], values: type[StrEnum]) -> None:
    assert list(labels) == list(values)


def test_a_standard_comes_back_from_its_rows_as_it_went_in(load_2024: Revision) -> None:
    assert selectors.compiled(load_2024.pk) == standard_2024()


def test_export_after_load_gives_the_bytes_of_the_file(load_2024: Revision) -> None:
    assert selectors.export(load_2024.pk).encode() == FILE_2024.read_bytes()


def test_numbers_from_the_database_have_their_shortest_spelling(load_2024: Revision) -> None:
    standard = selectors.compiled(load_2024.pk)
    assert [str(o.weight) for o in standard.question("F04").options[-2:]] == ["7", "9"]
    assert str(standard.max_points["M02"]) == "7.5"


def test_an_import_is_a_draft_of_who_imported_it(alice: User) -> None:
    draft = import_standard(standard=standard_2024(), by=alice, at=AT)
    assert (draft.state, draft.digest, draft.created_by, draft.published_at) == (State.DRAFT, "", alice, None)
    assert str(draft) == "miit-sme-2024@1"


def test_publishing_records_who_when_and_what(alice: User) -> None:
    revision = make_published(by=alice)
    assert (revision.state, revision.published_by, revision.published_at) == (State.PUBLISHED, alice, AT)
    assert revision.digest == exchange.standard_digest(standard_2024())


def test_a_revision_is_imported_once(load_2024: Revision) -> None:
    with pytest.raises(RefusedChange, match="miit-sme-2024@1 exists already"):
        import_standard(standard=standard_2024(), by=None, at=AT)


def test_a_code_keeps_its_origin(load_2024: Revision) -> None:
    local = replace(standard_2024(), revision=2, origin=domain.Origin.LOCAL)
    with pytest.raises(RefusedChange, match="exists with the origin official, not local"):
        import_standard(standard=local, by=None, at=AT)


def with_weights_of_dimensions(*weights: str) -> domain.Standard:
    standard = standard_2024()
    dimensions = tuple(
        replace(dimension, weight=Decimal(weight))
        for dimension, weight in zip(standard.dimensions, weights, strict=True)
    )
    return replace(standard, dimensions=dimensions)


@pytest.mark.django_db
def test_a_number_with_more_digits_than_the_database_holds_is_refused_and_not_rounded() -> None:
    standard = with_weights_of_dimensions("50.0000001", "29.9999999", "20")
    with pytest.raises(RefusedChange, match="more digits than the database holds"):
        import_standard(standard=standard, by=None, at=AT)
    assert not Revision.objects.exists()


@pytest.mark.django_db
def test_a_draft_that_contradicts_itself_is_not_published() -> None:
    draft = import_standard(standard=standard_2024(), by=None, at=AT)
    Dimension.objects.filter(revision=draft, code="F").update(weight=51)
    with pytest.raises(domain.InvalidStandard, match="dimensions: weights add to 101"):
        publish(revision=draft, by=None, at=AT)
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


@pytest.mark.django_db
def test_a_draft_with_an_empty_text_is_not_published() -> None:
    draft = import_standard(standard=standard_2024(), by=None, at=AT)
    Term.objects.filter(revision=draft, word_zh="MES").update(explanation_zh="")
    with pytest.raises(domain.InvalidStandard, match="MES: explanation_zh is empty"):
        publish(revision=draft, by=None, at=AT)


@pytest.mark.django_db
def test_a_draft_with_problems_can_be_looked_at_and_says_all_of_them() -> None:
    draft = import_standard(standard=standard_2024(), by=None, at=AT)
    Dimension.objects.filter(revision=draft, code="F").update(weight=51)
    Term.objects.filter(revision=draft, word_zh="MES").update(explanation_zh="")
    found = domain.problems(selectors.outline(draft.pk))
    assert [(problem.kind.value, problem.where) for problem in found] == [
        ("empty_text", "MES"),
        ("weights_not_100", "dimensions"),
    ]


@pytest.mark.django_db
def test_a_figure_of_another_revision_is_no_figure_of_this_one() -> None:
    first = import_standard(standard=standard_2024(), by=None, at=AT)
    second = import_standard(standard=replace(standard_2024(), revision=2), by=None, at=AT)
    foreign = Question.objects.get(revision=first, code="F02").part
    Question.objects.filter(revision=second, code="F02").update(part=foreign)
    with pytest.raises(domain.InvalidStandard, match="F02: unknown figure"):
        selectors.compiled(second.pk)


def test_a_published_revision_is_not_published_again(load_2024: Revision) -> None:
    with pytest.raises(RefusedChange, match="is not a draft"):
        publish(revision=load_2024, by=None, at=AT)


def test_only_a_published_revision_is_retired(load_2024: Revision, alice: User) -> None:
    retired = retire(revision=load_2024, by=alice, at=AT)
    assert (retired.state, retired.retired_by, retired.retired_at) == (State.RETIRED, alice, AT)
    with pytest.raises(RefusedChange, match="is not published"):
        retire(revision=retired, by=alice, at=AT)
    assert selectors.compiled(retired.pk) == standard_2024()


def test_the_newest_published_revision_is_the_default(load_2024: Revision) -> None:
    assert selectors.default_revision() == load_2024
    draft = import_standard(standard=replace(standard_2024(), revision=2), by=None, at=AT)
    assert selectors.default_revision() == load_2024
    second = publish(revision=draft, by=None, at=AT)
    assert selectors.default_revision() == second
    assert selectors.published_revision("miit-sme-2024", 1) == load_2024
    retire(revision=second, by=None, at=AT)
    assert selectors.default_revision() == load_2024


@pytest.mark.parametrize(("code", "number"), [("unknown", None), ("miit-sme-2024", 7)])
def test_an_unknown_revision_does_not_exist(load_2024: Revision, code: str, number: int | None) -> None:
    with pytest.raises(Revision.DoesNotExist):
        selectors.published_revision(code, number)


def test_a_published_revision_is_compiled_once(load_2024: Revision) -> None:
    first = selectors.compiled(load_2024.pk)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert selectors.compiled(load_2024.pk) is first
    assert len(queries) == 1


def test_compiling_takes_a_fixed_number_of_queries(db: None) -> None:
    draft = import_standard(standard=standard_2024(), by=None, at=AT)
    with CaptureQueriesContext(connection) as queries:
        selectors.compiled(draft.pk)
    assert len(queries) <= 22


def test_a_draft_is_compiled_anew_after_each_change(db: None) -> None:
    draft = import_standard(standard=standard_2024(), by=None, at=AT)
    selectors.compiled(draft.pk)
    Term.objects.filter(revision=draft, word_zh="MES").update(explanation_zh="新的解释")
    terms = {term.word.zh: term.explanation.zh for term in selectors.compiled(draft.pk).terms}
    assert terms["MES"] == "新的解释"


def test_a_verification_is_recorded_after_publication_and_seen_at_once(
    load_2024: Revision, alice: User
) -> None:
    assert selectors.compiled(load_2024.pk).verification == domain.Verification()
    path = "dimensions[F].groups[F1].questions[F01].title"
    record_verification(
        revision=load_2024, verification=VERIFIED, official={path: "官方题目"}, by=alice, at=AT
    )
    standard = selectors.compiled(load_2024.pk)
    assert standard.verification == VERIFIED
    assert standard.question("F01").title.official == "官方题目"
    load_2024.refresh_from_db()
    assert exchange.standard_digest(standard) == load_2024.digest
    assert Verification.objects.get().recorded_by == alice


def test_a_later_verification_replaces_the_earlier_one(load_2024: Revision) -> None:
    for official in ({"name": "官方名称"}, {"name": "另一个名称"}):
        record_verification(revision=load_2024, verification=VERIFIED, official=official, by=None, at=AT)
    assert selectors.compiled(load_2024.pk).name.official == "另一个名称"
    record_verification(revision=load_2024, verification=domain.Verification(), official={}, by=None, at=AT)
    assert selectors.compiled(load_2024.pk).name.official == ""


@pytest.mark.parametrize(
    ("official", "said"),
    [({"dimensions[Z].name": "x"}, "has no text dimensions"), ({"name": " "}, "official text name is empty")],
)
def test_an_official_text_needs_its_place_and_words(
    load_2024: Revision, official: dict[str, str], said: str
) -> None:
    with pytest.raises(RefusedChange, match=said):
        record_verification(revision=load_2024, verification=VERIFIED, official=official, by=None, at=AT)


def test_official_texts_and_verification_go_in_with_the_import(db: None) -> None:
    standard = replace(exchange.with_official(standard_2024(), {"name": "官方名称"}), verification=VERIFIED)
    revision = make_published(standard=standard)
    assert selectors.compiled(revision.pk).name.official == "官方名称"
    assert selectors.compiled(revision.pk).verification == VERIFIED


@pytest.mark.django_db
def test_loading_publishes_and_the_second_time_changes_nothing() -> None:
    assert load(standard=standard_2024(), by=None, at=AT, at_once=True) is Loaded.PUBLISHED
    assert load(standard=standard_2024(), by=None, at=AT, at_once=True) is Loaded.UNCHANGED
    assert Revision.objects.count() == 1


def other_name(standard: domain.Standard) -> domain.Standard:
    return replace(standard, name=Text(zh="别的名称", en="Another name"))


def other_weights(standard: domain.Standard) -> domain.Standard:
    return with_weights_of_dimensions("50", "20", "30")


@pytest.mark.parametrize("change", [other_name, other_weights])
def test_loading_other_content_under_a_published_revision_is_refused(
    load_2024: Revision, change: Callable[[domain.Standard], domain.Standard]
) -> None:
    with pytest.raises(RefusedChange, match="says something else; give the file a new revision"):
        load(standard=change(standard_2024()), by=None, at=AT, at_once=True)


@pytest.mark.parametrize("at_once", [True, False])
def test_loading_over_a_draft_leaves_it_and_is_refused_where_it_says_something_else(
    db: None, at_once: bool
) -> None:
    import_standard(standard=standard_2024(), by=None, at=AT)
    assert load(standard=standard_2024(), by=None, at=AT, at_once=at_once) is Loaded.DRAFT
    with pytest.raises(RefusedChange, match="exists as a draft"):
        load(standard=other_name(standard_2024()), by=None, at=AT, at_once=at_once)


def test_what_waits_is_a_draft_without_the_verification_that_the_file_claims(db: None) -> None:
    standard = replace(exchange.with_official(standard_2024(), {"name": "官方名称"}), verification=VERIFIED)
    assert load(standard=standard, by=None, at=AT, at_once=False) is Loaded.DRAFT
    draft = Revision.objects.get()
    assert draft.state == State.DRAFT
    outline = selectors.outline(draft.pk)
    assert (outline.verification, outline.name.official) == (domain.Verification(), "官方名称")


def test_what_an_official_standard_grades_otherwise_waits_with_its_source(load_2024: Revision) -> None:
    standard = replace(with_weights_of_dimensions("45", "20", "35"), revision=2)
    assert load(standard=standard, by=None, at=AT, at_once=True, erratum=" 更正 ") is Loaded.DRAFT
    assert Revision.objects.get(number=2).erratum_source == "更正"


def test_loading_a_verified_file_fills_in_the_verification_but_never_replaces_one(
    load_2024: Revision,
) -> None:
    verified = replace(standard_2024(), verification=VERIFIED)
    assert load(standard=verified, by=None, at=AT, at_once=False) is Loaded.UNCHANGED
    assert selectors.compiled(load_2024.pk).verification == domain.Verification()
    assert load(standard=verified, by=None, at=AT, at_once=True) is Loaded.UNCHANGED
    assert selectors.compiled(load_2024.pk).verification == VERIFIED
    other = replace(verified, verification=replace(VERIFIED, by="别人"))
    assert load(standard=other, by=None, at=AT, at_once=True) is Loaded.UNCHANGED
    assert selectors.compiled(load_2024.pk).verification == VERIFIED


@pytest.mark.parametrize(
    "change",
    [
        {"state": State.PUBLISHED},
        {"state": State.RETIRED, "digest": "x", "published_at": AT},
        {"number": 0},
        {"digest": "x"},
    ],
)
def test_a_revision_without_time_and_digest_cannot_be_published(db: None, change: dict[str, object]) -> None:
    draft = import_standard(standard=standard_2024(), by=None, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.filter(pk=draft.pk).update(**change)


def test_rows_have_constraints_of_their_own(db: None) -> None:
    draft = import_standard(standard=standard_2024(), by=None, at=AT)
    options = Option.objects.filter(revision=draft)
    for change in ({"weight": 101}, {"range_low": 1, "range_high": None}, {"key": "A"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            options.filter(question__code="F01").update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(revision=draft, code="F01").update(kind=domain.QuestionKind.RATIO)


def test_names_of_rows_are_readable(load_2024: Revision) -> None:
    assert str(Standard.objects.get()) == "miit-sme-2024"
    assert str(Dimension.objects.get(code="F")) == "F 数字化基础"
    assert str(Option.objects.get(question__code="F05", key="A")) == "A 一个也没有"
