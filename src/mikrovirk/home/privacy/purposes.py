"""What personal data are needed for here, as data: the privacy page, a member's own page and the record of processing say it.

A purpose names its legal basis (GDPR article 6), what is kept, of whom, and who sees it. How long is in `rules`, which
tables in `tables`; a test holds the three together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Basis(StrEnum):
    """The legal bases of article 6(1). RUNNING: (e) where a public authority is responsible, (f) where it is not."""

    CONSENT = "a"
    LAW = "c"
    TASK = "e"
    INTEREST = "f"
    RUNNING = "e or f"


BASES: dict[Basis, Words] = {
    Basis.CONSENT: _("Your consent (article 6(1)(a)); you can take it back at any time."),
    Basis.LAW: _("A legal duty (article 6(1)(c))."),
    Basis.TASK: _("A task in the public interest: the municipality's promotion of business (article 6(1)(e))."),
    Basis.INTEREST: _("A legitimate interest: a network cannot be run without it (article 6(1)(f))."),
}


@dataclass(frozen=True)
class Purpose:
    """One purpose. `parts`: only where one of these parts of the product is on; none: always."""

    key: str
    title: Words
    why: Words
    bases: tuple[Basis, ...]
    whom: Words
    what: Words
    seen_by: Words
    parts: tuple[str, ...] = ()

    def bases_said(self, *, is_authority: bool) -> list[Words]:
        """The legal bases in words, as they are for whoever is responsible."""
        running = Basis.TASK if is_authority else Basis.INTEREST
        return [BASES[running if basis == Basis.RUNNING else basis] for basis in self.bases]


PURPOSES: tuple[Purpose, ...] = (
    Purpose(
        "account",
        _("Signing in"),
        _("You have one account for all networks, without a password: a code or a link by mail signs you in."),
        (Basis.RUNNING,),
        _("Members, guests and staff"),
        _("Name, e-mail address, language, which mails you want, when you were last here, passkeys and second factor."),
        _("You, and whoever runs the network you belong to."),
    ),
    Purpose(
        "membership",
        _("Being a member"),
        _(
            "The network knows who its members are and which businesses they have, so that it can invite them and bring them together."
        ),
        (Basis.RUNNING,),
        _("Members, and those who asked to become one"),
        _(
            "Name, e-mail address, phone, picture, what you write about yourself; your business with CVR number, address,"
            " what you offer and seek; since when you are a member, who invited you, and the coordinator's note."
        ),
        _("The coordinator and their substitute. Other members see what you choose in your profile."),
    ),
    Purpose(
        "shown",
        _("Being seen by everybody"),
        _(
            "Your business stands in the public directory, you are shown as new, your story or a photo of you is published, or you welcome newcomers."
        ),
        (Basis.CONSENT,),
        _("Members who said yes"),
        _(
            "What you agreed to, in which words, when and how, and when you took it back; the texts and photos themselves."
        ),
        _("Everybody, until you take it back."),
    ),
    Purpose(
        "meetings",
        _("Meetings"),
        _(
            "So that there is a chair and coffee for everybody, speakers are agreed with, and it is known who comes and came."
        ),
        (Basis.RUNNING,),
        _("Members, guests, followers and speakers"),
        _(
            "Sign-ups, waiting list, attendance, guests you bring, tasks, talks, what you wrote for your three minutes or the hot seat, and how you found it."
        ),
        _("The coordinator; who checks people in at the door; others who come, where you agreed to that."),
    ),
    Purpose(
        "evening",
        _("The meeting while it runs"),
        _("Questions from the hall, polls, hands held out, and whom it would be good to meet."),
        (Basis.RUNNING,),
        _("Those who were there"),
        _(
            "Which phone belongs to whom, questions with a name where you gave it, answers to polls, names you were given and whether you talked."
        ),
        _(
            "The host of the meeting; the screen shows a name only where you gave it. What stays in the room cannot be read 24 hours later."
        ),
        ("introductions", "hot_seat", "cards"),
    ),
    Purpose(
        "mail",
        _("Mails"),
        _("Invitations, receipts and what you asked for; and what you write to us."),
        (Basis.RUNNING,),
        _("Those we write to, and those who write to us"),
        _("Which mails were sent to you, when, and whether they came through; the words of mails you write."),
        _("The coordinator of the network the mail belongs to."),
    ),
    Purpose(
        "voice",
        _("What members say"),
        _("Members are asked, and are told what came of what they said."),
        (Basis.RUNNING,),
        _("Members and guests"),
        _(
            "Answers, comments, suggestions and support, with your name unless you answered without it. An anonymous answer is tied to nobody."
        ),
        _("The steering group and the coordinator."),
        ("voice", "topics", "planner"),
    ),
    Purpose(
        "running",
        _("Running the network"),
        _(
            "Who has which role, what was decided and by whom, what a successor must know, and early signs that somebody drifts away."
        ),
        (Basis.RUNNING,),
        _("Coordinators, substitutes, steering group; members who have not been seen for a while"),
        _(
            "Roles with dates, minutes, decisions, notes for a successor, contact details, and the list a mail to those who drifted away would go to."
        ),
        _("The coordinator and the steering group."),
    ),
    Purpose(
        "outreach",
        _("Inviting businesses nearby"),
        _("To find businesses that no network reaches yet, from the public business register (CVR)."),
        (Basis.RUNNING,),
        _("Owners of one-person businesses"),
        _(
            "Name, address and industry from CVR, which were invited, and who declined. Those who are protected against advertising are left out."
        ),
        _("The coordinator; the municipality sees counts of three and more."),
        ("invitations",),
    ),
    Purpose(
        "newcomers",
        _("Move your business here"),
        _("To answer those who think of moving a business here, and find somebody who welcomes them."),
        (Basis.CONSENT,),
        _("Those who write on the page"),
        _("Name, e-mail address, trade, what you wish to know, and who welcomed you."),
        _("The municipality, its business service office and the networks there."),
    ),
    Purpose(
        "planning",
        _("Working together in the municipality"),
        _("Goals, conferences and the agreement on who does what between municipality, business council and networks."),
        (Basis.RUNNING,),
        _("Those who act for an organisation"),
        _("Name, whom you act for, what you signed, promised or said, and your e-mail address where we write to you."),
        _("Those who take part; what is published is seen by everybody."),
    ),
    Purpose(
        "around",
        _("Other networks and calendars"),
        _("One register of networks and offers, and one calendar of what goes on."),
        (Basis.RUNNING,),
        _("Contacts of other networks and offers"),
        _("Name, e-mail address and phone of the contact they named, and who changed an entry."),
        _("Everybody sees the contact that was named for that; the owner's address is seen by the municipality alone."),
    ),
    Purpose(
        "fund",
        _("Ideas and support from a fund"),
        _("To receive, assess and decide applications, pay grants and account for public money."),
        (Basis.TASK, Basis.LAW),
        _("Applicants, co-applicants, supporters of ideas, assessors and caseworkers"),
        _(
            "The application with its papers, who applied and with whom, conflicts of interest, points, the decision, account for payment, de minimis declarations."
        ),
        _(
            "The caseworkers, bookkeeper and assessors of that fund; everybody sees what was granted, to which business, and why."
        ),
    ),
    Purpose(
        "ballots",
        _("Voting"),
        _("One voter, one vote, and nobody can see what anybody voted."),
        (Basis.TASK,),
        _("Those who may vote"),
        _("The list of voters and that they voted. A ballot is tied to nobody."),
        _("The caseworkers see the list; nobody sees a ballot before the count."),
    ),
    Purpose(
        "programs",
        _("Programs that read here"),
        _("Those who run a network can let a program of their own fetch its meetings and members."),
        (Basis.RUNNING,),
        _("Those who made a token"),
        _("The token's name, what it may read, and what was read when."),
        _("You, and whoever runs the installation."),
    ),
    Purpose(
        "security",
        _("Safety"),
        _("To end a sign-in on a lost phone, to stop who guesses codes, and to be able to say who has seen what."),
        (Basis.RUNNING, Basis.LAW),
        _("Everybody who uses the site, above all staff"),
        _(
            "Where you are signed in, counts of tries by a digest of the internet address, and what staff saw and changed of others."
        ),
        _("You see your own; the administrator sees what staff did."),
    ),
)
BY_KEY = {purpose.key: purpose for purpose in PURPOSES}


def in_use(parts: Iterable[str]) -> list[Purpose]:
    """The purposes there are where these parts of the product are on."""
    on = set(parts)
    return [purpose for purpose in PURPOSES if not purpose.parts or on & set(purpose.parts)]
