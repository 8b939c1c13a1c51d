"""The idea box on its pages: everybody reads, members and guests put in and support, authors see where it stands."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mikrovirk.directory.models import Person
from mikrovirk.fund.models import Application, Fund, Idea, IdeaSupport
from mikrovirk.fund.services import ideas
from tests import factories
from tests.factories.fund import make_application, make_call, make_fund, make_fund_role, make_idea
from tests.fund.application_rows import NOW, mails, picture

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
TYPED = {"title": "Fælles bod", "what": "Vi deler en bod på torvet.", "who_for": "Alle.", "needs": ""}


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def fund() -> Fund:
    return make_fund(name="Idépuljen", slug="ideer")


@pytest.fixture
def anna() -> Person:
    return factories.member(factories.network("moen", municipality_code="0390"), "Anna Ø")


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def url(name: str, *values: Any) -> str:
    return reverse(f"fund:{name}", args=["ideer", *values])


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


# --- the list --------------------------------------------------------------------------------------------------------


def test_everybody_reads_the_box_and_finds_by_words(fund: Fund, client: Client) -> None:
    make_idea(fund, title="Fælles julemarked", what="Et marked i ridehuset.")
    liked = make_idea(fund, title="Fotodag", what="En fotograf til alle.")
    make_idea(fund, title="Skjult", hidden_at=NOW)
    ideas.support(liked, factories.person(), at=NOW)
    page = text_of(client.get(url("ideas")))
    assert page.index("Fotodag") < page.index("Fælles julemarked")
    assert "Skjult" not in page
    assert "Én synes, det er en god idé" in page
    found = text_of(client.get(url("ideas"), {"q": "ridehus"}, headers=HTMX))
    assert "Fælles julemarked" in found
    assert "Fotodag" not in found
    assert "Ingen idé indeholder de ord" in text_of(client.get(url("ideas"), {"q": "elefant"}))


def test_an_empty_box_asks_for_the_first_idea(fund: Fund, client: Client) -> None:
    assert "Læg den første ind." in text_of(client.get(url("ideas")))
    Fund.objects.update(idea_box_open=False)
    assert "Idékassen er lukket lige nu." in text_of(client.get(url("ideas")))
    assert client.get(url("idea_new")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_idea_and_for_three(fund: Fund, client: Client, count: int) -> None:
    for _ in range(count):
        idea = make_idea(fund, factories.person(), network=factories.network())
        ideas.support(idea, factories.person(), at=NOW)
    with CaptureQueriesContext(connection) as asked:
        client.get(url("ideas"))
    assert len(asked) == 5


# --- putting in ------------------------------------------------------------------------------------------------------


def test_a_member_puts_an_idea_in_with_a_picture(fund: Fund, anna: Person) -> None:
    file = SimpleUploadedFile("foto.png", picture(), content_type="image/png")
    client = signed_in(anna)
    answer = client.post(url("idea_new"), {**TYPED, "pictures": [file]})
    idea = Idea.objects.get()
    assert answer["Location"] == url("idea", idea.pk)
    assert (idea.author, idea.network.slug if idea.network else "") == (anna, "moen")
    shown = client.get(url("idea_picture", idea.pk, idea.pictures.get().pk))
    assert shown["Content-Type"] == "image/jpeg"
    assert shown.getvalue().startswith(b"\xff\xd8\xff")  # type: ignore[attr-defined]


def test_what_is_no_picture_comes_back_with_what_was_typed(fund: Fund, anna: Person) -> None:
    file = SimpleUploadedFile("virus.png", b"MZ", content_type="image/png")
    page = text_of(signed_in(anna).post(url("idea_new"), {**TYPED, "pictures": [file]}))
    assert "“virus.png” er ikke et billede, vi kan læse." in page
    assert "Vi deler en bod på torvet." in page
    assert Idea.objects.count() == 0


def test_a_cpr_number_is_refused(fund: Fund, anna: Person) -> None:
    page = text_of(signed_in(anna).post(url("idea_new"), {**TYPED, "needs": "Ring til 010170-1234"}))
    assert "CPR-nummer" in page
    assert Idea.objects.count() == 0


def test_a_guest_opens_the_link_and_only_the_button_puts_it_in(fund: Fund, client: Client) -> None:
    answer = client.post(url("idea_new"), {**TYPED, "name": "Gerda Gæst", "email": "gerda@x.example"}, follow=True)
    assert "Kig i din mail" in text_of(answer)
    (mail,) = mails("fund.idea_confirm")
    link = mail.mailing.context["url"].removeprefix("http://localhost:8000")
    assert "Fælles bod" in text_of(client.get(link))
    assert "Fælles bod" not in text_of(client.get(url("ideas")))
    client.post(link)
    assert "Fælles bod" in text_of(client.get(url("ideas")))
    assert client.get("/fund/link/idea/eksempel/").status_code == 404


def test_what_is_alike_is_shown_while_one_types(fund: Fund, client: Client) -> None:
    make_idea(fund, title="Fælles julemarked")
    assert "Fælles julemarked" in text_of(client.get(url("ideas_similar"), {"title": "julemarked på torvet"}))
    assert "Fælles julemarked" not in text_of(client.get(url("ideas_similar"), {"title": "fotodag"}))


# --- one idea --------------------------------------------------------------------------------------------------------


def test_one_tap_supports_and_another_takes_it_back(fund: Fund, anna: Person) -> None:
    idea, client = make_idea(fund), signed_in(anna)
    page = text_of(client.post(url("idea_support", idea.pk), {"says": "join"}, headers=HTMX))
    assert "Én synes, det er en god idé · én er med" in page
    assert page.count('aria-pressed="true"') == 2
    client.post(url("idea_support", idea.pk), {"says": "not_join"})
    assert IdeaSupport.objects.get().joins is False
    answer = client.post(url("idea_support", idea.pk), {"says": "nothing"})
    assert answer["Location"] == f"{url('idea', idea.pk)}#support-{idea.pk}"
    assert IdeaSupport.objects.count() == 0
    assert client.post(url("idea_support", idea.pk), {"says": "elefant"}).status_code == 404


def test_who_is_not_signed_in_is_led_to_it(fund: Fund, client: Client) -> None:
    idea = make_idea(fund)
    assert "Log ind for at bakke den op" in text_of(client.get(url("idea", idea.pk)))
    assert client.post(url("idea_support", idea.pk), {"says": "good"}).status_code == 302
    assert IdeaSupport.objects.count() == 0


def test_names_are_for_those_who_are_signed_in_and_addresses_for_the_author(
    fund: Fund, anna: Person, client: Client
) -> None:
    idea = make_idea(fund, anna)
    bo = factories.person("Bo Lind", email="bo@x.example")
    ideas.support(idea, bo, at=NOW, joins=True)
    address = url("idea", idea.pk)
    assert "Anna Ø" not in text_of(client.get(address))
    theirs, own = text_of(signed_in(bo).get(address)), text_of(signed_in(anna).get(address))
    assert ("Anna Ø" in theirs, "bo@x.example" in theirs) == (True, False)
    assert ("Bo Lind" in own, "bo@x.example" in own) == (True, True)


def test_the_author_sees_where_it_stands(fund: Fund, anna: Person) -> None:
    idea, client = make_idea(fund, anna), signed_in(anna)
    call = make_call(fund)
    page = text_of(client.get(url("idea", idea.pk)))
    assert "Din idé ligger i kassen." in page
    assert reverse("fund:apply", args=["ideer", call.pk]) in page
    application = make_application(call, anna, idea=idea)
    assert "Der er søgt penge til din idé." in text_of(client.get(url("idea", idea.pk)))
    Application.objects.filter(pk=application.pk).update(state="granted")
    assert "Den fik penge" in text_of(client.get(url("idea", idea.pk)))


def test_the_author_changes_it_and_takes_it_off_and_puts_it_back(fund: Fund, anna: Person, client: Client) -> None:
    idea, own = make_idea(fund, anna), signed_in(anna)
    own.post(url("idea_edit", idea.pk), TYPED)
    idea.refresh_from_db()
    assert idea.title == "Fælles bod"
    own.post(url("idea_take_off", idea.pk))
    assert client.get(url("idea", idea.pk)).status_code == 404
    assert "Læg den tilbage i kassen" in text_of(own.get(url("idea", idea.pk)))
    own.post(url("idea_put_back", idea.pk))
    assert client.get(url("idea", idea.pk)).status_code == 200


def test_what_a_caseworker_took_off_its_author_does_not_put_back(fund: Fund, anna: Person) -> None:
    idea = make_idea(fund, anna)
    ideas.hide(idea, by=factories.user(), at=NOW, because="Den står der to gange.")
    client = signed_in(anna)
    assert "Den står der to gange." in text_of(client.get(url("idea", idea.pk)))
    assert client.post(url("idea_put_back", idea.pk)).status_code == 404


def test_others_change_nothing(fund: Fund, anna: Person) -> None:
    idea = make_idea(fund, factories.person())
    client = signed_in(anna)
    names = ("edit", "take_off", "put_back", "merge", "take_apart", "hide", "show", "word", "help_on")
    for name in names:
        assert client.post(url(f"idea_{name}", idea.pk), {**TYPED, "because": "x"}).status_code == 404, name


# --- those who look after the box ------------------------------------------------------------------------------------


@pytest.fixture
def as_caseworker(fund: Fund) -> Client:
    karen = factories.person("Karen Holm")
    make_fund_role(fund, karen.user, "caseworker")
    return signed_in(karen)


def test_a_caseworker_puts_two_together_and_takes_them_apart(fund: Fund, as_caseworker: Client) -> None:
    market, fair = make_idea(fund, factories.person("Anna")), make_idea(fund, factories.person("Bo"), title="Julebod")
    answer = as_caseworker.post(url("idea_merge", fair.pk), {"into": market.pk}, follow=True)
    page = text_of(answer)
    assert "De to idéer er nu én." in page
    assert "Anna, Bo" in page
    as_caseworker.post(url("idea_take_apart", fair.pk))
    assert Idea.objects.get(pk=fair.pk).merged_into is None


def test_merging_the_wrong_way_round_says_how_to_do_it(fund: Fund, as_caseworker: Client) -> None:
    one, two, three = make_idea(fund, title="En"), make_idea(fund, title="To"), make_idea(fund, title="Tre")
    ideas.merge(two, one, at=NOW)
    page = text_of(as_caseworker.post(url("idea_merge", one.pk), {"into": three.pk}))
    assert "Læg i stedet “Tre” sammen med den." in page


def test_a_caseworker_takes_it_off_with_a_reason_and_answers(fund: Fund, as_caseworker: Client) -> None:
    idea = make_idea(fund, factories.person())
    assert "Hvorfor?" in text_of(as_caseworker.post(url("idea_hide", idea.pk), {"because": ""}))
    as_caseworker.post(url("idea_hide", idea.pk), {"because": "Reklame."})
    assert "Én idé er taget af listen" in text_of(as_caseworker.get(url("ideas")))
    as_caseworker.post(url("idea_show", idea.pk))
    as_caseworker.post(url("idea_word", idea.pk), {"word": "Ring til os."})
    assert "Ring til os." in text_of(Client().get(url("idea", idea.pk)))


def test_the_coordinator_of_the_authors_network_helps_it_on(fund: Fund, anna: Person) -> None:
    place = anna.memberships.get().network
    idea, other = make_idea(fund, anna, network=place), make_idea(fund, anna)
    call = make_call(fund)
    client = Client()
    client.force_login(factories.coordinator(place))
    page = text_of(client.get(url("idea", idea.pk)))
    assert "Gør en ansøgning klar" in page
    assert "Tag den af listen" not in page
    client.post(url("idea_help_on", idea.pk), {"call": call.pk})
    assert Application.objects.get().applicant == anna
    assert client.post(url("idea_help_on", other.pk), {"call": call.pk}).status_code == 404
