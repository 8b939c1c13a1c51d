"""What must hold in a season and what is aimed at: the one list of both.

Source: the wishes of coordinators and steering groups as they stand in the file format (docs/hosting/commands.md, "Season plan").

A demand is held for each thing it concerns: for each meeting, speaker, area or date. `Held` is one of those; an impossible season
is explained by a smallest set of them. What it means to let one go is said here too, as the explanation rests on it:

=====================  ==============  ========================================================================  =====================
demand                 held for each   says                                                                      let go
=====================  ==============  ========================================================================  =====================
candidates             meeting         it is on one of its candidate dates, or on the date that is fixed          any date at all
avoid                  date            no meeting is on that date, unless it is fixed there                       the date is free
days_between           meeting         so many days, at least and at most, after the meeting before              any distance
formats                meeting         its topic fits its format                                                 any topic
topic_once             season          no topic is used twice                                                    again and again
speaker                meeting         its speaker can speak on its topic                                        any speaker
speaker_away           meeting         its speaker is not away on its date                                       speaks all the same
at_most                speaker         speaks no more often than agreed                                          as often as needed
weekdays               meeting         its venue is to be had on that weekday                                    on any weekday
closed                 meeting         its venue is not closed on that date                                      open all the same
capacity               meeting         its venue holds those who are expected for the topic                      in any venue
same_area_at_most      area            no more meetings than that                                                as many as needed
every_area             area            at least one meeting                                                      none
introductions          meeting         so many of the newest members are introduced                              fewer
newest_away            meeting         they are not away                                                         introduced all the same
hot_seat               meeting         so many have the hot seat                                                 fewer
hot_seat_away          meeting         they are not away                                                         have it all the same
nobody_twice           season          nobody has two turns, not one of each kind either                         again and again
fixed                  meeting, what   what is agreed stays: date, topic, speaker, venue, or somebody's turn     left to the planner
wanted                 topic           the topic has a meeting; only asked for by "why not this topic?"          need not have one
=====================  ==============  ========================================================================  =====================

A date that is fixed stands even where it is no candidate or is to be avoided (an evening on a holiday may have been agreed long
ago): the plan says so as a warning. Every other demand holds for it too.

The aims, the most important first; a later one never costs anything of an earlier one:

1. `support`: the greatest sum of support for the topics that get a meeting.
2. `waited`: the greatest sum of waiting of those who get the hot seat.
3. `joined`: the smallest sum of the days on which those who are introduced became members, so the longest members come first.
4. `same_area`: the fewest meetings in the same area as the meeting before.
5. Of what is then still equal, the smallest in order of `number`: for the first meeting the earliest date, then the smallest ids of
   topic, speaker, venue, hot seat and newest members (the sorted ids, compared one by one); then the second meeting; and so on.
   Ids are compared as text, sign by sign, so "t10" comes before "t2".
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Demand(StrEnum):
    """The demands. The order is the order in which an explanation names them."""

    WANTED = "wanted"
    FIXED = "fixed"
    CANDIDATES = "candidates"
    AVOID = "avoid"
    DAYS_BETWEEN = "days_between"
    FORMATS = "formats"
    TOPIC_ONCE = "topic_once"
    SPEAKER = "speaker"
    SPEAKER_AWAY = "speaker_away"
    AT_MOST = "at_most"
    WEEKDAYS = "weekdays"
    CLOSED = "closed"
    CAPACITY = "capacity"
    SAME_AREA = "same_area_at_most"
    EVERY_AREA = "every_area"
    INTRODUCTIONS = "introductions"
    NEWEST_AWAY = "newest_away"
    HOT_SEAT = "hot_seat"
    HOT_SEAT_AWAY = "hot_seat_away"
    NOBODY_TWICE = "nobody_twice"


Concern = int | str | date | tuple[int, str] | tuple[int, str, str] | None


@dataclass(frozen=True, slots=True)
class Held:
    """One demand for one thing: a meeting's number, an id, an area, a date, what is fixed of a meeting, or the season (None)."""

    demand: Demand
    concern: Concern = None


def in_order(held: Held) -> tuple[int, str]:
    """A key that sorts demands as an explanation names them: by kind, then by what they concern."""
    concern, kind = held.concern, list(Demand).index(held.demand)
    if isinstance(concern, tuple):
        return kind, f"{concern[0]:012}{concern[1:]}"
    return kind, f"{concern:012}" if isinstance(concern, int) else str(concern)
