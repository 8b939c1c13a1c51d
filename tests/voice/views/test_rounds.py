"""The coordinator asks everybody: prepares, sees the mail, sends it, follows it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network
from mikrovirk.voice.models import Ask, Input, InputRound, Source
from mikrovirk.voice.queries import rounds_week
from mikrovirk.voice.services import answering, rounds, stream
from mikrovirk.voice.services.round_words import drafted
from tests import factories
from tests.programme.views.test_public import get, text_of
from tests.voice import round_rows

pytestmark = pytest.mark.django_db

HERE = "/networks/moen/voice/rounds/"


@pytest.fixture
def moen() -> Network:
    return factories.network("moen", name="Netværket på Møn")


@pytest.fixture
def karla(moen: Network) -> User:
    return round_rows.karla(moen)


@pytest.fixture
def client(karla: User) -> Client:
    return signed_in(karla)


def signed_in(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def now_sent(moen: Network) -> InputRound:
    now = timezone.now()
    return round_rows.sent(moen, at=now, deadline_at=now + timedelta(days=14))


def typed(karla: User, **changes: str) -> dict[str, str]:
    day = timezone.localdate() + timedelta(days=14)
    fields = {
        "title": "Før efteråret",
        "audience": "members",
        "sender": str(karla.pk),
        "deadline": day.isoformat(),
        "tone": "warm",
        "subject": "Hvordan kan netværket blive bedre for dig?",
        "body": "Kære {first_name}\n\nHvad mener du?",
        "q0-text": "Hvad savner du?",
        "q0-kind": "text",
        "q0-choices": "",
        "q1-text": "Hvornår?",
        "q1-kind": "choice",
        "q1-choices": "Morgen\nAften\n",
        "do": "save-preview",
    }
    return fields | changes


def questions_on(page: str) -> list[str]:
    """What stands in the fields of the questions."""
    return re.findall(r'name="q\d-text" value="([^"]*)"', page)


def test_with_no_round_yet_the_page_says_what_it_is_for(client: Client) -> None:
    text = text_of(get(client, HERE))
    assert "Ingen er spurgt endnu" in text
    assert "Spørg alle" in text


def test_a_new_round_has_a_draft_questions_and_how_many_each_audience_holds(client: Client, moen: Network) -> None:
    factories.member(moen, "Lise Holm")
    factories.member(moen, "Bo Lind", bounced_at=timezone.now())
    page = get(client, f"{HERE}new/")
    text = text_of(page)
    assert "Alle medlemmer: 2 personer (én får ingen mail)" in text
    assert "Du er med i Netværket på Møn, og derfor spørger jeg dig personligt." in text
    assert questions_on(page) == [
        "Hvad har du fået mest ud af?",
        "Hvad savner du?",
        "Hvornår og hvor passer det dig bedst at mødes?",
    ]
    assert InputRound.objects.count() == 0


def test_what_was_typed_is_kept_and_the_mail_is_seen_as_a_member_gets_it(
    client: Client, moen: Network, karla: User
) -> None:
    factories.member(moen, "Lise Holm")
    factories.member(moen, "Per Bo")
    page = client.post(f"{HERE}new/", typed(karla), follow=True).content.decode()
    made = InputRound.objects.get()
    assert list(made.questions.values_list("kind", "text", "choices")) == [
        ("text", "Hvad savner du?", []),
        ("choice", "Hvornår?", ["Morgen", "Aften"]),
    ]
    assert (made.state, made.sender, timezone.localtime(made.deadline_at).strftime("%H:%M")) == (
        "draft",
        karla,
        "23:59",
    )
    text = text_of(page)
    assert "Sådan ser Lise Holm den" in text
    assert (
        "Kære Lise Hvad mener du? 1. Hvad savner du? 2. Hvornår? (vælg en: Morgen / Aften) Svar bare på denne mail"
        in text
    )
    assert "Send til 2 personer" in text
    assert "Kære Per" in text_of(get(client, f"{HERE}{made.pk}/preview/?n=1"))
    assert Message.objects.count() == Ask.objects.count() == 0


@pytest.mark.parametrize(
    ("do", "stands"),
    [
        ("add", ["Hvad savner du?", "Hvornår?", ""]),
        ("up-1", ["Hvornår?", "Hvad savner du?"]),
        ("down-0", ["Hvornår?", "Hvad savner du?"]),
        ("remove-0", ["Hvornår?"]),
        ("remove-7", ["Hvad savner du?", "Hvornår?"]),
        ("up-x", ["Hvad savner du?", "Hvornår?"]),
    ],
)
def test_questions_are_added_ordered_and_taken_away_without_scripts(
    client: Client, karla: User, do: str, stands: list[str]
) -> None:
    page = client.post(f"{HERE}new/", typed(karla, do=do, title="")).content.decode()
    assert questions_on(page) == [value for value in stands if value] or "" in stands
    assert page.count('class="card question"') == len(stands)
    assert "Kære {first_name}" in page
    assert "error-summary" not in page
    assert InputRound.objects.count() == 0


def test_a_draft_in_another_tone_takes_the_place_of_own_words_which_can_be_put_back(
    client: Client, karla: User
) -> None:
    page = client.post(f"{HERE}new/", typed(karla, do="draft", tone="short")).content.decode()
    assert "Vi planlægger de næste møder i Netværket på Møn." in text_of(page)
    kept = {
        "kept_subject": "Hvordan kan netværket blive bedre for dig?",
        "kept_body": "Kære {first_name}\n\nHvad mener du?",
    }
    for name, value in kept.items():
        assert f'name="{name}" value="{value}"' in page
    page = client.post(f"{HERE}new/", typed(karla, do="restore", body="Udkast", **kept)).content.decode()
    assert "Hvad mener du?</textarea>" in page
    assert "kept_body" not in page


def test_a_draft_over_a_draft_keeps_nothing(client: Client, moen: Network, karla: User) -> None:
    page = client.post(
        f"{HERE}new/", typed(karla, do="draft", tone="short", body=drafted("warm", moen)[1])
    ).content.decode()
    assert "kept_body" not in page


def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(client: Client, karla: User) -> None:
    wrong = typed(
        karla,
        title="",
        deadline="2020-01-01",
        body="Kære {fornavn}, hvad mener du?",
        **{"q0-text": "Hvad {savner} du?", "q1-choices": "Morgen"},
    )
    page = client.post(f"{HERE}new/", wrong).content.decode()
    text = text_of(page)
    assert "Den dag er gået." in text
    assert "Ingen udfylder {fornavn}." in text
    assert "Lad krøllede parenteser { og } være ude." in text
    assert "Skriv mindst to at vælge imellem" in text
    assert "Kære {fornavn}, hvad mener du?</textarea>" in page
    assert questions_on(page) == ["Hvad {savner} du?", "Hvornår?"]
    assert InputRound.objects.count() == 0


def test_a_round_without_questions_is_not_kept(client: Client, karla: User) -> None:
    fields = {name: value for name, value in typed(karla).items() if not name.startswith("q")}
    assert "Skriv mindst ét spørgsmål." in text_of(client.post(f"{HERE}new/", fields).content.decode())
    assert InputRound.objects.count() == 0


def test_the_button_sends_it_and_it_can_be_taken_back_at_once(client: Client, moen: Network) -> None:
    factories.member(moen, "Lise Holm")
    now = timezone.now()
    made = round_rows.prepared(moen, at=now, deadline_at=now + timedelta(days=14))
    text = text_of(client.post(f"{HERE}{made.pk}/send/", follow=True).content.decode())
    assert "0 af 1 har svaret" in text
    assert "Fortryd, og ret den" in text
    message = Message.objects.get()
    assert (message.state, message.mailing.approved_by_id) == ("queued", made.sender_id)

    text = text_of(client.post(f"{HERE}{made.pk}/take-back/", follow=True).content.decode())
    assert "Ingen har fået mailen, og du kan rette det hele." in text
    assert list(Message.objects.values_list("state", flat=True)) == ["stopped"]


def test_one_press_approves_what_a_command_drafted(client: Client, moen: Network) -> None:
    factories.member(moen)
    now = timezone.now()
    made = round_rows.opened(moen, at=now, deadline_at=now + timedelta(days=14))
    page = get(client, f"{HERE}{made.pk}/")
    assert "Mailen venter på dig" in text_of(page)
    client.post(f"/networks/moen/mails/{Mailing.objects.get().pk}/approve/", {"next": f"{HERE}{made.pk}/"})
    assert Message.objects.get().state == "queued"
    assert "Mailen venter på dig" not in text_of(get(client, f"{HERE}{made.pk}/"))


def test_the_round_shows_who_answered_how_and_what_was_chosen(client: Client, moen: Network) -> None:
    for name in ("Lise Holm", "Bo Lind", "Per Bo"):
        factories.member(moen, name)
    round = now_sent(moen)
    asks = {ask.person.name: ask for ask in round.asks.select_related("person__user")}
    questions = round.questions.all()
    answering.answer(asks["Lise Holm"], [answering.answer_given(questions[1], "Aften")], at=timezone.now())
    answering.answer_anonymously(asks["Bo Lind"], [answering.answer_given(questions[2], "4")], at=timezone.now())
    text = text_of(get(client, f"{HERE}{round.pk}/"))
    assert "2 af 3 har svaret" in text
    assert "På siden 1" in text
    assert "Uden navn 1" in text
    assert "Én person har ikke svaret endnu." in text
    assert "Morgen 0 Eftermiddag 0 Aften 1" in text
    missing = text_of(get(client, f"{HERE}{round.pk}/missing/"))
    assert "Per Bo" in missing
    assert "Lise Holm" not in missing


def test_the_steering_group_reads_and_does_not_send(moen: Network) -> None:
    factories.member(moen)
    round = now_sent(moen)
    reader = signed_in(factories.role("steering", moen))
    page = get(reader, f"{HERE}{round.pk}/")
    assert "0 af 1 har svaret" in text_of(page)
    for action in ("extend/", "close/", "copy/", "missing/", "approve/"):
        assert action not in page
    assert "Inputrunder" in get(reader, HERE)
    for where in ("new/", f"{round.pk}/missing/", f"{round.pk}/preview/"):
        get(reader, HERE + where, 404)
    assert reader.post(f"{HERE}{round.pk}/close/").status_code == 404


def test_a_member_sees_nothing_of_it(moen: Network) -> None:
    round = now_sent_with_a_member(moen)
    browser = signed_in(round.asks.get().person.user)
    for where in (HERE, f"{HERE}{round.pk}/"):
        get(browser, where, 404)


def now_sent_with_a_member(moen: Network) -> InputRound:
    factories.member(moen)
    return now_sent(moen)


def test_more_time_closing_opening_again_and_a_copy(client: Client, moen: Network) -> None:
    round = now_sent_with_a_member(moen)
    later = timezone.localdate() + timedelta(days=30)
    client.post(f"{HERE}{round.pk}/extend/", {"until": later.isoformat()})
    round.refresh_from_db()
    assert timezone.localtime(round.deadline_at).date() == later
    assert "Vælg en dag efter" in text_of(
        client.post(f"{HERE}{round.pk}/extend/", {"until": "2020-01-01"}).content.decode()
    )
    assert "Runden er lukket." in text_of(client.post(f"{HERE}{round.pk}/close/", follow=True).content.decode())
    client.post(f"{HERE}{round.pk}/extend/", {"until": later.isoformat()})
    round.refresh_from_db()
    assert round.state == "open"
    answer = client.post(f"{HERE}{round.pk}/copy/")
    copied = InputRound.objects.order_by("-pk")[0]
    assert answer.headers["Location"] == f"{HERE}{copied.pk}/edit/"
    client.post(f"{HERE}{copied.pk}/remove/")
    assert InputRound.objects.count() == 1


def test_the_reminder_can_be_written_early_and_waits_to_be_read(client: Client, moen: Network) -> None:
    round = now_sent_with_a_member(moen)
    answer = client.post(f"{HERE}{round.pk}/remind/")
    drafted = Mailing.objects.get(kind="voice.ask_again")
    assert answer.headers["Location"] == f"/networks/moen/mails/{drafted.pk}/"
    assert "Påmindelsen venter på dig" in text_of(get(client, f"{HERE}{round.pk}/"))


def test_a_reply_nobody_is_sure_of_is_looked_at_and_settled(client: Client, moen: Network) -> None:
    _asked, _unsent, _typed, unsure = round_rows.rows_for_pages(moen, factories.member(moen, "Bo Lind"))
    where = f"{HERE}{unsure.round_id}/unsure/{unsure.pk}/"
    assert where in get(client, f"{HERE}{unsure.round_id}/")
    assert "error-summary" in client.post(where, {"text": "  "}).content.decode()
    client.post(where, {"text": "Tak for kaffe"})
    unsure.refresh_from_db()
    assert (unsure.text, unsure.is_unsure) == ("Tak for kaffe", False)
    get(client, where, 404)


# --- typed in --------------------------------------------------------------------------------------------------------


def test_paper_is_typed_in_one_after_the_other(moen: Network) -> None:
    lise = factories.member(moen, "Lise Holm")
    round = now_sent(moen)
    browser = signed_in(factories.role("steering", moen))
    where = f"{HERE}{round.pk}/type-in/"
    words, choice, scale = round.questions.all()
    fields = {"source": "paper", "who": "lise holm", "question": str(words.pk), "text": "Mere kaffe"}
    page = browser.post(where, fields, follow=True).content.decode()
    # Her next answer is to the next question.
    assert f'<option value="{choice.pk}" selected>' in page
    assert 'value="lise holm"' in page
    browser.post(where, fields | {"question": str(choice.pk), "text": "3"})
    browser.post(where, fields | {"question": str(scale.pk), "text": "5", "who": ""})
    browser.post(where, fields | {"question": "", "text": "Hils alle", "who": "Kurt", "source": "office"})
    assert list(
        Input.objects.order_by("pk").values_list("source", "text", "rating", "person", "author_name", "question")
    ) == [
        ("paper", "Mere kaffe", None, lise.pk, "", words.pk),
        ("paper", "Aften", None, lise.pk, "", choice.pk),
        ("paper", "5 af 5", 5, None, "", scale.pk),
        ("office", "Hils alle", None, None, "Kurt", None),
    ]
    text = text_of(get(browser, where))
    assert "4 svar skrevet ind" in text
    slip = Input.objects.order_by("-pk")[0]
    browser.post(f"{where}{slip.pk}/undo/")
    assert Input.objects.count() == 3


def test_what_cannot_be_typed_in_is_said_and_kept(client: Client, moen: Network) -> None:
    for _twice in range(2):
        factories.member(moen, "Bo Lind")
    round = now_sent(moen)
    _words, choice, _scale = round.questions.all()
    fields = {"source": "paper", "who": "Bo Lind", "question": str(choice.pk), "text": "9"}
    page = client.post(f"{HERE}{round.pk}/type-in/", fields).content.decode()
    text = text_of(page)
    assert "Flere hedder det." in text
    assert "Skriv svarets nummer, eller hvordan det begynder." in text
    assert 'value="9"' in page
    strange = client.post(f"{HERE}{round.pk}/type-in/", fields | {"who": "ukendt@firma.example", "text": "1"})
    assert "Ingen her har den adresse." in text_of(strange.content.decode())
    assert Input.objects.count() == 0


def test_lists_cost_a_fixed_number_of_queries(client: Client, moen: Network) -> None:
    pages: dict[str, list[int]] = {}
    for number in (1, 3):
        while Ask.objects.values("person").distinct().count() < number * 3:
            for _person in range(3):
                factories.member(moen)
            round = now_sent(moen)
        for _round in range(number):
            now_sent(moen)
        for name, where in (("list", HERE), ("one", f"{HERE}{round.pk}/"), ("missing", f"{HERE}{round.pk}/missing/")):
            get(client, where)
            with CaptureQueriesContext(connection) as seen:
                get(client, where)
            pages.setdefault(name, []).append(len(seen))
    assert all(len(set(counts)) == 1 for counts in pages.values()), pages


def test_a_closed_round_takes_paper_but_a_prepared_one_does_not(client: Client, moen: Network) -> None:
    round = now_sent_with_a_member(moen)
    rounds.close(round, at=timezone.now())
    get(client, f"{HERE}{round.pk}/type-in/")
    prepared = round_rows.prepared(moen)
    assert client.get(f"{HERE}{prepared.pk}/type-in/").status_code == 302


# --- elsewhere -------------------------------------------------------------------------------------------------------


def test_a_member_is_led_to_the_questions_from_their_own_page(moen: Network) -> None:
    round = now_sent_with_a_member(moen)
    ask = round.asks.select_related("person__user").get()
    browser = signed_in(ask.person.user)
    page = get(browser, "/me/")
    assert "Du bliver spurgt" in text_of(page)
    assert round_rows.link(ask).split(":")[0] in page
    rounds.close(round, at=timezone.now())
    assert "Du bliver spurgt" not in text_of(get(browser, "/me/"))


def test_the_coordinator_finds_in_the_ten_minutes_what_a_round_asks_of_her(moen: Network) -> None:
    now = timezone.now()
    bo = factories.member(moen, "Bo Lind", bounced_at=now)
    assert [each.title for each in rounds_week.to_do(moen, now)] == []
    round_rows.prepared(moen, at=now, deadline_at=now + timedelta(days=9))
    round = round_rows.sent(moen, at=now, deadline_at=now + timedelta(days=4))
    about = stream.About(round=round)
    stream.receive(moen, source=Source.ROUND_MAIL, text="Tak", at=now, person=bo, about=about, is_unsure=True)
    assert [(each.title, each.url) for each in rounds_week.to_do(moen, now)] == [
        ("Spørg alle: Før efteråret", f"{HERE}{round.pk - 1}/preview/"),
        ("Se på ét svar på mail", f"{HERE}{round.pk}/#unsure"),
        ("Ring til ét medlem, der ikke har svaret", f"{HERE}{round.pk}/missing/"),
    ]
    moen.parts = []
    assert list(rounds_week.to_do(moen, now)) == []
