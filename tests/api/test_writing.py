"""Filling and submitting by the interface: the same rules, refusals and rows as by the pages."""

from typing import Any

import pytest

from assessment.models import Answer, Assessment, Snapshot
from assessment.selectors.answers import load_sheet
from assessment.services import save_answer
from config.settings import ACCOUNT_RATE_LIMITS
from enterprises.models import Enterprise
from reports.models import Report
from standards.domain.answers import AtLevel, Chosen
from tests.api.conftest import Ask
from tests.assessment.factories import make_assessment, make_snapshot
from tests.people import AT
from tests.urls.api_table import DECLARATION

pytestmark = pytest.mark.django_db
NOTHING_YET = '"0"'


@pytest.fixture
def draft(firm: Enterprise) -> Assessment:
    return make_assessment(enterprise=firm, answered="none")


def put(
    ask: Ask, draft: Assessment, item: str, given: object, stamp: str = NOTHING_YET, **headers: str
) -> Any:
    return ask("PUT", f"/assessments/{draft.public_id}/answers/{item}", given, If_Match=stamp, **headers)


KINDS = [
    ("F01", {"kind": "options", "options": ["A"]}, {"options": ["A"]}),
    ("F01", {"kind": "unsure"}, {"level": 0}),
    ("F01", {"kind": "not_applicable", "reason": "no_such_business"}, {"reason": "no_such_business"}),
    ("S01", {"kind": "level", "level": 0}, {"level": 0}),
    ("S01", {"kind": "unsure", "met": 2}, {"level": 2}),
    ("S01", {"kind": "begun", "met": 1}, {"level": 1}),
    ("S01", {"kind": "not_applicable", "reason": "no_such_business"}, {"reason": "no_such_business"}),
]


@pytest.mark.parametrize(("item", "given", "shows"), KINDS)
def test_each_kind_of_answer_is_told_from_the_others(
    ask: Ask, draft: Assessment, item: str, given: dict[str, object], shows: dict[str, object]
) -> None:
    saved = put(ask, draft, item, given)
    assert saved.status_code == 200, saved.content.decode()
    read = ask("GET", f"/assessments/{draft.public_id}/answers/{item}")
    assert read.json() == saved.json()
    assert read["ETag"] == saved["ETag"]
    assert (read.json()["kind"], read.json()["version"]) == (given["kind"], 1)
    said = {name: value for name, value in read.json().items() if name in ("options", "level", "reason")}
    assert {name: value for name, value in said.items() if value is not None} == shows
    whole = ask("GET", f"/assessments/{draft.public_id}/answers").json()
    assert [one for one in whole if one["kind"] != "unanswered"] == [read.json()]
    assert len(whole) == load_sheet(draft).progress.total
    taken_back = put(ask, draft, item, {"kind": "unanswered"}, read["ETag"])
    assert (taken_back.json()["kind"], taken_back.json()["version"]) == ("unanswered", 2)


def test_numbers_are_exact_and_go_in_as_text(ask: Ask, draft: Assessment) -> None:
    question = next(q for q in load_sheet(draft).standard.questions if q.formula and q.formula.decides)
    codes = question.formula.figures  # type: ignore[union-attr]
    given = {code: "1000000000000.0001" if code == codes[-1] else "0" for code in codes}
    saved = put(ask, draft, question.code, {"kind": "figures", "figures": given})
    if saved.status_code == 422:  # whole numbers only
        given = dict.fromkeys(codes, "12")
        saved = put(ask, draft, question.code, {"kind": "figures", "figures": given})
    assert saved.json()["figures"] == given


def test_a_figures_own_unit_may_stand_beside_it(ask: Ask, draft: Assessment) -> None:
    given = {
        "invest_total_3y": "１２ 万元",
        "revenue_total_3y": "1,000,000,000",
    }  # the most that a form takes
    saved = put(ask, draft, "M04", {"kind": "figures", "figures": given})
    assert saved.json()["figures"] == {"invest_total_3y": "12", "revenue_total_3y": "1000000000"}


def figures(item: str, **given: object) -> tuple[str, dict[str, object], str]:
    return item, {"kind": "figures", "figures": given}, f"body.{item}"


WRONG = [
    figures("M04", invest_total_3y="1", revenue_total_3y="1000000000.0001"),
    figures("M04", invest_total_3y="1", revenue_total_3y=10**13),  # no column holds it
    figures("R03", revenue_last="1", revenue_prev="1", staff_last=10**7 + 1, staff_prev="1"),
    ("F01", {"kind": "options", "options": ["Z"]}, "body.F01"),
    ("F01", {"kind": "options", "options": []}, "body.F01"),
    ("F01", {"kind": "options", "options": "A"}, "body.given.options.options"),
    ("F01", {"kind": "level", "level": 1}, "body.F01"),
    ("F01", {"kind": "figures", "figures": {"nothing": "1"}}, "body.F01"),
    ("F01", {"kind": "figures", "figures": {"x": "a lot"}}, "body.F01.x"),
    ("S01", {"kind": "level", "level": 99}, "body.S01"),
    ("S01", {"kind": "level", "level": "2"}, "body.given.level.level"),
    ("S01", {"kind": "level"}, "body.given.level.level"),
    ("S01", {"kind": "options", "options": ["A"]}, "body.S01"),
    ("S01", {"kind": "not_applicable", "reason": "because"}, "body.S01"),
    ("S01", {"kind": "not_applicable", "reason": ""}, "body.given.not_applicable.reason"),
    ("S01", {"kind": "zero"}, "body.given"),
    ("S01", {}, "body.given"),
    ("S01", {"kind": "unsure", "more": 1}, "body.given.unsure.more"),
]


@pytest.mark.parametrize(("item", "given", "field"), WRONG)
def test_what_the_standard_does_not_allow_is_refused_by_name(
    ask: Ask, draft: Assessment, item: str, given: dict[str, object], field: str
) -> None:
    refused = put(ask, draft, item, given)
    assert refused.status_code == 422, refused.content.decode()
    assert refused["Content-Type"] == "application/problem+json"
    (error,) = refused.json()["errors"]
    assert error["field"] == field
    assert error["message"]
    assert not Answer.objects.exists()


def test_of_two_the_second_is_told_what_stands(ask: Ask, draft: Assessment) -> None:
    first = put(ask, draft, "S01", {"kind": "level", "level": 1})
    save_answer(assessment=draft, code="S01", value=AtLevel(level=3), version=1, by=draft.started_by, at=AT)
    refused = put(ask, draft, "S01", {"kind": "level", "level": 2}, first["ETag"])
    assert (refused.status_code, refused.json()["current"]["level"]) == (412, 3)
    assert put(ask, draft, "S01", {"kind": "level", "level": 3}, first["ETag"]).status_code == 200
    stamp = ask("GET", f"/assessments/{draft.public_id}/answers/S01")["ETag"]
    assert put(ask, draft, "S01", {"kind": "level", "level": 2}, stamp).json()["version"] == 3


@pytest.mark.parametrize("stamp", ["", "*", "1", '"x"', '"1.g"', '"\u0661"'.encode().decode("latin-1")])
def test_who_does_not_say_what_was_read_is_refused(ask: Ask, draft: Assessment, stamp: str) -> None:
    assert put(ask, draft, "S01", {"kind": "level", "level": 1}, stamp).status_code == 428
    assert not Answer.objects.exists()


def test_an_item_that_is_none_is_not_found(ask: Ask, draft: Assessment) -> None:
    assert put(ask, draft, "X99", {"kind": "unsure"}).status_code == 404
    assert ask("GET", f"/assessments/{draft.public_id}/answers/X99").status_code == 404


def test_what_is_closed_takes_no_answers(ask: Ask, draft: Assessment) -> None:
    section = load_sheet(draft).standard.section_by_item["S01"].code
    Assessment.objects.filter(pk=draft.pk).update(closed=[section])
    refused = put(ask, draft, "S01", {"kind": "level", "level": 1})
    assert (refused.status_code, "已由管理员关闭" in refused.json()["detail"]) == (409, True)


def test_an_assessment_is_started_once_however_often_it_is_asked_for(ask: Ask, firm: Enterprise) -> None:
    asked = [ask("POST", "/assessments", {}, Idempotency_Key="a-key") for _time in range(3)]
    assert {(one.status_code, one["Location"]) for one in asked} == {(201, asked[0]["Location"])}
    made = Assessment.objects.get(enterprise=firm)
    assert asked[0]["Location"] == f"/api/v1/assessments/{made.public_id}"
    assert asked[0].json()["progress"]["answered"] == 0
    for other in ({}, {"Idempotency_Key": "another"}):
        refused = ask("POST", "/assessments", {}, **other)
        assert (refused.status_code, "已有一份填报中的自评" in refused.json()["detail"]) == (409, True)
    assert (
        ask("POST", "/assessments", {"standard": "miit-sme-2024"}, Idempotency_Key="a-key").status_code == 409
    )


def test_only_what_is_offered_is_started_and_a_result_carries_over(ask: Ask, firm: Enterprise) -> None:
    assert ask("POST", "/assessments", {"standard": "no-such"}).status_code == 404
    snapshot = make_snapshot(enterprise=firm)
    other = make_snapshot()
    assert ask("POST", "/assessments", {"copy_from": str(other.public_id)}).status_code == 404
    begun = ask("POST", "/assessments", {"copy_from": str(snapshot.public_id)})
    assert (begun.status_code, begun.json()["progress"]["answered"] > 0) == (201, True)


def test_a_complete_draft_is_submitted_once_and_gives_level_points_and_trace(
    ask: Ask, firm: Enterprise
) -> None:
    draft = make_assessment(enterprise=firm)
    path = f"/assessments/{draft.public_id}"
    provisional = ask("GET", f"{path}/check").json()
    assert provisional["progress"]["complete"]
    asked = [ask("POST", f"{path}/submit", DECLARATION, Idempotency_Key="k") for _time in range(2)]
    snapshot = Snapshot.objects.get()
    assert [one.status_code for one in asked] == [201, 201]
    assert asked[0].json() == asked[1].json() == ask("GET", f"/results/{snapshot.public_id}").json()
    shown = asked[0].json()
    assert shown["outcome"] == provisional["provisional"]
    assert shown["level"] == shown["outcome"]["level"]
    parts = [part for q in shown["trace"]["questions"].values() for part in q["parts"]]
    assert all(isinstance(part["points"], str) for part in parts)
    assert shown["trace"]["total"]["points"] == shown["outcome"]["points"]["total"]
    assert (snapshot.submitted_by, snapshot.submitted_from) == (draft.enterprise.created_by, "127.0.0.1")
    assert put(ask, draft, "S01", {"kind": "level", "level": 1}).status_code == 409
    assert ask("POST", f"{path}/submit", DECLARATION).status_code == 409


def test_what_is_not_complete_is_not_submitted_and_each_item_is_named(ask: Ask, draft: Assessment) -> None:
    refused = ask("POST", f"/assessments/{draft.public_id}/submit", DECLARATION)
    assert refused.status_code == 409
    named = [error["field"] for error in refused.json()["errors"]]
    assert named == ask("GET", f"/assessments/{draft.public_id}/check").json()["progress"]["open"]


@pytest.mark.parametrize("name", DECLARATION)
def test_a_declaration_lacks_nothing(ask: Ask, firm: Enterprise, name: str) -> None:
    draft = make_assessment(enterprise=firm)
    wrong = {**DECLARATION, name: False if name == "pledge" else ""}
    refused = ask("POST", f"/assessments/{draft.public_id}/submit", wrong)
    assert (refused.status_code, [e["field"] for e in refused.json()["errors"]]) == (422, [f"body.{name}"])


def test_a_correction_supersedes(ask: Ask, firm: Enterprise) -> None:
    snapshot = make_snapshot(enterprise=firm)
    assert ask("POST", f"/results/{snapshot.public_id}/correct", {"reason": ""}).status_code == 422
    begun = ask("POST", f"/results/{snapshot.public_id}/correct", {"reason": "人数填错"})
    assert begun.json()["corrects"] == str(snapshot.public_id)
    submitted = ask("POST", f"/assessments/{begun.json()['id']}/submit", DECLARATION)
    assert ask("GET", f"/results/{snapshot.public_id}").json()["superseded_by"] == submitted.json()["id"]
    again = ask("POST", f"/results/{snapshot.public_id}/correct", {"reason": "再更正"})
    assert (again.status_code, "已被更正" in again.json()["detail"]) == (409, True)


def test_a_report_is_made_in_the_language_that_was_asked_for(ask: Ask, firm: Enterprise) -> None:
    path = f"/results/{make_snapshot(enterprise=firm).public_id}/reports"
    chinese = [ask("POST", path, {}) for _time in range(2)]
    english = ask("POST", path, {"variant": "with_figures"}, Accept_Language="en")
    assert [one.status_code for one in (*chinese, english)] == [202, 202, 202]
    assert chinese[0].json()["id"] == chinese[1].json()["id"]
    assert {(r.language, r.variant) for r in Report.objects.all()} == {
        ("zh", "standard"),
        ("en", "with_figures"),
    }
    listed = ask("GET", path).json()
    assert [one["state"] for one in listed] == ["queued", "queued"]
    assert ask("GET", f"/reports/{listed[0]['id']}/file").status_code == 404
    assert ask("POST", path, {"variant": "gold"}).status_code == 422


def test_reports_asked_for_without_end_are_refused_as_on_the_page(
    ask: Ask, firm: Enterprise, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = ACCOUNT_RATE_LIMITS | {"report": "1/m/user"}
    path = f"/results/{make_snapshot(enterprise=firm).public_id}/reports"
    assert [ask("POST", path, {}).status_code for _time in range(2)] == [202, 429]


@pytest.mark.parametrize(
    "body", ["", "{", "[1]", '"x"', "null", '{"a": NaN}', '"\\ud800"', '{"standard": "\\u0000"}']
)
def test_a_body_that_is_none_is_refused(ask: Ask, body: str) -> None:
    assert ask("POST", "/assessments", body).status_code in (400, 404, 422)


def test_a_page_and_the_interface_write_the_same_row(ask: Ask, draft: Assessment) -> None:
    put(ask, draft, "F01", {"kind": "options", "options": ["B"]})
    by_interface = load_sheet(draft).held["F01"]
    assert by_interface.value == Chosen(options=("B",))
    assert by_interface.changed_by == str(draft.enterprise.created_by)
