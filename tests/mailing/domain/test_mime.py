"""Every message is read back by the standard library's parser."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import EmailPolicy
from email.utils import parseaddr

from hypothesis import given
from hypothesis import strategies as st

from mikrovirk.mailing.domain import mime
from mikrovirk.mailing.domain.mime import Calendar, Mail

STRICT: EmailPolicy = policy.SMTP.clone(raise_on_defect=True)
PLAIN = Mail(
    sender=mime.mailbox("Sanne Bæk, MikroVirk", "post@mikrovirk.example"),
    to=mime.mailbox("Åse Østergård", "aase@firma.example"),
    subject="Vi ses på Møn",
    text="Hej Åse\n\n.En linje, der begynder med punktum\n",
    html="<p>Hej Åse</p>\n",
    message_id="<abc123@mikrovirk.example>",
    at=datetime(2027, 1, 11, 9, 0, tzinfo=UTC),
    language="da",
    reply_to=mime.mailbox("Sanne Bæk", "sanne@kontor.example"),
    headers=[("List-Unsubscribe", "\r\n <https://net.example/mail/unsubscribe/x/>")],
)
ICS = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Møde på Møn\r\nEND:VCALENDAR\r\n"


def read(mail: Mail) -> EmailMessage:
    raw = mime.as_bytes(mail)
    raw.decode("ascii")  # 7-bit throughout
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    message = BytesParser(policy=STRICT).parsebytes(raw)
    assert isinstance(message, EmailMessage)
    return message


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_a_mail_reads_back_as_it_was_written() -> None:
    message = read(PLAIN)
    assert [str(message[name]) for name in ("From", "To", "Reply-To", "Subject")] == [
        '"Sanne Bæk, MikroVirk" <post@mikrovirk.example>',
        "Åse Østergård <aase@firma.example>",
        "Sanne Bæk <sanne@kontor.example>",
        "Vi ses på Møn",
    ]
    assert message["Message-ID"] == "<abc123@mikrovirk.example>"
    assert message["Date"] == "Mon, 11 Jan 2027 09:00:00 +0000"
    assert message["List-Unsubscribe"].strip() == "<https://net.example/mail/unsubscribe/x/>"
    assert message.get_content_type() == "multipart/alternative"
    assert (body(message, "plain"), body(message, "html")) == (PLAIN.text, PLAIN.html)


def test_a_calendar_part_is_one_charset_of_utf_8_and_a_file() -> None:
    message = read(replace(PLAIN, calendar=Calendar(ICS, "REQUEST")))
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    part = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    assert part["Content-Type"].params == {"charset": "utf-8", "method": "REQUEST"}
    assert part.get_payload(decode=True) == ICS.encode()
    attached = next(message.iter_attachments())
    assert (attached.get_filename(), attached.get_payload(decode=True)) == ("invite.ics", ICS.encode())
    assert (body(message, "plain"), body(message, "html")) == (PLAIN.text, PLAIN.html)


LINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=150)
TEXTS = st.lists(LINES, max_size=6).map("\n".join)


@given(TEXTS, LINES)
def test_any_text_and_subject_read_back(content: str, subject: str) -> None:
    message = message_from_bytes(mime.as_bytes(replace(PLAIN, text=content, subject=subject)), policy=policy.default)
    # The line end before the next boundary belongs to the boundary.
    assert body(message, "plain").removesuffix("\n") == content.removesuffix("\n")
    assert " ".join(str(message["Subject"]).split()) == " ".join(subject.split())


@given(LINES.filter(lambda name: name.strip() != ""))
def test_any_name_reads_back(name: str) -> None:
    raw = mime.as_bytes(replace(PLAIN, to=mime.mailbox(name, "aase@firma.example")))
    # The older reader: the newer one of Python 3.11 puts a blank between the encoded words of a long name.
    spoken, address = parseaddr(str(message_from_bytes(raw)["To"]).replace("\r\n", ""))
    decoded = str(make_header(decode_header(spoken)))
    assert (address, " ".join(decoded.split())) == ("aase@firma.example", " ".join(name.split()))


def test_nothing_typed_becomes_a_header() -> None:
    message = read(replace(PLAIN, subject="Hej\r\nBcc: x@y.example", to=mime.mailbox("A\r\nBcc: z", "a@b.example")))
    assert "Bcc" not in message
