"""The library in the tables: loading files, reading it back on a day, and how many queries that takes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from audit.models import Action, Record
from editing.domain.schema import ExchangeError
from editing.services.refusals import Refusal, RefusedChange
from enterprises.selectors.sectors import sector_map
from roadmap import models
from roadmap.domain.entries import Entry, Kind
from roadmap.domain.exchange import dump, files, read_library
from roadmap.domain.library import Library
from roadmap.domain.sector import DEFAULT_RANK, NearCase, SectorDivision
from roadmap.management.commands import load_roadmaps
from roadmap.models import State
from roadmap.selectors import library as selectors
from roadmap.selectors.entries import compare, published_library
from roadmap.services import (
    LibraryRefusal,
    Loaded,
    copy_entry,
    load_library,
    new_draft,
    publish_entry,
    retire_entry,
)
from standards.models import Revision
from tests.library import committed_library, load_committed_library
from tests.people import make_user
from tests.roadmap.sectors import make_answers, make_case, make_library, make_measure, make_sector, text
from tests.standards.fixtures import standard_2024

pytestmark = pytest.mark.usefixtures("shared_2024", "db")

TODAY = date(2026, 1, 5)
AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
LIBRARY = committed_library()
SMALL = make_library(make_case(sector="general"))
SECTOR, CASE = (Kind.SECTOR, "general"), (Kind.CASE, "C01")


def load(library: Library = SMALL) -> Loaded:
    return load_library(library=library, at=AT)


def with_case(**changes: Any) -> Library:
    return SMALL.replacing([replace(SMALL.case_by_code["C01"], **changes)])


def published(model: type[models.Entry], code: str) -> Any:
    return model._default_manager.get(code=code, state=State.PUBLISHED)


def edit(entry: models.Entry, **columns: object) -> None:
    """Let one person change an entry and another publish it."""
    draft = copy_entry(entry=entry, by=make_user(), at=AT)
    type(draft)._default_manager.filter(pk=draft.pk).update(change_note="更正", **columns)
    publish_entry(entry=draft, by=make_user(), at=AT)


# --- loading -------------------------------------------------------------------------------------


def test_what_is_read_back_is_what_the_files_say() -> None:
    load_committed_library()
    assert published_library() == LIBRARY
    assert selectors.library(TODAY) == replace(
        LIBRARY, support_measures=tuple(one for one in LIBRARY.support_measures if one.valid_on(TODAY))
    )


def test_export_import_export_gives_the_same_bytes() -> None:
    load_committed_library()
    first = dump(published_library())
    assert files(published_library()) == files(LIBRARY)
    assert first == dump(LIBRARY)


@pytest.mark.parametrize(
    ("cases", "said"),
    [
        (0, "sectors general, measures general-1, measures general-2"),
        (1, "4 entries"),
    ],
)
def test_the_log_names_three_entries_and_counts_more(cases: int, said: str) -> None:
    load(make_library(*[make_case(sector="general")] * cases))
    assert set(Record.objects.get(action=Action.PUBLISHED).subject.split(", ")) == set(said.split(", "))


def test_loading_again_writes_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    load_committed_library()
    with django_assert_num_queries(12):  # savepoint, digests and last hands of five kinds, release
        loaded = load(LIBRARY)
    assert (loaded.new, loaded.changed, loaded.removed, loaded.kept) == ((), (), (), ())
    assert len(loaded.unchanged) == len(list(LIBRARY))
    assert models.LibraryVersion.objects.count() == 1


def test_a_changed_entry_gets_a_new_version_and_the_old_one_stays_retired() -> None:
    load()
    assert load(with_case(firm=text("新名称"))).changed == (CASE,)
    versions = models.Case.objects.order_by("version")
    assert [(row.version, row.state, row.firm_zh) for row in versions] == [
        (1, State.RETIRED, "企业"),
        (2, State.PUBLISHED, "新名称"),
    ]
    assert models.Sector.objects.count() == 1
    assert selectors.library(TODAY).case_by_code["C01"].firm.zh == "新名称"


def test_what_was_published_in_a_version_is_read_whatever_was_published_since() -> None:
    load(with_case(firm=text("更早的名称")))
    then = AT + timedelta(days=1)
    load_library(library=SMALL, at=then)
    version = selectors.newest_version()
    assert version is not None
    for days, changed in enumerate((with_case(firm=text("新名称")), make_library(), SMALL), start=1):
        load_library(library=changed, at=then + timedelta(days=days))
        assert selectors.library(TODAY) == changed
        assert selectors.library(TODAY, version) == SMALL


def test_what_the_files_no_longer_hold_is_retired() -> None:
    load()
    assert load(make_library()).removed == (CASE,)
    assert selectors.library(TODAY) == make_library()
    assert models.Case.objects.get().state == State.RETIRED


def test_what_people_published_here_is_left_alone_and_named() -> None:
    load()
    edit(published(models.Case, "C01"), firm_zh="本地改名")
    loaded = load(with_case(firm=text("文件改名")))
    assert (loaded.changed, loaded.kept) == ((), (CASE,))
    assert selectors.library(TODAY).case_by_code["C01"].firm.zh == "本地改名"
    assert load(make_library()).removed == ()


def test_what_people_are_editing_is_left_alone() -> None:
    load()
    copy_entry(entry=published(models.Case, "C01"), by=make_user(), at=AT)
    assert load(with_case(firm=text("文件改名"))).kept == (CASE,)
    assert models.Case.objects.count() == 2


def test_what_people_retired_stays_away() -> None:
    load()
    retire_entry(entry=published(models.Case, "C01"), by=make_user(), at=AT)
    assert load().kept == (CASE,)
    assert not selectors.library(TODAY).cases


def test_what_a_file_brings_back_is_published_again() -> None:
    load()
    load(make_library())
    assert load().new == (CASE,)
    assert published(models.Case, "C01").version == 2


def test_a_library_that_is_not_sound_is_refused_whole() -> None:
    with pytest.raises(RefusedChange) as caught:
        load(make_library(make_case(sector="toys", scenes=("S77",))))
    assert caught.value.reason == Refusal.NOT_SOUND
    assert [str(problem) for problem in caught.value.problems] == [
        "cases[C01].scenes: the standard has no such scene (S77)",
        "cases[C01].sector: there is no such sector (toys)",
    ]
    assert not models.Sector.objects.exists()


def test_without_a_standard_nothing_can_be_checked() -> None:
    Revision.objects.filter(state="published").update(state="retired", retired_at=AT)
    with pytest.raises(RefusedChange) as caught:
        load()
    assert caught.value.reason == LibraryRefusal.NO_STANDARD


def test_comparing_tells_new_changed_unchanged_and_removed() -> None:
    load()
    other = make_library(make_sector(code="general", order=98), make_case("C02", sector="general"))
    changes = compare(other)
    assert (changes.new, changes.changed, changes.removed) == (((Kind.CASE, "C02"),), (SECTOR,), (CASE,))
    assert len(changes.unchanged) == 2


# --- reading -------------------------------------------------------------------------------------


def firm_on(sector: str, *, on: date = TODAY) -> Any:
    standard = standard_2024()
    return selectors.firm_roadmap(
        shelf=selectors.library(on),
        sector=sector,
        size="small",
        standard=standard,
        answers=make_answers(standard),
    )


def test_reading_takes_one_query_once_compiled(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    load_committed_library()
    selectors.library(TODAY)
    with django_assert_num_queries(1):
        selectors.library(TODAY)
    with django_assert_num_queries(1):
        firm_on("textile")


def test_compiling_takes_as_many_queries_for_many_entries_as_for_few(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    every = make_library(make_case(sector="general"))
    load(every)
    queries = 5 + 7 + 5 + 1  # the kinds, and the parts of those that are there: sectors, measures, cases
    with django_assert_num_queries(queries):
        published_library()
    load(every.replacing(make_case(f"C{number}", sector="general") for number in range(10, 30)))
    with django_assert_num_queries(queries):
        published_library()


def test_what_has_expired_leaves_the_pages_by_itself() -> None:
    last = TODAY + timedelta(days=3)
    load(with_case(valid_until=last))
    assert "C01" in selectors.library(last).case_by_code
    assert "C01" not in selectors.library(last + timedelta(days=1)).case_by_code


def test_what_has_not_begun_is_not_shown() -> None:
    load(with_case(valid_from=TODAY + timedelta(days=1)))
    assert not selectors.library(TODAY).cases
    assert selectors.library(TODAY + timedelta(days=1)).cases


def test_a_firm_whose_sector_has_ended_gets_the_general_roadmap() -> None:
    food = make_sector(code="food", order=2, valid_until=TODAY)
    steps = (("start", "S01"), ("integrate", "S06"))
    load(make_library(food, *(make_measure(f"food-{at}", at, scene, sector="food") for at, scene in steps)))
    assert firm_on("food").sector.code == "food"
    assert firm_on("food", on=TODAY + timedelta(days=1)).sector.code == "general"
    assert sector_map(TODAY + timedelta(days=1)).own("food", "14") == "general"


def test_a_firm_without_a_sector_roadmap_gets_the_general_one() -> None:
    load()
    assert firm_on("toys").sector.code == "general"


def test_without_a_library_there_is_nothing_to_show() -> None:
    assert selectors.library(TODAY) == Library()
    assert firm_on("auto") is None


def test_firms_may_choose_the_sectors_that_are_published() -> None:
    load_committed_library()
    known = sector_map(TODAY)
    assert [sector.code for sector in known.choices("34")] == ["machinery", "equipment", "auto", "general"]
    assert known.by_code["machinery"].name.zh == "机械"


# --- the commands --------------------------------------------------------------------------------


def called(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that hold two entries; the committed ones are loaded by one test below."""
    monkeypatch.setattr(load_roadmaps, "read_library", lambda: SMALL)


@pytest.mark.usefixtures("small_files")
def test_the_command_says_what_is_new_and_then_unchanged() -> None:
    first, second = called("load_roadmaps"), called("load_roadmaps")
    count = len(list(SMALL))
    assert "new      sectors[general]\n" in first
    assert first.endswith(f"{count} new, 0 changed, 0 removed, 0 unchanged, 0 kept as edited here\n")
    assert second == (
        f"roadmap library: 0 new, 0 changed, 0 removed, {count} unchanged, 0 kept as edited here\n"
    )


@pytest.mark.usefixtures("small_files")
def test_a_dry_run_writes_nothing() -> None:
    assert called("load_roadmaps", "--dry-run").endswith("kept as edited here\ndry run: nothing written\n")
    assert models.Sector.objects.count() == 0


@pytest.mark.usefixtures("small_files")
def test_the_command_names_what_it_leaves_alone() -> None:
    called("load_roadmaps")
    edit(published(models.Sector, "general"), name_zh="通用")
    assert "kept     sectors[general]\n" in called("load_roadmaps")


def refuse() -> Library:
    raise ExchangeError("auto.yaml: sectors[auto].order: missing")


def unsound() -> Library:
    entries: list[Entry] = [make_case(sector="toys"), make_case("C02", scenes=("S77",), sector="general")]
    return make_library(*entries)


def with_two_defaults() -> Library:
    divisions = (SectorDivision(division="34", rank=DEFAULT_RANK),)
    return make_library(
        make_sector(code="machinery", divisions=divisions), make_sector(code="pumps", divisions=divisions)
    )


def with_no_such_case_near() -> Library:
    return make_library(make_sector(code="pumps", near=NearCase(case="C77", why=text())))


@pytest.mark.parametrize("before", [False, True], ids=["nothing loaded", "loaded before"])
@pytest.mark.parametrize(
    ("read", "said"),
    [
        (refuse, ["auto.yaml: sectors[auto].order: missing"]),
        (
            unsound,
            ["cases[C01].sector: there is no such sector (toys)", "cases[C02].scenes: the standard"],
        ),
        (with_two_defaults, ["sectors[pumps].divisions: ", "34 machinery"]),
        (with_no_such_case_near, ["sectors[pumps].near.case: there is no such case (C77)"]),
    ],
)
def test_the_command_ends_with_all_that_is_wrong_and_so_does_its_dry_run(
    read: Any, said: list[str], before: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if before:
        load()
    monkeypatch.setattr(load_roadmaps, "read_library", read)
    refusals = []
    for arguments in ((), ("--dry-run",)):
        with pytest.raises(CommandError) as caught:
            called("load_roadmaps", *arguments)
        refusals.append(str(caught.value))
    assert refusals[0] == refusals[1]
    assert [words for words in said if words not in refusals[0]] == []
    assert models.LibraryVersion.objects.count() == int(before)


def test_a_dry_run_refuses_where_no_standard_is_published() -> None:
    Revision.objects.filter(state="published").update(state="retired", retired_at=AT)
    with pytest.raises(CommandError):
        called("load_roadmaps", "--dry-run")


def test_a_dry_run_says_what_the_run_then_does(monkeypatch: pytest.MonkeyPatch) -> None:
    load()
    other = make_library(make_case(sector="general", year=2025), make_case("C02", sector="general"))
    monkeypatch.setattr(load_roadmaps, "read_library", lambda: other)
    said = called("load_roadmaps", "--dry-run")
    assert (published_library(), selectors.library(TODAY)) == (SMALL, SMALL)
    assert "new      cases[C02]\nchanged  cases[C01]\n" in said
    assert said == called("load_roadmaps") + "dry run: nothing written\n"
    assert (published_library(), selectors.library(TODAY)) == (other, other)


def test_what_is_published_is_written_as_the_files_are(tmp_path: Any) -> None:
    called("load_roadmaps")
    assert called("export_roadmaps") == dump(LIBRARY)
    called("export_roadmaps", "--into", str(tmp_path))
    assert read_library(tmp_path) == LIBRARY


def test_a_person_can_add_what_no_file_holds_and_loading_leaves_it() -> None:
    load()
    draft = new_draft(content=make_case("C02", sector="general"), by=make_user(), at=AT)
    models.Case.objects.filter(pk=draft.pk).update(change_note="新案例")
    publish_entry(entry=draft, by=make_user(), at=AT)
    assert load().removed == ()
    assert set(selectors.library(TODAY).case_by_code) == {"C01", "C02"}


def test_what_is_published_while_the_tables_are_read_is_shown_but_not_kept() -> None:
    load()
    models.LibraryVersion.objects.create(digest="of what another process published before", at=AT)
    assert selectors.library(TODAY) == SMALL
    load(make_library())
    assert selectors.library(TODAY) == make_library()
