"""How often a program may ask. Kept in the caches, so that a limit forgets by itself."""

from dataclasses import dataclass

from django.core.cache import caches

SECONDS = 60


@dataclass(frozen=True)
class Limit:
    """At most so many a minute. `cache`: "default" is shared by all processes, "local" costs no query."""

    name: str
    at_most: int
    cache: str

    def is_reached(self, key: str) -> bool:
        return bool(caches[self.cache].get(f"{self.name}:{key}", 0) >= self.at_most)

    def count(self, key: str) -> bool:
        """One more; True while it is within the limit."""
        cache, name = caches[self.cache], f"{self.name}:{key}"
        if cache.add(name, 1, SECONDS):
            return True
        try:
            return bool(cache.incr(name) <= self.at_most)
        except ValueError:  # the minute ended between the two
            return True


EVERYBODY = Limit("api-everybody", 300, "local")  # by internet address, whoever asks
WITH_KEY = Limit("api-token", 120, "default")  # by token
WRONG_KEYS = Limit("api-wrong", 20, "default")  # by internet address
