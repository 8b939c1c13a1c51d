"""The mails after an evening: the recap to those who came and to those who did not; and a photo that somebody took away."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

EXAMPLE = {
    "title": "Moms uden mavepine",
    "day": "mandag 30. november",
    "recap": "Mandag 30. november kom 24 til “Moms uden mavepine”. For 6 af dem var det første gang.\n\n"
    "Det faglige oplæg: “Moms uden mavepine” ved Tove Tal, Tal & Tanker.\n\nVi aftalte:\n- Bo laver en liste over revisorer",
    "for_members": "Den varme stol: Lise Holm (Systuen) spurgte salen om “Flere kunder om vinteren”.",
    "recap_url": "http://localhost:8000/networks/mikrovirk/meetings/1/recap/",
    "met": "Talte du med dem, du fik navnene på? Sig det med ét tryk: http://localhost:8000/c/eksempel/",
    "next": "Næste gang: Salg uden at sælge, mandag 4. januar kl. 17.30, Møn Bibliotek, Stege",
    "answer_url": "http://localhost:8000/s/eksempel/",
    "network": "MikroVirk",
}

RECAP = register(
    MailKind(
        key="live.recap",
        label=_("Recap to those who came"),
        subject=_("How it went: {title}"),
        body=_(
            "Hello {first_name}\n\n"
            "Thank you for coming to “{title}” on {day}. Here is what came of the evening.\n\n"
            "{recap}\n\n"
            "{for_members}\n\n"
            "[See it with the photos]({recap_url})\n\n"
            "{met}\n\n"
            "{next}\n\n"
            "[Yes, I come next time]({answer_url})"
        ),
        because=_("they came to the meeting"),
        fold=_("How it went: {title}: {recap_url}"),
        example=EXAMPLE,
    )
)

MISSED = register(
    MailKind(
        key="live.missed",
        label=_("Recap to those who did not come"),
        subject=_("We missed you at {title}"),
        body=_(
            "Hello {first_name}\n\n"
            "We missed you on {day}. This is what happened at “{title}”.\n\n"
            "{recap}\n\n"
            "{for_members}\n\n"
            "{next}\n\n"
            "[Yes, I come next time]({answer_url})\n\n"
            "See it with the photos: {recap_url}"
        ),
        because=_("they did not come to the meeting"),
        fold=_("This is what happened at {title}: {recap_url}"),
        example=EXAMPLE,
    )
)

PHOTO_HIDDEN = register(
    MailKind(
        key="live.photo_hidden",
        label=_("Somebody took a photo away"),
        subject=_("A photo from {title} was taken away"),
        body=_(
            "Hello {first_name}\n\n"
            "Somebody who is on a photo from “{title}” does not want it shown. It was hidden at once, and you need do nothing. "
            "It is deleted after 30 days.\n\n"
            "[See the photos]({url})"
        ),
        because=_("somebody on a photo wanted it gone"),
        service=True,  # about what the reader looks after
        example={**EXAMPLE, "url": "http://localhost:8000/networks/mikrovirk/meetings/1/evening/photos/"},
    )
)
