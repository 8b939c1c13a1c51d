"""A round is prepared, sent, reminded of, prolonged, closed and copied."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mikrovirk.accounts.models import MailChoice
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.mailing.rendering import Composer
from mikrovirk.networks.models import Network
from mikrovirk.voice import jobs_rounds
from mikrovirk.voice.models import Ask, InputRound
from mikrovirk.voice.services import answering, rounds
from tests import factories
from tests.factories import NOW
from tests.voice import round_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def moen() -> Network:
    return factories.network("moen", name="Netværket på Møn")


def states(kind: str = "voice.ask") -> dict[str, str]:
    return dict(Message.objects.filter(kind=kind).values_list("user__full_name", "state"))


def test_everybody_is_put_on_the_list_and_the_mail_waits_for_approval(moen: Network) -> None:
    factories.member(moen, "Lise Holm")
    factories.member(moen, "Bo Lind", mail_choice=MailChoice.NONE)
    factories.member(moen, "Ida Død", bounced_at=NOW)
    round = round_rows.opened(moen)
    assert sorted(Ask.objects.values_list("person__user__full_name", "asked_at")) == [
        ("Bo Lind", NOW),
        ("Ida Død", NOW),
        ("Lise Holm", NOW),
    ]
    assert states() == {"Lise Holm": "draft"}
    assert (round.state, round.opened_at) == ("open", NOW)
    drafted = Mailing.objects.get()
    assert (drafted.kind, drafted.state, drafted.sender_name) == ("voice.ask", "draft", "Karla Brandt")


def test_the_mail_is_in_the_senders_words_with_the_questions_and_how_to_answer(moen: Network) -> None:
    lise = factories.member(moen, "Lise Holm")
    round_rows.opened(moen)
    message = Message.objects.select_related("mailing__network", "user").get(user=lise.user)
    text = Composer().compose(message, message.mailing, message.user).text
    link = round_rows.link(Ask.objects.get())
    assert text.startswith(
        "Kære Lise\n\nDu er medlem, og derfor spørger jeg dig personligt.\n\n"
        "1. Hvad savner du?\n\n"
        "2. Hvornår passer det dig bedst? (vælg en: Morgen / Eftermiddag / Aften)\n\n"
        "3. Hvor meget får du ud af møderne? (fra 1, slet ikke, til 5, rigtig meget)\n\n"
        "Svar bare på denne mail, så kort eller langt du vil."
    )
    assert "mandag 25. januar" in text
    assert link.split(":")[0] in text
    assert "Karla Brandt" in text


def test_the_lines_between_the_senders_own_words_are_in_the_readers_language(moen: Network) -> None:
    factories.member(moen, "Lise Holm", language="en")
    round_rows.opened(moen)
    message = Message.objects.select_related("mailing__network", "user").get()
    text = Composer().compose(message, message.mailing, message.user).text
    assert "Du er medlem, og derfor spørger jeg dig personligt.\n\n1. Hvad savner du?" in text
    assert "Just answer this mail" in text
    assert "by Monday 25 January" in text
    assert "at the latest. The steering group reads" in text


def test_a_round_that_nobody_could_answer_is_not_sent(moen: Network) -> None:
    factories.member(moen)
    for changes, why in (
        ({"questions": ()}, "questions"),
        ({"deadline_at": NOW}, "deadline"),
        ({"audience": InputRound.Audience.NEW}, "nobody"),
    ):
        with pytest.raises(rounds.CannotOpen) as error:
            rounds.open_round(round_rows.prepared(moen, **changes), at=NOW)
        assert error.value.why == why
    assert Ask.objects.count() == Mailing.objects.count() == 0


def test_what_was_sent_cannot_be_changed_or_sent_twice(moen: Network) -> None:
    factories.member(moen)
    round = round_rows.sent(moen)
    with pytest.raises(rounds.RoundIsSent):
        rounds.open_round(round, at=NOW)
    with pytest.raises(rounds.RoundIsSent):
        rounds.keep_round(moen, round_rows.words(moen), by=factories.user(), at=NOW, round=round)
    with pytest.raises(rounds.RoundIsSent):
        rounds.remove_round(round)


def test_a_round_is_taken_back_while_nobody_has_the_mail_and_sent_anew(moen: Network) -> None:
    lise = factories.member(moen, "Lise Holm")
    round = round_rows.opened(moen)
    rounds.take_back(round, by=factories.user(), at=NOW)
    assert (round.state, round.opened_at, Ask.objects.count()) == ("draft", None, 0)
    rounds.open_round(round, at=NOW)
    rows = Message.objects.filter(user=lise.user).order_by("pk").values_list("occasion", "state")
    assert list(rows) == [(f"round:{round.pk}", "stopped"), (f"round:{round.pk}:2", "draft")]


def test_a_round_that_somebody_has_is_not_taken_back(moen: Network) -> None:
    factories.member(moen)
    with pytest.raises(rounds.CannotTakeBack):
        rounds.take_back(round_rows.sent(moen), by=factories.user(), at=NOW)


def test_the_reminder_is_drafted_once_and_only_to_those_who_are_silent(moen: Network) -> None:
    for name in ("Lise Holm", "Bo Lind", "Ida Ny", "Per Bo"):
        factories.member(moen, name)
    round = round_rows.sent(moen)
    ask = {ask.person.name: ask for ask in Ask.objects.all()}
    question = round.questions.all()[0]
    answering.answer(ask["Lise Holm"], [answering.answer_given(question, "Kaffe")], at=NOW)
    answering.decline(ask["Bo Lind"], at=NOW)
    jobs_rounds.run(now=NOW + timedelta(days=6))
    assert states("voice.ask_again") == {}
    for _again in range(2):
        jobs_rounds.run(now=NOW + timedelta(days=7))
    assert states("voice.ask_again") == {"Ida Ny": "draft", "Per Bo": "draft"}
    drafted = Mailing.objects.get(kind="voice.ask_again")
    assert (drafted.due_at, drafted.state) == (NOW + timedelta(days=11), "draft")
    # Who answers while it waits does not get it.
    answering.answer_anonymously(ask["Per Bo"], [answering.answer_given(question, "Te")], at=NOW + timedelta(days=8))
    assert states("voice.ask_again") == {"Ida Ny": "draft", "Per Bo": "stopped"}


def test_the_reminder_is_in_the_senders_name_with_the_questions_again(moen: Network) -> None:
    factories.member(moen, "Lise Holm")
    round = round_rows.sent(moen)
    rounds.remind(round, at=NOW + timedelta(days=7))
    message = Message.objects.select_related("mailing__network", "user").get(kind="voice.ask_again")
    mail = Composer().compose(message, message.mailing, message.user)
    assert mail.subject == "Jeg vil stadig gerne høre fra dig: Hvordan kan netværket blive bedre for dig?"
    assert mail.text.startswith("Kære Lise\n\nFor lidt siden spurgte jeg")
    assert "1. Hvad savner du?" in mail.text
    assert message.mailing.sender_name == "Karla Brandt"


def test_nobody_is_reminded_of_a_mail_that_never_left(moen: Network) -> None:
    factories.member(moen)
    round_rows.opened(moen)
    jobs_rounds.run(now=NOW + timedelta(days=8))
    assert states("voice.ask_again") == {}


def test_with_the_standing_rule_the_reminder_goes_at_its_hour(moen: Network) -> None:
    factories.member(moen, "Lise Holm")
    mailing.switch_rule_on(moen, "voice.ask_again", by=factories.coordinator(moen), at=NOW)
    round_rows.sent(moen)
    jobs_rounds.run(now=NOW + timedelta(days=7))
    row = Message.objects.get(kind="voice.ask_again")
    assert (row.state, row.due_at) == ("queued", NOW + timedelta(days=11))


def test_a_round_closes_after_its_deadline_and_sends_nothing_more(moen: Network) -> None:
    factories.member(moen)
    round = round_rows.opened(moen)
    jobs_rounds.run(now=round.deadline_at)
    round.refresh_from_db()
    assert round.state == "open"
    late = round.deadline_at + timedelta(minutes=1)
    jobs_rounds.run(now=late)
    round.refresh_from_db()
    assert (round.state, round.closed_at) == ("closed", late)
    assert list(Message.objects.values_list("state", "why")) == [("stopped", "closed")]


def test_more_time_moves_the_reminder_and_what_has_not_left(moen: Network) -> None:
    factories.member(moen, "Lise Holm")
    round = round_rows.opened(moen)
    until = NOW + timedelta(days=21)
    rounds.extend(round, until=until, at=NOW)
    drafted = Mailing.objects.get()
    assert (round.deadline_at, drafted.expires_at) == (until, until)
    message = Message.objects.select_related("mailing__network", "user").get()
    assert "mandag 1. februar" in Composer().compose(message, message.mailing, message.user).text


def test_more_time_leaves_what_was_sent_as_it_was(moen: Network) -> None:
    """The text that was sent is what replies are compared with."""
    factories.member(moen, "Lise Holm")
    round = round_rows.sent(moen)
    before = Message.objects.get().context
    rounds.extend(round, until=NOW + timedelta(days=21), at=NOW)
    assert Message.objects.get().context == before


def test_a_closed_round_is_opened_again_and_a_concluded_one_is_not(moen: Network) -> None:
    factories.member(moen)
    round = round_rows.sent(moen)
    assert rounds.close(round, at=NOW)
    rounds.extend(round, until=NOW + timedelta(days=3), at=NOW)
    assert (round.state, round.closed_at) == ("open", None)
    with pytest.raises(ValueError, match="over"):
        rounds.extend(round, until=NOW, at=NOW)
    InputRound.objects.update(state="concluded", concluded_at=NOW)
    with pytest.raises(rounds.RoundIsSent):
        rounds.extend(round, until=NOW + timedelta(days=9), at=NOW)


def test_a_copy_has_the_same_words_and_as_much_time(moen: Network) -> None:
    factories.member(moen)
    round = round_rows.sent(moen)
    later = NOW + timedelta(days=100)
    made = rounds.copy_round(round, by=factories.user(), at=later)
    assert (made.state, made.title, made.body) == ("draft", "Før efteråret (kopi)", round.body)
    assert made.deadline_at == later + timedelta(days=14)
    assert list(made.questions.values_list("kind", "text", "choices")) == list(
        round.questions.values_list("kind", "text", "choices")
    )


def test_asking_many_costs_as_many_queries_as_asking_few(moen: Network) -> None:
    counts = []
    for number in (3, 30):
        for _person in range(number):
            factories.member(moen)
        round = round_rows.prepared(moen)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            rounds.open_round(round, at=NOW)
        counts.append(len(seen))
    assert counts[0] == counts[1]
