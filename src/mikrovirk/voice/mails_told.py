"""The one mail that tells an author what came of all they said in a round."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

TOLD = register(
    MailKind(
        key="voice.told",
        label=_("What came of what you said"),
        subject=_("What came of what you told us"),
        body=_(
            "Hello {first_name}\n\n"
            "Thank you for telling us what you think. We have read it and talked about it. This is what came of it.\n\n"
            "{told}\n\n"
            "Is there something we have not understood? Then just answer this mail.\n\n"
            "[See what you said and what came of it]({url})"
        ),
        because=_("they said something, and it is decided what comes of it"),
        fold=_("What came of what you told us: {url}"),
        part="voice",
        example={
            "title": "Før efteråret 2027",
            "told": "Du skrev: “Kan vi mødes om morgenen?”\nTaget op: I marts mødes vi kl. 8.",
            "url": "http://localhost:8000/me/said/",
            "network": "MikroVirk",
        },
    )
)
