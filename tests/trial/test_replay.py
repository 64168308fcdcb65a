"""The pages of a replay: begun, watched, failed, stale, and what it came to, without naming a firm."""

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from assessment.models import Replay, ReplayChange
from assessment.trial import services as replaying
from assessment.trial.presenters.results import ResultLine, csv_of
from assessment.trial.services import start_replay
from assessment.wording.jobs import STALE
from config.groups import CRITERIA_EDITOR, PUBLISHER, VERIFIER
from enterprises.models import User
from jobs import tasks
from jobs.models import Job, JobState
from jobs.services import life as services
from standards.models import Question, Revision, Threshold
from standards.services import import_standard, publish
from tests.assessment.factories import make_snapshot
from tests.domain.edits import edited, setting
from tests.people import AT, make_enterprise, make_staff, make_user
from tests.standards.fixtures import ERRATUM, published, standard_2024
from tests.trial.test_preview import make_harder
from tests.urls.asking import undone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024", "sectors")]

GOOD = {"F05": "E"}  # five points more: stays at its level


@pytest.fixture
def editor(client: Client) -> User:
    user = make_staff(CRITERIA_EDITOR, name="钱编辑")
    client.force_login(user)
    return user


@pytest.fixture
def draft(editor: User) -> Revision:
    return make_harder()


def address(revision: Revision, page: str = "replay") -> str:
    return reverse(f"trial:{page}", args=[revision.pk])


def shown(client: Client, revision: Revision, name: str = "replay", **query: str) -> str:
    response = client.get(address(revision, name), query)
    assert response.status_code == 200
    return response.content.decode()


def run_all() -> None:
    while job := Job.objects.filter(state=JobState.QUEUED).order_by("pk").first():
        tasks.run_job(job_id=job.pk)


def replayed(revision: Revision, by: User) -> Replay:
    replay, _jobs = start_replay(revision=revision, by=by, at=AT)
    run_all()
    return replay


def figures(page: str) -> dict[str, str]:
    """Return the large figures by their name."""
    return dict(re.findall(r"<dt>(.*?)</dt><dd>([\d,]+)", page))


# --- Beginning and watching -------------------------------------------------------------------


def test_a_press_of_the_button_starts_one_and_wakes_a_worker(
    client: Client,
    draft: Revision,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    make_snapshot()
    woken: list[int] = []
    monkeypatch.setattr(tasks.run_job, "delay", lambda *, job_id: woken.append(job_id))
    assert "开始测算" in shown(client, draft)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(address(draft))
    assert response["Location"] == address(draft)
    assert woken == [Job.objects.get().pk]
    page = shown(client, draft)
    assert "正在测算" in page
    assert 'hx-trigger="every 2s"' in page
    assert f'href="{address(draft)}">刷新状态' in page


def test_asked_by_htmx_only_the_state_comes(client: Client, draft: Revision, editor: User) -> None:
    replayed(draft, editor)
    part = client.get(address(draft), headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<section")
    assert "hx-trigger" not in part


def test_progress_is_told_part_by_part(
    client: Client, draft: Revision, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replaying, "PART", 1)
    for _ in range(2):
        make_snapshot()
    _replay, jobs = start_replay(revision=draft, by=editor, at=AT)
    tasks.run_job(job_id=jobs[0].pk)
    page = shown(client, draft)
    assert "已完成 1 段，共 2 段" in page
    assert '<progress max="100" value="50"' in page


def test_a_failure_says_why_and_can_be_tried_again(
    client: Client, draft: Revision, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_snapshot()
    with monkeypatch.context() as broken:
        broken.setattr(ReplayChange.objects, "bulk_create", lambda *_a, **_k: 1 / 0)
        broken.setattr(services, "release", services.fail)
        replayed(draft, editor)
    page = shown(client, draft)
    assert "测算没有完成" in page
    assert "处理时出现意外错误" in page
    assert "重试" in page
    client.post(address(draft))
    run_all()
    assert figures(shown(client, draft))["等级会变"] == "1"


def harden(draft: Revision) -> None:
    Threshold.objects.filter(revision=draft, position=4).update(min_points=90)


def contradict(draft: Revision) -> None:
    Question.objects.filter(revision=draft, code="F01").update(weight=1)


def test_after_an_edit_it_is_stale_and_can_be_done_anew(
    client: Client, draft: Revision, editor: User
) -> None:
    make_snapshot()
    replayed(draft, editor)
    assert "草稿在测算后有修改" not in shown(client, draft)
    harden(draft)
    page = shown(client, draft)
    assert "草稿在测算后有修改" in page
    assert "重新测算" in page
    assert figures(page)["等级会变"] == "1"


def test_an_edit_under_way_stops_it(client: Client, draft: Revision, editor: User) -> None:
    make_snapshot()
    start_replay(revision=draft, by=editor, at=AT)
    harden(draft)
    run_all()
    page = shown(client, draft)
    assert STALE in page
    assert "重新测算" in page


@pytest.mark.parametrize("begun", [False, True])
def test_a_draft_with_problems_says_so_and_is_not_replayed(
    client: Client, draft: Revision, editor: User, begun: bool
) -> None:
    make_snapshot()
    if begun:
        replayed(draft, editor)
    contradict(draft)
    page = shown(client, draft)
    assert "草稿还有问题，解决后才能测算" in page
    assert "<button" not in page.partition('id="replay-state"')[2].partition("</section>")[0]
    followed = client.post(address(draft), follow=True).content.decode()
    assert "草稿还有问题，请先解决。" in followed
    assert Replay.objects.count() == begun
    if begun:  # still readable, by the names of the revision it was compared with
        assert "“第 2 题 设备数字化”的权重由 30% 改为 20%" in page


def test_what_is_published_is_looked_at_and_not_replayed(
    client: Client, draft: Revision, editor: User
) -> None:
    make_snapshot()
    replayed(draft, editor)
    publish(revision=draft, by=make_user(), at=AT, note="调整权重", erratum=ERRATUM)
    page = shown(client, draft)
    assert figures(page)["等级会变"] == "1"
    assert "重新测算" not in page
    assert "草稿在测算后有修改" not in page
    assert "只能对草稿测算。" in client.post(address(draft), follow=True).content.decode()


@pytest.mark.parametrize("group", [PUBLISHER, VERIFIER])
def test_who_may_only_look_sees_it_and_cannot_start(
    client: Client, draft: Revision, editor: User, group: object
) -> None:
    make_snapshot()
    replayed(draft, editor)
    client.force_login(make_staff(group))  # type: ignore[arg-type]
    assert "重新测算" not in shown(client, draft)
    with undone() as written:
        assert client.post(address(draft)).status_code == 403
    assert written.rows == {}


# --- What it came to --------------------------------------------------------------------------


def test_the_page_says_how_many_change_from_where_to_where_and_because_of_what(
    client: Client, draft: Revision, editor: User
) -> None:
    for _ in range(3):
        make_snapshot()
    make_snapshot(questions=GOOD)
    replayed(draft, editor)
    page = shown(client, draft)
    assert "钱编辑于" in page
    assert "共 4 份评测结果" in page
    assert figures(page) == {"等级会变": "3", "得分会变": "4", "不能比较": "0"}
    assert f'href="{address(draft, "results")}?before=2&amp;after=1">3</a>' in page
    causes = re.findall(
        r'<th scope="row">(.*?)</th><td class="num">(\d+)</td><td class="num">(\d+)</td>', page
    )
    assert causes == [
        ("“第 2 题 设备数字化”的权重由 30% 改为 20%", "4", "3"),
        ("二级的“最低得分”由 40 改为 54", "3", "3"),
        ("“第 1 题 网络建设”的权重由 40% 改为 50%", "4", "0"),
    ]


def test_without_results_it_says_so(client: Client, draft: Revision, editor: User) -> None:
    replayed(draft, editor)
    assert "还没有已提交的评测结果" in shown(client, draft)


def add_scene(data: dict[str, Any]) -> None:
    scenes = data["scene_groups"][0]["scenes"]
    scenes.append({**scenes[0], "code": "S99", "name": {"zh": "数字孪生", "en": "Digital twin"}})


def test_what_cannot_be_compared_is_counted_with_the_reason(client: Client, editor: User) -> None:
    published()
    make_snapshot()
    more = import_standard(standard=edited(standard_2024(), add_scene), by=None, at=AT)
    replayed(more, editor)
    page = shown(client, more)
    assert figures(page)["不能比较"] == "1"
    assert "“数字孪生”：新增的内容，原来没有问" in page


def test_changes_without_effect_are_listed_apart(client: Client, editor: User) -> None:
    published()
    make_snapshot()
    untouched = edited(standard_2024(), setting("F05.B", weight=21))
    replayed(import_standard(standard=untouched, by=None, at=AT), editor)
    page = shown(client, Revision.objects.latest("pk"))
    assert "另有 1 处修改不影响任何结果" in page


# --- The list and the file --------------------------------------------------------------------

PLACES = {"340881": ("安徽省安庆市桐城市", "34"), "320500": ("江苏省苏州市", "32")}


def make_results(draft: Revision, editor: User) -> None:
    """Submit two results that lose their level, in two provinces, and one that keeps it; replay."""
    for region in PLACES:
        make_snapshot(enterprise=make_enterprise(name="保密机械", region=region))
    make_snapshot(enterprise=make_enterprise(region="340881", employees=5), questions=GOOD)
    replayed(draft, editor)


def lines(page: str) -> list[str]:
    return re.findall(r'<th scope="row" data-label="所在地区">(.*?)</th>', page)


def test_the_list_names_place_sector_and_size_and_no_firm(
    client: Client, draft: Revision, editor: User
) -> None:
    make_results(draft, editor)
    page = shown(client, draft, "results")
    assert len(lines(page)) == 3
    assert "54.15 → 53.65" in page
    assert "二级 → 一级" in page
    assert "“第 2 题 设备数字化”的权重由 30% 改为 20%（−1.5 分）" in page
    for secret in ("保密机械", "91340800MAT0000420", "5600"):
        assert secret not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, 3),
        ({"way": "down"}, 2),
        ({"way": "up"}, 0),
        ({"way": "same"}, 1),
        ({"before": "2", "after": "1"}, 2),
        ({"region": "340000"}, 2),
        ({"region": "320000", "way": "down"}, 1),
        ({"sector": "machinery"}, 3),
        ({"sector": "auto"}, 0),
        ({"size": "micro"}, 1),
    ],
)
def test_the_list_and_the_file_are_filtered_alike(
    client: Client, draft: Revision, editor: User, query: dict[str, str], found: int
) -> None:
    make_results(draft, editor)
    page = shown(client, draft, "results", **query)
    assert len(lines(page)) == found
    assert f"共 {found} 份" in page
    assert len(rows_of(client, draft, **query)) == found + 1


def rows_of(client: Client, draft: Revision, **query: str) -> list[list[str]]:
    response: Any = client.get(address(draft, "results_csv"), query)
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_the_file_opens_in_a_spreadsheet_with_its_head(client: Client, draft: Revision, editor: User) -> None:
    make_results(draft, editor)
    head, first, *_others = rows_of(client, draft, before="2", after="1")
    assert head == ["所在地区", "细分行业", "企业规模", "原得分", "新得分", "原等级", "新等级", "原因"]
    assert first[:7] == ["安徽省安庆市桐城市", "机械", "小型", "54.15", "53.65", "二级", "一级"]
    assert "二级的“最低得分”由 40 改为 54" in first[7]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_the_file_is_a_formula(begin: str) -> None:
    line = ResultLine(
        place=f"{begin}1+1",
        sector="机械",
        size="小型",
        points_before="1",
        points_after="2",
        level_before="一级",
        level_after="一级",
        way="same",
        main=(f"{begin}cmd",),
        others=(),
    )
    (_head, row) = csv.reader(io.StringIO("".join(csv_of(iter([line]))), newline=""))
    assert (row[0], row[7]) == (f"'{begin}1+1", f"'{begin}cmd")


def test_a_filter_that_there_is_not_is_refused(client: Client, draft: Revision, editor: User) -> None:
    make_results(draft, editor)
    response = client.get(address(draft, "results"), {"sector": "x"})
    assert response.status_code == 400
    assert "没有这样的筛选条件" in response.content.decode()
    assert client.get(address(draft, "results_csv"), {"before": "9"}).status_code == 400


def test_the_list_goes_page_by_page_and_keeps_its_filter(
    client: Client, draft: Revision, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assessment.trial.views.replay.PER_PAGE", 1)
    make_results(draft, editor)
    page = shown(client, draft, "results", way="down")
    assert "第 1 页，共 2 页" in page
    assert 'href="?way=down&amp;page=2"' in page
    assert lines(shown(client, draft, "results", way="down", page="2")) == ["江苏省苏州市"]


@pytest.mark.parametrize("page", ["results", "results_csv"])
@pytest.mark.parametrize("begun", [False, True])
def test_there_is_no_list_before_it_is_done(
    client: Client, draft: Revision, editor: User, page: str, begun: bool
) -> None:
    make_snapshot()
    if begun:
        start_replay(revision=draft, by=editor, at=AT)
    assert client.get(address(draft, page)).status_code == 404
