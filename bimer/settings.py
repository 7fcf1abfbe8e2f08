"""One settings file. Values come from the environment; wrong ones are reported by system checks."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF

from bimer.law import profile

PACKAGE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("BIMER_DATA", ".data")).absolute()


def _flag(name: str, default: bool) -> bool:
    return os.environ.get(name, str(default)).lower() in {"1", "true", "yes", "on"}


def _database(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    # Statements asked often are planned once a connection: a third of the database's time. A pooler that
    # hands a connection from one client to another (PgBouncer before 1.21) can't do that.
    prepares = _flag("BIMER_PREPARE", True)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "bimer",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {
            "server_side_binding": prepares,
            "prepare_threshold": 3 if prepares else None,
            "pool": {"min_size": 1, "max_size": int(os.environ.get("BIMER_POOL", "8")), "timeout": 10},
            **dict(parse_qsl(parts.query)),
        },
    }


# --- Where it runs -------------------------------------------------------------------------------
PRODUCTION = _flag("BIMER_PRODUCTION", False)
DEBUG = _flag("BIMER_DEBUG", False)
SECRET_KEY = os.environ.get("BIMER_SECRET_KEY", "development-only-" + "x" * 50)
# Makes reading codes from tracking numbers; changing it makes every code handed out worthless.
CODE_KEY = os.environ.get("BIMER_CODE_KEY", "development-only-code-key")
ALLOWED_HOSTS = os.environ.get("BIMER_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
BASE_URL = os.environ.get("BIMER_BASE_URL", "http://localhost:8150").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
DATABASES = {"default": _database(os.environ.get("DATABASE_URL", "postgres://bimer@127.0.0.1:5432/bimer"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "bimer.urls"
WSGI_APPLICATION = "bimer.wsgi.application"

# --- Whose it is: an installation sets its own name and mark -------------------------------------
# Where users find the source of what runs here (AGPL section 13); shown at the foot of every page.
SOURCE_URL = os.environ.get("BIMER_SOURCE_URL", "")
# Whose law it speaks: a profile that comes with the system, or the path of a folder of one's own.
LAW = profile.use(os.environ.get("BIMER_PROFILE", profile.USUAL))
SYSTEM_NAME = os.environ.get("BIMER_NAME", LAW.platform)
CENTRE_CODE = os.environ.get("BIMER_CENTRE", LAW.centre)
LETTER_FIRST_LINE = LAW.letters_begin

INSTALLED_APPS = [
    "bimer.ui",  # first: its form and error templates stand before the framework's
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "procrastinate.contrib.django",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "bimer.institutions",
    "bimer.people",
    "bimer.files",
    "bimer.notices",
    "bimer.casework",
    "bimer.portal",
    "bimer.desk",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "bimer.ui.language.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "bimer.desk.sessions.OfficerSessions",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "bimer.desk.denials.Denials",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bimer.ui.context.page",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Who works here ------------------------------------------------------------------------------
AUTH_USER_MODEL = "institutions.Officer"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "desk:sign_in"
LOGIN_REDIRECT_URL = "desk:inbox"
LOGOUT_REDIRECT_URL = "desk:sign_in"
ACCOUNT_ADAPTER = "bimer.desk.signing_in.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
# By account strictly, by network loosely: one call centre shares one address.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "120/m/ip,5/5m/key"}

ACCOUNT_SESSION_REMEMBER = False

# A working day signed in at the most, and half an hour without a sign of life ends it.
SESSION_COOKIE_AGE = int(os.environ.get("BIMER_SESSION_IDLE_SECONDS", str(30 * 60)))
DESK_SESSION_SECONDS = 12 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

# --- Language and time ---------------------------------------------------------------------------
LANGUAGES = list(LAW.languages)
LANGUAGE_CODE = LANGUAGES[0][0]
LOCALE_PATHS = [LAW.folder / "locale"]  # a profile may say any sentence of the screens its own way
USE_I18N = True
USE_TZ = True
TIME_ZONE = LAW.time_zone
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["bimer.ui.formats"]

# --- Files ---------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "files"
# A signed statement a day over all histories, to be published and kept elsewhere too.
ANCHORS_ROOT = DATA / "anchors"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
ATTACHMENT_LIMIT = 10
ATTACHMENT_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

# --- Mail ----------------------------------------------------------------------------------------
EMAIL_HOST = os.environ.get("BIMER_SMTP_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("BIMER_SMTP_PORT", "8025"))
EMAIL_HOST_USER = os.environ.get("BIMER_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("BIMER_SMTP_PASSWORD", "")
EMAIL_USE_TLS = _flag("BIMER_SMTP_TLS", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("BIMER_MAIL_FROM", "BİMER <bimer@localhost>")

# --- Jobs ----------------------------------------------------------------------------------------
PROCRASTINATE_IMPORT_PATHS = ["bimer.casework.announcements", "bimer.clock"]

# --- Safety --------------------------------------------------------------------------------------
# Holds the throttles alone. Culled at this many entries.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if PRODUCTION:
    SECURE_SSL_REDIRECT = _flag("BIMER_SSL_REDIRECT", True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": os.environ.get("BIMER_LOG_LEVEL", "WARNING")},
}
