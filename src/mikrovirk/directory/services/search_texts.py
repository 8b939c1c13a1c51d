"""What people and businesses are found by, kept right whenever they are written."""

from collections.abc import Iterable

from django.db.models import Q

from mikrovirk.directory.domain.phones import displayed_phone
from mikrovirk.directory.domain.search_words import search_text
from mikrovirk.directory.models import Business, Person

AT_ONCE = 5_000  # people and businesses in one turn of the worker: mails must not wait for a whole country
DONE = -1
FOUND_BY = ("name", "industry", "town", "about", "offers", "seeks")


def text_of_person(name: str, email: str, phone: str) -> str:
    """The words a coordinator finds somebody by: name, e-mail, phone number in one piece and as it is read aloud."""
    return search_text(name, email, phone.removeprefix("+45"), displayed_phone(phone))


def text_of_business(business: Business) -> str:
    return search_text(*(getattr(business, name) for name in FOUND_BY), business.postcode, business.cvr)


def refresh_search_texts(*, all_rows: bool = False) -> int:
    """Make the search texts that are missing (after rows were put in from elsewhere), or all that are out of date.

    Return how many were written.
    """
    return refresh_where(Q() if all_rows else Q(search_text=""))


def refresh_slice(after: int) -> int:
    """Look at the search texts of the next people and businesses by their keys; the key to go on from, DONE at the end."""
    last = after + AT_ONCE
    refresh_where(Q(pk__gt=after, pk__lte=last))
    more = Person.objects.filter(pk__gt=last).exists() or Business.objects.filter(pk__gt=last).exists()
    return last if more else DONE


def refresh_where(rows: Q) -> int:
    """Write the search texts of those rows that are out of date; how many were written."""
    people = Person.objects.select_related("user").filter(rows).order_by()
    businesses = Business.objects.filter(rows).order_by()
    stale_people = list(outdated_people(people.iterator(1000)))
    stale_businesses = list(outdated_businesses(businesses.iterator(1000)))
    Person.objects.bulk_update(stale_people, ["search_text"], batch_size=500)
    Business.objects.bulk_update(stale_businesses, ["search_text"], batch_size=500)
    return len(stale_people) + len(stale_businesses)


def outdated_people(people: Iterable[Person]) -> Iterable[Person]:
    for person in people:
        text = text_of_person(person.user.full_name, person.user.email, person.phone)
        if text != person.search_text:
            person.search_text = text
            yield person


def outdated_businesses(businesses: Iterable[Business]) -> Iterable[Business]:
    for business in businesses:
        text = text_of_business(business)
        if text != business.search_text:
            business.search_text = text
            yield business
