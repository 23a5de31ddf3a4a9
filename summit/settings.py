"""Settings of the portal. Every variable read here stands in .env.example with its default and its reason."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from summit import env
from summit.logs import without_address

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = env.folder("VAR_DIR", BASE_DIR / "var")

DEBUG = env.flag("DEBUG", default=False)
DEMONSTRATION = env.flag("DEMONSTRATION", default=DEBUG)
SUMMIT_CLOCK = env.instant("SUMMIT_CLOCK")

SECRET_KEY = env.text("SECRET_KEY")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured("SECRET_KEY is missing; without DEBUG the portal does not start without one.")
    SECRET_KEY = "development-only-and-known-to-everyone"

ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.origins("CSRF_TRUSTED_ORIGINS")
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", default=0)
API_REQUESTS_PER_MINUTE = env.number("API_REQUESTS_PER_MINUTE", default=300, minimum=1)

INSTALLED_APPS = [
    "modeltranslation",  # before the admin, as it asks
    "summit.admin_config.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "crispy_forms",
    "django_countries",
    "csp",
    "import_export",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "summit",
    "themes",
    "programme",
    "commitments",
    "delegates",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "summit.middleware.cache_policy",
    "summit.middleware.prefetch",
    "summit.middleware.devices",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "summit.api.gate.gate",  # around what refuses, so that a program is told so in its own form
    "summit.middleware.short_query",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",  # lazy as the one before: a reading page asks for neither
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

if DEBUG:
    MIDDLEWARE.append("summit.middleware.readable_404")

ROOT_URLCONF = "summit.urls"
WSGI_APPLICATION = "summit.wsgi.application"

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
                "summit.frame.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "summit.templatetags.words",
            ],
        },
    },
]

# --- databases: SQLite when nothing is set, PostgreSQL when DATABASE_URL is ---

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR_DIR}/db.sqlite3")}
CONN_MAX_AGE = env.number("CONN_MAX_AGE", default=60)
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Readers never wait for a writer and writers queue: enough to run a small summit for real.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;"  # erased is overwritten
        ),
    }
    # The browser tests' server reads from another thread, and one in memory cannot be shared with it.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = CONN_MAX_AGE
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared by all processes; counts attempts (summit/limits.py), never pages.
CACHES = {
    "default": {
        "BACKEND": "summit.counting.CountingCache",
        "LOCATION": "summit_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # What was last sent of the programme's feeds, compressed, in the memory of each process: some 100 kB each.
    "feeds": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "feeds",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 100},
    },
}

# --- languages ---

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "summit.formats"  # how the admin writes days and hours
LANGUAGE_COOKIE_PATH = "/admin/"  # staff choose; readers have the language in their address
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"  # of storage; pages show the event's own zone

MODELTRANSLATION_LANGUAGES = ("fr", "en")
MODELTRANSLATION_DEFAULT_LANGUAGE = "fr"
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ("fr", "en")}

# --- static files ---

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "summit.static_files.Fingerprinted"
        )
    },
}
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"

CRISPY_ALLOWED_TEMPLATE_PACKS = "summit_forms"
CRISPY_TEMPLATE_PACK = "summit_forms"
CRISPY_FAIL_SILENTLY = False

# --- mail: written to the database by who decides, sent by `manage.py send_mail` (delegates/mail/delivery.py) ---

EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.sender("MAIL_FROM", "Summit portal <no-reply@example.org>")
# Where the links of a mail lead: no request is there to tell.
SITE_ORIGIN = (env.origins("SITE_ORIGIN") or [f"https://{ALLOWED_HOSTS[0]}" if ALLOWED_HOSTS else ""])[0].rstrip(
    "/"
)
if DEBUG and not env.text("EMAIL_URL"):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"  # read at /dev/mail/
    EMAIL_FILE_PATH = VAR_DIR / "mail"
else:
    globals().update(env.mail("EMAIL_URL"))

# --- badges: signed with this key, made once by `manage.py make_badge_key` (delegates/badges.py) ---

BADGE_KEY_FILE = env.file("BADGE_KEY_FILE", VAR_DIR / "badge-key.pem")

# --- safety ---

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
OTP_TOTP_ISSUER = SITE_ORIGIN.partition("://")[2].partition(":")[0]  # what the phone calls this site

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
if not DEBUG:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^health/$"]
    SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", default=365 * 24 * 60 * 60)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    # The browsers' preload list is a door that does not open again: for the organisers to choose.
    SILENCED_SYSTEM_CHECKS = ["security.W021"]
    if TRUSTED_PROXIES:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"no_address": {"()": "django.utils.log.CallbackFilter", "callback": without_address}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_address"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Its trace tells nothing that the status in the access log does not.
    "loggers": {"django.security.DisallowedHost": {"handlers": [], "propagate": False}},
}

COUNTRIES_OVERRIDE = {"CD": _("Democratic Republic of the Congo"), "CG": _("Congo")}
