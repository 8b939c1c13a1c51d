"""Mails about being on stage (three minutes, the hot seat, the brag spot) and about lending a hand."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

EXAMPLE = {
    "title": "MikroVirk 1.0: Moms uden mavepine",
    "when": "mandag 30. november kl. 17.30",
    "facts": "Hvornår: mandag 30. november kl. 17.30–20.00\nHvor: Møn Bibliotek, Storegade 27, 4780 Stege",
    "until": "mandag 30. november kl. 13.30",
    "network": "MikroVirk",
    "seat": "Den varme stol",
    "topic": "Hvordan får jeg flere kunder om vinteren?",
    "words": "Du har været med siden januar, og vi har ikke hørt din historie endnu. Vil du tage den varme stol?",
    "expectation": "At finde to at samarbejde med om mit første messebesøg.",
    "tasks": "- Stå i døren\n- Hold tiden",
    "url": "http://localhost:8000/i/eksempel/",
}

SLOT_OFFER = register(
    MailKind(
        key="programme.slot_offer",
        label=_("Offers of three minutes"),
        subject=_("Three minutes are yours {when}, if you want them"),
        body=_(
            "Hello {first_name}\n\n"
            "You are one of the newest in {network}, and we would like to hear who you are. At “{title}” you can have three "
            "minutes: your business, what you can contribute, and what you expect of the network. It is quite informal, "
            "and nobody needs slides.\n\n"
            "{facts}\n\n"
            "[Say yes or no]({url})\n\n"
            "Those who say yes first get the minutes. Answer by {until} at the latest. Does it not suit you this time, "
            "then say no: we ask again at a later meeting."
        ),
        because=_("they are new and have not introduced themselves"),
        fold=_("[Three minutes are yours {when}, if you want them]({url})"),
        part="introductions",
        example=EXAMPLE,
    )
)

SLOT_GIVEN = register(
    MailKind(
        key="programme.slot_given",
        label=_("You have three minutes, as agreed"),
        subject=_("Your three minutes {when}"),
        body=_(
            "Hello {first_name}\n\n"
            "As agreed you have three minutes at “{title}”: your business, what you can contribute, and what you expect of "
            "the network.\n\n"
            "{facts}\n\n"
            "[See and change your three texts]({url})\n\n"
            "Can you not come after all? Then say so with the same button, so that somebody else can have the minutes."
        ),
        because=_("you put them in for three minutes"),
        service=True,  # about the reader's own part in an evening
        drafted=True,
        part="introductions",
        example=EXAMPLE,
    )
)

EXPECTATION = register(
    MailKind(
        key="programme.expectation",
        label=_("Did the network become what you expected?"),
        subject=_("You expected something of {network}. Did it come?"),
        body=_(
            "Hello {first_name}\n\n"
            "Three months ago you told what you expect of {network}:\n\n"
            "»{expectation}«\n\n"
            "Did it come? Answer yes, partly or not yet. Where it has not come, we look for who can help.\n\n"
            "[Answer here]({url})"
        ),
        because=_("it is 90 days since they said what they expect"),
        fold=_("[You expected something of {network}. Did it come?]({url})"),
        part="introductions",
        example=EXAMPLE,
    )
)

HOT_SEAT_CHOSEN = register(
    MailKind(
        key="programme.hot_seat_chosen",
        label=_("Chosen for the hot seat or the brag spot"),
        subject=_("{seat} is yours {when}"),
        body=_(
            "Hello {first_name}\n\n"
            "We look forward to “{topic}”. {seat} is yours at “{title}”.\n\n"
            "{facts}\n\n"
            "You tell for a few minutes, and then the room gives you what it has. You need not bring anything.\n\n"
            "[See what you wrote]({url})\n\n"
            "Can you not come after all? Then answer this mail as soon as you can."
        ),
        because=_("they applied and you chose them"),
        service=True,  # about the reader's own application
        drafted=True,
        part="hot_seat",
        example=EXAMPLE,
    )
)

HOT_SEAT_LATER = register(
    MailKind(
        key="programme.hot_seat_later",
        label=_("Kept for a later evening"),
        subject=_("We keep your turn for a later evening"),
        body=_(
            "Hello {first_name}\n\n"
            "Thank you for wanting to tell us about “{topic}”. There is room for one each evening, and {when} it is "
            "somebody else's turn. We have kept what you wrote, and you are among the next. You need not do anything.\n\n"
            "[See, change or withdraw what you wrote]({url})"
        ),
        because=_("they applied, and somebody else was chosen this time"),
        service=True,
        drafted=True,
        part="hot_seat",
        example=EXAMPLE,
    )
)

HOT_SEAT_ASK = register(
    MailKind(
        key="programme.hot_seat_ask",
        label=_("A personal ask to take the hot seat or the brag spot"),
        subject=_("Will you have the room's help {when}?"),
        body=_(
            "Hello {first_name}\n\n"
            "{words}\n\n"
            "{facts}\n\n"
            "[Say yes or no here]({url})\n\n"
            "The hot seat: you tell of a challenge and get input from everybody in the room. The brag spot: you tell of a "
            "new customer or order, and the room gives you ideas for how to use it. You decide yourself how open it is."
        ),
        because=_("nobody has applied, and you asked them in person"),
        fold=_("[Will you take the hot seat or the brag spot {when}?]({url})"),
        part="hot_seat",
        example=EXAMPLE,
    )
)

TASKS_ASK = register(
    MailKind(
        key="programme.tasks_ask",
        label=_("Tasks that nobody took yet"),
        subject=_("Can you lend a hand {when}?"),
        body=_(
            "Hello {first_name}\n\n"
            "We see you at “{title}”. When many take a little, nobody carries it alone. These small tasks nobody has taken yet:\n\n"
            "{tasks}\n\n"
            "[Take one]({url})\n\n"
            "You need not be there earlier than it says, and you can give it back if something comes in the way."
        ),
        because=_("they come, and there are tasks nobody took"),
        gives_way=True,  # how an evening was matters more, and the reminder tells of the tasks too
        fold=_("[There are tasks nobody took for “{title}”]({url})"),
        part="tasks",
        example=EXAMPLE,
    )
)
