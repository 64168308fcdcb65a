"""Results under a local standard say that it is one and where it differs from its source."""

from dataclasses import replace

import pytest
from django.urls import reverse

from assessment.models import Assessment, Snapshot
from assessment.services import submit
from editing.domain.texts import Text
from enterprises.models import Enterprise, User
from reports.models import Report
from reports.presenters.local import LocalDifferences, local_differences
from standards.domain.standard import Standard
from standards.models import Revision
from standards.services import derive_standard, publish, replace_draft
from tests.assessment.factories import DECLARATION, make_assessment, make_snapshot
from tests.domain.edits import edited, level, removing, setting
from tests.domain.revisions import EDITS, revision
from tests.pages import signed_in, text_of
from tests.people import AT
from tests.reports.contents import bare, pages
from tests.reports.factories import make_report
from tests.standards.fixtures import standard_2024

pytestmark = pytest.mark.usefixtures("shared_2024")

SOURCE = standard_2024()


def items(standard: Standard) -> dict[str, tuple[str, ...]]:
    return {part.title: part.items for part in found(standard).parts}


def found(standard: Standard) -> LocalDifferences:
    return local_differences(standard, SOURCE)


# --- In words -------------------------------------------------------------------------------------


def test_weights_are_said_with_both_values() -> None:
    assert items(revision("weights")) == {
        "权重与分值": (
            "维度“数字化基础”：权重（%）由“50”改为“45”",
            "维度“数字化管理”：权重（%）由“30”改为“35”",
        )
    }


def test_rule_and_constrained_scenes_are_said_as_such() -> None:
    standard = edited(SOURCE, level(1, min_points=25), setting("S01", constrained=False))
    assert items(standard) == {
        "定级规则": ("等级门槛“一级”：最低得分由“20”改为“25”",),
        "约束性场景": ("场景“产品设计”：约束性场景由“是”改为“否”",),
    }


def test_new_and_removed_questions_are_named_without_their_options() -> None:
    standard = revision("new question", "no question")
    (new,) = items(standard)["新增的内容"]
    (gone,) = items(standard)["不再包含的内容"]
    assert new.startswith("第 99 题")
    assert gone == "第 1 题 网络建设"


def test_an_option_that_is_gone_is_named_with_its_question() -> None:
    standard = edited(SOURCE, removing("F05.A"))
    assert items(standard)["不再包含的内容"] == ("第 5 题 信息系统 · 选项 A",)


def test_other_wording_is_counted_not_listed() -> None:
    standard = edited(SOURCE, EDITS["title"], EDITS["option text"])
    assert (found(standard).parts, found(standard).reworded) == ((), 2)


def test_a_source_that_is_no_national_standard_is_not_called_one() -> None:
    local = replace(SOURCE, origin=type(SOURCE.origin).LOCAL)
    assert local_differences(revision("weights"), local).title == "与来源指标不同之处"
    assert found(revision("weights")).title == "与国家公布指标不同之处"


# --- Where firms see it ---------------------------------------------------------------------------


@pytest.fixture
def local(load_2024: Revision, alice: User) -> Revision:
    name = Text(zh="示例市评测指标", en="Indicators of Example City")
    draft = derive_standard(revision=load_2024, code="city", name=name, by=alice, at=AT)
    changed = replace(revision("weights"), code="city", revision=1, name=name)
    replace_draft(revision=draft, standard=changed, by=alice, at=AT)
    return publish(revision=draft, by=alice, at=AT, note="本地权重")


@pytest.fixture
def snapshot(local: Revision, firm: Enterprise, alice: User) -> Snapshot:
    draft = make_assessment(enterprise=firm)
    Assessment.objects.filter(pk=draft.pk).update(revision=local)
    draft = Assessment.objects.select_related("revision").get(pk=draft.pk)
    return submit(assessment=draft, declaration=DECLARATION, by=alice, at=AT)


def test_the_result_page_says_that_it_is_local_and_lists_the_differences(
    snapshot: Snapshot, alice: User
) -> None:
    text = text_of(signed_in(alice).get(reverse("reports:result", args=[snapshot.public_id])))
    assert "本地评测指标，不是国家公布的指标" in text
    assert "由《中小企业数字化水平评测指标（2024年版）》修订 1 派生" in text
    assert "与国家公布指标不同之处" in text
    assert "维度“数字化基础”：权重（%）由“50”改为“45”" in text


def test_the_report_says_so_on_its_first_page_and_lists_them_in_an_annex(
    snapshot: Snapshot, alice: User
) -> None:
    report = make_report(snapshot, alice)
    first, *rest = pages(Report.objects.get(pk=report.pk).file.pdf.read())
    assert "本地评测指标，非国家公布" in first
    text = "".join(rest)
    assert "与国家公布指标不同之处" in text
    assert bare("维度“数字化管理”：权重（%）由“30”改为“35”") in text


def test_a_national_result_says_nothing_of_it(load_2024: Revision, firm: Enterprise, alice: User) -> None:
    snapshot = make_snapshot(enterprise=firm)
    assert "本地评测指标" not in text_of(
        signed_in(alice).get(reverse("reports:result", args=[snapshot.public_id]))
    )
