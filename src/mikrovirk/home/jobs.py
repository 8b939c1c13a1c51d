"""What is due by the clock: roles end and people are told, once a day the watch looks, and at night old data are deleted.

Once an hour what has run out is forgotten: sessions, counts of presses, the oldest of the trail.
"""

from datetime import datetime

from django.core.cache import cache
from django.utils import timezone

from mikrovirk.accounts import services as account_services
from mikrovirk.home.handover import takeover, watch
from mikrovirk.home.privacy import retention
from mikrovirk.networks import services as network_services
from mikrovirk.networks.models import Network, Role

FROM_HOUR = 8  # nobody is written to in the night
NETWORKS_A_TIME = 50
NIGHT = range(2, 6)  # when old data are deleted: nobody waits for a page
HOUR = 60 * 60
A_DAY = 24 * HOUR


def run(*, now: datetime) -> None:
    """Called every minute by the worker."""
    today = timezone.localdate(now)
    if Role.objects.filter(until_date__lt=today).exists() or Role.objects.filter(away_until_date__lt=today).exists():
        network_services.end_run_out(today, at=now)
    takeover.tell_of_roles(now)
    if cache.add("home:forget", now.isoformat(), HOUR):
        account_services.forget(now)
    if timezone.localtime(now).hour >= FROM_HOUR:
        for network in Network.objects.filter(is_open=True).exclude(watched_date=today)[:NETWORKS_A_TIME]:
            watch.keep_watch(network, now)
    if timezone.localtime(now).hour in NIGHT:
        delete_what_is_due(now)


def delete_what_is_due(now: datetime) -> None:
    """A little each minute, until nothing is left for that night."""
    done = f"home:retention:{timezone.localdate(now).isoformat()}"
    if not cache.get(done) and not retention.carry_out(now):
        cache.set(done, 1, A_DAY)
