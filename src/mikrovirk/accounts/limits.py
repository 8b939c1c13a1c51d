"""How often somebody may try something from one internet address, counted for all web processes and hosts together."""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

COUNT = """
INSERT INTO accounts_tally (key, count, ends_at) VALUES (%s, 1, %s)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN accounts_tally.ends_at <= %s THEN 1 ELSE accounts_tally.count + 1 END,
    ends_at = CASE WHEN accounts_tally.ends_at <= %s THEN excluded.ends_at ELSE accounts_tally.ends_at END
RETURNING count
"""
NETWORK_BITS = 64  # whoever has one IPv6 address has all of its network


@dataclass(frozen=True)
class Limit:
    """At most so many in so long."""

    name: str
    at_most: int
    time: timedelta = timedelta(minutes=10)

    def count(self, request: HttpRequest, *, at_most: int | None = None) -> bool:
        """One more from where `request` comes from; True while it is within the limit (`at_most` instead of the usual)."""
        return counted(f"{self.name}:{place_of(request)}", self.time) <= (self.at_most if at_most is None else at_most)


def counted(key: str, time: timedelta) -> int:
    """Count one more under `key` and say how many that makes: one statement, so nobody is counted twice or forgotten."""
    now = timezone.now()
    moment, end = (connection.ops.adapt_datetimefield_value(each) for each in (now, now + time))
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [key, end, moment, moment])
        return int(cursor.fetchone()[0])


def place_of(request: HttpRequest) -> str:
    """A digest of the internet address: tells two of them apart, and does not say which they are."""
    address = request.META.get("REMOTE_ADDR", "")
    try:
        found = ip_address(address)
    except ValueError:  # no address, as through a socket
        found = None
    if isinstance(found, IPv6Address):
        address = str(int(found) >> NETWORK_BITS)
    return salted_hmac("mikrovirk.limits", address, algorithm="sha256").hexdigest()[:24]
