"""The evenings of the example region: two years behind us, one season ahead."""

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from mikrovirk.config.demo.facts import BIRTHDAY, BIRTHDAY_RECAP, PRAISE, TALKS, NetworkFacts
from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Feedback, Material, Meeting, MeetingTask, Season, SignUp, Talk, Topic, Venue
from mikrovirk.programme.services import meetings as meeting_services
from mikrovirk.programme.services import talks as talk_services

STARTS = time(17, 30)
YEARS_BACK = 24  # meetings that were held
AHEAD = 6


def month_after(day: date, months: int) -> date:
    """The first of the month `months` after that of `day`."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def last_weekday(month: date, weekday: int) -> date:
    """The last day of that weekday (Monday is 0) in the month."""
    last = month_after(month, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def usual_evening(facts: NetworkFacts, month: date) -> date:
    """The network's evening in that month: its weekday in its week."""
    if facts.week < 0:
        return last_weekday(month, facts.weekday)
    first = month_after(month, 0)
    return first + timedelta(days=(facts.weekday - first.weekday()) % 7 + 7 * (facts.week - 1))


def next_evening(facts: NetworkFacts, today: date) -> date:
    """The network's next evening, at least two days ahead. MikroVirk's is a last Tuesday, as 28 November 2017 was."""
    this = usual_evening(facts, today)
    return this if this >= today + timedelta(days=2) else usual_evening(facts, month_after(today, 1))


def birthday_evening(facts: NetworkFacts, today: date) -> date:
    """The one before it. MikroVirk's was on the last Monday, as the birthday of 30 October 2017.

    Where that is not over yet, in the last days of a month, it was held weeks before: nobody has answered a meeting to come.
    """
    month = month_after(next_evening(facts, today), -1)
    day = last_weekday(month, 0) if facts.slug == "mikrovirk" else usual_evening(facts, month)
    while day >= today:
        day -= timedelta(weeks=1)
    return day


def moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, STARTS))


def add_venues(network: Network, facts: NetworkFacts) -> list[Venue]:
    return [
        Venue.objects.create(
            network=network,
            name=p.name,
            address=p.address,
            postcode=p.postcode,
            town=p.town,
            capacity=p.places,
            parking=p.parking,
            latitude=p.latitude,
            longitude=p.longitude,
        )
        for p in facts.venues
    ]


def add_past(
    network: Network,
    facts: NetworkFacts,
    venues: list[Venue],
    people: list[Person],
    chance: random.Random,
    *,
    today: date,
) -> None:
    """Two years of evenings with who came and what they said."""
    season = Season.objects.create(network=network, name="De første to år", rhythm={})
    birthday = birthday_evening(facts, today)
    formats = {f.name: f for f in network.formats.all()}
    joined = dict(network.memberships.values_list("person", "joined_date"))
    for back in range(YEARS_BACK, 0, -1):
        day = birthday if back == 1 else usual_evening(facts, month_after(birthday, 1 - back))
        name, topic, title, lines, speaker, whence = TALKS[(back + facts.talks_from) % len(TALKS)]
        meeting = meeting_services.add_meeting(
            network,
            starts_at=moment(day),
            at=moment(day) - timedelta(days=60),
            format=formats[name],
            venue=venues[back % len(venues)],
            title=title,
            season=season,
        )
        # Held long ago: put in the archive without inviting anybody to it.
        values: dict[str, Any] = {"state": Meeting.State.PUBLISHED, "summary": lines}
        if back == 1 and network.slug == "mikrovirk":
            values |= {"title": BIRTHDAY[0], "summary": BIRTHDAY[1], "recap": BIRTHDAY_RECAP, "venue": venues[0]}
        Meeting.objects.filter(pk=meeting.pk).update(**values)
        meeting.refresh_from_db()
        meeting_services.settle(meeting, at=meeting.changed_at)
        talk = Talk.objects.create(
            network=network,
            meeting=meeting,
            topic=Topic.objects.filter(network=network, name=topic).first(),
            title=title,
            lines=lines,
            speaker_name=speaker,
            speaker_from=whence,
            state=Talk.State.ACCEPTED,
            answered_at=moment(day) - timedelta(days=50),
        )
        if "toolbox" in facts.parts and back % 2:
            add_material(talk, topic)
        fill(meeting, facts, people, joined, chance, back=back)


def add_material(talk: Talk, topic: str) -> None:
    """A checklist that stayed with the talk."""
    Material.objects.create(
        talk=talk,
        kind=Material.Kind.CHECKLIST,
        title=f"Tjekliste: {topic.lower()}",
        text="Skriv dit vigtigste tal ned\nTal med én kunde om det i denne uge\nSæt en time af i kalenderen hver måned",
    )
    talk_services.refresh_search_texts(talk)


def fill(
    meeting: Meeting,
    facts: NetworkFacts,
    people: list[Person],
    joined: dict[int, date],
    chance: random.Random,
    *,
    back: int,
) -> None:
    """Who signed up, who came and how they found it; a fading network loses a little every month."""
    fade = facts.fade + (1 - facts.fade) * back / YEARS_BACK
    day = meeting.starts_at.date()
    eligible = [person for person in people if joined[person.pk] <= day]
    wanted = min(len(eligible), max(4, round(facts.usual * fade * chance.uniform(0.85, 1.15))))
    # Those early in the list are the faithful ones: they come most months.
    weights = [1 / (1 + number / 25) for number in range(len(eligible))]
    chosen = sorted(set(chance.choices(range(len(eligible)), weights, k=wanted * 3)))[: wanted + 2]
    rows = []
    for number, index in enumerate(chosen):
        made_at = meeting.starts_at - timedelta(days=18 - number % 15)
        came = meeting.starts_at + timedelta(minutes=number % 12 - 10) if number % 13 != 12 else None
        rows.append(
            SignUp(
                meeting=meeting,
                person=eligible[index],
                state=SignUp.State.COMING,
                made_at=made_at,
                placed_at=made_at,
                checked_in_at=came,
                via="mail",
            )
        )
    sign_ups = SignUp.objects.bulk_create(rows)
    Meeting.objects.filter(pk=meeting.pk).update(places_taken=len(sign_ups))
    if "feedback" in facts.parts:
        Feedback.objects.bulk_create(
            Feedback(
                sign_up=s,
                meeting=meeting,
                rating=chance.choice([3, 4, 4, 5, 5]),
                text=chance.choice(PRAISE),
                at=meeting.ends_at + timedelta(hours=15),
            )
            for number, s in enumerate(sign_ups)
            if s.checked_in_at and number % 2 == 0
        )
    if "tasks" in facts.parts:
        helpers = [eligible[index].user for index in chosen[:2]]
        for number, task in enumerate(meeting.tasks.all()):
            MeetingTask.objects.filter(pk=task.pk).update(taken_by=helpers[number % 2], taken_at=sign_ups[0].made_at)


def add_coming(
    network: Network, facts: NetworkFacts, venues: list[Venue], *, today: date, now: datetime
) -> list[Meeting]:
    """The season ahead: alternating formats, drafts but for what the caller publishes."""
    first = next_evening(facts, today)
    season = Season.objects.create(network=network, name=f"Sæson {first.year}/{(first.year + 1) % 100:02d}", rhythm={})
    formats = {f.name: f for f in network.formats.all()}
    meetings = []
    for ahead in range(AHEAD):
        day = first if ahead == 0 else usual_evening(facts, month_after(first, ahead))
        if day.month == 12 and day.day > 20:  # nobody comes between Christmas and New Year
            day -= timedelta(days=14)
        name, topic, title, lines, speaker, whence = TALKS[(ahead + facts.talks_from) % len(TALKS)]
        meeting = meeting_services.add_meeting(
            network,
            starts_at=moment(day),
            at=now,
            format=formats[name],
            venue=venues[ahead % len(venues)],
            season=season,
            title=title,
        )
        Talk.objects.create(
            network=network,
            meeting=meeting,
            topic=Topic.objects.filter(network=network, name=topic).first(),
            title=title,
            lines=lines,
            speaker_name=speaker,
            speaker_from=whence,
            state=Talk.State.ACCEPTED if ahead < 2 else Talk.State.PLANNED,
            answered_at=now - timedelta(days=20) if ahead < 2 else None,
        )
        meetings.append(meeting)
    return meetings
