"""A conflict in words: demands of one kind in one sentence, with what they concern."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mikrovirk.programme.domain.season_plan.rules import Demand, Held, in_order
from mikrovirk.programme.domain.season_plan.season import Season
from mikrovirk.programme.domain.season_plan.texts import Names, as_it_is, day, days, listed, numbers
from mikrovirk.programme.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class Explained:
    """Demands of one kind: meetings' numbers, ids, areas or dates they concern (none: the season), in words."""

    demand: Demand
    concerns: tuple[int | str | date, ...]
    wording: Wording


def explained(season: Season, demands: Iterable[Held], *, names: Names = as_it_is) -> tuple[Explained, ...]:
    """Put demands into words, those of one kind together; what is fixed is told meeting by meeting."""
    groups: dict[tuple[Demand, int | None], list[Held]] = {}
    for held in sorted(demands, key=in_order):
        number = held.concern[0] if isinstance(held.concern, tuple) else None
        groups.setdefault((held.demand, number), []).append(held)
    return tuple(
        _fixed(season, number, several, names) if number is not None else _one_kind(season, demand, several, names)
        for (demand, number), several in groups.items()
    )


def _one_kind(season: Season, demand: Demand, several: Sequence[Held], names: Names) -> Explained:
    concerns = tuple(
        held.concern for held in several if held.concern is not None and not isinstance(held.concern, tuple)
    )
    meetings = numbers([each for each in concerns if isinstance(each, int)])
    if demand in _BY_MEETING:
        da, en = _BY_MEETING[demand]
        least, most = season.days_between or (0, 0)
        da, en = (text.replace("{least}", str(least)).replace("{most}", str(most)) for text in (da, en))
        wording = Wording(da.replace("{meetings}", meetings.da), en.replace("{meetings}", meetings.en))
    else:
        wording = _of_things(season, demand, concerns, names)
    return Explained(demand, concerns, wording)


# Sentences in which the meetings stand in the same place in both languages.
_BY_MEETING = {
    Demand.CANDIDATES: (
        "{meetings}: datoen er en af dem, der er foreslået.",
        "{meetings}: the date is one of those proposed.",
    ),
    Demand.DAYS_BETWEEN: (
        "{meetings}: mindst {least} og højst {most} dage efter mødet før.",
        "{meetings}: at least {least} and at most {most} days after the meeting before.",
    ),
    Demand.FORMATS: (
        "{meetings}: emnet passer til mødeformen.",
        "{meetings}: the topic fits the format.",
    ),
    Demand.SPEAKER: (
        "{meetings}: oplægsholderen kan tale om emnet.",
        "{meetings}: the speaker can speak on the topic.",
    ),
    Demand.SPEAKER_AWAY: (
        "{meetings}: oplægsholderen kan komme den dag.",
        "{meetings}: the speaker is not away on that date.",
    ),
    Demand.WEEKDAYS: (
        "{meetings}: mødestedet kan bruges på den ugedag.",
        "{meetings}: the venue can be had on that weekday.",
    ),
    Demand.CLOSED: (
        "{meetings}: mødestedet har ikke lukket den dag.",
        "{meetings}: the venue is not closed on that date.",
    ),
    Demand.CAPACITY: (
        "{meetings}: mødestedet har plads til alle, der ventes til emnet.",
        "{meetings}: the venue holds everybody expected for the topic.",
    ),
    Demand.INTRODUCTIONS: (
        "{meetings}: pladserne til 3 × 3 minutter bliver fyldt af de nyeste medlemmer.",
        "{meetings}: the slots of 3 × 3 minutes are filled by the newest members.",
    ),
    Demand.NEWEST_AWAY: (
        "{meetings}: de, der får 3 × 3 minutter, kan komme den dag.",
        "{meetings}: those who have the 3 × 3 minutes are not away on that date.",
    ),
    Demand.HOT_SEAT: (
        "{meetings}: Den varme stol er besat.",
        "{meetings}: the hot seat is taken.",
    ),
    Demand.HOT_SEAT_AWAY: (
        "{meetings}: den, der får Den varme stol, kan komme den dag.",
        "{meetings}: who has the hot seat is not away on that date.",
    ),
}


def _of_things(season: Season, demand: Demand, concerns: Sequence[int | str | date], names: Names) -> Wording:
    things = listed(names(each) for each in concerns if isinstance(each, str))
    dates = days([each for each in concerns if isinstance(each, date)])
    most = season.same_area_at_most
    match demand:
        case Demand.WANTED:
            return Wording(f"Emnet {things.da} får et møde.", f"The topic {things.en} has a meeting.")
        case Demand.AVOID:
            return _avoided(season, [each for each in concerns if isinstance(each, date)], dates)
        case Demand.AT_MOST:
            return Wording(
                f"{things.da}: taler ikke oftere end aftalt.", f"{things.en}: no more talks than were agreed."
            )
        case Demand.SAME_AREA:
            return Wording(f"{things.da}: højst {most} møder.", f"{things.en}: at most {most} meetings.")
        case Demand.EVERY_AREA:
            return Wording(f"{things.da}: mindst ét møde.", f"{things.en}: at least one meeting.")
        case Demand.TOPIC_ONCE:
            return Wording("Intet emne bliver brugt to gange.", "No topic is used twice.")
        case _:
            return Wording("Ingen får to ture i samme sæson.", "Nobody has two turns in one season.")


def _avoided(season: Season, avoided: Sequence[date], dates: Wording) -> Wording:
    whys = listed(dict.fromkeys(why for each in avoided if (why := season.reasons_to_avoid[each])))
    return Wording(
        f"Intet møde {dates.da}{f' ({whys.da})' if whys.da else ''}.",
        f"No meeting on {dates.en}{f' ({whys.en})' if whys.en else ''}.",
    )


_FIXED = {
    "date": ("datoen {what}", "the date {what}"),
    "topic": ("emnet {what}", "the topic {what}"),
    "speaker": ("oplægsholderen {what}", "the speaker {what}"),
    "venue": ("mødestedet {what}", "the venue {what}"),
    "hot_seat": ("Den varme stol til {what}", "the hot seat for {what}"),
    "newest": ("3 × 3 minutter til {what}", "3 × 3 minutes for {what}"),
}


def _fixed(season: Season, number: int, several: Sequence[Held], names: Names) -> Explained:
    """What is agreed about one meeting and stands in the way."""
    agreed = next(each for each in season.fixed if each.number == number)
    da, en, concerns = [], [], []
    for held in several:
        assert isinstance(held.concern, tuple)
        what = held.concern[1]
        value = held.concern[2] if len(held.concern) == 3 else getattr(agreed, what)
        words = day(value) if isinstance(value, date) else Wording.same(names(value))
        da.append(_FIXED[what][0].replace("{what}", words.da))
        en.append(_FIXED[what][1].replace("{what}", words.en))
        concerns.append(what)
    return Explained(
        Demand.FIXED,
        (number, *concerns),
        Wording(f"Møde {number}: aftalt er {listed(da).da}.", f"Meeting {number}: agreed are {listed(en).en}."),
    )
