"""Writes: the people behind sign-ups. A guest is a person without a membership; one address is one person."""

from dataclasses import dataclass

from django.db.models import Exists, QuerySet, Subquery

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Membership, Person
from mikrovirk.directory.services.search_texts import text_of_person
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.queries import joint


@dataclass(frozen=True)
class Known:
    """Who an address belongs to, and how they stand to one meeting."""

    person: Person
    is_member: bool
    answer_pk: int | None  # of their sign-up for the meeting, if they have answered
    is_new: bool


def person_at(address: str, *, name: str, meeting: Meeting) -> Known:
    """The person with that address, made where there is none. A known person's name stays what it was."""
    user = next(iter(User.objects.select_related("person").filter(email=address)), None)
    if user is None:
        user = User.objects.create_user(address, full_name=name)
        return Known(add_person(user), is_member=False, answer_pk=None, is_new=True)
    if not user.full_name:
        user.full_name = name
        user.save(update_fields=["full_name"])
    person = getattr(user, "person", None)
    if person is None:
        return Known(add_person(user), is_member=False, answer_pk=None, is_new=False)
    return Known(person, *_standing_of(person, meeting), is_new=False)


def person_of(user: User) -> Person:
    """The profile of a user, made where there is none."""
    return Person.objects.select_related("user").filter(user=user).first() or add_person(user)


def add_person(user: User) -> Person:
    """Make the profile of a user who has none, so that the coordinator can find them by name."""
    return Person.objects.create(user=user, search_text=text_of_person(user.full_name, user.email, ""))


def is_member(person: Person, meeting: Meeting) -> bool:
    """Whether somebody is a member of a network that holds the meeting."""
    return memberships_at(meeting).filter(person=person).exists()


def memberships_at(meeting: Meeting) -> QuerySet[Membership]:
    """The memberships of the networks that hold the meeting."""
    holding = [meeting.network_id, *(partner.pk for partner in joint.partners_of(meeting))]
    return Membership.objects.filter(network__in=holding, left_date=None)


def _standing_of(person: Person, meeting: Meeting) -> tuple[bool, int | None]:
    """Whether the person is a member of a network that holds the meeting, and which sign-up they have for it. One query."""
    memberships = memberships_at(meeting).filter(person=person)
    answers = SignUp.objects.filter(person=person, meeting=meeting)
    found = Person.objects.filter(pk=person.pk).values_list(Exists(memberships), Subquery(answers.values("pk")[:1]))
    is_member, answer_pk = found.get()
    return bool(is_member), answer_pk
