"""The pages of the coordinators' circle."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.landscape.models import Borrowed, CircleAnswer, CircleQuestion, Shared
from mikrovirk.landscape.services import borrowing
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Format, Talk
from tests import factories
from tests.landscape.circle_rows import NOW, Circle, circle

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> Circle:
    return circle()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(page: str, *keys: object) -> str:
    return reverse(f"landscape:{page}", args=keys)


def read(client: Client, page: str, *keys: object, query: str = "") -> str:
    answer = client.get(at(page, *keys) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_anybody_shares_the_page_says_what_it_is_for(two: Circle) -> None:
    assert "Ingen deler noget endnu" in read(signed_in(two.tage), "circle", "tager")
    assert "I har ikke lånt noget endnu" in read(signed_in(two.tage), "circle_borrowed", "tager")
    assert "I deler ikke noget endnu" in read(signed_in(two.tage), "circle_own", "tager")


def test_one_shares_and_the_other_makes_it_their_own_with_one_press(two: Circle) -> None:
    gerda, tage = signed_in(two.gerda), signed_in(two.tage)
    form = {"what": two.choice("format").value, "note": "Virker med nye."}
    gerda.post(at("circle_share", "giver"), form)
    shared = Shared.objects.get()
    page = read(tage, "circle", "tager")
    assert "Virker med nye." in page
    assert "Giver" in page
    assert "40 minutter" in read(tage, "circle_shared", "tager", shared.pk)
    answer = tage.post(at("circle_borrow", "tager", shared.pk), follow=True)
    assert "fra Giver er nu jeres" in answer.content.decode()
    made = Format.objects.get(network=two.taker)
    assert "Lånt fra Giver" in tage.get(reverse("programme:format_edit", args=["tager", made.pk])).content.decode()
    assert "Tager" in read(gerda, "circle_own", "giver")
    tage.post(at("circle_give_back", "tager", Borrowed.objects.get().pk))
    assert not Format.objects.filter(network=two.taker).exists()


def test_what_is_taken_back_can_be_shared_again(two: Circle) -> None:
    shared, gerda = two.shares("venue"), signed_in(two.gerda)
    page = gerda.post(at("circle_revoke", "giver", shared.pk), follow=True).content.decode()
    assert "Del det igen" in page
    assert signed_in(two.tage).get(at("circle_shared", "tager", shared.pk)).status_code == 404
    gerda.post(at("circle_again", "giver", shared.pk))
    assert "Laden" in read(signed_in(two.tage), "circle", "tager")


def test_what_a_closed_network_shared_is_not_borrowed_by_a_page_that_was_open(two: Circle) -> None:
    shared = two.shares("format")
    Network.objects.filter(pk=two.giver.pk).update(is_open=False)
    page = signed_in(two.tage).post(at("circle_borrow", "tager", shared.pk), follow=True).content.decode()
    assert "Det bliver ikke længere delt" in page
    assert not Borrowed.objects.exists()


def test_a_speaker_needs_the_tick_and_what_was_typed_stays(two: Circle) -> None:
    form = {"what": two.choice("speaker").value, "note": "God til nye."}
    page = signed_in(two.gerda).post(at("circle_share", "giver"), form).content.decode()
    assert "Spørg oplægsholderen først" in page
    assert "God til nye." in page
    assert not Shared.objects.exists()


def test_found_by_kind_and_words(two: Circle) -> None:
    two.shares("venue"), two.shares("talk")
    tage = signed_in(two.tage)
    assert "Laden" not in read(tage, "circle", "tager", query="?kind=talk")
    assert "mavepine" in read(tage, "circle", "tager", query="?q=moms")
    assert "Vis alt" in read(tage, "circle", "tager", query="?q=ost")


def test_a_borrowed_speaker_is_put_on_a_meeting(two: Circle) -> None:
    taken = borrowing.borrow(two.shares("speaker"), two.taker, by=two.tage, at=NOW)
    held = factories.meeting(two.taker, starts_at=timezone.now() + timedelta(days=20), title="Åben aften")
    tage = signed_in(two.tage)
    assert "Åben aften" in read(tage, "circle_borrowed", "tager")
    answer = tage.post(at("circle_use", "tager", taken.pk), {"meeting": held.pk}, follow=True)
    assert "tove@tal.example" in answer.content.decode()
    assert Talk.objects.get(meeting=held).speaker_name == "Tove Tal"
    assert "Vælg et møde" in tage.post(at("circle_use", "tager", taken.pk), follow=True).content.decode()


def test_a_borrowed_text_is_put_into_a_draft_and_one_with_a_strange_placeholder_is_not(two: Circle) -> None:
    taken = borrowing.borrow(two.shares("mail"), two.taker, by=two.tage, at=NOW)
    draft = Mailing.objects.create(network=two.taker, kind="programme.invitation", occasion="meeting:2", due_at=NOW)
    draft.messages.create(user=two.tage, kind=draft.kind, occasion=draft.occasion, due_at=NOW, state="draft")
    tage = signed_in(two.tage)
    tage.post(at("circle_use", "tager", taken.pk), {"draft": draft.pk})
    draft.refresh_from_db()
    assert draft.subject == "Kom og mød os"
    Borrowed.objects.update(body="Hej {fremmed}")
    page = tage.post(at("circle_use", "tager", taken.pk), {"draft": draft.pk}, follow=True).content.decode()
    assert "{fremmed}" in page


def test_what_came_of_it_is_read_by_both(two: Circle) -> None:
    taken = borrowing.borrow(two.shares("format"), two.taker, by=two.tage, at=NOW)
    signed_in(two.tage).post(at("circle_thanks", "tager", taken.pk), {"words": "Dobbelt så mange nye."})
    assert "Dobbelt så mange nye." in read(signed_in(two.gerda), "circle_own", "giver")


def test_a_question_is_asked_answered_and_settled(two: Circle) -> None:
    gerda, tage = signed_in(two.gerda), signed_in(two.tage)
    gerda.post(at("circle_questions", "giver"), {"subject": "Netværkstid", "text": "Folk går."})
    asked = CircleQuestion.objects.get()
    assert "Intet svar endnu" in read(tage, "circle_questions", "tager")
    tage.post(at("circle_question", "tager", asked.pk), {"text": "Suppe."})
    assert "Suppe." in read(gerda, "circle_question", "giver", asked.pk)
    gerda.post(at("circle_settle", "giver", asked.pk))
    assert "Afklaret" in read(tage, "circle_question", "tager", asked.pk)
    tage.post(at("circle_unsay", "tager", asked.pk, CircleAnswer.objects.get().pk))
    assert "Dit svar er taget ud." in read(tage, "circle_question", "tager", asked.pk)
    gerda.post(at("circle_remove", "giver", asked.pk))
    assert tage.get(at("circle_question", "tager", asked.pk)).status_code == 404
    assert "Sæt det tilbage" in read(gerda, "circle_question", "giver", asked.pk)


def test_the_link_in_a_mail_leads_to_ones_own_network(two: Circle) -> None:
    asked = CircleQuestion.objects.create(network=two.giver, subject="Kaffe", text="?", asked_at=NOW, latest_at=NOW)
    answer = signed_in(two.tage).get(at("circle_link", asked.pk))
    assert answer.headers["Location"] == at("circle_question", "tager", asked.pk)
    member = factories.member(two.taker)
    assert signed_in(member.user).get(at("circle_link", asked.pk)).status_code == 404


@pytest.mark.parametrize("page", ["circle", "circle_own", "circle_borrowed", "circle_questions"])
def test_lists_cost_the_same_for_one_and_for_three(
    two: Circle, page: str, django_assert_max_num_queries: object
) -> None:
    counts = []
    kinds = ["format", "venue", "talk"]
    client = signed_in(two.gerda if page == "circle_own" else two.tage)
    for n, kind in enumerate(kinds):
        shared = two.shares(kind)
        if page != "circle":
            borrowing.borrow(shared, two.taker, by=two.tage, at=NOW)
        CircleQuestion.objects.create(network=two.giver, subject=kind, text="?", asked_at=NOW, latest_at=NOW)
        if n in (0, 2):
            with django_assert_max_num_queries(60) as asked:  # type: ignore[operator]
                client.get(at(page, "giver" if page == "circle_own" else "tager"))
            counts.append(len(asked))
    assert counts[0] == counts[1]
