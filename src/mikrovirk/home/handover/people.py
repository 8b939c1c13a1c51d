"""Who and what one needs to know: contacts, recipes, speakers, venues, tasks, rules and where the money goes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.common import dates
from mikrovirk.directory.models import Audience, Person
from mikrovirk.home.handover.rows import Line, Reader
from mikrovirk.mailing import kinds
from mikrovirk.mailing.models import Rule
from mikrovirk.networks import queries as network_queries
from mikrovirk.networks.models import Network, Role
from mikrovirk.programme.models import Format, Meeting, MeetingTask, Talk, TaskTemplate, Venue
from mikrovirk.voice.models import Speaker

A_YEAR = timedelta(days=365)
SPEAKERS = 40


@dataclass(frozen=True)
class Helper:
    """Somebody with a role, and how to reach them."""

    name: str
    role: str
    days: str
    email: str
    phone: str
    is_off: bool  # the account is switched off
    is_away: bool


def helpers_of(network: Network, today: date) -> list[Helper]:
    """Coordinators, substitutes, the steering group, and whoever works in the host organisation. Three queries."""
    staff = list(network_queries.staff_of(network))
    hosts = list(network_queries.hosts_of(network).order_by("full_name")) if network.host_id else []
    phones = phones_of([role.user_id for role in staff] + [user.pk for user in hosts])
    order = [Role.Name.COORDINATOR, Role.Name.SUBSTITUTE, Role.Name.STEERING]
    staff.sort(key=lambda role: (order.index(Role.Name(role.name)), not role.user.is_active))
    found = [helper_of(role, phones, today) for role in staff]
    return found + [
        Helper(str(user), str(Role.Name.HOST.label), "", user.email, phones.get(user.pk, ""), False, False)
        for user in hosts
    ]


def phones_of(users: list[int]) -> dict[int, str]:
    """The phone numbers of those who show theirs to others."""
    shown = Person.objects.filter(user__in=users).exclude(phone_for=Audience.NOBODY).exclude(phone="")
    return dict(shown.values_list("user_id", "phone"))


def helper_of(role: Role, phones: dict[int, str], today: date) -> Helper:
    words = {"day": dates.day(role.since_date, today=today)}
    days = _("since %(day)s") % words
    if role.until_date:
        words |= {"last": dates.day(role.until_date, today=today)}
        days = _("from %(day)s to %(last)s") % words
    is_away = bool(
        role.away_from_date and role.away_until_date and role.away_from_date <= today <= role.away_until_date
    )
    label = str(role.get_name_display())
    return Helper(
        str(role.user), label, days, role.user.email, phones.get(role.user_id, ""), not role.user.is_active, is_away
    )


@dataclass(frozen=True)
class RecipeOf:
    """A format with what an evening of it holds."""

    format: Format
    lines: tuple[str, ...]


def recipes_of(network: Network) -> list[RecipeOf]:
    """The formats in use. Two queries."""
    formats = Format.objects.filter(network=network, is_active=True).prefetch_related("items")
    return [
        RecipeOf(
            found,
            tuple(
                ngettext("%(title)s, one minute", "%(title)s, %(count)s minutes", item.minutes)
                % {"title": item.title, "count": item.minutes}
                for item in found.items.all()
            ),
        )
        for found in formats
    ]


def speakers_of(network: Network, reader: Reader) -> list[Line]:
    """Who can be asked, and who has spoken here. Three queries."""
    known = Speaker.objects.filter(network=network, is_active=True).prefetch_related("topics")
    lines: dict[str, Line] = {}
    for speaker in known[:SPEAKERS]:
        topics = ", ".join(topic.name for topic in speaker.topics.all())
        email = speaker.email if reader.sees_names else ""
        note = " · ".join(filter(None, (speaker.speaks_from, topics, email, speaker.note)))
        lines[speaker.name] = Line(speaker.name, note)
    held = Talk.objects.filter(network=network, state=Talk.State.ACCEPTED, meeting__isnull=False)
    rows = held.exclude(speaker_name="").order_by("-meeting__starts_at")
    columns = ("speaker_name", "speaker_from", "title", "speaker__email", "meeting__starts_at")
    for name, where, title, email, starts_at in rows.values_list(*columns)[:SPEAKERS]:
        spoken = f"{title or _('a talk')}, {dates.day(starts_at)}"
        lines.setdefault(
            name, Line(name, " · ".join(filter(None, (where, spoken, email if reader.sees_names else ""))))
        )
    return list(lines.values())


def venues_of(network: Network) -> list[Line]:
    """Where the network meets, how to get in, how many there is room for. One query."""
    rows = Venue.objects.filter(network=network).select_related("hours").annotate(held=Count("meetings"))
    return [Line(venue.name, note_of_venue(venue)) for venue in rows.order_by("-held", "name")]


def note_of_venue(venue: Venue) -> str:
    place = f"{venue.postcode} {venue.town}".strip()
    room = (
        ngettext("room for one", "room for %(count)s", venue.capacity) % {"count": venue.capacity}
        if venue.capacity
        else ""
    )
    hours = getattr(venue, "hours", None)
    area = hours.area if hours and hours.area not in place else ""
    return " · ".join(filter(None, (venue.address, place, area, room, venue.parking)))


def tasks_of(network: Network, reader: Reader, now: datetime) -> list[Line]:
    """The usual tasks, and who mostly does each. Two queries."""
    taken = MeetingTask.objects.filter(
        meeting__network=network,
        meeting__starts_at__gt=now - A_YEAR,
        meeting__starts_at__lt=now,
        taken_by__isnull=False,
    )
    doers: dict[str, Counter[str]] = {}
    for title, name, count in taken.values_list("title", "taken_by__full_name").annotate(Count("pk")).order_by():
        doers.setdefault(title, Counter())[name] += count
    usual = {task.title: task.what for task in TaskTemplate.objects.filter(network=network)}
    titles = list(dict.fromkeys([*usual, *sorted(doers)]))
    return [Line(title, note_of_task(usual.get(title, ""), doers.get(title, Counter()), reader)) for title in titles]


def note_of_task(what: str, doers: "Counter[str]", reader: Reader) -> str:
    often = [name for name, _count in doers.most_common(2) if name] if reader.sees_names else []
    who = _("Mostly %(names)s.") % {"names": _(" and ").join(often)} if often else ""
    return " ".join(filter(None, (what, who)))


def rules_of(rows: Iterable[Rule]) -> list[Line]:
    """The mails that go by themselves, since when and by whose word."""
    return [
        Line(
            str(kinds.find(rule.kind).label),
            _("since %(day)s, by %(who)s") % {"day": dates.day(rule.on_since), "who": rule.on_by}
            if rule.on_by
            else _("since %(day)s") % {"day": dates.day(rule.on_since)},
        )
        for rule in rows
    ]


def money_of(network: Network) -> list[Line]:
    """What the meetings cost and where it is paid, as it was the last times. One query."""
    rows = Meeting.objects.filter(network=network).exclude(price_line="", payment_url="").order_by("-starts_at")
    pairs = list(dict.fromkeys(rows.values_list("price_line", "payment_url")[:12]))
    return [Line(price or _("Payment link"), "", url, _("Open the payment page")) for price, url in pairs]
