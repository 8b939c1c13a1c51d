"""The page that says how a network is: who sees what, and what is done there."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.health.models import RaisedWarning, Snapshot
from mikrovirk.health.services import snapshots
from mikrovirk.networks import services as network_services
from mikrovirk.networks.models import Network, Role
from mikrovirk.networks.parts import KEYS
from tests import factories
from tests.health import rows

pytestmark = pytest.mark.django_db
HERE = "/networks/moen/health/"


@pytest.fixture
def place() -> Network:
    return factories.network("moen", name="Netværket på Møn", municipality_code="0390")


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, where: str = HERE) -> str:
    answer = client.get(where)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def measured(place: Network) -> User:
    now = timezone.now()
    user = rows.a_year(place, now=now)
    snapshots.take(place, now=now)
    return user


def municipality(place: Network) -> User:
    town = factories.organisation("kommune", kind="municipality", municipality_code="0390")
    user = factories.user()
    Role.objects.create(user=user, name="municipality", organisation=town, since_date=factories.TODAY)
    return user


def test_plain_words_first_then_warnings_forecast_and_measures(place: Network) -> None:
    told = page(as_user(measured(place)))
    assert told.index("Netværket er ved at miste dem, der plejede at komme.") < told.index("Tidlige advarsler")
    assert "10 af de 12, der plejede at komme, har ikke været med til de seneste tre møder." in told
    assert "Skriv udkast til en personlig mail til dem" in told
    assert "Sæt “Moms og skat for den helt lille virksomhed” på" in told
    assert '<td class="number" data-label="Fire gange ud af fem mellem">4–17</td>' in told
    assert ">4–15</td>" in told  # there are fifteen places
    assert "Hos jer har det holdt 7 af 9 gange." in told
    assert "1.349 forudsigelser for 13 andre grupper" in told
    assert "Det er 64 %. Med 80 % sikkerhed ligger andelen bag mellem 47 % og 78 %." in told
    assert "person har løst halvdelen af årets 12 opgaver" in told
    assert "Simpson 1949" in told
    assert 'viewBox="0 0 360 190"' in told
    assert told.count("<circle") == 15


def test_without_a_snapshot_the_figures_are_taken_and_nothing_is_kept(place: Network) -> None:
    rows.held(place, [rows.members(place, 4)] * 3, last=timezone.now() - timedelta(days=3))
    assert "Netværket har det godt." in page(as_user(factories.coordinator(place)))
    assert not Snapshot.objects.exists()


@pytest.mark.parametrize("count", [0, 3])
def test_a_small_network_is_told_what_is_missing_instead_of_a_figure(place: Network, count: int) -> None:
    rows.held(place, [rows.members(place, count)] * (2 if count else 0), last=timezone.now() - timedelta(days=3))
    told = page(as_user(factories.coordinator(place)))
    assert "Det er for tidligt at sige, hvordan netværket har det." in told
    assert "Der skal fem møder til at se en retning." in told
    assert ("For få til at sige en procent." in told) is bool(count)
    assert f"Der er holdt {2 if count else 0} møder med tilmelding." in told


def test_the_steering_group_sees_all_but_the_names_and_the_drafts(place: Network) -> None:
    measured(place)
    told = page(as_user(factories.role("steering", place)))
    assert "De faste er ved at glide væk" in told
    assert "Koordinatoren kan få et udkast med ét tryk." in told
    assert "Lise Holm" not in told.partition("<main")[2]
    assert "/act/" not in told


@pytest.mark.parametrize("who", ["municipality", "administrator"])
def test_from_outside_only_figures_in_which_nobody_is_recognised(place: Network, who: str) -> None:
    measured(place)
    user = municipality(place) if who == "municipality" else factories.user(is_administrator=True)
    told = page(as_user(user))
    assert "Medlemmer, der er med" in told
    assert "Tidlige advarsler" not in told
    assert "De faste er ved at glide væk" not in told
    assert "Hænder, der bærer arbejdet" not in told
    assert "Kunne holde et møde i aften" not in told
    assert "figures.csv" not in told
    assert "Bliv valgt" in told
    place.meetings.filter(title="Bliv valgt").update(state="draft")
    assert "Bliv valgt" not in page(as_user(user))
    Snapshot.objects.update(measures=Snapshot.objects.get().measures | {"active": {"count": 1, "of": 4, "share": 0.25}})
    assert "Det handler om så få, at de kunne kendes." in page(as_user(user))


def test_the_municipality_finds_it_from_its_menu(place: Network) -> None:
    client = as_user(municipality(place))
    assert client.get("/start/").headers["Location"] == "/overview/0390/"
    assert f'href="{HERE}"' in page(client)
    assert 'href="/overview/0390/"' in page(client)
    network_services.switch_parts(place, on=KEYS - {"health"})
    assert client.get("/start/").headers["Location"] == "/overview/0390/"
    assert client.get(HERE).status_code == 404


def test_set_aside_takes_a_word_and_keeps_the_page(place: Network) -> None:
    client = as_user(measured(place))
    row = RaisedWarning.objects.get(kind="regulars")
    where = reverse("health:set_aside", args=["moen", row.pk])
    answer = client.post(where, {"word": " "})
    assert answer.status_code == 422
    assert f'href="#w{row.pk}-word"' in answer.content.decode()
    client.post(where, {"word": "De er på barsel"})
    told = page(client)
    assert "“De er på barsel”" in told
    assert f'id="warning-{row.pk}"' not in told
    RaisedWarning.objects.update(decided_by=None)
    assert "Et tidligere medlem lagde den til side" in page(client)
    client.post(reverse("health:take_back", args=["moen", row.pk]))
    assert f'id="warning-{row.pk}"' in page(client)


def test_the_mail_to_those_who_drifted_away_is_offered_also_without_a_warning(place: Network) -> None:
    client = as_user(measured(place))
    RaisedWarning.objects.all().delete()
    where = reverse("health:drifted", args=["moen"])
    assert where in page(client)
    assert client.post(where).headers["Location"].startswith("/networks/moen/mails/")
    again = client.post(where, follow=True)
    assert "Alle, det handler om, har fået sådan en mail" in again.content.decode()


def test_what_cannot_be_drafted_says_why_and_stays_open(place: Network) -> None:
    client = as_user(measured(place))
    row = RaisedWarning.objects.get(kind="nobody_else")
    answer = client.post(reverse("health:act", args=["moen", row.pk]), follow=True)
    assert "Alle, det handler om," in answer.content.decode()
    row.refresh_from_db()
    assert row.state == "open"


def test_measured_again_at_once(place: Network) -> None:
    client = as_user(factories.coordinator(place))
    client.post(reverse("health:measure", args=["moen"]))
    assert Snapshot.objects.get().measures["meetings"] == 0


def test_what_it_was_half_a_year_ago_by_the_same_definitions(place: Network) -> None:
    client = as_user(measured(place))
    now = Snapshot.objects.get()
    then = {"on_date": now.on_date - timedelta(days=190), "made_at": now.made_at}
    row = Snapshot.objects.create(
        network=place, version=1, measures=now.measures | {"active": {"share": 0.5}, "attendance": None}, **then
    )
    assert "var det 50 %." in page(client)
    Snapshot.objects.filter(pk=row.pk).update(version=0)
    assert "var det 50 %." not in page(client)
    Snapshot.objects.update(version=0)  # figures by older definitions are not shown: they are taken anew
    assert "Medlemmer, der er med" in page(client)


def test_the_networks_own_numbers_are_taken_along(place: Network) -> None:
    client = as_user(measured(place))
    told = client.get(reverse("health:figures_json", args=["moen"])).json()
    assert (told["network"], [row["measures"]["meetings"] for row in told["snapshots"]]) == ("moen", [12])
    lines = client.get(reverse("health:figures_csv", args=["moen"])).content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith(
        "Dato;Definitionernes version;Holdte møder;Medlemmer;Hvor mange kommer;Flere eller færre"
    )
    assert lines[1].split(";")[1:5] == ["1", "12", "14", "12"]
    assert "0,286" in lines[1]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_many_warnings(
    place: Network, count: int, django_assert_num_queries: Any
) -> None:
    client = as_user(measured(place))
    keep = RaisedWarning.objects.order_by("-kind").values_list("pk", flat=True)[:count]  # "regulars" first, with people
    RaisedWarning.objects.exclude(pk__in=list(keep)).delete()
    page(client)
    with django_assert_num_queries(19):
        page(client)


def test_a_meeting_says_how_many_to_make_coffee_for(place: Network) -> None:
    client = as_user(measured(place))
    first, second = place.meetings.filter(starts_at__gt=timezone.now()).order_by("starts_at")
    assert "Vi venter 4–17. Med kaffe til 17 er der nok" in page(client, f"/networks/moen/plan/meetings/{first.pk}/")
    assert "Vi venter 4–15." in page(client, f"/networks/moen/plan/meetings/{second.pk}/")
    last = place.meetings.filter(starts_at__lt=timezone.now()).order_by("-starts_at")[0]
    assert "Vi venter" not in page(client, f"/networks/moen/plan/meetings/{last.pk}/")
    network_services.switch_parts(place, on=KEYS - {"health"})
    assert "Vi venter" not in page(client, f"/networks/moen/plan/meetings/{first.pk}/")


def test_the_ten_minutes_hold_the_most_pressing_warning_alone(place: Network) -> None:
    client = as_user(measured(place))
    RaisedWarning.objects.update(since=timezone.now() - timedelta(days=40))
    told = page(client, "/networks/moen/week/")
    row = RaisedWarning.objects.get(kind="regulars")
    assert f"{HERE}#warning-{row.pk}" in told
    assert told.count(f"{HERE}#warning-") == 1
