"""The page behind the link in the mail: two taps, no sign-in, nothing changed by opening it."""

from datetime import timedelta

import pytest
from django.core import serializers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mikrovirk.accounts import links
from mikrovirk.networks.models import Network
from mikrovirk.voice.models import Ask, Input, InputRound
from mikrovirk.voice.services.stream import day_only
from tests import factories
from tests.programme.views.test_public import get, text_of
from tests.voice import round_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def moen() -> Network:
    return factories.network("moen", name="Netværket på Møn")


@pytest.fixture
def ask(moen: Network) -> Ask:
    factories.member(moen, "Lise Holm")
    now = timezone.now()
    round_rows.sent(moen, at=now, deadline_at=now + timedelta(days=14))
    return Ask.objects.select_related("round", "person__user").get()


def fields(ask: Ask, *given: str, **more: str) -> dict[str, str]:
    questions = ask.round.questions.all()
    return {f"q{question.pk}": text for question, text in zip(questions, given, strict=True)} | more


def posted(client: Client, ask: Ask, data: dict[str, str]) -> str:
    return client.post(round_rows.link(ask), data, follow=True).content.decode()


def test_opening_the_link_shows_the_questions_and_changes_nothing(client: Client, ask: Ask) -> None:
    before = serializers.serialize("json", [*Ask.objects.all(), *Input.objects.all(), *InputRound.objects.all()])
    page = get(client, round_rows.link(ask))
    text = text_of(page)
    assert "Hvordan kan netværket blive bedre for dig?" in text
    assert "Karla Brandt, Netværket på Møn" in text
    for words in (
        "Hvad savner du?",
        "Morgen",
        "1 er slet ikke, 5 er rigtig meget.",
        "Svar uden mit navn",
        "Spørg mig ikke igen denne gang",
    ):
        assert words in text
    assert (
        serializers.serialize("json", [*Ask.objects.all(), *Input.objects.all(), *InputRound.objects.all()]) == before
    )


def test_two_taps_answer_and_the_answer_stands_there_to_be_changed(client: Client, ask: Ask) -> None:
    page = posted(client, ask, fields(ask, "", "Aften", ""))
    text = text_of(page)
    assert "Tak, Lise. Dit svar er kommet ind." in text
    assert "Du kan rette det her indtil fristen." in text
    assert 'value="Aften"' in page
    assert "checked" in page
    assert "Svar uden mit navn" not in text
    posted(client, ask, fields(ask, "Kaffe", "Morgen", "5"))
    assert list(Input.objects.order_by("question__position").values_list("text", "rating")) == [
        ("Kaffe", None),
        ("Morgen", None),
        ("5 af 5", 5),
    ]


def test_nothing_answered_is_said_and_what_was_ticked_stays(client: Client, ask: Ask) -> None:
    page = posted(client, ask, fields(ask, " ", "", "", anonymous="on"))
    assert "Svar på mindst et af spørgsmålene." in text_of(page)
    assert 'id="anonymous" checked' in page
    assert Input.objects.count() == 0


def test_a_cpr_number_is_refused_and_every_word_comes_back(client: Client, ask: Ask) -> None:
    page = posted(client, ask, fields(ask, "Ring, jeg er 010170-1234", "Aften", ""))
    assert "CPR-nummer" in text_of(page)
    assert "Ring, jeg er 010170-1234</textarea>" in page
    assert Input.objects.count() == 0


def test_nonsense_changes_nothing(client: Client, ask: Ask) -> None:
    for data in (fields(ask, "", "Nat", ""), fields(ask, "", "", "9"), {}, {"do": "x"}, {"q999": "Hej"}):
        posted(client, ask, data)
    assert Input.objects.count() == 0
    assert Ask.objects.get().answered_at is None


def test_without_a_name_the_link_to_follow_it_is_shown_once(client: Client, ask: Ask) -> None:
    page = posted(client, ask, fields(ask, "For dyrt", "", "", anonymous="on"))
    row = Input.objects.get()
    assert f"/r/{row.receipt}/" in page
    assert (row.person, row.at) == (None, day_only(timezone.now()))
    again = get(client, round_rows.link(ask))
    assert row.receipt not in again
    assert "For dyrt" not in again
    assert "Du har svaret uden dit navn." in text_of(again)
    assert "Du har allerede svaret." in text_of(posted(client, ask, fields(ask, "Igen", "", "")))
    assert Input.objects.count() == 1
    assert not client.cookies.get("sessionid")


def test_whoever_does_not_want_to_be_asked_again_can_still_answer(client: Client, ask: Ask) -> None:
    text = text_of(posted(client, ask, {"do": "decline"}))
    assert "Vi spørger dig ikke igen denne gang." in text
    assert Ask.objects.get().declined_at is not None
    posted(client, ask, fields(ask, "Alligevel", "", ""))
    declined, answered = Ask.objects.values_list("declined_at", "answered_at").get()
    assert declined is None
    assert answered is not None


def test_after_the_deadline_a_kind_page_takes_a_late_word(client: Client, ask: Ask) -> None:
    InputRound.objects.update(state="closed", closed_at=timezone.now())
    text = text_of(get(client, round_rows.link(ask)))
    assert "Fristen er gået, men vi lytter stadig" in text
    assert "Skriv et par ord først." in text_of(posted(client, ask, {"text": " "}))
    assert "Tak. Det bliver læst" in text_of(posted(client, ask, {"text": "Jeg var på ferie"}))
    page = posted(client, ask, {"text": "Og for dyrt", "anonymous": "on"})
    said: list[tuple[object, ...]] = list(Input.objects.order_by("pk").values_list("text", "person", "question"))
    assert said == [("Jeg var på ferie", ask.person_id, None), ("Og for dyrt", None, None)]
    assert Input.objects.order_by("-pk")[0].receipt in page
    assert Ask.objects.get().answered_at is None


def test_a_broken_link_a_strange_one_and_one_of_a_round_taken_back_say_so(client: Client, ask: Ask) -> None:
    for token in ("x", links.sign("ask", 99), links.sign("feedback", ask.pk), links.sign("ask", ask.pk, 1)):
        assert "Linket virker ikke" in get(client, f"/a/{token}/", 404)
    InputRound.objects.update(state="draft")
    get(client, round_rows.link(ask), 404)


def test_where_the_members_voice_is_off_the_link_leads_nowhere(client: Client, ask: Ask, moen: Network) -> None:
    moen.parts = []
    moen.save()
    get(client, round_rows.link(ask), 404)


def test_the_page_speaks_the_readers_language(client: Client, ask: Ask) -> None:
    ask.person.user.language = "en"
    ask.person.user.save()
    assert "Send my answer" in get(client, round_rows.link(ask))


def test_the_page_costs_a_fixed_number_of_queries(client: Client, ask: Ask) -> None:
    counts = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as seen:
            get(client, round_rows.link(ask))
        counts.append(len(seen))
        posted(client, ask, fields(ask, "Kaffe", "Aften", "5"))
    assert counts[0] == counts[1] <= 6
