"""Every endpoint of the interface and what each kind of token gets there: one row per address and method.

`test_api.py` fails until a new endpoint has its row. A row names no objects: those of the world that its
address takes by name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from api.domain.tokens import Scope

Method = Literal["GET", "POST", "PUT"]


class Outcome(NamedTuple):
    """The status for a token with all scopes of each member."""

    viewer: int
    editor: int
    owner: int


FOR_MEMBERS = Outcome(200, 200, 200)


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    method: Method = "GET"
    scope: Scope = Scope.READ
    outcome: Outcome = FOR_MEMBERS
    data: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    writes: frozenset[str] = frozenset()  # tables that change where it succeeds

    def __str__(self) -> str:
        return f"{self.method} {self.name}"


DECLARATION = {
    "filler_name": "李波",
    "filler_position": "生产部经理",
    "responsible_name": "王爱丽",
    "responsible_position": "总经理",
    "pledge": True,
}
ROWS = (
    Row("api:v1:firm"),
    Row("api:v1:standards"),
    Row("api:v1:standard"),
    Row("api:v1:revision"),
    Row("api:v1:assessments"),
    Row("api:v1:assessment"),
    Row("api:v1:check"),
    Row("api:v1:answers"),
    Row("api:v1:answer"),
    Row(
        "api:v1:put_answer",
        "PUT",
        Scope.ANSWER,
        Outcome(403, 200, 200),
        {"kind": "unsure"},
        {"If-Match": '"1"'},
        frozenset({"assessment_answer", "assessment_pastanswer"}),
    ),
    # There is a draft: another is not begun before it is submitted.
    Row("api:v1:start", "POST", Scope.ANSWER, Outcome(403, 409, 409), {}),
    Row(
        "api:v1:submit",
        "POST",
        Scope.SUBMIT,
        Outcome(403, 201, 201),
        DECLARATION,
        writes=frozenset({"assessment_assessment", "assessment_snapshot", "assessment_latestresult"}),
    ),
    Row("api:v1:correct", "POST", Scope.ANSWER, Outcome(403, 409, 409), {"reason": "填错"}),
    Row("api:v1:results"),
    Row("api:v1:result"),
    Row("api:v1:reports"),
    Row(
        "api:v1:ask_for_report",
        "POST",
        Scope.REPORT,
        Outcome(403, 202, 202),
        {"variant": "standard"},
        {"Accept-Language": "en"},
        frozenset({"reports_report", "jobs_job"}),
    ),
    Row("api:v1:report"),
    Row("api:v1:report_file"),
    Row("api:v1:plan"),
    Row("api:v1:plans"),
    Row("api:v1:kept_plan"),
    Row("api:v1:measures"),
    Row("api:v1:support"),
    Row("api:v1:cases"),
)
PUBLIC: frozenset[str] = frozenset({"api:v1:openapi-json", "api:v1:api-root"})
