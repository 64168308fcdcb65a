"""The pages of a result: one minute of level, reason and first steps, and what stands beside it."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessment.models import Snapshot
from assessment.services import correct, start_assessment, submit
from enterprises.models import Enterprise, User
from enterprises.selectors.sectors import own_sector, sector_map
from enterprises.services.sectors import keep_sector_map
from tests.assessment.factories import DECLARATION, SCENES, make_snapshot
from tests.pages import words_of
from tests.people import AT
from tests.standards.fixtures import standard_2024

pytestmark = pytest.mark.usefixtures("shared_library", "db")

GUIDING = ("S02", "S04", "S05", "S14", "S15", "S16")
TOP = {
    "F01": ["B", "C", "D", "E"],
    "F05": "E",
    "F06": ["B", "C", "D", "E"],
    "M01": "E",
    "R02": "C",
}


@pytest.fixture
def snapshot(firm: Enterprise) -> Snapshot:
    return make_snapshot(enterprise=firm)


TABS = ("result", "points", "scenes", "support", "history")


def page(client: Client, user: User, snapshot: Snapshot, tab: str = "result") -> str:
    client.force_login(user)
    response = client.get(reverse(f"reports:{tab}", args=[snapshot.public_id]))
    assert response.status_code == 200
    return response.content.decode()


def context_of(client: Client, user: User, snapshot: Snapshot, tab: str) -> Any:
    client.force_login(user)
    return client.get(reverse(f"reports:{tab}", args=[snapshot.public_id])).context


def test_the_level_is_said_with_both_sides(client: Client, alice: User, snapshot: Snapshot) -> None:
    shown = words_of(page(client, alice, snapshot))
    assert "二级" in shown
    assert "企业自评" in shown
    assert "未经现场评定" in shown
    assert "企业身份未经核验" in shown
    assert "得分与场景都只够二级" in shown
    assert "得分还差 5.85 分达到三级" in shown


def test_every_point_can_be_traced_to_question_option_and_weights(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    shown = words_of(page(client, alice, snapshot, "points"))
    assert "本题满分 8 = 100 × 50% × 40% × 40%" in shown
    assert "8 × 25% = 2" in shown
    for question in standard_2024().questions:
        assert f"第 {question.number} 题 {question.name.zh}" in shown
    scenes = words_of(page(client, alice, snapshot, "scenes"))
    for scene in standard_2024().scenes:
        assert scene.name.zh in scenes


def test_a_doubt_that_changes_the_level_is_said_beside_it(
    client: Client, alice: User, firm: Enterprise
) -> None:
    """Worked example E11: 仓储物流 decides between 三级 and 二级."""
    scenes = dict.fromkeys(SCENES, 2) | dict.fromkeys(["S01", "S03", "S06", "S07", "S12", *GUIDING[:3]], 3)
    snapshot = make_snapshot(enterprise=firm, questions=TOP, scenes=scenes)
    shown = words_of(page(client, alice, snapshot))
    assert "等级规则有存疑之处，会影响贵企业的等级" in shown
    assert "如果“仓储物流不算约束性场景”，贵企业为二级" in shown


def test_doubts_that_change_nothing_are_said_to_change_nothing(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    shown = words_of(page(client, alice, snapshot))
    assert "会影响贵企业的等级" not in shown
    assert "等级规则有几种读法，不论哪种都是二级。" in shown


@pytest.mark.parametrize(
    ("tab", "pictures"), [("result", 1), ("points", 2), ("scenes", 2), ("support", 0), ("history", 0)]
)
def test_pictures_have_titles_and_each_name_on_a_page_is_its_own(
    client: Client, alice: User, snapshot: Snapshot, tab: str, pictures: int
) -> None:
    html = page(client, alice, snapshot, tab)
    assert html.count("<svg") == html.count('role="img"') == pictures
    assert len(re.findall(r'<title id="[^"]+">[^<]+</title>', html)) == pictures
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_a_viewer_reads_and_may_change_nothing(client: Client, victor: User, snapshot: Snapshot) -> None:
    for tab in TABS:
        html = page(client, victor, snapshot, tab)
        assert reverse("reports:sector", args=[snapshot.public_id]) not in html
        assert reverse("reports:request", args=[snapshot.public_id]) not in html
        assert reverse("assessment:correct", args=[snapshot.public_id]) not in html


def test_a_result_says_that_it_can_be_corrected_once_no_draft_is_open(
    client: Client, alice: User, firm: Enterprise, snapshot: Snapshot
) -> None:
    free = page(client, alice, snapshot)
    draft = start_assessment(enterprise=firm, by=alice, at=AT)
    busy = page(client, alice, snapshot)
    assert "发现填错了：更正这份结果" in free
    assert "先提交或放弃填报中的自评，再更正这份结果" in busy
    assert reverse("assessment:tasks", args=[draft.public_id]) in busy


def test_another_sector_of_the_division_may_be_chosen(
    client: Client, bob: User, firm: Enterprise, snapshot: Snapshot
) -> None:
    client.force_login(bob)
    url = reverse("reports:sector", args=[snapshot.public_id])
    response = client.post(url, {"sector": "general"}, follow=True)
    assert "已改用所选细分行业的路线图。" in response.content.decode()
    firm.refresh_from_db()
    assert firm.sector == "general"
    assert client.post(url, {"sector": "food"}).status_code == 400


def test_a_firm_of_a_class_is_shown_the_sector_of_its_class(
    client: Client, bob: User, firm: Enterprise, snapshot: Snapshot
) -> None:
    shown = sector_map(AT.date())
    keep_sector_map(sector_map=replace(shown, defaults={**shown.defaults, "3482": "auto"}), at=AT)
    Enterprise.objects.filter(pk=firm.pk).update(industry_class="3482")
    scenes = context_of(client, bob, snapshot, "scenes")
    assert (
        scenes["roadmap"].sector.code == own_sector(Enterprise.objects.get(pk=firm.pk), AT.date()) == "auto"
    )
    assert scenes["sector_choices"][0].code == "auto"


def test_help_is_for_the_firms_place_and_the_scenes_of_its_stage(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    found = context_of(client, alice, snapshot, "support")
    stage = context_of(client, alice, snapshot, "scenes")["roadmap"].current
    assert {scene.code for scene in found["help"].scenes} == {one.scene.code for one in stage.advice}
    assert found["help"].applicant.region == snapshot.assessment.enterprise.region
    assert found["help"].applicant.level == 2
    assert found["help"].applicant.target is None  # there is no plan here


def test_a_stage_leads_to_its_page_of_the_guide(client: Client, alice: User, snapshot: Snapshot) -> None:
    html = page(client, alice, snapshot, "scenes")
    for stage in ("start", "integrate", "collaborate"):
        assert html.count(f'href="{reverse("roadmap:guide_stage", args=[stage])}"') == 1


@pytest.mark.parametrize(
    ("employees", "revenue", "told"),
    [
        (2000, 90000, "这样规模的企业没有费用估算；在“方案”里填写报价，就能排出步骤。"),
        (None, None, "企业规模还无法判定，没有费用估算；补全企业资料，就能排出步骤。"),
    ],
)
def test_a_firm_without_estimates_is_told_how_it_gets_steps(
    client: Client, alice: User, firm: Enterprise, employees: int | None, revenue: int | None, told: str
) -> None:
    Enterprise.objects.filter(pk=firm.pk).update(employees=employees, revenue=revenue)
    firm.refresh_from_db()
    shown = words_of(page(client, alice, make_snapshot(enterprise=firm)))
    assert told in shown


def test_a_corrected_result_leads_to_the_correction_and_back(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    draft = correct(snapshot=snapshot, reason="设备总数填错", by=alice, at=AT)
    later = submit(assessment=draft, declaration=DECLARATION, by=alice, at=AT)
    old, new = page(client, alice, snapshot), page(client, alice, later)
    assert "这份结果已被更正" in old
    assert reverse("reports:result", args=[later.public_id]) in old
    assert "这是一次更正。原因：设备总数填错" in new
    assert reverse("reports:result", args=[snapshot.public_id]) in new


def test_a_result_is_read_in_english_too(
    client: Client, alice: User, firm: Enterprise, snapshot: Snapshot
) -> None:
    client.cookies.load({"django_language": "en"})
    html = page(client, alice, snapshot, "points")
    assert '<html lang="en">' in html
    assert standard_2024().questions[0].title.en in html
    for tab in ("result", "points", "history"):  # the others name sources, which are Chinese
        main = page(client, alice, snapshot, tab).partition("</nav>")[2].partition("</main>")[0]
        assert not re.search("[\u4e00-\u9fff]", words_of(main).replace(firm.name, "")), tab


def test_every_link_of_the_pages_can_be_followed(client: Client, alice: User, snapshot: Snapshot) -> None:
    shown = "".join(page(client, alice, snapshot, tab) for tab in TABS)
    links = set(re.findall(r'<a [^>]*href="(/[^"#]*)', shown))
    assert len(links) > 5
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_the_minute_is_small_enough_for_a_slow_phone(client: Client, alice: User, snapshot: Snapshot) -> None:
    html = page(client, alice, snapshot)
    assert "先做这几件" in html
    assert re.search(rf'href="{reverse("plans:planner", args=[snapshot.public_id])}#step-[\w-]+"', html)
    assert "★ 约束性场景" in html
    assert len(html.encode()) < 60_000
