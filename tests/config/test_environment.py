"""What whoever hosts MikroVirk may set, as it is read."""

import pytest

from mikrovirk.config import environment

SECURE = {"host": "imap.example.dk", "username": "svar@example.dk", "password": "p@ss/ord", "timeout": 20}


@pytest.mark.parametrize(
    ("url", "mailbox"),
    [
        ("", {}),
        (
            "imaps://svar%40example.dk:p%40ss%2Ford@imap.example.dk/Svar",
            SECURE | {"port": 993, "folder": "Svar", "use_ssl": True, "use_tls": False},
        ),
        (
            "imap://svar%40example.dk:p%40ss%2Ford@imap.example.dk:1143",
            SECURE | {"port": 1143, "folder": "INBOX", "use_ssl": False, "use_tls": True},
        ),
        (
            "imap://svar%40example.dk:p%40ss%2Ford@imap.example.dk/?tls=0",
            SECURE | {"port": 143, "folder": "INBOX", "use_ssl": False, "use_tls": False},
        ),
    ],
)
def test_the_mailbox_that_takes_replies(monkeypatch: pytest.MonkeyPatch, url: str, mailbox: dict[str, object]) -> None:
    monkeypatch.setenv("MIKROVIRK_IMAP_URL", url)
    assert environment.mailbox() == mailbox


def test_a_mailbox_of_another_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIKROVIRK_IMAP_URL", "pop3://example.dk")
    with pytest.raises(ValueError, match="must begin with imaps://"):
        environment.mailbox()


@pytest.mark.parametrize(
    ("url", "options"),
    [
        (
            "s3://key:se%2Fcret@s3.eu-north-1.amazonaws.com/uploads?region=eu-north-1",
            {
                "endpoint_url": "https://s3.eu-north-1.amazonaws.com",
                "bucket_name": "uploads",
                "location": "",
                "region_name": "eu-north-1",
                "access_key": "key",
                "secret_key": "se/cret",
            },
        ),
        (
            "s3://storage:9000/uploads/network/north?http=1",
            {
                "endpoint_url": "http://storage:9000",
                "bucket_name": "uploads",
                "location": "network/north",
                "region_name": "us-east-1",
                "access_key": None,
                "secret_key": None,
            },
        ),
    ],
)
def test_object_storage(monkeypatch: pytest.MonkeyPatch, url: str, options: dict[str, object]) -> None:
    monkeypatch.setenv("MIKROVIRK_FILES_URL", url)
    assert environment.files() == {"BACKEND": "mikrovirk.common.object_storage.ObjectStorage", "OPTIONS": options}


def test_files_lie_in_the_data_folder_where_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MIKROVIRK_FILES_URL", raising=False)
    assert environment.files() == {"BACKEND": "django.core.files.storage.FileSystemStorage"}


@pytest.mark.parametrize("url", ["s3://key:secret@host", "s3:///uploads", "ftp://host/uploads"])
def test_object_storage_without_host_or_bucket_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("MIKROVIRK_FILES_URL", url)
    with pytest.raises(ValueError, match="must be s3://"):
        environment.files()


def test_the_shared_cache_lies_in_the_database_or_in_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MIKROVIRK_CACHE_URL", raising=False)
    assert {name: cache["BACKEND"].rpartition(".")[2] for name, cache in environment.caches().items()} == {
        "default": "DatabaseCache",
        "local": "LocMemCache",
    }
    monkeypatch.setenv("MIKROVIRK_CACHE_URL", "redis://cache:6379/1")
    found = environment.caches()
    assert found["default"]["LOCATION"] == "redis://cache:6379/1"
    assert found["database"] == environment.DATABASE_CACHE
    monkeypatch.setenv("MIKROVIRK_CACHE_URL", "memcached://cache")
    with pytest.raises(ValueError, match="must begin with redis://"):
        environment.caches()
