"""Everything that goes into a package for the acceptance, read together."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from assessment.domain.snapshot import SnapshotContent
from assessment.models import AssessmentState, Snapshot
from assessment.selectors.answers import read_snapshot
from plans.domain.acceptance import Checklist, Holdings, Item, ItemState, missing, state_of_item
from plans.domain.progress import StepState
from plans.models import EffectFigure, KeptPlan, Note, Step, StoredFile
from plans.selectors.checklists import checklist
from plans.selectors.kept import read_plan_details
from plans.selectors.plans import list_steps
from plans.selectors.proofs import Criterion, ticked_criteria, ticks_of
from reports.domain.difference import Difference, difference
from roadmap.domain.measure import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRecord:
    """A step of the plan with what the firm did about it."""

    step: Step
    measure: Measure
    criteria: tuple[Criterion, ...]
    notes: tuple[Note, ...]
    files: tuple[StoredFile, ...]

    @property
    def is_proven(self) -> bool:
        """Whether it is done, and a note or a file says so."""
        return self.step.state == StepState.DONE and bool(self.notes or self.files)


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """A followed plan with results, records, files and figures, beside the list of an authority.

    `after`: the result after the change, None while there is none. `files`: those of no single step.
    """

    plan: KeptPlan
    checklist: Checklist
    before: SnapshotContent
    after_row: Snapshot | None
    after: SnapshotContent | None
    steps: tuple[StepRecord, ...]
    files: tuple[StoredFile, ...]
    effects: tuple[EffectFigure, ...]

    @cached_property
    def all_files(self) -> tuple[StoredFile, ...]:
        return (*(file for record in self.steps for file in record.files), *self.files)

    @cached_property
    def holdings(self) -> Holdings:
        counted = [record for record in self.steps if record.step.state != StepState.DROPPED]
        return Holdings(
            has_after=self.after is not None,
            steps=len(counted),
            done=sum(record.step.state == StepState.DONE for record in counted),
            proven=sum(record.is_proven for record in counted),
            effects=len(self.effects),
            files=Counter(file.kind for file in self.all_files),
        )

    @cached_property
    def standings(self) -> dict[str, ItemState]:
        """How each item of the list stands, by its code."""
        return {item.code: state_of_item(item, self.holdings) for item in self.checklist.items}

    @cached_property
    def missing(self) -> tuple[Item, ...]:
        """What the list asks for and the firm does not hold whole."""
        return missing(self.checklist, self.holdings)

    @cached_property
    def difference(self) -> Difference | None:
        """What changed from before to after, None while there is no result after."""
        return difference(self.before, self.after) if self.after else None


def find_after(plan: KeptPlan) -> Snapshot | None:
    """Return the firm's newest result of the same standard since the plan was kept, None if there is none.

    The correction of a result says what was so when that was submitted, however late it comes.
    """
    own = (
        Snapshot.objects.filter(assessment__enterprise=plan.enterprise_id)
        .select_related("assessment__revision__verification", "assessment__enterprise")
        .order_by("-submitted_at", "-pk")
    )
    by_key = {snapshot.pk: snapshot for snapshot in own}
    alike = (
        found
        for found in by_key.values()
        if found.assessment.state == AssessmentState.SUBMITTED
        and found.standard_code == plan.snapshot.standard_code
        and found.pk != plan.snapshot_id
    )
    return next((found for found in alike if _as_it_was_at(found, by_key) > plan.kept_at), None)


def _as_it_was_at(snapshot: Snapshot, by_key: Mapping[int, Snapshot]) -> datetime:
    """Return when the result was first submitted that this one corrects, or itself."""
    while snapshot.supersedes_id is not None:
        snapshot = by_key[snapshot.supersedes_id]
    return snapshot.submitted_at


def read_dossier(plan: KeptPlan, *, code: str, after: Snapshot | None) -> Dossier:
    """Return what goes into a package by the list of this code. Five queries.

    `plan.snapshot` and `after` should have their verified revision. Raises KeyError for an unknown list.
    """
    details = read_plan_details(plan)
    files: dict[int | None, list[StoredFile]] = defaultdict(list)
    for file in StoredFile.objects.filter(plan=plan):
        files[file.step_id].append(file)
    notes: dict[int, list[Note]] = defaultdict(list)
    for note in Note.objects.filter(step__plan=plan).select_related("by"):
        notes[note.step_id].append(note)
    ticks = ticks_of(plan)
    return Dossier(
        plan=plan,
        checklist=checklist(code),
        before=details.submitted,
        after_row=after,
        after=read_snapshot(after) if after else None,
        steps=tuple(
            StepRecord(
                step=step,
                measure=details.measures[step.code],
                criteria=ticked_criteria(details.measures[step.code], ticks[step.pk]),
                notes=tuple(notes[step.pk]),
                files=tuple(files[step.pk]),
            )
            for step in list_steps(plan)
        ),
        files=tuple(files[None]),
        effects=tuple(EffectFigure.objects.filter(plan=plan)),
    )
