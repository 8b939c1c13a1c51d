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
