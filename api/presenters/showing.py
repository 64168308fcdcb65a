"""From rows and domain values to the shapes of the interface."""

from collections.abc import Collection, Iterable
from dataclasses import asdict

from api.domain.tokens import Scope
from api.models import Token
from api.presenters import shapes
from assessment.domain import progress as filling
from assessment.domain.contradictions import contradictions
from assessment.domain.sheet import Sheet
from assessment.models import Assessment, AssessmentState
from assessment.selectors.answers import ResultLine
from assessment.wording.contradictions import contradiction_text
from assessment.wording.oddities import figure_names
from editing.domain.decimals import plain
from enterprises.models import Enterprise, Role
from enterprises.wording.oddities import oddity_text
from jobs.models import JobState
from plans.models import KeptPlan, PlanState, Step
from plans.selectors.kept import PlanDetails
from plans.wording.plans import owner_text
from reports.models import CheckState, Language, Report, Variant
from reports.presenters.result import Result
from roadmap.domain.planning import Recommended, plan_result
from roadmap.domain.planning.result import plan_data
from standards.domain.answers import AtLevel, Chosen, Figures, NotApplicable, Undecided, Value
from standards.domain.figures import used_figures
from standards.domain.result import result
from standards.domain.standard import Standard
from standards.models import Revision
from standards.selectors.revisions import compiled_of


def firm(token: Token, *, verified: bool) -> shapes.Firm:
    enterprise: Enterprise = token.membership.enterprise
    return shapes.Firm(
        id=enterprise.public_id,
        name=enterprise.name,
        uscc=enterprise.uscc,
        division=enterprise.division,
        region=enterprise.region,
        verified=verified,
        role=Role(token.membership.role),
        scopes=[Scope(scope) for scope in token.scopes],
        expires_at=token.expires_at,
    )


def standard_line(revision: Revision) -> shapes.StandardLine:
    standard = compiled_of(revision)
    return shapes.StandardLine(
        code=standard.code, revision=standard.revision, name=standard.name, digest=revision.digest
    )


def revision(found: Revision) -> shapes.Revision:
    # As plain fields: a standard that was used holds what it has worked out of itself, too.
    return shapes.Revision.model_validate({"digest": found.digest, "standard": asdict(compiled_of(found))})


def assessment_line(found: Assessment) -> shapes.AssessmentLine:
    snapshot = getattr(found, "snapshot", None)
    return shapes.AssessmentLine(
        id=found.public_id,
        state=AssessmentState(found.state),
        standard=found.revision.standard.code,
        revision=found.revision.number,
        started_at=found.started_at,
        corrects=found.corrects.public_id if found.corrects else None,
        result=snapshot.public_id if snapshot else None,
    )


def assessment(found: Assessment, sheet: Sheet) -> shapes.Assessment:
    return shapes.Assessment(**assessment_line(found).model_dump(), progress=progress(sheet.progress))


def progress(of: filling.Progress) -> shapes.Progress:
    return shapes.Progress(
        answered=of.answered,
        total=of.total,
        complete=of.complete,
        open=list(of.open),
        unconfirmed=list(of.unconfirmed),
    )


def answer(sheet: Sheet, item: str) -> shapes.Answer:
    held = sheet.at(item)
    question = sheet.standard.question_by_code.get(item)
    known = used_figures(question, sheet.figures) if question and question.formula else None
    value = held.value
    return shapes.Answer(
        item=item,
        kind=_kind(value),
        options=list(value.options) if isinstance(value, Chosen) else None,
        figures=None if known is None else {code: plain(number) for code, number in known.items()},
        level=_level(value),
        reason=value.reason if isinstance(value, NotApplicable) else None,
        version=held.version,
        needs_confirmation=held.needs_confirmation,
        changed_by=held.changed_by,
        changed_at=held.changed_at,
    )


def _kind(value: Value | None) -> shapes.AnswerState:
    match value:
        case Chosen():
            return "options"
        case Figures():
            return "figures"
        case AtLevel():
            return "level"
        case NotApplicable():
            return "not_applicable"
        case Undecided(unsure=unsure):
            return "unsure" if unsure else "begun"
        case None:
            return "unanswered"


def _level(value: Value | None) -> int | None:
    if isinstance(value, AtLevel):
        return value.level
    return value.met if isinstance(value, Undecided) else None


def check(sheet: Sheet) -> shapes.Check:
    standard = sheet.standard
    names = figure_names(standard)
    odd = [oddity_text(one.oddity, names) for one in sheet.asked]
    apart = [contradiction_text(standard, found) for found in contradictions(standard, sheet.answers)]
    return shapes.Check(
        progress=progress(sheet.progress),
        remarks=[*odd, *apart],
        provisional=shapes.Outcome(**result(standard, sheet.answers)),
    )


def result_line(line: ResultLine) -> shapes.ResultLine:
    snapshot = line.snapshot
    return shapes.ResultLine(
        id=snapshot.public_id,
        assessment=snapshot.assessment.public_id,
        standard=snapshot.standard_code,
        revision=snapshot.revision_number,
        level=line.level,
        level_name=line.level_name,
        submitted_at=snapshot.submitted_at,
        superseded_by=line.superseded_by.public_id if line.superseded_by else None,
    )


def whole_result(line: ResultLine, found: Result) -> shapes.Result:
    return shapes.Result(
        **dict(result_line(line)),
        outcome=shapes.Outcome(**result(found.standard, found.content.answers)),
        trace=shapes.ScoreCard.model_validate(found.card),
    )


def recommended(standard: Standard, found: Recommended) -> shapes.Recommended | None:
    """Return the plan, None where the bounds leave none and nothing was aimed at."""
    data = plan_result(standard, found)
    return None if data is None else shapes.Recommended(**data)


def plan_line(kept: KeptPlan) -> shapes.PlanLine:
    return shapes.PlanLine(
        id=kept.public_id,
        name=kept.name,
        state=PlanState(kept.state),
        result=kept.snapshot.public_id,
        kept_at=kept.kept_at,
        begins_on=kept.begins_on,
        closed_at=kept.closed_at,
    )


def kept_plan(
    kept: KeptPlan, details: PlanDetails, steps: Iterable[Step], members: Collection[int]
) -> shapes.KeptPlan:
    return shapes.KeptPlan(
        **dict(plan_line(kept)),
        plan=shapes.Plan(**plan_data(details.standard, details.plan)),
        followed=[_followed(step, members) for step in steps],
    )


def _followed(step: Step, members: Collection[int]) -> shapes.FollowedStep:
    return shapes.FollowedStep(
        id=step.public_id,
        measure=step.code,
        state=step.state,
        owner=owner_text(step, members),
        starts_on=step.starts_on,
        due_on=step.due_on,
        done_on=step.done_on,
        cost_planned=plain(step.cost_planned),
        cost_real=None if step.cost_real is None else plain(step.cost_real),
    )


def report(found: Report) -> shapes.Report:
    return shapes.Report(
        id=found.public_id,
        number=found.number,
        result=found.snapshot.public_id,
        variant=Variant(found.variant),
        language=Language(found.language),
        state=JobState(found.job.state),
        progress=found.job.progress,
        error=found.job.error_text,
        check_state=CheckState(found.check_state),
        requested_at=found.requested_at,
    )
