"""What is kept of a mail."""

from email.message import EmailMessage

import pytest

from mikrovirk.mailing.domain.incoming import bodies, reducing
from mikrovirk.mailing.queries.matching import parsed
from tests.mailing import came_in


def words(raw: bytes) -> str:
    return "\n".join(line.text for line in bodies.lines_of(parsed(raw))).strip()


def test_a_plain_mail_is_kept_byte_for_byte() -> None:
    raw = came_in.reply()
    assert reducing.reduced(raw) == (raw, False, [])


@pytest.mark.parametrize("encoding", ["8bit", "quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_a_cpr_number_is_masked_however_it_was_sent(encoding: str, charset: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "aase@firma.example", "SV: æøå 010170-1234"
    mail.set_content("Åse skriver: 010170-1234 er mit nummer\n", charset=charset, cte=encoding)
    kept, had_cpr, _names = reducing.reduced(mail.as_bytes())
    assert had_cpr
    assert words(kept) == "Åse skriver: xxxxxx-xxxx er mit nummer"
    assert str(parsed(kept)["Subject"]) == "SV: æøå xxxxxx-xxxx"
    assert b"0101701234" not in kept.replace(b"-", b"")


def test_files_are_kept_by_name_only() -> None:
    mail = EmailMessage()
    mail.set_content("Se vedhæftet.\n")
    mail.add_attachment(
        b"%PDF-1.7 hemmeligt" * 1000, maintype="application", subtype="pdf", filename="Årsregnskab 2026.pdf"
    )
    mail.add_attachment(b"hemmeligt", maintype="text", subtype="plain", filename="noter.txt")
    kept, _cpr, names = reducing.reduced(mail.as_bytes())
    assert names == ["Årsregnskab 2026.pdf", "noter.txt"]
    assert words(kept) == "Se vedhæftet."
    assert b"hemmeligt" not in kept
    assert len(kept) < 1500
    assert bodies.has_attachment(parsed(kept))


def test_a_picture_in_the_signature_is_no_file() -> None:
    mail = EmailMessage()
    mail.set_content("Hilsen")
    mail.add_alternative('<p>Hilsen <img src="cid:logo"></p>', subtype="html")
    mail.get_payload()[1].add_related(
        b"\x89PNG" * 500, "image", "png", cid="<logo>", filename="logo.png", disposition="inline"
    )  # type: ignore[union-attr, index]
    kept, _cpr, names = reducing.reduced(mail.as_bytes())
    assert names == []
    assert b"iVBORw" not in kept


def test_the_same_mail_by_two_ways_has_one_digest() -> None:
    raw = came_in.reply()
    by_another_way = b"Received: from mx.example\r\nDelivered-To: svar@mikrovirk.example\r\n" + raw.replace(
        b"\n", b"\r\n"
    )
    assert reducing.digest_of(by_another_way) == reducing.digest_of(raw)
    assert reducing.digest_of(came_in.reply(text="Noget andet")) != reducing.digest_of(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe",
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; charset=nonsense\n\n010170-1234\n",
        b"Subject: =?nonsense?q?010170-1234?=\n\n010170-1234",
        b"Content-Type: message/rfc822\n\nSubject: a\n\n010170-1234",
    ],
)
def test_nothing_raises_and_no_number_stays(raw: bytes) -> None:
    kept, _cpr, _names = reducing.reduced(raw)
    assert b"010170-1234" not in kept
