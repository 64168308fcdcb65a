"""What an installation lacks is said by id, with a hint."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from config import checks
from config.settings import SMS
from reports.document.keys import InvalidKey, signing_key
from tests.reports.seals import NOW, certificate, issued, pem, private_pem, written

# Only the check reads the setting: no connection is made with it.
pytestmark = pytest.mark.filterwarnings("ignore:Overriding setting DATABASES:UserWarning")

COMPLETE: dict[str, Any] = {
    "PRODUCTION": True,
    "SECRET_IS_MISSING": False,
    "ALLOWED_HOSTS": ["example.cn"],
    "DATABASES": {"default": {"ENGINE": "django.db.backends.postgresql"}},
    "CELERY_BROKER_URL": "redis://127.0.0.1",
    "OPERATOR": {"name": "某中心", "contact": "0551", "filing": ""},
    "MAIL_CONFIGURED": True,
    "REDIS_URL": "redis://127.0.0.1",
    "CLAMD": "/run/clamd",
    "SMS": {"provider": "tencent", "key_id": "k", "key_secret": "s", "sign": "s", "template": "t"},
}


def database_at(host: str, **options: str) -> dict[str, Any]:
    engine = "django.db.backends.postgresql"
    return {"DATABASES": {"default": {"ENGINE": engine, "HOST": host, "OPTIONS": options}}}


def object_store(**options: str) -> dict[str, Any]:
    place = {"endpoint_url": "https://s3.example.cn", "region_name": None}
    given = {"bucket_name": "firms", "access_key": "id", "secret_key": "secret"}
    return {"OPTIONS": place | given | options}


def ids(settings: Settings, **changed: Any) -> list[str | None]:
    for name, value in (COMPLETE | changed).items():
        setattr(settings, name, value)
    found = checks.check_production(None)
    assert all(message.hint for message in found)
    return [message.id for message in found]


def test_a_complete_environment_has_nothing_to_complain_about(settings: Settings) -> None:
    assert ids(settings) == []


@pytest.mark.parametrize(
    "changed",
    [
        database_at("/run/postgresql"),
        database_at("127.0.0.1"),
        {"IN_S3": object_store()},
        database_at("db.example.cn", sslmode="require"),
        database_at("db.example.cn", sslmode="verify-full"),
        {"CELERY_BROKER_URL": "rediss://10.0.0.5:6379/0"},
        {"CELERY_BROKER_URL": "amqps://mq.example.cn"},
    ],
)
def test_what_stays_here_or_is_sealed_is_in_order(changed: dict[str, Any], settings: Settings) -> None:
    assert ids(settings, **changed) == []


def test_the_embedded_mode_asks_for_nothing(settings: Settings) -> None:
    assert ids(settings, PRODUCTION=False, SECRET_IS_MISSING=True, MAIL_CONFIGURED=False) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"SECRET_IS_MISSING": True}, "E001"),
        ({"ALLOWED_HOSTS": []}, "E002"),
        ({"DATABASES": {"default": {}}}, "E003"),
        ({"DATABASES": {"default": {"ENGINE": "django.db.backends.dummy"}}}, "E003"),
        ({"CELERY_BROKER_URL": ""}, "E004"),
        ({"OPERATOR": {"name": "", "contact": "0551"}}, "E005"),
        ({"OPERATOR": {"name": "某中心", "contact": ""}}, "E006"),
        ({"ALLOWED_HOSTS": ["*"]}, "E007"),
        ({"DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3"}}}, "W001"),
        ({"CELERY_BROKER_URL": "filesystem://"}, "W001"),
        ({"MAIL_CONFIGURED": False}, "W002"),
        (database_at("db.example.cn"), "W003"),
        (database_at("10.0.0.5", sslmode="prefer"), "W003"),
        ({"CELERY_BROKER_URL": "redis://:secret@10.0.0.5:6379/0"}, "W004"),
        ({"REDIS_URL": "redis://10.0.0.5"}, "W004"),
        (
            {"SMS": {"provider": "aliyun", "key_id": "k", "key_secret": "s", "sign": "", "template": "t"}},
            "E013",
        ),
        ({"OIDC": {"issuer": "https://id.example.cn", "client_id": "shujie", "secret": ""}}, "E014"),
        ({"IN_S3": object_store(bucket_name="")}, "E015"),
        ({"IN_S3": object_store(access_key="")}, "E015"),
        ({"IN_S3": object_store(bucket_name="", access_key="", secret_key="")}, "E015"),
        ({"CLAMD": ""}, "I001"),
        ({"SMS": SMS | {"provider": "off"}}, "I002"),
        ({"REDIS_URL": ""}, "W006"),
    ],
)
def test_each_gap_has_its_id(changed: dict[str, Any], expected: str, settings: Settings) -> None:
    assert ids(settings, **changed) == [f"shujie.{expected}"]


def test_what_an_object_store_lacks_is_named(settings: Settings) -> None:
    settings.IN_S3 = object_store(bucket_name="", secret_key="")
    (found,) = checks._object_store()
    assert found.msg == "An object store is set without SHUJIE_S3_BUCKET, SHUJIE_S3_KEY_SECRET."


def test_a_lease_must_outlast_the_time_limit(settings: Settings) -> None:
    settings.JOB_LEASE_SECONDS = settings.CELERY_TASK_TIME_LIMIT
    assert [message.id for message in checks.check_jobs(None)] == ["shujie.E008"]


def test_a_handler_that_is_not_there_is_found_before_its_first_job(settings: Settings) -> None:
    settings.JOB_HANDLERS = {"report": "reports.nowhere.make"}
    assert [message.id for message in checks.check_jobs(None)] == ["shujie.E009"]


def test_a_production_site_that_lacks_something_does_not_start(settings: Settings) -> None:
    settings.PRODUCTION = True
    settings.OPERATOR = {"name": "", "contact": ""}
    with pytest.raises(ImproperlyConfigured, match="SHUJIE_OPERATOR_NAME is not set"):
        checks.refuse_if_misconfigured()


# --- What seals reports -----------------------------------------------------------------------


def signing(settings: Settings, folder: Path, until: datetime) -> list[str | None]:
    key = issued()[0]
    settings.SIGNING = settings.SIGNING | {
        "key": written(folder, "key.pem", private_pem(key)),
        "certificate": written(folder, f"{until:%Y%m%d}.pem", pem(certificate(key, "某中心", until=until))),
    }
    return [message.id for message in checks.check_signing(None)]


@pytest.mark.parametrize(
    ("days", "expected"), [(400, []), (61, []), (59, ["shujie.W005"]), (-1, ["shujie.E012"])]
)
def test_a_certificate_that_ends_is_named_in_time(
    days: int, expected: list[str], settings: Settings, tmp_path: Path
) -> None:
    assert signing(settings, tmp_path, NOW + timedelta(days=days)) == expected


def test_a_key_that_cannot_be_used_is_named(settings: Settings, tmp_path: Path) -> None:
    settings.SIGNING = settings.SIGNING | {"key": str(tmp_path / "nowhere.p12")}
    (message,) = checks.check_signing(None)
    assert (message.id, "SHUJIE_SIGNING_KEY: cannot read" in message.msg) == ("shujie.E011", True)


@pytest.mark.parametrize("name", ["certificate", "password"])
def test_what_goes_with_a_key_is_not_set_without_it(name: str, settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    settings.SIGNING = settings.SIGNING | {"key": "", name: "own.pem"}
    (message,) = checks.check_signing(None)
    assert message.id == "shujie.E011"
    assert message.msg == f"SHUJIE_SIGNING_{name.upper()} is set without SHUJIE_SIGNING_KEY."
    with pytest.raises(InvalidKey):  # nothing is sealed with a key of its own meanwhile
        signing_key(at=NOW)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("address", ["pkcs11:token=t;object=o?module-path=/nowhere.so", "key.pem"])
def test_a_key_is_not_set_without_its_certificate(address: str, settings: Settings, tmp_path: Path) -> None:
    key = address if address.startswith("pkcs11") else written(tmp_path, address, private_pem(issued()[0]))
    settings.SIGNING = settings.SIGNING | {"key": key, "certificate": ""}
    (message,) = checks.check_signing(None)
    assert (message.id, "SHUJIE_SIGNING_CERTIFICATE" in message.msg) == ("shujie.E011", True)


def test_time_stamps_need_roots(settings: Settings) -> None:
    settings.SIGNING = settings.SIGNING | {"tsa": "https://tsa.example.cn", "trust": ""}
    assert [message.id for message in checks.check_signing(None)] == ["shujie.E011"]


def test_an_installation_without_a_key_is_in_order_and_none_is_made_by_looking(
    settings: Settings, tmp_path: Path
) -> None:
    settings.VAR_DIR = tmp_path
    assert checks.check_signing(None) == []
    assert list(tmp_path.iterdir()) == []
