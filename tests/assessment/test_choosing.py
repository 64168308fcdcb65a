"""With which standard an assessment begins: the default, another one, that of an earlier result."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from assessment.models import Assessment
from assessment.services import start_assessment
from editing.domain.texts import Text
from enterprises.models import Enterprise, User
from standards.domain.standard import Standard
from standards.models import Revision
from standards.selectors.revisions import offered_revisions
from standards.services import retire
from tests.assessment.factories import load_answers, make_snapshot
from tests.people import AT
from tests.standards.fixtures import demo_domains, demo_points, make_published, standard_2024

pytestmark = pytest.mark.django_db


def local(revision: int = 1) -> Standard:
    """Return a standard of one's own: what the demonstration asks, under another code and origin."""
    data = demo_points()
    return replace(data, code="city", revision=revision, origin="local", name=Text(zh="本市指标"))  # type: ignore[arg-type]


def overview(user: User, firm: Enterprise) -> str:
    client = Client()
    client.force_login(user)
    html = client.get(reverse("assessment:overview", args=[firm.public_id])).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<(?!input)[^>]+>", " ", html))


def start(user: User, firm: Enterprise, **data: str) -> int:
    client = Client()
    client.force_login(user)
    return client.post(reverse("assessment:start", args=[firm.public_id]), data).status_code


def begun() -> str:
    return str(Assessment.objects.get(state="draft").revision)


def make_demo(firm: Enterprise) -> None:
    Enterprise.objects.filter(pk=firm.pk).update(is_demo=True)
    firm.refresh_from_db()


def test_where_there_is_but_one_standard_nothing_is_chosen(
    load_2024: Revision, firm: Enterprise, alice: User
) -> None:
    shown = overview(alice, firm)
    assert 'type="radio"' not in shown
    assert "按《中小企业数字化水平评测指标（2024年版）》的 15 道题和 16 个场景" in shown
    assert start(alice, firm) == 302
    assert begun() == "miit-sme-2024@1"


def test_of_several_standards_each_has_its_line_and_the_default_is_chosen(
    load_2024: Revision, firm: Enterprise, alice: User
) -> None:
    make_published(standard=local())
    shown = overview(alice, firm)
    assert "15 道题和 16 个场景 · 4 个等级 · 转述国家指标，尚未核对" in shown
    assert "本市指标 11 道题 · 4 个等级 · 本地制定" in shown
    checked = re.search(r'value="([^"]+)" checked', shown)
    assert checked is not None
    assert checked[1] == "miit-sme-2024"
    start(alice, firm, standard="city")
    assert begun() == "city@1"


def test_the_newest_revision_of_each_is_offered(load_2024: Revision) -> None:
    for number in (1, 2):
        make_published(standard=local(number))
    offered = [str(revision) for revision in offered_revisions(demonstrations=False)]
    assert offered == ["miit-sme-2024@1", "city@2"]


def test_demonstrations_are_for_demonstration_firms(
    load_2024: Revision, firm: Enterprise, alice: User
) -> None:
    make_published(standard=demo_points())
    make_published(standard=demo_domains())
    assert "演示：只看得分的四级指标" not in overview(alice, firm)
    assert start(alice, firm, standard="demo-points") == 404
    assert not Assessment.objects.exists()
    make_demo(firm)
    assert "11 道题 · 4 个等级 · 演示" in overview(alice, firm)
    assert "20 个场景 · 5 个等级 · 演示" in overview(alice, firm)
    start(alice, firm, standard="demo-points")
    assert begun() == "demo-points@1"


def test_where_there_is_nothing_else_a_demonstration_is_offered(firm: Enterprise, alice: User) -> None:
    make_published(standard=demo_points())
    assert "按《演示：只看得分的四级指标》的 11 道题" in overview(alice, firm)
    start(alice, firm, standard="demo-points")
    assert begun() == "demo-points@1"


def test_where_there_is_nothing_at_all_nothing_begins(firm: Enterprise, alice: User) -> None:
    assert "目前没有已发布的评测指标" in overview(alice, firm)
    assert start(alice, firm) == 302
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("code", ["unknown", "demo-points@1", "\x00"])
def test_what_is_not_offered_is_not_found(
    load_2024: Revision, firm: Enterprise, alice: User, code: str
) -> None:
    assert start(alice, firm, standard=code) == 404


def test_earlier_answers_are_copied_into_the_newest_revision_of_their_own_standard(
    load_2024: Revision, firm: Enterprise, alice: User
) -> None:
    make_published(standard=local())
    snapshot = make_snapshot(enterprise=firm)
    newer = make_published(standard=replace(standard_2024(), revision=2))
    draft = start_assessment(enterprise=firm, by=alice, at=AT, copy_from=snapshot)
    assert draft.revision == newer
    assert load_answers(draft).questions.keys() == load_answers(snapshot.assessment).questions.keys()


def test_a_standard_that_is_gone_is_not_copied_into_another(
    load_2024: Revision, firm: Enterprise, alice: User
) -> None:
    make_published(standard=local())
    snapshot = make_snapshot(enterprise=firm)
    assert "的答案开始" in overview(alice, firm)
    retire(revision=load_2024, by=None, at=AT)
    shown = overview(alice, firm)
    assert "的答案开始" not in shown
    assert "从空白开始" in shown
    assert start(alice, firm, copy_from=str(snapshot.public_id)) == 302
    assert not Assessment.objects.filter(state="draft").exists()


def test_a_list_of_results_says_by_which_standard_each_level_is(firm: Enterprise, alice: User) -> None:
    make_snapshot(enterprise=firm)
    assert "中小企业数字化水平评测指标（2024年版）" in overview(alice, firm)
