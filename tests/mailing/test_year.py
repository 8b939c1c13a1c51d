"""Twelve months with the most active member there could be and a silent one: never more mails than the limit."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from mikrovirk.accounts.models import MailChoice, User
from mikrovirk.mailing import jobs, queries, services
from mikrovirk.mailing.delivery import deliver_due
from mikrovirk.mailing.models import MailboxCopy, Message
from mikrovirk.networks.models import Network, Role
from tests import factories
from tests.mailing.kinds import FEEDBACK, INVITATION, RECEIPT, TASK

pytestmark = pytest.mark.django_db
MONTHS = [date(2027, month, 1) for month in range(1, 13)]


def at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=timezone.get_default_timezone())


def days() -> Iterator[date]:
    day = MONTHS[0]
    while day.year == MONTHS[0].year:
        yield day
        day += timedelta(days=1)


def send(network: Network, kind: str, occasion: str, to: list[User], now: datetime, expires_in: int = 40) -> None:
    mailing = services.draft(
        kind=kind,
        occasion=occasion,
        network=network,
        recipients=[services.Recipient(user) for user in to],
        at=now,
        due_at=now,
        expires_at=now + timedelta(days=expires_in),
        context={"day": "mandag", "title": occasion, "link": "https://net.example/"},
    )
    if mailing.state == "draft":
        services.approve(mailing, by=to[0], at=now)


def live_a_day(day: date, networks: list[Network], active: User, everybody: list[User]) -> None:
    """Each network has a meeting a month; the active one is asked for everything and signs up for everything."""
    now = at(day, 9)
    for number, network in enumerate(networks):
        key = f"{network.slug}:{day.year}-{day.month}"
        if day.day == 3 + number:
            send(network, INVITATION, f"meeting:{key}", everybody, now)
        if day.day in (4 + number, 11, 15 + number, 19):
            send(network, TASK, f"task:{key}:{day.day}", [active], now)
        if day.day == 25 + number:
            send(network, FEEDBACK, f"feedback:{key}", [active], now)
        if day.day == 8:
            services.send_service(
                kind=RECEIPT, occasion=f"receipt:{key}", user=active, at=now, network=network, context={"title": key}
            )
    later = at(day, 10)
    jobs.run(now=later)
    deliver_due(now=later, worker="test", limit=1000)


def test_twelve_months(settings: Settings) -> None:
    settings.SMTP = {}
    networks = [factories.network(f"netvaerk-{name}") for name in ("moen", "bogoe", "stege")]
    active, silent = factories.user("Aktiv Andersen"), factories.user("Stille Sørensen")
    monthly = factories.user("Månedlig Madsen", mail_choice=MailChoice.MONTHLY)
    everybody = [active, silent, monthly]
    for network in networks:
        for user in everybody:
            Role.objects.create(user=user, network=network, name=Role.Name.MEMBER, since_date=MONTHS[0])
    for day in days():
        live_a_day(day, networks, active, everybody)
    print("\nMails a month, besides those about own sign-ups:")
    for user in everybody:
        counts = [queries.sent_count_in_month(user, month) for month in MONTHS]
        print(f"  {user.full_name:<16} {' '.join(map(str, counts))}")
        assert max(counts) <= settings.MAIL_MONTHLY_LIMIT
    # Every invitation of every network reached everybody, also the one who is asked for everything.
    invitations = Message.objects.filter(kind=INVITATION)
    assert set(invitations.values_list("state", flat=True)) == {"sent"}
    assert invitations.count() == 3 * 12 * 3
    # What was held back was told in another mail, or its time had passed; nothing is forgotten.
    rest = Message.objects.filter(user=active, counted=True).exclude(kind=INVITATION)
    states = {state: rest.filter(state=state).count() for state in set(rest.values_list("state", flat=True))}
    print(f"  of {rest.count()} other mails to the active one: {states}")
    assert states["folded"] > states.get("stopped", 0)
    assert MailboxCopy.objects.filter(message__kind=RECEIPT).count() == 36
