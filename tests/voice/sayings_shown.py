"""A stream as it looks in the middle of the work: some sorted, some not, some with their outcome."""

from datetime import timedelta

from mikrovirk.networks.models import Network
from mikrovirk.voice.models import Conclusion, InputRound, Outcome, RoundQuestion, Source
from tests import factories
from tests.factories import NOW
from tests.voice import stream_rows as rows
from tests.voice.domain import sayings

PARKING = "Parkeringspladsen er mørk, når vi går hjem"
COFFEE = "Maden var lækker, ros til køkkenet"


def stream(place: Network) -> InputRound:
    """One round with two themes and a conclusion, and what was said elsewhere."""
    asked = rows.round_of(place)
    wish = rows.question(asked, "Hvad ville få dig til at komme oftere?")
    number = rows.question(asked, "Hvor gode er møderne?", RoundQuestion.Kind.SCALE)
    people = [factories.member(place, name) for name in ("Lise Holm", "Bo Lind", "Tove Tal", "Ida Skov", "Åge Øster")]
    times = rows.theme(place, "Mødetider", round=asked, about="Hvornår folk kan komme")
    talks = rows.theme(place, "Oplæg om tal", round=asked)
    for theme, lines, outcome in ((times, "early", ""), (talks, "bookkeeping", Outcome.TAKEN_UP)):
        for i, text in enumerate(sayings.of({lines: sayings.FIRST[lines]})[0]):
            person = people[i] if i < len(people) else None
            at = NOW - timedelta(days=70 - i)
            rows.said(place, text, person=person, theme=theme, outcome=outcome, at=at, round=asked, question=wish)
    held = factories.meeting(place, title="Moms uden mavepine", starts_at=NOW - timedelta(days=20))
    for lines in ("parking", "food", "sound"):
        for i, text in enumerate(sayings.of({lines: sayings.FIRST[lines]})[0]):
            at = NOW - timedelta(days=20 - i)
            rows.said(
                place, text, person=people[i] if i in (1, 3) else None, at=at, source=Source.FEEDBACK, meeting=held
            )
    rows.said(place, "4 af 5", person=people[0], round=asked, question=number)
    rows.said(
        place, "Kan formanden ringe til mig?", name="Grethe på torvet", source=Source.OFFICE, outcome=Outcome.NOTED
    )
    conclusion = Conclusion.objects.create(
        round=asked, position=1, text="Flere kan komme om morgenen end om aftenen. Vi prøver det i foråret."
    )
    conclusion.themes.add(times)
    return asked
