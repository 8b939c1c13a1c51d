"""Writes: who came to meetings that were held, and taking them back."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person, TableImport
from mikrovirk.directory.services.journal import Journal
from mikrovirk.directory.services.search_texts import text_of_person
from mikrovirk.networks.models import Network
from mikrovirk.programme.domain.history.participants import State
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.queries.history.came import ToWrite, Writes
from mikrovirk.programme.queries.history.held import at as moment_at
from mikrovirk.programme.services.history.held import add_held

VIA = "import"


def write(network: Network, writes: Writes, *, at: datetime) -> Journal:
    """Write the meetings that are not here yet, the people, and who came; must run in a transaction."""
    journal = Journal()
    added = [each for each in writes.sign_ups if each.sign_up is None]
    people = add_people(added, journal)
    coming = Counter(each.meeting for each in added if each.is_new_meeting and each.row.state == State.COMING)
    meetings = [add_held(network, each, None, at=at, places_taken=coming[n]) for n, each in enumerate(writes.meetings)]
    journal.made(meetings)
    starts = dict(Meeting.objects.filter(network=network).values_list("pk", "starts_at"))
    rows = [
        as_sign_up(each, people, meetings[each.meeting].pk if each.is_new_meeting else each.meeting, starts)
        for each in added
    ]
    SignUp.objects.bulk_create(rows, batch_size=500)
    journal.made(rows)
    check_in([each for each in writes.sign_ups if each.sign_up is not None], starts, journal)
    count_places(network)
    return journal


def add_people(rows: Iterable[ToWrite], journal: Journal) -> Mapping[str, Person]:
    """Profiles for the addresses that have none; by address."""
    missing = {each.row.email: each for each in rows if each.row.email and not (each.known and each.known.person)}
    users = {email: User(email=email, full_name=each.row.name) for email, each in missing.items() if not each.known}
    for user in users.values():
        user.set_unusable_password()
    User.objects.bulk_create(users.values())
    journal.made(users.values())
    people = {
        email: Person(
            user_id=each.known.user if each.known else users[email].pk,
            search_text=text_of_person((each.known.name if each.known else "") or each.row.name, email, ""),
        )
        for email, each in missing.items()
    }
    Person.objects.bulk_create(people.values())
    journal.made(people.values())
    return people


def as_sign_up(each: ToWrite, people: Mapping[str, Person], meeting: int, starts: Mapping[int, datetime]) -> SignUp:
    row, starts_at = each.row, starts[meeting]
    person = each.known.person if each.known and each.known.person else None
    if person is None and row.email:
        person = people[row.email].pk
    made_at = moment_at(row.signed_up, row.signed_up_hour or time(12)) if row.signed_up else starts_at
    made_at = min(made_at, starts_at)
    return SignUp(
        meeting_id=meeting,
        person_id=person,
        name="" if person else row.name,
        as_guest=each.as_guest,
        state=row.state,
        made_at=made_at,
        placed_at=made_at if row.state == State.COMING else None,
        cancelled_at=starts_at if row.state == State.CANCELLED else None,
        checked_in_at=starts_at if each.came else None,
        via=VIA,
    )


def check_in(rows: Iterable[ToWrite], starts: Mapping[int, datetime], journal: Journal) -> None:
    """Those who are on the list here, and of whom the table knows that they came."""
    here: dict[int, Any] = SignUp.objects.in_bulk([each.sign_up for each in rows if each.sign_up])
    for row in here.values():
        before = {name: getattr(row, name) for name in ("checked_in_at", "state", "cancelled_at", "placed_at")}
        row.checked_in_at = row.placed_at = starts[row.meeting_id]
        row.state, row.cancelled_at = State.COMING.value, None
        journal.changed(row, before)
    SignUp.objects.bulk_update(here.values(), ["checked_in_at", "state", "cancelled_at", "placed_at"], batch_size=500)


def count_places(network: Network) -> None:
    """Let every meeting of the network know again how many are coming."""
    coming = SignUp.objects.filter(meeting=OuterRef("pk"), state=SignUp.State.COMING).order_by()
    counted = coming.values("meeting").annotate(count=Count("pk")).values("count")
    meetings = Meeting.objects.filter(network=network).annotate(right=Coalesce(Subquery(counted), 0))
    meetings.exclude(places_taken=F("right")).update(places_taken=F("right"))


def recount(table_import: TableImport) -> None:
    """After undoing."""
    count_places(table_import.network)
