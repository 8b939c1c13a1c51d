"""The mails about conferences: to the coordinators asked to hold one, to who promised something, to who follows it up."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

CARRY_ASKED = "cooperation.carry_asked"
PROMISE_ASKED = "cooperation.promise_asked"
PROMISE_MADE = "cooperation.promise_made"
PROMISE_DUE = "cooperation.promise_due"
PROMISE_LATE = "cooperation.promise_late"
PROMISE_OVERDUE = "cooperation.promise_overdue"

EXAMPLE = {
    "conference": "Sammen om de små virksomheder",
    "question": "Hvad skal vi gøre sammen det næste år?",
    "who": "Vordingborg Erhverv",
    "owner": "Vordingborg Bibliotekerne",
    "promise": "Åbne læsesalen for selvstændige to aftener om ugen",
    "until": "1. marts 2027",
    "network": "MikroVirk",
    "url": "https://mikrovirk.example/…",
}

register(
    MailKind(
        key=CARRY_ASKED,
        label=_("To the coordinator: will the network hold a conference?"),
        subject=_("Will {network} hold “{conference}”?"),
        body=_(
            "Hi {first_name}\n\n"
            "{who} is planning a conference for the small businesses here: {conference}.\n\n"
            "{question}\n\n"
            "They ask whether {network} will hold it as one of its meetings. A yes puts a draft of a meeting in your plan; "
            "invitation, sign-up and door are then as at your other meetings. A no is fine, too.\n\n"
            "[Read about it and answer]({url})"
        ),
        because=_("you plan the network's meetings"),
        service=True,
        example=EXAMPLE,
    )
)
register(
    MailKind(
        key=PROMISE_ASKED,
        label=_("To who is to do something after a conference: do you promise it?"),
        subject=_("Do you promise this after “{conference}”?"),
        body=_(
            "Hi {owner}\n\n"
            "The conference {conference} came to this, and it is written down as yours:\n\n"
            "- {promise}\n"
            "- Until {until}\n\n"
            "Say yes or no with one press. It is first a promise when you have said yes, and then it stands on the conference's "
            "page for everybody.\n\n"
            "[Say yes or no]({url})"
        ),
        because=_("you are named as the one who does something after a conference"),
        service=True,  # about their own promise
        drafted=True,
        example=EXAMPLE,
    )
)
register(
    MailKind(
        key=PROMISE_MADE,
        label=_("To who promised something at a conference: what you promised"),
        subject=_("What you promised at “{conference}”"),
        body=_(
            "Hi {owner}\n\n"
            "Thank you for what you promised at the conference {conference}:\n\n"
            "- {promise}\n"
            "- Until {until}\n\n"
            "It stands on the conference's page for everybody. By this link you tell how it goes, and that it is done.\n\n"
            "[See what you promised]({url})"
        ),
        because=_("you promised something at a conference"),
        service=True,  # about their own promise
        drafted=True,
        example=EXAMPLE,
    )
)
register(
    MailKind(
        key=PROMISE_DUE,
        label=_("To who promised something at a conference: the day is near"),
        subject=_("You promised this until {until}"),
        body=_(
            "Hi {owner}\n\n"
            "At the conference {conference} you promised:\n\n"
            "- {promise}\n"
            "- Until {until}\n\n"
            "Is it done, is it on its way, or will it not be? A line is enough.\n\n"
            "[Say how it goes]({url})"
        ),
        because=_("you promised something at a conference, and the day is near"),
        service=True,  # about their own promise
        drafted=True,
        example=EXAMPLE,
    )
)
register(
    MailKind(
        key=PROMISE_LATE,
        label=_("To who promised something at a conference: the day is past"),
        subject=_("How did it go with what you promised until {until}?"),
        body=_(
            "Hi {owner}\n\n"
            "At the conference {conference} you promised:\n\n"
            "- {promise}\n"
            "- Until {until}\n\n"
            "That day is past. Is it done, is it on its way, or was it given up? A line is enough; it goes into the "
            "municipality's next memo.\n\n"
            "[Say how it went]({url})"
        ),
        because=_("you promised something at a conference, and the day is past"),
        service=True,  # about their own promise
        drafted=True,
        example=EXAMPLE,
    )
)
register(
    MailKind(
        key=PROMISE_OVERDUE,
        label=_("To who holds a conference: something promised is overdue"),
        subject=_("Overdue after “{conference}”: {owner}"),
        body=_(
            "Hi {first_name}\n\n"
            "{owner} promised this at the conference {conference}:\n\n"
            "- {promise}\n"
            "- Until {until}\n\n"
            "Nobody has said that it is done. Call them, give it another day, or note that it was given up.\n\n"
            "[Follow it up]({url})"
        ),
        because=_("you hold the conference, and something that was promised there is overdue"),
        service=True,  # about their own conference
        drafted=True,
        example=EXAMPLE,
    )
)
