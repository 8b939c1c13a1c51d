"""What the planner lacks, in words, before it is asked: each with the page on which it can be put right."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.programme.models import Topic
from mikrovirk.voice.domain.season_wishes import SeasonWishes
from mikrovirk.voice.queries.season_file import Known

NAMED = 5  # topics without a speaker that are named one by one


@dataclass(frozen=True)
class Lack:
    """One thing that is missing. `stops`: no season can be planned without it."""

    text: str
    url: str
    action: str
    stops: bool = False


def lacks(known: Known, wishes: SeasonWishes, asked: dict[str, Any]) -> list[Lack]:
    """Everything that is missing, what stops the planning first."""
    slug = known.network.slug
    speakers = reverse("voice:planner_speakers", args=[slug])
    venues = reverse("voice:planner_venues", args=[slug])
    found = [*nothing_there(known, asked), *without_speaker(known, speakers)]
    found += [
        *too_few_topics(known, wishes, asked, speakers),
        *too_large(known, venues),
        *unknown_places(known, venues),
    ]
    found += list(turns_kept(known, wishes, asked))
    return sorted(found, key=lambda lack: not lack.stops)


def nothing_there(known: Known, asked: dict[str, Any]) -> Iterator[Lack]:
    slug = known.network.slug
    if not known.topics:
        topics = reverse("programme:topics", args=[slug])
        yield Lack(_("There are no topics yet."), topics, _("Add topics"), stops=True)
    if not asked["speakers"]:
        speakers = reverse("voice:planner_speakers", args=[slug])
        yield Lack(_("There are no speakers yet."), speakers, _("Add speakers"), stops=True)
    if not known.places:
        yield Lack(
            _("There are no venues yet."), reverse("programme:venue_new", args=[slug]), _("Add a venue"), stops=True
        )


def without_speaker(known: Known, url: str) -> Iterator[Lack]:
    """ "Der er ingen oplægsholder til emnet Moms; 23 vil komme til det." """
    spoken = known.spoken_topics()
    silent = [topic for topic in known.topics if topic.pk not in spoken]
    for topic in silent[:NAMED]:
        words = {"topic": topic.name, "count": supporters(topic)}
        plain = _("No speaker for the topic %(topic)s.") % words
        wanted = ngettext(
            "No speaker for the topic %(topic)s, which one member would come for.",
            "No speaker for the topic %(topic)s, which %(count)s members would come for.",
            supporters(topic),
        )
        yield Lack(wanted % words if supporters(topic) else plain, url, _("Find a speaker"))
    rest = len(silent) - NAMED
    if rest > 0:
        more = ngettext("One more topic has no speaker.", "%(count)s more topics have no speaker.", rest)
        yield Lack(more % {"count": rest}, url, _("Find a speaker"))


def supporters(topic: Topic) -> int:
    return int(topic.supporters)  # type: ignore[attr-defined]  # annotated


def too_few_topics(known: Known, wishes: SeasonWishes, asked: dict[str, Any], url: str) -> Iterator[Lack]:
    spoken = {topic for speaker in asked["speakers"] for topic in speaker["topics"]}
    names = {found.key: found.name for found in known.formats}
    for key in dict.fromkeys(wishes.formats):
        meetings = sum(each["format"] == key for each in asked["meetings"])
        topics = sum(key in each["formats"] and each["id"] in spoken for each in asked["topics"])
        if 0 < topics < meetings:
            words = {"format": names.get(key, key), "meetings": meetings, "topics": topics}
            text = _(
                "There are %(meetings)s meetings of %(format)s, but only %(topics)s topics with a speaker that fit."
            )
            yield Lack(text % words, url, _("Find a speaker"), stops=True)


def too_large(known: Known, url: str) -> Iterator[Lack]:
    """Topics to which more are expected than any venue holds."""
    if not known.places or any(not place.venue.capacity for place in known.places):
        return
    largest = max(place.venue.capacity or 0 for place in known.places)
    for topic in known.topics[:NAMED]:
        expected = known.attendance.expected(topic)
        if expected > largest:
            words = {"topic": topic.name, "expected": expected, "largest": largest}
            text = _("%(expected)s are expected for %(topic)s; the largest venue holds %(largest)s.")
            yield Lack(text % words, url, _("See the venues"))


def unknown_places(known: Known, url: str) -> Iterator[Lack]:
    for place in known.places:
        if not place.venue.capacity:
            text = _("Nobody has said how many %(place)s holds: it is taken to hold everybody.")
            yield Lack(text % {"place": place.venue.name}, url, _("Say how many"))


def turns_kept(known: Known, wishes: SeasonWishes, asked: dict[str, Any]) -> Iterator[Lack]:
    """Turns that nobody is there for yet."""
    turns = known.turns()
    slug = known.network.slug
    if wishes.introductions:
        wanted = sum(turns[each["format"]].introductions for each in asked["meetings"] if each["format"] in turns)
        filled = sum(each["introductions"] for each in asked["meetings"])
        if wanted > filled:
            text = ngettext(
                "One place for 3 × 3 minutes is kept for somebody who joins until then.",
                "%(count)s places for 3 × 3 minutes are kept for those who join until then.",
                wanted - filled,
            )
            yield Lack(
                text % {"count": wanted - filled}, reverse("directory:members", args=[slug]), _("See the members")
            )
    if wishes.hot_seat:
        wanted = sum(turns[each["format"]].hot_seat for each in asked["meetings"] if each["format"] in turns)
        filled = sum(each["hot_seat"] for each in asked["meetings"])
        if wanted > filled:
            text = ngettext(
                "Nobody has applied for the hot seat of one meeting yet.",
                "Nobody has applied for the hot seat of %(count)s meetings yet.",
                wanted - filled,
            )
            yield Lack(
                text % {"count": wanted - filled}, reverse("programme:hot_seat", args=[slug]), _("See the hot seat")
            )
