"""The words of what people say: their stems in Danish or English, without the words that say nothing."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from snowballstemmer.danish_stemmer import DanishStemmer
from snowballstemmer.english_stemmer import EnglishStemmer

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+")
_LONGEST = 40  # letters: a longer word is a slip of the keyboard, and slow to stem

# Words that stand in every text. After the Snowball project's Danish and English lists (BSD, snowballstem.org/algorithms),
# and words with which members wish for something, whatever it is.
DANISH = frozenset(
    """ad af aldrig alle alt altid anden andet andre at bare bl blandt blev blevet blive bliver bør da de dem den denne der
    deres det dette dig din dine disse dog du efter eller en end ene er et far fik fin fint flere for fordi forrige fra før få
    får gang gange ganske gav gerne gik give giver god gode godt gør gøre gå går ham han hans har havde have hele hel helt hen her
    hvad hvem hver hverken hvilke hvilken hvis hvor hvordan hvorfor hvornår i igen ikke ind inden ingen inde ja jeg jer jeres jo
    kan kom komme kommer kun kunne lad lidt lige ligesom lille man mand mange mangler mangle måske med meget meget men mens mere
    mest mig min mindre mine mit må ned nej noget nogen nogle nok nu ny nye nyt når nær næste næsten og også okay om op os over
    på rigtig rigtigt samme sammen sig sige siger sin sine sit skal skulle som stadig stor store stort synes synd så sådan savner
    savne tak til tit tage tager to ud uden under vi vil ville vore vores var ved være vær været ønsker ønske ønskes øvrigt
    håber håbe kunne bedre bedst god lave laver sker ske set se ser dejlig dejligt super virkelig selv hos mellem især egentlig
    forslag idé ide ideer tror tænker tænkte lyst glad glade enig del slet ofte sjældent mindst hvert sidste sidst første
    jeg'et bruge bruger brug fået ting måde måder lang langt længe kort tid par tre eks fx osv bedste vigtig vigtigt prøve prøv
    netværk netværket netværkets møde møder møderne mødet mødes aften aftenen aftener gangen folk medlem medlemmer medlemmerne""".split()
)
ENGLISH = frozenset(
    """a about after again all also always am an and any are as at be because been before being best better both but by can
    could did do does doing down each few for from further get give good had has have having he her here hers him his how i
    if in into is it its just let like little make many maybe me more most much my need never next no nor not now of off often
    on once one only or other our ours out over own please really same she should so some such than thank thanks that the
    their them then there these they thing things think this those through time to too under until up very want was we were
    what when where which while who whom why wish with would you your yours network meeting meetings evening evenings people
    idea great nice love lovely hope""".split()
)
_DANISH_ONLY = DANISH - ENGLISH
_ENGLISH_ONLY = ENGLISH - DANISH


def words_of(text: str) -> list[str]:
    """The words as written, in their order; addresses are left out."""
    flat = _ADDRESS.sub(" ", unicodedata.normalize("NFC", text)).replace("’", "'")
    return [word for word in _WORD.findall(flat) if len(word) <= _LONGEST]


def is_english(words: list[str]) -> bool:
    """Whether more of its small words are English than Danish; what has none of either is taken for Danish."""
    return sum(word in _ENGLISH_ONLY for word in words) > sum(word in _DANISH_ONLY for word in words)


def telling(text: str) -> Iterator[tuple[str, str]]:
    """The words that say something, each as (stem, as written)."""
    words = words_of(text)
    english = is_english([word.casefold() for word in words])
    empty = ENGLISH if english else DANISH
    for written in words:
        for part in (written, *written.split("-")) if "-" in written else (written,):
            part = part.removesuffix("'s")
            word = part.casefold()
            if len(word) > 1 and word not in empty and (found := stem(word, english=english)) not in _empty_stems():
                yield found, part


@lru_cache(maxsize=1)
def _empty_stems() -> frozenset[str]:
    return frozenset(stem(word, english=False) for word in DANISH if len(word) > 3)


@lru_cache(maxsize=50_000)
def stem(word: str, *, english: bool) -> str:
    """The word without its ending, by Snowball; aa is å.

    The Danish stemmer is applied until nothing changes: once makes "virksom" of "virksomhed" but "virksomhed" of
    "virksomheders", and the two would not meet.
    """
    if english:
        return str(EnglishStemmer().stemWord(word))
    word = word.replace("aa", "å")
    stemmer = DanishStemmer()  # keeps the word it works on, so threads do not share one
    for _round in range(10):
        shorter: str = stemmer.stemWord(word)
        if shorter == word:
            break
        word = shorter
    return word
