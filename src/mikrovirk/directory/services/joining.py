"""Becoming a member from the public page: asked for, confirmed from the mail, told to the coordinator."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from mikrovirk.accounts.links import sign
from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Business, JoinRequest, Membership, Person
from mikrovirk.directory.queries.referrals import inviter_in
from mikrovirk.directory.services.businesses import add_business
from mikrovirk.directory.services.import_undo import used_among
from mikrovirk.directory.services.memberships import join_network
from mikrovirk.directory.services.people import add_guest
from mikrovirk.directory.services.referrals import note_referral
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network, Role
from mikrovirk.networks.queries import people_with, running

LINK_WORKS_FOR = timedelta(days=14)
DATES_ARE_IN = timedelta(minutes=2)  # the jobs run once a minute
MOST_A_DAY = 3  # mails that strangers can have sent to one address


def address(name: str, *values: str) -> str:
    return settings.SITE_URL + reverse(name, args=values)


@transaction.atomic
def ask_to_join(
    network: Network, *, name: str, email: str, at: datetime, invited_by: Person | None = None, **business: str
) -> JoinRequest | None:
    """Send the mail with which the owner of the address confirms; nobody is a member yet.

    `business`: business_name, cvr, town, seeks, standing. Who is a member already is told so, by mail: the page answers everybody
    alike. None if that address has been sent enough today.
    """
    email = email.strip().lower()
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, full_name=name)
    lately = JoinRequest.objects.filter(user=user, made_at__gt=at - timedelta(days=1)).count()
    if lately >= MOST_A_DAY:
        return None
    request = JoinRequest.objects.create(
        network=network, user=user, name=name, made_at=at, invited_by=invited_by, **business
    )
    is_member = Membership.objects.filter(person__user=user, network=network, left_date=None).exists()
    url = address("home:me") if is_member else address("directory:confirm_join", network.slug, sign("join", request.pk))
    mailing.send_service(
        kind="directory.already_member" if is_member else "directory.confirm_membership",
        occasion=f"join:{request.pk}",
        user=user,
        at=at,
        network=network,
        context={"network": network.name, "url": url},
        expires_at=at + LINK_WORKS_FOR,
    )
    return request


@transaction.atomic
def confirm_join(request: JoinRequest, *, at: datetime) -> Membership:
    """Make the person a member, tell the coordinators, and draft the welcome; confirming twice changes nothing."""
    requests = JoinRequest.objects.select_for_update(of=("self",)).select_related("network", "user", "invited_by")
    locked = requests.get(pk=request.pk)
    person = add_guest(name=locked.name, email=locked.user.email)
    here = Membership.objects.filter(person=person, network=locked.network, left_date=None).first()
    if here or locked.confirmed_at:
        return here or person.memberships.filter(network=locked.network).latest("pk")
    if locked.invited_by:
        note_referral(locked.network, person, inviter=locked.invited_by, at=at)
    business, note = business_asked_for(locked, person)
    membership = join_network(
        person,
        locked.network,
        on=timezone.localdate(at),
        came=Membership.Came.SELF,
        business=business,
        invited_by=inviter_in(person, locked.network) or locked.invited_by,
        note=note,
        standing=locked.standing,
    )
    locked.confirmed_at = at
    locked.save(update_fields=["confirmed_at"])
    tell_coordinators(membership, at=at)
    welcome(membership, at=at)
    return membership


def business_asked_for(request: JoinRequest, person: Person) -> tuple[Business | None, str]:
    """The business to join for, and a note for the coordinator.

    A CVR number is no secret: who names the business of other members is not let into it, the coordinator does that.
    """
    known = Business.objects.filter(cvr=request.cvr).first() if request.cvr else None
    if known and known.memberships.filter(left_date=None).exclude(person=person).exists():
        return None, f"{request.business_name} (CVR {request.cvr})"
    if not request.business_name:
        return known, ""
    fields = {"cvr": request.cvr, "town": request.town, "seeks": request.seeks}
    return known or add_business(name=request.business_name, **fields), ""


def tell_coordinators(membership: Membership, *, at: datetime) -> None:
    """One service mail to each coordinator: who is new, for which business, invited by whom.

    While there is none, to the substitute, who does not open the members' pages and is led to the handover.
    """
    network, person = membership.network, membership.person
    coordinators = list(people_with(network, Role.Name.COORDINATOR))
    member_page = address("directory:member", network.slug, str(person.pk))
    page = member_page if coordinators else address("home:handover", network.slug)
    for coordinator in coordinators or running(network):
        mailing.send_service(
            kind="directory.new_member",
            occasion=f"member:{membership.pk}",
            user=coordinator,
            at=at,
            network=network,
            context={
                "network": network.name,
                "who": person.name,
                "business": membership.business.name if membership.business else membership.note,
                "inviter": membership.invited_by.name if membership.invited_by else "",
                "url": page,
            },
        )


def welcome(membership: Membership, *, at: datetime) -> None:
    """Draft the welcome to a new member; it waits for the coordinator, or leaves by the network's standing rule.

    It leaves two minutes later at the earliest: by then whoever knows the next meetings has put them in as `dates`, and
    where a business like theirs begins as `steps`.
    """
    network = membership.network
    mailing.draft(
        kind="directory.welcome",
        occasion=f"member:{membership.pk}",
        recipients=[mailing.Recipient(membership.person.user)],
        at=at,
        due_at=at + DATES_ARE_IN,
        network=network,
        context={
            "network": network.name,
            "dates": "",
            "steps": "",
            "begin": address("programme:welcome", network.slug),
            "url": address("directory:profile"),
            "meetings": address("home:network", network.slug),
        },
    )


def unanswered_requests(before: datetime) -> QuerySet[JoinRequest]:
    """Requests to join that nobody confirmed."""
    return JoinRequest.objects.filter(made_at__lt=before, confirmed_at=None)


def forget_requests(*, before: datetime) -> int:
    """Remove requests that nobody confirmed, with addresses that stand in the system for nothing else; how many."""
    old = unanswered_requests(before)
    users = set(old.values_list("user_id", flat=True))
    removed, _ = old.delete()
    strangers = set(User.objects.filter(pk__in=users, person=None, last_login=None).values_list("pk", flat=True))
    User.objects.filter(pk__in=strangers - used_among(User, strangers, but_by=Message)).delete()
    return removed
