"""What an assessor would ask for: what has no proof first, level by level, with what to have ready."""

import re

import pytest

from assessment.domain.unproven import unproven
from assessment.models import Assessment
from assessment.services import submit
from enterprises.models import Enterprise, User
from standards.domain.answer_file import read_answers
from tests.assessment.factories import DECLARATION, make_assessment, make_proof
from tests.assessment.test_sections import url
from tests.pages import signed_in
from tests.people import AT
from tests.standards.fixtures import standard_2024

STANDARD = standard_2024()


@pytest.mark.parametrize(
    ("scenes", "proven", "named"),
    [
        ({"S02": 3, "S01": 4}, (), ("S01", "S02")),
        ({"S02": 3, "S01": 4}, ("S01",), ("S02",)),
        ({"S01": 2, "S02": "na"}, (), ()),
        ({}, (), ()),
    ],
)
def test_high_levels_that_nothing_proves(
    scenes: dict[str, object], proven: tuple[str, ...], named: tuple[str, ...]
) -> None:
    assert unproven(STANDARD, read_answers(STANDARD, {}, scenes), proven) == named


def page_of(draft: Assessment, user: User) -> str:
    snapshot = submit(assessment=draft, declaration=DECLARATION, by=user, at=AT)
    client = signed_in(user)
    result = client.get(f"/s/{snapshot.public_id}/").content.decode()
    address = f"/s/{snapshot.public_id}/visit/"
    assert f'href="{address}"' in result
    return client.get(address).content.decode()


def headings(part: str) -> list[str]:
    return re.findall(r"<h3>(.*?)</h3>", part)


@pytest.mark.django_db
@pytest.mark.usefixtures("shared_2024")
def test_what_has_no_proof_stands_first_the_higher_before_the_lower(firm: Enterprise, alice: User) -> None:
    draft = make_assessment(enterprise=firm, by=alice, scenes={"S01": 2, "S02": 4, "S03": 0, "S13": 3})
    make_proof(draft, code="S01")
    make_proof(draft, code="F05", name="系统清单.pdf", content=b"%PDF-1.7")
    shown = page_of(draft, alice)
    without, having = shown.split('id="proven"')
    levels = [re.search(r"· (.)级", name) for name in headings(without)]
    assert [level and level[1] for level in levels][:2] == ["四", "三"]
    assert None not in levels[:13]  # questions stand behind the scenes
    assert headings(having)[0].endswith("· 二级")
    assert (len(headings(having)), "排产屏幕.jpg" in having, "系统清单.pdf" in having) == (2, True, True)
    nothing_claimed = tuple(STANDARD.scene(code).name.zh for code in ("S03", "S16"))
    assert not [name for name in headings(shown) if name.startswith(nothing_claimed)]


@pytest.mark.django_db
@pytest.mark.usefixtures("shared_2024")
def test_each_level_claimed_is_asked_with_what_to_have_ready(firm: Enterprise, alice: User) -> None:
    shown = page_of(make_assessment(enterprise=firm, by=alice, scenes={"S02": 4}), alice)
    item = shown[shown.index(f"<h3>{STANDARD.scene('S02').name.zh}") :].split("<h3>")[1]
    assert (item.count("☐"), item.count("备好：")) == (4, 4)


@pytest.mark.django_db
@pytest.mark.usefixtures("shared_2024")
def test_the_check_page_names_high_levels_without_proof(firm: Enterprise, alice: User) -> None:
    draft = make_assessment(enterprise=firm, by=alice)  # S13 is at 3
    client = signed_in(alice)
    assert "1 个高等级的场景还没有佐证" in client.get(url("check", draft)).content.decode()
    make_proof(draft, code="S13")
    assert "高等级的场景" not in client.get(url("check", draft)).content.decode()
