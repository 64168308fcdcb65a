"""Assessments and snapshots for tests, as plain functions."""

import hashlib
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

from django.core.files.base import ContentFile
from django.utils import timezone

from assessment.domain.snapshot import Declaration, Person
from assessment.models import Answer, AnswerKind, Assessment, FigureValue, GuestLink, Proof, Remark, Snapshot
from assessment.selectors.answers import load_sheet
from assessment.selectors.links import code_of, digest_of, token_of
from assessment.services import submit
from enterprises.models import Enterprise, FirmFile, User, private_storage
from standards.domain.answer_file import read_answers
from standards.domain.answers import Answers, AtLevel, Chosen, Figures, NotApplicable, Undecided, Value
from standards.selectors.revisions import compiled
from tests.people import AT, make_enterprise
from tests.standards.fixtures import published

# Complete answers in the form of the answer file: 二级 on both sides.
QUESTIONS: dict[str, Any] = {
    "F01": ["B", "C"],
    "F02": {"equip_total": 100, "equip_digital": 45},
    "F03": {"equip_total": 100, "equip_connected": 30},
    "F04": ["B", "F", "G", "H", "L", "M", "N"],
    "F05": "C",
    "F06": ["B", "C"],
    "F07": ["B", "C"],
    "M01": "D",
    "M02": ["B", "C"],
    "M03": ["B", "D"],
    "M04": {"invest_total_3y": 120, "revenue_total_3y": 16000},
    "R01": "C",
    "R02": "B",
    "R03": {"revenue_prev": 5000, "staff_prev": 120, "revenue_last": 5600, "staff_last": 120},
    "R04": {"cost_prev": 4100, "revenue_prev": 5000, "cost_last": 4480, "revenue_last": 5600},
}
SCENES: dict[str, Any] = {
    **{f"S{number:02d}": 2 for number in range(1, 13)},
    "S13": 3,
    "S14": 1,
    "S15": 2,
    "S16": {"na": "other"},
}
SOME = ("F01", "F02", "S01")
DECLARATION = Declaration(
    filled_by=Person(name="李波", position="生产部经理"),
    responsible=Person(name="王爱丽", position="总经理"),
    pledge_version="2026-1",
)


def load_answers(assessment: Assessment) -> Answers:
    """Return what is answered, whole and allowed."""
    return load_sheet(assessment).answers


def make_assessment(
    *,
    enterprise: Enterprise | None = None,
    answered: Literal["all", "none", "some"] = "all",
    questions: Mapping[str, Any] | None = None,
    scenes: Mapping[str, Any] | None = None,
    by: User | None = None,
    at: datetime = AT,
) -> Assessment:
    """Return a saved draft. `questions` and `scenes`: other answers, in the form of the answer file."""
    enterprise = enterprise or make_enterprise()
    by = by or enterprise.created_by
    assessment = Assessment.objects.create(
        enterprise=enterprise, revision=published(), started_by=by, started_at=at
    )
    questions = QUESTIONS | dict(questions or {})
    scenes = SCENES | dict(scenes or {})
    if answered != "all":
        kept = SOME if answered == "some" else ()
        questions = {code: value for code, value in questions.items() if code in kept}
        scenes = {code: value for code, value in scenes.items() if code in kept}
    fill(assessment, read_answers(compiled(assessment.revision_id), questions, scenes), by=by, at=at)
    return assessment


def make_remark(
    assessment: Assessment,
    *,
    code: str = "F05",
    text: str = "数字来自去年年报",
    asked: User | None = None,
    at: datetime = AT,
) -> Remark:
    """Return an open remark."""
    return Remark.objects.create(
        assessment=assessment, code=code, text=text, asked=asked, by=assessment.started_by, at=at
    )


def make_proof(
    assessment: Assessment,
    *,
    code: str = "S01",
    name: str = "排产屏幕.jpg",
    content: bytes = b"\xff\xd8\xff a photo",
) -> Proof:
    """Return a file that proves an item."""
    path = private_storage().save(f"{assessment.public_id.hex}/{uuid.uuid4().hex}", ContentFile(content))
    file = FirmFile.objects.create(
        enterprise=assessment.enterprise,
        name=name,
        file=path,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        added_by=assessment.started_by,
        added_at=AT,
    )
    return Proof.objects.create(
        assessment=assessment, code=code, file=file, added_by=assessment.started_by, added_at=AT
    )


def fill(assessment: Assessment, answers: Answers, *, by: User, at: datetime = AT) -> None:
    """Store answers as rows, without the services: many tests need them only as they are."""
    figures = {
        code: number
        for answer in answers.questions.values()
        if isinstance(answer, Figures)
        for code, number in answer.values.items()
    }
    FigureValue.objects.bulk_create(
        FigureValue(assessment=assessment, code=code, value=value, changed_by=by, changed_at=at)
        for code, value in figures.items()
    )
    values: dict[str, Value] = {**answers.questions, **answers.scenes}
    Answer.objects.bulk_create(
        Answer(assessment=assessment, code=code, changed_by=by, changed_at=at, **_columns(value))
        for code, value in values.items()
    )


def _columns(value: Value) -> dict[str, Any]:
    match value:
        case Chosen(options=keys):
            return {"kind": AnswerKind.OPTIONS, "options": list(keys)}
        case Figures():
            return {"kind": AnswerKind.FIGURES}
        case AtLevel(level=level):
            return {"kind": AnswerKind.LEVEL, "level": level}
        case NotApplicable(reason=reason):
            return {"kind": AnswerKind.NA, "reason": reason or "other"}
        case Undecided():
            raise AssertionError("an answer file has no such thing")


def make_snapshot(
    *,
    enterprise: Enterprise | None = None,
    questions: Mapping[str, Any] | None = None,
    scenes: Mapping[str, Any] | None = None,
    by: User | None = None,
    declaration: Declaration = DECLARATION,
    at: datetime = AT,
) -> Snapshot:
    """Return the snapshot of a complete, submitted assessment."""
    assessment = make_assessment(enterprise=enterprise, questions=questions, scenes=scenes, by=by, at=at)
    return submit(
        assessment=assessment, declaration=declaration, by=by or assessment.enterprise.created_by, at=at
    )


def make_guest_link(
    assessment: Assessment,
    *,
    section: str = "F1",
    item: str = "",
    label: str = "财务 李会计",
    made_at: datetime | None = None,
    lasts: timedelta = timedelta(days=7),
) -> GuestLink:
    """Return a link to a section or an item, made by who started the assessment, now if not said."""
    public_id, at = uuid.uuid4(), made_at or timezone.now()
    return GuestLink.objects.create(
        public_id=public_id,
        assessment=assessment,
        section=section,
        item=item,
        label=label,
        digest=digest_of(token_of(code_of(public_id))),
        made_by=assessment.started_by,
        made_at=at,
        until=at + lasts,
    )
