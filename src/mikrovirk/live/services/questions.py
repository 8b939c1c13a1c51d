"""Writes: questions and wishes from the hall, support for them, and quick polls."""

from django.utils.translation import gettext as _

from mikrovirk.live.changes import touch
from mikrovirk.live.models import Ballot, Poll, Question, Support
from mikrovirk.live.queries.turns import run_of
from mikrovirk.live.saying import Refused, Said, from_host, from_room
from mikrovirk.live.services import screen

QUESTION_LENGTH = 500
CHOICES_AT_MOST = 6


@from_room("question")
def raise_question(said: Said) -> None:
    """A question or a wish; named only if whoever raises it says so."""
    phone = said.phone
    kind = said.detail.get("kind", Question.Kind.QUESTION)
    if kind not in Question.Kind.values:
        raise Refused(_("Choose a question or a wish."))
    _kept, is_new = Question.objects.get_or_create(
        evening=said.evening,
        client_id=said.client_id,
        defaults={
            "phone": phone,
            "kind": kind,
            "text": said.text("text", at_most=QUESTION_LENGTH),
            "name": name_of(said) if said.detail.get("named") else "",
            "turn": run_of(said.evening).now_on or "",
            "at": said.at,
        },
    )
    if is_new:
        touch(said.evening, "questions")


def name_of(said: Said) -> str:
    if said.phone is None:
        return said.by.full_name if said.by else ""
    row = said.phone.sign_up
    if row is None:
        return said.phone.name
    return row.name or (row.person.name if row.person else "")


@from_room("support")
def support(said: Said) -> None:
    """ "I want to know that too", or not any more."""
    question = Question.objects.filter(evening=said.evening, pk=said.number("question")).first()
    if question is None or said.phone is None:
        raise Refused(_("The question is gone."))
    if said.detail.get("take_back"):
        Support.objects.filter(question=question, phone=said.phone).delete()
    elif question.phone_id != said.phone.pk:
        Support.objects.get_or_create(question=question, phone=said.phone)
    touch(said.evening, "questions")


@from_host("question_state")
def settle_question(said: Said) -> None:
    """On the screen, answered, hidden, or open again; only one is on the screen."""
    question = Question.objects.filter(evening=said.evening, pk=said.number("question")).first()
    state = said.detail.get("state")
    if question is None or state not in Question.State.values:
        raise Refused(_("The question is gone."))
    question.state = state
    question.save(update_fields=["state"])
    on_screen = {"what": "question", "pk": question.pk}
    if state == Question.State.ON_SCREEN:
        screen.show(said.evening, on_screen)
    elif said.evening.showing == on_screen:
        screen.show(said.evening, {})
    touch(said.evening, "questions")


@from_host("show")
def show_on_screen(said: Said) -> None:
    """Something else than what is on: the code to join ("join"), the poll ("poll"), or nothing ("")."""
    what = str(said.detail.get("scene", ""))
    screen.show(said.evening, {"what": what} if what in ("join", "poll") else {})


@from_host("poll")
def open_poll(said: Said) -> None:
    """Ask everybody; another poll that is open is closed."""
    choices = [" ".join(str(choice).split())[:80] for choice in said.detail.get("choices", [])]
    choices = [choice for choice in dict.fromkeys(choices) if choice][:CHOICES_AT_MOST]
    if len(choices) < 2:
        raise Refused(_("Give at least two answers to choose from."))
    if Poll.objects.filter(evening=said.evening, client_id=said.client_id).exists():
        return
    said.evening.polls.filter(closed_at=None).update(closed_at=said.at)
    Poll.objects.create(
        evening=said.evening,
        client_id=said.client_id,
        question=said.text("question", at_most=200),
        choices=choices,
        opened_at=said.at,
    )
    screen.show(said.evening, {"what": "poll"})
    touch(said.evening, "poll")


@from_host("poll_close")
def close_poll(said: Said) -> None:
    """No more answers; the result stays to be seen."""
    said.evening.polls.filter(pk=said.number("poll"), closed_at=None).update(closed_at=said.at)
    touch(said.evening, "poll", "showing")


@from_room("ballot")
def vote(said: Said) -> None:
    """One phone, one answer; the last one counts."""
    poll = Poll.objects.filter(evening=said.evening, pk=said.number("poll"), closed_at=None).first()
    if poll is None or said.phone is None:
        raise Refused(_("The poll is closed."))
    choice = said.number("choice")
    if not 0 <= choice < len(poll.choices):
        raise Refused(_("The poll is closed."))
    Ballot.objects.update_or_create(poll=poll, phone=said.phone, defaults={"choice": choice})
    touch(said.evening, "poll", "showing")
