"""The season planner's pages: what it is told, what is wished, the plans, and what becomes of them."""

import json
import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network
from mikrovirk.programme.domain.season_plan import published_of, season_of
from mikrovirk.programme.domain.season_plan.answer import answer
from mikrovirk.programme.models import Meeting, Season, Talk, Venue
from mikrovirk.programme.services import meetings as meeting_services
from mikrovirk.programme.services import talks as talk_services
from mikrovirk.programme.services.talks import SpeakerDetails
from mikrovirk.voice.models import Consultation, SeasonDraft, Speaker, SpeakerAway, VenueHours
from mikrovirk.voice.services import planning
from tests import factories as f
from tests.voice import planner_rows as rows

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
State = SeasonDraft.State


@pytest.fixture
def place() -> Network:
    return rows.small_network()


@pytest.fixture
def coordinator(place: Network, client: Client) -> Client:
    client.force_login(f.coordinator(place))
    return client


@pytest.fixture
def steering(place: Network) -> Client:
    made = Client()
    made.force_login(f.role("steering", place))
    return made


def url(name: str, *values: Any) -> str:
    return reverse(f"voice:{name}", args=["moen", *values])


def text_of(page: Any) -> str:
    return " ".join(page.content.decode().split())


def answers(place: Network, **others: Any) -> dict[str, Any]:
    formats = list(place.formats.order_by("key").values_list("pk", flat=True))
    usual = {
        "first_date": "2031-02-01",
        "count": "3",
        "hour": "19:00",
        "pace": "months:1",
        "nth": "last",
        "weekdays": ["0"],
        "formats": formats,
        "first_format": formats[0],
        "avoid_holidays": "on",
        "avoid_others": "on",
        "introductions": "on",
        "hot_seat": "on",
    }
    return {**usual, **others}


def asked(coordinator: Client, place: Network, **others: Any) -> SeasonDraft:
    page = coordinator.post(url("planner_new"), answers(place, **others))
    assert page.status_code == 302, page.context["form"].errors
    return SeasonDraft.objects.order_by("pk").last()  # type: ignore[return-value]


def planned(draft: SeasonDraft) -> SeasonDraft:
    """As the worker would, without a process of its own."""
    claimed = planning.claim_next(now=timezone.now())
    assert claimed == draft
    task = planning.task_of(draft)
    stands = published_of(task["published"]) if task["published"] else ()
    wanted = season_of(task["season"])[0]
    made = answer(wanted, others=task["others"], published=stands, asked_for=task["why_not"])
    planning.finish(draft.pk, claimed.claim, json.loads(json.dumps(made)), at=timezone.now())
    draft.refresh_from_db()
    return draft


# --- what is missing -------------------------------------------------------------------------------------------------


def test_what_is_missing_is_said_before_planning(coordinator: Client, place: Network) -> None:
    Venue.objects.filter(name="Havnehuset").update(capacity=None)
    page = text_of(coordinator.get(url("planner_new"), answers(place), headers=HTMX))
    assert "Ingen oplægsholder til emnet Eksport, som ét medlem vil komme til." in page
    assert "Ingen har sagt, hvor mange Havnehuset har plads til." in page
    assert "Én plads til 3 × 3 minutter bliver holdt til en, der melder sig ind inden da." not in page
    assert "Planlæg sæsonen (3 møder)" in page
    Speaker.objects.all().delete()
    Venue.objects.all().delete()
    page = text_of(coordinator.get(url("planner_new"), answers(place), headers=HTMX))
    assert "Der er ingen oplægsholdere endnu." in page
    assert "Der er ingen mødesteder endnu." in page
    assert "Du kan godt planlægge alligevel" in page


def test_too_few_topics_for_a_format_and_too_many_people_are_said(coordinator: Client, place: Network) -> None:
    Venue.objects.update(capacity=2)
    page = text_of(coordinator.get(url("planner_new"), answers(place, count="6"), headers=HTMX))
    assert "Der er 3 møder af formen 1.0, men kun 2 emner med en oplægsholder, der passer." in page
    assert "Der ventes 3 til Moms; det største mødested har plads til 2." in page


def test_a_first_visit_proposes_a_whole_season(coordinator: Client) -> None:
    page = coordinator.get(url("planner_new"))
    form = page.context["form"]
    assert form.is_valid(), form.errors
    assert len(page.context["preview"].slots) == 6


def test_what_was_typed_stays_with_the_error_beside_it(coordinator: Client, place: Network) -> None:
    page = coordinator.post(url("planner_new"), answers(place, count="", last_date="2031-01-01", least_days="9"))
    errors = page.context["form"].errors
    assert {"last_date", "most_days"} <= set(errors)
    page = coordinator.post(url("planner_new"), answers(place, count=""))
    assert "Sig, hvor mange møder der skal være" in text_of(page)
    assert not SeasonDraft.objects.exists()


def test_a_time_without_a_day_makes_no_run(coordinator: Client, place: Network) -> None:
    page = coordinator.post(url("planner_new"), answers(place, first_date="2031-07-05", last_date="2031-07-20", nth=""))
    assert "Der er ingen dag til et møde i den tid." in text_of(page)
    assert not SeasonDraft.objects.exists()


def test_what_is_agreed_goes_into_the_file_and_back_into_the_form(coordinator: Client, place: Network) -> None:
    salg, venue = place.topics.get(name="Salg"), Venue.objects.get(name="Havnehuset")
    fixed = {"fixed-3-topic": salg.pk, "fixed-3-date": "2031-04-21", "fixed-3-venue": venue.pk}
    draft = asked(coordinator, place, name="Prøve", **fixed)
    assert draft.asked["fixed"] == [
        {"number": 3, "date": "2031-04-21", "topic": f"topic-{salg.pk}", "venue": f"venue-{venue.pk}"}
    ]
    page = coordinator.get(url("planner_new"), {"from": draft.pk})
    [_one, _two, three] = page.context["preview"].slots
    assert three.form["topic"].value() == salg.pk
    assert page.context["form"]["name"].value() == "Prøve"


# --- while it runs ---------------------------------------------------------------------------------------------------


def test_the_page_says_how_far_it_is_and_looks_again(coordinator: Client, place: Network) -> None:
    draft = asked(coordinator, place)
    assert draft.name == "Foråret 2031"
    page = text_of(coordinator.get(url("planner_plan", draft.pk)))
    assert "Den venter på sin tur." in page
    assert f'<noscript><p><a href="{url("planner_plan", draft.pk)}">Se efter igen</a>' in page
    claimed = planning.claim_next(now=timezone.now())
    assert claimed is not None
    planning.still_at_it(draft.pk, claimed.claim, now=timezone.now(), stage="others")
    part = text_of(coordinator.get(url("planner_plan", draft.pk), headers=HTMX))
    assert "Den bedste plan er fundet. Nu findes to andre, der er virkelig forskellige." in part
    assert "<html" not in part
    planning.finish(draft.pk, claimed.claim, answer(season_of(draft.asked)[0]), at=timezone.now())
    assert coordinator.get(url("planner_plan", draft.pk), headers=HTMX)["HX-Redirect"] == url("planner_plan", draft.pk)


def test_it_can_be_stopped_planned_again_and_thrown_away(coordinator: Client, place: Network) -> None:
    draft = asked(coordinator, place)
    page = text_of(coordinator.post(url("planner_cancel", draft.pk), follow=True))
    assert "Du stoppede den." in page
    coordinator.post(url("planner_again", draft.pk))
    draft.refresh_from_db()
    assert draft.state == State.WAITING
    coordinator.post(url("planner_cancel", draft.pk))
    coordinator.post(url("planner_remove", draft.pk))
    assert not SeasonDraft.objects.exists()


def test_what_failed_is_said_in_words(coordinator: Client, place: Network) -> None:
    draft = asked(coordinator, place)
    planning.fail(draft.pk, "", why="too_long", at=timezone.now())
    assert "Det tog for lang tid. Færre møder, emner eller dage gør det lettere." in text_of(
        coordinator.get(url("planner_plan", draft.pk))
    )


# --- the plans -------------------------------------------------------------------------------------------------------


def test_the_plan_stands_with_reasons_and_what_it_cannot_meet(coordinator: Client, place: Network) -> None:
    draft = planned(asked(coordinator, place))
    page = text_of(coordinator.get(url("planner_plan", draft.pk)))
    assert "6 ønsker om emner bliver opfyldt. Ingen plan opfylder flere: Det er bevist." in page
    for words in ("Mandag 24. februar 2031", "Revisor Hansen", "Havnehuset", "Klintholm", "Den varme stol:"):
        assert words in page
    assert "Den eneste dato, der er foreslået." in page
    assert "<li><span data-content>Eksport</span>" in page
    assert re.search(r">[^<]*(topic|speaker|venue|person)-\d", page) is None


def test_plans_are_compared_side_by_side_and_printed(coordinator: Client, place: Network) -> None:
    rows.speaker(place, "Eksportør", place.topics.get(name="Eksport"), at_most=3)
    draft = planned(asked(coordinator, place, nth="", weekdays=["0", "2"]))
    page = coordinator.get(url("planner_plan", draft.pk), {"compare": "1"})
    assert [shown.letter for shown in page.context["plans"]] == ["A", "B", "C"]
    assert all(shown.differing >= 1 for shown in page.context["plans"][1:])
    assert "I forhold til den bedste plan må den undvære:" in text_of(page) or "Lige så mange" in text_of(page)
    paper = coordinator.get(url("planner_paper", draft.pk), {"plan": "1"})
    assert paper["Content-Type"] == "application/pdf"


def test_the_file_can_be_handed_on(coordinator: Client, place: Network) -> None:
    draft = asked(coordinator, place)
    file = coordinator.get(url("planner_file", draft.pk))
    assert file["Content-Disposition"] == 'attachment; filename="foraret-2031.json"'
    assert json.loads(file.content) == draft.asked


def test_an_impossible_season_is_explained_with_links_and_what_if(coordinator: Client, place: Network) -> None:
    Venue.objects.update(capacity=2)
    draft = planned(asked(coordinator, place, count="1"))
    assert draft.state == State.READY  # Salg has two supporters
    Venue.objects.update(capacity=1)
    draft = planned(asked(coordinator, place, count="1"))
    assert draft.state == State.IMPOSSIBLE
    page = coordinator.get(url("planner_plan", draft.pk))
    assert "Møde 1: mødestedet har plads til alle, der ventes til emnet." in text_of(page)
    assert "Disse krav kan ikke holde sammen" in text_of(page)
    assert url("planner_venues") in text_of(page)
    answered = coordinator.post(url("planner_what_if", draft.pk), {"position": "0"})
    again = SeasonDraft.objects.order_by("pk").last()
    assert again is not None
    assert answered["Location"] == url("planner_plan", again.pk)
    assert planned(again).state == State.READY
    assert "Ét krav er sluppet i denne plan." in text_of(coordinator.get(url("planner_plan", again.pk)))
    coordinator.post(url("planner_what_if", draft.pk), {})
    last = SeasonDraft.objects.order_by("pk").last()
    assert last is not None
    assert planned(last).state == State.READY


def test_what_cannot_be_let_go_is_not_found(coordinator: Client, place: Network) -> None:
    draft = planned(asked(coordinator, place))
    assert coordinator.post(url("planner_what_if", draft.pk), {"position": "7"}).status_code == 302
    draft.answer = {"plan": None, "conflict": [{"demand": "topic_once", "concerns": [], "da": "", "en": ""}]}
    draft.save()
    assert coordinator.post(url("planner_what_if", draft.pk), {"position": "0"}).status_code == 404


def test_why_not_shows_the_plan_with_the_topic_or_what_stands_against_it(coordinator: Client, place: Network) -> None:
    draft = planned(asked(coordinator, place, count="1"))
    salg, eksport = place.topics.get(name="Salg"), place.topics.get(name="Eksport")
    page = text_of(coordinator.get(url("planner_plan", draft.pk)))
    assert f'name="topic" value="topic-{salg.pk}"' in page
    coordinator.post(url("planner_why_not", draft.pk), {"topic": f"topic-{salg.pk}"})
    with_salg = planned(SeasonDraft.objects.order_by("pk").last())  # type: ignore[arg-type]
    page = text_of(coordinator.get(url("planner_plan", with_salg.pk), {"plan": "1"}))
    assert "Med »Salg« ser sæsonen ud som plan B: Sammenlign, hvad det koster." in page
    assert "2 ønsker om emner bliver opfyldt. Ét færre end i den bedste plan." in page
    assert "I forhold til den bedste plan må den undvære: <span data-content>Moms</span>" in page
    coordinator.post(url("planner_why_not", draft.pk), {"topic": f"topic-{eksport.pk}"})
    without = planned(SeasonDraft.objects.order_by("pk").last())  # type: ignore[arg-type]
    page = text_of(coordinator.get(url("planner_plan", without.pk)))
    assert "Derfor har »Eksport« ikke noget møde" in page
    assert "Emnet Eksport får et møde." in page
    assert "Møde 1: oplægsholderen kan tale om emnet." in page
    count = SeasonDraft.objects.count()
    coordinator.post(url("planner_why_not", draft.pk), {"topic": "topic-0"})
    assert SeasonDraft.objects.count() == count


# --- changing and choosing -------------------------------------------------------------------------------------------


def test_a_meeting_is_changed_by_hand_with_a_clear_word(coordinator: Client, place: Network) -> None:
    draft = planned(asked(coordinator, place))
    first = draft.answer["plan"][0]
    typed = {key: first[key] for key in ("date", "topic", "speaker", "venue", "hot_seat", "newest")}
    eksport = place.topics.get(name="Eksport")
    where = url("planner_meeting", draft.pk, 1)
    page = coordinator.post(where, {**typed, "topic": f"topic-{eksport.pk}"})
    assert "Det ville ikke holde længere:" in text_of(page)
    assert "Møde 1: oplægsholderen kan tale om emnet." in text_of(page)
    draft.refresh_from_db()
    assert draft.answer["plan"][0]["topic"] == first["topic"]
    page = coordinator.post(where, {**typed, "topic": f"topic-{eksport.pk}", "anyway": "on"}, follow=True)
    assert "Møde 1 er rettet." in text_of(page)
    assert "Ændret i hånden." in text_of(page)
    coordinator.post(url("planner_put_back", draft.pk, 1), {"plan": "0"})
    draft.refresh_from_db()
    assert draft.answer["plan"][0] == first
    other = {**typed, "venue": next(v["id"] for v in draft.asked["venues"] if v["id"] != first["venue"])}
    assert "Møde 1 er rettet." in text_of(coordinator.post(where, other, follow=True))
    assert coordinator.get(url("planner_meeting", draft.pk, 9)).status_code == 404


def test_the_chosen_plan_is_laid_as_drafts_that_can_be_taken_back(coordinator: Client, place: Network) -> None:
    draft = planned(asked(coordinator, place))
    assert coordinator.post(url("planner_lay", draft.pk)).status_code == 404  # none is chosen
    page = text_of(coordinator.post(url("planner_choose", draft.pk), {"plan": "0"}, follow=True))
    assert "Læg sæsonen (3 møder)" in page
    answered = coordinator.post(url("planner_lay", draft.pk))
    season = Season.objects.get()
    assert answered["Location"] == f"/networks/moen/plan/?new={season.pk}"
    meetings = Meeting.objects.filter(season=season).order_by("starts_at")
    assert [(timezone.localtime(m.starts_at).strftime("%d.%m. %H:%M"), m.title, m.state) for m in meetings] == [
        ("24.02. 19:00", "Moms", "draft"),
        ("31.03. 19:00", "AI", "draft"),
        ("28.04. 19:00", "Salg", "draft"),
    ]
    assert Mailing.objects.count() == 0
    page = text_of(coordinator.post(url("planner_remove", draft.pk), follow=True))
    assert "Den står i programmet." in page
    assert "smidt ud" not in page
    assert coordinator.post(url("planner_choose", draft.pk), {"plan": "1"}).status_code == 404


def test_the_chosen_plan_becomes_a_draft_for_the_members(coordinator: Client, place: Network) -> None:
    draft = planned(asked(coordinator, place))
    coordinator.post(url("planner_choose", draft.pk), {"plan": "0"})
    answered = coordinator.post(url("planner_show", draft.pk))
    made = Consultation.objects.get()
    assert answered["Location"] == url("consultation_edit", made.pk)
    assert [(p.title, p.speaker and p.speaker.name, p.venue and p.venue.name, p.format and p.format.key) for p in
            made.points.order_by("position")] == [
        ("Moms", "Revisor Hansen", "Møn Bibliotek", "1-0"),
        ("AI", "Ida AI", draft_venue(draft, 1), "2-0"),
        ("Salg", "Sælger Jensen", draft_venue(draft, 2), "1-0"),
    ]  # fmt: skip
    assert coordinator.post(url("planner_lay", draft.pk)).status_code == 404
    assert "Den er nu et udkast til medlemmerne." in text_of(coordinator.get(url("planner_plan", draft.pk)))


def draft_venue(draft: SeasonDraft, position: int) -> str:
    pk = int(draft.answer["plan"][position]["venue"].rpartition("-")[2])
    return Venue.objects.get(pk=pk).name


# --- the rest of a season --------------------------------------------------------------------------------------------


def running_season(place: Network) -> tuple[Season, list[Meeting]]:
    """Three meetings from February 2031; the first is published, its invitation has left to nobody yet."""
    season = Season.objects.create(network=place, name="Foråret 2031")
    laid = []
    plan = (("2031-02-24", "Moms", "Revisor Hansen"), ("2031-03-31", "AI", "Ida AI"), ("2031-04-28", "Salg", "Bent"))
    for number, (day, topic, name) in enumerate(plan):
        key = "1-0" if number % 2 == 0 else "2-0"
        starts_at = timezone.make_aware(datetime.fromisoformat(f"{day}T17:30"))
        at = meeting_services.add_meeting(
            place,
            season=season,
            starts_at=starts_at,
            at=timezone.now(),
            format=place.formats.get(key=key),
            venue=Venue.objects.get(name="Møn Bibliotek"),
            title=topic,
        )
        talk_services.plan_talk(
            at,
            topic=place.topics.get(name=topic),
            title="",
            lines="",
            speaker=SpeakerDetails(name),
            at=timezone.now(),
        )
        laid.append(at)
    laid[0] = meeting_services.publish_meeting(laid[0], at=timezone.now())
    return season, laid


def changes(meetings: list[Meeting], *values: str) -> dict[str, str]:
    return {f"meeting-{meeting.pk}": value for meeting, value in zip(meetings, values, strict=True)}


def test_when_a_date_falls_away_only_that_meeting_moves(coordinator: Client, place: Network) -> None:
    season, meetings = running_season(place)
    page = coordinator.get(url("planner_rest", season.pk))
    assert [field.value() for _meeting, field in page.context["rows"]] == ["date_stays", "may_move", "may_move"]
    coordinator.post(url("planner_rest", season.pk), changes(meetings, "date_stays", "not_that_date", "may_move"))
    draft = planned(SeasonDraft.objects.get())
    assert (draft.state, draft.answer["moved"]) == (State.READY, [2])
    shown = text_of(coordinator.get(url("planner_plan", draft.pk)))
    assert shown.count("Bliver, som det er.") == 2
    assert "mandag 31. marts 2031" in shown
    answered = coordinator.post(url("planner_move", draft.pk), {"plan": "0"}, follow=True)
    assert "Ét møde er rettet." in text_of(answered)
    days = [timezone.localtime(Meeting.objects.get(pk=m.pk).starts_at).date().isoformat() for m in meetings]
    assert days == ["2031-02-24", "2031-03-24", "2031-04-28"]  # the nearest Monday: after it comes Easter
    assert coordinator.post(url("planner_move", draft.pk), {"plan": "0"}).status_code == 404  # once is enough


def test_a_published_meeting_moves_with_its_mails_drafted(coordinator: Client, place: Network) -> None:
    season, meetings = running_season(place)
    anna = place.memberships.get(person__user__full_name="Anna Ø").person
    f.sign_up(meetings[0], anna)
    coordinator.post(url("planner_rest", season.pk), changes(meetings, "not_that_date", "may_move", "may_move"))
    draft = planned(SeasonDraft.objects.get())
    before = set(Mailing.objects.values_list("pk", flat=True))
    page = text_of(coordinator.post(url("planner_move", draft.pk), {"plan": "0"}, follow=True))
    assert "ligger som kladder blandt mailene." in page
    [told] = Mailing.objects.exclude(pk__in=before)
    assert [message.user for message in told.messages.all()] == [anna.user]
    assert {message.state for message in told.messages.all()} == {"draft"}
    moved = Meeting.objects.get(pk=meetings[0].pk)
    assert timezone.localtime(moved.starts_at).strftime("%H:%M") == "17:30"
    assert moved.sequence > meetings[0].sequence


def test_another_speaker_is_found_or_is_to_be_found(coordinator: Client, place: Network) -> None:
    season, meetings = running_season(place)
    rows.speaker(place, "Revisor Olsen", place.topics.get(name="Moms"))
    values = changes(meetings, "not_that_speaker", "may_move", "not_that_speaker")
    coordinator.post(url("planner_rest", season.pk), values)
    draft = planned(SeasonDraft.objects.get())
    coordinator.post(url("planner_move", draft.pk), {"plan": "0"})
    talks = {talk.meeting_id: talk for talk in Talk.objects.select_related("topic")}
    assert [(str(talks[m.pk].topic), talks[m.pk].speaker_name) for m in meetings] == [
        ("Moms", "Revisor Olsen"),
        ("AI", "Ida AI"),
        ("Salg", "Sælger Jensen"),
    ]
    days = [timezone.localtime(Meeting.objects.get(pk=m.pk).starts_at).date().isoformat() for m in meetings]
    assert days == ["2031-02-24", "2031-03-31", "2031-04-28"]


def test_a_house_that_closes_moves_the_evening_to_another(coordinator: Client, place: Network) -> None:
    season, meetings = running_season(place)
    hours = VenueHours.objects.get(venue__name="Møn Bibliotek")
    hours.closed = ["2031-04-28"]
    hours.save()
    coordinator.post(url("planner_rest", season.pk), changes(meetings, "fixed", "fixed", "date_stays"))
    draft = planned(SeasonDraft.objects.get())
    coordinator.post(url("planner_move", draft.pk), {"plan": "0"})
    assert [Meeting.objects.get(pk=m.pk).venue.name for m in meetings] == [  # type: ignore[union-attr]
        "Møn Bibliotek",
        "Møn Bibliotek",
        "Havnehuset",
    ]


def test_what_is_fixed_and_cannot_be_is_explained(coordinator: Client, place: Network) -> None:
    season, meetings = running_season(place)
    SpeakerAway.objects.create(
        speaker=Speaker.objects.get(name="Revisor Hansen"),
        first_date=date(2031, 2, 24),
        last_date=date(2031, 2, 24),
    )
    coordinator.post(url("planner_rest", season.pk), changes(meetings, "fixed", "may_move", "may_move"))
    draft = planned(SeasonDraft.objects.get())
    assert draft.state == State.IMPOSSIBLE
    page = text_of(coordinator.get(url("planner_plan", draft.pk)))
    assert "Møde 1: aftalt er datoen mandag 24. februar 2031 og oplægsholderen Revisor Hansen." in page
    assert "Møde 1: oplægsholderen kan komme den dag." in page


def test_a_speaker_without_a_topic_stays_where_everything_stays(coordinator: Client, place: Network) -> None:
    season, meetings = running_season(place)
    Talk.objects.filter(meeting=meetings[1]).update(topic=None, title="", speaker_name="En ven af huset")
    coordinator.post(url("planner_rest", season.pk), changes(meetings, "fixed", "fixed", "fixed"))
    draft = planned(SeasonDraft.objects.get())
    assert (draft.state, draft.answer["moved"]) == (State.READY, [])


def test_a_season_that_is_over_has_nothing_left(coordinator: Client, place: Network) -> None:
    season = Season.objects.create(network=place, name="Efteråret 2020")
    f.meeting(place, season=season, starts_at=timezone.now() - timedelta(days=9))
    assert "Der er ingen møder tilbage i sæsonen" in text_of(coordinator.get(url("planner_rest", season.pk)))


# --- speakers and venues ---------------------------------------------------------------------------------------------


def test_speakers_of_earlier_talks_are_taken_over_with_one_press(coordinator: Client, place: Network) -> None:
    salg = place.topics.get(name="Salg")
    for days, name in ((40, "Grethe Sø"), (80, "Grethe Sø"), (120, "Hans By"), (30, "Ida AI")):
        at = f.meeting(place, starts_at=timezone.now() - timedelta(days=days))
        Talk.objects.create(network=place, meeting=at, topic=salg, speaker_name=name, speaker_from="Firma")
    page = text_of(coordinator.get(url("planner_speakers")))
    assert "Tag alle 2 oplægsholdere med" in page
    coordinator.post(url("planner_take_over"))
    taken = Speaker.objects.filter(name__in=["Grethe Sø", "Hans By"]).order_by("name")
    assert [(s.name, s.speaks_from, [t.name for t in s.topics.all()]) for s in taken] == [
        ("Grethe Sø", "Firma", ["Salg"]),
        ("Hans By", "Firma", ["Salg"]),
    ]
    assert Speaker.objects.filter(name="Ida AI").count() == 1


def test_a_speaker_is_added_with_topics_and_days_away(coordinator: Client, place: Network) -> None:
    moms = place.topics.get(name="Moms")
    member = f.user("Lise", email="lise@firma.example")
    typed = {"name": "Lise", "email": "Lise@firma.example", "topics": [moms.pk], "at_most": "2"}
    page = coordinator.post(url("planner_speaker_new"), typed, follow=True)
    speaker = Speaker.objects.get(name="Lise")
    assert (speaker.user, speaker.at_most, list(speaker.topics.all())) == (member, 2, [moms])
    coordinator.post(url("planner_away", speaker.pk), {"first_date": "2031-05-01"})
    [away] = speaker.away.all()
    assert (away.first_date, away.last_date) == (date(2031, 5, 1), date(2031, 5, 1))
    wrong = coordinator.post(url("planner_away", speaker.pk), {"first_date": "2031-05-02", "last_date": "2031-05-01"})
    assert wrong.context["away_form"].errors["last_date"] == ["Den sidste dag ligger før den første."]
    assert "væk torsdag 1. maj 2031" in text_of(coordinator.get(url("planner_speakers")))
    coordinator.post(url("planner_here", away.pk))
    assert not speaker.away.exists()
    coordinator.post(url("planner_put_away", speaker.pk))
    coordinator.post(url("planner_speaker", speaker.pk), {**typed, "note": "På barsel"})
    assert not Speaker.objects.get(pk=speaker.pk).is_active
    coordinator.post(url("planner_bring_back", speaker.pk))
    assert Speaker.objects.get(pk=speaker.pk).is_active
    assert page.status_code == 200


def test_a_venue_gets_places_weekdays_area_and_closed_days(coordinator: Client, place: Network) -> None:
    house = f.venue(place, name="Skuret", town="Borre")
    typed = {"is_active": "on", "area": "Østmøn", "capacity": "25", "weekdays": ["1", "3"]}
    coordinator.post(url("planner_venue", house.pk), typed)
    coordinator.post(url("planner_close", house.pk), {"first_date": "2031-06-30", "last_date": "2031-07-02"})
    house.refresh_from_db()
    assert (house.capacity, house.hours.area, house.hours.weekdays) == (25, "Østmøn", [1, 3])
    assert house.hours.closed == ["2031-06-30", "2031-07-01", "2031-07-02"]
    page = text_of(coordinator.get(url("planner_venues")))
    assert "25 pladser · tirsdag, torsdag · lukket fra mandag 30. juni 2031 til onsdag 2. juli 2031" in page
    coordinator.post(
        url("planner_close", house.pk), {"first_date": "2031-06-30", "last_date": "2031-07-01", "open": "1"}
    )
    house.hours.refresh_from_db()
    assert house.hours.closed == ["2031-07-02"]


# --- who may ---------------------------------------------------------------------------------------------------------


READ = ("planner", "planner_speakers", "planner_venues")
EDIT = ("planner_new", "planner_speaker_new")


def test_the_steering_group_reads_and_does_not_edit(steering: Client, coordinator: Client, place: Network) -> None:
    draft = planned(asked(coordinator, place))
    assert [steering.get(url(name)).status_code for name in READ] == [200, 200, 200]
    told = text_of(steering.get(url("planner")))
    assert "4 emner, 3 med en oplægsholder." in told
    assert "3 oplægsholdere med emner" in told
    assert "2 mødesteder med pladser" in told
    page = text_of(steering.get(url("planner_plan", draft.pk)))
    assert "Revisor Hansen" in page
    assert "Vælg plan A" not in page
    assert [steering.get(url(name)).status_code for name in EDIT] == [404, 404]
    for name in ("choose", "cancel", "again", "remove", "what_if", "show", "lay", "move"):
        assert steering.post(url(f"planner_{name}", draft.pk)).status_code == 404
    assert steering.get(url("planner_file", draft.pk)).status_code == 404


def test_members_and_other_networks_find_nothing(coordinator: Client, place: Network, client: Client) -> None:
    draft = planned(asked(coordinator, place))
    for somebody in (f.member(place).user, f.coordinator(f.network("stege"))):
        client.force_login(somebody)
        assert {client.get(url(name)).status_code for name in (*READ, *EDIT)} == {404}
        assert client.get(url("planner_plan", draft.pk)).status_code == 404


def test_a_part_that_is_off_has_no_page(coordinator: Client, place: Network) -> None:
    Network.objects.filter(pk=place.pk).update(parts=["topics", "voice"])
    assert {coordinator.get(url(name)).status_code for name in (*READ, *EDIT)} == {404}


@pytest.mark.parametrize("name", READ)
def test_pages_cost_the_same_for_one_row_as_for_many(coordinator: Client, place: Network, name: str) -> None:
    asked(coordinator, place)
    coordinator.get(url(name))
    with CaptureQueriesContext(connection) as few:
        coordinator.get(url(name))
    for number in range(4):
        topic = rows.topic(place, f"Emne {number}", *[m.person for m in place.memberships.all()])
        rows.speaker(place, f"Oplægsholder {number}", topic)
        rows.venue(place, f"Hus {number}", f"By {number}", 30, closed=["2031-01-01"])
        asked(coordinator, place)
    with CaptureQueriesContext(connection) as many:
        coordinator.get(url(name))
    assert len(many) == len(few)


def test_the_plans_page_and_the_form_cost_a_fixed_number_of_queries(coordinator: Client, place: Network) -> None:
    small = planned(asked(coordinator, place, count="1"))
    large = planned(asked(coordinator, place))
    costs = []
    for draft in (small, large):
        with CaptureQueriesContext(connection) as spent:
            coordinator.get(url("planner_plan", draft.pk))
        costs.append(len(spent))
    assert costs[0] == costs[1]
    costs = []
    for count in ("1", "6"):
        with CaptureQueriesContext(connection) as spent:
            coordinator.get(url("planner_new"), answers(place, count=count), headers=HTMX)
        costs.append(len(spent))
    assert costs[0] == costs[1]
