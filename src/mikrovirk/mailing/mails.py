"""The one kind of mail of this app: somebody else's words, carried on. It is no mailing and has no message."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

SENT_ON = register(
    MailKind(
        key="mailing.sent_on",
        label=_("Mails that came in: sent on at once to the network's contact"),
        subject="{subject}",
        body=_(
            "{words}\n\n"
            "{why}\n\n"
            "Files came along that are not kept: {files}.\n\n"
            "When you reply to this mail, the reply goes to {writer}.\n"
            "What they wrote can be put where it belongs here: {url}"
        ),
        because=_("somebody wrote what only a person can answer"),
        service=True,
        drafted=True,
        example={
            "subject": "SV: Salg uden at sælge, mandag 30. november",
            "words": "Må jeg tage min hund med?",
            "why": "",
            "files": "",
            "writer": "Åse Østergård",
            "url": "http://localhost:8000/networks/mikrovirk/mails/incoming/1/",
        },
    )
)
