"""Many processes deciding and paying from one pot at once, in a database of their own.

`python -m tests.fund.clerks COUNT` lays out the database the environment names, lets COUNT processes loose on one call
and prints what they say they did.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from random import Random

APPLICATIONS = 30
POT = 100_000_00
TRIES = 5  # how many cases each process takes up


def prepare() -> int:
    """A fund with one call whose pot is too small for all its applications; the call's key."""
    from django.utils import timezone

    from mikrovirk.accounts.models import User
    from mikrovirk.fund.services import ledger
    from tests.factories.fund import make_application, make_call, make_fund

    lay_tables()
    fund = make_fund()
    # Small sums, so that each is decided for itself.
    call = make_call(fund, pot=POT, quick_up_to=POT, quick_decider=User.objects.create_user("decider@example.test"))
    ledger.appropriate(fund, POT, by=None, at=timezone.now(), text="Bevilling")
    ledger.allot(call, POT, by=None, at=timezone.now())
    for number in range(APPLICATIONS):
        make_application(call, amount=5_000_00 + number * 7, quick_by=timezone.now())
    return call.pk


def lay_tables() -> None:
    """The tables as the models have them, which takes a tenth of the time migrations take, and the ledger's guard."""
    from django.db import connection

    from mikrovirk.fund import ledger_guard
    from tests import tables

    tables.lay()
    ledger_guard.lay(connection)


def work(call: int, seed: int) -> Counter[str]:
    """Take up cases in an order of one's own: decide them, pay them in two parts, take a little back."""
    from django.utils import timezone

    from mikrovirk.fund.models import Application
    from mikrovirk.fund.services import deciding, ledger

    chance, did = Random(seed), Counter[str]()
    cases = list(Application.objects.filter(call=call).select_related("call__fund", "call__quick_decider"))
    for case in chance.sample(cases, TRIES):
        half, at = case.amount // 2, timezone.now()
        decide = partial(deciding.decide, case, outcome="granted", amount=case.amount, reason="Åben for alle")
        first = partial(ledger.pay, case, half, claim="1", key=f"pay:{case.pk}:1")
        rest = partial(ledger.pay, case, case.amount - half, claim="2", key=f"pay:{case.pk}:2")
        back = partial(ledger.give_back, case, 1_00, key=f"back:{case.pk}")
        for word, act in (("granted", decide), ("paid", first), ("paid", rest), ("returned", back)):
            try:
                patiently(partial(act, by=case.call.quick_decider, at=at))
            except ledger.NotEnough:
                did["not_enough"] += 1
            except (deciding.AlreadyDecided, ledger.AlreadyDone):
                did["already_done"] += 1
            else:
                did[word] += 1
    return did


def patiently(act: Callable[[], object]) -> None:
    """Do it; press again where SQLite, on a machine that is busy, let others go first for twenty seconds."""
    from django.db import OperationalError

    for _again in range(20):
        try:
            act()
        except OperationalError as error:
            if "locked" not in str(error):
                raise
        else:
            return
    raise RuntimeError("never got a turn")


def all_at_once(call: int, count: int) -> Counter[str]:
    """Start the processes, wait for them, and add up what they did; raise RuntimeError if one of them fell over."""
    from django.db import connections

    connections.close_all()
    started = [start(call, seed) for seed in range(count)]
    total = Counter[str]()
    for child, reader in started:
        with os.fdopen(reader) as said:
            text = said.read()
        if os.waitpid(child, 0)[1]:
            raise RuntimeError(f"a process fell over: {text}")
        total.update(json.loads(text))
    return total


def start(call: int, seed: int) -> tuple[int, int]:
    """A process of its own: its id, and where it says what it did."""
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        return child, reader
    status = 1
    try:
        text = json.dumps(work(call, seed))
        status = 0
    except BaseException as error:
        text = repr(error)
    os.write(writer, text.encode())
    os._exit(status)


def books(call_key: int) -> dict[str, object]:
    """What the ledger says afterwards."""
    from mikrovirk.fund.domain.ledger import AccountName, Kind, Place, rebuilt
    from mikrovirk.fund.models import Call, Decision
    from mikrovirk.fund.queries import ledger

    call = Call.objects.select_related("fund").get(pk=call_key)
    lines, pot = ledger.lines_of(call.fund), Place(AccountName.AVAILABLE, call.pk)
    kinds = Counter(line.kind.value for line in lines)
    return {
        "kinds": kinds,
        "decisions": Decision.objects.filter(application__call=call, outcome="granted").count(),
        "grants_of_one": max(Counter(line.application for line in lines if line.kind is Kind.GRANTED).values()),
        "lowest": min(rebuilt(lines[: end + 1]).get(pot, 0) for end in range(len(lines))),
        "total": ledger.balances(call).total,
        "faults": len(ledger.faults(call.fund)),
    }


if __name__ == "__main__":
    import django

    django.setup()
    made = prepare()
    print(json.dumps({"did": all_at_once(made, int(sys.argv[1])), "books": books(made)}))
