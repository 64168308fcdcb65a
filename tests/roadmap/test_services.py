"""Drafts, publication and retirement: who may, what is refused and why, and what is written."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from editing.services.refusals import Refusal, RefusedChange
from enterprises.models import User
from enterprises.selectors.sectors import sector_map
from roadmap import models
from roadmap.domain.entries import Entry, Kind
from roadmap.domain.problems import Reason
from roadmap.domain.sector import SectorDivision
from roadmap.models import State
from roadmap.models.mapping import versions
from roadmap.selectors import library as selectors
from roadmap.selectors.entries import authors, content_of, lapsing, published_library, referring
from roadmap.services import (
    LibraryRefusal,
    copy_entry,
    delete_draft,
    import_library,
    load_library,
    new_draft,
    publish_entries,
    publish_entry,
    retire_entry,
)
from tests.library import load_once
from tests.people import AT, make_user
from tests.roadmap.sectors import (
    make_case,
    make_library,
    make_measure,
    make_sector,
    make_solution,
    make_support,
    text,
)

pytestmark = pytest.mark.usefixtures("shared_2024", "db")

TODAY = AT.date()
CASE = make_case(sector="general")
LIBRARY = make_library(CASE, make_solution(), make_support())


@pytest.fixture(autouse=True)
def _loaded(load_2024: object) -> None:
    load_once("services", LIBRARY)


@pytest.fixture(autouse=True)
def _four_eyes(settings: LazySettings) -> None:
    settings.FOUR_EYES = True


@pytest.fixture
def editor() -> User:
    return make_user(name="编辑")


@pytest.fixture
def publisher() -> User:
    return make_user(name="发布")


@pytest.fixture
def untouched() -> Iterator[None]:
    """Fail if what is published, or any draft, differs afterwards."""
    before = state()
    yield
    assert state() == before


def state() -> list[tuple[Any, ...]]:
    return [
        row
        for kind in Kind
        for row in versions(kind).order_by("pk").values_list("pk", "code", "version", "state")
    ]


def published(model: type[models.Entry], code: str) -> Any:
    return model._default_manager.get(code=code, state=State.PUBLISHED)


def noted(draft: models.Entry, **columns: object) -> models.Entry:
    """Change columns of a draft, and say why."""
    type(draft)._default_manager.filter(pk=draft.pk).update(**{"change_note": "更正", **columns})
    return draft


def refusal(service: Any, **arguments: Any) -> RefusedChange:
    with pytest.raises(RefusedChange) as caught, transaction.atomic():
        service(**arguments, at=AT)
    return caught.value


# --- drafts --------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", list(LIBRARY), ids=lambda entry: f"{entry.kind}-{entry.code}")
def test_a_copy_says_the_same_under_the_next_version(entry: Entry, editor: User) -> None:
    row = versions(entry.kind).get(code=entry.code)
    draft = copy_entry(entry=row, by=editor, at=AT)
    assert (draft.version, draft.state, draft.created_by, draft.created_at) == (2, State.DRAFT, editor, AT)
    assert content_of(draft) == entry
    assert published_library() == LIBRARY


def test_a_code_has_one_draft_at_a_time(editor: User) -> None:
    row = published(models.Case, "C01")
    copy_entry(entry=row, by=editor, at=AT)
    refused = refusal(copy_entry, entry=row, by=editor)
    assert (refused.reason, refused.about) == (Refusal.DRAFT_EXISTS, ("cases[C01]@2",))


def test_a_draft_of_a_retired_entry_is_its_next_version(editor: User, publisher: User) -> None:
    row = published(models.Case, "C01")
    retire_entry(entry=row, by=editor, at=AT)
    draft = noted(copy_entry(entry=row, by=editor, at=AT))
    assert draft.version == 2
    publish_entry(entry=draft, by=publisher, at=AT)
    assert "C01" in selectors.library(TODAY).case_by_code


def test_what_the_database_cannot_hold_is_refused(editor: User) -> None:
    support = make_support("Z02", min_investment=Decimal("12.345"))
    assert refusal(new_draft, content=support, by=editor).reason == Refusal.NOT_EXACT
    assert not models.SupportMeasure.objects.filter(code="Z02").exists()


def test_making_a_draft_is_in_the_history_with_who_and_when(editor: User) -> None:
    draft = new_draft(content=make_case("C02", sector="general"), by=editor, at=AT)
    record = models.Case.history.get(id=draft.pk)
    assert (record.history_user, record.history_date, record.history_type) == (editor, AT, "+")


def test_a_draft_is_deleted_with_its_parts(editor: User) -> None:
    draft = copy_entry(entry=published(models.Case, "C01"), by=editor, at=AT)
    delete_draft(entry=draft, by=editor, at=AT)
    assert models.Case.objects.count() == 1
    assert models.CaseScene.objects.filter(entry=draft.pk).count() == 0
    assert models.Case.history.filter(id=draft.pk, history_type="-").get().history_user == editor


def test_what_is_published_is_not_deleted(editor: User, untouched: None) -> None:
    refused = refusal(delete_draft, entry=published(models.Case, "C01"), by=editor)
    assert (refused.reason, refused.about) == (Refusal.NOT_DRAFT, ("cases[C01]@1",))


def test_a_draft_that_others_refer_to_is_not_deleted_and_they_are_named(editor: User) -> None:
    first = new_draft(content=make_measure("m1", "start", "S01", sector="general"), by=editor, at=AT)
    new_draft(
        content=make_measure("m2", "start", "S01", sector="general", prerequisites=("m1",)), by=editor, at=AT
    )
    refused = refusal(delete_draft, entry=first, by=editor)
    assert (refused.reason, refused.about) == (LibraryRefusal.REFERRED_TO, ("measures[m2]@1",))


def test_a_draft_that_others_refer_to_is_deleted_where_another_version_stays(editor: User) -> None:
    draft = copy_entry(entry=published(models.Sector, "general"), by=editor, at=AT)
    assert referring(draft)
    delete_draft(entry=draft, by=editor, at=AT)
    assert not models.Sector.objects.filter(state=State.DRAFT).exists()


def test_whoever_refers_to_a_sector_or_case_is_found(editor: User) -> None:
    new_draft(content=make_support("Z02", sectors=("general",)), by=editor, at=AT)
    found = {str(row) for row in referring(published(models.Sector, "general"))}
    assert found == {"general-1@1", "general-2@1", "C01@1", "Z02@1"}
    assert referring(published(models.Solution, "P01")) == []


# --- publishing ----------------------------------------------------------------------------------


def test_publishing_freezes_a_draft_in_the_place_of_the_version_before(editor: User, publisher: User) -> None:
    before = published(models.Case, "C01")
    draft = noted(copy_entry(entry=before, by=editor, at=AT), firm_zh="新名称")
    later = AT + timedelta(days=1)
    publish_entry(entry=draft, by=publisher, at=later)
    after = published(models.Case, "C01")
    before.refresh_from_db()
    assert (after.version, after.published_by, after.published_at) == (2, publisher, later)
    assert (before.state, before.retired_by, before.retired_at) == (State.RETIRED, publisher, later)
    assert not after.same_person
    assert selectors.library(TODAY).case_by_code["C01"].firm.zh == "新名称"


def test_publishing_and_retiring_are_in_the_history(editor: User, publisher: User) -> None:
    draft = noted(copy_entry(entry=published(models.Case, "C01"), by=editor, at=AT))
    publish_entry(entry=draft, by=publisher, at=AT)
    retire_entry(entry=draft, by=editor, at=AT)
    records = models.Case.history.filter(id=draft.pk).order_by("history_id")
    assert [(record.state, record.history_user) for record in records] == [
        (State.DRAFT, editor),
        (State.PUBLISHED, publisher),
        (State.RETIRED, editor),
    ]


def test_publishing_needs_a_change_note(editor: User, publisher: User, untouched: None) -> None:
    with transaction.atomic():
        draft = copy_entry(entry=published(models.Case, "C01"), by=editor, at=AT)
        refused = refusal(publish_entry, entry=draft, by=publisher)
        assert (refused.reason, refused.about) == (Refusal.NOTE_MISSING, ("cases[C01]@2",))
        transaction.set_rollback(True)


def test_only_drafts_are_published(publisher: User, untouched: None) -> None:
    refused = refusal(publish_entry, entry=published(models.Case, "C01"), by=publisher)
    assert refused.reason == Refusal.NOT_DRAFT


def test_nobody_publishes_what_he_wrote(editor: User) -> None:
    draft = noted(copy_entry(entry=published(models.Case, "C01"), by=editor, at=AT))
    refused = refusal(publish_entry, entry=draft, by=editor)
    assert (refused.reason, refused.about) == (Refusal.OWN_WORK, ("cases[C01]@2",))


@pytest.mark.parametrize("what", ["entry", "part", "deleted part"])
def test_nobody_publishes_what_he_changed(what: str, editor: User, publisher: User) -> None:
    draft: Any = noted(copy_entry(entry=published(models.Case, "C01"), by=editor, at=AT))
    if what == "entry":
        draft.refresh_from_db()
        draft._history_user = publisher
        draft.save()
    else:
        part = models.CaseScene(entry=draft, position=2, scene="S07")
        part._history_user = publisher  # type: ignore[attr-defined]
        part.save()
        if what == "deleted part":
            part.delete()
    assert authors(draft) == {editor.pk, publisher.pk}
    assert refusal(publish_entry, entry=draft, by=publisher).reason == Refusal.OWN_WORK
    publish_entry(entry=draft, by=make_user(), at=AT)


def test_where_four_eyes_are_off_it_is_kept_that_it_was_one_person(
    editor: User, settings: LazySettings
) -> None:
    settings.FOUR_EYES = False
    draft = noted(copy_entry(entry=published(models.Case, "C01"), by=editor, at=AT))
    publish_entry(entry=draft, by=editor, at=AT)
    assert published(models.Case, "C01").same_person


def test_where_four_eyes_are_off_two_people_are_still_two(
    editor: User, publisher: User, settings: LazySettings
) -> None:
    settings.FOUR_EYES = False
    draft = noted(copy_entry(entry=published(models.Case, "C01"), by=editor, at=AT))
    publish_entry(entry=draft, by=publisher, at=AT)
    assert not published(models.Case, "C01").same_person


def test_an_entry_that_is_not_sound_is_refused_with_all_its_problems(editor: User, publisher: User) -> None:
    content = make_case("C02", sector="toys", scenes=("S77",))
    draft = noted(new_draft(content=content, by=editor, at=AT))
    refused = refusal(publish_entry, entry=draft, by=publisher)
    assert refused.reason == Refusal.NOT_SOUND
    assert {problem.reason for problem in refused.problems} == {
        Reason.UNKNOWN_SCENE,
        Reason.UNKNOWN_SECTOR,
    }


def test_a_sector_and_its_measures_are_published_together(editor: User, publisher: User) -> None:
    contents = [make_sector(), make_measure("m1", "start", "S01"), make_measure("m2", "integrate", "S06")]
    drafts = [noted(new_draft(content=content, by=editor, at=AT)) for content in contents]
    for draft in drafts:
        assert refusal(publish_entry, entry=draft, by=publisher).reason == Refusal.NOT_SOUND
    publish_entries(entries=drafts, by=publisher, at=AT)
    assert "example" in selectors.library(TODAY).sector_by_code
    assert sector_map(TODAY).by_code["example"].name.zh == "示例"


def test_an_older_problem_does_not_stop_others(editor: User, publisher: User) -> None:
    retire_entry(entry=published(models.Measure, "general-1"), by=editor, at=AT)
    draft = noted(copy_entry(entry=published(models.Case, "C01"), by=editor, at=AT))
    publish_entry(entry=draft, by=publisher, at=AT)
    assert published(models.Case, "C01").version == 2


def test_a_division_keeps_one_default_sector(editor: User, publisher: User) -> None:
    def with_division(code: str) -> list[models.Entry]:
        contents = [
            make_sector(code=code, divisions=(SectorDivision(division="34", rank=1),)),
            make_measure(f"{code}-1", "start", "S01", sector=code),
            make_measure(f"{code}-2", "integrate", "S06", sector=code),
        ]
        return [noted(new_draft(content=content, by=editor, at=AT)) for content in contents]

    publish_entries(entries=with_division("first"), by=publisher, at=AT)
    assert sector_map(TODAY).default("34") == "first"
    refused = refusal(publish_entries, entries=with_division("second"), by=publisher)
    assert [(problem.reason, problem.detail) for problem in refused.problems] == [
        (Reason.TWO_DEFAULTS, "34 first")
    ]
    retire_entry(entry=published(models.Sector, "first"), by=editor, at=AT)
    assert sector_map(TODAY).default("34") == "general"


# --- retiring ------------------------------------------------------------------------------------


def test_what_others_refer_to_can_be_retired_and_leaves_the_pages(editor: User) -> None:
    retire_entry(entry=published(models.Measure, "general-1"), by=editor, at=AT)
    assert [measure.code for measure in selectors.library(TODAY).measures] == ["general-2"]


def test_the_general_sector_stays(editor: User, untouched: None) -> None:
    refused = refusal(retire_entry, entry=published(models.Sector, "general"), by=editor)
    assert refused.reason == LibraryRefusal.GENERAL_STAYS


def test_only_what_is_published_is_retired(editor: User) -> None:
    draft = copy_entry(entry=published(models.Case, "C01"), by=editor, at=AT)
    assert refusal(retire_entry, entry=draft, by=editor).reason == Refusal.NOT_PUBLISHED


def test_what_lapses_within_thirty_days_is_listed_soonest_first(editor: User) -> None:
    def ending(code: str, days: int) -> Entry:
        return make_case(code, sector="general", valid_until=TODAY + timedelta(days=days))

    load_library(
        library=LIBRARY.replacing(
            [ending("C02", 31), ending("C03", 30), ending("C04", 0), ending("C05", -1)]
        ),
        at=AT,
    )
    new_draft(content=ending("C06", 5), by=editor, at=AT)
    assert [row.code for row in lapsing(TODAY)] == ["C04", "C03"]
    assert [row.code for row in lapsing(TODAY + timedelta(days=1))] == ["C03", "C02"]


# --- importing -----------------------------------------------------------------------------------


def test_an_import_writes_drafts_of_what_is_new_or_changed_and_nothing_else(editor: User) -> None:
    changed = replace(CASE, firm=text("新名称"))
    library = LIBRARY.replacing([changed, make_case("C02", sector="general")])
    changes = import_library(library=library, by=editor, at=AT)
    assert (changes.new, changes.changed) == (((Kind.CASE, "C02"),), ((Kind.CASE, "C01"),))
    drafts = models.Case.objects.filter(state=State.DRAFT).order_by("code")
    assert [(row.code, row.version, row.created_by) for row in drafts] == [
        ("C01", 2, editor),
        ("C02", 1, editor),
    ]
    assert published_library() == LIBRARY
    assert not models.Sector.objects.filter(state=State.DRAFT).exists()


def test_an_import_of_what_is_published_writes_nothing(editor: User, untouched: None) -> None:
    changes = import_library(library=LIBRARY, by=editor, at=AT)
    assert (changes.new, changes.changed, changes.removed) == ((), (), ())


def test_an_import_does_not_take_the_place_of_a_draft(editor: User) -> None:
    copy_entry(entry=published(models.Case, "C01"), by=editor, at=AT)
    library = LIBRARY.replacing([replace(CASE, firm=text("新名称")), make_case("C02", sector="general")])
    refused = refusal(import_library, library=library, by=editor)
    assert (refused.reason, refused.about) == (Refusal.DRAFT_EXISTS, ("cases[C01]@2",))
    assert not models.Case.objects.filter(code="C02").exists()


def test_an_import_of_what_is_not_sound_is_refused_whole(editor: User, untouched: None) -> None:
    library = LIBRARY.replacing(
        [make_case("C02", sector="general"), make_case("C03", scenes=("S77",), valid_until=date(2020, 1, 1))]
    )
    refused = refusal(import_library, library=library, by=editor)
    assert [str(problem) for problem in refused.problems] == [
        "cases[C03].scenes: the standard has no such scene (S77)"
    ]


def test_an_import_takes_as_many_queries_for_many_entries_as_for_few(editor: User) -> None:
    def queries(*codes: str) -> int:
        with CaptureQueriesContext(connection) as taken, transaction.atomic():
            import_library(
                library=LIBRARY.replacing(make_case(code, sector="general") for code in codes),
                by=editor,
                at=AT,
            )
            transaction.set_rollback(True)
        return len(taken)

    assert queries("C02") == queries(*(f"C{number}" for number in range(10, 34)))
