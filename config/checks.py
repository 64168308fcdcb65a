"""What an installation lacks, as system checks with stable ids; `manage.py check` shows them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from urllib.parse import urlsplit

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Warning  # noqa: A004 - Django's name for it
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS
from django.utils import timezone
from django.utils.module_loading import import_string

from config.old_database import refuse_old_database
from reports.document.keys import InvalidKey, SigningKey, known_key, trusted

TRY_KEY = "reports.document.signing.try_key"  # loads pyHanko, which few processes need
INSTALLATION = "installation"  # their tag: unlike Django's they ask about the settings, not about the code
SOON = timedelta(days=60)
Apps = Sequence[AppConfig] | None


def check_production(app_configs: Apps, **_options: object) -> list[CheckMessage]:
    """Production takes everything from the environment; say what is not there."""
    return list(_missing()) if settings.PRODUCTION else []


def _missing() -> Iterator[CheckMessage]:
    database = settings.DATABASES["default"].get("ENGINE", "")
    if database == "django.db.backends.dummy":  # what Django itself puts where nothing is set
        database = ""
    needs = (
        (
            "E001",
            not settings.SECRET_IS_MISSING,
            "SHUJIE_SECRET_KEY",
            "Sessions need a secret of 50 characters.",
        ),
        ("E002", settings.ALLOWED_HOSTS, "SHUJIE_HOSTS", "Name the hosts, comma-separated."),
        ("E003", database, "DATABASE_URL", "For example postgresql://user:password@host/name."),
        ("E004", settings.CELERY_BROKER_URL, "CELERY_BROKER_URL", "For example redis://host:6379/0."),
        (
            "E005",
            settings.OPERATOR["name"],
            "SHUJIE_OPERATOR_NAME",
            "Users must know who operates this site.",
        ),
        ("E006", settings.OPERATOR["contact"], "SHUJIE_OPERATOR_CONTACT", "Users must know whom to ask."),
    )
    for number, is_there, variable, why in needs:
        if not is_there:
            hint = f"{why} Every variable is described in .env.example."
            yield Error(f"{variable} is not set.", hint=hint, id=f"shujie.{number}")
    if "*" in settings.ALLOWED_HOSTS:
        yield Error("SHUJIE_HOSTS allows every host.", hint="Name the hosts.", id="shujie.E007")
    if "sqlite3" in database or settings.CELERY_BROKER_URL.startswith("filesystem:"):
        hint = "Use PostgreSQL, and Redis or RabbitMQ, so that several processes and machines can work."
        yield Warning("The embedded database or queue is used in production.", hint=hint, id="shujie.W001")
    yield from _unsealed()
    yield from _services()
    yield from _object_store()


def _services() -> Iterator[CheckMessage]:
    """Yield what is left off, or half set."""
    if not settings.MAIL_CONFIGURED:
        hint = (
            "Set SHUJIE_MAIL_HOST and SHUJIE_MAIL_FROM; without mail nobody can reset a password, addresses "
            "are not proved, and the pages of sign-up and account say which are taken."
        )
        yield Warning("Mail is not configured.", hint=hint, id="shujie.W002")
    if settings.SMS["provider"] == "off":
        hint = (
            "Set SHUJIE_SMS; without it numbers are not proved, and sign-up and account say which are taken."
        )
        yield Info("No codes are sent by SMS.", hint=hint, id="shujie.I002")
    lacking = [name for name in ("key_id", "key_secret", "sign", "template") if not settings.SMS[name]]
    if settings.SMS["provider"] != "off" and lacking:
        hint = "Name what the provider has given, or write off."
        variables = ", ".join(f"SHUJIE_SMS_{name.upper()}" for name in lacking)
        yield Error(f"SHUJIE_SMS is on without {variables}.", hint=hint, id="shujie.E013")
    if settings.OIDC["issuer"] and not (settings.OIDC["client_id"] and settings.OIDC["secret"]):
        hint = "Set SHUJIE_OIDC_CLIENT_ID and SHUJIE_OIDC_CLIENT_SECRET, as the provider has given them."
        yield Error("SHUJIE_OIDC_ISSUER is set without a client.", hint=hint, id="shujie.E014")
    if not settings.CLAMD:
        hint = "Set SHUJIE_CLAMD, if a scanner can be run."
        yield Info("No virus scanner looks at uploads.", hint=hint, id="shujie.I001")
    if not settings.REDIS_URL:
        hint = "Set SHUJIE_REDIS_URL, so that limits count over all processes and machines."
        yield Warning("Each process counts limits and used codes for itself.", hint=hint, id="shujie.W006")


def _object_store() -> Iterator[CheckMessage]:
    """Yield what a store in part lacks: without a bucket all would go into the folder, unnoticed."""
    given = settings.IN_S3["OPTIONS"]
    needed = {"BUCKET": "bucket_name", "KEY_ID": "access_key", "KEY_SECRET": "secret_key"}
    lacking = [f"SHUJIE_S3_{name}" for name, option in needed.items() if not given[option]]
    if lacking and any(given[option] for option in (*needed.values(), "endpoint_url", "region_name")):
        hint = "Name bucket and key of the store, or nothing of it: then files lie in SHUJIE_VAR_DIR."
        yield Error(f"An object store is set without {', '.join(lacking)}.", hint=hint, id="shujie.E015")


def _unsealed() -> Iterator[CheckMessage]:
    """Yield what goes to another machine where anybody on the way can read it."""
    database = settings.DATABASES["default"]
    sealed = database.get("OPTIONS", {}).get("sslmode") in {"require", "verify-ca", "verify-full"}
    if _is_elsewhere(database.get("HOST", "")) and not sealed:
        hint = "End DATABASE_URL with ?sslmode=verify-full, or at least require."
        yield Warning("The database is reached without TLS.", hint=hint, id="shujie.W003")
    services = (
        ("broker", "CELERY_BROKER_URL", settings.CELERY_BROKER_URL),
        ("cache", "SHUJIE_REDIS_URL", settings.REDIS_URL),
    )
    for name, variable, address in services:
        parts = urlsplit(address)
        if _is_elsewhere(parts.hostname or "") and parts.scheme not in {"rediss", "amqps"}:
            hint = f"Write rediss:// or amqps:// in {variable}."
            yield Warning(f"The {name} is reached without TLS.", hint=hint, id="shujie.W004")


def _is_elsewhere(host: str) -> bool:
    return not (host.startswith("/") or host in {"", "localhost", "127.0.0.1", "::1"})


def check_jobs(app_configs: Apps, **_options: object) -> list[CheckMessage]:
    """A lease outlasts the time limit, and each handler exists."""
    found: list[CheckMessage] = []
    if settings.JOB_LEASE_SECONDS <= settings.CELERY_TASK_TIME_LIMIT:
        hint = f"Set SHUJIE_JOB_LEASE_SECONDS above {settings.CELERY_TASK_TIME_LIMIT}."
        found.append(Error("Leases end before jobs are stopped.", hint=hint, id="shujie.E008"))
    for kind, name in settings.JOB_HANDLERS.items():
        try:
            import_string(name)
        except ImportError as error:
            found.append(Error(f"No handler for jobs of kind {kind}: {error}", id="shujie.E009"))
    return found


def check_signing(app_configs: Apps, **_options: object) -> list[CheckMessage]:
    """The key that seals reports can be used, and its certificate counts today and for a while."""
    try:
        key = known_key()
        if key:
            import_string(TRY_KEY)(key)
        if settings.SIGNING["tsa"]:
            trusted(str(settings.SIGNING["trust"]))
    except InvalidKey as invalid:
        return [Error(str(invalid), hint="See SHUJIE_SIGNING_KEY in .env.example.", id="shujie.E011")]
    return list(_outlived(key)) if key else []


def _outlived(key: SigningKey) -> Iterator[CheckMessage]:
    now, certificate = timezone.now(), key.certificate
    begin, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    hint = "Set another key and certificate. Where none is set: move signing/own.pem away, a new one is made."
    if not begin <= now <= end:
        words = f"The certificate that seals reports counts from {begin:%Y-%m-%d} to {end:%Y-%m-%d} only."
        yield Error(words, hint=hint, id="shujie.E012")
    elif end - now < SOON:
        words = f"The certificate that seals reports ends on {end:%Y-%m-%d}."
        yield Warning(words, hint=hint, id="shujie.W005")


def check_database(
    app_configs: Apps, databases: Sequence[str] | None, **_options: object
) -> list[CheckMessage]:
    """No database of before 0.2. Django asks for it before it migrates, and where a database is named."""
    refusal = refuse_old_database() if databases else ""
    return [Error(refusal, id="shujie.E010")] if refusal else []


ALL: tuple[Callable[..., list[CheckMessage]], ...] = (check_production, check_jobs, check_signing)


def refuse_if_misconfigured() -> None:
    """Raise ImproperlyConfigured rather than serve a site that lacks something, or an old database."""
    errors = [message for check in ALL for message in check(None) if message.is_serious()]
    errors = errors or check_database(None, (DEFAULT_DB_ALIAS,))
    if errors:
        raise ImproperlyConfigured("\n".join(str(error) for error in errors))
