"""Another organisation's sign-in: a real OpenID Connect provider in a process of its own.

`python -m tests.accounts.identity_provider FOLDER RETURNS_TO` listens on a free port of localhost and writes it to
FOLDER/port. It is django-allauth's provider with one client and the PEOPLE below, who sign in by pressing their name.
"""

import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CLIENT_ID, SECRET = "mikrovirk", "only-for-tests"
# Their address, and whether the organisation says it has verified it.
PEOPLE = {"karen@kommune.example": True, "fremmed@kommune.example": True, "lise@systuen.example": False}


def settings_for(folder: Path) -> dict[str, Any]:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    pem = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return {
        "SECRET_KEY": "only-for-tests",
        "ALLOWED_HOSTS": ["localhost"],
        "ROOT_URLCONF": __name__ if __name__ != "__main__" else "tests.accounts.identity_provider",
        "DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "provider.sqlite3"}},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "USE_TZ": True,
        "INSTALLED_APPS": [
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "allauth",
            "allauth.account",
            "allauth.idp.oidc",
        ],
        "MIDDLEWARE": [
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        "TEMPLATES": [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        "AUTHENTICATION_BACKENDS": ["django.contrib.auth.backends.ModelBackend"],
        "SESSION_COOKIE_NAME": "provider",  # cookies know no ports: the product's own must not be overwritten
        "LOGIN_URL": "/who/",
        "IDP_OIDC_PRIVATE_KEY": pem.decode(),
    }


def serve(folder: Path, returns_to: str) -> None:
    """Set the provider up and answer until killed."""
    import django
    from django.conf import settings

    settings.configure(**settings_for(folder))
    django.setup()
    from wsgiref.simple_server import WSGIRequestHandler, make_server

    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    call_command("migrate", verbosity=0)
    fill(returns_to)

    class Silent(WSGIRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

    with make_server("localhost", 0, get_wsgi_application(), handler_class=Silent) as server:
        (folder / "port").write_text(str(server.server_port))
        server.serve_forever()


def fill(returns_to: str) -> None:
    from allauth.account.models import EmailAddress
    from allauth.idp.oidc.models import Client
    from django.contrib.auth.hashers import make_password
    from django.contrib.auth.models import User

    Client.objects.create(
        id=CLIENT_ID,
        name="MikroVirk",
        secret=make_password(SECRET),
        scopes="openid\nprofile\nemail",
        redirect_uris=returns_to,
        skip_consent=True,
    )
    for address, verified in PEOPLE.items():
        user = User.objects.create_user(address, address)
        EmailAddress.objects.create(user=user, email=address, verified=verified, primary=True)


# --- its pages -----------------------------------------------------------------------------------------------------------


def who(request: Any) -> Any:
    """The sign-in page: press your name."""
    from django.contrib.auth import login
    from django.contrib.auth.models import User
    from django.http import HttpResponse, HttpResponseRedirect

    if request.method == "POST":
        login(request, User.objects.get(username=request.POST["who"]))
        return HttpResponseRedirect(request.GET["next"])
    buttons = "".join(f'<button name="who" value="{address}">{address}</button>' for address in PEOPLE)
    page = f'<!doctype html><html lang="en"><title>Who are you?</title><form method="post">{buttons}</form></html>'
    return HttpResponse(page)


def __getattr__(name: str) -> Any:
    """The addresses, made when Django asks for them: its apps must be ready first."""
    if name != "urlpatterns":
        raise AttributeError(name)
    from django.urls import include, path

    return [path("who/", who), path("", include("allauth.idp.urls"))]


@contextmanager
def running(folder: Path, returns_to: str) -> Generator[str, None, None]:
    """Start the provider; gives its address."""
    command = [sys.executable, "-m", "tests.accounts.identity_provider", str(folder), returns_to]
    with subprocess.Popen(command) as process:
        try:
            yield f"http://localhost:{port_of(process, folder)}"
        finally:
            process.kill()


def port_of(process: "subprocess.Popen[bytes]", folder: Path) -> str:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if (folder / "port").exists() and (port := (folder / "port").read_text()):
            return port
        time.sleep(0.1)
    raise RuntimeError("the identity provider did not start")


if __name__ == "__main__":
    serve(Path(sys.argv[1]), sys.argv[2])
