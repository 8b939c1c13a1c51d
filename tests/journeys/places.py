"""Where a walk goes besides following links: every page of a network by its address, and every page behind a signed link."""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F, Max, Q
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from mikrovirk.accounts import links, sign_in
from mikrovirk.accounts.models import User
from mikrovirk.cooperation.models import Carried, Commitment, Conclusion, Conference, Party, Table, TableNote, Wish
from mikrovirk.cooperation.models import Comment as RoleComment
from mikrovirk.cooperation.models import Task as AgreedTask
from mikrovirk.directory import services as directory
from mikrovirk.directory.models import Business, JoinRequest, MemberImport, Membership, TableImport
from mikrovirk.directory.queries import people as people_queries
from mikrovirk.fund.models import (
    AidGrant,
    Application,
    Assignment,
    Attachment,
    Call,
    CoApplicant,
    Division,
    Fund,
    HelpInKind,
    Idea,
    IdeaPicture,
    Interest,
    Report,
    Share,
    Vote,
    Voter,
)
from mikrovirk.home import bringing
from mikrovirk.home.bringing import SUBJECTS
from mikrovirk.landscape.models import (
    Borrowed,
    CircleAnswer,
    CircleQuestion,
    Entry,
    Feed,
    OutsideEvent,
    Shared,
    Stop,
    Tour,
)
from mikrovirk.landscape.services.entries import asking
from mikrovirk.landscape.services.tours.hosting import address_for
from mikrovirk.live.models import Card, Evening, Hand, Photo, SeatTaken, Story
from mikrovirk.live.services import seat_story
from mikrovirk.live.services.newest import hands_url
from mikrovirk.live.services.photos import removal_url
from mikrovirk.live.services.seat_asking import page_url
from mikrovirk.mailing import kinds, rendering
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import MailboxCopy, Mailing, Message
from mikrovirk.networks import services as networks
from mikrovirk.networks.models import KnowHow, Network, Organisation
from mikrovirk.overview.models import Goal, GoalActivity, GoalIndicator, ListedBusiness, MovePage, Newcomer, Premises
from mikrovirk.overview.queries.inviting import candidates
from mikrovirk.overview.services.inviting import put_on_list
from mikrovirk.programme.models import (
    HotSeatApplication,
    HotSeatAsk,
    Material,
    Meeting,
    MeetingPartner,
    Session,
    SessionSignUp,
    SignUp,
    SlotOffer,
    Talk,
    Venue,
)
from mikrovirk.programme.queries.friends import invitation_token
from mikrovirk.programme.services import expectations, feedback, followers, hot_seat, meetings, slots, talks, tasks
from mikrovirk.programme.services.sign_up_mails import answer_url
from mikrovirk.register.models import ImportRun
from mikrovirk.voice.models import (
    AgendaPoint,
    Comment,
    Consultation,
    Input,
    InputRound,
    Point,
    SpeakerAway,
    SteeringGuest,
)
from mikrovirk.voice.services import consulting
from tests import factories
from tests.accounts.test_second_factor import SECRET
from tests.cooperation import conference_story, role_story
from tests.journeys.every_mail import WORDS, Lively
from tests.journeys.walk import IN_MANY_STATES
from tests.mailing import incoming_rows
from tests.voice import consultation_rows, planner_pages, round_rows, steering_story, stream_story

WAY_IN = Path(__file__).parents[1] / "data" / "way-in"
LISTS = Path(__file__).parents[1] / "data" / "member-lists"
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
A_FEW = 3
BY_CODE = {
    "overview",
    "data",
    "calendar",
    "around",
    "cooperation",
}  # pages of a municipality; elsewhere a code is that of an evening


# --- rows for pages that need them --------------------------------------------------------------------------------------


def furnish(lively: Lively) -> None:
    """States of things in the network that its four months have not left behind."""
    now, network = timezone.now(), lively.network
    lists = [
        (LISTS / name).read_bytes() for name in ("excel-semikolon.csv", "webformular.csv", "kontakter-mailprogram.csv")
    ]
    lists.append(f"Navn;E-mail;Telefon\nAnna Aaby;{lively.people[0].email};55 36 11 11\n".encode())
    imports = [
        directory.keep_list(network, content=content, file_name="liste.csv", by=lively.coordinator, at=now)
        for content in lists
    ]
    directory.carry_out(imports[1], by=lively.coordinator, at=now)
    directory.undo_import(directory.carry_out(imports[2], by=lively.coordinator, at=now), at=now)
    bring_history(lively)
    mailing.mark_bounced(lively.people[3].user, at=now, reason="550 5.1.1 Ukendt modtager")
    failed = Message.objects.filter(user=lively.people[2].user).latest("pk")
    Message.objects.filter(pk=failed.pk).update(state=Message.State.FAILED, why="554 afvist")
    Message.objects.filter(user=lively.people[4].user, counted=True).update(
        state=Message.State.HELD, why="limit", held_at=now
    )
    directory.leave_network(Membership.objects.get(person=lively.people[6], network=network), on=now.date())
    newest = lively.people[-1]
    newest.photo.save("jens.jpg", ContentFile(b"a picture"))
    newest.photo.close()
    Membership.objects.filter(person=newest).update(business=None)
    second_factor(lively.people[1].user)
    Venue.objects.filter(network=network).update(latitude="54.98680", longitude="12.28480")
    extra_meetings(lively)
    leave_material(lively)
    tell_a_story(lively)
    consultation_rows.furnish(network, lively.people, lively.coordinator)
    round_rows.furnish(network, lively.people, lively.coordinator)
    steering_story.furnish(network, lively.coordinator)
    stream_story.furnish(network, lively.people, lively.coordinator)
    incoming_rows.furnish(network, lively.coordinator)
    planner_pages.pages_of(network)
    somebody_may_take_over(lively)
    registers_were_read(lively)


def somebody_may_take_over(lively: Lively) -> None:
    """A note, a role that was ended, and a meeting of which the steering group was told."""
    now, network = timezone.now(), lively.network
    KnowHow.objects.create(network=network, kind="agreement", subject="Nøglen", text="Hos biblioteket.", who="Rita")
    gone = networks.appoint("per@forbi.example", "steering", full_name="Per Forbi", network=network, on=now.date())
    networks.end_role(gone, by=lively.coordinator, at=now)
    bare = Meeting.objects.get(title="Pris og prutning")
    Meeting.objects.filter(pk=bare.pk).update(changed_at=now - timedelta(days=30))
    case = networks.open_case(network, "unprepared", about=f"meeting:{bare.pk}", at=now)
    networks.say_told(case, steering=True, host=True, at=now)


def registers_were_read(lively: Lively) -> None:
    """Imports in every state, and a business on the network's own list; without a register nobody is on it."""
    now, day = timezone.now(), timezone.localdate()
    for state, reason in (("done", ""), ("failed", "wrong_source"), ("stopped", ""), ("reading", "")):
        ImportRun.objects.create(
            source=ImportRun.Source.CVR,
            files=[f"{state}.ndjson.gz"],
            as_of=day,
            state=state,
            reason=reason,
            asked_at=now,
            ended_at=None if state == "reading" else now,
            reasons={"truncated": 1, "twice": 2} if state == "done" else {},
            set_aside=[{"file": "done.ndjson.gz", "position": 7, "reason": "twice", "detail": "12345678"}],
        )
    found = candidates(lively.network)
    if found:
        put_on_list(lively.network, found.unit_ids[:3], by=lively.coordinator, at=now)


def second_factor(user: User) -> None:
    """An app and spare codes."""
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)


def extra_meetings(lively: Lively) -> None:
    """One that is full and on today, one that is a draft, one of each format ahead with its stage open."""
    now, network = timezone.now(), lively.network
    formats = {made.name: made for made in network.formats.all()}
    for days, name, title in ((9, "1.0", "Pris og prutning"), (16, "2.0", "Når to går sammen"), (90, "1.0", "")):
        made = meetings.add_meeting(
            network, starts_at=now + timedelta(days=days), at=now, format=formats[name], title=title
        )
        if title:
            meetings.publish_meeting(made, at=now)
            lively.approve_all()
    today = factories.meeting(network, starts_at=now + timedelta(hours=2), title="I aften", capacity=1)
    factories.sign_up(today, lively.people[0])
    factories.sign_up(today, lively.people[5], state=SignUp.State.WAITING)
    last_night = factories.meeting(network, starts_at=now - timedelta(hours=20), title="I går")
    for person in lively.people[:4]:
        factories.sign_up(last_night, person, checked_in_at=last_night.starts_at)
    seat = Meeting.objects.get(title="Når to går sammen")
    hot_seat.ask(seat, lively.people[5], words=WORDS[0], by=lively.coordinator, at=now)
    Network.objects.create(slug="lukket", name="Lukket netværk", is_open=False)
    Network.objects.create(slug="nyt", name="Nyt netværk")


def tell_a_story(lively: Lively) -> None:
    """Another turn in the same seat, so that one story waits and one is read."""
    held = SeatTaken.objects.get(evening__meeting=lively.second).evening
    wish = HotSeatApplication.objects.filter(network=lively.network, state="waiting").first()
    if wish:
        taken = SeatTaken.objects.create(application=wish, evening=held)
        story = seat_story.tell(taken, title="Tre nye kunder", text="Jeg ringede.", at=timezone.now())
        seat_story.publish(story, at=timezone.now())


def leave_material(lively: Lively) -> None:
    """A file, a link and a checklist with a talk, and a picture of who gave it."""
    now, talk = timezone.now(), Talk.objects.get(meeting=lively.first)
    slides = SimpleUploadedFile("oplaeg.pdf", b"%PDF-1.4")
    talks.add_material(talk, kind=Material.Kind.FILE, title="Oplægget", file=slides, at=now)
    talks.add_material(talk, kind=Material.Kind.LINK, title="Satser", url="https://satser.example/", at=now)
    talks.add_material(talk, kind=Material.Kind.CHECKLIST, title="Tjekliste", text="Ring til tre kunder", at=now)
    talks.set_picture(talk, ContentFile(b"a picture", name="tove.jpg"))
    talk.picture.close()
    slides.close()
    talks.fill_in(
        talk,
        title="Moms uden mavepine",
        lines="Frister og fradrag.",
        whence="Tal & Tanker",
        equipment="Projektor",
        at=now,
    )


def bring_history(lively: Lively) -> None:
    """Lists from another system: one to look at, one whose columns are asked for, one carried out, one taken back."""
    now = timezone.now()
    files = (
        ("participants", "nemtilmeld-deltagere.csv"),
        ("participants", "virksomheder.csv"),
        ("meetings", "kalender.ics"),
        ("meetings", "moeder.csv"),
    )
    _looked_at, _asked, done, undone = (
        bringing.bring(
            lively.network,
            SUBJECTS[subject],
            content=(WAY_IN / name).read_bytes(),
            file_name=name,
            by=lively.coordinator,
            at=now,
        )
        for subject, name in files
    )
    bringing.carry_out(done, by=lively.coordinator, at=now)
    bringing.undo(bringing.carry_out(undone, by=lively.coordinator, at=now), at=now)


# --- by address ------------------------------------------------------------------------------------------------------


def routes(resolver: URLResolver | None = None, names: str = "", address: str = "") -> Iterator[tuple[str, str]]:
    """(name, route) of every page: ("programme:meeting", "networks/<slug:network_slug>/meetings/<int:pk>/")."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = address + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield f"{names}{entry.name}", here
        else:
            yield from routes(entry, f"{names}{entry.namespace}:" if entry.namespace else names, here)


def all_addresses(lively: Lively, user: User | None, *, a_few: int) -> list[str]:
    """Every address whose arguments can be had from the rows: of each kind of row `a_few`, and more for pages in many states."""
    rows = rows_of(lively, user)
    found = [reverse("overview:compare", args=["0390"]) + "?with=0376"]
    for name, route in routes():
        wanted = ARGUMENT.findall(route)
        if "token" in wanted or "provider_id" in wanted or name.startswith("ui:"):
            continue
        several = 3 * a_few if name in IN_MANY_STATES else a_few
        values = [rows.get(key_before(route, argument), [])[:several] for argument in wanted]
        found += [
            reverse(name, kwargs=dict(zip(wanted, chosen, strict=True)) | extra(name)) for chosen in product(*values)
        ]
    return found


def extra(name: str) -> dict[str, str]:
    return {"kind": name.rpartition("_")[2]} if name.startswith("directory:export_") else {}


def key_before(route: str, argument: str) -> str:
    """What stands before an argument in the route: "meetings" in meetings/<int:pk>/; else the argument."""
    if argument == "code" and route.startswith("move-here/"):
        return "overview"
    found = re.search(rf"((?:steering/)?\w+)/<(?:\w+:)?{argument}>", route)
    if argument in ("pk", "slug", "key") or (argument in ("code", "name") and found and found[1] in BY_CODE):
        return found[1] if found else argument
    return f"steering/{argument}" if "/steering/" in route else argument


def rows_of(lively: Lively, user: User | None) -> dict[str, list[object]]:
    """Keys of rows of the network, most telling first, by what stands before them in an address."""
    network = lively.network
    by_kind = Mailing.objects.filter(network=network).values("kind", "state").annotate(pk=Max("pk"))
    return {
        "network_slug": [network.slug],
        "mark": ["0" * 16],  # of somebody's sign-in, which is over
        "overview": ["0390"],
        "data": ["0390"],  # open-data/0390.csv
        "calendar": ["0390"],
        "feeds": keys(Feed.objects.order_by("pk")),
        "around": ["0390"],
        "cooperation": ["0390"],
        "conferences": keys(Conference.objects.filter(municipality_code="0390").order_by("pk")),
        "sheet": keys(Conference.objects.filter(municipality_code="0390").order_by("pk")),
        "wish_pk": keys(Wish.objects.order_by("pk")),
        "table_pk": keys(Table.objects.order_by("pk")),
        "note_pk": keys(TableNote.objects.order_by("pk")),
        "conclusion_pk": keys(Conclusion.objects.order_by("pk")),
        "tasks": keys(AgreedTask.objects.filter(agreement__areas__municipality_code="0390")),
        "parties": keys(Party.objects.filter(agreement__areas__municipality_code="0390")),
        "comments": keys(RoleComment.objects.filter(agreement__areas__municipality_code="0390")),
        "carried_pk": keys(Carried.objects.filter(task__agreement__areas__municipality_code="0390")),
        "promise_pk": keys(Commitment.objects.order_by("pk")),
        "entries": keys(Entry.objects.filter(removed_at=None).order_by("-pk")),
        "keep": keys(Entry.objects.filter(areas__municipality_code="0390").order_by("-pk")),
        "tours": keys(Tour.objects.filter(network=lively.network)),
        "stop_pk": keys(Stop.objects.filter(tour__network=lively.network)),
        "activities": keys(OutsideEvent.objects.order_by("pk")),
        "shared": keys(Shared.objects.exclude(network=network)),
        "own": keys(Shared.objects.filter(network=network)),
        "borrowed": keys(Borrowed.objects.filter(network=network)),
        "questions": keys(CircleQuestion.objects.order_by("pk")),
        "answer_pk": keys(CircleAnswer.objects.order_by("pk")),
        "joint": keys(MeetingPartner.objects.filter(network=network)),
        "partner_pk": keys(MeetingPartner.objects.filter(meeting__network=network)),
        "goals": keys(Goal.objects.filter(municipality="0390")),
        "indicator_pk": keys(GoalIndicator.objects.filter(goal__municipality="0390")),
        "activity_pk": keys(GoalActivity.objects.filter(goal__municipality="0390")),
        "newcomers": keys(Newcomer.objects.filter(municipality="0390")),
        "here": keys(MovePage.objects.filter(municipality="0390")),  # move-here/<int:pk>/publish/
        "villages": keys(MovePage.objects.filter(municipality="0390").exclude(slug="")),
        "place": list(MovePage.objects.exclude(slug="").values_list("slug", flat=True)),
        "premises": keys(Premises.objects.filter(municipality="0390")),
        "year": [timezone.localdate().year - 1],
        "files": ["sizes"],
        "ending": ["csv"],
        "meetings": telling_meetings(network),
        "standing": ["new", "established"],
        "session_pk": keys(Session.objects.filter(meeting=lively.first)),
        "choice_pk": keys(SessionSignUp.objects.filter(session__meeting=lively.first)),
        "members": [*keys(lively.people[3:9]), User.objects.get(email="ole@olsen.example").person.pk],
        "mails": [row["pk"] for row in by_kind.order_by("state", "kind")],
        "import": keys(MemberImport.objects.all()),
        "columns": keys(MemberImport.objects.all()),
        "subject": sorted(SUBJECTS),
        "table": keys(TableImport.objects.order_by("pk")),
        "formats": keys(network.formats.all()),
        "topics": keys(network.topics.all()),
        "venues": keys(network.venues.all()),
        "organisations": keys(Organisation.objects.all()),
        "talks": keys(Talk.objects.filter(meeting=lively.first)),
        "toolbox": keys(Material.objects.filter(kind=Material.Kind.FILE)),
        "mailbox": keys(MailboxCopy.objects.order_by("-pk")),
        "addresses": [lively.people[3].user.pk],
        "incoming": keys(network.incoming_mails.order_by("pk")),
        "take": ["voice.stream"],
        "kinds": sorted(every_key()),
        "directory": list(Business.objects.exclude(listed_at=None).values_list("slug", flat=True)),
        "business": keys(Business.objects.filter(memberships__person__user=user)),
        "people": [lively.people[-1].pk],
        "seat": keys(SeatTaken.objects.filter(application__person__user=user)),
        "stories": keys(Story.objects.filter(seat__application__network=network)),
        "steering/meetings": keys(network.steering_meetings.order_by(F("closed_at").desc(nulls_last=True), "-pk")),
        "steering/decisions": keys(
            network.decisions.order_by(
                F("withdrawn_at").desc(nulls_last=True), F("done_at").desc(nulls_last=True), "-pk"
            )
        ),
        "steering/point_pk": keys(AgendaPoint.objects.filter(meeting__network=network).order_by("-meeting")),
        "steering/guest_pk": keys(SteeringGuest.objects.filter(meeting__network=network).order_by("-meeting")),
        "themes": list(stream_story.themes(network)),
        "inputs": list(stream_story.inputs(network)),
        "said": keys(network.decisions.order_by("-pk")),
        "consultations": keys(Consultation.objects.filter(network=network)),
        "point_pk": keys(Point.objects.filter(consultation__network=network)),
        "comment_pk": keys(Comment.objects.filter(consultation__network=network)),
        "number": [1, 2],
        "plans": keys(network.season_drafts.order_by("pk")),
        "speakers": keys(network.speakers.all()),
        "away": keys(SpeakerAway.objects.filter(speaker__network=network)),
        "seasons": keys(network.seasons.all()),
        "wishes": keys(network.topics.all()),
        "notes": keys(KnowHow.objects.filter(network=network)),
        "again": keys(network.role_changes.filter(what="ended")),
        "rounds": keys(InputRound.objects.filter(network=network).order_by("state", "pk")),
        "input_pk": keys(Input.objects.filter(network=network, is_unsure=True)),
        "list": keys(ListedBusiness.objects.filter(network=network)),
        "register": keys(ImportRun.objects.all()),
        "name": ["kommuner"],
        "photo_pk": keys(Photo.objects.filter(evening__meeting__network=network)),
        "fund_slug": list(Fund.objects.order_by("-pk").values_list("slug", flat=True)),
        "ideas": keys(Idea.objects.order_by("pk")),
        "picture_pk": keys(IdeaPicture.objects.order_by("pk")),
        "calls": keys(Call.objects.order_by("pk")),
        "votes": keys(Vote.objects.order_by("pk")),
        "voter_pk": keys(Voter.objects.order_by("-pk")),
        "call_pk": keys(Call.objects.order_by("pk")),
        "aid": keys(AidGrant.objects.order_by("pk")),
        "share_pk": keys(Share.objects.order_by("pk")),
        "applications": keys(Application.objects.order_by("pk")),
        "cases": keys(Application.objects.exclude(sent_at=None).order_by("pk")),
        "given": keys(Application.objects.filter(decision__amount__gt=0)),
        "interest_pk": keys(Interest.objects.order_by("pk")),
        "assignment_pk": keys(Assignment.objects.order_by("pk")),
        "help_pk": keys(HelpInKind.objects.order_by("pk")),
        "file_pk": keys(Attachment.objects.order_by("pk")),
    }


def every_key() -> set[str]:
    return {kind.key for kind in kinds.all_kinds() if not kind.key.startswith("test.")}


def telling_meetings(network: Network) -> list[object]:
    """Meetings in every state: ahead, a draft, today, last night, held long ago, cancelled."""
    now = timezone.now()
    ahead = Meeting.objects.filter(network=network, starts_at__gt=now)
    cancelled = Meeting.objects.filter(network=network, state=Meeting.State.CANCELLED)
    held = Meeting.objects.filter(network=network, ends_at__lte=now).exclude(state=Meeting.State.CANCELLED)
    order = [
        *ahead.filter(state="published").order_by("-starts_at"),
        *held.order_by("starts_at"),
        *ahead.filter(state="draft"),
        *cancelled,
    ]
    return list(dict.fromkeys(meeting.pk for meeting in order))


def keys(rows: object) -> list[object]:
    return [row.pk for row in rows]  # type: ignore[attr-defined]


# --- behind signed links ------------------------------------------------------------------------------------------------


def signed_addresses(lively: Lively) -> list[str]:
    """Pages behind the links in mails, in the states they can be in, and with a link that is broken."""
    found = [*answers(lively), *stage_answers(lively), *speakers(lively), *ways_in_and_out(lively)]
    turns = [page_url(taken) for taken in SeatTaken.objects.order_by("-pk")[:A_FEW]]
    found += [*turns, *(f"{url}story/" for url in turns)]
    shown = Consultation.objects.exclude(state="draft")
    found += [consulting.link_of(each, lively.people[1].pk) for each in shown.select_related("network")]
    found += round_rows.links_in_every_state(lively.network)
    found += steering_story.links(lively.network)
    found += stream_story.links(lively.network)
    found += [address_for(stop) for stop in Stop.objects.order_by("pk")]
    found += [removal_url(photo.pk) for photo in Photo.objects.all()]
    found += fund_links()
    found += entry_links()
    found += conference_story.links()
    found += role_story.links()
    found += [hands_url(hand.speaker) for hand in Hand.objects.select_related("speaker")[:1] if hand.speaker]
    found += [
        url
        for evening in Evening.objects.filter(ended_at=None).order_by("-opened_at")[:1]
        for url in ways_into(evening)
    ]
    paths = [re.sub(r"^https?://[^/]+", "", address) for address in found]
    broken = {re.sub(r"[\w-]+:[\w-]+:[\w-]+", "broken", path) for path in paths}
    return paths + sorted(broken)


def fund_links() -> list[str]:
    """Ideas that wait for their guest, and what those one applies with are asked."""
    waiting, asked = Idea.objects.exclude(waits_for=None), CoApplicant.objects.order_by("pk")
    found = [reverse("fund:idea_confirm", args=[links.sign("idea", idea.pk)]) for idea in waiting]
    return found + [reverse("fund:together", args=[links.sign("together", row.pk)]) for row in asked]


def entry_links() -> list[str]:
    """What owners of entries of the register are asked."""
    found = [asking.link_of(entry) for entry in Entry.objects.exclude(owner_email="").order_by("-pk")[:A_FEW]]
    return [*found, *(f"{url}change/" for url in found)]


def of_few_cases(fund_slug: str) -> list[str]:
    """Pages of a fund's office that only a few of its cases and calls have: points to give, a report to read, all to decide."""
    asked = Assignment.objects.exclude(impartial_at=None).filter(handed_in_at=None, application__call__division=None)
    reported = Report.objects.exclude(sent_at=None).filter(approved_at=None)
    divided = Division.objects.filter(call__applications__state="sent", call__fund__slug=fund_slug)
    found = [("case_score", row.application_id) for row in asked.filter(application__call__fund__slug=fund_slug)]
    for row in reported.filter(application__call__fund__slug=fund_slug):
        found += [
            ("report_again", row.application_id),
            ("money_back", row.application_id),
            ("case", row.application_id),
        ]
    found += [("decide_all", row.call_id) for row in divided.distinct()]
    return [reverse(f"fund:{name}", args=[fund_slug, key]) for name, key in found]


def ways_into(evening: Evening) -> Iterator[str]:
    """The link that hands the evening over, and somebody's own link to whom they were to meet."""
    yield reverse("live:take_over", args=[evening.code, links.sign("host", evening.pk)])
    for card in Card.objects.order_by("pk")[:1]:
        yield reverse("live:my_cards", args=[links.sign("cards", card.first_id)])


def answers(lively: Lively) -> Iterator[str]:
    """For every meeting: somebody who comes, waits, has cancelled, and has not answered; and how it was."""
    for meeting in Meeting.objects.filter(network=lively.network).select_related("network", "venue"):
        rows = meeting.sign_ups.exclude(person=None).select_related("person__user")
        users = {(row.state, row.brought_by is None): row.person.user for row in rows if row.person}
        for user in [*users.values(), lively.people[9].user]:
            yield answer_url(meeting, user)
            yield tasks.tasks_url(meeting, user)
        yield answer_url(meeting, lively.people[9].user) + "?cancel"
        if meeting.session_count:
            yield from (f"{answer_url(meeting, user)}sessions{end}" for user in users.values() for end in ("/", ".ics"))
        if row := meeting.sign_ups.first():
            yield feedback.feedback_url(row)
            yield reverse(
                "programme:signed_up", args=[lively.network.slug, meeting.pk, links.sign("signed-up", row.pk)]
            )


def stage_answers(lively: Lively) -> Iterator[str]:
    states = SlotOffer.objects.order_by("state", "-pk")
    for state in SlotOffer.State.values:
        for offer in states.filter(state=state)[:A_FEW]:
            yield slots.answer_url(offer)
            yield expectations.answer_url(offer)
    asked = [ask.person.user for ask in HotSeatAsk.objects.filter(meeting__network=lively.network)]
    asked += [person.user for person in (*lively.people[2:5], lively.people[9])]
    yield from (hot_seat.apply_url(lively.network, user) for user in asked)


def speakers(lively: Lively) -> Iterator[str]:
    for talk in Talk.objects.filter(Q(meeting__network=lively.network) | Q(network__slug="mikrovirk")).order_by("-pk")[
        :12
    ]:
        yield talks.speaker_url(talk)
    token = talks.speaker_url(Talk.objects.get(meeting=lively.first)).rstrip("/").rpartition("/")[2]
    material = Material.objects.filter(kind=Material.Kind.FILE).latest("pk")
    yield reverse("programme:speaker_material_file", args=[token, material.pk])


def ways_in_and_out(lively: Lively) -> Iterator[str]:
    """Signing in, becoming a member, following, and fewer mails or none."""
    network, somebody = lively.network, lively.people[2].user
    yield reverse("account_sign_in_link", args=[sign_in.token_for(somebody)])
    yield followers.follow_url(network, User.objects.get(email="nis@naboen.example"))
    yield followers.follow_url(network, somebody)
    for request in JoinRequest.objects.filter(network=network):
        yield reverse("directory:confirm_join", args=[network.slug, links.sign("join", request.pk)])
    yield reverse("directory:invited", args=[network.slug, people_queries.invite_token(lively.people[0], network)])
    for person_pk, meeting_pk in (
        (lively.people[0].pk, lively.first.pk),
        (0, lively.first.pk),
        (lively.people[0].pk, 0),
    ):
        token = invitation_token(network.pk, person_pk=person_pk, meeting_pk=meeting_pk)
        yield reverse("programme:invitation", args=[token])
        yield reverse("programme:sign_up", args=[network.slug, lively.second.pk]) + f"?by={token}"
    for kind in sorted(every_key()):
        yield reverse("mailing:unsubscribe", args=[rendering.unsubscribe_token(somebody, network.pk, kind)])
