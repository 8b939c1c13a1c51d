"""Starts real worker processes quickly, so that they can be killed often.

Loads the product once, then forks a worker for every line "start" on its standard input and answers with its process id;
"reap" waits for the last one to end. Run with the environment that names the database and the mail server.
`python -m tests.mailing.nursery prepare COUNT` lays out the database and a mailing that was approved, to COUNT people.
"""

import json
import os
import signal
import sys
from collections import Counter
from datetime import timedelta


def prepare(count: int) -> None:
    """An installation with one approved mailing to `count` people."""
    from django.utils import timezone

    from mikrovirk.accounts.models import User
    from mikrovirk.mailing import services
    from mikrovirk.networks.models import Network
    from tests import tables
    from tests.mailing import kinds

    tables.lay()
    now = timezone.now() - timedelta(hours=1)
    network = Network.objects.create(slug="mikrovirk", name="MikroVirk", contact_name="Sanne Bæk")
    users = User.objects.bulk_create(
        User(email=f"medlem{number}@firma.example", full_name=f"Åse Østergård {number}") for number in range(count)
    )
    context = {"day": "mandag 30. november", "title": "Salg uden at sælge", "link": "https://net.example/s/1/"}
    mailing = services.draft(
        kind=kinds.INVITATION,
        occasion="meeting:1",
        network=network,
        recipients=[services.Recipient(user, {"link": f"https://net.example/s/{user.email}/"}) for user in users],
        at=now,
        due_at=now,
        context=context,
    )
    services.approve(mailing, by=User.objects.create_user("leder@firma.example"), at=now)


def states() -> None:
    """Print how many messages are in which state."""
    from mikrovirk.mailing.models import Message

    print(json.dumps(dict(Counter(Message.objects.values_list("state", flat=True)))))


def nurse() -> None:
    """Do what the lines of the standard input say; at their end no worker is left behind."""
    from mikrovirk.config import worker

    child = 0
    for line in sys.stdin:
        if line.strip() == "start":
            child = os.fork()
            if child == 0:
                worker.run(jobs=())
                os._exit(0)
            print(child, flush=True)
        elif line.strip() == "reap":
            os.waitpid(child, 0)
            child = 0
            print("gone", flush=True)
    if child:
        os.kill(child, signal.SIGKILL)


if __name__ == "__main__":
    import django

    django.setup()
    from tests.mailing import kinds

    kinds.register_once()
    if sys.argv[1:2] == ["prepare"]:
        prepare(int(sys.argv[2]))
    elif sys.argv[1:2] == ["states"]:
        states()
    else:
        nurse()
