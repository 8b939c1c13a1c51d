"""What the ids of a plan's file are called: names of rows as they are today."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Format, Meeting, Talk, Topic, Venue
from mikrovirk.voice.domain.easing import OPEN_SPEAKER
from mikrovirk.voice.models import SeasonDraft, Speaker

ID = re.compile(r"\b(?:topic|speaker|venue|person|evening|talk|place)-\d+\b")
_WAITED = re.compile(r"(har ventet|has waited) (\d+)")  # a file knows no unit of waiting: ours are days


@dataclass(frozen=True)
class Names:
    """What the ids of a file are called today; somebody who has left has no name any more."""

    known: Mapping[str, str]
    formats: Mapping[str, str]

    def __call__(self, name: str) -> str:
        if name in self.known:
            return self.known[name]
        return gone(name) if ID.fullmatch(name) else self.formats.get(name, name)

    def in_text(self, text: str, *, format_key: str = "") -> str:
        """A sentence of the planner's with names for ids."""
        text = _WAITED.sub(in_days, text)
        if format_key:
            name = self.formats.get(format_key, format_key)
            text = text.replace(f"passer til {format_key}", f"passer til {name}")
            text = text.replace(f"fit {format_key}", f"fit {name}")
        return capfirst(ID.sub(lambda found: self(found[0]), text))


def in_days(waited: re.Match[str]) -> str:
    """ "har ventet 12 dage"."""
    days = int(waited[2])
    return f"{waited[1]} " + ngettext("one day", "%(count)s days", days) % {"count": days}


def gone(name: str) -> str:
    kind = name.partition("-")[0]
    return {
        "person": _("somebody who has left"),
        "speaker": _("a speaker who is no longer there"),
        "talk": _("a speaker who is no longer there"),
        "venue": _("a venue that is no longer there"),
        "place": _("no venue yet"),
    }.get(kind, _("a topic that is no longer there"))


def keys_in(asked: Mapping[str, Any], kind: str, *lists: str) -> list[int]:
    found = [row["id"] for name in lists for row in asked.get(name, [])]
    return [int(name.rpartition("-")[2]) for name in found if name.startswith(f"{kind}-")]


def names_of(draft: SeasonDraft) -> Names:
    """The names for what a draft asks about. Seven queries at most."""
    asked, network = draft.asked, draft.network
    topics = Topic.objects.filter(network=network, pk__in=keys_in(asked, "topic", "topics"))
    venues = Venue.objects.filter(network=network, pk__in=keys_in(asked, "venue", "venues"))
    speakers = Speaker.objects.filter(network=network, pk__in=keys_in(asked, "speaker", "speakers"))
    people = Person.objects.filter(pk__in=keys_in(asked, "person", "hot_seat", "newest")).select_related("user")
    known = {f"topic-{pk}": name for pk, name in topics.values_list("pk", "name")}
    known |= {f"venue-{pk}": name for pk, name in venues.values_list("pk", "name")}
    known |= {f"speaker-{pk}": name for pk, name in speakers.values_list("pk", "name")}
    known |= {f"person-{person.pk}": person.name for person in people}
    known |= as_it_stands(network, asked)
    known[OPEN_SPEAKER] = _("a speaker who is to be found")
    formats = dict(Format.objects.filter(network=network).values_list("key", "name"))
    return Names(known, formats)


def as_it_stands(network: Network, asked: Mapping[str, Any]) -> dict[str, str]:
    """The names for what a running season has that is in no list: a talk's own speaker, an evening without a topic."""
    talks, evenings = keys_in(asked, "talk", "speakers"), keys_in(asked, "evening", "topics")
    found = {}
    if talks:
        rows = Talk.objects.filter(network=network, pk__in=talks).values_list("pk", "speaker_name")
        found = {f"talk-{pk}": name or _("the speaker") for pk, name in rows}
    if evenings:
        meetings = Meeting.objects.filter(network=network, pk__in=evenings).values_list("pk", "talk__title", "title")
        found |= {f"evening-{pk}": talk or title for pk, talk, title in meetings}
    return found
