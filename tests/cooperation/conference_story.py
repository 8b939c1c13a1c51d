"""Conferences that the journeys go on from: one a network is asked to hold, and one with a promise in every state."""

from datetime import datetime, timedelta

from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.cooperation.models import Commitment, Conference, Table
from mikrovirk.cooperation.services import commitments, conferences, tables, wishes
from mikrovirk.networks.models import Network

TITLE, QUESTION, PROMISE = "Sammen om de små", "Hvad gør vi sammen det næste år?", "Åbne læsesalen om aftenen"
WORDS = (TITLE, QUESTION, PROMISE)  # what they wrote, in mails
A_DAY = timedelta(days=1)


def tell(network: Network, coordinator: User, *, at: datetime) -> None:
    """Every mail about a conference is drafted or sent, and every page has something to show."""
    code = network.municipality_code or "0390"
    officer = User.objects.create_user("preben@kommune-her.example", full_name="Preben Lund")
    said = {"title": TITLE, "question": QUESTION, "call": "Alle er velkomne."}
    asked = conferences.call_conference(code=code, by=officer, at=at, **said)
    conferences.publish_call(asked, at=at)
    conferences.ask_network(asked, network, by=officer, at=at)
    held = conferences.call_conference(code=code, by=coordinator, at=at, wanted_date=timezone.localdate(at), **said)
    conferences.publish_call(held, at=at)
    held.refresh_from_db()
    wishes.send_in(held, text="Mere kaffe", name="Bo Lund", by=None, at=at)
    wishes.write_down(held, text="Kortere møder", name="", by=coordinator, at=at)
    wishes.set_aside(wishes.write_down(held, text="Længere møder", name="", by=coordinator, at=at), at=at)
    conferences.ask_network(held, network, by=coordinator, at=at)
    first, second = tables.set_tables(held, ["Hvad mangler vi?", "Hvem hjælper?"])
    tables.write_note(first, kind="promise", text="Vi rydder loftet", key="rydloftet", at=at)
    tables.close_table(second, at=at)
    Conference.objects.filter(pk=held.pk).update(state="held", held_at=at, carrying="yes")
    held.refresh_from_db()
    commitments.conclude(held, text="Vi mødes hvert kvartal.")
    promise_in_every_state(held, at=at)


def promise_in_every_state(held: Conference, *, at: datetime) -> None:
    """Asked, promised, due, overdue, kept, given up and declined."""
    today = timezone.localdate(at)

    def ask(days: int, *, said_yes: bool = True) -> Commitment:
        return commitments.ask_for(
            held, by=held.made_by, at=at, was_said_there=said_yes, text=PROMISE, due_date=today + days * A_DAY,
            owner_name="Biblioteket", owner_email="lene@bibliotek.example",
        )  # fmt: skip

    for each in (ask(60, said_yes=False), ask(60), ask(3), ask(-3)):
        assert each.pk
    commitments.keep(ask(60), text="Åbent siden mandag", at=at)
    commitments.give_up(ask(60), why="Ingen kom", at=at)
    commitments.decline(ask(60, said_yes=False), why="Det er ikke vores", at=at)
    commitments.remind(now=at, today=today)


def links() -> list[str]:
    """The pages behind the links of tables and of promises, in the states they can be in."""
    rows = Commitment.objects.filter(text=PROMISE).order_by("pk")
    pens = Table.objects.filter(conference__title=TITLE)
    return [*(tables.link_of(each) for each in pens), *(commitments.link_of(each) for each in rows)]
