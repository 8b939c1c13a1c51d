"""Vordingborg: what members were asked and said, and what came of it: done, on its way, overdue and refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from mikrovirk.config.demo import shaped
from mikrovirk.config.demo.asked import UNNAMED, Group, answer_numbers, answer_unnamed, answers, ask, send
from mikrovirk.directory.models import Person
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting
from mikrovirk.voice.models import Ask, Decision, InputRound, Outcome, Source, Theme
from mikrovirk.voice.services import (
    answering,
    conclusions,
    decisions,
    outcomes,
    rounds,
    sorting,
    telling,
)
from mikrovirk.voice.services.stream import About, receive


@dataclass(frozen=True)
class Said:
    """A theme with what was said, and what the steering group made of it."""

    theme: str
    inputs: tuple[str, ...]
    outcome: str = ""
    words: str = ""


THEMES = (
    Said(
        "Begynd tidligere",
        (
            "Kl. 19 er for sent for mig, jeg har små børn. Kunne vi begynde før?",
            "17.30 ville være bedre, så kan man nå hjem i ordentlig tid.",
            "Gerne tidligere. Butikken lukker 17.30, så jeg kan være der kvart i seks.",
            "Møder lige efter fyraften passer mig bedst.",
        ),
        Outcome.TAKEN_UP,
        "Tak. I var mange, der skrev det samme, så fra nu af begynder møderne kl. 17.30.",
    ),
    Said(
        "Mere om salg på nettet",
        (
            "Jeg mangler noget konkret om webshop og betaling. Gerne med eksempler fra vores egne.",
            "Et oplæg om, hvordan man får ordrer på nettet uden at bruge hele dagen på det.",
            "Sociale medier: hvad virker for os små?",
        ),
        Outcome.TAKEN_UP,
        "Tak for idéen. Den står i udkastet til foråret, og du kan sige, hvad du mener om den.",
    ),
    Said(
        "Samkørsel fra Møn",
        (
            "Der er langt fra Møn til Vordingborg. Kan vi køre sammen?",
            "En liste over, hvem der kører hvorfra, ville hjælpe.",
        ),
        Outcome.TAKEN_UP,
        "Tak. Vi laver en liste over, hvem der kan tage nogen med.",
    ),
    Said(
        "Møder i weekenden",
        ("Kan vi ikke holde et møde en lørdag formiddag?", "Lørdag ville være nemmest for os, der har butik."),
        Outcome.NO,
        "Tak for idéen. Vi holder ikke møder i weekenden, fordi de fleste har familie eller åbent. Men vi begynder tidligere på hverdage.",
    ),
)
BY_MAIL = (
    "Hej Mona\nTak, fordi du spørger. Jeg kunne godt tænke mig at høre mere om, hvordan andre finder deres priser."
)
CONCLUSIONS = (
    ("Møderne begynder kl. 17.30, så alle kan nå hjem.", ("Begynd tidligere",)),
    ("Foråret får to oplæg om salg på nettet.", ("Mere om salg på nettet",)),
    (
        "Vi gør det nemmere at komme langvejs fra, men holder fast i hverdage.",
        ("Samkørsel fra Møn", "Møder i weekenden"),
    ),
)


# --- Vordingborg: asked, answered, concluded, and a draft for the spring -----------------------------------------------


def tell_the_loop(network: Network, members: Sequence[Person], *, now: datetime) -> None:
    """A round that is over and what came of it, a draft that is open, and a steering meeting to come."""
    group = Group.of(network, members)
    shaped.add_topics(group, now=now)
    shaped.add_planner_facts(network, now=now)
    round = ask(group, "Før den nye sæson", opened_at=now - timedelta(days=75), days=21)
    asks = list(round.asks.select_related("person__user").order_by("pk"))
    said_at = now - timedelta(days=70)
    answered = answer_by_themes(round, asks, at=said_at)
    answer_unnamed(round, asks[answered : answered + len(UNNAMED)], at=said_at)
    reply_by_mail(round, asks[answered + len(UNNAMED)], at=said_at)
    answer_numbers(round, asks[answered + 4 : answered + 30], at=said_at)
    rounds.close(round, at=now - timedelta(days=54))
    themes = sort(group, round, at=now - timedelta(days=50))
    decide(group, themes, now=now)
    settle(group, round, themes, at=now - timedelta(days=44))
    conclude(group, round, themes, at=now - timedelta(days=40))
    shaped.add_consultation(group, round, now=now)
    shaped.hold_steering_meetings(group, now=now)
    receive(
        network,
        source=Source.OFFICE,
        text="Ringede og spurgte, om man kan få en fast makker at ringe til mellem møderne.",
        at=now - timedelta(days=66),
        person=members[30],
    )


def answer_by_themes(round: InputRound, asks: Sequence[Ask], *, at: datetime) -> int:
    """Each input of the themes from one member; return how many have answered."""
    texts = [text for said in THEMES for text in said.inputs]
    for number, (each, text) in enumerate(zip(asks, texts, strict=False)):
        answering.answer(each, answers(round, text, rating=3 + number % 3), at=at + timedelta(hours=number))
    return len(texts)


def reply_by_mail(round: InputRound, each: Ask, *, at: datetime) -> None:
    """An answer that came as a reply to the mail."""
    receive(
        round.network,
        source=Source.ROUND_MAIL,
        text=BY_MAIL,
        at=at,
        person=each.person,
        about=About(round=round),
    )
    answering.mark_answered(each, at=at)


def sort(group: Group, round: InputRound, *, at: datetime) -> dict[str, Theme]:
    """The steering group's themes, by name."""
    by = group.steering[0]
    themes = {}
    for said in THEMES:
        keys = list(round.inputs.filter(text__in=said.inputs).order_by("pk").values_list("pk", flat=True))
        themes[said.theme], _step = sorting.make_theme(
            group.network, name=said.theme, by=by, at=at, keys=keys, round=round
        )
    return themes


def decide(group: Group, themes: dict[str, Theme], *, now: datetime) -> None:
    """One thing done, one on its way, one overdue, and one refused."""
    at = now - timedelta(days=45)
    next_meeting = Meeting.objects.filter(network=group.network, starts_at__gt=now).order_by("starts_at").first()
    owners = group.steering
    today = timezone.localtime(now).date()
    earlier = decisions.decide(
        group.network,
        decisions.Words(
            title="Møderne begynder kl. 17.30",
            answer=Decision.Answer.YES,
            reason="Mange skrev, at det ellers bliver for sent, og ingen, at det er for tidligt.",
            owner=group.coordinator,
            due_date=today - timedelta(days=20),
            meeting=next_meeting,
        ),
        by=owners[0],
        at=at,
        themes=[themes["Begynd tidligere"]],
    )
    decisions.mark_done(
        earlier,
        words="Alle møder er lagt kl. 17.30 fra og med denne sæson.",
        by=group.coordinator,
        at=at + timedelta(days=12),
    )
    online = decisions.decide(
        group.network,
        decisions.Words(
            title="To oplæg om salg på nettet til foråret",
            answer=Decision.Answer.YES,
            reason="Det er det emne, flest har bedt om.",
            owner=owners[1],
            due_date=today + timedelta(days=30),
        ),
        by=owners[0],
        at=at,
        themes=[themes["Mere om salg på nettet"]],
    )
    decisions.decide(
        group.network,
        decisions.Words(
            title="En liste over, hvem der kan tage nogen med fra Møn",
            answer=Decision.Answer.YES,
            reason="Afstanden holder folk væk, og halvdelen kører alene.",
            owner=owners[2],
            due_date=today - timedelta(days=9),
        ),
        by=owners[0],
        at=at,
        themes=[themes["Samkørsel fra Møn"]],
    )
    weekend = decisions.decide(
        group.network,
        decisions.Words(
            title="Ingen møder i weekenden",
            answer=Decision.Answer.NO,
            reason="De fleste har familie eller åbent. Tidligere møder på hverdage hjælper flere.",
        ),
        by=owners[0],
        at=at,
        themes=[themes["Møder i weekenden"]],
    )
    for shown in (earlier, online, weekend):
        decisions.show(shown, by=group.coordinator, at=at + timedelta(days=13))


def settle(group: Group, round: InputRound, themes: dict[str, Theme], *, at: datetime) -> None:
    """Every input of the round has its outcome, and its author is told."""
    by = group.steering[0]
    for said in THEMES:
        theme = themes[said.theme]
        decision = Decision.objects.filter(inputs__theme=theme).first()
        outcomes.give_theme(theme, outcomes.Given(said.outcome, said.words, decision), by=by, at=at)
    outcomes.thank_for_counted(group.network, by=by, at=at, round=round)
    rest = round.inputs.filter(outcome="").values_list("pk", flat=True)
    outcomes.give_all(group.network, rest, outcomes.Given(Outcome.NOTED), by=by, at=at)
    telling.tell(group.network, round, at=at)
    for mailing in Mailing.objects.filter(network=group.network, kind="voice.told"):
        send(mailing, group, at=at)


def conclude(group: Group, round: InputRound, themes: dict[str, Theme], *, at: datetime) -> None:
    for text, names in CONCLUSIONS:
        row = conclusions.add(round, text=text, themes=[themes[name] for name in names])
        conclusions.approve(row, side="office", by=group.coordinator, at=at)
        conclusions.approve(row, side="steering", by=group.steering[0], at=at)
    conclusions.conclude(round, at=at)
