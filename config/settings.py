"""All settings, for both modes.

Embedded (default): everything under `var/`, http on loopback. Production (`SHUJIE_MODE=production`):
everything from the environment; what is missing is a system check (`config/checks.py`).
Every variable stands in `.env.example`.
"""

import os
import secrets
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from config import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("SHUJIE_VAR_DIR", str(BASE_DIR / "var")))

VERSION: str = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
PRODUCTION = env.choice("SHUJIE_MODE", ("embedded", "production")) == "production"


def _embedded_secret() -> str:
    """Return the secret made once in `var/`, so that sessions outlive a restart."""
    file = VAR_DIR / "secret"
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    return file.read_text(encoding="utf-8")


# --- Core -------------------------------------------------------------------------------------

DEBUG = False
SECRET_KEY = env.text("SHUJIE_SECRET_KEY") if PRODUCTION else _embedded_secret()
SECRET_KEY_FALLBACKS = env.listing("SHUJIE_SECRET_KEY_FALLBACKS")
SECRET_IS_MISSING = not SECRET_KEY  # `config/checks.py` says so; until then a secret that nobody knows:
SECRET_KEY = SECRET_KEY or secrets.token_urlsafe(50)
ALLOWED_HOSTS = env.listing("SHUJIE_HOSTS") if PRODUCTION else ["127.0.0.1", "localhost", "[::1]"]
# Where others reach this site: it is printed on reports, which no request asks for.
PUBLIC_URL = env.text(
    "SHUJIE_PUBLIC_URL",
    f"https://{ALLOWED_HOSTS[0].lstrip('.')}" if PRODUCTION and ALLOWED_HOSTS else "http://127.0.0.1:8000",
).rstrip("/")
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS] if PRODUCTION else []
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "config",
    "api",
    "plans",
    "reports",
    "roadmap",
    "assessment",
    "standards",
    "editing",
    "enterprises",
    "jobs",
    "audit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_include_bootstrap",
    "django_htmx",
    "csp",
    "simple_history",
    "adminsortable2",
    "django.contrib.admin.apps.SimpleAdminConfig",  # `config.urls` looks for its parts: commands need none
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "config.middleware.number_requests",
    "config.middleware.plain_host",
    "config.middleware.switch_features_off",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.answer_probes",
    "django.middleware.gzip.GZipMiddleware",  # pads at random, tokens are masked: nothing to guess by size
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.middleware.keep_private",
    "django.middleware.locale.LocaleMiddleware",
    "api.middleware.say_problems",  # around all that refuses, in the language that is asked for
    "config.middleware.limit_body",
    "config.middleware.limit_query",
    "config.middleware.only_utf8",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "enterprises.middleware.note_address",
    "enterprises.middleware.UserMiddleware",
    "enterprises.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "enterprises.middleware.ConsentMiddleware",
    "enterprises.middleware.SecondFactorMiddleware",
    "enterprises.middleware.MergedMiddleware",
    "config.middleware.explain_method",
    "simple_history.middleware.HistoryRequestMiddleware",  # who changed criteria and roadmaps
    "config.middleware.SayWhere",  # last but one: only what a view itself answers is a form that was saved
    "enterprises.middleware.OnceMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "config.context_processors.site",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # fields look like templates/django/forms

# --- Data -------------------------------------------------------------------------------------

DATABASE_URL = env.text(
    "DATABASE_URL", "" if PRODUCTION else f"sqlite:///{quote(str(VAR_DIR))}/shujie.sqlite3"
)
# A page waits 10 s for its answer, then it keeps what was entered (static/js/filling.js). All waits together
# stay below, so that words of ours come first: for a connection of the pool, then for an answer.
DB_CONNECT_SECONDS = env.integer("SHUJIE_DB_CONNECT_SECONDS", default=3, minimum=2)
DB_POOL_SECONDS = env.integer("SHUJIE_DB_POOL_SECONDS", default=3, minimum=1)
# No statement of a request takes a second. 0, no limit, for commands: who starts one can end it (manage.py).
DB_STATEMENT_SECONDS = env.integer("SHUJIE_DB_STATEMENT_SECONDS", default=5)
_DATABASE: dict[str, Any] = dict(dj_database_url.parse(DATABASE_URL)) if DATABASE_URL else {}
if _DATABASE.get("ENGINE") == "django.db.backends.sqlite3":
    _DATABASE |= {
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": DB_STATEMENT_SECONDS or 20,
            # recursive_triggers: REPLACE fires DELETE triggers too, so frozen rows stay frozen.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;"
            "PRAGMA recursive_triggers=ON",
        },
    }
elif _DATABASE.get("ENGINE") == "django.db.backends.postgresql":
    _DATABASE["CONN_HEALTH_CHECKS"] = True  # after a restart of the database no request meets a dead one
    _DATABASE["OPTIONS"] = {
        "connect_timeout": DB_CONNECT_SECONDS,
        "options": f"-c statement_timeout={DB_STATEMENT_SECONDS}s",
        **_DATABASE.get("OPTIONS", {}),
        "pool": {
            "min_size": 1,
            "max_size": env.integer("SHUJIE_DB_POOL", default=8, minimum=1),
            "timeout": DB_POOL_SECONDS,
            # Attempts follow ever more slowly: given up soon, the next request begins anew.
            "reconnect_timeout": DB_POOL_SECONDS,
        },
    }
    if DB_STATEMENT_SECONDS:  # the server ends a statement first, unless it hangs
        patient_connection = import_string("config.postgres.patient_connection")  # SQLite needs no psycopg
        _DATABASE["OPTIONS"]["pool"]["connection_class"] = patient_connection(DB_STATEMENT_SECONDS + 1)
DATABASES = {"default": _DATABASE}

CELERY_BROKER_URL = env.text("CELERY_BROKER_URL", "" if PRODUCTION else "filesystem://localhost//")
# What limits are counted in. Without Redis each process counts for itself.
REDIS_URL = env.text(
    "SHUJIE_REDIS_URL", CELERY_BROKER_URL if CELERY_BROKER_URL.startswith(("redis://", "rediss://")) else ""
)
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
if REDIS_URL:
    CACHES["default"] = {
        "BACKEND": "config.cache.SharedCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "shujie",
    }

# --- People -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "enterprises.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "enterprises:home"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "phone", "name")},
    },
    {"NAME": "enterprises.forms.passwords.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "enterprises.forms.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "enterprises.forms.accounts.LoginForm",
    "signup": "enterprises.forms.accounts.SignupForm",
    "reset_password": "enterprises.forms.accounts.ResetPasswordForm",
    "reset_password_from_key": "enterprises.forms.accounts.NewPasswordForm",
    "change_password": "enterprises.forms.accounts.ChangePasswordForm",
    "reauthenticate": "enterprises.forms.accounts.PasswordAgainForm",
}
# An identity provider (OpenID Connect), through which people sign in to accounts that they have.
OIDC = {
    "issuer": env.secure_address("SHUJIE_OIDC_ISSUER", insecure=not PRODUCTION),
    "name": env.text("SHUJIE_OIDC_NAME", "OpenID Connect"),
    "client_id": env.text("SHUJIE_OIDC_CLIENT_ID"),
    "secret": env.text("SHUJIE_OIDC_CLIENT_SECRET"),
}
OIDC_ORIGIN = ["{0.scheme}://{0.netloc}".format(urlsplit(OIDC["issuer"]))] if OIDC["issuer"] else []
SOCIALACCOUNT_ADAPTER = "enterprises.forms.identities.IdentityAdapter"
SOCIALACCOUNT_REAUTHENTICATION_REQUIRED = True  # before one is connected or taken away
SOCIALACCOUNT_PROVIDERS: dict[str, object] = {}
if OIDC["issuer"]:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": OIDC["name"],
                "client_id": OIDC["client_id"],
                "secret": OIDC["secret"],
                "settings": {"server_url": OIDC["issuer"]},
            }
        ],
    }
MFA_ADAPTER = "enterprises.forms.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "enterprises.forms.second_factor.CodeForm",
    "reauthenticate": "enterprises.forms.second_factor.CodeAgainForm",
    "activate_totp": "enterprises.forms.second_factor.FirstCodeForm",
    "add_webauthn": "enterprises.forms.second_factor.PasskeyForm",
    "authenticate_webauthn": "enterprises.forms.second_factor.UsePasskeyForm",
    "login_webauthn": "enterprises.forms.second_factor.SignInByPasskeyForm",
    "reauthenticate_webauthn": "enterprises.forms.second_factor.PasskeyAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # some are not: `enterprises.forms.codes.proves`
MFA_TOTP_ISSUER = "数阶"
MFA_TOTP_TOLERANCE = 1  # phones' clocks are off by half a minute
MFA_RATE_LIMITS = {"webauthn_login": "200/m/ip"}  # a training room shares one; nothing can be guessed
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
# Who works in the admin signs in with a second factor.
STAFF_SECOND_FACTOR = (
    env.choice("SHUJIE_STAFF_SECOND_FACTOR", ("on", "off") if PRODUCTION else ("off", "on")) == "on"
)
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]  # for allauth's checks; the form is ours
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # ours is before there is an account: `enterprises.forms.codes`
ACCOUNT_SESSION_REMEMBER = True
# Besides allauth's own. A training room shares one address, so that limits by address are wide. Who guesses
# passwords is slowed by `enterprises.domain.sign_in`, which counts in the database, once for all processes.
ACCOUNT_RATE_LIMITS = {
    "add_member": "10/m/user,60/d/user",  # by address or by link
    "mail_invitation": "3/d/key,300/d/ip",  # mails to anybody
    "join": "10/m/user,60/d/user",
    "signup": None,  # `sign_up` in the form instead, which keeps what was typed
    "sign_up": "200/m/ip",
    "reset_password": "200/m/ip,1000/d/ip,5/m/key,10/h/key",  # the key is the address that is mailed to
    "reset_password_from_key": "200/m/ip",  # nothing can be guessed
    "send_code": "1/m/key,5/h/key,10/d/key,60/m/ip,1000/d/ip",  # a short message costs money, mail annoys
    "try_code": "5/15m/key",  # by the code: 5 tries while it counts
    "verify_domain": "10/h/user,30/d/user,20/d/key,300/d/ip",  # mails to anybody, and guesses at a code
    "webhook": "10/m/user,200/d/user",  # messages that are asked for by hand
    "report": "30/h/user,100/d/user",  # each takes a worker's time; the page and the API count together
    "bundle": "10/h/user,20/d/user",  # each lies on the disk for days
    "check_report": "60/m/ip,2000/d/ip",
    "login": None,
    "login_failed": None,
}

# --- Language, time ---------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- Pages ------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Files of firms: never under an address of their own, each is sent by a view that asks who wants it.
IN_FOLDER = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {
        "location": VAR_DIR / "files",
        "file_permissions_mode": 0o600,
        "directory_permissions_mode": 0o700,
    },
}
S3_BUCKET = env.text("SHUJIE_S3_BUCKET")
IN_S3: dict[str, Any] = {
    "BACKEND": "storages.backends.s3.S3Storage",
    "OPTIONS": {
        "bucket_name": S3_BUCKET,
        "endpoint_url": env.text("SHUJIE_S3_URL") or None,
        "region_name": env.text("SHUJIE_S3_REGION") or None,
        "access_key": env.text("SHUJIE_S3_KEY_ID"),
        "secret_key": env.text("SHUJIE_S3_KEY_SECRET"),
        "file_overwrite": False,  # as in a folder: what is there stays
        "max_memory_size": 2**22,  # what is larger waits on the disk while it is sent
    },
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    "private": IN_S3 if S3_BUCKET else IN_FOLDER,
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = VAR_DIR / "media"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        # Signing in leads on from a form of ours to the identity provider.
        "form-action": [SELF, *OIDC_ORIGIN],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
OPERATOR = {  # for the footer, the privacy notice and the reports
    "name": env.text("SHUJIE_OPERATOR_NAME"),
    "contact": env.text("SHUJIE_OPERATOR_CONTACT"),
    "filing": env.text("SHUJIE_OPERATOR_FILING"),
}

# --- Safety -----------------------------------------------------------------------------------

QUERY_MAX_BYTES = 2**15
BODY_MAX_BYTES = 1 * 2**20  # the largest forms are a section of questions and a sector
_TABLE_MAX_BYTES = 8 * 2**20 + 2**16  # the file and the form around it
# What proves answers and the steps of a plan: photographs, contracts, reports.
FILE_MAX_BYTES = env.integer("SHUJIE_FILE_MB", default=20, minimum=1) * 2**20
PLAN_FILES_MAX_BYTES = env.integer("SHUJIE_PLAN_FILES_MB", default=300, minimum=1) * 2**20
# All files of a firm together, with its packages: one firm cannot fill the disk.
FIRM_FILES_MAX_BYTES = env.integer("SHUJIE_FIRM_FILES_MB", default=1500, minimum=1) * 2**20
_FILES_MAX_BYTES = 5 * FILE_MAX_BYTES + 2**16  # several at once
UPLOAD_MAX_BYTES = {  # by page
    "exchange:upload": _TABLE_MAX_BYTES,
    "roadmap_exchange:upload": _TABLE_MAX_BYTES,
    "enterprises:verification": _TABLE_MAX_BYTES,
    "assessment:workbook_upload": _TABLE_MAX_BYTES,
    "assessment:upload_proof": _FILES_MAX_BYTES,
    "plans:upload": _FILES_MAX_BYTES,
    "plans:files": _FILES_MAX_BYTES,
}
# A virus scanner for all that is uploaded: the socket of clamd, or host:port; "" for none.
CLAMD = env.text("SHUJIE_CLAMD")
CLAMD_INSISTS = env.choice("SHUJIE_CLAMD_AWAY", ("refuse", "take")) == "refuse"
DATA_UPLOAD_MAX_MEMORY_SIZE = BODY_MAX_BYTES
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000  # the weights of a large standard, or a question with many options
SESSION_ENGINE = "enterprises.models"
# A session ends once nothing has been sent from it for so long; to read writes nothing and does not count.
SESSION_DAYS = env.integer("SHUJIE_SESSION_DAYS", default=90, minimum=1)
SESSION_COOKIE_AGE = env.integer("SHUJIE_SESSION_MINUTES", default=14 * 24 * 60, minimum=1) * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
PROXIES = env.integer("SHUJIE_PROXIES", default=1) if PRODUCTION else 0
if PRODUCTION:
    # Browsers take a cookie of such a name from this very host only, over https.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    LANGUAGE_COOKIE_NAME = "__Host-language"
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
    SECURE_HSTS_SECONDS = env.integer("SHUJIE_HSTS_SECONDS", default=31_536_000)
    # Subdomains and browsers' preload lists concern more than this site: the operator's decision.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
    if PROXIES:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


# --- Mail -------------------------------------------------------------------------------------

EMAIL_HOST = env.text("SHUJIE_MAIL_HOST")
MAIL_CONFIGURED = bool(EMAIL_HOST)
EMAIL_PORT = env.integer("SHUJIE_MAIL_PORT", default=587, minimum=1)
EMAIL_HOST_USER = env.text("SHUJIE_MAIL_USER")
EMAIL_HOST_PASSWORD = env.text("SHUJIE_MAIL_PASSWORD")
_MAIL_SECURITY = env.choice("SHUJIE_MAIL_SECURITY", ("starttls", "ssl", "none"))
EMAIL_USE_TLS = _MAIL_SECURITY == "starttls"
EMAIL_USE_SSL = _MAIL_SECURITY == "ssl"
EMAIL_TIMEOUT = 5  # seconds a request waits at most
DEFAULT_FROM_EMAIL = env.text("SHUJIE_MAIL_FROM", "shujie@localhost")
if MAIL_CONFIGURED:
    EMAIL_BACKEND = "config.mail.PatientBackend"
else:  # embedded: the terminal shows what would have been sent
    EMAIL_BACKEND = f"django.core.mail.backends.{'dummy' if PRODUCTION else 'console'}.EmailBackend"

# --- Short messages -----------------------------------------------------------------------------

SMS = {  # codes to mobile numbers; `enterprises.services.texting`
    "provider": env.choice(
        "SHUJIE_SMS", ("off", "aliyun", "tencent") if PRODUCTION else ("off", "terminal", "aliyun", "tencent")
    ),
    "key_id": env.text("SHUJIE_SMS_KEY_ID"),
    "key_secret": env.text("SHUJIE_SMS_KEY_SECRET"),
    "sign": env.text("SHUJIE_SMS_SIGN"),
    "template": env.text("SHUJIE_SMS_TEMPLATE"),
    "app": env.text("SHUJIE_SMS_APP"),
    "url": env.text("SHUJIE_SMS_URL"),
}

# --- Logs -------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "config.log.line_format", "machines": PRODUCTION}},
    "filters": {"hide_tokens": {"()": "config.log.HideTokens"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["hide_tokens"]},
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},  # no mail to ADMINS
        # One line a request: for whoever collects them.
        "shujie.access": {"level": "INFO" if PRODUCTION else "WARNING"},
        "django.request": {"level": "ERROR" if PRODUCTION else "WARNING"},  # the access lines have the rest
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # anybody may send any host; we answer 400
    },
}

# --- Method -----------------------------------------------------------------------------------

DEFAULT_STANDARD = "miit-sme-2024"  # new assessments use its newest published revision
# Whoever wrote a change does not publish it. A single person on an own machine may.
FOUR_EYES = env.choice("SHUJIE_FOUR_EYES", ("on", "off") if PRODUCTION else ("off", "on")) == "on"

# --- Who firms are ----------------------------------------------------------------------------

# Two of the staff compare a licence with name and code. Its picture goes once they have decided.
VERIFY_FOUR_EYES = (
    env.choice("SHUJIE_VERIFY_FOUR_EYES", ("on", "off") if PRODUCTION else ("off", "on")) == "on"
)
FIRM_REGISTER = env.text("SHUJIE_FIRM_REGISTER")  # dotted path of a `enterprises.domain.register.Register`
REPORT_DAYS = env.integer("SHUJIE_REPORT_DAYS", default=0, minimum=0)  # that files are kept; 0: for good
KEEP_LICENCES = env.choice("SHUJIE_KEEP_LICENCES", ("off", "on")) == "on"

# --- What goes --------------------------------------------------------------------------------

ERASE_DAYS = env.integer("SHUJIE_ERASE_DAYS", default=14, minimum=3)  # to think better of erasing a firm
# A firm whose last member has deleted the account is erased after so many days.
LEFT_FIRM_DAYS = env.integer("SHUJIE_LEFT_FIRM_DAYS", default=180, minimum=3)

# --- Who did what -----------------------------------------------------------------------------

AUDIT_DAYS = env.integer(
    "SHUJIE_AUDIT_DAYS", default=400, minimum=180
)  # entries of the log are kept; by law 180

# --- Seals ------------------------------------------------------------------------------------

# What seals reports. Without a key the installation makes one of its own (reports/document/keys.py).
SIGNING: dict[str, str] = {
    "key": env.text("SHUJIE_SIGNING_KEY"),
    "certificate": env.text("SHUJIE_SIGNING_CERTIFICATE"),
    "password": env.text("SHUJIE_SIGNING_PASSWORD"),
    "tsa": env.text("SHUJIE_SIGNING_TSA"),
    "trust": env.text("SHUJIE_SIGNING_TRUST"),
}

# --- Backups ----------------------------------------------------------------------------------

BACKUP_RECIPIENTS = env.listing("SHUJIE_BACKUP_RECIPIENTS")

# --- Webhooks ---------------------------------------------------------------------------------

WEBHOOK_NETWORKS = env.networks("SHUJIE_WEBHOOK_NETWORKS")  # private ones that may be sent to, too

# --- Weaknesses -------------------------------------------------------------------------------

SECURITY_CONTACT = env.contact("SHUJIE_SECURITY_CONTACT")

# --- Figures for operators --------------------------------------------------------------------

METRICS_TOKEN = env.text("SHUJIE_METRICS_TOKEN")
if METRICS_TOKEN:  # before prometheus-client is imported: it looks there once
    (VAR_DIR / "metrics").mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(VAR_DIR / "metrics"))

# --- Background work --------------------------------------------------------------------------

# What each kind of job calls: a `jobs.services.registry.Handler`.
JOB_HANDLERS: dict[str, str] = {
    "package": "plans.tasks.packages.make_package",
    "report": "reports.tasks.make_report",
    "bundle": "reports.tasks.make_bundle",
    "replay": "assessment.trial.tasks.replay_part",
    "tell_defect": "assessment.tasks.tell_part",
    "remind_of_parts": "assessment.tasks.reminding.remind_part",
    "remind_of_steps": "plans.tasks.reminders.remind_part",
    "sweep_files": "plans.tasks.sweeping.sweep_part",
    "webhook": "api.tasks.deliver",
}
JOB_NAMES = {  # as staff read them
    "package": _("验收材料打包"),
    "report": _("报告"),
    "bundle": _("多份报告打包"),
    "replay": _("指标试算"),
    "tell_defect": _("更正通知"),
    "remind_of_parts": _("填报提醒"),
    "remind_of_steps": _("方案提醒"),
    "sweep_files": _("清理文件"),
    "webhook": _("事件通知"),
}
FOLLOWED_PLAN = "plans.selectors.following.followed_from"  # what reports say of a plan, which lies above
JOBS_WAITED_FOR = ("package", "report")  # somebody sits before a page: they go before all else
JOB_ATTEMPTS = 3
JOB_TIME_SECONDS = env.integer("SHUJIE_JOB_TIME_SECONDS", default=40, minimum=1)
JOB_MEMORY_MB = env.integer("SHUJIE_JOB_MEMORY_MB", default=1536, minimum=256)
JOB_SWEEP_SECONDS = env.integer("SHUJIE_JOB_SWEEP_SECONDS", default=10, minimum=1)
JOB_LEASE_SECONDS = env.integer("SHUJIE_JOB_LEASE_SECONDS", default=60, minimum=1)

CELERY_TASK_SOFT_TIME_LIMIT = JOB_TIME_SECONDS  # raised inside the job, which then says why it ended
CELERY_TASK_TIME_LIMIT = JOB_TIME_SECONDS + 5  # kills the process where native code does not listen
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False  # a request does not wait for a broker; the sweep makes up for it
CELERY_WORKER_CONCURRENCY = env.integer("SHUJIE_WORKERS", default=2 if PRODUCTION else 1, minimum=1)
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_TIMEOUT = 3
# One try: a request does not wait while a broker is down.
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {"max_retries": 0}
if CELERY_BROKER_URL.startswith("redis"):
    CELERY_BROKER_TRANSPORT_OPTIONS |= {"socket_connect_timeout": 3, "socket_timeout": 5}
elif CELERY_BROKER_URL.startswith("filesystem:"):
    _QUEUE_DIR = VAR_DIR / "queue"
    for _folder in ("messages", "processed", "control"):
        (_QUEUE_DIR / _folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS |= {
        "data_folder_in": str(_QUEUE_DIR / "messages"),
        "data_folder_out": str(_QUEUE_DIR / "messages"),
        "processed_folder": str(_QUEUE_DIR / "processed"),
        "control_folder": str(_QUEUE_DIR / "control"),
        "polling_interval": 0.1,  # seconds, also after each message: of a second, a job waits for all sweeps
    }
