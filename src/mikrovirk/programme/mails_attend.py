"""Mails about one's own sign-up, the reminder, "How was it?" and following a network by mail."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

EXAMPLE = {
    "title": "Salg uden at sælge",
    "day": "mandag 30. november",
    "when": "mandag 30. november kl. 17.30–20.00",
    "hour": "17.30",
    "place": "Møn Bibliotek, Møllebrøndstræde 12, 4780 Stege",
    "parking": "Der er gratis parkering bag biblioteket.",
    "network": "MikroVirk",
    "number": "2",
    "guest": "Karen Bæk",
    "url": "https://example.org/s/…/",
    "tasks_url": "https://example.org/o/…/",
    "sessions_url": "https://example.org/s/…/sessions/",
    "join_url": "https://example.org/networks/mikrovirk/join/",
}

RECEIPT = register(
    MailKind(
        key="programme.receipt",
        label=_("Receipt for a sign-up"),
        subject=_("You are signed up: {title}, {day}"),
        body=_(
            "Hello {first_name}\n\n"
            "You are signed up for {title}.\n\n"
            "{when}\n{place}\n\n"
            "{parking}\n\n"
            "[See, change or cancel your sign-up]({url})\n\n"
            "Several things go on at the same time: [choose what you want to be in]({sessions_url}).\n\n"
            "The meeting comes along for your calendar. If you cannot come after all, cancel with the button, so that "
            "somebody else can have the place."
        ),
        because=_("they signed up"),
        service=True,
        example=EXAMPLE,
    )
)
RECEIPT_THIRD_VISIT = register(
    MailKind(
        key="programme.receipt_third_visit",
        label=_("Receipt for a guest's third visit"),
        subject=_("You are signed up: {title}, {day}"),
        body=_(
            "Hello {first_name}\n\n"
            "You are signed up for {title}. It is the third time you come, and that makes us glad.\n\n"
            "{when}\n{place}\n\n"
            "{parking}\n\n"
            "[See, change or cancel your sign-up]({url})\n\n"
            "Several things go on at the same time: [choose what you want to be in]({sessions_url}).\n\n"
            "Would you like to be a member? Members of {network} can have three minutes to tell about their business, "
            "and are found by the others. [Become a member]({join_url})."
        ),
        because=_("they signed up as a guest for the third time"),
        service=True,
        example=EXAMPLE,
    )
)
WAITING = register(
    MailKind(
        key="programme.waiting",
        label=_("Receipt for a place on the waiting list"),
        subject=_("You are number {number} on the waiting list: {title}"),
        body=_(
            "Hello {first_name}\n\n"
            "Every place at {title} is taken just now. You are number {number} on the waiting list.\n\n"
            "{when}\n{place}\n\n"
            "When a place becomes free it is yours by itself, and we write to you at once. You need do nothing.\n\n"
            "[See where you stand, or leave the list]({url})"
        ),
        because=_("they signed up while every place was taken"),
        service=True,
        example=EXAMPLE,
    )
)
MOVED_UP = register(
    MailKind(
        key="programme.moved_up",
        label=_("A place from the waiting list"),
        subject=_("You have got a place: {title}, {day}"),
        body=_(
            "Hello {first_name}\n\n"
            "A place became free at {title}, and it is yours. You are signed up.\n\n"
            "{when}\n{place}\n\n"
            "{parking}\n\n"
            "[See, change or cancel your sign-up]({url})\n\n"
            "Several things go on at the same time: [choose what you want to be in]({sessions_url}).\n\n"
            "Can you not come after all? Then cancel at once, so that the next on the list can have the place."
        ),
        because=_("a place became free for them"),
        service=True,
        example=EXAMPLE,
    )
)
GUEST_MOVED_UP = register(
    MailKind(
        key="programme.guest_moved_up",
        label=_("A place from the waiting list for a guest one brings"),
        subject=_("{guest} has got a place: {title}, {day}"),
        body=_(
            "Hello {first_name}\n\n"
            "A place became free, so now {guest} can come with you to {title}.\n\n"
            "{when}\n{place}\n\n"
            "[See, change or cancel your sign-up]({url})"
        ),
        because=_("a place became free for the guest they bring"),
        service=True,
        example=EXAMPLE,
    )
)
SIGNED_OFF = register(
    MailKind(
        key="programme.signed_off",
        label=_("Receipt for a cancelled sign-up"),
        subject=_("You have cancelled: {title}, {day}"),
        body=_(
            "Hello {first_name}\n\n"
            "You have cancelled your sign-up for {title}, {when}. Thank you for saying so: somebody else can have the place.\n\n"
            "[I can come after all]({url})"
        ),
        because=_("they cancelled their sign-up"),
        service=True,
        example=EXAMPLE,
    )
)
REMINDER = register(
    MailKind(
        key="programme.reminder",
        label=_("Reminder the day before"),
        subject=_("Tomorrow at {hour}: {title}"),
        body=_(
            "Hello {first_name}\n\n"
            "We look forward to seeing you tomorrow at {title}.\n\n"
            "{when}\n{place}\n\n"
            "{parking}\n\n"
            "Hours and rooms of what you have chosen stand in [your programme]({sessions_url}).\n\n"
            "[I cannot come: cancel my sign-up]({url})\n\n"
            "Would you like to lend a hand? [Take one of the evening's small tasks]({tasks_url})."
        ),
        because=_("they are signed up for the meeting tomorrow"),
        service=True,
        example=EXAMPLE,
    )
)
FEEDBACK_ASK = register(
    MailKind(
        key="programme.feedback_ask",
        label=_("How was it?"),
        subject=_("How was {title}?"),
        body=_(
            "Hello {first_name}\n\n"
            "Thank you for coming to {title}. How was the evening? Say it with two taps: it takes ten seconds and helps "
            "us make the next one better.\n\n"
            "[Say how it was]({url})\n\n"
            "What you write is read by the coordinator and the steering group."
        ),
        because=_("they came to the meeting the day before"),
        fold=_("[How was {title}? Say it with two taps]({url})"),
        part="feedback",
        example=EXAMPLE,
    )
)
FOLLOW_CONFIRM = register(
    MailKind(
        key="programme.follow_confirm",
        label=_("Confirm that you want the meetings by mail"),
        subject=_("Do you want the meetings of {network} by mail?"),
        body=_(
            "Hello {first_name}\n\n"
            "Somebody, probably you, has asked to get the meetings of {network} by mail. Press the button and say yes, "
            "and we write when there is a new meeting. Was it not you? Then do nothing, and you hear no more.\n\n"
            "[Yes, send me the meetings]({url})"
        ),
        because=_("they asked for the meetings by mail"),
        service=True,
        part="subscriptions",
        example=EXAMPLE,
    )
)
