"""What whoever hosts MikroVirk may set: every environment variable is read here and nowhere else."""

import hashlib
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

DATA = Path(os.environ.get("MIKROVIRK_DATA", "data")).absolute()


def flag(name: str, *, default: bool = False) -> bool:
    """Read a yes/no variable: 1, true and yes mean yes."""
    value = os.environ.get(name)
    return default if value is None else value.lower() in {"1", "true", "yes", "on"}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def words(name: str, default: str = "") -> list[str]:
    """Read a comma-separated variable."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def secret_key() -> str:
    """The installation's own key: from MIKROVIRK_SECRET_KEY, else made once and kept beside the database."""
    if key := os.environ.get("MIKROVIRK_SECRET_KEY"):
        return key
    path = DATA / "secret-key"
    if path.exists():
        return path.read_text().strip()
    DATA.mkdir(parents=True, exist_ok=True)
    key = secrets.token_urlsafe(48)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(key)
    except FileExistsError:  # another process was first
        return path.read_text().strip()
    return key


def keys() -> Path:
    """Where the keys of what stays in the room lie: beside the data folder, so that no copy of it holds them.

    Where nothing can be written beside it, in it; then whoever backs it up has to leave `keys` out.
    """
    if path := text("MIKROVIRK_KEYS"):
        return Path(path).absolute()
    beside = DATA.with_name(f"{DATA.name}-keys")
    return beside if beside.exists() or os.access(DATA.parent, os.W_OK) else DATA / "keys"


def database() -> dict[str, Any]:
    """SQLite in the data folder, or what MIKROVIRK_DATABASE_URL names (postgres://user:password@host:port/name)."""
    url = text("MIKROVIRK_DATABASE_URL")
    if not url:
        DATA.mkdir(parents=True, exist_ok=True)
        return sqlite(str(DATA / "mikrovirk.sqlite3"))
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(unquote(parts.path) or ":memory:")
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("MIKROVIRK_DATABASE_URL must begin with postgres:// or sqlite://")
    query = dict(parse_qsl(parts.query))
    options: dict[str, Any] = dict(query)
    if flag("MIKROVIRK_DATABASE_POOL", default=True):
        # Threads times persistent connections would exhaust PostgreSQL: a pool per process instead. While PostgreSQL is
        # away nobody waits for it longer than a few seconds, and it is asked again without ever longer pauses.
        options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 5, "reconnect_timeout": 4}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_HEALTH_CHECKS": True,  # of what was open before PostgreSQL was started anew nothing can be used
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def sqlite(name: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "CONN_MAX_AGE": 600,  # opening it costs more than most pages ask of it
        "OPTIONS": {
            # Writers queue instead of failing; readers never wait for a writer.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728; "
            # What is deleted is overwritten: a member's words must not lie in the file's empty places.
            "PRAGMA secure_delete=ON;",
        },
    }


DATABASE_CACHE = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "shared_cache",
    # Django throws a third away past 300, also what has not run out: whoever tried a hundred addresses would be free to go on guessing.
    "OPTIONS": {"MAX_ENTRIES": 50_000},
}


def caches() -> dict[str, dict[str, Any]]:
    """The caches: "default" is shared by all processes, since rate limits must hold over all of them; "local" is each one's own.

    The shared one lies in the database, or where MIKROVIRK_CACHE_URL says (redis://host:6379/1); raise ValueError for another scheme.
    """
    local = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}}
    url = text("MIKROVIRK_CACHE_URL")
    if not url:
        return {"default": DATABASE_CACHE, "local": local}
    if urlsplit(url).scheme not in {"redis", "rediss"}:
        raise ValueError("MIKROVIRK_CACHE_URL must begin with redis:// or rediss://")
    shared = {"BACKEND": "mikrovirk.common.shared_cache.RedisOrDatabase", "LOCATION": url}
    return {"default": shared, "database": DATABASE_CACHE, "local": local}


def files() -> dict[str, Any]:
    """Where uploaded files lie: in the data folder, or in object storage that speaks S3.

    MIKROVIRK_FILES_URL is s3://key:secret@host:port/bucket/folder?region=eu-north-1; without key and secret they are looked for where
    the machine itself keeps them. `http=1` leaves TLS out. Raise ValueError where it names no bucket, or is of another scheme.
    """
    url = text("MIKROVIRK_FILES_URL")
    if not url:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    parts = urlsplit(url)
    bucket, _slash, folder = unquote(parts.path).strip("/").partition("/")
    if parts.scheme != "s3" or not parts.hostname or not bucket:
        raise ValueError("MIKROVIRK_FILES_URL must be s3://key:secret@host/bucket")
    query = dict(parse_qsl(parts.query))
    port = f":{parts.port}" if parts.port else ""
    options = {
        "endpoint_url": f"{'http' if query.get('http') == '1' else 'https'}://{parts.hostname}{port}",
        "bucket_name": bucket,
        "location": folder,
        "region_name": query.get("region", "us-east-1"),  # what servers of one's own take
        "access_key": unquote(parts.username or "") or None,
        "secret_key": unquote(parts.password or "") or None,
    }
    return {"BACKEND": "mikrovirk.common.object_storage.ObjectStorage", "OPTIONS": options}


def mail() -> dict[str, Any]:
    """Where mails leave: MIKROVIRK_SMTP_URL (smtp://user:password@host:587?tls=1), else the mailbox page of the site itself."""
    url = text("MIKROVIRK_SMTP_URL")
    if not url:
        return {}
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "host": parts.hostname or "localhost",
        "port": parts.port or 25,
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": query.get("tls") == "1",
        "use_ssl": parts.scheme == "smtps",
        "timeout": 30,
    }


def mailbox() -> dict[str, Any]:
    """The mailbox that takes replies: MIKROVIRK_IMAP_URL (imaps://user:password@host/folder), else none.

    With imap:// the conversation turns to TLS before the password is said; `?tls=0` leaves that out.
    Raise ValueError for another scheme.
    """
    url = text("MIKROVIRK_IMAP_URL")
    if not url:
        return {}
    parts = urlsplit(url)
    if parts.scheme not in {"imap", "imaps"}:
        raise ValueError("MIKROVIRK_IMAP_URL must begin with imaps:// or imap://")
    query = dict(parse_qsl(parts.query))
    return {
        "host": parts.hostname or "localhost",
        "port": parts.port or (993 if parts.scheme == "imaps" else 143),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "folder": unquote(parts.path.strip("/")) or "INBOX",
        "use_ssl": parts.scheme == "imaps",
        "use_tls": parts.scheme == "imap" and query.get("tls") != "0",
        "timeout": 20,
    }


OIDC_VARIABLES = (
    "MIKROVIRK_OIDC_NAME",
    "MIKROVIRK_OIDC_URL",
    "MIKROVIRK_OIDC_CLIENT_ID",
    "MIKROVIRK_OIDC_CLIENT_SECRET",
)


def openid_connect() -> list[dict[str, Any]]:
    """The sign-ins of others (a municipality's own, MitID through a broker): one by four variables, up to nine by numbered ones.

    The first is MIKROVIRK_OIDC_URL and so on, the second MIKROVIRK_OIDC_URL_2. Raise ValueError where one of the four is missing.
    """
    found = []
    for number in range(1, 10):
        suffix = "" if number == 1 else f"_{number}"
        values = [text(f"{variable}{suffix}").strip() for variable in OIDC_VARIABLES]
        if not any(values):
            continue
        if not all(values):
            raise ValueError(f"{', '.join(f'{variable}{suffix}' for variable in OIDC_VARIABLES)} are set together")
        name, url, client_id, secret = values
        # An identity belongs to the server it came from, whatever number it has here: the key is made of the address.
        key = hashlib.sha256(url.rstrip("/").encode()).hexdigest()[:12]
        app = {"provider_id": key, "name": name, "client_id": client_id, "secret": secret}
        found.append({**app, "settings": {"server_url": url, "oauth_pkce_enabled": True}})
    return found
