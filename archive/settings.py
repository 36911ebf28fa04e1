"""Settings of the archive. Every name read from the environment is described in the README."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from archive import stores
from archive.logs import LOGGING as LOGGING
from archive.secret import signing_key

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("ARCHIVE_DATA", BASE_DIR / "var")).resolve()
ROLE = os.environ.get("ARCHIVE_ROLE", "all")
if ROLE not in {"public", "receipts", "staff", "all"}:
    raise ImproperlyConfigured(f"ARCHIVE_ROLE is {ROLE!r}; it must be public, receipts, staff or all.")
SERVES_READERS = ROLE in {"public", "all"}
SERVES_RECEIPTS = ROLE in {"receipts", "all"}
SERVES_STAFF = HAS_DESK = ROLE in {"staff", "all"}
HAS_RECEIPTS = SERVES_RECEIPTS or HAS_DESK
stores.refuse_what_is_not_opened(os.environ, ROLE, desk=HAS_DESK, receipts=HAS_RECEIPTS)

# One file an account that is hidden until the desk has taken it out. A mirror has no such folder, and says so.
_deny = os.environ.get("ARCHIVE_DENY", "")
DENY_DIR = None if _deny == "none" else Path(_deny or DATA_DIR / "receipts" / "deny").resolve()
if DENY_DIR is None and HAS_RECEIPTS:
    raise ImproperlyConfigured("ARCHIVE_DENY=none is for a mirror, which serves readers and nothing else.")

if HAS_DESK:
    # Whoever may read the edition's folder must not even list the desk's.
    (DATA_DIR / "desk").mkdir(parents=True, exist_ok=True, mode=0o700)
    (DATA_DIR / "edition").mkdir(parents=True, exist_ok=True)
    # On another disk, a copy of the data without its keys opens no note, no mapping and no photograph.
    KEYS_DIR = Path(os.environ["ARCHIVE_KEYS"]).resolve() if os.environ.get("ARCHIVE_KEYS") else None
if HAS_RECEIPTS and DENY_DIR:
    (DATA_DIR / "receipts" / "store").mkdir(parents=True, exist_ok=True, mode=0o700)
    # Readers' processes list this one, and can look into nothing else here.
    DENY_DIR.mkdir(parents=True, exist_ok=True)

# Where a hole is reported, as RFC 9116 wants it: "mailto:…" or "https://…". Without it there is no security.txt.
SECURITY_CONTACT = os.environ.get("ARCHIVE_SECURITY_CONTACT", "")

DEBUG = os.environ.get("ARCHIVE_DEBUG") == "1"
SECRET_KEY = signing_key(ROLE, DATA_DIR)
ALLOWED_HOSTS = os.environ.get("ARCHIVE_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
# How many proxies of our own stand before this process; a header that names an address is believed only so far.
_PROXIES = os.environ.get("ARCHIVE_PROXIES", "0")
if not (_PROXIES.isdecimal() and len(_PROXIES) == 1):
    raise ImproperlyConfigured(f"ARCHIVE_PROXIES is {_PROXIES!r}; it must be a number from 0 to 9.")
PROXIES = int(_PROXIES)
_LIMITS = os.environ.get("ARCHIVE_LIMITS", "on")
if _LIMITS not in {"on", "off"}:
    raise ImproperlyConfigured(f"ARCHIVE_LIMITS is {_LIMITS!r}; it must be on or off.")
LIMITS = _LIMITS == "on"
# Behind HTTPS (any real installation) set ARCHIVE_HTTPS=1; on one's own machine there is only HTTP.
HTTPS = os.environ.get("ARCHIVE_HTTPS") == "1"

# Where contributors type their codes, as "https://host/receipt/": on the slips, and at the foot of readers' pages.
RECEIPT_ADDRESS = os.environ.get("ARCHIVE_RECEIPT_ADDRESS", "")
# Argon2id. Guessing is hopeless already, as a code has 95 random bits; this keeps it so should they be fewer one day.
RECEIPT_HASH = {"time_cost": 3, "memory_cost": 64 * 1024, "parallelism": 1}

INSTALLED_APPS = ["testimonies.edition", "haystack", "django.contrib.staticfiles"]
if HAS_RECEIPTS:
    INSTALLED_APPS = ["testimonies.receipts", *INSTALLED_APPS]
if HAS_DESK:
    INSTALLED_APPS = [
        "testimonies.desk",
        *INSTALLED_APPS,
        "testimonies.desk.site.DeskAdminConfig",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.messages",
    ]

MIDDLEWARE = [
    # What answers early stands below these three: a redirect, a file, a refused host name.
    "archive.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "archive.limiting.LimitingMiddleware",
    "archive.bodies.BodyMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
if HAS_DESK:
    MIDDLEWARE += [
        "archive.closing.ClosingMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ]

# Nobody types more than this, in whatever script.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
# The one page that takes files keeps them in memory, by a handler of its own.
FILE_UPLOAD_HANDLERS = ["archive.bodies.NoFiles"]

ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"]
            + (
                [
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
                if HAS_DESK
                else []
            )
        },
    }
]

DATABASES = {
    "default": stores.desk(os.environ.get("DESK_DATABASE_URL", ""), DATA_DIR) if HAS_DESK else {},
    "edition": stores.edition(os.environ.get("EDITION_DATABASE_URL", ""), DATA_DIR, read_only=not HAS_DESK),
}
if HAS_RECEIPTS:
    DATABASES["receipts"] = stores.receipts(os.environ.get("RECEIPTS_DATABASE_URL", ""), DATA_DIR)
DATABASE_ROUTERS = ["archive.routers.WingRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SEARCH_URL = os.environ.get("SEARCH_URL", f"whoosh://{DATA_DIR}/edition/index")
if not SEARCH_URL.startswith("whoosh:///"):
    raise ImproperlyConfigured("SEARCH_URL must be whoosh:///path for now; Solr is not connected yet.")
HAYSTACK_CONNECTIONS = {
    "default": {
        "ENGINE": "testimonies.edition.search.backend.ArchiveEngine",
        "PATH": SEARCH_URL.removeprefix("whoosh://"),
        # A failed removal must be heard: swallowed, it leaves withdrawn words searchable.
        "SILENTLY_FAIL": False,
    }
}

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
_APPROVE_BY = os.environ.get("ARCHIVE_APPROVE_BY", "any")
if _APPROVE_BY not in {"any", "passkey"}:
    raise ImproperlyConfigured(f"ARCHIVE_APPROVE_BY is {_APPROVE_BY!r}; it must be any or passkey.")
# Whoever has a passkey approves by it in any case; here the house may want one of everybody.
APPROVE_BY_PASSKEY = _APPROVE_BY == "passkey"
LOGIN_URL = "admin:login"
CSRF_FAILURE_VIEW = "testimonies.edition.pages.errors.forged"
# By default in a cookie that the browser keeps in clear: codes of accounts, and names of staff.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# Half an hour idle and twelve hours in all: the engine keeps both limits.
SESSION_ENGINE = "testimonies.desk.signin.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# No script of ours reads it: forms carry the token.
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "no-referrer"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ko", "한국어"), ("ru", "Русский")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = True
# By default every site may read these files with a script: that would tell it which archive somebody has open.
WHITENOISE_ALLOW_ALL_ORIGINS = False
