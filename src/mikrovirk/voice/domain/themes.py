"""Suggestions for themes: which inputs belong together, and what one could call that. Only suggestions; people decide.

`alike` weighs the words, `gathering` puts together what is alike; here stands what is suggested of it, and its name. All
is computed here, nothing is asked of any service, and the same inputs in the same order give the same answer.

How good it is: members' inputs under themes made by hand (tests/voice/domain/sayings.py) are found again with an adjusted
Rand index (Hubert and Arabie 1985; 1 is the same, 0 is chance) of 0.95 on those the numbers below were chosen by and of
0.74 on others that were not looked at before. 3,000 inputs take about a second.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mikrovirk.voice.domain.alike import Texts, Vector, cosine, middle, nearest
from mikrovirk.voice.domain.gathering import gathered

ALIKE = 0.1  # on average, for two groups to become one
FITS = 0.22  # how much an input must be like the middle of a theme to be said to fit it
CLEARLY = 1.15  # and so many times as much as like the next theme
AT_LEAST = 3  # inputs in a suggestion
AT_MOST = 12  # suggestions at a time
WORDS = 5  # that a suggestion shows
ALSO = 0.62  # of the first word's weight, for a second word to stand in the name


@dataclass(frozen=True, slots=True)
class Said:
    """One input: its key and what was said."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Inputs that seem to be about one thing: a name, the words they share, and their keys as they came."""

    name: str
    words: tuple[str, ...]
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """Inputs that seem to belong to a theme that is there."""

    theme: int
    ids: tuple[int, ...]


def suggest(said: Sequence[Said], *, at_least: int = AT_LEAST, most: int = AT_MOST) -> tuple[Suggestion, ...]:
    """Themes for inputs that have none: the largest first; inputs that are like nothing else are in none of them."""
    texts = Texts(one.text for one in said)
    groups = [group for group in gathered(texts.vectors, alike=ALIKE) if len(group) >= at_least]
    groups.sort(key=lambda group: (-len(group), group))
    made = []
    for group in groups[:most]:
        words = words_for(group, texts)
        shown = tuple(as_written(stem, texts) for stem, _value in words)
        made.append(Suggestion(name_from(words, group, texts), shown, tuple(said[i].id for i in group)))
    return tuple(made)


def like(said: Sequence[Said], one: int, *, most: int = 6, at_least: float = ALIKE) -> tuple[tuple[int, float], ...]:
    """The inputs most like the one with the key `one`, best first, with how much (0 to 1)."""
    texts = Texts(each.text for each in said)
    position = next((i for i, each in enumerate(said) if each.id == one), None)
    if position is None:
        return ()
    found = nearest(texts.vectors[position], texts.vectors, at_least=at_least, most=most + 1)
    return tuple((said[i].id, round(score, 3)) for i, score in found if i != position)[:most]


def fits(unsorted: Sequence[Said], themes: Mapping[int, Sequence[Said]]) -> tuple[Fit, ...]:
    """Which of the unsorted inputs clearly fit which theme, by what stands in the themes; those with most first."""
    known = [(theme, one) for theme, inputs in sorted(themes.items()) for one in inputs]
    texts = Texts([*(one.text for one in unsorted), *(one.text for _theme, one in known)])
    rows: dict[int, list[Vector]] = {}
    for (theme, _one), vector in zip(known, texts.vectors[len(unsorted) :], strict=True):
        rows.setdefault(theme, []).append(vector)
    middles = [(theme, middle(vectors)) for theme, vectors in rows.items()]
    found: dict[int, list[int]] = {}
    for one, vector in zip(unsorted, texts.vectors, strict=False):
        best = best_of(vector, middles)
        if best is not None:
            found.setdefault(best, []).append(one.id)
    return tuple(Fit(theme, tuple(ids)) for theme, ids in sorted(found.items(), key=lambda row: (-len(row[1]), row[0])))


def best_of(vector: Vector, middles: Sequence[tuple[int, Vector]]) -> int | None:
    """The theme that the vector clearly fits."""
    scored = sorted(((cosine(vector, centre), theme) for theme, centre in middles), key=lambda row: (-row[0], row[1]))
    if not scored or scored[0][0] < FITS:
        return None
    return scored[0][1] if len(scored) == 1 or scored[0][0] >= CLEARLY * scored[1][0] else None


# --- naming -----------------------------------------------------------------------------------------------------------


def words_for(group: Sequence[int], texts: Texts) -> list[tuple[str, float]]:
    """The stems that say most about these texts, with their weight; none is a part of another."""
    centre = middle(texts.vectors[i] for i in group)
    found: list[tuple[str, float]] = []
    for stem, value in sorted(centre.items(), key=lambda row: (-round(row[1], 9), row[0])):
        if len(found) == WORDS:
            break
        if texts.found_in[stem] > 1 and not any(stem in other or other in stem for other, _ in found):
            found.append((stem, value))
    return found


def as_written(stem: str, texts: Texts) -> str:
    """How people wrote a stem most often; where it is mostly a part of longer words, the most frequent of these."""
    known = [stem, *texts.wholes.get(stem, ())]
    chosen = max(known, key=lambda each: (texts.written[each].total(), -len(each), each))
    forms: dict[str, Counter[str]] = {}
    for form, count in texts.written[chosen].items():
        forms.setdefault(form.casefold(), Counter())[form] += count
    best = min(forms, key=lambda form: (-forms[form].total(), len(form), form))
    return cased(forms[best], best)


def cased(forms: Counter[str], small: str) -> str:
    """ChatGPT and GDPR as people write them; Facebook, where most do; else in small letters."""
    inner = [form for form in forms if form[1:] != form[1:].casefold() and forms[form] * 3 >= forms.total()]
    if inner:
        return max(inner, key=lambda form: (forms[form], form))
    large = sum(count for form, count in forms.items() if form[0].isupper())
    return small[0].upper() + small[1:] if large * 3 >= 2 * forms.total() and forms.total() > 1 else small


def name_from(words: Sequence[tuple[str, float]], group: Sequence[int], texts: Texts) -> str:
    """One word, or two where the second says nearly as much: "Parkering", "Mad, kaffe", "Varme stol"."""
    used: set[str] = set()
    said: list[str] = []
    for stem, value in words[:2]:
        if value >= ALSO * words[0][1] and stem not in used:
            phrase = phrase_of(stem, {other for other, _ in words}, group, texts)
            used |= set(phrase)
            said.append(" ".join(as_written(each, texts) for each in phrase))
    name = ", ".join(said)
    return name[:1].upper() + name[1:]


def phrase_of(stem: str, others: Collection[str], group: Sequence[int], texts: Texts) -> tuple[str, ...]:
    """The stem with the word that mostly stands right beside it: "varme stol", "sociale medier"; else by itself."""
    rows = [[each for each, _word in texts.rows[i]] for i in group]
    holding = [row for row in rows if stem in row]
    pairs = Counter(pair for row in holding for pair in set(pairwise(row)) if stem in pair and set(pair) <= set(others))
    for pair, count in sorted(pairs.items(), key=lambda row: (-row[1], row[0])):
        if count >= 2 and 3 * count >= 2 * len(holding) and pair[0] != pair[1]:
            return pair
    return (stem,)
