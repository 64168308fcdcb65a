"""The figures for operators: who gets them, what they say, and that several processes count as one."""

import json
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import connection
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from config.metrics import count_request, exposition
from config.settings import JOB_HANDLERS, JOB_NAMES
from jobs.domain.operation import Ended, Operation, Waiting
from jobs.models import Heartbeat, Job, JobState
from jobs.selectors import operation
from tests.people import AT, make_user
from tools.environment import ROOT, clean

Samples = dict[tuple[str, ...], float]  # by name and the values of the labels
TOKEN = "token-of-the-tests"
FULL = Operation(
    waiting=(Waiting("report", 2, 1),),
    oldest=50.0,
    ended=(Ended("package", 2, 1, 3.0, 4.0), Ended("x", 0, 1, None, None)),
    heartbeat=7.0,
    connections=5,
    connections_most=60,
)
EMPTY = Operation((), None, (), None, None, None)


def read(text: str) -> Samples:
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def make_job(kind: str, state: str, **more: object) -> None:
    key = str(Job.objects.count())
    given = {"requested_at": AT, "woken_at": AT, "last_attempt": 3, **more}
    Job.objects.create(kind=kind, key=key, state=state, **given)


@pytest.mark.django_db
def test_without_a_token_there_is_no_such_page(client: Client, settings: Settings) -> None:
    for header in ("", "Bearer ", "Bearer x"):
        assert client.get("/metrics", headers={"Authorization": header}).status_code == 404
    settings.METRICS_TOKEN = TOKEN
    for header in ("", "Bearer ", f"Bearer {TOKEN}x", TOKEN, "Bearer 口令"):
        assert client.get("/metrics", headers={"Authorization": header}).status_code == 404


@pytest.mark.django_db
def test_who_has_the_token_reads_what_was_answered(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = TOKEN
    Heartbeat.objects.create(name="worker", at=timezone.now() - timedelta(seconds=90))
    before = read(exposition(EMPTY).decode())
    client.get("/robots.txt")
    client.get("/no-such-page/")
    client.generic("BREW", "/robots.txt")
    client.get("/healthz")
    response = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert response.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    after = read(response.content.decode())
    name = "shujie_requests_total"
    more = {key: value - before.get(key, 0) for key, value in after.items() if key[0] == name}
    assert {key: value for key, value in more.items() if value} == {
        (name, "GET", "robots.txt", "200"): 1,
        (name, "GET", "", "404"): 1,
        (name, "other", "robots.txt", "405"): 1,
    }
    seconds = ("shujie_request_seconds_count",)
    assert after[seconds] == before.get(seconds, 0) + 3
    assert 90 <= after["shujie_worker_heartbeat_age_seconds",] < 120
    known = ("shujie_database_connections",) in after
    assert known == (connection.vendor == "postgresql")


@pytest.mark.django_db
def test_background_work_is_read_from_the_database() -> None:
    at, lease = AT + timedelta(days=1), {"leased_until": AT}
    make_job("report", JobState.QUEUED, requested_at=at - timedelta(seconds=50))
    make_job("report", JobState.QUEUED, requested_at=at - timedelta(seconds=20))
    make_job("report", JobState.RUNNING, requested_at=at - timedelta(seconds=300), **lease)
    make_job("package", JobState.RUNNING, **lease)
    for seconds, state in ((2, JobState.DONE), (4, JobState.DONE), (30, JobState.FAILED)):
        took = {"started_at": at - timedelta(minutes=5, seconds=seconds), "woken_at": at}
        make_job("package", state, finished_at=at - timedelta(minutes=5), **took)
    long_ago = at - timedelta(minutes=61)
    make_job("package", JobState.DONE, started_at=long_ago, finished_at=long_ago, woken_at=long_ago)
    found = operation(at=at)
    assert found.waiting == (Waiting("package", 0, 1), Waiting("report", 2, 1))
    assert found.oldest == 50  # that which runs waits no more
    assert found.ended == (Ended("package", done=2, failed=1, mean=3.0, longest=4.0),)
    assert found.heartbeat is None
    assert (found.connections is not None) == (connection.vendor == "postgresql")


def test_what_was_read_is_said() -> None:
    given = Operation(
        (Waiting("report", 2, 1),),
        50.0,
        (Ended("package", 2, 1, 3.0, 4.0), Ended("x", 0, 1, None, None)),
        7.0,
        5,
        60,
    )
    said = read(exposition(given).decode())
    assert {key: value for key, value in said.items() if "request" not in key[0]} == {
        ("shujie_jobs", "report", "queued"): 2,
        ("shujie_jobs", "report", "running"): 1,
        ("shujie_oldest_job_age_seconds",): 50,
        ("shujie_jobs_ended_last_hour", "package", "done"): 2,
        ("shujie_jobs_ended_last_hour", "package", "failed"): 1,
        ("shujie_jobs_ended_last_hour", "x", "done"): 0,
        ("shujie_jobs_ended_last_hour", "x", "failed"): 1,
        ("shujie_job_seconds_last_hour", "package", "mean"): 3,
        ("shujie_job_seconds_last_hour", "package", "longest"): 4,
        ("shujie_worker_heartbeat_age_seconds",): 7,
        ("shujie_database_connections",): 5,
        ("shujie_database_connections_most",): 60,
    }
    assert read(exposition(EMPTY).decode())["shujie_oldest_job_age_seconds",] == 0
    assert ("shujie_worker_heartbeat_age_seconds",) not in read(exposition(EMPTY).decode())


@pytest.mark.django_db
def test_staff_read_it_in_words() -> None:
    client, address = Client(), "/admin/jobs/job/operation/"
    client.force_login(make_user(is_staff=True, is_superuser=True))
    said = words_of(client.get(address))
    assert "后台程序从未启动" in said
    assert "没有任务在排队" in said
    now = timezone.now()
    beat = Heartbeat.objects.create(name="worker", at=now - timedelta(hours=3))
    make_job("report", JobState.QUEUED, requested_at=now - timedelta(minutes=7))
    ended = {"finished_at": now, "woken_at": now}
    make_job("package", JobState.DONE, started_at=now - timedelta(seconds=4), **ended)
    make_job("package", JobState.FAILED, started_at=now, **ended)
    said = words_of(client.get(address))
    assert "后台程序已有 3 小时没有活动" in said
    assert "已等待 7 分钟" in said
    assert "验收材料打包 0 0 1 1 4 秒 4 秒 报告 1 0 0 0 — —" in said
    beat.at = now
    beat.save()
    assert "后台程序运行正常" in words_of(client.get(address))


@pytest.mark.django_db
def test_jobs_are_listed_and_found_by_what_they_are_called(client: Client) -> None:
    client.force_login(make_user(is_staff=True, is_superuser=True))
    for kind in ("report", "sweep_files"):
        make_job(kind, JobState.QUEUED)
    page = client.get("/admin/jobs/job/")
    said = re.findall(r"field-kind_said[^>]*>(?:<a[^>]*>)?([^<]+)<", page.content.decode())
    assert sorted(said) == ["报告", "清理文件"]
    found = client.get("/admin/jobs/job/", {"kind": "report"})
    assert [job.kind for job in found.context["cl"].result_list] == ["report"]
    assert JOB_HANDLERS.keys() == JOB_NAMES.keys()


def words_of(response: Any) -> str:
    return " ".join(re.sub("<[^>]+>", " ", response.content.decode()).split())


def test_several_processes_count_as_one(tmp_path: Path) -> None:
    lines = (
        "import sys",
        "from config.metrics import count_request, exposition",
        "from jobs.domain.operation import Operation",
        "count_request(method='GET', route='a/', status=200, seconds=0.3)",
        "sys.stdout.write(exposition(Operation((), None, (), None, None, None)).decode())",
    )
    said = ""
    for _process in range(3):
        said = subprocess.run(
            [sys.executable, "-c", "\n".join(lines)],
            cwd=ROOT,
            env=clean({"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}),
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    assert read(said)["shujie_requests_total", "GET", "a/", "200"] == 3
    assert read(said)["shujie_request_seconds_bucket", "0.5"] == 3
    assert read(said)["shujie_request_seconds_bucket", "0.2"] == 0


def test_settings_have_them_count_in_files(tmp_path: Path) -> None:
    asked = "import os, config.settings; print(os.environ.get('PROMETHEUS_MULTIPROC_DIR', ''))"
    for token, folder in ((TOKEN, str(tmp_path / "metrics")), ("", "")):
        said = subprocess.run(
            [sys.executable, "-c", asked],
            cwd=ROOT,
            env=clean({"SHUJIE_VAR_DIR": str(tmp_path), "SHUJIE_METRICS_TOKEN": token}),
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert said.strip() == folder
    assert (tmp_path / "metrics").is_dir()


def test_dashboard_and_alerts_ask_for_what_there_is() -> None:
    count_request(method="GET", route="a/", status=200, seconds=0.3)
    there = {name for name, *_labels in read(exposition(FULL).decode())}
    folder = ROOT / "deploy" / "monitoring"
    board = json.loads((folder / "dashboard.json").read_text(encoding="utf-8"))
    asked = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    rules = yaml.safe_load((folder / "alerts.yaml").read_text(encoding="utf-8"))["groups"][0]["rules"]
    asked += [rule["expr"] for rule in rules]
    named = [name for expression in asked for name in re.findall(r"shujie_\w+", expression)]
    assert len(named) >= len(asked)
    assert set(named) <= there
