"""People who sign up while machines fail: each presses again until the answer has come, and remembers when."""

import http.client
import itertools
import random
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.mailing.smtp_server import Running

TOKEN = "a" * 32  # the same in the cookie and in the form, which is all the check asks
AGAIN = 0.25  # seconds before somebody presses again
AT_A_TIME = 3
PAUSE = 0.05  # between two people


@dataclass
class Crowd:
    """Signs people up through all web hosts until told to stop."""

    ports: list[int]
    path: str
    mails: Running
    answered: dict[str, tuple[float, float]] = field(
        default_factory=dict
    )  # when the request that succeeded began and ended
    arrived: dict[str, float] = field(default_factory=dict)  # when the first mail to somebody was taken
    refused: int = 0  # requests that failed and were sent again
    ended: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    def begin(self) -> "Crowd":
        numbers = itertools.count()
        works = [self._sign_up_many] * AT_A_TIME + [self._read_mails]
        self.threads = [threading.Thread(target=work, args=(numbers,), daemon=True) for work in works]
        for thread in self.threads:
            thread.start()
        return self

    def end(self) -> None:
        """Nobody new comes; whoever has begun gets an answer."""
        self.ended.set()
        for thread in self.threads:
            thread.join(timeout=60)

    def _sign_up_many(self, numbers: "itertools.count[int]") -> None:
        dice = random.Random()
        while not self.ended.is_set():
            email = f"guest{next(numbers)}@faults.example"
            while not self._sign_up(email, dice):
                self.refused += 1
                time.sleep(AGAIN)
            time.sleep(PAUSE)

    def _sign_up(self, email: str, dice: random.Random) -> bool:
        """Whether the site said that it is done."""
        began = time.monotonic()
        line = http.client.HTTPConnection("127.0.0.1", dice.choice(self.ports), timeout=10)
        address = ".".join(str(dice.randrange(1, 255)) for _each in range(4))
        headers = {
            "Host": "localhost",
            "Cookie": f"csrftoken={TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": address,
        }
        typed = {"csrfmiddlewaretoken": TOKEN, "name": "Gry Gæst", "email": email, "extra": ""}
        try:
            line.request("POST", self.path, urlencode(typed), headers)
            answer = line.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            line.close()
        if answer.status != 302:
            assert answer.status in (500, 502, 503), answer.status
            return False
        self.answered[email] = (began, time.monotonic())
        return True

    def _read_mails(self, _numbers: object) -> None:
        read = 0
        while not self.ended.is_set():
            now, taken = time.monotonic(), self.mails.taken()
            for _message, to in taken[read:]:
                self.arrived.setdefault(to, now)
            read = len(taken)
            time.sleep(0.05)

    def back_after(self, moment: float) -> float | None:
        """Seconds from a moment until somebody who pressed after it had their answer, and their mail; None while nobody has."""
        done = [
            max(answered, self.arrived[email]) - moment
            for email, (began, answered) in list(self.answered.items())
            if began >= moment and email in self.arrived
        ]
        return min(done, default=None)
