"""Prepares the example region once, and gives the links that sign in as each role."""

import random
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.config.demo import (
    around,
    begun,
    circle,
    conference,
    entries,
    evenings,
    facts,
    friends,
    fund_facts,
    funded,
    newest,
    people,
    roles,
    said,
    tokens,
    told,
    tonight,
    tour,
)
from mikrovirk.directory.models import Person
from mikrovirk.home import demo
from mikrovirk.live.models import SeatTaken
from mikrovirk.mailing import services as mailing_services
from mikrovirk.networks import services as network_services
from mikrovirk.networks.models import Installation, Network, Organisation, Role
from mikrovirk.programme.models import Follower, HotSeatApplication, Meeting, SignUp
from mikrovirk.programme.services import invitations, setup
from mikrovirk.programme.services import meetings as meeting_services

COORDINATORS = {"mikrovirk": "Mona Kjeldsen", "mikronet": "Bjarne Tofte", "netvaerk-nordfalster": "Ingelise Brandt"}


class RealInstallation(Exception):
    """This was made by `mikrovirk init`, or holds networks that the example did not make; it would throw them away."""


def prepare(*, reset: bool = False) -> None:
    """Make the example region if it is not there, or if its next meeting has passed; `reset`: in any case.

    Raise RealInstallation rather than touch anything that is not the example.
    """
    made_here = Network.objects.exists() or Installation.objects.exists()
    if made_here and not Installation.objects.filter(is_example=True).exists():
        raise RealInstallation
    if reset or is_stale(timezone.now()):
        call_command("flush", interactive=False, verbosity=0)  # all that is here is the example
        with transaction.atomic():
            build(now=timezone.now())


def is_stale(now: datetime) -> bool:
    """True where there is no region, or one whose days have gone by."""
    return not Meeting.objects.filter(
        network__slug="mikrovirk", state=Meeting.State.PUBLISHED, starts_at__gt=now
    ).exists()


def build(*, now: datetime) -> None:
    """Three networks in two municipalities, of which one is fading."""
    today = timezone.localdate(now)
    chance = random.Random(20171030)  # noqa: S311  the same region every time, nothing secret
    Installation.objects.update_or_create(pk=1, defaults={"region": facts.REGION, "parts_off": [], "is_example": True})
    hosts = {
        slug: Organisation.objects.create(slug=slug, name=name, kind=kind, municipality_code=code)
        for slug, name, kind, code in facts.ORGANISATIONS
    }
    for number, network_facts in enumerate(facts.NETWORKS):
        network = add_network(
            network_facts, hosts[network_facts.host], today=today, founded=today - timedelta(days=765 + 400 * number)
        )
        add_life(network, network_facts, chance, today=today, now=now)
    add_staff(hosts, today=today)
    funded.fill(now=now)
    around.fill(now=now)
    conference.fill(now=now)
    roles.fill(now=now)
    entries.fill(now=now)
    friends.fill(now=now)
    circle.fill(now=now)
    tokens.fill(now=now)
    tour.fill(now=now)


def add_network(wanted: facts.NetworkFacts, host: Organisation, *, today: date, founded: date) -> Network:
    """One network with its coordinator and the shipped formats."""
    coordinator = User.objects.create_user(f"koordinator@{wanted.slug}.example", full_name=COORDINATORS[wanted.slug])
    network = network_services.add_network(
        slug=wanted.slug,
        name=wanted.name,
        host=host,
        coordinator=coordinator,
        on=founded,
        purpose=wanted.purpose,
        about=wanted.about,
        place=wanted.place,
        municipality_code=wanted.municipality_code,
        contact_name=coordinator.full_name,
        contact_email=coordinator.email,
    )
    network.founded_date = founded
    network.save(update_fields=["founded_date"])
    network_services.switch_parts(network, on=wanted.parts)
    setup.prepare_network(network)
    return network


def add_life(
    network: Network, wanted: facts.NetworkFacts, chance: random.Random, *, today: date, now: datetime
) -> None:
    """Members, two years of evenings, the season ahead, and a month in the middle of things."""
    members = people.settle(
        network, people.invent(wanted, chance, today=today), chance, listed="directory" in wanted.parts
    )
    for person in members[8:13]:
        network_services.grant_role(person.user, Role.Name.STEERING, network=network, on=today - timedelta(days=400))
    venues = evenings.add_venues(network, wanted)
    steady = members[8:] + members[:8]
    evenings.add_past(network, wanted, venues, steady, chance, today=today)
    coming = evenings.add_coming(network, wanted, venues, today=today, now=now)
    if "subscriptions" in wanted.parts:
        add_followers(network, now=now)
    add_month(network, coming, steady, now=now, share=wanted.fade)
    if "hot_seat" in wanted.parts:
        add_wishes(network, steady, now=now)
    if "introductions" in wanted.parts:
        newest.show_newest(network, members, now=now)
    if network.slug == "mikrovirk":
        told.tell_of_last(network, now=now)
        said.tell_the_loop(network, steady, now=now)
        newest.answer_hands(tonight.add_evening_now(network, venues[0], members, now=now), now=now)
    elif network.slug == "mikronet":
        add_seats_held(network, steady, now=now)
        told.begin_to_tell(network, now=now)
        begun.begin_the_loop(network, steady, now=now)


def add_month(network: Network, coming: list[Meeting], members: list[Person], *, now: datetime, share: float) -> None:
    """The next meeting is out and filling; the one after is published and its invitation waits for approval."""
    coordinator = User.objects.get(roles__network=network, roles__name=Role.Name.COORDINATOR)
    first = meeting_services.publish_meeting(coming[0], at=now)
    mailing = first.network.mailings.filter(kind=invitations.INVITATION, occasion=f"meeting:{first.pk}").first()
    if mailing:
        mailing_services.approve(mailing, by=coordinator, at=now)
    for number, person in enumerate(members[: round(22 * share)]):
        made_at = now - timedelta(days=10, hours=number)
        SignUp.objects.create(
            meeting=first,
            person=person,
            state=SignUp.State.COMING,
            made_at=made_at,
            placed_at=made_at,
            is_listed=person.listed_at_meetings,
            via="mail",
        )
    Meeting.objects.filter(pk=first.pk).update(places_taken=first.sign_ups.count())
    for number, task in enumerate(first.tasks.all()):
        if number % 2:
            first.tasks.filter(pk=task.pk).update(taken_by=members[number].user, taken_at=now)
    meeting_services.publish_meeting(coming[1], at=now)


def add_wishes(network: Network, members: list[Person], *, now: datetime) -> None:
    """Two who would like the hot seat or the brag spot."""
    wishes = (
        (
            HotSeatApplication.Kind.HOT_SEAT,
            "Jeg har for mange små opgaver",
            "Jeg siger ja til alt og tjener for lidt. Hvordan vælger jeg, hvad jeg skal holde op med?",
        ),
        (
            HotSeatApplication.Kind.BRAG_SPOT,
            "Min første kunde i Tyskland",
            "Efter to års forsøg kom ordren. Jeg vil gerne fortælle, hvad der virkede.",
        ),
    )
    for number, (kind, title, brief) in enumerate(wishes):
        HotSeatApplication.objects.create(
            network=network,
            person=members[15 + number],
            kind=kind,
            title=title,
            brief=brief,
            applied_at=now - timedelta(days=5 + number),
        )


def add_seats_held(network: Network, members: list[Person], *, now: datetime) -> None:
    """The hot seats of the two last evenings that had one."""
    held = network.meetings.filter(ends_at__lt=now, format__name="2.0").order_by("-starts_at")[:2]
    for number, meeting in enumerate(held):
        tonight.add_seat_held(meeting, members[3 + number], members, application=tonight.CHALLENGES[number])
    tonight.tell_what_came(
        SeatTaken.objects.filter(application__network=network).earliest("evening__opened_at"), now=now
    )


def add_followers(network: Network, *, now: datetime) -> None:
    for number in range(4):
        user = User.objects.create_user(
            f"naesten{number + 1}@{network.slug}.naboer.example", full_name=f"Nysgerrig Nabo {number + 1}"
        )
        Follower.objects.create(
            user=user, network=network, asked_at=now - timedelta(days=30), confirmed_at=now - timedelta(days=30)
        )


def add_staff(hosts: dict[str, Organisation], *, today: date) -> None:
    """The business council, the municipality, and whoever looks after the installation."""
    for slug, name, role in (
        ("vordingborg-erhverv", "Henny Dahlgaard", Role.Name.HOST),
        ("vordingborg-kommune", "Preben Lindskov", Role.Name.MUNICIPALITY),
        ("guldborgsund-kommune", "Astrid Bro", Role.Name.MUNICIPALITY),
    ):
        user = User.objects.create_user(f"kontakt@{slug}.example", full_name=name)
        Role.objects.create(user=user, name=role, organisation=hosts[slug], since_date=today)
    User.objects.create_user("administrator@mikrovirk.example", full_name="Ask Teglgaard", is_administrator=True)


def sign_in_links() -> list[tuple[str, str]]:
    """(who, link) for each role of the region. They work only while the example is served."""
    return [
        (label, f"{settings.SITE_URL}{reverse('home:demo_sign_in', args=[links.sign(demo.PURPOSE, user.pk)])}")
        for label, user in cast()
    ]


def cast() -> list[tuple[str, User]]:
    """Who plays whom, in the order the links are shown."""
    network = Network.objects.get(slug="mikrovirk")

    def with_role(name: str) -> User:
        return User.objects.filter(roles__network=network, roles__name=name).order_by("pk")[0]

    return [
        (_("Coordinator"), with_role(Role.Name.COORDINATOR)),
        (
            _("Member"),
            User.objects.filter(roles__network=network)
            .exclude(roles__name__in=[Role.Name.STEERING, Role.Name.COORDINATOR])
            .order_by("-pk")[0],
        ),
        (_("Steering group member"), with_role(Role.Name.STEERING)),
        (_("Coordinator in Guldborgsund"), User.objects.get(email="koordinator@mikronet.example")),
        (_("Administrator"), User.objects.get(is_administrator=True)),
        (_("Business council"), User.objects.get(email="kontakt@vordingborg-erhverv.example")),
        (_("Municipality"), User.objects.get(email="kontakt@vordingborg-kommune.example")),
        (_("Municipality of Guldborgsund"), User.objects.get(email="kontakt@guldborgsund-kommune.example")),
        (_("Caseworker of the fund"), User.objects.get(email=fund_facts.VORDINGBORG.caseworker[0])),
        (_("Bookkeeper of the fund"), User.objects.get(email=fund_facts.VORDINGBORG.bookkeeper[0])),
    ]
