"""The plug is pulled (SIGKILL) three times in the middle of an evening while phones send without a break."""

import http.client
import random
import threading
import time
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from mikrovirk.live.models import Evening, HostAction, Question
from mikrovirk.live.queries.turns import run_of
from tests.live import evenings
from tests.live.phones import Line, PlainHost, PlainPhone
from tests.live.site import Site

PHONES = 8
KILLS = 3
pytestmark = pytest.mark.django_db


class Sender(threading.Thread):
    """A phone that sends one thing after the other, each again until it is told that it is stored, as the page does."""

    def __init__(self, phone: PlainPhone, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.phone, self.stop = phone, stop
        self.stored: list[str] = []
        self.refused: list[Any] = []

    def run(self) -> None:
        while not self.stop.is_set():
            thing = {"id": str(uuid4()), "what": "question", "text": f"Spørgsmål {len(self.stored)}"}
            while True:
                try:
                    answer = self.phone.send(thing)
                except (OSError, http.client.HTTPException):
                    time.sleep(0.02)  # no server: what was typed waits
                    continue
                self.stored += answer["stored"]
                self.refused += answer["refused"]
                break


def pull_the_plug(site: Site, dice: random.Random) -> None:
    """One evening with three kills; nothing that was told to be stored is missing or there twice, and the clock is right."""
    evening = evenings.open_now()
    keys = [turn["key"] for turn in evening.programme]
    host = PlainHost.signed_in(site, evening.code, evenings.host(evening))
    phones = [PlainPhone.joined(site, evening.code, name=f"Mie {number}") for number in range(PHONES)]
    stop = threading.Event()
    senders = [Sender(phone, stop) for phone in phones]
    for sender in senders:
        sender.start()
    pressed: list[tuple[str, float]] = []
    for kill in range(KILLS):
        pressed.append((keys[kill], time.time()))
        host.press("go", keys[kill])
        time.sleep(0.2 + dice.random() * 0.4)
        site.kill()
        time.sleep(dice.random() * 0.3)
        site.start()
        check_clock(phones[0], evening, *pressed[-1])
    time.sleep(0.3)
    stop.set()
    for sender in senders:
        sender.join(20)
    told = [number for sender in senders for number in sender.stored]
    kept = [str(number) for number in Question.objects.values_list("client_id", flat=True)]
    print(f"\n{len(told)} things told to be stored by {PHONES} phones, the plug pulled {KILLS} times")
    assert [sender.refused for sender in senders] == [[]] * PHONES
    assert len(told) > PHONES * KILLS
    assert sorted(told) == sorted(kept)
    assert list(HostAction.objects.values_list("turn", flat=True)) == keys[:KILLS]
    newest = Line(phones[1]).wait_for("questions", lambda part: True)[0]
    assert f"Spørgsmål {0}" in newest["html"]


def check_clock(phone: PlainPhone, evening: Evening, key: str, pressed: float) -> None:
    """After the restart everybody counts from the moment of the press."""
    now = time.time()
    run = Line(phone).wait_for("run")[0]
    assert run["nowOn"] == key
    assert abs(run["since"] / 1000 - pressed) < 0.1
    seconds = next(turn["seconds"] for turn in run["turns"] if turn["key"] == key)
    found = run_of(evening)
    assert found.remaining(datetime.fromtimestamp(now, UTC)) == pytest.approx(seconds - (now - pressed), abs=0.1)


def test_nothing_that_was_told_to_be_stored_is_lost_and_the_clock_is_right(site: Site) -> None:
    pull_the_plug(site, random.Random(2027))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_the_same_twenty_times(site: Site, seed: int) -> None:
    pull_the_plug(site, random.Random(seed))
