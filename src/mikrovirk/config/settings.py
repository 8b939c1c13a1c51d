"""Django's settings. What may differ between installations comes from `environment`; the rest is the product."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from mikrovirk.config import environment

PACKAGE = Path(__file__).parent.parent

DATA = environment.DATA
SECRET_KEY = environment.secret_key()
KEYS = environment.keys()  # of what stays in the room: never in a backup
DEBUG = environment.flag("MIKROVIRK_DEBUG")
DEMO = environment.flag("MIKROVIRK_DEMO")  # the example region: sign-in links are shown, mails stay on a page
SITE_URL = environment.text("MIKROVIRK_SITE_URL", "http://localhost:8000").rstrip("/")
SECURE = SITE_URL.startswith("https://")
ALLOWED_HOSTS = environment.words("MIKROVIRK_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "mikrovirk.common",  # first: its check on every form's texts is there before the others make their forms
    "mikrovirk.config",
    "mikrovirk.api",
    "mikrovirk.home",
    "mikrovirk.overview",
    "mikrovirk.health",
    "mikrovirk.landscape",
    "mikrovirk.cooperation",
    "mikrovirk.live",
    "mikrovirk.fund",
    "mikrovirk.voice",
    "mikrovirk.programme",
    "mikrovirk.directory",
    "mikrovirk.mailing",
    "mikrovirk.register",
    "mikrovirk.networks",
    "mikrovirk.accounts",
    "mikrovirk.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "mikrovirk.config.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "mikrovirk.config.methods.MethodsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mikrovirk.accounts.middleware.LanguageMiddleware",
    "mikrovirk.accounts.middleware.SeenMiddleware",
    "mikrovirk.accounts.strangers.StrangersMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "mikrovirk.networks.away.StaffAwayMiddleware",
    "mikrovirk.networks.second_factor.StaffSecondFactorMiddleware",
    "mikrovirk.home.trail.writing.TrailMiddleware",
    "mikrovirk.live.guessing.GuessingMiddleware",
    "mikrovirk.config.too_large.TooLargeMiddleware",
]
ROOT_URLCONF = "mikrovirk.config.urls"
ASGI_APPLICATION = "mikrovirk.config.asgi.application"
WSGI_APPLICATION = "mikrovirk.config.wsgi.application"
# W003: two libraries of tags have one name. `common.templatetags.i18n` bears Django's on purpose, and is the only one that does
# (tests/common/test_i18n.py).
SILENCED_SYSTEM_CHECKS = ["templates.W003"]
FORM_RENDERER = "mikrovirk.ui.forms.HouseRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mikrovirk.config.context.site",
            ],
            "builtins": [
                "mikrovirk.common.templatetags.words",
                "mikrovirk.common.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    },
]
DATABASES = {"default": environment.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = environment.caches()

# Language and time: Danish first, one time zone.
LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
USE_I18N = True
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_URL = "/files/"
MEDIA_ROOT = DATA / "files"
FILE_UPLOAD_PERMISSIONS = 0o640
STORAGES = {
    "default": environment.files(),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Who you are. No passwords: a code or link by mail, a passkey, or the municipality's own sign-in.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:start"
SESSION_ENGINE = "mikrovirk.accounts.session_store"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60  # after it was last used; shorter for staff (networks.away), a year at most
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
STAFF_SECOND_FACTOR = environment.flag("MIKROVIRK_STAFF_SECOND_FACTOR")  # staff (networks.staff) must have one
OIDC = environment.openid_connect()
ACCOUNT_ADAPTER = "mikrovirk.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "request_login_code": "mikrovirk.accounts.forms.AddressForm",
    "confirm_login_code": "mikrovirk.accounts.forms.CodeForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_TIMEOUT = 1800
# Six digits are typed on a phone without looking twice. Three tries for each code and these limits leave a guesser fewer
# than one chance in ten thousand a day; "key" is the address, known or not.
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,200/d/ip,4/m/key,30/d/key"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # accounts.views sends our own: allauth's leads to a page for signing up
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is shown to be one's own at every sign-in
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = True
MFA_ADAPTER = "mikrovirk.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "add_webauthn": "mikrovirk.accounts.forms.PasskeyForm",
    "edit_webauthn": "mikrovirk.accounts.forms.PasskeyNameForm",
    "authenticate": "mikrovirk.accounts.forms.SecondFactorForm",
    "reauthenticate": "mikrovirk.accounts.forms.AgainForm",
    "activate_totp": "mikrovirk.accounts.forms.AppForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # as above
MFA_TOTP_ISSUER = "MikroVirk"
MFA_TOTP_TOLERANCE = 1  # phones' clocks differ
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
SOCIALACCOUNT_ADAPTER = "mikrovirk.accounts.adapter.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": OIDC}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # who the provider vouches for is known by the e-mail address the first time
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_ONLY = False

# Mails: everything is put into the outbox; the worker delivers it.
EMAIL_BACKEND = "mikrovirk.mailing.backends.OutboxBackend"
DEFAULT_FROM_EMAIL = environment.text("MIKROVIRK_FROM", "MikroVirk <post@mikrovirk.example>")
SMTP = environment.mail()  # empty: the mailbox page
# Empty: replies go to the network's contact. In the example region mails are answered on their page.
INBOUND_ADDRESS = environment.text("MIKROVIRK_INBOUND_ADDRESS", "svar@mikrovirk.example" if DEMO else "").strip()
IMAP = environment.mailbox()  # empty: no mailbox is looked into
MAIL_MONTHLY_LIMIT = 4  # mails a member may get in a calendar month, besides those about an own sign-up

# Live updates of an evening: the web processes ask the database, or are told by "postgresql" or "redis".
LIVE_SOURCE = environment.text("MIKROVIRK_LIVE_SOURCE", "database")
REDIS_URL = environment.text("MIKROVIRK_REDIS_URL", "redis://localhost:6379/0")
# What brings word to the workers that a row waits for them; empty: they look for themselves.
QUEUE_URL = environment.text("MIKROVIRK_QUEUE_URL")

# Security
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "mikrovirk.config.log_words.Formatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": environment.text("MIKROVIRK_LOG_LEVEL", "WARNING")},
}
