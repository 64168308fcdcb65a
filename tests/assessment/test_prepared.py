"""A query composed once does what the ORM's own does, whatever its parameters."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import F, QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessment.models import Answer, AnswerKind, Assessment, PastAnswer
from assessment.selectors.prepared import Parameter, Prepared, inserting, updating
from enterprises.models import User
from tests.assessment.factories import make_assessment

pytestmark = pytest.mark.django_db


def _answer(assessment: Assessment, code: str, *options: str) -> Answer:
    return Answer.objects.create(
        assessment=assessment,
        code=code,
        kind=AnswerKind.OPTIONS,
        options=list(options),
        changed_by=assessment.started_by,
        changed_at=timezone.now(),
    )


def _rows(assessment: Any, code: Any) -> QuerySet[Answer]:
    """Return a query that joins, defers, annotates and sorts."""
    rows = Answer.objects.filter(assessment__public_id=assessment, code=code).select_related("assessment")
    return rows.only("options", "assessment__state").annotate(who=F("changed_by")).order_by("-pk")


def _sql(queries: CaptureQueriesContext) -> list[str]:
    return [one["sql"] for one in queries.captured_queries]


def test_a_read_is_the_orms_own_with_its_values() -> None:
    assessment = make_assessment()
    rows = {code: _answer(assessment, code, *options) for code, options in {"X1": "AB", "X2": "C"}.items()}
    prepared = Prepared(lambda: _rows(Parameter(Assessment, "public_id"), Parameter(Answer, "code")))
    for code, row in rows.items():
        with CaptureQueriesContext(connection) as ours:
            found: Any = prepared.find(public_id=assessment.public_id, code=code)
        with CaptureQueriesContext(connection) as orm:
            expected: Any = next(iter(_rows(assessment.public_id, code)))
        assert [sql.replace("(", "").replace(")", "") for sql in _sql(ours)] == [
            sql.replace("(", "").replace(")", "") for sql in _sql(orm)
        ]
        assert (found, found.options, found.who) == (row, row.options, expected.who)
        assert found.get_deferred_fields() == expected.get_deferred_fields()
        assert found.assessment.get_deferred_fields() == expected.assessment.get_deferred_fields()
    assert prepared.find(public_id=assessment.public_id, code="X3") is None


def test_all_rows_come_as_the_orm_sorts_them() -> None:
    assessment = make_assessment()
    for code in ("X1", "X2", "X3"):
        _answer(assessment, code, "A")
    prepared = Prepared(
        lambda: Answer.objects.filter(
            assessment=Parameter(Answer, "assessment"), code__startswith="X"
        ).order_by("-code")
    )
    assert [row.code for row in prepared.all(assessment=assessment.pk)] == ["X3", "X2", "X1"]
    assert prepared.all(assessment=0) == []


def test_an_update_writes_what_it_is_given_where_it_fits(alice: User) -> None:
    row = _answer(make_assessment(), "X1", "A")
    prepared = Prepared[Answer](
        lambda: updating(
            Answer.objects.filter(pk=Parameter(Answer, "id"), version=Parameter(Answer, "version")),
            {"version": F("version") + 1}
            | {name: Parameter(Answer, name) for name in ("options", "level", "changed_by_id", "changed_at")},
        )
    )
    at = timezone.now()
    values = {"id": row.pk, "options": ["B", "C"], "level": None, "changed_by_id": alice.pk, "changed_at": at}
    assert prepared.update(version=2, **values) == 0
    assert prepared.update(version=1, **values) == 1
    row.refresh_from_db()
    assert (row.version, row.options, row.changed_by, row.changed_at) == (2, ["B", "C"], alice, at)


def test_an_insert_writes_a_row_with_all_its_columns(alice: User) -> None:
    assessment = make_assessment()
    prepared = Prepared[PastAnswer](lambda: inserting(PastAnswer))
    values = {
        "assessment_id": assessment.pk,
        "revision_id": assessment.revision_id,
        "kind": AnswerKind.OPTIONS,
        "level": None,
        "reason": "",
        "figures": {"N1": "12.5"},
        "changed_by_id": alice.pk,
        "guest_id": None,
        "changed_at": timezone.now(),
    }
    for code, options in {"X1": ["A", "B"], "X2": []}.items():
        prepared.insert(code=code, options=options, **values)
        assert PastAnswer.objects.filter(code=code).values(*values, "options").get() == {
            **values,
            "options": options,
        }
    with pytest.raises(KeyError, match="code"):
        prepared.insert(options=[], **values)


def test_a_value_that_is_missing_is_an_error() -> None:
    prepared = Prepared(lambda: Answer.objects.filter(code=Parameter(Answer, "code")))
    with pytest.raises(KeyError, match="code"):
        prepared.find()
