"""A newcomer from the public page through the hands of the office, a host and a meeting, until they are counted."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mikrovirk.mailing.models import Message
from mikrovirk.overview.models import MovePage, Newcomer, Premises, WelcomeHost
from mikrovirk.overview.services import newcomers as services
from mikrovirk.overview.views.move_here import WRITTEN_IN
from mikrovirk.programme.models import SignUp
from tests import factories as f
from tests.overview import settlement
from tests.overview.pages import officer, signed_in
from tests.overview.strategy_pages import with_figures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register_nearby")]
PUBLIC, INSIDE = "/move-here/0390/", "/overview/0390/newcomers/"


@pytest.fixture(autouse=True)
def _figures(monkeypatch) -> None:
    with_figures(monkeypatch)


def text_of(answer) -> str:
    page = re.sub(r"(?s)<head>.*?</head>", "", answer.content.decode())
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("\xa0", " ")


def test_from_four_fields_to_welcomed_and_counted() -> None:
    place = settlement.network()
    lise = settlement.host(place, "Lise Holm", trade="Keramiker", village="Stege")
    settlement.page(at=timezone.now())
    meeting = f.meeting(place, starts_at=timezone.now() + timedelta(days=5))
    stranger, karen = Client(), signed_in(officer())
    answer = stranger.post(f"{PUBLIC}?from=qr", settlement.SIGNE)
    assert answer.headers["Location"] == f"{PUBLIC}thanks/"
    assert meeting.title in text_of(stranger.get(f"{PUBLIC}thanks/"))
    made = Newcomer.objects.get()
    assert made.source == "qr"
    assert "Venter på en vært" in text_of(karen.get(INSIDE))
    page = karen.get(f"{INSIDE}{made.pk}/")
    assert "Et lille værksted fra foråret" in text_of(page)
    assert "samme branche" in text_of(page)
    step = f"{INSIDE}{made.pk}/step/"
    karen.post(step, {"host": lise.pk})
    host = signed_in(lise.person.user)
    assert "Signe Lund" in text_of(host.get("/me/newcomers/"))
    host.post(f"/me/newcomers/{made.pk}/", {"answered": "1"})
    assert "Har fået svar" in text_of(karen.get(INSIDE))
    karen.post(step, {"meeting": meeting.pk})
    assert "Kommer til et møde" in text_of(karen.get(f"{INSIDE}{made.pk}/"))
    SignUp.objects.filter(meeting=meeting).update(checked_in_at=timezone.now())
    found = text_of(karen.get(INSIDE))
    assert "1 skrev til os eller blev skrevet op i de sidste tolv måneder 1 af dem er budt velkommen" in found
    assert "Budt velkommen" in text_of(karen.get(f"{INSIDE}{made.pk}/"))


def test_the_page_says_what_there_is() -> None:
    place = settlement.network()
    lise = settlement.host(place, "Lise Holm", trade="Keramiker", is_public=True)
    hidden = settlement.host(place, "Per Bo")
    meeting = f.meeting(place, starts_at=timezone.now() + timedelta(days=5))
    shown = f.business("Systuen", listed_at=f.NOW, town="Stege")
    f.member(place, "Mie", firm=shown)
    f.member(place, "Ida", firm=f.business("Ikke vist"))
    Premises.objects.create(municipality="0390", place="Stege", kind="coworking", name="Luffe", listed_date=f.TODAY)
    Premises.objects.create(
        municipality="0390", place="Stege", kind="shop", name="Solgt", listed_date=f.TODAY, removed_at=f.NOW
    )
    own = settlement.page(by_host=lise, text="Der er højt til himlen.", contact="Erhvervsservice")
    settlement.page(slug="stege", place="Stege", by_host=hidden, postcode="4780")
    found = text_of(Client().get(PUBLIC))
    for words in (
        "Flyt din virksomhed til Vordingborg",
        "Der er højt til himlen.",
        "Lise Holm , Keramiker",
        "Erhvervsservice",
        "virksomheder med under ti ansatte",
        "Netværk Møn",
        meeting.title,
        "Luffe Kontorfællesskab · Stege",
        "Systuen",
        "Stege",
        "Kommunen, dens erhvervsservice",
    ):
        assert words in found
    assert "Ikke vist" not in found
    assert "Solgt" not in found
    village = text_of(Client().get(f"{PUBLIC}stege/"))
    assert "Flyt din virksomhed til Stege" in village
    assert "Per Bo" not in village
    assert own.published_at is not None


def test_a_page_that_is_not_published_is_there_for_those_inside_only() -> None:
    settlement.page()
    MovePage.objects.update(published_at=None)
    assert Client().get(PUBLIC).status_code == 404
    assert signed_in(f.user()).get(PUBLIC).status_code == 404
    assert "Kun I kan se siden" in text_of(signed_in(officer()).get(PUBLIC))
    assert Client().get("/move-here/9999/").status_code == 404


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays() -> None:
    settlement.page()
    answer = Client().post(PUBLIC, settlement.SIGNE | {"email": "signe"})
    assert "Skriv en e-mailadresse som navn@firma.dk" in text_of(answer)
    assert "Et lille værksted fra foråret" in answer.content.decode()
    assert Newcomer.objects.count() == 0


def test_one_internet_address_does_not_write_without_end() -> None:
    settlement.page()
    client = Client()
    for number in range(WRITTEN_IN.at_most):
        client.post(PUBLIC, settlement.SIGNE | {"email": f"en{number}@ler.example"})
    answer = client.post(PUBLIC, settlement.SIGNE | {"email": "til@ler.example"})
    assert answer.status_code == 429
    assert "Signe Lund" in answer.content.decode()
    assert Newcomer.objects.count() == WRITTEN_IN.at_most


def test_opening_the_page_changes_nothing_and_asks_no_other_site() -> None:
    settlement.page()
    page = Client().get(f"{PUBLIC}?from=qr").content.decode()
    assert Newcomer.objects.count() == 0
    assert re.findall(r'(?:src|href)="(https?:)?//', page) == []


def test_an_administrator_sees_counts_and_no_names() -> None:
    made = settlement.wrote(settlement.page())
    client = signed_in(f.user(is_administrator=True))
    found = text_of(client.get(INSIDE))
    assert "skrev til os" in found
    assert "Signe Lund" not in found
    assert client.get(f"{INSIDE}{made.pk}/").status_code == 404
    assert client.get(f"{INSIDE}new/").status_code == 404


def test_another_municipality_does_not_see_them() -> None:
    made = settlement.wrote(settlement.page())
    client = signed_in(officer("0376"))
    assert client.get(INSIDE).status_code == 404
    assert client.get(f"/overview/0376/newcomers/{made.pk}/").status_code == 404
    assert client.post(f"/overview/0376/newcomers/{made.pk}/step/", {"welcomed": "1"}).status_code == 404


def test_the_office_writes_somebody_down_and_closes_with_a_reason() -> None:
    karen = signed_in(officer())
    answer = karen.post(f"{INSIDE}new/", {"name": "Ole Smed", "came": "moved", "trade": "Smed"})
    made = Newcomer.objects.get()
    assert answer.headers["Location"] == f"{INSIDE}{made.pk}/"
    assert "De har ikke givet nogen e-mail" in text_of(karen.get(f"{INSIDE}{made.pk}/"))
    step = f"{INSIDE}{made.pk}/step/"
    karen.post(step, {"closed": "1", "because": ""})
    assert Newcomer.objects.get().closed_at is None
    karen.post(step, {"closed": "1", "because": "Flyttede videre"})
    assert "Flyttede videre" in text_of(karen.get(f"{INSIDE}{made.pk}/"))
    karen.post(step, {"again": "1"})
    karen.post(step, {"welcomed": "1"})
    assert "Budt velkommen" in text_of(karen.get(f"{INSIDE}{made.pk}/"))


def test_who_asks_to_be_forgotten_is_erased_and_still_counted() -> None:
    made = settlement.wrote(settlement.page(at=timezone.now()), at=timezone.now())
    karen = signed_in(officer())
    assert signed_in(officer("0376")).post(f"{INSIDE}{made.pk}/forget/").status_code == 404
    karen.post(f"{INSIDE}{made.pk}/forget/")
    made.refresh_from_db()
    assert (made.name, made.email, made.trade, made.wish) == ("–", "", "", "")
    found = text_of(karen.get(INSIDE))
    assert "1 skrev til os" in found
    assert "Signe Lund" not in found
    assert karen.get(f"{INSIDE}{made.pk}/").status_code == 404


def test_who_waits_for_more_than_a_week_stands_out() -> None:
    services.note_newcomer("0390", name="Ole", came="moved", by=None, at=timezone.now() - timedelta(days=9))
    found = text_of(signed_in(officer()).get(INSIDE))
    assert "har ventet for længe" in found
    assert "skulle være kommet videre senest" in found


def test_a_member_says_yes_changes_it_and_stops() -> None:
    place = settlement.network()
    firm = f.business("Systuen", industry="Syning", town="Stege")
    mie = f.member(place, "Mie", firm=firm)
    client = signed_in(mie.user)
    here = f"/networks/{place.slug}/welcome-newcomers/"
    page = client.get(here).content.decode()
    assert 'value="Syning"' in page
    assert "Jeg kan holde op når som helst" in page
    client.post(here, {"trade": "Syning", "place": "Stege", "words": "Kom!", "is_public": "on"})
    host = WelcomeHost.objects.get()
    assert (host.person, host.trade, host.is_public, host.withdrawn_at) == (mie, "Syning", True, None)
    client.post(here, {"trade": "Broderi", "place": "Stege"})
    host.refresh_from_db()
    assert (host.trade, host.is_public) == ("Broderi", False)
    client.post(here, {"stop": "1"})
    host.refresh_from_db()
    assert host.withdrawn_at is not None
    assert signed_in(f.user()).get(here).status_code == 404
    assert signed_in(f.coordinator(place)).get(here).status_code == 404


def test_nobody_takes_a_step_with_another_hosts_newcomer() -> None:
    place = settlement.network()
    lise, per = settlement.host(place, "Lise Holm"), settlement.host(place, "Per Bo")
    made = settlement.wrote(settlement.page(by_host=lise))
    assert signed_in(per.person.user).post(f"/me/newcomers/{made.pk}/", {"welcomed": "1"}).status_code == 404
    assert "Signe Lund" not in text_of(signed_in(per.person.user).get("/me/newcomers/"))


def test_the_page_is_written_published_taken_down_and_printed() -> None:
    place = settlement.network()
    lise = settlement.host(place, "Lise Holm", is_public=True)
    karen = signed_in(officer())
    here = "/overview/0390/move-here/"
    assert "Der er ingen side endnu" in text_of(karen.get(here))
    karen.post(f"{here}edit/", {"text": "Plads til alle.", "host": lise.pk, "contact": "Kontoret"})
    own = MovePage.objects.get()
    assert (own.text, own.host, own.published_at) == ("Plads til alle.", lise, None)
    karen.post(f"{here}{own.pk}/publish/")
    assert "Plads til alle." in text_of(Client().get(PUBLIC))
    karen.post(f"{here}villages/new/", {"place": "Præstø", "postcode": "4720"})
    again = karen.post(f"{here}villages/new/", {"place": "PRÆSTØ"})
    assert "Der er allerede en side om den landsby" in text_of(again)
    village = MovePage.objects.get(slug="praestoe")
    karen.post(f"{here}{village.pk}/publish/")
    assert Client().get(f"{PUBLIC}praestoe/").status_code == 200
    karen.post(f"{here}{village.pk}/publish/", {"down": "1"})
    assert Client().get(f"{PUBLIC}praestoe/").status_code == 404
    paper = karen.get(f"{here}{own.pk}/poster.pdf")
    assert paper.content.startswith(b"%PDF")


def test_premises_are_listed_changed_and_taken_off() -> None:
    settlement.page()
    karen = signed_in(officer())
    here = "/overview/0390/move-here/premises/"
    facts = {"kind": "coworking", "name": "Luffe", "place": "Stege", "about": "Seks pladser"}
    karen.post(f"{here}new/", facts)
    found = Premises.objects.get()
    assert "Seks pladser" in text_of(Client().get(PUBLIC))
    karen.post(f"{here}{found.pk}/", facts | {"about": "Otte pladser"})
    assert "Otte pladser" in text_of(Client().get(PUBLIC))
    karen.post(f"{here}{found.pk}/remove/")
    assert "Luffe" not in text_of(Client().get(PUBLIC))
    karen.post(f"{here}{found.pk}/remove/", {"put_back": "1"})
    assert "Luffe" in text_of(Client().get(PUBLIC))


def test_as_many_queries_for_three_newcomers_as_for_one(django_assert_max_num_queries) -> None:
    place = settlement.network()
    lise = settlement.host(place, "Lise Holm")
    page = settlement.page(by_host=lise)
    karen = signed_in(officer())
    settlement.wrote(page)
    karen.get(INSIDE)
    with django_assert_max_num_queries(24) as one:
        karen.get(INSIDE)
    settlement.wrote(page, email="to@ler.example")
    settlement.wrote(page, email="tre@ler.example")
    with django_assert_max_num_queries(24) as three:
        karen.get(INSIDE)
    assert len(three) == len(one)
    assert Message.objects.count() == 3


def test_the_networks_public_page_leads_there_when_it_is_published() -> None:
    place = settlement.network()
    there = f"/networks/{place.slug}/"
    assert PUBLIC not in Client().get(there).content.decode()
    settlement.page()
    assert f'href="{PUBLIC}"' in Client().get(there).content.decode()
