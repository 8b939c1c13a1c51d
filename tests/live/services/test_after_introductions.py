"""What follows an evening by the clock: who is noted, who is asked again, and the mail that waits for approval."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mikrovirk.live import jobs_hands
from mikrovirk.live.domain.running import Press
from mikrovirk.live.models import Evening
from mikrovirk.live.queries.newest import Texts
from mikrovirk.live.services import hands as hand_services
from mikrovirk.live.services import newest, room
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.mailing.services import switch_rule_on
from mikrovirk.programme import jobs_stage
from mikrovirk.programme.models import SlotOffer
from tests import factories
from tests.live import evenings
from tests.live.introductions import (
    TEXTS,
    evening_with,
    give,
    have_told,
    hold_out,
    membership,
    phone_of,
    speaker,
    turn_keys,
)

pytestmark = pytest.mark.django_db


def end(evening: Evening) -> None:
    room.press(evening, Press.END, at=timezone.now() - timedelta(minutes=1))
    evening.refresh_from_db()


def drafted() -> dict[str, tuple[str, str]]:
    """To whom the mail is drafted, with its headline and whether it asks to show them."""
    rows = Message.objects.filter(kind="live.hands").select_related("user")
    return {row.user.full_name: (row.context["headline"]["da"], row.context["shown"] and "asks") for row in rows}


def run_jobs(times: int = 2) -> None:
    for _each in range(times):
        jobs_stage.run(now=timezone.now())
        jobs_hands.run(now=timezone.now())


# --- introduced ------------------------------------------------------------------------------------------------------


def test_whose_turn_was_on_has_introduced_themselves_also_before_the_evening_is_over() -> None:
    evening = evening_with("Sofie Holm", "Frode Bak")
    have_told(evening, 0)
    run_jobs()
    day = timezone.localdate(evening.meeting.starts_at)
    assert [membership(speaker(evening, each), evening).introduced_date for each in (0, 1)] == [day, None]


def test_a_newcomer_who_was_given_the_empty_turn_has_introduced_themselves() -> None:
    evening = evening_with()
    newcomer = factories.member(evening.meeting.network, "Nina Nyest")
    factories.sign_up(evening.meeting, newcomer, checked_in_at=evening.meeting.starts_at)
    give(evening, 2, "Nina Nyest", person=newcomer.pk)
    have_told(evening, 2)
    run_jobs()
    assert membership(newcomer, evening).introduced_date is not None


def test_whose_turn_was_left_out_is_asked_again_though_they_were_checked_in() -> None:
    evening = evening_with("Sofie Holm", "Frode Bak", starts_at=timezone.now() - timedelta(hours=4))
    room.press(evening, Press.SKIP, turn=turn_keys(evening)[1], at=timezone.now() - timedelta(hours=3))
    have_told(evening, 0)
    jobs_stage.run(now=timezone.now())  # notes everybody who said yes and came
    end(evening)
    run_jobs()
    assert [membership(speaker(evening, each), evening).introduced_date is None for each in (0, 1)] == [False, True]
    states = dict(SlotOffer.objects.values_list("person__user__full_name", "state"))
    assert states == {"Sofie Holm": "accepted", "Frode Bak": "dropped"}


# --- the mail --------------------------------------------------------------------------------------------------------


def test_the_mail_waits_for_approval_and_counts_the_hands() -> None:
    evening = evening_with("Sofie Holm", "Frode Bak")
    have_told(evening, 0, 1)
    for name in ("Mie Krogh", "Ole Lund"):
        hold_out(evenings.phone(evening, name))
    run_jobs()
    assert drafted() == {}
    end(evening)
    run_jobs()
    assert drafted() == {
        "Sofie Holm": ("2 rakte en hånd ud", "asks"),
        "Frode Bak": ("må vi vise dine tekster?", "asks"),
    }
    mailing = Mailing.objects.get(kind="live.hands")
    assert mailing.state == Mailing.State.DRAFT
    assert {row.state for row in mailing.messages.all()} == {Message.State.DRAFT}
    assert timezone.localtime(mailing.due_at).hour == 9
    assert mailing.due_at > timezone.now()


def test_a_standing_rule_lets_it_go_by_itself() -> None:
    evening = evening_with("Sofie Holm")
    coordinator = evenings.host(evening)
    switch_rule_on(evening.meeting.network, "live.hands", by=coordinator, at=timezone.now())
    have_told(evening, 0)
    end(evening)
    run_jobs()
    assert Mailing.objects.get(kind="live.hands").state == Mailing.State.APPROVED


def test_who_has_answered_everything_on_their_phone_gets_none() -> None:
    evening = evening_with("Sofie Holm")
    sofie = speaker(evening)
    have_told(evening, 0)
    phone = evenings.phone(evening, "Mie Krogh")
    hold_out(phone)
    end(evening)
    run_jobs()
    assert drafted() == {"Sofie Holm": ("en rakte en hånd ud", "asks")}
    newest.show(membership(sofie, evening), Texts(*TEXTS), at=timezone.now())
    hand_services.answer(evening, turn_keys(evening)[0], phone.pk, speaker=sofie, yes=False, at=timezone.now())
    assert Message.objects.get(kind="live.hands").state == Message.State.STOPPED


def test_who_said_no_to_being_shown_is_not_asked_again() -> None:
    evening = evening_with("Sofie Holm")
    sofie, at = speaker(evening), timezone.now()
    have_told(evening, 0)
    newest.show(membership(sofie, evening), Texts(*TEXTS), at=at)
    newest.take_back(sofie, evening.meeting.network, at=at)
    end(evening)
    run_jobs()
    assert drafted() == {}


def test_a_guest_gets_the_mail_when_somebody_held_out_a_hand_and_is_not_asked_to_be_shown() -> None:
    evening = evening_with()
    guest = factories.person("Gerda Gæst")
    phone_of(evening, guest)
    give(evening, 0, "Gerda Gæst", person=guest.pk)
    have_told(evening, 0)
    hold_out(evenings.phone(evening, "Mie Krogh"))
    end(evening)
    run_jobs()
    assert drafted() == {"Gerda Gæst": ("en rakte en hånd ud", "")}


def test_an_evening_that_nobody_ended_is_over_an_hour_after_its_end() -> None:
    evening = evening_with("Sofie Holm", starts_at=timezone.now() - timedelta(hours=4))
    have_told(evening, 0)
    run_jobs()
    assert list(drafted()) == ["Sofie Holm"]


def test_without_the_part_nothing_is_drafted() -> None:
    evening = evening_with("Sofie Holm")
    have_told(evening, 0)
    end(evening)
    network = evening.meeting.network
    network.parts = []
    network.save()
    jobs_hands.run(now=timezone.now())
    assert Mailing.objects.count() == 0
