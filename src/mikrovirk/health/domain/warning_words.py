"""What an early warning says, in Danish and in English: the evidence, and what usually helps.

The advice is the sort that the network's own people give; it promises nothing. Placeholders are the names of the evidence.
"""

from dataclasses import dataclass

from mikrovirk.health.domain.warnings import EarlyWarning, Kind


@dataclass(frozen=True)
class Words:
    """A headline, the sentence that names the evidence, and what usually helps."""

    title: str
    evidence: str
    helps: str


DANISH = {
    Kind.FALLING: Words(
        "Der kommer færre og færre",
        "Over de seneste {meetings} møder er fremmødet faldet med omkring {fewer} % (med 80 % sikkerhed mellem {at_least} og {at_most} %).",
        "Spørg, hvad de vil høre om, og sæt et emne på, som mange har bedt om. Lad et medlem være vært for det næste møde.",
    ),
    Kind.BELOW: Words(
        "{meetings} møder i træk under det ventede",
        "Der kom højst {most} til hvert af de seneste {meetings} møder. Der plejer at komme omkring {expected}.",
        "Tag et emne, som mange har bedt om, og lad hvert medlem af styregruppen invitere to personligt.",
    ),
    Kind.REGULARS: Words(
        "De faste er ved at glide væk",
        "{away} af de {regulars}, der plejede at komme, har ikke været med til de seneste tre møder.",
        "Skriv personligt til hver af dem, eller ring. Spørg, hvad de savner, og giv en af dem en opgave.",
    ),
    Kind.NEWCOMERS: Words(
        "De nye kommer ikke igen",
        "Kun {back} af {firsts} nye kom igen inden for {days} dage efter deres første møde.",
        "Skriv dagen efter og nævn, hvem de talte med. Giv dem de 3 minutter ved næste møde, og bed et medlem følge dem ind.",
    ),
    Kind.UNWELCOMED: Words(
        "Nye medlemmer er ikke budt velkommen",
        "Antal nye medlemmer, der efter {days} dage hverken har været med til et møde eller er budt op til 3 × 3 minutter: {new}.",
        "Skriv et par linjer til hver af dem, og bed et medlem møde dem i døren næste gang. Det afgør, om de bliver.",
    ),
    Kind.RARER: Words(
        "Der bliver længere mellem møderne",
        "Op til de seneste {meetings} møder gik der typisk {days} dage. Før gik der omkring {usual}.",
        "Læg datoerne for resten af sæsonen nu, og lad flere skiftes til at være vært.",
    ),
    Kind.PAUSE: Words(
        "Der har været stille længe",
        "Det er {days} dage siden det seneste møde. Der plejer at gå omkring {usual}.",
        "Sæt en dato nu, også selv om emnet mangler. Et møde uden program er bedre end intet møde.",
    ),
    Kind.HANDS: Words(
        "Få hænder bærer arbejdet",
        "Det mindste antal personer, der har løst halvdelen af de {tasks} opgaver, er {hands}.",
        "Del opgaverne op i små stykker og spørg om én ad gangen. De fleste siger ja til noget, der er overkommeligt.",
    ),
    Kind.NOBODY_ELSE: Words(
        "Ingen anden kan tage over",
        "Antal personer, der kunne holde et møde i aften: {able}.",
        "Lad en fra styregruppen holde det næste møde, mens koordinatoren ser på, og giv vedkommende adgang som afløser.",
    ),
}

ENGLISH = {
    Kind.FALLING: Words(
        "Fewer and fewer come",
        "Over the last {meetings} meetings attendance fell by about {fewer} % (80 % interval: {at_least} to {at_most} %).",
        "Ask what they want to hear about, and put on a topic that many asked for. Let a member host the next meeting.",
    ),
    Kind.BELOW: Words(
        "{meetings} meetings in a row below what was expected",
        "At most {most} came to each of the last {meetings} meetings. Usually about {expected} come.",
        "Take a topic that many asked for, and let each of the steering group invite two people personally.",
    ),
    Kind.REGULARS: Words(
        "The regulars are drifting away",
        "{away} of the {regulars} who used to come were at none of the last three meetings.",
        "Write to each of them personally, or ring. Ask what they miss, and give one of them a task.",
    ),
    Kind.NEWCOMERS: Words(
        "Newcomers do not come back",
        "Only {back} of {firsts} newcomers came again within {days} days of their first meeting.",
        "Write the day after and say whom they talked with. Give them the 3 minutes at the next meeting, and ask a member to see them in.",
    ),
    Kind.UNWELCOMED: Words(
        "New members were not welcomed",
        "New members who after {days} days have neither been to a meeting nor been offered 3 × 3 minutes: {new}.",
        "Write a few lines to each of them, and ask a member to meet them at the door next time. It decides whether they stay.",
    ),
    Kind.RARER: Words(
        "Meetings come at longer intervals",
        "Typically {days} days went by before each of the last {meetings} meetings. Before that it was about {usual}.",
        "Lay out the dates for the rest of the season now, and let more people take turns as hosts.",
    ),
    Kind.PAUSE: Words(
        "It has been quiet for long",
        "The last meeting was {days} days ago. Usually there are about {usual} between meetings.",
        "Set a date now, even without a topic. A meeting without a programme is better than no meeting.",
    ),
    Kind.HANDS: Words(
        "Few hands carry the work",
        "The smallest number of people who did half of the {tasks} tasks is {hands}.",
        "Cut the tasks into small pieces and ask for one at a time. Most say yes to something they can manage.",
    ),
    Kind.NOBODY_ELSE: Words(
        "Nobody else could take over",
        "People who could run a meeting tonight: {able}.",
        "Let somebody of the steering group run the next meeting while the coordinator looks on, and make them a substitute.",
    ),
}


def words(warning: EarlyWarning, language: str) -> Words:
    """The words of a warning with its numbers filled in; `language` is "da" or "en"."""
    found = {"da": DANISH, "en": ENGLISH}[language][warning.kind]
    return Words(*(text.format(**warning.evidence) for text in (found.title, found.evidence, found.helps)))
