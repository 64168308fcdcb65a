"""Page, report, board, package and command name the same steps: there is one plan."""

import json
import re
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessment.models import Snapshot
from assessment.selectors.answers import read_snapshot
from enterprises.models import Enterprise, User
from enterprises.selectors.sectors import own_sector
from plans.models import KeptPlan, Step
from plans.presenters.acceptance.document import document
from plans.selectors.dossier import read_dossier
from plans.services import follow_plan
from reports.document.blocks import Block, Entry, Figure, Heading, Paragraph, Table
from reports.document.content import Facts, report_content
from reports.document.issuing import document_of
from reports.models import Report, Variant
from reports.presenters.minute import minute_of
from reports.presenters.result import result_of
from reports.selectors.advice import recommended_on
from reports.services.reports import request_report
from roadmap.domain.planning import Recommended
from roadmap.selectors.library import library
from roadmap.wording.plans import money_text, months_text
from tests.assessment.factories import QUESTIONS, SCENES, make_snapshot
from tests.people import AT
from tests.plans.factories import make_quote
from tests.plans.test_planner_page import ask
from tests.reports.contents import blocks
from tests.reports.test_assess import assess

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024", "shared_library")]


@pytest.fixture
def snapshot(firm: Enterprise) -> Snapshot:
    return make_snapshot(enterprise=firm)


def recommended(snapshot: Snapshot) -> Recommended:
    content = read_snapshot(snapshot)
    found = recommended_on(
        content,
        own_sector(snapshot.assessment.enterprise, timezone.localdate()),
        library(timezone.localdate()),
        size=content.enterprise["size"],
    )
    assert found is not None
    assert found.plan is not None
    assert found.first == found.plan.steps[:3]
    return found


def titles(found: Recommended) -> list[str]:
    assert found.plan is not None
    return [step.measure.title.zh for step in found.plan.steps]


def test_the_page_and_the_command_have_the_steps_in_the_same_order(
    client: Client, alice: User, snapshot: Snapshot, tmp_path: Path
) -> None:
    found = recommended(snapshot)
    assert found.plan is not None
    html = ask(client, alice, snapshot)
    assert re.findall(r'id="step-([\w-]+)"', html) == list(found.plan.codes)

    facts = read_snapshot(snapshot).enterprise
    firm = {name: facts[name] for name in ("division", "employees", "revenue", "assets")}
    file, out = tmp_path / "firm.json", tmp_path / "out.json"
    file.write_text(json.dumps({"enterprise": firm, "answers": QUESTIONS, "scenes": SCENES}), "utf-8")
    assert assess(file, "--target", found.goal.target, "--json", out)[0] == 0
    plan = json.loads(out.read_text("utf-8"))["plan"]
    assert [step["measure"] for step in plan["steps"]] == list(found.plan.codes)
    assert plan["kind"] == "nearest"


def reported(snapshot: Snapshot) -> list[Block]:
    """Return the blocks of the report."""
    content = read_snapshot(snapshot)
    shown = report_content(
        Facts(
            result=result_of(content),
            roadmap=None,
            recommended=recommended(snapshot),
            help=None,
            support=None,
            number="",
            check_address="",
            operator="",
            language="zh",
            with_figures=False,
        )
    )
    return list(blocks(shown))


def after(listed: list[Block], heading: str) -> list[Block]:
    texts = [block.text if isinstance(block, Heading) else "" for block in listed]
    return listed[texts.index(heading) + 1 :]


def test_the_report_begins_with_the_first_steps_as_the_page_says_them(snapshot: Snapshot) -> None:
    found = recommended(snapshot)
    first = after(reported(snapshot), "先做这几件")
    assert [_lead(entry) for entry in first[:3]] == titles(found)[:3]
    minute = minute_of(result_of(read_snapshot(snapshot)), found, None)
    takes = [entry.lines[1][0].text for entry in first[:3] if isinstance(entry, Entry)]
    assert takes == [todo.takes for todo in minute.first]
    assert first[3] == Paragraph(f"{minute.whole}。")


def test_a_chapter_of_the_report_has_all_steps_with_what_they_take_together(snapshot: Snapshot) -> None:
    found = recommended(snapshot)
    assert found.plan is not None
    chapter = after(reported(snapshot), "改进方案")
    table = next(block for block in chapter if isinstance(block, Table))
    before = chapter[: chapter.index(table)]
    assert before[-1] == Paragraph("这是不限预算和时间的推荐方案，企业自己保存或执行的方案可能与此不同。")
    *steps, total = [row.cells for row in table.rows]
    assert [cells[1][0].text for cells in steps if isinstance(cells[1], tuple)] == titles(found)
    assert [cells[2:4] for cells in steps] == [
        (money_text(step.effort.cost), months_text(step.effort.months)) for step in found.plan.steps
    ]
    assert total[2:4] == (money_text(found.plan.cost), months_text(found.plan.months))
    assert str(total[2]) in minute_of(result_of(read_snapshot(snapshot)), found, None).whole
    drawn = next(block for block in chapter if isinstance(block, Figure))
    places = [drawn.svg.index(f">{number}<") for number in range(1, len(steps) + 1)]
    assert len(set(places)) == len(steps)


def _lead(block: Block) -> str:
    assert isinstance(block, Entry)
    return block.lines[0][0].text


def following(client: Client, user: User, snapshot: Snapshot) -> KeptPlan:
    """Keep and follow the recommended plan."""
    html = ask(client, user, snapshot)
    seen = re.findall(r'name="seen" value="([^"]+)"', html)
    query = re.findall(r'name="plan" value="([^"]+)"', html)
    client.post(
        reverse("plans:keep", args=[snapshot.public_id]),
        {"plan": query[0].replace("&amp;", "&"), "seen": seen[0], "name": "推荐方案"},
    )
    plan = KeptPlan.objects.get()
    follow_plan(plan=plan, begins_on=AT.date(), by=plan.kept_by, at=AT)
    plan.refresh_from_db()
    return plan


def test_the_board_and_the_package_have_the_steps_of_the_page(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    found, plan = recommended(snapshot), following(client, alice, snapshot)
    board = client.get(reverse("plans:board", args=[plan.public_id])).content.decode()
    expected = [f"{number}. {title}" for number, title in enumerate(titles(found), start=1)]
    assert re.findall(r'class="board-title"><a [^>]*>([^<]+)<', board) == expected

    dossier = read_dossier(plan, code="general", after=None)
    listed = str(document(dossier, number="1", at=AT).blocks)
    places = [listed.index(title) for title in titles(found)]
    assert places == sorted(places)


def test_a_report_has_the_plan_that_is_followed_as_far_as_it_is(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    """With what became of each step by then; a step done since makes another report."""
    before, plan = report_of(snapshot, alice), following(client, alice, snapshot)
    first, *others = Step.objects.filter(plan=plan)
    Step.objects.filter(pk=first.pk).update(state="done", done_on=AT.date(), cost_planned=Decimal("2.5"))
    report = report_of(snapshot, alice)
    assert report not in (before, report_of(snapshot, alice, language="en"))
    assert report_of(snapshot, alice) == report

    listed = list(blocks(document_of(report)))
    table = next(block for block in after(listed, "执行中的改进方案") if isinstance(block, Table))
    found = recommended(snapshot)
    names = titles(found)
    assert [row.cells[1][0].text for row in table.rows if isinstance(row.cells[1], tuple)] == names
    assert table.rows[0].cells[2:] == ("2.5", "已完成", f"{AT.date()} 完成")
    assert {row.cells[3] for row in table.rows[1:]} == {"待办"}
    next_up = after(listed, "现在做这几件")
    assert found.plan is not None
    title_of = dict(zip(found.plan.codes, names, strict=True))
    due = sorted(others, key=lambda step: (step.due_on, step.position))[:3]
    assert [_lead(entry) for entry in next_up[:3]] == [title_of[step.code] for step in due]
    assert f"推荐方案：已完成 1 步，共 {len(names)} 步。" in str(next_up)
    assert "改进方案" not in [block.text for block in listed if isinstance(block, Heading)]
    assert table_steps(before) == names


def test_another_report_is_offered_once_the_plan_is_followed(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    """Also after a quote; not before, nor once it is there. The report that there is stays at hand."""
    offer, at_hand = "按最新情况再生成一份", ">查看报告</a>"
    page, asking = (reverse(f"reports:{name}", args=[snapshot.public_id]) for name in ("result", "request"))
    client.force_login(alice)

    def offered() -> tuple[bool, bool]:
        shown = client.get(page).content.decode()
        return offer in shown, at_hand in shown

    assert offered() == (False, False)
    client.post(asking, {"variant": "standard"})
    assert offered() == (False, True)
    following(client, alice, snapshot)
    assert offered() == (True, True)
    client.post(asking, {"variant": "standard"})
    assert offered() == (False, True)
    make_quote(snapshot.assessment.enterprise, recommended(snapshot).first[0].measure.code)
    assert offered() == (True, True)
    renewed = Report.objects.filter(snapshot=snapshot)
    assert len(renewed) == 2
    shown = client.get(page).content.decode()
    assert all(f"{one.number} · {timezone.localdate(one.requested_at)}" in shown for one in renewed)


def report_of(snapshot: Snapshot, by: User, language: str = "zh") -> Report:
    return request_report(
        snapshot=snapshot, variant=Variant.STANDARD, language=language, sector="machinery", by=by, at=AT
    )


def test_a_report_goes_by_the_quotes_of_its_day_as_the_page_does(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    """A new quote makes another report; the one before stays as it was."""
    ask_for = partial(
        request_report,
        snapshot=snapshot,
        variant=Variant.STANDARD,
        language="zh",
        sector="machinery",
        by=alice,
        at=AT,
    )
    before = ask_for()
    dear = recommended(snapshot).first[0].measure.code
    make_quote(snapshot.assessment.enterprise, dear, cost=5000, months=2)
    report = ask_for()
    assert ask_for() == report != before

    shown = re.findall(r'id="step-([\w-]+)"', ask(client, alice, snapshot))
    assert dear not in shown
    titles_of = {one.code: one.title.zh for one in library(AT.date()).measures}
    assert table_steps(report) == [titles_of[code] for code in shown]
    assert titles_of[dear] in table_steps(before)


def table_steps(report: Report) -> list[str]:
    """Return the titles of the steps in the chapter of the plan."""
    chapter = after(list(blocks(document_of(report))), "改进方案")
    *steps, _total = next(block for block in chapter if isinstance(block, Table)).rows
    return [row.cells[1][0].text for row in steps if isinstance(row.cells[1], tuple)]
