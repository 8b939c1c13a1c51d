"""The member's own pages: who sees what, the picture, the business, the invite link."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from mikrovirk.accounts.models import User
from mikrovirk.directory import queries, services
from mikrovirk.directory.models import Consent, Person
from mikrovirk.mailing.models import Unsubscription
from mikrovirk.mailing.services import unsubscribe
from tests.factories import NOW, business, coordinator, member, network, user

pytestmark = pytest.mark.django_db
PROFILE = {
    "name": "Lise Holm",
    "phone": "27 52 65 44",
    "phone_for": "public",
    "email_for": "members",
    "about": "Jeg syr.",
    "about_for": "public",
    "photo_for": "members",
    "listed_at_meetings": "on",
    "mail_choice": "monthly",
    "language": "da",
}


def a_photo(kind: str = "JPEG", size: tuple[int, int] = (1200, 900)) -> bytes:
    written = io.BytesIO()
    picture = Image.new("RGB", size, "red")
    noted = Image.Exif()
    noted[0x010F] = "Kamera med GPS"
    picture.save(written, kind, exif=noted)
    return written.getvalue()


def test_a_profile_is_saved_with_who_sees_what(client: Client) -> None:
    lise = member(network())
    client.force_login(lise.user)
    page = client.post(reverse("directory:profile"), PROFILE, follow=True).text
    assert "Din profil er gemt." in page
    lise = Person.objects.get(pk=lise.pk)
    assert (lise.name, lise.phone, lise.about, lise.listed_at_meetings) == (
        "Lise Holm",
        "+4527526544",
        "Jeg syr.",
        True,
    )
    assert (lise.phone_for, lise.email_for, lise.about_for, lise.photo_for) == (
        "public",
        "members",
        "public",
        "members",
    )
    assert User.objects.get(pk=lise.user_id).mail_choice == "monthly"


def test_another_language_counts_at_once_in_this_browser_too(client: Client) -> None:
    lise = member(network())
    client.force_login(lise.user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "da"
    page = client.post(reverse("directory:profile"), PROFILE | {"language": "en"}, follow=True).text
    assert "Your profile is saved." in page
    assert "You decide who sees what." in page


def test_mails_one_has_said_no_to_can_be_had_again(client: Client) -> None:
    place = network("havnby", name="Havnby")
    lise, per = member(place), member(place)
    for somebody in (lise.user, per.user):
        unsubscribe(somebody, kind="directory.welcome", network=place, at=NOW)
    client.force_login(lise.user)
    page = client.get(reverse("directory:profile")).text
    assert "Velkommen til et nyt medlem" in page
    assert "(Havnby)" in page
    theirs = Unsubscription.objects.get(user=per.user)
    assert client.post(reverse("directory:want_again", args=[theirs.pk])).status_code == 404
    mine = Unsubscription.objects.get(user=lise.user)
    assert client.get(reverse("directory:want_again", args=[mine.pk])).status_code == 405
    page = client.post(reverse("directory:want_again", args=[mine.pk]), follow=True).text
    assert "Du får disse mails igen: Velkommen til et nyt medlem." in page
    assert list(Unsubscription.objects.all()) == [theirs]


def test_opening_the_profile_makes_nothing(client: Client) -> None:
    somebody = user()
    client.force_login(somebody)
    assert "Du bestemmer, hvem der ser hvad." in client.get(reverse("directory:profile")).text
    assert not Person.objects.exists()


def test_a_cpr_number_in_the_profile_is_refused_beside_the_field(client: Client) -> None:
    lise = member(network())
    client.force_login(lise.user)
    response = client.post(reverse("directory:profile"), PROFILE | {"about": "Mit CPR: 010170-1234"})
    assert list(response.context["form"].errors) == ["about"]
    assert "Her står et CPR-nummer." in response.text
    assert Person.objects.get(pk=lise.pk).about == ""


def test_what_others_see_follows_each_field(client: Client) -> None:
    lise = member(network(), "Lise Holm")
    client.force_login(lise.user)
    client.post(reverse("directory:profile"), PROFILE)
    everybody, members = (shown for _, shown in client.get(reverse("directory:seen")).context["views"])
    assert (everybody.phone, everybody.email, everybody.about) == ("27 52 65 44", "", "Jeg syr.")
    assert (members.phone, members.email, members.about) == ("27 52 65 44", lise.email, "Jeg syr.")


def test_a_picture_is_written_anew_without_what_the_camera_noted(client: Client) -> None:
    place = network()
    lise = member(place)
    client.force_login(lise.user)
    client.post(reverse("directory:set_picture"), {"picture": SimpleUploadedFile("mig.jpg", a_photo())})
    lise.refresh_from_db()
    with Image.open(lise.photo.path) as kept:
        assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (640, 640), {})
    address = reverse("directory:picture", args=[lise.pk])
    assert client.get(address)["Content-Type"] == "image/jpeg"
    stranger = Client()
    assert stranger.get(address).status_code == 404
    stranger.force_login(member(network()).user)
    assert stranger.get(address).status_code == 404
    for fellow in (member(place).user, coordinator(place)):
        stranger.force_login(fellow)
        assert stranger.get(address).status_code == 200
    first = Path(lise.photo.path)
    client.post(reverse("directory:set_picture"), {"picture": SimpleUploadedFile("ny.png", a_photo("PNG"))})
    assert not first.exists()
    client.post(reverse("directory:remove_picture"))
    lise.refresh_from_db()
    assert not lise.photo
    assert list((Path(settings.MEDIA_ROOT) / "people").iterdir()) == []


@pytest.mark.parametrize("content", [b"not a picture", a_photo("GIF"), b"\xff\xd8\xff\xe0 cut short"])
def test_what_is_no_picture_is_refused(client: Client, content: bytes) -> None:
    lise = member(network())
    client.force_login(lise.user)
    page = client.post(reverse("directory:set_picture"), {"picture": SimpleUploadedFile("mig.jpg", content)}).text
    assert "Det er ikke et billede, vi kan bruge." in page
    assert not Person.objects.get(pk=lise.pk).photo


BUSINESS = {"name": "Systuen", "offers": "Syning", "seeks": "En bogholder", "town": "Stege"}


def test_a_business_is_shown_to_everybody_only_with_a_yes_in_stored_words(client: Client) -> None:
    firm = business("Systue")
    lise = member(network(), "Lise Holm", firm=firm)
    client.force_login(lise.user)
    address = reverse("directory:my_business", args=[firm.pk])
    client.post(address, BUSINESS)
    firm.refresh_from_db()
    assert (firm.name, firm.seeks, firm.listed_at) == ("Systuen", "En bogholder", None)
    client.post(address, BUSINESS | {"listed": "on"})
    firm.refresh_from_db()
    consent = Consent.objects.get()
    assert firm.listed_at is not None
    assert consent.wording.startswith("Alle må finde virksomheden i det offentlige virksomhedsregister")
    assert "checked" in client.get(address).text
    client.post(address, BUSINESS)
    firm.refresh_from_db()
    consent.refresh_from_db()
    assert firm.listed_at is None
    assert consent.withdrawn_at is not None


def test_somebody_elses_business_is_not_found(client: Client) -> None:
    place = network()
    firm = business("Systuen")
    member(place, firm=firm)
    client.force_login(member(place).user)
    address = reverse("directory:my_business", args=[firm.pk])
    assert client.get(address).status_code == 404
    assert client.post(address, BUSINESS).status_code == 404


def test_a_member_without_a_business_adds_one(client: Client) -> None:
    lise = member(network())
    lise.memberships.update(business=None)
    client.force_login(lise.user)
    assert reverse("directory:new_business") in client.get(reverse("directory:profile")).text
    client.post(reverse("directory:new_business"), BUSINESS)
    assert [each.name for each in queries.businesses_of(lise.user)] == ["Systuen"]
    assert client.get(reverse("directory:new_business")).status_code == 404


def test_the_card_for_my_page_takes_few_queries(django_assert_num_queries) -> None:
    firm = business("Systuen", offers="Syning")
    lise = member(network("havnby"), "Lise Holm", firm=firm)
    lise.memberships.get().also_for.add(business("Kaffebar", offers="Kaffe", seeks="Kunder"))
    with django_assert_num_queries(3):
        card = queries.member_card(lise.user)
    assert [(each.name, each.is_listed, each.lacks) for each in card.businesses] == [
        ("Systuen", False, True),
        ("Kaffebar", False, False),
    ]
    assert [each.network.slug for each in card.memberships] == ["havnby"]
    assert queries.member_card(user()).memberships == ()


def test_what_is_held_about_somebody_comes_out_and_can_be_erased() -> None:
    place = network("havnby", name="Havnby")
    alone, shared = business("Systuen"), business("Butikken")
    lise = member(place, "Lise Holm", firm=alone)
    membership = lise.memberships.get()
    membership.also_for.add(shared)
    membership.note = "Kom med Per"
    membership.save()
    per = member(place, "Per Bo", firm=shared)
    services.list_business(shared, by=lise, wording="Ja tak", at=NOW)
    services.set_picture(lise, a_photo())
    told = queries.export_of(lise.user)
    assert (told["name"], told["email"]) == ("Lise Holm", lise.email)
    assert told["memberships"][0]["note"] == "Kom med Per"
    assert [each["name"] for each in told["businesses"]] == ["Systuen", "Butikken"]
    assert told["consents"][0]["wording"] == "Ja tak"
    picture = Path(lise.photo.path)
    services.erase(lise.user)
    shared.refresh_from_db()
    assert not Person.objects.filter(user__full_name="Lise Holm").exists()
    assert not lise.user.roles.exists()
    assert not picture.exists()
    assert (shared.listed_at, type(alone).objects.filter(pk=alone.pk).exists()) == (None, False)
    assert queries.export_of(per.user)["name"] == "Per Bo"
    assert queries.export_of(lise.user) == {}
