"""How often somebody may try something from one internet address, counted for all web processes and hosts together.

A count is one statement. Where the limit is high, each process counts some by itself before it says so: a sign-up costs
nothing then, and the limit holds to within a thirtieth for each process.
"""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address

from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

COUNT = """
INSERT INTO accounts_tally (key, count, ends_at) VALUES (%s, %s, %s)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN accounts_tally.ends_at <= %s THEN excluded.count ELSE accounts_tally.count + excluded.count END,
    ends_at = CASE WHEN accounts_tally.ends_at <= %s THEN excluded.ends_at ELSE accounts_tally.ends_at END
RETURNING count
"""
PARTS = 30  # a process tells the others when it has counted this part of a limit
NETWORK_BITS = 64  # whoever has one IPv6 address has all of its network


@dataclass(frozen=True)
class Limit:
    """At most so many in so long."""

    name: str
    at_most: int
    time: timedelta = timedelta(minutes=10)

    def count(self, request: HttpRequest, *, at_most: int | None = None) -> bool:
        """One more from where `request` comes from; True while it is within the limit (`at_most` instead of the usual)."""
        most, key = self.at_most if at_most is None else at_most, f"{self.name}:{place_of(request)}"
        together = most // PARTS
        if together <= 1:
            return counted(key, self.time) <= most
        local, seconds = caches["local"], int(self.time.total_seconds())
        try:
            number = local.incr(key)
        except ValueError:  # the first, or the stretch is over
            local.set(key, number := 1, seconds)
        if number % together == 0:
            local.set(f"{key}:past", counted(key, self.time, by=together) > most, seconds)
        return not local.get(f"{key}:past")


def counted(key: str, time: timedelta, *, by: int = 1) -> int:
    """Count `by` more under `key` and say how many that makes: one statement, so nobody is counted twice or forgotten."""
    now = timezone.now()
    moment, end = (connection.ops.adapt_datetimefield_value(each) for each in (now, now + time))
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [key, by, end, moment, moment])
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
