"""An assessment under way moves to a newer revision of its standard, and back until it is submitted."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from assessment.domain import moving
from assessment.domain.moving import MoveOutcome, Staying
from assessment.models import Answer, Assessment, FigureValue, Move
from assessment.selectors.answers import load_sheet
from assessment.selectors.moves import find_newer_revision, find_undoable
from assessment.services.locking import columns_of, lock_draft
from assessment.services.moved_rows import (
    changed_codes,
    fingerprint,
    put_back,
    rows_of,
    staying_of,
    undone,
)
from assessment.services.past import keep_all_past
from assessment.services.refusals import NothingToUndo, NotOffered, StaleWrite
from enterprises.models import User
from standards.models import Revision
from standards.selectors.revisions import compiled


def move_to_revision(*, assessment: Assessment, revision: Revision, by: User, at: datetime) -> Move:
    """Move a draft to the newest revision; what stood before is kept and can be put back.

    Raises:
        NotOffered: it is not the revision that this draft may move to.
        NotDraft, OtherRevision.
    """
    with transaction.atomic():
        lock_draft(assessment)
        if find_newer_revision(assessment) != revision:
            raise NotOffered
        before = rows_of(assessment)
        moved = moving.move(load_sheet(assessment), compiled(revision.pk))
        _rewrite(assessment, moved, by=by, at=at)
        left = assessment.revision
        _set_revision(assessment, revision)
        return Move.objects.create(
            assessment=assessment,
            from_revision=left,
            to_revision=revision,
            before=before,
            after=rows_of(assessment),
            moved_by=by,
            moved_at=at,
        )


def undo_move(*, move: Move, seen: str, by: User, at: datetime) -> Staying:
    """Put back what stood before the last move: answers, figures, versions, confirmations.

    What was answered since the move goes, but for what stands in sections that are closed by now, which is
    returned. `seen`: the fingerprint of what was confirmed.

    Raises:
        NothingToUndo: a later move is to be undone first, or this one has been.
        StaleWrite: someone answered since, or closed or opened a section.
        NotDraft, OtherRevision.
    """
    assessment = move.assessment
    with transaction.atomic():
        closed = lock_draft(assessment).closed
        if find_undoable(assessment) != move:
            raise NothingToUndo
        now = rows_of(assessment)
        if fingerprint(now, closed) != seen:
            raise StaleWrite("the draft changed since the undoing was confirmed")
        stays = staying_of(move, load_sheet(assessment), now, closed)
        gone = [code for code in changed_codes(move.after, now, "answers") if code not in stays.answers]
        keep_all_past(assessment, gone)
        put_back(assessment, undone(move, now, stays))
        _set_revision(assessment, move.from_revision)
        Move.objects.filter(pk=move.pk).update(undone_by=by, undone_at=at)
    return stays


def _set_revision(assessment: Assessment, revision: Revision) -> None:
    Assessment.objects.filter(pk=assessment.pk).update(revision=revision)
    assessment.revision = revision


def _rewrite(assessment: Assessment, moved: moving.Move, *, by: User, at: datetime) -> None:
    """Write what becomes of the rows.

    Where an item reads otherwise its version goes up, even where nothing was answered: a page that was
    opened before shows the old wording, and what it sends is refused and shown beside what is there.
    """
    rows = Answer.objects.filter(assessment=assessment)
    cleared = columns_of(None) | {
        "needs_confirmation": False,
        "changed_by": by,
        "guest": None,
        "changed_at": at,
    }
    gone, unreadable = _codes(moved, MoveOutcome.GONE), _codes(moved, MoveOutcome.UNREADABLE)
    keep_all_past(assessment, [*gone, *unreadable])
    rows.filter(code__in=gone).delete()
    rows.filter(code__in=unreadable).update(version=F("version") + 1, **cleared)
    rows.filter(code__in=_codes(moved, MoveOutcome.LOOK_AGAIN)).update(
        version=F("version") + 1, needs_confirmation=True
    )
    reworded = [item.code for item in moved.of(MoveOutcome.OPEN) if not item.reads_alike]
    known = set(rows.filter(code__in=reworded).values_list("code", flat=True))
    rows.filter(code__in=known).update(version=F("version") + 1)
    Answer.objects.bulk_create(
        Answer(assessment=assessment, code=code, **cleared) for code in reworded if code not in known
    )
    FigureValue.objects.filter(assessment=assessment, code__in=moved.gone_figures).delete()


def _codes(moved: moving.Move, fate: MoveOutcome) -> list[str]:
    return [item.code for item in moved.of(fate)]
