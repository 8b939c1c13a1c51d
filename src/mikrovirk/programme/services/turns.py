"""Whose turn it is: what is done for every network again and again is done for some of them each minute."""

from django.core.cache import cache

from mikrovirk.networks.models import Network

AT_ONCE = 100  # networks in one minute


def whose_turn_it_is(networks: list[Network], work: str) -> list[Network]:
    """Of more than AT_ONCE the next so many, from the first again after the last: mails must not wait for a whole country.

    Where the time before ended is kept for each kind of `work`, so that nobody is passed over where a round takes longer.
    """
    if len(networks) <= AT_ONCE:
        return networks
    key = f"programme:turn:{work}"
    last = cache.get(key, 0)
    in_order = sorted(networks, key=lambda network: network.pk)
    turn = ([network for network in in_order if network.pk > last] or in_order)[:AT_ONCE]
    cache.set(key, turn[-1].pk, None)
    return turn
