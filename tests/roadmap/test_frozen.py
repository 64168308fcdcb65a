"""Published entries are frozen by the database itself, shown with raw SQL; and tables and values match."""

from dataclasses import replace
from datetime import timedelta
from enum import Enum

import pytest
from django.db import IntegrityError, connection, models, transaction

from audit.models.freezing import frozen_tables
from enterprises.domain.size import SizeClass
from enterprises.domain.standing import Ownership, Tag
from roadmap import models as tables
from roadmap.domain import case, entries, solution, support
from roadmap.domain.library import Library
from roadmap.domain.measure import OptionStep
from roadmap.models import State
from roadmap.models.mapping import TABLES
from roadmap.services import copy_entry, load_library, retire_entry
from tests.library import load_once
from tests.people import AT, make_user
from tests.roadmap.sectors import make_case, make_library, make_solution, make_support, text
from tests.roadmap.test_files import LIBRARY

ENTRIES = [table.model._meta.db_table for table in TABLES.values()]
PARTS = [part.model._meta.db_table for table in TABLES.values() for part in table.tables()]
FREE = {"state", "retired_by_id", "retired_at"}


def sql(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def refused(statement: str, table: str) -> None:
    with pytest.raises(IntegrityError, match=f"frozen: {table}"):
        sql(statement)


def every_kind_of_part() -> Library:
    """Return the committed library and beside it whatever it has no example of."""
    measure = LIBRARY.measures[0]
    estimate = LIBRARY.sectors[0].stages[0].estimates[0]
    other = replace(
        measure,
        code="m-other",
        prerequisites=(measure.code,),
        options=(OptionStep(question="F01", option="B"),),
        costs=(estimate,),
    )
    aid = make_support(
        sizes=(SizeClass.SMALL,),
        ownerships=(Ownership.PRIVATE,),
        tags=(Tag.SPECIALISED,),
        sectors=("general",),
        sub_sectors=(text(),),
        programmes=(text(),),
        excludes=(LIBRARY.support_measures[0].code,),
    )
    return LIBRARY.replacing([other, aid, make_solution()])


@pytest.fixture
def loaded(load_2024: object) -> None:
    load_once("every kind of part", every_kind_of_part())


@pytest.mark.django_db
def test_every_table_of_the_library_is_guarded() -> None:
    guarded = frozen_tables(connection)
    for table in (*ENTRIES, *PARTS):
        assert guarded[table] == {"insert", "update", "delete"}, table


def test_no_entry_and_no_part_of_one_can_be_changed_or_deleted(loaded: None) -> None:
    for table in PARTS:
        refused(f"UPDATE {table} SET position = position + 100", table)
        refused(f"DELETE FROM {table}", table)
    for table in ENTRIES:
        refused(f"DELETE FROM {table}", table)


def another(field: models.Field) -> str:
    """Return SQL for a value that the column does not hold."""
    match field:
        case models.BooleanField():
            return f'NOT "{field.column}"'
        case models.DateField():  # and times
            return "'2031-01-01'"
        case models.CharField() | models.TextField():
            return "'x'"
        case _:
            return "99"


@pytest.mark.parametrize("model", [table.model for table in TABLES.values()])
def test_every_column_but_the_retirement_is_guarded(model: type[models.Model], loaded: None) -> None:
    table = model._meta.db_table
    for field in model._meta.concrete_fields:
        if field.column not in FREE:
            refused(
                f"UPDATE {table} SET state = 'retired', retired_at = '2026-03-02',"
                f' "{field.column}" = {another(field)}',
                table,
            )


def test_no_part_can_be_added_to_a_published_entry_or_moved_into_it(loaded: None) -> None:
    row = tables.Case.objects.get(code="C01")
    refused(
        f"INSERT INTO roadmap_casescene (entry_id, position, scene) VALUES ({row.pk}, 9, 'S16')",
        "roadmap_casescene",
    )
    draft = copy_entry(entry=tables.Case.objects.get(code="C03"), by=make_user(), at=AT)
    refused(
        f"UPDATE roadmap_casescene SET entry_id = {row.pk} WHERE entry_id = {draft.pk}", "roadmap_casescene"
    )


def test_an_entry_cannot_be_born_published(loaded: None) -> None:
    row = tables.Case.objects.get(code="C01")
    row.pk, row.code, row.version = None, "C99", 1
    with pytest.raises(IntegrityError, match="frozen: roadmap_case"), transaction.atomic():
        row.save(force_insert=True)


def test_a_published_entry_can_be_retired_and_then_nothing_more(loaded: None) -> None:
    row = tables.Case.objects.get(code="C01")
    retire_entry(entry=row, by=make_user(), at=AT)
    refused(
        f"UPDATE roadmap_case SET state = 'published', retired_at = NULL, retired_by_id = NULL"
        f" WHERE id = {row.pk}",
        "roadmap_case",
    )
    refused(f"UPDATE roadmap_case SET firm_zh = 'x' WHERE id = {row.pk}", "roadmap_case")
    refused(f"DELETE FROM roadmap_casescene WHERE entry_id = {row.pk}", "roadmap_casescene")


def test_a_draft_can_be_changed_in_any_way(loaded: None) -> None:
    draft = copy_entry(entry=tables.Case.objects.get(code="C01"), by=make_user(), at=AT)
    sql(f"UPDATE roadmap_case SET firm_zh = 'x' WHERE id = {draft.pk}")
    sql(f"UPDATE roadmap_casescene SET scene = 'S16', position = 9 WHERE entry_id = {draft.pk}"
        " AND position = 1")  # fmt: skip
    sql(f"DELETE FROM roadmap_casescene WHERE entry_id = {draft.pk}")
    sql(f"DELETE FROM roadmap_case WHERE id = {draft.pk}")


@pytest.mark.parametrize(
    "change",
    [
        {"state": State.PUBLISHED},  # without a time and a digest
        {"state": State.RETIRED, "digest": "x", "published_at": AT},  # without a time of retirement
        {"published_at": AT},
        {"retired_at": AT},
        {"version": 0},
        {"version": 1},  # taken
    ],
)
def test_who_and_when_go_together(change: dict[str, object], loaded: None) -> None:
    draft = copy_entry(entry=tables.Case.objects.get(code="C01"), by=make_user(), at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        tables.Case.objects.filter(pk=draft.pk).update(**change)


def test_a_code_has_at_most_one_draft_and_one_published_version(loaded: None) -> None:
    by = make_user()
    row = tables.Case.objects.get(code="C01")
    copy_entry(entry=row, by=by, at=AT)
    row.pk, row.version, row.state, row.digest, row.published_at = None, 3, State.DRAFT, "", None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        tables.Case.objects.filter(code="C01", state=State.DRAFT).update(
            state=State.PUBLISHED, digest="x", published_at=AT + timedelta(days=1)
        )


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_can_empty_its_database(load_2024: object) -> None:
    load_library(library=make_library(make_case(sector="general")), at=AT)
    refused("DELETE FROM roadmap_casescene", "roadmap_casescene")


@pytest.mark.parametrize(
    ("labels", "domain"),
    [
        (tables.EVIDENCE, entries.Evidence),
        (tables.ESTIMATE_SIZES, entries.Size),
        (tables.GRADES, case.Grade),
        (tables.DEPLOYMENTS, solution.Deployment),
        (tables.PRICE_MODELS, solution.PriceModel),
        (tables.SUPPORT_KINDS, support.SupportKind),
    ],
)
def test_every_member_of_an_enum_may_be_chosen(labels: dict[object, object], domain: type[Enum]) -> None:
    assert list(labels) == list(domain)


def test_firms_have_the_sizes_of_the_rule() -> None:
    assert list(tables.FIRM_SIZES) == [size for size in SizeClass if size != SizeClass.UNKNOWN]
