"""What happens to versions in the admin: next drafts, publication, retirement, deletion, history."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from enterprises.models import User
from roadmap import models
from roadmap.selectors.entries import draft_of
from roadmap.services import new_draft
from tests.people import AT
from tests.roadmap.sectors import make_case, make_measure, make_sector
from tests.roadmap.staff import copied, edit, published, url_of
from tests.standards.editing import text_of

pytestmark = pytest.mark.usefixtures("shared_2024")


@pytest.fixture(autouse=True)
def _four_eyes(settings: LazySettings) -> None:
    settings.FOUR_EYES = True


@pytest.fixture
def measure(desk: Client, writer: User) -> Any:
    """A draft of a published measure, ready to be published by somebody else."""
    draft = copied(models.Measure, "example-2", writer)
    edit(desk, draft, how_zh="先理清再上线", change_note="说得更清楚")
    draft.refresh_from_db()
    return draft


def test_a_next_version_is_begun_after_a_question(desk: Client) -> None:
    entry = published(models.Case, "C01")
    assert "第 2 版草稿" in text_of(desk.get(url_of(entry, "copy")))
    assert draft_of(entry) is None
    response = desk.post(url_of(entry, "copy"))
    draft = draft_of(entry)
    assert draft is not None
    assert (draft.version, response["Location"]) == (2, url_of(draft))


def test_where_a_draft_is_there_already_the_way_to_it_is_shown(desk: Client, measure: Any) -> None:
    page = text_of(desk.post(url_of(published(models.Measure, "example-2"), "copy")))
    assert "这个条目已有草稿" in page
    assert f'href="{url_of(measure)}"' in page
    assert models.Measure.objects.filter(code="example-2").count() == 2


def test_publishing_shows_what_differs_and_publishes(publisher: Client, measure: Any) -> None:
    page = text_of(publisher.get(url_of(measure, "publish")))
    for shown in ("说得更清楚", "与第 1 版相比", "怎么做", "文字", "先理清再上线"):
        assert shown in page
    assert publisher.post(url_of(measure, "publish")).status_code == 302
    assert published(models.Measure, "example-2").pk == measure.pk
    assert models.Measure.objects.get(code="example-2", version=1).state == "retired"


def test_without_a_note_there_is_no_button(publisher: Client, writer: User) -> None:
    draft = copied(models.Case, "C01", writer)
    page = text_of(publisher.get(url_of(draft, "publish")))
    assert "还没有修改说明" in page
    assert "内容与已发布的版本相同" in page
    response = publisher.post(url_of(draft, "publish"))
    assert "请填写修改说明" in text_of(response)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_an_author_is_told_before_that_somebody_else_publishes(
    writer: User, desk: Client, measure: Any
) -> None:
    make_publisher(writer)
    page = text_of(desk.get(url_of(measure, "publish")))
    assert "编写或修改过的人不能发布" in page
    desk.post(url_of(measure, "publish"))
    measure.refresh_from_db()
    assert measure.state == "draft"


def test_with_four_eyes_off_the_same_person_publishes_and_it_is_kept(
    settings: LazySettings, writer: User, desk: Client, measure: Any
) -> None:
    settings.FOUR_EYES = False
    make_publisher(writer)
    assert "编写与发布为同一人" in text_of(desk.get(url_of(measure, "publish")))
    desk.post(url_of(measure, "publish"))
    assert "编写与发布为同一人" in text_of(desk.get(url_of(measure)))


def make_publisher(user: User) -> None:
    user.user_permissions.add(Permission.objects.get(codename="publish_measure"))


def test_problems_of_the_library_block_with_links(publisher: Client, desk: Client, measure: Any) -> None:
    edit(desk, measure, **{"steps-0-scene": "S02"})
    page = text_of(publisher.get(url_of(measure, "publish")))
    assert "发布前需解决 2 个问题" in page
    sector = published(models.Sector, "example")
    assert f'href="{url_of(sector)}#part-stages"' in page
    assert "该场景没有举措 (S06 生产管控)" in page
    assert "该场景不属于这个阶段 (integrate)" in page
    publisher.post(url_of(measure, "publish"))
    measure.refresh_from_db()
    assert measure.state == "draft"


def test_entries_that_need_each_other_are_published_together(publisher: Client, writer: User) -> None:
    sector = new_draft(content=make_sector(code="fresh", name=make_case().firm), by=writer, at=AT)
    measures = [
        new_draft(content=make_measure(f"fresh-{place}", stage, scene, sector="fresh"), by=writer, at=AT)
        for place, (stage, scene) in enumerate([("start", "S01"), ("integrate", "S06")], start=1)
    ]
    for row in (sector, *measures):
        type(row)._default_manager.filter(pk=row.pk).update(change_note="新增行业")
    assert "该场景没有举措" in text_of(publisher.get(url_of(sector, "publish")))
    also = [f"measure-{row.pk}" for row in measures]
    assert "该场景没有举措" not in text_of(publisher.get(url_of(sector, "publish"), {"also": also}))
    publisher.post(url_of(sector, "publish"), {"also": also})
    assert models.Measure.objects.filter(sector="fresh", state="published").count() == 2
    assert published(models.Sector, "fresh").pk == sector.pk


def test_retiring_says_who_refers_to_it(publisher: Client) -> None:
    entry = published(models.Measure, "example-1")
    page = text_of(publisher.get(url_of(entry, "retire")))
    assert "做example-2" in page
    publisher.post(url_of(entry, "retire"))
    entry.refresh_from_db()
    assert entry.state == "retired"


def test_the_general_sector_stays(publisher: Client) -> None:
    entry = published(models.Sector, "general")
    response = publisher.post(url_of(entry, "retire"))
    assert "通用行业不能停用" in text_of(publisher.get(response["Location"]))
    entry.refresh_from_db()
    assert entry.state == "published"


def test_a_draft_is_deleted_after_a_question(desk: Client, measure: Any) -> None:
    assert "不能恢复" in text_of(desk.get(url_of(measure, "delete")))
    desk.post(url_of(measure, "delete"))
    assert not models.Measure.objects.filter(pk=measure.pk).exists()


def test_the_only_version_of_what_others_refer_to_stays(desk: Client, writer: User) -> None:
    first = new_draft(content=make_measure("fresh-1", "start", "S01"), by=writer, at=AT)
    new_draft(content=make_measure("fresh-2", "start", "S01", prerequisites=("fresh-1",)), by=writer, at=AT)
    page = text_of(desk.get(url_of(first, "delete")))
    assert "做fresh-2" in page
    assert "不能删除" in page
    response = desk.post(url_of(first, "delete"))
    assert "其他条目引用了它，不能删除" in text_of(desk.get(response["Location"]))
    assert models.Measure.objects.filter(pk=first.pk).exists()


def test_the_history_tells_every_change_over_all_versions(
    publisher: Client, desk: Client, measure: Any
) -> None:
    edit(desk, measure, **{"steps-0-to_level": "3"})
    publisher.post(url_of(measure, "publish"))
    page = text_of(desk.get(url_of(measure, "history")))
    for shown in ("第 2 版", "第 1 版", "建立草稿", "李波", "赵伟", "已发布", "S06 生产管控", "达到等级"):
        assert shown in page
    assert "<del>一级</del> → <ins>三级</ins>" in page
    assert "<del>文字</del> → <ins>先理清再上线</ins>" in page


@pytest.mark.parametrize("page", ["copy", "delete"])
def test_a_publisher_begins_and_deletes_nothing(page: str, publisher: Client, measure: Any) -> None:
    assert publisher.post(url_of(measure, page)).status_code == 403


@pytest.mark.parametrize("page", ["publish", "retire"])
def test_an_editor_publishes_and_retires_nothing(page: str, desk: Client, measure: Any) -> None:
    assert desk.post(url_of(measure, page)).status_code == 403


def test_what_does_not_fit_the_state_is_said(desk: Client, publisher: Client, measure: Any) -> None:
    shown = published(models.Measure, "example-2")
    for browser, entry, page, why in (
        (publisher, shown, "publish", "只有草稿可以发布"),
        (desk, shown, "delete", "只有草稿可以删除"),
        (publisher, measure, "retire", "只有已发布的版本可以停用"),
    ):
        for response in (browser.get(url_of(entry, page)), browser.post(url_of(entry, page))):
            assert why in text_of(response)
    assert {row.state for row in (shown, measure)} == {"published", "draft"}


def test_a_get_writes_nothing(desk: Client, publisher: Client, measure: Any) -> None:
    before = list(models.Measure.objects.order_by("pk").values())
    for browser in (desk, publisher):
        for page in ("change", "copy", "publish", "retire", "delete", "history"):
            browser.get(url_of(measure, page))
    assert list(models.Measure.objects.order_by("pk").values()) == before


def test_unknown_entries_are_not_found(desk: Client) -> None:
    for page in ("copy", "delete", "history"):
        for key in ("999999", "x"):
            assert desk.get(reverse(f"admin:roadmap_case_{page}", args=[key])).status_code == 404
