"""Those who came to the networks of the example region because somebody passed the word on.

One is signed up and has not come, one has come and the thanks wait for approval too long, one became a member, one thank-you
was stopped, and some came by a poster.
"""

from datetime import datetime, timedelta

from django.db.models import F

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Membership, Person, Referral
from mikrovirk.directory.services import add_guest
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network, Role
from mikrovirk.programme import mails_friends
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.queries.friends import invitation_of, invitation_token
from mikrovirk.programme.services import friends, sign_ups

A_DAY = timedelta(days=1)
# Who signed up and comes, who came, whose thanks were stopped, who came by a poster.
GUESTS = {
    "mikrovirk": ("Karen Bæk", "Henrik Lund", "Sanne Friis", "Tove Mark"),
    "mikronet": ("Jonas Rask", "Britta Holst", "Keld Toft", "Rikke Borg"),
}


def fill(*, now: datetime) -> None:
    """Both municipalities in mid-life."""
    for slug, (open_one, came, stopped, by_poster) in GUESTS.items():
        network = Network.objects.get(slug=slug)
        inviter, second, brought = members_of(network)
        meeting = Meeting.objects.filter(
            network=network, state=Meeting.State.PUBLISHED, starts_at__gt=now + A_DAY
        ).first()
        if meeting:
            comes(meeting, inviter, open_one, now=now)
            comes(meeting, None, by_poster, now=now)
        thanked(has_come(network, inviter, came, now=now), at=now - 23 * A_DAY)
        thanked(has_come(network, second, stopped, now=now), at=now - 60 * A_DAY)
        stop(network, stopped, now=now)
        became_member(network, brought, inviter, now=now)


def members_of(network: Network) -> tuple[Person, Person, Person]:
    """Whoever the printed link signs in as a member, another who passes the word on, and one who was brought."""
    steering = Role.objects.filter(network=network).exclude(name=Role.Name.MEMBER).values("user")
    found = Membership.objects.filter(network=network, left_date=None).exclude(person__user__in=steering)
    first, second, third = found.select_related("person__user").order_by("-person__user")[:3]
    return first.person, second.person, third.person


def guest(network: Network, name: str) -> Person:
    first, last = name.lower().replace("æ", "ae").split()
    return add_guest(name=name, email=f"{first}@{last}.{network.slug}.example")


def comes(meeting: Meeting, inviter: Person | None, name: str, *, now: datetime) -> None:
    """Signed up by a member's link, or by the poster: has not come yet."""
    person = guest(meeting.network, name)
    token = invitation_token(meeting.network_id, meeting_pk=meeting.pk, person_pk=inviter.pk if inviter else 0)
    sign_ups.sign_up_guest(
        Meeting.objects.select_related("network", "venue", "format").get(pk=meeting.pk),
        name=name,
        email=person.email,
        at=now - 2 * A_DAY,
        by=invitation_of(token),
    )


def has_come(network: Network, inviter: Person, name: str, *, now: datetime) -> Referral:
    """Came to the last evening that was held by then."""
    person = guest(network, name)
    held = Meeting.objects.filter(network=network, state=Meeting.State.PUBLISHED, ends_at__lt=now - 23 * A_DAY)
    meeting = held.order_by("-starts_at").first()
    if meeting:
        SignUp.objects.create(
            meeting=meeting, person=person, state=SignUp.State.COMING, as_guest=True, via="page",
            made_at=meeting.starts_at - 9 * A_DAY, placed_at=meeting.starts_at - 9 * A_DAY, checked_in_at=meeting.starts_at,
        )  # fmt: skip
        Meeting.objects.filter(pk=meeting.pk).update(places_taken=F("places_taken") + 1)
    at = (meeting.starts_at if meeting else now) - 9 * A_DAY
    made = Referral.objects.create(network=network, person=person, inviter=inviter, made_at=at)
    return Referral.objects.select_related("network", "person__user", "inviter__user").get(pk=made.pk)


def thanked(referral: Referral, *, at: datetime) -> None:
    """The thanks lie among the mails as a draft since then."""
    friends.thank(referral, at=at)


def stop(network: Network, name: str, *, now: datetime) -> None:
    """The coordinator had thanked in person already."""
    coordinator = User.objects.filter(roles__network=network, roles__name=Role.Name.COORDINATOR).first()
    for each in Mailing.objects.filter(network=network, kind=mails_friends.THANKS.key, context__guest=name):
        mailing.stop(each, by=coordinator, at=now - 59 * A_DAY)


def became_member(network: Network, person: Person, inviter: Person, *, now: datetime) -> None:
    """A member today, thanked for long ago."""
    at = now - 150 * A_DAY
    here = Membership.objects.filter(network=network, person=person, left_date=None)
    here.update(invited_by=inviter, came=Membership.Came.INVITED)
    Referral.objects.create(network=network, person=person, inviter=inviter, made_at=at, thanked_at=at + 30 * A_DAY)
