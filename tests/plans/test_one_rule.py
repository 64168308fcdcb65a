"""The page and `manage.py assess` make the same plan of the same answers."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from enterprises.models import Enterprise, User
from reports.presenters import headless
from roadmap.domain.library import Library
from standards.models import Revision
from standards.wording.results import rounded_points_text
from tests.assessment.factories import QUESTIONS, SCENES, make_snapshot
from tests.planning.full_library import full_library
from tests.plans.golden import use_library
from tests.plans.test_planner_page import ask, words
from tests.reports.test_assess import assess
from tests.standards.fixtures import standard_2024


@pytest.mark.django_db
@pytest.mark.parametrize(
    "goal", [{"target": "3"}, {"target": "3", "budget": "60"}, {"budget": "60"}], ids=str
)
def test_page_and_command_make_the_same_plan(
    goal: dict[str, str],
    client: Client,
    alice: User,
    firm: Enterprise,
    load_2024: Revision,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library = Library.of(full_library(standard_2024(), seed=3))
    use_library(monkeypatch, library)
    monkeypatch.setattr(headless, "library", lambda _on: library)
    answers = {
        "enterprise": {"division": "34", "employees": 120, "revenue": 5600, "assets": 4200},
        "answers": QUESTIONS,
        "scenes": SCENES,
    }
    file, out = tmp_path / "firm.json", tmp_path / "out.json"
    file.write_text(json.dumps(answers), encoding="utf-8")
    options = [part for name, value in goal.items() for part in (f"--{name}", value)]
    assert assess(file, *options, "--json", out)[0] == 0
    plan = json.loads(out.read_text(encoding="utf-8"))["plan"]

    query = "&".join(f"{name}={value}" for name, value in ({"target": "most"} | goal).items())
    html = ask(client, alice, make_snapshot(enterprise=firm), query)
    assert re.findall(r'id="step-([\w-]+)"', html) == [step["measure"] for step in plan["steps"]]
    if plan["steps"]:
        total = rounded_points_text(Decimal(plan["projected"]["points"]["total"]))
        assert f"{total} 分；等级以再次填报的结果为准。" in words(html)
    assert ("在这些限制内到不了" in html) is not plan["feasible"]
