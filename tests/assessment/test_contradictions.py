"""Answers that hardly go together: each rule says what it should, and nothing of what goes together."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from assessment.domain.contradictions import Contradiction, contradictions, rules_for
from assessment.selectors.answers import read_snapshot
from assessment.wording.contradictions import contradiction_text
from enterprises.models import Enterprise, User
from standards.domain.answer_file import read_answers
from tests.assessment.factories import make_assessment, make_snapshot
from tests.pages import signed_in, words_of
from tests.standards.fixtures import standard_2024

STANDARD = standard_2024()
ALL = [scene.code for scene in STANDARD.scenes]


def found(questions: dict[str, Any], scenes: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    answers = read_answers(STANDARD, questions, scenes)
    return {one.code: one.items for one in contradictions(STANDARD, answers)}


@pytest.mark.parametrize(
    ("code", "questions", "scenes", "items"),
    [
        ("connected_without_network", {"F03": "D", "F01": ["A"]}, {}, ("F03", "F01")),
        (
            "connected_without_network",
            {"F03": {"equip_connected": 90, "equip_total": 100}, "F01": ["A"]},
            {},
            ("F03", "F01"),
        ),
        ("room_without_networks", {"F01": ["E"]}, {}, ("F01",)),
        ("connected_without_digital", {"F03": "E", "F02": "A"}, {}, ("F03", "F02")),
        ("systems_without_scenes", {"F05": "D"}, dict.fromkeys(ALL[:4], 0), ("F05", *ALL[:4])),
        ("scenes_without_systems", {"F05": "A"}, {"S01": 3, "S02": 2}, ("F05", "S01")),
        ("alike", {}, dict.fromkeys(ALL, 2), ()),
        ("collected", {"F04": ["G", "H", "I"]}, {"S06": 0, "S07": 1, "S08": 0}, ("F04", "S06", "S08")),
        ("collected", {"F04": ["B", "O"]}, {"S01": 0, "S14": 0}, ("F04", "S01", "S14")),
    ],
)
def test_what_hardly_goes_together_is_found(
    code: str, questions: dict[str, Any], scenes: dict[str, Any], items: tuple[str, ...]
) -> None:
    assert found(questions, scenes) == {code: items}


@pytest.mark.parametrize(
    ("questions", "scenes"),
    [
        ({}, {}),
        ({"F03": "C", "F01": ["A"]}, {}),
        ({"F03": "D", "F01": ["B"]}, {}),
        ({"F03": "D"}, {}),  # the other one is open
        ({"F03": "D", "F01": "na"}, {}),
        ({"F01": ["B", "C", "D", "E"]}, {}),
        ({"F01": ["B"]}, {}),
        ({"F01": ["D", "E"]}, {}),
        ({"F03": "E", "F02": "B"}, {}),
        ({"F05": "D"}, dict.fromkeys(ALL[:3], 0)),
        ({"F05": "C"}, dict.fromkeys(ALL[:8], 0)),
        ({"F05": "D"}, dict.fromkeys(ALL[:4], "na")),  # not applicable is no level
        ({"F05": "A"}, {"S01": 2}),
        ({"M01": "A", "R02": "C"}, {}),  # firms that have not begun say so too often
        ({}, dict.fromkeys(ALL, 1)),
        ({}, dict.fromkeys(ALL[1:], 3)),
        ({}, dict.fromkeys(ALL[1:], 3) | {"S01": 2}),
        ({"F04": ["G", "I"]}, {"S06": 1, "S07": 0, "S08": 0}),
        ({"F04": ["G", "H"]}, {"S06": 0, "S07": "na"}),
        ({"F04": ["G"]}, {"S06": 0}),
    ],
)
def test_what_goes_together_is_left_alone(questions: dict[str, Any], scenes: dict[str, Any]) -> None:
    assert found(questions, scenes) == {}


def test_every_rule_names_what_the_standard_has_and_speaks_both_languages() -> None:
    scenes = []
    for rule in rules_for("miit-sme-2024"):
        assert rule.text.zh
        assert rule.text.en
        for condition in rule.when:
            for key in (*condition.get("chosen", ()), *condition.get("without", ())):
                assert STANDARD.question(condition["item"]).option(key).key == key
        for key, scene in rule.pairs:
            assert STANDARD.question(rule.item).option(key).text.zh == STANDARD.scene(scene).name.zh
            scenes.append(scene)
    assert scenes == [code for code in ALL if code not in ("S15", "S16")]


def test_a_rule_that_is_no_more_still_names_its_items() -> None:
    with translation.override("zh-hans"):
        text = contradiction_text(STANDARD, Contradiction(code="old", items=("F01", "S01")))
    assert text == "以下答案不大相符：第 1 题 网络建设、产品设计。"


# --- On the pages -------------------------------------------------------------------------------

ODD = {"F04": ["G", "I"]}, {"S06": 0, "S08": 0}
SAID = "这些环节的数据已自动采集，但场景未达一级：生产管控、设备管理。"


def text_of(client: Client, name: str, *args: object) -> str:
    page = client.get(reverse(name, args=args)).content.decode()
    return words_of(page)


@pytest.mark.django_db
@pytest.mark.usefixtures("shared_library")
def test_the_check_page_warns_and_links_to_both_answers(firm: Enterprise, bob: User) -> None:
    draft = make_assessment(enterprise=firm, questions=ODD[0], scenes=ODD[1])
    client = signed_in(bob)
    page = text_of(client, "assessment:check", draft.public_id)
    assert SAID in page
    assert "修改第 4 题 数据采集" in page
    assert "去提交" in page  # a warning is no block


@pytest.mark.django_db
@pytest.mark.usefixtures("shared_library")
def test_each_scene_that_is_named_has_its_link(firm: Enterprise, bob: User) -> None:
    zero = dict.fromkeys(("S05", "S06", "S07", "S08", "S09"), 0)
    draft = make_assessment(enterprise=firm, questions={"F04": ["F", "G", "H", "I", "J"]}, scenes=zero)
    page = text_of(signed_in(bob), "assessment:check", draft.public_id)
    assert all(f"修改{STANDARD.scene(code).name.zh}" in page for code in zero)


@pytest.mark.django_db
@pytest.mark.usefixtures("shared_library")
def test_it_is_kept_with_the_snapshot_and_shown_beside_the_result(firm: Enterprise, bob: User) -> None:
    snapshot = make_snapshot(enterprise=firm, questions=ODD[0], scenes=ODD[1])
    assert read_snapshot(snapshot).contradictions == (
        Contradiction(code="collected", items=("F04", "S06", "S08")),
    )
    page = text_of(signed_in(bob), "reports:result", snapshot.public_id)
    assert f"{SAID}提交时已提示。" in page


@pytest.mark.django_db
@pytest.mark.usefixtures("shared_library")
def test_a_snapshot_without_any_has_the_bytes_of_before(firm: Enterprise) -> None:
    assert "contradictions" not in make_snapshot(enterprise=firm).payload
