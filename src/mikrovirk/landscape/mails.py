"""The mails to those who look after a calendar that is read, or an entry of the register of networks and offers."""

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

register(
    MailKind(
        key="landscape.entry_ask",
        label=_("To the owner of an entry: is what stands about you still right?"),
        subject=_("Is this still right? {names}"),
        body=_(
            "Hi {first_name}\n\n"
            "{names} stands in the register of networks and offers for small businesses. We ask twice a year whether it is still right:\n\n"
            "{what}\n\n"
            "It takes a minute. You need no account: one press says that it is right, and you can change it or say that it is no more.\n\n"
            "[See it and say yes]({url})\n\n"
            "If somebody else looks after it by now, answer this mail and say who."
        ),
        because=_(
            "they look after an entry in the register of networks and offers, and it is time to see whether it is right"
        ),
        service=True,
        drafted=True,
        example={
            "names": "Møns Erfa",
            "what": "- Møns Erfa: Erfa-gruppe, 4780 Stege, en gang om måneden, gratis",
            "network": "MikroVirk",
            "url": "https://mikrovirk.example/around/link/eksempel/",
        },
    )
)

register(
    MailKind(
        key="landscape.entry_link",
        label=_("To the owner of an entry: the link they asked for"),
        subject=_("Your link to {entry}"),
        body=_(
            "Hi {first_name}\n\n"
            "Here is the link with which you keep {entry} in the register of networks and offers. It is yours alone.\n\n"
            "[See it and change it]({url})\n\n"
            "If you did not ask for it, you need not do anything."
        ),
        because=_("they look after an entry in the register of networks and offers, and asked for their link"),
        service=True,
        example={"entry": "Møns Erfa", "url": "https://mikrovirk.example/around/link/eksempel/"},
    )
)
