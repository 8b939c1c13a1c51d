"""The coordinators' circle of the example region: what is shared, borrowed, asked, and held together."""

from datetime import datetime, timedelta

from mikrovirk.accounts.models import User
from mikrovirk.landscape.models import CircleQuestion, Shared
from mikrovirk.landscape.queries.circle import Choice, could_share
from mikrovirk.landscape.services import borrowing, circle, circle_questions
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.services import joint

A_DAY = timedelta(days=1)
SUBJECT = "Tag en nabo med"
BODY = (
    "Hej {first_name}\n\nVi holder {title} {when}. Tag en med, som har en lille virksomhed: "
    "det er sådan, de fleste af os kom første gang.\n\n[Sig, om du kommer]({answer_url})"
)


def fill(*, now: datetime) -> None:
    """Both municipalities in mid-life: shared and taken back, borrowed with figures, settled and open, held, refused, overdue."""
    mikrovirk, mikronet, nordfalster = (
        Network.objects.get(slug=slug) for slug in ("mikrovirk", "mikronet", "netvaerk-nordfalster")
    )
    mona, bjarne, ingelise = (
        User.objects.get(email=f"koordinator@{network.slug}.example") for network in (mikrovirk, mikronet, nordfalster)
    )
    lend_a_format(mikrovirk, nordfalster, by=mona, to=ingelise, now=now)
    recommend_a_speaker(mikrovirk, by=mona, now=now)
    lend_a_text(mikronet, mikrovirk, by=bjarne, to=mona, now=now)
    share_and_take_back(nordfalster, by=ingelise, now=now)
    ask_and_settle(mikrovirk, by=mona, answers=((mikronet, bjarne), (nordfalster, ingelise)), now=now)
    ask_and_wait(mikronet, by=bjarne, answering=(nordfalster, ingelise), now=now)
    hold_together(mikronet, nordfalster, by=bjarne, to=ingelise, now=now)
    ask_two(mikrovirk, waiting=mikronet, refusing=nordfalster, by=mona, refused_by=ingelise, now=now)


def choice_of(network: Network, kind: str, title: str = "") -> Choice | None:
    return next((each for each in could_share(network) if each.kind == kind and title in each.title), None)


def lend_a_format(giver: Network, taker: Network, *, by: User, to: User, now: datetime) -> None:
    """The format with the hot seat, used on the last two evenings over there."""
    choice = choice_of(giver, Shared.Kind.FORMAT, "2.0")
    if choice is None:
        return
    note = "Den varme stol virker fra 12 mand og op. Spørg på forhånd, så ingen skal melde sig i salen."
    shared = circle.share(giver, choice, by=by, at=now - 140 * A_DAY, note=note)
    borrowed = borrowing.borrow(shared, taker, by=to, at=now - 130 * A_DAY)
    held = taker.meetings.filter(state=Meeting.State.PUBLISHED, ends_at__lt=now).order_by("-starts_at")
    Meeting.objects.filter(pk__in=held.values_list("pk", flat=True)[:2]).update(format=borrowed.made_format)
    borrowing.say_what_came_of_it(
        borrowed, "Vi var færre end før, men snakken gik længere, og to vil i stolen næste gang."
    )


def recommend_a_speaker(network: Network, *, by: User, now: datetime) -> None:
    """Somebody who has spoken and said yes to being recommended."""
    choice = choice_of(network, Shared.Kind.SPEAKER)
    if choice:
        note = "Taler uden slides og bliver til netværkstiden. Vil gerne have 40 minutter."
        circle.share(network, choice, by=by, at=now - 30 * A_DAY, note=note, speaker_agreed=True)


def lend_a_text(giver: Network, taker: Network, *, by: User, to: User, now: datetime) -> None:
    """An invitation in words of one's own."""
    choice = Choice(Shared.Kind.MAIL, 0, SUBJECT, BODY, SUBJECT, BODY, "programme.invitation")
    shared = circle.share(giver, choice, by=by, at=now - 60 * A_DAY, note="Gav os fire gæster på en aften.")
    borrowing.borrow(shared, taker, by=to, at=now - 50 * A_DAY)


def share_and_take_back(network: Network, *, by: User, now: datetime) -> None:
    """A room that others may no longer use."""
    choice = choice_of(network, Shared.Kind.VENUE)
    if choice:
        shared = circle.share(network, choice, by=by, at=now - 80 * A_DAY, note="Kaffe kan bestilles.")
        circle.revoke(shared, at=now - 12 * A_DAY)


def ask_and_settle(network: Network, *, by: User, answers: tuple[tuple[Network, User], ...], now: datetime) -> None:
    """A question that two answered."""
    asked = circle_questions.ask(
        network,
        subject="Hvordan får I folk til at blive til netværkstiden?",
        text="Halvdelen går lige efter oplægget. Hvad gør I?",
        by=by,
        at=now - 35 * A_DAY,
    )
    words = ("Vi serverer suppen efter oplægget og ikke før.", "Vi beder to medlemmer om at tage hver en ny i hånden.")
    for number, ((answering, who), text) in enumerate(zip(answers, words, strict=True)):
        circle_questions.answer(asked, answering, text=text, by=who, at=now - (33 - number) * A_DAY)
    circle_questions.settle(CircleQuestion.objects.get(pk=asked.pk), at=now - 28 * A_DAY)


def ask_and_wait(network: Network, *, by: User, answering: tuple[Network, User], now: datetime) -> None:
    """A question with one answer that did not settle it."""
    asked = circle_questions.ask(
        network,
        subject="Hvad betaler I en oplægsholder?",
        text="Vi har givet en flaske vin. Nu spørger en om honorar. Hvad gør I?",
        by=by,
        at=now - 6 * A_DAY,
    )
    place, who = answering
    text = "Kun kørsel. Men jeg vil også gerne høre, hvad de andre gør."
    circle_questions.answer(asked, place, text=text, by=who, at=now - 4 * A_DAY)


def coming(network: Network, now: datetime) -> list[Meeting]:
    """The ordinary evenings: a conference has no format."""
    rows = network.meetings.filter(starts_at__gt=now + A_DAY, format__isnull=False)
    rows = rows.exclude(state=Meeting.State.CANCELLED)
    return list(rows.select_related("network").order_by("starts_at"))


def hold_together(host: Network, partner: Network, *, by: User, to: User, now: datetime) -> None:
    """A published meeting that two networks hold: the partner's own invitation waits for approval."""
    meetings = [each for each in coming(host, now) if each.state == Meeting.State.PUBLISHED]
    if meetings:
        words = "Vi er for få hver for sig om vinteren. Skal vi slå os sammen?"
        asked = joint.ask_partner(meetings[-1], partner, by=by, words=words, at=now - 16 * A_DAY)
        joint.accept(asked, by=to, words="Ja tak! Vi tager kage med.", at=now - 14 * A_DAY)


def ask_two(host: Network, *, waiting: Network, refusing: Network, by: User, refused_by: User, now: datetime) -> None:
    """A meeting that one network said no to, and another has not answered for nine days."""
    meetings = coming(host, now)
    if meetings:
        words = "Emnet er stort nok til os begge. Vi har lokale til 60."
        refused = joint.ask_partner(meetings[-1], refusing, by=by, words=words, at=now - 11 * A_DAY)
        joint.decline(refused, by=refused_by, words="Vi har selv møde den uge. Spørg os igen.", at=now - 10 * A_DAY)
        joint.ask_partner(meetings[-1], waiting, by=by, words=words, at=now - 9 * A_DAY)
