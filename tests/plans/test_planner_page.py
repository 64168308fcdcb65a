"""The planner page: what it says of a plan, of what stands in the way, and of what cannot be read."""

import re
from dataclasses import replace
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from assessment.models import Snapshot
from assessment.services import correct, submit
from enterprises.models import Enterprise, User
from plans.models import KeptPlan
from roadmap.domain.library import Library
from roadmap.models import Quote
from tests.assessment.factories import DECLARATION, make_snapshot
from tests.library import committed_library
from tests.pages import words_of
from tests.people import AT
from tests.plans.factories import make_quote
from tests.plans.golden import golden_library, golden_snapshot, use_library
from tests.standards.fixtures import standard_2024
from tests.urls.test_hostile import OTHERS, TEXTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]


@pytest.fixture(autouse=True)
def _library(monkeypatch: pytest.MonkeyPatch) -> None:
    use_library(monkeypatch, golden_library())


@pytest.fixture
def snapshot(firm: Enterprise) -> Snapshot:
    return golden_snapshot(firm)


def ask(client: Client, user: User, snapshot: Snapshot, query: str = "", **headers: str) -> str:
    """Return the page for a query string."""
    client.force_login(user)
    address = reverse("plans:planner", args=[snapshot.public_id])
    response = client.get(f"{address}?{query}", headers=headers)
    assert response.status_code == 200
    return str(response.content.decode())


def words(html: str) -> str:
    """Return the text of a page with single spaces."""
    whole = re.sub(r'<span class="text-nowrap">([^<]*)</span>', r"\1", html)
    return words_of(whole)


def links(html: str, text: str) -> list[str]:
    """Return where the links with this text lead, as query strings."""
    found = re.findall(r'<a [^>]*href="\?([^"#]*)[^>]*>\s*([^<]*?)\s*<', html)
    return [address.replace("&amp;", "&") for address, name in found if name == text]


# --- The plan -----------------------------------------------------------------------------------


def test_without_parameters_it_is_the_recommended_plan_to_the_next_level(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    said = words(ask(client, alice, snapshot))
    assert "到三级：4 步，17–28 万元，3–6 个月" in said
    assert "按做完后的答案试算为三级，60.5 分；等级以再次填报的结果为准。" in said
    assert "它也是最省的方案。" in said  # the example has no sector whose scenes it could be near to
    assert "参考估算：按企业规模估计" in said
    assert "得分 60 51.3 60.5" in said  # asked, now, then
    assert "得分 60.55 分" in said  # the gauge


def test_the_cheapest_and_the_safest_plan_are_asked_for_by_name(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    html = ask(client, alice, snapshot, "target=3&kind=cheapest")
    assert re.findall(r'name="kind" value="(\w+)"[^>]* checked', html) == ["cheapest"]
    assert "费用都按低端算或都按高端算，它都是最省的方案。" in words(html)
    safe = words(ask(client, alice, snapshot, "target=3&kind=safest"))
    assert "存疑的规则不论按哪种读法都是三级，得分和场景数还留有余量。比最省的多" in safe
    wrong = words(ask(client, alice, snapshot, "target=3&kind=best"))
    assert "没有这种方案，请从列出的方案中选择。" in wrong
    assert "它也是最省的方案。" in wrong


def test_the_targets_are_the_levels_above_and_the_most_progress(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    html = ask(client, alice, snapshot)
    assert re.findall(r'type="radio" name="target" value="(\w+)"', html) == ["3", "4", "most"]
    assert re.findall(r'type="radio" name="target" value="(\w+)"[^>]* checked', html) == ["3"]


def test_a_step_says_what_to_do_when_it_is_done_and_what_proves_it(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    html = ask(client, alice, snapshot)
    step = words(html.partition('id="step-firewall"')[2].partition("</details>")[0])
    for text in (
        "提升 第 6 题",
        "增加 D. ",
        "得分加 1.2 分",
        "做完后可以开始 backup",
        "参考估算 2–4 万元，1–2 个月，第 1 至 2 个月",
        "典型系统 防火墙",
        "完成标准 边界防火墙已启用",
        "佐证材料 策略截图",
        "预期效果 未授权访问被拦截",
        "依据 编写者判断 某指南，第 3 页",
    ):
        assert text in step
    assert reverse("roadmap:guide_stage", args=["start"]) in html
    last = words(html.partition('id="step-backup"')[2].partition("</details>")[0])
    assert "做完这一步，试算达到三级" in last


def test_the_steps_are_drawn_by_months(client: Client, alice: User, snapshot: Snapshot) -> None:
    assert 'id="plan-months" hx-get="?target=3"' in ask(client, alice, snapshot)
    picture = ask(client, alice, snapshot, **{"HX-Request": "true", "HX-Target": "plan-months"})
    assert "<html" not in picture
    assert "改进方案的时间安排" in picture
    assert all(code in picture for code in ("firewall", "backup", "team", "erp"))


def test_a_budget_too_small_says_what_more_it_takes_and_leads_there(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    html = ask(client, alice, snapshot, "target=3&budget=16")
    assert "在这些限制内到不了三级" in html
    assert "到三级按低价还差 1 万元、按中间价格还差 6.5 万元、按高价还差 12 万元。" in words(html)
    assert links(html, "预算提高到 23 万元再算") == ["target=3&budget=23"]
    assert "二级→二级" not in words(html).replace(" ", "")


def test_what_a_budget_buys_short_of_the_target_is_said(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    said = words(ask(client, alice, snapshot, "target=3&budget=16"))
    assert "仍为二级，向上推进：3 步，12–18 万元，3–6 个月" in said
    assert "限制内能做到的，对照三级：得分还差 2 分，场景数达标，约束性场景达标。" in said
    assert "预算按中间价计；各项都按高价成交共 18 万元，超出 2 万元。" in said
    nothing = words(ask(client, alice, snapshot, "target=3&budget=1"))
    assert "限制内没有能提高等级的方案，仍为二级。" in nothing


def test_a_budget_may_count_at_high_prices(client: Client, alice: User, snapshot: Snapshot) -> None:
    html = ask(client, alice, snapshot, "target=3&budget=23&prices=high")
    assert re.findall(r'name="prices" value="(\w*)"[^>]* checked', html) == ["high"]
    assert "预算按高价计：各项都按高价成交也不超。" in html
    assert links(html, "预算提高到 28 万元再算") == ["target=3&budget=28&prices=high"]
    enough = words(ask(client, alice, snapshot, "target=3&budget=30"))
    assert "预算按中间价计；各项都按高价成交共 28 万元，也不超。" in enough


@pytest.mark.parametrize(
    ("query", "text", "leads"),
    [
        ("target=3&months=3", "时间放宽到 5 个月再算", "target=3&months=5"),
        ("target=3&exclude=connect&exclude=erp&exclude=suite", "不排除任何举措再算", "target=3"),
        (
            "target=3&budget=29&want=suite&want=connect",
            "不指定必做举措再算",
            "target=3&budget=29",
        ),
        ("target=3&budget=3&months=2", "放开全部限制再算", "target=3"),
    ],
)
def test_each_bound_in_the_way_can_be_eased(
    client: Client, alice: User, snapshot: Snapshot, query: str, text: str, leads: str
) -> None:
    html = ask(client, alice, snapshot, query)
    assert links(html, text) == [leads]
    assert "到三级：" in ask(client, alice, snapshot, leads)


def test_the_most_progress_for_a_budget(client: Client, alice: User, snapshot: Snapshot) -> None:
    said = words(ask(client, alice, snapshot, "target=most&budget=16"))
    assert "仍为二级，向上推进：3 步，12–18 万元" in said
    assert "得分 60 51.3 58" in said


def test_wishes_that_fit_no_bound_leave_no_plan(client: Client, alice: User, snapshot: Snapshot) -> None:
    html = ask(client, alice, snapshot, "target=most&budget=3&want=suite")
    assert "这些限制内没有方案" in html
    assert "一定要做的举措排不进给定的预算、时间和排除项。" in html


def test_what_no_measure_raises_is_named(client: Client, alice: User, snapshot: Snapshot) -> None:
    said = words(ask(client, alice, snapshot, "target=4"))
    assert "四级暂时做不出方案" in said
    assert "至少还缺：" in said
    assert "举措库中没有对应的举措" in said


# --- Wishes -------------------------------------------------------------------------------------


def test_a_step_is_left_out_and_taken_back(client: Client, alice: User, snapshot: Snapshot) -> None:
    html = ask(client, alice, snapshot)
    leave_out = [address for address in links(html, "这一步不做") if "exclude=erp" in address]
    assert leave_out == ["target=3&exclude=erp"]
    without = ask(client, alice, snapshot, leave_out[0])
    assert 'id="step-erp"' not in without
    assert '<input type="checkbox" name="exclude" value="erp" checked>' in without
    assert "取消勾选，就重新考虑它。" in without


def test_a_measure_is_insisted_on_and_let_go(client: Client, alice: User, snapshot: Snapshot) -> None:
    html = ask(client, alice, snapshot, "target=3&want=rules")
    assert 'id="step-rules"' in html
    assert '<input type="checkbox" name="want" value="rules" checked>' in html
    assert links(html, "不一定要做") == ["target=3"]
    assert "want=firewall&want=rules" in "".join(links(html, "一定要做"))


def test_expected_outcomes_cost_nothing_and_are_said(client: Client, alice: User, snapshot: Snapshot) -> None:
    html = ask(client, alice, snapshot)
    assert 'name="expect-R02"' in html
    assert 'name="expect-F01"' not in html  # a step, no outcome
    said = words(ask(client, alice, snapshot, "target=3&expect-R02=C"))
    assert "其中算入了您预期的成效。" in said
    assert "17–28 万元" not in said


def test_a_target_that_expectations_reach_alone_needs_no_step(
    client: Client, alice: User, firm: Enterprise
) -> None:
    snapshot = golden_snapshot(firm, F05="D", M01="F")  # 56.8 points
    said = words(ask(client, alice, snapshot, "target=3&expect-R02=C"))
    assert "三级：没有要安排的举措" in said
    assert "按所填的预期成效，不做举措也能达到目标。" in said


# --- What cannot be read ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "field", "error"),
    [
        ("budget=abc", "budget", "没有读到数字"),
        ("budget=-3", "budget", "不能是负数。"),
        ("budget=1e3", "budget", "不是通常的写法"),
        ("budget=1000000", "budget", "不能大于 999,999 万元"),
        ("months=1.5", "months", "请填整数。"),
        ("months=241", "months", "不能大于 240 个月"),
        ("target=9", "target", "没有这个目标，请从列出的目标中选择。"),
        ("target=2", "target", "没有这个目标"),  # the firm has it
        ("exclude=nothing", "exclude", "没有这个举措：nothing"),
        ("want=nothing", "want", "没有这个举措：nothing"),
        ("want=erp&exclude=erp", "want", "同一举措不能既一定要做又不做：erp"),
        ("expect-R02=Z", "outcomes", "没有这个选项，请从列出的选项中选择。"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_is_shown(
    client: Client, alice: User, snapshot: Snapshot, query: str, field: str, error: str
) -> None:
    html = ask(client, alice, snapshot, f"{query}&exclude=suite")
    place = html.partition(f'id="errors-{field}"')[2].partition("</div>")[0]
    assert error in place
    assert "有内容需要修改" in html
    assert "到三级：4 步" in html
    assert '<input type="checkbox" name="exclude" value="suite" checked>' in html


def test_a_measure_that_cannot_be_planned_is_no_wish(client: Client, alice: User, firm: Enterprise) -> None:
    snapshot = golden_snapshot(firm, F06=["B", "C", "D"])
    html = ask(client, alice, snapshot, "want=firewall")
    assert "已经做到，或缺少费用，不能安排：firewall" in html


def test_what_was_typed_stays_in_the_field(client: Client, alice: User, snapshot: Snapshot) -> None:
    html = ask(client, alice, snapshot, "budget=三百")
    assert re.search(r'name="budget"[^>]*value="三百"[^>]*aria-invalid="true"', html)


# --- Nothing to plan ----------------------------------------------------------------------------


def test_at_the_top_there_is_nothing_to_plan(client: Client, alice: User, firm: Enterprise) -> None:
    standard = standard_2024()
    best = {
        question.code: [option.key for option in question.options if not option.excludes]
        if question.several
        else max(question.options, key=lambda option: option.weight).key
        for question in standard.questions
    }
    top = make_snapshot(
        enterprise=firm, questions=best, scenes={scene.code: standard.rule.top for scene in standard.scenes}
    )
    html = ask(client, alice, top, "target=3&budget=5")
    assert "已是最高等级，没有更高的目标要规划。" in html
    assert 'id="planner-form"' not in html
    result = client.get(reverse("reports:result", args=[top.public_id])).content.decode()
    assert "已是最高等级，没有更高的等级要规划。" in result
    assert 'class="minute-whole"' not in result


def test_without_measures_for_the_standard_it_says_so(
    client: Client, alice: User, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_library(monkeypatch, Library())
    html = ask(client, alice, snapshot)
    assert "举措库里还没有适用于这套评测指标的举措，暂时做不出方案。" in html


def test_a_large_firm_plans_by_its_quotes(client: Client, alice: User, firm: Enterprise) -> None:
    Enterprise.objects.filter(pk=firm.pk).update(employees=2000, revenue=90000)
    firm.refresh_from_db()
    snapshot = golden_snapshot(firm)
    html = ask(client, alice, snapshot)
    assert "大型企业差异大，不作费用估算。" in html
    assert "有举措，缺费用估算" in html
    assert "限制内" not in html  # there is no limit to lift
    for code in ("firewall", "backup", "team", "erp"):
        make_quote(firm, code)
    html = ask(client, alice, snapshot)
    assert "到三级：4 步，20 万元，4 个月" in words(html)
    assert "4 步按企业报价，其余为参考估算。" in words(html)


def test_an_unknown_size_names_the_figures_that_are_missing(
    client: Client, alice: User, firm: Enterprise
) -> None:
    Enterprise.objects.filter(pk=firm.pk).update(employees=None)
    firm.refresh_from_db()
    snapshot = golden_snapshot(firm)
    html = ask(client, alice, snapshot)
    assert "还缺：从业人员。补全企业资料后即可测算。" in html
    assert reverse("enterprises:profile", args=[firm.public_id]) in html
    Enterprise.objects.filter(pk=firm.pk).update(employees=120)
    assert "到三级：4 步" in ask(client, alice, snapshot)


def test_a_result_that_was_corrected_leads_to_the_plan_for_the_correction(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    draft = correct(snapshot=snapshot, reason="填错了", by=alice, at=AT)
    corrected = submit(assessment=draft, declaration=DECLARATION, by=alice, at=AT)
    html = ask(client, alice, snapshot)
    assert "这份结果已经更正。" in html
    assert reverse("plans:planner", args=[corrected.public_id]) in html
    assert "这份结果已经更正。" not in ask(client, alice, corrected)


# --- Parts for htmx, and what a GET does --------------------------------------------------------


def test_a_change_in_the_form_replaces_the_plan_the_errors_and_the_summary(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    part = ask(
        client, alice, snapshot, "target=3&budget=abc", **{"HX-Request": "true", "HX-Target": "plan-result"}
    )
    assert "<html" not in part
    assert 'id="plan-result"' in part
    assert 'id="errors-budget" hx-swap-oob="true"' in part
    assert 'hx-swap-oob="innerHTML:#plan-bar"' in part
    assert 'id="planner-form"' not in part


def test_the_overview_says_the_plan_in_one_line_and_leads_to_the_planner(
    client: Client, victor: User, snapshot: Snapshot
) -> None:
    client.force_login(victor)
    html = client.get(reverse("reports:result", args=[snapshot.public_id])).content.decode()
    whole = html.partition('class="minute-whole"')[2].partition("</p>")[0]
    assert reverse("plans:planner", args=[snapshot.public_id]) in whole
    said = words(whole).partition(">")[2].strip()
    assert said.startswith("到三级：")
    assert said in words(ask(client, victor, snapshot))


def test_the_same_address_may_give_a_part_or_the_whole(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    client.force_login(alice)
    response = client.get(reverse("plans:planner", args=[snapshot.public_id]))
    assert "HX-Target" in response["Vary"]


def test_viewers_try_plans_and_are_offered_nothing_to_store(
    client: Client, victor: User, snapshot: Snapshot
) -> None:
    html = ask(client, victor, snapshot, "target=3&quote=erp")
    assert "到三级：4 步" in html
    assert "<form" in html
    assert "保存方案" not in html
    assert "填写企业报价" not in html
    assert 'name="cost"' not in html


def test_trying_stores_nothing(client: Client, alice: User, snapshot: Snapshot) -> None:
    ask(client, alice, snapshot, "target=3&want=rules&with=target%3D3&quote=erp")
    assert not KeptPlan.objects.exists()
    assert not Quote.objects.exists()


def test_titles_of_measures_are_text_and_no_markup(
    client: Client, alice: User, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = [
        replace(measure, title=replace(measure.title, zh="<script>alert(1)</script>"))
        for measure in golden_library().measures
    ]
    use_library(monkeypatch, Library.of(bad))
    html = ask(client, alice, snapshot, "target=3&want=rules&exclude=suite&with=target%3D3")
    assert "<script>alert" not in html


def test_no_parameter_is_a_fault(client: Client, alice: User, snapshot: Snapshot) -> None:
    """Each is given each odd value, next to others in the others."""
    names = ("target", "budget", "months", "want", "exclude", "expect-R02", "with", "quote")
    values = [*TEXTS.values(), *OTHERS.values(), "%FF%FE", "kept=%00", "with=with=with"]
    for turn in range(len(values)):
        odd = {name: values[(turn + place) % len(values)][:2000] for place, name in enumerate(names)}
        html = ask(client, alice, snapshot, urlencode(odd))
        assert TEXTS["markup"] not in html
        assert 'id="plan-result"' in html


def test_what_helps_with_the_plan_stands_below_it(
    client: Client, alice: User, firm: Enterprise, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_library(monkeypatch, committed_library())
    firm.region = "330106"
    firm.save()
    html = ask(client, alice, golden_snapshot(firm), "target=3")
    assert "支持政策、案例和解决方案" in html
    assert "中小企业数字化转型城市试点（第三批）" in html
    assert "以发布机关原文和当年申报通知为准" in html


def test_where_there_is_nothing_to_do_nothing_helps(client: Client, alice: User, snapshot: Snapshot) -> None:
    assert "支持政策、案例和解决方案" not in ask(client, alice, snapshot, "target=3&budget=0")


# --- What a change made of the plan -------------------------------------------------------------


def change_from(client: Client, user: User, snapshot: Snapshot, before: str, query: str) -> str:
    """Return what the page says of the change from one address of it to another."""
    address = f"http://testserver{reverse('plans:planner', args=[snapshot.public_id])}?{before}"
    said = {}
    for name in ("Referer", "HX-Current-URL"):
        html = ask(client, user, snapshot, query, **{name: address})
        said[name] = html.partition("plan-change")[2].partition("</div>")[0]
    assert said["Referer"] == said["HX-Current-URL"]
    return said["Referer"]


@pytest.mark.parametrize(
    ("before", "query", "told"),
    [
        ("target=3", "target=3&exclude=erp", "多 1 步，少 2 步，费用 +1.5 万元，时间 +2 个月"),
        ("", "target=3&want=rules", "多 2 步，少 2 步，费用 +2.5 万元，时间不变"),
        ("target=3&budget=16", "target=3&budget=30", "多 1 步，费用 +7.5 万元，时间不变"),
        ("target=3", "target=3&at_once=1", "步骤不变，费用不变，时间 +9 个月"),
    ],
)
def test_each_change_says_what_it_made_of_the_plan_beside_an_undo(
    client: Client, alice: User, snapshot: Snapshot, before: str, query: str, told: str
) -> None:
    said = change_from(client, alice, snapshot, before, query)
    assert f"和上一步相比： {told}" in words(said)
    assert links(said, "撤销") == [before or "target=3"]


def test_without_a_change_nothing_is_compared(client: Client, alice: User, snapshot: Snapshot) -> None:
    assert change_from(client, alice, snapshot, "target=3", "") == ""
    assert "plan-change" not in ask(client, alice, snapshot, "target=3")
    elsewhere = {"Referer": "http://testserver/?target=4"}
    assert "plan-change" not in ask(client, alice, snapshot, "target=3", **elsewhere)


def test_a_quote_says_what_it_made_of_the_plan_and_is_undone(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    client.force_login(alice)
    given = {"measure": "erp", "cost": "5", "months": "3", "note": "甲公司，首次", "back": "target=3"}
    html = client.post(reverse("plans:quote", args=[snapshot.public_id]), given, follow=True).content.decode()
    assert "和上一步相比： 步骤不变，费用 −2.5 万元，时间不变" in words(html)
    undo = html.partition("plan-change")[2].partition("</form>")[0]
    assert reverse("plans:quote_remove", args=[snapshot.public_id]) in undo

    html = client.post(
        reverse("plans:quote", args=[snapshot.public_id]), given | {"cost": "6", "note": ""}, follow=True
    ).content.decode()
    undo = html.partition("plan-change")[2].partition("</form>")[0]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', undo))
    assert reverse("plans:quote", args=[snapshot.public_id]) in undo
    client.post(reverse("plans:quote", args=[snapshot.public_id]), fields)
    quote = Quote.objects.get()
    assert (quote.cost, quote.months, quote.note) == (Decimal(5), 3, "甲公司，首次")


@pytest.mark.parametrize(
    "text", ["erp,x,1,", "erp,NaN,1", "erp,1", "erp,-1,2", "nothing,1,2", ",,,", "erp,1e9,1"]
)
def test_a_quote_before_that_cannot_be_read_is_none(
    client: Client, alice: User, snapshot: Snapshot, text: str
) -> None:
    html = ask(client, alice, snapshot, urlencode({"target": "3", "requoted": text}))
    assert "到三级：4 步" in html
