"""`manage.py assess --target --budget`: the plan as data and in words."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from editing.domain.strict_data import load_yaml
from reports.presenters import headless
from roadmap.domain.library import Library
from roadmap.wording.plans import estimate_text
from standards.domain.answer_file import read_answers, read_file
from standards.domain.result import result
from tests.library import committed_library
from tests.planning.full_library import full_library
from tests.reports.test_assess import EXAMPLE, assess, example, written
from tests.standards.fixtures import standard_2024

pytestmark = pytest.mark.usefixtures("shared_2024", "db")

KEYS = {
    "feasible",
    "support",
    "steps",
    "cost",
    "months",
    "level",
    "projected",
    "stays_best",
    "at_once",
    "kind",
    "covers",
    "beyond",
}
STEP = {"code", "kind", "from", "to", "cost", "months"}


@pytest.fixture
def _measures(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library with a measure and its effort for every step."""
    library = Library.of(full_library(standard_2024(), seed=3))
    monkeypatch.setattr(headless, "library", lambda _on: library)


def plan_of(folder: Path, *args: object, source: Path = EXAMPLE) -> dict[str, Any] | None:
    """Return the key `plan` of the result."""
    out = folder / "out.json"
    code, _out, err = assess(source, *args, "--json", out)
    assert (code, err) == (0, "")
    data: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return data["plan"]


@pytest.mark.usefixtures("_measures")
def test_the_plan_has_the_published_keys_and_adds_up(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "--target", 3, "--kind", "cheapest")
    assert plan is not None
    assert plan.keys() == KEYS
    assert (plan["feasible"], plan["level"], plan["projected"]["level"]) == (True, 3, 3)
    assert (plan["kind"], plan["beyond"]) == ("cheapest", {"cost": "0", "scenes": 0})
    assert plan["cost"] == {"low": "179", "mid": "246.5", "high": "314"}
    assert sum(Decimal(step["cost"]["mid"]) for step in plan["steps"]) == Decimal("246.5")
    assert all(step.keys() >= STEP for step in plan["steps"])
    assert plan["at_once"] == 3
    assert next(step for step in plan["steps"] if step["measure"] == "F01-E") == {
        "code": "F01",
        "kind": "question",
        "from": ["B", "C"],
        "to": ["B", "C", "E"],
        "also": [],
        "measure": "F01-E",
        "cost": {"low": "1", "mid": "1", "high": "1"},
        "months": {"low": 2, "high": 2},
        "start": 3,
        "finish": 5,
        "points": "2",
        "level": 2,
        "opens": [],
    }


@pytest.mark.usefixtures("_measures")
def test_anyone_can_apply_the_steps_and_score_the_promise(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "--target", 4)
    assert plan is not None
    file, standard = read_file(load_yaml(EXAMPLE.read_text(encoding="utf-8"))), standard_2024()
    answers, scenes = dict(file.answers), dict(file.scenes)
    for step in plan["steps"]:
        for rise in (step, *step["also"]):
            (scenes if rise["kind"] == "scene" else answers)[rise["code"]] = rise["to"]
    assert result(standard, read_answers(standard, answers, scenes)) == plan["projected"]
    assert plan["projected"]["level"] == 4


@pytest.mark.usefixtures("_measures")
def test_a_budget_too_small_names_what_more_it_takes(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "--target", 3, "--budget", 60)
    assert plan is not None
    assert (plan["feasible"], plan["level"], plan["missing"]) == (False, 2, [])
    assert plan["steps"]
    assert Decimal(plan["cost"]["mid"]) <= 60
    [without] = plan["without"]
    assert without["bound"] == "budget"
    assert Decimal(without["more"]["high"]) == Decimal(without["cost"]["high"]) - 60
    words = assess(EXAMPLE, "--target", 3, "--budget", 60)[1]
    assert "在给定的限制内到不了三级。" in words
    more = without["more"]
    assert Decimal(more["mid"]) == Decimal(without["cost"]["mid"]) - 60
    mid, high = (estimate_text(Decimal(more[name])) for name in ("mid", "high"))
    assert f"按中间价格还差 {mid} 万元、按高价还差 {high} 万元。" in words
    assert "对照三级：得分" in words


@pytest.mark.usefixtures("_measures")
def test_a_budget_alone_asks_for_the_most_progress(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "--budget", "60")
    assert plan is not None
    assert plan.keys() == KEYS
    assert (plan["level"], plan["stays_best"]) == (2, None)
    assert (plan["kind"], plan["covers"], plan["beyond"]) == (None, [], None)
    assert Decimal(plan["cost"]["mid"]) <= 60


@pytest.mark.usefixtures("_measures")
def test_the_command_takes_the_bounds_of_the_page(tmp_path: Path) -> None:
    alone, careful, soon = (
        plan_of(tmp_path, "--target", 3, *more)
        for more in (("--at-once", 1), ("--budget", 250, "--high-prices"), ("--months", "１２个月"))
    )
    assert alone is not None
    assert careful is not None
    assert soon is not None
    assert (alone["at_once"], alone["months"]["high"]) == (
        1,
        sum(s["months"]["high"] for s in alone["steps"]),
    )
    assert Decimal(careful["cost"]["high"]) <= 250
    assert soon["months"]["high"] <= 12


@pytest.mark.usefixtures("_measures")
def test_without_a_kind_it_is_the_recommended_plan(tmp_path: Path) -> None:
    near, least = (plan_of(tmp_path, "--target", 3, *kind) for kind in ((), ("--kind", "cheapest")))
    assert near is not None
    assert least is not None
    assert near["kind"] == "nearest"
    # Without sectors in the library there is nothing to be near to.
    assert (near["covers"], near["steps"]) == ([], least["steps"])
    assert "它也是最省的方案。" in assess(EXAMPLE, "--target", 3)[1]


@pytest.mark.usefixtures("_measures")
def test_the_summary_says_the_steps_in_order_with_their_estimates() -> None:
    code, out, err = assess(EXAMPLE, "--target", 3, "--kind", "cheapest")
    assert (code, err) == (0, "")
    lines = [line.strip() for line in out.partition("改进方案")[2].strip().splitlines()]
    assert lines[0] == "共 16 步，180–310 万元，同时最多做 3 件，16–21 个月。"
    assert ". F01-E（第 1 题 网络建设：增加 E. 现场各环节都有网络" in out
    assert "1 万元，2 个月，第 4 至 5 个月" in lines
    assert "S16-1（决策支持：一级 → 二级）" in out
    assert lines[-3] == "按做完后的答案试算为三级，60.1 分；等级以再次填报的结果为准。"
    assert lines[-2] == "它按费用区间的中点最省；费用都按低端算或都按高端算时，另有更省的方案。"
    assert lines[-1].startswith("参考估算")


def test_a_level_that_the_firm_has_needs_nothing(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "--target", "2")
    assert plan is not None
    assert (plan["feasible"], plan["steps"], plan["kind"]) == (True, [], "nearest")
    assert plan["cost"] == {"low": "0", "mid": "0", "high": "0"}
    assert "没有要安排的举措。" in assess(EXAMPLE, "--target", 2)[1]


def test_without_measures_the_plan_names_what_is_missing(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "--target", "3")
    assert plan is not None
    assert (plan["feasible"], plan["level"], plan["steps"], plan["without"]) == (False, 2, [], [])
    assert {"code": "S01", "kind": "scene", "to": 3, "why": "no_measure", "measures": []} in plan["missing"]
    words = assess(EXAMPLE, "--target", 3)[1]
    assert "三级暂时做不出方案，至少还缺：" in words
    assert "产品设计 → 三级：举措库中没有对应的举措" in words


def test_the_committed_measures_plan_the_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed = committed_library()
    monkeypatch.setattr(headless, "library", lambda _on: committed)
    plan = plan_of(tmp_path, "--target", 3, "--kind", "cheapest")
    assert plan is not None
    assert (plan["feasible"], plan["level"], plan["projected"]["level"]) == (True, 3, 3)
    measures = {measure.code: measure for measure in committed.measures}
    planned = [measures[step["measure"]] for step in plan["steps"]]
    assert {measure.sector for measure in planned} == {"", "general"}
    metering = next(step for step in plan["steps"] if step["code"] == "S10" and step["to"] == 2)
    assert (metering["from"], metering["measure"]) == (1, "s10-2")
    assert [("K" in rise["from"], "K" in rise["to"]) for rise in metering["also"]] == [(False, True)]


def test_an_incomplete_form_has_no_plan(tmp_path: Path) -> None:
    file = written(tmp_path, {"scenes": {"S01": 1}})
    assert plan_of(tmp_path, "--target", 2, source=file) is None
    assert "改进方案" not in assess(file, "--target", 2)[1]


def test_without_a_goal_the_result_has_no_plan(tmp_path: Path) -> None:
    assess(EXAMPLE, "--json", tmp_path / "out.json")
    assert "plan" not in json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))


@pytest.mark.usefixtures("_measures")
def test_a_batch_plans_for_each_firm(tmp_path: Path) -> None:
    batch = tmp_path / "in.jsonl"
    batch.write_text(
        "\n".join([json.dumps(example(id="a")), '{"id": "b", "scenes": {"S01": 1}}']), encoding="utf-8"
    )
    assert assess("--batch", batch, "--target", 3, "--json", tmp_path / "out.jsonl")[0] == 0
    first, second = map(json.loads, (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines())
    assert (first["id"], first["plan"]["level"]) == ("a", 3)
    assert (second["id"], second["plan"]) == ("b", None)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--target", "0"], "--target: 请写等级的数字"),
        (["--target", "三级"], "--target: 请写等级的数字"),
        (["--target", "5"], "--target: 评测指标没有这个等级，可用 1–4"),
        (["--target", "3", "--budget", "-1"], "--budget: 不能是负数。"),
        (["--target", "3", "--budget", "1e3"], "--budget: “1e3”不是通常的写法"),
        (["--budget", "NaN"], "--budget: 没有读到数字"),
        (["--budget", ""], "--budget: 请写一个数"),
        (["--target", "3", "--months", "3_6"], "--months: “3_6”不是通常的写法"),
        (
            ["--target", "3", "--months", "3年"],
            "--months: “年”不是这里的单位，这里的单位是个月。应填 36 个月？",
        ),
        (["--target", "3", "--months", "241"], "--months: 不能大于 240 个月"),
    ],
)
def test_a_goal_that_is_none_is_refused(args: list[str], words: str) -> None:
    code, out, err = assess(EXAMPLE, *args)
    assert (code, out) == (2, "")
    assert words in err
