"""What the funds of the example region are made of: their people, ideas and applications. All of it is invented."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mikrovirk.fund.models import Call


@dataclass(frozen=True)
class Case:
    """An application of the call that is over, in whole kroner, and what became of it."""

    title: str
    summary: str
    costs: Mapping[str, int]
    own: int = 0
    ends: str = "refused"  # refused, withdrawn, not_eligible, part_paid, closed, to_accept, claimed
    points: int = 3  # of 5, from both assessors
    help: str = ""
    spent: Sequence[int] = ()  # kroner by receipt
    story: Mapping[str, Any] = field(default_factory=dict)  # the report
    reason: str = ""


@dataclass(frozen=True)
class FundFacts:
    """A fund with its people, its two calls and its ideas."""

    slug: str
    name: str
    holder: str
    code: str
    network: str
    purpose: str
    about: str
    money: int  # kroner
    caseworker: tuple[str, str]
    decider: tuple[str, str]
    bookkeeper: tuple[str, str]
    decides: str
    recommends: str
    rule: str
    over: str  # the title of the call that is over
    over_pot: int
    opened: str  # the title of the one that is open
    open_pot: int
    cases: tuple[Case, ...]
    ideas: tuple[tuple[str, str, str, str], ...]
    asked_now: tuple[str, str, str, int]  # title, summary, what it costs, kroner
    small_now: tuple[str, str, str, int]


VORDINGBORG = FundFacts(
    slug="idepuljen",
    name="Idépuljen i Vordingborg",
    holder="vordingborg-kommune",
    code="0390",
    network="mikrovirk",
    purpose="Omkring 400.000 kr. til aktiviteter, som udspringer af mikrovirksomheders og selvstændiges idéer.",
    about=(
        "Har du en idé til noget, der gør det bedre at drive en lille virksomhed her? Læg den i idékassen. Er I flere om den, kan I søge om "
        "penge eller om hjælp: et lokale, en oplægsholder, tryk eller nogen til at sende invitationerne.\n\n"
        "Medlemmerne stemmer om de store, og de små får svar inden for en uge."
    ),
    money=400_000,
    caseworker=("puljen@vordingborg-kommune.example", "Lone Bachmann"),
    decider=("kontakt@vordingborg-kommune.example", "Preben Lindskov"),
    bookkeeper=("bogholder@vordingborg-kommune.example", "Birgit Holst"),
    decides="Udvalget for Kultur og Erhverv",
    recommends="Styregruppen i MikroVirk",
    rule=Call.Rule.EQUAL_SHARES,
    over="Idéer til foråret",
    over_pot=120_000,
    opened="Idéer til efteråret",
    open_pot=150_000,
    cases=(
        Case(
            "Julemarked i ridehuset for alle små værksteder",
            "Tyve værksteder viser deres ting frem to dage i december. Alle mikrovirksomheder i kommunen kan få en bod.",
            {"Leje af ridehuset": 18_000, "Borde og lys": 9_000, "Plakater": 4_000},
            own=4_000,
            ends="closed",
            help="Møderum til tre planlægningsmøder",
            spent=(17_500, 7_800, 3_900),
            story={
                "happened": "23 værksteder havde en bod, og der kom omkring 900 gæster på to dage.",
                "came_of_it": "Otte af dem har fået en fast butik til at sælge deres ting, og Mikronet i Guldborgsund låner boderne til næste år.",
                "people": 923,
                "newcomers": 310,
            },
            reason="Mange medlemmer støtter det, og alle værksteder kan være med.",
        ),
        Case(
            "Fælles webshop-værksted over fire aftener",
            "Vi lærer hinanden at sætte en webshop op. Åbent for alle med CVR-nummer i kommunen.",
            {"Underviser": 24_000, "Lokale": 4_000, "Forplejning": 6_000},
            own=4_000,
            ends="part_paid",
            spent=(8_000, 2_000),
            reason="Det er efterspurgt i tre runder, og det kan gentages af andre.",
        ),
        Case(
            "Skilte til cykelruten mellem gårdbutikkerne",
            "En rute på 34 km med 11 gårdbutikker. Skilte og et kort, der kan hentes på nettet.",
            {"Skilte": 38_000, "Kort": 12_000},
            own=5_000,
            ends="to_accept",
            reason="Ruten er til gavn for flere og lever videre uden drift.",
        ),
        Case(
            "Konference om generationsskifte i håndværket",
            "En hel dag med oplæg og borde for ejere over 55 og unge, der vil overtage.",
            {"Oplægsholdere": 45_000, "Sal og forplejning": 31_000},
            own=16_000,
            ends="refused",
            reason="Puljen rakte ikke, og færre støttede den. Prøv igen i efteråret med en mindre ramme.",
        ),
        Case(
            "Ny ovn til bageriet i Præstø",
            "Ovnen er slidt, og en ny bager dobbelt så meget.",
            {"Stenovn": 30_000},
            ends="not_eligible",
            reason="Pengene går til aktiviteter for flere. En ovn er en fordel for én ejer.",
        ),
        Case(
            "Fælles stand på Rødby-messen",
            "Seks virksomheder deler en stand.",
            {"Stand": 22_000},
            ends="withdrawn",
            reason="Messen er aflyst.",
        ),
    ),
    ideas=(
        ("Bytteaften for timer", "En aften, hvor vi bytter timer: bogføring for fotos, tekster for gulvafslibning.", "Alle, der mangler noget og kan noget.", "Et lokale og en, der holder tavlen."),
        ("Lånekasse med stativer og telte", "Et fælles lager med telte, borde og stativer, man kan låne til markeder.", "Alle, der står på markeder.", "En lade og 20.000 kr."),
        ("Telte og borde vi kan låne", "Vi køber hver især det samme. Lad os eje det sammen.", "Os på Møn.", "Plads hos en af os."),
        ("Svendebesøg", "Besøg hos en håndværker på Falster, der har løst det, vi sidder med.", "Håndværkere.", "En bus."),
    ),
    asked_now=("Åbne værksteder på Møn i efterårsferien", "Femten værksteder holder åbent hele ugen, og børnene får en rute.", "Kort, skilte og bus", 28_000),
    small_now=("Kaffe til bytteaftenen", "En aften, hvor vi bytter timer. Kaffe og kage til 40.", "Kaffe og kage", 2_400),
)  # fmt: skip
GULDBORGSUND = FundFacts(
    slug="puljen-for-smaa",
    name="Puljen for de små i Guldborgsund",
    holder="guldborgsund-kommune",
    code="0376",
    network="mikronet",
    purpose="Penge til aktiviteter, som små virksomheder i Guldborgsund finder på og holder sammen.",
    about="Tre bedømmer ansøgningerne hver for sig, og erhvervsudvalget beslutter. Idékassen er åben hele året.",
    money=250_000,
    caseworker=("kontakt@guldborgsund-kommune.example", "Astrid Bro"),
    decider=("erhvervsudvalget@guldborgsund-kommune.example", "Torben Rask"),
    bookkeeper=("bogholder@guldborgsund-kommune.example", "Jette Møllegaard"),
    decides="Erhvervsudvalget",
    recommends="Guldborgsund Erhvervsråd",
    rule=Call.Rule.SCORE,
    over="Aktiviteter i første halvår",
    over_pot=70_000,
    opened="Aktiviteter i andet halvår",
    open_pot=90_000,
    cases=(
        Case(
            "Mikronets åbne have- og værkstedsdag",
            "Tolv haver og værksteder åbner den samme søndag.",
            {"Annoncer": 8_000, "Bus": 9_000, "Skilte": 5_000},
            own=2_000,
            ends="closed",
            points=5,
            spent=(7_900, 8_600, 3_300),
            story={
                "happened": "Tolv steder holdt åbent, og 410 kom med bus eller cykel.",
                "came_of_it": "Fire af dem har fået nye kunder, og tre nye er meldt ind i Mikronet.",
                "people": 410,
                "newcomers": 140,
            },
            reason="Høj vurdering på alle tre kriterier.",
        ),
        Case(
            "Aftenskole i regnskab for nye",
            "Fem aftener for dem, der er begyndt inden for to år.",
            {"Underviser": 17_500, "Bøger": 3_500},
            own=1_000,
            ends="claimed",
            points=4,
            spent=(13_500,),
            reason="Den når netop de nye.",
        ),
        Case(
            "Messehal i Nykøbing",
            "En hal til alle små i to dage.",
            {"Hal": 39_000, "Vagter": 12_000},
            own=11_000,
            ends="refused",
            points=2,
            reason="Vurderingen er lavere end de andres, og puljen rakte ikke til alle.",
        ),
        Case("Bustur til Odense", "Vi ser på tre virksomheder.", {"Bus": 12_000}, ends="withdrawn", points=3, reason="For få meldte sig."),
    ),
    ideas=(
        ("Fælles fragt til København", "Vi fylder alle en kvart palle. Lad os fylde en hel sammen.", "Dem, der sender varer.", "En, der samler ind om torsdagen."),
        ("Mentor for et halvt år", "En erfaren og en ny mødes en gang om måneden.", "Nye virksomheder.", "Tyve erfarne og lidt kaffe."),
    ),
    asked_now=("Havnens dag i Nysted", "Små virksomheder viser frem på havnen en lørdag.", "Scene, telte og plakater", 24_000),
    small_now=("Visitkort til de tolv på bustur", "Fælles trykning.", "Tryk", 1_900),
)  # fmt: skip
