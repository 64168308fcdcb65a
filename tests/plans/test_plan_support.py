"""The support for a plan on its page: what is paid, until when to sign, and what is asked and kept."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessment.models import Snapshot
from assessment.selectors.answers import read_snapshot
from enterprises.domain.facts import Fact, Facts, Topic
from enterprises.models import Enterprise, User
from enterprises.selectors.firms import read_facts
from enterprises.selectors.sectors import own_sector
from enterprises.services.facts import say_facts
from reports.document.blocks import Entry, Paragraph
from reports.document.issuing import document_of
from reports.models import Language, Variant
from reports.services.reports import request_report
from tests.assessment.factories import QUESTIONS, SCENES, make_snapshot
from tests.library import committed_library
from tests.people import AT
from tests.plans.factories import make_plan
from tests.plans.golden import use_library
from tests.plans.test_planner_page import ask, words
from tests.reports.contents import blocks
from tests.reports.test_assess import assess
from tests.roadmap.sectors import text
from tests.roadmap.test_funding import fund, share

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]
TITLE = "这个方案能拿到的支持"
LIST = Fact(Topic.PROGRAMME, "本市名单")


@pytest.fixture
def snapshot(firm: Enterprise, monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    own = committed_library()
    paying = [
        fund(
            "sure", share(30, 15), name=text("本市补助"), contract_until=timezone.localdate() + timedelta(999)
        ),
        fund("listed", share(10), name=text("名单补助"), programmes=(text("本市名单"),)),
    ]
    without = [(measure.kind, measure.code) for measure in own.support_measures]
    use_library(monkeypatch, own.replacing(paying, without=without))
    return make_snapshot(enterprise=firm)


def test_the_plan_says_what_is_paid_by_which_rule_and_until_when_to_sign(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    said = words(ask(client, alice, snapshot, "target=3"))
    assert TITLE in said
    assert re.search(r"投入 [\d.]+ 万元（按中间价），能拿 15 万元，自己出 [\d.]+ 万元。", said)
    assert "按投入的 30% 计，单个企业最高 15 万元。计入的步骤投入" in said
    assert "：合同最晚 " in said


def test_an_answer_is_kept_in_the_profile_and_counts_at_once(
    client: Client, alice: User, firm: Enterprise, snapshot: Snapshot
) -> None:
    page = ask(client, alice, snapshot, "target=3")
    assert "企业在本市名单之列吗？" in page
    answers = {"programme-本市名单": "yes", "back": "target=3"}
    response = client.post(reverse("plans:facts", args=[snapshot.public_id]), answers)
    assert response["Location"].endswith("?target=3#plan-support")
    assert read_facts(firm) == Facts({LIST: "yes"})
    said = words(ask(client, alice, snapshot, "target=3"))
    assert "名单补助" in said
    assert "已经回答的" in said


def test_a_kept_plan_says_it_too_and_an_answer_leads_back_to_it(
    client: Client, alice: User, firm: Enterprise, snapshot: Snapshot
) -> None:
    plan = make_plan(snapshot=snapshot)
    address = reverse("plans:plan", args=[plan.public_id])
    client.force_login(alice)
    said = words(client.get(address).content.decode())
    assert TITLE in said
    assert "能拿 15 万元" in said
    answers = {"programme-本市名单": "yes", "kept": str(plan.public_id)}
    response = client.post(reverse("plans:facts", args=[snapshot.public_id]), answers)
    assert response["Location"] == f"{address}#plan-support"
    assert "名单补助" in client.get(address).content.decode()


def test_an_answer_can_be_taken_back_and_a_made_up_one_is_refused(
    client: Client, alice: User, firm: Enterprise, snapshot: Snapshot
) -> None:
    say_facts(enterprise=firm, facts={LIST: "no"}, by=alice, at=AT)
    client.force_login(alice)
    address = reverse("plans:facts", args=[snapshot.public_id])
    assert client.post(address, {"programme-本市名单": "perhaps"}).status_code == 400
    assert read_facts(firm) == Facts({LIST: "no"})
    client.post(address, {"back": ""})  # nothing that was asked
    assert read_facts(firm) == Facts({LIST: "no"})
    client.post(address, {"programme-本市名单": ""})
    assert read_facts(firm) == Facts()
    with pytest.raises(ValueError, match="no answer to programme: perhaps"):
        say_facts(enterprise=firm, facts={LIST: "perhaps"}, by=alice, at=AT)


def test_result_page_report_and_command_say_the_same_sum(
    client: Client, alice: User, firm: Enterprise, snapshot: Snapshot
) -> None:
    say_facts(enterprise=firm, facts={LIST: "yes"}, by=alice, at=AT)
    page = words(ask(client, alice, snapshot))
    found = re.search(r"投入 [\d.]+ 万元（按中间价），能拿 [\d.]+ 万元，自己出 [\d.]+ 万元。", page)
    assert found is not None
    sentence = found[0]
    minute = client.get(reverse("reports:result", args=[snapshot.public_id])).content.decode()
    assert sentence in words(minute)
    assert '#plan-support">投入' in minute

    report = request_report(
        snapshot=snapshot,
        variant=Variant.STANDARD,
        language=Language.CHINESE,
        sector=own_sector(firm, timezone.localdate()),
        by=alice,
        at=timezone.now(),
    )
    told = [block for block in blocks(document_of(report)) if block == Paragraph(sentence)]
    assert len(told) == 2  # the minute and the chapter of the plan
    named = [block.lines[0][0].text for block in blocks(document_of(report)) if isinstance(block, Entry)]
    assert {"本市补助", "名单补助"} <= set(named)

    say_facts(enterprise=firm, facts={LIST: "no"}, by=alice, at=AT)
    assert Paragraph(sentence) in blocks(document_of(report))  # as it was when it was asked for


def test_the_command_says_the_sum_of_what_a_file_tells(
    client: Client, alice: User, snapshot: Snapshot, tmp_path: Path
) -> None:
    page = words(ask(client, alice, snapshot))
    total, own = re.search(r"能拿 ([\d.]+) 万元，自己出 ([\d.]+) 万元。", page).groups()  # type: ignore[union-attr]
    facts = read_snapshot(snapshot).enterprise
    firm = {name: facts[name] for name in ("division", "region", "employees", "revenue", "assets")}
    file, out = tmp_path / "firm.json", tmp_path / "out.json"
    file.write_text(json.dumps({"enterprise": firm, "answers": QUESTIONS, "scenes": SCENES}), "utf-8")
    assert assess(file, "--target", 3, "--json", out)[0] == 0
    found = json.loads(out.read_text("utf-8"))["plan"]["support"]
    assert (found["total"], found["net"]) == (total, own)
    assert [grant["measure"] for grant in found["grants"]] == ["sure"]
    assert [asked["about"] for asked in found["asked"]] == ["本市名单"]
    assert f"能拿 {total} 万元，自己出 {own} 万元。" in assess(file, "--target", 3)[1]
