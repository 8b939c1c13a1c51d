"""A member reads a draft, taps and writes: signed in, and by the link in the mail."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mikrovirk.directory.models import Membership
from mikrovirk.networks.models import Network
from mikrovirk.voice.models import Consultation, Input, Point, PointSupport
from mikrovirk.voice.services import consultation_comments, consultations, consulting
from mikrovirk.voice.services.consultation_comments import Author
from mikrovirk.voice.services.consultations import Details
from tests import factories as f
from tests.voice import consultation_rows as rows

pytestmark = pytest.mark.django_db


def above_the_foot(page: str) -> str:
    """Without the choice of light or dark."""
    return page.partition("<footer")[0]


@pytest.fixture
def moen() -> Network:
    return f.network("moen")


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def opened(place: Network) -> Consultation:
    return rows.opened(place, at=timezone.now())


def link_of(made: Consultation, person: Any) -> str:
    return (
        consulting.link_of(made, person.pk).partition("testserver")[2]
        or "/" + consulting.link_of(made, person.pk).split("/", 3)[3]
    )


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_member_reads_every_point_with_its_two_taps(moen: Network) -> None:
    made = opened(moen)
    page = text_of(signed_in(f.member(moen).user).get(f"/networks/moen/consultations/{made.pk}/"))
    for words in (
        "Moms uden mavepine",
        "Salg uden at sælge",
        "Altid en mandag",
        "Møn Bibliotek",
        "To møder, to steder.",
    ):
        assert words in page
    assert above_the_foot(page).count('aria-pressed="false"') == 6
    assert "God idé" in page
    assert "Ikke noget for mig" in page


def test_keys_of_four_digits_can_be_tapped(moen: Network) -> None:
    """Danish writes 4711 as 4.711: the page must send the key, not the number in words."""
    made = rows.draft(moen, at=timezone.now())
    Point.objects.create(pk=4711, consultation=made, position=9, title="Altid Stege")
    consulting.publish(made, until=timezone.now() + timedelta(days=9), by=None, at=timezone.now())
    page = text_of(signed_in(f.member(moen).user).get(f"/networks/moen/consultations/{made.pk}/"))
    for each in ('name="point" value="4711"', 'id="point-4711"', 'hx-target="#point-4711"'):
        assert each in page


def test_one_tap_is_kept_changed_and_taken_back(moen: Network) -> None:
    made, lise = opened(moen), f.member(moen)
    client, where = signed_in(lise.user), f"/networks/moen/consultations/{made.pk}/"
    point = rows.points(made)[0]

    def tap(stance: str) -> list[str]:
        answer = client.post(where, {"point": point.pk, "stance": stance, "text": ""})
        assert answer.headers["Location"] == f"{where}#point-{point.pk}"
        return list(PointSupport.objects.filter(person=lise).values_list("stance", flat=True))

    assert (tap("for"), tap("against"), tap("against"), tap("nonsense")) == (["for"], ["against"], [], [])


def test_a_tap_keeps_what_was_typed_and_not_sent(moen: Network) -> None:
    made, lise = opened(moen), f.member(moen)
    point = rows.points(made)[0]
    posted = {"point": point.pk, "stance": "for", "text": "Hellere tirsdag, fordi", "who": "named"}
    page = text_of(signed_in(lise.user).post(f"/networks/moen/consultations/{made.pk}/", posted))
    assert "Hellere tirsdag, fordi</textarea>" in page
    assert not Input.objects.exists()


def test_a_comment_is_kept_with_the_name_the_member_chose(moen: Network) -> None:
    made, lise = opened(moen), f.member(moen, "Lise Holm")
    point = rows.points(made)[1]
    where = f"/networks/moen/consultations/{made.pk}/"
    client = signed_in(lise.user)
    client.post(where, {"point": point.pk, "text": "Gerne i Stege", "who": "staff"})
    bo = signed_in(f.member(moen, "Bo Lund").user)
    page = text_of(bo.get(where))
    assert "Gerne i Stege" in page
    assert "Lise Holm" not in page
    client.post(where, {"point": point.pk, "text": "Gerne i Stege eller Borre", "who": "named"})
    page = text_of(bo.get(where))
    assert "Gerne i Stege eller Borre" in page
    assert "Lise Holm" in page
    assert Input.objects.values_list("source", "point", "person").get() == ("consultation", point.pk, lise.pk)


def test_an_anonymous_comment_gets_a_link_to_follow_it_by(moen: Network) -> None:
    made, lise = opened(moen), f.member(moen)
    answer = signed_in(lise.user).post(
        f"/networks/moen/consultations/{made.pk}/", {"point": "", "text": "Vi er for få", "who": "anonymous"}
    )
    said = Input.objects.get()
    assert (said.person, said.point, f"/r/{said.receipt}/" in text_of(answer)) == (None, None, True)


def test_an_empty_comment_is_said_beside_the_field(moen: Network) -> None:
    made, lise = opened(moen), f.member(moen)
    point = rows.points(made)[0]
    where = f"/networks/moen/consultations/{made.pk}/"
    answer = signed_in(lise.user).post(
        where, {"point": point.pk, "text": " ", "who": "staff"}, headers={"HX-Request": "true"}
    )
    page = text_of(answer)
    assert "data-error-summary" in page
    assert "Din kommentar" in page
    assert page.lstrip().startswith("<section")  # the point alone


def test_what_one_wrote_can_be_taken_back(moen: Network) -> None:
    made, lise = opened(moen), f.member(moen)
    point = rows.points(made)[0]
    consultation_comments.comment(made, point, "Nej", author=Author(lise), at=timezone.now())
    where = f"/networks/moen/consultations/{made.pk}/"
    signed_in(lise.user).post(where, {"point": point.pk, "text": "Nej", "who": "staff", "take_back": "1"})
    assert not Input.objects.exists()


def test_the_link_in_the_mail_opens_it_without_signing_in_for_that_member_alone(moen: Network) -> None:
    made, lise = opened(moen), f.member(moen, "Lise Holm")
    where = link_of(made, lise)
    assert "Lise Holm" in text_of(Client().get(where))
    assert not PointSupport.objects.exists()  # opening changes nothing
    point = rows.points(made)[0]
    Client().post(where, {"point": point.pk, "stance": "for"})
    assert PointSupport.objects.get().person == lise
    Membership.objects.filter(person=lise).update(left_date=f.TODAY)
    assert Client().get(where).status_code == 404
    assert Client().get("/networks/moen/consultations/link/noget-andet/").status_code == 404


def test_after_the_last_day_nothing_is_taken_and_the_answers_can_be_read(moen: Network) -> None:
    made, lise = opened(moen), f.member(moen)
    point = rows.points(made)[0]
    consultation_comments.comment(made, point, "Hellere tirsdag", author=Author(lise), at=timezone.now())
    consultation_comments.answer(point, "Tirsdag er optaget på biblioteket.", by=None, at=timezone.now())
    consulting.close(made, at=timezone.now())
    client, where = signed_in(f.member(moen).user), f"/networks/moen/consultations/{made.pk}/"
    page = text_of(client.get(where))
    assert "Tirsdag er optaget på biblioteket." in page
    assert "aria-pressed" not in above_the_foot(page)
    answer = client.post(where, {"point": point.pk, "stance": "for"}, follow=True)
    assert "Sidste dag for kommentarer er forbi" in text_of(answer)
    assert not PointSupport.objects.exists()


def test_a_changed_point_says_what_changed_and_earlier_comments_say_their_version(moen: Network) -> None:
    made, lise = opened(moen), f.member(moen)
    point = rows.points(made)[2]
    consultation_comments.comment(made, point, "Ikke mandag", author=Author(lise), at=timezone.now())
    consultations.change_point(point, Details("Altid en tirsdag", "Så er den fast."))
    client, where = signed_in(f.member(moen).user), f"/networks/moen/consultations/{made.pk}/"
    assert "Altid en tirsdag" not in text_of(client.get(where))  # not shown yet
    consulting.show_changes(made, why="Det bad flere om.", by=None, at=timezone.now())
    page = text_of(client.get(where))
    for words in ("Altid en tirsdag", "Det bad flere om.", "Det hed »Altid en mandag«.", "om version 1"):
        assert words in page


def test_who_may_not(moen: Network) -> None:
    made, drafted = opened(moen), rows.draft(moen, at=timezone.now())
    where = f"/networks/moen/consultations/{made.pk}/"
    stranger = signed_in(f.member(f.network("stege")).user)
    assert (stranger.get(where).status_code, stranger.post(where).status_code) == (404, 404)
    member = signed_in(f.member(moen).user)
    assert member.get(f"/networks/moen/consultations/{drafted.pk}/").status_code == 404
    host = f.role("host", moen)
    reads = signed_in(host)
    assert "aria-pressed" not in above_the_foot(text_of(reads.get(where)))
    reads.post(where, {"point": rows.points(made)[0].pk, "stance": "for"})
    assert not PointSupport.objects.exists()
    Network.objects.filter(pk=moen.pk).update(parts=[])
    assert (member.get(where).status_code, Client().get(link_of(made, f.member(moen))).status_code) == (404, 404)


@pytest.mark.parametrize("where", ["consultations/{pk}/", "consultations/{pk}/answers/", "consultations/"])
def test_the_number_of_queries_is_the_same_for_few_and_for_many_comments(moen: Network, where: str) -> None:
    made = opened(moen)
    client = signed_in(f.coordinator(moen))
    point = rows.points(made)[0]
    address = f"/networks/moen/{where.format(pk=made.pk)}"

    def say(count: int) -> None:
        at: datetime = timezone.now()
        for number in range(count):
            author = f.member(moen) if number < 5 else None
            consultation_comments.comment(made, point, f"Nummer {number}", author=Author(author), at=at)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(address).status_code == 200
        return len(found)

    say(1)
    client.get(address)
    one = queries()
    say(2)
    three = queries()
    say(297)
    assert (three, queries()) == (one, one)


def test_the_list_shows_members_what_is_open_and_the_coordinator_what_is_being_written(moen: Network) -> None:
    opened(moen)
    rows.draft(moen, at=timezone.now() + timedelta(days=1))
    member = text_of(signed_in(f.member(moen).user).get("/networks/moen/consultations/"))
    staff = text_of(signed_in(f.coordinator(moen)).get("/networks/moen/consultations/"))
    assert (member.count("Foråret 2027</a>"), staff.count("Foråret 2027</a>")) == (1, 2)
    empty = text_of(signed_in(f.member(f.network("stege")).user).get("/networks/stege/consultations/"))
    assert "Der er ikke noget udkast at kommentere lige nu" in empty
