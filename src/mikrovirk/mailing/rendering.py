"""Puts a mail together: the kind's text or the coordinator's own, the reader's values, the sign-off and the way out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from html import escape
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.mailing import inbound, kinds, queries
from mikrovirk.mailing.domain import calendar, mime, text
from mikrovirk.mailing.domain.text import Ready, Template, Value
from mikrovirk.mailing.kinds import MailKind
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network

UNSUBSCRIBE = "unsubscribe"  # the purpose of the links; values (user, network or 0, kind)
FRAME_TOP = (
    '<!doctype html>\n<html lang="%(language)s"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="color-scheme" content="light dark"><title>%(subject)s</title></head>\n'
    '<body style="margin:0;padding:16px"><div style="max-width:34em;font:17px/1.5 -apple-system,BlinkMacSystemFont,'
    "'Segoe UI',Roboto,Arial,sans-serif;overflow-wrap:break-word\">\n"
)
FOOTER_TOP = (
    '<div style="margin-top:2em;padding-top:1em;border-top:1px solid #c9c2b6;font-size:14px;line-height:1.45">\n'
)
FRAME_END = "</div></div></body></html>\n"
# A personal mail looks as the reader's program shows any mail: no width, no font, no line above what stands below.
PLAIN_FRAME_TOP = (
    '<!doctype html>\n<html lang="%(language)s"><head><meta charset="utf-8"></head>\n<body><div dir="auto">\n'
)
PLAIN_FOOTER_TOP = '<div style="margin-top:2em;font-size:smaller">\n'
GAP = re.compile(r"[ \t]+(?=[\n<,.!?])")
A_BUTTON = re.compile(rf'<a href="[^"]*" style="{re.escape(text.BUTTON_STYLE)}">(.*?)</a>')
A_LINK = re.compile(r'<a href="[^"]*">(.*?)</a>')
STYLE = re.compile(r'<(p|ul|div) style="[^"]*"')
TOKEN = re.compile(r"/[\w-]{8,}:[\w-]+:[\w-]+/?")
NO_BRACKETS = str.maketrans("[]", "()")


@dataclass(frozen=True)
class Composed:
    """A mail as its reader sees it."""

    subject: str
    text: str
    html: str
    way_out: str  # the address behind "fewer mails or none"; empty for mails about one's own sign-up


@dataclass(frozen=True)
class Shape:
    """What is the same for all readers of one mailing in one language."""

    subject: str
    body: Template
    values: Mapping[str, Value]
    kind: MailKind
    sender: str
    reply_to: str
    reply_name: str  # who reads the replies that come in
    list_id: str
    way_out_prefix: str  # empty: a mail about one's own sign-up has no way out

    def way_out(self, user: User, mailing: Mailing) -> str:
        """The address behind "fewer mails or none", for this reader."""
        if not self.way_out_prefix:
            return ""
        return f"{self.way_out_prefix}{unsubscribe_token(user, mailing.network_id, mailing.kind)}/"


class Composer:
    """Composes mails; keeps what many readers share for as long as it lives (a batch, a page)."""

    def __init__(self) -> None:
        self._shapes: dict[tuple[int, str], Shape] = {}

    def compose(self, message: Message, mailing: Mailing, user: User, *, held: Sequence[Message] = ()) -> Composed:
        """The mail as `user` would read it, with a line for each of the `held` ones that go along."""
        shape = self.shape(mailing, user.language)
        values = reader_values(user) | in_language(message.context, user.language)
        values["unsubscribe_link"] = way_out = shape.way_out(user, mailing)
        if held:
            values["held_mails"] = self.held_lines(held, mailing, user)
        subject = text.fill_line(shape.subject, {**shape.values, **values})
        filled = shape.body.fill(values)
        if not user.first_name:
            filled = without_gaps(filled)
        top = PLAIN_FRAME_TOP if shape.kind.personal else FRAME_TOP
        top = top % {"language": user.language, "subject": escape(subject)}
        return Composed(subject, filled.text.rstrip() + "\n", f"{top}{filled.html}{FRAME_END}", way_out)

    def mime(
        self, message: Message, mailing: Mailing, user: User, *, at: datetime, held: Sequence[Message] = ()
    ) -> bytes:
        """The same as bytes for a mail server."""
        shape = self.shape(mailing, user.language)
        composed = self.compose(message, mailing, user, held=held)
        return mime.as_bytes(
            mime.Mail(
                sender=shape.sender,
                to=mime.mailbox(user.full_name, ascii_address(user.email)),
                reply_to=reply_to(shape, message),
                subject=composed.subject,
                text=composed.text,
                html=composed.html,
                message_id=message.message_id,
                at=at,
                language=user.language,
                headers=list_headers(shape, composed.way_out),
                calendar=calendar_for(mailing, user),
            )
        )

    def shape(self, mailing: Mailing, language: str) -> Shape:
        """What all readers of `mailing` in `language` share, made once."""
        key = (mailing.pk, language)
        if key not in self._shapes:
            with translation.override(language):
                self._shapes[key] = make_shape(mailing, language)
        return self._shapes[key]

    def held_lines(self, held: Iterable[Message], mailing: Mailing, user: User) -> Ready:
        """The lines of mails that were held back, one each; the network is named where it is another."""
        with translation.override(user.language):
            title = _("Also for you")
            lines = [self.held_line(message, mailing, user) for message in held]
        items = "".join(f"<li>{line.html}</li>" for line in lines)
        html = f'<p style="margin:1.5em 0 .3em"><strong>{escape(title)}</strong></p>\n<ul style="margin:0 0 1em;padding-left:1.2em">{items}</ul>\n'
        return Ready(f"{title}:\n" + "".join(f"- {line.text}\n" for line in lines) + "\n", html)

    def held_line(self, message: Message, mailing: Mailing, user: User) -> Ready:
        own = message.mailing
        kind = kinds.find(own.kind)
        values = reader_values(user) | in_language(own.context, user.language)
        values |= in_language(message.context, user.language)
        line = (
            str(kind.fold)
            if kind.fold and not own.subject
            else fold_from(own.subject or str(kind.subject), own.body or str(kind.body))
        )
        if own.network is not None and own.network_id != mailing.network_id:
            values["network_of_held"] = own.network.name
            line = f"{{network_of_held}}: {line}"
        return text.compile_line(line).fill(values)


def make_shape(mailing: Mailing, language: str) -> Shape:
    """Read the texts of a mailing in the active language and fill in what all its readers share."""
    kind = kinds.find(mailing.kind)
    network = mailing.network
    shared = in_language(mailing.context, language) | network_values(network)
    if kind.personal and mailing.sender_name:
        shared["who_writes"] = mailing.sender_name
    if kind.unsigned:
        shared["who_writes"] = ""
    body = text.compile_body(mailing.body or str(kind.body), has_button=not kind.personal)
    body += HELD + closing(shared) + footer(kind, network)
    return Shape(
        subject=mailing.subject or str(kind.subject),
        body=body.bind({key: value for key, value in shared.items() if key != "held_mails"}),
        values=shared,
        kind=kind,
        sender=sender(mailing),
        reply_to="" if kind.unsigned else contact(mailing),
        reply_name=str(shared["who_writes"] or (network.name if network else "")),
        list_id=f"<{network.slug}.{queries.mail_domain()}>" if network and not kind.personal else "",
        way_out_prefix="" if kind.service else settings.SITE_URL + reverse("mailing:unsubscribe", args=["-"])[:-2],
    )


HELD = Template(
    (text.Block((text.Hole("held_mails", "text"),), (text.Hole("held_mails", "html"),), frozenset({"held_mails"})),)
)


# --- seen before it leaves --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Preview:
    """A mail as its reader will see it, to be shown on a page of ours: without styles, and its links lead nowhere.

    The links carry the reader's own signature; whoever prepares the mail must not be able to answer for them.
    """

    subject: str
    sender: str
    html: SafeString


def preview(message: Message, mailing: Mailing, user: User) -> Preview:
    composed = Composer().compose(message, mailing, user)
    inner = composed.html.partition("<div ")[2].partition(">")[2].removesuffix(FRAME_END) + "</div>"
    inner = TOKEN.sub("/…/", A_BUTTON.sub('<span class="button button--primary">\\1</span>', inner))
    inner = STYLE.sub(r"<\1", A_LINK.sub('<span class="mail-link">\\1</span>', inner))
    return Preview(composed.subject, sender_name(mailing), mark_safe(inner))  # noqa: S308  made of escaped values


# --- what stands below every mail --------------------------------------------------------------------------------------


def network_values(network: Network | None) -> dict[str, Value]:
    """What the sign-off and the footer say of the network; values of an app with the same name win nothing."""
    if network is None:
        return {
            "who_writes": "",
            "network_name": parseaddr(settings.DEFAULT_FROM_EMAIL)[0] or "MikroVirk",
            "imprint": "",
            "contact": "",
        }
    imprint = [network.name, network.host.name if network.host else "", network.place]
    contact = [network.contact_name, network.contact_email, network.contact_phone]
    return {
        "who_writes": network.contact_name,
        "network_name": network.name,
        "imprint": " · ".join(dict.fromkeys(piece for piece in imprint if piece)),
        "contact": " · ".join(piece for piece in contact if piece) if network.contact_email else "",
    }


def closing(values: Mapping[str, Value]) -> Template:
    """Venlig hilsen, and who it is."""
    lines = [_("Kind regards"), *(["{who_writes}"] if values["who_writes"] else []), "{network_name}"]
    return text.compile_body("\n".join(lines))


def footer(kind: MailKind, network: Network | None) -> Template:
    """Why one gets this, who writes, how to reach them, and the way out; below a personal mail only the way out."""
    if kind.personal:
        way_out = text.compile_body(_("[No more mails like this one]({unsubscribe_link})"), has_button=False)
        return Template((text.Block((), (PLAIN_FOOTER_TOP,)),)) + way_out
    named = network and network.contact_email and not kind.unsigned
    lines = ["{imprint}", *(["{contact}"] if named else [])]
    if not kind.service:
        lines.append(_("[Fewer mails or none]({unsubscribe_link})"))
    top = text.Block(("-- \n",), (FOOTER_TOP,))
    return Template((top,)) + text.compile_body(reason(kind, network) + "\n\n" + "\n".join(lines))


def reason(kind: MailKind, network: Network | None) -> str:
    """Why the reader gets it, in a sentence."""
    if kind.service:
        return _("You get this mail because it is about something you take part in yourself.")
    if network is None:
        return _("You get this mail because you asked for mails about meetings.")
    return _("You get this mail because you are in {network_name} or follow it.")


# --- values ----------------------------------------------------------------------------------------------------------


def reader_values(user: User) -> dict[str, Value]:
    return {"first_name": user.first_name, "name": user.full_name or user.email, "email": user.email}


def in_language(context: Mapping[str, Any], language: str) -> dict[str, Value]:
    """The values as text; one given per language is taken in the reader's."""
    return {
        key: value if isinstance(value, str) else str(value.get(language) or value.get(settings.LANGUAGE_CODE) or "")
        for key, value in context.items()
    }


def without_gaps(filled: Ready) -> Ready:
    """Take away the space that a missing name leaves: "Hej ," becomes "Hej,"."""
    return Ready(GAP.sub("", filled.text), GAP.sub("", filled.html))


def fold_from(subject: str, body: str) -> str:
    """The line of a kind that has none of its own: its subject, leading where its button leads."""
    match = text.BUTTON.search(body)
    return f"[{subject.translate(NO_BRACKETS)}]({match[2]})" if match else subject


# --- headers ---------------------------------------------------------------------------------------------------------


def sender(mailing: Mailing) -> str:
    """From a person, at the address our mails come from."""
    return mime.mailbox(sender_name(mailing), parseaddr(settings.DEFAULT_FROM_EMAIL)[1])


def sender_name(mailing: Mailing) -> str:
    """Who it is from: the named sender of a personal mail, else the network's contact and the network."""
    network = mailing.network
    if kinds.find(mailing.kind).personal and mailing.sender_name:
        return mailing.sender_name
    if network is None:
        return parseaddr(settings.DEFAULT_FROM_EMAIL)[0]
    if kinds.find(mailing.kind).unsigned:
        return network.name
    return ", ".join(dict.fromkeys(piece for piece in (network.contact_name, network.name) if piece))


def contact(mailing: Mailing) -> str:
    """Where replies go while the installation takes none in."""
    if mailing.sender_email and kinds.find(mailing.kind).personal:
        return mime.mailbox(mailing.sender_name, ascii_address(mailing.sender_email))
    network = mailing.network
    return mime.mailbox(network.contact_name, network.contact_email) if network and network.contact_email else ""


def reply_to(shape: Shape, message: Message) -> str:
    """This mail's own address for replies where the installation takes them in; it tells which mail they answer."""
    own = inbound.address_of(message)
    return mime.mailbox(shape.reply_name, own) if own and shape.reply_name else shape.reply_to


def list_headers(shape: Shape, link: str) -> list[tuple[str, str]]:
    """The way out for mail programs (RFC 8058); a mail about one's own sign-up has none."""
    if not link:
        return [("Auto-Submitted", "auto-generated")]
    headers = [("List-Unsubscribe", f"\r\n <{link}>"), ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")]
    return [("List-Id", shape.list_id), *headers] if shape.list_id else headers


def unsubscribe_token(user: User, network: int | None, kind: str) -> str:
    return links.sign(UNSUBSCRIBE, user.pk, network or 0, kind)


def ascii_address(address: str) -> str:
    """The address with its domain as the mail servers write it; raise UnicodeError if it has none such form."""
    if address.isascii():
        return address
    name, _at, domain = address.rpartition("@")
    name.encode("ascii")
    return f"{name}@{domain.encode('idna').decode()}"


def calendar_for(mailing: Mailing, user: User) -> mime.Calendar | None:
    """The calendar part made out to `user`."""
    if not mailing.calendar:
        return None
    organizer = inbound.calendar_address(calendar.uid_in(mailing.calendar), user)
    made_out = calendar.for_attendee(
        mailing.calendar, name=user.full_name or user.email, address=user.email, organizer=organizer
    )
    return mime.Calendar(made_out, mailing.calendar_method or "REQUEST")
