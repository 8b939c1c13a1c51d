"""The member's own page: what is on for me, what I am asked, and what stands about me."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Membership, Person
from mikrovirk.fund.models import Application, Fund, Vote
from mikrovirk.fund.queries.funds import own_applications
from mikrovirk.fund.queries.near import funds_for_places
from mikrovirk.fund.queries.votes import waiting_for
from mikrovirk.live.models import Evening, SeatTaken
from mikrovirk.live.queries import room, seat_stories
from mikrovirk.networks import queries as network_queries
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.overview.models import WelcomeHost
from mikrovirk.overview.queries.newcomers import own_host_rows
from mikrovirk.programme.models import Meeting, MeetingTask, SignUp, SlotOffer
from mikrovirk.programme.queries import attending, joint
from mikrovirk.voice.models import Ask, Consultation, Decision, Input, InputRound
from mikrovirk.voice.queries import conclusions as conclusion_queries
from mikrovirk.voice.queries import consultations as consultation_queries
from mikrovirk.voice.queries import decisions as decision_queries
from mikrovirk.voice.queries import own_data as voice_queries
from mikrovirk.voice.queries import rounds as round_queries

SHOWN_AHEAD = timedelta(days=100)
SEATS_SHOWN = 5
SAID_SHOWN = 4
CONCLUDED_SHOWN = 2
CASES_SHOWN = 3


@dataclass(frozen=True)
class OwnPage:
    """What the page holds; each list by the day it is about."""

    person: Person | None
    evenings: list[Evening]  # that are on now, or were until a day ago
    memberships: list[Membership]
    sign_ups: list[SignUp]
    open_meetings: list[Meeting]  # coming, and not answered yet
    offers: list[SlotOffer]  # three minutes to accept or decline
    tasks: list[MeetingTask]
    networks: list[Network]  # in which I take part
    hot_seat_networks: list[Network]
    task_networks: set[int]
    seats: list[SeatTaken]  # my turns in the hot seat or on the brag spot, newest first
    decisions: list[Decision]  # of the steering group, that I see to
    asks: list[Ask]  # what I am asked now
    drafts: list[Consultation]  # that I can comment on, or that were answered lately
    said: list[Input]  # what I said, newest first, with what came of it
    concluded: list[InputRound]  # what rounds in my networks came to, the newest
    hosting: list[WelcomeHost] = field(default_factory=list)  # where I welcome newcomers
    topic_networks: list[Network] = field(default_factory=list)  # in which I can say what I would come for
    has_cards: bool = False  # somewhere one is told whom to meet
    cases: list[Application] = field(default_factory=list)  # what I applied for, what changed last first
    funds: list[Fund] = field(default_factory=list)  # for the places of my networks
    votes: list[Vote] = field(default_factory=list)  # of those funds, that I have not used yet


def own_page(user: User, *, now: datetime) -> OwnPage:
    """Everything that `user` has to do with, in a fixed number of queries."""
    person = Person.objects.filter(user=user).select_related("user").first()
    networks = list(network_queries.networks_for(user, needs=Permission.TAKE_PART).filter(is_open=True))
    network_queries.look_up_parts(networks)
    parts = {network.pk: network_queries.parts_of(network) for network in networks}
    voice = [network for network in networks if "voice" in parts[network.pk]]
    answered = SignUp.objects.filter(meeting=OuterRef("pk"), person__user=user).exclude(state=SignUp.State.CANCELLED)
    coming = Meeting.objects.filter(
        joint.held_by(*networks), state=Meeting.State.PUBLISHED, starts_at__gt=now, starts_at__lt=now + SHOWN_AHEAD
    )
    offers = SlotOffer.objects.filter(
        person__user=user, meeting__starts_at__gt=now, meeting__state=Meeting.State.PUBLISHED
    ).filter(state__in=[SlotOffer.State.OFFERED, SlotOffer.State.ACCEPTED])
    funds = funds_for_places([network.municipality_code for network in networks])
    return OwnPage(
        person=person,
        evenings=room.evenings_for(user, networks, now=now),
        memberships=list(
            Membership.objects.filter(person__user=user, left_date=None).select_related("network", "business")
        ),
        sign_ups=list(attending.sign_ups_of(user, now=now)),
        open_meetings=list(coming.exclude(Exists(answered)).select_related("network", "venue")[:6]),
        offers=list(offers.select_related("meeting__network")),
        tasks=list(
            MeetingTask.objects.filter(taken_by=user, meeting__starts_at__gt=now)
            .select_related("meeting__network")
            .order_by("meeting__starts_at")
        ),
        networks=networks,
        hot_seat_networks=[n for n in networks if "hot_seat" in parts[n.pk]],
        task_networks={n.pk for n in networks if "tasks" in parts[n.pk]},
        seats=list(seat_stories.turns_had_by(user)[:SEATS_SHOWN]),
        decisions=list(decision_queries.owned_by(user, [n for n in networks if "steering_room" in parts[n.pk]])),
        asks=list(round_queries.asks_of(user, voice, now=now)),
        drafts=consultation_queries.lately_in(person, voice, now=now),
        hosting=list(own_host_rows(user)),
        said=list(voice_queries.said_by(user)[:SAID_SHOWN]),
        concluded=list(conclusion_queries.concluded_in(voice)[:CONCLUDED_SHOWN]),
        topic_networks=[n for n in networks if "topics" in parts[n.pk]],
        has_cards=any("cards" in on for on in parts.values()),
        cases=list(own_applications(user).select_related("call__fund").order_by("-changed_at")[:CASES_SHOWN]),
        funds=funds,
        votes=waiting_for(user, at=now) if funds else [],
    )
