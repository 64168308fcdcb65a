"""Starting, submitting, correcting, and what a snapshot keeps for good."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from assessment.domain.snapshot import write
from assessment.models import Answer, Assessment, AssessmentState, Snapshot
from assessment.selectors.answers import find_superseding, list_results, load_sheet, read_snapshot
from assessment.services import (
    AlreadySuperseded,
    Incomplete,
    NotDraft,
    OpenDraft,
    correct,
    discard,
    save_answer,
    start_assessment,
    submit,
)
from audit.models.freezing import frozen_tables
from enterprises.domain.sectors import SectorMap
from enterprises.models import Enterprise, User
from standards.domain.answers import Figures, NotApplicable
from tests.assessment.factories import DECLARATION, load_answers, make_assessment, make_snapshot
from tests.people import AT
from tests.standards.fixtures import make_published, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]
LATER = AT + timedelta(days=30)


def test_an_assessment_starts_empty_on_the_newest_revision(firm: Enterprise, alice: User) -> None:
    revision = published()
    assessment = start_assessment(enterprise=firm, by=alice, at=AT)
    assert assessment.revision == revision
    assert load_sheet(assessment).progress.answered == 0


def test_an_enterprise_has_one_open_draft_at_most(firm: Enterprise, alice: User) -> None:
    published()
    start_assessment(enterprise=firm, by=alice, at=AT)
    with pytest.raises(OpenDraft):
        start_assessment(enterprise=firm, by=alice, at=AT)
    assert Assessment.objects.count() == 1


def test_starting_from_the_last_result_asks_to_confirm_its_figures(firm: Enterprise, alice: User) -> None:
    snapshot = make_snapshot(enterprise=firm)
    assessment = start_assessment(enterprise=firm, by=alice, at=LATER, copy_from=snapshot)
    sheet = load_sheet(assessment)
    assert sheet.answers == read_snapshot(snapshot).answers
    assert sheet.unconfirmed == {"F02", "F03", "M04", "R03", "R04"}


def test_what_a_new_revision_no_longer_allows_is_not_taken_over(firm: Enterprise, alice: User) -> None:
    snapshot = make_snapshot(enterprise=firm)
    old = read_snapshot(snapshot).standard
    reasons = tuple(reason for reason in old.reasons if reason.code != "other")
    make_published(standard=replace(old, revision=2, reasons=reasons))
    sheet = load_sheet(start_assessment(enterprise=firm, by=alice, at=LATER, copy_from=snapshot))
    assert sheet.standard.revision == 2
    assert sheet.progress.open == ("S16",)
    assert load_answers(snapshot.assessment).scenes["S16"] == NotApplicable(reason="other")


def test_a_submission_freezes_the_answers_and_writes_the_snapshot(
    firm: Enterprise, alice: User, sectors: SectorMap
) -> None:
    assessment = make_assessment(enterprise=firm)
    snapshot = submit(assessment=assessment, declaration=DECLARATION, by=alice, at=AT, address="192.0.2.1")
    assert assessment.state == AssessmentState.SUBMITTED
    content = read_snapshot(snapshot)
    assert content.answers == load_answers(assessment)
    assert content.answers.scenes["S16"] == NotApplicable(reason="other")
    assert content.declaration == DECLARATION
    assert content.result["level"] == 2
    assert content.at == AT
    assert content.enterprise == {
        "name": "示例机械有限公司",
        "uscc": "91340800MAT0000420",
        "division": "34",
        "industry_class": "",
        "region": "340800",
        "employees": 120,
        "revenue": 5600,
        "assets": 4200,
        "size": "small",
        "sector": "machinery",
        "verified": False,
    }
    assert (snapshot.standard_code, snapshot.revision_number) == ("miit-sme-2024", 1)
    assert snapshot.digest == assessment.revision.digest
    assert snapshot.submitted_from == "192.0.2.1"


def test_the_payload_is_the_same_bytes_when_written_again(firm: Enterprise) -> None:
    snapshot = make_snapshot(enterprise=firm, questions={"M04": "A", "R01": {"na": "no_upgrade"}})
    assert write(read_snapshot(snapshot)) == snapshot.payload
    assert list(json.loads(snapshot.payload)) == sorted(json.loads(snapshot.payload))


def test_the_snapshot_does_not_change_with_the_enterprise(firm: Enterprise) -> None:
    snapshot = make_snapshot(enterprise=firm)
    Enterprise.objects.filter(pk=firm.pk).update(name="改名后的公司", employees=None)
    assert read_snapshot(Snapshot.objects.get()).enterprise["name"] == "示例机械有限公司"
    assert write(read_snapshot(snapshot)) == snapshot.payload


def test_figures_that_only_check_are_kept_in_the_snapshot(firm: Enterprise, alice: User) -> None:
    assessment = make_assessment(enterprise=firm)
    sheet = load_sheet(assessment)
    value = sheet.answers.questions["R02"]
    numbers = {"pass_rate_before": Decimal("97.25"), "pass_rate_after": Decimal("97.25")}
    save_answer(assessment=assessment, code="R02", value=value, version=1, by=alice, at=AT, figures=numbers)
    snapshot = submit(assessment=assessment, declaration=DECLARATION, by=alice, at=AT)
    content = read_snapshot(snapshot)
    assert content.figures["pass_rate_after"] == Decimal("97.25")
    assert write(content) == snapshot.payload


def test_what_is_missing_refuses_a_submission(firm: Enterprise, alice: User) -> None:
    assessment = make_assessment(enterprise=firm, answered="some")
    with pytest.raises(Incomplete) as refused:
        submit(assessment=assessment, declaration=DECLARATION, by=alice, at=AT)
    assert len(refused.value.progress.open) == 28
    assert not Snapshot.objects.exists()
    assert Assessment.objects.get().is_draft


def test_what_is_to_be_confirmed_refuses_a_submission(firm: Enterprise, alice: User) -> None:
    assessment = make_assessment(enterprise=firm)
    save_answer(
        assessment=assessment,
        code="F02",
        value=Figures(values={"equip_total": Decimal(90), "equip_digital": Decimal(45)}),
        version=1,
        by=alice,
        at=AT,
    )
    with pytest.raises(Incomplete) as refused:
        submit(assessment=assessment, declaration=DECLARATION, by=alice, at=AT)
    assert refused.value.progress.unconfirmed == ("F03",)


def test_an_assessment_is_submitted_once(firm: Enterprise, alice: User) -> None:
    snapshot = make_snapshot(enterprise=firm)
    with pytest.raises(NotDraft):
        submit(assessment=snapshot.assessment, declaration=DECLARATION, by=alice, at=LATER)
    assert Snapshot.objects.count() == 1


def test_a_correction_supersedes_and_the_old_one_stays_readable(
    firm: Enterprise, alice: User, bob: User
) -> None:
    old = make_snapshot(enterprise=firm)
    draft = correct(snapshot=old, reason="第 5 题选错", by=bob, at=LATER)
    assert load_sheet(draft).unconfirmed == frozenset()
    assert old.assessment.state == AssessmentState.SUBMITTED
    new = submit(assessment=draft, declaration=DECLARATION, by=bob, at=LATER)
    assert (new.supersedes, new.reason) == (old, "第 5 题选错")
    assert Assessment.objects.get(pk=old.assessment_id).state == AssessmentState.SUPERSEDED
    assert write(read_snapshot(old)) == old.payload
    newest, oldest = list_results(firm)
    assert (newest.snapshot, newest.is_superseded) == (new, False)
    assert (oldest.snapshot, oldest.superseded_by) == (old, new)
    assert [find_superseding(Snapshot.objects.get(pk=one.pk)) for one in (old, new)] == [new, None]


def test_only_the_newest_is_corrected(firm: Enterprise, alice: User) -> None:
    old = make_snapshot(enterprise=firm)
    draft = correct(snapshot=old, reason="一", by=alice, at=LATER)
    submit(assessment=draft, declaration=DECLARATION, by=alice, at=LATER)
    with pytest.raises(AlreadySuperseded):
        correct(snapshot=old, reason="二", by=alice, at=LATER)


def test_a_correction_waits_for_the_open_draft(firm: Enterprise, alice: User) -> None:
    snapshot = make_snapshot(enterprise=firm)
    make_assessment(enterprise=firm, answered="none")
    with pytest.raises(OpenDraft):
        correct(snapshot=snapshot, reason="一", by=alice, at=LATER)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assessment_snapshot SET payload = '{}'",
        "UPDATE assessment_snapshot SET submitted_at = submitted_at",
        "DELETE FROM assessment_snapshot",
    ],
)
def test_the_database_itself_refuses_to_change_a_snapshot(firm: Enterprise, statement: str) -> None:
    snapshot = make_snapshot(enterprise=firm)
    with (
        pytest.raises(IntegrityError, match="frozen: assessment_snapshot"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Snapshot.objects.get().payload == snapshot.payload


def test_snapshots_are_guarded() -> None:
    assert frozen_tables(connection)["assessment_snapshot"] == {"update", "delete"}


def test_the_database_refuses_a_second_draft_and_a_second_row(firm: Enterprise, alice: User) -> None:
    draft = make_assessment(enterprise=firm, answered="some")
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.create(enterprise=firm, revision=draft.revision, started_by=alice, started_at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(
            assessment=draft, code="F01", kind="options", options=["B"], changed_by=alice, changed_at=AT
        )


def test_the_time_is_written_the_same_in_every_zone(firm: Enterprise) -> None:
    content = read_snapshot(make_snapshot(enterprise=firm))
    same = replace(content, at=datetime(2026, 3, 2, 2, 0, tzinfo=UTC))
    assert write(same) == write(content)


def test_a_draft_is_discarded_with_its_answers_and_makes_room_for_another(
    client: Client, alice: User, firm: Enterprise
) -> None:
    draft = make_assessment(enterprise=firm)
    client.force_login(alice)
    url = reverse("assessment:discard", args=[draft.public_id])
    assert "草稿中已答的 31 项会被删除，不能恢复" in client.get(url).content.decode()
    assert "草稿已删除。" in client.post(url, follow=True).content.decode()
    assert not Assessment.objects.exists()
    assert not Answer.objects.exists()
    start_assessment(enterprise=firm, by=alice, at=AT)


def test_what_was_submitted_cannot_be_discarded(client: Client, alice: User, firm: Enterprise) -> None:
    snapshot = make_snapshot(enterprise=firm)
    with pytest.raises(NotDraft):
        discard(assessment=snapshot.assessment)
    client.force_login(alice)
    url = reverse("assessment:discard", args=[snapshot.assessment.public_id])
    assert client.post(url).status_code == 404
    assert Snapshot.objects.exists()
