"""What a new network begins with: the formats 1.0 and 2.0, topics for talks, and the tasks of an evening.

The words follow the network's own description of 1.0 and 2.0 from 2017. All of it is copied into the network's rows,
where the coordinator can change it.
"""

from dataclasses import dataclass

from mikrovirk.programme.domain.agenda import FilledBy, Kind, RecipeItem
from mikrovirk.programme.domain.wording import Wording

ALL_WELCOME = Wording(
    "Alle medlemmer og kommende medlemmer er altid velkomne. "
    "1.0 og 2.0 siger kun noget om, hvad du kan forvente af indholdet.",
    "All members and prospective members are always welcome. 1.0 and 2.0 only say what to expect of the content.",
)


@dataclass(frozen=True, slots=True)
class ShippedItem:
    """One line of a shipped recipe; see RecipeItem."""

    kind: Kind
    minutes: int
    title: Wording
    filled_by: FilledBy
    slots: int = 0
    minutes_each: int = 0


@dataclass(frozen=True, slots=True)
class ShippedFormat:
    """A shipped format; `expect` says what a meeting of it brings, never who may come."""

    key: str
    name: Wording
    purpose: Wording
    expect: Wording
    recipe: tuple[ShippedItem, ...]

    def recipe_in(self, language: str) -> tuple[RecipeItem, ...]:
        """The recipe with its titles in one language."""
        return tuple(
            RecipeItem(
                item.kind, item.minutes, item.title.in_language(language), item.filled_by, item.slots, item.minutes_each
            )
            for item in self.recipe
        )


@dataclass(frozen=True, slots=True)
class ShippedTopic:
    """A topic for a talk and the format it fits."""

    key: str
    format_key: str
    name: Wording
    about: Wording
    for_the_newly_started: bool = False


@dataclass(frozen=True, slots=True)
class ShippedTask:
    """A task of every evening: how long before the start it begins, and how many it takes."""

    key: str
    title: Wording
    what: Wording
    minutes_before: int = 0
    people: int = 1


WELCOME = ShippedItem(Kind.WELCOME, 10, Wording("Velkomst", "Welcome"), FilledBy.HOST)
TALK = ShippedItem(Kind.TALK, 45, Wording("Fagligt oplæg", "Talk"), FilledBy.SPEAKER)
NETWORKING = ShippedItem(Kind.NETWORKING, 35, Wording("Netværke frit", "Free networking"), FilledBy.EVERYONE)

FORMATS: tuple[ShippedFormat, ...] = (
    ShippedFormat(
        key="1-0",
        name=Wording("1.0", "1.0"),
        purpose=Wording(
            "Værktøjer, der gør din forretning bedre – til særlig stor gavn for dig, der er nystartet. "
            "De nyeste medlemmer fortæller om sig selv, så flere får øje på dem.",
            "Tools that make your business run better, of most use if you have just started. "
            "The newest members tell about themselves, so that more people notice them.",
        ),
        expect=Wording(
            "Et 1.0-møde begynder med et fagligt oplæg om det, man skal kende til for at drive sin forretning: salg, "
            "markedsføring, økonomi, skat og moms. Derefter er der 3 × 3 minutter, hvor de nyeste medlemmer fortæller "
            "om deres forretning, deres bidrag og deres forventning til netværket. "
            "Vi slutter med god tid til at netværke frit.",
            "A 1.0 meeting begins with a talk on what you need to know to run your business: sales, marketing, "
            "finance, tax and VAT. Then come the 3 × 3 minutes, where the newest members tell of their business, "
            "their contribution and what they expect of the network. "
            "We end with plenty of time to network freely.",
        ),
        recipe=(
            WELCOME,
            TALK,
            ShippedItem(
                Kind.INTRODUCTIONS,
                15,
                Wording("3 × 3 minutter", "3 × 3 minutes"),
                FilledBy.NEWEST_MEMBERS,
                slots=3,
                minutes_each=3,
            ),
            ShippedItem(Kind.QUESTIONS, 15, Wording("Spørgsmål", "Questions"), FilledBy.EVERYONE),
            NETWORKING,
        ),
    ),
    ShippedFormat(
        key="2-0",
        name=Wording("2.0", "2.0"),
        purpose=Wording(
            "Inspiration og erfaringer til dig, der vil udvide forretningen. "
            "Én virksomhed tager Den varme stol eller Pralepladsen og får input fra salen.",
            "Inspiration and experience if you want to expand your business. "
            "One business takes the hot seat or the brag spot and gets input from the room.",
        ),
        expect=Wording(
            "Et 2.0-møde begynder med et fagligt oplæg om strategi, samarbejde, udvikling eller vækstpotentiale. "
            "Derefter tager én virksomhed Den varme stol med en udfordring eller Pralepladsen med en ny kunde eller "
            "ordre, og alle i salen kan give input. Vi slutter med god tid til at netværke frit.",
            "A 2.0 meeting begins with a talk on strategy, collaboration, development or growth potential. "
            "Then one business takes the hot seat with a challenge, or the brag spot with a new customer or order, "
            "and everybody in the room can give input. We end with plenty of time to network freely.",
        ),
        recipe=(
            WELCOME,
            TALK,
            ShippedItem(
                Kind.HOT_SEAT,
                15,
                Wording("Den varme stol eller Pralepladsen", "The hot seat or the brag spot"),
                FilledBy.MEMBER,
                slots=1,
                minutes_each=15,
            ),
            ShippedItem(Kind.INPUT, 15, Wording("Input fra salen", "Input from the room"), FilledBy.EVERYONE),
            NETWORKING,
        ),
    ),
)

TOPICS: tuple[ShippedTopic, ...] = (
    ShippedTopic(
        "sales",
        "1-0",
        Wording("Salg", "Sales"),
        Wording(
            "Find de rigtige kunder, tal med dem, og få en aftale i hus.",
            "Find the right customers, talk with them and come to an agreement.",
        ),
        for_the_newly_started=True,
    ),
    ShippedTopic(
        "marketing",
        "1-0",
        Wording("Markedsføring", "Marketing"),
        Wording(
            "Bliv set af dem, du gerne vil handle med – for få penge.",
            "Be seen by those you want to do business with, for little money.",
        ),
        for_the_newly_started=True,
    ),
    ShippedTopic(
        "finance",
        "1-0",
        Wording("Økonomi", "Finance"),
        Wording(
            "Priser, budget og likviditet, så du ved, hvad du tjener.",
            "Prices, budget and cash flow, so that you know what you earn.",
        ),
        for_the_newly_started=True,
    ),
    ShippedTopic(
        "tax",
        "1-0",
        Wording("Skat og moms", "Tax and VAT"),
        Wording(
            "Frister, fradrag og bilag: det skal være i orden fra begyndelsen.",
            "Deadlines, deductions and receipts: what has to be right from the start.",
        ),
        for_the_newly_started=True,
    ),
    ShippedTopic(
        "strategy",
        "2-0",
        Wording("Strategi", "Strategy"),
        Wording(
            "Hvor er forretningen om tre år, og hvad siger du nej til?",
            "Where is your business in three years, and what do you say no to?",
        ),
    ),
    ShippedTopic(
        "collaboration",
        "2-0",
        Wording("Samarbejde", "Collaboration"),
        Wording(
            "Løs større opgaver sammen med andre – også med konkurrenter.",
            "Take on bigger work together with others, even with competitors.",
        ),
    ),
    ShippedTopic(
        "development",
        "2-0",
        Wording("Udvikling", "Development"),
        Wording(
            "Nye ydelser, nye måder at arbejde på og mod til at prøve dem af.",
            "New services, new ways of working and the courage to try them.",
        ),
    ),
    ShippedTopic(
        "growth",
        "2-0",
        Wording("Vækstpotentiale", "Growth potential"),
        Wording(
            "Den første ansatte, det næste marked, den større ordre: hvad skal der til?",
            "The first employee, the next market, the bigger order: what does it take?",
        ),
    ),
)

TASKS: tuple[ShippedTask, ...] = (
    ShippedTask(
        "door",
        Wording("Døren", "The door"),
        Wording(
            "Kom 30 minutter før. Sig velkommen, tjek folk ind på telefonen, og del navneskilte ud.",
            "Come 30 minutes early. Say welcome, check people in on the phone and hand out name tags.",
        ),
        minutes_before=30,
        people=2,
    ),
    ShippedTask(
        "coffee",
        Wording("Kaffe", "Coffee"),
        Wording(
            "Sæt kaffe, te og vand frem før mødet, og ryd af bagefter.",
            "Put out coffee, tea and water before the meeting, and clear away afterwards.",
        ),
        minutes_before=30,
    ),
    ShippedTask(
        "timekeeper",
        Wording("Tidtager", "Timekeeper"),
        Wording(
            "Hold øje med uret, og giv tegn, når der er ét minut tilbage.",
            "Keep an eye on the clock and give a sign when one minute is left.",
        ),
    ),
    ShippedTask(
        "newcomers",
        Wording("Vært for nye", "Host for newcomers"),
        Wording(
            "Find dem, der er her for første gang, og præsenter dem for to andre.",
            "Find those who are here for the first time and introduce them to two others.",
        ),
        minutes_before=15,
    ),
    ShippedTask(
        "room",
        Wording("Stole og projektor", "Chairs and projector"),
        Wording(
            "Kom 45 minutter før. Stil stole op, og prøv projektor og lyd sammen med oplægsholderen.",
            "Come 45 minutes early. Set out chairs, and try projector and sound with the speaker.",
        ),
        minutes_before=45,
        people=2,
    ),
    ShippedTask(
        "pictures",
        Wording("Billeder og et par linjer", "Pictures and a few lines"),
        Wording(
            "Spørg om lov, tag tre billeder, og skriv tre linjer om aftenen.",
            "Ask first, take three pictures and write three lines about the evening.",
        ),
    ),
)


def format_by_key(key: str) -> ShippedFormat:
    """Return the shipped format with a key; raise KeyError where there is none."""
    for shipped in FORMATS:
        if shipped.key == key:
            return shipped
    raise KeyError(key)
