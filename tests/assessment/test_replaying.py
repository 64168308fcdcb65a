"""Replaying a draft against what was submitted: in parts, each once, and nothing of what is old changes."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from unittest import mock

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from assessment import services
from assessment.models import Replay, ReplayChange, ReplayPart, Snapshot
from assessment.trial import services as replaying
from assessment.trial.domain.tally import Tally
from assessment.trial.selectors.replays import newest_replay, progress_of, tally_of
from assessment.trial.tasks import replay_part
from assessment.wording.jobs import REPLACED, STALE
from editing.models import State
from enterprises.domain.sectors import SectorMap
from enterprises.models import User
from jobs import tasks
from jobs.models import Job, JobState
from jobs.services.registry import JobFailed, Work
from jobs.wording import TOO_LARGE
from standards.domain.standard import Origin, Standard
from standards.models import Question, Revision, Threshold
from standards.models import Standard as StandardRow
from standards.services import import_standard, publish
from tests.assessment.factories import make_snapshot
from tests.domain.edits import edited, level, setting
from tests.people import AT, make_user
from tests.standards.fixtures import ERRATUM, make_published, published, standard_2024

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]

LATER = AT + timedelta(days=1)
# 54.15 points become 53.65, of which the second level asks for 54: it is lost.
HARDER = edited(
    standard_2024(),
    setting("F01", weight=50),
    setting("F02", weight=20),
    level(2, min_points=54),
)
GOOD = {"F05": "E"}  # five points more: stays where it is


@pytest.fixture
def editor() -> User:
    return make_user()


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replaying, "PART", 2)


def draft_of(standard: Standard) -> Revision:
    published()
    return import_standard(standard=standard, by=None, at=AT)


def start(revision: Revision, editor: User) -> tuple[Replay, list[Job]]:
    return replaying.start_replay(revision=revision, by=editor, at=LATER)


def run_all(replay: Replay) -> None:
    """Run queued jobs, and those that they queue, until there are none."""
    while job := Job.objects.filter(state=JobState.QUEUED).order_by("pk").first():
        tasks.run_job(job_id=job.pk)


def work_of(part: ReplayPart) -> Work:
    return Work(kind="replay", payload={"part": part.pk}, attempt=1, progress=lambda percent: None)


def payloads() -> list[tuple[object, ...]]:
    return list(Snapshot.objects.order_by("pk").values_list())


# --- What it comes to -------------------------------------------------------------------------


def test_it_says_how_many_results_change_which_ones_and_why(editor: User, sectors: SectorMap) -> None:
    lost = [make_snapshot() for _ in range(3)]
    kept = [make_snapshot(questions=GOOD) for _ in range(2)]
    before = payloads()
    replay, _jobs = start(draft_of(HARDER), editor)
    run_all(replay)
    tally = tally_of(replay)
    assert progress_of(replay).is_done
    assert (tally.results, tally.not_comparable, tally.points_down, tally.level_down) == (5, 0, 5, 3)
    assert tally.levels == {(2, 1): 3, (2, 2): 2}
    assert {key.change.code: (count, tally.moved[key]) for key, count in tally.changed.items()} == {
        "F01": (5, 0),
        "F02": (5, 3),
        "2": (3, 3),
    }
    rows = list(replay.rows.order_by("snapshot"))
    assert [row.snapshot_id for row in rows] == [snapshot.pk for snapshot in (*lost, *kept)]
    first = rows[0]
    assert (first.points_before, first.points_after) == ("54.15", "53.65")
    assert (first.level_before, first.level_after) == (2, 1)
    assert (first.region, first.sector, first.size) == ("340800", "machinery", "small")
    changed = [(replay.changes[place]["code"], points, moves) for place, points, moves in first.causes]
    assert changed == [
        ("F01", "1", False),
        ("F02", "-1.5", True),
        ("2", "0", True),
    ]
    assert payloads() == before  # byte for byte


def test_rows_hold_nothing_that_names_the_firm_or_its_answers(editor: User) -> None:
    snapshot = make_snapshot()
    replay, _jobs = start(draft_of(HARDER), editor)
    run_all(replay)
    row = json.dumps(list(ReplayChange.objects.values()), default=str, ensure_ascii=False)
    firm = snapshot.assessment.enterprise
    for secret in (firm.name, firm.uscc, "equip_digital", "revenue"):
        assert secret not in row


def test_an_unchanged_copy_changes_nothing(editor: User) -> None:
    make_snapshot()
    replay, _jobs = start(draft_of(edited(standard_2024())), editor)
    run_all(replay)
    tally = tally_of(replay)
    assert (tally.results, tally.levels, tally.changed) == (1, {(2, 2): 1}, {})
    assert not replay.rows.exists()


def test_without_results_it_is_over_at_once(editor: User) -> None:
    replay, jobs = start(draft_of(HARDER), editor)
    assert jobs == []
    assert progress_of(replay).is_done
    assert tally_of(replay) == Tally()


# --- Which results count ----------------------------------------------------------------------


def test_a_corrected_result_is_left_out_and_its_correction_counted(editor: User) -> None:
    old = make_snapshot()
    draft = services.correct(snapshot=old, reason="设备台数填错了", by=old.submitted_by, at=AT)
    declaration = mock.Mock(pledge_version="2026-1")
    declaration.filled_by.configure_mock(name="李波", position="经理")
    declaration.responsible.configure_mock(name="王爱丽", position="总经理")
    new = services.submit(assessment=draft, declaration=declaration, by=old.submitted_by, at=AT)
    replay, _jobs = start(draft_of(HARDER), editor)
    run_all(replay)
    assert tally_of(replay).results == 1
    assert replay.rows.get().snapshot == new


def test_what_is_submitted_later_is_left_out(editor: User) -> None:
    make_snapshot()
    replay, _jobs = start(draft_of(HARDER), editor)
    make_snapshot()
    run_all(replay)
    assert tally_of(replay).results == 1


def test_results_of_every_revision_count_each_against_its_own(editor: User) -> None:
    make_snapshot()
    make_published(standard=edited(standard_2024(), level(2, min_points=50)))
    make_snapshot()
    third = edited(edited(standard_2024()), level(2, min_points=55))
    replay, _jobs = start(draft_of(third), editor)
    run_all(replay)
    listed = [(change["revision"], change["before"], change["after"]) for change in replay.changes]
    assert listed == [("miit-sme-2024@1", "40", "55"), ("miit-sme-2024@2", "50", "55")]
    assert tally_of(replay).level_down == 2


def test_a_local_copy_is_replayed_against_the_results_of_what_it_derives_from(editor: User) -> None:
    make_snapshot()
    local = replace(HARDER, code="anqing-sme", origin=Origin.LOCAL, revision=1)
    revision = import_standard(standard=local, by=None, at=AT)
    alone, _jobs = start(revision, editor)
    assert tally_of(alone).results == 0
    StandardRow.objects.filter(code="anqing-sme").update(derives_from=published())
    replay, _jobs = start(revision, editor)
    run_all(replay)
    assert (tally_of(replay).results, tally_of(replay).level_down) == (1, 1)


# --- Parts and jobs ---------------------------------------------------------------------------


def test_parts_are_queued_one_lane_per_worker_and_each_queues_the_next(
    editor: User, settings: Settings
) -> None:
    settings.CELERY_WORKER_CONCURRENCY = 2
    for _ in range(7):
        make_snapshot()
    replay, jobs = start(draft_of(HARDER), editor)
    assert (replay.parts.count(), len(jobs), Job.objects.count()) == (4, 2, 2)
    tasks.run_job(job_id=jobs[0].pk)
    assert Job.objects.count() == 3
    assert (progress_of(replay).percent, progress_of(replay).is_over) == (25, False)
    run_all(replay)
    assert progress_of(replay).percent == 100
    assert tally_of(replay).results == replay.rows.count() == 7


def test_the_next_part_is_woken(
    editor: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    for _ in range(3):
        make_snapshot()
    _replay, jobs = start(draft_of(HARDER), editor)
    with (
        mock.patch.object(tasks.run_job, "delay") as delay,
        django_capture_on_commit_callbacks(execute=True),
    ):
        tasks.run_job(job_id=jobs[0].pk)
    delay.assert_called_once_with(job_id=Job.objects.latest("pk").pk)


def test_a_part_whose_worker_was_killed_is_counted_once(editor: User) -> None:
    for _ in range(2):
        make_snapshot()
    replay, jobs = start(draft_of(HARDER), editor)
    part = replay.parts.get()
    replay_part(work_of(part))  # killed before the end: nothing is kept
    assert (tally_of(replay).results, ReplayChange.objects.count()) == (0, 0)
    late = replay_part(work_of(part))  # another one did the same work meanwhile
    tasks.run_job(job_id=jobs[0].pk)
    late()
    assert (tally_of(replay).results, ReplayChange.objects.count()) == (2, 2)


def test_a_part_that_fails_at_the_end_keeps_nothing_and_is_done_anew(editor: User) -> None:
    make_snapshot()
    replay, jobs = start(draft_of(HARDER), editor)
    with mock.patch.object(ReplayChange.objects, "bulk_create", side_effect=MemoryError):
        tasks.run_job(job_id=jobs[0].pk)
    standing = progress_of(replay)
    assert (standing.has_failed, standing.error) == (True, TOO_LARGE)
    assert tally_of(replay).results == 0
    again, queued = start(replay.revision, editor)
    assert (again, [job.pk for job in queued]) == (replay, [jobs[0].pk])
    run_all(replay)
    assert progress_of(replay).is_done
    assert tally_of(replay).results == ReplayChange.objects.count() == 1


def test_asked_for_twice_it_is_one_replay(editor: User) -> None:
    make_snapshot()
    draft = draft_of(HARDER)
    first, _jobs = start(draft, editor)
    second, jobs = start(draft, editor)
    assert (first, jobs) == (second, [])
    assert Job.objects.count() == 1


# --- Edits meanwhile --------------------------------------------------------------------------


def harden(draft: Revision) -> None:
    Threshold.objects.filter(revision=draft, position=4).update(min_points=90)


def contradict(draft: Revision) -> None:
    Question.objects.filter(revision=draft, code="F01").update(weight=1)


@pytest.mark.parametrize("edit", [harden, contradict])
def test_an_edit_under_way_stops_it_with_the_reason(editor: User, edit: Callable[[Revision], None]) -> None:
    make_snapshot()
    draft = draft_of(HARDER)
    replay, _jobs = start(draft, editor)
    edit(draft)
    run_all(replay)
    assert progress_of(replay).error == STALE


def test_after_an_edit_a_new_one_takes_the_place_of_the_last(editor: User) -> None:
    make_snapshot()
    draft = draft_of(HARDER)
    old, _jobs = start(draft, editor)
    run_all(old)
    harden(draft)
    new, _jobs = start(draft, editor)
    assert newest_replay(draft) == new
    assert new.digest != old.digest
    assert list(Replay.objects.all()) == [new]
    assert not ReplayChange.objects.exists()


def test_a_job_of_a_replay_that_is_gone_says_so(editor: User) -> None:
    make_snapshot()
    replay, jobs = start(draft_of(HARDER), editor)
    part = replay.parts.get()
    late = replay_part(work_of(part))
    Replay.objects.all().delete()
    late()
    assert not ReplayChange.objects.exists()
    with pytest.raises(JobFailed, match=REPLACED):
        replay_part(work_of(part))
    tasks.run_job(job_id=jobs[0].pk)
    assert Job.objects.get().error == REPLACED


def test_only_a_draft_is_replayed(editor: User) -> None:
    with pytest.raises(replaying.NotADraft):
        start(published(), editor)


def test_publishing_leaves_the_replay_and_the_old_results(editor: User) -> None:
    make_snapshot()
    draft = draft_of(HARDER)
    replay, _jobs = start(draft, editor)
    run_all(replay)
    before = payloads()
    publish(revision=draft, by=make_user(), at=LATER, note="改", erratum=ERRATUM)
    draft.refresh_from_db()
    assert (draft.state, draft.digest) == (State.PUBLISHED, replay.digest)
    assert tally_of(replay).results == 1
    assert payloads() == before
