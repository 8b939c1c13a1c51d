"""Which offer meets which wish: word forms, compounds, and the trades' many names for the same thing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from mikrovirk.directory.domain.search_words import folded, stem
from mikrovirk.live.domain.introductions.facts import Need

_WORD = re.compile(r"[^\W_]+")
_CLAUSE = re.compile(r"[.;:!?\n•·]+|(?<=\w),(?=\s)")
_INSIDE_FROM = 5  # letters: a shorter word is not looked for inside a longer one ("el" in "elev")
_LONGEST_QUOTE = 60  # characters of somebody's words that a sentence on a card can carry
_OPENINGS = re.compile(
    r"^(jeg |vi )?(søger|leder efter|mangler|ønsker( mig| os)?|har brug for|vil gerne (have|møde|finde)|tilbyder|kan tilbyde|"
    r"hjælper( gerne)? med|kan hjælpe med|laver|sælger|looking for|i offer|we offer|i need|we need)\s+",
    re.IGNORECASE,
)
_PERSON = re.compile(r"^(jeg|vi|du|man|mit|min|mine|vores|i|we|my|our)\b", re.IGNORECASE)

# Words in offers and wishes that say nothing about the trade; in Danish or English.
_SAYS_NOTHING = """
    hjælp hjælper hjælpe gerne søger søge tilbyder tilbyde tilbud mangler brug behov firma firmaer virksomhed virksomheder
    små småfirmaer store lille stor kunde kunder lokal lokale lokalt ny nye nyt god gode godt samarbejde samarbejder
    samarbejdspartner partner partnere netværk netværke møde møder kontakt kontakter nogen noget andre alle hele også mere
    mange flere fast faste aftale aftaler arbejde arbejder opgave opgaver løsning løsninger rådgivning rådgiver service
    ydelse ydelser produkt produkter pris priser billig hurtig dygtig erfaren professionel personlig region by byen land
    dag dage år tid ting sted steder privat private erhverv selvstændig iværksætter ude inde uden efter over under ind ud
    kan vil skal har være have få giver gør lave laver købe sælge sælger køber finde leder mig os dig sig vores jeres hvor
    help looking need needs offer offers small business businesses company companies customers customer new good work local
    more all any who can could will services service with from people someone somebody
"""

# One line: names for the same thing, as small businesses write them; each word is taken by its stem.
_SAME_THING = """
    bogholder bogholderi bogføring bogfører regnskab regnskaber revisor revision moms årsregnskab lønadministration faktura fakturaer fakturering bookkeeper bookkeeping accountant accounting
    hjemmeside hjemmesider webside website webdesign webudvikling webudvikler wordpress webbureau webshop webshops netbutik onlinebutik ehandel shopify
    fotograf foto fotos fotografi fotografering billeder portrætter produktfoto photographer photography photos
    video film filmproduktion videoproduktion drone dronefoto reklamefilm
    tekstforfatter tekster tekst copywriter copywriting nyhedsbrev nyhedsbreve blogindlæg skribent journalist texts
    logo logoer grafiker grafisk layout tryksager visitkort brochure brochurer designer tegnestue skilte skilt
    facebook instagram linkedin some annoncer annoncering markedsføring marketing reklame seo adwords kampagner
    oversættelse oversætter oversættelser tolk tolkning translator translation
    advokat jura juridisk kontrakt kontrakter juridiske lawyer legal ejerskifte
    forsikring forsikringer pension forsikringsmægler insurance
    lån finansiering bank investor investorer fondsmidler fundraising fonde funding
    it edb computer computere pc itsupport netværksdrift sikkerhed cybersikkerhed backup support
    program programmør programmering software app apps udvikler systemudvikling developer
    tømrer snedker tømrerarbejde tilbygning vinduer carpenter
    murer murerarbejde fliser mason
    elektriker elinstallation installation ladestander elarbejde electrician
    vvs blikkenslager varmepumpe varmepumper rørlægger plumber
    maler malerarbejde maling maleropgaver tapet painter
    gartner anlægsgartner have haver hæk hække havearbejde beplantning gardener
    rengøring rengøringshjælp vinduespolering vinduespudser cleaning
    frisør hår klip salon hairdresser
    massage massør fysioterapi fysioterapeut behandling behandler zoneterapi akupunktur
    coach coaching stress trivsel supervision mentor sparring
    kursus kurser undervisning underviser workshop workshops foredrag oplæg courses training
    café kaffe frokost catering selskaber mad kok restaurant restauranter smørrebrød madleverandør
    råvarer grøntsager frugt økologi økologisk landbrug gårdbutik kød æg
    øl bryggeri vin brygger spiritus gin cider
    overnatning overnatningssteder værelser hotel bed breakfast sommerhus feriebolig camping
    ture tur guide turguide oplevelser turisme turister rundvisninger udflugter
    event events arrangement arrangementer bryllup bryllupper fest fester konference
    keramik keramiker brugskunst kunsthåndværk kunst kunstner maleri galleri
    syning syerske systue gardiner tøj skræder tekstil
    smykker guldsmed sølvsmed ure
    transport fragt levering vognmand kørsel logistik flytning
    lager lokale lokaler kontor kontorplads kontorfællesskab værksted pakhus
    butik butikker forhandler forhandlere grossist detail
    eksport eksportvirksomheder tyskland tysk udland import
    lærling lærlinge elev elever praktikant svend medarbejder medarbejdere rekruttering ansættelse vikar
    booking bookingsystem kalender kalendersystem
    psykolog terapeut terapi samtaler parterapi
    mægler ejendomsmægler bolig ejendom ejendomme arkitekt byggerådgivning byggesag
    energi solceller isolering klima bæredygtighed energirådgivning
    sprog engelsk tysk polsk sprogundervisning
    bil biler mekaniker autoværksted dæk
    hund hunde kat katte dyrlæge hundetræner dyrepasning hest heste
"""


@lru_cache(maxsize=1)
def _empty_stems() -> frozenset[str]:
    return frozenset(stem(folded(word)) for word in _SAYS_NOTHING.split()) | frozenset(
        folded(word)
        for word in "en et den det der de for med som ved er fra hos om eller v at af til i på og the a an and in of to or jeg min mit".split()
    )


@lru_cache(maxsize=1)
def _things() -> dict[str, tuple[int, ...]]:
    """For a stem the numbers of the things it is a name for."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_SAME_THING.strip().splitlines()):
        for word in line.split():
            found.setdefault(stem(folded(word)), set()).add(number)
    return {word: tuple(sorted(numbers)) for word, numbers in found.items()}


@dataclass(frozen=True)
class Phrase:
    """A few words of somebody's, with the stems that tell something, each with the word it came from."""

    text: str
    stems: tuple[tuple[str, str], ...]

    @cached_property
    def as_said(self) -> str | None:
        """The phrase as it can stand inside a sentence, or None where it is too long or has a person of its own."""
        text = _OPENINGS.sub("", self.text).strip()
        if not text or len(text) > _LONGEST_QUOTE or _PERSON.match(text):
            return None
        return text[0].lower() + text[1:] if len(text) > 1 and text[1].islower() else text

    def quoted(self, word: str) -> str:
        return self.as_said or word.lower()


def phrases(texts: Iterable[str]) -> tuple[Phrase, ...]:
    """Cut what somebody wrote into phrases that say something."""
    found = []
    for text in texts:
        whole = " ".join(text.split())
        pieces = [whole] if len(whole) <= _LONGEST_QUOTE else [" ".join(piece.split()) for piece in _CLAUSE.split(text)]
        for piece in pieces:
            piece = piece.strip(" .,;:!-–")
            if stems := _telling(piece):
                found.append(Phrase(piece, stems))
    return tuple(found)


def _telling(text: str) -> tuple[tuple[str, str], ...]:
    empty = _empty_stems()
    found: dict[str, str] = {}
    for word in _WORD.findall(re.sub(r"(?<=\w)-(?=\w)", "", text)):
        form = stem(folded(word))
        if len(form) > 1 and form not in empty and not form.isdigit():
            found.setdefault(form, word)
    return tuple(found.items())


@dataclass(frozen=True, slots=True)
class Match:
    """A wish and an offer that meets it. Distance 0: the same word, 1: a compound of it, 2: another name for it."""

    distance: int
    wish: Phrase
    wished: str
    offer: Phrase
    offered: str

    def need(self) -> Need:
        return Need(self.wish.quoted(self.wished), self.offer.quoted(self.offered))


def matches(
    seeks: Sequence[tuple[Phrase, ...]], offers: Sequence[tuple[Phrase, ...]]
) -> dict[tuple[int, int], list[Match]]:
    """For the positions (who seeks, who offers): each wish that is met, by the nearest offer, nearest first."""
    offered: dict[str, list[tuple[int, Phrase, str]]] = {}
    for who, theirs in enumerate(offers):
        for phrase in theirs:
            for form, word in phrase.stems:
                offered.setdefault(form, []).append((who, phrase, word))
    sought = {form for mine in seeks for wish in mine for form, _ in wish.stems}
    meets = {form: _meeting(form, offered) for form in sought}
    found: dict[tuple[int, int], list[Match]] = {}
    for seeker, mine in enumerate(seeks):
        for wish in mine:
            nearest: dict[int, Match] = {}
            for distance, word, other in sorted((d, w, o) for form, w in wish.stems for d, o in meets[form]):
                for who, phrase, offered_word in offered[other]:
                    if who != seeker and who not in nearest:
                        nearest[who] = Match(distance, wish, word, phrase, offered_word)
            for who, match in nearest.items():
                found.setdefault((seeker, who), []).append(match)
    for theirs in found.values():
        theirs.sort(key=lambda match: match.distance)
    return found


def _meeting(form: str, offered: Iterable[str]) -> tuple[tuple[int, str], ...]:
    """The offered stems that meet a sought one: 0 the same, 1 a compound of it, 2 another name for it."""
    things = set(_things().get(form, ()))
    found = []
    for other in offered:
        if other == form:
            found.append((0, other))
        elif _inside(form, other) or _inside(other, form):
            found.append((1, other))
        elif things and not things.isdisjoint(_things().get(other, ())):
            found.append((2, other))
    return tuple(sorted(found))


def _inside(short: str, long: str) -> bool:
    return len(short) >= _INSIDE_FROM and short in long
