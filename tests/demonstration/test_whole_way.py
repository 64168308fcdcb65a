"""A firm goes the whole way by each demonstration standard: chosen, filled, graded, submitted, reported."""

import json
from pathlib import Path

import pytest
import yaml
from django.test import Client
from django.urls import reverse

from assessment.models import Assessment, Snapshot
from assessment.selectors.answers import read_snapshot
from enterprises.models import Enterprise, User
from standards.domain.answer_file import write_answers
from standards.domain.answers import Answers, Chosen, NotApplicable
from standards.domain.standard import Standard
from tests.assessment.factories import load_answers
from tests.demonstration.filling import posted, random_answers
from tests.domain import other_oracles as oracle
from tests.library import load_committed_library
from tests.pages import text_of
from tests.reports.contents import NO_ADVICE, NUMBER, report_pdf, words
from tests.reports.test_assess import assess, written
from tests.standards.fixtures import demo_domains, demo_points, make_published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]
EVERY = (demo_points(), demo_domains())
DECLARED = {
    "filler_name": "李波",
    "filler_position": "经理",
    "responsible_name": "王爱丽",
    "responsible_position": "总经理",
    "pledge": "on",
}


@pytest.fixture(params=EVERY, ids=lambda standard: standard.code)
def standard(request: pytest.FixtureRequest, db: None) -> Standard:
    """A demonstration standard, published beside the real one."""
    make_published(standard=request.param)
    return request.param


@pytest.fixture
def client(firm: Enterprise, alice: User) -> Client:
    """Alice, whose firm is a demonstration."""
    Enterprise.objects.filter(pk=firm.pk).update(is_demo=True)
    client = Client()
    client.force_login(alice)
    return client


def page(client: Client, name: str, *args: object) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return text_of(response)


def result_pages(client: Client, snapshot: Snapshot) -> str:
    """Return what the overview and the pages that it leads to say."""
    overview = client.get(reverse("reports:result", args=[snapshot.public_id])).content.decode()
    names = ("result", "points", "scenes", "support")
    addresses = {name: reverse(f"reports:{name}", args=[snapshot.public_id]) for name in names}
    linked = [name for name, address in addresses.items() if f'href="{address}"' in overview]
    return " ".join(page(client, f"reports:{name}", snapshot.public_id) for name in linked)


def naive(answers: Answers) -> tuple[str, int]:
    """Return points or mean, and the level, as the oracle has them."""
    chosen = {code: list(a.options) for code, a in answers.questions.items() if isinstance(a, Chosen)}
    if answers.questions:
        total = oracle.millionths(chosen)
        return str(total / 1_000_000), oracle.level_by_points(total)
    levels = {code: getattr(answer, "level", 0) for code, answer in answers.scenes.items()}
    total = oracle.hundredths(levels)
    return str(total / 100), oracle.level_by_mean(total)


def start(client: Client, firm: Enterprise, standard: Standard) -> Assessment:
    client.post(reverse("assessment:start", args=[firm.public_id]), {"standard": standard.code})
    return Assessment.objects.get(state="draft")


def fill(client: Client, draft: Assessment, standard: Standard, answers: Answers) -> None:
    for section in standard.sections:
        url = reverse("assessment:section", args=[draft.public_id, section.code])
        assert client.get(url).status_code == 200
        assert client.post(url, posted(section, answers)).status_code == 302


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_firm_goes_the_whole_way(client: Client, firm: Enterprise, standard: Standard, seed: int) -> None:
    answers = random_answers(standard, seed)
    number, level = naive(answers)
    draft = start(client, firm, standard)
    fill(client, draft, standard, answers)
    assert load_answers(draft) == answers

    level_name = standard.rule.name(level).zh
    checked = page(client, "assessment:check", draft.public_id)
    assert f"试算等级（未提交） {level_name}" in checked
    assert number in checked

    client.post(reverse("assessment:submit", args=[draft.public_id]), DECLARED)
    snapshot = Snapshot.objects.get()
    content = read_snapshot(snapshot)
    assert content.result["level"] == level

    shown = result_pages(client, snapshot)
    assert standard.name.zh in shown
    assert "演示用的评测指标" in shown
    assert level_name in shown
    assert number in shown
    assert "两边" not in shown
    assert "这套评测指标暂无细分行业路线图" in shown

    report = words(report_pdf(content=content, advice=NO_ADVICE, language="zh", number=NUMBER))
    assert standard.name.zh in report
    assert "演示指标，结果没有实际意义" in report
    assert number in report
    assert f"自评等级：{level_name}" in report


def test_pages_speak_only_of_what_the_standard_has(
    client: Client, firm: Enterprise, standard: Standard
) -> None:
    draft = start(client, firm, standard)
    fill(client, draft, standard, random_answers(standard, 4))
    client.post(reverse("assessment:submit", args=[draft.public_id]), DECLARED)
    snapshot = Snapshot.objects.get()
    shown = result_pages(client, snapshot)
    listed = page(client, "assessment:official_order", draft.public_id)
    report = words(
        report_pdf(content=read_snapshot(snapshot), advice=NO_ADVICE, language="zh", number=NUMBER)
    )
    of_points = {"得分从哪里来": shown, "计分题目": listed, "逐题作答与得分": report, "得分不低于": report}
    of_scenes = {
        "能力域": shown,
        "场景等级": listed + shown,
        "各场景的等级": report,
        "加权平均不低于": report,
    }
    for part, where in of_points.items():
        assert (part in where) is bool(standard.questions), part
    for part, where in of_scenes.items():
        assert (part in where) is bool(standard.scenes), part
    assert "约束性" not in shown + report
    assert ("4 个维度" in shown) is bool(standard.questions)


def test_the_command_says_the_same(standard: Standard, tmp_path: Path) -> None:
    load_committed_library()
    answers = random_answers(standard, 5)
    number, level = naive(answers)
    data = {"standard": standard.code, "enterprise": {"name": "示例有限公司", "division": "34"}}
    data |= json.loads(json.dumps(write_answers(standard, answers)))
    file = tmp_path / "firm.yaml"
    file.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    code, out, err = assess(file)
    assert (code, err) == (0, "")
    assert f"等级：{standard.rule.name(level).zh}（企业自评）" in out
    assert number in out
    assert "一侧" not in out

    target = tmp_path / "out.json"
    batch = tmp_path / "in.jsonl"
    batch.write_text(json.dumps({**data, "id": 7}) + "\n" + json.dumps({**data, "scenes": {"S01": 1}}))
    assert assess("--batch", batch, "--json", target)[0] == 1
    first, second = map(json.loads, target.read_text(encoding="utf-8").splitlines())
    assert (first["id"], first["level"]) == (7, level)
    assert number in (first["points"]["total"], first.get("mean"))
    assert first["alignment"] == {}
    assert " S01: " in second["error"]

    pdf = tmp_path / "report.pdf"
    assert assess(written(tmp_path, data), "--pdf", pdf)[0] == 0
    assert number in words(pdf.read_bytes())


def test_a_scene_not_applicable_is_listed_as_such(client: Client, firm: Enterprise) -> None:
    domains = demo_domains()
    make_published(standard=domains)
    answers = random_answers(domains, 6)
    answers = Answers(scenes={**answers.scenes, "D01": NotApplicable(reason="outsourced")})
    draft = start(client, firm, domains)
    fill(client, draft, domains, answers)
    assert "不涉及（已外包给其他单位），按未达到计" in page(client, "assessment:check", draft.public_id)
