"""What the worker does for a part of a replay. Named in `settings.JOB_HANDLERS`."""

from collections.abc import Iterator, Mapping

from django.utils import timezone

from assessment.domain.snapshot import SnapshotContent, read
from assessment.models import ReplayChange, ReplayPart
from assessment.trial.domain.tally import ChangeOf, Tally, read_change
from assessment.trial.selectors.replays import results_of, standard_codes, submitted_under
from assessment.trial.services import PART, keep_part
from assessment.wording.jobs import REPLACED, STALE
from editing.domain.decimals import plain
from jobs.services.registry import JobFailed, Keep, Work
from jobs.tasks import wake
from standards.domain.exchange import standard_digest
from standards.domain.replay import Cause, Effect, Replayed
from standards.domain.standard import InvalidStandard, Standard
from standards.selectors.revisions import compiled

PAGE = 200  # results read at once


def replay_part(work: Work) -> Keep:
    """Work out what the draft does to a range of results; keeping it is left to the end of the job."""
    parts = ReplayPart.objects.select_related("replay__revision__standard", "replay__requested_by")
    part = parts.filter(pk=work.payload["part"]).first()
    if part is None:
        raise JobFailed(REPLACED)
    known = {read_change(data): place for place, data in enumerate(part.replay.changes)}
    tally, changes = Tally(), []
    for place, (snapshot, comparison, content) in enumerate(_results(part, _draft(part))):
        if place % PAGE == 0:
            work.progress(min(99, 100 * place // PART))
        effect = comparison.effect(content.answers, content.figures)
        tally.add(comparison, effect)
        if effect.changes:
            row = _row(part, snapshot, content, effect)
            row.causes = [_cause(known, comparison, cause) for cause in effect.causes]
            changes.append(row)
    return lambda: _keep(part, tally, changes)


def _keep(part: ReplayPart, tally: Tally, changes: list[ReplayChange]) -> None:
    following = keep_part(part=part, tally=tally, changes=changes, at=timezone.now())
    if following:
        wake(following.pk)


def _draft(part: ReplayPart) -> Standard:
    """Return the draft as it was when the replay began. Raises JobFailed if it is another one by now."""
    try:
        draft = compiled(part.replay.revision_id)
    except InvalidStandard as error:
        raise JobFailed(STALE) from error
    if standard_digest(draft) != part.replay.digest:
        raise JobFailed(STALE)
    return draft


def _results(part: ReplayPart, draft: Standard) -> Iterator[tuple[int, Replayed, SnapshotContent]]:
    """Give each result of the part with the standard it was submitted under, against the draft."""
    comparisons: dict[tuple[str, int], Replayed] = {}
    for snapshot, code, number, payload in _rows(part):
        if (code, number) not in comparisons:
            comparisons[code, number] = Replayed(old=submitted_under(code, number), new=draft)
        comparison = comparisons[code, number]
        yield snapshot, comparison, read(payload, comparison.old)


def _rows(part: ReplayPart) -> Iterator[tuple[int, str, int, str]]:
    """Give id, standard code, revision number and payload, read page by page.

    Whole pages, not a cursor: on SQLite one that is open would keep the job from noting its progress.
    """
    results = results_of(part.replay, standard_codes(part.replay.revision))
    rows = results.order_by("pk").values_list("pk", "standard_code", "revision_number", "payload")
    begin = part.first_snapshot
    while page := list(rows.filter(pk__gte=begin, pk__lte=part.last_snapshot)[:PAGE]):
        yield from page
        begin = page[-1][0] + 1


def _row(part: ReplayPart, snapshot: int, content: SnapshotContent, effect: Effect) -> ReplayChange:
    before, after = effect.before, effect.after or effect.before
    return ReplayChange(
        replay_id=part.replay_id,
        snapshot_id=snapshot,
        region=content.enterprise["region"],
        sector=content.enterprise["sector"],
        size=content.enterprise["size"],
        points_before=plain(before.points),
        points_after=plain(after.points),
        level_before=before.level,
        level_after=after.level,
    )


def _cause(known: Mapping[ChangeOf, int], comparison: Replayed, cause: Cause) -> list[object]:
    # By its place: written out for each of 100,000 results, the changes would take more time than scoring.
    change = ChangeOf(revision=comparison.name, change=cause.change)
    return [known[change], plain(cause.points), cause.moves_level]
