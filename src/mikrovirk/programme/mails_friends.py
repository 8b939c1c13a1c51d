"""The mail that thanks whoever brought somebody."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

THANKS = register(
    MailKind(
        key="programme.friend_thanks",
        label=_("Thank you for bringing somebody"),
        subject=_("Thank you for bringing {guest}"),
        body=_(
            "Hello {first_name}\n\n"
            "{guest} found {network} because you passed the word on. Thank you. That is how the network grows: one person "
            "who tells another.\n\n"
            "When you next see {guest} at a meeting, introduce them to two or three of the others.\n\n"
            "[Bring one more]({url})"
        ),
        because=_("somebody they passed their link on to has come"),
        gives_way=True,
        fold=_("[Thank you for bringing {guest}]({url})"),
        example={"guest": "Karen Bæk", "network": "MikroVirk", "url": "https://example.org/me/invite/"},
    )
)
