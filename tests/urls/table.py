"""Every address of the site and what each kind of person gets there: one row per address and method.

A new page needs a row here; `test_table.py` fails until it has one. A row names no objects: it is asked for
with those of the world (`world.py`) that its address takes by name.

Declared elsewhere: what is for staff (`staff_table.py`), allauth's (`test_namespaces.py`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from assessment.models import Assessment, AssessmentState
from assessment.services import move_to_revision, save_answer
from enterprises.models import User
from standards.domain.answers import Chosen
from tests.domain.revisions import revision
from tests.kept_rows import write_once
from tests.people import AT, PASSWORD
from tests.standards.fixtures import make_published, published
from tests.urls.world import HOOK, NEWCOMER, Objects, World

LOGIN = "to the login page"


class Outcome(NamedTuple):
    """The status for each kind of person. All but the anonymous and the guest are signed in."""

    anonymous: int | str  # a status or LOGIN
    outsider: int
    viewer: int
    editor: int
    owner: int
    staff: int  # a superuser without membership: what firms answer is none of the operator's business
    guest: int | str = LOGIN  # not signed in, with an open link and a name given at it


def for_everybody(status: int) -> Outcome:
    return Outcome(*7 * (status,))


def for_a_guest(status: int, others: int) -> Outcome:
    """Return what the named guest of a link gets, and everybody else who has its address alone."""
    return Outcome(*6 * (others,), guest=status)


def for_the_signed_in(status: int) -> Outcome:
    return Outcome(LOGIN, *5 * (status,))


def for_members(status: int) -> Outcome:
    return Outcome(LOGIN, 404, status, status, status, 404)


def for_editors(status: int) -> Outcome:
    return Outcome(LOGIN, 404, 403, status, status, 404)


def for_the_owner(status: int) -> Outcome:
    return Outcome(LOGIN, 404, 403, 403, status, 404)


@dataclass(frozen=True, slots=True)
class Row:
    """What becomes of one method at one address."""

    name: str
    method: Literal["GET", "POST"]
    outcome: Outcome
    data: Mapping[str, Any] = field(default_factory=dict)  # valid data of a POST
    # What an accepted POST (one that redirects) writes: rows gained by table. 0: rows change; None: it
    # depends on the person, or on the library. Everything else writes nothing at all.
    writes: Mapping[str, int | None] = field(default_factory=dict)
    firm: Literal["filling", "resting"] = "filling"
    given: Callable[[], object] | None = None  # what must have happened before
    made_on: str = ""  # of a POST that makes something: the page of its form, which has a token good once

    def __str__(self) -> str:
        return f"{self.method} {self.name}"


def objects_of(row: Row, world: World) -> Objects:
    """Return the objects that a row is asked for with."""
    return world.filling if row.firm == "filling" else world.resting


def forget_consent() -> None:
    """Make the privacy notice one that nobody has agreed to yet."""
    User.objects.update(privacy_version="")


def publish_next() -> None:
    """Publish another revision, in which question M01 says something else."""
    write_once("title", lambda: make_published(standard=revision("title")))


def move_drafts() -> None:
    """Publish another revision and move every draft to it."""
    publish_next()
    newest = published()
    for draft in Assessment.objects.filter(state=AssessmentState.DRAFT):
        move_to_revision(assessment=draft, revision=newest, by=draft.started_by, at=AT)


def change_answers() -> None:
    """Answer F05 otherwise in every draft, so that there is an earlier answer."""
    for draft in Assessment.objects.filter(state=AssessmentState.DRAFT):
        save_answer(
            assessment=draft, code="F05", value=Chosen(options=("B",)), version=1, by=draft.started_by, at=AT
        )


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file in the data of a POST, as often as it is asked for."""

    name: str = "合同.pdf"
    content_type: str = "application/pdf"

    def read(self) -> bytes:
        return b"%PDF-1.7 contract"


STEP = {
    "version": "1",
    "state": "doing",
    "done_on": "",
    "owner": "",
    "owner_name": "周工",
    "starts_on": "2026-03-02",
    "due_on": "2026-05-01",
    "cost_planned": "12.5",
    "cost_real": "0",
}
EFFECT = {"name": "不良率", "unit": "%", "before": "2.5", "after": "1.5", "basis": "质检报表"}
PROFILE = {
    "name": "示例机械有限公司",
    "uscc": "91340800MAT0000420",
    "division": "34",
    "sector": "",
    "province": "340000",
    "city": "340800",
    "county": "",
    "employees": "1,200",
    "revenue": "5600.5",
    "assets": "4200",
}
DECLARATION = {
    "filler_name": "李波",
    "filler_position": "生产部经理",
    "responsible_name": "王爱丽",
    "responsible_position": "总经理",
    "pledge": "on",
}
ACCOUNT = {"name": "王爱丽", "email": "new@example.com", "phone": "13900139000", "password": PASSWORD}
LEFT = {"enterprises_membership": -1, "api_token": 0}
GONE_WITH_AN_ACCOUNT = {
    "enterprises_user": 0,
    "enterprises_membership": None,
    "enterprises_joinrequest": 0,
    "enterprises_invitation": 0,
    "api_token": None,
    "enterprises_consent": 0,
    "enterprises_signinplace": 0,
    "enterprises_sentform": 0,
    "assessment_snapshot": 0,  # the address of a submission
    "mfa_authenticator": 0,
    "enterprises_staffregion": 0,
    "enterprises_user_groups": 0,
    "enterprises_user_user_permissions": 0,
}

ROWS = (
    # --- Everybody --------------------------------------------------------------------------------
    Row("healthz", "GET", for_everybody(200)),
    Row("readyz", "GET", for_everybody(200)),
    Row("metrics", "GET", for_everybody(404)),  # no token is set
    Row("security", "GET", for_everybody(404)),  # nobody is named
    Row("robots", "GET", for_everybody(200)),
    Row("assessment:worker", "GET", for_everybody(200)),
    Row("assessment:offline", "GET", for_everybody(200)),
    Row("assessment:quick", "GET", for_everybody(200)),
    Row("assessment:quick", "POST", for_everybody(302), data={"M01": "D", "M01-version": "0"}),
    Row("assessment:quick_result", "GET", for_everybody(302)),  # nothing answered yet
    Row("set_language", "POST", for_everybody(302), {"language": "en"}),
    Row("enterprises:home", "GET", for_everybody(200)),
    Row("enterprises:privacy", "GET", for_everybody(200)),
    Row("roadmap:guide", "GET", for_everybody(200)),
    Row("roadmap:guide_levels", "GET", for_everybody(200)),
    Row("roadmap:guide_stage", "GET", for_everybody(200)),
    # --- A link for a colleague without an account ------------------------------------------------
    Row("assessment:guest_code", "GET", for_everybody(200)),
    Row("assessment:guest_code", "POST", for_everybody(422), {"code": "1234"}),
    Row("assessment:guest", "GET", for_a_guest(302, 200)),
    Row("assessment:guest", "POST", for_everybody(302), {"name": "陈工"}, writes={"assessment_guest": 1}),
    Row("assessment:guest_fill", "GET", for_a_guest(200, 302)),
    Row(
        "assessment:guest_fill",
        "POST",
        for_a_guest(302, 403),
        {"F05": "A", "F05-version": "1"},
        writes={"assessment_answer": 0, "assessment_pastanswer": 1},
    ),
    Row(
        "assessment:guest_answer",
        "POST",
        for_a_guest(302, 403),
        {"F05": "A", "F05-version": "1"},
        writes={"assessment_answer": 0, "assessment_pastanswer": 1},
    ),
    Row("assessment:guest_hand_in", "GET", for_a_guest(200, 302)),
    Row(
        "assessment:guest_hand_in",
        "POST",
        for_a_guest(302, 403),
        {"remark": "数字来自年报"},
        writes={"assessment_guestlink": 0, "assessment_sectionwork": 1},
    ),
    Row("assessment:guest_join", "GET", for_everybody(200)),
    Row(
        "assessment:guest_join",
        "POST",
        for_the_signed_in(302),
        writes={"enterprises_joinrequest": None},
    ),
    # --- One's own account ------------------------------------------------------------------------
    Row(
        "enterprises:agree",
        "POST",
        for_the_signed_in(302),
        {"next": "/account/"},
        writes={"enterprises_consent": 1, "enterprises_user": 0},
        given=forget_consent,
        made_on="enterprises:privacy",
    ),
    Row("enterprises:account", "GET", for_the_signed_in(200)),
    Row(
        "enterprises:account",
        "POST",
        for_the_signed_in(302),
        ACCOUNT,
        writes={"enterprises_user": 0},
    ),
    Row("enterprises:sessions", "GET", for_the_signed_in(200)),
    Row("enterprises:sessions", "POST", for_the_signed_in(302), {}, writes={}),
    Row("enterprises:export_data", "GET", for_the_signed_in(200)),
    Row("enterprises:delete_account", "GET", for_the_signed_in(200)),
    Row(
        "enterprises:delete_account",
        "POST",
        Outcome(LOGIN, 302, 302, 302, 200, 302),  # an owner hands over first
        {"password": PASSWORD},
        writes=GONE_WITH_AN_ACCOUNT,
    ),
    # --- Firms and their members ------------------------------------------------------------------
    Row("enterprises:create", "GET", for_the_signed_in(200)),
    Row(
        "enterprises:create",
        "POST",
        for_the_signed_in(302),
        PROFILE,
        writes={"enterprises_enterprise": 1, "enterprises_membership": 1},
        made_on="enterprises:create",
    ),
    Row("enterprises:divisions", "GET", for_the_signed_in(200)),
    Row("enterprises:regions", "POST", for_the_signed_in(200), {"uscc": PROFILE["uscc"]}),
    Row("enterprises:profile", "GET", for_members(200)),
    Row(
        "enterprises:profile",
        "POST",
        for_editors(302),
        {**PROFILE, "version": "1"},
        writes={"enterprises_enterprise": 0},
    ),
    Row("enterprises:verification", "GET", for_members(200)),
    Row(
        "enterprises:verification",
        "POST",
        for_the_owner(302),
        {"licence": SentFile("执照.pdf")},
        writes={"enterprises_verification": 1},
        made_on="enterprises:verification",
    ),
    Row("enterprises:erasure", "GET", for_members(200)),
    Row(
        "enterprises:erasure",
        "POST",
        for_the_owner(302),
        {"do": "ask", "password": PASSWORD},
        writes={"enterprises_enterprise": 0},
    ),
    Row("enterprises:members", "GET", for_members(200)),
    Row("enterprises:add_member", "GET", for_the_owner(302)),
    Row(
        "enterprises:add_member",
        "POST",
        for_the_owner(302),
        {"login": NEWCOMER, "role": "editor"},
        writes={"enterprises_invitation": 1},
        made_on="enterprises:members",
    ),
    Row(
        "enterprises:change_role",
        "POST",
        for_the_owner(302),
        {"role": "editor"},
        writes={"enterprises_membership": 0},
    ),
    Row("enterprises:remove_member", "GET", for_the_owner(200)),
    Row("enterprises:remove_member", "POST", for_the_owner(302), writes=LEFT),
    Row(
        "enterprises:invite",
        "POST",
        for_the_owner(302),
        {"label": "设备部 周工", "role": "editor", "days": "7"},
        writes={"enterprises_invitation": 1},
        made_on="enterprises:members",
    ),
    Row("enterprises:withdraw_invitation", "POST", for_the_owner(302), writes={"enterprises_invitation": -1}),
    Row(
        "enterprises:decide_joining",
        "POST",
        for_the_owner(302),
        {"role": "viewer"},
        writes={"enterprises_joinrequest": -1, "enterprises_membership": 1, "enterprises_invitation": 0},
    ),
    Row("enterprises:join", "GET", for_everybody(200)),
    Row(
        "enterprises:join",
        "POST",
        for_the_signed_in(302),
        writes={
            "enterprises_invitation": None,
            "enterprises_membership": None,
            "enterprises_joinrequest": None,
        },
    ),
    Row("enterprises:hand_over", "GET", for_the_owner(200)),
    Row(
        "enterprises:hand_over",
        "POST",
        for_the_owner(302),
        writes={"enterprises_membership": 0, "enterprises_invitation": -1},
    ),
    # --- Tokens of the interface ------------------------------------------------------------------
    Row("api:reference", "GET", for_everybody(200)),
    Row("api:tokens", "GET", for_members(200)),
    Row(
        "api:tokens",
        "POST",
        for_members(302),
        {"name": "ERP", "scopes": ["read"], "days": "90"},
        writes={"api_token": 1},
        made_on="api:tokens",
    ),
    Row("api:revoke_token", "POST", Outcome(LOGIN, 404, 404, 404, 302, 404), writes={"api_token": 0}),
    # --- Webhooks ---------------------------------------------------------------------------------
    Row("api:webhook", "GET", for_the_owner(200)),
    Row("api:webhook", "POST", for_the_owner(302), {"url": HOOK}, writes={"api_endpoint": 0}),
    Row("api:tell_again", "POST", for_the_owner(302), writes={"api_delivery": 0}),
    # --- Filling and submitting -------------------------------------------------------------------
    Row("assessment:overview", "GET", for_members(200)),
    Row(
        "assessment:start",
        "POST",
        for_editors(302),
        writes={"assessment_assessment": 1},
        firm="resting",
        made_on="assessment:overview",
    ),
    Row("assessment:tasks", "GET", for_members(200)),
    Row("assessment:section", "GET", Outcome(LOGIN, 404, 302, 200, 200, 404)),  # viewers read all answers
    Row(
        "assessment:section",
        "POST",
        for_editors(302),
        {"F01": ["D"], "F01-version": "1"},
        writes={"assessment_answer": 0, "assessment_pastanswer": 1},
    ),
    Row(
        "assessment:answer",
        "POST",
        for_editors(302),
        {"F05": "A", "F05-version": "1"},
        writes={"assessment_answer": 0, "assessment_pastanswer": 1},
    ),
    Row("assessment:new_link", "GET", for_editors(200)),
    Row(
        "assessment:new_link",
        "POST",
        for_editors(302),
        {"item": "", "label": "财务 李会计", "days": "7"},
        writes={"assessment_guestlink": 1},
        made_on="assessment:new_link",
    ),
    Row("assessment:item", "GET", for_members(200)),
    Row(
        "assessment:restore",
        "POST",
        for_editors(302),
        {"past": "1", "version": "2"},
        writes={"assessment_answer": 0, "assessment_pastanswer": 1},
        given=change_answers,
    ),
    Row(
        "assessment:remark",
        "POST",
        for_editors(302),
        {"text": "请核对口径", "asked": ""},
        writes={"assessment_remark": 1},
        made_on="assessment:item",
    ),
    Row(
        "assessment:upload_proof",
        "POST",
        for_editors(302),
        {"attachments": SentFile()},
        writes={"assessment_proof": 1, "enterprises_firmfile": 1},
        made_on="assessment:item",
    ),
    Row("assessment:use_proof", "POST", for_editors(302), writes={"assessment_proof": 1}),
    Row("assessment:proof", "GET", for_members(200)),
    Row("assessment:remove_proof", "GET", for_editors(200)),
    Row(
        "assessment:remove_proof",
        "POST",
        for_editors(302),
        writes={"assessment_proof": -1, "enterprises_firmfile": -1},
    ),
    Row("assessment:settle", "POST", for_editors(302), writes={"assessment_remark": 0}),
    Row("assessment:section_work", "GET", for_editors(200)),
    Row(
        "assessment:section_work",
        "POST",
        for_editors(302),
        {"member": ""},
        writes={"assessment_sectionwork": 1},
    ),
    Row(
        "assessment:section_step",
        "POST",
        for_editors(302),
        {"do": "hand_in", "remark": "已核对"},
        writes={"assessment_sectionwork": 1},
    ),
    Row(
        "assessment:section_step",
        "POST",
        for_the_owner(302),
        {"do": "close"},
        writes={"assessment_assessment": 0, "assessment_sectionwork": 0},  # nobody is told of it any more
    ),
    Row("assessment:link", "GET", for_editors(200)),
    Row("assessment:withdraw_link", "GET", for_editors(200)),
    Row("assessment:withdraw_link", "POST", for_editors(302), writes={"assessment_guestlink": 0}),
    Row("assessment:remove_names", "GET", for_the_owner(200)),
    Row(
        "assessment:remove_names",
        "POST",
        for_the_owner(302),
        writes={"assessment_guest": 0, "assessment_guestlink": 0},
    ),
    Row("assessment:check", "GET", for_members(200)),
    Row("assessment:draft_print", "GET", for_members(200)),
    Row("assessment:official_order", "GET", for_members(200)),
    Row("assessment:workbook", "GET", for_members(200)),
    Row("assessment:workbook_upload", "GET", for_editors(200)),
    Row("assessment:workbook_upload", "POST", for_editors(400)),
    Row(
        "assessment:workbook_upload",
        "POST",
        for_editors(302),
        {"confirm": "1", "F05": "D", "F05-version": "1"},
        writes={"assessment_answer": 0, "assessment_pastanswer": 1},
    ),
    Row("assessment:submit", "GET", for_editors(200)),
    Row(
        "assessment:submit",
        "POST",
        for_editors(302),
        DECLARATION,
        writes={"assessment_snapshot": 1, "assessment_assessment": 0, "assessment_latestresult": 0},
        made_on="assessment:submit",
    ),
    Row("assessment:move", "GET", for_the_owner(200), given=publish_next),
    Row(
        "assessment:move",
        "POST",
        for_the_owner(302),
        {"revision": "2"},
        writes={"assessment_move": 1, "assessment_assessment": 0, "assessment_answer": 0},
        given=publish_next,
        made_on="assessment:move",
    ),
    Row("assessment:undo_move", "GET", for_the_owner(200), given=move_drafts),
    Row(
        "assessment:undo_move",
        "POST",
        for_the_owner(302),
        {"seen": "something else"},  # refused, and asked again
        given=move_drafts,
    ),
    Row("assessment:confirm_figures", "POST", for_editors(302), {"sure": "revenue_years.0"}),
    Row("assessment:discard", "GET", for_editors(200)),
    Row(
        "assessment:discard",
        "POST",
        for_editors(302),
        writes={
            "assessment_assessment": -1,
            "assessment_answer": -31,
            "assessment_figurevalue": -11,
            "assessment_figureconfirmation": 0,
            "assessment_move": 0,
            "assessment_guestlink": -1,
            "assessment_guest": -1,
            "assessment_sectionwork": 0,
            "assessment_pastanswer": 0,
            "assessment_remark": -1,
            "assessment_proof": -1,
            "enterprises_firmfile": -1,
        },
    ),
    # --- Results and reports ----------------------------------------------------------------------
    Row("assessment:visit", "GET", for_members(200)),
    Row("assessment:pledge", "GET", for_members(200)),
    Row(
        "assessment:correct",
        "POST",
        for_editors(302),
        {"reason": "设备台数填错了"},
        writes={
            "assessment_assessment": 1,
            "assessment_answer": 31,
            "assessment_figurevalue": 11,
            "assessment_proof": 1,
        },
        firm="resting",
        made_on="assessment:overview",
    ),
    Row("reports:result", "GET", for_members(200)),
    Row("reports:points", "GET", for_members(200)),
    Row("reports:scenes", "GET", for_members(200)),
    Row("reports:support", "GET", for_members(200)),
    Row("reports:history", "GET", for_members(200)),
    Row(
        "reports:sector",
        "POST",
        for_editors(302),
        {"sector": "machinery"},
        writes={"enterprises_enterprise": 0},
    ),
    Row(
        "reports:request",
        "POST",
        for_editors(302),
        {"variant": "standard"},
        writes={"reports_report": 1, "jobs_job": 1},
        made_on="reports:result",
    ),
    Row(
        "reports:request",
        "POST",
        for_the_owner(302),
        {"variant": "with_figures"},
        writes={"reports_report": 1, "jobs_job": 1},
        made_on="reports:result",
    ),
    Row("reports:bundles", "GET", for_editors(200)),
    Row("reports:bundles", "POST", for_editors(200), {"result": []}),
    Row("reports:bundle", "GET", for_editors(200)),
    Row("reports:bundle", "POST", for_editors(302), writes={"jobs_job": 0}),
    Row("reports:bundle_download", "GET", for_editors(200)),
    Row("reports:report", "GET", for_members(200)),
    Row("reports:report", "POST", for_editors(302), writes={"jobs_job": 0}, firm="resting"),
    Row("reports:view", "GET", for_members(200)),
    Row("reports:download", "GET", for_members(200)),
    Row("reports:export", "GET", for_members(200)),
    Row("reports:check_page", "POST", for_the_owner(302), {"page": "hidden"}, writes={"reports_report": 0}),
    Row("reports:check_page", "POST", for_the_owner(302), {"page": "shown"}, writes={"reports_report": 0}),
    Row("reports:withdraw", "GET", for_the_owner(200)),
    Row("reports:withdraw", "POST", for_the_owner(302), writes={"reports_report": 0}),
    Row("reports:ask", "GET", for_everybody(200)),
    Row("reports:check", "GET", for_everybody(200)),
    Row("reports:statements", "GET", for_the_owner(200)),
    Row(
        "reports:statements",
        "POST",
        for_the_owner(302),
        {"level": "1"},
        writes={"reports_statement": 1, "reports_certificate": None},
        made_on="reports:statements",
    ),
    Row("reports:withdraw_statement", "GET", for_the_owner(200)),
    Row("reports:withdraw_statement", "POST", for_the_owner(302), writes={"reports_statement": 0}),
    Row("reports:statement", "GET", for_everybody(200)),
    Row("reports:verify", "GET", for_everybody(200)),
    Row("reports:verifier", "GET", for_everybody(200)),
    Row("reports:certificate", "GET", for_everybody(200)),
    # --- Plans: kept, followed, proven ------------------------------------------------------------
    Row("plans:plan", "GET", for_members(200)),
    Row("plans:plan", "GET", for_members(200), firm="resting"),
    Row("plans:follow", "GET", for_editors(200), firm="resting"),
    Row(
        "plans:follow",
        "POST",
        for_editors(302),
        {"begins_on": "2026-03-02"},
        writes={"plans_keptplan": 0, "plans_step": None},
        firm="resting",
        made_on="plans:follow",
    ),
    Row("plans:close", "GET", for_editors(200)),
    Row("plans:close", "POST", for_editors(302), {"state": "finished"}, writes={"plans_keptplan": 0}),
    Row("plans:discard", "GET", for_editors(200), firm="resting"),
    Row(
        "plans:discard",
        "POST",
        for_editors(302),
        writes={"plans_keptplan": -1, "plans_effectfigure": 0},
        firm="resting",
    ),
    Row("plans:merging", "GET", for_the_owner(200)),
    Row("plans:merging", "POST", for_the_owner(302), {"into": "nothing"}),
    Row("plans:package", "GET", for_members(200)),
    Row("plans:package", "GET", for_members(302), firm="resting"),  # it is not followed
    Row(
        "plans:package",
        "POST",
        for_editors(302),
        {"list": "kunming"},
        writes={"plans_package": 1, "enterprises_firmfile": 1, "reports_report": 1, "jobs_job": 2},
        made_on="plans:package",
    ),
    Row("plans:package_state", "GET", for_members(200)),
    Row("plans:package_state", "POST", for_editors(302), writes={"jobs_job": 0}),
    Row("plans:package_download", "GET", for_members(200)),
    Row("plans:timeline", "GET", for_members(200)),
    Row("plans:timeline", "GET", for_members(200), firm="resting"),
    Row("plans:calendar", "GET", for_members(200)),
    Row("plans:updates", "GET", for_editors(200)),
    Row("plans:updates", "POST", for_editors(302)),  # nothing is chosen
    Row("plans:board", "GET", for_members(200)),
    Row(
        "plans:move",
        "POST",
        for_editors(302),
        {"state": "doing", "version": "1"},
        writes={"plans_step": 0},
    ),
    Row("plans:step", "GET", for_members(200)),
    Row("plans:step", "POST", for_editors(302), STEP, writes={"plans_step": 0}),
    Row("plans:tick", "POST", for_editors(302), {"criterion": "1", "met": "yes"}, writes={"plans_tick": 1}),
    Row(
        "plans:note",
        "POST",
        for_editors(302),
        {"text": "已与供应商确认"},
        writes={"plans_note": 1},
        made_on="plans:step",
    ),
    Row(
        "plans:upload",
        "POST",
        for_editors(302),
        {"attachments": SentFile(), "kind": "contract"},
        writes={"plans_storedfile": 1, "enterprises_firmfile": 1},
        made_on="plans:step",
    ),
    Row("plans:files", "GET", for_members(200)),
    Row(
        "plans:files",
        "POST",
        for_editors(302),
        {"attachments": SentFile(), "kind": "application"},
        writes={"plans_storedfile": 1, "enterprises_firmfile": 1},
        made_on="plans:files",
    ),
    Row("plans:file", "GET", for_members(200)),
    Row("plans:remove_file", "GET", for_editors(200)),
    Row(
        "plans:remove_file",
        "POST",
        for_editors(302),
        writes={"plans_storedfile": -1, "enterprises_firmfile": -1},
    ),
    Row("plans:effects", "GET", for_members(200)),
    Row(
        "plans:effects",
        "POST",
        for_editors(302),
        EFFECT,
        writes={"plans_effectfigure": 1},
        made_on="plans:effects",
    ),
    Row("plans:effect", "GET", for_editors(200)),
    Row("plans:effect", "POST", for_editors(302), EFFECT, writes={"plans_effectfigure": 0}),
    Row("plans:remove_effect", "GET", for_editors(200)),
    Row("plans:remove_effect", "POST", for_editors(302), writes={"plans_effectfigure": -1}),
    Row("plans:planner", "GET", for_members(200)),
    Row(
        "plans:quote",
        "POST",
        for_editors(302),
        {"measure": "s10-2", "cost": "12.5", "months": "3", "note": "甲公司", "back": "target=3"},
        writes={"roadmap_quote": 1},
    ),
    Row(
        "plans:quote_remove",
        "POST",
        for_editors(302),
        {"measure": "s10-1", "back": "target=3"},
        writes={"roadmap_quote": -1},
    ),
    Row(
        "plans:facts",
        "POST",
        for_editors(302),
        {"ownership-": "private", "back": "target=3"},
        writes={"enterprises_profilefact": 1},
    ),
    Row(
        "plans:keep",
        "POST",
        Outcome(LOGIN, 404, 403, 409, 409, 404),  # refused: what was seen is not what is there
        {"plan": "target=3", "name": "三级", "seen": "something else"},
    ),
)
