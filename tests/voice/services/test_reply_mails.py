"""Replies to the personal mail: whoever just answers is heard, and machines do not count."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from pytest_django.fixtures import Settings

from mikrovirk.mailing.models import IncomingMail, Message
from mikrovirk.mailing.rendering import Composer
from mikrovirk.mailing.services.incoming import take_in
from mikrovirk.networks.models import Network
from mikrovirk.voice import jobs_replies
from mikrovirk.voice.models import Ask, Input, InputRound
from mikrovirk.voice.queries import replies as queries
from mikrovirk.voice.queries import rounds as round_queries
from mikrovirk.voice.services import replies, rounds
from tests import factories
from tests.factories import NOW
from tests.voice import round_rows

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=2)
IN_WORDS = "Den 13. jan. 2027 kl. 10.00 skrev Karla Brandt <svar@mikrovirk.example>:"


@pytest.fixture
def moen(settings: Settings) -> Network:
    settings.INBOUND_ADDRESS = "svar@mikrovirk.example"
    settings.DEFAULT_FROM_EMAIL = "MikroVirk <post@mikrovirk.example>"
    return factories.network("moen")


@pytest.fixture
def round(moen: Network) -> InputRound:
    factories.member(moen, "Lise Holm", email="lise@systuen.example")
    return round_rows.sent(moen)


def the_message(kind: str = "voice.ask") -> Message:
    return Message.objects.select_related("mailing__network", "user").get(kind=kind, user__full_name="Lise Holm")


def quoted(message: Message) -> str:
    text = Composer().compose(message, message.mailing, message.user).text
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def reply(
    text: str, *, message: Message | None = None, sender: str = "Lise Holm <lise@systuen.example>", **headers: str
) -> bytes:
    """A mail that answers `message`, as a mail program makes it."""
    message = message or the_message()
    mail = EmailMessage()
    token = message.message_id.strip("<>").partition("@")[0]
    mail["From"], mail["To"] = sender, f"svar+{token}@mikrovirk.example"
    mail["Subject"] = "Sv: Hvordan kan netværket blive bedre for dig?"
    mail["Message-ID"] = f"<{abs(hash((text, sender)))}@systuen.example>"
    mail["In-Reply-To"] = message.message_id
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return bytes(mail)


def came_in(raw: bytes, *, now: object = LATER) -> None:
    take_in(raw, via="smtp", at=LATER)
    jobs_replies.run(now=LATER)


def rows() -> list[tuple[object, ...]]:
    return list(
        Input.objects.order_by("pk").values_list("source", "text", "person__user__full_name", "is_unsure", "flags")
    )


def test_a_reply_is_heard_without_quote_and_signature(round: InputRound) -> None:
    came_in(reply(f"Hej Karla\n\nFlere møder om morgenen, tak.\n\nMvh Lise\n\n{IN_WORDS}\n{quoted(the_message())}\n"))
    assert rows() == [("round_mail", "Hej Karla\n\nFlere møder om morgenen, tak.", "Lise Holm", False, [])]
    row = Input.objects.get()
    assert (row.round, row.at) == (round, LATER)
    assert Ask.objects.get().answered_at == LATER
    assert IncomingMail.objects.values_list("state", "why").get() == ("taken", "heard")


def test_answers_between_the_questions_are_kept_in_order(round: InputRound) -> None:
    lines = quoted(the_message())
    between = lines.replace("> 1. Hvad savner du?", "> 1. Hvad savner du?\n\nKaffe.\n")
    between = between.replace(
        "(vælg en: Morgen / Eftermiddag / Aften)", "(vælg en: Morgen / Eftermiddag / Aften)\n\nAften, klart.\n"
    )
    came_in(reply(f"{IN_WORDS}\n{between}\n"))
    assert [text for _source, text, *_rest in rows()] == ["Kaffe.\n\nAften, klart."]


def test_the_reminder_is_answered_the_same_way_and_who_did_is_not_reminded(round: InputRound) -> None:
    rounds.remind(round, at=LATER)
    came_in(reply("Ja, mere kage."))
    assert the_message("voice.ask_again").state == "stopped"
    Message.objects.filter(kind="voice.ask_again").update(state="sent", sent_at=LATER)
    again = the_message("voice.ask_again")
    came_in(reply(f"Og kaffe.\n\n{IN_WORDS}\n{quoted(again)}", message=again))
    assert [text for _source, text, *_rest in rows()] == ["Ja, mere kage.", "Og kaffe."]


def test_the_same_mail_twice_is_one_input(round: InputRound) -> None:
    raw = reply("Mere kaffe.")
    came_in(raw)
    came_in(raw)
    assert len(rows()) == 1


def test_machines_and_empty_mails_do_not_count(round: InputRound) -> None:
    came_in(reply("Jeg er på ferie til mandag.", Auto_Submitted="auto-replied"))
    came_in(reply(f"{IN_WORDS}\n{quoted(the_message())}\n"))
    assert rows() == []
    assert Ask.objects.get().answered_at is None
    assert sorted(IncomingMail.objects.values_list("state", "why")) == [("taken", "empty"), ("taken", "machine")]


def test_another_sender_is_told(round: InputRound) -> None:
    came_in(reply("Min mand siger morgen.", sender="Bo Holm <bo@tomrer.example>"))
    assert rows() == [("round_mail", "Min mand siger morgen.", "Lise Holm", False, ["other-sender"])]


def test_after_the_deadline_it_is_heard_and_is_no_answer_of_the_round(round: InputRound) -> None:
    InputRound.objects.update(state="concluded", concluded_at=NOW)
    came_in(reply("For sent, men alligevel."))
    assert Input.objects.get().round is None
    assert Ask.objects.get().answered_at is None


def test_where_the_members_voice_is_off_a_person_looks_at_it(round: InputRound, moen: Network) -> None:
    moen.parts = []
    moen.save()
    came_in(reply("Hej"))
    assert (rows(), IncomingMail.objects.get().for_people) == ([], True)


def test_a_doubtful_one_is_settled_by_a_person_who_sees_the_whole_mail(round: InputRound) -> None:
    came_in(reply("Mere kaffe.\n\nMvh Lise\n\nNå ja, kan vi ikke også få en liste, som jeg kan printe?"))
    (row,) = round_queries.unsure_replies(round.network, round)
    assert row.text == "Mere kaffe."
    assert "en liste, som jeg kan printe?" in queries.whole_mail(row)
    replies.settle(row, text=" Mere kaffe. Ring 010170-1234 ")
    assert [(text, unsure) for _source, text, _who, unsure, _flags in rows()] == [
        ("Mere kaffe. Ring xxxxxx-xxxx", False)
    ]
    assert list(round_queries.unsure_replies(round.network)) == []
