"""This week's ten minutes: at most seven things to do, each drafted, each done with one or two clicks.

A source looks at one matter and gives the things it finds; they are ordered by how soon they matter. Nothing is done
here: each thing carries the address of the service that does it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from mikrovirk.common import dates
from mikrovirk.health.queries import pressing as health_warnings
from mikrovirk.home import handover_week
from mikrovirk.home.queries import held_meetings
from mikrovirk.live.queries import recap as recap_queries
from mikrovirk.live.queries import seat_stories
from mikrovirk.mailing import kinds
from mikrovirk.mailing import queries as mail_queries
from mikrovirk.mailing.queries import incoming
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.queries import stage as stage_queries
from mikrovirk.voice.queries import consultations_week, planner_week, rounds_week, steering_week, stream_week

AT_MOST = 7
PUBLISH_BEFORE = timedelta(days=35)  # a meeting that near should be seen by the public
TALK_BEFORE = timedelta(days=42)
SEASON_BEFORE = timedelta(days=60)  # how far ahead meetings should be laid
REPORT_FOR = timedelta(days=14)
STORY_DUE = timedelta(days=7)  # a member who has told should not wait longer
WARNING_DUE = timedelta(days=7)  # it has been long in coming, and what is promised to people goes first
ANSWER_WITHIN = timedelta(days=2)  # whoever wrote a mail waits
RECAP_DUE = timedelta(hours=12)  # while the evening is fresh


@dataclass(frozen=True)
class Thing:
    """One thing to do. `post`: pressing the button does it; else it leads to the page where it is done."""

    title: str
    why: str
    action: str
    url: str
    due_at: datetime  # what is due first stands first
    post: bool = False
    fields: tuple[tuple[str, str], ...] = field(default=())
    more: str = ""  # the words of a second, quieter link
    more_url: str = ""


@dataclass(frozen=True)
class Week:
    """The things to do, and how many more there are behind the seven."""

    things: list[Thing]
    later_count: int


def week_of(network: Network, now: datetime, *, members: bool = True) -> Week:
    """What the coordinator of `network` could do now, most pressing first. A fixed number of queries.

    `members`: whether the reader may open the members' pages, which a substitute may not.
    """
    things = things_of(network, now) if members else without_members(network, things_of(network, now))
    found = sorted(things, key=lambda thing: thing.due_at)
    return Week(found[:AT_MOST], max(0, len(found) - AT_MOST))


def things_of(network: Network, now: datetime, *, names: bool = True) -> Iterator[Thing]:
    """Everything the coordinator could do now, source by source. A fixed number of queries. `names`: of members, too."""
    for source in SOURCES if names else NAMELESS:
        yield from source(network, now)


def without_members(network: Network, things: Iterable[Thing]) -> Iterator[Thing]:
    """The same for a substitute, who does not open the members' pages."""
    members = reverse("directory:members", args=[network.slug])
    for thing in things:
        yield replace(thing, more="", more_url="") if thing.more_url.startswith(members) else thing


def mails_to_approve(network: Network, now: datetime) -> Iterator[Thing]:
    for mailing in mail_queries.drafts(network):
        count = mailing.waiting_count  # type: ignore[attr-defined]  # annotated
        page = reverse("mailing:mailing", args=[network.slug, mailing.pk])
        label = str(kinds.get(mailing.kind).label)
        about = in_the_readers_language(mailing.context.get("title", ""))
        yield Thing(
            title=_("%(kind)s: %(about)s") % {"kind": label, "about": about} if about else label,
            why=_("The mail is drafted. It leaves %(day)s if you say so.")
            % {"day": dates.near(max(mailing.due_at, now))},
            action=ngettext("Send to one person", "Send to %(count)s people", count) % {"count": count},
            url=reverse("mailing:approve", args=[network.slug, mailing.pk]),
            post=True,
            due_at=mailing.due_at,
            more=_("Read it first"),
            more_url=page,
        )


def in_the_readers_language(words: object) -> str:
    """What fills a mail: the same text for everybody, or one for each language."""
    if isinstance(words, dict):
        return str(words.get(get_language()) or words.get(settings.LANGUAGE_CODE) or "")
    return str(words)


def broken_addresses(network: Network, now: datetime) -> Iterator[Thing]:
    count = mail_queries.bounced_in(network).count()
    if count:
        yield Thing(
            title=ngettext("One e-mail address does not work", "%(count)s e-mail addresses do not work", count)
            % {"count": count},
            why=_("No mail is sent there any more. Put the address right or leave the person without mails."),
            action=_("See them"),
            url=f"{reverse('mailing:mails', args=[network.slug])}?show=bounced",
            due_at=now + timedelta(days=3),
        )


def mails_that_came_in(network: Network, now: datetime) -> Iterator[Thing]:
    """Replies that nobody but the coordinator can place; the eldest decides how soon it matters."""
    waiting = incoming.to_look_at(network).aggregate(count=Count("pk"), eldest=Min("received_at"))
    if count := waiting["count"]:
        yield Thing(
            title=ngettext("One mail came in for you to look at", "%(count)s mails came in for you to look at", count)
            % {"count": count},
            why=_("Somebody answered a mail and waits to hear from you."),
            action=_("Read them"),
            url=reverse("mailing:incoming", args=[network.slug]),
            due_at=waiting["eldest"] + ANSWER_WITHIN,
        )


def meetings_to_prepare(network: Network, now: datetime) -> Iterator[Thing]:
    """Meetings that should be published, and published ones that lack a talk or a place."""
    near = Meeting.objects.filter(network=network, starts_at__gt=now, starts_at__lt=now + TALK_BEFORE).exclude(
        state=Meeting.State.CANCELLED
    )
    for meeting in near.select_related("talk", "venue"):
        manage = reverse("programme:manage", args=[network.slug, meeting.pk])
        when = dates.day(meeting.starts_at)
        if meeting.state == Meeting.State.DRAFT and meeting.starts_at < now + PUBLISH_BEFORE:
            yield Thing(
                title=_("Publish the meeting on %(day)s: %(title)s") % {"day": when, "title": meeting.title},
                why=_("Nobody can see it or sign up yet. The invitation is drafted when it is published."),
                action=_("Publish it"),
                url=reverse("programme:meeting_publish", args=[network.slug, meeting.pk]),
                post=True,
                due_at=meeting.starts_at - PUBLISH_BEFORE,
                more=_("See it first"),
                more_url=manage,
            )
        if not hasattr(meeting, "talk"):
            yield Thing(
                title=_("Find a talk for %(day)s") % {"day": when},
                why=_("Every meeting starts from a professional talk. Name a speaker, and the question is drafted."),
                action=_("Choose topic and speaker"),
                url=f"{manage}#talk",
                due_at=meeting.starts_at - TALK_BEFORE,
            )
        if meeting.venue is None:
            yield Thing(
                title=_("Find a place for %(day)s") % {"day": when},
                why=_("The invitation cannot say where to go."),
                action=_("Choose the venue"),
                url=f"{manage}#venue",
                due_at=meeting.starts_at - TALK_BEFORE,
            )


def stage_to_fill(network: Network, now: datetime) -> Iterator[Thing]:
    """The hot seat to give to somebody, slots nobody is left to be asked for, tasks nobody took."""
    for open_question in stage_queries.open_questions(network, now):
        yield Thing(
            title=open_question.title,
            why=open_question.why,
            action=open_question.action,
            url=open_question.url,
            post=open_question.post,
            fields=open_question.fields,
            due_at=open_question.due_at,
            more=open_question.more,
            more_url=open_question.more_url,
        )


def evening_at_hand(network: Network, now: datetime) -> Iterator[Thing]:
    """The list and the name tags, on the day and the day before."""
    soon = Meeting.objects.filter(
        network=network, state=Meeting.State.PUBLISHED, ends_at__gt=now, starts_at__lt=now + timedelta(days=2)
    )
    for meeting in soon.annotate(coming=Count("sign_ups", filter=Q(sign_ups__state=SignUp.State.COMING))):
        yield Thing(
            title=_("%(title)s is %(day)s") % {"title": meeting.title, "day": dates.near(meeting.starts_at)},
            why=ngettext(
                "One person comes. The list for the door is ready.",
                "%(count)s people come. The list for the door is ready.",
                meeting.coming,
            )
            % {"count": meeting.coming},
            action=_("Open the list for the door"),
            url=reverse("programme:check_in", args=[network.slug, meeting.pk]),
            due_at=meeting.starts_at - timedelta(days=2),
            more=_("Run the evening"),
            more_url=reverse("live:open", args=[network.slug, meeting.pk]),
        )


def report_to_show(network: Network, now: datetime) -> Iterator[Thing]:
    for meeting in held_meetings(network, now, most=1):
        if meeting.ends_at < now and meeting.starts_at > now - REPORT_FOR and meeting.came:  # type: ignore[attr-defined]
            yield Thing(
                title=_("The steering report of %(title)s is ready") % {"title": meeting.title},
                why=_("Who came, who came back, and what they wrote: two pages for the steering group."),
                action=_("See the report"),
                url=reverse("programme:report", args=[network.slug, meeting.pk]),
                due_at=meeting.ends_at + timedelta(days=3),
            )


def recap_to_write(network: Network, now: datetime) -> Iterator[Thing]:
    """What came of an evening, to tell those who were there and those who were not."""
    for meeting in recap_queries.meetings_to_tell_of(network, now=now)[:1]:
        begun = meeting.begun  # type: ignore[attr-defined]  # annotated
        yield Thing(
            title=_("Write what came of %(title)s") % {"title": meeting.title},
            why=_(
                "The recap is drafted from the agenda and from what the hall said. It thanks those who came and tells the others what they missed."
            ),
            action=_("Go on with the recap") if begun else _("Read the draft"),
            url=reverse("live:recap_edit", args=[network.slug, meeting.pk]),
            due_at=meeting.ends_at + RECAP_DUE,
        )


def stories_to_publish(network: Network, now: datetime) -> Iterator[Thing]:
    """A member has agreed to a story of what came of their turn: one yes, and everybody can read it."""
    for story in seat_stories.waiting_stories(network)[:1]:
        yield Thing(
            title=_("%(name)s tells what came of it: “%(title)s”")
            % {"name": story.seat.application.person.name, "title": story.title},
            why=_("The member has agreed to the text. It is shown on the network's page if you say so."),
            action=_("Read the story"),
            url=reverse("live:stories", args=[network.slug]),
            due_at=story.agreed_at + STORY_DUE,
        )


def season_to_lay(network: Network, now: datetime) -> Iterator[Thing]:
    last = Meeting.objects.filter(network=network).exclude(state=Meeting.State.CANCELLED).order_by("-starts_at").first()
    if last is None or last.starts_at < now + SEASON_BEFORE:
        with_planner = has_part(network, "planner")
        yield Thing(
            title=_("Lay the next season"),
            why=_("No meetings are planned after %(day)s.") % {"day": dates.day(last.starts_at)}
            if last
            else _("No meetings are planned yet. It takes under three minutes."),
            action=_("Lay a season"),
            url=reverse("programme:season_new", args=[network.slug]),
            due_at=last.starts_at if last else now,
            more=_("Plan it from wishes") if with_planner else "",
            more_url=reverse("voice:planner_new", args=[network.slug]) if with_planner else "",
        )


def health_to_look_at(network: Network, now: datetime) -> Iterator[Thing]:
    """The most pressing early warning, and no other: the rest stand on the page of the network's health."""
    for warning in health_warnings.most_pressing(network):
        yield Thing(
            title=warning.title,
            why=warning.evidence,
            action=_("See what helps"),
            url=warning.url,
            due_at=warning.since + WARNING_DUE,
        )


def rounds_to_send(network: Network, now: datetime) -> Iterator[Thing]:
    """A round that lies prepared, replies that need a look, and whom only a phone call reaches."""
    for each in rounds_week.to_do(network, now):
        yield Thing(each.title, each.why, each.action, each.url, each.due_at)


def steering_to_do(network: Network, now: datetime) -> Iterator[Thing]:
    """Decisions that are overdue or nobody's, minutes left open, and what members could be told."""
    for each in steering_week.to_do(network, now):
        yield Thing(each.title, each.why, each.action, each.url, each.due_at)


def stream_to_sort(network: Network, now: datetime) -> Iterator[Thing]:
    """What members said and heard nothing of, and whom to tell in person."""
    for each in stream_week.to_do(network, now):
        yield Thing(each.title, each.why, each.action, each.url, each.due_at)


def drafts_to_show_and_answer(network: Network, now: datetime) -> Iterator[Thing]:
    """A draft to show the members, comments to answer, one to adopt."""
    for each in consultations_week.to_do(network, now):
        yield Thing(each.title, each.why, each.action, each.url, each.due_at)


def plans_to_choose(network: Network, now: datetime) -> Iterator[Thing]:
    """A plan for the season that nothing has become of yet."""
    for each in planner_week.to_do(network, now):
        yield Thing(each.title, each.why, each.action, each.url, each.due_at)


def running_it(network: Network, now: datetime) -> Iterator[Thing]:
    """Somebody is new, others were told that nobody acts, or the mails name somebody who is gone."""
    for each in handover_week.to_do(network, now):
        yield Thing(each.title, each.why, each.action, each.url, each.due_at, post=each.post)


SOURCES: tuple[Callable[[Network, datetime], Iterator[Thing]], ...] = (
    running_it,
    mails_to_approve,
    broken_addresses,
    mails_that_came_in,
    meetings_to_prepare,
    stage_to_fill,
    evening_at_hand,
    recap_to_write,
    report_to_show,
    stories_to_publish,
    rounds_to_send,
    stream_to_sort,
    steering_to_do,
    drafts_to_show_and_answer,
    plans_to_choose,
    season_to_lay,
    health_to_look_at,
)


# Those in which no member is named: for the host organisation, which reads how things stand and not who promised what.
NAMELESS = (
    mails_to_approve,
    broken_addresses,
    meetings_to_prepare,
    evening_at_hand,
    recap_to_write,
    report_to_show,
    season_to_lay,
)


@dataclass(frozen=True)
class ByItself:
    """A mail that leaves within a day because a standing rule said so."""

    pk: int
    label: str
    about: str
    because: str
    count: int
    due_at: datetime


def by_itself(network: Network, now: datetime) -> list[ByItself]:
    """What leaves by itself in the next 24 hours. One query."""
    coming = mail_queries.coming_automatic(network, now + timedelta(days=1))
    return [
        ByItself(
            m.pk,
            str(kinds.get(m.kind).label),
            in_the_readers_language(m.context.get("title", "")),
            str(kinds.get(m.kind).because),
            m.waiting_count,  # type: ignore[attr-defined]  # annotated
            m.due_at,
        )
        for m in coming
    ]
