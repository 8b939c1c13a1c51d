"""The mails to the hosts of a tour: may we come, and when we come."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

EXAMPLE = {
    "network": "MikroVirk",
    "tour": "Virksomhedsbesøg på Møn",
    "business": "Møn Keramik",
    "day": "fredag 12. februar",
    "hours": "mellem kl. 13.00 og 17.00",
    "length": "45 minutter",
    "when": "fredag 12. februar kl. 13.30–14.15",
    "url": "https://mikrovirk.example/…",
}

register(
    MailKind(
        key="landscape.tour_host",
        label=_("To a member: may the network visit your business?"),
        subject=_("May we visit {business} on {day}?"),
        body=_(
            "Hi {first_name}\n\n"
            "{network} goes out to see how members work: “{tour}”, {day} {hours}. We would like to visit {business} for {length}.\n\n"
            "You show what you do and tell how you do it. Nothing has to be prepared.\n\n"
            "Say yes or no on this page, and which hours suit you. If you say yes, your business and its address stand in the "
            "tour's timetable, which everybody can see.\n\n"
            "[Answer here]({url})"
        ),
        because=_("the network would like to visit their business on a tour"),
        service=True,
        drafted=True,
        example=EXAMPLE,
    )
)
register(
    MailKind(
        key="landscape.tour_hour",
        label=_("To a host of a tour: when the group comes"),
        subject=_("The group comes to {business} {when}"),
        body=_(
            "Hi {first_name}\n\n"
            "Thank you for opening your door. On the tour “{tour}” with {network} the group is at {business} {when}.\n\n"
            "If something is in the way, say so on your page: you can change your answer there.\n\n"
            "[See your visit]({url})"
        ),
        because=_("they said yes to a visit, and its hour is settled or has changed"),
        service=True,
        drafted=True,
        example=EXAMPLE,
    )
)
