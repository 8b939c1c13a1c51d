"""Writes about one person: who they are, what they show, and their picture."""

from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.directory.domain.phones import e164
from mikrovirk.directory.models import Person
from mikrovirk.directory.services.pictures import reencoded
from mikrovirk.directory.services.search_texts import text_of_person
from mikrovirk.networks.models import Role

SHOWN_FIELDS = ("phone_for", "email_for", "photo_for", "about_for")


class AddressTaken(Exception):
    """Somebody else has that e-mail address."""


class AddressIsTheirs(Exception):
    """The person signs in with that address, or has a role besides member: only they may change it."""


def person_for(user: User) -> Person:
    """The profile of `user`, made where there is none."""
    try:
        return user.person
    except Person.DoesNotExist:
        text = text_of_person(user.full_name, user.email, "")
        return Person.objects.get_or_create(user=user, defaults={"search_text": text})[0]


@transaction.atomic
def add_guest(*, name: str, email: str, invited_by: Person | None = None) -> Person:
    """The person with that address, made where there is none. A name that stands already is kept. No account to make."""
    email = email.strip().lower()
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, full_name=name)
    if not user.full_name and name:
        user.full_name = name
        user.save(update_fields=["full_name"])
    person = person_for(user)
    if invited_by and invited_by.pk != person.pk and not person.invited_by_id:
        person.invited_by = invited_by
        person.save(update_fields=["invited_by"])
    return person


@transaction.atomic
def edit_profile(person: Person, *, name: str, phone: str = "", about: str = "", **shown: str) -> None:
    """Write name, phone, what somebody says about themselves, and who sees it (`phone_for` …)."""
    write_name_and_phone(person, name=name, phone=phone)
    person.about = about
    for field in SHOWN_FIELDS:
        setattr(person, field, shown.get(field, getattr(person, field)))
    person.save(update_fields=["about", *SHOWN_FIELDS])


def write_name_and_phone(person: Person, *, name: str, phone: str) -> None:
    """Write both, the number as E.164 where it is one, and what the person is found by."""
    person.user.full_name = " ".join(name.split())
    person.user.save(update_fields=["full_name"])
    person.phone = e164(phone) or phone.strip()
    person.search_text = text_of_person(person.name, person.email, person.phone)
    person.save(update_fields=["phone", "search_text"])


@transaction.atomic
def correct_address(person: Person, *, email: str) -> None:
    """Put a wrong e-mail address right, for somebody who has never signed in; the address is tried afresh.

    Raise AddressTaken, or AddressIsTheirs: a coordinator must not be able to take over another person's sign-in.
    """
    email = email.strip().lower()
    user = person.user
    if email == user.email:
        return
    if user.last_login or user.is_administrator or user.roles.exclude(name=Role.Name.MEMBER).exists():
        raise AddressIsTheirs
    if User.objects.filter(email=email).exists():
        raise AddressTaken
    user.email, user.bounced_at, user.bounce_reason = email, None, ""
    user.save(update_fields=["email", "bounced_at", "bounce_reason"])
    person.search_text = text_of_person(person.name, email, person.phone)
    person.save(update_fields=["search_text"])


def choose_meeting_list(person: Person, *, listed: bool) -> None:
    """Say yes or no to being shown to the others who come."""
    person.listed_at_meetings = listed
    person.save(update_fields=["listed_at_meetings"])


def set_picture(person: Person, content: bytes) -> None:
    """Keep the picture, turned, cut and written anew without what the camera noted; raise pictures.NotAPicture."""
    picture = reencoded(content)
    remove_picture(person)
    person.photo.save(f"{uuid4().hex}.jpg", ContentFile(picture), save=False)
    person.save(update_fields=["photo"])


def remove_picture(person: Person) -> None:
    if person.photo:
        person.photo.delete(save=False)
        person.save(update_fields=["photo"])


def choose_language(user: User, language: str) -> None:
    user.language = language
    user.save(update_fields=["language"])
