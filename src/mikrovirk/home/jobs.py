"""What is due by the clock about who runs a network: roles end, people are told, and once a day the watch looks."""

from datetime import datetime

from django.utils import timezone

from mikrovirk.home import takeover, watch
from mikrovirk.networks import services as network_services
from mikrovirk.networks.models import Network, Role

FROM_HOUR = 8  # nobody is written to in the night
NETWORKS_A_TIME = 50


def run(*, now: datetime) -> None:
    """Called every minute by the worker."""
    today = timezone.localdate(now)
    if Role.objects.filter(until_date__lt=today).exists() or Role.objects.filter(away_until_date__lt=today).exists():
        network_services.end_run_out(today, at=now)
    takeover.tell_of_roles(now)
    if timezone.localtime(now).hour >= FROM_HOUR:
        for network in Network.objects.filter(is_open=True).exclude(watched_date=today)[:NETWORKS_A_TIME]:
            watch.keep_watch(network, now)
