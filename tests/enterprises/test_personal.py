"""The register of personal data is complete, and export and deletion of a person do what it says."""

import json
import re
from fnmatch import fnmatchcase
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.db.utils import IntegrityError

from assessment.models import Snapshot
from assessment.services import submit
from enterprises.domain.personal import NOT_PERSONAL, REGISTER, Fate, Personal
from enterprises.models import Role, SentForm, Session, User
from enterprises.selectors.people import personal_data
from enterprises.services.accounts import delete_account
from plans.services import add_note
from tests.assessment.factories import DECLARATION, make_assessment, make_snapshot
from tests.people import AT, make_enterprise, make_member, make_user
from tests.plans.factories import first_step, make_file, make_followed

KINDS = (
    models.EmailField,
    models.GenericIPAddressField,
    models.FileField,
    models.TextField,
    models.JSONField,
)
NAMES = re.compile(
    r"(.*_)?(name|phone|email|ip|address|agent|person|place|password|remark|reason|label|note|text|by|data)"
)
# What the framework counts rows and permissions by; columns of history tables are those of their content.
TECHNICAL = ("contenttypes.*", "*.Historical*")


def personal_columns() -> list[str]:
    """Return all columns that look as if they told of people."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields:
            kind = isinstance(field, KINDS) or field.related_model is User
            named = NAMES.fullmatch(field.name) and not getattr(field, "choices", None)
            if kind or named:
                found.append(f"{model._meta.label}.{field.name}")
    return found


def is_listed(column: str, patterns: list[str]) -> bool:
    return any(fnmatchcase(column, pattern) for pattern in patterns)


def test_every_column_of_a_personal_kind_is_listed() -> None:
    patterns = [*(told.column for told in REGISTER), *NOT_PERSONAL, *TECHNICAL]
    # Whose row it is: told with the row.
    whose = {f"{told.model}.{told.whose}" for told in REGISTER if told.whose}
    assert [
        column for column in personal_columns() if not is_listed(column, patterns) and column not in whose
    ] == []


def test_the_rule_knows_personal_columns_when_it_sees_them() -> None:
    found = personal_columns()
    for column in ("enterprises.User.email", "assessment.Snapshot.submitted_from", "plans.Step.owner_name"):
        assert column in found
    assert "assessment.Guest.name" in found
    assert "assessment.Snapshot.revision_number" not in found


@pytest.mark.parametrize("told", REGISTER, ids=lambda told: told.column)
def test_the_register_names_columns_that_there_are(told: Personal) -> None:
    if "*" in told.column:
        return
    fields = {field.name for field in apps.get_model(told.model)._meta.concrete_fields}
    assert told.name in fields
    assert not told.whose or told.whose in fields | {"pk"}
    assert told.whose or (told.fate is Fate.STAYS and not told.exported)


@pytest.fixture
def person(db: None) -> User:
    """A member who has left traces in everything that is exported."""
    user = make_user(email="li@example.com", name="李波")
    firm = make_enterprise()
    make_member(enterprise=firm, user=user, role=Role.EDITOR)
    own = make_snapshot(enterprise=firm)
    plan = make_followed(snapshot=own)
    step = first_step(plan)
    make_file(plan=plan, step=step)
    add_note(step=step, text="已与周工确认", by=user, at=AT)
    SentForm.objects.create(user=user, key="k", answer="/e/", sent_at=AT)
    Session.objects.create(session_key="s", session_data="", expire_date=AT, user=user, address="10.0.0.9")
    return user


def test_what_is_exported_is_what_the_register_says(person: User) -> None:
    data = json.loads(json.dumps(personal_data(person), default=str, ensure_ascii=False))
    assert {told.model for told in REGISTER if told.exported} - data["records"].keys() == {
        "enterprises.User",
        "enterprises.Session",
        "enterprises.Consent",
        "enterprises.Membership",
        "mfa.Authenticator",
    }
    assert [note["text"] for note in data["records"]["plans.Note"]] == ["已与周工确认"]


def test_the_names_of_a_declaration_and_of_files_are_exported(db: None) -> None:
    firm = make_enterprise()
    snapshot = make_snapshot(enterprise=firm)
    plan = make_followed(snapshot=snapshot)
    stored = make_file(plan=plan, step=first_step(plan))
    [told] = records(snapshot.submitted_by)["assessment.Snapshot"]
    assert told["declaration"]["filled_by"] == json.loads(snapshot.payload)["declaration"]["filled_by"]
    assert told.keys() == {"submitted_from", "declaration"}  # and no answers of the firm
    assert {"name": stored.name} in records(stored.added_by)["enterprises.FirmFile"]


def records(user: User) -> dict[str, list[dict[str, Any]]]:
    found: Any = personal_data(user)["records"]
    return found


def test_deletion_does_what_the_register_says(person: User) -> None:
    delete_account(user=person, at=AT)
    for told in REGISTER:
        if not told.whose or told.fate is Fate.STAYS:
            continue
        rows = apps.get_model(told.model)._default_manager.filter(**{told.whose: person.pk})
        if told.fate is Fate.ROW:
            assert not rows.exists(), told.column
        elif told.name != "password":
            assert set(rows.values_list(told.name, flat=True)) <= {None, ""}, told.column
    person.refresh_from_db()
    assert not person.has_usable_password()


def test_the_address_of_a_submission_goes_with_the_account_and_nothing_else_of_it(db: None) -> None:
    owner = make_user()
    draft = make_assessment(enterprise=make_enterprise(owner=owner))
    snapshot = submit(assessment=draft, declaration=DECLARATION, by=owner, at=AT, address="192.0.2.1")
    assert records(owner)["assessment.Snapshot"][0]["submitted_from"] == "192.0.2.1"
    before = Snapshot.objects.filter(pk=snapshot.pk).values().get()
    delete_account(user=owner, at=AT)
    after = Snapshot.objects.filter(pk=snapshot.pk).values().get()
    assert after == before | {"submitted_from": None}


@pytest.mark.parametrize(
    "change", ["submitted_from = '10.0.0.1'", "submitted_from = NULL, reason = 'x'", "payload = ''"]
)
def test_no_other_change_of_a_submission_goes_through_that_door(change: str, db: None) -> None:
    make_snapshot(enterprise=make_enterprise())
    with pytest.raises(IntegrityError, match="frozen: assessment_snapshot"), transaction.atomic():
        connection.cursor().execute(f"UPDATE assessment_snapshot SET {change}")
