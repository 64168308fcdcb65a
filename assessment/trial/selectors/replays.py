"""Reads of replays: which results count, how far one is, and what it came to."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from assessment.models import Replay, ReplayPart, Snapshot
from assessment.trial.domain.tally import Tally
from jobs.models import JobState
from standards.domain.standard import Standard
from standards.models import Revision
from standards.selectors.revisions import compiled_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayProgress:
    """How far a replay is. `error`: why a part failed, a msgid."""

    parts: int
    done: int
    failed: int
    error: str

    @property
    def is_done(self) -> bool:
        return self.done == self.parts

    @property
    def has_failed(self) -> bool:
        """Return whether it stopped: what is queued still runs, but never ends without the failed parts."""
        return self.failed > 0

    @property
    def is_over(self) -> bool:
        return self.is_done or self.has_failed

    @property
    def percent(self) -> int:
        return 100 * self.done // self.parts if self.parts else 100


def standard_codes(revision: Revision) -> tuple[str, ...]:
    """Return the standard's code and those of the standards it derives from, nearest first."""
    codes: list[str] = []
    standard = revision.standard
    while standard.code not in codes:
        codes.append(standard.code)
        if standard.derives_from is not None:
            standard = standard.derives_from.standard
    return tuple(codes)


def results_of(replay: Replay, codes: tuple[str, ...]) -> QuerySet[Snapshot]:
    """Return the results that were in force when the replay began, superseded ones left out."""
    later = Q(superseded_by=None) | Q(superseded_by__gt=replay.newest_snapshot)
    return Snapshot.objects.filter(later, standard_code__in=codes, pk__lte=replay.newest_snapshot)


def submitted_under(code: str, number: int) -> Standard:
    """Return the standard of a snapshot's columns."""
    return compiled_of(
        Revision.objects.select_related("verification").get(standard__code=code, number=number)
    )


def newest_replay(revision: Revision) -> Replay | None:
    """Return the replay of a revision that was begun last, if any."""
    return Replay.objects.filter(revision=revision).order_by("-requested_at", "-pk").first()


def progress_of(replay: Replay) -> ReplayProgress:
    """Return how far a replay is. Two queries at most."""
    parts = ReplayPart.objects.filter(replay=replay)
    failed = Q(job__state=JobState.FAILED)
    counts = parts.aggregate(
        parts=Count("pk"), done=Count("pk", filter=Q(tally__isnull=False)), failed=Count("pk", filter=failed)
    )
    error = parts.filter(failed).values_list("job__error", flat=True).first() if counts["failed"] else ""
    return ReplayProgress(**counts, error=error or "")


def tally_of(replay: Replay) -> Tally:
    """Return the sum of what is counted so far."""
    whole = Tally()
    for data in replay.parts.order_by("position").values_list("tally", flat=True):
        if data is not None:
            whole.merge(Tally.from_data(data))
    return whole
