"""The mails about an idea: to its author, and to somebody who put one in without being signed in."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

EXAMPLE = {
    "fund": "Idépuljen",
    "title": "Fælles julemarked",
    "url": "http://localhost:8000/fund/idepuljen/ideas/1/",
    "other": "Julemarked i ridehuset",
    "because": "Den samme idé står der to gange.",
    "contact": "puljen@kommune.example",
    "word": "God idé. Ring til os, så finder vi et sted.",
    "who": "Karen Holm",
    "call": "Aktiviteter i foråret",
    "deadline": "mandag 30. november kl. 12.00",
}

CONFIRM = register(
    MailKind(
        key="fund.idea_confirm",
        label=_("Put your idea in the box"),
        subject=_("One press, and your idea is in the box: {title}"),
        body=_(
            "Hello {first_name}\n\n"
            "Thank you for your idea for {fund}: “{title}”.\n\n"
            "Nobody sees it until you have opened the link and pressed the button. The link works for 14 days.\n\n"
            "[Put my idea in the box]({url})\n\n"
            "Was it not you? Then leave it; the idea is deleted by itself."
        ),
        because=_("they put an idea in without being signed in"),
        service=True,
        example={**EXAMPLE, "url": "http://localhost:8000/fund/link/idea/eksempel/"},
    )
)

MERGED = register(
    MailKind(
        key="fund.idea_merged",
        label=_("Your idea was put together with another"),
        subject=_("Your idea goes together with another: {other}"),
        body=_(
            "Hello {first_name}\n\n"
            "Somebody else had the same idea as you. “{title}” is now part of “{other}” in {fund}.\n\n"
            "You still stand as one of the authors, and everybody who supported your idea is counted with.\n\n"
            "[See the idea]({url})\n\n"
            "Are they not the same after all? Write to us, and we take them apart again."
        ),
        because=_("their idea was put together with another"),
        service=True,
        example=EXAMPLE,
    )
)

HIDDEN = register(
    MailKind(
        key="fund.idea_hidden",
        label=_("Your idea was taken off the list"),
        subject=_("Your idea was taken off the list: {title}"),
        body=_(
            "Hello {first_name}\n\n"
            "We have taken your idea “{title}” off the public list of {fund}.\n\n"
            "Because: {because}\n\n"
            "You can still see it yourself. Do you disagree, or have you changed it? Then write to {contact}, and we look at it again.\n\n"
            "[See your idea]({url})"
        ),
        because=_("their idea was taken off the public list"),
        service=True,
        example=EXAMPLE,
    )
)

WORD = register(
    MailKind(
        key="fund.idea_word",
        label=_("A word about your idea"),
        subject=_("A word about your idea: {title}"),
        body=_(
            "Hello {first_name}\n\n"
            "We have read your idea “{title}” in {fund}. This is what we say to it:\n\n"
            "{word}\n\n"
            "[See where the idea stands]({url})"
        ),
        because=_("somebody answered their idea"),
        service=True,
        example=EXAMPLE,
    )
)

HELPED_ON = register(
    MailKind(
        key="fund.idea_helped_on",
        label=_("An application is put up for your idea"),
        subject=_("Your idea is on its way: {title}"),
        body=_(
            "Hello {first_name}\n\n"
            "{who} has put up an application for your idea “{title}”. What you wrote already stands in it.\n\n"
            "You look it through, say what it costs, and send it. The call is “{call}”, and the deadline is {deadline}.\n\n"
            "[Go on with the application]({url})\n\n"
            "Would you rather not? Then do nothing: nothing is sent without you."
        ),
        because=_("somebody helps their idea on to an application"),
        service=True,
        example={**EXAMPLE, "url": "http://localhost:8000/fund/idepuljen/applications/1/edit/"},
    )
)
