"""Reads: which themes the unsorted inputs suggest, which themes they fit, and what is like one of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache

from mikrovirk.networks.models import Network
from mikrovirk.voice.domain import themes as domain
from mikrovirk.voice.domain.themes import Said
from mikrovirk.voice.models import DismissedTheme, Input, Theme
from mikrovirk.voice.queries.stream import inputs_in, worded

AT_MOST = 3000  # unsorted inputs looked at, the newest
COMPARED = 3000  # inputs one is compared with, the newest
KNOWN_BY = 200  # inputs that say what a theme is about, the newest
SHOWN = 12  # inputs of a suggestion that are shown one by one
KEPT_FOR = 60 * 60 * 6
DISMISSED_FROM = 0.5  # of a suggestion's inputs in one dismissed before


@dataclass(frozen=True)
class Suggested:
    """A new theme, or (with `theme`) inputs for one that is there. `shown` as (key, text), the keys of the rest in `rest`."""

    name: str
    words: tuple[str, ...]
    ids: tuple[int, ...]
    shown: tuple[tuple[int, str], ...]
    rest: tuple[int, ...]
    theme: Theme | None = None

    @property
    def count(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class Suggestions:
    """What is suggested now."""

    new: list[Suggested]
    fitting: list[Suggested]
    unsorted_count: int


def suggestions_for(network: Network) -> Suggestions:
    """What the unsorted inputs suggest; computed once for the same inputs, and in a fixed number of queries."""
    rows = worded(inputs_in(network)).filter(theme=None, outcome="").exclude(text="")
    unsorted = said_in(rows.order_by("-pk").values_list("pk", "text")[:AT_MOST])
    themes = {theme.pk: theme for theme in Theme.objects.filter(network=network, closed_at=None)}
    known = known_by_theme(network, themes)
    new, fitting = computed(network, unsorted, known)
    texts = {one.id: one.text for one in unsorted}
    dismissed = dismissed_in(network)
    taken = {key for fit in fitting for key in fit.ids}
    return Suggestions(
        new=[
            suggested(each.name, each.words, each.ids, texts)
            for each in new
            if not was_dismissed(each.ids, dismissed) and len(taken.intersection(each.ids)) * 2 < len(each.ids)
        ],
        fitting=[
            suggested(themes[each.theme].name, (), each.ids, texts, themes[each.theme])
            for each in fitting
            if each.theme in themes and not was_dismissed(each.ids, dismissed)
        ],
        unsorted_count=len(unsorted),
    )


def said_in(rows: Iterable[tuple[int, str]]) -> list[Said]:
    return [Said(pk, text) for pk, text in sorted(rows)]


def known_by_theme(network: Network, themes: Iterable[int]) -> dict[int, list[Said]]:
    """By theme the newest of its inputs."""
    found: dict[int, list[Said]] = {pk: [] for pk in themes}
    rows = inputs_in(network).filter(theme__in=list(found)).exclude(text="").order_by("-pk")
    for pk, text, theme in rows.values_list("pk", "text", "theme"):
        if theme and len(found[theme]) < KNOWN_BY:
            found[theme].append(Said(pk, text))
    return found


Computed = tuple[tuple[domain.Suggestion, ...], tuple[domain.Fit, ...]]


def computed(network: Network, unsorted: Sequence[Said], known: dict[int, list[Said]]) -> Computed:
    """The suggestions of the domain, kept as long as nothing is said or sorted anew."""
    digest = sha256(repr((unsorted, sorted(known.items()))).encode()).hexdigest()[:32]
    key = f"voice:suggested:{network.pk}:{digest}"
    found: Computed | None = cache.get(key)
    if found is None:
        at_least = 2 if len(unsorted) < 20 else domain.AT_LEAST
        found = (domain.suggest(unsorted, at_least=at_least), domain.fits(unsorted, known))
        cache.set(key, found, KEPT_FOR)
    return found


def suggested(
    name: str, words: tuple[str, ...], ids: tuple[int, ...], texts: dict[int, str], theme: Theme | None = None
) -> Suggested:
    shown = tuple((key, texts[key]) for key in ids[:SHOWN])
    return Suggested(name, words, ids, shown, ids[SHOWN:], theme)


def dismissed_in(network: Network) -> list[set[int]]:
    """The inputs of each suggestion that was dismissed."""
    found: dict[int, set[int]] = {}
    rows = DismissedTheme.inputs.through.objects.filter(dismissedtheme__network=network)
    for dismissed, key in rows.values_list("dismissedtheme", "input"):
        found.setdefault(dismissed, set()).add(key)
    return list(found.values())


def was_dismissed(ids: Sequence[int], dismissed: Iterable[set[int]]) -> bool:
    return any(len(each.intersection(ids)) > DISMISSED_FROM * len(ids) for each in dismissed)


def like(row: Input, *, most: int = 6) -> list[Input]:
    """The inputs of the network most like this one, best first."""
    rows = worded(inputs_in(row.network)).exclude(text="").exclude(pk=row.pk).order_by("-pk")
    near = said_in(rows.values_list("pk", "text")[:COMPARED])
    found = domain.like([*near, Said(row.pk, row.text)], row.pk, most=most)
    by_key = Input.objects.select_related("theme", "person__user").in_bulk([key for key, _score in found])
    return [by_key[key] for key, _score in found if key in by_key]


def theme_for(row: Input) -> Theme | None:
    """The theme that this unsorted input clearly fits."""
    themes = {theme.pk: theme for theme in Theme.objects.filter(network=row.network_id, closed_at=None)}
    fits = domain.fits([Said(row.pk, row.text)], known_by_theme(row.network, themes))
    return themes.get(fits[0].theme) if fits else None
