"""The mails about a members' vote."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

EXAMPLE = {
    "fund": "Idépuljen",
    "call": "Aktiviteter i foråret",
    "closes": "mandag 30. november kl. 20.00",
    "url": "http://localhost:8000/fund/idepuljen/votes/1/",
    "contact": "puljen@kommune.example",
    "voter": "Holms Hus",
}

INVITATION = register(
    MailKind(
        key="fund.vote_invitation",
        label=_("You may vote on what the fund is used for"),
        subject=_("Vote on {call}"),
        body=_(
            "Hello {first_name}\n\n"
            "{fund} is to be divided, and the members decide. You have a vote on “{call}”.\n\n"
            "You can vote until {closes}. It takes a few minutes on the phone: you sign in with a code we send you, choose "
            "your projects, and look at your vote before you cast it.\n\n"
            "[See the projects and vote]({url})\n\n"
            "Your vote is secret. Nobody can see what you voted, not even those who run the fund.\n\n"
            "Questions? Write to {contact}."
        ),
        because=_("they are on the list of a vote"),
        monthly=True,
        fold=_("You may vote on {call} until {closes}: {url}"),
        example=EXAMPLE,
    )
)

RECEIPT = register(
    MailKind(
        key="fund.vote_receipt",
        label=_("Your vote lies in the box"),
        subject=_("Your vote lies in the box: {call}"),
        body=_(
            "Hello {first_name}\n\n"
            "We have received a vote for {voter} on “{call}” ({fund}). It lies in the box and counts.\n\n"
            "What you voted stands neither here nor beside your name. So it can neither be changed nor shown to you again.\n\n"
            "The votes are counted when the vote is over, {closes}. You can see the result on the same page.\n\n"
            "[See the vote]({url})\n\n"
            "Was it not you who voted? Write to {contact}."
        ),
        because=_("they voted"),
        service=True,
        example=EXAMPLE,
    )
)
