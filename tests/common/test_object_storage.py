"""Uploaded files in object storage, with a server that speaks S3: kept closed, and handed out by our own pages as from a folder."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore import UNSIGNED
from botocore.config import Config
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mikrovirk.config import environment
from mikrovirk.directory.models import Person
from tests import object_storage
from tests.directory.test_profile_views import a_photo
from tests.factories import member, network


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with object_storage.running() as address:
        yield address


@pytest.fixture
def storage(url: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("MIKROVIRK_FILES_URL", url)
    settings.STORAGES = {**settings.STORAGES, "default": environment.files()}
    return default_storage


def test_a_file_is_kept_under_a_name_of_its_own_and_goes_for_good(storage: Any) -> None:
    first = storage.save("cases/offer.pdf", ContentFile(b"first" * 1000))
    second = storage.save("cases/offer.pdf", ContentFile(b"second"))
    assert first == "cases/offer.pdf"
    assert second != first
    with storage.open(first, "rb") as file:
        assert (file.read(5), file.size) == (b"first", 5000)
    storage.delete(first)
    assert (storage.exists(first), storage.exists(second)) == (False, True)
    with pytest.raises(FileNotFoundError):
        storage.open(first, "rb")
    storage.delete(second)


def test_nobody_is_handed_an_address_in_it(storage: Any) -> None:
    with pytest.raises(NotImplementedError):
        storage.url("cases/offer.pdf")


def test_files_lie_in_the_folder_of_the_bucket_that_the_setting_names(storage: Any) -> None:
    name = storage.save("people/karla.jpg", ContentFile(b"x"))
    options = environment.files()["OPTIONS"]
    anybody = boto3.client("s3", endpoint_url=options["endpoint_url"], config=Config(signature_version=UNSIGNED))
    found = anybody.list_objects_v2(Bucket=object_storage.BUCKET)["Contents"]
    assert [each["Key"] for each in found] == ["mikrovirk/people/karla.jpg"]
    storage.delete(name)


def test_a_bucket_is_made_where_there_is_none(
    url: str, storage: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not storage.make_bucket()
    for place in ("another/here?http=1", "north?http=1&region=eu-north-1"):
        monkeypatch.setenv("MIKROVIRK_FILES_URL", url.partition(object_storage.BUCKET)[0] + place)
        settings.STORAGES = {**settings.STORAGES, "default": environment.files()}
        assert default_storage.make_bucket()
        assert not default_storage.make_bucket()
        default_storage.delete(default_storage.save("a.txt", ContentFile(b"a")))


@pytest.mark.django_db
def test_a_picture_is_shown_to_those_who_may_see_it_and_is_gone_when_it_is_removed(
    storage: Any, client: Client
) -> None:
    place = network()
    lise = member(place)
    client.force_login(lise.user)
    client.post(reverse("directory:set_picture"), {"picture": SimpleUploadedFile("mig.jpg", a_photo())})
    [name] = storage.listdir("people")[1]
    address = reverse("directory:picture", args=[lise.pk])
    assert client.get(address).content[:3] == b"\xff\xd8\xff"
    assert Client().get(address).status_code == 404
    client.post(reverse("directory:remove_picture"))
    assert not Person.objects.get(pk=lise.pk).photo
    assert not storage.exists(f"people/{name}")
