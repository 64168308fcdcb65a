"""The files of firms in an S3-compatible store, by settings alone, against a server that answers."""

import os
import runpy
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.core.files.storage.handler import StorageHandler
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from moto.server import ThreadedMotoServer
from pytest_django import DjangoDbBlocker

from enterprises.models import Enterprise, FirmFile, User, private_storage
from plans.services.sweeping import remove_unnamed
from reports.models import ReportFile
from tests.assessment.factories import make_snapshot
from tests.config.test_backup import fill, new_site, write_key
from tests.plans.factories import make_file, make_followed
from tests.reports.factories import make_report

SETTINGS = Path(__file__).parents[2] / "config" / "settings.py"
BUCKET = "firms"
NAMES = ("BUCKET", "URL", "REGION", "KEY_ID", "KEY_SECRET")
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_library", "sectors")]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture(autouse=True)
def store(server: str, monkeypatch: pytest.MonkeyPatch) -> Storage:
    """Let what columns and services hold be the store that the environment names."""
    for name, value in zip(NAMES, (BUCKET, server, "us-east-1", "id", "secret"), strict=True):
        monkeypatch.setenv(f"SHUJIE_S3_{name}", value)
    named = runpy.run_path(str(SETTINGS))["STORAGES"]
    found = StorageHandler(named)["private"]
    options = {"endpoint_url": server, "region_name": "us-east-1"}
    client = boto3.client("s3", aws_access_key_id="id", aws_secret_access_key="secret", **options)
    client.create_bucket(Bucket=BUCKET)
    for one in client.list_objects(Bucket=BUCKET).get("Contents", ()):
        client.delete_object(Bucket=BUCKET, Key=one["Key"])
    held = private_storage()
    monkeypatch.setattr(held, "__class__", type(found))
    monkeypatch.setattr(held, "__dict__", found.__dict__)
    return held


def listed(store: Storage, folder: str = "") -> set[str]:
    folders, files = store.listdir(folder)
    inner = {f"{name}/{one}" for name in folders for one in listed(store, f"{folder}{name}/")}
    return inner | set(files)


def read(store: Storage, name: str) -> bytes:
    with store.open(name) as opened:
        content: bytes = opened.read()
    return content


def test_a_file_and_a_report_are_kept_there_and_sent(
    client: Client, alice: User, firm: Enterprise, store: Storage
) -> None:
    snapshot = make_snapshot(enterprise=firm)
    file = make_file(plan=make_followed(snapshot=snapshot))
    report = make_report(snapshot, alice)
    kept = ReportFile.objects.get(report=report)
    assert {str(kept.pdf), str(file.file)} <= listed(store)
    client.force_login(alice)
    sent = client.get(reverse("reports:download", args=[report.public_id])).getvalue()
    assert sent.startswith(b"%PDF-")
    assert len(sent) == kept.size


def test_a_backup_takes_what_lies_there_and_brings_it_back(
    server: str, store: Storage, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> None:
    """Into an object store and into a folder: a backup says nothing of where it was taken."""
    files = {f"reports/{number}.pdf": f"{number}".encode() * 10**5 for number in range(3)}
    for name, content in files.items():
        store.save(name, ContentFile(content))
    key, backup, sites = write_key(tmp_path / "key"), str(tmp_path / "kept"), ExitStack()
    with sites:
        first, second, third = (
            sites.enter_context(new_site(tmp_path, "sqlite", name, key, django_db_blocker))
            for name in ("first", "second", "third")
        )
        fill(first)
        shutil.rmtree(first.var / "files")
        there = {f"SHUJIE_S3_{name}": os.environ[f"SHUJIE_S3_{name}"] for name in NAMES}
        code, said = first.start("backup", backup, **there)
        assert (code, "and 4 files, read back" in said) == (0, True), said
        for name in files:
            store.delete(name)
        restore = ("restore", backup, "--identity", str(key))
        code, said = second.start(*restore, **there)
        assert (code, ", 0 differences" in said) == (0, True), said
        assert {name: read(store, name) for name in listed(store)} == files
        code, said = third.start(*restore)
        assert (code, ", 0 differences" in said) == (0, True), said
        assert {name: (third.var / "files" / name).read_bytes() for name in files} == files
        store.delete("reports/1.pdf")
        store.save("reports/4.pdf", ContentFile(b"new"))
        said = second.start(*restore, "--check", **there)[1]
    assert "files/reports/1.pdf is missing" in said
    assert "files/reports/4.pdf is not in the backup" in said


def test_a_store_that_cannot_be_reached_ends_a_backup_with_a_sentence(
    tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> None:
    there = {f"SHUJIE_S3_{name}": os.environ[f"SHUJIE_S3_{name}"] for name in NAMES}
    there |= {"SHUJIE_S3_URL": "http://127.0.0.1:9", "AWS_MAX_ATTEMPTS": "1"}
    with new_site(tmp_path, "sqlite", "first", write_key(tmp_path / "key"), django_db_blocker) as site:
        fill(site)
        code, said = site.start("backup", str(tmp_path / "kept"), **there)
    assert (code, "files: the store of files does not" in said) == (1, True), said
    assert "Traceback" not in said


def test_what_no_row_names_is_swept_away_there(store: Storage) -> None:
    named = make_file(plan=make_followed())
    store.save("files/unnamed", ContentFile(b"left behind"))
    assert remove_unnamed(at=timezone.now(), each=lambda: None) == []
    assert remove_unnamed(at=timezone.now() + timedelta(days=2), each=lambda: None) == ["files/unnamed"]
    assert listed(store) == {str(FirmFile.objects.get(pk=named.pk).file)}
