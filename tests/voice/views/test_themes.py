"""The pages of themes, inputs, suggestions, telling and conclusions, through the client."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mikrovirk.home.week import week_of
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network
from mikrovirk.voice.models import Decision, DismissedTheme, Input, InputRound, Outcome, Theme
from mikrovirk.voice.queries import suggested as suggested_queries
from mikrovirk.voice.services import conclusions, receipts
from tests import factories
from tests.factories import NOW
from tests.voice import stream_rows as rows
from tests.voice.domain import sayings

pytestmark = pytest.mark.django_db
HERE = "/networks/moen/voice/"


@pytest.fixture
def moen() -> Network:
    return factories.network("moen")


@pytest.fixture
def steering(moen: Network, client: Client) -> Client:
    client.force_login(rows.steering(moen))
    return client


@pytest.fixture
def coordinator(moen: Network) -> Client:
    client = Client()
    client.force_login(factories.coordinator(moen))
    return client


def seen(client: Client, where: str) -> str:
    return client.get(where).content.decode()


# --- themes -----------------------------------------------------------------------------------------------------------


def test_a_theme_is_renamed_merged_removed_and_undone(moen: Network, steering: Client) -> None:
    one, other = rows.theme(moen, "Kafe"), rows.theme(moen, "Mad")
    rows.said(moen, "Mere kaffe", theme=one)
    where = f"{HERE}themes/{one.pk}/"
    assert "Mere kaffe" in seen(steering, where)
    assert steering.post(f"{where}change/", {"name": ""}).status_code == 422
    steering.post(f"{where}change/", {"name": "Kaffe", "about": "Den var kold"})
    assert "Den var kold" in seen(steering, where)
    assert steering.post(f"{where}merge/", {"into": one.pk}).status_code == 422
    steering.post(f"{where}merge/", {"into": other.pk})
    assert (Theme.objects.get(), Input.objects.get().theme) == (other, other)
    steering.post(f"{HERE}undo/")
    steering.post(f"{where}remove/")
    assert (Input.objects.get().theme, list(Theme.objects.all())) == (None, [other])
    steering.post(f"{HERE}undo/")
    assert Input.objects.get().theme == Theme.objects.get(name="Kaffe")


def test_a_theme_with_its_outcome_leaves_the_board_and_can_come_back(moen: Network, steering: Client) -> None:
    theme = rows.theme(moen, "Kaffe")
    rows.said(moen, theme=theme)
    where = f"{HERE}themes/{theme.pk}/"
    answer = steering.post(f"{where}outcome/", {"outcome": "no", "words": ""})
    assert (answer.status_code, "Skriv hvorfor" in answer.content.decode()) == (422, True)
    steering.post(f"{where}outcome/", {"outcome": "no", "words": "Fordi vi ikke har et køkken."})
    assert Input.objects.get().outcome_words == "Fordi vi ikke har et køkken."
    assert ("Kaffe" in seen(steering, HERE), "Kaffe" in seen(steering, f"{HERE}themes/")) == (False, True)
    steering.post(f"{where}open/")
    assert "Kaffe" in seen(steering, HERE)


# --- suggestions ------------------------------------------------------------------------------------------------------


def test_suggestions_are_accepted_changed_or_dismissed_and_never_applied_by_themselves(
    moen: Network, steering: Client
) -> None:
    keys: dict[str, list[int]] = {}
    for name in ("parking", "food", "sound"):
        keys[name] = [rows.said(moen, text).pk for text in sayings.of({name: sayings.FIRST[name]})[0]]
    where, answer = f"{HERE}themes/suggested/", f"{HERE}themes/suggested/answer/"
    page = seen(steering, where)
    assert sorted(re.findall(r'name="name" value="([^"]+)"', page)) == ["Mad, kaffe", "Mikrofon, lyden", "Parkering"]
    assert Theme.objects.count() == 0
    steering.post(answer, {"name": "Parkeringspladser", "inputs": keys["parking"][:4], "accept": "1"})
    assert (
        list(Theme.objects.get(name="Parkeringspladser").inputs.order_by("pk").values_list("pk", flat=True))
        == keys["parking"][:4]
    )
    page = seen(steering, where)
    assert "Passer til et tema, der findes" in page  # the two that were left out fit what is there now
    steering.post(answer, {"all": keys["food"], "dismiss": "1"})
    assert (DismissedTheme.objects.count(), 'value="Mad, kaffe"' in seen(steering, where)) == (1, False)
    steering.post(answer, {"theme": Theme.objects.get().pk, "inputs": keys["parking"][4:], "accept": "1"})
    assert Theme.objects.get().inputs.count() == 6
    steering.post(f"{HERE}undo/")
    assert Theme.objects.get().inputs.count() == 4
    steering.post(answer, {"name": "", "inputs": keys["sound"], "accept": "1"})
    assert Theme.objects.count() == 1


def test_a_large_suggestion_takes_along_what_is_not_shown(moen: Network, steering: Client) -> None:
    keys = [rows.said(moen, "Mere kaffe!").pk for _each in range(20)]
    page = seen(steering, f"{HERE}themes/suggested/")
    rest = re.search(r'name="rest" value="([\d,]+)"', page)
    assert rest
    assert (page.count('name="inputs"'), len(rest[1].split(","))) == (12, 8)
    posted = {"name": "Kaffe", "inputs": keys[:12], "rest": rest[1], "with_rest": "1", "accept": "1"}
    steering.post(f"{HERE}themes/suggested/answer/", posted)
    assert Theme.objects.get().inputs.count() == 20


def test_an_input_knows_what_is_like_it_and_which_theme_it_fits(moen: Network, steering: Client) -> None:
    parking = sayings.of({"parking": sayings.FIRST["parking"]})[0]
    theme = rows.theme(moen, "Parkering")
    for text in parking[:3]:
        rows.said(moen, text, theme=theme)
    for text in sayings.of({"food": sayings.FIRST["food"]})[0]:
        rows.said(moen, text, theme=None)
    row = rows.said(moen, parking[4])
    assert suggested_queries.theme_for(row) == theme
    assert {near.theme for near in suggested_queries.like(row)} == {theme}
    assert "Det ser ud til at passe til" in seen(steering, f"{HERE}inputs/{row.pk}/")


# --- one input --------------------------------------------------------------------------------------------------------


def test_an_input_gets_its_outcome_and_a_decision(moen: Network, steering: Client) -> None:
    row, theme = rows.said(moen), rows.theme(moen)
    decision = Decision.objects.create(network=moen, title="Møde kl. 8", reason="Mange vil")
    where = f"{HERE}inputs/{row.pk}/"
    steering.post(f"{HERE}sort/", {"inputs": [row.pk], "to": theme.pk, "next": where})
    posted = {"outcome": "taken_up", "words": "I marts.", "decision": decision.pk}
    assert steering.post(f"{where}outcome/", posted)["Location"] == where
    page = seen(steering, where)
    assert ("I marts." in page, "Møde kl. 8" in page, theme.name in page) == (True, True, True)
    steering.post(f"{where}take-back/")
    assert Input.objects.get().outcome == ""


def test_merged_needs_the_other_input(moen: Network, steering: Client) -> None:
    theme = rows.theme(moen)
    row, other = rows.said(moen, theme=theme), rows.said(moen, "Den anden", theme=theme)
    where = f"{HERE}inputs/{row.pk}/outcome/"
    assert steering.post(where, {"outcome": "merged"}).status_code == 422
    steering.post(where, {"outcome": "merged", "merged_into": other.pk})
    row.refresh_from_db()
    assert row.merged_into == other


def test_after_the_author_was_told_only_a_new_word_is_left(
    moen: Network, steering: Client, coordinator: Client
) -> None:
    row = rows.said(moen, person=factories.member(moen), outcome=Outcome.LATER)
    where = f"{HERE}inputs/{row.pk}/"
    assert coordinator.post(f"{HERE}told/tell/", {"round": ""}).status_code == 302
    assert "venter på godkendelse" in seen(steering, where)
    mailing = Mailing.objects.get()
    coordinator.post(f"/networks/moen/mails/{mailing.pk}/approve/")
    page = seen(steering, where)
    assert ("Skriv igen" in page, f"{where}outcome/" in page) == (True, False)
    steering.post(f"{where}outcome/", {"outcome": "noted"})
    assert Input.objects.get().outcome == "later"
    steering.post(f"{where}again/", {"outcome": "taken_up", "words": "Det blev til noget."})
    assert (Input.objects.get().outcome, Message.objects.count()) == ("taken_up", 2)
    assert "Det blev til noget." in seen(steering, where)


# --- telling ----------------------------------------------------------------------------------------------------------


def test_the_steering_group_sees_who_is_told_and_the_coordinator_tells(
    moen: Network, steering: Client, coordinator: Client
) -> None:
    asked = rows.round_of(moen)
    rows.said(moen, person=factories.member(moen), round=asked, outcome=Outcome.NOTED)
    rows.said(moen, "Grethes", name="Grethe på torvet", round=asked, outcome=Outcome.NOTED)
    assert steering.post(f"{HERE}told/tell/", {"round": asked.pk}).status_code == 404
    coordinator.post(f"{HERE}told/tell/", {"round": asked.pk})
    page = seen(coordinator, f"{HERE}told/")
    assert ("Læs og godkend den" in page, "Grethe på torvet" in page) == (True, True)
    steering.post(f"{HERE}told/in-person/", {"inputs": [Input.objects.get(text="Grethes").pk]})
    assert "Grethe på torvet" not in seen(coordinator, f"{HERE}told/")
    assert coordinator.post(f"{HERE}told/tell/", {"round": 9999}).status_code == 404


# --- conclusions ------------------------------------------------------------------------------------------------------


def test_conclusions_from_the_first_word_to_what_members_read(
    moen: Network, steering: Client, coordinator: Client
) -> None:
    asked, theme = rows.round_of(moen), rows.theme(moen, "Mødetider")
    rows.said(moen, "Kl. 8 er godt", round=asked, theme=theme, outcome=Outcome.TAKEN_UP)
    where = f"{HERE}rounds/{asked.pk}/conclusions/"
    member = Client()
    member.force_login(factories.member(moen).user)
    assert steering.post(f"{where}add/", {"text": ""}).status_code == 422
    steering.post(f"{where}add/", {"text": "Flere kan om morgenen.", "themes": [theme.pk]})
    assert ("Kl. 8 er godt" in seen(steering, where), member.get(where).status_code) == (True, 404)
    steering.post(f"{where}conclude/")
    assert InputRound.objects.get().state == "closed"
    assert "ikke godkendt af begge parter" in seen(steering, where)
    steering.post(f"{where}1/steering/")
    coordinator.post(f"{where}1/office/")
    steering.post(f"{where}1/change/", {"text": "Flere kan komme om morgenen.", "themes": [theme.pk]})
    assert "begge parter skal godkende den igen" in seen(steering, where)
    steering.post(f"{where}1/steering/")
    coordinator.post(f"{where}1/office/")
    steering.post(f"{where}conclude/")
    page = seen(member, where)
    assert ("Flere kan komme om morgenen." in page, "1 input bag" in page, "Kl. 8 er godt" in page) == (
        True,
        True,
        False,
    )
    pdf = member.get(f"{where}konklusioner.pdf")
    assert (pdf["Content-Type"], pdf.content[:4]) == ("application/pdf", b"%PDF")
    steering.post(f"{where}open/")
    assert member.get(where).status_code == 404


def test_conclusions_are_ordered_and_removed(moen: Network, steering: Client) -> None:
    asked = rows.round_of(moen)
    for text in "ABC":
        conclusions.add(asked, text=text, themes=[])
    where = f"{HERE}rounds/{asked.pk}/conclusions/"
    steering.post(f"{where}3/up/")
    steering.post(f"{where}1/down/")
    steering.post(f"{where}3/remove/")
    assert list(asked.conclusions.values_list("text", flat=True)) == ["C", "A"]
    assert steering.post(f"{where}3/remove/").status_code == 404


@pytest.mark.parametrize("count", [1, 3, 4])
def test_conclusions_ask_the_database_the_same_however_many_there_are(
    moen: Network, steering: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    asked = rows.round_of(moen)
    for number in range(count):
        theme = rows.theme(moen, f"Tema {number}", round=asked)
        rows.said(moen, theme=theme)
        conclusions.add(asked, text=f"Nr. {number}", themes=[theme])
    where = f"{HERE}rounds/{asked.pk}/conclusions/"
    steering.get(where)
    with django_assert_num_queries(CONCLUSION_QUERIES):
        steering.get(where)


CONCLUSION_QUERIES = 15


# --- this week's ten minutes ------------------------------------------------------------------------------------------


def test_the_ten_minutes_name_what_waits(moen: Network) -> None:
    asked = rows.round_of(moen)
    rows.said(moen, outcome=Outcome.NOTED, round=asked)
    old = rows.said(moen, at=NOW - timedelta(days=70))
    receipts.add_word(old, "Og en ting til", at=NOW)
    rows.said(moen, name="Grethe", outcome=Outcome.NOTED)
    found = {thing.url: thing.title for thing in week_of(moen, NOW).things if HERE in thing.url}
    assert found == {
        f"{HERE}waiting/": "En uden navn har tilføjet et ord",
        f"{HERE}told/#person": "Ét input: sig personligt, hvad der kom ud af det",
        f"{HERE}rounds/{asked.pk}/conclusions/": "Afslut runden: Før efteråret 2027",
    }
    titles = [thing.title for thing in week_of(moen, NOW).things]
    assert "Ét input har ventet for længe på svar" in titles
