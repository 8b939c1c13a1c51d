"""The mail to whoever looks after a calendar that we cannot read as it is meant."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

register(
    MailKind(
        key="landscape.feed_trouble",
        label=_("To the owner of a calendar: something in it cannot be read"),
        subject=_("Something in your calendar {feed} cannot be read"),
        body=_(
            "Hi {first_name}\n\n"
            "Your calendar {feed} is shown in the area's joint calendar, so that small businesses can find what you hold. "
            "When we last read it, something was not as it should be:\n\n"
            "{wrong}\n\n"
            "We read it at this address: {address}\n\n"
            "Once it is mended it is read again by itself, within a few hours.\n\n"
            "[See the joint calendar]({url})"
        ),
        because=_("their calendar is in the joint calendar, and something in it cannot be read"),
        example={
            "feed": "Biblioteket",
            "address": "https://bibliotek.example/kalender.ics",
            "wrong": "- “Åben café” (linje 12) har ingen start (DTSTART) og er lagt til side.",
            "network": "MikroVirk",
            "url": "https://mikrovirk.example/calendar/0390/",
        },
    )
)
