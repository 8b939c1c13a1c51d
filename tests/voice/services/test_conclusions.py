"""At most five conclusions, approved by two people of two sides, and a round that ends with every input answered."""

import pytest
from django.db import IntegrityError, transaction

from mikrovirk.accounts.models import User
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network, Role
from mikrovirk.voice.models import Conclusion, Input, InputRound, Outcome
from mikrovirk.voice.queries import conclusions as queries
from mikrovirk.voice.services import conclusions as services
from mikrovirk.voice.services import sorting
from tests import factories
from tests.factories import NOW
from tests.voice import stream_rows as rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def moen() -> Network:
    return factories.network("moen", host=factories.organisation())


@pytest.fixture
def asked(moen: Network) -> InputRound:
    return rows.round_of(moen)


def texts(asked: InputRound) -> list[tuple[int, str]]:
    return list(asked.conclusions.values_list("position", "text"))


def both(place: Network) -> User:
    """Somebody who is coordinator and in the steering group."""
    somebody = factories.coordinator(place)
    Role.objects.create(user=somebody, name=Role.Name.STEERING, network=place, since_date=factories.TODAY)
    return somebody


def approved(conclusion: Conclusion) -> Conclusion:
    place = conclusion.round.network
    services.approve(conclusion, side="office", by=factories.coordinator(place), at=NOW)
    services.approve(conclusion, side="steering", by=rows.steering(place), at=NOW)
    return conclusion


def test_five_are_enough(asked: InputRound) -> None:
    for number in range(5):
        services.add(asked, text=f" {number} ", themes=[])
    with pytest.raises(services.EnoughConclusions):
        services.add(asked, text="Seks", themes=[])
    assert texts(asked) == [(number + 1, str(number)) for number in range(5)]


def test_they_are_put_in_order_and_taken_away(asked: InputRound) -> None:
    theme = rows.theme(asked.network)
    a, b, c = (services.add(asked, text=text, themes=[theme] if text == "A" else []) for text in "ABC")
    services.approve(a, side="office", by=factories.coordinator(asked.network), at=NOW)
    services.shift(a, up=True)
    services.shift(a, up=False)
    assert texts(asked) == [(1, "B"), (2, "A"), (3, "C")]
    moved = asked.conclusions.get(position=2)
    assert (moved.office_at, list(moved.themes.all())) == (NOW, [theme])
    services.remove(asked.conclusions.get(position=1))
    assert texts(asked) == [(1, "A"), (2, "C")]
    del b, c


def test_one_person_of_both_sides_gives_one_of_the_two(moen: Network, asked: InputRound) -> None:
    conclusion, somebody = services.add(asked, text="Morgenmøder", themes=[]), both(moen)
    assert queries.sides_of(somebody, moen) == {"office", "steering"}
    services.approve(conclusion, side="office", by=somebody, at=NOW)
    with pytest.raises(services.SameHand):
        services.approve(conclusion, side="steering", by=somebody, at=NOW)
    services.approve(conclusion, side="steering", by=rows.steering(moen), at=NOW)
    assert conclusion.is_approved
    with pytest.raises(IntegrityError), transaction.atomic():
        Conclusion.objects.filter(pk=conclusion.pk).update(steering_by=somebody)


def test_the_host_approves_for_the_office_and_nobody_for_a_side_they_are_not_of(
    moen: Network, asked: InputRound
) -> None:
    conclusion, host = services.add(asked, text="Morgenmøder", themes=[]), factories.user()
    Role.objects.create(user=host, name=Role.Name.HOST, organisation=moen.host, since_date=factories.TODAY)
    services.approve(conclusion, side="office", by=host, at=NOW)
    assert conclusion.office_by == host
    for somebody in (host, factories.coordinator(moen), factories.member(moen).user):
        with pytest.raises(services.NotTheirs):
            services.approve(conclusion, side="steering", by=somebody, at=NOW)
    with pytest.raises(services.NotTheirs):
        services.take_approval_back(conclusion, side="office", by=rows.steering(moen))
    services.take_approval_back(conclusion, side="office", by=host)
    assert conclusion.office_at is None


def test_another_text_takes_both_approvals_back_and_the_same_text_does_not(moen: Network, asked: InputRound) -> None:
    conclusion = approved(services.add(asked, text="Morgenmøder", themes=[]))
    assert not services.change(conclusion, text="Morgenmøder ", themes=[])
    assert conclusion.is_approved
    assert services.change(conclusion, text="Morgenmøder", themes=[rows.theme(moen)])
    assert (conclusion.office_by, conclusion.steering_by, conclusion.is_approved) == (None, None, False)


def test_a_round_is_concluded_when_nothing_lacks(moen: Network, asked: InputRound) -> None:
    row = rows.said(moen, round=asked, person=factories.member(moen))
    with pytest.raises(services.NotReady) as error:
        services.conclude(asked, at=NOW)
    assert error.value.lacking == queries.Lacking(waiting=1, unapproved=0, has_conclusions=False, is_open=False)
    conclusion = services.add(asked, text="Morgenmøder", themes=[])
    assert queries.lacking(asked).unapproved == 1
    approved(conclusion)
    rows.decided(row)
    services.conclude(asked, at=NOW)
    assert (asked.state, asked.concluded_at) == (InputRound.State.CONCLUDED, NOW)
    assert Message.objects.get().state == Message.State.DRAFT  # and its author is told
    for change in (
        lambda: services.add(asked, text="Mere", themes=[]),
        lambda: services.change(conclusion, text="Andet", themes=[]),
        lambda: services.remove(conclusion),
        lambda: services.shift(conclusion, up=True),
        lambda: services.approve(conclusion, side="office", by=factories.coordinator(moen), at=NOW),
        lambda: services.conclude(asked, at=NOW),
    ):
        with pytest.raises(services.Concluded):
            change()
    services.open_again(asked)
    assert (asked.state, asked.concluded_at, asked.conclusions.get().is_approved) == ("closed", None, True)


def test_an_open_round_is_not_concluded(moen: Network) -> None:
    asked = rows.round_of(moen, state=InputRound.State.OPEN, closed_at=None)
    approved(services.add(asked, text="Morgenmøder", themes=[]))
    with pytest.raises(services.NotReady):
        services.conclude(asked, at=NOW)


def test_what_stands_behind_a_conclusion(moen: Network, asked: InputRound) -> None:
    theme = rows.theme(moen, "Mødetider")
    for hour in range(6, 13):
        rows.said(moen, f"Kl. {hour}", theme=theme, outcome=Outcome.NOTED)
    Input.objects.filter(text="Kl. 6").update(text="", erased_at=NOW)
    sorting.move(moen, list(Input.objects.filter(text__in=["Kl. 7", "Kl. 8"]).values_list("pk", flat=True)), to=None)
    services.add(asked, text="Morgenmøder", themes=[theme])
    (found,) = queries.conclusions_of(asked)
    assert found.behind == queries.Behind(4, ["Kl. 9", "Kl. 10", "Kl. 11"])  # type: ignore[attr-defined]
