"""What people and businesses are found by, kept right whenever they are written."""

from collections.abc import Iterable

from mikrovirk.directory.domain.phones import displayed_phone
from mikrovirk.directory.domain.search_words import search_text
from mikrovirk.directory.models import Business, Person

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
    people = Person.objects.select_related("user").order_by()
    businesses = Business.objects.order_by()
    if not all_rows:
        people, businesses = people.filter(search_text=""), businesses.filter(search_text="")
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
