"""An installation with something in it, and people who use it while it is backed up.

python -m tests.config.recovery.busy begin          a network, a meeting, a fund with money in it, an uploaded file
python -m tests.config.recovery.busy use NUMBER     sign up, cancel and spend until told to stop; say each thing once it is kept
"""

import sys
from datetime import timedelta
from random import Random

GUESTS, PLACES = 40, 25


def begin() -> None:
    from django.core.files.base import ContentFile
    from django.utils import timezone

    from mikrovirk.fund.services import ledger
    from tests import factories
    from tests.factories.fund import make_call, make_fund

    now = timezone.now()
    network = factories.network("mikrovirk")
    week = now + timedelta(days=7)
    factories.meeting(network, starts_at=week, ends_at=week + timedelta(hours=3), capacity=PLACES)
    factories.person("Karla Krukke").photo.save("karla.png", ContentFile(b"a picture"))
    fund = make_fund()
    ledger.appropriate(fund, 400_000_00, by=None, at=now, text="Bevilling", key="first")
    make_call(fund)


def use(number: int) -> None:
    from django.utils import timezone

    from mikrovirk.fund.models import Call
    from mikrovirk.fund.services import ledger
    from mikrovirk.programme.models import Meeting, SignUp
    from mikrovirk.programme.services import sign_ups

    dice, call = Random(number), Call.objects.get()
    meeting = Meeting.objects.select_related("network", "venue").get()
    turn = 0
    while True:
        turn += 1
        address = f"gaest{dice.randrange(GUESTS)}.{number}@example.org"
        row = sign_ups.sign_up_guest(meeting, name="En Gæst", email=address, at=timezone.now())
        if dice.random() < 0.4:
            sign_ups.cancel(SignUp.objects.get(pk=row.pk), at=timezone.now())
        if turn % 5 == 0:
            ledger.allot(call, 100, by=None, at=timezone.now(), key=f"{number}-{turn}")
            print(f"{number}-{turn}", flush=True)


if __name__ == "__main__":
    import django

    django.setup()
    begin() if sys.argv[1] == "begin" else use(int(sys.argv[2]))
