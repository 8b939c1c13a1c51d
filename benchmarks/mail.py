"""2,000 personalised mails: through the outbox, and beside it a plain loop, to the same SMTP sink in one run.

The loop fills the same compiled templates and the same MIME parts by Django's `EmailMultiAlternatives` and sends over one
open connection, with nothing written down. `python -m benchmarks.mail [COUNT]`.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

COUNT = 2000
GOAL_SECONDS = 10.0
GOAL_RATIO = 2.5


def measure(count: int = COUNT) -> dict[str, float]:
    """Seconds for both, and how the outbox compares; in a database and with a mail server of its own."""
    from tests.mailing import smtp_server

    with tempfile.TemporaryDirectory() as name, smtp_server.running(Path(name)) as server:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "mikrovirk.config.settings",
            "MIKROVIRK_DATA": name,
            "MIKROVIRK_SMTP_URL": server.url,
            "MIKROVIRK_DATABASE_URL": os.environ.get("MIKROVIRK_BENCH_DATABASE_URL", ""),
        }
        words = [sys.executable, "-m", "benchmarks.mail", "inside", str(count)]
        done = subprocess.run(words, env=environment, check=True, stdout=subprocess.PIPE, text=True)
        result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        assert len(server.taken()) == 2 * count, "the sink did not take every mail"
    return result


def inside(count: int) -> None:
    """In a process with an installation of its own: lay out the rows, deliver, print the seconds as JSON."""
    import django

    django.setup()
    from tests.mailing import kinds, nursery

    kinds.register_once()
    nursery.prepare(count)
    # Each in turn and the outbox first: what is loaded on the way helps the loop, not us.
    seconds = {"outbox": timed(deliver_outbox, count), "loop": timed(deliver_loop, count)}
    print(json.dumps({**seconds, "count": count, "ratio": seconds["outbox"] / seconds["loop"]}))


def timed(does: Callable[[], int], count: int) -> float:
    started = time.perf_counter()
    delivered = does()
    seconds = time.perf_counter() - started
    assert delivered == count, f"{delivered} of {count} were delivered"
    return seconds


def deliver_outbox() -> int:
    """As the worker does it."""
    from django.utils import timezone

    from mikrovirk.mailing.delivery import deliver_due

    total = 0
    while left_count := deliver_due(now=timezone.now(), worker="benchmark"):
        total += left_count
    return total


def deliver_loop() -> int:
    """The least a Django program does that sends the same mails and keeps no books."""
    from email.utils import parseaddr

    from django.conf import settings
    from django.core.mail import EmailMultiAlternatives, get_connection

    from mikrovirk.mailing.models import Message
    from mikrovirk.mailing.rendering import Composer

    composer = Composer()
    connection = get_connection("django.core.mail.backends.smtp.EmailBackend", **smtp_words())
    sender = f'"Sanne Bæk, MikroVirk" <{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}>'
    total = 0
    with connection:
        for message in Message.objects.select_related("user", "mailing__network__host").iterator(chunk_size=100):
            mailing, user = message.mailing, message.user
            composed = composer.compose(message, mailing, user)
            headers = {"Message-ID": message.message_id, "List-Unsubscribe": f"<{composed.way_out}>"}
            mail = EmailMultiAlternatives(composed.subject, composed.text, sender, [user.email], headers=headers)
            mail.attach_alternative(composed.html, "text/html")
            total += connection.send_messages([mail]) or 0
    return total


def smtp_words() -> dict[str, Any]:
    from django.conf import settings

    return {"host": settings.SMTP["host"], "port": settings.SMTP["port"]}


def report(result: dict[str, float]) -> str:
    """The result in words."""
    kept = result["outbox"] <= GOAL_SECONDS and result["ratio"] <= GOAL_RATIO
    return (
        f"Mail, {result['count']:.0f} personalised to a local SMTP sink\n"
        f"  through the outbox   {result['outbox']:6.2f} s   (goal: at most {GOAL_SECONDS:.0f} s)\n"
        f"  plain loop           {result['loop']:6.2f} s\n"
        f"  ratio                {result['ratio']:6.2f}     (goal: at most {GOAL_RATIO})\n"
        f"  {'goal met' if kept else 'GOAL NOT MET'}"
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["inside"]:
        inside(int(sys.argv[2]))
    else:
        print(report(measure(int(sys.argv[1]) if sys.argv[1:] else COUNT)))
