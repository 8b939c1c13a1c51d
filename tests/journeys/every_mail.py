"""A network that lives through four months in which every kind of mail the product has is sent to somebody."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.directory import services as directory
from mikrovirk.directory.models import Membership, Person, Referral
from mikrovirk.health.mails import DRIFTED, NEWCOMERS, SUBSTITUTE
from mikrovirk.health.queries.people import ToWrite
from mikrovirk.health.services import acting
from mikrovirk.home.handover import watch
from mikrovirk.live import saying
from mikrovirk.live.domain.running import Press
from mikrovirk.live.models import Photo, SeatTaken
from mikrovirk.live.queries.newest import Texts
from mikrovirk.live.saying import Said
from mikrovirk.live.services import hands, newest, photos, recap, room, seat_story
from mikrovirk.live.services.room import open_evening
from mikrovirk.mailing import kinds
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.mails import SENT_ON
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.mailing.services import Recipient, in_each_language
from mikrovirk.networks import services as networks
from mikrovirk.networks.models import Network, Role
from mikrovirk.networks.parts import KEYS
from mikrovirk.overview.services import hosts, move_pages, newcomers
from mikrovirk.programme.models import Meeting, SignUp, SlotOffer, Talk
from mikrovirk.programme.services import (
    check_in,
    feedback,
    followers,
    hot_seat,
    meetings,
    setup,
    sign_ups,
    slots,
    talks,
    tasks,
)
from mikrovirk.voice.models import InputRound, Outcome, RoundQuestion, Source
from mikrovirk.voice.services import consulting, outcomes, rounds, telling
from mikrovirk.voice.services.stream import receive
from tests import factories
from tests.cooperation import conference_story, role_story
from tests.fund import story as fund_story
from tests.fund import story_cases, story_grants, story_office, story_votes
from tests.journeys.world import World
from tests.landscape import circle_story, tour_story
from tests.landscape import story as landscape_story
from tests.programme import session_story
from tests.voice import consultation_rows, steering_story

WEEK = timedelta(days=7)
WORDS = (  # the coordinator's own, in mails
    "Vil du tage den varme stol næste gang?",
    "Har du tid til to spørgsmål?",
    "Hvad mener du om det nye år i Lynet?",
    "Hvad savner du i netværket?",
    "Hvor glad er du for møderne?",
    "Kunne vi mødes om morgenen?",
    "I marts prøver vi kl. 8.",
    "Mona er syg.",
    "Sommeraften",
    *fund_story.WORDS,
    *story_office.WORDS,
    *story_votes.WORDS,
    *story_cases.WORDS,
    *story_grants.WORDS,
    *circle_story.WORDS,
    *conference_story.WORDS,
    *role_story.WORDS,
    *landscape_story.WORDS,
    *tour_story.WORDS,
)


def known() -> set[str]:
    """The kinds of mail the product has; those that tests made up are not among them."""
    return {kind.key for kind in kinds.all_kinds() if not kind.key.startswith("test.")}


def ours() -> set[str]:
    """Those we write ourselves: what is sent on is in its writer's words (tests/mailing/services/test_forwarding.py)."""
    return known() - {SENT_ON.key}


@dataclass
class Lively:
    """The network and those who have a part in it."""

    world: World
    network: Network
    coordinator: User
    people: list[Person]  # the last four are the newest
    first: Meeting  # 1.0, held
    second: Meeting  # 2.0, held

    def go_to(self, moment: datetime) -> None:
        """It is then; the worker does what is due, everything that waits is approved and leaves."""
        self.world.at(moment)
        self.approve_all()

    def approve_all(self) -> None:
        for draft in Mailing.objects.filter(network=self.network, messages__state=Message.State.DRAFT).distinct():
            mailing.approve(draft, by=self.coordinator, at=timezone.now())
        self.world.work()


def live_through(world: World) -> Lively:
    """Four months from the world's now: everything happens once, by the services the pages call."""
    lively = begin(world)
    people_come(lively)
    answers_come(lively)
    the_stage_is_set(lively)
    plans_change(lively)
    for before in (timedelta(days=8), timedelta(days=7), timedelta(hours=32), timedelta(hours=20)):
        lively.go_to(lively.first.starts_at - before)
    evening(lively, lively.first)
    lively.go_to(lively.first.ends_at + timedelta(hours=17))
    evening_is_told(lively)
    seat_is_filled(lively)
    seat_is_held(lively)
    lively.go_to(lively.first.starts_at + timedelta(days=92))
    health_is_seen_to(lively)
    newcomers_write(lively)
    draft_is_shown(lively)
    what_was_said_is_answered(lively)
    steering_group_meets(lively)
    it_changes_hands(lively)
    everybody_is_asked(lively)
    codes_are_sent(lively)
    the_fund_is_applied_to(lively)
    calendars_are_read(lively)
    circle_story.tell(lively.network, lively.coordinator, at=timezone.now())
    tour_story.plan(lively.network, lively.coordinator, at=timezone.now())
    conference_story.tell(lively.network, lively.coordinator, at=timezone.now())
    role_story.tell(lively.network, lively.coordinator, at=timezone.now())
    lively.approve_all()
    lively.world.work()
    return lively


def calendars_are_read(lively: Lively) -> None:
    """A library's calendar is added, and something in it cannot be read; an erfa group is asked about its entry."""
    landscape_story.tell(lively.network, lively.coordinator, at=timezone.now())
    landscape_story.tell_of_an_entry(lively.network, lively.coordinator, at=timezone.now())
    lively.approve_all()
    lively.world.work()


def the_fund_is_applied_to(lively: Lively) -> None:
    """Ideas, applications, questions and answers, help that is no money, calls and the ledger."""
    told = fund_story.tell(lively.network, lively.people, lively.coordinator, at=timezone.now())
    story_office.run(told, lively.people, lively.coordinator, at=timezone.now())
    story_votes.run(told, lively.network, lively.people, lively.coordinator, at=timezone.now())
    story_cases.run(told, lively.people, lively.coordinator, at=timezone.now())
    story_grants.run(told, lively.people, lively.coordinator, at=timezone.now())
    lively.world.work()


def it_changes_hands(lively: Lively) -> None:
    """The steering group names a substitute; a meeting is near and bare; another network is silent, then without anybody."""
    now, steering = timezone.now(), lively.people[1].user
    networks.appoint(
        "lis@krag.example",
        Role.Name.SUBSTITUTE,
        full_name="Lis Krag",
        network=lively.network,
        on=now.date(),
        until=now.date() + 2 * WEEK,
        by=steering,
        why="Mona er syg.",
        at=now,
    )
    bare = factories.meeting(
        lively.network, title="Sommeraften", starts_at=now + WEEK, state=Meeting.State.DRAFT, changed_at=now - 4 * WEEK
    )
    quiet = networks.add_network(
        slug="stille", name="Stille", coordinator=factories.user("Per Stille"), on=now.date() - timedelta(days=800)
    )
    networks.grant_role(steering, Role.Name.STEERING, network=quiet, on=now.date())
    watch.keep_watch(lively.network, now)
    watch.keep_watch(quiet, now)
    User.objects.filter(full_name="Per Stille").update(is_active=False)
    watch.keep_watch(quiet, now)
    lively.world.work()
    bare.delete()


def begin(world: World) -> Lively:
    """A network with every part on, six members since long and four new ones, and two meetings ahead."""
    now = timezone.now()
    coordinator = User.objects.create_user("mona@lynet.example", full_name="Mona Kjeldsen")
    network = networks.add_network(
        slug="lynet",
        name="Lynet",
        coordinator=coordinator,
        on=now.date() - timedelta(days=800),
        contact_name="Mona Kjeldsen",
        contact_email=coordinator.email,
        contact_phone="+4555360000",
        place="Stege",
        host=factories.organisation("moens-erhverv", name="Møns Erhverv"),
    )
    networks.switch_parts(network, on=KEYS)
    setup.prepare_network(network)
    names = ("Anna Aaby", "Bo Bech", "Cecilie Caspersen", "Dan Duus", "Else Eskesen", "Finn Frost")
    new = ("Gerda Gade", "Hans Hede", "Inger Ibsen", "Jens Juul")
    people = [factories.member(network, name, joined=now.date() - timedelta(days=500)) for name in names]
    people += [factories.member(network, name, joined=now.date() - timedelta(days=20)) for name in new]
    networks.grant_role(people[1].user, Role.Name.STEERING, network=network, on=now.date())
    return Lively(world, network, coordinator, people, *two_meetings(network))


def two_meetings(network: Network) -> tuple[Meeting, Meeting]:
    """A 1.0 meeting in three weeks with room for six, and a 2.0 meeting a month later."""
    now = timezone.now()
    evening = timezone.localtime(now).replace(hour=17, minute=30)
    small = factories.venue(network, name="Biografens foyer", capacity=6, parking="Parkér på torvet.")
    formats = {made.name: made for made in network.formats.all()}
    made = [
        meetings.add_meeting(network, starts_at=evening + 3 * WEEK, at=now, format=formats["1.0"], venue=small),
        meetings.add_meeting(
            network, starts_at=evening + 7 * WEEK, at=now, format=formats["2.0"], venue=factories.venue(network)
        ),
    ]
    Meeting.objects.filter(pk=made[0].pk).update(
        price_line="40 kr. for kaffe", payment_url="https://betal.example/kaffe"
    )
    for number, meeting in enumerate(made):
        speaker = talks.SpeakerDetails("Tove Tal", f"tove{number}@oplaeg.example", "Tal & Tanker")
        talk = talks.plan_talk(meeting, topic=network.topics.first(), title="", lines="", speaker=speaker, at=now)
        talks.ask_speaker(talk, at=now)
        meetings.publish_meeting(meeting, at=now)
    return made[0], made[1]


def people_come(lively: Lively) -> None:
    """Somebody becomes a member, somebody asks to be one who is, somebody follows."""
    lively.approve_all()
    now, network = timezone.now(), lively.network
    request = directory.ask_to_join(
        network,
        name="Karen Kruse",
        email="karen@kruse.example",
        at=now,
        business_name="Kruses Keramik",
        invited_by=lively.people[0],
    )
    assert request
    lively.world.work()
    directory.confirm_join(request, at=now)
    directory.ask_to_join(network, name="Anna", email=lively.people[0].email, at=now)
    followers.ask_to_follow(network, name="Nis Nabo", email="nis@naboen.example", at=now)
    followers.confirm(network, User.objects.get(email="nis@naboen.example"), at=now)


def answers_come(lively: Lively) -> None:
    """Sign-ups until the room is full, guests, a waiting list that moves, a third visit."""
    now, people = timezone.now(), lively.people
    meeting = fresh(lively.first)
    old_guest_returns(lively, meeting)
    rows = [
        sign_ups.sign_up(meeting, person, at=now + timedelta(minutes=number), via="mail")
        for number, person in enumerate(people[:4])
    ]
    sign_ups.bring_guest(rows[0], name="Lis Lund", at=now + timedelta(minutes=10))
    sign_ups.bring_guest(rows[1], name="Mads Munk", at=now + timedelta(minutes=11))  # waits: the room is full
    waiting = sign_ups.sign_up(meeting, people[4], at=now + timedelta(minutes=12), via="mail")
    assert waiting.state == SignUp.State.WAITING
    lively.world.work()
    for number, row in enumerate(rows[2:4]):
        sign_ups.cancel(row, at=now + timedelta(minutes=20 + number))
    lively.go_to(now + timedelta(hours=2))


def old_guest_returns(lively: Lively, meeting: Meeting) -> None:
    """A guest who has been here twice signs up once more."""
    guest = factories.person("Ole Olsen", email="ole@olsen.example")
    for months in (1, 2):
        held_at = meeting.starts_at - timedelta(days=30 * months)
        held = factories.meeting(lively.network, starts_at=held_at, title=f"Aftenen for {months} måneder siden")
        factories.sign_up(held, guest, as_guest=True, checked_in_at=held_at)
    Referral.objects.create(network=lively.network, person=guest, inviter=lively.people[5], made_at=guest.created_at)
    sign_ups.sign_up_guest(meeting, name="Ole Olsen", email="ole@olsen.example", at=timezone.now())


def the_stage_is_set(lively: Lively) -> None:
    """Three minutes are taken, declined and given; the tasks are asked for."""
    now = timezone.now()
    talks.answer(Talk.objects.get(meeting=lively.first), yes=True, at=now)
    offers = list(SlotOffer.objects.filter(meeting=lively.first).select_related("person__user").order_by("pk"))
    assert len(offers) == 3
    Meeting.objects.filter(pk=lively.first.pk).update(capacity=20)
    slots.answer(offers[0], yes=True, at=now)
    slots.write_texts(
        offers[0], business="Vi brygger kaffe.", contribution="Priser.", expectation="At finde to kunder.", at=now
    )
    slots.answer(offers[1], yes=False, at=now)
    slots.put_in(lively.first, lively.people[5], at=now)
    for person in lively.people[2:6]:
        sign_ups.sign_up(fresh(lively.first), person, at=now, via="page")
    tasks.ask_for_hands(fresh(lively.first), at=now)
    lively.go_to(now + timedelta(hours=2))


def plans_change(lively: Lively) -> None:
    """Sessions are chosen, and one is held in another room; a meeting is moved and then called off."""
    now = timezone.now()
    session_story.tell(fresh(lively.first), at=now)
    extra = meetings.add_meeting(
        lively.network, starts_at=now + 2 * WEEK, at=now, title="Ekstra aften", venue=factories.venue(lively.network)
    )
    meetings.publish_meeting(extra, at=now)
    sign_ups.sign_up(fresh(extra), lively.people[0], at=now, via="mail")
    lively.approve_all()
    meetings.move_meeting(fresh(extra), starts_at=extra.starts_at + timedelta(days=1), at=now + timedelta(hours=1))
    lively.go_to(now + timedelta(hours=3))
    meetings.cancel_meeting(fresh(extra), why="Oplægsholderen er blevet syg.", at=timezone.now())
    lively.go_to(now + timedelta(hours=4))


def evening(lively: Lively, meeting: Meeting) -> None:
    """Those who signed up come; two say how it was."""
    lively.go_to(meeting.starts_at)
    rows = list(SignUp.objects.filter(meeting=meeting, state=SignUp.State.COMING).order_by("pk"))
    for row in rows:
        check_in.mark(meeting, row.pk, came=True, at=meeting.starts_at)
    check_in.add_walk_in(meeting, name="Per Forbi", client_id="tap-1", at=meeting.starts_at)
    three_minutes(lively, meeting)
    lively.world.clock.move_to(meeting.ends_at)
    for row, text in zip(rows[:2], ("Godt oplæg, for kort tid til at netværke.", ""), strict=True):
        feedback.say_more(feedback.rate(row, 4, at=meeting.ends_at), text, at=meeting.ends_at)


def evening_is_told(lively: Lively) -> None:
    """The recap goes to those who came and those who did not; somebody on a photo wants it gone."""
    now, meeting = timezone.now(), fresh(lively.first)
    told = open_evening(meeting, at=meeting.starts_at)
    photo = Photo.objects.create(evening=told, image="evenings/a.jpg", caption="Salen", agreed="Anna sagde ja.", at=now)
    Photo.objects.create(evening=told, image="evenings/b.jpg", agreed="Ingen kan genkendes.", in_recap=True, at=now)
    text, for_members = recap.drafted(meeting)
    recap.publish(meeting, text=text, for_members=for_members, by=lively.coordinator, at=now)
    photos.hide(photo, at=now)
    lively.approve_all()


def three_minutes(lively: Lively, meeting: Meeting) -> None:
    """One tells of themselves, two hold out a hand, and one of them is taken; they agree to be shown as new."""
    live = room.open_evening(fresh(meeting), at=meeting.starts_at)
    turn = next(turn for turn in live.programme if turn["person"])
    teller = Person.objects.select_related("user").get(pk=turn["person"])
    others = SignUp.objects.filter(meeting=meeting, checked_in_at__isnull=False).exclude(person=teller)
    phones = [
        room.join(live, sign_up=row, at=meeting.starts_at) for row in others.exclude(person=None).order_by("pk")[:2]
    ]
    room.press(live, Press.GO, turn=turn["key"], at=meeting.starts_at)
    for phone in phones:
        detail = {"turn": turn["key"], "kind": "help"}
        saying.take(Said(live, uuid4(), "hand", detail, meeting.starts_at, phone), is_host=False)
    room.press(live, Press.END, at=meeting.starts_at + timedelta(minutes=3))
    lively.world.clock.move_to(meeting.starts_at + timedelta(minutes=4))
    lively.world.work()
    hands.answer(live, turn["key"], phones[0].pk, speaker=teller, yes=True, at=timezone.now())
    member = Membership.objects.select_related("network", "business", "person__user").get(
        person=teller, network=lively.network
    )
    newest.show(member, Texts("Vi brygger kaffe.", "Priser.", "At finde to kunder."), at=timezone.now())


def seat_is_filled(lively: Lively) -> None:
    """One is asked in person, two apply, one is chosen."""
    now, meeting = timezone.now(), fresh(lively.second)
    hot_seat.ask(meeting, lively.people[5], words=WORDS[0], by=lively.coordinator, at=now)
    lively.world.work()
    wishes = [
        hot_seat.apply(
            lively.network,
            person,
            kind="hot_seat",
            title="For mange små opgaver",
            brief="Jeg siger ja til alt.",
            openness="members",
            at=now,
        )
        for person in lively.people[2:4]
    ]
    hot_seat.choose(wishes[0], meeting, at=now)
    for person in lively.people[:3]:
        sign_ups.sign_up(meeting, person, at=now, via="mail")
    lively.approve_all()


def seat_is_held(lively: Lively) -> None:
    """The room asks and advises; the one in the seat tells later what came of it."""
    meeting = fresh(lively.second)
    lively.go_to(meeting.starts_at)
    live = room.open_evening(meeting, at=meeting.starts_at)
    phone = room.join(live, name="Bodil Bæk", at=meeting.starts_at)
    room.press(live, Press.GO, turn=next(t["key"] for t in live.programme if t["application"]), at=meeting.starts_at)
    for what, detail in (
        ("seat_question", {"text": "Hvad tjener du mest på?"}),
        ("seat_input", {"kind": "advice", "text": "Sig nej til det mindste.", "named": "1"}),
    ):
        saying.take(Said(live, uuid4(), what, detail, meeting.starts_at, phone), is_host=False)
    room.press(live, Press.END, at=meeting.ends_at)
    lively.go_to(meeting.ends_at + timedelta(minutes=1))
    taken = SeatTaken.objects.get(evening=live)
    seat_story.answer(taken, came="good", words="Jeg siger nej nu.", at=timezone.now())
    seat_story.tell(taken, title="Et nej, der gav plads", text="Jeg holdt op med det mindste.", at=timezone.now())


def health_is_seen_to(lively: Lively) -> None:
    """Mails that answer early warnings: to somebody who drifted away, to somebody new, to a possible substitute."""
    now, network = timezone.now(), lively.network
    first, new, steering = lively.people[0], lively.people[-1], lively.people[1]
    last = acting.words_to(lively.first, now.date())
    acting.draft(network, DRIFTED.key, [Recipient(first.user, last)], at=now)
    acting.draft(
        network,
        NEWCOMERS.key,
        [Recipient(new.user, {"last": acting.last_words(ToWrite(new, lively.first), now.date())})],
        at=now,
    )
    able = {
        "able": in_each_language(lambda: acting.able_words(1)),
        "url": f"http://testserver/networks/{network.slug}/health/",
    }
    acting.draft(network, SUBSTITUTE.key, [Recipient(steering.user)], at=now, context=able)
    lively.go_to(now + timedelta(hours=1))


def newcomers_write(lively: Lively) -> None:
    """Somebody thinks of moving here: the office is told, then a member welcomes them."""
    now, network = timezone.now(), lively.network
    Network.objects.filter(pk=network.pk).update(municipality_code="0390")
    network.refresh_from_db()
    office = factories.organisation("erhvervsservice", municipality_code="0390")
    Role.objects.create(user=lively.people[4].user, name="host", organisation=office, since_date=now.date())
    page = move_pages.write_page("0390", by=None, at=now, text="Her er plads.")
    move_pages.publish(page, at=now)
    wish = {"name": "Signe Lund", "email": "signe@ler.example", "trade": "Keramiker", "wish": "Et værksted"}
    newcomer = newcomers.write_in(page, **wish, at=now)
    assert newcomer is not None
    lively.go_to(now + timedelta(days=8))  # nobody has answered
    now = timezone.now()
    host = hosts.become_host(lively.people[1], network, trade="Keramiker", place="Stege", at=now)
    newcomers.give_host(newcomer, host, at=now)
    lively.go_to(now + timedelta(hours=1))


def draft_is_shown(lively: Lively) -> None:
    """A draft season is shown to the members."""
    now = timezone.now()
    made = consultation_rows.draft(lively.network, at=now)
    consulting.publish(made, until=now + timedelta(days=14), by=lively.coordinator, at=now)
    lively.approve_all()
    lively.go_to(now + timedelta(hours=1))


def everybody_is_asked(lively: Lively) -> None:
    """A round of questions in the coordinator's own words, and the one reminder to those who are silent."""
    now = timezone.now()
    words = rounds.RoundWords(
        title="Før foråret",
        tone=InputRound.Tone.SHORT,
        audience=InputRound.Audience.MEMBERS,
        sender=lively.coordinator,
        subject=WORDS[1],
        body=WORDS[2],
        deadline_at=now + 2 * WEEK,
        questions=[
            rounds.QuestionWords(RoundQuestion.Kind.TEXT, WORDS[3]),
            rounds.QuestionWords(RoundQuestion.Kind.SCALE, WORDS[4]),
        ],
    )
    rounds.open_round(rounds.keep_round(lively.network, words, by=lively.coordinator, at=now), at=now)
    lively.go_to(now + timedelta(hours=1))
    lively.go_to(now + WEEK + timedelta(hours=1))  # the reminder is drafted
    lively.go_to(now + 2 * WEEK - timedelta(days=2))  # and goes


def what_was_said_is_answered(lively: Lively) -> None:
    """A member told the coordinator something, and hears what came of it."""
    now = timezone.now()
    said = receive(lively.network, source=Source.OFFICE, text=WORDS[5], at=now, person=lively.people[0])
    outcomes.give(said, outcomes.Given(Outcome.TAKEN_UP, WORDS[6]), by=lively.coordinator, at=now)
    telling.tell(lively.network, None, at=now)
    lively.go_to(now + timedelta(hours=1))


def steering_group_meets(lively: Lively) -> None:
    """The steering group is invited, told of a change, decides, gets the minutes; and all members hear what came of it."""
    now, by = timezone.now(), lively.coordinator
    meeting = steering_story.called(lively.network, by, days=3)
    other = steering_story.called(lively.network, by, days=9)
    steering_story.guest_of(meeting)
    lively.go_to(now + timedelta(hours=1))
    steering_story.moved_and_called_off(meeting, other)
    lively.go_to(now + timedelta(hours=2))
    made = steering_story.decided(meeting, by, lively.people[0].user)
    lively.go_to(now + timedelta(hours=3))
    steering_story.told(made, by)
    lively.go_to(now + timedelta(hours=4))


def codes_are_sent(lively: Lively) -> None:
    """Somebody asks for a code to sign in with, and somebody who is not known here."""
    for address in (lively.people[0].email, "ukendt@fremmed.example"):
        answer = Client().post("/account/login/", {"email": address})
        assert answer.status_code == 302
    lively.world.work()


def fresh(meeting: Meeting) -> Meeting:
    """The meeting as views hand it to services."""
    return Meeting.objects.select_related("network", "venue", "format", "talk").get(pk=meeting.pk)


def kinds_sent() -> set[str]:
    return set(Message.objects.filter(state=Message.State.SENT).values_list("kind", flat=True))
