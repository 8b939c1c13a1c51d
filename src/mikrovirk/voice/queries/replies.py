"""Reads: the whole mail behind a reply, for whoever looks whether its words are the person's own."""

from mikrovirk.mailing.models import IncomingMail
from mikrovirk.mailing.queries.incoming import words_of
from mikrovirk.voice.models import Input


def whole_mail(row: Input) -> str:
    """The mail as plain text with what was quoted; empty where its words have been deleted since."""
    _mail, _colon, pk = row.source_key.partition(":")
    mail = IncomingMail.objects.filter(pk=pk).first() if pk.isdecimal() else None
    return words_of(mail) if mail else ""
