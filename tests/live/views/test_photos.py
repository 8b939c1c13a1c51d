"""Photos: sent in, chosen with consent only, seen by those who may, taken away by anybody on them."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from PIL import Image

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.live.models import Evening, Photo
from mikrovirk.live.queries import photos as queries
from mikrovirk.live.services import photos as photo_services
from mikrovirk.live.services import recap as services
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network, Role
from tests import factories
from tests.factories import NOW
from tests.live import evenings, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def evening(settings: Any, tmp_path: Any) -> Evening:
    settings.MEDIA_ROOT = tmp_path
    return evenings.open_now(evenings.meeting(factories.network("mikrovirk")))


@pytest.fixture
def place(evening: Evening) -> Network:
    return evening.meeting.network


@pytest.fixture
def coordinator(place: Network) -> User:
    return factories.coordinator(place)


@pytest.fixture
def client(coordinator: User) -> Client:
    return signed_in(coordinator)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(evening: Evening, rest: str = "") -> str:
    return f"/networks/mikrovirk/meetings/{evening.meeting_id}/evening/photos/{rest}"


def upload(content: bytes | None = None, name: str = "IMG_1.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, told.picture() if content is None else content, "image/jpeg")


def publish(evening: Evening, by: User) -> None:
    services.publish(evening.meeting, text="Vi blev klogere.", for_members="", by=by, at=timezone.now())


def phone_of(evening: Evening) -> Client:
    client = Client()
    client.post(f"/l/{evening.code}/join/", {"name": "Mie Krogh"})
    return client


# --- sent in -----------------------------------------------------------------------------------------------------------


def test_several_photos_are_taken_in_without_what_the_phone_wrote_into_them(client: Client, evening: Evening) -> None:
    sent = {"photos": [upload(), upload(name="IMG_2.jpg")], "caption": "Salen", "who": "Bo", "all_agreed": "on"}
    answer = client.post(address(evening), sent, follow=True)
    assert "Tak for 2 billeder." in answer.content.decode()
    for photo in Photo.objects.all():
        with photo.image.open("rb") as file, Image.open(file) as kept:
            assert (kept.format, dict(kept.getexif())) == ("JPEG", {})
        assert (photo.caption, photo.who, photo.agreed, photo.in_recap) == ("Salen", "Bo", "Bo sagde ja.", False)
        assert photo.by is not None


def test_a_phone_in_the_room_sends_one_in_and_sees_it_and_nobody_elses(evening: Evening) -> None:
    mine, other = phone_of(evening), phone_of(evening)
    where = f"/l/{evening.code}/photos/"
    answer = mine.post(where, {"photos": [upload()], "who": ""}, follow=True)
    photo = Photo.objects.get()
    assert "Tak for billedet." in answer.content.decode()
    assert (photo.phone.name, photo.agreed) == ("Mie Krogh", "")
    assert mine.get(f"{where}{photo.pk}.jpg")["Content-Type"] == "image/jpeg"
    assert other.get(f"{where}{photo.pk}.jpg").status_code == 404


def test_who_has_not_come_in_is_asked_who_they_are(evening: Evening) -> None:
    answer = Client().get(f"/l/{evening.code}/photos/")
    assert answer["Location"] == f"/l/{evening.code}/"


def test_the_host_without_a_phone_is_led_to_the_photos_page(client: Client, evening: Evening) -> None:
    assert client.get(f"/l/{evening.code}/photos/")["Location"] == address(evening)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ([upload(b"ikke et billede", "noter.pdf")], "“noter.pdf” er ikke et billede, vi kan læse."),
        ([], "Dette felt er påkrævet."),
    ],
)
def test_what_is_no_photo_is_refused_beside_its_field_and_what_was_typed_is_kept(
    client: Client, evening: Evening, sent: list[SimpleUploadedFile], words: str
) -> None:
    answer = client.post(address(evening), {"photos": sent, "caption": "Salen", "who": "Bo"})
    shown = answer.content.decode()
    assert words in shown or (not sent and 'class="field field--' in shown and "error" in shown)
    assert 'value="Salen"' in shown
    assert not Photo.objects.exists()


def test_eleven_at_once_are_too_many(client: Client, evening: Evening) -> None:
    answer = client.post(address(evening), {"photos": [upload() for _number in range(11)]})
    assert "Vælg højst ti billeder ad gangen." in answer.content.decode()


def test_a_phone_sends_in_twenty_at_most(evening: Evening) -> None:
    phone = evenings.phone(evening)
    for _number in range(photo_services.FROM_ONE_PHONE):
        told.photo(evening, phone=phone)
    with pytest.raises(photo_services.TooManyPhotos):
        photo_services.add(evening, told.photo(evening).image, who="", all_agreed=False, phone=phone, at=NOW)


# --- chosen ------------------------------------------------------------------------------------------------------------


def test_a_photo_is_chosen_with_consent_only(client: Client, evening: Evening) -> None:
    photo = told.photo(evening, who="Bo")
    where = address(evening, f"{photo.pk}/")
    refused = client.post(where, {"caption": "Salen", "who": "Bo", "in_recap": "on"})
    assert "Et billede vises kun, når alle på det har sagt ja." in refused.content.decode()
    assert 'value="Salen"' in refused.content.decode()
    client.post(where, {"caption": "Salen", "who": "Bo", "all_agreed": "on", "in_recap": "on"})
    photo.refresh_from_db()
    assert (photo.caption, photo.agreed, photo.in_recap) == ("Salen", "Bo sagde ja.", True)


def test_the_database_refuses_one_without_consent_and_a_hidden_one(evening: Evening) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        told.photo(evening, in_recap=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        told.photo(evening, in_recap=True, agreed="Bo sagde ja.", hidden_at=NOW)


def test_only_the_coordinator_chooses_and_deletes(evening: Evening, place: Network) -> None:
    photo = told.photo(evening)
    steering = signed_in(factories.role(Role.Name.STEERING, place))
    assert steering.get(address(evening)).status_code == 200
    for action in ("", "put-back/", "delete/"):
        assert steering.post(address(evening, f"{photo.pk}/{action}")).status_code == 404
    assert signed_in(factories.member(place).user).get(address(evening)).status_code == 404


def test_deleted_it_is_gone_with_its_file(
    client: Client, evening: Evening, django_capture_on_commit_callbacks: Any
) -> None:
    photo = told.photo(evening)
    name, storage = photo.image.name, photo.image.storage
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(evening, f"{photo.pk}/delete/"))
    assert (Photo.objects.exists(), storage.exists(name)) == (False, False)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_many(
    client: Client, evening: Evening, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        sign_up = factories.sign_up(evening.meeting, factories.member(evening.meeting.network, f"Nr. {number}"))
        told.photo(evening, phone=evenings.phone(evening, sign_up=sign_up))
    with django_assert_num_queries(7):
        client.get(address(evening))


# --- seen ----------------------------------------------------------------------------------------------------------------


def test_a_photo_is_seen_by_those_who_run_the_evening_until_its_recap_is_published(
    evening: Evening, place: Network, coordinator: User
) -> None:
    shown = told.photo(evening, agreed="Bo sagde ja.", in_recap=True)
    kept = told.photo(evening, agreed="Bo sagde ja.")
    public, member = Client(), signed_in(factories.member(place).user)

    def codes(client: Client) -> list[int]:
        return [client.get(address(evening, f"{photo.pk}.jpg")).status_code for photo in (shown, kept)]

    assert [codes(public), codes(member), codes(signed_in(coordinator))] == [[404, 404], [404, 404], [200, 200]]
    publish(evening, coordinator)
    assert [codes(public), codes(member), codes(signed_in(coordinator))] == [[200, 404], [200, 404], [200, 200]]
    answer = public.get(address(evening, f"{shown.pk}.jpg"))
    assert (answer["Cache-Control"], Image.open(BytesIO(answer.content)).format) == ("private, max-age=60", "JPEG")


# --- taken away ------------------------------------------------------------------------------------------------------


def test_anybody_on_it_takes_it_away_with_one_button_and_the_coordinator_is_told(
    evening: Evening, coordinator: User
) -> None:
    photo = told.photo(evening, agreed="Bo sagde ja.", in_recap=True, caption="Salen")
    publish(evening, coordinator)
    public = Client()
    recap = public.get(f"/networks/mikrovirk/meetings/{evening.meeting_id}/recap/").content.decode()
    (where,) = set(re.findall(r"/p/[\w:-]+/", recap))
    assert "Fjern billedet" in public.get(where).content.decode()
    photo.refresh_from_db()
    assert photo.hidden_at is None  # a mail scanner that opens the link changes nothing
    assert "Billedet er væk" in public.post(where).content.decode()
    photo.refresh_from_db()
    assert (photo.in_recap, photo.agreed, photo.hidden_at is not None) == (False, "", True)
    assert public.get(address(evening, f"{photo.pk}.jpg")).status_code == 404
    assert list(Message.objects.filter(kind="live.photo_hidden").values_list("user", flat=True)) == [coordinator.pk]
    assert "Billedet er væk" in public.post(where).content.decode()
    assert Message.objects.filter(kind="live.photo_hidden").count() == 1


def test_put_back_it_needs_consent_anew(client: Client, evening: Evening) -> None:
    photo = told.photo(evening, hidden_at=NOW)
    assert "Fjernet af en, der er med på dem" in client.get(address(evening)).content.decode()
    client.post(address(evening, f"{photo.pk}/put-back/"))
    photo.refresh_from_db()
    assert (photo.hidden_at, photo.agreed) == (None, "")


def test_a_link_that_was_made_for_something_else_opens_nothing() -> None:
    assert Client().get(f"/p/{links.sign('signup', 1)}/").status_code == 404
    assert Client().get("/p/noget/").status_code == 404


def test_a_photo_that_is_deleted_is_said_to_be_gone(evening: Evening) -> None:
    assert "Billedet er væk" in Client().get(f"/p/{links.sign('photo', 4711)}/").content.decode()


def test_old_photos_are_forgotten(evening: Evening) -> None:
    day = timedelta(days=1)
    told.photo(evening, at=NOW - 100 * day)
    told.photo(evening, at=NOW - 40 * day, hidden_at=NOW - 31 * day)
    kept = {
        told.photo(evening, at=NOW - 100 * day, agreed="Bo sagde ja.", in_recap=True),
        told.photo(evening, at=NOW - 40 * day, hidden_at=NOW - 29 * day),
        told.photo(evening, at=NOW - 80 * day),
    }
    assert photo_services.forget_old(now=NOW) == 2
    assert set(Photo.objects.all()) == kept


def test_what_somebody_sent_in_goes_with_their_data(evening: Evening) -> None:
    sign_up = factories.sign_up(evening.meeting, factories.member(evening.meeting.network))
    told.photo(evening, phone=evenings.phone(evening, sign_up=sign_up), caption="Salen")
    told.photo(evening, caption="En andens")
    found = queries.export_of(sign_up.person.user)
    assert [(row["caption"], row["meeting"]) for row in found] == [("Salen", evening.meeting.title)]
