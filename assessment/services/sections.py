"""Writes: a section is given to a member, handed in, returned, closed and opened again."""

from datetime import datetime

from django.db import transaction

from assessment.domain.working import SectionStep, next_steps
from assessment.models import Assessment, Guest, SectionWork, WorkState
from assessment.services.locking import lock_draft
from assessment.services.refusals import NotThisStep
from enterprises.models import User


def assign_section(
    *, assessment: Assessment, section: str, member: User | None, by: User, at: datetime
) -> None:
    """Say who fills a section; None: nobody in particular. Raises NotDraft, OtherRevision."""
    with transaction.atomic():
        lock_draft(assessment)
        before = SectionWork.objects.filter(assessment=assessment, section=section).first()
        if before is not None and before.member == member:
            return
        given = {"member": member, "to_tell": member is not None and member != by}
        SectionWork.objects.update_or_create(
            assessment=assessment,
            section=section,
            defaults=given,
            create_defaults={**given, "changed_by": by, "changed_at": at},
        )


def take_step(
    *,
    assessment: Assessment,
    section: str,
    step: SectionStep,
    by: User,
    at: datetime,
    remark: str = "",
) -> None:
    """Hand a section in, return it with a remark, close it or open it again.

    Raises:
        NotThisStep: the section is not as it was seen.
        NotDraft, OtherRevision.
    """
    with transaction.atomic():
        closed: list[str] = lock_draft(assessment).closed
        work = SectionWork.objects.filter(assessment=assessment, section=section).first()
        handed_in = work is not None and work.is_handed_in
        if step not in next_steps(is_handed_in=handed_in, is_closed=section in closed):
            raise NotThisStep
        if step in (SectionStep.CLOSE, SectionStep.REOPEN):
            others = [code for code in closed if code != section]
            kept = [*others, section] if step == SectionStep.CLOSE else others
            Assessment.objects.filter(pk=assessment.pk).update(closed=kept)
            SectionWork.objects.filter(assessment=assessment, section=section).update(to_tell=False)
            return
        state = WorkState.HANDED_IN if step == SectionStep.HAND_IN else WorkState.RETURNED
        returned_to = work.member_id if work and state == WorkState.RETURNED else None
        keep_state(assessment, section, state, remark, by=by, at=at, to_tell=returned_to not in (None, by.pk))


def keep_state(
    assessment: Assessment,
    section: str,
    state: WorkState,
    remark: str,
    *,
    by: User,
    at: datetime,
    guest: Guest | None = None,
    to_tell: bool = False,
) -> None:
    """Write what has become of a section, who said so and what they said. The assessment is held."""
    said = {"remark": remark, "changed_by": by, "guest": guest, "changed_at": at, "to_tell": to_tell}
    SectionWork.objects.update_or_create(
        assessment=assessment, section=section, defaults={"state": state, **said}
    )
