"""Replaying a draft against what was submitted: begun as parts, each a job, a few of them at a time.

Only some parts are queued at once, and each queues the next of its lane when it ends: a firm's report never
waits for more than the part at hand.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max, QuerySet, Window
from django.db.models.functions import Mod, RowNumber

from assessment.models import Replay, ReplayChange, ReplayPart, Snapshot
from assessment.trial.domain.tally import ChangeOf, Tally, changes_of, write_change
from assessment.trial.selectors.replays import results_of, standard_codes, submitted_under
from editing.models import State
from enterprises.models import User
from jobs.models import Job, JobState
from jobs.services.life import enqueue, retry
from standards.domain.exchange import standard_digest
from standards.domain.replay import Replayed
from standards.domain.standard import Standard
from standards.models import Revision
from standards.selectors.revisions import compiled

KIND = "replay"
PART = 1000  # results: a few seconds of work
ROWS_AT_ONCE = 500


class NotADraft(Exception):
    """Only a draft is replayed: what is published cannot be changed any more."""


def start_replay(*, revision: Revision, by: User, at: datetime) -> tuple[Replay, list[Job]]:
    """Return the replay of the draft as it is now, and the jobs to wake.

    The one under way, its failed parts queued anew; else a new one in the place of the last.

    Raises:
        NotADraft.
        InvalidStandard: the draft contradicts itself.
    """
    with transaction.atomic():
        draft = Revision.objects.select_for_update().get(pk=revision.pk)
        if draft.state != State.DRAFT:
            raise NotADraft
        standard = compiled(draft.pk)
        digest = standard_digest(standard)
        last = Replay.objects.filter(revision=draft).order_by("-requested_at", "-pk").first()
        if last and last.digest == digest and last.parts.filter(tally__isnull=True).exists():
            return last, _queue_failed(last, by=by, at=at)
        Replay.objects.filter(revision=draft).delete()
        replay = _new_replay(draft, standard, by=by, at=at)
        lanes = max(1, settings.CELERY_WORKER_CONCURRENCY)
        return replay, [queue_part(part=part, at=at) for part in replay.parts.order_by("position")[:lanes]]


def queue_part(*, part: ReplayPart, at: datetime) -> Job:
    """Give a part its job. Then call `jobs.tasks.wake`."""
    job = enqueue(
        kind=KIND,
        key=f"{part.replay.public_id}:{part.position}",
        payload={"part": part.pk},
        by=part.replay.requested_by,
        at=at,
    )
    ReplayPart.objects.filter(pk=part.pk).update(job=job)
    return job


def keep_part(*, part: ReplayPart, tally: Tally, changes: Iterable[ReplayChange], at: datetime) -> Job | None:
    """Keep what a part came to; return the next part's job, to be woken.

    Called in the transaction that ends the part's job. A part of a replay that is gone keeps nothing.
    """
    if not ReplayPart.objects.filter(pk=part.pk, tally__isnull=True).update(tally=tally.to_data()):
        return None
    ReplayChange.objects.bulk_create(changes, batch_size=ROWS_AT_ONCE)
    waiting = ReplayPart.objects.filter(replay=part.replay_id, job=None).select_for_update(skip_locked=True)
    following = waiting.order_by("position").first()
    return queue_part(part=following, at=at) if following else None


def _queue_failed(replay: Replay, *, by: User, at: datetime) -> list[Job]:
    failed = replay.parts.filter(job__state=JobState.FAILED).select_related("job")
    return [part.job for part in failed if part.job and retry(job=part.job, by=by, at=at)]


def _new_replay(draft: Revision, standard: Standard, *, by: User, at: datetime) -> Replay:
    newest = Snapshot.objects.aggregate(newest=Max("pk"))["newest"]
    replay = Replay(
        revision=draft,
        digest=standard_digest(standard),
        newest_snapshot=0 if newest is None else newest,
        requested_by=by,
        requested_at=at,
    )
    results = results_of(replay, standard_codes(draft))
    replay.changes = [write_change(change) for change in _changes(results, standard)]
    replay.save()
    ReplayPart.objects.bulk_create(
        ReplayPart(replay=replay, position=position, first_snapshot=first, last_snapshot=last)
        for position, (first, last) in enumerate(_ranges(results), start=1)
    )
    return replay


def _changes(results: QuerySet[Snapshot], draft: Standard) -> Iterator[ChangeOf]:
    """Give what the draft changes against each revision that results were submitted under."""
    revisions = results.values_list("standard_code", "revision_number").distinct()
    for code, number in sorted(revisions.order_by()):
        yield from changes_of(Replayed(old=submitted_under(code, number), new=draft))


def _ranges(results: QuerySet[Snapshot]) -> list[tuple[int, int]]:
    """Return (first, last) snapshot of each part, without reading more than these."""
    last = results.aggregate(last=Max("pk"))["last"]
    place = Window(RowNumber(), order_by=F("pk").asc())
    starts = results.annotate(place=place).annotate(rest=Mod(F("place"), PART)).filter(rest=1 % PART)
    firsts = list(starts.order_by("pk").values_list("pk", flat=True))
    return list(zip(firsts, [first - 1 for first in firsts[1:]] + [last], strict=False))
