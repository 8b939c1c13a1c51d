"""On which machines this installation works, and what differs between them."""

from collections import defaultdict
from datetime import datetime, timedelta

from mikrovirk.mailing.models import Machine

LATELY = timedelta(minutes=10)


def heard_of(*, now: datetime) -> list[Machine]:
    """The machines that told of themselves lately, by name; a web process does when it is asked something."""
    return list(Machine.objects.filter(seen_at__gt=now - LATELY).order_by("name", "kind"))


def differing(machines: list[Machine]) -> dict[str, list[list[str]]]:
    """The facts on which machines disagree, each with the names of those that agree with each other."""
    sides: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for machine in machines:
        for name, value in machine.facts.items():
            sides[name][value].add(machine.name)
    return {name: sorted(sorted(each) for each in by.values()) for name, by in sides.items() if len(by) > 1}
