"""Django's settings, all read from the environment. Each variable is described in docs/drift/innstillinger.md."""

from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from fiks.nettsted import miljo

BASE_DIR = Path(__file__).resolve().parent.parent.parent

# ── what kind of installation ──
MODUS = miljo.choice("FIKS_MODUS", ("produksjon", "test"))
PRODUCTION = MODUS == "produksjon"
STATE_DIR = Path(miljo.text("FIKS_TILSTAND", str(BASE_DIR / ".fiks")))
SECRET_KEY = miljo.text("FIKS_HEMMELIG_NOEKKEL")
if PRODUCTION and len(SECRET_KEY) < 50:
    raise miljo.SettingError("FIKS_HEMMELIG_NOEKKEL", "bruk minst 50 tilfeldige tegn.")
DEBUG = False
BASE_URL = miljo.text("FIKS_ADRESSE", "http://localhost:8000").rstrip("/")
if PRODUCTION and not BASE_URL.startswith("https://"):
    raise miljo.SettingError("FIKS_ADRESSE", "må begynne med https:// i produksjon.")
ALLOWED_HOSTS = miljo.words("FIKS_VERTSNAVN", "localhost 127.0.0.1 testserver" if not PRODUCTION else "")
MANAGEMENT_ADDRESS = miljo.text("FIKS_STYRINGSADRESSE", "127.0.0.1:8001")

# ── apps, from top to bottom of the import order ──
INSTALLED_APPS = [
    "fiks.nettsted",
    "fiks.folkeregister",
    "fiks.digiorden",
    "fiks.felles.hjelp",
    "fiks.felles.meldinger",
    "fiks.felles.innlogging",
    "fiks.felles.tilgang",
    "fiks.felles.lager",
    "fiks.felles.virksomhet",
    "fiks.felles.revisjon",
    "fiks.felles.jobber",
    "fiks.felles.design",
    "procrastinate.contrib.django",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Its widgets' templates, after those of fiks.felles.design that take their place.
    "django.forms",
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS = [
    app for app in INSTALLED_APPS if not app.startswith("fiks.") or (BASE_DIR / Path(*app.split("."))).is_dir()
]

MIDDLEWARE = [
    "fiks.nettsted.middleware.request_id",
    "fiks.nettsted.metrics.count_requests",
    "fiks.nettsted.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "fiks.felles.innlogging.middleware.set_actor",
]
ROOT_URLCONF = "fiks.nettsted.urls"
WSGI_APPLICATION = "fiks.nettsted.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "fiks.felles.hjelp.frame.page_help",
                "fiks.nettsted.frame.frame",
            ],
        },
    },
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"


# ── database: the app's role; the owner's is there only for the commands that migrate ──
def _database(url: str) -> dict[str, object]:
    parts = conninfo_to_dict(url)
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    named = {django: parts.pop(libpq, "") or "" for libpq, django in known.items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **named,
        "OPTIONS": parts,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }


DATABASES = {"default": _database(miljo.text("DATABASE_URL"))}
OWNER_URL = miljo.text("DATABASE_OWNER_URL", "")
if OWNER_URL:
    DATABASES["owner"] = _database(OWNER_URL)

# ── language and time ──
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_NAME = "spraak"
LANGUAGE_COOKIE_AGE = 31_536_000
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Europe/Oslo"
USE_TZ = True

# ── sessions and cookies ──
SESSION_COOKIE_NAME = "fiks_oekt"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = BASE_URL.startswith("https://")
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
SESSION_IDLE_MINUTES = miljo.number("FIKS_OEKT_HVILE_MINUTTER", 30, least=1, most=240)
SESSION_ABSOLUTE_HOURS = miljo.number("FIKS_OEKT_LENGSTE_TIMER", 10, least=1, most=24)
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_HOURS * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "fiks.nettsted.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
X_FRAME_OPTIONS = "DENY"
SECURE_HSTS_SECONDS = 31_536_000 if BASE_URL.startswith("https://") else 0
BEHIND_PROXY = miljo.flag("FIKS_BAK_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# ── static files ──
STATIC_URL = "static/"
STATIC_ROOT = Path(miljo.text("FIKS_STATISK_MAPPE", str(STATE_DIR / "statisk")))
STORAGES = {"staticfiles": {"BACKEND": "fiks.felles.design.statiske_filer.HashedWhenCollected"}}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
# Files are held in memory: unencrypted they never touch a disk. Those that are bigger are not taken at all.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 21_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# ── log-in and machine tokens ──
LOGIN_URL = "innlogging:logg_inn"
STEP_UP_URL = "innlogging:steg_opp"
IDPORTEN_ISSUER = miljo.text("FIKS_IDPORTEN_UTSTEDER", "")
IDPORTEN_CLIENT_ID = miljo.text("FIKS_IDPORTEN_KLIENT", "")
IDPORTEN_KEY = miljo.text("FIKS_IDPORTEN_NOEKKEL", "")
IDPORTEN_PAR = not miljo.flag("FIKS_IDPORTEN_UTEN_PAR", default=False)
if PRODUCTION and not IDPORTEN_PAR:
    raise miljo.SettingError("FIKS_IDPORTEN_UTEN_PAR", "kan bare brukes i test.")
MASKINPORTEN_ISSUER = miljo.text("FIKS_MASKINPORTEN_UTSTEDER", "")
MASKINPORTEN_CLIENT_ID = miljo.text("FIKS_MASKINPORTEN_KLIENT", "")
MASKINPORTEN_KEY = miljo.text("FIKS_MASKINPORTEN_NOEKKEL", "")
FOLKEREGISTERET_URL = miljo.text("FIKS_FOLKEREGISTERET_ADRESSE", "")
FOLKEREGISTERET_PACKAGE = miljo.text("FIKS_FOLKEREGISTERET_PAKKE", "offentlig-med-hjemmel")
# So long after a death was registered it is told of: deaths are sometimes corrected.
DEATH_DELAY_HOURS = miljo.number("FIKS_DOEDSFALL_UTSETTELSE_TIMER", 0, least=0, most=720)
EVENT_DAYS = miljo.number("FIKS_HENDELSER_DAGER", 90, least=1, most=1100)
WASHES_AN_HOUR = miljo.number("FIKS_VASKER_I_TIMEN", 20, least=1, most=1000)  # that one person may order
TEST_WORLD = miljo.flag("FIKS_TESTMILJO", default=False)  # the log-in page shows test persons
if PRODUCTION and TEST_WORLD:
    raise miljo.SettingError("FIKS_TESTMILJO", "kan ikke brukes i produksjon.")
TEST_PERSONS = Path(miljo.text("FIKS_TESTPERSONER", str(STATE_DIR / "demo.json")))  # read in the test world only

# ── documents and keys ──
MASTER_KEY = miljo.text("FIKS_HOVEDNOEKKEL")  # who cannot read it cannot run anything here
STORE_DIR = Path(miljo.text("FIKS_LAGER_MAPPE", str(STATE_DIR / "lager")))

# ── e-mail ──
EMAIL_HOST = miljo.text("FIKS_EPOST_VERT", "localhost")
EMAIL_PORT = miljo.number("FIKS_EPOST_PORT", 25, least=1, most=65535)
EMAIL_HOST_USER = miljo.text("FIKS_EPOST_BRUKER", "")
EMAIL_HOST_PASSWORD = miljo.text("FIKS_EPOST_PASSORD", "")
EMAIL_USE_TLS = miljo.flag("FIKS_EPOST_TLS", default=PRODUCTION)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = miljo.text("FIKS_EPOST_AVSENDER", "fiks@localhost")

# ── logs ──
LOGGING_CONFIG = "fiks.nettsted.logs.configure"
LOGGING = {"level": miljo.choice("FIKS_LOGGNIVAA", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO")}
