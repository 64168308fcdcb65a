"""What answers of the interface look like. Numbers are exact decimals as text; money in 万元.

Standards and the library need no shape of their own: they go out as the dataclasses of their domain.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Generic, Literal, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from api.domain.tokens import Scope
from assessment.models import AssessmentState
from editing.domain.texts import Text
from enterprises.models import Role
from jobs.models import JobState
from plans.models import PlanState
from reports.models import CheckState, Language, Variant
from standards.domain.standard import OptionPoints, Outline

AnswerState = Literal["unanswered", "options", "figures", "level", "not_applicable", "unsure", "begun"]
# In place: the description knows shapes by their bare names, and a standard has variants, too.
ReportVariant = Literal[Variant.STANDARD, Variant.SHORT, Variant.WITH_FIGURES, Variant.COMPARISON]
T = TypeVar("T")


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True)


class FieldError(Shape):
    field: str = Field(description="Where it stands: body.options, query.size, path.item …")
    message: str


class Problem(Shape):
    """Why nothing was done (RFC 9457), in the language of Accept-Language."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[FieldError] = []


class Page(Shape, Generic[T]):
    """A part of a list, and how many there are in all."""

    items: list[T]
    count: int
    page: int
    size: int


class Firm(Shape):
    """The firm that the token belongs to, and what the token may do in it."""

    id: UUID
    name: str
    uscc: str
    division: str
    region: str
    verified: bool
    role: Role
    scopes: list[Scope]
    expires_at: datetime


class StandardLine(Shape):
    """The newest published revision of a standard that the firm may start with."""

    code: str
    revision: int
    name: Text
    digest: str


class Revision(Shape):
    """One published revision with everything it asks, and how it is graded. It never changes."""

    digest: str
    standard: Outline


class Progress(Shape):
    answered: int
    total: int
    complete: bool = Field(description="Whether it may be submitted: nothing open, nothing to confirm.")
    open: list[str] = Field(description="Items without a whole answer: not sure and half answered, too.")
    unconfirmed: list[str] = Field(description="Items to look at again: a number that they use has changed.")


class AssessmentLine(Shape):
    id: UUID
    state: AssessmentState
    standard: str
    revision: int
    started_at: datetime
    corrects: UUID | None = Field(description="The result that it corrects.")
    result: UUID | None = Field(description="What it came to, once submitted.")


class Assessment(AssessmentLine):
    progress: Progress


class Answer(Shape):
    """What is stored for an item. `version` 0: nothing was ever stored."""

    item: str
    kind: AnswerState
    options: list[str] | None = Field(description="Of kind options.")
    figures: dict[str, str] | None = Field(description="All numbers of the question that are there.")
    level: int | None = Field(description="Of kind level; of unsure and begun, what is met for certain.")
    reason: str | None = Field(description="Of kind not_applicable; empty: none was given.")
    version: int
    needs_confirmation: bool
    changed_by: str
    changed_at: datetime | None


class Stale(Problem):
    """Somebody else has changed the answer: what stands now. Nothing was written."""

    current: Answer


class SceneCount(Shape):
    reached: int
    constrained: int


class NextLevel(Shape):
    """What is still missing to the next level."""

    level: int
    points_short: str
    scenes_short: int
    constrained_short: int
    to_raise: int
    mean_short: str | None = None


class OtherLevel(Shape):
    """A known doubt of the rule, and the level if it is read the other way."""

    name: str
    level: int


class Outcome(Shape):
    """What answers come to. A level of null: not complete, or a side that the rule does not look at."""

    standard: str
    revision: int
    complete: bool
    unanswered: list[str]
    points: dict[str, str | None]
    level: int | None
    score_level: int | None
    scene_level: int | None
    scenes: dict[str, SceneCount]
    mean: str | None = None
    next_level: NextLevel | None
    variants: list[OtherLevel]


class Check(Shape):
    """Whether a draft may be submitted, what hardly fits in it, and what it comes to so far."""

    progress: Progress
    remarks: list[str] = Field(description="Numbers and answers that hardly fit. They hinder nothing.")
    provisional: Outcome


class ResultLine(Shape):
    id: UUID
    assessment: UUID
    standard: str
    revision: int
    level: int
    level_name: Text
    submitted_at: datetime
    superseded_by: UUID | None = Field(description="The result that corrects this one.")


class Trail(Shape):
    """Read from a score card, whose tuples would go out as lists."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class QuestionPoints(Trail):
    code: str
    points: Decimal | None
    maximum: Decimal
    not_applicable: bool
    parts: list[OptionPoints]


class Sum(Trail):
    code: str
    points: Decimal
    maximum: Decimal
    complete: bool


class ScoreCard(Trail):
    questions: dict[str, QuestionPoints]
    groups: dict[str, Sum]
    dimensions: dict[str, Sum]
    total: Sum


class Result(ResultLine):
    outcome: Outcome
    trace: ScoreCard = Field(description="Every point by question, group and dimension, with its options.")


class Money(Shape):
    """A range in 万元 with its middle."""

    low: str
    mid: str
    high: str


class Months(Shape):
    low: int
    high: int


class Rise(Shape):
    """An item that a step raises, from one answer to another."""

    code: str
    kind: str
    before: int | str | list[str] | None = Field(alias="from")
    after: int | str | list[str] | None = Field(alias="to")


class PlanStep(Rise):
    """A measure in the order of working; `start` and `finish` in months from the beginning."""

    also: list[Rise]
    measure: str
    cost: Money
    months: Months
    start: int
    finish: int
    points: str
    level: int
    opens: list[str]


class Plan(Shape):
    """Steps that lead to a level. Costs are estimates (参考估算) where the firm has no quote."""

    steps: list[PlanStep]
    cost: Money | None
    months: Months | None
    at_once: int | None = None
    level: int | None
    projected: Outcome | None
    stays_best: bool | None = None


class Beyond(Shape):
    cost: str
    scenes: int


class Without(Shape):
    """The plan if one bound were not there, and how much more money it takes."""

    bound: str
    cost: Money
    months: Months
    measures: list[str]
    more: Money | None


class Missing(Shape):
    """What no measure of the library leads to."""

    code: str
    kind: str
    to: int | str
    why: str
    measures: list[str]


class Recommended(Plan):
    """The plan for what was asked; not `feasible`: the best within the bounds, and what stands in the way."""

    feasible: bool
    kind: str | None = None
    covers: list[str] = []
    beyond: Beyond | None = None
    without: list[Without] = []
    missing: list[Missing] = []


class PlanLine(Shape):
    id: UUID
    name: str
    state: PlanState
    result: UUID
    kept_at: datetime
    begins_on: date | None
    closed_at: datetime | None


class FollowedStep(Shape):
    """What has become of a step of the plan that is followed. `cost_real` null: not known, which is not 0."""

    id: UUID
    measure: str
    state: str
    owner: str
    starts_on: date
    due_on: date
    done_on: date | None
    cost_planned: str
    cost_real: str | None


class KeptPlan(PlanLine):
    plan: Plan
    followed: list[FollowedStep]


class Report(Shape):
    """A report. There is a file once `state` is done."""

    id: UUID
    number: str
    result: UUID
    variant: ReportVariant
    language: Language
    state: JobState
    progress: int
    error: str
    check_state: CheckState
    requested_at: datetime
