"""A municipal officer sets a goal, measures it, links an activity, and everybody inside sees where it stands."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from mikrovirk.overview.models import Goal, GoalActivity, GoalIndicator, GoalReading
from mikrovirk.overview.services import goals as services
from mikrovirk.overview.services.goals import Measured, Planned
from tests import factories as f
from tests.overview import made_figures
from tests.overview.made_figures import Area
from tests.overview.pages import officer, signed_in
from tests.overview.strategy_pages import with_figures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register_nearby")]
HERE = "/overview/0390/goals/"
YEAR = timezone.localdate().year


@pytest.fixture(autouse=True)
def _figures(monkeypatch) -> None:
    with_figures(monkeypatch)


def text_of(answer) -> str:
    page = re.sub(r"(?s)<head>.*?</head>", "", answer.content.decode())
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("\xa0", " ")


def goal(title: str = "Flere små virksomheder", code: str = "0390") -> Goal:
    return services.set_goal(code, title=title, why="Byen lever af dem", by=None, at=f.NOW)


def typed(**more: object) -> dict[str, object]:
    day = date(YEAR - 1, 12, 31)
    usual = {"key": "micro_businesses", "baseline_date": day.isoformat(), "target": "9.000", "target_year": YEAR + 3}
    return usual | more


def test_from_no_goal_to_one_that_is_measured() -> None:
    client = signed_in(officer())
    assert "Der er ikke sat noget mål endnu" in text_of(client.get(HERE))
    answer = client.post(f"{HERE}new/", {"title": "Flere små virksomheder", "why": ""})
    made = Goal.objects.get()
    assert answer.headers["Location"] == f"{HERE}{made.pk}/indicators/new/"
    assert "Fra CVR-registret" in client.get(answer.headers["Location"]).content.decode()
    client.post(answer.headers["Location"], typed())
    indicator = GoalIndicator.objects.get()
    day = date(YEAR - 1, 12, 31)
    copy_day = min(day, date(2026, 11, 1))
    counted = made_figures.made(Area("0390"), copy_day)["micro_businesses"].value
    assert (indicator.baseline, indicator.target, indicator.target_year) == (counted, 9000, YEAR + 3)
    found = text_of(client.get(f"{HERE}{made.pk}/"))
    assert "9.000" in found
    assert f"{counted:,}".replace(",", ".") in found


def test_shares_are_typed_and_read_in_percent() -> None:
    client, made = signed_in(officer()), goal()
    answer = client.post(f"{HERE}{made.pk}/indicators/new/", typed(key="birth_rate", baseline="8,5", target="10,5"))
    assert answer.headers["Location"] == f"{HERE}{made.pk}/#indicators"
    indicator = GoalIndicator.objects.get()
    assert (indicator.baseline, indicator.target) == (0.085, 0.105)
    assert "10,5 %" in text_of(client.get(f"{HERE}{made.pk}/"))
    page = client.get(f"{HERE}{made.pk}/indicators/{indicator.pk}/").content.decode()
    assert 'value="8,5"' in page
    assert 'value="10,5"' in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"target_year": YEAR - 1}, "Vælg et år fra"),
        ({"baseline_date": "1999-01-01"}, "Vælg en dag fra 2007 til i dag"),
        ({"key": "by_hand", "baseline": "3"}, "Skriv, hvad I tæller"),
        ({"key": "by_hand", "name": "Åbne butikker"}, "Skriv, hvor det begyndte"),
        ({"baseline": "9.000"}, "Dér er det allerede"),
        ({"key": "no_such"}, "no_such"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(wrong: dict[str, object], said: str) -> None:
    client, made = signed_in(officer()), goal()
    answer = client.post(f"{HERE}{made.pk}/indicators/new/", typed(**wrong))
    assert said in text_of(answer)
    assert 'value="9.000"' in answer.content.decode()
    assert GoalIndicator.objects.count() == 0


def test_what_is_counted_by_hand_is_typed_in_and_drawn() -> None:
    client, made = signed_in(officer()), goal()
    begin = timezone.localdate() - timedelta(days=300)
    by_hand = services.measure_by(made, Measured("by_hand", 2, begin, 10, YEAR + 2, "Åbne butikker i Stege"))
    there = f"{HERE}{made.pk}/indicators/{by_hand.pk}/reading/"
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert "Den dag er endnu ikke kommet" in text_of(
        client.post(there, {"value": "4", "on_date": tomorrow.isoformat()})
    )
    client.post(there, {"value": "4,5", "on_date": timezone.localdate().isoformat()})
    assert list(GoalReading.objects.values_list("value", flat=True)) == [4.5]
    page = client.get(f"{HERE}{made.pk}/").content.decode()
    assert "Åbne butikker i Stege" in page
    assert 'class="drawing"' in page


def test_an_activity_is_linked_with_a_meeting_done_and_late_ones_stand_out() -> None:
    client, made = signed_in(officer()), goal()
    meeting = f.meeting(f.network("moen", municipality_code="0390"), starts_at=timezone.now() + timedelta(days=9))
    f.meeting(
        f.network("nabo", municipality_code="0376"), title="Naboens", starts_at=timezone.now() + timedelta(days=9)
    )
    page = client.get(f"{HERE}{made.pk}/activities/new/").content.decode()
    assert meeting.title in page
    assert "Naboens" not in page
    yesterday = timezone.localdate() - timedelta(days=1)
    facts = {"title": "Vis kontorerne frem", "responsible": "Erhvervsservice", "due_date": yesterday.isoformat()}
    client.post(f"{HERE}{made.pk}/activities/new/", facts | {"meeting": meeting.pk})
    activity = GoalActivity.objects.get()
    assert (activity.meeting, activity.network) == (meeting, meeting.network)
    assert "Forsinket" in text_of(client.get(f"{HERE}{made.pk}/"))
    assert "1 aktivitet er forsinket" in text_of(client.get(HERE))
    state = f"{HERE}{made.pk}/activities/{activity.pk}/state/"
    assert "Hvorfor" in text_of(client.post(state, {"state": "dropped", "because": ""}))
    client.post(state, {"state": "done"})
    activity.refresh_from_db()
    assert (activity.state, activity.done_date) == ("done", timezone.localdate())
    assert "1 af 1 aktivitet er gjort" in text_of(client.get(HERE))


def test_a_goal_is_given_up_with_a_reason_and_opened_again() -> None:
    client, made = signed_in(officer()), goal()
    client.post(f"{HERE}{made.pk}/close/", {"because": ""})
    assert Goal.objects.get().state == "open"
    client.post(f"{HERE}{made.pk}/close/", {"because": "Pengene slap op"})
    assert "Pengene slap op" in text_of(client.get(f"{HERE}{made.pk}/"))
    assert "Et mål, der er nået eller opgivet" in text_of(client.get(HERE))
    client.post(f"{HERE}{made.pk}/edit/", {"title": "Noget andet"})
    client.post(f"{HERE}{made.pk}/close/", {"open": "1"})
    made.refresh_from_db()
    assert (made.state, made.title) == ("open", "Flere små virksomheder")
    client.post(f"{HERE}{made.pk}/remove/")
    assert Goal.objects.count() == 0


def test_the_office_and_the_coordinator_read_the_goals_and_do_not_write_them() -> None:
    made = goal()
    erhverv = f.organisation(municipality_code="0390")
    office = f.user()
    office.roles.create(name="host", organisation=erhverv, since_date=f.TODAY)
    coordinator = f.coordinator(f.network("moen", municipality_code="0390"))
    for user in (office, coordinator):
        client = signed_in(user)
        assert made.title in text_of(client.get(HERE))
        assert "Sæt et mål" not in text_of(client.get(HERE))
        assert client.get(f"{HERE}new/").status_code == 404
        assert client.post(f"{HERE}{made.pk}/remove/").status_code == 404


def test_the_goals_of_another_municipality_are_not_there() -> None:
    made = goal(code="0376")
    client = signed_in(officer("0390"))
    assert client.get("/overview/0376/goals/").status_code == 404
    assert client.get(f"{HERE}{made.pk}/").status_code == 404
    assert signed_in(f.user()).get(HERE).status_code == 404


def test_as_many_queries_for_three_goals_as_for_one(django_assert_num_queries) -> None:
    client = signed_in(officer())

    def one_more(number: int) -> None:
        made = goal(f"Mål {number}")
        services.measure_by(made, Measured("micro_businesses", 1, date(2025, 1, 1), 9, YEAR + 1))
        services.plan_activity(made, Planned(f"Kursus {number}"), at=f.NOW)

    one_more(1)
    client.get(HERE)
    with django_assert_num_queries(11) as first:
        client.get(HERE)
    one_more(2)
    one_more(3)
    with django_assert_num_queries(len(first.captured_queries)):
        client.get(HERE)


def test_without_a_register_the_page_says_so_and_counts_the_rest(settings, tmp_path) -> None:
    settings.DATA = tmp_path
    made = goal()
    services.measure_by(made, Measured("micro_businesses", 1, date(2025, 1, 1), 9, YEAR + 1))
    found = text_of(signed_in(officer()).get(HERE))
    assert "Der er ingen kopi af CVR-registret her endnu" in found
    assert "Ikke talt endnu" in found
