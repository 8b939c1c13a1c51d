"""The mails about who runs a network: a role is given, nobody acts, a meeting is near and not prepared.

They go at once and to people with a role only. Nobody approves them: whoever would may be the one who is gone.
"""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

HANDOVER = "http://localhost:8000/networks/mikrovirk/handover/"
EXAMPLE = {
    "network": "MikroVirk",
    "role": "afløser for koordinatoren",
    "days": "Fra mandag 1. februar til og med søndag 28. februar.",
    "by": "Mona Kjeldsen",
    "who": "Bo Lind",
    "why": "Mona er syg.",
    "url": HANDOVER,
    "last_act": "mandag 4. januar",
    "meeting": "Salg uden at sælge",
    "when": "mandag 25. januar kl. 17.30",
    "lacks": "et fagligt oplæg",
}

ROLE_GIVEN = register(
    MailKind(
        key="home.role_given",
        label=_("To whoever is given a role"),
        subject=_("You are now {role} in {network}"),
        body=_(
            "Hello {first_name}\n\n"
            "You are now {role} in {network}. {days}\n\n"
            "Given by: {by}\n\n"
            "{why}\n\n"
            "Everything you need stands on one page: how the network runs, what is planned, what was promised, and what to do first. "
            "You sign in with a code sent to this address; there is no password.\n\n"
            "[See the handover]({url})"
        ),
        because=_("somebody was given a role in the network"),
        service=True,
        example=EXAMPLE,
    )
)
SUBSTITUTE_APPOINTED = register(
    MailKind(
        key="home.substitute_appointed",
        label=_("To the coordinator: a substitute was appointed"),
        subject=_("{who} runs {network} for the time being"),
        body=_(
            "Hello {first_name}\n\n"
            "{by} has appointed {who} as substitute coordinator of {network}. {days}\n\n"
            "{why}\n\n"
            "You are still the coordinator and can end it whenever you like, under “Who runs it”.\n\n"
            "[See who runs the network]({url})"
        ),
        because=_("the steering group or the host organisation appointed a substitute"),
        service=True,
        example=EXAMPLE,
    )
)
NOBODY_RUNS = register(
    MailKind(
        key="home.nobody_runs",
        label=_("Nobody runs the network"),
        subject=_("Nobody runs {network} right now"),
        body=_(
            "Hello {first_name}\n\n"
            "{network} has no coordinator and no substitute who can sign in. Meetings, mails and promises are all kept, but "
            "nothing leaves and nobody answers until somebody takes over.\n\n"
            "You can: with one press you, or somebody you name, run the network for a time. The page says what is planned, "
            "what was promised and what to do first. No experience is needed.\n\n"
            "[Take over, or name somebody]({url})"
        ),
        because=_("nobody can run the network and you have a role in it"),
        service=True,
        unsigned=True,
        example=EXAMPLE,
    )
)
NOBODY_ACTS = register(
    MailKind(
        key="home.nobody_acts",
        label=_("Nobody has done anything for four weeks"),
        subject=_("Nobody has looked after {network} for four weeks"),
        body=_(
            "Hello {first_name}\n\n"
            "Nobody who runs {network} has done anything since {last_act}. There may be a good reason: perhaps call and ask.\n\n"
            "If help is needed, you, or somebody you name, can run the network for a time with one press. The page says what "
            "is planned, what was promised and what to do first.\n\n"
            "[See how things stand]({url})\n\n"
            "These mails end by themselves as soon as somebody acts."
        ),
        because=_("nobody has run the network for four weeks and you have a role in it"),
        service=True,
        unsigned=True,
        example=EXAMPLE,
    )
)
NOT_PREPARED = register(
    MailKind(
        key="home.not_prepared",
        label=_("A meeting is near and not prepared"),
        subject=_("The meeting {when} is not prepared"),
        body=_(
            "Hello {first_name}\n\n"
            "{network} has a meeting soon that is not prepared.\n\n"
            "{meeting}\n{when}\n\n"
            "It lacks: {lacks}.\n\n"
            "There may be a good reason: perhaps call and ask. If help is needed, you, or somebody you name, can run the "
            "network for a time with one press.\n\n"
            "[See what is missing]({url})\n\n"
            "These mails end by themselves when the meeting is prepared."
        ),
        because=_("a meeting is near and not prepared, and you have a role in the network"),
        service=True,
        unsigned=True,
        example=EXAMPLE,
    )
)
