"""Published revisions are frozen by the database itself, shown with raw SQL."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from audit.models.freezing import frozen_tables
from editing.models import State
from standards.models import Defect, Dimension, Part, Revision
from standards.services import import_standard, retire
from tests.people import AT
from tests.standards.fixtures import make_published, standard_2024

PART_TABLES = sorted(part._meta.db_table for part in Part.__subclasses__())


def sql(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def refused(statement: str, table: str) -> None:
    with pytest.raises(IntegrityError, match=f"frozen: {table}"):
        sql(statement)


def test_every_table_of_the_standard_is_guarded(db: None) -> None:
    guarded = frozen_tables(connection)
    for table in PART_TABLES:
        assert guarded[table] == {"insert", "update", "delete"}
    assert guarded["standards_revision"] == {"insert", "update", "delete"}
    assert guarded["standards_standard"] == {"update", "delete"}
    assert guarded["standards_defect"] == {"update", "delete"}


def test_no_part_of_a_published_revision_can_be_updated_or_deleted(load_2024: Revision) -> None:
    for table in PART_TABLES:
        refused(f"UPDATE {table} SET position = position + 100", table)
        refused(f"DELETE FROM {table}", table)


def test_no_part_can_be_added_to_a_published_revision(load_2024: Revision) -> None:
    refused(
        "INSERT INTO standards_dimension (revision_id, position, code, name_zh, name_en, weight)"
        f" VALUES ({load_2024.pk}, 9, 'X', 'x', '', 1)",
        "standards_dimension",
    )


def test_no_part_of_a_draft_can_be_moved_into_a_published_revision(load_2024: Revision) -> None:
    draft = import_standard(standard=replace(standard_2024(), revision=2), by=None, at=AT)
    refused(
        f"UPDATE standards_term SET revision_id = {load_2024.pk} WHERE revision_id = {draft.pk}",
        "standards_term",
    )


@pytest.mark.parametrize(
    "change",
    [
        "state = 'draft'",
        "digest = 'x'",
        "name_zh = 'x'",
        "number = 7",
        "document_issued = NULL",
        "published_at = '2020-01-01'",
        "state = 'retired', retired_at = '2026-03-02', name_zh = 'x'",
    ],
)
def test_a_published_revision_itself_cannot_be_changed(load_2024: Revision, change: str) -> None:
    refused(f"UPDATE standards_revision SET {change}", "standards_revision")


def test_every_column_of_a_revision_but_the_retirement_is_guarded(load_2024: Revision) -> None:
    free = {"state", "retired_by_id", "retired_at"}
    for field in Revision._meta.concrete_fields:
        if field.column in free:
            continue
        number = field.get_internal_type() != "CharField" and str(field.column).endswith(("id", "number"))
        value = "999983" if number else "NULL"  # no id that earlier tests could have come to
        with pytest.raises(IntegrityError, match="frozen: standards_revision"):
            sql(
                "UPDATE standards_revision SET state = 'retired', retired_at = '2026-03-02',"
                f" {field.column} = {value}"
            )


@pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE is SQLite's")
def test_no_part_of_a_published_revision_can_be_replaced(load_2024: Revision) -> None:
    draft = import_standard(standard=replace(standard_2024(), revision=2), by=None, at=AT)
    frozen = Dimension.objects.get(revision=load_2024, code="F")
    refused(
        "INSERT OR REPLACE INTO standards_dimension"
        " (id, revision_id, position, code, name_zh, name_en, weight)"
        f" VALUES ({frozen.pk}, {draft.pk}, 9, 'X', 'x', '', 1)",
        "standards_dimension",
    )


def test_a_published_revision_can_be_retired_and_then_nothing_more(load_2024: Revision) -> None:
    retired = retire(revision=load_2024, by=None, at=AT)
    assert retired.state == State.RETIRED
    refused("UPDATE standards_revision SET state = 'published', retired_at = NULL", "standards_revision")
    refused("UPDATE standards_revision SET retired_at = '2020-01-01'", "standards_revision")
    refused("DELETE FROM standards_term", "standards_term")


def test_a_published_revision_cannot_be_deleted(load_2024: Revision) -> None:
    refused("DELETE FROM standards_revision", "standards_revision")


def test_a_standard_with_a_published_revision_keeps_code_and_origin(load_2024: Revision) -> None:
    refused("UPDATE standards_standard SET origin = 'local'", "standards_standard")
    refused("DELETE FROM standards_standard", "standards_standard")


def test_a_revision_cannot_be_born_published(load_2024: Revision) -> None:
    with pytest.raises(DatabaseError, match="frozen: standards_revision"):
        Revision.objects.bulk_create(
            [
                Revision(
                    standard=load_2024.standard,
                    number=2,
                    state=State.PUBLISHED,
                    digest="x",
                    created_at=AT,
                    published_at=AT,
                )
            ]
        )


def test_a_defect_stays_and_its_correction_is_linked_once(load_2024: Revision) -> None:
    second = make_published(standard=replace(standard_2024(), revision=2))
    Defect.objects.create(revision=load_2024, reason="第4题权重有误", recorded_at=AT)
    refused("UPDATE standards_defect SET reason = 'x'", "standards_defect")
    refused("DELETE FROM standards_defect", "standards_defect")
    Defect.objects.update(corrected_by=second, linked_at=AT)
    refused("UPDATE standards_defect SET corrected_by_id = NULL, linked_at = NULL", "standards_defect")


def test_a_draft_can_be_changed_and_deleted(load_2024: Revision) -> None:
    draft = import_standard(standard=replace(standard_2024(), revision=2), by=None, at=AT)
    Dimension.objects.filter(revision=draft, code="F").update(weight=51)
    draft.delete()
    assert Revision.objects.count() == 1
    assert Dimension.objects.exclude(revision=load_2024).count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_a_transactional_test_can_empty_its_database_and_the_triggers_stay(time: int) -> None:
    assert not Revision.objects.exists()
    make_published()
    refused("DELETE FROM standards_term", "standards_term")
