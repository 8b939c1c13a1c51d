"""From what a small network wishes to the very file that is asked, and from the plan to the meetings."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from mikrovirk.networks.models import Network
from mikrovirk.programme.domain.season_plan import season_of
from mikrovirk.programme.domain.season_plan.answer import answer
from mikrovirk.programme.models import Meeting, Season, Talk
from mikrovirk.voice.domain.season_wishes import SeasonWishes
from mikrovirk.voice.models import SeasonDraft
from mikrovirk.voice.queries import own_data, plans, season_file
from mikrovirk.voice.queries.plan_names import ID, names_of
from mikrovirk.voice.services import erasing, planning, season_laying
from tests import factories as f
from tests.voice import planner_rows as rows

pytestmark = pytest.mark.django_db


def asked(place: Network, **changes: Any) -> SeasonDraft:
    wishes = rows.wishes(**changes)
    file = season_file.season_file(place, wishes, now=f.NOW)
    plain = wishes.as_plain()
    return planning.ask(place, name="Foråret 2027", wishes=plain, asked=file, by=None, at=f.NOW)


def planned(place: Network, **changes: Any) -> SeasonDraft:
    """Asked, and answered as the worker would."""
    draft = asked(place, **changes)
    return answered(draft)


def answered(draft: SeasonDraft) -> SeasonDraft:
    claimed = planning.claim_next(now=f.NOW)
    assert claimed is not None
    assert claimed == draft
    planning.finish(draft.pk, claimed.claim, answer(season_of(draft.asked)[0], others=2), at=f.NOW)
    draft.refresh_from_db()
    return draft


def test_the_wishes_of_a_small_network_are_this_file() -> None:
    place = rows.small_network()
    topic = {each.name: f"topic-{each.pk}" for each in place.topics.all()}
    speaker = {each.name: f"speaker-{each.pk}" for each in place.speakers.all()}
    venue = {each.name: f"venue-{each.pk}" for each in place.venues.all()}
    person = {each.person.name: f"person-{each.person_id}" for each in place.memberships.all()}
    assert season_file.season_file(place, rows.wishes(every_area=True, same_area_at_most=2), now=f.NOW) == {
        "meetings": [
            {"number": 1, "format": "1-0", "introductions": 2, "hot_seat": 0, "candidates": ["2027-02-22"]},
            {
                "number": 2,
                "format": "2-0",
                "introductions": 0,
                "hot_seat": 1,
                "candidates": ["2027-03-01", "2027-03-08", "2027-03-15", "2027-03-22", "2027-03-29"],
            },
            {"number": 3, "format": "1-0", "introductions": 0, "hot_seat": 0, "candidates": ["2027-04-26"]},
        ],
        "topics": [
            {"id": topic["Moms"], "formats": ["1-0"], "support": 3, "expected": 3},
            {"id": topic["Salg"], "formats": ["1-0", "2-0"], "support": 2, "expected": 2},
            {"id": topic["AI"], "formats": ["2-0"], "support": 1, "expected": 1},
            {"id": topic["Eksport"], "formats": ["1-0", "2-0"], "support": 1, "expected": 1},
        ],
        "speakers": [
            {"id": speaker["Revisor Hansen"], "topics": [topic["Moms"]], "away": [], "at_most": 1},
            {"id": speaker["Sælger Jensen"], "topics": [topic["Salg"]], "away": [], "at_most": 2},
            {"id": speaker["Ida AI"], "topics": [topic["AI"]], "away": [], "at_most": 1},
        ],
        "venues": [
            {"id": venue["Møn Bibliotek"], "area": "Stege", "capacity": 40, "weekdays": [0, 2], "closed": []},
            {
                "id": venue["Havnehuset"],
                "area": "Klintholm",
                "capacity": 30,
                "weekdays": [0, 1, 2, 3, 4, 5, 6],
                "closed": ["2027-03-22"],
            },
        ],
        "hot_seat": [{"id": person["Carl Sø"], "waited": 10, "away": []}],
        "newest": [
            {"id": person["Anna Ø"], "joined": "2026-01-05", "away": []},
            {"id": person["Bo Lund"], "joined": "2026-03-05", "away": []},
        ],
        "demands": {
            "days_between": [21, 45],
            "every_area": True,
            "avoid": [
                {"date": "2027-03-22", "why": "Påskeferie"},
                {"date": "2027-03-29", "why": "Anden påskedag, Påskeferie"},
            ],
            "same_area_at_most": 2,
        },
        "fixed": [],
    }


def test_the_plan_becomes_draft_meetings_with_topic_speaker_venue_and_format() -> None:
    place = rows.small_network()
    draft = planned(place, every_area=True)
    assert draft.state == SeasonDraft.State.READY
    planning.choose(draft, 0)
    season = season_laying.lay(draft, by=None, at=f.NOW)
    meetings = Meeting.objects.filter(season=season).order_by("starts_at")
    assert [
        (
            each.starts_at.date().isoformat(),
            each.format and each.format.key,
            each.title,
            each.talk.speaker_name,
            each.venue and each.venue.name,
            each.state,
        )
        for each in meetings.select_related("format", "talk", "venue")
    ] == [
        ("2027-02-22", "1-0", "Moms", "Revisor Hansen", "Møn Bibliotek", "draft"),
        ("2027-03-15", "2-0", "AI", "Ida AI", "Havnehuset", "draft"),
        ("2027-04-26", "1-0", "Salg", "Sælger Jensen", "Møn Bibliotek", "draft"),
    ]
    assert {f"{each.starts_at.astimezone():%H:%M}" for each in meetings} <= {"17:30", "16:30", "15:30"}
    assert [
        (talk.topic and talk.topic.name, talk.asked_at) for talk in Talk.objects.order_by("meeting__starts_at")
    ] == [
        ("Moms", None),
        ("AI", None),
        ("Salg", None),
    ]
    assert season_laying.lay(draft, by=None, at=f.NOW) == season
    assert Season.objects.count() == 1


def test_a_plan_is_told_in_names_and_with_what_it_leaves_out() -> None:
    place = rows.small_network()
    draft = planned(place)
    names = names_of(draft)
    [best, *_others] = plans.plans_of(draft, names)
    assert [(row.format, row.topic, row.support, row.speaker) for row in best.rows] == [
        ("1.0", "Moms", 3, "Revisor Hansen"),
        ("2.0", "AI", 1, "Ida AI"),
        ("1.0", "Salg", 2, "Sælger Jensen"),
    ]
    assert [(left.name, left.number) for left in best.topics_left] == [("Eksport", 1)]
    texts = [each.text for each in best.rows[1].because]
    assert "Den varme stol: Carl Sø har ventet 10 dage, længst af dem, der kan den dag." in texts
    assert "3 ønsker emnet: nr. 1 af de 3 emner, der passer til 1.0." in [each.text for each in best.rows[0].because]
    assert [text for row in best.rows for each in row.because if ID.search(text := each.text)] == []


def test_what_nobody_speaks_on_can_be_planned_with_somebody_to_be_found() -> None:
    place = rows.small_network()
    draft = planned(place, open_speakers=True, count=4)
    names = names_of(draft)
    speakers = {row.topic: row.speaker for row in plans.plans_of(draft, names)[0].rows}
    assert speakers["Eksport"] == "En oplægsholder, der skal findes"


def test_another_networks_evening_in_the_municipality_is_avoided_and_named() -> None:
    place = rows.small_network()
    other = f.network("stege", name="Stege", municipality_code="0390")
    elsewhere = f.network("falster", name="Falster", municipality_code="0376")
    for where in (other, elsewhere):
        f.meeting(where, starts_at=f.NOW.replace(month=2, day=22), title="Nytårskur")
    f.meeting(other, starts_at=f.NOW.replace(month=4, day=26), state="draft", title="Hemmelig")
    f.meeting(place, starts_at=f.NOW.replace(month=4, day=26), state="draft", title="Vores egen")
    file = season_file.season_file(place, rows.wishes(avoid_holidays=False), now=f.NOW)
    assert file["demands"]["avoid"] == [
        {"date": "2027-02-22", "why": "Stege: Nytårskur"},
        {"date": "2027-04-26", "why": "vi holder allerede møde den dag: Vores egen"},
    ]
    alone = season_file.season_file(place, rows.wishes(avoid_holidays=False, avoid_others=False), now=f.NOW)
    assert [each["date"] for each in alone["demands"]["avoid"]] == ["2027-04-26"]


def test_as_many_are_expected_as_came_lately_or_to_that_topic() -> None:
    place = rows.small_network()
    people = [f.member(place) for _ in range(6)]
    for days, topic, count in ((200, "Moms", 6), (100, None, 2), (60, None, 2), (30, None, 4)):
        at = f.meeting(place, starts_at=f.NOW - timedelta(days=days))
        if topic:
            Talk.objects.create(network=place, meeting=at, topic=place.topics.get(name=topic))
        for person in people[:count]:
            f.sign_up(at, person, checked_in_at=f.NOW)
    file = season_file.season_file(place, rows.wishes(), now=f.NOW)
    assert [each["expected"] for each in file["topics"]] == [6, 3, 3, 3]


def test_what_is_fixed_stands_and_what_is_gone_is_dropped() -> None:
    place = rows.small_network()
    salg = place.topics.get(name="Salg")
    fixed = {1: {"date": "2027-02-15", "topic": salg.pk, "speaker": 999_999, "venue": None}}
    file = season_file.season_file(place, rows.wishes(fixed=fixed), now=f.NOW)
    assert file["fixed"] == [{"number": 1, "date": "2027-02-15", "topic": f"topic-{salg.pk}"}]
    made = answer(season_of(file)[0])["plan"][0]
    assert (made["date"], made["topic"]) == ("2027-02-15", f"topic-{salg.pk}")


def test_wishes_are_kept_as_plain_values() -> None:
    wishes = rows.wishes(last_date=date(2027, 6, 1), days_between=(20, 50), fixed={2: {"topic": 3}})
    assert SeasonWishes.from_plain(wishes.as_plain()) == wishes
    assert SeasonWishes.from_plain(rows.wishes().as_plain()) == rows.wishes()


# --- nothing fits ----------------------------------------------------------------------------------------------------


def test_an_impossible_season_says_why_and_what_if_one_demand_is_dropped() -> None:
    place = rows.small_network()
    place.speakers.filter(name="Ida AI").delete()
    place.speakers.filter(name="Sælger Jensen").update(at_most=1)
    draft = planned(place)
    assert draft.state == SeasonDraft.State.IMPOSSIBLE
    names = names_of(draft)
    told = plans.hindrances(draft, names)
    assert [each.text for each in told if ID.search(each.text)] == []
    assert {"at_most", "topic_once"} & {each.demand for each in told}
    least = plans.hindrances(draft, names, "let_go")
    easings = [{"demand": each.demand, "concerns": list(each.concerns)} for each in least]
    again = planning.ask_without(draft, easings, by=None, at=f.NOW)
    assert answered(again).state == SeasonDraft.State.READY
    assert again.wishes["eased"] == easings


# --- changing by hand ------------------------------------------------------------------------------------------------


def test_a_meeting_is_changed_by_hand_and_put_back() -> None:
    place = rows.small_network()
    draft = planned(place)
    before = plans.planned_of(draft.answer)
    eksport = place.topics.get(name="Eksport")
    changed = replace(before[0], topic=f"topic-{eksport.pk}")
    names = names_of(draft)
    season = plans.season_asked(draft)
    assert plans.breaks(season, before, [changed, *before[1:]], names) == ["Møde 1: oplægsholderen kan tale om emnet."]
    support = draft.answer["support"]
    planning.change_meeting(draft, 0, changed)
    draft.refresh_from_db()
    [best, *_] = plans.plans_of(draft, names)
    assert (best.rows[0].topic, best.rows[0].by_hand, best.support) == ("Eksport", True, support - 2)
    planning.put_back(draft, 0, 1)
    draft.refresh_from_db()
    [best, *_] = plans.plans_of(draft, names)
    assert (best.rows[0].topic, best.rows[0].by_hand, best.support) == ("Moms", False, support)


def test_a_speaker_who_is_erased_is_gone_from_the_planner_and_named_by_no_plan() -> None:
    place = rows.small_network()
    ida = f.user("Ida AI", email="ida@firma.example")
    place.speakers.filter(name="Ida AI").update(user=ida, email=ida.email, note="Kun om tirsdagen")
    draft = planned(place)
    assert own_data.export_of(ida)["speaker_in"] == [
        {
            "name": "Ida AI",
            "speaks_from": "",
            "email": "ida@firma.example",
            "at_most": 1,
            "note": "Kun om tirsdagen",
            "network_name": "Møn",
        }
    ]
    erasing.erase(ida, at=f.NOW)
    assert not place.speakers.filter(name="Ida AI").exists()
    names = names_of(draft)
    speakers = [row.speaker for row in plans.plans_of(draft, names)[0].rows]
    assert speakers == ["Revisor Hansen", "En oplægsholder, der ikke er der længere", "Sælger Jensen"]
