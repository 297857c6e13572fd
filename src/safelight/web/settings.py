"""How this installation is set up: everything that differs between boards comes from the environment."""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONCE, NONE, SELF

from safelight.web.keys import key_from
from safelight.web.mail import mail_server

DATA = Path(os.environ.get("SAFELIGHT_DATA", "var/data")).resolve()
DATA.mkdir(parents=True, exist_ok=True)
# Not resolved: the site is a link, and what is swapped is the link itself.
PUBLIC_SITE = Path(os.environ.get("SAFELIGHT_PUBLIC_SITE", DATA / "public")).absolute()
NODE_MODULES = Path(os.environ.get("SAFELIGHT_NODE_MODULES", "node_modules")).resolve()

# A demonstration tells a story of the past: its folder says on which day it is looked at. Elsewhere this is empty.
PRETEND_TODAY = (DATA / ".safelight-demo").read_text("ascii").strip() if (DATA / ".safelight-demo").exists() else ""

DEBUG = os.environ.get("SAFELIGHT_DEBUG", "") == "yes"
SECURE = os.environ.get("SAFELIGHT_HTTPS", "") == "yes"
SECRET_KEY = key_from("SAFELIGHT_SECRET_KEY", DATA / "keys" / "session.key")
VAULT_KEY = key_from("SAFELIGHT_VAULT_KEY", DATA / "keys" / "vault.key")
NAMES_KEY = key_from("SAFELIGHT_NAMES_KEY", DATA / "keys" / "names.key")
VAULT = DATA / "vault"
# What is sent in is first opened by a process of its own, within limits of time and memory. The tests do without.
PAPERS_READ_APART = True
ALLOWED_HOSTS = os.environ.get("SAFELIGHT_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "safelight.records.audit",
    "safelight.records.people",
    "safelight.records.cases",
    "safelight.records.plans",
    "safelight.records.writing",
    "safelight.records.publication",
    "safelight.records.disclosure",
    "safelight.records.committee",
    "safelight.records.diary",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "safelight.web.privacy.KeepPagesPrivate",
]
ROOT_URLCONF = "safelight.web.urls"
WSGI_APPLICATION = "safelight.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {
            "environment": "safelight.web.pages.environment",
            "context_processors": ["safelight.web.pages.every_page"],
        },
    },
    {
        # allauth asks for Django's own engine; its pages are the few under account/ and mfa/.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{DATA / 'db.sqlite3'}", conn_max_age=60)}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["OPTIONS"] = {
        # IMMEDIATE: a write waits its turn at the start instead of failing in the middle.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "safelight.web.sign_in.Invited"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Safelight"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

# How a mail says where the desk is, because no request tells it.
DESK_ADDRESS = os.environ.get("SAFELIGHT_ADDRESS", f"http{'s' if SECURE else ''}://{ALLOWED_HOSTS[0]}").rstrip("/")

# Where the public site is, for its feeds and its list of addresses. Empty where it has none yet.
PUBLIC_ADDRESS = os.environ.get("SAFELIGHT_PUBLIC_ADDRESS", "").rstrip("/")

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [
    Path(__file__).parent / "static",
    NODE_MODULES / ".safelight",
    ("govuk", NODE_MODULES / "govuk-frontend" / "dist" / "govuk"),
]
WHITENOISE_USE_FINDERS = True
FILE_UPLOAD_HANDLERS = ["safelight.web.uploads.InMemory"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 60 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

EMAIL_BACKEND = os.environ.get("SAFELIGHT_EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
MAIL_SERVER = mail_server(os.environ.get("SAFELIGHT_SMTP_URL", ""))
EMAIL_HOST, EMAIL_PORT = MAIL_SERVER.host, MAIL_SERVER.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL_SERVER.user, MAIL_SERVER.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL_SERVER.starttls, MAIL_SERVER.tls
EMAIL_TIMEOUT = 30  # seconds
DEFAULT_FROM_EMAIL = os.environ.get("SAFELIGHT_FROM", "safelight@example.org")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # A log line never carries a request's data or an exception's words: those can name a child.
    "formatters": {"bare": {"()": "safelight.web.privacy.BareFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "bare"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # The server of `make run` would write out every address, and that of a calendar's link is a secret.
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
