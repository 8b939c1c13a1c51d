"""The fund of the story has money, a call with parts and criteria, one that is written and one that was called off."""

from datetime import datetime, timedelta

from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.fund.models import Application, Call, Condition, Criterion, FundRole, Share
from mikrovirk.fund.services import calls, funds, ledger
from tests.factories.fund import make_application, make_call
from tests.fund.story import Told

GIVEN, OFF, DRAFT, BECAUSE = "Bevilling 2027", "Sommerens aktiviteter", "Efterårets aktiviteter", "Byrådet har ventet."
BENEFIT, CRITERION, TO_ALL = "Den er til gavn for flere.", "Gavner flere netværk", "Ingen søgte derfra."
WORDS = (GIVEN, OFF, DRAFT, BECAUSE, BENEFIT, CRITERION, TO_ALL)  # what people wrote


def run(told: Told, people: list[Person], caseworker: User, *, at: datetime) -> None:
    """The caseworker keeps the books too: money comes in, calls are written, opened and called off."""
    for role in (FundRole.Name.BOOKKEEPER, FundRole.Name.DECIDER, FundRole.Name.ASSESSOR):
        funds.give_role(told.fund, caseworker.email, role, by=None, at=at, on=timezone.localdate(at))
    ledger.appropriate(told.fund, 400_000_00, by=caseworker, at=at, text=GIVEN)
    ledger.allot(told.call, told.call.pot, by=caseworker, at=at)
    Condition.objects.create(call=told.call, position=0, text=BENEFIT, is_general_benefit=True)
    Criterion.objects.create(call=told.call, position=1, name=CRITERION, weight=2)
    Share.objects.create(call=told.call, kind="municipality", key="0390", amount=40_000_00)
    lifted = Share.objects.create(call=told.call, kind="municipality", key="0376", amount=20_000_00)
    calls.lift_share(lifted, because=TO_ALL, by=caseworker, at=at)
    make_call(told.fund, title=DRAFT, state=Call.State.DRAFT, opened_at=None, deadline_at=None, decides="")
    off = make_call(told.fund, title=OFF, deadline_at=at + timedelta(days=20))
    ledger.allot(off, off.pot, by=caseworker, at=at)
    make_application(off, people[4], title=OFF, state=Application.State.SENT, sent_at=at)
    calls.call_off(off, because=BECAUSE, by=caseworker, at=at)
